package when

import "strings"

func upperCase(s string) string { return strings.ToUpper(s) }

// month reads the name of a month. An abbreviation and a name that is a word too
// (march, may, august) have to be capitalised; abbreviations take their full stop.
func (p *parser) month(i int) (m, end int, short bool) {
	w := p.at(i)
	if m = months[w.low]; m > 0 && (w.proper() || m != 3 && m != 5 && m != 8) {
		return m, i + 1, false
	}
	if !w.proper() {
		return 0, i, false
	}
	if m = monthsAb[w.low]; m == 0 {
		return 0, i, false
	}
	if p.is(i+1, ".") && p.at(i+1).glued {
		return m, i + 2, true
	}
	return m, i + 1, true
}

// dayNumber reads 1 to 31 as "3", "3rd" or "third"; ordinal is false for the first.
func (p *parser) dayNumber(i int) (d, end int, ordinal bool) {
	w := p.at(i)
	if w.num >= 1 && w.num <= 31 && len(w.raw) <= 2 {
		if p.at(i+1).glued && p.oneOf(i+1, "st", "nd", "rd", "th") {
			return w.num, i + 2, true
		}
		if n := p.at(i + 1); n.glued && (n.letters() || n.low == "%") || p.decimal(i) {
			return 0, i, false
		}
		return w.num, i + 1, false
	}
	if d = ordinals[w.low]; d > 0 {
		return d, i + 1, true
	}
	if t := tens[w.low]; t == 20 || t == 30 {
		j := i + 1
		if p.is(j, "-") {
			j++
		}
		if d = ordinals[p.at(j).low]; d > 0 && d < 10 && t+d <= 31 {
			return t + d, j + 1, true
		}
	}
	if w.low == "thirtieth" {
		return 30, i + 1, true
	}
	return 0, i, false
}

// decimal reports whether the number at i goes on after a point or a colon.
func (p *parser) decimal(i int) bool {
	return p.oneOf(i+1, ".", ":") && p.at(i+1).glued && p.at(i+2).glued && p.at(i+2).num >= 0
}

// secondDay reads the end of "2-4", "2 and 3", "2 to 4".
func (p *parser) secondDay(i, first int) (d, end int) {
	if !p.oneOf(i, "-", "/", "and", "or", "to", "&", "through") {
		return 0, i
	}
	j := i + 1
	if p.is(j, "the") {
		j++
	}
	d, end, _ = p.dayNumber(j)
	if end <= j || d <= first || units[p.at(end).low] != noUnit || unitsPl[p.at(end).low] != noUnit || counted[p.at(end).low] {
		return 0, i
	}
	p.second = j
	return d, end
}

// dayMonth reads a day of a month, either first, and the year when it
// follows: "3 March", "the 3rd of March 2019", "March 3-5, 2019".
func (p *parser) dayMonth(i int, prep string) (form, int) {
	if f, end := p.monthDay(i, prep); end > i {
		return f, end
	}
	j := i
	if p.is(j, "the") {
		j++
	}
	if p.at(j).num >= 0 && p.at(j).glued && p.oneOf(j-1, "$", "£", "€", ".", "#") {
		return form{}, i
	}
	d, k, ordinal := p.dayNumber(j)
	if k <= j {
		return form{}, i
	}
	d2, k := p.secondDay(k, d)
	if p.is(k, "of") && (ordinal || d2 > 0) {
		k++
	}
	if j > i && !ordinal && d2 == 0 {
		return form{}, i // "the 2 March raid": the article is the raid's
	}
	m, end, _ := p.month(k)
	if end <= k {
		if ordinal && d2 == 0 && prep == "on" && p.is(i, "the") && !p.at(k).letters() && !p.is(k, "-") {
			return form{kind: dateForm, day: d, unit: month}, k
		}
		return form{}, i
	}
	return p.days(m, d, d2, end)
}

func (p *parser) monthDay(i int, prep string) (form, int) {
	m, j, _ := p.month(i)
	if j <= i {
		return form{}, i
	}
	if p.is(j, "the") {
		j++
	}
	d, k, ordinal := p.dayNumber(j)
	if k <= j || p.is(j-1, "the") && !ordinal {
		return form{}, i
	}
	if p.is(k, "-") && (units[p.at(k+1).low] != noUnit || p.is(k+1, "year")) || units[p.at(k).low] != noUnit || unitsPl[p.at(k).low] != noUnit {
		return form{}, i // "in May 10 days of fighting"
	}
	d2, k := p.secondDay(k, d)
	if mm, _, _ := p.month(k); d2 > 0 && mm > 0 {
		d2, k = 0, k-2 // "May 2 and 3 June"
	}
	f, end := p.days(m, d, d2, k)
	if prep == "in" && !f.dated() && !ordinal {
		return form{}, i // "in May 20 people were killed"
	}
	return f, end
}

// days makes the form of one day or of a range, with the year when it follows.
func (p *parser) days(m, d, d2, end int) (form, int) {
	f := form{kind: dateForm, month: m, day: d}
	f, end = p.ofYear(f, end)
	if d > monthDays(f.year, m) || d2 > monthDays(f.year, m) {
		return form{}, 0
	}
	if d2 > 0 {
		to := f
		to.day = d2
		f.hasTo, f.to = true, &to
		f.cut = p.second
	}
	return f, end
}

// ofYear reads the year after a month or a date: "2019", ", 2019", "of 2019",
// "last year".
func (p *parser) ofYear(f form, i int) (form, int) {
	j := i
	if p.oneOf(j, ",", "of", "in") {
		j++
	}
	if y, end := p.shortYear(f, j); end > j {
		f.year = y
		return f, end
	}
	if y, end := p.year(j); end > j && !(counted[p.at(end).low] && (y%100 == 0 || y < 1900 || p.is(end, "people"))) {
		f.year = y
		return f, end
	}
	if p.is(j-1, ",") {
		return f, i
	}
	if p.is(j, "that", "year") || p.is(j, "the", "same", "year") {
		f.kind, f.rel, f.unit = sameForm, this, f.grain()
		if p.is(j, "the") {
			j++
		}
		return f, j + 2
	}
	if r := rels[p.at(j).low]; r != bare && p.is(j+1, "year") {
		f.ofUnit, f.ofRel = year, r
		return f, j + 2
	}
	return f, i
}

// shortYear reads the year of a wire dateline, "3 JAN 90", which follows day and
// month at once. Numbers below 30 are years of this century.
func (p *parser) shortYear(f form, i int) (y, end int) {
	w, next := p.at(i), p.at(i+1)
	if f.day == 0 || f.month == 0 || p.at(i-1).num >= 0 || w.num < 0 || len(w.raw) != 2 || w.comma || next.letters() || next.num >= 0 || next.low == "%" || p.decimal(i) {
		return 0, i
	}
	return twoDigits(w.num), i + 1
}

func twoDigits(n int) int {
	if n < 30 {
		return 2000 + n
	}
	return 1900 + n
}

// dated reports whether the words fix the year.
func (f form) dated() bool { return f.year != 0 || f.ofUnit != noUnit }

var rels = map[string]rel{"last": last, "this": this, "next": next}

// year reads four digits from 1000 to 2199.
func (p *parser) year(i int) (y, end int) {
	w := p.at(i)
	if w.num < 0 {
		return p.spokenYear(i)
	}
	if w.num < 1000 || w.num > 2199 || len(w.raw) != 4 || p.decimal(i) {
		return 0, i
	}
	if n := p.at(i + 1); n.glued && (n.letters() || n.low == "%") || p.is(i+1, ",") && p.at(i+1).glued && p.at(i+2).glued && p.at(i+2).num >= 0 {
		return 0, i
	}
	return w.num, i + 1
}

// numericDate reads 2019-03-03, 03/03/2019, 17.05.2019. Where both numbers may
// be the month, either reading stands.
func (p *parser) numericDate(i int, _ string) (form, int) {
	sep := p.at(i + 1).low
	if sep != "-" && sep != "/" && sep != "." || !p.is(i+3, sep) {
		return form{}, i
	}
	for k := i + 1; k <= i+4; k++ {
		if !p.at(k).glued {
			return form{}, i
		}
	}
	a, b, c := p.at(i), p.at(i+2), p.at(i+4)
	if n := p.at(i + 5); n.glued && n.num >= 0 || p.at(i).glued && p.oneOf(i-1, "/", "-", ".") || b.comma || a.comma || c.comma {
		return form{}, i
	}
	ok := func(y, m, d int) bool {
		return y >= 1000 && y <= 2199 && m >= 1 && m <= 12 && d >= 1 && d <= monthDays(y, m)
	}
	end := i + 5
	if p.is(end, "t") && p.at(end).glued {
		return form{}, i
	}
	switch {
	case len(a.raw) == 4 && ok(a.num, b.num, c.num):
		return form{kind: dateForm, year: a.num, month: b.num, day: c.num}, end
	case len(c.raw) != 4 || len(a.raw) > 2 || len(b.raw) > 2:
		return form{}, i
	case a.num != b.num && sep != "." && ok(c.num, a.num, b.num) && ok(c.num, b.num, a.num):
		f := form{kind: eitherForm, year: c.num, month: min(a.num, b.num), day: max(a.num, b.num)}
		if a.num > b.num {
			f.sign = 1 // the greater first
		}
		return f, end
	case ok(c.num, b.num, a.num):
		return form{kind: dateForm, year: c.num, month: b.num, day: a.num}, end
	case ok(c.num, a.num, b.num) && sep != ".":
		return form{kind: dateForm, year: c.num, month: a.num, day: b.num}, end
	}
	return form{}, i
}

// monthName reads a month with or without its year, where the word is the
// month and not a surname, a verb or a march.
func (p *parser) monthName(i int, prep string) (form, int) {
	j := i
	if p.is(j, "the", "month", "of") {
		j, prep = j+3, "in"
	}
	r := bare
	if rels[p.at(j).low] != bare {
		r = rels[p.at(j).low]
		j++
	}
	m, end, short := p.month(j)
	if end <= j {
		return form{}, i
	}
	f := form{kind: dateForm, month: m, rel: r}
	if r == bare {
		f, end = p.ofYear(f, end)
	}
	if r != bare && !short || f.dated() || p.monthAlone(j, end, m, prep, short) {
		return f, end
	}
	return form{}, i
}

// monthAlone decides about the name of a month that stands at i without day
// or year.
func (p *parser) monthAlone(i, end, m int, prep string, short bool) bool {
	if short {
		return prep == "in" && !p.at(end).upper()
	}
	after := p.at(end)
	if mm, _, _ := p.month(end + 1); mm > 0 && p.is(end, "-") && p.at(end).glued {
		return true // March-May 2018
	}
	asPerson := m == 5 && (mayVerbs[after.low] || titled[p.at(i-1).low] && p.at(i-1).upper())
	switch prep {
	case "in", "during", "throughout", "of", "between", "to":
		return !asPerson
	case "since", "until", "by", "before", "after", "from", "for":
		if m != 5 {
			return m != 3 || after.low != "for"
		}
		passive := prep == "by" && strings.HasSuffix(p.at(i-2).low, "ed")
		return !asPerson && !passive && prep != "for" && after.low != "'s" && !after.upper()
	}
	if p.oneOf(i-1, "and", "or", ",") && p.priorEnd == i-1 && p.prior.kind == dateForm && p.prior.grain() == month {
		return true
	}
	if p.oneOf(i-1, "the", "a", "an", "'s", "its", "their", "his", "her") || m != 3 && m != 5 {
		if m == 3 || m == 5 {
			return !p.at(i).mono && after.letters() && !after.upper() && !mayVerbs[after.low] && !p.oneOf(end, "for", "on", "of", "to", "and", "by", "against", "in", "with", "from", "through", "began", "ended", "at", "be", "not")
		}
		return (m != 4 && m != 6 && m != 8) || !after.upper()
	}
	return false
}

// seasonName reads "the spring of 2018", "summer 2014", "in winter"; a season
// bare of preposition, adjective and year may be water or a fall.
func (p *parser) seasonName(i int, prep string) (form, int) {
	j := i
	r := bare
	article := p.is(j, "the")
	if article {
		j++
	} else if r = rels[p.at(j).low]; r != bare {
		j++
	}
	w := p.at(j)
	s := seasons[w.low]
	if s == 0 || w.upper() && p.at(j-1).upper() && j-1 >= i {
		return form{}, i
	}
	f := form{kind: dateForm, of: s, unit: season, rel: r}
	end := j + 1
	if r == bare {
		f, end = p.ofYear(f, end)
		if f.year != 0 && p.oneOf(end, "-", "/") && p.at(end+1).glued && p.at(end+1).num >= 0 {
			end += 2 // the winter of 2018-19
		}
	}
	switch {
	case r != bare || f.dated():
		return f, end
	case w.upper() || p.is(end, "of") || p.at(end).upper():
	case prep == "":
	case w.low == "fall" && !(article && prep == "in"):
	case p.at(end).letters() && !article && !p.oneOf(end, "and", "or", "when", "as", "to", "after", "before"):
	case prep != "at" && prep != "on" && prep != "about" && prep != "around" && prep != "from":
		return f, end
	}
	return form{}, i
}
