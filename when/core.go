package when

// maxNesting bounds "the end of the first half of the …": no phrase of news
// goes deeper.
const maxNesting = 4

// core reads the longest expression at i that has no preposition of its own;
// prep is the one before it, "to" inside a range and "of" after a part.
func (p *parser) core(i int, prep string) (form, int) {
	if p.depth >= maxNesting || !p.mayOpen(i) && !(p.timeml && alsoOpen[p.at(i).low]) {
		return form{}, i
	}
	p.depth++
	defer func() { p.depth-- }()
	var best form
	end := i
	for _, rule := range [...]func(*parser, int, string) (form, int){
		(*parser).feastName, (*parser).dayWord, (*parser).weekdayName, (*parser).numericDate, (*parser).dayMonth, (*parser).monthName, (*parser).seasonName,
		(*parser).yearName, (*parser).yearPart, (*parser).relativeUnit, (*parser).pastCounts, (*parser).sameUnit, (*parser).counts,
		(*parser).repeated, (*parser).parted, (*parser).dayParted, (*parser).clocked, (*parser).vague,
	} {
		if f, e := rule(p, i, prep); e > end {
			best, end = f, e
		}
	}
	if p.timeml {
		for _, rule := range [...]func(*parser, int, string) (form, int){(*parser).reference, (*parser).term, (*parser).wholeYear, (*parser).openEnded} {
			if f, e := rule(p, i, prep); e > end || e == end && e > i && f.kind == termForm {
				best, end = f, e
			}
		}
	}
	if end > i && best.daily() && best.kind != clockForm {
		best, end = p.clockAfter(best, end)
	}
	return best, end
}

// parted reads "early March", "mid-2015", "late last week", "earlier on
// Wednesday", "the end of 2018", "the first week of May".
func (p *parser) parted(i int, _ string) (form, int) {
	j := i
	if p.is(j, "the") {
		j++
	}
	pt := whole
	switch w := p.at(j).low; w {
	case "early", "late", "mid", "earlier", "later":
		pt = map[string]part{"early": early, "late": late, "mid": mid, "earlier": earlier, "later": later}[w]
		j++
		if p.is(j, "-") && p.at(j).glued {
			j++
		}
		if pt == late || pt == early {
			if p.oneOf(j, "part", "stages", "days", "weeks", "months", "years") && p.is(j+1, "of") {
				j++
			}
		}
		if p.oneOf(j, "on", "in", "of", "at") {
			j++
		}
	case "beginning", "start", "outset", "middle", "end", "close":
		if !p.is(j+1, "of") {
			return form{}, i
		}
		pt = map[string]part{"middle": mid, "end": late, "close": late}[w]
		if pt == whole {
			pt = early
		}
		j += 2
	case "first", "second", "third", "fourth", "final", "last":
		if !p.oneOf(j+1, "week", "days", "weekend", "day") || !p.is(j+2, "of") {
			return form{}, i
		}
		pt = map[string]part{"first": early, "final": late, "last": late}[w]
		j += 3
	default:
		return form{}, i
	}
	if p.is(j, "the") && !p.oneOf(j+1, "same", "next", "following", "previous") {
		if f, end := p.wholeUnit(j+1, pt == earlier || pt == later); end > j+1 {
			f.part = pt
			return f, end
		}
	}
	f, end := p.core(j, "of")
	if end <= j || !f.placed() || f.kind == clockForm || f.bound != inside || f.hasTo {
		return form{}, i
	}
	if f.part == whole && !f.daily() {
		f.part = pt
	}
	return f, end
}

// wholeUnit reads the unit of "the end of the year", which is the one that
// the report was published in.
func (p *parser) wholeUnit(i int, sure bool) (form, int) {
	u := units[p.at(i).low]
	switch u {
	case week, month, year, decade, century:
		if !sure && p.oneOf(i+1, "before", "after", "of") {
			return form{}, i
		}
		return form{kind: unitForm, unit: u, rel: this}, i + 1
	case day:
		if p.is(i, "day") && (sure || !p.oneOf(i+1, "before", "after", "of")) {
			return form{kind: sameForm, unit: day, rel: this}, i + 1
		}
	}
	return form{}, i
}

// notTime passes over what looks like a time and is none: the names of
// newspapers and clubs, "Bloody Sunday", ages.
func (p *parser) notTime(i int) int {
	w := p.at(i)
	if i > 0 && p.oneOf(i-1, "\"", "“", "'") && w.upper() && p.is(i, "this", "week") && p.at(i+1).upper() {
		return i + 2 // a programme
	}
	if coloured[w.low] && w.upper() && (weekdays[p.at(i+1).low] > 0 || months[p.at(i+1).low] > 0) && p.at(i+1).upper() {
		return i + 2
	}
	if p.oneOf(i, "mail", "independent", "scotland", "ireland", "wales") && w.upper() && p.is(i+1, "on", "sunday") {
		return i + 3
	}
	if weekdays[w.low] > 0 && w.upper() && p.at(i+1).upper() {
		n := p.at(i + 1).low
		if press[n] && (p.at(i).raw != upperCase(p.at(i).raw) || p.is(i-1, "the")) || namesakes[n] {
			return i + 2
		}
	}
	if p.oneOf(i, "aged", "age") {
		for j := i + 1; j < i+4; j++ {
			if unitsPl[p.at(j).low] != noUnit {
				return j + 1
			}
		}
	}
	return i
}
