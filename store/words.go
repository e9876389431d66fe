package store

import (
	"context"
	"sort"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Both databases search the same words, so that both find the same reports: runs
// of letters and digits, in lower case, without diacritics, not stemmed. They are
// cut here, not by the databases, whose own ways of cutting differ.

// Bounds of what is indexed of a report: PostgreSQL holds a word of 2 KB, a
// megabyte a report, and 16,383 positions, 256 of one word.
const (
	longestWord  = 120       // bytes
	mostWords    = 150_000   // of a report, in bytes of different words and places
	lastPosition = 1<<14 - 1 // words past it are found, though not as part of a phrase
	mostPlaces   = 250       // of one word that are told apart
)

// fold cuts text into the words that are searched.
func fold(text string) []string {
	var out []string
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if !ascii {
		text = norm.NFD.String(text)
	}
	for _, r := range text {
		switch {
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
		case r >= 'A' && r <= 'Z':
			r += 'a' - 'A'
		case r < utf8.RuneSelf:
			end()
			continue
		case unicode.IsMark(r):
			continue
		case unicode.IsLetter(r), unicode.IsNumber(r):
			r = unicode.ToLower(r)
		default:
			end()
			continue
		}
		if b.Len() < longestWord {
			b.WriteRune(r)
		}
	}
	end()
	return out
}

// indexed are the words of a report that are searched.
func indexed(title *string, body string) []string {
	if title != nil {
		body = *title + "\n" + body
	}
	words := fold(body)
	return words[:min(len(words), mostWords)]
}

// vector writes words as PostgreSQL's tsvector.
func vector(words []string) string {
	at := make(map[string][]int, len(words))
	size := 0
	for i, w := range words {
		places, known := at[w]
		if !known {
			if size += len(w) + 4; size > 700_000 {
				continue
			}
		}
		if len(places) < mostPlaces {
			at[w] = append(places, min(i+1, lastPosition))
		}
	}
	sorted := make([]string, 0, len(at))
	for w := range at {
		sorted = append(sorted, w)
	}
	sort.Strings(sorted)
	var b strings.Builder
	for _, w := range sorted {
		b.WriteString("'" + w + "':")
		for i, p := range at[w] {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(strconv.Itoa(p))
		}
		b.WriteByte(' ')
	}
	return b.String()
}

// phrases reads what people search for: words, and in quotes words that stand together.
func phrases(query string) [][]string {
	var out [][]string
	for i, part := range strings.Split(query, `"`) {
		words := fold(part)
		if i%2 == 1 {
			if len(words) > 0 {
				out = append(out, words)
			}
			continue
		}
		for _, w := range words {
			out = append(out, []string{w})
		}
	}
	return out
}

// match is the argument of d.matching for a query of words; "" where the query
// has no word, which nothing matches.
func (d *dialect) match(query string) string {
	var all []string
	for _, phrase := range phrases(query) {
		if d.postgres {
			all = append(all, "('"+strings.Join(phrase, "' <-> '")+"')")
		} else {
			all = append(all, `"`+strings.Join(phrase, " ")+`"`)
		}
	}
	if d.postgres {
		return strings.Join(all, " & ")
	}
	return strings.Join(all, " AND ")
}

// indexWords makes a report's words searchable.
func indexWords(ctx context.Context, tx conn, seq int64, words []string) error {
	if tx.dialect().postgres {
		_, err := tx.exec(ctx, "INSERT INTO words (report, text) VALUES (?, CAST(CAST(? AS text) AS tsvector))", seq, vector(words))
		return err
	}
	_, err := tx.exec(ctx, "INSERT INTO words (rowid, text) VALUES (?, ?)", seq, strings.Join(words, " "))
	return err
}
