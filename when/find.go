package when

import (
	"dateline"
	"dateline/text"
)

// Find lists the time expressions of a sentence from left to right. They do
// not overlap; their spans are bytes of whole, the report's text, inside that of s.
// A sentence whose span lies outside whole has none.
func Find(s text.Sentence, whole string) []Expression {
	if s.Start < 0 || s.End > len(whole) || s.Start >= s.End {
		return nil
	}
	p := &parser{words: lex(whole[s.Start:s.End], s.Start)}
	var found []Expression
	p.each(func(i int, m match) { found = append(found, m.expression(p, i, whole)) })
	inherit(found, p.at(0).start)
	attach(found)
	return found
}

// inherit gives a date or month without a year that of the bare year which
// opens the sentence: "In 2014 it seized Mosul, and in June named a caliph".
// A year further on is often an aside ("the group, formed in 2015, said in March").
func inherit(found []Expression, start int) {
	if len(found) == 0 || found[0].Start != start {
		return
	}
	y := 0
	for i := range found {
		e := &found[i]
		if e.form.kind != dateForm || e.form.hasTo {
			continue
		}
		switch g := e.form.grain(); {
		case g == year && e.form.year != 0 && e.form.bound == inside:
			y = e.form.year
		case e.form.year != 0:
			y = 0
		case y != 0 && e.form.weekday == 0 && (g == day || g == month) && e.form.month > 0 && e.form.rel == bare && !e.form.dated():
			e.form.year = y
			e.Anchor, e.Timex = e.form.anchor(), e.form.words()
		}
	}
}

// attach gives a time of day that stands alone the day of its sentence, when
// the sentence names just one.
func attach(found []Expression) {
	var day *Expression
	for i := range found {
		f := found[i].form
		attribute := f.kind == dateForm && found[i].Core == found[i].Span // "the 2 March raid"
		if f.daily() && f.kind != clockForm && f.bound == inside && !attribute {
			if day != nil {
				return
			}
			day = &found[i]
		}
	}
	if day == nil {
		return
	}
	for i := range found {
		if e := &found[i]; e.form.kind == clockForm {
			clock := e.form.clock
			e.form = day.form
			e.form.clock = clock
			e.Anchor, e.Timex = day.Anchor, e.form.words()
		}
	}
}

// parser reads the words of one sentence. Its rules take the position at which
// they begin and give the position after their last word, or one not greater than the
// first when they do not apply.
type parser struct {
	words    []word
	prior    form // the expression before, for "2014 and 2015"
	priorEnd int
	depth    int
	second   int  // where the second day of "2-4 May" stands
	timeml   bool // mark as TimeML does: the ends of ranges apart, bare lengths, times without a calendar
}

// at is the word at i, an empty one outside the sentence.
func (p *parser) at(i int) word {
	if i < 0 || i >= len(p.words) {
		return word{num: -1}
	}
	return p.words[i]
}

// is reports whether the words from i on are these.
func (p *parser) is(i int, words ...string) bool {
	for k, w := range words {
		if p.at(i+k).low != w {
			return false
		}
	}
	return true
}

// oneOf reports whether the word at i is one of these.
func (p *parser) oneOf(i int, words ...string) bool {
	have := p.at(i).low
	if have == "" {
		return false
	}
	for _, w := range words {
		if have == w {
			return true
		}
	}
	return false
}

// match is what expression found: words core..end, the preposition before them.
type match struct {
	form      form
	core, end int
}

func (m match) expression(p *parser, i int, whole string) Expression {
	span := dateline.Span{Start: p.words[i].start, End: p.words[m.end-1].end}
	return Expression{
		Span:     span,
		Words:    span.In(whole),
		Core:     dateline.Span{Start: p.words[m.core].start, End: span.End},
		Timex:    m.form.words(),
		Anchor:   m.form.anchor(),
		Duration: m.form.kind == durationForm || m.form.kind == inForm,
		Set:      m.form.kind == setForm,
		Since:    m.form.bound == since,
		form:     m.form,
	}
}

// each takes the expressions of a sentence in order, each with the word that it
// begins at.
func (p *parser) each(take func(i int, m match)) {
	for i := 0; i < len(p.words); {
		m := p.expression(i)
		if m.end <= i {
			i++
			continue
		}
		p.prior, p.priorEnd = m.form, m.end
		if m.form.kind != noForm {
			take(i, m)
		}
		i = m.end
	}
}

// expression reads an expression at i, its preposition included. A match
// without a form is something to pass over: an age, the name of a newspaper.
func (p *parser) expression(i int) match {
	if end := p.notTime(i); end > i {
		return match{end: end}
	}
	prep, b, j := p.preposition(i)
	plain := match{}
	if j == i || prep == "about" || prep == "around" || prep == "over" || p.is(i, "up") {
		plain = p.bounded(i, "", inside) // "about three days ago" is all of it
	}
	if j > i && plain.end <= j {
		if m := p.bounded(j, prep, b); m.end > j {
			return p.named(m, prep)
		}
	}
	if plain.end > i || j == i {
		return p.named(plain, "")
	}
	return p.bounded(i, "", inside)
}

// named drops a date that is part of a name: "the March 23 Movement".
func (p *parser) named(m match, prep string) match {
	if m.form.kind != dateForm || m.form.day == 0 || m.form.dated() || prep == "on" {
		return m
	}
	for k := m.end; k < m.end+3; k++ {
		w := p.at(k)
		if w.low == "group" && k == m.end || w.upper() && namesakes[w.low] {
			return match{end: k + 1}
		}
		if !w.upper() {
			break
		}
	}
	return m
}

// preposition reads what may stand before a time: its main word, what it
// makes of the interval, and where it ends.
func (p *parser) preposition(i int) (prep string, b bound, end int) {
	if p.is(i, "on", "overnight") {
		return "", inside, i // "it went on overnight"
	}
	switch w := p.at(i).low; w {
	case "on", "in", "at", "during", "for", "over", "throughout", "around", "about", "from", "between", "within", "across", "through", "into":
		return w, inside, i + 1
	case "since":
		return w, since, i + 1
	case "ever":
		if p.is(i+1, "since") {
			return "since", since, i + 2
		}
	case "until", "till", "by":
		return w, until, i + 1
	case "up":
		if p.oneOf(i+1, "to", "until") {
			return "until", until, i + 2
		}
	case "as":
		if p.is(i, "as", "of") {
			return "of", inside, i + 2
		}
		if p.oneOf(i+1, "early", "late", "recently") && p.is(i+2, "as") {
			return "as", inside, i + 3
		}
	case "before":
		return w, before, i + 1
	case "after":
		return w, after, i + 1
	}
	return "", inside, i
}

// bounded reads an expression whose preposition has been read.
func (p *parser) bounded(i int, prep string, b bound) match {
	f, end := p.ranged(i, prep)
	if end <= i {
		return match{}
	}
	switch {
	case b == inside || f.bound != inside:
	case (b == before || b == after) && f.clock != "":
		// "before dawn on Friday" is on Friday
	case f.placed():
		f.bound = b
		if p.oneOf(end, "'s", "prayers", "sermon") { // "before Tuesday's attack", which may be on Tuesday
			f.bound = map[bound]bound{before: until, after: from, since: since, until: until}[b]
		}
	}
	if prep == "from" && f.placed() && p.oneOf(end, "on", "onwards", "onward") && !p.at(end+1).letters() {
		f.bound, end = since, end+1
	}
	return match{form: f, core: i, end: end}
}

// ranged reads an expression and, where it is the beginning of a range
// ("March to May 2018"), its end.
func (p *parser) ranged(i int, prep string) (form, int) {
	f, end := p.core(i, prep)
	if end <= i || p.timeml || !f.calendar() {
		return f, end
	}
	j := end
	switch {
	case p.oneOf(j, "to", "until", "till", "through") && prep != "until":
		j++
		if p.is(j, "to") {
			j++
		}
	case p.is(j, "-") || p.is(j, "/"):
		j++
	case p.oneOf(j, "and", "&") && (prep == "between" || f.kind == weekdayForm):
		j++
	case p.is(j, "or") && f.kind == weekdayForm:
		j++
	case p.is(j, "into"):
		j++
	default:
		return f, end
	}
	g, k := p.core(j, "to")
	if k <= j {
		return f, end
	}
	if apart := g.weekday - f.weekday; p.oneOf(end, "and", "or", "&") && prep != "between" && apart != 1 && apart != -6 {
		return f, end // "Monday and Thursday" are two days
	}
	if r, ok := f.through(g); ok {
		return r, k
	}
	return f, end
}

// through joins the two ends of a range, which have to be of one sort.
func (f form) through(g form) (form, bool) {
	switch {
	case f.kind == weekdayForm && g.kind == weekdayForm:
	case f.kind == dateForm && g.kind == dateForm && f.grain() == g.grain():
		if !f.dated() {
			f.ofUnit, f.ofRel = g.ofUnit, g.ofRel
			f.year = g.year
			if f.year != 0 && f.month != 0 && (f.month > g.month || f.month == g.month && f.day > g.day) {
				f.year--
			}
		}
		if g.year == 0 && f.year != 0 || f.ofUnit != g.ofUnit || f.ofRel != g.ofRel || f.year > g.year {
			return form{}, false
		}
		if f.year == g.year && f.year != 0 && f.grain() == year && f.unit == g.unit {
			return form{}, false
		}
	case f.kind == dayForm && g.kind == dayForm && f.lo < g.lo:
	case (f.kind == dayForm || f.kind == weekdayForm) && (g.kind == dayForm || g.kind == weekdayForm):
	default:
		return form{}, false
	}
	f.hasTo, f.to = true, &g
	return f, true
}
