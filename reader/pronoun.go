package reader

import (
	"strings"

	"dateline"
)

// Phrases that name nothing by themselves: pronouns and "the group". They take
// the nearest fit before them, subjects first.

// salientGroup is the group that "the group" means: one told of often, and of
// late. A body wins over its own branch.
func (r *reading) salientGroup(s *sentence) *entity {
	var best *entity
	top := 0
	for _, e := range r.entities {
		if e.kind != entGroup || e.side != dateline.ArmedGroup || len(e.mentions) == 0 {
			continue
		}
		score := 0
		for _, m := range e.mentions {
			if m.s.at > s.at {
				continue
			}
			score += 2
			if d := s.at - m.s.at; d <= 2 {
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
func (r *reading) personBefore(np *nounPhrase) *entity {
	for back := 0; back <= 3 && np.s.at-back >= 0; back++ {
		p := r.sentences[np.s.at-back]
		var person, other *entity
		for ci := range p.chunks {
			m := p.chunks[ci].np
			if m == nil || m.ent == nil || back == 0 && m.from >= np.from {
				continue
			}
			if m.ent.kind == entPerson {
				person = m.ent
			} else if (m.ent.kind == entOfficial || m.ent.kind == entCivilian && m.ent.class != "number") && !m.plural && other == nil && ci == 0 {
				other = m.ent
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
func (r *reading) pronoun(np *nounPhrase) *entity {
	s := np.s
	var want func(e *entity) bool
	switch np.pronoun {
	case "he", "she", "his", "her", "him", "himself", "herself":
		if p := r.personBefore(np); p != nil {
			return p
		}
		want = func(e *entity) bool {
			return (e.kind == entOfficial || e.kind == entCivilian && e.class != "number") && len(e.mentions) > 0 && !e.mentions[0].plural
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
		if s.at-back < 0 {
			break
		}
		p := r.sentences[s.at-back]
		if !p.opensEvents() {
			continue
		}
		var found, second *entity
		for ci := range p.chunks {
			m := p.chunks[ci].np
			if m == nil || m == np || back == 0 && m.from >= np.from {
				continue
			}
			if m.ent != nil && want(m.ent) {
				// the first of the sentence is its subject; in the same
				// sentence the subject also leads
				if found == nil {
					found = m.ent
				}
			}
			if m.owner != nil && m.owner.ent != nil && want(m.owner.ent) && second == nil {
				second = m.owner.ent
			}
		}
		if found != nil {
			return found
		}
		if second != nil {
			return second
		}
	}
	if strings.HasPrefix(np.pronoun, "it") {
		return r.salientGroup(s)
	}
	return nil
}
