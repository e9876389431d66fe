package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// A count is a number of people by harm, as a phrase gives it.
type count struct {
	harm dateline.Harm
	side dateline.Side
	qty  quantity
	who  string
	span dateline.Span
	s    *sentence
	ent  *entity
}

// bind gives every find its roles, counts, places and times.
func (r *reading) bind() {
	for _, f := range r.finds {
		r.bindRoles(f)
	}
	for _, f := range r.finds {
		r.bindParent(f)
		if !f.anaphor {
			r.bindPlaces(f)
		}
	}
	for _, s := range r.sentences {
		r.bindTimes(s)
	}
	r.distribute()
	kept := r.finds[:0]
	for _, f := range r.finds {
		ok := r.supported(f)
		for !ok && len(f.alts) > 0 {
			// another reading of the same words may need less
			c := f.alts[0]
			f.alts, f.trig, f.typ = f.alts[1:], c.trig, c.typ
			f.roles, f.counts, f.weak = nil, nil, false
			r.bindRoles(f)
			ok = r.supported(f)
		}
		if ok {
			kept = append(kept, f)
		}
	}
	r.finds = kept
	r.looseCounts()
}

func (r *reading) bindRoles(f *find) {
	t := f.trig
	a := f.args
	if f.verb != nil {
		r.takeAll(f, t.Subject, a.subject)
		r.takeAll(f, t.Object, a.object)
	} else {
		r.bindNoun(f)
	}
	for _, p := range a.preps {
		if role, ok := t.Prep[p.word]; ok {
			r.takeAll(f, role, p.nps)
		}
	}
	if t.Effect != "" {
		patients := a.object
		if f.np != nil {
			patients = a.prep("of")
			if len(patients) == 0 && f.np.owner != nil && t.Subject == dateline.Victim {
				patients = []*nounPhrase{f.np.owner}
			}
		}
		if t.Object == "" && t.Subject == dateline.Victim {
			patients = a.subject
		}
		for i, np := range patients {
			before := len(f.counts)
			f.addCount(t.Effect, np)
			if i > 0 && before > 0 && len(f.counts) > before {
				f.addUp()
			}
		}
	}
}

// bindNoun binds what stands around an event noun: the possessor and a group
// or force before the noun, "of", "by", "on", and the subject of a light verb
// ("carried out an attack", "launched an offensive").
func (r *reading) bindNoun(f *find) {
	t, a, np := f.trig, f.args, f.np
	s := f.s
	agent := t.Subject
	if agent == "" {
		agent = dateline.Perpetrator
		if !slices.Contains(f.typ.Roles, agent) {
			agent = ""
		}
	}
	if o := np.owner; o != nil && o.ent != nil && o.ent.kind != entPlace {
		r.take(f, agent, o)
	}
	for _, n := range np.names {
		if n.kind == nameActor || n.kind == nameOrganisation {
			e := r.actorEntity0(n)
			if e.kind == entGroup || e.kind == entFighters {
				f.roles = append(f.roles, roleUse{agent, np, e})
			}
		}
	}
	for k := np.from; k < np.head; k++ {
		if pn := lexicon.people[s.lemma(k)]; pn != nil && (pn.kind == "armed" || pn.kind == "military" || pn.kind == "police") && s.nameOver(k) == nil && s.lemma(k) != "terrorist" {
			e := &entity{kind: entFighters, class: pn.kind, side: pn.side, name: s.tok(k).Text, key: "people:" + s.lemma(k), countries: r.countriesOf(np)}
			f.roles = append(f.roles, roleUse{agent, np, e})
		}
	}
	r.takeAll(f, agent, a.prep("by"))
	if t.Object != "" {
		r.takeAll(f, t.Object, a.prep("of"))
	}
	if f.typ.Family == "territory" && t.Subject == dateline.Subject && np.owner == nil {
		// "the loss of its caliphate": whose it was
		for _, o := range a.prep("of") {
			if o.owner != nil {
				r.take(f, dateline.Subject, o.owner)
			}
		}
	}
	// a light verb: the noun is its object, so the verb's subject is the agent
	if vg := r.lightVerb(np); vg != nil {
		f.verb = vg
		va := s.argumentsOf(vg)
		first := strings.Fields(vg.lemma)[0]
		if telling[first] && violent(f.typ.Family) || foiling[first] {
			f.verb = vg
		} else if !vg.passive || len(va.subject) > 0 {
			r.takeAll(f, agent, va.subject)
		}
		for _, p := range va.preps {
			if role, ok := t.Prep[p.word]; ok && !slices.ContainsFunc(a.preps, func(q prepArg) bool { return q.at == p.at }) {
				r.takeAll(f, role, p.nps)
			}
		}
	}
}

func (r *reading) actorEntity0(n *name) *entity {
	if n.kind == nameOrganisation {
		return r.organisationEntity(n)
	}
	return r.actorEntity(n)
}

// bindParent gives a branch told of without its parent ("new regional groups
// have been founded in …") the group that the report speaks of: branch,
// chapter and affiliate are nouns of relation.
func (r *reading) bindParent(f *find) {
	if f.typ.Code != "group.branch-announced" || slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.role == dateline.Parent || u.role == dateline.Subject }) {
		return
	}
	g := r.salientGroup(f.s)
	if g == nil {
		return
	}
	var last *nounPhrase
	for _, m := range g.mentions {
		if m.s.at <= f.s.at && m.pronoun == "" {
			last = m
		}
	}
	if last != nil {
		f.roles = append(f.roles, roleUse{dateline.Parent, last, g})
	}
}

var lightVerbs = setOf("carry out", "carry", "launch", "stage", "conduct", "mount", "commit", "perpetrate", "undertake", "execute", "make", "hold", "orchestrate", "mastermind", "unleash", "wage", "order", "plan", "plot", "attempt", "prepare", "lead", "begin", "start", "announce", "declare", "disclose", "reveal", "unveil", "confirm", "foil", "thwart", "prevent", "avert", "stop", "claim", "suffer", "impose", "sign", "reach", "break", "violate", "reject", "postpone", "cancel", "deny", "condemn", "face", "see", "witness")

// telling verbs have someone as subject who speaks of the event or meets it,
// not who did it.
var telling = setOf("announce", "declare", "disclose", "reveal", "unveil", "confirm", "deny", "condemn", "face", "see", "witness", "suffer", "reject", "postpone", "cancel")

// lightVerb is the verb group whose object the phrase is, when that verb says
// only that the thing was done, planned, stopped or told.
func (r *reading) lightVerb(np *nounPhrase) *verbGroup {
	s := np.s
	for ci := range s.chunks {
		vg := s.chunks[ci].vg
		if vg == nil {
			continue
		}
		first := strings.Fields(vg.lemma)[0]
		if !lightVerbs[vg.lemma] && !lightVerbs[first] {
			continue
		}
		if slices.Contains(s.argumentsOf(vg).object, np) {
			return vg
		}
	}
	return nil
}

func (r *reading) takeAll(f *find, role dateline.RoleName, nps []*nounPhrase) {
	if role == "" {
		return
	}
	for _, np := range nps {
		r.take(f, role, np)
	}
}

// take gives a phrase a role when what it stands for can play it.
func (r *reading) take(f *find, role dateline.RoleName, np *nounPhrase) {
	e := np.ent
	if r.isEvent(np) != nil && role != dateline.Object && !e.people() {
		return
	}
	switch role {
	case dateline.Perpetrator:
		if e == nil || !(e.armed() || e.kind == entOfficial || e.kind == entPerson || e.kind == entCrowd || e.kind == entPlace || e.kind == entOrganisation || e.kind == entCivilian && e.class != "number") {
			return
		}
		if lexicon.sayingNouns[np.headLemma()] {
			return
		}
		if e.kind == entPlace && !r.countryLike(e) {
			return
		}
	case dateline.Victim:
		if e == nil || e.kind == entWeapon || e.kind == entPlace || e.class == "number" {
			return // a bare number counts people, it does not name them
		}
		if e.kind == entProperty {
			role = dateline.Target
		}
	case dateline.Target:
		if e == nil && np.s.kind == text.Title {
			return // headlines are tagged too badly for guesses
		}
		if e != nil && e.kind == entWeapon {
			return
		}
		if e != nil && e.kind == entPlace && !slices.Contains(f.typ.Roles, dateline.Territory) {
			return
		}
	case dateline.Territory:
		if e == nil || e.kind != entPlace {
			return
		}
	}
	if !slices.Contains(f.typ.Roles, role) {
		return
	}
	f.roles = append(f.roles, roleUse{role, np, e})
}

func (r *reading) countryLike(e *entity) bool {
	return e.place != nil && e.place.placed && r.rd.gazetteer.Place(e.place.place).Level == "country"
}

// addCount reads how many people a phrase tells of.
func (f *find) addCount(harm dateline.Harm, np *nounPhrase) {
	if np.ent == nil && ordinals[np.headLemma()] && (np.det == "a" || np.det == "another" || np.headLemma() == "another") {
		// "wounding a third": one more of those told of
		one := 1
		f.counts = append(f.counts, count{harm: harm, side: dateline.UnknownSide, span: np.span(), s: np.s, qty: quantity{low: &one, high: &one}, ent: &entity{class: "number"}})
		return
	}
	if np.ent == nil && np.qty == nil || np.ent != nil && (np.ent.kind == entPlace || np.ent.kind == entProperty || np.ent.kind == entWeapon) {
		return
	}
	c := count{harm: harm, side: dateline.UnknownSide, span: np.span(), s: np.s, ent: np.ent}
	if np.ent != nil && np.ent.side != "" {
		c.side = np.ent.side
	}
	one := 1
	switch {
	case np.qty != nil:
		c.qty = *np.qty
	case np.pronoun != "":
		return
	case !np.plural && np.ent != nil && np.ent.people() && np.det != "no" && (np.det == "a" || np.det == "an" || np.det == "the" || np.ent.kind == entPerson || np.det == "one" || np.det == "" || np.det == "her" || np.det == "his" || np.det == "its" || np.det == "their"):
		if lexicon.people[np.headLemma()] != nil && massNoun[np.headLemma()] {
			return
		}
		c.qty = quantity{low: &one, high: &one}
	default:
		return
	}
	if np.qty == nil || np.head != np.qty.to-1 {
		c.who = np.words()
		if np.qty != nil && np.qty.to <= np.to {
			c.who = np.s.r.quote(np.s.span(np.qty.to, np.to))
		} else if np.det == "a" || np.det == "an" || np.det == "the" {
			c.who = np.s.r.quote(np.s.span(np.from+1, np.to))
		}
	}
	f.counts = append(f.counts, c)
}

var ordinals = setOf("another", "second", "third", "fourth", "fifth", "sixth", "other")

// addUp makes one count of the last two when they are people of one side in
// one list: "six patients and a nurse" are seven.
func (f *find) addUp() {
	n := len(f.counts)
	a, b := &f.counts[n-2], f.counts[n-1]
	if a.side != b.side || a.harm != b.harm || a.s != b.s || a.qty.low == nil || b.qty.low == nil || f.saysSeparate() {
		return
	}
	low := *a.qty.low + *b.qty.low
	a.qty.low = &low
	if a.qty.high != nil && b.qty.high != nil {
		high := *a.qty.high + *b.qty.high
		a.qty.high = &high
	} else {
		a.qty.high = nil
	}
	a.span.End = b.span.End
	if a.who != "" && b.who != "" {
		a.who += ", " + b.who
	}
	f.counts = f.counts[:n-1]
}

var massNoun = setOf("police", "personnel", "staff", "population", "crowd", "military", "army", "force", "community", "family", "household", "government", "patrol", "public", "people")

// bindPlaces takes the places of the find's own clause: of its prepositional
// phrases, of the words before an event noun, and of a phrase that opens the
// sentence.
func (r *reading) bindPlaces(f *find) {
	s := f.s
	use := func(prep string, n *name) {
		rel, from := s.relationOf(n, prep)
		if rel == "from" || rel == "to" {
			return
		}
		f.places = append(f.places, placeUse{n, rel, s.span(from, n.to)})
	}
	preps := f.args.preps
	if over := s.verbUnder(f.np); over != nil && f.verb == nil {
		// "the blast tore through a hotel in Bosaso"
		preps = append(slices.Clone(preps), s.argumentsOf(over).preps...)
	}
	if f.np != nil && f.verb != nil {
		preps = append(slices.Clone(preps), s.argumentsOf(f.verb).preps...)
	}
	prevPlaceNoun := false
	for _, p := range preps {
		switch p.word {
		case "in", "at", "near", "outside", "around", "inside", "across", "on", "within", "throughout", "between", "close to", "on the outskirts of", "next to", "in the vicinity of", "outside of", "over", "along", "off", "into", "through", "on the edge of":
		case "of":
			if !prevPlaceNoun && !(f.trig.Prep["of"] == dateline.Territory) {
				if _, ok := direction(s.tok(s.chunks[p.at].from - 1).Text); !ok {
					continue
				}
			}
		default:
			if f.trig.Prep[p.word] != dateline.Territory {
				prevPlaceNoun = false
				continue
			}
		}
		for _, np := range p.nps {
			for _, n := range np.names {
				if n.kind == namePlace && !f.hasPlace(n) {
					use(p.word, n)
				}
			}
			if n := s.placeBehind(np); n != nil && !f.hasPlace(n) {
				use(p.word, n) // "in Gwange, Maiduguri", the first unknown
			}
			prevPlaceNoun = areaNouns[np.headLemma()]
			if np.owner != nil {
				for _, n := range np.owner.names {
					if n.kind == namePlace && !f.hasPlace(n) {
						use(p.word, n)
					}
				}
			}
		}
	}
	for _, np := range f.args.object {
		for _, n := range np.names {
			// "attacked Maiduguri", "captured the town of X", "a Quetta market"
			if n.kind == namePlace && !f.hasPlace(n) && (s.nameOver(np.head) == n || n.to <= np.head) {
				if np.ent != nil && np.ent.people() {
					continue
				}
				use("in", n)
			}
		}
	}
	if f.np != nil {
		for _, n := range f.np.names {
			if n.kind == namePlace {
				use("in", n)
			}
		}
		if o := f.np.owner; o != nil && len(o.names) > 0 && o.names[len(o.names)-1].kind == namePlace {
			use("in", o.names[len(o.names)-1])
		}
	}
	if len(f.places) == 0 {
		// "a bomb at a mosque in Kano killed": places of the arguments' own phrases
		for _, np := range append(slices.Clone(f.args.object), f.args.subject...) {
			if np.s != s || np.at < 0 || np.ent != nil && (np.ent.kind == entOfficial || np.ent.kind == entPerson || np.ent.kind == entGroup) {
				continue
			}
			for _, p := range s.argumentsOfNoun(np).preps {
				if p.word != "in" && p.word != "at" && p.word != "near" && p.word != "outside" && p.word != "on" {
					continue
				}
				for _, q := range p.nps {
					for _, n := range q.names {
						if n.kind == namePlace && !f.hasPlace(n) {
							use(p.word, n)
						}
					}
				}
			}
		}
	}
	if len(f.places) == 0 {
		for _, n := range s.framePlaces() {
			use(s.lower(s.chunks[0].from), n)
		}
	}
	// a town with its province behind it: the inner one says where
	f.places = r.innermost(f.places)
}

var areaNouns = setOf("city", "town", "village", "province", "district", "region", "area", "capital", "outskirt", "suburb", "state", "county", "municipality", "department", "governorate", "part", "neighbourhood", "neighborhood", "port", "island", "valley", "hamlet", "commune", "territory", "zone", "settlement", "locality", "heart", "centre", "center", "north", "south", "east", "west", "edge", "border")

func (f *find) hasPlace(n *name) bool {
	return slices.ContainsFunc(f.places, func(u placeUse) bool { return u.n == n })
}

// verbUnder is the verb group whose subject the phrase is.
func (s *sentence) verbUnder(np *nounPhrase) *verbGroup {
	if np == nil {
		return nil
	}
	for ci := range s.chunks {
		if vg := s.chunks[ci].vg; vg != nil && !vg.passive && slices.Contains(s.argumentsOf(vg).subject, np) {
			return vg
		}
	}
	return nil
}

// placeBehind is the place named behind a comma after a phrase that names none.
func (s *sentence) placeBehind(np *nounPhrase) *name {
	if np.at < 0 || np.s != s || np.at+2 >= len(s.chunks) || s.chunks[np.at+1].kind != chunkComma || s.chunks[np.at+2].np == nil || !strings.HasPrefix(s.tag(np.head), "NNP") {
		return nil
	}
	var last *name
	for k := np.at + 2; k < len(s.chunks); k++ {
		c := s.chunks[k]
		if c.np != nil {
			if n := s.nameOver(c.np.head); n != nil && n.kind == namePlace {
				last = n
			}
		} else if c.kind != chunkPrep {
			break
		}
	}
	return last
}

// framePlaces are the places of a prepositional phrase that opens the sentence.
func (s *sentence) framePlaces() []*name {
	if len(s.chunks) < 3 || s.chunks[0].kind != chunkPrep || s.chunks[1].np == nil {
		return nil
	}
	switch s.chunks[0].word {
	case "in", "near", "at", "outside", "across", "around", "inside":
	default:
		return nil
	}
	var out []*name
	for i := 1; i < len(s.chunks); i++ {
		if c := s.chunks[i]; c.kind == chunkComma || c.vg != nil {
			break
		} else if c.np != nil {
			for _, n := range c.np.names {
				if n.kind == namePlace {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// innermost drops places that contain another of the list.
func (r *reading) innermost(us []placeUse) []placeUse {
	var out []placeUse
	for i, u := range us {
		contains := false
		for j, v := range us {
			if u.relation == "between" || v.relation == "between" {
				continue // "between Kaduna and Birnin Gwari" keeps both
			}
			if i != j && u.n.placed && v.n.placed && u.n.place != v.n.place && r.rd.gazetteer.Contains(u.n.place, v.n.place) && u.relation != "near" {
				contains = true
			}
		}
		if !contains {
			out = append(out, u)
		}
	}
	return out
}

// bindTimes gives each time expression of a sentence to the find it stands
// with: in its phrase, else the nearest to its left in the clause, else, for a
// time that opens the sentence, the first to its right. A time right behind a
// verb of saying is when it was said.
func (r *reading) bindTimes(s *sentence) {
	for ti := range s.times {
		e := &s.times[ti]
		if e.Set || s.quotedTime(ti) {
			continue
		}
		from, to := s.tokensOf(e.Span)
		if r.timeOfSaying(s, from, to) || r.timeOfOther(s, from, to) {
			continue
		}
		var best *find
		bestD := 1 << 30
		for _, f := range r.finds {
			if f.s != s {
				continue
			}
			d := 0
			switch {
			case f.np != nil && from >= f.np.from && to <= f.np.to:
				d = -1
			case from >= f.to:
				d = from - f.to + 3*s.verbsBetween(f.to, from, f)
			default:
				d = (f.from-to)*2 + 8*s.verbsBetween(to, f.from, f)
				if !s.opensClause(from) && (f.np != nil || s.verbsBetween(0, from, f) > 0) {
					d += 50 // behind another verb it is that verb's
				}
			}
			if d < bestD {
				best, bestD = f, d
			}
		}
		if best != nil && bestD < 60 {
			best.times = append(best.times, ti)
		}
	}
}

// timeOfOther reports whether the time stands inside a noun phrase that is no
// event: "the January election".
func (r *reading) timeOfOther(s *sentence, from, to int) bool {
	np := s.chunks[s.tokenChunk[from]].np
	return np != nil && from > np.from && to <= np.head && r.isEvent(np) == nil
}

func (s *sentence) quotedTime(ti int) bool {
	from, _ := s.tokensOf(s.times[ti].Span)
	return from >= 0 && s.quoted[from]
}

func (s *sentence) opensClause(i int) bool {
	for i > 0 {
		i--
		switch s.lower(i) {
		case ",", ";", "and", "but":
			return true
		case "on", "in", "late", "early", "at", "since", "by", "during":
			continue
		}
		return false
	}
	return true
}

// verbsBetween counts finite verbs, other than the find's own, in tokens i..j.
func (s *sentence) verbsBetween(i, j int, f *find) int {
	n := 0
	for _, c := range s.chunks {
		if c.vg != nil && c.from >= i && c.to <= j && c.vg != f.verb && (c.vg.finite || c.vg.gerund) {
			n++
		}
	}
	return n
}

// timeOfSaying reports whether the time tells when something was said: it
// stands right behind the verb of saying or its subject.
func (r *reading) timeOfSaying(s *sentence, from, to int) bool {
	for _, u := range s.speech {
		if u.verb == nil {
			continue
		}
		if at := s.tokenChunk[from]; at+1 == u.verb.at && to <= u.verb.from && u.from >= u.verb.to {
			return true // "officials on Sunday denied …"
		}
		end := u.verb.to
		if len(u.speaker) > 0 {
			end = max(end, u.speaker[len(u.speaker)-1].to)
		}
		if from >= u.verb.to && from-end <= 2 && from >= end {
			k := from
			for k > end && (s.tag(k-1) == "IN" || s.tag(k-1) == "RB" || s.tag(k-1) == "JJ") {
				k--
			}
			if k == end {
				return true
			}
		}
	}
	return false
}
