package register

import (
	"strings"
	"unicode/utf8"

	"dateline/text"
)

// appendFolded appends one letter as text.Fold writes it: small, without
// diacritics, more than one letter for some ("ß"), none for a mark. Names are
// folded letter by letter because text.Fold drops a possessive, and here
// "Islamic State's Sinai Province" keeps it.
func appendFolded(key []byte, r rune) []byte {
	switch {
	case r >= 'A' && r <= 'Z':
		return append(key, byte(r)+'a'-'A')
	case r < utf8.RuneSelf:
		return append(key, byte(r))
	}
	return append(key, text.Fold(string(r))...)
}

// kebab is a name as part of an id: "People's Army" is "peoples-army".
func kebab(name string) string {
	name = strings.NewReplacer("'", "", "’", "").Replace(name)
	return strings.ReplaceAll(text.Fold(name), " ", "-")
}
