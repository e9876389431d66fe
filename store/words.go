package store

import (
	"iter"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline"
)

// The full-text index is of words as this file cuts and folds them, on both
// databases, so that both find the same and a snippet marks what was found. A change
// of what a word's form is needs a higher Feature: the index is made anew.

const (
	// maxWords is how many words of a text the index takes: of what is longer it has
	// the beginning.
	maxWords = 200_000
	// maxForm is how many bytes of a word count.
	maxForm = 60
)

// A word is a word of a text: how the index has it, and where it stands.
type word struct {
	form string
	dateline.Span
}

// wordsOf are the words of a text: letters and digits that stand together, an
// apostrophe among them left out. Their forms have neither case nor accents nor the
// plural's and the genitive's s.
func wordsOf(text string) iter.Seq[word] {
	return func(yield func(word) bool) {
		for at := 0; at < len(text); {
			r, n := utf8.DecodeRuneInString(text[at:])
			if !inWord(r) {
				at += n
				continue
			}
			end := wordEnd(text, at)
			if f := form(text[at:end]); f != "" && !yield(word{f, dateline.Span{Start: at, End: end}}) {
				return
			}
			at = end
		}
	}
}

func wordEnd(text string, at int) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		switch {
		case inWord(r) || unicode.Is(unicode.M, r):
			at += n
		case apostrophe(r):
			// Between letters only: what ends a quotation is no part of a word.
			if next, _ := utf8.DecodeRuneInString(text[at+n:]); !unicode.IsLetter(next) {
				return at
			}
			at += n
		default:
			return at
		}
	}
	return at
}

func inWord(r rune) bool     { return unicode.IsLetter(r) || unicode.IsDigit(r) }
func apostrophe(r rune) bool { return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' }

// form is how the index has a word.
func form(w string) string {
	plain := true
	for i := range len(w) {
		if c := w[i]; c >= utf8.RuneSelf || c == '\'' || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return clip(singular(w))
	}
	var b strings.Builder
	rest := 0 // bytes after the last apostrophe
	for _, r := range norm.NFKD.String(w) {
		switch {
		case apostrophe(r):
			rest = b.Len()
		case inWord(r):
			b.WriteRune(unicode.ToLower(r))
		}
	}
	f := b.String()
	if rest > 0 && f[rest:] == "s" {
		return clip(f[:rest])
	}
	return clip(singular(f))
}

// singular takes the plural's s off an English word. It goes by form and is wrong
// of some, alike in texts and in what is looked for. (After Harman, How effective is
// suffixing?, 1991: the S stemmer; here -is stays, and -ches, -shes, -sses, -xes lose both letters.)
func singular(w string) string {
	n := len(w)
	if n < 4 || w[n-1] != 's' {
		return w
	}
	switch w[n-2] {
	case 's', 'u', 'i':
		return w
	case 'e':
		switch stem := w[:n-2]; {
		case strings.HasSuffix(stem, "ch"), strings.HasSuffix(stem, "sh"), strings.HasSuffix(stem, "ss"), strings.HasSuffix(stem, "x"):
			return stem
		case n > 4 && strings.HasSuffix(stem, "i"):
			return stem[:n-3] + "y"
		}
	}
	return w[:n-1]
}

func clip(f string) string {
	for len(f) > maxForm {
		_, n := utf8.DecodeLastRuneInString(f)
		f = f[:len(f)-n]
	}
	return f
}

// maxSought is how many words one search may have, those of phrases counted.
const maxSought = 32

// phrases are what a search looks for: all of them, the forms of each side by side.
// What stands between quotes is one phrase, and so is what writing joins
// ("south-west").
func phrases(words string) ([][]string, error) {
	var out [][]string
	n := 0
	add := func(part string) {
		var p []string
		for w := range wordsOf(part) {
			p = append(p, w.form)
			if n++; n > maxSought {
				return
			}
		}
		if len(p) > 0 {
			out = append(out, p)
		}
	}
	quotes := strings.NewReplacer("“", `"`, "”", `"`, "„", `"`)
	for i, part := range strings.Split(quotes.Replace(words), `"`) {
		if i%2 == 1 {
			add(part)
			continue
		}
		for _, w := range strings.Fields(part) {
			add(w)
		}
	}
	switch {
	case n == 0:
		return nil, dateline.Errorf(dateline.Invalid, "there is no word to look for in %q", words)
	case n > maxSought:
		return nil, dateline.Errorf(dateline.Invalid, "more than %d words are looked for at once; leave some out", maxSought)
	}
	return out, nil
}

// indexed is what the full-text index of a database is given of a report: two
// columns on SQLite, one vector on PostgreSQL.
func (d *dialect) indexed(r *dateline.Report) []any {
	title := ""
	if r.Title != nil {
		title = *r.Title
	}
	if d.postgres {
		return []any{vector(title, r.Text[r.Body:])}
	}
	return []any{spaced(title), spaced(r.Text[r.Body:])}
}

// spaced is the words of a text, one space between two.
func spaced(text string) string {
	var b strings.Builder
	n := 0
	for w := range wordsOf(text) {
		if n++; n > maxWords {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(w.form)
	}
	return b.String()
}
