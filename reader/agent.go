package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who did it, where the subject of the verb is a means ("its jets struck"), a part
// ("units of the Second Army raided") or a noun that no list of people has.

// bindAgents gives a find at a verb the side whose weapons or units are its subject,
// and who a victim dies at the hands of.
func (r *reading) bindAgents(f *find) {
	t, a := f.trig, f.args
	role := t.Subject
	if role == "" && !f.verb.Passive && slices.Contains(f.typ.Roles, dateline.Perpetrator) && t.Effect == "" {
		role = dateline.Perpetrator // of a verb whose subject the codebook has as a means: "jets bombed"
	}
	if role == dateline.Perpetrator {
		for _, np := range a.Subject {
			means := lexicon.Weapon(np.HeadLemma()) || arms[np.HeadLemma()]
			if st := r.stateBefore(np); st != nil {
				f.roles = append(f.roles, roleUse{role, np, st}) // "Israeli jets struck"
			} else if o := np.Owner; o != nil && discourse.Referent(o).Armed() && (means || units[np.HeadLemma()]) {
				f.roles = append(f.roles, roleUse{role, o, discourse.Referent(o)}) // "its jets struck"
			} else if discourse.Referent(np) == nil && units[np.HeadLemma()] || means {
				for _, o := range np.In.ArgumentsOfNoun(np).Prep("of", "from") {
					if e := discourse.Referent(o); e.Armed() || e.Is(discourse.Official) || e.Is(discourse.Organisation) && !means {
						f.roles = append(f.roles, roleUse{role, o, e}) // "jets of the air force struck"
					}
				}
			}
		}
	}
	if slices.Contains(f.typ.Roles, dateline.Perpetrator) && t.Subject != dateline.Perpetrator {
		r.takeAll(f, dateline.Perpetrator, a.Prep("at the hands of"))
	}
}

// befalls reports whether a subject is of those whom the verb has as its object: in "jets
// struck the men as they fled and killed twenty of them" they killed nobody.
func (f *find) befalls(np *syntax.NounPhrase) bool {
	if np.Pronoun != "they" {
		return false
	}
	return slices.ContainsFunc(f.args.Object, func(o *syntax.NounPhrase) bool {
		whole := wholeOf(o)
		return whole != nil && whole.Pronoun == "them" && whole.In == np.In
	})
}

// units are what a force or group is made of.
var units = lexicon.Of("unit", "team", "squad", "column", "patrol", "force", "element", "contingent", "detachment", "cell", "man", "vehicle", "convoy", "boat", "launch", "crew", "gunner", "group", "wing", "branch")

// doer reports whether a noun that no list has is one for people by its form or by what
// stands before it: "couriers", "cattlemen", "unknown individuals", "someone".
func doer(np *syntax.NounPhrase) bool {
	s := np.In
	head, tag := s.Lower(np.Head), s.Tag(np.Head)
	switch head {
	case "someone", "somebody":
		return true
	}
	if tag != "NN" && tag != "NNS" || lexicon.Weapon(np.HeadLemma()) || lexicon.Property(np.HeadLemma()) {
		return false
	}
	if np.Has("hooded", "masked", "unidentified", "unknown", "armed", "heavily-armed") {
		return true
	}
	if units[np.HeadLemma()] && np.HeadLemma() != "vehicle" && np.HeadLemma() != "boat" && np.HeadLemma() != "launch" {
		return np.Has("special", "army", "police", "military", "rebel", "militia", "security", "tactical")
	}
	for _, end := range []string{"men", "eros", "ists"} {
		if np.Plural && strings.HasSuffix(head, end) {
			return true
		}
	}
	return false
}
