package pdf

import (
	"bytes"
	"strconv"
)

// The objects of a PDF, as ISO 32000-1, 7.3 has them. null is nil.
type (
	name  string
	text  string // a string object, its bytes
	array []any
	dict  map[name]any
	ref   struct{ num, gen int }
	word  string // an operator, or a word between objects
)

// A stream is a dictionary with bytes, encoded as they stand in the file.
type stream struct {
	dict dict
	raw  []byte
}

// maxNesting is how deep arrays and dictionaries may lie in each other.
const maxNesting = 64

// A lexer reads objects out of bytes. It takes whatever comes: what makes no sense
// is passed over, and the end of the data ends every object.
type lexer struct {
	b   []byte
	at  int
	low bool // content of a page: no references, no streams
}

func white(c byte) bool {
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0
}

func delimiter(c byte) bool {
	switch c {
	case '(', ')', '<', '>', '[', ']', '{', '}', '/', '%':
		return true
	}
	return false
}

func (l *lexer) space() {
	for l.at < len(l.b) {
		switch c := l.b[l.at]; {
		case white(c):
			l.at++
		case c == '%':
			for l.at < len(l.b) && l.b[l.at] != '\n' && l.b[l.at] != '\r' {
				l.at++
			}
		default:
			return
		}
	}
}

// closing are the words that end an array or a dictionary.
const (
	endArray word = "]"
	endDict  word = ">>"
)

// next reads one object or word; ok is false at the end of the data.
func (l *lexer) next(depth int) (o any, ok bool) {
	l.space()
	if l.at >= len(l.b) {
		return nil, false
	}
	c := l.b[l.at]
	switch {
	case c == '/':
		return l.name(), true
	case c == '(':
		return l.literal(), true
	case c == '<' && l.at+1 < len(l.b) && l.b[l.at+1] == '<':
		l.at += 2
		return l.dict(depth), true
	case c == '<':
		return l.hex(), true
	case c == '[':
		l.at++
		return l.array(depth), true
	case c == '>' && l.at+1 < len(l.b) && l.b[l.at+1] == '>':
		l.at += 2
		return endDict, true
	case c == ']':
		l.at++
		return endArray, true
	case delimiter(c):
		l.at++
		return word(c), true
	}
	start := l.at
	for l.at < len(l.b) && !white(l.b[l.at]) && !delimiter(l.b[l.at]) {
		l.at++
	}
	return l.atom(l.b[start:l.at]), true
}

func (l *lexer) atom(b []byte) any {
	switch c := b[0]; {
	case c >= '0' && c <= '9' || c == '-' || c == '+' || c == '.':
		if n, ok := number(b); ok {
			if !l.low && n >= 0 && n == float64(int(n)) {
				if r, ok := l.reference(int(n)); ok {
					return r
				}
			}
			return n
		}
	}
	switch s := string(b); s {
	case "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	default:
		return word(s)
	}
}

// number reads a number; what writers got wrong ("--5", "1.2.3") is read as far as it goes.
func number(b []byte) (float64, bool) {
	if len(b) > 40 {
		return 0, false
	}
	if n, err := strconv.ParseFloat(string(b), 64); err == nil && n > -1e15 && n < 1e15 {
		return n, true
	}
	b = bytes.TrimLeft(b, "+-")
	end, dots := 0, 0
	for end < len(b) && (b[end] >= '0' && b[end] <= '9' || b[end] == '.' && dots == 0) {
		if b[end] == '.' {
			dots++
		}
		end++
	}
	n, err := strconv.ParseFloat(string(b[:end]), 64)
	return n, err == nil && n < 1e15
}

// reference reads the rest of "12 0 R".
func (l *lexer) reference(num int) (ref, bool) {
	at := l.at
	digits := 0
	gen := 0
	for at < len(l.b) && white(l.b[at]) {
		at++
	}
	for at < len(l.b) && l.b[at] >= '0' && l.b[at] <= '9' && digits < 6 {
		gen = gen*10 + int(l.b[at]-'0')
		at++
		digits++
	}
	space := at
	for at < len(l.b) && white(l.b[at]) {
		at++
	}
	if digits == 0 || at == space || at >= len(l.b) || l.b[at] != 'R' || at+1 < len(l.b) && !white(l.b[at+1]) && !delimiter(l.b[at+1]) {
		return ref{}, false
	}
	l.at = at + 1
	return ref{num, gen}, true
}

func (l *lexer) name() name {
	l.at++
	var out []byte
	for l.at < len(l.b) && !white(l.b[l.at]) && !delimiter(l.b[l.at]) {
		c := l.b[l.at]
		if c == '#' && l.at+2 < len(l.b) {
			if hi, lo := unhex(l.b[l.at+1]), unhex(l.b[l.at+2]); hi >= 0 && lo >= 0 {
				c = byte(hi<<4 | lo)
				l.at += 2
			}
		}
		out = append(out, c)
		l.at++
	}
	return name(out)
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return -1
}

func (l *lexer) hex() text {
	l.at++
	var out []byte
	half := -1
	for l.at < len(l.b) {
		c := l.b[l.at]
		l.at++
		if c == '>' {
			break
		}
		v := unhex(c)
		switch {
		case v < 0:
		case half < 0:
			half = v
		default:
			out = append(out, byte(half<<4|v))
			half = -1
		}
	}
	if half >= 0 {
		out = append(out, byte(half<<4))
	}
	return text(out)
}

func (l *lexer) literal() text {
	l.at++
	var out []byte
	for depth := 1; l.at < len(l.b); l.at++ {
		c := l.b[l.at]
		switch c {
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				l.at++
				return text(out)
			}
		case '\\':
			if l.at++; l.at >= len(l.b) {
				return text(out)
			}
			var skip bool
			if c, skip = l.escape(); skip {
				continue
			}
		}
		out = append(out, c)
	}
	return text(out)
}

// escape reads what follows a backslash, up to its last byte.
func (l *lexer) escape() (c byte, skip bool) {
	switch c = l.b[l.at]; c {
	case 'n':
		return '\n', false
	case 'r':
		return '\r', false
	case 't':
		return '\t', false
	case 'b':
		return '\b', false
	case 'f':
		return '\f', false
	case '\r':
		if l.at+1 < len(l.b) && l.b[l.at+1] == '\n' {
			l.at++
		}
		return 0, true
	case '\n':
		return 0, true
	}
	if c < '0' || c > '7' {
		return c, false
	}
	v := int(c - '0')
	for i := 0; i < 2 && l.at+1 < len(l.b) && l.b[l.at+1] >= '0' && l.b[l.at+1] <= '7'; i++ {
		l.at++
		v = v*8 + int(l.b[l.at]-'0')
	}
	return byte(v), false
}

func (l *lexer) array(depth int) array {
	out := array{}
	for {
		if depth >= maxNesting {
			return out
		}
		o, ok := l.next(depth + 1)
		if !ok || o == endArray {
			return out
		}
		if w, stray := o.(word); stray {
			if w == "endobj" || w == "endstream" {
				return out
			}
			continue
		}
		out = append(out, o)
	}
}

func (l *lexer) dict(depth int) dict {
	out := dict{}
	for {
		if depth >= maxNesting {
			return out
		}
		k, ok := l.next(depth + 1)
		if !ok || k == endDict || k == word("endobj") || k == word("stream") {
			return out
		}
		key, ok := k.(name)
		if !ok {
			continue
		}
		before := l.at
		v, ok := l.next(depth + 1)
		if !ok {
			return out
		}
		if v == endDict {
			return out
		}
		if _, stray := v.(word); stray {
			l.at = before
			l.next(depth + 1)
			continue
		}
		if _, twice := out[key]; !twice {
			out[key] = v
		}
	}
}
