package reader

import (
	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
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
	mentions  []*syntax.NounPhrase
	countries []gazetteer.ID
	place     *syntax.Name
	person    *syntax.Name
	role      string // of a person: "security analyst"
	org       string // of a person: whom they speak for
	member    bool   // people of an actor, not the actor itself
}

// referent is the entity that a phrase stands for; nil when it stands for none
// that is known.
func referent(np *syntax.NounPhrase) *entity {
	e, _ := np.Referent.(*entity)
	return e
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
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil {
				continue
			}
			if np.Owner != nil {
				r.resolveOwner(np)
			}
			np.Referent = r.entityOf(np)
			if referent(np) != nil {
				referent(np).mentions = append(referent(np).mentions, np)
			}
		}
	}
}

func (r *reading) resolveOwner(np *syntax.NounPhrase) {
	o := np.Owner
	if o.Owner != nil {
		r.resolveOwner(o)
	}
	o.At = np.At
	o.Referent = r.entityOf(o)
	if referent(o) != nil {
		referent(o).mentions = append(referent(o).mentions, o)
	}
}

// entityOf decides what a noun phrase stands for: an entity told of before, or
// a new one.
func (r *reading) entityOf(np *syntax.NounPhrase) *entity {
	s := np.In
	if np.Pronoun != "" {
		return r.pronoun(np)
	}
	head := np.HeadLemma()
	pn := lexicon.People(head)
	if pn == nil {
		pn = lexicon.People(s.Lower(np.Head))
	}
	var actor, person, org *syntax.Name
	for _, n := range np.Names {
		switch n.Kind {
		case syntax.ActorName:
			actor = n
		case syntax.PersonName:
			person = n
		case syntax.OrganisationName:
			org = n
		}
	}
	headName := s.NameOver(np.Head)
	switch {
	case headName != nil && headName.Kind == syntax.PersonName:
		return r.personEntity(np, person, actor, org)
	case headName != nil && headName.Kind == syntax.ActorName:
		return r.actorEntity(headName)
	case headName != nil && headName.Kind == syntax.OrganisationName:
		return r.organisationEntity(headName)
	case headName != nil && headName.Kind == syntax.PlaceName:
		return r.keyed("place:"+headName.Words(), func() *entity {
			return &entity{kind: entPlace, name: headName.Words(), place: headName}
		})
	case headName != nil && headName.Kind == syntax.DemonymName:
		return &entity{kind: entCivilian, class: "civilian", side: dateline.Civilian, name: np.Words(), countries: headName.Places}
	case pn != nil && actor != nil && pn.Kind == "armedgroup":
		return r.actorEntity(actor)
	case pn != nil && (pn.Kind == "armed" || pn.Kind == "military" || pn.Kind == "force" || pn.Kind == "police") && org != nil:
		e := r.organisationEntity(org)
		return &entity{kind: entFighters, class: pn.Kind, side: e.side, name: np.Words(), actors: e.actors, key: "of:" + e.key, member: true}
	case pn != nil && actor != nil:
		return r.members(np, pn, actor)
	case pn != nil && r.memberOf(np) != nil:
		return r.members(np, &lexicon.Noun{Kind: "armed", Side: dateline.ArmedGroup}, r.memberOf(np))
	case pn != nil:
		return r.peopleEntity(np, pn)
	case np.Has("force", "troops") && s.Lower(np.Head) == "forces":
		return r.peopleEntity(np, &lexicon.Noun{Kind: "force", Side: dateline.State})
	case lexicon.Weapon(head):
		return &entity{kind: entWeapon, name: np.Words()}
	case lexicon.Property(head):
		e := &entity{kind: entProperty, name: np.Words()}
		if np.Has("police", "army", "military", "security", "naval", "air") {
			e.side = dateline.State
		}
		return e
	case actor != nil && np.Plural:
		return r.members(np, &lexicon.Noun{Kind: "member", Side: dateline.ArmedGroup}, actor)
	}
	if np.Quantity != nil && np.Head == np.Quantity.To-1 {
		if np.Det == "the" && np.Quantity.Low != nil {
			// "the six": those counted before
			for i := len(r.entities) - 1; i >= 0; i-- {
				for _, m := range r.entities[i].mentions {
					if m.Quantity != nil && m.Quantity.Low != nil && *m.Quantity.Low == *np.Quantity.Low && r.entities[i].people() {
						return r.entities[i]
					}
				}
			}
		}
		// a bare number: people, as the sentence says elsewhere
		return &entity{kind: entCivilian, class: "number", side: dateline.UnknownSide, name: np.Words()}
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
