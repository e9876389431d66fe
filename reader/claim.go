package reader

import (
	"slices"
	"strings"

	"dateline"
)

// Claims of responsibility: who says they did it, in whose name, by what
// channel; who denies it; and that nobody has said so.

var claimHeads = setOf("responsibility", "credit")

func (r *reading) findClaims() {
	for _, s := range r.sentences {
		if !s.opensEvents() {
			continue
		}
		for ci := range s.chunks {
			if vg := s.chunks[ci].vg; vg != nil {
				r.claimVerb(s, vg)
			}
		}
	}
	r.spokenClaims()
	r.completeClaims()
}

// claimVerb reads "claimed responsibility for", "claimed the attack", "denied
// involvement", "was attributed to", "blamed X for".
func (r *reading) claimVerb(s *sentence, vg *verbGroup) {
	a := s.argumentsOf(vg)
	object := func(heads map[string]bool) *nounPhrase {
		for _, np := range a.object {
			if heads[np.headLemma()] {
				return np
			}
		}
		return nil
	}
	switch vg.lemma {
	case "claim", "take", "assume", "accept", "acknowledge", "admit", "deny", "disclaim", "disavow", "reject":
		np := object(claimHeads)
		involvement := object(setOf("involvement", "role", "part", "link", "connection"))
		targets := r.draftsOf(append(a.prep("for", "in", "of"), a.object...), s)
		kind := dateline.ClaimMade
		if vg.lemma == "deny" || vg.lemma == "disclaim" || vg.lemma == "disavow" || vg.lemma == "reject" {
			kind = dateline.ClaimDenied
			if np == nil && involvement == nil {
				return
			}
		} else if np == nil && vg.lemma != "claim" {
			return
		}
		if np == nil && involvement == nil && len(targets) == 0 {
			return
		}
		nobody := vg.negated || np != nil && np.det == "no"
		for _, sub := range a.subject {
			if sub.det == "no" || sub.det == "neither" || lexiconNobody[s.lower(sub.head)] || lexiconNobody[s.lower(sub.from)] {
				nobody = true
			}
		}
		if len(targets) == 0 {
			targets = r.recentDrafts(s, vg)
		}
		if nobody && kind == dateline.ClaimMade {
			r.addClaims(targets, dateline.Claim{Kind: dateline.NoClaim}, s, vg, a)
			return
		}
		by := r.claimant(a.subject)
		if by == nil {
			return
		}
		c := dateline.Claim{Kind: kind, By: by.name, Channel: s.channel(a)}
		if by.member {
			c.By = r.actorName(by)
		}
		if !by.armed() && by.kind != entOrganisation && by.kind != entPerson && kind == dateline.ClaimMade {
			return
		}
		r.inTheName(&c, s, a)
		r.addClaims(targets, c, s, vg, a)
		if kind == dateline.ClaimMade {
			r.addPerpetrators(targets, by, a.subject)
		}
	case "attribute", "ascribe":
		to := a.prep("to")
		if !vg.passive || len(to) == 0 {
			return
		}
		e := to[0].ent
		if e == nil || e.kind == entOther {
			return
		}
		targets := r.draftsOf(a.object, s)
		// "Statements claiming the killing … were attributed to"
		if len(targets) == 0 && len(a.object) > 0 && lexicon.sayingNouns[a.object[0].headLemma()] {
			targets = r.draftsIn(s, a.object[0].from, vg.from)
		}
		if len(targets) == 0 {
			return
		}
		self := slices.ContainsFunc(targets, func(d *draft) bool {
			return len(d.claims) > 0 || slices.ContainsFunc(d.finds, func(f *find) bool { return f.basis == dateline.Claimed })
		}) || len(a.object) > 0 && lexicon.sayingNouns[a.object[0].headLemma()]
		c := dateline.Claim{Kind: dateline.ClaimAscribed, By: e.name}
		if self {
			c.Kind = dateline.ClaimMade
			if len(a.object) > 0 && lexicon.sayingNouns[a.object[0].headLemma()] {
				ch := a.object[0].headLemma()
				c.Channel = &ch
			}
		}
		by := e
		if parent := r.parentOf(e, to[0]); parent != nil {
			name := e.name
			c.By, c.InTheNameOf = parent.name, &name
			by = parent
		}
		r.addClaims(targets, c, s, vg, a)
		r.addPerpetrators(targets, by, to)
		if c.InTheNameOf != nil {
			for _, d := range targets {
				d.addRole(dateline.Branch, to[0], e)
			}
		}
		if self {
			for _, d := range targets {
				for _, f := range d.finds {
					if f.s == s {
						f.basis = dateline.Claimed
					}
				}
			}
		}
	case "blame", "accuse":
		if vg.lemma == "accuse" {
			return
		}
		for _, np := range append(a.object, a.prep("on")...) {
			if e := np.ent; e != nil && (e.armed() || e.kind == entOfficial || e.kind == entPlace) {
				targets := r.draftsOf(append(a.prep("for"), a.object...), s)
				if len(targets) == 0 {
					targets = r.recentDrafts(s, vg)
				}
				if vg.passive && len(a.prep("for")) > 0 {
					targets = r.draftsOf(a.prep("for"), s)
				}
				r.addClaims(targets, dateline.Claim{Kind: dateline.ClaimAscribed, By: r.actorName(e)}, s, vg, a)
				return
			}
		}
	}
}

var lexiconNobody = setOf("nobody", "none", "no-one", "noone", "no")

// claimant is who claims: an armed actor, or the author of a statement.
func (r *reading) claimant(nps []*nounPhrase) *entity {
	for _, np := range nps {
		if np.ent != nil && np.ent.kind != entOther && np.ent.kind != entPlace {
			return np.ent
		}
		if lexicon.sayingNouns[np.headLemma()] {
			if np.owner != nil && np.owner.ent != nil {
				return np.owner.ent
			}
			for _, n := range np.names {
				if n.kind == nameActor || n.kind == nameOrganisation {
					return r.actorEntity0(n)
				}
			}
			a := np.s.argumentsOfNoun(np)
			for _, o := range a.prep("from", "by", "of") {
				if o.ent != nil && o.ent.armed() {
					return o.ent
				}
			}
		}
	}
	return nil
}

func (r *reading) actorName(e *entity) string {
	if id := e.actor(); id != nil {
		if a, ok := r.rd.register.Actor(*id); ok {
			return a.Name
		}
	}
	return e.name
}

// channel is by what a claim was made known: "in a statement", "on Telegram",
// "through its Amaq agency".
func (s *sentence) channel(a *arguments) *string {
	for _, p := range a.preps {
		switch p.word {
		case "in", "on", "through", "via", "by", "over":
			for _, np := range p.nps {
				if lexicon.sayingNouns[np.headLemma()] {
					w := np.headLemma()
					return &w
				}
				if channels[strings.ToLower(s.tok(np.head).Text)] {
					w := np.words()
					return &w
				}
			}
		}
	}
	return nil
}

var channels = setOf("telegram", "agency", "twitter", "x", "facebook", "radio", "website", "channel", "account", "media", "television", "call", "amaq")

// inTheName reads "in the name of", "under the name of", "on behalf of".
func (r *reading) inTheName(c *dateline.Claim, s *sentence, a *arguments) {
	for _, p := range a.preps {
		if (p.word == "in the name of" || p.word == "on behalf of") && len(p.nps) > 0 {
			np := p.nps[0]
			name := np.words()
			if np.ent != nil && np.ent.name != "" {
				name = np.ent.name
			}
			c.InTheNameOf = &name
			return
		}
	}
}

// parentOf is the body that a branch belongs to: as the register has it, as
// the words say ("a new Pakistan Province of the group"), else the group the
// report is about, for a province or branch that nobody knows yet.
func (r *reading) parentOf(e *entity, np *nounPhrase) *entity {
	if e.kind != entGroup {
		return nil
	}
	of := np.s.argumentsOfNoun(np).prep("of")
	for _, o := range of {
		if o.ent != nil && o.ent != e && o.ent.kind == entGroup {
			return o.ent
		}
	}
	if np.owner != nil && np.owner.ent != nil && np.owner.ent.kind == entGroup {
		return np.owner.ent
	}
	if id := e.actor(); id != nil {
		if !strings.Contains(string(*id), "/") {
			return nil
		}
		for _, p := range r.rd.register.Parents(*id) {
			for _, o := range r.entities {
				if a := o.actor(); a != nil && *a == p && o.kind == entGroup {
					return o
				}
			}
		}
		return nil
	}
	switch np.s.lower(np.head) {
	case "province", "wilayat", "wilayah", "branch", "chapter", "wing":
		if g := r.salientGroup(np.s); g != nil && g != e {
			return g
		}
	}
	return nil
}

// draftsOf are the drafts whose event nouns or trigger phrases these are.
func (r *reading) draftsOf(nps []*nounPhrase, s *sentence) []*draft {
	var out []*draft
	for _, d := range r.accounts {
		for _, f := range d.finds {
			if f.np != nil && slices.Contains(nps, f.np) && !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

func (r *reading) draftsIn(s *sentence, from, to int) []*draft {
	var out []*draft
	for _, d := range r.accounts {
		for _, f := range d.finds {
			if f.s == s && f.from >= from && f.to <= to && !slices.Contains(out, d) {
				out = append(out, d)
			}
		}
	}
	return out
}

// recentDrafts is the violent event that a claim without an object is about:
// the one in its sentence, else the latest told, else the report's first.
func (r *reading) recentDrafts(s *sentence, vg *verbGroup) []*draft {
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if !violent(d.typ.Family) {
			continue
		}
		for _, f := range d.finds {
			if f.s.at <= s.at && f.s.at > at {
				best, at = d, f.s.at
			}
		}
	}
	if best == nil || s.at-at > 6 {
		return nil
	}
	return []*draft{best}
}

// spokenClaims: "X claimed to have killed", "X said it had bombed", where X is
// the perpetrator, is a claim of responsibility too.
func (r *reading) spokenClaims() {
	for _, d := range r.accounts {
		for _, f := range d.finds {
			if f.said == nil || f.basis != dateline.Claimed || f.said.ent == nil || !violent(f.typ.Family) && f.typ.Family != "abduction" {
				continue
			}
			by := f.said.ent
			if by.side == dateline.State {
				continue // an army's report of its own strike is a report, by one side
			}
			d.addClaim(dateline.Claim{Kind: dateline.ClaimMade, By: r.actorName(by)})
			d.claimed = append(d.claimed, evidenceUse{"claims", f.clause()})
		}
	}
}

func (r *reading) addClaims(ds []*draft, c dateline.Claim, s *sentence, vg *verbGroup, a *arguments) {
	from := vg.from
	if len(a.subject) > 0 && a.subject[0].s == s {
		from = min(from, a.subject[0].from)
	}
	to := vg.to
	if a.end > 0 && a.end <= len(s.chunks) {
		to = max(to, s.chunks[a.end-1].to)
	}
	for _, d := range ds {
		d.addClaim(c)
		d.claimed = append(d.claimed, evidenceUse{"claims", s.span(from, to)})
	}
}

// addClaim adds a claim, or completes one by the same claimant.
func (d *draft) addClaim(c dateline.Claim) {
	for i := range d.claims {
		o := &d.claims[i]
		if o.Kind == c.Kind && strings.EqualFold(o.By, c.By) {
			if o.InTheNameOf == nil {
				o.InTheNameOf = c.InTheNameOf
			}
			if o.Channel == nil {
				o.Channel = c.Channel
			}
			return
		}
	}
	d.claims = append(d.claims, c)
}

func (d *draft) addRole(role dateline.RoleName, np *nounPhrase, e *entity) {
	for _, u := range d.roles {
		if u.role == role && (u.ent == e || u.ent != nil && u.ent.name == e.name) {
			return
		}
	}
	d.roles = append(d.roles, roleUse{role, np, e})
}

func (r *reading) addPerpetrators(ds []*draft, by *entity, nps []*nounPhrase) {
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
