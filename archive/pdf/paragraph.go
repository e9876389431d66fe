package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// compose makes paragraphs of pages, and finds the headline: the largest text at the
// head of the first page.
func compose(pages [][]line) (headline string, paragraphs []string) {
	pages = withoutHeads(pages)
	body := bodySize(pages)
	if len(pages) > 0 {
		headline = largest(pages[0], body)
	}
	var lines []line
	for _, p := range pages {
		lines = append(lines, p...)
	}
	h := hyphens(lines)
	leading := commonLeading(lines)
	var b []byte
	flush := func() {
		if s := strings.Join(strings.Fields(strings.ReplaceAll(string(b), "\u00ad", "")), " "); s != "" {
			paragraphs = append(paragraphs, strings.ToValidUTF8(strings.Map(printable, s), unknown))
		}
		b = b[:0]
	}
	for i, l := range lines {
		if i > 0 && breaks(lines, i, leading) {
			flush()
		}
		b = h.join(b, l.text)
	}
	flush()
	return headline, paragraphs
}

// bodySize is the size that most letters have, in tenths of a point.
func bodySize(pages [][]line) int {
	count := map[int]int{}
	for _, p := range pages {
		for _, l := range p {
			count[tenths(l.size)] += len(l.text)
		}
	}
	return mode(count)
}

func tenths(f float64) int { return int(math.Round(float64(f * 10))) }

// mode is the key of the greatest count, the smallest of several.
func mode(count map[int]int) int {
	best, n := 0, 0
	for k, c := range count {
		if c > n || c == n && k < best {
			best, n = k, c
		}
	}
	return best
}

// largest is the largest text of a page, if it is larger than the body by a quarter
// and of the length of a headline.
func largest(lines []line, body int) string {
	top := 0
	for _, l := range lines {
		if len(strings.TrimSpace(l.text)) > 3 {
			top = max(top, tenths(l.size))
		}
	}
	if top*4 < body*5 {
		return ""
	}
	var out []string
	for _, l := range lines {
		same := tenths(l.size)*20 >= top*19
		if len(out) > 0 && !same {
			break
		}
		if same {
			out = append(out, strings.TrimSpace(l.text))
		}
	}
	s := strings.Join(strings.Fields(strings.Join(out, " ")), " ")
	if len(s) < 10 || len(s) > 300 {
		return ""
	}
	return s
}

// commonLeading is the distance of two lines that comes most, in tenths of the size.
func commonLeading(lines []line) int {
	count := map[int]int{}
	pairs := 0
	for i := 1; i < len(lines); i++ {
		a, b := lines[i-1], lines[i]
		if d := a.y - b.y; a.page == b.page && d > 0 && d < float64(4*b.size) && overlap(a, b) {
			count[tenths(d/max(b.size, 1))]++
			pairs++
		}
	}
	const few, usual = 8, 14
	if pairs < few { // they may all be paragraphs of a line
		return min(max(mode(count), 10), usual)
	}
	return max(mode(count), 10)
}

// overlap reports whether two lines stand one above the other.
func overlap(a, b line) bool { return a.x < b.end && b.x < a.end }

// breaks reports whether a paragraph begins with line i.
func breaks(lines []line, i, leading int) bool {
	a, b := lines[i-1], lines[i]
	first, _ := utf8.DecodeRuneInString(strings.TrimSpace(b.text))
	ended := ends(a.text)
	switch sa, sb := tenths(a.size), tenths(b.size); {
	case bullet(b.text):
		return true
	case sa*8 > sb*9 || sb*8 > sa*9:
		return true // another size
	case a.page != b.page, b.y > a.y+float64(b.size*0.5), !overlap(a, b):
		// On to another column or page: a sentence that goes on is one paragraph.
		return ended || !unicode.IsLower(first) && short(lines, i-1)
	}
	gap := tenths((a.y - b.y) / max(b.size, 1))
	if gap*100 > leading*135 {
		return true
	}
	if a.font != nil && a.font != b.font && short(lines, i-1) {
		return true // a heading set in bold
	}
	if !ended {
		return false
	}
	left, _ := block(lines, i)
	indented := b.x-left > float64(b.size*0.7) && b.x-a.x > float64(b.size*0.7)
	return indented || short(lines, i-1)
}

// short reports whether a line ends well before the others around it.
func short(lines []line, i int) bool {
	left, right := block(lines, i)
	l := lines[i]
	return right-l.end > float64((right-left)*0.12) && right-l.end > float64(2*l.size)
}

// block is where the lines around a line, and above or below it, begin and end.
func block(lines []line, i int) (left, right float64) {
	const around = 6
	l := lines[i]
	left, right = l.x, l.end
	for j := max(i-around, 0); j <= min(i+around, len(lines)-1); j++ {
		if o := lines[j]; o.page == l.page && overlap(o, l) && tenths(o.size)*10 < tenths(l.size)*12 {
			left, right = min(left, o.x), max(right, o.end)
		}
	}
	return left, right
}

// ends reports whether text ends as a sentence does.
func ends(s string) bool {
	s = strings.TrimRight(s, " \"'”’»)]0123456789") // signs of footnotes too
	r, _ := utf8.DecodeLastRuneInString(s)
	return strings.ContainsRune(".!?:;…", r)
}

func bullet(s string) bool {
	s = strings.TrimSpace(s)
	r, n := utf8.DecodeRuneInString(s)
	return n > 0 && strings.ContainsRune("•▪■●◦‣·", r) && len(s) > n
}

// hyphenation knows of the words that hyphens part at the ends of lines how the file
// writes them within lines: in one, or with the hyphen.
type hyphenation map[string]bool

func hyphens(lines []line) hyphenation {
	const most = 50_000 // words that are parted
	h := hyphenation{}
	for i := 1; i < len(lines) && len(h) < 2*most; i++ {
		if rest, ok := cutHyphen(strings.TrimSpace(lines[i-1].text)); ok {
			head, tail := parted(rest, strings.TrimSpace(lines[i].text))
			h[head+tail], h[head+"-"+tail] = false, false
		}
	}
	if len(h) == 0 {
		return h
	}
	for _, l := range lines {
		for w := range strings.FieldsSeq(l.text) {
			w = strings.ToLower(strings.TrimFunc(w, unicode.IsPunct))
			if _, asked := h[w]; asked {
				h[w] = true
			}
		}
	}
	return h
}

// parted are the halves of a word that is parted between two lines.
func parted(before, next string) (head, tail string) {
	before = before[max(0, len(before)-200):]
	head = before[strings.LastIndexAny(before, " \t")+1:]
	tail = next
	if i := strings.IndexAny(next, " \t"); i >= 0 {
		tail = next[:i]
	}
	return strings.ToLower(strings.TrimLeftFunc(head, unicode.IsPunct)), strings.ToLower(strings.TrimRightFunc(tail, unicode.IsPunct))
}

// join adds a line to a paragraph and undoes the hyphen at the end of the line before:
// it goes where a small letter follows, unless the file has the word with it elsewhere.
func (h hyphenation) join(b []byte, next string) []byte {
	next = strings.TrimSpace(next)
	b = bytes.TrimRight(b, " ")
	if len(b) == 0 || next == "" {
		return append(b, next...)
	}
	const softHyphen = "\u00ad"
	if rest, ok := bytes.CutSuffix(b, []byte(softHyphen)); ok {
		return append(rest, next...)
	}
	end := string(b[max(0, len(b)-300):])
	rest, ok := cutHyphen(end)
	letter, _ := utf8.DecodeLastRuneInString(rest)
	first, _ := utf8.DecodeRuneInString(next)
	if !ok || !unicode.IsLetter(letter) {
		return append(append(b, ' '), next...)
	}
	head, tail := parted(rest, next)
	if !unicode.IsLower(first) || h[head+"-"+tail] && !h[head+tail] {
		return append(b, next...)
	}
	return append(b[:len(b)-len(end)+len(rest)], next...)
}

func cutHyphen(s string) (string, bool) {
	for _, h := range []string{"-", "\u2010", "\u2011"} {
		if rest, ok := strings.CutSuffix(s, h); ok {
			return rest, true
		}
	}
	return s, false
}
