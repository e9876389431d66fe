package register

import (
	"strings"
	"unicode"
)

// fold is a name in lower case without accents.
func fold(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(foldRune(r))
	}
	return b.String()
}

// foldRune is one letter in lower case without its accent; "" for a mark.
func foldRune(r rune) string {
	if unicode.IsMark(r) {
		return ""
	}
	r = unicode.ToLower(r)
	if i := strings.IndexRune(accented, r); i >= 0 {
		return string(plain[len([]rune(accented[:i]))])
	}
	return string(r)
}

const (
	accented = "áàâäãåāçćčđéèêëēğíìîïīıñńóòôöõøōřśşšúùûüūýžż"
	plain    = "aaaaaaacccdeeeeegiiiiiinnooooooorsssuuuuuyzz"
)
