package when

import (
	"dateline"
	"dateline/text"
)

// A TimexType is what a TIMEX3 stands for.
type TimexType string

// The types of TIMEX3.
const (
	TimexDate     TimexType = "DATE"     // a day or longer
	TimexTime     TimexType = "TIME"     // a time or a part of a day
	TimexDuration TimexType = "DURATION" // a length
	TimexSet      TimexType = "SET"      // times that recur
)

// A Timex is a time expression as TimeML marks it: its extent (an article and
// "ago" inside, a preposition outside, the two ends of a range apart), its type and
// its value.
type Timex struct {
	dateline.Span
	Type  TimexType
	Value string // "2013-03-22TMO", "P2D", "PAST_REF"
}

// Annotate lists the time expressions of a report in the order of the text, marked
// by TimeML's guidelines (Saurí and others 2006, version 1.2.1) as TempEval-3
// used them. Values are resolved against the day of publication, when it is given,
// and against the time last named in the text.
func Annotate(whole string, pub *dateline.Date) []Timex {
	return AnnotateDocument(text.Parse(whole, 0), 0, pub)
}

// AnnotateDocument is Annotate for a report that has been cut up and tagged, from
// byte from of its text on.
func AnnotateDocument(doc *text.Document, from int, pub *dateline.Date) []Timex {
	a := annotator{whole: doc.Text, from: from}
	if pub != nil {
		a.pub, a.known = numberOf(*pub), true
	}
	a.history = a.tellsHistory()
	for _, par := range doc.Paragraphs {
		if par.Start < from {
			continue
		}
		sentences := par.Sentences
		if len(sentences) == 0 {
			sentences = []text.Sentence{{Span: par.Span}}
		}
		for _, s := range sentences {
			a.sentence(s)
		}
	}
	return a.found
}

// annotator goes through a report and keeps the times that it named last.
type annotator struct {
	whole   string
	from    int // where the report begins in it
	pub     dayNo
	known   bool
	history bool // tells of times long before its publication
	found   []Timex
	at      int     // which sentence
	last    mention // the time named last
	day     mention // the day named last
	quarter mention // the quarter named last
}

// A mention is a time that the text has named.
type mention struct {
	day  dayNo // its first
	unit unit
	at   int // in which sentence
	ok   bool
}

// near reports whether the mention stands in the sentence or one of the n before it.
func (a *annotator) near(m mention, n int) bool { return m.ok && a.at-m.at <= n }

func (a *annotator) sentence(s text.Sentence) {
	if s.Start < 0 || s.End > len(a.whole) || s.Start >= s.End {
		return
	}
	a.at++
	p := &parser{words: lex(a.whole[s.Start:s.End], s.Start), timeml: true}
	var found []Expression
	var forms []extent
	p.each(func(i int, m match) {
		found = append(found, m.expression(p, i, a.whole))
		forms = append(forms, p.extent(m))
	})
	inherit(found, p.at(0).start)
	attach(found)
	for k, e := range found {
		x := forms[k]
		if x.skip {
			continue
		}
		e.Core = x.span
		if x.second.End > 0 {
			one, two := e, e
			one.form.hasTo, one.form.to = false, nil
			two.form = *e.form.to
			two.Core = x.second
			a.add(one, s)
			a.add(two, s)
			continue
		}
		a.add(e, s)
	}
}

// extent is what TimeML marks of a match.
type extent struct {
	span   dateline.Span
	second dateline.Span // of "4 May" in "2-4 May"
	skip   bool
}

// extent leaves out the words before and behind that are no part of a TIMEX3: "only
// five hours", "five days after", "earlier Friday".
func (p *parser) extent(m match) extent {
	from, to := m.core, m.end
	f := m.form
	if f.measured() {
		if f.cut > from && f.cut < to && (f.kind == withinForm || f.anchor() == Named) {
			to = f.cut
		}
		if f.kind == shiftForm && f.anchor() == Named && p.is(from, "the") {
			return extent{skip: true} // "the day before the vote" is the vote's
		}
		for from < to-2 && p.oneOf(from, "only", "just", "barely", "exactly", "over") {
			from++
		}
		if f.kind == durationForm && from < to-2 && p.oneOf(from, "about", "around", "roughly", "approximately") {
			from++
		}
	}
	if (f.kind == termForm || p.hyphened(from, to)) && p.oneOf(from, "the", "a", "an", "its", "their") && (p.hyphened(from, to) || !p.is(from, "the")) {
		from++ // the article of "a third-quarter loss" is the loss's
	}
	if from < to-1 && p.oneOf(from, "earlier", "later") {
		from++
		if from < to-1 && p.oneOf(from, "on", "in") {
			from++
		}
	} else if p.is(from, "so", "far") {
		from += 2
	}
	whole := dateline.Span{Start: p.at(from).start, End: p.at(to - 1).end}
	if f.hasTo && f.kind == dateForm && f.cut > from+1 && f.cut < to {
		last := f.cut - 1 // the dash or "and" between
		if p.is(last, "the") {
			last--
		}
		return extent{span: dateline.Span{Start: whole.Start, End: p.at(last - 1).end}, second: dateline.Span{Start: p.at(f.cut).start, End: whole.End}}
	}
	return extent{span: whole}
}

// hyphened reports whether words i to end end in a compound.
func (p *parser) hyphened(i, end int) bool {
	return end-2 > i && p.is(end-2, "-") && p.at(end-2).glued && p.at(end-1).glued
}

// measured reports whether the form is built on an amount.
func (f form) measured() bool {
	switch f.kind {
	case agoForm, shiftForm, withinForm, durationForm, inForm, pastForm:
		return true
	}
	return false
}

// add resolves an expression and notes it.
func (a *annotator) add(e Expression, s text.Sentence) {
	f := e.form
	t := Timex{Span: e.Core, Type: TimexDate}
	named := mention{}
	t.Value, named = a.value(f, func() Tense { return tenseAt(s, e.Core) })
	switch {
	case f.kind == setForm:
		t.Type = TimexSet
	case len(t.Value) > 0 && t.Value[0] == 'P' && t.Value != "PAST_REF" && t.Value != "PRESENT_REF":
		t.Type = TimexDuration
	case f.clock != "":
		t.Type = TimexTime
	}
	if t.Value == "" {
		return
	}
	a.found = append(a.found, t)
	a.note(f, named)
}

// note keeps a time that was named for those that count from it.
func (a *annotator) note(f form, named mention) {
	if named.ok && !(a.history && a.aside(f, named)) {
		named.at = a.at
		a.last = named
		switch named.unit {
		case quarter:
			a.quarter = named
		case day:
			a.day = named
		}
		if a.history && named.unit > day && a.day.day < named.day {
			a.day.ok = false // the history has gone on
		}
	}
}
