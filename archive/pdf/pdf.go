// Package pdf reads the text of PDFs: pages as paragraphs, the title and dates that
// the file gives itself. It is made for files from anywhere: it trusts no table of
// the file's, every depth, count and size is bounded by numbers rather than by time,
// so that the same file reads the same on every machine, and what cannot be read is
// told. It draws nothing and runs nothing.
//
// It does not read encrypted files, nor text that is pictures.
package pdf

import (
	"bytes"
	"errors"
	"slices"
)

// Errors that say what a file is; others say that it is broken.
var (
	ErrEncrypted = errors.New("the PDF is encrypted")
	ErrNoText    = errors.New("the PDF has no text, only pictures of it")
	ErrNoLetters = errors.New("the PDF does not say which letters its signs stand for")
	ErrTooLarge  = errors.New("the PDF needs more work than a file may")
)

// Bounds on what one file may ask for.
const (
	maxObjects = 500_000
	maxPages   = 5_000
	maxSteps   = 20_000_000 // operators and glyphs
	maxDepth   = 32         // of page trees
	maxLines   = 1_000_000
)

// A Document is what a file says.
type Document struct {
	Title, Author string
	Created       string // as the file writes dates: "D:20190517083000+05'00'"
	Modified      string
	Language      string // as it is declared: "en-GB"
	// Headline is the largest text of the first page, if it stands out; "" otherwise.
	Headline   string
	Paragraphs []string
	Pages      int
}

// A file is a PDF being read.
type file struct {
	data    []byte
	objects map[int]any // by number: *entry, or what was parsed
	trailer dict
	left    int64 // bytes that may still be decoded
	steps   int
	cached  map[ref]*font
}

// An entry says where an object stands: at a byte of the file, or in a stream of objects.
type entry struct {
	at int
	in []byte // the decoded stream of objects, nil for the file itself
}

// Read reads a file. max bounds the bytes of a stream, eight times max those of all,
// decoded. The error is one of those above, or says where the file is broken.
func Read(data []byte, max int64) (*Document, error) {
	return read(&file{data: data, objects: map[int]any{}, trailer: dict{}, left: 8 * max, cached: map[ref]*font{}})
}

func read(f *file) (*Document, error) {
	if err := f.scan(); err != nil {
		return nil, err
	}
	if f.trailer["Encrypt"] != nil {
		return nil, ErrEncrypted
	}
	root, _ := f.get(f.trailer["Root"]).(dict)
	if root == nil {
		root = f.catalog()
	}
	pages := f.pages(root)
	if len(pages) == 0 {
		return nil, errors.New("it has no pages")
	}
	d := &Document{Pages: len(pages)}
	f.info(d, root)
	read := make([][]line, 0, len(pages))
	total := 0
	glyphs, unknown := 0, 0
	for i, p := range pages {
		s := f.page(p)
		glyphs, unknown = glyphs+s.glyphs, unknown+s.unknown
		read = append(read, s.lines(i))
		if total += len(read[i]); total > maxLines {
			return nil, ErrTooLarge
		}
		if f.steps > maxSteps || f.left <= 0 {
			return nil, ErrTooLarge
		}
	}
	switch {
	case glyphs == 0:
		return nil, ErrNoText
	case unknown*3 > glyphs:
		return nil, ErrNoLetters
	}
	d.Headline, d.Paragraphs = compose(read)
	if len(d.Paragraphs) == 0 {
		return nil, ErrNoText
	}
	return d, nil
}

// scan finds the objects of a file by what they begin with ("12 0 obj"), not by its
// table, which may be broken or lie. Of an object that is written twice the later
// one counts, as updates are added at the end.
func (f *file) scan() error {
	b := f.data
	object, trailer := finder{b: b, what: []byte("obj")}, finder{b: b, what: []byte("trailer")}
	for at := 0; at < len(b); {
		i, t := object.from(at), trailer.from(at)
		if t < i {
			l := &lexer{b: b, at: t + len("trailer")}
			if d, ok := l.next(0); ok {
				if d, ok := d.(dict); ok {
					f.trail(d)
				}
			}
			at = l.at
			continue
		}
		if i == len(b) {
			break
		}
		num, ok := objectNumber(b, i)
		if !ok {
			at = i + 3
			continue
		}
		if len(f.objects) >= maxObjects {
			return ErrTooLarge
		}
		e := &entry{at: i + 3}
		f.objects[num] = e
		o, end := f.parse(e)
		at = max(end, i+3)
		if s, ok := o.(*stream); ok {
			switch s.dict["Type"] {
			case name("XRef"):
				f.trail(s.dict)
			case name("ObjStm"):
				if f.trailer["Encrypt"] == nil && s.dict["Encrypt"] == nil {
					f.unpack(s)
				}
			}
		}
	}
	if len(f.objects) == 0 {
		return errors.New("it holds no PDF objects")
	}
	return nil
}

// A finder gives where a word stands next, and looks at no byte twice.
type finder struct {
	b, what []byte
	next    int
	looked  bool
}

// from is the first place from at on, or the length of the data. It is asked with
// rising places.
func (f *finder) from(at int) int {
	if f.looked && f.next >= at {
		return f.next
	}
	f.looked, f.next = true, len(f.b)
	if i := bytes.Index(f.b[at:], f.what); i >= 0 {
		f.next = at + i
	}
	return f.next
}

// trail takes in a trailer; a later one counts before an earlier one.
func (f *file) trail(d dict) {
	for _, k := range []name{"Root", "Info", "Encrypt"} {
		if v := d[k]; v != nil {
			f.trailer[k] = v
		}
	}
}

// objectNumber reads the two numbers before "obj" backwards.
func objectNumber(b []byte, at int) (int, bool) {
	back := func(at int) (n, start int) {
		scale, digits := 1, 0
		for at > 0 && b[at-1] >= '0' && b[at-1] <= '9' && digits < 9 {
			n += int(b[at-1]-'0') * scale
			scale *= 10
			digits++
			at--
		}
		if digits == 0 {
			return -1, at
		}
		return n, at
	}
	spaces := func(at int) int {
		for at > 0 && white(b[at-1]) {
			at--
		}
		return at
	}
	gen, at := back(spaces(at))
	n, start := back(spaces(at))
	return n, gen >= 0 && n >= 0 && start < at
}

// parse reads the object of an entry and gives where it ends.
func (f *file) parse(e *entry) (any, int) {
	b := f.data
	if e.in != nil {
		b = e.in
	}
	l := &lexer{b: b, at: e.at}
	o, _ := l.next(0)
	d, ok := o.(dict)
	if !ok || e.in != nil {
		if w, ok := o.(word); ok && w != "" {
			return nil, e.at
		}
		return o, l.at
	}
	end := l.at
	l.space()
	if !bytes.HasPrefix(b[l.at:], []byte("stream")) {
		return o, end
	}
	at := l.at + len("stream")
	if at < len(b) && b[at] == '\r' {
		at++
	}
	if at < len(b) && b[at] == '\n' {
		at++
	}
	if n, ok := d["Length"].(float64); ok && n >= 0 && n <= float64(len(b)-at) {
		stop := at + int(n)
		if bytes.HasPrefix(bytes.TrimLeft(b[stop:min(len(b), stop+12)], "\r\n \t"), []byte("endstream")) {
			return &stream{d, b[at:stop]}, stop
		}
	}
	stop := bytes.Index(b[at:], []byte("endstream"))
	if stop < 0 {
		return &stream{d, b[at:]}, len(b) // cut
	}
	raw := b[at : at+stop]
	if n := len(raw); n > 0 && raw[n-1] == '\n' {
		raw = raw[:n-1]
	}
	if n := len(raw); n > 0 && raw[n-1] == '\r' {
		raw = raw[:n-1]
	}
	return &stream{d, raw}, at + stop
}

// unpack registers the objects in a stream of objects.
func (f *file) unpack(s *stream) {
	data := f.decode(s)
	l := &lexer{b: data, low: true}
	first, _ := s.dict["First"].(float64)
	n, _ := s.dict["N"].(float64)
	for range int(min(max(n, 0), maxObjects)) {
		num, ok1 := l.next(0)
		off, ok2 := l.next(0)
		i, isNum := num.(float64)
		o, isOff := off.(float64)
		if !ok1 || !ok2 || !isNum || !isOff || len(f.objects) >= maxObjects {
			return
		}
		if at := first + o; at >= 0 && at < float64(len(data)) && i >= 0 {
			f.objects[int(i)] = &entry{at: int(at), in: data}
		}
	}
}

// get resolves references, to a bounded depth.
func (f *file) get(o any) any {
	for range 8 {
		r, ok := o.(ref)
		if !ok {
			return o
		}
		e, ok := f.objects[r.num].(*entry)
		if !ok {
			return f.objects[r.num]
		}
		if f.steps > maxSteps {
			return nil
		}
		var end int
		o, end = f.parse(e)
		f.steps += max(end-e.at, 0) / 8
		f.objects[r.num] = o
	}
	return nil
}

func (f *file) dict(o any) dict {
	switch o := f.get(o).(type) {
	case dict:
		return o
	case *stream:
		return o.dict
	}
	return nil
}

func (f *file) array(o any) array {
	a, _ := f.get(o).(array)
	return a
}

func (f *file) number(o any) (float64, bool) {
	n, ok := f.get(o).(float64)
	return n, ok
}

// catalog looks for the root where no trailer names it.
func (f *file) catalog() dict {
	for _, n := range f.numbers() {
		if d := f.dict(ref{n, 0}); d != nil && d["Type"] == name("Catalog") {
			return d
		}
	}
	return nil
}

func (f *file) numbers() []int {
	out := make([]int, 0, len(f.objects))
	for n := range f.objects {
		out = append(out, n)
	}
	slices.Sort(out)
	return out
}

// pages gives the pages in order; where the tree is broken, those that there are by number.
func (f *file) pages(root dict) []dict {
	var out []dict
	seen := map[int]bool{}
	var walk func(o any, above dict, depth int)
	walk = func(o any, above dict, depth int) {
		if r, ok := o.(ref); ok {
			if seen[r.num] {
				return
			}
			seen[r.num] = true
		}
		d, ok := f.get(o).(dict)
		if !ok || depth > maxDepth || len(out) >= maxPages {
			return
		}
		page := dict{}
		for k, v := range d {
			page[k] = v
		}
		for _, k := range []name{"Resources", "MediaBox", "Rotate"} {
			if page[k] == nil {
				page[k] = above[k]
			}
		}
		kids, isTree := f.get(d["Kids"]).(array)
		if !isTree {
			out = append(out, page)
			return
		}
		for _, k := range kids {
			if f.steps++; f.steps > maxSteps {
				return
			}
			walk(k, page, depth+1)
		}
	}
	if root != nil {
		walk(root["Pages"], dict{}, 0)
	}
	if len(out) > 0 {
		return out
	}
	for _, n := range f.numbers() {
		if d, ok := f.get(ref{n, 0}).(dict); ok && d["Type"] == name("Page") && len(out) < maxPages {
			out = append(out, d)
		}
	}
	return out
}

func (f *file) info(d *Document, root dict) {
	info := f.dict(f.trailer["Info"])
	get := func(from dict, k name) string {
		s, _ := f.get(from[k]).(text)
		return words(string(s))
	}
	d.Title, d.Author = get(info, "Title"), get(info, "Author")
	d.Created, d.Modified = get(info, "CreationDate"), get(info, "ModDate")
	d.Language = get(root, "Lang")
}
