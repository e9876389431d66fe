package reader

// Roles are bound over chunks: the subject of a verb group is looked for to
// its left, objects and prepositional phrases to its right. This is a shallow
// stand-in for a parse: it knows coordination, apposition, relative clauses,
// participles and control, and gives up at a clause boundary.

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

// governor is the nearest verb group to the left that a participle, infinitive
// or coordinated verb leans on.
func (s *sentence) governor(vg *verbGroup) *verbGroup {
	for i := vg.at - 1; i >= 0; i-- {
		c := s.chunks[i]
		if c.vg != nil && !(c.vg.participle && i > 0 && s.chunks[i-1].np != nil && !vg.infinitive) {
			if vg.finite && (!c.vg.finite || i > 0 && s.chunks[i-1].kind == chunkWh) {
				continue // "slipped in among people arriving and set off": slipped
			}
			return c.vg
		}
		if c.kind == chunkStop && c.word != "-" && c.word != "–" && c.word != "—" {
			return nil
		}
	}
	return nil
}

func (s *sentence) subjectOf(vg *verbGroup, depth int) []*nounPhrase {
	if depth > 4 {
		return nil
	}
	i := vg.at - 1
	for i >= 0 && (s.chunks[i].kind == chunkAdv || s.chunks[i].kind == chunkQuote || s.chunks[i].kind == chunkOther) {
		i--
	}
	up := func() []*nounPhrase {
		if c := s.accuser(vg); c != nil {
			return c
		}
		if g := s.governor(vg); g != nil {
			if g.passive && !vg.participle {
				return s.subjectOf(g, depth+1)
			}
			return s.subjectOf(g, depth+1)
		}
		// "Announcing …, the army said": the subject follows
		for k := vg.at + 1; k+1 < len(s.chunks); k++ {
			if s.chunks[k].kind == chunkComma && s.chunks[k+1].np != nil && s.ownsVerb(k+1) {
				nps, _ := s.list(k + 1)
				return nps
			}
		}
		if vg.finite {
			for k := 0; k < vg.at; k++ {
				if s.chunks[k].np != nil && (k == 0 || s.chunks[k-1].kind != chunkPrep) {
					return []*nounPhrase{s.chunks[k].np}
				}
			}
		}
		return nil
	}
	if i < 0 {
		if vg.gerund || vg.participle || vg.infinitive {
			return up()
		}
		return nil
	}
	c := s.chunks[i]
	if vg.infinitive {
		if c.kind == chunkNP && designs[c.np.headLemma()] {
			if c.np.owner != nil {
				return []*nounPhrase{c.np.owner}
			}
			if g := s.governor(vg); g == nil || foiling[g.lemma] {
				return nil // "police foiled a plan to bomb": not the police's plan
			}
		}
		g := s.governor(vg)
		if g != nil {
			switch g.lemma {
			case "order", "tell", "force", "ask", "urge", "allow", "compel", "send", "lead":
				if o := s.rightOf(g.at+1, true).object; len(o) > 0 && !g.passive {
					return o
				}
			}
			return s.subjectOf(g, depth+1)
		}
		if c.kind == chunkNP {
			return s.nearest(i)
		}
		return up()
	}
	if vg.gerund {
		switch c.kind {
		case chunkNP:
			return s.nearest(i)
		case chunkWh:
		default:
			return up()
		}
	}
	if vg.participle {
		switch c.kind {
		case chunkNP:
			return s.nearest(i)
		case chunkComma:
			if i > 0 && s.chunks[i-1].np != nil {
				return s.nearest(i - 1)
			}
			return up()
		default:
			return nil
		}
	}
	switch c.kind {
	case chunkWh:
		for k := i - 1; k >= 0; k-- {
			switch s.chunks[k].kind {
			case chunkNP:
				return s.nearest(k)
			case chunkComma, chunkQuote, chunkAdv, chunkPrep, chunkOther:
				continue
			}
			return nil
		}
		return nil
	case chunkConj:
		return up()
	case chunkComma:
		// behind a parenthesis: the phrase before its opening comma
		for k := i - 1; k > 0; k-- {
			if s.chunks[k].kind == chunkComma && s.chunks[k-1].kind == chunkNP {
				return s.leftList(k - 1)
			}
			if s.chunks[k].vg != nil && !(k > 0 && (s.chunks[k-1].kind == chunkWh || s.chunks[k-1].kind == chunkComma || s.chunks[k-1].np != nil)) {
				return up()
			}
		}
		return up()
	case chunkNP:
		nps := s.leftList(i)
		if wh := s.relativeBefore(vg.at); wh > 0 && (len(nps) == 0 || s.governed(nps[0].at)) {
			for k := wh - 1; k >= 0; k-- {
				if s.chunks[k].np != nil {
					return s.nearest(k) // "a trader who was treated for burns told"
				}
			}
		}
		return nps
	case chunkVG:
		return s.subjectOf(c.vg, depth+1)
	}
	return nil
}

// accuser: in "accused soldiers of killing" the soldiers are the subject of
// the gerund.
func (s *sentence) accuser(vg *verbGroup) []*nounPhrase {
	if !vg.gerund || vg.at == 0 || s.chunks[vg.at-1].kind != chunkPrep {
		return nil
	}
	g := s.governor(vg)
	if g == nil {
		return nil
	}
	switch g.lemma {
	case "accuse", "suspect", "convict", "acquit", "blame", "charge", "stop", "prevent", "keep", "ban":
		if g.passive {
			return s.argumentsOf(g).object
		}
		return s.rightOf(g.at+1, true).object
	}
	return nil
}

// relativeBefore is the chunk of the relative pronoun whose clause, with one
// verb of its own and no comma, ends at chunk i; 0 when there is none.
func (s *sentence) relativeBefore(i int) int {
	verbs := 0
	for k := i - 1; k > 0; k-- {
		switch c := s.chunks[k]; {
		case c.vg != nil && c.vg.finite:
			if verbs++; verbs > 1 {
				return 0
			}
		case c.kind == chunkComma || c.kind == chunkStop || c.kind == chunkSub:
			return 0
		case c.kind == chunkWh:
			if verbs == 1 {
				return k
			}
			return 0
		}
	}
	return 0
}

// designs are nouns whose infinitive says what was to be done.
var designs = setOf("plan", "plot", "attempt", "bid", "conspiracy", "scheme", "threat")

// leftList is the coordinated phrases that end at chunk i, read leftwards to
// the head of a chain of prepositional phrases: in "a bomb in a market" the
// bomb.
func (s *sentence) leftList(i int) []*nounPhrase {
	j := i
	for j >= 2 && s.chunks[j-1].kind == chunkPrep && s.chunks[j-2].np != nil && !sentenceFrame(s, j-1) {
		j -= 2
	}
	// "officials in Kabul on Monday": times stand between
	for j >= 2 && s.chunks[j-1].kind == chunkPrep && s.chunks[j-2].kind == chunkAdv && j >= 3 && s.chunks[j-3].np != nil {
		j -= 3
	}
	// behind a reduced relative: "Statements claiming the killing … were"
	if j >= 2 && s.chunks[j-1].vg != nil && (s.chunks[j-1].vg.gerund || s.chunks[j-1].vg.participle) && s.chunks[j-2].np != nil && s.reducedBefore(j) {
		return s.leftList(j - 2)
	}
	if j >= 3 && s.chunks[j-1].kind == chunkPrep && s.chunks[j-2].vg != nil && (s.chunks[j-2].vg.gerund || s.chunks[j-2].vg.participle) && s.chunks[j-3].np != nil {
		return s.leftList(j - 3) // "a vehicle packed with explosives went off"
	}
	if j >= 3 && s.chunks[j-1].kind == chunkConj && s.chunks[j-2].np != nil {
		// "… the killing of A and B": go on from A
		if k := s.headOfList(j); k < j && s.reducedBefore(k) {
			return s.leftList(k)
		}
	}
	if j >= 1 && s.chunks[j-1].kind == chunkPrep && !(j >= 2 && s.chunks[j-2].np != nil) && j == i {
		// a prepositional phrase alone is no subject
		return nil
	}
	out := []*nounPhrase{s.chunks[j].np}
	if k := s.headOfList(j); k < j && k >= 2 && s.chunks[k-1].word == "of" && s.chunks[k-2].np != nil {
		// "members of A and B": the members, whatever the list behind "of" holds
		return append(s.leftList(k-2), s.chunks[j].np)[:1]
	}
	for j >= 2 && s.chunks[j-1].kind == chunkConj && s.chunks[j-2].np != nil && !s.governed(j-2) {
		j -= 2
		out = append([]*nounPhrase{s.chunks[j].np}, out...)
	}
	for len(out) > 1 && j >= 2 && s.chunks[j-1].kind == chunkComma && s.chunks[j-2].np != nil && !s.governed(j-2) {
		j -= 2
		out = append([]*nounPhrase{s.chunks[j].np}, out...)
	}
	return out
}

// headOfList is the first phrase of the coordination that ends at chunk i.
func (s *sentence) headOfList(i int) int {
	for i >= 2 && (s.chunks[i-1].kind == chunkConj || s.chunks[i-1].kind == chunkComma) && s.chunks[i-2].np != nil {
		i -= 2
	}
	return i
}

// nearest is the phrase at chunk i with what is coordinated to it: the
// antecedent of a relative clause or participle.
func (s *sentence) nearest(i int) []*nounPhrase {
	out := []*nounPhrase{s.chunks[i].np}
	for j := i; j >= 2 && s.chunks[j-1].kind == chunkConj && s.chunks[j-2].np != nil; j -= 2 {
		if !s.chunks[i].np.plural && !s.chunks[j-2].np.plural {
			break
		}
		out = append([]*nounPhrase{s.chunks[j-2].np}, out...)
	}
	return out
}

// governed reports whether the phrase at chunk i is the object of a verb or
// preposition before it, by itself or as one of a list.
func (s *sentence) governed(i int) bool {
	i = s.headOfList(i)
	return i > 0 && (s.chunks[i-1].kind == chunkVG || s.chunks[i-1].kind == chunkPrep && s.chunks[i-1].word != "of")
}

// sentenceFrame: a prepositional phrase that opens the sentence ("In Kunar,")
// is no head of a chain.
func sentenceFrame(s *sentence, prepAt int) bool {
	return prepAt == 0
}
