package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// Roles of a find: the codebook says which argument plays which role, and what
// a phrase stands for decides whether it can.

// bind gives every find its roles, counts, places and times.
func (r *reading) bind() {
	for _, f := range r.finds {
		r.bindRoles(f)
	}
	r.matters()
	for _, f := range r.finds {
		r.bindParent(f)
		if !f.anaphor {
			r.bindPlaces(f)
		}
	}
	in := r.bySentence()
	for _, s := range r.Sentences {
		sharePlaces(in[s])
		r.bindTimes(s, in[s])
	}
	r.raidsOfArrests()
	r.distribute()
	r.inSentence = r.bySentence()
	kept := r.finds[:0]
	for _, f := range r.finds {
		ok := r.supported(f)
		first := *f
		for (!ok || f.weak && f.verb != nil && f.np == nil) && len(f.alts) > 0 {
			// another reading of the same words may need less
			c := f.alts[0]
			f.alts, f.trig, f.typ = f.alts[1:], c.trig, c.typ
			f.roles, f.counts, f.weak = nil, nil, false
			r.bindRoles(f)
			if r.supported(f) && !f.weak {
				ok = true
			} else if ok {
				f.weak = true // go on
			}
		}
		if ok && f.weak && first.weak {
			*f = first
		}
		if ok {
			kept = append(kept, f)
		}
	}
	r.finds = kept
	r.looseCounts()
}

func (r *reading) bySentence() map[*syntax.Sentence][]*find {
	in := map[*syntax.Sentence][]*find{}
	for _, f := range r.finds {
		in[f.s] = append(in[f.s], f)
	}
	return in
}

func (r *reading) bindRoles(f *find) {
	t := f.trig
	a := f.args
	if f.verb != nil {
		r.bindAgents(f)
		if !f.ofPlace() {
			r.takeAll(f, t.Subject, a.Subject)
		}
		r.takeAll(f, t.Object, a.Object)
	} else {
		r.bindNoun(f)
	}
	for _, p := range a.Preps {
		if role, ok := t.Prep[p.Word]; ok {
			r.takeAll(f, role, p.Phrases)
		}
	}
	if t.Effect != "" {
		patients := a.Object
		if f.np != nil {
			patients = a.Prep("of")
			if len(patients) == 0 && f.np.Owner != nil && t.Subject == dateline.Victim {
				patients = []*syntax.NounPhrase{f.np.Owner}
			}
		}
		if t.Object == "" && t.Subject == dateline.Victim {
			patients = a.Subject
		}
		list := len(f.counts)
		for _, np := range patients {
			before := len(f.counts)
			f.addCount(t.Effect, np)
			if len(f.counts) > before {
				f.addUp(list)
			}
		}
	}
}

// ofPlace reports whether the verb is no verb but a noun behind the name of the place
// where it was, which headlines have: "Kabul bombing death toll hits 20". Whom or what a
// state bombs follows it ("Israel bombing Gaza").
func (f *find) ofPlace() bool {
	vg := f.verb
	if vg.To-vg.From != 1 || !strings.HasSuffix(f.s.Lower(vg.From), "ing") || len(f.args.Subject) != 1 {
		return false
	}
	np := f.args.Subject[0]
	return np.In == f.s && np.To == vg.From && discourse.Referent(np).Is(discourse.Place) &&
		!slices.ContainsFunc(f.args.Object, func(o *syntax.NounPhrase) bool { return discourse.Referent(o).Is(discourse.Place) })
}

// stateBefore is the forces of the country whose adjective stands before a
// weapon or a strike: "Israeli jets", "Turkish shelling". The register's army
// of that country, when it has one under the adjective.
func (r *reading) stateBefore(np *syntax.NounPhrase) *discourse.Entity {
	s := np.In
	if !lexicon.Weapon(np.HeadLemma()) && !lexicon.Weapon(s.Lower(np.Head)) && !arms[np.HeadLemma()] {
		return nil
	}
	for k := np.From; k < np.Head; k++ {
		if len(s.CountriesAt(k)) != 1 || goesOff[np.HeadLemma()] && !r.abroad(np, s.CountriesAt(k)[0]) {
			continue
		}
		word := s.Token(k).Text
		e := &discourse.Entity{Kind: discourse.Fighters, Class: "military", Side: dateline.State, Name: word + " forces", Key: "forces:" + word, Countries: s.CountriesAt(k)}
		for _, force := range []string{"armed forces", "military", "army", "defence forces"} {
			if ids := r.rd.register.Candidates(word + " " + force); len(ids) == 1 {
				e.Actors = ids
				break
			}
		}
		return e
	}
	return nil
}

// goesOff are what goes off in a country as often as the country sets it off: "Somali
// bombings" are bombings in Somalia.
var goesOff = lexicon.Of("bombing", "blast", "explosion", "bomb", "device", "explosive", "ied", "vest", "car-bomb", "mine", "landmine", "grenade", "gunfire", "gun", "knife")

// abroad reports whether the words say that what a phrase tells of was in another
// country: "the French bombing of Haiphong".
func (r *reading) abroad(np *syntax.NounPhrase, country gazetteer.ID) bool {
	for _, o := range np.In.ArgumentsOfNoun(np).Prep("of", "in", "on", "at", "near", "across") {
		for _, n := range o.Names {
			if n.Kind == syntax.PlaceName && n.Placed {
				return !r.rd.gazetteer.Contains(country, n.Place)
			}
		}
	}
	return false
}

// arms are heads of phrases for what armed forces alone have.
var arms = lexicon.Of("strike", "airstrike", "jet", "warplane", "aircraft", "drone", "missile", "artillery", "shelling", "shell", "rocket", "helicopter", "tank", "gunboat", "bombardment", "fire", "fighter-jet")

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
	if o := np.Owner; o != nil && discourse.Referent(o) != nil && !discourse.Referent(o).Is(discourse.Place) {
		r.take(f, agent, o)
	}
	for _, n := range np.Names {
		if n.Kind == syntax.ActorName || n.Kind == syntax.OrganisationName {
			e := r.Named(n)
			if e.Kind == discourse.Group || e.Kind == discourse.Fighters {
				f.roles = append(f.roles, roleUse{agent, np, e})
			}
		}
	}
	if st := r.stateBefore(np); st != nil && agent != "" && (f.typ.Family == "air" || f.typ.Family == "attack") {
		f.roles = append(f.roles, roleUse{agent, np, st}) // "Turkish shelling"
	}
	for k := np.From; k < np.Head; k++ {
		if pn := lexicon.People(s.Lemma(k)); pn != nil && (pn.Kind == "armed" || pn.Kind == "military" || pn.Kind == "police") && s.NameOver(k) == nil && s.Lemma(k) != "terrorist" && s.Lemma(k) != "general" {
			e := &discourse.Entity{Kind: discourse.Fighters, Class: pn.Kind, Side: pn.Side, Name: s.Token(k).Text, Key: "people:" + s.Lemma(k), Countries: r.CountriesOf(np)}
			f.roles = append(f.roles, roleUse{agent, np, e})
		}
	}
	r.takeAll(f, agent, a.Prep("by"))
	if t.Object != "" {
		r.takeAll(f, t.Object, a.Prep("of"))
	}
	if f.typ.Family == "territory" && t.Subject == dateline.Subject && np.Owner == nil {
		// "the loss of its caliphate": whose it was
		for _, o := range a.Prep("of") {
			if o.Owner != nil {
				r.take(f, dateline.Subject, o.Owner)
			}
		}
	}
	// a light verb: the noun is its object, so the verb's subject is the agent
	if vg := r.lightVerb(np); vg != nil {
		f.verb = vg
		va := s.ArgumentsOf(vg)
		first := strings.Fields(vg.Lemma)[0]
		if telling[first] && violent(f.typ.Family) || syntax.Stopping(first) {
			f.verb = vg
		} else if !vg.Passive || len(va.Subject) > 0 {
			r.takeAll(f, agent, va.Subject)
		}
		for _, p := range va.Preps {
			if role, ok := t.Prep[p.Word]; ok && !slices.ContainsFunc(a.Preps, func(q syntax.PrepPhrase) bool { return q.At == p.At }) {
				r.takeAll(f, role, p.Phrases)
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
	g := r.SalientGroup(f.s)
	if g == nil {
		return
	}
	var last *syntax.NounPhrase
	for _, m := range g.Mentions {
		if m.In.At <= f.s.At && m.Pronoun == "" {
			last = m
		}
	}
	if last != nil {
		f.roles = append(f.roles, roleUse{dateline.Parent, last, g})
	}
}

var lightVerbs = lexicon.Of("carry out", "carry", "launch", "stage", "conduct", "mount", "commit", "perpetrate", "undertake", "execute", "make", "hold", "orchestrate", "mastermind", "unleash", "wage", "order", "plan", "plot", "attempt", "prepare", "lead", "begin", "start", "announce", "declare", "disclose", "reveal", "unveil", "confirm", "foil", "thwart", "prevent", "avert", "stop", "claim", "suffer", "impose", "sign", "reach", "break", "violate", "reject", "postpone", "cancel", "deny", "condemn", "face", "see", "witness")

// telling verbs have someone as subject who speaks of the event or meets it,
// not who did it.
var telling = lexicon.Of("announce", "declare", "disclose", "reveal", "unveil", "confirm", "deny", "condemn", "face", "see", "witness", "suffer", "reject", "postpone", "cancel")

// lightVerb is the verb group whose object the phrase is, when that verb says
// only that the thing was done, planned, stopped or told.
func (r *reading) lightVerb(np *syntax.NounPhrase) *syntax.VerbGroup {
	s := np.In
	for ci := range s.Chunks {
		vg := s.Chunks[ci].VG
		if vg == nil {
			continue
		}
		first := strings.Fields(vg.Lemma)[0]
		if !lightVerbs[vg.Lemma] && !lightVerbs[first] {
			continue
		}
		if slices.Contains(s.ArgumentsOf(vg).Object, np) {
			return vg
		}
	}
	return nil
}

func (r *reading) takeAll(f *find, role dateline.RoleName, nps []*syntax.NounPhrase) {
	if role == "" {
		return
	}
	for _, np := range nps {
		r.take(f, role, np)
	}
}

// take gives a phrase a role when what it stands for can play it.
func (r *reading) take(f *find, role dateline.RoleName, np *syntax.NounPhrase) {
	e := discourse.Referent(np)
	if role == dateline.Territory && !e.Is(discourse.Place) && areaNouns[np.HeadLemma()] {
		np, e = r.ground(np)
	}
	if r.isEvent(np) != nil && role != dateline.Object && !e.People() {
		return
	}
	switch role {
	case dateline.Perpetrator:
		if discourse.Nobody(np) || np.Pronoun != "" && r.ofUnclaimed(np) || f.befalls(np) {
			return
		}
		if np.Pronoun == "it" || np.Pronoun == "they" || np.Pronoun == "its" || np.Pronoun == "their" {
			e = r.bodyOf(e) // "a spokesman for the front said it had …"
		}
		if e == nil && doer(np) || e.Is(discourse.Other) && e.Class == "armedgroup" {
			break // whoever they are, they do it
		}
		if e == nil || !(e.Armed() || e.Is(discourse.Official, discourse.Person, discourse.Crowd, discourse.Place, discourse.Organisation) || e.Kind == discourse.Civilian && e.Class != "number") {
			return
		}
		if lexicon.Message(np.HeadLemma()) || lexicon.Weapon(np.In.Lower(np.Head)) {
			return
		}
		if e.Kind == discourse.Place && !r.countryLike(e) && !e.Place.Power {
			return
		}
	case dateline.Victim:
		if figureNoun(np) || np.HeadLemma() == "death" {
			return // "bringing to 45 the number killed"
		}
		if tag := np.In.Tag(np.Head); e == nil && f.trig.Effect != "" && (tag == "NN" || tag == "NNS") && harmed(np) && np.In.Kind != text.Title {
			e = &discourse.Entity{Kind: discourse.Civilian, Class: "civilian", Side: dateline.UnknownSide, Name: np.Words()}
		}
		if e == nil || e.Kind == discourse.Weapon || e.Kind == discourse.Place || e.Class == "number" {
			return // a bare number counts people, it does not name them
		}
		if e.Kind == discourse.Property {
			role = dateline.Target
		}
	case dateline.Target:
		if e == nil && np.In.Kind == text.Title {
			return // headlines are tagged too badly for guesses
		}
		if e != nil && e.Kind == discourse.Weapon || np.HeadLemma() == "time" && np.Quantity != nil {
			return // "struck it three times"
		}
		if e != nil && e.Kind == discourse.Place && !slices.Contains(f.typ.Roles, dateline.Territory) {
			return
		}
	case dateline.Territory:
		if e == nil || e.Kind != discourse.Place {
			return
		}
	}
	if !slices.Contains(f.typ.Roles, role) {
		return
	}
	if e != nil && len(e.Both) > 0 {
		for _, one := range e.Both {
			f.roles = append(f.roles, roleUse{role, np, one})
		}
		return
	}
	f.roles = append(f.roles, roleUse{role, np, e})
}

// figureNoun reports whether a phrase is of a figure and not of those whom it counts.
func figureNoun(np *syntax.NounPhrase) bool {
	switch np.HeadLemma() {
	case "number", "toll", "figure", "count", "total", "tally":
		return true
	}
	return false
}

func (r *reading) countryLike(e *discourse.Entity) bool {
	return e.Place != nil && e.Place.Placed && r.rd.gazetteer.Place(e.Place.Place).Level == "country"
}
