package tagger

// Where quoted words and plain ones meet, trees are least to be trusted: what a
// speaker says has a grammar of its own. There the marks tell who speaks.

// repair is the source of a verb of saying as the marks beside it tell it, where
// they tell it otherwise than the tree: between a quotation, or the last comma,
// and a verb at the end ("..., a resident said by telephone"), or behind a verb
// that follows a quotation ("...," said the chair of the council).
func (s *scene) repair(source, cue stretch) stretch {
	from := cue.from
	for from > 0 && !s.mark(from-1) && !s.closes(from-1) && s.nominal(from-1) {
		from--
	}
	if from > 0 && !s.mark(from-1) && !s.closes(from-1) {
		from = s.overClause(from)
	}
	quoted := from > 0 && s.closes(from-1) && s.quotes[s.within[from-1]].direct()
	if before := (stretch{from, cue.from}); from > 0 && s.named(before) && (quoted || s.comma(from-1) && s.ends(cue.to, recipient[s.lemma(cue.to-1)])) {
		if source.empty() || source.from >= cue.to || source.from < from {
			if source.to <= cue.from && source.from < from && source.to > from && !quoted {
				return source // with an apposition of its own
			}
			return before
		}
	}
	adjacent := cue.from > 0 && (s.closes(cue.from-1) || cue.from > 1 && s.comma(cue.from-1) && s.closes(cue.from-2))
	if adjacent && (source.empty() || source.from > cue.to && !s.clean(stretch{cue.to, source.from})) {
		to := cue.to
		for to < len(s.tokens) && !s.mark(to) && s.within[to] < 0 && s.nominal(to) {
			to++
		}
		for to > cue.to && s.tree[to-1].UPOS == "ADP" {
			to--
		}
		if after := (stretch{cue.to, to}); s.named(after) {
			if source.from < to && source.to > to {
				after.to = source.to
			}
			return after
		}
	}
	return source
}

// overClause goes back from a token over a clause that tells who somebody is
// ("..., traders who fled on Friday said") to the noun phrase before it, if
// there is one behind a comma; else it stays.
func (s *scene) overClause(from int) int {
	k := from
	for k > 0 && !s.mark(k) && !s.closes(k) && from-k < 15 {
		if s.is(k, "who", "whose") {
			for k > 0 && !s.mark(k-1) && !s.closes(k-1) && s.nominal(k-1) {
				k--
			}
			if k > 0 && s.comma(k-1) {
				return k
			}
			return from
		}
		k--
	}
	return from
}

// clean reports whether nothing but adverbs and whom it was said to stands in a
// stretch.
func (s *scene) clean(r stretch) bool {
	for k := r.from; k < r.to; k++ {
		if u := s.tree[k].UPOS; u == "NOUN" || u == "PROPN" || u == "DET" {
			return false
		}
	}
	return true
}

// nominal reports whether a word may stand in a noun phrase with its
// complements.
func (s *scene) nominal(i int) bool {
	switch s.tree[i].UPOS {
	case "DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ":
		return true
	case "PRON":
		return !s.is(i, "who", "which", "that", "what")
	case "ADP":
		return s.is(i, "of", "from", "for", "in", "at", "with", "on")
	case "PART":
		return !s.is(i, "to", "not", "n't")
	case "PUNCT":
		return s.is(i, "'", "’", "-") || s.is(i, "(", ")")
	}
	return false
}

// named reports whether somebody is named in a stretch.
func (s *scene) named(r stretch) bool {
	for k := r.from; k < r.to; k++ {
		if u := s.tree[k].UPOS; (u == "NOUN" || u == "PROPN" || u == "PRON") && !s.timely(k) {
			return s.tree[r.from].UPOS != "ADP" && s.tree[r.from].UPOS != "CCONJ"
		}
	}
	return false
}

// ends reports whether the sentence ends at a token, a phrase that tells when,
// how or, of a verb that takes one, to whom aside.
func (s *scene) ends(i int, told bool) bool {
	for k := i; k < len(s.tokens); k++ {
		switch u := s.tree[k].UPOS; {
		case u == "VERB" || u == "AUX" || u == "SCONJ", s.comma(k), k-i > 7:
			return false
		case k == i && !told && (u == "DET" || u == "PRON" || u == "NUM"):
			return false // the content follows
		}
	}
	return true
}
