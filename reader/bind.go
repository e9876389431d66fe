package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Roles of a find: the codebook says which argument plays which role, and what
// a phrase stands for decides whether it can.

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
