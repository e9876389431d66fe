package reader

// The subject of a verb group: the phrase to its left in a plain clause, the
// antecedent in a relative one, the subject or object of the governing verb
// where a participle or an infinitive has none of its own.

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

// subjectOf is the subject by grammar of a verb group. Depth counts the verbs
// that the search came by; it gives up beyond four.
func (s *sentence) subjectOf(vg *verbGroup, depth int) []*nounPhrase {
	if depth > 4 {
		return nil
	}
	i := vg.at - 1
	for i >= 0 && (s.chunks[i].kind == chunkAdv || s.chunks[i].kind == chunkQuote || s.chunks[i].kind == chunkOther) {
		i--
	}
	if i < 0 {
		if vg.gerund || vg.participle || vg.infinitive {
			return s.borrowedSubject(vg, depth)
		}
		return nil
	}
	switch kind := s.chunks[i].kind; {
	case vg.infinitive:
		return s.infinitiveSubject(vg, i, depth)
	case vg.gerund && kind == chunkNP, vg.participle && kind == chunkNP:
		return s.nearest(i)
	case vg.gerund && kind != chunkWh:
		return s.borrowedSubject(vg, depth)
	case vg.participle && kind == chunkComma:
		if i > 0 && s.chunks[i-1].np != nil {
			return s.nearest(i - 1)
		}
		return s.borrowedSubject(vg, depth)
	case vg.participle:
		return nil
	}
	return s.finiteSubject(vg, i, depth)
}

// borrowedSubject is the subject that a verb group has from elsewhere: from
// whom an accuser accuses, from the verb it leans on, from a clause behind it.
func (s *sentence) borrowedSubject(vg *verbGroup, depth int) []*nounPhrase {
	if c := s.accuser(vg); c != nil {
		return c
	}
	if g := s.governor(vg); g != nil {
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

// infinitiveSubject is the subject of an infinitive behind chunk i: of "a plan
// to", who has it; else by control, the object of "order" and its like or the
// subject of any other verb.
func (s *sentence) infinitiveSubject(vg *verbGroup, i, depth int) []*nounPhrase {
	c := s.chunks[i]
	g := s.governor(vg)
	if c.kind == chunkNP && designs[c.np.headLemma()] {
		if c.np.owner != nil {
			return []*nounPhrase{c.np.owner}
		}
		if g == nil || foiling[g.lemma] {
			return nil // "police foiled a plan to bomb": not the police's plan
		}
	}
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
	return s.borrowedSubject(vg, depth)
}

// finiteSubject is the subject of a verb group in a clause of its own, by the
// chunk i before it.
func (s *sentence) finiteSubject(vg *verbGroup, i, depth int) []*nounPhrase {
	switch c := s.chunks[i]; c.kind {
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
		return s.borrowedSubject(vg, depth)
	case chunkComma:
		// behind a parenthesis: the phrase before its opening comma
		for k := i - 1; k > 0; k-- {
			if s.chunks[k].kind == chunkComma && s.chunks[k-1].kind == chunkNP {
				return s.leftList(k - 1)
			}
			if s.chunks[k].vg != nil && !(s.chunks[k-1].kind == chunkWh || s.chunks[k-1].kind == chunkComma || s.chunks[k-1].np != nil) {
				break
			}
		}
		return s.borrowedSubject(vg, depth)
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
