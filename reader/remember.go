package reader

import (
	"slices"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/when"
)

// What is remembered: attacks of years ago that a report marks, mourns or counts from.

// remembered reports whether an event is one that the report looks back on as a whole.
func (r *reading) remembered(d *draft) bool {
	return r.Genre == dateline.Anniversary && violent(d.typ.Family)
}

// yearsBefore reports whether an event took place more than a year before publication,
// or, in a report without a day, in a year that is told as such; whatever the report
// begins with.
func (r *reading) yearsBefore(d *draft) bool {
	t := d.time
	if t.End == nil || !violent(d.typ.Family) {
		return false
	}
	if r.published != nil {
		return r.published.Sub(*t.End) > 366
	}
	return t.Precision == dateline.Year && d.timeOf != nil && d.timeOf.e.Anchor == when.Absolute
}

// yearsAgo reports whether the words count years from an event to what they tell:
// "marked ten years since the attack", "12 years after rebels overran the town".
func (f *find) yearsAgo() bool {
	at := f.sinceAt()
	if at < 0 {
		return false
	}
	s := f.s
	for k := at; k >= 0 && k >= at-6; k-- {
		switch s.Lemma(k) {
		case "year", "decade", "century":
			_, number := s.NumberAt(k - 1)
			return number || someYears[s.Lower(k-1)]
		case ",", ";", "have", "be":
			return false
		}
	}
	return false
}

var someYears = lexicon.Of("a", "several", "many", "few", "couple", "of", "more", "full", "half")

// sinceAt is the token of the "since" or "after" that an event stands behind, as a noun
// or as a clause of its own; -1 for none.
func (f *find) sinceAt() int {
	s := f.s
	at := -1
	switch {
	case f.np != nil:
		at = f.np.At - 1
	case f.verb != nil:
		at = f.verb.At - 1
		if at > 1 && s.Chunks[at].Kind == syntax.Wh && s.Chunks[at-1].NP != nil {
			at -= 2 // "since the attack that killed 30"
		}
		for n := 0; at >= 0 && n < 4 && s.Chunks[at].NP != nil; n++ {
			at--
		}
	}
	if at < 0 {
		return -1
	}
	k := s.Chunks[at].To - 1
	switch s.Lower(k) {
	case "since", "after":
		return k
	case "from":
		if s.Lower(k-1) == "on" {
			return k
		}
	}
	return -1
}

// forgetsFrame reports whether no telling of an event is of the report's own days, which
// are those of who remembers it.
func (d *draft) forgetsFrame() bool {
	return !slices.ContainsFunc(d.finds, func(f *find) bool { return !f.background })
}

// countedBack reports whether the report counts the years back to an event.
func (d *draft) countedBack() bool {
	return slices.ContainsFunc(d.finds, (*find).yearsAgo)
}

// forgetDays takes from an event of years ago the days of who remembers it: "marked ten
// years on Monday since the attack".
func (r *reading) forgetDays(f *find) {
	if !f.yearsAgo() && !f.commemorated() {
		return
	}
	f.times = slices.DeleteFunc(f.times, func(ti int) bool {
		e := f.s.Times[ti]
		return e.Anchor == when.Publication && e.Resolve(r.published, when.Past).Precision == dateline.Day
	})
}

// commemorated reports whether an event stands under a word for remembering it.
func (f *find) commemorated() bool {
	if f.np == nil {
		return false
	}
	if remembering[f.s.HeadOver(f.np)] {
		return true
	}
	vg := f.s.VerbOver(f.np)
	return vg != nil && remembering[vg.Lemma]
}
