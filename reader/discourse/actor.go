package discourse

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/register"
)

// Entities with a name: groups and forces of the register, bodies outside it,
// people, and the acronyms that stand for them.

// groupWords make a capitalised name the name of an armed group.
var groupWords = lexicon.Of("front", "movement", "brigade", "brigades", "militia", "army", "resistance", "jihad", "province", "wilayat", "wing", "mujahideen", "liberation", "fighters", "battalion", "column", "faction", "guards", "alliance", "cartel", "defence", "defense", "forces", "command", "coalition", "insurgents", "rebels")

// acronyms ties "(NLF)" to the name before it, through the whole report.
func (m *Model) acronyms() {
	found := map[string]*syntax.Name{}
	for _, s := range m.Sentences {
		for _, n := range s.Names {
			if n.Kind == syntax.OrganisationName && s.Token(n.To).Text == "(" && s.Token(n.To+2).Text == ")" && syntax.AllCaps(s.Token(n.To+1).Text) {
				found[s.Token(n.To+1).Text] = n
			}
		}
	}
	if len(found) == 0 {
		return
	}
	for _, s := range m.Sentences {
		for i := range s.Tokens {
			if n := found[s.Tokens[i].Text]; n != nil && s.NameOver(i) == nil {
				s.AddName(&syntax.Name{In: s, Kind: syntax.OrganisationName, From: i, To: i + 1, Same: n})
			}
		}
	}
}

// Named is the entity that a name of an actor or organisation stands for.
func (m *Model) Named(n *syntax.Name) *Entity {
	if n.Kind == syntax.OrganisationName {
		return m.organisationEntity(n)
	}
	return m.actorEntity(n)
}

func (m *Model) actorEntity(n *syntax.Name) *Entity {
	key := "actor:" + strings.ToLower(n.Words())
	if len(n.Actors) == 1 {
		key = "actor:" + string(n.Actors[0])
	}
	return m.keyed(key, func() *Entity {
		e := &Entity{Kind: Group, Actors: n.Actors, Name: n.Words(), Side: dateline.ArmedGroup, Class: "armedgroup"}
		if a, ok := m.register.Actor(n.Actors[0]); ok {
			if a.Kind.State() {
				e.Side, e.Class = dateline.State, "military"
				if a.Kind == register.Police {
					e.Class = "police"
				}
				if a.Kind == register.Government {
					e.Kind, e.Class = Official, "official"
				}
			}
			if len(n.Actors) == 1 {
				e.Name = a.Name
			}
		}
		return e
	})
}

// organisationEntity is a named body outside the register: an armed group when
// its name says so, else an institute, agency or office.
func (m *Model) organisationEntity(n *syntax.Name) *Entity {
	full := n
	if n.Same != nil {
		full = n.Same
	}
	return m.keyed("org:"+strings.ToLower(full.Words()), func() *Entity {
		e := &Entity{Kind: Organisation, Name: full.Words()}
		s := full.In
		for k := full.From; k < full.To; k++ {
			if groupWords[s.Lower(k)] {
				e.Kind, e.Class, e.Side = Group, "armedgroup", dateline.ArmedGroup
			}
		}
		for k := full.From; k < full.To; k++ {
			switch s.Lower(k) {
			case "ministry", "police", "government", "council", "court", "parliament", "party", "university", "institute", "agency", "office", "commission", "union", "bureau":
				e.Kind, e.Side = Organisation, ""
				if s.Lower(k) == "police" {
					e.Kind, e.Class, e.Side = Fighters, "police", dateline.State
				}
			}
		}
		return e
	})
}

func (m *Model) personEntity(np *syntax.NounPhrase, person, actor, org *syntax.Name) *Entity {
	if person == nil {
		person = np.In.NameOver(np.Head) // a name that goes on beyond the phrase
	}
	s := np.In
	surname := s.Lower(person.To - 1)
	e := m.keyed("person:"+surname, func() *Entity {
		return &Entity{Kind: Person, Name: person.Words(), Side: dateline.UnknownSide}
	})
	if person.To-person.From > 1 && !strings.Contains(e.Name, " ") {
		e.Name = person.Words()
	}
	// what stands before the name is a role: "ISIS leader Abu Bakr al-Baghdadi"
	if person.From > np.From && e.Role == "" {
		for k := np.From; k < person.From; k++ {
			if lexicon.People(s.Lemma(k)) != nil || syntax.IsTitle(s.Lower(k)) {
				e.Role = strings.TrimSpace(strings.TrimPrefix(m.Quote(s.SpanOf(np.From, person.From)), "the "))
			}
		}
		if actor != nil && actor.To <= person.From {
			e.Org = actor.Words()
		} else if org != nil && org.To <= person.From {
			e.Org = org.Words()
		}
		for k := np.From; k < person.From; k++ {
			if pn := lexicon.People(s.Lemma(k)); pn != nil {
				e.Side, e.Class = pn.Side, pn.Kind
			}
		}
	}
	return e
}

// ActorName is the register's name of the actor that an entity is, else the
// words that name it best.
func (m *Model) ActorName(e *Entity) string {
	if id := e.Actor(); id != nil {
		if a, ok := m.register.Actor(*id); ok {
			return a.Name
		}
	}
	return e.Name
}

// ProperName is the name that an entity goes by in the report or the register,
// "" for one that the report names nowhere.
func (m *Model) ProperName(e *Entity) string {
	if e.Actor() != nil && !e.Member {
		return m.ActorName(e)
	}
	for _, np := range e.Mentions {
		if n := np.In.NameOver(np.Head); n != nil && (n.Kind == syntax.PersonName || n.Kind == syntax.ActorName || n.Kind == syntax.OrganisationName) {
			return e.Name
		}
	}
	return ""
}
