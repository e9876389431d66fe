package reader

import (
	"regexp"
	"slices"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
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
	s, from := f.s, f.np.From
	// "a string of", "a series of"
	if at := f.np.At; at >= 2 && s.Chunks[at-1].Kind == syntax.Prep && s.Chunks[at-1].Word == "of" && s.Chunks[at-2].NP != nil {
		from = s.Chunks[at-2].From
	} else if f.np.Quantity == nil {
		return // a bare plural ("bombings") counts nothing
	}
	sp := s.SpanOf(from, f.np.To)
	r.aggregates = append(r.aggregates, dateline.Aggregate{Report: r.Report.ID, Words: r.Quote(sp), Status: dateline.UnknownHarm, Span: sp, Quote: r.Quote(sp)})
}

// overPeriod reports whether the find tells of a period, not of an occurrence:
// its time is a length, or runs since some day, or is a year or more and its
// subject is a war and not someone's act.
func (r *reading) overPeriod(f *find) bool {
	for _, np := range f.args.Subject {
		if wars[np.HeadLemma()] && np.In == f.s {
			if f.verb != nil && f.verb.Perfect || !f.ownDay() && np.Det == "the" {
				return true
			}
		}
		if f.s.HeadOver(np) != "" && wars[np.HeadLemma()] {
			return true
		}
	}
	for _, e := range f.s.Times {
		// "by seven years of violence"
		if from, to := f.s.TokensOf(e.Span); e.Duration && (f.s.Lower(from-1) == "by" || f.s.Lower(from) == "by") && f.s.Lower(to) == "of" && wars[f.s.Lemma(to+1)] {
			return true
		}
	}
	if f.typ.Code == "harm.displacement" && f.verb != nil && f.verb.Perfect && !f.ownDay() && slices.ContainsFunc(r.accounts, func(d *draft) bool { return d.typ.Code == f.typ.Code && !d.title() }) {
		return true // "about 780,000 have been uprooted": a standing figure beside the news
	}
	if r.overSet(f) || f.customary() || f.overYears(r) || f.standing(r) {
		return true
	}
	for _, ti := range f.times {
		e := f.s.Times[ti]
		v := e.Resolve(r.published, when.Past)
		if monthsOf.MatchString(e.Words) && slices.ContainsFunc(f.counts, count.several) {
			return true // "1,200 civilians were killed in the first six months of the year"
		}
		if e.Since && f.onDay(r) {
			continue // "killed 36 on Tuesday, raising the toll to 100 since February"
		}
		if e.Anchor == when.Publication && v.MinDays != nil && v.MaxDays != nil && *v.MinDays < -1 && *v.MaxDays == 0 && f.verb != nil && f.verb.Perfect && len(r.accounts) > 0 && f.typ.Family == "attack" && backTo.MatchString(e.Words) {
			return true // "at least 71 have been killed in the past four days", beside the news
		}
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

// overSet reports whether people are counted over several attacks that the text goes on to
// tell one by one: "13 people were killed in two separate attacks".
func (r *reading) overSet(f *find) bool {
	if f.verb == nil || f.s.Kind != text.Body || len(f.counts) == 0 {
		return false
	}
	of := slices.ContainsFunc(f.args.Prep("in", "during"), func(np *syntax.NounPhrase) bool {
		return np.Plural && np.Quantity != nil && np.Quantity.Low != nil && *np.Quantity.Low > 1 && episodes[np.HeadLemma()]
	})
	told := 0
	for _, g := range r.finds {
		if g != f && g.s.At > f.s.At && violent(g.typ.Family) && slices.ContainsFunc(g.counts, func(c count) bool { return c.harm == f.counts[0].harm }) {
			told++
		}
	}
	return of && told > 1
}

var episodes = lexicon.Of("attack", "incident", "bombing", "raid", "ambush", "strike", "shooting", "explosion", "blast", "clash", "assault", "killing")

// customary reports whether the words tell what somebody has done time and again, on no
// day: "have carried out similar attacks in the past", "has often shelled the town".
func (f *find) customary() bool {
	if f.verb == nil || !f.verb.Perfect || f.ownDay() || len(f.counts) > 0 || !violent(f.typ.Family) {
		return false
	}
	s := f.s
	for k := s.ClauseFrom(f.from); k < s.ClauseTo(f.to); k++ {
		switch w := s.Lower(k); {
		case timeAndAgain[w], w == "before" && k == s.ClauseTo(f.to)-1, w == "past" && s.Lower(k-1) == "the" && s.Lower(k-2) == "in" && s.Tag(k+1) != "NN" && s.Tag(k+1) != "NNS" && s.Tag(k+1) != "CD":
			return true
		case (w == "similar" || w == "such") && f.np != nil && f.np.Plural && f.np.From <= k && k < f.np.To:
			return true
		}
	}
	return false
}

var timeAndAgain = lexicon.Of("often", "repeatedly", "frequently", "regularly", "routinely", "periodically", "sporadically", "previously")

// standing reports whether people are counted who have died up to now, beside news of far
// fewer: "more than 4,000 people have been killed" in a report of six, fewer times as many
// where the words say since what ("160 since the clashes broke out").
func (f *find) standing(r *reading) bool {
	vg := f.verb
	if vg == nil && f.np != nil {
		vg = f.s.VerbUnder(f.np)
	}
	if vg == nil || !vg.Perfect || vg.Modal != "" || f.s.Kind == text.Title || f.onDay(r) || !slices.ContainsFunc(f.counts, count.several) {
		return false
	}
	for k := vg.From; k < vg.To; k++ {
		if f.s.Lower(k) == "had" {
			return false
		}
	}
	times := standingTimes
	for k := range f.s.Tokens {
		if f.s.Lower(k) == "since" {
			times = standingSince
		}
	}
	news := 0
	for _, d := range r.accounts {
		for _, c := range d.counts {
			if mortal(c.harm) && c.qty.Low != nil {
				news = max(news, *c.qty.Low)
			}
		}
	}
	return news > 0 && slices.ContainsFunc(f.counts, func(c count) bool { return mortal(c.harm) && c.qty.Low != nil && *c.qty.Low >= times*news })
}

// How many times as many as those of the news a standing figure counts.
const (
	standingTimes = 10
	standingSince = 3
)

// overYears reports whether people are counted over years: "in nine years", "in that
// time", "four years after the accord more than 240 have been killed".
func (f *find) overYears(r *reading) bool {
	if f.onDay(r) || !slices.ContainsFunc(f.counts, count.several) {
		return false
	}
	s := f.s
	for _, e := range s.Times {
		from, to := s.TokensOf(e.Span)
		if !years.MatchString(e.Words) {
			continue
		}
		within := overs[s.Lower(from)] || overs[s.Lower(from-1)]
		if e.Duration && within {
			return true
		}
		// a length counted from something told of: "four years after the accord"
		if last := s.Lower(to - 1); f.verb != nil && f.verb.Perfect && (last == "after" || s.Lower(to) == "after" || last == "since" || s.Lower(to) == "since") && to <= f.from {
			return true
		}
	}
	for k := s.ClauseFrom(f.from); k < len(s.Tokens); k++ {
		if overs[s.Lower(k)] && (s.Lower(k+1) == "that" || s.Lower(k+1) == "this" || s.Lower(k+1) == "those") && (s.Lemma(k+2) == "time" && s.Lower(k) != "by" || s.Lemma(k+2) == "period" || s.Lower(k+2) == "years") {
			return true
		}
	}
	return false
}

// years are the words of a stretch of time that is longer than any occurrence.
var years = regexp.MustCompile(`(?i)\b(years?|decades?)\b`)

// monthsOf are the words of the months of a year that are counted together.
var monthsOf = regexp.MustCompile(`(?i)\b(\w+ months|quarter|half) of (the|this|last) year\b|\b(first|second|third|fourth) quarter\b`)

// overs stand before the length of time that people are counted over.
var overs = lexicon.Of("in", "over", "during", "within", "throughout")

// backTo are the words of a stretch of time up to now.
var backTo = regexp.MustCompile(`(?i)\b(past|last)\b`)

// onDay reports whether the find has a time of a day or so, whatever others stand
// in its sentence.
func (f *find) onDay(r *reading) bool {
	for _, ti := range f.times {
		e := f.s.Times[ti]
		if e.Since || e.Duration || e.Anchor != when.Publication && e.Anchor != when.Absolute {
			continue
		}
		if e.Resolve(r.published, when.Past).Precision == dateline.Day {
			return true
		}
	}
	return false
}

// wars are what tolls over years are told of.
var wars = lexicon.Of("war", "conflict", "insurgency", "violence", "unrest", "uprising", "campaign", "crisis", "fighting", "rebellion", "hostility", "year")

// tollsOverPeriods moves counts over a period from the find to the aggregates,
// and reports whether the find was nothing else.
func (r *reading) tollsOverPeriods(f *find) bool {
	if len(f.counts) == 0 || !r.overPeriod(f) {
		return false
	}
	for _, c := range f.counts {
		if c.single() {
			continue // "the soldier held since January" is no toll
		}
		sp := f.s.SpanOf(f.s.ClauseFrom(f.from), f.s.ClauseTo(f.to))
		if sp.Len() > dateline.MaxQuote {
			sp = c.span
		}
		r.aggregates = append(r.aggregates, dateline.Aggregate{Report: r.Report.ID, Words: r.Quote(c.span), Status: c.harm, Low: c.qty.Low, High: c.qty.High, Span: sp, Quote: r.Quote(sp)})
	}
	f.counts = nil
	return true
}
