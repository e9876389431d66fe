package feed

import (
	"bytes"
	"encoding/binary"
	"mime"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding/charmap"
)

var declaration = regexp.MustCompile(`^[\s\x{feff}]*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']`)

// decode makes UTF-8 of a document. A mark at its beginning decides, then what it
// is: bytes that are UTF-8 and more than ASCII are that, whatever is declared, since
// text in another encoding hardly ever is by chance. Then comes what the server
// declares, then the document (RFC 7303, 3), then Windows-1252 for what cannot be
// UTF-8. why is a warning.
func decode(data []byte, mediaType string) (text []byte, why string) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return wide(data[2:], binary.LittleEndian), ""
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return wide(data[2:], binary.BigEndian), ""
	case bytes.HasPrefix(data, []byte{'<', 0}), bytes.HasPrefix(data, []byte{'{', 0}):
		return wide(data, binary.LittleEndian), ""
	case bytes.HasPrefix(data, []byte{0, '<'}), bytes.HasPrefix(data, []byte{0, '{'}):
		return wide(data, binary.BigEndian), ""
	}
	escapes := bytes.IndexByte(data, 0x1b) >= 0 // ISO-2022-JP is ASCII to the eye
	if utf8.Valid(data) && !escapes {
		return data, ""
	}
	var labels []string
	if _, params, err := mime.ParseMediaType(mediaType); err == nil {
		labels = append(labels, params["charset"])
	}
	if m := declaration.FindSubmatch(data[:min(len(data), 1024)]); m != nil {
		labels = append(labels, string(m[1]))
	}
	for _, label := range labels {
		// What is declared as UTF-8, or as UTF-16 in bytes that are not, is neither.
		e, name := charset.Lookup(strings.TrimSpace(label))
		if e == nil || strings.HasPrefix(name, "utf-") || name == "replacement" {
			continue
		}
		if out, err := e.NewDecoder().Bytes(data); err == nil {
			return out, ""
		}
	}
	if utf8.Valid(data) {
		return data, ""
	}
	return mixed(data), "its encoding is not what it declares; bytes that are not UTF-8 are read as Windows-1252"
}

// wide makes UTF-8 of UTF-16; a byte at the end that is half a character is
// dropped.
func wide(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

// mixed keeps what is UTF-8 and reads other bytes as Windows-1252.
func mixed(data []byte) []byte {
	out := make([]byte, 0, len(data)+len(data)/8)
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		if r == utf8.RuneError && n == 1 {
			out = utf8.AppendRune(out, charmap.Windows1252.DecodeByte(data[0]))
		} else {
			out = append(out, data[:n]...)
		}
		data = data[n:]
	}
	return out
}

// sane mends what makes XML of feeds unreadable for a parser and plain to a
// reader: characters that XML does not have, themselves or as references, "<" that
// opens nothing, comments (whose "--" some writers use freely). Sections of
// characters (CDATA) stay as they are, but for such characters.
func sane(text []byte) []byte {
	out := make([]byte, 0, len(text)+64)
	for len(text) > 0 {
		if n := run(text); n > 0 {
			out, text = append(out, text[:n]...), text[n:]
			continue
		}
		switch c := text[0]; {
		case c == '<' && bytes.HasPrefix(text, []byte("<!--")):
			end := bytes.Index(text[4:], []byte("-->"))
			if end < 0 {
				return out
			}
			text = text[4+end+3:]
		case c == '<' && bytes.HasPrefix(text, []byte("<![CDATA[")):
			end := bytes.Index(text, []byte("]]>"))
			if end < 0 {
				end = len(text)
			}
			for section := text[:end]; len(section) > 0; {
				r, n := utf8.DecodeRune(section)
				if allowed(r) {
					out = append(out, section[:n]...)
				}
				section = section[n:]
			}
			text = text[end:]
			if len(text) > 0 {
				out, text = append(out, "]]>"...), text[3:]
			}
		case c == '<' && !opens(text):
			out, text = append(out, "&lt;"...), text[1:]
		case c == '<' && nameStart(text[1]):
			out, text = tag(out, text)
		default:
			out, text = character(out, text)
		}
	}
	return out
}

// run is how many bytes need no look: ASCII but for markup and control characters.
func run(text []byte) int {
	for i, c := range text {
		if c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c >= 0x7f || c == '<' || c == '&' {
			return i
		}
	}
	return len(text)
}

// character copies one character or numeric reference, if XML has it.
func character(out, text []byte) ([]byte, []byte) {
	if text[0] == '&' && len(text) > 1 && text[1] == '#' {
		if r, n := reference(text); n > 0 && !allowed(r) {
			return out, text[n:]
		}
	}
	r, n := utf8.DecodeRune(text)
	if allowed(r) && !(r == utf8.RuneError && n == 1) {
		out = append(out, text[:n]...)
	}
	return out, text[n:]
}

// maxTag is how many bytes of a start tag count. What stands behind them is no
// attribute any more: each costs a parser ten times its length.
const maxTag = 64 * 1024

// tag copies a start tag. In the value of an attribute "<" is one, and so is a
// quotation mark that no further attribute and no end of the tag follows.
func tag(out, text []byte) ([]byte, []byte) {
	var quote, last byte
	start := len(out)
	out, text = append(out, '<'), text[1:]
	for len(text) > 0 {
		c := text[0]
		switch {
		case quote == 0 && len(out)-start > maxTag && c != '>':
			last, text = c, text[1:]
		case quote == 0 && c == '>' && last == '/':
			return append(out, "/>"...), text[1:]
		case quote == 0 && c == '>':
			return append(out, c), text[1:]
		case quote == 0 && c == '<' && opens(text):
			return append(out, '>'), text // the tag was never closed
		case quote == 0 && c == '<':
			out, text = append(out, "&lt;"...), text[1:]
		case quote == 0 && (c == '"' || c == '\'') && bytes.HasSuffix(bytes.TrimRight(out[max(len(out)-8, 0):], " \t\r\n"), []byte("=")):
			quote = c
			out, text = append(out, c), text[1:]
		case quote != 0 && c == quote && ends(text[1:]):
			quote = 0
			out, text = append(out, c), text[1:]
		case quote != 0 && c == '<':
			n := inner(text, quote)
			for _, b := range text[:n] {
				switch b {
				case '<':
					out = append(out, "&lt;"...)
				case quote:
					out = append(out, "&#"+strconv.Itoa(int(quote))+";"...)
				default:
					out = append(out, b)
				}
			}
			text = text[n:]
		case quote != 0 && c == quote:
			out, text = append(out, "&#"+strconv.Itoa(int(quote))+";"...), text[1:]
		default:
			out, text = character(out, text)
		}
	}
	return out, text
}

// inner is how long a tag is that stands in the value of an attribute, as some write
// HTML there: its quotation marks are in pairs. 1 when there is none.
func inner(text []byte, quote byte) int {
	if !opens(text) {
		return 1
	}
	end := bytes.IndexAny(text[1:min(len(text), 500)], "<>") + 1
	if end <= 0 || text[end] != '>' || bytes.Count(text[:end], []byte{quote})%2 != 0 {
		return 1
	}
	for _, b := range text[:end] {
		if !allowed(rune(b)) {
			return 1
		}
	}
	return end + 1
}

// ends reports whether what follows a quotation mark shows that it ended a value:
// the end of the tag, or a name and "=".
func ends(text []byte) bool {
	text = bytes.TrimLeft(text[:min(len(text), 200)], " \t\r\n")
	if len(text) == 0 || text[0] == '>' || text[0] == '/' || text[0] == '?' {
		return true
	}
	n := 0
	for n < len(text) && (nameStart(text[n]) || n > 0 && (text[n] >= '0' && text[n] <= '9' || text[n] == '-' || text[n] == '.')) {
		n++
	}
	return n > 0 && bytes.HasPrefix(bytes.TrimLeft(text[n:], " \t\r\n"), []byte("="))
}

// opens reports whether "<" begins a tag, a directive or an instruction.
func opens(text []byte) bool {
	if len(text) < 2 {
		return false
	}
	c := text[1]
	if c == '/' {
		return len(text) > 2 && nameStart(text[2])
	}
	return nameStart(c) || c == '!' || c == '?'
}

func nameStart(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == ':' || c >= 0x80
}

// allowed reports whether XML has a character (XML 1.0, 2.2).
func allowed(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r >= 0x20 && r <= 0xd7ff || r >= 0xe000 && r <= 0xfffd || r >= 0x10000 && r <= utf8.MaxRune
}

// reference reads a numeric reference, and says how long it is; 0 when it is none.
func reference(text []byte) (r rune, length int) {
	base, i := rune(10), 2
	if i < len(text) && (text[i] == 'x' || text[i] == 'X') {
		base, i = 16, 3
	}
	start := i
	for ; i < len(text) && i-start < 12; i++ {
		c := text[i]
		var digit rune
		switch {
		case c >= '0' && c <= '9':
			digit = rune(c - '0')
		case base == 16 && (c|0x20) >= 'a' && (c|0x20) <= 'f':
			digit = rune(c|0x20) - 'a' + 10
		case c == ';' && i > start:
			return r, i + 1
		default:
			return 0, 0
		}
		// Past the last character there is none any more.
		r = min(r*base+digit, utf8.MaxRune+1)
	}
	return 0, 0
}
