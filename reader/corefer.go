package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/text"
	"dateline/when"
)

// A draft is an account in the making: the finds of one report that tell of
// one event.
type draft struct {
	finds  []*find
	typ    *codebook.Type
	roles  []roleUse
	places []placeUse
	counts []count
	time   dateline.Time
	timeOf *timeUse // where time comes from
	to     *draft   // of a relative time: the event it counts from
	lead   bool

	borrowed []*find // summaries whose day is this event's too

	occurrence dateline.Occurrence
	basis      dateline.Basis
	background bool
	said       *utterance
	claims     []dateline.Claim
	claimed    []evidenceUse
}

// An evidenceUse is a span that supports a field.
type evidenceUse struct {
	field string
	span  dateline.Span
}

type timeUse struct {
	s *sentence
	e when.Expression
	v when.Value
}

// looseTrigger carries tolls that no trigger word goes with.
var looseTrigger = &codebook.Trigger{Noun: "toll"}

func (r *reading) looseType() *codebook.Type {
	t, _ := r.rd.codebook.Type("attack.killing")
	return &t
}

// violent reports whether events of a family harm people, so that a toll may
// belong to them.
func violent(family string) bool {
	switch family {
	case "attack", "battle", "air", "shelling", "air-and-shelling", "riot", "abduction":
		return true
	}
	return false
}

// corefer groups finds into drafts, in order of the text. Each find joins the
// draft that shares most with it and contradicts it in nothing, or opens one.
func (r *reading) corefer() {
	var summaries []*find
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
		if f.several && !f.dated() && !r.insideOther(f) && (f.np == nil || f.np.det != "the" && f.np.det != "these" && f.np.det != "those") {
			r.aggregateOf(f)
			continue
		}
		if r.tollsOverPeriods(f) || violent(f.typ.Family) && r.overPeriod(f) {
			continue
		}
		best, top := (*draft)(nil), 0
		for i := len(r.accounts) - 1; i >= 0; i-- {
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
		switch {
		case best != nil && top >= threshold:
			best.take(r, f)
		case f.weak || f.attached:
			// nothing to refer back to
		case f.several && !f.dated():
			r.aggregateOf(f)
		default:
			d := &draft{}
			d.take(r, f)
			r.accounts = append(r.accounts, d)
		}
		if f.np != nil && f.np.plural && f.definite && f.np.det == "both" {
			r.both(f)
		}
	}
	r.unfold(summaries)
	r.headlinePlace()
	for _, d := range r.accounts {
		d.lead = d == r.accounts[0]
	}
}

// summary reports whether the find sums up several events by number: "two
// attacks left nine dead".
func summary(f *find) bool {
	return f.np != nil && f.np.plural && f.np.qty != nil && f.split == 0 && f.np.qty.low != nil && *f.np.qty.low > 1 && (violent(f.typ.Family) && f.typ.Family != "battle") && !f.weak
}

// headlinePlace gives events without a place the one that the headline names,
// when it names one and the report is of one development.
func (r *reading) headlinePlace() {
	if r.genre == dateline.RoundUp {
		return
	}
	var us []placeUse
	for _, s := range r.sentences {
		if s.kind != text.Title {
			continue
		}
		for _, n := range s.names {
			if n.kind == namePlace && n.placed {
				us = append(us, placeUse{n, "in", n.span()})
			}
		}
	}
	if us = r.innermost(us); len(us) != 1 {
		return
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

// spokenOf is the event that "the move" means: the one that leads the report
// in its first sentences, later the one told last.
func (r *reading) spokenOf(f *find) *draft {
	if len(r.accounts) == 0 {
		return nil
	}
	if f.s.at <= 6 {
		return r.accounts[0]
	}
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if g := d.finds[len(d.finds)-1]; g.s.at < f.s.at && g.s.at > at {
			best, at = d, g.s.at
		}
	}
	return best
}

// insideOther reports whether the noun stands among the arguments of another
// find of its sentence: "were arrested in raids".
func (r *reading) insideOther(f *find) bool {
	for _, g := range r.finds {
		if g.s == f.s && g != f && f.np != nil && g.draft != nil {
			for _, p := range g.args.preps {
				if slices.Contains(p.nps, f.np) {
					return true
				}
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
		if r.rd.codebook.Related(f.typ.Code, d.typ.Code) && len(d.finds) > 0 && f.s.at-d.finds[len(d.finds)-1].s.at <= 3 {
			g := *f
			d.finds = append(d.finds, &g)
			n++
		}
	}
}

func (f *find) dated() bool {
	for _, ti := range f.times {
		e := f.s.times[ti]
		v := e.Resolve(nil, when.Past)
		if !e.Since && !e.Duration && (e.Anchor == when.Publication || e.Anchor == when.Absolute) && (v.Precision == dateline.Day || v.Precision == dateline.Week) {
			return true
		}
	}
	return len(f.counts) > 0 || len(f.places) > 0 && f.np == nil
}

// take adds a find to the draft. The more specific type prevails; a vague type
// is made specific by a means that the sentence names.
func (d *draft) take(r *reading, f *find) {
	d.finds = append(d.finds, f)
	f.draft = d
	if d.typ != nil && d.typ != f.typ && ofThings(f.typ) != ofThings(d.typ) && r.rd.codebook.Related(f.typ.Code, d.typ.Code) && (len(d.counts) > 0 || len(f.counts) > 0) {
		// people outweigh things: a raid that kills and burns is no arson
		if ofThings(d.typ) && len(f.counts) > 0 && !f.weak {
			d.typ = f.typ
		}
	} else if d.typ == nil || len(d.finds) > 1 && summary(d.finds[0]) && !summary(f) && r.rd.codebook.Related(f.typ.Code, d.typ.Code) && f.typ.Rank >= d.typ.Rank || !f.weak && f.typ.Rank > d.typ.Rank && r.rd.codebook.Related(f.typ.Code, d.typ.Code) {
		d.typ = f.typ
	}
	for _, u := range f.roles {
		if !slices.ContainsFunc(d.roles, func(o roleUse) bool {
			return o.role == u.role && (o.ent == u.ent && u.ent != nil || o.np == u.np && o.ent == u.ent)
		}) {
			d.roles = append(d.roles, u)
		}
	}
	for _, u := range f.places {
		if !slices.ContainsFunc(d.places, func(o placeUse) bool { return samePlace(o, u) }) {
			d.places = append(d.places, u)
		}
	}
	d.places = r.innermost(d.places)
	d.counts = append(d.counts, f.counts...)
}

// ofThings reports whether a type is of harm to property alone.
func ofThings(t *codebook.Type) bool {
	switch t.Code {
	case "attack.arson", "attack.looting", "attack.sabotage", "harm.property":
		return true
	}
	return false
}

func samePlace(a, b placeUse) bool {
	if a.n.placed && b.n.placed {
		return a.n.place == b.n.place
	}
	return strings.EqualFold(a.n.words(), b.n.words())
}

// compatible reports whether nothing in the find contradicts the draft.
func (r *reading) compatible(f *find, d *draft) bool {
	if !r.rd.codebook.Related(f.typ.Code, d.typ.Code) && !absorbs(d, f) {
		return false
	}
	for _, g := range d.finds {
		if g.s == f.s && g.split != f.split && g.from == f.from {
			return false
		}
	}
	if len(f.places) > 0 && len(d.places) > 0 && !r.placesMeet(f.places, d.places) {
		return false
	}
	if r.genre == dateline.RoundUp && len(f.places) == 0 && f.s.par != d.finds[len(d.finds)-1].s.par {
		return false // another item
	}
	if !r.actorsMeet(f, d) {
		return false
	}
	if r.timesClash(f, d) {
		return false
	}
	if f.trig.Occurrence != "" && d.occurrenceHint() == "" && len(d.finds) > 0 && f.np == nil && !d.title() {
		return f.s == d.finds[len(d.finds)-1].s
	}
	return true
}

// absorbs reports whether a bare killing or shooting may be part of an episode
// of another kind: a guard shot in a kidnapping, a man killed in a raid. Coders
// keep one event, with its casualties.
func absorbs(d *draft, f *find) bool {
	switch d.typ.Family {
	case "abduction", "battle", "riot", "air", "attack":
	case "security":
		if d.typ.Code != "security.raid" {
			return false
		}
	default:
		return false
	}
	if f.typ.Family == "attack" && ofThings(f.typ) && len(f.places) == 0 && f.verb != nil && f.verb.gerund && d.finds[len(d.finds)-1].s == f.s {
		return true // "killing six and setting fire to the tankers"
	}
	return f.typ.Family == "attack" && f.typ.Rank <= 2 && len(f.places) == 0 && (!f.ownDay() || d.finds[len(d.finds)-1].s == f.s)
}

func (d *draft) occurrenceHint() dateline.Occurrence {
	for _, g := range d.finds {
		if g.trig.Occurrence != "" {
			return g.trig.Occurrence
		}
	}
	return ""
}

func (d *draft) title() bool {
	return !slices.ContainsFunc(d.finds, func(g *find) bool { return g.s.kind != text.Title })
}

func (r *reading) placesMeet(a, b []placeUse) bool {
	g := r.rd.gazetteer
	for _, u := range a {
		for _, v := range b {
			if samePlace(u, v) || !u.n.placed || !v.n.placed {
				return true
			}
			if g.Contains(u.n.place, v.n.place) || g.Contains(v.n.place, u.n.place) {
				return true
			}
			if (u.relation == "near" || v.relation == "near") && g.Distance(u.n.place, v.n.place) < 60 {
				return true
			}
		}
	}
	return false
}

// actorsMeet: perpetrators of different sides, or different known actors, make
// different events, and so do the victim of one and the perpetrator of another.
func (r *reading) actorsMeet(f *find, d *draft) bool {
	for _, u := range f.roles {
		for _, v := range d.roles {
			if u.ent == nil || v.ent == nil || u.ent == v.ent {
				continue
			}
			if u.role == v.role && (u.role == dateline.Perpetrator || u.role == dateline.Parent || u.role == dateline.Subject) {
				if u.ent.armed() && v.ent.armed() && u.ent.side != v.ent.side && u.ent.side != dateline.UnknownSide && v.ent.side != dateline.UnknownSide && f.typ.Family != "battle" {
					return false
				}
				if a, b := u.ent.actor(), v.ent.actor(); a != nil && b != nil && !r.rd.register.Related(*a, *b) {
					return false
				}
			}
			if u.role == dateline.Territory && v.role == dateline.Territory && u.ent.place != nil && v.ent.place != nil && u.ent.place.placed && v.ent.place.placed {
				g := r.rd.gazetteer
				x, y := u.ent.place.place, v.ent.place.place
				if x != y && !g.Contains(x, y) && !g.Contains(y, x) {
					return false
				}
			}
			if u.role == dateline.Branch && v.role == dateline.Branch {
				if a, b := u.ent.actor(), v.ent.actor(); a != nil && b != nil && *a != *b {
					return false
				}
			}
		}
	}
	return true
}

// timesClash reports whether both have times and those cannot be one.
func (r *reading) timesClash(f *find, d *draft) bool {
	for _, ti := range f.times {
		e := f.s.times[ti]
		if e.Duration || e.Since || hourOnly(e) {
			continue
		}
		v := e.Resolve(r.published, when.Past)
		for _, g := range d.finds {
			for _, tj := range g.times {
				o := g.s.times[tj]
				if g == f || o.Duration || o.Since || hourOnly(o) {
					continue
				}
				w := o.Resolve(r.published, when.Past)
				if (e.Anchor == when.Named || e.Anchor == when.Discourse) != (o.Anchor == when.Named || o.Anchor == when.Discourse) && g.s == f.s {
					return true
				}
				if v.Start != nil && v.End != nil && w.Start != nil && w.End != nil {
					if !v.Start.Before(*w.End) || !w.Start.Before(*v.End) {
						return true
					}
					continue
				}
				if e.Anchor == when.Publication && o.Anchor == when.Publication && v.Precision == dateline.Day && w.Precision == dateline.Day && v.Timex != w.Timex && v.Timex != "" && w.Timex != "" {
					return true
				}
				if e.Anchor == when.Absolute && o.Anchor == when.Publication && v.Precision == dateline.Year || o.Anchor == when.Absolute && e.Anchor == when.Publication && w.Precision == dateline.Year {
					return true
				}
			}
		}
	}
	return false
}

// hourOnly reports whether an expression is a time of day, whose day is told
// elsewhere.
func hourOnly(e when.Expression) bool {
	if e.Anchor != when.Discourse {
		return false
	}
	v := e.Resolve(nil, when.Past)
	return v.MinDays != nil && v.MaxDays != nil && *v.MinDays == 0 && *v.MaxDays == 0
}

// likeness counts what a find shares with a draft it could belong to.
func (r *reading) likeness(f *find, d *draft) int {
	sc := 0
	last := d.finds[len(d.finds)-1]
	dist := f.s.at - last.s.at
	if f.other {
		sc -= 4
	}
	if old := slices.ContainsFunc(d.finds, func(g *find) bool { return g.background }); old != f.background {
		sc -= 4
	}
	if f.definite && (f.np == nil || len(f.np.names) == 0) {
		sc += 4
		if len(f.places) == 0 || r.placesMeet(f.places, d.places) {
			sc++
		}
	}
	if dist == 0 {
		sc += r.linkedInSentence(f, last)
	}
	if r.retells(f, d) {
		sc += 2
	}
	if d.title() && f.s.at <= 3 && f.s.kind != text.Title {
		sc += 2
	}
	if f.typ.Code == d.typ.Code {
		sc++
	}
	for _, u := range f.roles {
		if slices.ContainsFunc(d.roles, func(v roleUse) bool { return u.ent != nil && v.ent == u.ent }) {
			sc++
			if u.role == dateline.Victim || u.role == dateline.Target || u.role == dateline.Territory || u.role == dateline.Branch {
				sc++
			}
		}
	}
	for _, u := range f.places {
		for _, v := range d.places {
			if samePlace(u, v) {
				sc += 2
			} else if u.n.placed && v.n.placed && (r.rd.gazetteer.Contains(u.n.place, v.n.place) || r.rd.gazetteer.Contains(v.n.place, u.n.place)) {
				sc += 2
			}
		}
	}
	for _, c := range f.counts {
		for _, o := range d.counts {
			if c.harm == o.harm && c.qty.low != nil && o.qty.low != nil && *c.qty.low == *o.qty.low {
				sc++
				if *c.qty.low > 1 {
					sc++
				}
			}
		}
	}
	for _, ti := range f.times {
		for _, g := range d.finds {
			for _, tj := range g.times {
				if f.s.times[ti].Timex != "" && f.s.times[ti].Timex == g.s.times[tj].Timex {
					sc++
				}
			}
		}
	}
	if dist == 1 || dist < 4 && absorbs(d, f) {
		sc++
	}
	if len(f.places) == 0 && !f.other && !f.ownDay() && violent(f.typ.Family) && (d == r.lastViolent() || absorbs(d, f) && d.lead0(r) || d.lead0(r) && r.genre != dateline.RoundUp) {
		sc += 2 // a report that names no other place or day goes on about its own event
	}
	sc -= min(2, dist/4)
	return sc
}

// ownDay reports whether the find has a day of its own.
func (f *find) ownDay() bool {
	for _, ti := range f.times {
		if e := f.s.times[ti]; !e.Duration && (e.Anchor == when.Publication || e.Anchor == when.Absolute) {
			return true
		}
	}
	return false
}

func (r *reading) lastViolent() *draft {
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if violent(d.typ.Family) || d.typ.Code == "security.raid" {
			if g := d.finds[len(d.finds)-1]; g.s.at >= at {
				best, at = d, g.s.at
			}
		}
	}
	return best
}

// retells reports whether a definite argument takes up one of the draft's:
// "the convoy" after "a supply convoy".
func (r *reading) retells(f *find, d *draft) bool {
	for _, np := range append(slices.Clone(f.args.subject), f.args.object...) {
		if np.det != "the" || np.pronoun != "" {
			continue
		}
		for _, g := range d.finds {
			if g.s == f.s {
				continue
			}
			all := append(slices.Clone(g.args.subject), g.args.object...)
			for _, p := range g.args.preps {
				all = append(all, p.nps...)
			}
			for _, o := range all {
				if o.headLemma() == np.headLemma() {
					return true
				}
			}
		}
	}
	return false
}

func (d *draft) lead0(r *reading) bool { return len(r.accounts) > 0 && r.accounts[0] == d }

// linkedInSentence scores syntax between two finds of one sentence: one inside
// the other's phrases, participles and coordination with one subject, "when"
// and "after" clauses.
func (r *reading) linkedInSentence(f, g *find) int {
	if f.split != g.split && f.split > 0 && g.split > 0 {
		return -9
	}
	inside := func(x, y *find) bool { // x's noun stands in y's arguments
		if x.np == nil {
			return false
		}
		if slices.Contains(y.args.subject, x.np) || slices.Contains(y.args.object, x.np) {
			return true
		}
		for _, p := range y.args.preps {
			if slices.Contains(p.nps, x.np) && p.word != "after" && p.word != "before" && p.word != "following" && p.word != "since" {
				return true
			}
		}
		return false
	}
	if inside(f, g) || inside(g, f) || f.verb != nil && f.verb == g.verb {
		return 5
	}
	if f.verb != nil && g.verb != nil {
		if gov := f.s.governor(f.verb); gov == g.verb && (f.verb.gerund || f.verb.infinitive || f.verb.participle) {
			return 5
		}
		if sharesSubject(f, g) {
			return 4
		}
	}
	if violent(f.typ.Family) && violent(g.typ.Family) {
		return 3
	}
	return 2
}

func sharesSubject(f, g *find) bool {
	for _, a := range f.args.subject {
		for _, b := range g.args.subject {
			if a == b || a.ent != nil && a.ent == b.ent {
				return true
			}
		}
	}
	return false
}
