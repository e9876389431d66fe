package discourse

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// What noun phrases stand for. Each phrase is taken in order of the text, and
// stands for an entity told of before or for a new one; named actors, bodies
// and people come here, people by a common noun in people.go, pronouns in
// pronoun.go.

// A Kind is what sort of thing an entity is, as far as events ask.
type Kind uint8

// The kinds of entities.
const (
	Other        Kind = iota
	Group             // an armed group or force as such, named or not
	Fighters          // people of an armed side: gunmen, soldiers, Taliban fighters
	Official          // a government, ministry or office-holder
	Civilian          // people who do not fight
	Crowd             // protesters, rioters
	Person            // someone named
	Organisation      // a named body that is not armed
	Place
	Weapon
	Property // what can be damaged or held: a market, a convoy
)

// An Entity is what noun phrases of one report stand for when they stand for
// the same.
type Entity struct {
	Kind      Kind
	Class     string // of the noun for people: armed, military, police, official …; "number" for a bare number
	Side      dateline.Side
	Actors    []dateline.ActorID   // the register's candidates, of people those of their group
	Name      string               // the words that name it best
	Key       string               // what a later phrase must share to stand for the same
	Mentions  []*syntax.NounPhrase // the phrases that stand for it, in order
	Countries []gazetteer.ID       // of people: whose they are said to be ("Pakistani soldiers")
	Place     *syntax.Name         // of a place: its first name
	Role      string               // of a person: "security analyst"
	Org       string               // of a person: whom they speak for
	Member    bool                 // people of an actor, not the actor itself
	Both      []*Entity            // of several that one phrase stands for ("the two groups"): each

	same  *Entity   // the entity that this is too; nil for none
	parts []*Entity // of a root: all that have it as root
}

// Referent is the entity that a phrase stands for; nil when none is known.
func Referent(np *syntax.NounPhrase) *Entity {
	e, _ := np.Referent.(*Entity)
	return e
}

// Actor is the register's entry that the entity is, or whose people it is; nil
// when there is none or more than one.
func (e *Entity) Actor() *dateline.ActorID {
	if e == nil || len(e.Actors) != 1 || e.Kind == Person {
		return nil
	}
	id := e.Actors[0]
	return &id
}

// Is reports whether the entity is of one of the kinds. It may be asked of nil.
func (e *Entity) Is(kinds ...Kind) bool { return e != nil && slices.Contains(kinds, e.Kind) }

// Armed reports whether the entity is an armed side or people of one. It may be
// asked of nil.
func (e *Entity) Armed() bool {
	return e.Is(Group, Fighters)
}

// People reports whether the entity is people, not a body, place or thing. It
// may be asked of nil.
func (e *Entity) People() bool {
	return e.Is(Fighters, Official, Civilian, Crowd, Person)
}

func (m *Model) resolveEntities() {
	m.played = map[*syntax.NounPhrase]part{}
	m.acronyms()
	for _, s := range m.Sentences {
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil {
				continue
			}
			if np.Owner != nil {
				m.resolveOwner(np)
			}
			m.settle(np)
		}
		m.joinNames(s)
	}
	m.namePairs()
}

// settle decides what a phrase stands for and notes it.
func (m *Model) settle(np *syntax.NounPhrase) {
	np.Referent = m.refer(np, m.entityOf(np))
	if e := Referent(np); e != nil {
		e.Mentions = append(e.Mentions, np)
		m.recent = append(m.recent, np)
		if m.referrer != nil || m.teacher != nil {
			m.played[np] = m.partOf(np)
		}
	}
}

func (m *Model) resolveOwner(np *syntax.NounPhrase) {
	o := np.Owner
	if o.Owner != nil {
		m.resolveOwner(o)
	}
	o.At = np.At
	m.settle(o)
}

// entityOf decides what a noun phrase stands for: an entity told of before, or
// a new one.
func (m *Model) entityOf(np *syntax.NounPhrase) *Entity {
	s := np.In
	if np.Pronoun != "" {
		return m.pronoun(np)
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
		if person == nil {
			person = headName // of the possessor, as the phrase is cut
		}
		return m.personEntity(np, person, actor, org)
	case headName != nil && headName.Kind == syntax.ActorName:
		return m.actorEntity(headName)
	case headName != nil && headName.Kind == syntax.OrganisationName:
		return m.organisationEntity(headName)
	case headName != nil && headName.Kind == syntax.PlaceName:
		return m.keyed("place:"+headName.Words(), func() *Entity {
			return &Entity{Kind: Place, Name: headName.Words(), Place: headName}
		})
	case headName != nil && headName.Kind == syntax.DemonymName:
		return &Entity{Kind: Civilian, Class: "civilian", Side: dateline.Civilian, Name: np.Words(), Countries: headName.Places}
	case pn != nil && actor != nil && pn.Kind == "armedgroup":
		return m.actorEntity(actor)
	case pn != nil && (pn.Kind == "armed" || pn.Kind == "military" || pn.Kind == "force" || pn.Kind == "police") && org != nil:
		e := m.organisationEntity(org)
		return &Entity{Kind: Fighters, Class: pn.Kind, Side: e.Side, Name: np.Words(), Actors: e.Actors, Key: "of:" + e.Key, Member: true}
	case pn != nil && actor != nil:
		return m.members(np, pn, actor)
	case pn != nil && m.memberOf(np) != nil:
		return m.members(np, &lexicon.Noun{Kind: "armed", Side: dateline.ArmedGroup}, m.memberOf(np))
	case pn != nil:
		return m.peopleEntity(np, pn)
	case pn == nil && ageHead(s.Lower(np.Head)):
		return m.peopleEntity(np, &lexicon.Noun{Kind: "civilian", Side: dateline.Civilian})
	case np.Has("force", "troops") && s.Lower(np.Head) == "forces":
		return m.peopleEntity(np, &lexicon.Noun{Kind: "force", Side: dateline.State})
	case lexicon.Weapon(head):
		return &Entity{Kind: Weapon, Name: np.Words()}
	case lexicon.Property(head):
		e := &Entity{Kind: Property, Name: np.Words()}
		if np.Has("police", "army", "military", "security", "naval", "air") {
			e.Side = dateline.State
		}
		return e
	case actor != nil && np.Plural:
		return m.members(np, &lexicon.Noun{Kind: "member", Side: dateline.ArmedGroup}, actor)
	}
	if np.Quantity != nil && np.Head == np.Quantity.To-1 {
		if np.Det == "the" && np.Quantity.Low != nil {
			// "the six": those counted before
			for i := len(m.Entities) - 1; i >= 0; i-- {
				for _, o := range m.Entities[i].Mentions {
					if o.Quantity != nil && o.Quantity.Low != nil && *o.Quantity.Low == *np.Quantity.Low && m.Entities[i].People() {
						return m.Entities[i]
					}
				}
			}
		}
		// a bare number: people, as the sentence says elsewhere
		return &Entity{Kind: Civilian, Class: "number", Side: dateline.UnknownSide, Name: np.Words()}
	}
	return nil
}

// ageHead reports whether a word stands for someone by their age: "a
// 15-year-old".
func ageHead(w string) bool {
	return len(w) > 0 && w[0] >= '0' && w[0] <= '9' && (strings.HasSuffix(w, "-year-old") || strings.HasSuffix(w, "-year-olds") || strings.HasSuffix(w, "-month-old"))
}

func (m *Model) keyed(key string, make func() *Entity) *Entity {
	for _, e := range m.Entities {
		if e.Key == key {
			return e
		}
	}
	e := make()
	e.Key = key
	m.Entities = append(m.Entities, e)
	return e
}
