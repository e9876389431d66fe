package syntax

import (
	"slices"

	"dateline/reader/lexicon"
)

// Roles are bound over chunks: the subject of a verb group is looked for to
// its left, objects and prepositional phrases to its right. This is a shallow
// stand-in for a parse: it knows coordination, apposition, relative clauses,
// participles and control, and gives up at a clause boundary. Here are the
// lists of phrases and what stands to the right; subject.go looks left.

// A PrepPhrase is a preposition, of several words too ("on behalf of"), with
// the phrases that it governs.
type PrepPhrase struct {
	Word    string
	At      int // chunk of the preposition
	Phrases []*NounPhrase
}

// Arguments are the neighbours of a verb group or of a noun.
type Arguments struct {
	Subject []*NounPhrase
	Object  []*NounPhrase
	Preps   []PrepPhrase
	End     int // chunk after the last that belongs here
}

// Prep is the phrases that one of the prepositions governs, in order.
func (a *Arguments) Prep(words ...string) []*NounPhrase {
	var out []*NounPhrase
	for _, p := range a.Preps {
		for _, w := range words {
			if p.Word == w {
				out = append(out, p.Phrases...)
			}
		}
	}
	return out
}

// ArgumentsOf is what stands to a verb group as subject and object by sense,
// who does it and to whom: a passive's "by" phrase is its subject.
func (s *Sentence) ArgumentsOf(vg *VerbGroup) *Arguments {
	if vg.arguments == nil {
		a := s.findArguments(vg)
		a.Subject, a.Object, a.Preps = slices.Clip(a.Subject), slices.Clip(a.Object), slices.Clip(a.Preps)
		vg.arguments = a // asked for again and again, never changed
	}
	return vg.arguments
}

func (s *Sentence) findArguments(vg *VerbGroup) *Arguments {
	a := s.rightOf(vg.At+1, true)
	left := s.Subject(vg)
	if vg.Passive {
		a2 := &Arguments{Object: left, Preps: a.Preps, End: a.End}
		for _, p := range a.Preps {
			if p.Word == "by" || p.Word == "at the hands of" {
				a2.Subject = append(a2.Subject, p.Phrases...)
			}
		}
		// "was handed X", "were attributed to": a second object stays out
		return a2
	}
	a.Subject = left
	if len(a.Object) == 0 {
		a.Object = s.relativeObject(vg)
	}
	return a
}

// relativeObject is whom a relative clause is about that has its subject behind the
// pronoun: "two soldiers whom it had kidnapped".
func (s *Sentence) relativeObject(vg *VerbGroup) []*NounPhrase {
	i := vg.At - 2
	if !vg.Finite || i < 0 || s.Chunks[i+1].NP == nil || naming[vg.Lemma] {
		return nil
	}
	if s.Chunks[i].NP != nil && s.Chunks[i+1].NP.Pronoun != "" && s.Chunks[i+1].From == s.Chunks[i].To {
		return s.nearest(i) // "a pastor it kidnapped"
	}
	if s.Chunks[i].Kind != Wh || i < 1 {
		return nil
	}
	switch s.Chunks[i].Word {
	case "whom", "who", "which", "that":
	default:
		return nil
	}
	for i > 1 && (s.Chunks[i-1].Kind == Comma || s.Chunks[i-1].Kind == Adv) {
		i-- // "freed two soldiers on Thursday whom …"
	}
	np := s.Chunks[i-1].NP
	if np == nil {
		return nil // "in which", "of whom"
	}
	if s.Chunks[vg.At-2].Word != "whom" && lexicon.People(np.HeadLemma()) == nil && !lexicon.Property(np.HeadLemma()) && np.Quantity == nil && s.NameOver(np.Head) == nil {
		return nil // "the hole that bombers had blasted"
	}
	return s.nearest(i - 1)
}

// naming are verbs of which a relative clause only says who is meant.
var naming = lexicon.Of("name", "identify", "call", "mention", "describe", "know", "say", "see", "meet", "believe", "think", "suspect")

// ArgumentsOfNoun is what follows a noun: "the killing of X by Y in Z".
func (s *Sentence) ArgumentsOfNoun(np *NounPhrase) *Arguments {
	return s.rightOf(np.At+1, false)
}

// List reads coordinated noun phrases from chunk i: "A", "A and B", "A, B and
// C". It returns them and the chunk behind. A phrase behind a comma without a
// closing "and" is an apposition, and one behind "and" that has a finite verb
// of its own starts a clause.
func (s *Sentence) List(i int) ([]*NounPhrase, int) {
	if i >= len(s.Chunks) || s.Chunks[i].NP == nil {
		return nil, i
	}
	out := []*NounPhrase{s.Chunks[i].NP}
	j := i + 1
	for {
		k := s.skipOf(j)
		if k+1 < len(s.Chunks) && s.Chunks[k].Kind == Conj && s.Chunks[k+1].NP != nil {
			if s.OwnsVerb(k+1) || k > j && s.bothNamed(k-1, k+1) && !s.headNamed(out[len(out)-1]) {
				return out, j // "the provinces of A and B": the list is of the inner phrase
			}
			out = append(out, s.Chunks[k+1].NP)
			j = k + 2
			continue
		}
		if k+1 < len(s.Chunks) && s.Chunks[k].Kind == Comma && s.Chunks[k+1].NP != nil && s.closesList(k+1) {
			out = append(out, s.Chunks[k+1].NP)
			j = k + 2
			continue
		}
		return out, j
	}
}

func (s *Sentence) headNamed(np *NounPhrase) bool { return s.NameOver(np.Head) != nil }

func (s *Sentence) bothNamed(i, j int) bool {
	return s.headNamed(s.Chunks[i].NP) && s.headNamed(s.Chunks[j].NP)
}

// skipOf passes "of ..." phrases, which belong to the noun before them.
func (s *Sentence) skipOf(j int) int {
	for j+1 < len(s.Chunks) && s.Chunks[j].Kind == Prep && s.Chunks[j].Word == "of" && s.Chunks[j+1].NP != nil {
		j += 2
	}
	return j
}

// closesList reports whether the phrases from i on run to "and NP" through
// commas alone.
func (s *Sentence) closesList(i int) bool {
	for i < len(s.Chunks) {
		if s.Chunks[i].NP == nil {
			return false
		}
		i = s.skipOf(i + 1)
		if i >= len(s.Chunks) {
			return false
		}
		if s.Chunks[i].Kind == Comma && i+1 < len(s.Chunks) && s.Chunks[i+1].Kind == Conj {
			i++
		}
		if s.Chunks[i].Kind == Conj {
			return i+1 < len(s.Chunks) && s.Chunks[i+1].NP != nil && !s.OwnsVerb(i+1)
		}
		if s.Chunks[i].Kind != Comma {
			return false
		}
		i++
	}
	return false
}

// OwnsVerb reports whether the phrase at chunk i is the subject of a finite
// verb: a verb group follows, prepositional phrases and adverbs aside.
func (s *Sentence) OwnsVerb(i int) bool {
	if s.reducedBefore(i) {
		return false
	}
	j := i + 1
	for j < len(s.Chunks) {
		switch c := s.Chunks[j]; {
		case c.Kind == Prep && j+1 < len(s.Chunks) && s.Chunks[j+1].NP != nil:
			j += 2
			continue
		case c.Kind == Adv:
			j++
			continue
		case c.VG != nil:
			return c.VG.Finite && !c.VG.Infinitive
		}
		return false
	}
	return false
}

// reducedBefore reports whether the clause up to chunk i is a subject with a
// reduced relative and no finite verb yet ("Statements claiming the killing of
// A and B …"): then the next finite verb is that subject's.
func (s *Sentence) reducedBefore(i int) bool {
	reduced := false
	for k := 0; k < i; k++ {
		c := s.Chunks[k]
		switch {
		case c.VG != nil && c.VG.Finite:
			return false
		case c.VG != nil && (c.VG.Gerund || c.VG.Participle) && k > 0 && s.Chunks[k-1].NP != nil:
			reduced = true
		case c.Kind == Sub || c.Kind == Stop:
			reduced = false
		}
	}
	return reduced
}

// rightOf reads objects and prepositional phrases from chunk i.
func (s *Sentence) rightOf(i int, objects bool) *Arguments {
	a := &Arguments{}
	commas := 0
	for i < len(s.Chunks) {
		next, on := i+1, true
		switch s.Chunks[i].Kind {
		case Adv, Quote, Other:
		case NP:
			next, on = s.rightPhrase(a, i, objects, commas)
		case Prep:
			next, on = s.rightPrep(a, i)
		case Comma:
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
	a.End = i
	return a
}

// rightPhrase takes the noun phrase at chunk i as an object. It returns the
// chunk to go on with, and whether the arguments go on.
func (s *Sentence) rightPhrase(a *Arguments, i int, objects bool, commas int) (next int, on bool) {
	owns := s.OwnsVerb(i)
	switch {
	case !objects, len(a.Preps) > 0 && owns:
		return s.overApposition(i, owns, commas)
	case commas > 0:
		return s.overApposition(i, owns, commas)
	case len(a.Object) > 0 && (owns || len(a.Preps) > 0):
		return i, false
	}
	// a second list of objects too: "named him emir", "gave the army weapons"
	nps, j := s.List(i)
	a.Object = append(a.Object, nps...)
	return j, true
}

// overApposition passes over an apposition up to the comma that closes it.
func (s *Sentence) overApposition(i int, owns bool, commas int) (next int, on bool) {
	if j := s.skipOf(i + 1); commas == 1 && !owns && j < len(s.Chunks) && s.Chunks[j].Kind == Comma {
		return j, true
	}
	return i, false
}

// rightPrep takes the prepositional phrase that begins at chunk i: an adverb
// or a quotation mark may stand behind the preposition.
func (s *Sentence) rightPrep(a *Arguments, i int) (next int, on bool) {
	phrase := func(k int) bool { return k < len(s.Chunks) && s.Chunks[k].NP != nil }
	if i+1 >= len(s.Chunks) {
		return i, false
	}
	at := i + 1
	switch c := s.Chunks[at]; {
	case c.Kind == Adv && phrase(at+1) && s.TimeAt(c.From) == 0, c.Kind == Quote && phrase(at+1):
		at++
	case c.NP != nil:
	case c.Kind == Adv || c.Kind == Prep:
		return at, true
	default:
		return i, false
	}
	nps, j := s.List(at)
	a.Preps = append(a.Preps, PrepPhrase{s.Chunks[i].Word, i, nps})
	return j, true
}

// goesOnOver reports whether arguments go on behind a comma: to a
// prepositional phrase, a time or an apposition only.
func (s *Sentence) goesOnOver(i int) bool {
	if i >= len(s.Chunks) {
		return false
	}
	k := s.Chunks[i].Kind
	return k == Prep || k == Adv || k == NP
}

// HeadOver is the lemma of the noun that governs the phrase through "of",
// "for", "to" or "about"; "" for none.
func (s *Sentence) HeadOver(np *NounPhrase) string {
	if np.At >= 2 && s.Chunks[np.At-1].Kind == Prep && s.Chunks[np.At-2].NP != nil {
		switch s.Chunks[np.At-1].Word {
		case "of", "for", "to", "about":
			return s.Chunks[np.At-2].NP.HeadLemma()
		}
	}
	return ""
}

// VerbOver is the verb group whose object the phrase is, or nil.
func (s *Sentence) VerbOver(np *NounPhrase) *VerbGroup {
	for ci := range s.Chunks {
		if vg := s.Chunks[ci].VG; vg != nil && slices.Contains(s.ArgumentsOf(vg).Object, np) {
			return vg
		}
	}
	return nil
}

// VerbUnder is the active verb group whose subject the phrase is, or nil.
func (s *Sentence) VerbUnder(np *NounPhrase) *VerbGroup {
	if np == nil {
		return nil
	}
	for ci := range s.Chunks {
		if vg := s.Chunks[ci].VG; vg != nil && !vg.Passive && slices.Contains(s.ArgumentsOf(vg).Subject, np) {
			return vg
		}
	}
	return nil
}

// ClauseIn reports whether the next verb from chunk i on, in the same clause,
// is finite.
func (s *Sentence) ClauseIn(i int) bool {
	for ; i < len(s.Chunks); i++ {
		c := s.Chunks[i]
		if c.VG != nil {
			return c.VG.Finite
		}
		if c.Kind == Stop || c.Kind == Sub {
			return false
		}
	}
	return false
}
