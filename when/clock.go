package when

import "fmt"

// dayParted reads a part of a day before its day: "the morning of 3 May", "the
// early hours of Wednesday", "3pm on Wednesday".
func (p *parser) dayParted(i int, prep string) (form, int) {
	clock, j := p.dayPart(i)
	ends := ""
	if j <= i {
		if clock, j = p.clockTime(i, prep); j <= i {
			return form{}, i
		}
		if p.oneOf(j, "on", ",") {
			j++
		}
	} else if p.oneOf(j, "of", "on", "between", "from", ",") {
		if p.is(j, "between") {
			ends = "between"
		}
		j++
	} else if !p.oneOf(j, "yesterday", "today") {
		return form{}, i
	}
	if p.is(j, "the", "night", "of") {
		j += 3
	}
	f, end := p.ranged(j, ends)
	if end <= j || !f.daily() || f.kind == clockForm || f.kind == sameForm && f.unit != day {
		return form{}, i
	}
	f.clock = clock
	return f, end
}

// dayPart reads "the (early) morning", "the early hours".
func (p *parser) dayPart(i int) (clock string, end int) {
	j := i
	if p.oneOf(j, "the", "a") {
		j++
	}
	if p.oneOf(j, "early", "late", "small", "mid", "pre") {
		j++
		if p.is(j, "-") {
			j++
		}
	}
	if p.is(j, "hours") && j > i && p.oneOf(j-1, "early", "late", "small") {
		return map[bool]string{true: "TNI", false: "TMO"}[p.is(j-1, "late")], j + 1
	}
	if p.is(j, "dawn") && p.is(j-1, "-") {
		return "TMO", j + 1
	}
	if c := dayParts[p.at(j).low]; c != "" && (p.at(j).low != "eve" || p.is(j-1, "the")) {
		if p.is(j+1, "hours") {
			j++ // the early morning hours
		}
		return c, j + 1
	}
	return "", i
}

// clockTime reads "3pm", "8.30 a.m.", "08:30 local time", "0830 GMT", "noon".
// prep says whether a bare 08:30 is a time.
func (p *parser) clockTime(i int, prep string) (clock string, end int) {
	j := i
	for p.oneOf(j, "about", "around", "approximately", "exactly", "just", "shortly", "soon", "roughly") || j > i && p.oneOf(j, "before", "after") {
		j++
	}
	w := p.at(j)
	if c := dayPoints[w.low]; c != "" && w.low != "night" && w.low != "lunchtime" && !w.upper() {
		if prep == "" && j == i && !p.oneOf(j+1, "on", "gmt", "local") {
			return "", i
		}
		return c, p.zone(j + 1)
	}
	if w.num < 0 || w.comma || len(w.raw) > 4 {
		return "", i
	}
	h, m := w.num, 0
	k := j + 1
	timed := false
	switch n := p.at(k + 1); {
	case len(w.raw) <= 2 && p.oneOf(k, ":", ".") && p.at(k).glued && n.glued && len(n.raw) == 2 && n.num >= 0 && n.num < 60:
		timed = p.is(k, ":")
		m = n.num
		k += 2
		if p.is(k, ":") && p.at(k).glued && len(p.at(k+1).raw) == 2 {
			k += 2
		}
	case len(w.raw) == 4:
		h, m = w.num/100, w.num%100
	}
	if h > 24 || m > 59 {
		return "", i
	}
	sure := false
	switch {
	case p.oneOf(k, "am", "pm"):
		sure, h = true, meridiem(h, p.is(k, "pm"))
		k++
	case p.oneOf(k, "a", "p") && p.is(k+1, ".") && p.at(k+1).glued && p.is(k+2, "m"):
		sure, h = true, meridiem(h, p.is(k, "p"))
		k += 3
		if p.is(k, ".") && p.at(k).glued && (p.timeml || k+1 < len(p.words)) {
			k++
		}
	case p.is(k, "o'clock") || p.is(k, "o’clock"):
		sure = true
		k++
	}
	if len(w.raw) <= 2 && h > 0 && h <= 12 && (p.is(k, "in", "the") || p.is(k, "at", "night")) {
		part, end := dayParts[p.at(k+2).low], k+3
		if p.is(k, "at") {
			part, end = "TNI", k+2
		}
		if part == "TMO" || part == "TAF" || part == "TEV" || part == "TNI" { // "4 in the morning"
			sure, k = true, end
			h = meridiem(h, part == "TAF" || part == "TEV" || part == "TNI" && h > 5)
		}
	}
	if z := p.zone(k); z > k {
		sure = sure || timed || len(w.raw) == 4
		k = z
	} else if p.is(k, "hours") && len(w.raw) == 4 && prep == "at" {
		sure, k = true, k+1
	}
	if sure || timed && (prep == "at" || prep == "around" || prep == "about" || prep == "by" || prep == "until" || prep == "from" || prep == "before" || prep == "after") {
		return fmt.Sprintf("T%02d:%02d", h, m), k
	}
	return "", i
}

func meridiem(h int, pm bool) int {
	switch {
	case pm && h < 12:
		return h + 12
	case !pm && h == 12:
		return 0
	}
	return h
}

// zone passes over "local time", "GMT" and a second clock in brackets.
func (p *parser) zone(i int) int {
	j := i
	switch {
	case p.is(j, "local", "time"):
		j += 2
	case zones[p.at(j).low] && p.at(j).raw == upperCase(p.at(j).raw):
		j++
	case p.is(j, "local"):
		j++
	}
	if p.is(j, "(") {
		for k := j + 2; k < j+7; k++ {
			if p.is(k, ")") && zones[p.at(k-1).low] {
				return k + 1
			}
		}
	}
	return j
}

// clocked reads a time of day that names no day: "at dawn", "in the early hours".
func (p *parser) clocked(i int, prep string) (form, int) {
	f := form{kind: clockForm}
	if clock, end := p.clockTime(i, prep); end > i {
		f.clock = clock
		return f, end
	}
	if prep == "at" && p.is(i, "night") || prep == "by" && p.is(i, "night") {
		f.clock = "TNI"
		return f, i + 1
	}
	if prep != "in" && prep != "during" && prep != "by" && prep != "throughout" {
		return form{}, i
	}
	clock, end := p.dayPart(i)
	if p.is(i, "the", "middle", "of", "the", "night") {
		clock, end = "TNI", i+5
	}
	if end <= i || !p.is(i, "the") && !p.oneOf(i, "early", "late") || p.at(end-1).low == "eve" {
		return form{}, i
	}
	f.clock = clock
	return f, end
}

// clockAfter reads the part of the day after its day: "Wednesday night",
// "Wednesday at 3pm", "yesterday in the early hours".
func (p *parser) clockAfter(f form, i int) (form, int) {
	j := i
	if p.oneOf(j, "early", "late") || p.is(j, "mid") {
		j++
		if p.is(j, "-") {
			j++
		}
	}
	if c := dayParts[p.at(j).low]; c != "" && p.at(j).low != "eve" && !(p.at(j).upper() && p.at(j+1).upper()) {
		f.clock = c
		if f.kind == weekdayForm && p.oneOf(j+1, "last", "this", "next") && p.is(j+2, "week") {
			f.ofUnit, f.ofRel = week, rels[p.at(j+1).low]
			j += 2
		}
		return f, j + 1
	}
	if p.is(i, "overnight") {
		f.clock = "TNI"
		return f, i + 1
	}
	j = i
	prep := ""
	if p.oneOf(j, "at", "around", "about", "before", "after", "by", "in") {
		prep = p.at(j).low
		j++
	} else if p.oneOf(j, "shortly", "just") && p.oneOf(j+1, "before", "after") {
		prep = p.at(j + 1).low
		j += 2
	}
	if prep == "" {
		return f, i
	}
	if g, end := p.clocked(j, prep); end > j {
		f.clock = g.clock
		return f, end
	}
	return f, i
}
