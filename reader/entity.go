package reader

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/register"
)

type entityKind uint8

const (
	entOther    entityKind = iota
	entGroup               // an armed group or force as such, named or not
	entFighters            // people of an armed side: gunmen, soldiers, Taliban fighters
	entOfficial            // a government, ministry or office-holder
	entCivilian            // people who do not fight
	entCrowd               // protesters, rioters
	entPerson              // someone named
	entOrganisation
	entPlace
	entWeapon
	entProperty
)

// An entity is what noun phrases of one report stand for when they stand for
// the same.
type entity struct {
	kind      entityKind
	class     string // the people noun's kind: armed, military, police, official …
	side      dateline.Side
	actors    []dateline.ActorID // candidates, when a name of the register leads here
	name      string             // the words that name it best
	key       string             // what a later phrase must share to be the same
	mentions  []*nounPhrase
	countries []gazetteer.ID
	place     *name
	person    *name
	role      string // of a person: "security analyst"
	org       string // of a person: whom they speak for
	member    bool   // people of an actor, not the actor itself
}

// actor is the register's entry, when nothing is ambiguous.
func (e *entity) actor() *dateline.ActorID {
	if e == nil || len(e.actors) != 1 || e.kind == entPerson {
		return nil
	}
	id := e.actors[0]
	return &id
}

func (e *entity) armed() bool {
	return e != nil && (e.kind == entGroup || e.kind == entFighters)
}

func (e *entity) people() bool {
	if e == nil {
		return false
	}
	switch e.kind {
	case entFighters, entOfficial, entCivilian, entCrowd, entPerson:
		return true
	}
	return false
}

// groupWords make a capitalised name the name of an armed group.
var groupWords = setOf("front", "movement", "brigade", "brigades", "militia", "army", "resistance", "jihad", "province", "wilayat", "wing", "mujahideen", "liberation", "fighters", "battalion", "column", "faction", "guards", "alliance", "cartel", "defence", "defense", "forces", "command", "coalition", "insurgents", "rebels")

func (r *reading) resolveEntities() {
	r.acronyms()
	for _, s := range r.sentences {
		for ci := range s.chunks {
			np := s.chunks[ci].np
			if np == nil {
				continue
			}
			if np.owner != nil {
				r.resolveOwner(np)
			}
			np.ent = r.entityOf(np)
			if np.ent != nil {
				np.ent.mentions = append(np.ent.mentions, np)
			}
		}
	}
}

func (r *reading) resolveOwner(np *nounPhrase) {
	o := np.owner
	if o.owner != nil {
		r.resolveOwner(o)
	}
	o.at = np.at
	o.ent = r.entityOf(o)
	if o.ent != nil {
		o.ent.mentions = append(o.ent.mentions, o)
	}
}

// acronyms ties "(NLF)" to the name before it, through the whole report.
func (r *reading) acronyms() {
	found := map[string]*name{}
	for _, s := range r.sentences {
		for _, n := range s.names {
			if n.kind == nameOrganisation && s.tok(n.to).Text == "(" && s.tok(n.to+2).Text == ")" && upper(s.tok(n.to+1).Text) {
				found[s.tok(n.to+1).Text] = n
			}
		}
	}
	if len(found) == 0 {
		return
	}
	for _, s := range r.sentences {
		for i := range s.Tokens {
			if n := found[s.Tokens[i].Text]; n != nil && s.nameOver(i) == nil {
				s.addName(&name{s: s, kind: nameOrganisation, from: i, to: i + 1, same: n})
			}
		}
	}
}

func upper(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// entityOf decides what a noun phrase stands for: an entity told of before, or
// a new one.
func (r *reading) entityOf(np *nounPhrase) *entity {
	s := np.s
	if np.pronoun != "" {
		return r.pronoun(np)
	}
	head := np.headLemma()
	pn := lexicon.people[head]
	if pn == nil {
		pn = lexicon.people[s.lower(np.head)]
	}
	var actor, person, org *name
	for _, n := range np.names {
		switch n.kind {
		case nameActor:
			actor = n
		case namePerson:
			person = n
		case nameOrganisation:
			org = n
		}
	}
	headName := s.nameOver(np.head)
	switch {
	case headName != nil && headName.kind == namePerson:
		return r.personEntity(np, person, actor, org)
	case headName != nil && headName.kind == nameActor:
		return r.actorEntity(headName)
	case headName != nil && headName.kind == nameOrganisation:
		return r.organisationEntity(headName)
	case headName != nil && headName.kind == namePlace:
		return r.keyed("place:"+headName.words(), func() *entity {
			return &entity{kind: entPlace, name: headName.words(), place: headName}
		})
	case headName != nil && headName.kind == nameDemonym:
		return &entity{kind: entCivilian, class: "civilian", side: dateline.Civilian, name: np.words(), countries: headName.places}
	case pn != nil && actor != nil && pn.kind == "armedgroup":
		return r.actorEntity(actor)
	case pn != nil && (pn.kind == "armed" || pn.kind == "military" || pn.kind == "force" || pn.kind == "police") && org != nil:
		e := r.organisationEntity(org)
		return &entity{kind: entFighters, class: pn.kind, side: e.side, name: np.words(), actors: e.actors, key: "of:" + e.key, member: true}
	case pn != nil && actor != nil:
		return r.members(np, pn, actor)
	case pn != nil && r.memberOf(np) != nil:
		return r.members(np, &peopleNoun{"armed", dateline.ArmedGroup}, r.memberOf(np))
	case pn != nil:
		return r.peopleEntity(np, pn)
	case np.has("force", "troops") && s.lower(np.head) == "forces":
		return r.peopleEntity(np, &peopleNoun{"force", dateline.State})
	case lexicon.weapons[head]:
		return &entity{kind: entWeapon, name: np.words()}
	case lexicon.property[head]:
		e := &entity{kind: entProperty, name: np.words()}
		if np.has("police", "army", "military", "security", "naval", "air") {
			e.side = dateline.State
		}
		return e
	case actor != nil && np.plural:
		return r.members(np, &peopleNoun{"member", dateline.ArmedGroup}, actor)
	}
	if np.qty != nil && np.head == np.qty.to-1 {
		if np.det == "the" && np.qty.low != nil {
			// "the six": those counted before
			for i := len(r.entities) - 1; i >= 0; i-- {
				for _, m := range r.entities[i].mentions {
					if m.qty != nil && m.qty.low != nil && *m.qty.low == *np.qty.low && r.entities[i].people() {
						return r.entities[i]
					}
				}
			}
		}
		// a bare number: people, as the sentence says elsewhere
		return &entity{kind: entCivilian, class: "number", side: dateline.UnknownSide, name: np.words()}
	}
	return nil
}

func (r *reading) keyed(key string, make func() *entity) *entity {
	for _, e := range r.entities {
		if e.key == key {
			return e
		}
	}
	e := make()
	e.key = key
	r.entities = append(r.entities, e)
	return e
}

func (r *reading) actorEntity(n *name) *entity {
	key := "actor:" + strings.ToLower(n.words())
	if len(n.actors) == 1 {
		key = "actor:" + string(n.actors[0])
	}
	return r.keyed(key, func() *entity {
		e := &entity{kind: entGroup, actors: n.actors, name: n.words(), side: dateline.ArmedGroup, class: "armedgroup"}
		if a, ok := r.rd.register.Actor(n.actors[0]); ok {
			if a.Kind.State() {
				e.side, e.class = dateline.State, "military"
				if a.Kind == register.Police {
					e.class = "police"
				}
				if a.Kind == register.Government {
					e.kind, e.class = entOfficial, "official"
				}
			}
			if len(n.actors) == 1 {
				e.name = a.Name
			}
		}
		return e
	})
}

// organisationEntity is a named body outside the register: an armed group when
// its name says so, else an institute, agency or office.
func (r *reading) organisationEntity(n *name) *entity {
	full := n
	if n.same != nil {
		full = n.same
	}
	return r.keyed("org:"+strings.ToLower(full.words()), func() *entity {
		e := &entity{kind: entOrganisation, name: full.words()}
		s := full.s
		for k := full.from; k < full.to; k++ {
			if groupWords[s.lower(k)] {
				e.kind, e.class, e.side = entGroup, "armedgroup", dateline.ArmedGroup
			}
		}
		for k := full.from; k < full.to; k++ {
			switch s.lower(k) {
			case "ministry", "police", "government", "council", "court", "parliament", "party", "university", "institute", "agency", "office", "commission", "union", "bureau":
				e.kind, e.side = entOrganisation, ""
				if s.lower(k) == "police" {
					e.kind, e.class, e.side = entFighters, "police", dateline.State
				}
			}
		}
		return e
	})
}

func (r *reading) personEntity(np *nounPhrase, person, actor, org *name) *entity {
	s := np.s
	surname := s.lower(person.to - 1)
	e := r.keyed("person:"+surname, func() *entity {
		return &entity{kind: entPerson, name: person.words(), person: person, side: dateline.UnknownSide}
	})
	if person.to-person.from > 1 && !strings.Contains(e.name, " ") {
		e.name = person.words()
	}
	// what stands before the name is a role: "ISIS leader Abu Bakr al-Baghdadi"
	if person.from > np.from && e.role == "" {
		for k := np.from; k < person.from; k++ {
			if lexicon.people[s.lemma(k)] != nil || titles[s.lower(k)] {
				e.role = strings.TrimSpace(strings.TrimPrefix(r.quote(s.span(np.from, person.from)), "the "))
			}
		}
		if actor != nil && actor.to <= person.from {
			e.org = actor.words()
		} else if org != nil && org.to <= person.from {
			e.org = org.words()
		}
		for k := np.from; k < person.from; k++ {
			if pn := lexicon.people[s.lemma(k)]; pn != nil {
				e.side, e.class = pn.side, pn.kind
			}
		}
	}
	return e
}

// members are people of a named actor: "rival Taliban fighters".
func (r *reading) members(np *nounPhrase, pn *peopleNoun, actor *name) *entity {
	of := r.actorEntity(actor)
	e := &entity{kind: entFighters, class: pn.kind, side: of.side, name: np.words(), actors: of.actors, member: true}
	switch pn.kind {
	case "official", "civilian", "crowd":
		e.kind = entOfficial
		if of.side == dateline.ArmedGroup && pn.kind != "official" {
			e.kind = entFighters
		}
	case "armed":
		if of.side == dateline.State {
			e.side = dateline.ArmedGroup // "army-linked gunmen" are no soldiers
		}
	}
	e.key = "members:" + of.key
	if np.definite() && !np.has("rival") {
		for i := len(r.entities) - 1; i >= 0; i-- {
			if r.entities[i].key == e.key {
				return r.entities[i]
			}
		}
	}
	r.entities = append(r.entities, e)
	return e
}

// memberOf is the group named behind "members of", "fighters from".
func (r *reading) memberOf(np *nounPhrase) *name {
	s := np.s
	if np.at < 0 || np.at+2 >= len(s.chunks) || s.chunks[np.at+1].kind != chunkPrep || s.chunks[np.at+2].np == nil {
		return nil
	}
	switch s.chunks[np.at+1].word {
	case "of", "from":
	default:
		return nil
	}
	switch np.headLemma() {
	case "member", "fighter", "militant", "supporter", "follower", "leader", "commander", "operative", "spokesman", "spokesperson", "cell", "dozen", "faction", "wing":
	default:
		return nil
	}
	nps, _ := s.list(np.at + 2)
	for _, o := range nps {
		for _, n := range o.names {
			if n.kind == nameActor {
				return n
			}
		}
	}
	return nil
}

// peopleEntity is people named by a common noun. "The gunmen" are the gunmen
// told of before; "the group" is the group that the report is about.
func (r *reading) peopleEntity(np *nounPhrase, pn *peopleNoun) *entity {
	s := np.s
	head := np.headLemma()
	e := &entity{class: pn.kind, side: pn.side, name: np.words(), key: "people:" + head}
	switch pn.kind {
	case "armed", "military", "police", "force":
		e.kind = entFighters
	case "armedgroup":
		e.kind = entGroup
		if np.owner == nil && !np.definite() && !lexicon.adjectival[s.lower(np.head-1)] && !armedAdjective(np) {
			e.kind, e.side = entOther, dateline.UnknownSide
		}
	case "official":
		e.kind = entOfficial
	case "leader":
		e.kind, e.class, e.side = entOfficial, "official", dateline.UnknownSide
		if armedAdjective(np) || np.has("militia", "gang", "cartel", "guerrilla", "separatist") {
			e.kind, e.class, e.side = entFighters, "armed", dateline.ArmedGroup
		}
	case "crowd":
		e.kind = entCrowd
	default:
		e.kind = entCivilian
		if np.has("armed", "masked", "hooded") && !np.has("unarmed") {
			e.kind, e.class, e.side = entFighters, "armed", dateline.ArmedGroup
		}
		if np.has("security", "military", "army", "police") && (head == "staff" || head == "member" || head == "employee") {
			e.kind, e.class, e.side = entFighters, "force", dateline.State
		}
	}
	if head == "officer" && !np.has("police", "army", "military", "security", "intelligence", "prison") && np.has("electoral", "health", "medical", "press", "information", "chief") {
		e.kind, e.class = entOfficial, "official"
	}
	if np.has("suspect", "suspected") && e.class == "police" {
		e.class, e.side = "armed", dateline.ArmedGroup
	}
	e.countries = r.countriesOf(np)
	if pn.kind == "armedgroup" && np.definite() && np.det != "" && len(np.names) == 0 && (np.owner == nil || np.det == "the") {
		if g := r.salientGroup(s); g != nil {
			return g
		}
	}
	if np.definite() && e.kind == entFighters && np.qty == nil {
		if prev := r.lastFighters(e, np); prev != nil {
			return prev
		}
	}
	if np.definite() && e.kind == entCivilian && np.qty == nil {
		for i := len(r.entities) - 1; i >= 0; i-- {
			if r.entities[i].key == e.key {
				return r.entities[i]
			}
		}
	}
	if o := np.owner; o != nil && o.ent != nil && o.ent.kind == entGroup && (e.kind == entFighters || ofGroup[head]) {
		// "its men", "the group's fighters"
		e.kind, e.actors, e.member, e.side = entFighters, o.ent.actors, true, o.ent.side
		if e.class == "civilian" {
			e.class = "armed"
		}
	}
	r.entities = append(r.entities, e)
	return e
}

var ofGroup = setOf("man", "member", "boy", "youth", "people", "son", "brother", "cadre", "operative")

func armedAdjective(np *nounPhrase) bool {
	return np.has("armed", "militant", "insurgent", "rebel", "extremist", "jihadist", "terrorist", "islamist", "separatist", "guerrilla", "paramilitary", "criminal", "terror")
}

func (r *reading) countriesOf(np *nounPhrase) []gazetteer.ID {
	for k := np.from; k < np.to; k++ {
		if ids := np.s.demonyms[k]; len(ids) > 0 {
			return ids
		}
		if n := np.s.nameOver(k); n != nil && n.kind == namePlace && n.placed {
			return []gazetteer.ID{n.place}
		}
	}
	if np.owner != nil && np.owner.ent != nil && np.owner.ent.place != nil && np.owner.ent.place.placed {
		return []gazetteer.ID{np.owner.ent.place.place}
	}
	return nil
}

// salientGroup is the group that "the group" means: one told of often, and of
// late. A body wins over its own branch.

func (r *reading) salientGroup(s *sentence) *entity {
	var best *entity
	top := 0
	for _, e := range r.entities {
		if e.kind != entGroup || e.side != dateline.ArmedGroup || len(e.mentions) == 0 {
			continue
		}
		score := 0
		for _, m := range e.mentions {
			if m.s.at > s.at {
				continue
			}
			score += 2
			if d := s.at - m.s.at; d <= 2 {
				score += 3 - d
			}
		}
		if id := e.actor(); id != nil && strings.Contains(string(*id), "/") {
			score -= 3
		}
		if score > top {
			best, top = e, score
		}
	}
	return best
}

// lastFighters is the latest entity that "the militants" or "the soldiers" may
// mean.
func (r *reading) lastFighters(e *entity, np *nounPhrase) *entity {
	for i := len(r.entities) - 1; i >= 0; i-- {
		p := r.entities[i]
		if len(p.mentions) == 0 || np.s.at-p.mentions[len(p.mentions)-1].s.at > 6 {
			continue
		}
		if p.kind != entFighters && !(p.kind == entGroup && e.class == "armed") {
			continue
		}
		if p.side != e.side || len(e.countries) > 0 && len(p.countries) > 0 && e.countries[0] != p.countries[0] {
			continue
		}
		if (np.owner != nil || len(e.countries) > 0) && (p.key != e.key || len(p.countries) == 0) {
			continue
		}
		if e.class == "armed" || p.class == e.class && p.key == e.key {
			return p
		}
	}
	return nil
}

// personBefore is the person named last before a pronoun, in this sentence or
// the three before it, unless someone without a name spoke since.
func (r *reading) personBefore(np *nounPhrase) *entity {
	for back := 0; back <= 3 && np.s.at-back >= 0; back++ {
		p := r.sentences[np.s.at-back]
		var person, other *entity
		for ci := range p.chunks {
			m := p.chunks[ci].np
			if m == nil || m.ent == nil || back == 0 && m.from >= np.from {
				continue
			}
			if m.ent.kind == entPerson {
				person = m.ent
			} else if (m.ent.kind == entOfficial || m.ent.kind == entCivilian && m.ent.class != "number") && !m.plural && other == nil && ci == 0 {
				other = m.ent
			}
		}
		if person != nil {
			return person
		}
		if other != nil {
			return nil
		}
	}
	return nil
}

// pronoun resolves it, they, he, she and their possessives by number and
// kind, the nearest before first, subjects of the same sentence above all.
func (r *reading) pronoun(np *nounPhrase) *entity {
	s := np.s
	var want func(e *entity) bool
	switch np.pronoun {
	case "he", "she", "his", "her", "him", "himself", "herself":
		if p := r.personBefore(np); p != nil {
			return p
		}
		want = func(e *entity) bool {
			return (e.kind == entOfficial || e.kind == entCivilian && e.class != "number") && len(e.mentions) > 0 && !e.mentions[0].plural
		}
	case "it", "its", "itself":
		want = func(e *entity) bool {
			return e.kind == entGroup || e.kind == entOrganisation || e.kind == entOfficial && e.class == "official" || e.kind == entFighters && massNoun[strings.TrimPrefix(e.key, "people:")]
		}
	case "they", "their", "them", "themselves":
		want = func(e *entity) bool {
			return e.kind == entFighters || e.kind == entGroup || e.kind == entCivilian && e.class != "number" || e.kind == entCrowd
		}
	default:
		return nil
	}
	for back := 0; back <= 3; back++ {
		if s.at-back < 0 {
			break
		}
		p := r.sentences[s.at-back]
		if !p.opensEvents() {
			continue
		}
		var found, second *entity
		for ci := range p.chunks {
			m := p.chunks[ci].np
			if m == nil || m == np || back == 0 && m.from >= np.from {
				continue
			}
			if m.ent != nil && want(m.ent) {
				// the first of the sentence is its subject; in the same
				// sentence the subject also leads
				if found == nil {
					found = m.ent
				}
			}
			if m.owner != nil && m.owner.ent != nil && want(m.owner.ent) && second == nil {
				second = m.owner.ent
			}
		}
		if found != nil {
			return found
		}
		if second != nil {
			return second
		}
	}
	if strings.HasPrefix(np.pronoun, "it") {
		return r.salientGroup(s)
	}
	return nil
}
