package grade

import (
	"strings"

	"dateline"
)

// Sentences that collections give cut into words, put together again.

// joinWords writes words as text, without a space where none is written, and
// gives the bytes of each word. Quotation marks of the Penn Treebank become plain ones.
func joinWords(words []string) (string, []dateline.Span) {
	var b strings.Builder
	spans := make([]dateline.Span, len(words))
	open := false // a quotation
	glued := true // no space before the next word
	for i, w := range words {
		switch w {
		case "``", "''":
			w = `"`
		case "-LRB-":
			w = "("
		case "-RRB-":
			w = ")"
		}
		before, after := true, true // a space may stand there
		switch w {
		case ",", ".", ";", ":", "?", "!", ")", "]", "%", "'s", "’s", "'", "’", "n't", "n’t", "'re", "'ve", "'ll", "'d", "'m", "’re", "’ve", "’ll", "’d", "’m", "”":
			before = false
		case "(", "[", "$", "“", "‘":
			after = false
		case "-", "/":
			before, after = false, false
		case `"`:
			if open {
				before = false
			} else {
				after = false
			}
			open = !open
		}
		if i > 0 && before && !glued {
			b.WriteByte(' ')
		}
		spans[i].Start = b.Len()
		b.WriteString(w)
		spans[i].End = b.Len()
		glued = !after
	}
	return b.String(), spans
}
