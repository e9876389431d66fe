package discourse

import (
	"slices"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Chains: entities that other words stand for too. "An engineer, Ashok Pawar"
// are two phrases and two entities of different kinds, for the events that ask
// what a phrase is; Root is who it is.

// Root is the entity that stands for all that are the same; itself for one that
// nothing else is. It may be asked of nil.
func (e *Entity) Root() *Entity {
	for e != nil && e.same != nil {
		e = e.same
	}
	return e
}

// unite notes that two entities are the same. The named one stands for both.
// It refuses two that have different names.
func (m *Model) unite(a, b *Entity) bool {
	a, b = a.Root(), b.Root()
	if a == nil || b == nil || a == b {
		return false
	}
	an, bn := m.ProperName(a), m.ProperName(b)
	if an != "" && bn != "" && an != bn {
		return false
	}
	if an == "" && bn != "" {
		a, b = b, a
	}
	b.same = a
	a.parts = append(append(a.parts, b), b.parts...)
	b.parts = nil
	return true
}

// Told are all phrases that stand for the entity, by any of its parts; ordered
// within a part only.
func (e *Entity) Told() []*syntax.NounPhrase {
	if len(e.parts) == 0 {
		return e.Mentions
	}
	out := slices.Clone(e.Mentions)
	for _, p := range e.parts {
		out = append(out, p.Mentions...)
	}
	return out
}

// last is the phrase before another that stands for the entity, the nearest; nil
// for none.
func (e *Entity) last(before *syntax.NounPhrase) *syntax.NounPhrase {
	var best *syntax.NounPhrase
	for _, list := range append([]*Entity{e}, e.parts...) {
		for i := len(list.Mentions) - 1; i >= 0; i-- {
			if o := list.Mentions[i]; o != before && precedes(o, before) {
				if best == nil || precedes(best, o) {
					best = o
				}
				break
			}
		}
	}
	return best
}

func precedes(a, b *syntax.NounPhrase) bool {
	return a.In.At < b.In.At || a.In.At == b.In.At && a.From < b.From
}

// joinNames unites what a sentence says is the same: appositions, predicates,
// what someone is identified as.
func (m *Model) joinNames(s *syntax.Sentence) {
	for ci := range s.Chunks {
		if np := s.Chunks[ci].NP; np != nil {
			if o := apposed(np); o != nil {
				m.unite(Referent(o), Referent(np))
			}
		}
		if vg := s.Chunks[ci].VG; vg != nil {
			m.joinPredicate(vg)
		}
	}
}

// apposed is the phrase that np stands in apposition to: one of both names, the
// other describes, and both may be the same by number and kind.
func apposed(np *syntax.NounPhrase) *syntax.NounPhrase {
	s := np.In
	i := np.At - 2
	if i < 0 || s.Chunks[i+1].Kind != syntax.Comma {
		return nil
	}
	o := s.Chunks[i].NP
	if o != nil && i >= 2 && o.Quantity != nil && o.Head == o.Quantity.To-1 && s.Chunks[i-1].Kind == syntax.Comma && s.Chunks[i-2].NP != nil {
		i, o = i-2, s.Chunks[i-2].NP // "Umar Said, 24, a baker"
	}
	for o != nil && i >= 2 && s.Chunks[i-1].Kind == syntax.Prep && s.Chunks[i-1].Word == "of" && s.Chunks[i-2].NP != nil && Referent(o).Kinded() != Person {
		i, o = i-2, s.Chunks[i-2].NP // "the head of the mission, Jan Aasland"
	}
	if o == nil || !mayBeSame(o, np) {
		return nil
	}
	if list, _ := s.List(o.At); slices.Contains(list, np) {
		return nil
	}
	// the apposition ends where a clause goes on, not in another noun's list
	j := np.At + 1
	for j+1 < len(s.Chunks) && s.Chunks[j].Kind == syntax.Prep && s.Chunks[j+1].NP != nil {
		j += 2
	}
	if j < len(s.Chunks) && s.Chunks[j].Kind == syntax.Conj {
		return nil
	}
	return o
}

// Kinded is the entity's kind, Other for nil.
func (e *Entity) Kinded() Kind {
	if e == nil {
		return Other
	}
	return e.Kind
}

// mayBeSame reports whether of two phrases one names and the other describes
// what may bear the name.
func mayBeSame(a, b *syntax.NounPhrase) bool {
	ea, eb := Referent(a), Referent(b)
	if ea == nil || eb == nil || a.Pronoun != "" || b.Pronoun != "" || ea.Member || eb.Member {
		return false
	}
	if headsName(b) && !headsName(a) {
		a, b, ea, eb = b, a, eb, ea
	}
	if !headsName(a) || headsName(b) {
		return false
	}
	switch ea.Kind {
	case Person:
		return !b.Plural && b.Quantity == nil && eb.Is(Fighters, Official, Civilian, Crowd) && eb.Class != "number" && !lexicon.MassNoun(b.HeadLemma()) && !bodies[b.HeadLemma()]
	case Group, Organisation, Official, Fighters:
		return !b.Plural && (eb.Is(Group, Other) && lexicon.People(b.HeadLemma()) != nil && lexicon.People(b.HeadLemma()).Kind == "armedgroup")
	}
	return false
}

// bodies are nouns that lists have among people and that no person is.
var bodies = lexicon.Of("government", "administration", "authority", "ministry", "regime", "parliament", "army", "navy", "police", "brigade", "battalion", "regiment", "garrison", "platoon", "squadron", "contingent", "patrol", "coalition", "family", "community", "tribe", "population", "crowd", "staff", "household", "body", "minority")

// headsName reports whether a phrase is headed by a name of an actor, body or person.
func headsName(np *syntax.NounPhrase) bool {
	n := np.In.NameOver(np.Head)
	return n != nil && (n.Kind == syntax.PersonName || n.Kind == syntax.ActorName || n.Kind == syntax.OrganisationName)
}

// joinPredicate unites by "the victim was X", "identified the gunman as X", "a
// man known as X", "a group calling itself X".
func (m *Model) joinPredicate(vg *syntax.VerbGroup) {
	s := vg.In
	switch vg.Lemma {
	case "be":
		if vg.Negated || vg.Modal != "" {
			return
		}
		a := s.ArgumentsOf(vg)
		if len(a.Subject) == 1 && len(a.Object) > 0 && mayBeSame(a.Subject[0], a.Object[0]) {
			m.unite(Referent(a.Subject[0]), Referent(a.Object[0]))
		}
	case "identify", "name", "know", "describe", "nickname", "call", "style":
		a := s.ArgumentsOf(vg)
		as := a.Prep("as")
		whom := a.Object
		if vg.Gerund && len(whom) > 0 && (whom[0].Pronoun == "itself" || whom[0].Pronoun == "themselves" || whom[0].Pronoun == "himself") {
			whom, as = a.Subject, a.Object[1:] // "a group calling itself X"
			if len(as) == 0 && a.Object[0].At+1 < len(s.Chunks) && s.Chunks[a.Object[0].At+1].NP != nil {
				as = []*syntax.NounPhrase{s.Chunks[a.Object[0].At+1].NP}
			}
		}
		if len(whom) > 0 && len(as) > 0 && mayBeSame(whom[0], as[0]) {
			m.unite(Referent(whom[0]), Referent(as[0]))
		}
	}
}

// twoGroups is the two groups named last that one sentence names together, for
// "the two groups"; nil when no sentence before does.
func (m *Model) twoGroups(np *syntax.NounPhrase) *Entity {
	for at := np.In.At; at >= 0 && at >= np.In.At-6; at-- {
		if two := m.namedPair(at); two != nil {
			return m.together(two...)
		}
	}
	return nil
}

// together is the entity of several that one phrase stands for.
func (m *Model) together(all ...*Entity) *Entity {
	key, name := "together", ""
	for _, e := range all {
		key += "|" + e.Key
		if name != "" {
			name += " and "
		}
		name += e.Name
	}
	return m.keyed(key, func() *Entity {
		return &Entity{Kind: all[0].Kind, Class: all[0].Class, Side: all[0].Side, Name: name, Both: all}
	})
}

// namePairs gives "two armed groups" the names that the next sentences name
// together: a report says first how many, then who.
func (m *Model) namePairs() {
	for _, e := range m.Entities {
		at := slices.IndexFunc(e.Mentions, pair)
		if e.Kind != Group || e.Both != nil || e.Actors != nil || at < 0 {
			continue
		}
		from := e.Mentions[at].In.At
		for at := from; at <= from+2 && at < len(m.Sentences) && e.Both == nil; at++ {
			if two := m.namedPair(at); two != nil && !slices.Contains(two, e) {
				e.Both = two
			}
		}
	}
}

// namedPair is the first two armed groups that a sentence names one beside the other:
// "A and B", "A with B". Nil for none.
func (m *Model) namedPair(at int) []*Entity {
	var before *Entity
	joined := false
	for _, c := range m.Sentences[at].Chunks {
		switch {
		case c.Kind == syntax.Conj || c.Kind == syntax.Prep && c.Word == "with":
			joined = true
		case c.VG != nil:
			before, joined = nil, false
		case c.NP != nil && headsName(c.NP):
			e := Referent(c.NP).Root()
			if !e.Is(Group) || e.Side != dateline.ArmedGroup || e.Both != nil {
				continue
			}
			if joined && before != nil && before != e {
				return []*Entity{before, e}
			}
			before, joined = e, false
		}
	}
	return nil
}

// pair reports whether a phrase counts two: "two rebel groups", "two of the groups".
func pair(np *syntax.NounPhrase) bool {
	two := func(q *syntax.Quantity) bool {
		return q != nil && q.Low != nil && q.High != nil && *q.Low == 2 && *q.High == 2
	}
	s := np.In
	if np.At >= 2 && s.Chunks[np.At-1].Word == "of" && s.Chunks[np.At-2].NP != nil && two(s.Chunks[np.At-2].NP.Quantity) {
		return true
	}
	return two(np.Quantity)
}
