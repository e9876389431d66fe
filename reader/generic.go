package reader

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/lexicon"
)

// Triggers that the codebook does not list: a word that is found to announce a
// type takes its roles as most of the type's listed words do.

// forType is the trigger by which a word, given by its lemma, tells of a type:
// the listed one, else what the type's verbs or nouns have in common.
func (x *triggerIndex) forType(t *codebook.Type, lemma string, verb bool) *codebook.Trigger {
	lists := x.nouns
	if verb {
		lists = x.verbs
	}
	for _, c := range lists[lemma] {
		if c.typ.Code == t.Code {
			return c.trig
		}
	}
	g := x.generic[genericKey{t.Code, verb}]
	if g == nil {
		return looseTrigger
	}
	if violent(t.Family) && t.Family != "abduction" && g.Effect != harmOfWord(lemma) {
		other := *g
		other.Effect = harmOfWord(lemma) // "hurt" kills nobody, whatever most words of the type do
		return &other
	}
	return g
}

var (
	killing  = lexicon.Of("kill", "die", "dead", "death", "perish", "slay", "murder", "succumb", "massacre", "fatality", "execute", "behead", "assassinate", "slaughter")
	wounding = lexicon.Of("hurt", "wound", "injure", "injury", "maim", "burn", "hospitalise", "hospitalize")
)

// harmOfWord is the harm that a word tells of by itself, "" for none.
func harmOfWord(lemma string) dateline.Harm {
	switch {
	case killing[lemma]:
		return dateline.Killed
	case wounding[lemma]:
		return dateline.Wounded
	}
	return ""
}

type genericKey struct {
	code dateline.EventCode
	verb bool
}

// generalise makes the generic triggers of every type.
func generalise(c *codebook.Codebook) map[genericKey]*codebook.Trigger {
	out := map[genericKey]*codebook.Trigger{}
	for i := range c.Types {
		for _, verb := range []bool{true, false} {
			if g := common(&c.Types[i], verb); g != nil {
				out[genericKey{c.Types[i].Code, verb}] = g
			}
		}
	}
	return out
}

// common is what the verbs, or the nouns, of a type have in common, nil when it
// has none. Conditions are left out: who uses it has other grounds.
func common(t *codebook.Type, verb bool) *codebook.Trigger {
	var subjects, objects []dateline.RoleName
	var effects []dateline.Harm
	preps := map[string][]dateline.RoleName{}
	var words []string
	for _, tr := range t.Triggers {
		if (tr.Verb != "") != verb || tr.Occurrence != "" {
			continue
		}
		subjects, objects, effects = append(subjects, tr.Subject), append(objects, tr.Object), append(effects, tr.Effect)
		for p, role := range tr.Prep {
			if !slices.Contains(words, p) {
				words = append(words, p)
			}
			preps[p] = append(preps[p], role)
		}
	}
	if len(subjects) == 0 {
		return nil
	}
	g := &codebook.Trigger{Subject: most(subjects), Object: most(objects), Effect: most(effects), Intransitive: true, Prep: map[string]dateline.RoleName{}}
	for _, p := range words {
		g.Prep[p] = most(preps[p])
	}
	if verb {
		g.Verb = string(t.Code)
	} else {
		g.Noun = string(t.Code)
	}
	return g
}

// most is the value that is there most often, of equals the first by order.
func most[T cmp.Ordered](xs []T) T {
	slices.Sort(xs)
	best, n := xs[0], 0
	for i := 0; i < len(xs); {
		j := i
		for j < len(xs) && xs[j] == xs[i] {
			j++
		}
		if j-i > n {
			best, n = xs[i], j-i
		}
		i = j
	}
	return best
}
