package reader

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
func (r *reading) acronyms() {
	found := map[string]*syntax.Name{}
	for _, s := range r.sentences {
		for _, n := range s.Names {
			if n.Kind == syntax.OrganisationName && s.Token(n.To).Text == "(" && s.Token(n.To+2).Text == ")" && syntax.AllCaps(s.Token(n.To+1).Text) {
				found[s.Token(n.To+1).Text] = n
			}
		}
	}
	if len(found) == 0 {
		return
	}
	for _, s := range r.sentences {
		for i := range s.Tokens {
			if n := found[s.Tokens[i].Text]; n != nil && s.NameOver(i) == nil {
				s.AddName(&syntax.Name{In: s, Kind: syntax.OrganisationName, From: i, To: i + 1, Same: n})
			}
		}
	}
}

func (r *reading) actorEntity0(n *syntax.Name) *entity {
	if n.Kind == syntax.OrganisationName {
		return r.organisationEntity(n)
	}
	return r.actorEntity(n)
}

func (r *reading) actorEntity(n *syntax.Name) *entity {
	key := "actor:" + strings.ToLower(n.Words())
	if len(n.Actors) == 1 {
		key = "actor:" + string(n.Actors[0])
	}
	return r.keyed(key, func() *entity {
		e := &entity{kind: entGroup, actors: n.Actors, name: n.Words(), side: dateline.ArmedGroup, class: "armedgroup"}
		if a, ok := r.rd.register.Actor(n.Actors[0]); ok {
			if a.Kind.State() {
				e.side, e.class = dateline.State, "military"
				if a.Kind == register.Police {
					e.class = "police"
				}
				if a.Kind == register.Government {
					e.kind, e.class = entOfficial, "official"
				}
			}
			if len(n.Actors) == 1 {
				e.name = a.Name
			}
		}
		return e
	})
}

// organisationEntity is a named body outside the register: an armed group when
// its name says so, else an institute, agency or office.
func (r *reading) organisationEntity(n *syntax.Name) *entity {
	full := n
	if n.Same != nil {
		full = n.Same
	}
	return r.keyed("org:"+strings.ToLower(full.Words()), func() *entity {
		e := &entity{kind: entOrganisation, name: full.Words()}
		s := full.In
		for k := full.From; k < full.To; k++ {
			if groupWords[s.Lower(k)] {
				e.kind, e.class, e.side = entGroup, "armedgroup", dateline.ArmedGroup
			}
		}
		for k := full.From; k < full.To; k++ {
			switch s.Lower(k) {
			case "ministry", "police", "government", "council", "court", "parliament", "party", "university", "institute", "agency", "office", "commission", "union", "bureau":
				e.kind, e.side = entOrganisation, ""
				if s.Lower(k) == "police" {
					e.kind, e.class, e.side = entFighters, "police", dateline.State
				}
			}
		}
		return e
	})
}

func (r *reading) personEntity(np *syntax.NounPhrase, person, actor, org *syntax.Name) *entity {
	s := np.In
	surname := s.Lower(person.To - 1)
	e := r.keyed("person:"+surname, func() *entity {
		return &entity{kind: entPerson, name: person.Words(), person: person, side: dateline.UnknownSide}
	})
	if person.To-person.From > 1 && !strings.Contains(e.name, " ") {
		e.name = person.Words()
	}
	// what stands before the name is a role: "ISIS leader Abu Bakr al-Baghdadi"
	if person.From > np.From && e.role == "" {
		for k := np.From; k < person.From; k++ {
			if lexicon.People(s.Lemma(k)) != nil || syntax.IsTitle(s.Lower(k)) {
				e.role = strings.TrimSpace(strings.TrimPrefix(r.quote(s.SpanOf(np.From, person.From)), "the "))
			}
		}
		if actor != nil && actor.To <= person.From {
			e.org = actor.Words()
		} else if org != nil && org.To <= person.From {
			e.org = org.Words()
		}
		for k := np.From; k < person.From; k++ {
			if pn := lexicon.People(s.Lemma(k)); pn != nil {
				e.side, e.class = pn.Side, pn.Kind
			}
		}
	}
	return e
}

func (r *reading) actorName(e *entity) string {
	if id := e.actor(); id != nil {
		if a, ok := r.rd.register.Actor(*id); ok {
			return a.Name
		}
	}
	return e.name
}
