package reader

import (
	"strings"

	"dateline"
	"dateline/register"
)

// Entities with a name: groups and forces of the register, bodies outside it,
// people, and the acronyms that stand for them.

// groupWords make a capitalised name the name of an armed group.
var groupWords = setOf("front", "movement", "brigade", "brigades", "militia", "army", "resistance", "jihad", "province", "wilayat", "wing", "mujahideen", "liberation", "fighters", "battalion", "column", "faction", "guards", "alliance", "cartel", "defence", "defense", "forces", "command", "coalition", "insurgents", "rebels")

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

func (r *reading) actorEntity0(n *name) *entity {
	if n.kind == nameOrganisation {
		return r.organisationEntity(n)
	}
	return r.actorEntity(n)
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

func (r *reading) actorName(e *entity) string {
	if id := e.actor(); id != nil {
		if a, ok := r.rd.register.Actor(*id); ok {
			return a.Name
		}
	}
	return e.name
}
