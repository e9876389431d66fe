package text

import (
	"bytes"
	"encoding/binary"
	"html"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"dateline"

	"golang.org/x/text/encoding/charmap"
)

// MaxBytes is the largest report that is read, in bytes: a hundred times a long
// article. A larger file is a collection, a dump or a mistake.
const MaxBytes = 16 << 20

// Names of the encodings that Decode reads.
const (
	UTF8        = "utf-8"
	UTF16LE     = "utf-16le"
	UTF16BE     = "utf-16be"
	Latin1      = "iso-8859-1"
	Windows1252 = "windows-1252"
	// Entities is added to the name where character references of HTML stood in
	// the text and were resolved, so that offsets count in the resolved text.
	Entities = " with character references"
)

// Decode gives the text of a file in UTF-8 and the name of the encoding it
// was in.
//
// A file in UTF-8 comes back byte for byte, its byte order mark included, so
// that offsets into the text are offsets into the file; Parse and FrontMatter
// pass over the mark. UTF-16 is read when it has its byte order mark, which
// is dropped. Bytes that are no UTF-8 are read as Windows-1252 (Latin-1) when
// they make plausible words of a western language. Everything else (nothing
// but white space, a binary file, HTML, more than MaxBytes) is an Invalid
// error whose sentence says what to do.
func Decode(raw []byte) (string, string, error) {
	if len(raw) > MaxBytes {
		return "", "", tooLarge(len(raw))
	}
	if err := knownBinary(raw); err != nil {
		return "", "", err
	}
	text, name, err := decode(raw)
	switch {
	case err != nil:
		return "", "", err
	case len(text) > MaxBytes:
		return "", "", tooLarge(len(text))
	case strings.TrimFunc(text, blank) == "":
		return "", "", dateline.Errorf(dateline.Invalid, "the file is empty; give a file with a report's text")
	case isHTML(text):
		return "", "", dateline.Errorf(dateline.Invalid, "an HTML page, not plain text; save the article's text as a .txt file first")
	}
	if entity.MatchString(text) {
		// "caf&eacute;", "&#8217;": text out of a page, with its references left in
		return html.UnescapeString(text), name + Entities, nil
	}
	return text, name, nil
}

// entity matches the character references that text cut out of a page keeps.
var entity = regexp.MustCompile(`&(nbsp|amp|quot|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip|[A-Za-z](acute|grave|circ|uml|tilde|cedil)|#[0-9]{2,5}|#x[0-9A-Fa-f]{2,5});`)

func tooLarge(n int) error {
	return dateline.Errorf(dateline.Invalid, "%d MB of text, more than the %d MB a report may have; split it into one file a report", (n+1<<19)>>20, MaxBytes>>20)
}

func decode(raw []byte) (text, name string, err error) {
	switch {
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE, 0, 0}), bytes.HasPrefix(raw, []byte{0, 0, 0xFE, 0xFF}):
		return "", "", dateline.Errorf(dateline.Invalid, "text in UTF-32; convert it to UTF-8 first")
	case bytes.HasPrefix(raw, []byte{0xFF, 0xFE}):
		text, err = decodeUTF16(raw[2:], binary.LittleEndian)
		return text, UTF16LE, err
	case bytes.HasPrefix(raw, []byte{0xFE, 0xFF}):
		text, err = decodeUTF16(raw[2:], binary.BigEndian)
		return text, UTF16BE, err
	case bytes.IndexByte(raw, 0) >= 0:
		return "", "", dateline.Errorf(dateline.Invalid, "a binary file, not text (a zero byte at %d); give a report's plain text", bytes.IndexByte(raw, 0))
	case utf8.Valid(raw):
		if c := controls(raw); c*20 > len(raw) {
			return "", "", dateline.Errorf(dateline.Invalid, "a binary file, not text (%d control characters); give a report's plain text", c)
		}
		return string(raw), UTF8, nil
	}
	return decodeLatin(raw)
}

// decodeUTF16 reads UTF-16 without its byte order mark.
func decodeUTF16(raw []byte, order binary.ByteOrder) (string, error) {
	if len(raw)%2 != 0 {
		return "", dateline.Errorf(dateline.Invalid, "UTF-16 cut short: an odd number of bytes; get the whole file or convert it to UTF-8")
	}
	var b strings.Builder
	b.Grow(len(raw))
	for i := 0; i < len(raw); i += 2 {
		r := rune(order.Uint16(raw[i:]))
		if utf16.IsSurrogate(r) {
			low := rune(unicode.ReplacementChar)
			if i+3 < len(raw) {
				low = rune(order.Uint16(raw[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r == unicode.ReplacementChar {
				return "", dateline.Errorf(dateline.Invalid, "broken UTF-16 at byte %d; convert the file to UTF-8 first", i+2)
			}
			i += 2
		}
		if r == 0 {
			return "", dateline.Errorf(dateline.Invalid, "a binary file, not text (a zero character at byte %d); give a report's plain text", i+2)
		}
		b.WriteRune(r)
	}
	return b.String(), nil
}

// decodeLatin reads Windows-1252, of which Latin-1 is the part without 0x80
// to 0x9F. Words of western languages are mostly ASCII letters with single
// letters above; a file with whole UTF-8 characters in it is damaged UTF-8,
// and one with many high bytes is another script.
func decodeLatin(raw []byte) (string, string, error) {
	high, quotes, multi, letters := 0, 0, 0, 0
	for i := 0; i < len(raw); {
		c := raw[i]
		if c < utf8.RuneSelf {
			if c|0x20 >= 'a' && c|0x20 <= 'z' {
				letters++
			}
			i++
			continue
		}
		if r, n := utf8.DecodeRune(raw[i:]); n > 1 && r != utf8.RuneError {
			multi++
			i += n
			continue
		}
		switch c {
		case 0x81, 0x8D, 0x8F, 0x90, 0x9D: // not in Windows-1252
			return "", "", notUTF8(raw)
		}
		if c < 0xA0 {
			quotes++
		}
		high++
		i++
	}
	if multi > high || high*4 > letters || controls(raw) > 0 {
		return "", "", notUTF8(raw)
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(raw)
	if err != nil {
		return "", "", notUTF8(raw)
	}
	if quotes > 0 {
		return string(out), Windows1252, nil
	}
	return string(out), Latin1, nil
}

func notUTF8(raw []byte) error {
	at := 0
	for at < len(raw) {
		r, n := utf8.DecodeRune(raw[at:])
		if r == utf8.RuneError && n == 1 {
			break
		}
		at += n
	}
	return dateline.Errorf(dateline.Invalid, "not valid UTF-8 at byte %d, and no plausible Latin-1 or Windows-1252 either; convert the file to UTF-8 first", at)
}

// controls counts the control characters that no text has.
func controls(raw []byte) int {
	n := 0
	for _, c := range raw {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != 0x1B || c == 0x7F {
			n++
		}
	}
	return n
}

// magics are the first bytes of files that are taken for text by mistake. The
// ones that a text might begin with count only where bytes follow that no
// text has.
var magics = []struct {
	head, name string
	sure       bool
}{
	{"%PDF-", "a PDF; convert it to text first", true},
	{"{\\rtf", "an RTF document; save it as plain text first", true},
	{"PK\x03\x04", "a ZIP archive or an office document; unpack it, or save it as plain text first", true},
	{"\xD0\xCF\x11\xE0", "an old office document; save it as plain text first", true},
	{"\x89PNG", "a PNG image; give the report's text", true},
	{"\xFF\xD8\xFF", "a JPEG image; give the report's text", true},
	{"GIF8", "a GIF image; give the report's text", false},
	{"II*\x00", "a TIFF image; give the report's text", true},
	{"RIFF", "a sound, video or WebP file; give the report's text", false},
	{"OggS", "a sound or video file; give the report's text", false},
	{"ID3", "an MP3 file; give the report's text", false},
	{"\x1F\x8B", "a gzip archive; unpack it first", true},
	{"BZh", "a bzip2 archive; unpack it first", false},
	{"\xFD7zXZ", "an xz archive; unpack it first", true},
	{"7z\xBC\xAF", "a 7-Zip archive; unpack it first", true},
	{"\x28\xB5\x2F\xFD", "a Zstandard archive; unpack it first", true},
	{"Rar!\x1A", "a RAR archive; unpack it first", true},
	{"SQLite format 3\x00", "an SQLite database; give the report's text", true},
	{"\x7FELF", "a program; give the report's text", true},
	{"MZ", "a Windows program; give the report's text", false},
}

// knownBinary names a file by its first bytes.
func knownBinary(raw []byte) error {
	for _, m := range magics {
		if bytes.HasPrefix(raw, []byte(m.head)) && (m.sure || bytes.IndexByte(raw, 0) >= 0) {
			return dateline.Errorf(dateline.Invalid, "%s", m.name)
		}
	}
	if len(raw) > 262 && string(raw[257:262]) == "ustar" {
		return dateline.Errorf(dateline.Invalid, "a tar archive; unpack it first")
	}
	if len(raw) > 8 && string(raw[4:8]) == "ftyp" {
		return dateline.Errorf(dateline.Invalid, "a video file; give the report's text")
	}
	return nil
}

// isHTML reports whether a text is a web page.
func isHTML(text string) bool {
	head := strings.TrimLeftFunc(text, blank)
	if len(head) > 2048 {
		head = head[:2048]
	}
	head = strings.ToLower(head)
	for strings.HasPrefix(head, "<!--") || strings.HasPrefix(head, "<?xml") {
		i := strings.IndexByte(head, '>')
		if i < 0 {
			return false
		}
		head = strings.TrimLeftFunc(head[i+1:], blank)
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body"} {
		if strings.HasPrefix(head, tag) {
			return true
		}
	}
	return false
}
