package reader

import (
	"strings"

	"dateline"
)

// Noun phrases: a head noun with its determiner, number, adjectives and names,
// and the possessor before it. What follows the head ("of …", an apposition)
// is a phrase of its own.

// A nounPhrase is a noun with what stands before it; phrases with "of" and
// apposition are linked, not swallowed.
type nounPhrase struct {
	s        *sentence
	at       int // index of its chunk
	from, to int // tokens
	head     int // token of the head noun
	det      string
	plural   bool
	pronoun  string
	qty      *quantity
	owner    *nounPhrase // the possessor: "the group's" leader
	names    []*name     // names that stand inside it
	ent      *entity
}

func (np *nounPhrase) words() string       { return np.s.r.quote(np.s.span(np.from, np.to)) }
func (np *nounPhrase) span() dateline.Span { return np.s.span(np.from, np.to) }
func (np *nounPhrase) headLemma() string   { return np.s.lemma(np.head) }

func (np *nounPhrase) definite() bool {
	switch np.det {
	case "the", "this", "that", "these", "those", "both", "its", "their", "his", "her":
		return true
	}
	return np.owner != nil
}

// has reports whether a modifier or the head of the phrase has one of the lemmas.
func (np *nounPhrase) has(lemmas ...string) bool {
	for i := np.from; i < np.to; i++ {
		for _, l := range lemmas {
			if np.s.lemma(i) == l || np.s.lower(i) == l {
				return true
			}
		}
	}
	return false
}

// isAny reports whether the phrase ends in one of the nouns, which may be of
// several words.
func (np *nounPhrase) isAny(heads []string) bool {
	s := np.s
	for _, h := range heads {
		if !strings.Contains(h, " ") {
			if s.lemma(np.head) == h || s.lower(np.head) == h {
				return true
			}
			continue
		}
		w := strings.Fields(h)
		if from := np.head + 1 - len(w); from >= np.from && s.lemmasAt(from, w) {
			return true
		}
	}
	return false
}

// full is the phrase with the "of" phrase that belongs to it: "members of the
// Afghan Taliban".
func (np *nounPhrase) full() dateline.Span {
	if np.at < 0 || np.pronoun != "" || len(np.names) > 0 && np.s.nameOver(np.head) != nil {
		return np.span()
	}
	s := np.s
	if np.at+2 < len(s.chunks) && s.chunks[np.at+1].word == "of" && s.chunks[np.at+2].np != nil {
		nps, _ := s.list(np.at + 2)
		sp := s.span(np.from, nps[len(nps)-1].to)
		if sp.Len() < 120 {
			return sp
		}
	}
	return np.span()
}

// startsNoun reports whether a noun phrase can begin at token i.
func (s *sentence) startsNoun(i int) bool {
	t := s.Tokens[i]
	if s.nameOver(i) != nil {
		return true
	}
	switch t.Tag {
	case "DT", "PDT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "EX", "$", "FW":
		return true
	case "VBN", "VBG":
		// "armed men", "wounded soldiers": an adjective made of a verb, at the
		// start of a phrase. "killing one" and "wounding three" are verbs.
		nx := s.tag(i + 1)
		if nx == "NNS" || nx == "NN" || nx == "NNP" && s.nameOver(i+1) == nil {
			if lexicon.adjectival[s.lower(i)] {
				return true
			}
		}
	}
	return false
}

// nounPhraseFrom is the noun phrase that begins at token i, or a chunk of no
// kind when none does.
func (s *sentence) nounPhraseFrom(i int) chunk {
	np := &nounPhrase{s: s, from: i, head: -1}
	j := i
	for on := true; on && j < len(s.Tokens); {
		j, on = s.growPhrase(np, j)
	}
	// a trailing quote or adverb is not part of the phrase
	for j > i+1 && j > np.head+1 && np.head >= 0 && !isQuote(s.tok(j-1).Text) && s.tok(j-1).Text != ")" {
		if s.nameOver(j-1) != nil {
			break
		}
		j--
	}
	if np.head < 0 {
		if np.owner == nil {
			return chunk{kind: chunkOther, from: i, to: i + 1, word: s.lower(i)}
		}
		np.head = j - 1
	}
	if j < len(s.Tokens) && isQuote(s.tok(j).Text) && s.unclosed(i, j) {
		j++
	}
	np.to = j
	return chunk{kind: chunkNP, from: i, to: j, word: s.lower(np.head), np: np}
}

// growPhrase takes token j, and what goes with it, into a phrase that reaches
// up to it. It returns the token to go on with, and whether the phrase goes on.
func (s *sentence) growPhrase(np *nounPhrase, j int) (next int, on bool) {
	if nm := s.nameOver(j); nm != nil && nm.from == j {
		np.names = append(np.names, nm)
		j = nm.to
		np.head = j - 1
		if s.tok(j).Text == "(" && s.tok(j+2).Text == ")" && upper(s.tok(j+1).Text) {
			j += 3 // "the National Liberation Army (ELN) guerrillas"
		}
		return j, true
	}
	if q := s.quantityAt(j); q != nil && np.head >= 0 && q.low != nil && *q.low >= 100 && q.qualifier != "" {
		return j, false // "forces thousands of residents to flee"
	} else if q != nil && np.head < 0 {
		np.qty = q
		np.head = q.to - 1
		return q.to, true
	}
	opens := j == np.from
	if e := s.timeAt(j); !opens && e > j {
		if np.head >= 0 {
			return j, false
		}
		return e, true // a time before the noun: "the 2016 attack", "Monday's blast"
	}
	t := s.Tokens[j]
	low := s.lower(j)
	switch {
	case t.Tag == "PRP" || t.Tag == "EX":
		if !opens {
			return j, false
		}
		np.pronoun, np.head = low, j
		return j + 1, false
	case t.Tag == "POS":
		if np.head < 0 {
			return j, false
		}
		np.owner = &nounPhrase{s: s, from: np.from, to: j, head: np.head, det: np.det, plural: np.plural, qty: np.qty, names: np.names, owner: np.owner, at: -1}
		np.names, np.qty, np.head, np.plural = nil, nil, -1, false
	case t.Tag == "PRP$":
		if np.head >= 0 {
			return j, false
		}
		np.det = low
		np.owner = &nounPhrase{s: s, from: j, to: j + 1, head: j, pronoun: low, at: -1}
	case t.Tag == "DT" || t.Tag == "PDT":
		return s.growDeterminer(np, j)
	case low == "both":
		if np.head >= 0 {
			return j, false
		}
		np.det = low
	case isNoun(t.Tag) || t.Tag == "FW" || t.Tag == "$":
		np.head = j
		np.plural = t.Tag == "NNS" || t.Tag == "NNPS"
	case t.Tag == "CD":
		if np.head >= 0 {
			return j, false
		}
		np.head = j
	case strings.HasPrefix(t.Tag, "JJ"):
		if np.head >= 0 && !s.nounAfter(j) {
			return j, false
		}
		if np.head < 0 {
			np.head = j // an adjective alone: "the wounded", "the dead"
		}
	case t.Tag == "VBN" || t.Tag == "VBG" || t.Tag == "VBD" && np.det != "" && np.head < 0:
		if !s.modifierVerb(np, j) {
			return j, false
		}
		np.head = j
	case strings.HasPrefix(t.Tag, "RB") && np.head < 0 && !opens:
	case isQuote(t.Text) && s.shortQuote(j) && !opens:
	default:
		return j, false
	}
	return j + 1, true
}

// growDeterminer takes the determiner at token j into a phrase, which is a
// pronoun when nothing follows that it determines ("this", "some").
func (s *sentence) growDeterminer(np *nounPhrase, j int) (next int, on bool) {
	if np.head >= 0 || j > np.from && s.tag(j-1) != "PDT" && s.tag(j-1) != "DT" && s.lower(j-1) != "both" {
		return j, false
	}
	np.det = s.lower(j)
	np.head = -1
	k := j + 1
	tag := s.tag(k)
	inside := s.nounAhead(k) || s.nameOver(k) != nil || isQuote(s.tok(k).Text) || s.quantityAt(k) != nil || s.timeAt(k) > k
	if !inside && tag != "NNP" && tag != "VBN" && tag != "VBG" && tag != "CD" && !strings.HasPrefix(tag, "JJ") && !strings.HasPrefix(tag, "RB") {
		np.head = j
		np.pronoun = np.det
		return k, false
	}
	return k, true
}

// unclosed reports whether tokens i..j open a quotation that they do not close.
func (s *sentence) unclosed(i, j int) bool {
	n := 0
	for k := i; k < j; k++ {
		if isQuote(s.tok(k).Text) && s.tag(k) != "POS" {
			n++
		}
	}
	return n%2 == 1
}

// nounAfter: an adjective behind a noun belongs to the phrase only when another
// noun follows ("Taliban-linked militant groups").
func (s *sentence) nounAfter(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k < j+4; k++ {
		if isNoun(s.tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.tag(k), "JJ") {
			return false
		}
	}
	return false
}

// modifierVerb decides whether a participle inside a phrase is an adjective or
// a noun ("the killing of", "a fruit market bombing") and not the next verb.
func (s *sentence) modifierVerb(np *nounPhrase, j int) bool {
	nextNoun := isNoun(s.tag(j+1)) || strings.HasPrefix(s.tag(j+1), "JJ") && s.nounAfter(j+1)
	if np.head < 0 || strings.HasPrefix(s.tag(np.head), "JJ") && np.head == j-1 {
		// nothing yet but a determiner or adjectives
		if nextNoun {
			return true
		}
		return (np.det != "" || np.owner != nil || np.head >= 0) && (s.tag(j) == "VBG" || lexicon.people[s.lower(j)] != nil)
	}
	if s.tag(j) == "VBG" && lexicon.eventNouns[s.lemma(j)] || lexicon.eventNouns[s.lower(j)] && s.tag(j) == "VBG" {
		// behind a noun: "market bombing", unless an object follows
		return !s.startsNoun(j+1) || s.tag(j+1) == "VBG"
	}
	return false
}

// shortQuote reports whether the quote mark at j opens or closes a few quoted
// words inside a noun phrase: a new “Pakistan Province”.
func (s *sentence) shortQuote(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k <= j+6; k++ {
		if isQuote(s.tok(k).Text) && s.tag(k) != "POS" {
			return k > j+1 && isNoun(s.tag(k-1))
		}
		tag := s.tag(k)
		if !isNoun(tag) && !strings.HasPrefix(tag, "JJ") && tag != "CD" && s.nameOver(k) == nil {
			return false
		}
	}
	// a closing one
	return false
}
