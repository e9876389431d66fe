package reader

import (
	"slices"

	"dateline"
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

// accused reports whether a noun is what somebody is said to have done: its denial
// is of the deed.
func accused(noun string) bool {
	switch noun {
	case "claim", "allegation", "accusation", "charge":
		return true
	}
	return false
}

// spokenDenials: who denies a deed in whatever words ("denied it was behind the
// attack", "we had nothing to do with it") stands among its claims.
func (r *reading) spokenDenials() {
	for _, d := range r.accounts {
		if !violent(d.typ.Family) {
			continue
		}
		for _, f := range d.finds {
			if f.denied && f.said != nil && f.said.Class == "deny" && mayDeny(f.said.Entity) {
				d.addClaim(dateline.Claim{Kind: dateline.ClaimDenied, By: r.ActorName(f.said.Entity)})
				d.claimed = append(d.claimed, evidenceUse{"claims", f.clause()})
			}
		}
	}
	for _, s := range r.Sentences {
		for _, u := range r.Speech[s.At] {
			if !mayDeny(u.Entity) || !u.Entity.Armed() && u.Entity.Org == "" || !disowns(s, u.From, u.To) {
				continue
			}
			for _, d := range r.recentDrafts(s, nil) {
				d.addClaim(dateline.Claim{Kind: dateline.ClaimDenied, By: r.ActorName(u.Entity)})
				d.claimed = append(d.claimed, evidenceUse{"claims", s.SpanOf(u.From, u.To)})
			}
		}
	}
}

// mayDeny reports whether an entity is one whose denial counts: somebody who could
// have done it, or who speaks for such.
func mayDeny(e *discourse.Entity) bool {
	return e != nil && (e.Armed() || e.Is(discourse.Organisation, discourse.Official, discourse.Person))
}

// disowns reports whether words at tokens i..j say that the speaker had no part in
// a deed.
func disowns(s *syntax.Sentence, i, j int) bool {
	for k := i; k < j; k++ {
		switch {
		case s.Matches(k, []string{"nothing", "to", "do", "with"}):
			return true
		case s.Lower(k) == "no" && (involvement(s.Lemma(k+1)) || s.Lemma(k+1) == "hand") && (s.Lower(k+2) == "in" || s.Lower(k+2) == "to" || s.Lower(k+2) == "with"):
			return true
		case s.Lower(k) == "not" && (s.Lower(k+1) == "behind" || s.Lower(k+1) == "responsible" || s.Lower(k+1) == "involved"):
			return true
		}
	}
	return false
}

// lossOf reports whether a find tells of losses of the speaker itself, which claims
// nothing: "said one of its fighters was killed".
func (f *find) lossOf(e *discourse.Entity) bool {
	return slices.ContainsFunc(f.roles, func(u roleUse) bool {
		if u.role != dateline.Victim || u.ent == nil {
			return false
		}
		if u.ent == e || u.np != nil && u.np.Owner != nil && discourse.Referent(u.np.Owner) == e {
			return true
		}
		a, b := u.ent.Actor(), e.Actor()
		return a != nil && b != nil && *a == *b
	})
}
