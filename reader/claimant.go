package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who claims, by what channel, in whose name, and which events are meant.

// claimant is who claims: an armed actor, or the author of a statement.
func (r *reading) claimant(nps []*syntax.NounPhrase) *discourse.Entity {
	for _, np := range nps {
		if e := discourse.Referent(np); e != nil && (!e.Is(discourse.Other, discourse.Place) || e.Is(discourse.Place) && e.Place.Power) {
			return e
		}
		if lexicon.Message(np.HeadLemma()) {
			if np.Owner != nil && discourse.Referent(np.Owner) != nil {
				return discourse.Referent(np.Owner)
			}
			for _, n := range np.Names {
				if n.Kind == syntax.ActorName || n.Kind == syntax.OrganisationName {
					return r.Named(n)
				}
			}
			a := np.In.ArgumentsOfNoun(np)
			for _, o := range a.Prep("from", "by", "of") {
				if e := discourse.Referent(o); e.Armed() {
					return e
				}
			}
		}
	}
	return nil
}

// bodyOf is whom a person speaks for, where the report names it elsewhere or beside the
// office: of "OLA spokesman Jane Doe" the OLA; else the entity itself.
func (r *reading) bodyOf(e *discourse.Entity) *discourse.Entity {
	if e == nil || !e.Is(discourse.Person, discourse.Official) {
		return e
	}
	org := e.Org
	if org == "" && e.Is(discourse.Official) && len(e.Mentions) > 0 {
		if np := e.Mentions[0]; spokesmen[np.HeadLemma()] {
			for _, o := range np.In.ArgumentsOfNoun(np).Prep("for", "of") {
				if b := discourse.Referent(o); b.Is(discourse.Group, discourse.Organisation) || b.Armed() {
					return b
				}
			}
			if np.Owner != nil {
				if b := discourse.Referent(np.Owner); b.Is(discourse.Group, discourse.Organisation) || b.Armed() {
					return b
				}
			}
		}
		return e
	}
	for _, np := range e.Mentions {
		for _, n := range np.Names { // "Abu Sayyaf spokesman Jane Doe"
			if (n.Kind == syntax.ActorName || n.Kind == syntax.OrganisationName) && n.To < np.To && spokesmen[np.In.Lemma(n.To)] {
				return r.Named(n)
			}
		}
	}
	for _, b := range r.Entities {
		if org == "" || !b.Is(discourse.Group, discourse.Organisation) {
			continue
		}
		for _, np := range b.Mentions {
			for _, n := range np.Names {
				if strings.EqualFold(n.Words(), org) {
					return b
				}
			}
		}
	}
	return e
}

var spokesmen = lexicon.Of("spokesman", "spokeswoman", "spokesperson", "representative", "envoy")

// channel is by what a claim was made known: "in a statement", "on Telegram",
// "through its Amaq agency".
func channel(s *syntax.Sentence, a *syntax.Arguments) *string {
	for _, p := range a.Preps {
		switch p.Word {
		case "in", "on", "through", "via", "by", "over":
			for _, np := range p.Phrases {
				if lexicon.Message(np.HeadLemma()) {
					w := np.HeadLemma()
					return &w
				}
				if channels[strings.ToLower(s.Token(np.Head).Text)] {
					w := np.Words()
					return &w
				}
			}
		}
	}
	return nil
}

var channels = lexicon.Of("telegram", "agency", "twitter", "x", "facebook", "radio", "website", "channel", "account", "media", "television", "call", "amaq")

// inTheName reads "in the name of", "under the name of", "on behalf of".
func (r *reading) inTheName(c *dateline.Claim, s *syntax.Sentence, a *syntax.Arguments) {
	for _, p := range a.Preps {
		if (p.Word == "in the name of" || p.Word == "on behalf of") && len(p.Phrases) > 0 {
			np := p.Phrases[0]
			name := np.Words()
			if e := discourse.Referent(np); e != nil && e.Name != "" {
				name = e.Name
			}
			c.InTheNameOf = &name
			return
		}
	}
}

// parentOf is the body that a branch belongs to: as the register has it, as
// the words say ("a new Pakistan Province of the group"), else the group the
// report is about, for a province or branch that nobody knows yet.
func (r *reading) parentOf(e *discourse.Entity, np *syntax.NounPhrase) *discourse.Entity {
	if e.Kind != discourse.Group {
		return nil
	}
	of := np.In.ArgumentsOfNoun(np).Prep("of")
	for _, o := range of {
		if p := discourse.Referent(o); p != e && p.Is(discourse.Group) {
			return p
		}
	}
	if np.Owner != nil && discourse.Referent(np.Owner).Is(discourse.Group) {
		return discourse.Referent(np.Owner)
	}
	if id := e.Actor(); id != nil {
		if !strings.Contains(string(*id), "/") {
			return nil
		}
		for _, p := range r.rd.register.Parents(*id) {
			for _, o := range r.Entities {
				if a := o.Actor(); a != nil && *a == p && o.Kind == discourse.Group {
					return o
				}
			}
		}
		return nil
	}
	switch np.In.Lower(np.Head) {
	case "province", "wilayat", "wilayah", "branch", "chapter", "wing":
		if g := r.SalientGroup(np.In); g != nil && g != e {
			return g
		}
	}
	return nil
}

// draftsOf are the drafts whose event nouns or trigger phrases these are.
func (r *reading) draftsOf(nps []*syntax.NounPhrase, s *syntax.Sentence) []*draft {
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

func (r *reading) draftsIn(s *syntax.Sentence, from, to int) []*draft {
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

// recentDrafts is the event of such families that a claim without an object is about:
// the one in its sentence, else the latest told, else the report's first.
func (r *reading) recentDrafts(s *syntax.Sentence, of func(family string) bool) []*draft {
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if !of(d.typ.Family) {
			continue
		}
		for _, f := range d.finds {
			if f.s.At <= s.At && f.s.At > at {
				best, at = d, f.s.At
			}
		}
	}
	if best == nil || s.At-at > 6 {
		return nil
	}
	return []*draft{best}
}
