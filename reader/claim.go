package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Claims of responsibility: who says they did it, in whose name, by what
// channel; who denies it; and that nobody has said so.

// involvement reports whether a noun is what a denial has as its object.
func involvement(noun string) bool {
	switch noun {
	case "involvement", "role", "part", "link", "connection":
		return true
	}
	return false
}

func (r *reading) findClaims() {
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for ci := range s.Chunks {
			if vg := s.Chunks[ci].VG; vg != nil {
				r.claimVerb(s, vg)
			}
		}
	}
	r.spokenClaims()
	r.spokenDenials()
	r.unclaimed()
	r.completeClaims()
}

// claimVerb reads "claimed responsibility for", "claimed the attack", "denied
// involvement", "was attributed to", "blamed X for".
func (r *reading) claimVerb(s *syntax.Sentence, vg *syntax.VerbGroup) {
	switch vg.Lemma {
	case "claim", "take", "assume", "accept", "acknowledge", "admit":
		r.claimOrDenial(s, vg, dateline.ClaimMade)
	case "deny", "disclaim", "disavow", "reject", "dismiss", "refute", "dispute":
		r.claimOrDenial(s, vg, dateline.ClaimDenied)
	case "attribute", "ascribe":
		r.attributed(s, vg)
	case "blame":
		r.blamed(s, vg)
	}
}

// withHead is the first of the phrases whose head is such a noun, or nil.
func withHead(nps []*syntax.NounPhrase, is func(noun string) bool) *syntax.NounPhrase {
	for _, np := range nps {
		if is(np.HeadLemma()) {
			return np
		}
	}
	return nil
}

// claimOrDenial reads "claimed responsibility for", "claimed the attack",
// "denied involvement in".
func (r *reading) claimOrDenial(s *syntax.Sentence, vg *syntax.VerbGroup, kind dateline.ClaimKind) {
	a := s.ArgumentsOf(vg)
	np := withHead(a.Object, discourse.Responsibility)
	denied := withHead(a.Object, involvement)
	if denied == nil && kind == dateline.ClaimDenied {
		denied = withHead(a.Object, accused)
	}
	if denied == nil && kind == dateline.ClaimDenied && len(a.Object) == 1 && (a.Object[0].Pronoun == "this" || a.Object[0].Pronoun == "it" || a.Object[0].Pronoun == "that") {
		denied = a.Object[0] // "Kyiv denied this"
	}
	targets := r.draftsOf(append(a.Prep("for", "in", "of"), a.Object...), s)
	if denied != nil && len(targets) == 0 {
		if to := a.Prep("with", "to", "between"); len(to) > 0 {
			if targets = r.draftsOf(to, s); len(targets) == 0 {
				return // "denied any link with the coalition": of no deed
			}
		}
	}
	switch {
	case kind == dateline.ClaimDenied && np == nil && denied == nil:
		return
	case kind == dateline.ClaimMade && np == nil && vg.Lemma != "claim":
		return
	case np == nil && denied == nil && len(targets) == 0:
		return
	}
	if len(targets) == 0 && kind == dateline.ClaimDenied && denied != nil && denied.Pronoun != "" {
		targets = r.recentDrafts(r.Sentences[max(0, s.At-1)], deniable) // told before: "denied it and accused the army of staging one"
	} else if len(targets) == 0 {
		targets = r.recentDrafts(s, violent)
	}
	if kind == dateline.ClaimMade && (vg.Negated || np != nil && np.Det == "no" || slices.ContainsFunc(a.Subject, discourse.Nobody)) {
		r.addClaims(targets, dateline.Claim{Kind: dateline.NoClaim}, s, vg, a)
		return
	}
	by := r.claimant(a.Subject)
	if by == nil {
		return
	}
	by = r.bodyOf(by)
	c := dateline.Claim{Kind: kind, By: by.Name, Channel: channel(s, a)}
	if by.Member {
		c.By = r.ActorName(by)
	}
	if !by.Armed() && by.Kind != discourse.Organisation && by.Kind != discourse.Person && kind == dateline.ClaimMade {
		return
	}
	r.inTheName(&c, s, a)
	r.addClaims(targets, c, s, vg, a)
	if kind == dateline.ClaimMade {
		r.addPerpetrators(targets, by, a.Subject)
	}
}

// attributed reads "the attack was attributed to": a claim where it is the
// words of a claimant that are attributed, else what others say.
func (r *reading) attributed(s *syntax.Sentence, vg *syntax.VerbGroup) {
	a := s.ArgumentsOf(vg)
	to := a.Prep("to")
	if !vg.Passive || len(to) == 0 {
		return
	}
	e := discourse.Referent(to[0])
	if e == nil || e.Kind == discourse.Other {
		return
	}
	message := len(a.Object) > 0 && lexicon.Message(a.Object[0].HeadLemma())
	targets := r.draftsOf(a.Object, s)
	if len(targets) == 0 && message {
		// "Statements claiming the killing … were attributed to"
		targets = r.draftsIn(s, a.Object[0].From, vg.From)
	}
	if len(targets) == 0 {
		return
	}
	self := message || slices.ContainsFunc(targets, func(d *draft) bool {
		return len(d.claims) > 0 || slices.ContainsFunc(d.finds, func(f *find) bool { return f.basis == dateline.Claimed })
	})
	c := dateline.Claim{Kind: dateline.ClaimAscribed, By: e.Name}
	if self {
		c.Kind = dateline.ClaimMade
	}
	if message {
		channel := a.Object[0].HeadLemma()
		c.Channel = &channel
	}
	by := e
	if parent := r.parentOf(e, to[0]); parent != nil {
		name := e.Name
		c.By, c.InTheNameOf = parent.Name, &name
		by = parent
	}
	r.addClaims(targets, c, s, vg, a)
	r.addPerpetrators(targets, by, to)
	for _, d := range targets {
		if c.InTheNameOf != nil {
			d.addRole(dateline.Branch, to[0], e)
		}
		for _, f := range d.finds {
			if self && f.s == s {
				f.basis = dateline.Claimed
			}
		}
	}
}

// blamed reads "blamed X for" and "was blamed on X".
func (r *reading) blamed(s *syntax.Sentence, vg *syntax.VerbGroup) {
	a := s.ArgumentsOf(vg)
	for _, np := range append(a.Object, a.Prep("on")...) {
		e := discourse.Referent(np)
		if e == nil || !e.Armed() && e.Kind != discourse.Official && e.Kind != discourse.Place {
			continue
		}
		targets := r.draftsOf(append(a.Prep("for"), a.Object...), s)
		if len(targets) == 0 {
			targets = r.recentDrafts(s, violent)
		}
		if vg.Passive && len(a.Prep("for")) > 0 {
			targets = r.draftsOf(a.Prep("for"), s)
		}
		r.addClaims(targets, dateline.Claim{Kind: dateline.ClaimAscribed, By: r.ActorName(e)}, s, vg, a)
		return
	}
}

// spokenClaims: "X claimed to have killed", "X said it had bombed", where X is
// the perpetrator, is a claim of responsibility too.
func (r *reading) spokenClaims() {
	for _, d := range r.accounts {
		for _, f := range d.finds {
			if f.said == nil || f.basis != dateline.Claimed || f.said.Entity == nil || !violent(f.typ.Family) && f.typ.Family != "abduction" {
				continue
			}
			by := r.bodyOf(f.said.Entity)
			if f.lossOf(by) {
				continue
			}
			if by.Side == dateline.State || military(by) {
				continue // an army's report of its own strike is a report, by one side
			}
			d.addClaim(dateline.Claim{Kind: dateline.ClaimMade, By: r.ActorName(by)})
			d.claimed = append(d.claimed, evidenceUse{"claims", f.clause()})
		}
	}
}

func (r *reading) addClaims(ds []*draft, c dateline.Claim, s *syntax.Sentence, vg *syntax.VerbGroup, a *syntax.Arguments) {
	from := vg.From
	if len(a.Subject) > 0 && a.Subject[0].In == s {
		from = min(from, a.Subject[0].From)
	}
	to := vg.To
	if a.End > 0 && a.End <= len(s.Chunks) {
		to = max(to, s.Chunks[a.End-1].To)
	}
	for _, d := range ds {
		d.addClaim(c)
		d.claimed = append(d.claimed, evidenceUse{"claims", s.SpanOf(from, to)})
	}
}

func (r *reading) addPerpetrators(ds []*draft, by *discourse.Entity, nps []*syntax.NounPhrase) {
	if len(nps) == 0 {
		return
	}
	for _, d := range ds {
		if !slices.Contains(d.typ.Roles, dateline.Perpetrator) {
			continue
		}
		d.addRole(dateline.Perpetrator, nps[0], by)
	}
}

// completeClaims gives a claim that an attribution followed the same name:
// claims by a body and "attributed to" its branch are one.
func (r *reading) completeClaims() {
	for _, d := range r.accounts {
		made := slices.IndexFunc(d.claims, func(c dateline.Claim) bool { return c.Kind == dateline.ClaimMade && c.InTheNameOf != nil })
		if made < 0 {
			continue
		}
		c := d.claims[made]
		d.claims = slices.DeleteFunc(d.claims, func(o dateline.Claim) bool {
			return o.Kind == dateline.ClaimMade && o.InTheNameOf == nil && (strings.EqualFold(o.By, *c.InTheNameOf) || strings.EqualFold(o.By, c.By))
		})
	}
}
