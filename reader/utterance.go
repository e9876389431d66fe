package reader

// Attributions within a sentence: a verb of saying or "according to", with its
// speaker and the words that are said.

// findUtterances finds who says what in the sentence, by verbs of saying and
// "according to".
func (s *sentence) findUtterances() {
	for ci := range s.chunks {
		c := s.chunks[ci]
		if c.kind == chunkPrep && c.word == "according to" {
			nps, j := s.list(ci + 1)
			if len(nps) == 0 {
				continue
			}
			u := &utterance{s: s, speaker: nps, class: "say", plain: true}
			u.name()
			if ci == 0 || s.chunks[ci-1].kind == chunkStop {
				u.from, u.to = s.tokenAfter(j), s.clauseEnd(j)
			} else {
				u.from, u.to = s.clauseStart(ci), s.chunks[ci].from
			}
			s.speech = append(s.speech, u)
			continue
		}
		if c.vg == nil {
			continue
		}
		vg := c.vg
		class, ok := lexicon.says[vg.lemma]
		if !ok || s.quoted[vg.head] {
			continue
		}
		if u := s.utteranceOf(vg, class); u != nil {
			u.verb = vg
			u.name()
			s.speech = append(s.speech, u)
		}
	}
}

func (s *sentence) tokenAfter(ci int) int {
	for ci < len(s.chunks) && (s.chunks[ci].kind == chunkComma || s.chunks[ci].kind == chunkStop) {
		ci++
	}
	if ci >= len(s.chunks) {
		return len(s.Tokens)
	}
	return s.chunks[ci].from
}

// clauseEnd is the token where the content that begins at chunk ci ends.
func (s *sentence) clauseEnd(ci int) int {
	end := len(s.Tokens)
	for end > 0 && (s.tok(end-1).Text == "." || isQuote(s.tok(end-1).Text)) {
		end--
	}
	return end
}

func (s *sentence) clauseStart(ci int) int {
	from := 0
	for i := ci - 1; i >= 0; i-- {
		if s.chunks[i].kind == chunkStop && (s.chunks[i].word == ";" || s.chunks[i].word == ":") {
			return s.chunks[i].to
		}
	}
	for from < len(s.Tokens) && isQuote(s.tok(from).Text) {
		from++
	}
	return from
}

// utteranceOf is the utterance that a verb of saying makes: content behind it
// ("X said that …", "X denied …"), or before it ("…, X said", "…, said X").
func (s *sentence) utteranceOf(vg *verbGroup, class string) *utterance {
	u := &utterance{s: s, class: class}
	subj := s.subjectOf(vg, 0)
	next := vg.at + 1
	for next < len(s.chunks) && s.chunks[next].kind == chunkAdv {
		next++
	}
	kind := chunkStop
	if next < len(s.chunks) {
		kind = s.chunks[next].kind
	}
	// "…, said X, director of Y": the subject follows, the content stands before
	prev := vg.at - 1
	if vg.finite && prev >= 0 && (s.chunks[prev].kind == chunkComma || s.chunks[prev].kind == chunkQuote) && kind == chunkNP && !s.ownsVerb(next) && class == "say" {
		u.speaker, _ = s.list(next)
		u.before(s.clauseStart(vg.at), prev)
		return u
	}
	if len(subj) == 0 || !subj[0].speaks() || vg.passive {
		return nil
	}
	u.speaker = subj
	last := next >= len(s.chunks) || kind == chunkStop && s.chunks[next].word == "."
	trailing := last || kind == chunkComma && vg.finite || kind == chunkPrep || kind == chunkAdv || kind == chunkStop || kind == chunkWh || kind == chunkConj || kind == chunkNP && !s.clauseIn(next)
	if trailing && class != "deny" && class != "allege" {
		// "…, he said", "…," a resident said by telephone: what was said stands
		// before, closed by a comma
		at := subj[0].at
		if at > 0 && s.wordsBefore(at) >= 2 && s.chunks[at-1].kind == chunkComma || at > 1 && s.chunks[at-1].kind == chunkQuote {
			u.before(s.clauseStart(at), at-1)
			return u
		}
		if last {
			return nil
		}
	}
	next = s.contentAt(vg, next, subj[0].at)
	u.from = s.contentFrom(u, vg.lemma, next)
	if u.from < 0 {
		return nil
	}
	u.to = s.contentEnd(next)
	if u.to <= u.from {
		return nil
	}
	return u
}

// contentAt passes over whom it was said to and by what channel: "told
// reporters that …", "said in a message on its radio station that …".
func (s *sentence) contentAt(vg *verbGroup, next, subject int) int {
	if next >= len(s.chunks) {
		return next
	}
	kind := s.chunks[next].kind
	if vg.lemma == "tell" && kind == chunkNP && subject >= 0 {
		if nps, j := s.list(next); len(nps) > 0 && j < len(s.chunks) && s.chunks[j].kind == chunkSub {
			return j
		}
	}
	if kind == chunkPrep || kind == chunkAdv || kind == chunkComma {
		for k := next; k < len(s.chunks) && s.chunks[k].vg == nil && s.chunks[k].kind != chunkStop; k++ {
			if s.chunks[k].kind == chunkSub && s.chunks[k].word == "that" {
				return k
			}
		}
	}
	return next
}

// contentFrom is the token where the content behind a verb of saying begins,
// chunk next being what follows the verb; -1 when what follows is not said.
func (s *sentence) contentFrom(u *utterance, verb string, next int) int {
	if next >= len(s.chunks) {
		return -1
	}
	switch c := s.chunks[next]; {
	case c.kind == chunkSub && c.word == "that":
		return c.to
	case c.kind == chunkSub && (c.word == "whether" || c.word == "if"):
		return -1
	case c.kind == chunkNP && (s.clauseIn(next) && !announcing[verb] || u.class == "deny" || u.class == "claim"):
		u.thing = u.class == "claim" && !s.clauseIn(next) || claimHeads[c.np.headLemma()]
		return c.from
	case c.kind == chunkVG && (c.vg.infinitive || c.vg.gerund):
		return c.from
	case c.kind == chunkPrep && s.clauseIn(next) && u.class != "ask":
		return c.from
	case c.kind == chunkQuote || c.kind == chunkComma || c.kind == chunkStop && c.word == ":":
		return c.to
	case u.class == "say" || u.class == "ask":
		return -1
	default:
		return c.from
	}
}

// before sets as content the tokens from one to the chunk before an
// attribution, its comma and quotation mark left out.
func (u *utterance) before(from, chunk int) {
	u.from, u.to = from, u.s.chunks[chunk].from
	for u.to > u.from && (u.s.tok(u.to-1).Text == "," || isQuote(u.s.tok(u.to-1).Text)) {
		u.to--
	}
}

// announcing verbs take what was announced as their object, a clause only with
// "that".
var announcing = setOf("announce", "declare", "disclose", "reveal", "describe", "post", "write", "read", "quote", "recall", "observe", "note", "report")

// speaks reports whether a phrase can be a speaker: someone, a body, or what
// someone made known.
func (np *nounPhrase) speaks() bool {
	return np.pronoun != "" || np.ent != nil && np.ent.kind != entOther && np.ent.kind != entProperty && np.ent.kind != entWeapon || len(np.names) > 0 || lexicon.sayingNouns[np.headLemma()] || lexicon.affiliation[np.headLemma()]
}

// contentEnd ends reported content at a clause that the speaker no longer
// says: behind ", but …" with a subject of its own, or a later ", X said".
func (s *sentence) contentEnd(ci int) int {
	for i := ci + 1; i+1 < len(s.chunks); i++ {
		c := s.chunks[i]
		if c.kind == chunkStop && c.word == ";" {
			return c.from
		}
		if c.kind == chunkConj && (c.word == "but" || c.word == "though") && s.chunks[i+1].np != nil && s.ownsVerb(i+1) {
			return trimComma(s, c.from)
		}
	}
	return s.clauseEnd(0)
}

// wordsBefore counts the tokens before chunk ci that are words.
func (s *sentence) wordsBefore(ci int) int {
	n := 0
	for k := 0; k < s.chunks[ci].from; k++ {
		if t := s.tok(k).Text; t != "," && !isQuote(t) {
			n++
		}
	}
	return n
}

func trimComma(s *sentence, to int) int {
	for to > 0 && s.tok(to-1).Text == "," {
		to--
	}
	return to
}
