package pdf

import (
	"bytes"
	"math"
	"strings"
	"unicode"
)

// A line is text on one base line, as far as it goes without a wide gap. Lines keep
// the order in which the page draws them: writers of PDF draw column by column.
type line struct {
	text            string
	buf             []byte // of the text, while runs come
	x, y, end, size float64
	page            int
	font            *font // nil where there are several
}

// Distances in parts of the letters' size.
const (
	spaceGap  = 0.17 // between two words; a space is a quarter of the size, kerning a tenth
	columnGap = 4.0  // between two columns
)

// lines puts the runs of a page together.
func (s *sheet) lines(page int) []line {
	var out []line
	for _, r := range s.upright() {
		r.text = strings.ReplaceAll(r.text, "\u00a0", " ")
		if n := len(out); n > 0 && out[n-1].takes(r) {
			out[n-1].add(r)
			continue
		}
		if strings.TrimSpace(r.text) == "" {
			continue // a space that begins nothing
		}
		out = append(out, line{buf: []byte(r.text), x: r.x, y: r.y, end: r.endX, size: r.size, page: page, font: r.font})
	}
	for i := range out {
		out[i].text, out[i].buf = string(out[i].buf), nil
	}
	return dropCaps(out)
}

// upright turns the runs so that most of the page's text goes from left to right, and
// leaves out what goes another way: stamps, labels of axes.
func (s *sheet) upright() []run {
	var ways [4]int
	way := func(r run) int {
		dx, dy := r.endX-r.x, r.endY-r.y
		switch {
		case math.Abs(dx) >= math.Abs(dy) && dx >= 0:
			return 0
		case math.Abs(dx) >= math.Abs(dy):
			return 2
		case dy > 0:
			return 1
		}
		return 3
	}
	for _, r := range s.runs {
		ways[way(r)] += len(r.text)
	}
	most := 0
	for i, n := range ways {
		if n > ways[most] {
			most = i
		}
	}
	var out []run
	for _, r := range s.runs {
		if way(r) != most {
			continue
		}
		switch most {
		case 1:
			r.x, r.y, r.endX = r.y, -r.x, r.endY
		case 2:
			r.x, r.y, r.endX = -r.x, -r.y, -r.endX
		case 3:
			r.x, r.y, r.endX = -r.y, r.x, -r.endY
		}
		out = append(out, r)
	}
	return out
}

// takes reports whether a run goes on with a line: on its base line, or raised as a
// footnote's sign is, and after its end.
func (l *line) takes(r run) bool {
	size := max(l.size, r.size)
	if math.Abs(r.y-l.y) > float64(size*0.45) {
		return false
	}
	return r.x >= l.end-float64(size*0.6) && r.x-l.end < float64(size*columnGap) ||
		r.x >= l.x && r.endX <= l.end+float64(size*0.1) && strings.TrimSpace(r.text) == ""
}

func (l *line) add(r run) {
	size := max(l.size, r.size)
	if r.font != l.font && strings.TrimSpace(r.text) != "" {
		l.font = nil
	}
	if r.endX <= l.end+float64(size*0.1) && r.x < l.end-float64(size*0.3) && bytes.HasSuffix(l.buf, []byte(r.text)) {
		return // drawn twice, to be bold
	}
	if r.x-l.end > float64(size*spaceGap) && !bytes.HasSuffix(l.buf, []byte(" ")) && !strings.HasPrefix(r.text, " ") {
		l.buf = append(l.buf, ' ')
	}
	l.buf = append(l.buf, r.text...)
	l.end = max(l.end, r.endX)
	if len(strings.TrimSpace(r.text)) > len(l.buf)/2 {
		l.size, l.y = r.size, r.y
	}
}

// dropCaps joins a large first letter with the words beside it.
func dropCaps(lines []line) []line {
	var out []line
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		t := strings.TrimSpace(l.text)
		if i+1 < len(lines) && len([]rune(t)) == 1 && unicode.IsUpper([]rune(t)[0]) {
			next := lines[i+1]
			if l.size > float64(next.size*1.7) && next.x >= l.x && next.x-l.end < float64(l.size*0.7) && next.y >= l.y-float64(l.size*0.2) {
				next.text = t + strings.TrimLeft(next.text, " ")
				next.x = l.x
				out = append(out, next)
				i++
				continue
			}
		}
		out = append(out, l)
	}
	return out
}

// withoutHeads leaves out what repeats at the head or foot of pages, and numbers of
// pages there. The outermost line may be a chapter's, on few pages; those nearer to
// the text repeat on many.
func withoutHeads(pages [][]line) [][]line {
	type key struct {
		text  string
		outer bool
	}
	count := map[key]int{}
	edges := make([]map[int]int, len(pages))
	for i, lines := range pages {
		edges[i] = edgeLines(lines)
		seen := map[key]bool{}
		for j := range lines {
			rank, edge := edges[i][j]
			for _, k := range []key{{headKey(lines[j].text), false}, {headKey(lines[j].text), true}} {
				if edge && (rank == 0 || !k.outer) && !seen[k] {
					seen[k] = true
					count[k]++
				}
			}
		}
	}
	enough := max(2, len(pages)/5)
	out := make([][]line, len(pages))
	for i, lines := range pages {
		for j, l := range lines {
			k := headKey(l.text)
			_, edge := edges[i][j]
			if edge && (count[key{k, false}] >= enough || count[key{k, true}] >= 2 || pageNumber(k)) {
				continue
			}
			out[i] = append(out[i], l)
		}
	}
	return out
}

// edgeLines are the indices of the lines that stand highest and lowest, with how many
// heights lie outside them: 0 to 2.
func edgeLines(lines []line) map[int]int {
	out := map[int]int{}
	for _, sign := range []float64{1, -1} {
		bound := math.Inf(1)
		for rank := range 3 {
			// the next height below the bound
			next := math.Inf(-1)
			for _, l := range lines {
				if y := float64(l.y * sign); y < bound && y > next {
					next = y
				}
			}
			for i, l := range lines {
				if float64(l.y*sign) == next {
					if was, ok := out[i]; !ok || rank < was {
						out[i] = rank
					}
				}
			}
			bound = next
		}
	}
	return out
}

// headKey is a line without what changes from page to page.
func headKey(s string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '#'
		}
		return unicode.ToLower(r)
	}, s)), " ")
}

// pageNumber reports whether a key is a page's number: "12", "Page 3 of 9", "- 4 -".
func pageNumber(key string) bool {
	rest := strings.NewReplacer("page", "", "of", "", "#", "", "-", "", "–", "", "—", "", "/", "", "|", "", ".", "", " ", "", "p", "").Replace(key)
	return rest == "" && strings.Contains(key, "#")
}
