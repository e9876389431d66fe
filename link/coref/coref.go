// Package coref tells which mentions of events, in one document or in several,
// are of one event.
//
// Documents are told apart first: those whose opening sentences share names,
// numbers and rare words tell of one happening (see happenings). Within one happening
// mentions are grouped by what they say (see likeness). It learns nothing: words and
// weights are set by hand, scores are integers, and every order is that of the documents
// given, so the same documents give the same groups.
package coref

import "dateline"

// A Word is a token as a tagger and a parser see it.
type Word struct {
	Text     string
	Lemma    string // dictionary form, in small letters
	Tag      string // part of speech of the Penn Treebank: NN, VBD, ...
	Head     int    // index of the word of the sentence that it depends on, -1 for the root
	Relation string // to that, of Universal Dependencies: nsubj, obj, obl, ...
}

// A Mention is one or more words of a sentence that tell of an event, not
// always side by side.
type Mention struct {
	Sentence int            // index into the document's
	Words    []int          // indices into the sentence's words, in order, at least one
	Day      *dateline.Date // on which the words say that it took place; nil where they do not
}

// A Document is what linking sees of a report.
type Document struct {
	Sentences [][]Word
	Mentions  []Mention
	Published *dateline.Date // nil where it is not known
}

// Group numbers the mentions of documents, document by document: mentions of one
// number, and they alone, are of one event. Numbers run from 0 in the order of the
// events' first mentions. Mentions of a document are given in the order of its text.
func Group(docs []Document) [][]int {
	stories := happenings(docs)
	all := prepare(docs)
	byStory := map[int][]*mention{}
	var order []int
	for _, m := range all {
		s := stories[m.document]
		if byStory[s] == nil {
			order = append(order, s)
		}
		byStory[s] = append(byStory[s], m)
	}
	documents := map[int]int{}
	for _, s := range stories {
		documents[s]++
	}
	event := map[*mention][2]int{}
	for _, s := range order {
		spreads(byStory[s], documents[s])
		for i, n := range events(byStory[s]) {
			event[byStory[s][i]] = [2]int{s, n}
		}
	}
	for i, m := range all {
		// "the blast, which killed two": what a relative pronoun tells of stands before it
		if m.relative && i > 0 && all[i-1].document == m.document && all[i-1].sentence == m.sentence {
			event[m] = event[all[i-1]]
		}
	}
	out := make([][]int, len(docs))
	number := map[[2]int]int{}
	for _, m := range all {
		n, ok := number[event[m]]
		if !ok {
			n = len(number)
			number[event[m]] = n
		}
		out[m.document] = append(out[m.document], n)
	}
	return out
}

// Lemma is that of the mention's head.
func (d Document) Lemma(m Mention) string {
	s := d.Sentences[m.Sentence]
	return s[headOf(s, m)].Lemma
}

// headOf is the word of a mention that the others depend on: the first whose head lies outside of it.
func headOf(sentence []Word, m Mention) int {
	for _, w := range m.Words {
		inside := false
		for _, o := range m.Words {
			inside = inside || o == sentence[w].Head
		}
		if !inside {
			return w
		}
	}
	return m.Words[0]
}
