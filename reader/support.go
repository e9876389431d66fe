package reader

import (
	"slices"
	"strings"

	"dateline"
)

// What weak triggers need before they count: an armed actor, a casualty, a
// weapon, a place.

// supported checks what a weak trigger needs. A definite noun without support
// is kept, as it may refer back; others are dropped.
func (r *reading) supported(f *find) bool {
	if f.typ.Code == "harm.displacement" && len(f.counts) == 0 && !f.tellsPeople() {
		f.weak = true
		return f.np != nil && f.definite
	}
	if f.typ.Code == "territory.presence" && len(f.places) == 0 {
		return false // present somewhere
	}
	if len(f.trig.Needs) == 0 {
		return true
	}
	for _, need := range f.trig.Needs {
		switch need {
		case "actor":
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.armed() }) || f.armedArgument() {
				return true
			}
		case "group":
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.armed() && u.ent.side == dateline.ArmedGroup }) {
				return true
			}
		case "casualty":
			if len(f.counts) > 0 || f.s.tellsCasualties() {
				return true
			}
		case "weapon":
			if f.s.hasMeans(f.typ.Means) || f.s.hasWeapon() {
				return true
			}
		case "place":
			if len(f.places) > 0 {
				return true
			}
		}
	}
	f.weak = true
	return f.np != nil && f.definite
}

// tellsPeople reports whether a find names who it happened to.
func (f *find) tellsPeople() bool {
	return slices.ContainsFunc(f.roles, func(u roleUse) bool {
		return u.ent.people() && (u.role == dateline.Victim || u.role == dateline.Subject)
	})
}

func (f *find) armedArgument() bool {
	all := append(append([]*nounPhrase{}, f.args.subject...), f.args.object...)
	for _, p := range f.args.preps {
		if p.word == "by" || p.word == "with" || p.word == "between" || p.word == "against" {
			all = append(all, p.nps...)
		}
	}
	return slices.ContainsFunc(all, func(np *nounPhrase) bool {
		return np.ent.armed() && (np.ent.side == dateline.ArmedGroup || np.ent.class != "armedgroup")
	})
}

var casualtyWords = setOf("dead", "killed", "wounded", "injured", "kill", "wound", "injure", "die", "casualty", "death", "fatality", "maim")

func (s *sentence) tellsCasualties() bool {
	for i := range s.Tokens {
		if casualtyWords[s.lemma(i)] || casualtyWords[s.lower(i)] {
			return true
		}
	}
	return false
}

func (s *sentence) hasWeapon() bool {
	for i := range s.Tokens {
		if lexicon.weapons[s.lemma(i)] && isNoun(s.tag(i)) && s.lemma(i) != "mine" && s.lemma(i) != "shell" && s.lemma(i) != "acid" {
			return true
		}
	}
	return false
}

// hasMeans reports whether one of the means stands in the sentence.
func (s *sentence) hasMeans(means []string) bool {
	for _, m := range means {
		w := strings.Fields(m)
		for i := range s.Tokens {
			if s.lemmasAt(i, w) {
				return true
			}
		}
	}
	return false
}
