package reader

// Events that a noun announces ("the attack", "a market bombing").

// nounFind is the event that the head of a noun phrase announces, or nil. A
// noun that only describes another ("bombing suspect") announces nothing.
func (r *reading) nounFind(np *nounPhrase) *find {
	s := np.s
	if s.nameOver(np.head) != nil {
		return nil
	}
	var best *indexed
	from := np.head
	a := s.argumentsOfNoun(np)
	match := func(last int, heads bool) {
		for _, key := range []string{s.lemma(last), s.lower(last)} {
			cands := r.rd.triggers.nouns[key]
			for i := range cands {
				c := &cands[i]
				start := last + 1 - len(c.words)
				if start < np.from || !s.lemmasAt(start, c.words) {
					continue
				}
				if heads && len(c.trig.Heads) > 0 && !r.anyHead(a.prep("of", "for", "in"), c.trig.Heads) {
					continue
				}
				if best == nil || len(c.words) > len(best.words) || len(c.words) == len(best.words) && c.typ.Rank > best.typ.Rank {
					best, from = c, start
				}
			}
		}
	}
	match(np.head, true)
	if best == nil || s.figurative(best.typ, from, np.head+1) {
		return nil
	}
	// "suicide bombing attack": a more specific word before the head decides
	head := best
	for k := np.head - 1; k >= np.from; k-- {
		if s.nameOver(k) != nil {
			continue
		}
		save, saveFrom := best, from
		best = nil
		match(k, false)
		if best == nil || best.typ.Rank <= save.typ.Rank || !r.rd.codebook.Related(best.typ.Code, save.typ.Code) {
			best, from = save, saveFrom
		}
	}
	trig := head.trig
	f := &find{s: s, trig: trig, typ: best.typ, np: np, from: from, to: np.head + 1, args: a}
	f.definite = np.definite()
	f.other = np.has("another", "separate", "second", "third", "similar", "further", "other", "different")
	f.several = np.plural && np.qty == nil && np.det != "both" && np.det != "these" && np.det != "those" && !pluralEpisode[f.typ.Family]
	return f
}

// pluralEpisode are the families whose plural names one episode: clashes, air
// strikes, protests, talks.
var pluralEpisode = setOf("battle", "air", "protest", "riot", "talks")
