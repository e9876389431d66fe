package reader

import (
	"dateline"
	"dateline/gazetteer"
)

// What noun phrases stand for. Each phrase is taken in order of the text, and
// stands for an entity told of before or for a new one; named actors, bodies
// and people come here, people by a common noun in people.go, pronouns in
// pronoun.go.

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
