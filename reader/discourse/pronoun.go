package discourse

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Phrases that name nothing by themselves: pronouns and "the group". They take
// the nearest fit before them, subjects first.

// SalientGroup is the group that "the group" means in a sentence: one told of
// often, and of late; nil when none is. A body wins over its own branch.
func (m *Model) SalientGroup(s *syntax.Sentence) *Entity {
	var best *Entity
	top := 0
	for _, e := range m.Entities {
		if e.Kind != Group || e.Side != dateline.ArmedGroup || len(e.Mentions) == 0 {
			continue
		}
		score := 0
		for _, o := range e.Mentions {
			if o.In.At > s.At {
				continue
			}
			score += 2
			if d := s.At - o.In.At; d <= 2 {
				score += 3 - d
			}
		}
		if id := e.Actor(); id != nil && strings.Contains(string(*id), "/") {
			score -= 3
		}
		if score > top {
			best, top = e, score
		}
	}
	return best
}

// personBefore is the person named last before a pronoun, in this sentence or
// the three before it, unless someone without a name spoke since.
func (m *Model) personBefore(np *syntax.NounPhrase) *Entity {
	for back := 0; back <= 3 && np.In.At-back >= 0; back++ {
		p := m.Sentences[np.In.At-back]
		var person, other *Entity
		for ci := range p.Chunks {
			o := p.Chunks[ci].NP
			if o == nil || Referent(o) == nil || back == 0 && o.From >= np.From || p.Quoted[o.Head] && !np.In.Quoted[np.Head] {
				continue // whom a speaker speaks of is not the speaker
			}
			if Referent(o).Kind == Person {
				person = Referent(o)
			} else if (Referent(o).Kind == Official || Referent(o).Kind == Civilian && Referent(o).Class != "number") && !o.Plural && other == nil && ci == 0 {
				other = Referent(o)
			}
		}
		if person != nil {
			return person
		}
		if other != nil {
			return nil
		}
	}
	return nil
}

// pronoun resolves it, they, he, she and their possessives by number and
// kind, the nearest before first, subjects of the same sentence above all.
func (m *Model) pronoun(np *syntax.NounPhrase) *Entity {
	s := np.In
	var want func(e *Entity) bool
	switch np.Pronoun {
	case "he", "she", "his", "her", "him", "himself", "herself":
		if p := m.personBefore(np); p != nil {
			return p
		}
		want = func(e *Entity) bool {
			return (e.Kind == Official || e.Kind == Civilian && e.Class != "number") && len(e.Mentions) > 0 && !e.Mentions[0].Plural
		}
	case "it", "its", "itself":
		want = func(e *Entity) bool {
			return e.Kind == Group || e.Kind == Organisation || e.Kind == Official && e.Class == "official" || e.Kind == Fighters && lexicon.MassNoun(strings.TrimPrefix(e.Key, "people:"))
		}
	case "they", "their", "them", "themselves":
		want = func(e *Entity) bool {
			return e.Kind == Fighters || e.Kind == Group || e.Kind == Civilian && e.Class != "number" || e.Kind == Crowd
		}
	default:
		return nil
	}
	switch np.Pronoun {
	case "himself", "herself", "themselves":
		if o := doerTo(np); o.Is(Fighters) {
			return o // "a bomber killed herself"
		}
	}
	if np.Pronoun == "them" {
		// whom somebody does something to is somebody else: "the group handed them over"
		if o := doerTo(np); o != nil {
			fits := want
			want = func(e *Entity) bool { return !sameBody(e, o) && fits(e) }
		}
	}
	if strings.HasPrefix(np.Pronoun, "the") {
		if e := speakerBefore(np); e != nil && want(e) {
			return e
		}
	}
	for back := 0; back <= 3; back++ {
		if s.At-back < 0 {
			break
		}
		p := m.Sentences[s.At-back]
		if !p.Own() {
			continue
		}
		var found, second *Entity
		for ci := range p.Chunks {
			o := p.Chunks[ci].NP
			if o == nil || o == np || back == 0 && o.From >= np.From {
				continue
			}
			if Referent(o) != nil && want(Referent(o)) {
				// the first of the sentence is its subject; in the same
				// sentence the subject also leads
				if found == nil {
					found = Referent(o)
				}
			}
			if o.Owner != nil && Referent(o.Owner) != nil && want(Referent(o.Owner)) && second == nil {
				second = Referent(o.Owner)
			}
		}
		if found != nil {
			return found
		}
		if second != nil {
			return second
		}
	}
	if strings.HasPrefix(np.Pronoun, "it") {
		return m.SalientGroup(s)
	}
	return nil
}

// doerTo is the subject of the verb whose object a phrase is, where both stand right
// beside it; nil for none.
func doerTo(np *syntax.NounPhrase) *Entity {
	s := np.In
	if np.At < 2 || s.Chunks[np.At-1].VG == nil || s.Chunks[np.At-1].VG.Passive || s.Chunks[np.At-2].NP == nil {
		return nil
	}
	return Referent(s.Chunks[np.At-2].NP)
}

// sameBody reports whether two entities are one, or one group of the register and its
// members.
func sameBody(a, b *Entity) bool {
	if a == nil || b == nil {
		return false
	}
	return a.Root() == b.Root() || a.Actor() != nil && b.Actor() != nil && *a.Actor() == *b.Actor()
}

// speakerBefore is who says the clause that a pronoun stands in: "three people died
// in what the rebels said they had done".
func speakerBefore(np *syntax.NounPhrase) *Entity {
	s := np.In
	for ci := np.At - 1; ci >= 1 && ci >= np.At-3; ci-- {
		vg := s.Chunks[ci].VG
		if vg == nil {
			continue
		}
		if o := s.Chunks[ci-1].NP; o != nil && lexicon.Saying(vg.Lemma) != "" && !vg.Passive && vg.Finite && (ci < 2 || s.Chunks[ci-2].Kind != syntax.Conj) {
			return Referent(o)
		}
		return nil
	}
	return nil
}
