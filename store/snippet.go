package store

import (
	"unicode/utf8"

	"dateline"
)

// snippetWords is how many words a snippet has, about.
const snippetWords = 32

// found are the spans of a text in which phrases stand, in order, each with its
// phrase.
func found(words []word, phrases [][]string) (spans []dateline.Span, which []int) {
	for i := range words {
		longest := -1
		for n, p := range phrases {
			if i+len(p) > len(words) || longest >= 0 && len(p) <= len(phrases[longest]) {
				continue
			}
			same := true
			for j, f := range p {
				if words[i+j].form != f {
					same = false
					break
				}
			}
			if same {
				longest = n
			}
		}
		if longest < 0 {
			continue
		}
		s := dateline.Span{Start: words[i].Start, End: words[i+len(phrases[longest])-1].End}
		if k := len(spans); k > 0 && s.Start < spans[k-1].End {
			continue // inside a phrase that began before
		}
		spans, which = append(spans, s), append(which, longest)
	}
	return spans, which
}

// marks of a title.
func titleMarks(title string, phrases [][]string) []dateline.Span {
	spans, _ := found(cut(title), phrases)
	return spans
}

func cut(text string) []word {
	var out []word
	for w := range wordsOf(text) {
		if len(out) == maxWords {
			break
		}
		out = append(out, w)
	}
	return out
}

// snippet is the first part of a text from body on, of some snippetWords words, in
// which most of the phrases stand.
func snippet(text string, body int, phrases [][]string) dateline.Snippet {
	body = min(max(body, 0), len(text))
	words := cut(text[body:])
	spans, which := found(words, phrases)
	index := map[int]int{} // of a word by its first byte
	for i, w := range words {
		index[w.Start] = i
	}
	best, most := 0, 0
	for i := range spans {
		from := index[spans[i].Start]
		kinds := map[int]bool{}
		for j := i; j < len(spans) && index[spans[j].Start] < from+snippetWords*3/4; j++ {
			kinds[which[j]] = true
		}
		if len(kinds) > most {
			best, most = from, len(kinds)
		}
	}
	var s dateline.Snippet
	if len(words) == 0 {
		s.Span = dateline.Span{Start: body, End: body}
		return s
	}
	first := max(best-snippetWords/4, 0)
	last := min(first+snippetWords, len(words)) - 1
	s.Span = dateline.Span{Start: body + words[first].Start, End: body + words[last].End}
	if last == len(words)-1 {
		s.End = min(s.End+closing(text[s.End:]), len(text))
	}
	s.Text = s.Span.In(text)
	for _, m := range spans {
		m = dateline.Span{Start: m.Start + body - s.Start, End: m.End + body - s.Start}
		if m.Start >= 0 && m.End <= len(s.Text) {
			s.Marks = append(s.Marks, m)
		}
	}
	return s
}

// closing is how many bytes of punctuation a text begins with.
func closing(text string) int {
	n := 0
	for n < len(text) {
		r, size := utf8.DecodeRuneInString(text[n:])
		if r == utf8.RuneError || r == '\n' || r == ' ' || inWord(r) {
			break
		}
		n += size
	}
	return n
}
