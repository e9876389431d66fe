package reader

import (
	"slices"
	"strings"

	"dateline"
)

// Who claims, by what channel, in whose name, and which events are meant.

// nobody reports whether the phrase says that no one does it: "no group".
func (s *sentence) nobody(np *nounPhrase) bool {
	return np.det == "no" || np.det == "neither" || lexiconNobody[s.lower(np.head)] || lexiconNobody[s.lower(np.from)]
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
