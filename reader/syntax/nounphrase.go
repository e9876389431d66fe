package syntax

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
)

// Noun phrases: a head noun with its determiner, number, adjectives and names,
// and the possessor before it. What follows the head ("of …", an apposition)
// is a phrase of its own.

// A NounPhrase is a noun with what stands before it; phrases with "of" and
// appositions are phrases of their own.
type NounPhrase struct {
	In       *Sentence
	At       int    // index of its chunk; -1 for a possessor, which is part of another's
	From, To int    // tokens
	Head     int    // token of the head noun; of a bare number its last
	Det      string // "a", "the", "no", "its" …, in lower case; "" for none
	Plural   bool   // by the form of the head
	Pronoun  string // in lower case, when the phrase is one
	Quantity *Quantity
	Owner    *NounPhrase // the possessor: "the group's" leader, "its"
	Names    []*Name     // names that stand inside it, those of the possessor aside
	Referent any         // what the layer above takes it to stand for; this layer neither sets nor reads it
}

// Words is the phrase as written.
func (np *NounPhrase) Words() string { return np.In.Quote(np.Span()) }

// Span is the bytes of the phrase.
func (np *NounPhrase) Span() dateline.Span { return np.In.SpanOf(np.From, np.To) }

// HeadLemma is the lemma of the head noun.
func (np *NounPhrase) HeadLemma() string { return np.In.Lemma(np.Head) }

// Definite reports whether the phrase means something known: by its
// determiner or its possessor.
func (np *NounPhrase) Definite() bool {
	switch np.Det {
	case "the", "this", "that", "these", "those", "both", "its", "their", "his", "her":
		return true
	}
	return np.Owner != nil
}

// Has reports whether a word of the phrase is one of these, by its lemma or as
// written.
func (np *NounPhrase) Has(lemmas ...string) bool {
	for i := np.From; i < np.To; i++ {
		for _, l := range lemmas {
			if np.In.Lemma(i) == l || np.In.Lower(i) == l {
				return true
			}
		}
	}
	return false
}

// EndsIn reports whether the head of the phrase is one of the nouns, which may
// be of several words, by lemma or as written.
func (np *NounPhrase) EndsIn(heads []string) bool {
	s := np.In
	for _, h := range heads {
		if !strings.Contains(h, " ") {
			if s.Lemma(np.Head) == h || s.Lower(np.Head) == h {
				return true
			}
			continue
		}
		w := strings.Fields(h)
		if from := np.Head + 1 - len(w); from >= np.From && s.LemmasAt(from, w) {
			return true
		}
	}
	return false
}

// Full is the bytes of the phrase with the "of" phrase that belongs to it:
// "members of the Afghan Taliban"; without it beyond 120 bytes.
func (np *NounPhrase) Full() dateline.Span {
	if np.At < 0 || np.Pronoun != "" || len(np.Names) > 0 && np.In.NameOver(np.Head) != nil {
		return np.Span()
	}
	s := np.In
	if np.At+2 < len(s.Chunks) && s.Chunks[np.At+1].Word == "of" && s.Chunks[np.At+2].NP != nil {
		nps, _ := s.List(np.At + 2)
		sp := s.SpanOf(np.From, nps[len(nps)-1].To)
		if sp.Len() < 120 {
			return sp
		}
	}
	return np.Span()
}

// startsNoun reports whether a noun phrase can begin at token i.
func (s *Sentence) startsNoun(i int) bool {
	t := s.Token(i)
	if s.NameOver(i) != nil {
		return true
	}
	switch t.Tag {
	case "DT", "PDT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "EX", "$", "FW":
		return true
	case "VBN", "VBG":
		// "armed men", "wounded soldiers": an adjective made of a verb, at the
		// start of a phrase. "killing one" and "wounding three" are verbs.
		nx := s.Tag(i + 1)
		if nx == "NNS" || nx == "NN" || nx == "NNP" && s.NameOver(i+1) == nil {
			if lexicon.Adjectival(s.Lower(i)) {
				return true
			}
		}
	}
	return false
}

// nounPhraseFrom is the noun phrase that begins at token i, or a chunk of no
// kind when none does.
func (s *Sentence) nounPhraseFrom(i int) Chunk {
	np := &NounPhrase{In: s, From: i, Head: -1}
	j := i
	for on := true; on && j < len(s.Tokens); {
		j, on = s.growPhrase(np, j)
	}
	// a trailing quote or adverb is not part of the phrase
	for j > i+1 && j > np.Head+1 && np.Head >= 0 && !IsQuote(s.Token(j-1).Text) && s.Token(j-1).Text != ")" {
		if s.NameOver(j-1) != nil {
			break
		}
		j--
	}
	if np.Head < 0 {
		if np.Owner == nil {
			return Chunk{Kind: Other, From: i, To: i + 1, Word: s.Lower(i)}
		}
		np.Head = j - 1
	}
	if j < len(s.Tokens) && IsQuote(s.Token(j).Text) && s.unclosed(i, j) {
		j++
	}
	np.To = j
	return Chunk{Kind: NP, From: i, To: j, Word: s.Lower(np.Head), NP: np}
}

// growPhrase takes token j, and what goes with it, into a phrase that reaches
// up to it. It returns the token to go on with, and whether the phrase goes on.
func (s *Sentence) growPhrase(np *NounPhrase, j int) (next int, on bool) {
	if nm := s.NameOver(j); nm != nil && nm.From == j {
		np.Names = append(np.Names, nm)
		j = nm.To
		np.Head = j - 1
		if s.Token(j).Text == "(" && s.Token(j+2).Text == ")" && AllCaps(s.Token(j+1).Text) {
			j += 3 // "the National Liberation Army (ELN) guerrillas"
		}
		return j, true
	}
	if q := s.quantityAt(j); q != nil && np.Head >= 0 && q.Low != nil && *q.Low >= 100 && q.Qualifier != "" {
		return j, false // "forces thousands of residents to flee"
	} else if q != nil && np.Head < 0 {
		np.Quantity = q
		np.Head = q.To - 1
		return q.To, true
	}
	opens := j == np.From
	if e := s.TimeAt(j); !opens && e > j {
		if np.Head >= 0 {
			return j, false
		}
		return e, true // a time before the noun: "the 2016 attack", "Monday's blast"
	}
	t := s.Tokens[j]
	low := s.Lower(j)
	switch {
	case t.Tag == "PRP" || t.Tag == "EX":
		if !opens {
			return j, false
		}
		np.Pronoun, np.Head = low, j
		return j + 1, false
	case t.Tag == "POS":
		if np.Head < 0 {
			return j, false
		}
		np.Owner = &NounPhrase{In: s, From: np.From, To: j, Head: np.Head, Det: np.Det, Plural: np.Plural, Quantity: np.Quantity, Names: np.Names, Owner: np.Owner, At: -1}
		np.Names, np.Quantity, np.Head, np.Plural = nil, nil, -1, false
	case t.Tag == "PRP$":
		if np.Head >= 0 {
			return j, false
		}
		np.Det = low
		np.Owner = &NounPhrase{In: s, From: j, To: j + 1, Head: j, Pronoun: low, At: -1}
	case t.Tag == "DT" || t.Tag == "PDT":
		return s.growDeterminer(np, j)
	case low == "both":
		if np.Head >= 0 {
			return j, false
		}
		np.Det = low
	case s.fateAt(np, j):
		return j, false
	case IsNoun(t.Tag) || t.Tag == "FW" || t.Tag == "$":
		np.Head = j
		// In a headline's capitals "Gunmen" is tagged as a name.
		np.Plural = t.Tag == "NNS" || t.Tag == "NNPS" || t.Tag == "NNP" && t.Lemma != np.In.Lower(j) && lexicon.People(t.Lemma) != nil
	case t.Tag == "CD":
		if np.Head >= 0 && !(np.Head == j-1 && s.Tag(j-1) == "CD" && multipliers[low] > 0) {
			return j, false
		}
		np.Head = j
	case strings.HasPrefix(t.Tag, "JJ"):
		if np.Head >= 0 && !s.nounAfter(j) {
			return j, false
		}
		if np.Head < 0 {
			np.Head = j // an adjective alone: "the wounded", "the dead"
		}
	case t.Tag == "VBN" || t.Tag == "VBG" || t.Tag == "VBD" && np.Det != "" && np.Head < 0:
		if !s.modifierVerb(np, j) {
			return j, false
		}
		np.Head = j
	case strings.HasPrefix(t.Tag, "RB") && np.Head < 0 && !opens:
	case IsQuote(t.Text) && s.shortQuote(j) && !opens:
	default:
		return j, false
	}
	return j + 1, true
}

// fateAt reports whether token j, tagged a noun or an adjective, says behind a noun for
// people what became of them: "found a man dead", "a boy shot in the leg", "the victim
// suffering from burns".
func (s *Sentence) fateAt(np *NounPhrase, j int) bool {
	if np.Head != j-1 || !fates[s.Lower(j)] || s.NameOver(j) != nil || s.NameOver(np.Head) != nil || s.nounAfter(j) {
		return false
	}
	return lexicon.People(s.Lemma(np.Head)) != nil
}

var fates = lexicon.Of("dead", "shot", "stabbed", "suffering", "bleeding", "fatally", "unresponsive")

// growDeterminer takes the determiner at token j into a phrase, which is a
// pronoun when nothing follows that it determines ("this", "some").
func (s *Sentence) growDeterminer(np *NounPhrase, j int) (next int, on bool) {
	if np.Head >= 0 || j > np.From && s.Tag(j-1) != "PDT" && s.Tag(j-1) != "DT" && s.Lower(j-1) != "both" {
		return j, false
	}
	np.Det = s.Lower(j)
	np.Head = -1
	k := j + 1
	tag := s.Tag(k)
	inside := s.nounAhead(k) || s.NameOver(k) != nil || IsQuote(s.Token(k).Text) || s.quantityAt(k) != nil || s.TimeAt(k) > k
	if !inside && tag != "NNP" && tag != "VBN" && tag != "VBG" && tag != "CD" && !strings.HasPrefix(tag, "JJ") && !strings.HasPrefix(tag, "RB") {
		np.Head = j
		np.Pronoun = np.Det
		return k, false
	}
	return k, true
}

// unclosed reports whether tokens i..j open a quotation that they do not close.
func (s *Sentence) unclosed(i, j int) bool {
	n := 0
	for k := i; k < j; k++ {
		if IsQuote(s.Token(k).Text) && s.Tag(k) != "POS" {
			n++
		}
	}
	return n%2 == 1
}

// nounAfter: an adjective behind a noun belongs to the phrase only when another
// noun follows ("Taliban-linked militant groups").
func (s *Sentence) nounAfter(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k < j+4; k++ {
		if IsNoun(s.Tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.Tag(k), "JJ") {
			return false
		}
	}
	return false
}

// modifierVerb decides whether a participle inside a phrase is an adjective or
// a noun ("the killing of", "a fruit market bombing") and not the next verb.
func (s *Sentence) modifierVerb(np *NounPhrase, j int) bool {
	nextNoun := IsNoun(s.Tag(j+1)) || strings.HasPrefix(s.Tag(j+1), "JJ") && s.nounAfter(j+1)
	if np.Head < 0 || strings.HasPrefix(s.Tag(np.Head), "JJ") && np.Head == j-1 {
		// nothing yet but a determiner or adjectives
		if nextNoun {
			return true
		}
		return (np.Det != "" || np.Owner != nil || np.Head >= 0) && (s.Tag(j) == "VBG" || lexicon.People(s.Lower(j)) != nil)
	}
	if s.Tag(j) == "VBG" && lexicon.EventNoun(s.Lemma(j)) || lexicon.EventNoun(s.Lower(j)) && s.Tag(j) == "VBG" {
		// behind a noun: "market bombing", unless an object follows
		return !s.startsNoun(j+1) || s.Tag(j+1) == "VBG"
	}
	return false
}

// shortQuote reports whether the quote mark at j opens or closes a few quoted
// words inside a noun phrase: a new “Pakistan Province”.
func (s *Sentence) shortQuote(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k <= j+6; k++ {
		if IsQuote(s.Token(k).Text) && s.Tag(k) != "POS" {
			return k > j+1 && IsNoun(s.Tag(k-1))
		}
		tag := s.Tag(k)
		if !IsNoun(tag) && !strings.HasPrefix(tag, "JJ") && tag != "CD" && s.NameOver(k) == nil {
			return false
		}
	}
	// a closing one
	return false
}
