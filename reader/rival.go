package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// Tolls that are disputed within one report: the minister counts 120 dead, the
// hospital 88. Each speaker's figure is kept, the best first.

// giveVoices notes for each count of the draft whose figure it is.
func (r *reading) giveVoices(d *draft) {
	for i := range d.counts {
		c := &d.counts[i]
		if c.by != "" {
			continue
		}
		if u := r.voiceOf(c); u != nil {
			c.by, c.voice = u.Words, u.Entity
		}
	}
}

// voiceOf is the attribution whose content the count stands in, the innermost, or
// else that of the find that tells it.
func (r *reading) voiceOf(c *count) *discourse.Utterance {
	from, _ := c.s.TokensOf(c.span)
	var best *discourse.Utterance
	for _, u := range r.Speech[c.s.At] {
		if u.Class == "deny" || fearedFor(u) || ofThemselves(u) {
			continue // who denies it counts nobody
		}
		if u.From <= from && from < u.To && u.Words != "" && (best == nil || u.To-u.From < best.To-best.From) {
			best = u
		}
	}
	if best == nil && c.f != nil && c.f.said != nil && c.f.said.Words != "" && c.f.said.Class != "deny" {
		best = c.f.said
	}
	return best
}

// fearedFor reports whether the verb of an attribution is one of what others suppose of
// its subject: "dozens feared dead" is not what dozens say.
func fearedFor(u *discourse.Utterance) bool {
	if u.Verb == nil {
		return false
	}
	s := u.Verb.In
	switch s.Lemma(u.Verb.Head) {
	case "fear", "believe", "presume", "think", "suspect":
		return mortalWord(s, u.Verb.To) || s.Lower(u.Verb.To) == "trapped" || mortalWord(s, u.Verb.To-1)
	}
	return false
}

// ofThemselves reports whether the pronoun that speaks is taken for those of whom it
// speaks: "more than 500 people were hurt, they said".
func ofThemselves(u *discourse.Utterance) bool {
	if len(u.Speaker) > 0 && u.Speaker[0].Quantity != nil && u.Speaker[0].Head < u.Speaker[0].Quantity.To {
		return true // a bare number is whom somebody counts
	}
	if len(u.Speaker) == 0 || u.Speaker[0].Pronoun == "" || !u.Entity.Is(discourse.Civilian) {
		return false
	}
	return slices.ContainsFunc(u.Entity.Mentions, func(np *syntax.NounPhrase) bool {
		return np.In == u.In && np.Quantity != nil && u.From <= np.From && np.To <= u.To
	})
}

// withRivals adds to the counts that stand one for each other speaker who gives
// another figure for the same harm and side. A figure that a belligerent gives of
// its enemies goes behind those of others.
func withRivals(out, cs []count) []count {
	n := len(out)
	for _, c := range cs {
		if !c.rival() {
			continue
		}
		i := slices.IndexFunc(out[:n], func(o count) bool {
			return o.harm == c.harm && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide)
		})
		if i < 0 || !sameNoun(out[i], c) || out[i].single() || out[i].raises() && c.span.Start < out[i].span.Start {
			continue
		}
		if side := out[i].side; c.side == dateline.UnknownSide {
			c.side = side
		}
		known := func(o count) bool {
			return o.harm == c.harm && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide) && (strings.EqualFold(o.by, c.by) || sameQty(o.qty, c.qty) || o.by == "" && sameLow(o.qty, c.qty) || o.voice != nil && o.voice == c.voice)
		}
		if known(out[i]) || slices.ContainsFunc(out[n:], known) {
			continue
		}
		if out[i].ofEnemies() && !c.ofEnemies() {
			out[i], c = c, out[i]
		}
		out = append(out, c)
	}
	return out
}

// sameLow reports whether two quantities begin at the same number: "seven", "at least
// seven".
func sameLow(a, b syntax.Quantity) bool { return a.Low != nil && b.Low != nil && *a.Low == *b.Low }

// rival reports whether the count can stand as another's whole toll: someone gives
// it, as a number, and not of some of the dead, of those added or of a period.
func (c count) rival() bool {
	if c.by == "" || c.single() || vague(c.qty) || c.overPeriod() || c.s.Kind == text.Title {
		return false
	}
	from, to := c.s.TokensOf(c.span)
	for k := from; k < to; k++ {
		if partial[c.s.Lower(k)] {
			return false // "three more people"
		}
	}
	if c.s.Lower(to) == "of" || c.s.Lower(from) == "the" {
		return false // "three of them", "the four men"
	}
	for k := max(0, from-4); k < from; k++ {
		if partial[c.s.Lower(k)] {
			return false // "among them three women"
		}
	}
	return true
}

var partial = lexicon.Of("more", "other", "others", "another", "further", "additional", "including", "included", "include", "among", "of", "these", "those", "them", "from")

// sameNoun reports whether two counts are of people under one noun, or one of them
// of people as such: two women are no rival of twelve shoppers.
func sameNoun(o, c count) bool {
	a, b := c.noun(), o.noun()
	return a == "" || a == b || anyone[a]
}

// noun is the last word of those who were counted; "" for a bare number.
func (c count) noun() string {
	from, to := c.s.TokensOf(c.span)
	if c.who == "" || to <= from {
		return ""
	}
	return c.s.Lemma(to - 1)
}

var anyone = lexicon.Of("people", "person", "death", "victim", "casualty", "fatality", "civilian", "dead", "body", "life")

// ofEnemies reports whether a belligerent gives the figure of those that it fights.
func (c count) ofEnemies() bool {
	if !c.voice.Armed() || c.harm != dateline.Killed && c.harm != dateline.Wounded || c.side == c.voice.Side {
		return false
	}
	return c.side == dateline.State || c.side == dateline.ArmedGroup || c.f != nil && c.f.basis == dateline.Claimed
}

// puts is who gives a figure by a verb of reckoning, not of saying: "Nairobi put
// the figure at four".
func puts(s *syntax.Sentence, np *syntax.NounPhrase) (by *syntax.NounPhrase) {
	if np.At < 3 || s.Chunks[np.At-1].Kind != syntax.Prep || s.Chunks[np.At-1].Word != "at" || s.Chunks[np.At-2].NP == nil {
		return nil
	}
	figure := s.Chunks[np.At-2].NP
	switch figure.HeadLemma() {
	case "figure", "toll", "number", "count", "total":
	default:
		return nil
	}
	vg := s.Chunks[np.At-3].VG
	if vg == nil || vg.Lemma != "put" && vg.Lemma != "place" && vg.Lemma != "set" {
		return nil
	}
	if subject := s.ArgumentsOf(vg).Subject; len(subject) > 0 {
		return subject[0]
	}
	return nil
}

// reckoned is the count told before whose harm a figure is of that somebody puts at a
// number: of the last sentence that counts anyone, the one nearest to it in size. A
// toll is of the dead. It is nil where none is of the figure's order of size, for
// another reckoning of the same people is.
func (r *reading) reckoned(np *syntax.NounPhrase) *count {
	if np.Quantity == nil || np.Quantity.Low == nil {
		return nil
	}
	toll := np.In.Chunks[np.At-2].NP.Has("toll")
	n := max(*np.Quantity.Low, 1)
	var best *count
	ratio := func(c *count) int {
		m := max(*c.qty.Low, 1)
		return 100 * max(m, n) / min(m, n)
	}
	for _, f := range r.finds {
		for i := range f.counts {
			c := &f.counts[i]
			if c.qty.Low == nil || c.f == nil || c.s.At > np.In.At || c.s == np.In && c.span.Start >= np.Span().Start || toll && c.harm != dateline.Killed || c.s.Kind == text.Title {
				continue
			}
			if best == nil || c.s.At > best.s.At || c.s == best.s && ratio(c) < ratio(best) {
				best = c
			}
		}
	}
	if best == nil || ratio(best) > 100*reckonings {
		return nil
	}
	return best
}

// reckonings is how many times greater one reckoning of the same people may be than
// another.
const reckonings = 4
