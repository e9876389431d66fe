package pdf

import (
	"bytes"
	"slices"
	"strings"
)

// A font says which letters codes stand for and how wide they are.
type font struct {
	composite bool // codes of more than one byte
	to        *cmap
	spaces    *cmap // the code space of a composite font, where it has its own
	unicode   bool  // codes are UTF-16 themselves
	encoding  [256]string
	widths    map[int]float64 // thousandths of the size
	width     float64         // of the others
}

// A sign is one code of a string that is shown.
type sign struct {
	text  string
	width float64 // of the size
	space bool    // code 32 of a simple font, which word spacing widens
}

func (f *file) font(o any) *font {
	r, isRef := o.(ref)
	if isRef && f.cached[r] != nil {
		return f.cached[r]
	}
	d := f.dict(o)
	t := &font{widths: map[int]float64{}, width: 500}
	if s, ok := f.get(d["ToUnicode"]).(*stream); ok {
		t.to = parseCMap(f.decode(s), &f.steps)
	}
	if f.get(d["Subtype"]) == name("Type0") {
		f.composite(t, d)
	} else {
		f.simple(t, d)
	}
	if isRef {
		f.cached[r] = t
	}
	f.steps += 256 + len(t.widths) // one that stands in the page is read each time
	return t
}

func (f *file) simple(t *font, d dict) {
	descriptor := f.dict(d["FontDescriptor"])
	base := name("")
	if f.get(d["Subtype"]) == name("TrueType") {
		base = "WinAnsiEncoding"
	}
	t.encoding = baseEncoding(base)
	if s, ok := f.get(descriptor["FontFile"]).(*stream); ok && base == "" {
		builtIn(f.decode(s), &t.encoding)
	}
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		t.encoding = baseEncoding(e)
	case dict:
		if n, ok := f.get(e["BaseEncoding"]).(name); ok {
			t.encoding = baseEncoding(n)
		}
		code := 0
		for _, o := range f.array(e["Differences"]) {
			switch o := f.get(o).(type) {
			case float64:
				code = int(o)
			case name:
				if code >= 0 && code < 256 {
					t.encoding[code] = glyph(string(o))
				}
				code++
			}
		}
	}
	if w, ok := f.number(descriptor["MissingWidth"]); ok && w > 0 {
		t.width = w
	}
	scale := 1.0
	if m := f.array(d["FontMatrix"]); f.get(d["Subtype"]) == name("Type3") && len(m) == 6 {
		if a, ok := f.number(m[0]); ok && a > 0 && a < 10 {
			scale = float64(a * 1000)
		}
	}
	first, _ := f.number(d["FirstChar"])
	widths := f.array(d["Widths"])
	for i, o := range widths[:min(len(widths), 256)] {
		if w, ok := f.number(o); ok && w >= 0 {
			t.widths[int(first)+i] = float64(w * scale)
		}
	}
	if len(widths) == 0 {
		base, _ := f.get(d["BaseFont"]).(name)
		t.widths = coreWidths(base)
	}
}

// builtIn takes the encoding out of a Type 1 font program, whose head is in clear:
// "dup 12 /fi put".
func builtIn(program []byte, encoding *[256]string) {
	if i := bytes.Index(program, []byte("eexec")); i >= 0 {
		program = program[:i]
	}
	i := bytes.Index(program, []byte("/Encoding"))
	if i < 0 {
		return
	}
	l := &lexer{b: program, at: i, low: true}
	for {
		o, ok := l.next(0)
		if !ok || o == word("def") || o == word("readonly") {
			return
		}
		if o != word("dup") {
			continue
		}
		code, _ := l.next(0)
		n, _ := l.next(0)
		c, isCode := code.(float64)
		g, isName := n.(name)
		if isCode && isName && c >= 0 && c < 256 {
			encoding[int(c)] = glyph(string(g))
		}
	}
}

// Widths of the signs from space to tilde in the fonts that a file need not describe,
// from Adobe's metrics of its core fonts. The rest have the width of a figure.
var (
	helvetica = [95]float64{278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
		1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
		333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584}
	times = [95]float64{250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
		921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
		333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541}
)

// coreWidths are the widths of a font that the file does not describe.
func coreWidths(base name) map[int]float64 {
	table, other := &helvetica, 556.0
	if strings.Contains(string(base), "Times") {
		table, other = &times, 500
	}
	out := make(map[int]float64, 256)
	for c := range 256 {
		switch {
		case strings.Contains(string(base), "Courier"):
			out[c] = 600
		case c >= ' ' && c <= '~':
			out[c] = table[c-' ']
		default:
			out[c] = other
		}
	}
	return out
}

func (f *file) composite(t *font, d dict) {
	t.composite, t.width = true, 1000
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		t.unicode = strings.Contains(string(e), "UCS2") || strings.Contains(string(e), "UTF16")
	case *stream:
		t.spaces = parseCMap(f.decode(e), &f.steps)
	}
	kids := f.array(d["DescendantFonts"])
	if len(kids) == 0 {
		return
	}
	kid := f.dict(kids[0])
	if w, ok := f.number(kid["DW"]); ok {
		t.width = w
	}
	// "c [w w w]" or "first last w"
	list := f.array(kid["W"])
	for i := 0; i+1 < len(list) && len(t.widths) < 1<<17; {
		first, ok := f.number(list[i])
		if !ok {
			return
		}
		if each, ok := f.get(list[i+1]).(array); ok {
			for j, o := range each {
				if w, ok := f.number(o); ok {
					t.widths[int(first)+j] = w
				}
			}
			i += 2
			continue
		}
		if i+2 >= len(list) {
			return
		}
		last, _ := f.number(list[i+1])
		w, _ := f.number(list[i+2])
		for c := int(first); c <= int(last) && c-int(first) < 1<<16 && f.steps < maxSteps; c++ {
			t.widths[c] = w
			f.steps++
		}
		i += 3
	}
}

// signs cuts a string into its codes.
func (t *font) signs(s string) []sign {
	var out []sign
	if !t.composite {
		for i := range len(s) {
			c := int(s[i])
			g := sign{text: t.encoding[c], width: t.widthOf(c), space: c == ' '}
			if u, ok := t.to.text(c, 1); ok {
				g.text = u
			}
			out = append(out, g)
		}
		return out
	}
	for len(s) > 0 {
		n := 2
		if t.spaces != nil && len(t.spaces.spaces) > 0 {
			n = t.spaces.codeLength(s)
		}
		n = min(n, len(s))
		code := 0
		for i := range n {
			code = code<<8 | int(s[i])
		}
		g := sign{text: unknown, width: t.widthOf(code)}
		if u, ok := t.to.text(code, n); ok {
			g.text = u
		} else if t.unicode && n == 2 {
			g.text = utf16Text(s[:2])
		}
		out = append(out, g)
		s = s[n:]
	}
	return out
}

func (t *font) widthOf(code int) float64 {
	w, ok := t.widths[code]
	if !ok {
		w = t.width
	}
	return float64(w / 1000)
}

// A cmap maps codes to text (ISO 32000-1, 9.10.3).
type cmap struct {
	chars  map[int]string
	ranges []codeRange // sorted by low when it is looked up
	spaces []codeSpace
}

type codeRange struct {
	low, high int
	to        string // of low; the last character rises with the code
}

type codeSpace struct{ size, low, high int }

// text is what a code stands for. A nil cmap knows none.
func (m *cmap) text(code, _ int) (string, bool) {
	if m == nil {
		return "", false
	}
	if s, ok := m.chars[code]; ok {
		return s, true
	}
	i, ok := slices.BinarySearchFunc(m.ranges, code, func(r codeRange, c int) int {
		switch {
		case r.high < c:
			return -1
		case r.low > c:
			return 1
		}
		return 0
	})
	if !ok {
		return "", false
	}
	r := m.ranges[i]
	runes := []rune(r.to)
	if len(runes) == 0 {
		return "", true
	}
	runes[len(runes)-1] += rune(code - r.low)
	return string(runes), true
}

// codeLength is how many bytes the next code has.
func (m *cmap) codeLength(s string) int {
	code := 0
	for n := 1; n <= 4 && n <= len(s); n++ {
		code = code<<8 | int(s[n-1])
		for _, sp := range m.spaces {
			if sp.size == n && code >= sp.low && code <= sp.high {
				return n
			}
		}
	}
	return m.spaces[0].size
}

// parseCMap reads the parts of a CMap that say what codes stand for.
func parseCMap(data []byte, steps *int) *cmap {
	m := &cmap{chars: map[int]string{}}
	l := &lexer{b: data, low: true}
	var args []any
	for {
		o, ok := l.next(0)
		if *steps++; !ok || *steps > maxSteps {
			break
		}
		w, isWord := o.(word)
		if !isWord {
			if len(args) < 4096 {
				args = append(args, o)
			}
			continue
		}
		switch w {
		case "endcodespacerange":
			for i := 0; i+1 < len(args) && len(m.spaces) < 64; i += 2 {
				low, a := args[i].(text)
				high, b := args[i+1].(text)
				if a && b && len(low) > 0 && len(low) <= 4 {
					m.spaces = append(m.spaces, codeSpace{len(low), codeOf(low), codeOf(high)})
				}
			}
		case "endbfchar":
			for i := 0; i+1 < len(args); i += 2 {
				code, a := args[i].(text)
				to, b := args[i+1].(text)
				if a && b {
					m.chars[codeOf(code)] = mapped(to)
				}
			}
		case "endbfrange":
			m.addRanges(args)
		}
		args = args[:0]
	}
	slices.SortStableFunc(m.ranges, func(a, b codeRange) int { return a.low - b.low })
	return m
}

func (m *cmap) addRanges(args []any) {
	for i := 0; i+2 < len(args); i += 3 {
		low, a := args[i].(text)
		high, b := args[i+1].(text)
		if !a || !b {
			continue
		}
		from, to := codeOf(low), codeOf(high)
		switch target := args[i+2].(type) {
		case text:
			if to >= from && to-from <= 0xffff {
				m.ranges = append(m.ranges, codeRange{from, to, mapped(target)})
			}
		case array:
			for j, o := range target {
				if s, ok := o.(text); ok && from+j <= to {
					m.chars[from+j] = mapped(s)
				}
			}
		}
	}
}

func codeOf(s text) int {
	code := 0
	for i := range min(len(s), 4) {
		code = code<<8 | int(s[i])
	}
	return code
}

// mapped is UTF-16 as text, ligatures undone. What maps to nothing readable is unknown.
func mapped(s text) string {
	if len(s) == 1 {
		s = "\x00" + s
	}
	if len(s) > 64 {
		s = s[:64]
	}
	out := utf16Text(string(s))
	if strings.Trim(out, "\x00") == "" {
		return ""
	}
	return ligatures.Replace(out)
}

var ligatures = strings.NewReplacer("\ufb00", "ff", "\ufb01", "fi", "\ufb02", "fl", "\ufb03", "ffi", "\ufb04", "ffl", "\ufb05", "st", "\ufb06", "st")
