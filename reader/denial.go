package reader

import (
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// What somebody denies: by the speech that an event is told in, and by grammar
// where the speech is of others' words ("dismissed reports that …").

// isDenied reports whether the find stands in what a speaker denies.
func (r *reading) isDenied(f *find) bool {
	if u := r.saidBy(f); u != nil && u.Class == "deny" {
		return true
	}
	if f.verb != nil && f.verb.Gerund {
		g := f.s.Governor(f.verb)
		return g != nil && g.Lemma == "deny"
	}
	return denialOf(f) != nil
}

// hearsay are nouns for what others say, that somebody can reject.
var hearsay = lexicon.Of("claim", "report", "allegation", "accusation", "rumour", "rumor", "suggestion", "assertion", "charge")

// denialOf is the verb that denies a find in a clause with "that" behind it or
// behind its object: "denied that its jets had struck", "rejected claims that
// troops had fired"; nil for none.
func denialOf(f *find) *syntax.VerbGroup {
	if f.verb == nil || f.np != nil {
		return nil
	}
	s := f.s
	for i := f.verb.At - 1; i > 0; i-- {
		c := s.Chunks[i]
		if c.VG != nil && c.VG.Finite || c.Kind == syntax.Stop {
			return nil // of another clause
		}
		if s.Lower(c.From) != "that" || c.NP != nil && c.NP.To-c.NP.From > 1 {
			continue
		}
		k := i - 1
		if np := s.Chunks[k].NP; np != nil && k > 0 && hearsay[np.HeadLemma()] {
			k--
		}
		if vg := s.Chunks[k].VG; vg != nil && !vg.Negated && lexicon.Saying(vg.Lemma) == "deny" {
			return vg
		}
		return nil
	}
	return nil
}

// denier is the utterance of a denial that only grammar tells.
func denier(vg *syntax.VerbGroup) *discourse.Utterance {
	u := &discourse.Utterance{In: vg.In, Class: "deny", Verb: vg}
	if by := vg.In.Subject(vg); len(by) > 0 && !vg.Passive {
		u.Speaker, u.Entity, u.Words = by, discourse.Referent(by[0]), by[0].In.Quote(by[0].Span())
	}
	return u
}
