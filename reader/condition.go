package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// The conditions that a trigger's own clause decides: what its object and its
// subject must be.

// admits checks the conditions of a trigger that its own clause decides:
// heads of the object, of the subject, and that there is an object.
func (r *reading) admits(c indexed, a *syntax.Arguments, vg *syntax.VerbGroup) bool {
	t := c.trig
	if len(t.Heads) > 0 {
		if !r.anyHead(a.Object, t.Heads) && !(vg != nil && r.standsForPeople(a.Object, t.Heads)) {
			// "announced the creation of a new branch": the head stands behind "of"
			return false
		}
	} else if !t.Intransitive && len(a.Object) == 0 && t.Object != "" {
		// a patient is wanted; a passive or relative without one has it elsewhere
		if vg == nil || !vg.Passive && !vg.Gerund && !vg.Infinitive {
			return false
		}
	}
	if t.Object == dateline.Territory && len(a.Object) > 0 && !slices.ContainsFunc(a.Object, r.takeable) {
		return false // people are captured too
	}
	if len(t.SubjectHeads) > 0 && !r.anyHead(a.Subject, t.SubjectHeads) && !(vg != nil && vg.Passive && r.anyHead(a.Object, t.SubjectHeads)) {
		// "a vehicle packed with explosives went off"
		if vg == nil || len(a.Subject) == 0 || a.Subject[0].In != vg.In || !loaded(vg.In, a.Subject[0].From, vg.From) || !slices.Contains(t.SubjectHeads, "bomb") {
			return false
		}
	}
	return true
}

// standsForPeople reports whether a pronoun or bare number stands for people
// where the heads ask for people: "the six were seized".
func (r *reading) standsForPeople(nps []*syntax.NounPhrase, heads []string) bool {
	if !slices.ContainsFunc(heads, func(h string) bool { return lexicon.People(h) != nil && lexicon.People(h).Side == dateline.Civilian }) {
		return false
	}
	if slices.Contains(heads, "body") || slices.Contains(heads, "corpse") {
		return false // words that ask for more than people
	}
	captives := slices.Contains(heads, "hostage") || slices.Contains(heads, "captive")
	if captives && !slices.ContainsFunc(r.finds, func(f *find) bool { return f.typ.Family == "abduction" }) {
		return false // nobody was taken: "they were released" from a prison
	}
	return slices.ContainsFunc(nps, func(np *syntax.NounPhrase) bool {
		e := discourse.Referent(np)
		if partOf(np) != nil {
			return false // "nine of the 30 pupils": it is said what they are
		}
		if captives && np.Pronoun == "" && np.Quantity == nil {
			return false // "freed a man" says nothing of captivity
		}
		return e.People() && (np.Pronoun != "" || np.Quantity != nil && np.Head == np.Quantity.To-1 || e.Kind == discourse.Person)
	})
}

// harmed reports whether a phrase can be people.
func harmed(np *syntax.NounPhrase) bool {
	if e := discourse.Referent(np); e != nil {
		return e.People() || e.Is(discourse.Group, discourse.Organisation, discourse.Place)
	}
	if tag := np.In.Tag(np.Head); (tag == "NN" || tag == "NNS") && !lexicon.Beast(np.HeadLemma()) {
		return true // a trade that the lexicon does not know
	}
	return np.Quantity != nil || np.Pronoun != "" || len(np.Names) > 0 || ordinals[np.HeadLemma()] || strings.HasPrefix(np.In.Tag(np.Head), "NNP") || strings.HasPrefix(np.In.Tag(np.Head), "JJ")
}

// takeable reports whether a phrase names ground that can change hands.
func (r *reading) takeable(np *syntax.NounPhrase) bool {
	e := discourse.Referent(np)
	if e.People() {
		return false
	}
	return e == nil || e.Is(discourse.Place, discourse.Property) || areaNouns[np.HeadLemma()]
}

// loaded reports whether tokens i..j name explosives.
func loaded(s *syntax.Sentence, i, j int) bool {
	for k := i; k < j; k++ {
		switch s.Lemma(k) {
		case "explosive", "bomb", "dynamite", "grenade", "tnt":
			return true
		}
	}
	return false
}

func (r *reading) anyHead(nps []*syntax.NounPhrase, heads []string) bool {
	for _, np := range nps {
		if np.EndsIn(heads) {
			return true
		}
		if whole := shareOf(np); whole != nil && (partOf(np) != nil || lexicon.Weapon(whole.HeadLemma())) && whole.EndsIn(heads) {
			return true
		}
	}
	return false
}

// partOf is the phrase for people that a bare number is a part of: of "nine of the 30
// pupils" the pupils; nil for other phrases. Bodies that are found belong to the
// deaths that are told.
func partOf(np *syntax.NounPhrase) *syntax.NounPhrase {
	if whole := shareOf(np); whole != nil && lexicon.People(whole.HeadLemma()) != nil && whole.HeadLemma() != "body" {
		return whole
	}
	return nil
}

// shareOf is the phrase behind "of" that a bare number counts some of, nil for other
// phrases.
func shareOf(np *syntax.NounPhrase) *syntax.NounPhrase {
	s := np.In
	if np.At < 0 || np.At+2 >= len(s.Chunks) || np.Quantity == nil && !(allBut(np) && s.Tag(np.Head) == "CD") || np.Quantity != nil && np.Head >= np.Quantity.To {
		return nil
	}
	if of := s.Chunks[np.At+1]; of.Kind != syntax.Prep || of.Word != "of" {
		return nil
	}
	return s.Chunks[np.At+2].NP
}
