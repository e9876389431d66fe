package gazetteer

import "dateline/text"

// appendKey appends the key of a name, as text.Fold writes it, to dst. A token
// of ASCII letters and digits, as most are, costs no memory beyond dst.
func appendKey(dst []byte, name string) []byte {
	for i := range len(name) {
		switch c := name[i]; {
		case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
		default:
			return append(dst, text.Fold(name)...)
		}
	}
	for i := range len(name) {
		c := name[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		dst = append(dst, c)
	}
	return dst
}
