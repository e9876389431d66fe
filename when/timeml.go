package when

import (
	"slices"

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
	a := annotator{whole: whole}
	if pub != nil {
		a.pub, a.known = numberOf(*pub), true
	}
	for _, par := range text.Parse(whole, 0).Paragraphs {
		sentences := par.Sentences
		if len(sentences) == 0 {
			sentences = []text.Sentence{{Span: par.Span}}
		}
		for _, s := range sentences {
			a.sentence(s)
		}
	}
	slices.SortStableFunc(a.found, func(x, y Timex) int { return x.Start - y.Start })
	return a.found
}

// annotator goes through a report and keeps the time that it last named.
type annotator struct {
	whole string
	pub   dayNo
	known bool
	found []Timex
}

func (a *annotator) sentence(s text.Sentence) {
	if s.Start < 0 || s.End > len(a.whole) || s.Start >= s.End {
		return
	}
	p := &parser{words: lex(a.whole[s.Start:s.End], s.Start), timeml: true}
	for i := 0; i < len(p.words); {
		m := p.expression(i)
		if m.end <= i {
			i++
			continue
		}
		p.prior, p.priorEnd = m.form, m.end
		if m.form.kind != noForm {
			e := m.expression(p, i, a.whole)
			a.add(e, s)
		}
		i = m.end
	}
}

func (a *annotator) add(e Expression, s text.Sentence) {
	now := today{day: a.pub, known: a.known, tense: tenseAt(s, e.Core)}
	t := Timex{Span: e.Core, Type: TimexDate}
	t.Value = e.form.words()
	switch e.form.kind {
	case durationForm, pastForm, withinForm, inForm:
		t.Type = TimexDuration
	case setForm:
		t.Type = TimexSet
	}
	if e.form.clock != "" {
		t.Type = TimexTime
	}
	if anchor := e.form.anchor(); anchor == Absolute || now.known {
		if d, ok := e.form.place(now); ok {
			t.Value = e.form.timexAt(d)
		}
	}
	a.found = append(a.found, t)
}
