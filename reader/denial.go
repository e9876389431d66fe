package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
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

// onlyDenied reports whether all that is told of an event is that it is denied.
func (d *draft) onlyDenied() bool {
	return !slices.ContainsFunc(d.finds, func(f *find) bool { return !f.denied && f.occurrence != dateline.DidNotHappen })
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
		for k > 0 && s.Chunks[k].Kind == syntax.Adv {
			k-- // "denied on Monday that"
		}
		if np := s.Chunks[k].NP; np != nil && k > 0 && hearsay[np.HeadLemma()] {
			k--
			for as := k; as > 0 && as > k-3; as-- {
				if s.Chunks[as].Word == "as" {
					k = as - 1 // "dismissed as fabricated a report that"
					break
				}
			}
			for k > 0 && s.Chunks[k].Kind == syntax.Adv {
				k--
			}
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
	if by := vg.In.Subject(vg); len(by) > 0 && (!vg.Passive || vg.To-vg.From == 1) { // a bare "denied" before "that" is none
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
		if !deniable(d.typ.Family) {
			continue
		}
		for _, f := range d.finds {
			if f.denied && f.said != nil && f.said.Class == "deny" && mayDeny(f.said.Entity) {
				d.addClaim(dateline.Claim{Kind: dateline.ClaimDenied, By: r.ActorName(r.bodyOf(f.said.Entity))})
				d.claimed = append(d.claimed, evidenceUse{"claims", f.clause()})
			}
		}
	}
	for _, s := range r.Sentences {
		for _, u := range r.Speech[s.At] {
			if u.Class == "deny" && mayDeny(u.Entity) {
				r.contradicts(s, u)
			}
			if !mayDeny(u.Entity) || !u.Entity.Armed() && u.Entity.Org == "" || !disowns(s, u.From, u.To) {
				continue
			}
			for _, d := range r.recentDrafts(s, violent) {
				d.addClaim(dateline.Claim{Kind: dateline.ClaimDenied, By: r.ActorName(r.bodyOf(u.Entity))})
				d.claimed = append(d.claimed, evidenceUse{"claims", s.SpanOf(u.From, u.To)})
			}
		}
	}
}

// deniable reports whether a denial of an event of a family stands among its claims.
func deniable(family string) bool { return violent(family) || family == "territory" }

// contradicts reads a denial whose words tell of the event in another way, without its
// sides: "the army denied that the town had fallen", of a town that rebels say they
// took.
func (r *reading) contradicts(s *syntax.Sentence, u *discourse.Utterance) {
	for ci := range s.Chunks {
		vg := s.Chunks[ci].VG
		if vg == nil || vg.From < u.From || vg.To > u.To || vg == u.Verb {
			continue
		}
		if slices.ContainsFunc(r.finds, func(f *find) bool { return f.verb == vg && f.draft != nil }) {
			continue // it is told of by itself
		}
		var best *draft
		for _, d := range r.accounts {
			last := d.finds[len(d.finds)-1]
			if !deniable(d.typ.Family) || last.s.At >= s.At || s.At-last.s.At > saidOfDenied || !r.mayTell(vg, d.typ) || r.elsewhere(s, u, d) {
				continue
			}
			if best == nil || last.s.At >= best.finds[len(best.finds)-1].s.At {
				best = d
			}
		}
		if best != nil {
			best.addClaim(dateline.Claim{Kind: dateline.ClaimDenied, By: r.ActorName(r.bodyOf(u.Entity))})
			best.claimed = append(best.claimed, evidenceUse{"claims", s.SpanOf(min(vg.From, u.From), u.To)})
		}
	}
}

// mayTell reports whether the codebook lists a verb for a type related to another.
func (r *reading) mayTell(vg *syntax.VerbGroup, t *codebook.Type) bool {
	return slices.ContainsFunc(r.rd.triggers.verbs[vg.In.Lemma(vg.Head)], func(x indexed) bool {
		return x.typ == t || r.rd.codebook.Related(x.typ.Code, t.Code)
	})
}

// elsewhere reports whether words name a place that is none of an event's.
func (r *reading) elsewhere(s *syntax.Sentence, u *discourse.Utterance, d *draft) bool {
	var named []placeUse
	for _, n := range s.Names {
		if n.Kind == syntax.PlaceName && n.Placed && n.From >= u.From && n.To <= u.To {
			named = append(named, placeUse{n: n})
		}
	}
	return len(named) > 0 && len(d.places) > 0 && !r.placesMeet(named, d.places)
}

// unclaimed: that nobody has said to have done it stands among the claims of the
// event that is meant, in whatever words ("no group has said it was behind it").
func (r *reading) unclaimed() {
	for _, s := range r.Sentences {
		for _, u := range r.Speech[s.At] {
			if len(u.Speaker) == 0 || !discourse.Nobody(u.Speaker[0]) || u.Class != "say" && u.Class != "claim" || !r.owns(s, u.From, u.To) {
				continue
			}
			for _, d := range r.recentDrafts(s, violent) {
				d.addClaim(dateline.Claim{Kind: dateline.NoClaim})
				d.claimed = append(d.claimed, evidenceUse{"claims", s.SpanOf(min(u.Speaker[0].From, u.From), u.To)})
			}
		}
	}
}

// owns reports whether words at tokens i..j own up to a deed: "it was behind the
// blast", "they were responsible", "it had carried out the raid".
func (r *reading) owns(s *syntax.Sentence, i, j int) bool {
	for k := i; k < j; k++ {
		switch s.Lower(k) {
		case "behind", "responsible", "responsibility":
			return true
		}
	}
	return slices.ContainsFunc(r.finds, func(f *find) bool {
		return f.s == s && i <= f.from && f.from < j && f.verb != nil && violent(f.typ.Family) && slices.ContainsFunc(s.Subject(f.verb), func(np *syntax.NounPhrase) bool { return np.Pronoun != "" })
	})
}

// ofUnclaimed reports whether a pronoun stands in what nobody has said: "no group
// has said it carried out the raid" tells of no "it".
func (r *reading) ofUnclaimed(np *syntax.NounPhrase) bool {
	return slices.ContainsFunc(r.Speech[np.In.At], func(u *discourse.Utterance) bool {
		return u.From <= np.From && np.From < u.To && len(u.Speaker) > 0 && discourse.Nobody(u.Speaker[0])
	})
}

// mayDeny reports whether an entity is one whose denial counts: somebody who could
// have done it, or who speaks for such.
func mayDeny(e *discourse.Entity) bool {
	return e != nil && (e.Armed() || e.Is(discourse.Organisation, discourse.Official, discourse.Person) || e.Is(discourse.Place) && e.Place != nil && e.Place.Power)
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
