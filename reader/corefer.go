package reader

import (
	"slices"

	"dateline"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// Coreference of events: each find joins the draft that shares most with it
// and contradicts it in nothing, or opens one. What a find may not join is in
// conflict.go, how much it shares in likeness.go.

// corefer groups finds into drafts, in order of the text. Each find joins the
// draft that shares most with it and contradicts it in nothing, or opens one.
func (r *reading) corefer() {
	var summaries, waiting []*find
	for _, f := range r.finds {
		if summary(f) {
			summaries = append(summaries, f)
			continue
		}
		if f.anaphor {
			if d := r.spokenOf(f); d != nil {
				f.typ = d.typ
				d.take(r, f)
			}
			continue
		}
		if f.several && !f.dated() && !r.insideOther(f) && (f.np == nil || f.np.Det != "the" && f.np.Det != "these" && f.np.Det != "those") {
			r.aggregateOf(f)
			continue
		}
		if r.tollsOverPeriods(f) || violent(f.typ.Family) && r.overPeriod(f) {
			continue
		}
		if f.np == nil && !f.definite && f.takesUp(r) {
			f.definite = true
		}
		if d := r.consequenceOf(f); d != nil {
			d.follow(r, f)
			continue
		}
		best, top := (*draft)(nil), 0
		for i := len(r.accounts) - 1; i >= 0; i-- {
			if i > 2 && len(r.accounts)-i > recentDrafts {
				continue // only the report's first events and its latest are taken up
			}
			d := r.accounts[i]
			if !r.compatible(f, d) {
				continue
			}
			if sc := r.likeness(f, d); sc > top {
				best, top = d, sc
			}
		}
		threshold := 3
		if f.weak || f.several {
			threshold = 2
		}
		if best == nil || top < threshold {
			if d := r.episode(f); d != nil {
				d.join(r, f)
				continue
			}
		}
		switch {
		case best != nil && top >= threshold:
			best.take(r, f)
			r.bridge(f, best)
		case f.added && (f.lead <= openLead || f.lead <= besideLead && r.toldOf(f)):
			waiting = append(waiting, f) // too unsure for an event of its own
		case f.weak || f.attached:
			waiting = append(waiting, f) // nothing to refer back to
		case f.several && !f.dated():
			r.aggregateOf(f)
		default:
			d := &draft{}
			d.take(r, f)
			r.accounts = append(r.accounts, d)
		}
		if f.np != nil && f.np.Plural && f.definite && f.np.Det == "both" {
			r.both(f)
		}
	}
	r.seat(waiting)
	r.unfold(summaries)
	r.headlinePlace()
	r.localise()
	for _, d := range r.accounts {
		d.lead = d == r.accounts[0]
	}
}

// bridge joins what the headline tells to the event of the first sentences that a find
// has joined, where it tells of as many people as the headline: "14 killed" above a text
// that begins with how buses were stopped.
func (r *reading) bridge(f *find, d *draft) {
	h := r.accounts[0]
	if h == d || !h.title() || f.s.At > 3 || sharedCounts(f, h) < 2 || !r.compatible(f, h) {
		return
	}
	typ := d.typ
	for _, g := range h.finds {
		d.take(r, g)
	}
	if typ != d.typ && !r.rd.codebook.Related(typ.Code, d.typ.Code) {
		d.typ = typ
	}
	r.accounts = slices.DeleteFunc(r.accounts, func(o *draft) bool { return o == h })
}

// toldOf reports whether an event of a related type is told of already, so that
// the find may well be another word for it.
func (r *reading) toldOf(f *find) bool {
	return slices.ContainsFunc(r.accounts, func(d *draft) bool { return r.rd.codebook.Related(f.typ.Code, d.typ.Code) })
}

// summary reports whether the find sums up several events by number: "two
// attacks left nine dead".
func summary(f *find) bool {
	return f.np != nil && f.np.Plural && f.np.Quantity != nil && f.split == 0 && f.np.Quantity.Low != nil && *f.np.Quantity.Low > 1 && (violent(f.typ.Family) && f.typ.Family != "battle") && !f.weak
}

// headlinePlace gives events without a place the one that the headline names,
// when it names one and the report is of one development.
func (r *reading) headlinePlace() {
	var us []placeUse
	for _, s := range r.Sentences {
		if s.Kind != text.Title {
			continue
		}
		for _, n := range s.Names {
			if n.Kind == syntax.PlaceName && n.Placed {
				us = append(us, placeUse{n, "in", n.Span()})
			}
		}
	}
	if us = r.innermost(us); len(us) != 1 || r.Genre == dateline.RoundUp && !r.wide(us[0]) {
		return // a round-up of a country is of many places there
	}
	for _, d := range r.accounts {
		old := slices.ContainsFunc(d.finds, func(f *find) bool { return f.background || f.other })
		if (violent(d.typ.Family) || d.typ.Code == "security.raid") && len(d.places) == 0 && !old {
			d.places = us
		}
	}
}

// unfold gives the place and day of a summary to the events that it sums up
// and that have none of their own. A summary of events that the report does
// not tell one by one stands for them.
func (r *reading) unfold(summaries []*find) {
	for _, f := range summaries {
		told := 0
		for _, d := range r.accounts {
			if !violent(d.typ.Family) || !r.compatible(f, d) {
				continue
			}
			told++
			if len(d.places) == 0 {
				d.places = f.places
			}
			if !slices.ContainsFunc(d.finds, func(g *find) bool { return g.ownDay() }) {
				d.borrowed = append(d.borrowed, f)
			}
		}
		if told == 0 {
			d := &draft{}
			d.take(r, f)
			r.accounts = append(r.accounts, d)
		}
	}
}

// spokenOf is the event that "the move" means: that whose verb has its noun ("the
// announcement" of what was announced), else the one that leads the report in its first
// sentences, later the one told last.
func (r *reading) spokenOf(f *find) *draft {
	if len(r.accounts) == 0 {
		return nil
	}
	for _, d := range slices.Backward(r.accounts) {
		if slices.ContainsFunc(d.finds, func(g *find) bool { return g.verb != nil && nounOf(g.verb.Lemma, f.np.HeadLemma()) }) {
			return d
		}
	}
	if f.s.At <= 6 {
		return r.accounts[0]
	}
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if g := d.finds[len(d.finds)-1]; g.s.At < f.s.At && g.s.At > at {
			best, at = d, g.s.At
		}
	}
	return best
}

// nounOf reports whether a noun is made of a verb, by what they begin with:
// "announcement" of "announce", "declaration" of "declare".
func nounOf(verb, noun string) bool {
	verb = firstWord(verb)
	n := 0
	for n < len(verb) && n < len(noun) && verb[n] == noun[n] {
		n++
	}
	return n >= 4 && n >= len(verb)-1 && len(noun) > n
}

// insideOther reports whether the noun stands among the arguments of another
// find of its sentence: "were arrested in raids".
func (r *reading) insideOther(f *find) bool {
	for _, g := range r.finds {
		if g.s == f.s && g != f && f.np != nil && g.draft != nil {
			for _, p := range g.args.Preps {
				if slices.Contains(p.Phrases, f.np) {
					return true
				}
			}
		}
	}
	return false
}

// takesUp reports whether a verb has its event in a definite phrase of its own:
// "eleven people were injured in the explosion".
func (f *find) takesUp(r *reading) bool {
	for _, p := range f.args.Preps {
		if p.Word != "in" && p.Word != "during" && p.Word != "by" {
			continue
		}
		for _, np := range p.Phrases {
			if g := r.isEvent(np); g != nil && g.definite && len(np.Names) == 0 && len(g.places) == 0 {
				return true
			}
		}
	}
	return false
}

// both spreads "both killings" over the two latest events of the kind.
func (r *reading) both(f *find) {
	n := 0
	for i := len(r.accounts) - 1; i >= 0 && n < 2; i-- {
		d := r.accounts[i]
		if slices.Contains(d.finds, f) {
			n++
			continue
		}
		if r.rd.codebook.Related(f.typ.Code, d.typ.Code) && len(d.finds) > 0 && f.s.At-d.finds[len(d.finds)-1].s.At <= 3 {
			g := *f
			d.finds = append(d.finds, &g)
			n++
		}
	}
}

func (f *find) dated() bool {
	for _, ti := range f.times {
		e := f.s.Times[ti]
		v := e.Resolve(nil, when.Past)
		if !e.Since && !e.Duration && (e.Anchor == when.Publication || e.Anchor == when.Absolute) && (v.Precision == dateline.Day || v.Precision == dateline.Week) {
			return true
		}
	}
	return len(f.counts) > 0 || len(f.places) > 0 && f.np == nil
}

// recentDrafts is how many events back a mention may reach, beside the three
// that a report begins with.
const recentDrafts = 40
