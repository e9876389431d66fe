package archive

import (
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/klauspost/compress/gzip"
)

// The WARC format is that of ISO 28500:2017, in the text of
// https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/.
// What is bent here bends to files that are around: other line ends, lengths that are
// wrong, addresses in angle brackets, digests in hexadecimal.

const (
	maxWARCHead = 1 << 20 // bytes of a record's head
	maxWARCLine = 64 << 10
	maxHTTPHead = 256 << 10
	maxURI      = 8 << 10
)

// A place is where a record begins: at a byte of the file, and for a gzip at a byte
// of what the member there unpacks to.
type place struct{ at, inner int64 }

func (p place) path(of string) string {
	s := of + "#" + strconv.FormatInt(p.at, 10)
	if p.inner > 0 {
		s += "+" + strconv.FormatInt(p.inner, 10)
	}
	return s
}

// A warcFile is a WARC being read.
type warcFile struct {
	w      *walker
	in     input
	gz     bool
	known  revisits
	stray  bool // what stands here was told of: no record begins, the next is looked for
	probe  *gzip.Reader
	inside bool  // a record's block is being read
	backs  int64 // bytes that were read again after a wrong length
	find   bool  // one record alone is read, quietly: the one at only
	only   place
	found  *payload
}

// A record is one record's head.
type record struct {
	place
	fields fields
	length int64
}

// fields are the named fields of a head, names in lower case; of a name that comes
// twice the first counts.
type fields map[string]string

func (f fields) get(name string) string { return f[name] }

func (f fields) add(line []byte) bool {
	name, value, ok := bytes.Cut(line, []byte(":"))
	if !ok {
		return false
	}
	key := strings.ToLower(strings.TrimSpace(string(name)))
	if _, twice := f[key]; !twice {
		f[key] = strings.TrimSpace(strings.ToValidUTF8(string(value), "\uFFFD"))
	}
	return true
}

// uri is the record's address; some writers put it in angle brackets.
func (r *record) uri() string {
	u := r.fields.get("warc-target-uri")
	if strings.HasPrefix(u, "<") && strings.HasSuffix(u, ">") {
		u = u[1 : len(u)-1]
	}
	if len(u) > maxURI || strings.ContainsFunc(u, unicode.IsControl) {
		return ""
	}
	return strings.ReplaceAll(u, " ", "%20")
}

func (r *record) date() time.Time {
	t, err := time.Parse(time.RFC3339, r.fields.get("warc-date"))
	if err != nil {
		return time.Time{}
	}
	return t.UTC()
}

// warc reads a WARC, plain or gzip.
func (w *walker) warc(in input, gz bool) error {
	f := &warcFile{w: w, in: in, gz: gz}
	return f.all(in.r, 0)
}

// all reads records from r, whose first byte is at byte base of the file.
func (f *warcFile) all(r io.Reader, base int64) error {
	c := newCounter(r)
	c.n = base
	if f.gz {
		return f.members(c)
	}
	return f.records(c, func(off int64) place { return place{at: off} })
}

var gzipMagic = []byte("\x1f\x8b\x08")

// members reads a gzip member by member: usually one a record, which makes each
// record's place one that can be sought.
func (f *warcFile) members(c *counter) error {
	var z *gzip.Reader
	m := newCounter(nil)
	for {
		lost, err := f.seek(c, gzipMagic)
		if f.find && (lost > 0 || err != nil) {
			return err
		}
		if lost > 0 && lost < 3 && err == io.EOF {
			return f.torn(place{at: c.n - lost}, errCut)
		}
		if lost > 0 {
			if err := f.w.fail(place{at: c.n - lost}.path(f.in.path), "no gzip data for %d bytes from byte %d; what follows is read, get the file again for what is missing", lost, c.n-lost); err != nil {
				return err
			}
		}
		if err != nil {
			return f.ended(place{at: c.n}, err)
		}
		start := c.n
		if z == nil {
			z, err = gzip.NewReader(c)
		} else {
			err = z.Reset(c)
		}
		if err != nil {
			if err := f.w.broken(place{at: start}.path(f.in.path), err, "the WARC is damaged at byte %d", start); err != nil {
				return err
			}
			z = nil
			continue
		}
		z.Multistream(false)
		f.inside = false
		m.reset(f.in.m.unpacked(&member{f, z, c}))
		if err := f.records(m, func(off int64) place { return place{start, off} }); err != nil {
			return err
		}
		if f.find {
			return nil
		}
	}
}

// A member unpacks one member of a gzip, and goes on into the next where that does not
// begin a record though one is being read: some tools pack heads and bodies apart.
type member struct {
	f *warcFile
	z *gzip.Reader
	c *counter
}

func (m *member) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if n > 0 && err == io.EOF {
			return n, nil // the end is told by itself, when it is known what is wanted
		}
		if n > 0 || err != io.EOF || !m.f.inside {
			return n, err
		}
		head, _ := m.c.Peek(4 << 10)
		if !bytes.HasPrefix(head, gzipMagic) || m.f.begins(head) || m.z.Reset(m.c) != nil {
			return 0, io.EOF
		}
		m.z.Multistream(false)
	}
}

// begins reports whether a gzip whose first bytes are given begins with a record. It
// is asked for every member that a record might go on into, so it allocates nothing.
func (f *warcFile) begins(head []byte) bool {
	if f.probe == nil {
		f.probe = new(gzip.Reader)
	}
	if f.probe.Reset(bytes.NewReader(head)) != nil {
		return false
	}
	var b [16]byte
	n, _ := io.ReadFull(f.probe, b[:]) // as far as the head goes
	return bytes.HasPrefix(bytes.TrimLeft(b[:n], "\r\n"), []byte("WARC/"))
}

// seek goes on to bytes that begin with magic and gives how many it passed over.
// The error is io.EOF where none follow.
func (f *warcFile) seek(c *counter, magic []byte) (int64, error) {
	start := c.n
	for {
		head, err := c.Peek(bufferSize)
		if bytes.HasPrefix(head, magic) {
			return c.n - start, nil
		}
		i := bytes.Index(head, magic)
		switch {
		case i >= 0:
			c.skip(i)
		case len(head) < len(magic):
			if err == nil {
				err = io.EOF
			}
			zeros := len(bytes.Trim(head, "\x00\r\n")) == 0 && c.n == start
			c.skip(len(head))
			if zeros { // padding at the end
				return 0, err
			}
			return c.n - start, err
		default:
			c.skip(len(head) - len(magic) + 1)
		}
	}
}

// ended tells of an end that is none.
func (f *warcFile) ended(at place, err error) error {
	if err == io.EOF {
		return nil
	}
	return f.w.broken(at.path(f.in.path), err, "the WARC cannot be read on from byte %d", at.at)
}

// errCut is the end of the data inside a record.
var errCut = errors.New("the end of the data")

// records reads records up to the end of the data. An error of the reader (a damaged
// member) ends them and is told as that of the record that it hits.
func (f *warcFile) records(c *counter, at func(int64) place) error {
	f.stray = false
	for {
		if err := interrupted(f.w.ctx); err != nil {
			return err
		}
		if err := blankLines(c); err != nil {
			return f.torn(at(c.n), err)
		}
		start := at(c.n)
		f.inside = true
		rec, err := readHead(c)
		if err != nil {
			if done, err := f.lost(c, start, err); done || err != nil {
				return err
			}
			continue
		}
		rec.place = start
		if f.find && start.at > f.only.at {
			return nil
		}
		if f.find && start != f.only {
			if err := f.pass(c, rec); err != nil {
				return f.torn(start, err)
			}
			f.inside = false
			continue
		}
		back, err := f.one(c, rec)
		f.inside = false
		if err != nil {
			var stop *stopped
			if errors.As(err, &stop) {
				return stop.err
			}
			return f.torn(start, err)
		}
		if f.find {
			return nil
		}
		if back != nil {
			// A length too great took in the records after it: they are read again.
			n := c.n - int64(len(back))
			*c = *newCounter(io.MultiReader(bytes.NewReader(back), c.br))
			c.n = n
		}
	}
}

// stopped is an error that ends the walk, not the record.
type stopped struct{ err error }

func (s *stopped) Error() string { return s.err.Error() }

// torn tells of data that end or are damaged within a record.
func (f *warcFile) torn(at place, err error) error {
	switch {
	case err == io.EOF:
		return nil
	case f.find:
		return err // whoever looks for the record tells
	case errors.Is(err, errCut), errors.Is(err, io.ErrUnexpectedEOF):
		return f.w.fail(at.path(f.in.path), "the WARC is cut in the record at byte %d; what came before is kept, get the file again for the rest", at.at)
	}
	return f.w.broken(at.path(f.in.path), err, "the WARC is damaged in the record at byte %d; get the file again", at.at)
}

// lost goes on to the next record after a head that is none.
func (f *warcFile) lost(c *counter, at place, err error) (done bool, _ error) {
	var bad *headError
	if !errors.As(err, &bad) {
		return true, f.torn(at, err)
	}
	if !f.stray && !f.find {
		if err := f.w.fail(at.path(f.in.path), "%s at byte %d; the records after it are read, get the file again for what is missing", bad.what, at.at); err != nil {
			return true, err
		}
	}
	f.stray = true
	for {
		head, err := c.Peek(6)
		if len(head) < 6 {
			if err == io.EOF {
				return true, nil
			}
			return true, f.torn(at, err)
		}
		if string(head[:5]) == "WARC/" && head[5] >= '0' && head[5] <= '9' {
			return false, nil
		}
		if _, _, err := c.line(0); err != nil {
			return true, f.torn(at, err)
		}
	}
}

// blankLines passes over line ends.
func blankLines(c *counter) error {
	for {
		b, err := c.Peek(1)
		if len(b) == 0 {
			return err
		}
		if b[0] != '\r' && b[0] != '\n' {
			return nil
		}
		c.skip(1)
	}
}

// A headError says what is wrong with the head of a record.
type headError struct{ what string }

func (e *headError) Error() string { return e.what }

func readHead(c *counter) (*record, error) {
	line, long, err := c.line(maxWARCLine)
	if err != nil && err != io.EOF {
		return nil, err
	}
	if !bytes.HasPrefix(line, []byte("WARC/")) || long {
		if err == io.EOF && bytes.HasPrefix([]byte("WARC/"), line) {
			return nil, errCut
		}
		return nil, &headError{"no record begins"}
	}
	f, err := readFields(c, maxWARCHead)
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseInt(f.get("content-length"), 10, 64)
	if err != nil || n < 0 {
		return nil, &headError{"a record whose Content-Length is missing or no number"}
	}
	return &record{fields: f, length: n}, nil
}

// readFields reads "name: value" lines up to a blank one.
func readFields(c *counter, max int64) (fields, error) {
	f := fields{}
	var last []byte
	end := c.n + max
	for {
		line, _, err := c.line(maxWARCLine)
		if err == io.EOF {
			return nil, errCut
		}
		if err != nil {
			return nil, err
		}
		if c.n > end {
			return nil, &headError{"a record whose head does not end"}
		}
		line = bytes.TrimRight(line, "\r\n")
		switch {
		case len(line) == 0:
			if last != nil {
				f.add(last)
			}
			return f, nil
		case line[0] == ' ' || line[0] == '\t':
			last = append(last, line...)
		default:
			if last != nil {
				f.add(last)
			}
			last = line
		}
	}
}

// pass reads over a record.
func (f *warcFile) pass(c *counter, rec *record) error {
	n, err := io.CopyN(io.Discard, c, rec.length)
	if err == io.EOF && n < rec.length {
		return errCut
	}
	return err
}
