package pdf

import "math"

// A matrix maps (x, y) to (a·x + c·y + e, b·x + d·y + f).
type matrix [6]float64

var identity = matrix{1, 0, 0, 1, 0, 0}

// times is m applied before n. Each product is rounded by itself, as a processor
// that fuses it with the sum would give other lines on other machines.
func (m matrix) times(n matrix) matrix {
	dot := func(a, b, c, d float64) float64 { return float64(a*b) + float64(c*d) }
	return matrix{
		dot(m[0], n[0], m[1], n[2]), dot(m[0], n[1], m[1], n[3]),
		dot(m[2], n[0], m[3], n[2]), dot(m[2], n[1], m[3], n[3]),
		dot(m[4], n[0], m[5], n[2]) + n[4], dot(m[4], n[1], m[5], n[3]) + n[5],
	}
}

// A run is text that one string shows, where it stands on the page.
type run struct {
	text       string
	x, y       float64 // of its beginning, on the base line
	endX, endY float64
	size       float64
	font       *font
}

// A sheet is a page that was read.
type sheet struct {
	runs            []run
	glyphs, unknown int
}

// A state is the part of the graphics state that text needs.
type state struct {
	ctm                         matrix
	font                        *font
	size                        float64
	charSpace, wordSpace, scale float64
	leading, rise               float64
}

// maxRuns is how many strings a page may show: more than ten for each letter of a
// page of a newspaper.
const maxRuns = 300_000

// maxForms is how deep forms may be drawn in each other.
const maxForms = 8

// A painter runs the content of a page for its text.
type painter struct {
	f      *file
	sheet  *sheet
	state  state
	saved  []state
	tm, lm matrix
	marked []bool // whether the marked contents that are open are furniture of the page
}

func (f *file) page(d dict) *sheet {
	s := &sheet{}
	var data []byte
	switch c := f.get(d["Contents"]).(type) {
	case *stream:
		data = f.decode(c)
	case array:
		for _, o := range c {
			if s, ok := f.get(o).(*stream); ok && f.left > 0 {
				data = append(append(data, f.decode(s)...), '\n')
			}
		}
	}
	p := &painter{f: f, sheet: s, state: state{ctm: identity, scale: 1}}
	p.run(data, f.dict(d["Resources"]), 0)
	return s
}

// run executes the operators of a content stream (ISO 32000-1, annex A).
func (p *painter) run(data []byte, resources dict, depth int) {
	l := &lexer{b: data, low: true}
	var args []any
	for {
		o, ok := l.next(0)
		if p.f.steps++; !ok || p.f.steps > maxSteps {
			return
		}
		w, isWord := o.(word)
		if !isWord {
			if len(args) < 64 {
				args = append(args, o)
			}
			continue
		}
		switch w {
		case "BI":
			skipInlineImage(l)
		case "Do":
			if n, ok := last(args).(name); ok {
				p.form(n, resources, depth)
			}
		case "Tf":
			if len(args) >= 2 {
				if n, ok := args[len(args)-2].(name); ok {
					fonts := p.f.dict(resources["Font"])
					p.state.font = p.f.font(fonts[n])
				}
				p.state.size, _ = last(args).(float64)
			}
		case "BMC", "BDC":
			furniture := len(args) > 0 && args[0] == name("Artifact") || len(p.marked) > 0 && p.marked[len(p.marked)-1]
			if len(p.marked) < 1000 {
				p.marked = append(p.marked, furniture)
			}
		case "EMC":
			if n := len(p.marked); n > 0 {
				p.marked = p.marked[:n-1]
			}
		default:
			p.operate(w, args)
		}
		args = args[:0]
	}
}

func last(args []any) any {
	if len(args) == 0 {
		return nil
	}
	return args[len(args)-1]
}

// numbers are the last n operands, if they are numbers.
func numbers(args []any, n int) ([]float64, bool) {
	if len(args) < n {
		return nil, false
	}
	out := make([]float64, n)
	for i, o := range args[len(args)-n:] {
		v, ok := o.(float64)
		if !ok {
			return nil, false
		}
		out[i] = v
	}
	return out, true
}

func (p *painter) operate(w word, args []any) {
	s := &p.state
	one := func(to *float64) {
		if n, ok := numbers(args, 1); ok {
			*to = n[0]
		}
	}
	switch w {
	case "q":
		if len(p.saved) < 1000 {
			p.saved = append(p.saved, *s)
		}
	case "Q":
		if n := len(p.saved); n > 0 {
			*s = p.saved[n-1]
			p.saved = p.saved[:n-1]
		}
	case "cm":
		if n, ok := numbers(args, 6); ok {
			s.ctm = matrix(n).times(s.ctm)
		}
	case "BT":
		p.tm, p.lm = identity, identity
	case "Tc":
		one(&s.charSpace)
	case "Tw":
		one(&s.wordSpace)
	case "TL":
		one(&s.leading)
	case "Ts":
		one(&s.rise)
	case "Tz":
		if n, ok := numbers(args, 1); ok {
			s.scale = n[0] / 100
		}
	case "Td", "TD":
		if n, ok := numbers(args, 2); ok {
			if w == "TD" {
				s.leading = -n[1]
			}
			p.newLine(n[0], n[1])
		}
	case "Tm":
		if n, ok := numbers(args, 6); ok {
			p.tm, p.lm = matrix(n), matrix(n)
		}
	case "T*":
		p.newLine(0, -s.leading)
	case "Tj":
		p.show(last(args))
	case "'":
		p.newLine(0, -s.leading)
		p.show(last(args))
	case "\"":
		if len(args) >= 3 {
			if n, ok := numbers(args[:2], 2); ok {
				s.wordSpace, s.charSpace = n[0], n[1]
			}
		}
		p.newLine(0, -s.leading)
		p.show(last(args))
	case "TJ":
		list, _ := last(args).(array)
		for _, o := range list {
			if n, ok := o.(float64); ok {
				p.advance(float64(-n / 1000 * s.size * s.scale))
				continue
			}
			p.show(o)
		}
	}
}

func (p *painter) newLine(x, y float64) {
	p.lm = matrix{1, 0, 0, 1, x, y}.times(p.lm)
	p.tm = p.lm
}

func (p *painter) advance(x float64) { p.tm = matrix{1, 0, 0, 1, x, 0}.times(p.tm) }

// show takes in a string that is drawn.
func (p *painter) show(o any) {
	str, ok := o.(text)
	s := &p.state
	if !ok || s.font == nil || len(str) == 0 {
		return
	}
	at := matrix{1, 0, 0, 1, 0, s.rise}.times(p.tm).times(s.ctm)
	r := run{x: at[4], y: at[5], font: s.font}
	// The size as it appears, along the letters' height.
	r.size = float64(math.Abs(s.size)) * math.Sqrt(float64(at[2]*at[2])+float64(at[3]*at[3]))
	width := 0.0
	var b []byte
	for _, g := range s.font.signs(string(str)) {
		p.f.steps += 1 + len(g.text)/4
		p.sheet.glyphs++
		if g.text == unknown {
			p.sheet.unknown++
		}
		b = append(b, g.text...)
		w := float64(g.width*s.size) + s.charSpace
		if g.space {
			w += s.wordSpace
		}
		width += float64(w * s.scale)
	}
	p.advance(width)
	end := matrix{1, 0, 0, 1, 0, s.rise}.times(p.tm).times(s.ctm)
	r.endX, r.endY = end[4], end[5]
	r.text = string(b)
	if len(p.marked) > 0 && p.marked[len(p.marked)-1] || !sane(r) {
		return
	}
	if len(p.sheet.runs) >= maxRuns {
		p.f.steps = maxSteps + 1
		return
	}
	p.sheet.runs = append(p.sheet.runs, r)
}

// sane leaves out what stands nowhere near a page.
func sane(r run) bool {
	for _, v := range []float64{r.x, r.y, r.endX, r.endY, r.size} {
		if !(v > -1e5 && v < 1e5) {
			return false
		}
	}
	return true
}

// form draws a form; a picture has no text.
func (p *painter) form(n name, resources dict, depth int) {
	s, ok := p.f.get(p.f.dict(resources["XObject"])[n]).(*stream)
	if !ok || depth >= maxForms || p.f.get(s.dict["Subtype"]) != name("Form") || p.f.left <= 0 {
		return
	}
	own := p.f.dict(s.dict["Resources"])
	if own == nil {
		own = resources
	}
	kept, tm, lm, saved := p.state, p.tm, p.lm, p.saved
	p.saved = nil
	if m := p.f.array(s.dict["Matrix"]); len(m) == 6 {
		var to matrix
		for i := range to {
			to[i], _ = p.f.number(m[i])
		}
		p.state.ctm = to.times(p.state.ctm)
	}
	p.run(p.f.decode(s), own, depth+1)
	p.state, p.tm, p.lm, p.saved = kept, tm, lm, saved
}

// skipInlineImage goes on after an image in the content: "EI" between white space.
func skipInlineImage(l *lexer) {
	for i := l.at; i+2 < len(l.b); i++ {
		if l.b[i] == 'E' && l.b[i+1] == 'I' && i > 0 && white(l.b[i-1]) && (white(l.b[i+2]) || i+3 == len(l.b)) {
			l.at = i + 2
			return
		}
	}
	l.at = len(l.b)
}
