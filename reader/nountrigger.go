package reader

import (
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Events that a noun announces ("the attack", "a market bombing").

// nounFind is the event that the head of a noun phrase announces, or nil. A
// noun that only describes another ("bombing suspect") announces nothing.
func (r *reading) nounFind(np *syntax.NounPhrase) *find {
	s := np.In
	if s.NameOver(np.Head) != nil {
		return nil
	}
	var best *indexed
	from := np.Head
	a := s.ArgumentsOfNoun(np)
	match := func(last int, heads bool) {
		for _, key := range []string{s.Lemma(last), s.Lower(last)} {
			cands := r.rd.triggers.nouns[key]
			for i := range cands {
				c := &cands[i]
				start := last + 1 - len(c.words)
				if start < np.From || !s.LemmasAt(start, c.words) {
					continue
				}
				if heads && len(c.trig.Heads) > 0 && !r.anyHead(a.Prep("of", "for", "in"), c.trig.Heads) {
					continue
				}
				if best == nil || len(c.words) > len(best.words) || len(c.words) == len(best.words) && c.typ.Rank > best.typ.Rank {
					best, from = c, start
				}
			}
		}
	}
	match(np.Head, true)
	if best == nil || figurative(s, best.typ, from, np.Head+1) {
		return nil
	}
	// "suicide bombing attack": a more specific word before the head decides
	head := best
	for k := np.Head - 1; k >= np.From; k-- {
		if s.NameOver(k) != nil {
			continue
		}
		save, saveFrom := best, from
		best = nil
		match(k, false)
		if best == nil || best.typ.Rank <= save.typ.Rank || !r.rd.codebook.Related(best.typ.Code, save.typ.Code) {
			best, from = save, saveFrom
		}
	}
	if best.typ.Family == "group" && r.bodyOfGroups(np, a) {
		return nil // "leads an alliance of gangs"
	}
	trig := head.trig
	f := &find{s: s, trig: trig, typ: best.typ, np: np, from: from, to: np.Head + 1, args: a}
	f.definite = np.Definite() || s.TimeAt(np.From) > np.From // "Monday's explosion"
	f.other = np.Has("another", "separate", "second", "third", "similar", "further", "other", "different")
	f.several = np.Plural && np.Quantity == nil && np.Det != "both" && np.Det != "these" && np.Det != "those" && !pluralEpisode[f.typ.Family]
	return f
}

// bodyOfGroups reports whether a noun for an act of groups is one for a body of theirs:
// "an alliance of gangs" that somebody leads or speaks for.
func (r *reading) bodyOfGroups(np *syntax.NounPhrase, a *syntax.Arguments) bool {
	of := a.Prep("of")
	if len(of) == 0 || np.HeadLemma() != "alliance" && np.HeadLemma() != "union" && np.HeadLemma() != "merger" {
		return false
	}
	if n := lexicon.People(of[0].HeadLemma()); n == nil || n.Kind != "armedgroup" && n.Kind != "armed" {
		return false
	}
	vg := np.In.VerbOver(np)
	if vg == nil {
		return np.At > 0 && np.In.Chunks[np.At-1].Kind == syntax.Prep
	}
	switch vg.Lemma {
	case "lead", "head", "command", "represent", "fight", "join", "run", "control", "belong":
		return true
	}
	return false
}

// pluralEpisode are the families whose plural names one episode: clashes, air
// strikes, protests, talks.
var pluralEpisode = lexicon.Of("battle", "air", "protest", "riot", "talks")
