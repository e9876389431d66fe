package store

import (
	"slices"
	"strconv"
	"strings"
)

// A tsvector has places up to lastPlace, at most maxPlaces of a word, and words and
// places of less than a megabyte in all. A phrase beyond lastPlace is not found.
const (
	lastPlace = 16383
	maxPlaces = 255
	maxVector = 1 << 19
)

// vector is a title and a text as a tsvector is written: the words of the title of
// weight A, those of the text after them and of no phrase with them.
func vector(title, text string) string {
	places := map[string][]string{}
	n, size := 0, 0
	add := func(text, weight string) {
		for w := range wordsOf(text) {
			if n++; n > maxWords {
				return
			}
			had, known := places[w.form]
			if len(had) == maxPlaces || size > maxVector {
				continue
			}
			if !known {
				size += len(w.form) + 8
			}
			size += 2
			places[w.form] = append(had, strconv.Itoa(min(n, lastPlace))+weight)
		}
	}
	add(title, "A")
	n++
	add(text, "")
	forms := make([]string, 0, len(places))
	for f := range places {
		forms = append(forms, f)
	}
	slices.Sort(forms)
	var b strings.Builder
	for _, f := range forms {
		b.WriteString("'" + f + "':" + strings.Join(places[f], ",") + " ")
	}
	return b.String()
}

// matchArgument is an argument that stands for phrases in dialect.matching.
func (d *dialect) matchArgument(phrases [][]string) string {
	var b strings.Builder
	for i, p := range phrases {
		switch {
		case d.postgres && i > 0:
			b.WriteString(" & ")
		case i > 0:
			b.WriteByte(' ')
		}
		if d.postgres {
			b.WriteString("('" + strings.Join(p, "' <-> '") + "')")
		} else {
			b.WriteString(`"` + strings.Join(p, " ") + `"`)
		}
	}
	return b.String()
}
