package reader

import (
	"slices"

	"dateline"
	"dateline/when"
)

// Tolls and counts over a period or a set. They are kept apart from events and
// never summed.

// aggregateOf keeps a set of events told of in the plural ("a string of
// bombings", "300 attacks this year") as what it is.
func (r *reading) aggregateOf(f *find) {
	if f.np == nil {
		return
	}
	s, from := f.s, f.np.from
	// "a string of", "a series of"
	if at := f.np.at; at >= 2 && s.chunks[at-1].kind == chunkPrep && s.chunks[at-1].word == "of" && s.chunks[at-2].np != nil {
		from = s.chunks[at-2].from
	} else if f.np.qty == nil {
		return // a bare plural ("bombings") counts nothing
	}
	sp := s.span(from, f.np.to)
	r.aggregates = append(r.aggregates, dateline.Aggregate{Report: r.rep.ID, Words: r.quote(sp), Status: dateline.UnknownHarm, Span: sp, Quote: r.quote(sp)})
}

// overPeriod reports whether the find tells of a period, not of an occurrence:
// its time is a length, or runs since some day, or is a year or more and its
// subject is a war and not someone's act.
func (r *reading) overPeriod(f *find) bool {
	for _, np := range f.args.subject {
		if wars[np.headLemma()] && np.s == f.s {
			if f.verb != nil && f.verb.perfect || !f.ownDay() && np.det == "the" {
				return true
			}
		}
		if f.s.headOver(np) != "" && wars[np.headLemma()] {
			return true
		}
	}
	for _, e := range f.s.times {
		// "by seven years of violence"
		if from, to := f.s.tokensOf(e.Span); e.Duration && (f.s.lower(from-1) == "by" || f.s.lower(from) == "by") && f.s.lower(to) == "of" && wars[f.s.lemma(to+1)] {
			return true
		}
	}
	if f.typ.Code == "harm.displacement" && f.verb != nil && f.verb.perfect && !f.ownDay() && slices.ContainsFunc(r.accounts, func(d *draft) bool { return d.typ.Code == f.typ.Code && !d.title() }) {
		return true // "about 780,000 have been uprooted": a standing figure beside the news
	}
	for _, ti := range f.times {
		e := f.s.times[ti]
		v := e.Resolve(r.published, when.Past)
		if e.Since {
			// "since Monday" is an episode, "since 2009" a war
			if r.published == nil && e.Anchor == when.Absolute {
				return true
			}
			return v.Start == nil && v.Precision != dateline.Day || v.Start != nil && r.published != nil && r.published.Sub(*v.Start) > backgroundDays/2
		}
		if e.Duration && f.typ.Family != "battle" && f.typ.Family != "protest" && f.typ.Family != "riot" && len(f.counts) > 0 && (v.Precision == dateline.Year || v.Precision == dateline.Longer) {
			return true
		}
		if e.Anchor == when.Publication && (v.Precision == dateline.Year || v.Precision == dateline.Longer) {
			return true
		}
	}
	return false
}

// wars are what tolls over years are told of.
var wars = setOf("war", "conflict", "insurgency", "violence", "unrest", "uprising", "campaign", "crisis", "fighting", "rebellion", "hostility", "year")

// tollsOverPeriods moves counts over a period from the find to the aggregates,
// and reports whether the find was nothing else.
func (r *reading) tollsOverPeriods(f *find) bool {
	if len(f.counts) == 0 || !r.overPeriod(f) {
		return false
	}
	for _, c := range f.counts {
		sp := f.s.span(f.s.clauseOf(f.from), f.s.clauseTo(f.to))
		if sp.Len() > dateline.MaxQuote {
			sp = c.span
		}
		r.aggregates = append(r.aggregates, dateline.Aggregate{Report: r.rep.ID, Words: r.quote(c.span), Status: c.harm, Low: c.qty.low, High: c.qty.high, Span: sp, Quote: r.quote(sp)})
	}
	f.counts = nil
	return true
}
