package register

import (
	"strings"
	"unicode/utf8"

	"dateline/text"
)

// foldRune is one letter as text.Fold writes it: small, without diacritics,
// more than one letter for some ("ß"), "" for a mark or a joiner. Names are
// folded letter by letter because text.Fold drops a possessive, and here
// "Islamic State's Sinai Province" keeps it.
func foldRune(r rune) string {
	switch {
	case r >= 'A' && r <= 'Z':
		return string(r + 'a' - 'A')
	case r < utf8.RuneSelf:
		return string(r)
	}
	return text.Fold(string(r))
}

// kebab is a name as part of an id: "People's Army" is "peoples-army".
func kebab(name string) string {
	name = strings.NewReplacer("'", "", "’", "").Replace(name)
	return strings.ReplaceAll(text.Fold(name), " ", "-")
}
