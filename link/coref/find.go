package coref

import "strings"

// idle are verbs that tell of no event by themselves, or stand for a grammatical relation.
const idle = " be have do include involve follow seem appear mean consist contain base include need allow "

// Find adds to documents the mentions of events in the wanted sentences of each, or in all
// where wanted is nil: verbs that head a clause, with the particle that makes them
// another verb, and nouns that the lexicon has for events. It is no part of grouping: who
// has mentions need not call it.
func Find(docs []Document, wanted func(document, sentence int) bool) {
	v := vocabularyOf(docs)
	for i := range docs {
		for n, s := range docs[i].Sentences {
			if wanted == nil || wanted(i, n) {
				for _, words := range v.find(s) {
					docs[i].Mentions = append(docs[i].Mentions, Mention{Sentence: n, Words: words})
				}
			}
		}
	}
}

func (v vocabulary) find(s []Word) [][]int {
	var out [][]int
	for i, w := range s {
		base := v.base(w)
		switch {
		case strings.EqualFold(w.Text, "according"):
			if i+1 < len(s) && strings.EqualFold(s[i+1].Text, "to") {
				out = append(out, []int{i, i + 1})
			}
		case strings.HasPrefix(w.Tag, "VB"):
			if in(idle, base) || strings.HasPrefix(w.Relation, "aux") || in(" cop case compound ", w.Relation) ||
				w.Relation == "amod" && (!words.has(base) || words.things[base]) {
				continue
			}
			if i+1 < len(s) && in(particles, s[i+1].Lemma) && s[i+1].Tag != "TO" && words.has(base+"_"+s[i+1].Lemma) {
				out = append(out, []int{i, i + 1})
				continue
			}
			out = append(out, []int{i})
		case w.Tag == "NN" || w.Tag == "NNS" || w.Tag == "JJ" && strings.HasSuffix(w.Text, "ed"):
			if words.has(base) && !words.things[base] {
				out = append(out, []int{i})
			}
		case isName(w):
			// in a headline
			if words.has(base) && !words.things[base] && v[base] && !isName(neighbour(s, i-1)) {
				out = append(out, []int{i})
			}
		}
	}
	return out
}

// neighbour is a word of the sentence, or none beyond its ends.
func neighbour(s []Word, i int) Word {
	if i < 0 || i >= len(s) {
		return Word{}
	}
	return s[i]
}
