package reader

import (
	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// People told of by a common noun ("gunmen", "the soldiers", "Taliban
// fighters"): whose side they are on, and whether they were told of before.

// members are people of a named actor: "rival Taliban fighters".
func (r *reading) members(np *syntax.NounPhrase, pn *lexicon.Noun, actor *syntax.Name) *entity {
	of := r.actorEntity(actor)
	e := &entity{kind: entFighters, class: pn.Kind, side: of.side, name: np.Words(), actors: of.actors, member: true}
	switch pn.Kind {
	case "official", "civilian", "crowd":
		e.kind = entOfficial
		if of.side == dateline.ArmedGroup && pn.Kind != "official" {
			e.kind = entFighters
		}
	case "armed":
		if of.side == dateline.State {
			e.side = dateline.ArmedGroup // "army-linked gunmen" are no soldiers
		}
	}
	e.key = "members:" + of.key
	if np.Definite() && !np.Has("rival") {
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
func (r *reading) memberOf(np *syntax.NounPhrase) *syntax.Name {
	s := np.In
	if np.At < 0 || np.At+2 >= len(s.Chunks) || s.Chunks[np.At+1].Kind != syntax.Prep || s.Chunks[np.At+2].NP == nil {
		return nil
	}
	switch s.Chunks[np.At+1].Word {
	case "of", "from":
	default:
		return nil
	}
	switch np.HeadLemma() {
	case "member", "fighter", "militant", "supporter", "follower", "leader", "commander", "operative", "spokesman", "spokesperson", "cell", "dozen", "faction", "wing":
	default:
		return nil
	}
	nps, _ := s.List(np.At + 2)
	for _, o := range nps {
		for _, n := range o.Names {
			if n.Kind == syntax.ActorName {
				return n
			}
		}
	}
	return nil
}

// peopleEntity is people named by a common noun. "The gunmen" are the gunmen
// told of before; "the group" is the group that the report is about.
func (r *reading) peopleEntity(np *syntax.NounPhrase, pn *lexicon.Noun) *entity {
	s := np.In
	head := np.HeadLemma()
	e := &entity{class: pn.Kind, side: pn.Side, name: np.Words(), key: "people:" + head}
	switch pn.Kind {
	case "armed", "military", "police", "force":
		e.kind = entFighters
	case "armedgroup":
		e.kind = entGroup
		if np.Owner == nil && !np.Definite() && !lexicon.Adjectival(s.Lower(np.Head-1)) && !armedAdjective(np) {
			e.kind, e.side = entOther, dateline.UnknownSide
		}
	case "official":
		e.kind = entOfficial
	case "leader":
		e.kind, e.class, e.side = entOfficial, "official", dateline.UnknownSide
		if armedAdjective(np) || np.Has("militia", "gang", "cartel", "guerrilla", "separatist") {
			e.kind, e.class, e.side = entFighters, "armed", dateline.ArmedGroup
		}
	case "crowd":
		e.kind = entCrowd
	default:
		e.kind = entCivilian
		if np.Has("armed", "masked", "hooded") && !np.Has("unarmed") {
			e.kind, e.class, e.side = entFighters, "armed", dateline.ArmedGroup
		}
		if np.Has("security", "military", "army", "police") && (head == "staff" || head == "member" || head == "employee") {
			e.kind, e.class, e.side = entFighters, "force", dateline.State
		}
	}
	if head == "officer" && !np.Has("police", "army", "military", "security", "intelligence", "prison") && np.Has("electoral", "health", "medical", "press", "information", "chief") {
		e.kind, e.class = entOfficial, "official"
	}
	if np.Has("suspect", "suspected") && e.class == "police" {
		e.class, e.side = "armed", dateline.ArmedGroup
	}
	e.countries = r.countriesOf(np)
	if pn.Kind == "armedgroup" && np.Definite() && np.Det != "" && len(np.Names) == 0 && (np.Owner == nil || np.Det == "the") {
		if g := r.salientGroup(s); g != nil {
			return g
		}
	}
	if np.Definite() && e.kind == entFighters && np.Quantity == nil {
		if prev := r.lastFighters(e, np); prev != nil {
			return prev
		}
	}
	if np.Definite() && e.kind == entCivilian && np.Quantity == nil {
		for i := len(r.entities) - 1; i >= 0; i-- {
			if r.entities[i].key == e.key {
				return r.entities[i]
			}
		}
	}
	if o := np.Owner; o != nil && referent(o) != nil && referent(o).kind == entGroup && (e.kind == entFighters || ofGroup[head]) {
		// "its men", "the group's fighters"
		e.kind, e.actors, e.member, e.side = entFighters, referent(o).actors, true, referent(o).side
		if e.class == "civilian" {
			e.class = "armed"
		}
	}
	r.entities = append(r.entities, e)
	return e
}

var ofGroup = lexicon.Of("man", "member", "boy", "youth", "people", "son", "brother", "cadre", "operative")

func armedAdjective(np *syntax.NounPhrase) bool {
	return np.Has("armed", "militant", "insurgent", "rebel", "extremist", "jihadist", "terrorist", "islamist", "separatist", "guerrilla", "paramilitary", "criminal", "terror")
}

func (r *reading) countriesOf(np *syntax.NounPhrase) []gazetteer.ID {
	for k := np.From; k < np.To; k++ {
		if ids := np.In.CountriesAt(k); len(ids) > 0 {
			return ids
		}
		if n := np.In.NameOver(k); n != nil && n.Kind == syntax.PlaceName && n.Placed {
			return []gazetteer.ID{n.Place}
		}
	}
	if np.Owner != nil && referent(np.Owner) != nil && referent(np.Owner).place != nil && referent(np.Owner).place.Placed {
		return []gazetteer.ID{referent(np.Owner).place.Place}
	}
	return nil
}

// lastFighters is the latest entity that "the militants" or "the soldiers" may
// mean.
func (r *reading) lastFighters(e *entity, np *syntax.NounPhrase) *entity {
	for i := len(r.entities) - 1; i >= 0; i-- {
		p := r.entities[i]
		if len(p.mentions) == 0 || np.In.At-p.mentions[len(p.mentions)-1].In.At > 6 {
			continue
		}
		if p.kind != entFighters && !(p.kind == entGroup && e.class == "armed") {
			continue
		}
		if p.side != e.side || len(e.countries) > 0 && len(p.countries) > 0 && e.countries[0] != p.countries[0] {
			continue
		}
		if (np.Owner != nil || len(e.countries) > 0) && (p.key != e.key || len(p.countries) == 0) {
			continue
		}
		if e.class == "armed" || p.class == e.class && p.key == e.key {
			return p
		}
	}
	return nil
}

var massNoun = lexicon.Of("police", "personnel", "staff", "population", "crowd", "military", "army", "force", "community", "family", "household", "government", "patrol", "public", "people")
