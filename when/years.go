package when

import "strings"

// yearName reads "2015", "the year 2015", "the 1990s", "the 19th century".
func (p *parser) yearName(i int, prep string) (form, int) {
	if f, end := p.decade(i); end > i {
		return f, end
	}
	if f, end := p.century(i); end > i {
		return f, end
	}
	j := i
	if p.is(j, "the") && p.oneOf(j+1, "year", "fiscal") {
		j++
	}
	switch {
	case p.is(j, "fiscal", "year"):
		j, prep = j+2, "in"
	case p.oneOf(j, "year", "fiscal"):
		j, prep = j+1, "in"
	}
	y, end := p.year(j)
	if end <= j || !p.isYear(j, end, y, prep) {
		return form{}, i
	}
	f := form{kind: dateForm, year: y}
	// 2014-16
	if n := p.at(end + 1); p.oneOf(end, "-", "/") && p.at(end).glued && n.glued && len(n.raw) == 2 && n.num > y%100 {
		f.hasTo, f.to = true, &form{kind: dateForm, year: y - y%100 + n.num}
		f.cut = end + 1
		return f, end + 2
	}
	return f, end
}

// isYear decides whether the four digits at i are a year or a count.
func (p *parser) isYear(i, end, y int, prep string) bool {
	next, prev := p.at(end), p.at(i-1)
	modern := y >= 1900 && y < 2100
	switch {
	case p.at(i).num < 0:
		return y < 2000 || p.is(i-1, "year") || prep == "in" && !next.letters()
	case p.at(i).glued && p.oneOf(i-1, "$", "£", "€", "#", ".", ":") || numberedThings[prev.low]:
		return false
	case counted[next.low]:
		return prep == "in" && modern && !gathers[next.low]
	case p.is(end, "more", "than") && (prep == "in" || prep == "since" || prep == "during"):
		return modern // "since 2004 more than 300 people"
	case units[next.low] != noUnit || unitsPl[next.low] != noUnit || p.oneOf(end, "%", "percent", "per", "hours", "gmt", "local", "million", "more", "other"):
		return false
	case next.low == "-" && next.glued && p.at(end+1).letters():
		return false
	}
	if p.timeml && y >= 1500 && (prep == "of" || prep == "to" || prep == "until" || prep == "by" || prep == "after" || prep == "before") {
		return p.looseYear(i, end)
	}
	switch prep {
	case "in", "since", "during", "throughout":
		return true
	case "of", "to", "between", "before", "from", "through", "into":
		return modern || y >= 1400 && prep != "to"
	case "until", "by", "after":
		return modern
	case "about", "around":
		return modern && y%100 != 0 && !next.letters()
	case "for":
		return modern && !next.letters()
	case "at", "on", "over", "within", "across":
		return false
	}
	if p.oneOf(i-1, "and", "or", ",", "&") && p.priorEnd == i-1 && p.prior.kind == dateForm && p.prior.grain() == year {
		return y >= 1400
	}
	if n, _ := p.year(end + 1); p.is(end, "-") && n > y && n-y < 150 && !counted[p.at(end+2).low] { // 1955-1963
		return modern && (y%100 != 0 || n%100 != 0) || prev.low == "("
	}
	if !modern && !(p.timeml && y >= 1500) {
		return false
	}
	if n := p.at(end + 1); next.low == "-" && next.glued && n.glued && len(n.raw) == 2 && n.num == (y+1)%100 {
		return true // 2015-16
	}
	switch {
	case p.oneOf(i-1, "the", "a", "an", "'s", "his", "her", "its", "their", "our", "this", "that", "'"):
		return next.letters() || next.low == "-"
	case prev.low == "of":
		return !p.oneOf(i-2, "total", "number", "group", "force", "crowd", "tens", "hundreds", "thousands", "army", "population")
	case prev.low == "(":
		return p.oneOf(end, ")", ",", "-", ";")
	case p.timeml && y >= 1500:
		return p.looseYear(i, end)
	case i == 0:
		return seeing[next.low] || next.low == ":"
	case prev.letters() && prev.upper() && i > 1:
		return !next.letters() || !next.upper() && (seeing[next.low] || p.oneOf(end, "in", "at", "on", "and", "by", "to", "for", "as", "when", "where", "with"))
	}
	return false
}

// looseYear takes four digits for a year unless what stands around them makes
// them a count: "about 1800", "than 1900", "1700 rounds".
func (p *parser) looseYear(i, end int) bool {
	next := p.at(end)
	if p.oneOf(i-1, "about", "around", "some", "nearly", "almost", "than", "least", "most", "over", "under", "approximately", "another", "only", "up", "(", "at", "killed", "number", "page") && next.letters() {
		return false
	}
	if p.is(i-1, "-") && next.letters() && !p.oneOf(i-2, "mid", "early", "late") {
		return false
	}
	if p.oneOf(i-1, "page", "number", "no", "than", "least") {
		return false
	}
	plural := next.letters() && !next.upper() && strings.HasSuffix(next.low, "s") && !p.oneOf(end, "was", "as", "is", "has", "vs")
	return !plural || p.oneOf(i-1, "the", "'s", "its", "their", "his", "her", "this", "our", "of")
}

// decade reads "1990s", "the 90s", "the nineties".
func (p *parser) decade(i int) (form, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	w := p.at(j)
	if w.low == "'" && p.at(j+1).glued {
		j++
		w = p.at(j)
	}
	if d := decades[w.low]; d > 0 && j > i {
		return form{kind: dateForm, year: d, unit: decade}, j + 1
	}
	s := p.at(j + 1)
	if !s.glued || s.low != "s" && s.low != "'s" || w.num%10 != 0 || w.comma {
		return form{}, i
	}
	article := j > i || p.oneOf(i-1, "mid", "-", "early", "late", "and")
	switch {
	case len(w.raw) == 4 && w.num >= 1000 && w.num < 2200 && (s.low == "s" || article && !p.at(j+2).letters()):
		return form{kind: dateForm, year: w.num, unit: decade}, j + 2
	case len(w.raw) == 2 && article && s.low == "s" && !p.oneOf(i-1, "his", "her", "their"):
		y := 1900 + w.num
		if w.num < 30 {
			y += 100
		}
		return form{kind: dateForm, year: y, unit: decade}, j + 2
	}
	return form{}, i
}

// century reads "the 19th century", which is taken to begin in the year 1801
// less one, as it is commonly spoken of.
func (p *parser) century(i int) (form, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	n, end, ordinal := p.dayNumber(j)
	if end > j && ordinal && n <= 22 {
		if p.is(end, "-") {
			end++
		}
		if p.is(end, "century") {
			return form{kind: dateForm, year: max((n-1)*100, 1), unit: century}, end + 1
		}
	}
	return form{}, i
}

// yearPart reads "the first half of 2018", "the second quarter of this year",
// "the first three months of 2019".
func (p *parser) yearPart(i int, _ string) (form, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	n := map[string]int{"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 4, "latter": 2}[p.at(j).low]
	if n == 0 {
		return form{}, i
	}
	f := form{kind: dateForm, of: n}
	to := 0
	switch k := j + 1; {
	case p.is(k, "half") && n != 3:
		f.unit, f.of = half, min(n, 2)
		j = k + 1
	case p.is(k, "quarter"):
		f.unit = quarter
		j = k + 1
	default:
		a, e := p.amount(k)
		if e <= k || p.timeml || a.vague || a.high > 12 || !p.is(e, "months") || n != 1 && n != 4 {
			return form{}, i
		}
		f.of, f.month, to = 0, 1, a.high
		if n == 4 {
			f.month, to = 13-a.high, 12
		}
		j = e + 1
	}
	if !p.is(j, "of") {
		return form{}, i
	}
	if p.is(j+1, "the", "year") {
		f.ofUnit, f.ofRel = year, this
		j += 3
	} else {
		g, end := p.ofYear(f, j)
		if end <= j {
			return form{}, i
		}
		f, j = g, end
	}
	if to > f.month && f.month > 0 {
		end := f
		end.month = to
		f.hasTo, f.to = true, &end
	}
	return f, j
}
