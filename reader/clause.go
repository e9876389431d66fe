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
		next, on := i+1, true
		switch s.chunks[i].kind {
		case chunkAdv, chunkQuote, chunkOther:
		case chunkNP:
			next, on = s.rightPhrase(a, i, objects, commas)
		case chunkPrep:
			next, on = s.rightPrep(a, i)
		case chunkComma:
			commas++
			on = commas <= 3 && s.goesOnOver(i+1)
		default:
			on = false
		}
		if !on {
			break
		}
		i = next
	}
	a.end = i
	return a
}

// rightPhrase takes the noun phrase at chunk i as an object. It returns the
// chunk to go on with, and whether the arguments go on.
func (s *sentence) rightPhrase(a *arguments, i int, objects bool, commas int) (next int, on bool) {
	owns := s.ownsVerb(i)
	switch {
	case !objects, len(a.preps) > 0 && owns:
		return s.overApposition(i, owns, commas)
	case commas > 0:
		return s.overApposition(i, owns, commas)
	case len(a.object) > 0 && (owns || len(a.preps) > 0):
		return i, false
	}
	// a second list of objects too: "named him emir", "gave the army weapons"
	nps, j := s.list(i)
	a.object = append(a.object, nps...)
	return j, true
}

// overApposition passes over an apposition up to the comma that closes it.
func (s *sentence) overApposition(i int, owns bool, commas int) (next int, on bool) {
	if j := s.skipOf(i + 1); commas == 1 && !owns && j < len(s.chunks) && s.chunks[j].kind == chunkComma {
		return j, true
	}
	return i, false
}

// rightPrep takes the prepositional phrase that begins at chunk i: an adverb
// or a quotation mark may stand behind the preposition.
func (s *sentence) rightPrep(a *arguments, i int) (next int, on bool) {
	phrase := func(k int) bool { return k < len(s.chunks) && s.chunks[k].np != nil }
	if i+1 >= len(s.chunks) {
		return i, false
	}
	at := i + 1
	switch c := s.chunks[at]; {
	case c.kind == chunkAdv && phrase(at+1) && s.timeAt(c.from) == 0, c.kind == chunkQuote && phrase(at+1):
		at++
	case c.np != nil:
	case c.kind == chunkAdv || c.kind == chunkPrep:
		return at, true
	default:
		return i, false
	}
	nps, j := s.list(at)
	a.preps = append(a.preps, prepArg{s.chunks[i].word, i, nps})
	return j, true
}

// goesOnOver reports whether arguments go on behind a comma: to a
// prepositional phrase, a time or an apposition only.
func (s *sentence) goesOnOver(i int) bool {
	if i >= len(s.chunks) {
		return false
	}
	k := s.chunks[i].kind
	return k == chunkPrep || k == chunkAdv || k == chunkNP
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
