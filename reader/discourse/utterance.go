package discourse

import (
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Attributions within a sentence: a verb of saying or "according to", with its
// speaker and the words that are said.

// findUtterances finds who says what in the sentence, by verbs of saying and
// "according to".
func (m *Model) findUtterances(s *syntax.Sentence) {
	for ci := range s.Chunks {
		c := s.Chunks[ci]
		if c.Kind == syntax.Prep && c.Word == "according to" {
			nps, j := s.List(ci + 1)
			if len(nps) == 0 {
				continue
			}
			u := &Utterance{In: s, Speaker: nps, Class: "say"}
			u.name()
			if ci == 0 || s.Chunks[ci-1].Kind == syntax.Stop {
				u.From, u.To = tokenAfter(s, j), clauseEnd(s, j)
			} else {
				u.From, u.To = clauseStart(s, ci), s.Chunks[ci].From
			}
			m.Speech[s.At] = append(m.Speech[s.At], u)
			continue
		}
		if c.VG == nil {
			continue
		}
		vg := c.VG
		class := lexicon.Saying(vg.Lemma)
		if class == "" || s.Quoted[vg.Head] {
			continue
		}
		if u := utteranceOf(s, vg, class); u != nil {
			u.Verb = vg
			if u.name(); u.byNobody() {
				u.Words, u.Entity = "", nil
			}
			m.Speech[s.At] = append(m.Speech[s.At], u)
		}
	}
}

func tokenAfter(s *syntax.Sentence, ci int) int {
	for ci < len(s.Chunks) && (s.Chunks[ci].Kind == syntax.Comma || s.Chunks[ci].Kind == syntax.Stop) {
		ci++
	}
	if ci >= len(s.Chunks) {
		return len(s.Tokens)
	}
	return s.Chunks[ci].From
}

// clauseEnd is the token where the content that begins at chunk ci ends.
func clauseEnd(s *syntax.Sentence, ci int) int {
	end := len(s.Tokens)
	for end > 0 && (s.Token(end-1).Text == "." || syntax.IsQuote(s.Token(end-1).Text)) {
		end--
	}
	return end
}

func clauseStart(s *syntax.Sentence, ci int) int {
	from := 0
	for i := ci - 1; i >= 0; i-- {
		if s.Chunks[i].Kind == syntax.Stop && (s.Chunks[i].Word == ";" || s.Chunks[i].Word == ":") {
			return s.Chunks[i].To
		}
	}
	for from < len(s.Tokens) && syntax.IsQuote(s.Token(from).Text) {
		from++
	}
	return from
}

// utteranceOf is the utterance that a verb of saying makes: content behind it
// ("X said that …", "X denied …"), or before it ("…, X said", "…, said X").
func utteranceOf(s *syntax.Sentence, vg *syntax.VerbGroup, class string) *Utterance {
	u := &Utterance{In: s, Class: class}
	subj := s.Subject(vg)
	next := vg.At + 1
	for next < len(s.Chunks) && s.Chunks[next].Kind == syntax.Adv {
		next++
	}
	kind := syntax.Stop
	if next < len(s.Chunks) {
		kind = s.Chunks[next].Kind
	}
	// "…, said X, director of Y": the subject follows, the content stands before
	prev := vg.At - 1
	if vg.Finite && prev >= 0 && (s.Chunks[prev].Kind == syntax.Comma || s.Chunks[prev].Kind == syntax.Quote) && kind == syntax.NP && !s.OwnsVerb(next) && class == "say" && vg.Lemma != "tell" {
		u.Speaker, _ = s.List(next)
		u.before(clauseStart(s, vg.At), prev)
		return u
	}
	if len(subj) == 0 || !speaks(subj[0]) || vg.Passive {
		return nil
	}
	if class == "allege" && vg.Lemma != "allege" && (vg.Lemma == "blame" || kind != syntax.NP) {
		return nil // "blamed X for …" says nothing of the deed; "army accused of killing" is no word of the army's
	}
	u.Speaker = subj
	last := next >= len(s.Chunks) || kind == syntax.Stop && s.Chunks[next].Word == "."
	trailing := last || kind == syntax.Comma && vg.Finite || kind == syntax.Prep || kind == syntax.Adv || kind == syntax.Stop || kind == syntax.Wh || kind == syntax.Conj || kind == syntax.NP && !s.ClauseIn(next)
	at := subj[0].At
	// "a ferry which, the police say, they had meant to bomb": the word is of what follows
	inside := at > 1 && s.Chunks[at-1].Kind == syntax.Comma && s.Chunks[at-2].Kind == syntax.Wh && kind == syntax.Comma
	if trailing && !inside && class != "deny" && class != "allege" {
		// "…, he said", "…," a resident said by telephone: what was said stands
		// before, closed by a comma
		if at > 0 && wordsBefore(s, at) >= 2 && s.Chunks[at-1].Kind == syntax.Comma || at > 1 && s.Chunks[at-1].Kind == syntax.Quote {
			u.before(clauseStart(s, at), at-1)
			return u
		}
		if last {
			return nil
		}
	}
	next = contentAt(s, vg, next, at)
	u.From = contentFrom(s, u, vg.Lemma, next)
	if u.From < 0 {
		return nil
	}
	u.To = contentEnd(s, next)
	if u.To <= u.From {
		return nil
	}
	return u
}

// contentAt passes over whom it was said to and by what channel: "told
// reporters that …", "said in a message on its radio station that …".
func contentAt(s *syntax.Sentence, vg *syntax.VerbGroup, next, subject int) int {
	if next >= len(s.Chunks) {
		return next
	}
	kind := s.Chunks[next].Kind
	if vg.Lemma == "tell" && kind == syntax.NP && subject >= 0 {
		if nps, j := s.List(next); len(nps) > 0 && j < len(s.Chunks) && s.Chunks[j].Kind == syntax.Sub {
			return j
		}
	}
	if kind == syntax.Prep || kind == syntax.Adv || kind == syntax.Comma {
		for k := next; k < len(s.Chunks) && s.Chunks[k].VG == nil && s.Chunks[k].Kind != syntax.Stop; k++ {
			if s.Chunks[k].Kind == syntax.Sub && s.Chunks[k].Word == "that" {
				return k
			}
		}
	}
	return next
}

// contentFrom is the token where the content behind a verb of saying begins,
// chunk next being what follows the verb; -1 when what follows is not said.
func contentFrom(s *syntax.Sentence, u *Utterance, verb string, next int) int {
	if next >= len(s.Chunks) {
		return -1
	}
	switch c := s.Chunks[next]; {
	case c.Kind == syntax.Sub && c.Word == "that":
		return c.To
	case c.Kind == syntax.Sub && (c.Word == "whether" || c.Word == "if"):
		return -1
	case c.Kind == syntax.NP && (s.ClauseIn(next) && !announcing[verb] || u.Class == "deny" || u.Class == "claim"):
		u.thing = u.Class == "claim" && !s.ClauseIn(next) || Responsibility(c.NP.HeadLemma())
		return c.From
	case c.Kind == syntax.VG && (c.VG.Infinitive || c.VG.Gerund):
		return c.From
	case c.Kind == syntax.Prep && s.ClauseIn(next) && u.Class != "ask":
		return c.From
	case c.Kind == syntax.Comma && next+1 < len(s.Chunks) && s.Chunks[next+1].VG != nil && s.Chunks[next+1].VG.Gerund:
		return -1 // "police said, dismissing rumours": what the speaker did
	case c.Kind == syntax.Quote || c.Kind == syntax.Comma || c.Kind == syntax.Stop && c.Word == ":":
		return c.To
	case u.Class == "say" || u.Class == "ask":
		return -1
	default:
		return c.From
	}
}

// before sets as content the tokens from one to the chunk before an
// attribution, its comma and quotation mark left out.
func (u *Utterance) before(from, chunk int) {
	u.From, u.To = from, u.In.Chunks[chunk].From
	for u.To > u.From && (u.In.Token(u.To-1).Text == "," || syntax.IsQuote(u.In.Token(u.To-1).Text)) {
		u.To--
	}
}

// announcing verbs take what was announced as their object, a clause only with
// "that".
var announcing = lexicon.Of("announce", "declare", "disclose", "reveal", "describe", "post", "write", "read", "quote", "recall", "observe", "note", "report")

// speaks reports whether a phrase can be a speaker: someone, a body, or what
// someone made known.
func speaks(np *syntax.NounPhrase) bool {
	return np.Pronoun != "" || Nobody(np) || Referent(np) != nil && Referent(np).Kind != Other && Referent(np).Kind != Property && Referent(np).Kind != Weapon || len(np.Names) > 0 || lexicon.Message(np.HeadLemma()) || lexicon.Affiliation(np.HeadLemma())
}

// contentEnd ends reported content at a clause that the speaker no longer
// says: behind ", but …" with a subject of its own, or a later ", X said".
func contentEnd(s *syntax.Sentence, ci int) int {
	for i := ci + 1; i+1 < len(s.Chunks); i++ {
		c := s.Chunks[i]
		if c.Kind == syntax.Stop && c.Word == ";" {
			return c.From
		}
		if c.Kind == syntax.Conj && (c.Word == "but" || c.Word == "though") && s.Chunks[i+1].NP != nil && s.OwnsVerb(i+1) {
			return trimComma(s, c.From)
		}
		if vg := s.Chunks[i+1].VG; c.Kind == syntax.Conj && vg != nil && vg.Finite && lexicon.Saying(vg.Lemma) != "" {
			return trimComma(s, c.From) // "said it had … and denied …"
		}
	}
	return clauseEnd(s, 0)
}

// wordsBefore counts the tokens before chunk ci that are words.
func wordsBefore(s *syntax.Sentence, ci int) int {
	n := 0
	for k := 0; k < s.Chunks[ci].From; k++ {
		if t := s.Token(k).Text; t != "," && !syntax.IsQuote(t) {
			n++
		}
	}
	return n
}

func trimComma(s *syntax.Sentence, to int) int {
	for to > 0 && s.Token(to-1).Text == "," {
		to--
	}
	return to
}

// Responsibility reports whether a noun is what is claimed for an act, so that
// the words around tell of a claim: "credit".
func Responsibility(noun string) bool { return noun == "responsibility" || noun == "credit" }
