package reader

import (
	"dateline"
	"dateline/gazetteer"
)

// People told of by a common noun ("gunmen", "the soldiers", "Taliban
// fighters"): whose side they are on, and whether they were told of before.

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

var massNoun = setOf("police", "personnel", "staff", "population", "crowd", "military", "army", "force", "community", "family", "household", "government", "patrol", "public", "people")
