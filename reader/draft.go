package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
	"dateline/text"
	"dateline/when"
)

// Drafts: accounts in the making, each of the finds of one report that tell of
// one event.

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
	said       *discourse.Utterance
	claims     []dateline.Claim
	claimed    []evidenceUse
}

// An evidenceUse is a span that supports a field.
type evidenceUse struct {
	field string
	span  dateline.Span
}

type timeUse struct {
	s *syntax.Sentence
	e when.Expression
	v when.Value
}

// take adds a find to the draft. The more specific type prevails; a vague type
// is made specific by a means that the sentence names.
func (d *draft) take(r *reading, f *find) {
	d.finds = append(d.finds, f)
	f.draft = d
	if d.typ != nil && (d.typ.Code == deadFound || f.typ.Code == deadFound) && d.typ != f.typ {
		if d.typ.Code == deadFound && violent(f.typ.Family) && !f.weak {
			d.typ = f.typ // how they died is known
		}
	} else if f.added && d.typ != nil && !d.allAdded() {
		// the codebook's own words say what it is
	} else if d.typ != nil && len(d.finds) > 1 && !f.added && !f.weak && violent(f.typ.Family) && d.allAdded() && !r.rd.codebook.Related(f.typ.Code, d.typ.Code) {
		d.typ = f.typ // buses that were stopped, and then fourteen shot
	} else if d.typ != nil && d.typ != f.typ && ofThings(f.typ) != ofThings(d.typ) && r.rd.codebook.Related(f.typ.Code, d.typ.Code) && (len(d.counts) > 0 || len(f.counts) > 0) {
		// people outweigh things: a raid that kills and burns is no arson
		if ofThings(d.typ) && len(f.counts) > 0 && !f.weak {
			d.typ = f.typ
		}
	} else if d.typ == nil || len(d.finds) > 1 && summary(d.finds[0]) && !summary(f) && r.rd.codebook.Related(f.typ.Code, d.typ.Code) && f.typ.Rank >= d.typ.Rank || !f.weak && f.typ.Rank > d.typ.Rank && r.rd.codebook.Related(f.typ.Code, d.typ.Code) {
		d.typ = f.typ
	}
	for _, u := range f.roles {
		if u.role == dateline.Perpetrator && f.denied && !d.finds[0].denied {
			continue // who denies it is not who did it
		}
		if f.added && u.role == dateline.Perpetrator && u.np != nil && u.np.Pronoun != "" {
			continue // two guesses on one another
		}
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

// join adds a step of the episode: it says nothing of what the whole is.
func (d *draft) join(r *reading, f *find) {
	typ := d.typ
	d.take(r, f)
	d.typ = typ
}

// allAdded reports whether none of the tellings but the last, just taken, is by a
// word that the codebook lists.
func (d *draft) allAdded() bool {
	return !slices.ContainsFunc(d.finds[:len(d.finds)-1], func(f *find) bool { return !f.added })
}

// latest is the tellings that a further one is compared with: the first and
// the last thirty, so that a text of thousands stays readable in time.
func (d *draft) latest() []*find {
	const most = 30
	if len(d.finds) <= most+1 {
		return d.finds
	}
	return append([]*find{d.finds[0]}, d.finds[len(d.finds)-most:]...)
}

func (d *draft) title() bool {
	return !slices.ContainsFunc(d.finds, func(g *find) bool { return g.s.Kind != text.Title })
}

func (d *draft) lead0(r *reading) bool { return len(r.accounts) > 0 && r.accounts[0] == d }

func (d *draft) occurrenceHint() dateline.Occurrence {
	for _, g := range d.finds {
		if g.trig.Occurrence != "" {
			return g.trig.Occurrence
		}
	}
	return ""
}

func (d *draft) addRole(role dateline.RoleName, np *syntax.NounPhrase, e *discourse.Entity) {
	for _, u := range d.roles {
		if u.role == role && (u.ent == e || u.ent != nil && u.ent.Name == e.Name) {
			return
		}
	}
	d.roles = append(d.roles, roleUse{role, np, e})
}

// addClaim adds a claim, or completes one by the same claimant.
func (d *draft) addClaim(c dateline.Claim) {
	for i := range d.claims {
		o := &d.claims[i]
		if o.Kind == c.Kind && (strings.EqualFold(o.By, c.By) || endsIn(o.By, c.By) || endsIn(c.By, o.By)) {
			if len(c.By) > len(o.By) {
				o.By = c.By // "the army" of a headline is the Nigerian Army of the text
			}
			if o.InTheNameOf == nil {
				o.InTheNameOf = c.InTheNameOf
			}
			if o.Channel == nil {
				o.Channel = c.Channel
			}
			return
		}
	}
	d.claims = append(d.claims, c)
}

// endsIn reports whether a name is another, or ends in all of its words, articles aside.
func endsIn(long, short string) bool {
	l, s := strings.Fields(strings.ToLower(discourse.PlainName(long))), strings.Fields(strings.ToLower(discourse.PlainName(short)))
	return len(s) > 0 && len(s) <= len(l) && slices.Equal(l[len(l)-len(s):], s)
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

// ofThings reports whether a type is of harm to property alone.
func ofThings(t *codebook.Type) bool {
	switch t.Code {
	case "attack.arson", "attack.looting", "attack.sabotage", "harm.property":
		return true
	}
	return false
}

func samePlace(a, b placeUse) bool {
	if a.n.Placed && b.n.Placed {
		return a.n.Place == b.n.Place
	}
	return strings.EqualFold(a.n.Words(), b.n.Words())
}
