package text

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A line is one line of the file without its terminator and without the white
// space around it; width counts its characters.
type line struct {
	dateline.Span
	width int
}

// cutParagraphs finds the paragraphs of whole[from:]. Blank lines always
// part them. Between two lines without a blank line it depends on the file:
// where lines are wrapped at a column, a line that stopped short of it ends
// its paragraph; elsewhere every line is a paragraph, unless the line after
// plainly goes on with its sentence.
func cutParagraphs(whole string, from int) []dateline.Span {
	blocks := cutBlocks(whole, from)
	column := wrapColumn(whole, blocks)
	var out []dateline.Span
	for bi, b := range blocks {
		start := 0
		for i := 0; i+1 < len(b); i++ {
			first := bi == 0 && i == 0
			if goesOn(whole, b[i], b[i+1], column, first) {
				continue
			}
			out = append(out, dateline.Span{Start: b[start].Start, End: b[i].End})
			start = i + 1
		}
		out = append(out, dateline.Span{Start: b[start].Start, End: b[len(b)-1].End})
	}
	return out
}

// cutBlocks gathers the lines between blank lines.
func cutBlocks(whole string, from int) [][]line {
	from = max(0, min(from, len(whole)))
	for from < len(whole) && !utf8.RuneStart(whole[from]) {
		from++
	}
	var blocks [][]line
	var block []line
	for at := from; at < len(whole); {
		end, next := lineEnd(whole, at)
		s := trim(whole, dateline.Span{Start: at, End: end})
		at = next
		if s.Start == s.End {
			if block != nil {
				blocks, block = append(blocks, block), nil
			}
			continue
		}
		block = append(block, line{Span: s, width: utf8.RuneCountInString(s.In(whole))})
	}
	if block != nil {
		blocks = append(blocks, block)
	}
	return blocks
}

// lineEnd finds where the line at a byte ends and where the next one starts.
// Lines end with LF, CRLF, CR, or the line and paragraph separators U+2028
// and U+2029.
func lineEnd(s string, at int) (end, next int) {
	for i := at; i < len(s); i++ {
		switch s[i] {
		case '\n':
			return i, i + 1
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				return i, i + 2
			}
			return i, i + 1
		case 0xE2:
			if i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0xA8 || s[i+2] == 0xA9) {
				return i, i + 3
			}
		}
	}
	return len(s), len(s)
}

// blank reports whether r takes no ink: white space, a byte order mark, a
// zero-width space.
func blank(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' || r == '\u200B' }

// trim takes the white space off both ends of a span.
func trim(whole string, s dateline.Span) dateline.Span {
	text := s.In(whole)
	left := strings.TrimLeftFunc(text, blank)
	s.Start += len(text) - len(left)
	s.End = s.Start + len(strings.TrimRightFunc(left, blank))
	return s
}

// wrapColumn is the column at which the file's lines are wrapped, or 0 when
// they are not. Wrapped lines break in mid-sentence and because the next word
// would not have fitted.
func wrapColumn(whole string, blocks [][]line) int {
	var widths []int
	for _, b := range blocks {
		for i := 0; i+1 < len(b); i++ {
			widths = append(widths, b[i].width)
		}
	}
	if len(widths) < 3 {
		return 0 // too few to tell wrapping from short lines
	}
	sort.Ints(widths)
	column := widths[len(widths)*9/10] // one long headline or address aside
	if column < 45 || column > 120 {
		return 0
	}
	full, open := 0, 0
	for _, b := range blocks {
		for i := 0; i+1 < len(b); i++ {
			if b[i].width+1+firstWord(whole, b[i+1]) > column {
				full++
				if !endsSentence(b[i].In(whole)) {
					open++
				}
			}
		}
	}
	if full*10 < len(widths)*6 || open*2 < full {
		return 0
	}
	return column
}

// goesOn reports whether the paragraph of line a goes on in line b.
func goesOn(whole string, a, b line, column int, first bool) bool {
	this, next := a.In(whole), b.In(whole)
	if isDateline(next) || looksByline(next) || looksFurniture(this) || looksFurniture(next) || isBullet(next) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(next)
	lower := unicode.IsLower(r)
	open := !endsSentence(this) && (lower || endsOpen(this))
	if column == 0 {
		return open
	}
	if first && !endsSentence(this) && !isDateline(this) {
		return open // a headline on the line above the text
	}
	return open || a.width+1+firstWord(whole, b) > column
}

func firstWord(whole string, l line) int {
	s := l.In(whole)
	if i := strings.IndexFunc(s, unicode.IsSpace); i >= 0 {
		s = s[:i]
	}
	return utf8.RuneCountInString(s)
}

// endsSentence reports whether s ends as a sentence does: with a full stop,
// question mark, exclamation mark or ellipsis, quotes and brackets after it
// aside, or with a colon.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’»)] \t*")
	return strings.HasSuffix(s, ".") || strings.HasSuffix(s, "?") || strings.HasSuffix(s, "!") ||
		strings.HasSuffix(s, "…") || strings.HasSuffix(s, ":")
}

// endsOpen reports whether s breaks off where no headline and no sentence
// can end: after a comma or a word such as "the".
func endsOpen(s string) bool {
	if strings.HasSuffix(s, ",") || strings.HasSuffix(s, ";") {
		return true
	}
	i := strings.LastIndexFunc(s, unicode.IsSpace)
	return openWords[strings.ToLower(s[i+1:])]
}

var openWords = set(`a an the of to in on at by for from with and or but as that which who whose their his its
	were was is are been has have had will would could into near than between`)

// isBullet reports whether a line is an item of a list.
func isBullet(s string) bool {
	for _, mark := range []string{"•", "·", "▪", "◦", "●", "■", "►", "- ", "* ", "– "} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// set makes a set of the words in a string.
func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
