package main

import (
	"bytes"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// columns is how wide the text output is, in cells of a terminal.
const columns = 80

// A style is how words look on a terminal that shows colours.
type style uint8

const (
	plain style = iota
	bold
	dim
	red
	green
	yellow
	cyan
)

// ansi are the codes that switch a style on; "\x1b[0m" switches all off.
var ansi = [...]string{plain: "", bold: "\x1b[1m", dim: "\x1b[2m", red: "\x1b[31m", green: "\x1b[32m", yellow: "\x1b[33m", cyan: "\x1b[36m"}

// A bit is words in one style.
type bit struct {
	text  string
	style style
}

// A paper collects the text output, wrapped by display width.
type paper struct {
	bytes.Buffer
	color bool
	faint bool // everything is dimmed
}

// blank is an empty line, never two in a row and none at the top.
func (p *paper) blank() {
	if b := p.Bytes(); len(b) > 0 && !bytes.HasSuffix(b, []byte("\n\n")) {
		p.WriteByte('\n')
	}
}

// rule is a line of one character across the page.
func (p *paper) rule(c string) {
	p.emit([]bit{{strings.Repeat(c, columns), dim}})
	p.WriteByte('\n')
}

// para writes runs as one paragraph. Its first line begins with head (as wide
// as indent allows, or wider), the others with indent blanks. Blanks between
// words are where lines may break; words wider than a line are cut.
func (p *paper) para(indent int, head string, runs ...bit) {
	line := []bit{{pad(head, indent), plain}}
	used := max(cells(head), indent)
	fresh := true // no word on this line yet
	flush := func() {
		p.emit(line)
		p.WriteByte('\n')
		line, used, fresh = []bit{{strings.Repeat(" ", indent), plain}}, indent, true
	}
	for _, w := range words(runs) {
		n := 0
		for _, r := range w {
			n += cells(r.text)
		}
		if !fresh && used+1+n > columns {
			flush()
		} else if !fresh {
			line, used = append(line, bit{" ", plain}), used+1
		}
		for _, r := range w {
			for used+cells(r.text) > columns {
				head, tail := cut(r.text, columns-used)
				line = append(line, bit{head, r.style})
				flush()
				r.text = tail
			}
			line, used = append(line, r), used+cells(r.text)
		}
		fresh = false
	}
	p.emit(line)
	p.WriteByte('\n')
}

// emit writes one line's runs, without blanks at its end.
func (p *paper) emit(line []bit) {
	for len(line) > 0 {
		last := &line[len(line)-1]
		if last.text = strings.TrimRight(last.text, " "); last.text != "" {
			break
		}
		line = line[:len(line)-1]
	}
	now := plain
	for _, r := range line {
		s := r.style
		if p.faint {
			s = dim
		}
		if strings.TrimSpace(r.text) == "" {
			s = now // blanks need no change of style
		}
		if p.color && s != now {
			if now != plain {
				p.WriteString("\x1b[0m")
			}
			p.WriteString(ansi[s])
			now = s
		}
		p.WriteString(r.text)
	}
	if now != plain {
		p.WriteString("\x1b[0m")
	}
}

// words cuts runs at blanks; a word may hold parts of several runs. Characters
// that would steer a terminal are replaced.
func words(runs []bit) [][]bit {
	var out [][]bit
	var word []bit
	end := func() {
		if len(word) > 0 {
			out, word = append(out, word), nil
		}
	}
	for _, r := range runs {
		var b strings.Builder
		part := func() {
			if b.Len() > 0 {
				word = append(word, bit{b.String(), r.style})
				b.Reset()
			}
		}
		for _, c := range r.text {
			switch {
			case c == '\u00a0': // a blank at which no line breaks
				b.WriteByte(' ')
			case unicode.IsSpace(c):
				part()
				end()
			default:
				b.WriteRune(harmless(c))
			}
		}
		part()
	}
	end()
	return out
}

// harmless replaces what would steer a terminal or turn the order of letters.
func harmless(c rune) rune {
	switch {
	case unicode.IsControl(c), c >= 0x202A && c <= 0x202E, c >= 0x2066 && c <= 0x2069:
		return unicode.ReplacementChar
	}
	return c
}

// clean is s on one line, fit for a terminal.
func clean(s string) string {
	return strings.Map(harmless, strings.Join(strings.Fields(s), " "))
}

// cells is the number of a terminal's cells that s takes.
func cells(s string) int {
	n := 0
	for _, c := range s {
		n += cell(c)
	}
	return n
}

func cell(c rune) int {
	if c < 0x7f {
		return 1
	}
	if unicode.In(c, unicode.Mn, unicode.Me, unicode.Cf) {
		return 0
	}
	switch width.LookupRune(c).Kind() {
	case width.EastAsianWide, width.EastAsianFullwidth:
		return 2
	}
	return 1
}

// cut splits s after at most n cells, and after one character at the least.
func cut(s string, n int) (string, string) {
	used := 0
	for i, c := range s {
		used += cell(c)
		if used > n && i > 0 {
			return s[:i], s[i:]
		}
	}
	return s, ""
}

func pad(s string, n int) string {
	if k := cells(s); k < n {
		s += strings.Repeat(" ", n-k)
	}
	return s
}
