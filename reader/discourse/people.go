package discourse

import (
	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"slices"
)

// People told of by a common noun ("gunmen", "the soldiers", "Taliban
// fighters"): whose side they are on, and whether they were told of before.

// members are people of a named actor: "rival Taliban fighters".
func (m *Model) members(np *syntax.NounPhrase, pn *lexicon.Noun, actor *syntax.Name) *Entity {
	of := m.actorEntity(actor)
	e := &Entity{Kind: Fighters, Class: pn.Kind, Side: of.Side, Name: np.Words(), Actors: of.Actors, Member: true}
	switch pn.Kind {
	case "official", "civilian", "crowd":
		e.Kind = Official
		if of.Side == dateline.ArmedGroup && pn.Kind != "official" {
			e.Kind = Fighters
		}
	case "armed":
		if of.Side == dateline.State {
			e.Side = dateline.ArmedGroup // "army-linked gunmen" are no soldiers
		}
	}
	e.Key = "members:" + of.Key
	if np.Definite() && !np.Has("rival") {
		for i := len(m.Entities) - 1; i >= 0; i-- {
			if m.Entities[i].Key == e.Key {
				return m.Entities[i]
			}
		}
	}
	m.Entities = append(m.Entities, e)
	return e
}

// memberOf is the group named behind "members of", "fighters from".
func (m *Model) memberOf(np *syntax.NounPhrase) *syntax.Name {
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
	case "member", "fighter", "militant", "supporter", "follower", "leader", "commander", "operative", "spokesman", "spokesperson", "cell", "dozen", "faction", "wing",
		"rebel", "guerrilla", "insurgent", "gunman", "militiaman", "combatant":
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
func (m *Model) peopleEntity(np *syntax.NounPhrase, pn *lexicon.Noun) *Entity {
	s := np.In
	head := np.HeadLemma()
	e := &Entity{Class: pn.Kind, Side: pn.Side, Name: np.Words(), Key: "people:" + head}
	switch pn.Kind {
	case "armed", "military", "police", "force":
		e.Kind = Fighters
	case "armedgroup":
		e.Kind = Group
		if np.Owner == nil && !np.Definite() && !lexicon.Adjectival(s.Lower(np.Head-1)) && !armedAdjective(np) {
			e.Kind, e.Side = Other, dateline.UnknownSide
		}
	case "official":
		e.Kind = Official
	case "leader":
		e.Kind, e.Class, e.Side = Official, "official", dateline.UnknownSide
		if armedAdjective(np) || np.Has("militia", "gang", "cartel", "guerrilla", "separatist") {
			e.Kind, e.Class, e.Side = Fighters, "armed", dateline.ArmedGroup
		}
	case "crowd":
		e.Kind = Crowd
	default:
		e.Kind = Civilian
		if np.Has("armed", "masked", "hooded") && !np.Has("unarmed") {
			e.Kind, e.Class, e.Side = Fighters, "armed", dateline.ArmedGroup
		}
		if np.Has("security", "military", "army", "police") && (head == "staff" || head == "member" || head == "employee") {
			e.Kind, e.Class, e.Side = Fighters, "force", dateline.State
		}
	}
	if s.Lower(np.To) == "of" && memberNouns[head] && e.Kind == Civilian {
		if of := bodyBehind(np); of != nil {
			e.Kind, e.Class, e.Side = Fighters, of.Kind, of.Side // "members of a tribal militia"
		}
	}
	if head == "officer" && !np.Has("police", "army", "military", "security", "intelligence", "prison") && np.Has("electoral", "health", "medical", "press", "information", "chief") {
		e.Kind, e.Class = Official, "official"
	}
	if e.Class == "armed" && np.Has("police", "army", "military", "navy") && !armedAdjective(np) {
		e.Class, e.Side = "police", dateline.State // "the police commander"
		if !np.Has("police") {
			e.Class = "military"
		}
	}
	if np.Has("suspect", "suspected") && e.Class == "police" {
		e.Class, e.Side = "armed", dateline.ArmedGroup
	}
	e.Countries = m.CountriesOf(np)
	if q := np.Quantity; pn.Kind == "armedgroup" && (np.Det == "both" || np.Det == "the" && q != nil && q.Low != nil && *q.Low == 2) {
		if both := m.twoGroups(np); both != nil {
			return both
		}
	} else if pn.Kind == "armedgroup" && q == nil && np.Definite() && np.Det != "" && len(np.Names) == 0 && (np.Owner == nil || np.Det == "the") {
		if g := m.SalientGroup(s); g != nil {
			return g
		}
	}
	if np.Definite() && e.Kind == Fighters && np.Quantity == nil {
		if prev := m.lastFighters(e, np); prev != nil {
			return prev
		}
	}
	if np.Definite() && e.Kind == Civilian && np.Quantity == nil {
		for i := len(m.Entities) - 1; i >= 0; i-- {
			if m.Entities[i].Key == e.Key {
				return m.Entities[i]
			}
		}
	}
	if o := np.Owner; o != nil && Referent(o) != nil && Referent(o).Kind == Group && (e.Kind == Fighters || ofGroup[head]) {
		// "its men", "the group's fighters"
		e.Kind, e.Actors, e.Member, e.Side = Fighters, Referent(o).Actors, true, Referent(o).Side
		e.Name = Referent(o).Name // what its men do, the group does
		if e.Class == "civilian" {
			e.Class = "armed"
		}
	}
	m.Entities = append(m.Entities, e)
	return e
}

// bodyBehind is what the noun behind "of" says of the members before it, nil where it is
// no body under arms.
func bodyBehind(np *syntax.NounPhrase) *lexicon.Noun {
	s := np.In
	if np.At < 0 || np.At+2 >= len(s.Chunks) || s.Chunks[np.At+1].Kind != syntax.Prep || s.Chunks[np.At+2].NP == nil {
		return nil
	}
	of := s.Chunks[np.At+2].NP
	if s.NameOver(of.Head) != nil {
		return nil
	}
	switch n := lexicon.People(of.HeadLemma()); {
	case n == nil:
	case n.Kind == "military" || n.Kind == "police" || n.Kind == "armed":
		return n
	case n.Kind == "armedgroup" && (of.HeadLemma() == "militia" || of.HeadLemma() == "gang" || of.HeadLemma() == "cartel" || armedAdjective(of)):
		return &lexicon.Noun{Kind: "armed", Side: n.Side}
	}
	return nil
}

var memberNouns = lexicon.Of("member", "man", "youth")

var ofGroup = lexicon.Of("man", "member", "boy", "youth", "people", "son", "brother", "cadre", "operative")

func armedAdjective(np *syntax.NounPhrase) bool {
	return np.Has("armed", "militant", "insurgent", "rebel", "extremist", "jihadist", "terrorist", "islamist", "separatist", "guerrilla", "paramilitary", "criminal", "terror")
}

// CountriesOf are the countries, or the place, that a phrase for people names as
// theirs; nil when it names none.
func (m *Model) CountriesOf(np *syntax.NounPhrase) []gazetteer.ID {
	for k := np.From; k < np.To; k++ {
		if ids := np.In.CountriesAt(k); len(ids) > 0 {
			return ids
		}
		if n := np.In.NameOver(k); n != nil && n.Kind == syntax.PlaceName && n.Placed {
			return []gazetteer.ID{n.Place}
		}
	}
	if np.Owner != nil && Referent(np.Owner) != nil && Referent(np.Owner).Place != nil && Referent(np.Owner).Place.Placed {
		return []gazetteer.ID{Referent(np.Owner).Place.Place}
	}
	return nil
}

// lastFighters is the latest entity that "the militants" or "the soldiers" may
// mean.
func (m *Model) lastFighters(e *Entity, np *syntax.NounPhrase) *Entity {
	for i := len(m.Entities) - 1; i >= 0; i-- {
		p := m.Entities[i]
		if len(p.Mentions) == 0 || np.In.At-p.Mentions[len(p.Mentions)-1].In.At > 6 {
			continue
		}
		if p.Kind != Fighters && !(p.Kind == Group && e.Class == "armed") {
			continue
		}
		if p.Kind == Fighters && !np.Plural && !slices.ContainsFunc(p.Mentions, func(o *syntax.NounPhrase) bool { return !o.Plural }) {
			continue // "the commander" is not the gunmen
		}
		if p.Side != e.Side || len(e.Countries) > 0 && len(p.Countries) > 0 && e.Countries[0] != p.Countries[0] {
			continue
		}
		if (np.Owner != nil || len(e.Countries) > 0) && (p.Key != e.Key || len(p.Countries) == 0) {
			continue
		}
		if e.Class == "armed" || p.Class == e.Class && p.Key == e.Key {
			return p
		}
	}
	return nil
}
