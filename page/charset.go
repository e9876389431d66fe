package page

import (
	"bytes"
	"mime"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Bounds of what tells a page's encoding.
const (
	declaredWithin = 4096     // bytes from the beginning in which a page declares it
	validWithin    = 64 << 10 // bytes by which bytes are known to be UTF-8
)

var declaredCharset = regexp.MustCompile(`(?i)<(?:meta|\?xml)\b[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w:.-]{3,40})`)

// decode makes UTF-8 of a page: by its byte order mark, then as UTF-8 where its
// bytes are that and more than ASCII, then by the media type, then by what the page
// declares; windows-1252 without any of these, as browsers do, which is also meant
// by Latin-1 and ASCII. A declaration that its bytes contradict is not followed.
func decode(data []byte, mediaType string) []byte {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return data[3:]
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return recode(data, unicode.UTF16(unicode.BigEndian, unicode.UseBOM))
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return recode(data, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM))
	}
	begin := data[:min(len(data), declaredWithin)]
	if looksUTF16(begin) {
		order := unicode.LittleEndian
		if begin[0] == 0 {
			order = unicode.BigEndian
		}
		return recode(data, unicode.UTF16(order, unicode.IgnoreBOM))
	}
	if isUTF8(data) {
		return data
	}
	_, params, err := mime.ParseMediaType(mediaType)
	if err != nil {
		params = nil
	}
	declared := ""
	if g := declaredCharset.FindSubmatch(begin); g != nil {
		declared = string(g[1])
	}
	for _, name := range []string{params["charset"], declared} {
		e, canonical := charset.Lookup(strings.TrimSpace(name))
		if e == nil || strings.HasPrefix(canonical, "utf-16") || canonical == "replacement" {
			continue
		}
		if canonical == "utf-8" {
			if mostlyUTF8(data) {
				return data // with a few bad bytes
			}
			continue
		}
		return recode(data, e)
	}
	if mostlyUTF8(data) {
		return data
	}
	return recode(data, charmap.Windows1252)
}

// recode decodes; what is no text of the encoding becomes U+FFFD.
func recode(data []byte, e encoding.Encoding) []byte {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("\uFFFD"))
	}
	return out
}

// isUTF8 reports whether bytes are UTF-8 and hold more than ASCII: hardly any other
// text is by chance.
func isUTF8(data []byte) bool {
	part := data[:min(len(data), validWithin)]
	for i := 0; i < utf8.UTFMax && len(part) > 0 && len(part) < len(data) && !utf8.RuneStart(data[len(part)]); i++ {
		part = part[:len(part)-1]
	}
	for _, b := range part {
		if b >= utf8.RuneSelf {
			return utf8.Valid(part)
		}
	}
	return utf8.Valid(data)
}

// mostlyUTF8 reports whether of the characters beyond ASCII at least nine of ten
// are UTF-8.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good >= 9*bad
}

// looksUTF16 reports whether every other byte of the beginning is zero.
func looksUTF16(begin []byte) bool {
	if len(begin) < 64 {
		return false
	}
	var zero [2]int
	for i, b := range begin[:64] {
		if b == 0 {
			zero[i%2]++
		}
	}
	return zero[0] > 24 && zero[1] < 4 || zero[1] > 24 && zero[0] < 4
}
