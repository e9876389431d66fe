package reader

import (
	"slices"
	"strings"

	"dateline"
)

// The conditions that a trigger's own clause decides: what its object and its
// subject must be.

// admits checks the conditions of a trigger that its own clause decides:
// heads of the object, of the subject, and that there is an object.
func (r *reading) admits(c indexed, a *arguments, vg *verbGroup) bool {
	t := c.trig
	if len(t.Heads) > 0 {
		if !r.anyHead(a.object, t.Heads) && !(vg != nil && r.standsForPeople(a.object, t.Heads)) {
			// "announced the creation of a new branch": the head stands behind "of"
			return false
		}
	} else if !t.Intransitive && len(a.object) == 0 && t.Object != "" {
		// a patient is wanted; a passive or relative without one has it elsewhere
		if vg == nil || !vg.passive && !vg.gerund && !vg.infinitive {
			return false
		}
	}
	if t.Object == dateline.Territory && len(a.object) > 0 && !slices.ContainsFunc(a.object, r.takeable) {
		return false // people are captured too
	}
	if len(t.SubjectHeads) > 0 && !r.anyHead(a.subject, t.SubjectHeads) && !(vg != nil && vg.passive && r.anyHead(a.object, t.SubjectHeads)) {
		// "a vehicle packed with explosives went off"
		if vg == nil || len(a.subject) == 0 || a.subject[0].s != vg.s || !vg.s.loaded(a.subject[0].from, vg.from) || !slices.Contains(t.SubjectHeads, "bomb") {
			return false
		}
	}
	return true
}

// standsForPeople reports whether a pronoun or bare number stands for people
// where the heads ask for people: "the six were seized".
func (r *reading) standsForPeople(nps []*nounPhrase, heads []string) bool {
	if !slices.ContainsFunc(heads, func(h string) bool { return lexicon.people[h] != nil && lexicon.people[h].side == dateline.Civilian }) {
		return false
	}
	return slices.ContainsFunc(nps, func(np *nounPhrase) bool {
		return np.ent.people() && (np.pronoun != "" || np.qty != nil && np.head == np.qty.to-1 || np.ent.kind == entPerson)
	})
}

// harmed reports whether a phrase can be people.
func harmed(np *nounPhrase) bool {
	if np.ent != nil {
		return np.ent.people() || np.ent.armed() || np.ent.kind == entOrganisation || np.ent.kind == entPlace
	}
	return np.qty != nil || np.pronoun != "" || len(np.names) > 0 || ordinals[np.headLemma()] || strings.HasPrefix(np.s.tag(np.head), "NNP") || strings.HasPrefix(np.s.tag(np.head), "JJ")
}

// takeable reports whether a phrase names ground that can change hands.
func (r *reading) takeable(np *nounPhrase) bool {
	if np.ent != nil && np.ent.people() {
		return false
	}
	return np.ent == nil || np.ent.kind == entPlace || np.ent.kind == entProperty || areaNouns[np.headLemma()]
}

// loaded reports whether tokens i..j name explosives.
func (s *sentence) loaded(i, j int) bool {
	for k := i; k < j; k++ {
		switch s.lemma(k) {
		case "explosive", "bomb", "dynamite", "grenade", "tnt":
			return true
		}
	}
	return false
}

func (r *reading) anyHead(nps []*nounPhrase, heads []string) bool {
	for _, np := range nps {
		if np.isAny(heads) {
			return true
		}
	}
	return false
}
