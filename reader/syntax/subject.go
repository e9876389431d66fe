package syntax

import (
	"strings"

	"dateline/reader/lexicon"
)

// The subject of a verb group: the phrase to its left in a plain clause, the
// antecedent in a relative one, the subject or object of the governing verb
// where a participle or an infinitive has none of its own.

// Governor is the nearest verb group to the left that a participle, infinitive
// or coordinated verb leans on, or nil.
func (s *Sentence) Governor(vg *VerbGroup) *VerbGroup {
	for i := vg.At - 1; i >= 0; i-- {
		c := s.Chunks[i]
		if c.VG != nil && !(c.VG.Participle && i > 0 && s.Chunks[i-1].NP != nil && !vg.Infinitive) {
			if vg.Gerund && c.VG.Gerund && i > 0 && s.Chunks[i-1].NP != nil && s.Chunks[vg.At-1].Kind == Comma && s.finiteUpTo(i) {
				continue // "fired on demonstrators demanding water, killing one": fired
			}
			if vg.Finite && (!c.VG.Finite || i > 0 && s.Chunks[i-1].Kind == Wh) {
				continue // "slipped in among people arriving and set off": slipped
			}
			return c.VG
		}
		if c.Kind == Stop && c.Word != "-" && c.Word != "–" && c.Word != "—" {
			return nil
		}
	}
	return nil
}

// finiteUpTo reports whether a finite verb stands before chunk i in its clause.
func (s *Sentence) finiteUpTo(i int) bool {
	for k := i - 1; k >= 0; k-- {
		switch c := s.Chunks[k]; {
		case c.VG != nil && c.VG.Finite:
			return true
		case c.Kind == Stop, c.Kind == Sub, c.Kind == Wh:
			return false
		}
	}
	return false
}

// Subject is the subject by grammar of a verb group: of a passive, who it is
// done to.
func (s *Sentence) Subject(vg *VerbGroup) []*NounPhrase { return s.subjectOf(vg, 0) }

// subjectOf is the subject by grammar of a verb group. Depth counts the verbs
// that the search came by; it gives up beyond four.
func (s *Sentence) subjectOf(vg *VerbGroup, depth int) []*NounPhrase {
	if depth > 4 {
		return nil
	}
	i := vg.At - 1
	for i >= 0 && (s.Chunks[i].Kind == Adv || s.Chunks[i].Kind == Quote || s.Chunks[i].Kind == Other) {
		i--
	}
	if i < 0 {
		if vg.Gerund || vg.Participle || vg.Infinitive {
			return s.borrowedSubject(vg, depth)
		}
		return nil
	}
	switch kind := s.Chunks[i].Kind; {
	case vg.Infinitive:
		return s.infinitiveSubject(vg, i, depth)
	case vg.Gerund && kind == NP, vg.Participle && kind == NP:
		if vg.Participle {
			// "two were killed and four guards of the bank injured"
			if l := s.leftList(i); len(l) == 1 && l[0].At < i && l[0].Quantity != nil && l[0].At > 1 && s.Chunks[l[0].At-1].Kind == Conj && s.Chunks[l[0].At-2].VG != nil && s.Chunks[l[0].At-2].VG.Passive {
				return l
			}
		}
		return s.nearest(i)
	case (vg.Gerund || !vg.Finite && vg.Passive && !vg.Participle) && kind != Wh: // "being shot" too
		return s.borrowedSubject(vg, depth)
	case vg.Participle && kind == Comma:
		if i > 0 && s.Chunks[i-1].NP != nil {
			if i == 3 && s.Chunks[1].Kind == Conj && s.Chunks[0].NP != nil {
				return []*NounPhrase{s.Chunks[0].NP, s.Chunks[2].NP} // "A couple and their son, kidnapped in May, …"
			}
			return s.nearest(i - 1)
		}
		return s.borrowedSubject(vg, depth)
	case vg.Participle && kind == Conj:
		if g := s.Governor(vg); g != nil && g.Passive {
			return s.subjectOf(g, depth+1) // "was shot and killed"
		}
		return nil
	case vg.Participle:
		return nil
	}
	return s.finiteSubject(vg, i, depth)
}

// borrowedSubject is the subject that a verb group has from elsewhere: from
// whom an accuser accuses, from the verb it leans on, from a clause behind it.
func (s *Sentence) borrowedSubject(vg *VerbGroup, depth int) []*NounPhrase {
	if c := s.accuser(vg); c != nil {
		return c
	}
	if g := s.Governor(vg); g != nil {
		return s.subjectOf(g, depth+1)
	}
	// "Announcing …, the army said": the subject follows
	for k := vg.At + 1; k+1 < len(s.Chunks); k++ {
		if s.Chunks[k].Kind == Comma && s.Chunks[k+1].NP != nil && s.OwnsVerb(k+1) {
			nps, _ := s.List(k + 1)
			return nps
		}
	}
	if vg.Finite {
		for k := 0; k < vg.At; k++ {
			if s.Chunks[k].NP != nil && (k == 0 || s.Chunks[k-1].Kind != Prep) {
				return []*NounPhrase{s.Chunks[k].NP}
			}
		}
	}
	return nil
}

// infinitiveSubject is the subject of an infinitive behind chunk i: of "a plan
// to", who has it; else by control, the object of "order" and its like or the
// subject of any other verb.
func (s *Sentence) infinitiveSubject(vg *VerbGroup, i, depth int) []*NounPhrase {
	c := s.Chunks[i]
	g := s.Governor(vg)
	if c.Kind == NP && designs[c.NP.HeadLemma()] {
		if c.NP.Owner != nil {
			return []*NounPhrase{c.NP.Owner}
		}
		if g == nil || Stopping(g.Lemma) {
			return nil // "police foiled a plan to bomb": not the police's plan
		}
	}
	if g != nil {
		switch g.Lemma {
		case "order", "tell", "force", "ask", "urge", "allow", "compel", "send", "lead":
			if o := s.rightOf(g.At+1, true).Object; len(o) > 0 && !g.Passive {
				return o
			}
		}
		return s.subjectOf(g, depth+1)
	}
	if c.Kind == NP {
		return s.nearest(i)
	}
	return s.borrowedSubject(vg, depth)
}

// insertion is where the insertion in brackets or between dashes begins that
// ends with chunk i; -1 for none.
func (s *Sentence) insertion(i int) int {
	open := ""
	switch w := s.Lower(s.Chunks[i].From); w {
	case ")":
		open = "("
	case "--", "—", "–", "-":
		open = w
	default:
		return -1
	}
	for k := i - 1; k > 0; k-- {
		if s.Chunks[k].Kind == Stop && s.Lower(s.Chunks[k].From) == open {
			return k
		}
	}
	return -1
}

// finiteSubject is the subject of a verb group in a clause of its own, by the
// chunk i before it.
func (s *Sentence) finiteSubject(vg *VerbGroup, i, depth int) []*NounPhrase {
	switch c := s.Chunks[i]; c.Kind {
	case Stop:
		// behind an insertion: "the driver (a man of 40) died", "six of them --
		// two children among them -- were hurt"
		if k := s.insertion(i); k > 0 && s.Chunks[k-1].NP != nil {
			return s.nearest(k - 1)
		}
		return nil
	case Wh:
		for k := i - 1; k >= 0; k-- {
			switch s.Chunks[k].Kind {
			case NP:
				return s.nearest(k)
			case Comma, Quote, Adv, Prep, Other:
				continue
			}
			return nil
		}
		return nil
	case Conj:
		return s.borrowedSubject(vg, depth)
	case Comma:
		// behind a parenthesis: the phrase before its opening comma
		for k := i - 1; k > 0; k-- {
			if s.Chunks[k].Kind == Comma && s.Chunks[k-1].Kind == NP {
				return s.leftList(k - 1)
			}
			if s.Chunks[k].VG != nil && !(s.Chunks[k-1].Kind == Wh || s.Chunks[k-1].Kind == Comma || s.Chunks[k-1].NP != nil) {
				break
			}
		}
		return s.borrowedSubject(vg, depth)
	case NP:
		nps := s.leftList(i)
		if len(nps) == 1 && nps[0].At == i && i > 1 && s.Chunks[i-1].Kind == Sub && (s.Chunks[i-1].Word == "after" || s.Chunks[i-1].Word == "before") && !s.finiteBehind(vg) {
			// "two men who stormed the hotel after the blast were shot dead"
			if wh := s.relativeBefore(i - 1); wh > 0 && s.Chunks[wh-1].NP != nil && !s.hasVerb(wh-1) {
				return s.nearest(wh - 1)
			}
		}
		if wh := s.relativeBefore(vg.At); wh > 0 && (len(nps) == 0 || s.governed(nps[0].At) || s.Chunks[nps[0].At-1].VG != nil && nps[0].At > wh+1) {
			for k := wh - 1; k >= 0; k-- {
				if s.Chunks[k].NP != nil {
					return s.nearest(k) // "a trader who was treated for burns told", "gunmen who stormed the hotel were shot"
				}
			}
		}
		return nps
	case VG:
		return s.subjectOf(c.VG, depth+1)
	}
	return nil
}

// finiteBehind reports whether another finite verb follows in the sentence, before it is
// said who says it.
func (s *Sentence) finiteBehind(vg *VerbGroup) bool {
	for k := vg.At + 1; k < len(s.Chunks); k++ {
		switch c := s.Chunks[k]; {
		case c.Kind == Comma || c.Kind == Stop || c.Kind == Wh || c.Kind == Sub:
			return false
		case c.VG != nil && c.VG.Finite:
			return true
		}
	}
	return false
}

// hasVerb reports whether a finite verb of the main clause stands before chunk i with its
// phrase as object.
func (s *Sentence) hasVerb(i int) bool {
	return i > 0 && (s.Chunks[i-1].VG != nil && s.Chunks[i-1].VG.Finite && lexicon.Saying(s.Chunks[i-1].VG.Lemma) == "" || s.Chunks[i-1].Kind == Prep)
}

// accuser: in "accused soldiers of killing" the soldiers are the subject of
// the gerund.
func (s *Sentence) accuser(vg *VerbGroup) []*NounPhrase {
	if !vg.Gerund && !strings.HasPrefix(s.Lower(vg.From), "having") || vg.At == 0 || s.Chunks[vg.At-1].Kind != Prep {
		return nil // "accused the army of having shot" too
	}
	g := s.Governor(vg)
	if g == nil {
		return nil
	}
	switch g.Lemma {
	case "accuse", "suspect", "convict", "acquit", "blame", "charge", "stop", "prevent", "keep", "ban":
		if g.Passive {
			return s.ArgumentsOf(g).Object
		}
		o := s.rightOf(g.At+1, true).Object
		if len(o) == 0 {
			return s.Subject(g) // a headline's "army accused of killing"
		}
		return o
	}
	return nil
}

// relativeBefore is the chunk of the relative pronoun whose clause, with one
// verb of its own and no comma, ends at chunk i; 0 when there is none.
func (s *Sentence) relativeBefore(i int) int {
	verbs := 0
	for k := i - 1; k > 0; k-- {
		switch c := s.Chunks[k]; {
		case c.VG != nil && c.VG.Finite:
			if verbs++; verbs > 1 {
				return 0
			}
		case c.Kind == Comma || c.Kind == Stop || c.Kind == Sub:
			return 0
		case c.Kind == Wh:
			if verbs == 1 {
				return k
			}
			return 0
		}
	}
	return 0
}

// designs are nouns whose infinitive says what was to be done.
var designs = lexicon.Of("plan", "plot", "attempt", "bid", "conspiracy", "scheme", "threat")

// leftList is the coordinated phrases that end at chunk i, read leftwards to
// the head of a chain of prepositional phrases: in "a bomb in a market" the
// bomb.
func (s *Sentence) leftList(i int) []*NounPhrase {
	j := i
	for j >= 2 && s.Chunks[j-1].Kind == Prep && s.Chunks[j-2].NP != nil && !sentenceFrame(s, j-1) {
		j -= 2
	}
	// "officials in Kabul on Monday": times stand between
	for j >= 2 && s.Chunks[j-1].Kind == Prep && s.Chunks[j-2].Kind == Adv && j >= 3 && s.Chunks[j-3].NP != nil {
		j -= 3
	}
	// behind a reduced relative: "Statements claiming the killing … were"
	if j >= 2 && s.Chunks[j-1].VG != nil && (s.Chunks[j-1].VG.Gerund || s.Chunks[j-1].VG.Participle) && s.Chunks[j-2].NP != nil && s.reducedBefore(j) {
		return s.leftList(j - 2)
	}
	if j >= 3 && s.Chunks[j-1].Kind == Prep && s.Chunks[j-2].VG != nil && (s.Chunks[j-2].VG.Gerund || s.Chunks[j-2].VG.Participle) && s.Chunks[j-3].NP != nil {
		return s.leftList(j - 3) // "a vehicle packed with explosives went off"
	}
	if j >= 3 && s.Chunks[j-1].Kind == Conj && s.Chunks[j-2].NP != nil {
		// "… the killing of A and B": go on from A
		if k := s.headOfList(j); k < j && s.reducedBefore(k) {
			return s.leftList(k)
		}
	}
	if j >= 1 && s.Chunks[j-1].Kind == Prep && !(j >= 2 && s.Chunks[j-2].NP != nil) && j == i {
		// a prepositional phrase alone is no subject
		return nil
	}
	out := []*NounPhrase{s.Chunks[j].NP}
	if k := s.headOfList(j); k < j && k >= 2 && s.Chunks[j-1].Kind == Conj && s.Chunks[k-1].Word == "of" && s.Chunks[k-2].NP != nil {
		// "members of A and B": the members, whatever the list behind "of" holds;
		// "after the raid of Sunday, rebels": no list
		all := append(s.leftList(k-2), s.Chunks[j].NP)
		if n := s.NameOver(s.Chunks[k].NP.Head); k == j-2 && n != nil && n.Kind == PlaceName && s.Chunks[j].NP.Quantity != nil {
			return all // "the mayor of Toledo and nine others"
		}
		return all[:1]
	}
	for j >= 2 && s.Chunks[j-1].Kind == Conj && s.Chunks[j-2].NP != nil && !s.governed(j-2) {
		j -= 2
		out = append([]*NounPhrase{s.Chunks[j].NP}, out...)
	}
	if j >= 4 && s.Chunks[j-1].Kind == Conj && s.Chunks[j-2].NP != nil && s.Chunks[j-3].Kind == Prep && s.Chunks[j-3].Word != "of" && s.Chunks[j-4].NP != nil && s.Chunks[j-4].NP.Plural {
		out = append([]*NounPhrase{s.Chunks[j-4].NP}, out...) // "rebels from the north and militiamen attacked"
	}
	for len(out) > 1 && j >= 2 && s.Chunks[j-1].Kind == Comma && s.Chunks[j-2].NP != nil && !s.governed(j-2) {
		j -= 2
		out = append([]*NounPhrase{s.Chunks[j].NP}, out...)
	}
	return out
}

// headOfList is the first phrase of the coordination that ends at chunk i.
func (s *Sentence) headOfList(i int) int {
	for i >= 2 && (s.Chunks[i-1].Kind == Conj || s.Chunks[i-1].Kind == Comma) && s.Chunks[i-2].NP != nil {
		i -= 2
	}
	return i
}

// nearest is the phrase at chunk i with what is coordinated to it: the
// antecedent of a relative clause or participle.
func (s *Sentence) nearest(i int) []*NounPhrase {
	out := []*NounPhrase{s.Chunks[i].NP}
	for j := i; j >= 2 && s.Chunks[j-1].Kind == Conj && s.Chunks[j-2].NP != nil; j -= 2 {
		if !s.Chunks[i].NP.Plural && !s.Chunks[j-2].NP.Plural {
			break
		}
		out = append([]*NounPhrase{s.Chunks[j-2].NP}, out...)
	}
	return out
}

// governed reports whether the phrase at chunk i is the object of a verb or
// preposition before it, by itself or as one of a list.
func (s *Sentence) governed(i int) bool {
	i = s.headOfList(i)
	return i > 0 && (s.Chunks[i-1].Kind == VG && (lexicon.Saying(s.Chunks[i-1].VG.Lemma) != "say" || s.Chunks[i-1].VG.Lemma == "tell") || s.Chunks[i-1].Kind == Prep && s.Chunks[i-1].Word != "of")
}

// sentenceFrame: a prepositional phrase that opens the sentence ("In Kunar,")
// is no head of a chain.
func sentenceFrame(s *Sentence, prepAt int) bool {
	return prepAt == 0
}

// Stopping reports whether a verb stops what its object would have done:
// "foil", "prevent".
func Stopping(verb string) bool { return stoppers[verb] }

var stoppers = lexicon.Of("foil", "thwart", "prevent", "avert", "stop", "disrupt", "abort", "intercept", "block")
