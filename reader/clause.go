package reader

import "slices"

// Roles are bound over chunks: the subject of a verb group is looked for to
// its left, objects and prepositional phrases to its right. This is a shallow
// stand-in for a parse: it knows coordination, apposition, relative clauses,
// participles and control, and gives up at a clause boundary. Here are the
// lists of phrases and what stands to the right; subject.go looks left.

// A prepArg is a prepositional phrase: the preposition and what it governs.
type prepArg struct {
	word string
	at   int // chunk of the preposition
	nps  []*nounPhrase
}

// arguments are the neighbours of a verb group or of a noun.
type arguments struct {
	subject []*nounPhrase
	object  []*nounPhrase
	preps   []prepArg
	end     int // chunk after the last that belongs here
}

func (a *arguments) prep(words ...string) []*nounPhrase {
	var out []*nounPhrase
	for _, p := range a.preps {
		for _, w := range words {
			if p.word == w {
				out = append(out, p.nps...)
			}
		}
	}
	return out
}

// argumentsOf is the subject (by sense: the agent) and object (the patient) of
// a verb group, the passive undone.
func (s *sentence) argumentsOf(vg *verbGroup) *arguments {
	a := s.rightOf(vg.at+1, true)
	left := s.subjectOf(vg, 0)
	if vg.passive {
		a2 := &arguments{object: left, preps: a.preps, end: a.end}
		for _, p := range a.preps {
			if p.word == "by" || p.word == "at the hands of" {
				a2.subject = append(a2.subject, p.nps...)
			}
		}
		// "was handed X", "were attributed to": a second object stays out
		return a2
	}
	a.subject = left
	return a
}

// argumentsOfNoun is what follows a noun: "the killing of X by Y in Z".
func (s *sentence) argumentsOfNoun(np *nounPhrase) *arguments {
	return s.rightOf(np.at+1, false)
}

// list reads coordinated noun phrases from chunk i: "A", "A and B", "A, B and
// C". A phrase behind a comma without a closing "and" is an apposition, and
// one behind "and" that has a finite verb of its own starts a clause.
func (s *sentence) list(i int) ([]*nounPhrase, int) {
	if i >= len(s.chunks) || s.chunks[i].np == nil {
		return nil, i
	}
	out := []*nounPhrase{s.chunks[i].np}
	j := i + 1
	for {
		k := s.skipOf(j)
		if k+1 < len(s.chunks) && s.chunks[k].kind == chunkConj && s.chunks[k+1].np != nil {
			if s.ownsVerb(k+1) || k > j && s.bothNamed(k-1, k+1) && !s.headNamed(out[len(out)-1]) {
				return out, j // "the provinces of A and B": the list is of the inner phrase
			}
			out = append(out, s.chunks[k+1].np)
			j = k + 2
			continue
		}
		if k+1 < len(s.chunks) && s.chunks[k].kind == chunkComma && s.chunks[k+1].np != nil && s.closesList(k+1) {
			out = append(out, s.chunks[k+1].np)
			j = k + 2
			continue
		}
		return out, j
	}
}

func (s *sentence) headNamed(np *nounPhrase) bool { return s.nameOver(np.head) != nil }

func (s *sentence) bothNamed(i, j int) bool {
	return s.headNamed(s.chunks[i].np) && s.headNamed(s.chunks[j].np)
}

// skipOf passes "of ..." phrases, which belong to the noun before them.
func (s *sentence) skipOf(j int) int {
	for j+1 < len(s.chunks) && s.chunks[j].kind == chunkPrep && s.chunks[j].word == "of" && s.chunks[j+1].np != nil {
		j += 2
	}
	return j
}

// closesList reports whether the phrases from i on run to "and NP" through
// commas alone.
func (s *sentence) closesList(i int) bool {
	for i < len(s.chunks) {
		if s.chunks[i].np == nil {
			return false
		}
		i = s.skipOf(i + 1)
		if i >= len(s.chunks) {
			return false
		}
		if s.chunks[i].kind == chunkComma && i+1 < len(s.chunks) && s.chunks[i+1].kind == chunkConj {
			i++
		}
		if s.chunks[i].kind == chunkConj {
			return i+1 < len(s.chunks) && s.chunks[i+1].np != nil && !s.ownsVerb(i+1)
		}
		if s.chunks[i].kind != chunkComma {
			return false
		}
		i++
	}
	return false
}

// ownsVerb reports whether the phrase at chunk i is the subject of a finite
// verb: a verb group follows, prepositional phrases and adverbs aside.
func (s *sentence) ownsVerb(i int) bool {
	if s.reducedBefore(i) {
		return false
	}
	j := i + 1
	for j < len(s.chunks) {
		switch c := s.chunks[j]; {
		case c.kind == chunkPrep && j+1 < len(s.chunks) && s.chunks[j+1].np != nil:
			j += 2
			continue
		case c.kind == chunkAdv:
			j++
			continue
		case c.vg != nil:
			return c.vg.finite && !c.vg.infinitive
		}
		return false
	}
	return false
}

// reducedBefore reports whether the clause up to chunk i is a subject with a
// reduced relative and no finite verb yet ("Statements claiming the killing of
// A and B …"): then the next finite verb is that subject's.
func (s *sentence) reducedBefore(i int) bool {
	reduced := false
	for k := 0; k < i; k++ {
		c := s.chunks[k]
		switch {
		case c.vg != nil && c.vg.finite:
			return false
		case c.vg != nil && (c.vg.gerund || c.vg.participle) && k > 0 && s.chunks[k-1].np != nil:
			reduced = true
		case c.kind == chunkSub || c.kind == chunkStop:
			reduced = false
		}
	}
	return reduced
}

// rightOf reads objects and prepositional phrases from chunk i.
func (s *sentence) rightOf(i int, objects bool) *arguments {
	a := &arguments{}
	commas := 0
	for i < len(s.chunks) {
		c := s.chunks[i]
		switch c.kind {
		case chunkAdv, chunkQuote:
			i++
		case chunkOther:
			i++
		case chunkNP:
			if !objects || commas > 0 || len(a.object) > 0 || len(a.preps) > 0 && s.ownsVerb(i) {
				if commas == 0 && objects && len(a.object) > 0 && !s.ownsVerb(i) && len(a.preps) == 0 {
					// "named him emir", "gave the army weapons": the second object
					nps, j := s.list(i)
					a.object = append(a.object, nps...)
					i = j
					continue
				}
				if commas > 0 && !s.ownsVerb(i) && commas == 1 {
					// an apposition: pass over it up to the next comma
					j := s.skipOf(i + 1)
					if j < len(s.chunks) && s.chunks[j].kind == chunkComma {
						i = j
						continue
					}
				}
				a.end = i
				return a
			}
			if s.ownsVerb(i) && commas > 0 {
				a.end = i
				return a
			}
			nps, j := s.list(i)
			a.object = append(a.object, nps...)
			i = j
		case chunkPrep:
			if i+1 < len(s.chunks) && s.chunks[i+1].kind == chunkAdv && i+2 < len(s.chunks) && s.chunks[i+2].np != nil && s.timeAt(s.chunks[i+1].from) == 0 {
				i++
				nps, j := s.list(i + 1)
				a.preps = append(a.preps, prepArg{c.word, i - 1, nps})
				i = j
				continue
			}
			if i+1 < len(s.chunks) && s.chunks[i+1].kind == chunkQuote && i+2 < len(s.chunks) && s.chunks[i+2].np != nil {
				nps, j := s.list(i + 2)
				a.preps = append(a.preps, prepArg{c.word, i, nps})
				i = j
				continue
			}
			if i+1 >= len(s.chunks) || s.chunks[i+1].np == nil {
				if i+1 < len(s.chunks) && (s.chunks[i+1].kind == chunkAdv || s.chunks[i+1].kind == chunkPrep) {
					i++
					continue
				}
				a.end = i
				return a
			}
			nps, j := s.list(i + 1)
			a.preps = append(a.preps, prepArg{c.word, i, nps})
			i = j
		case chunkComma:
			commas++
			// go on over a comma only to a prepositional phrase, a time or an apposition
			if i+1 >= len(s.chunks) {
				a.end = i
				return a
			}
			n := s.chunks[i+1]
			if n.kind != chunkPrep && n.kind != chunkAdv && n.kind != chunkNP || commas > 3 {
				a.end = i
				return a
			}
			i++
		default:
			a.end = i
			return a
		}
	}
	a.end = i
	return a
}

// headOver is the lemma of the noun that governs the phrase through "of",
// "for" or "to".
func (s *sentence) headOver(np *nounPhrase) string {
	if np.at >= 2 && s.chunks[np.at-1].kind == chunkPrep && s.chunks[np.at-2].np != nil {
		switch s.chunks[np.at-1].word {
		case "of", "for", "to", "about":
			return s.chunks[np.at-2].np.headLemma()
		}
	}
	return ""
}

// verbOver is the verb group whose object the phrase is.
func (s *sentence) verbOver(np *nounPhrase) *verbGroup {
	for ci := range s.chunks {
		if vg := s.chunks[ci].vg; vg != nil && slices.Contains(s.argumentsOf(vg).object, np) {
			return vg
		}
	}
	return nil
}

// verbUnder is the verb group whose subject the phrase is.
func (s *sentence) verbUnder(np *nounPhrase) *verbGroup {
	if np == nil {
		return nil
	}
	for ci := range s.chunks {
		if vg := s.chunks[ci].vg; vg != nil && !vg.passive && slices.Contains(s.argumentsOf(vg).subject, np) {
			return vg
		}
	}
	return nil
}

// clauseIn reports whether a finite verb follows in the same clause.
func (s *sentence) clauseIn(i int) bool {
	for ; i < len(s.chunks); i++ {
		c := s.chunks[i]
		if c.vg != nil {
			return c.vg.finite
		}
		if c.kind == chunkStop || c.kind == chunkSub {
			return false
		}
	}
	return false
}
