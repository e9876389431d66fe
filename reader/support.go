package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
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
	if f.typ.Code == "security.deployment" && f.np == nil && len(f.args.Object) > 0 && !slices.ContainsFunc(f.args.Object, troops) {
		return false // "the guard has been moved to the car park"
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
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.Armed() }) || f.armedArgument() {
				return true
			}
		case "group":
			if slices.ContainsFunc(f.roles, func(u roleUse) bool { return u.ent.Armed() && u.ent.Side == dateline.ArmedGroup }) {
				return true
			}
		case "casualty":
			if len(f.counts) > 0 || tellsCasualties(f.s) || f.typ.Code == "abduction.release" && r.taken(f) {
				return true
			}
		case "weapon":
			if hasMeans(f.s, f.typ.Means) || hasWeapon(f.s) {
				return true
			}
		case "ground":
			if slices.ContainsFunc(f.args.Object, func(np *syntax.NounPhrase) bool { return discourse.Referent(np).Is(discourse.Place) }) {
				return true
			}
		case "attack":
			if slices.ContainsFunc(r.inSentence[f.s], func(g *find) bool { return g != f && violent(g.typ.Family) && len(g.trig.Needs) == 0 }) {
				return true
			}
		case "place":
			if len(f.places) > 0 {
				return true
			}
		}
	}
	f.weak = true
	return f.np != nil && f.definite || f.verb != nil && len(f.counts) > 0 && mortal(f.trig.Effect) && !accident(f.s)
}

// troops reports whether a phrase is of more than one man under arms, or of none.
func troops(np *syntax.NounPhrase) bool {
	n := lexicon.People(np.HeadLemma())
	return n == nil || np.Plural || np.Quantity != nil || lexicon.MassNoun(np.HeadLemma()) || np.Pronoun != ""
}

// taken reports whether the report tells, besides a release, of people who were taken:
// "all but two of the teachers" are no number.
func (r *reading) taken(f *find) bool {
	return f.tellsPeople() && slices.ContainsFunc(r.finds, func(g *find) bool { return g != f && g.typ.Family == "abduction" })
}

// mortal reports whether a harm is to life and limb.
func mortal(h dateline.Harm) bool {
	return h == dateline.Killed || h == dateline.Wounded || h == codebook.Hit
}

// tellsPeople reports whether a find names who it happened to.
func (f *find) tellsPeople() bool {
	return slices.ContainsFunc(f.roles, func(u roleUse) bool {
		return u.ent.People() && (u.role == dateline.Victim || u.role == dateline.Subject)
	})
}

func (f *find) armedArgument() bool {
	all := append(append([]*syntax.NounPhrase{}, f.args.Subject...), f.args.Object...)
	for _, p := range f.args.Preps {
		if p.Word == "by" || p.Word == "with" || p.Word == "between" || p.Word == "against" {
			all = append(all, p.Phrases...)
		}
	}
	return slices.ContainsFunc(all, func(np *syntax.NounPhrase) bool {
		e := discourse.Referent(np)
		return e.Armed() && (e.Side == dateline.ArmedGroup || e.Class != "armedgroup")
	})
}

var casualtyWords = lexicon.Of("dead", "killed", "wounded", "injured", "kill", "wound", "injure", "die", "casualty", "death", "fatality", "maim")

func tellsCasualties(s *syntax.Sentence) bool {
	for i := range s.Tokens {
		if casualtyWords[s.Lemma(i)] || casualtyWords[s.Lower(i)] {
			return true
		}
	}
	return false
}

func hasWeapon(s *syntax.Sentence) bool {
	for i := range s.Tokens {
		if lexicon.Weapon(s.Lemma(i)) && syntax.IsNoun(s.Tag(i)) && s.Lemma(i) != "mine" && s.Lemma(i) != "shell" && s.Lemma(i) != "acid" {
			return true
		}
	}
	return false
}

// hasMeans reports whether one of the means stands in the sentence.
func hasMeans(s *syntax.Sentence, means []string) bool {
	for _, m := range means {
		w := strings.Fields(m)
		for i := range s.Tokens {
			if s.LemmasAt(i, w) {
				return true
			}
		}
	}
	return false
}
