package reader

import (
	"strings"

	"dateline"
	"dateline/reader/syntax"
)

// Phrases that name nothing by themselves: pronouns and "the group". They take
// the nearest fit before them, subjects first.

// salientGroup is the group that "the group" means: one told of often, and of
// late. A body wins over its own branch.
func (r *reading) salientGroup(s *syntax.Sentence) *entity {
	var best *entity
	top := 0
	for _, e := range r.entities {
		if e.kind != entGroup || e.side != dateline.ArmedGroup || len(e.mentions) == 0 {
			continue
		}
		score := 0
		for _, m := range e.mentions {
			if m.In.At > s.At {
				continue
			}
			score += 2
			if d := s.At - m.In.At; d <= 2 {
				score += 3 - d
			}
		}
		if id := e.actor(); id != nil && strings.Contains(string(*id), "/") {
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
func (r *reading) personBefore(np *syntax.NounPhrase) *entity {
	for back := 0; back <= 3 && np.In.At-back >= 0; back++ {
		p := r.sentences[np.In.At-back]
		var person, other *entity
		for ci := range p.Chunks {
			m := p.Chunks[ci].NP
			if m == nil || referent(m) == nil || back == 0 && m.From >= np.From {
				continue
			}
			if referent(m).kind == entPerson {
				person = referent(m)
			} else if (referent(m).kind == entOfficial || referent(m).kind == entCivilian && referent(m).class != "number") && !m.Plural && other == nil && ci == 0 {
				other = referent(m)
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
func (r *reading) pronoun(np *syntax.NounPhrase) *entity {
	s := np.In
	var want func(e *entity) bool
	switch np.Pronoun {
	case "he", "she", "his", "her", "him", "himself", "herself":
		if p := r.personBefore(np); p != nil {
			return p
		}
		want = func(e *entity) bool {
			return (e.kind == entOfficial || e.kind == entCivilian && e.class != "number") && len(e.mentions) > 0 && !e.mentions[0].Plural
		}
	case "it", "its", "itself":
		want = func(e *entity) bool {
			return e.kind == entGroup || e.kind == entOrganisation || e.kind == entOfficial && e.class == "official" || e.kind == entFighters && massNoun[strings.TrimPrefix(e.key, "people:")]
		}
	case "they", "their", "them", "themselves":
		want = func(e *entity) bool {
			return e.kind == entFighters || e.kind == entGroup || e.kind == entCivilian && e.class != "number" || e.kind == entCrowd
		}
	default:
		return nil
	}
	for back := 0; back <= 3; back++ {
		if s.At-back < 0 {
			break
		}
		p := r.sentences[s.At-back]
		if !p.Own() {
			continue
		}
		var found, second *entity
		for ci := range p.Chunks {
			m := p.Chunks[ci].NP
			if m == nil || m == np || back == 0 && m.From >= np.From {
				continue
			}
			if referent(m) != nil && want(referent(m)) {
				// the first of the sentence is its subject; in the same
				// sentence the subject also leads
				if found == nil {
					found = referent(m)
				}
			}
			if m.Owner != nil && referent(m.Owner) != nil && want(referent(m.Owner)) && second == nil {
				second = referent(m.Owner)
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
		return r.salientGroup(s)
	}
	return nil
}
