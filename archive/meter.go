package archive

import (
	"bufio"
	"context"
	"errors"
	"io"

	"dateline"
)

// A meter counts for one file or stream that Walk was given what is read of it and
// what is unpacked out of it, through all layers, so that bombs end early: ratios
// of layers in each other multiply, and entries of a zip may share their bytes.
type meter struct {
	ctx  context.Context
	w    *walker
	size int64 // of the file; 0 when not known
	in   int64
	out  int64
}

// A limitError is a bound that was met: what it says is for the user.
type limitError struct {
	msg  string
	then error // what ends with it: errOver, errFull; nil for the entry alone
}

// errOver ends the reading of one input that Walk was given.
var errOver = errors.New("archive: a bound of the input")

func (e *limitError) Error() string { return e.msg }

// reader counts what is read of the input itself.
func (m *meter) reader(r io.Reader) io.Reader { return &inReader{r, m} }

type inReader struct {
	r io.Reader
	m *meter
}

func (r *inReader) Read(p []byte) (int, error) {
	if err := interrupted(r.m.ctx); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	r.m.took(n)
	return n, err
}

// took counts bytes of the input. What is read again is no progress.
func (m *meter) took(n int) {
	before := m.in
	m.in += int64(n)
	if m.size == 0 {
		m.w.read += int64(n)
	} else if before < m.size {
		m.w.read += min(m.in, m.size) - before
	}
}

// unpacked counts what comes out of a layer.
func (m *meter) unpacked(r io.Reader) io.Reader { return &outReader{r, m} }

type outReader struct {
	r io.Reader
	m *meter
}

func (r *outReader) Read(p []byte) (int, error) {
	if err := interrupted(r.m.ctx); err != nil {
		return 0, err
	}
	n, err := r.r.Read(p)
	if limit := r.m.unpack(int64(n)); limit != nil {
		return 0, limit
	}
	return n, err
}

func (m *meter) unpack(n int64) error {
	m.out += n
	m.w.out += n
	in := m.in
	if m.size > 0 {
		in = min(in, m.size) // read again and again, it is still no more
	}
	o := m.w.o
	if m.out > o.grace && m.out/o.MaxRatio > in {
		return &limitError{dateline.Errorf(dateline.Invalid,
			"unpacks to more than %d times its size, as only a decompression bomb does; the rest of it is left out", o.MaxRatio).Error(), errOver}
	}
	if m.w.out > o.MaxTotal {
		return &limitError{dateline.Errorf(dateline.Invalid,
			"more than the %d MB that one run unpacks; the rest is left out: give fewer inputs at once, or raise the limit", o.MaxTotal>>20).Error(), errFull}
	}
	return nil
}

// atReader counts what is read at random.
type atReader struct {
	at io.ReaderAt
	m  *meter
}

func (r atReader) ReadAt(p []byte, off int64) (int, error) {
	if err := interrupted(r.m.ctx); err != nil {
		return 0, err
	}
	n, err := r.at.ReadAt(p, off)
	r.m.took(n)
	return n, err
}

// A counter is a buffered reader that knows how far it was read. It reads byte by
// byte too, so that a decompressor takes no byte past its end.
type counter struct {
	br *bufio.Reader
	n  int64
}

const bufferSize = 64 << 10

func newCounter(r io.Reader) *counter { return &counter{br: bufio.NewReaderSize(r, bufferSize)} }

func (c *counter) reset(r io.Reader) {
	c.br.Reset(r)
	c.n = 0
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.br.Read(p)
	c.n += int64(n)
	return n, err
}

func (c *counter) ReadByte() (byte, error) {
	b, err := c.br.ReadByte()
	if err == nil {
		c.n++
	}
	return b, err
}

func (c *counter) Peek(n int) ([]byte, error) { return c.br.Peek(n) }

func (c *counter) skip(n int) {
	d, _ := c.br.Discard(n)
	c.n += int64(d)
}

// line reads up to and with a line feed. A line of more than max bytes is read to
// its end and comes cut, with long set. The error is that of the reader; what was
// read before it comes too.
func (c *counter) line(max int) (line []byte, long bool, err error) {
	for {
		part, err := c.br.ReadSlice('\n')
		c.n += int64(len(part))
		if room := max - len(line); len(part) > room {
			part, long = part[:room], true
		}
		line = append(line, part...)
		if err != bufio.ErrBufferFull {
			return line, long, err
		}
	}
}

func interrupted(ctx context.Context) error {
	if ctx.Err() == nil {
		return nil
	}
	return &interruption{ctx.Err()}
}

// An interruption is the end of the context. It has a type of its own, so that it
// is told from an entry's own faults wherever it surfaces.
type interruption struct{ err error }

func (e *interruption) Error() string { return e.err.Error() }
func (e *interruption) Unwrap() error { return e.err }

// readAll reads up to max bytes; more is a limitError.
func readAll(r io.Reader, max int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, max+1))
	if err == nil && int64(len(data)) > max {
		data, err = data[:max], &limitError{tooLarge(max), nil}
	}
	return data, err
}

func tooLarge(max int64) string {
	return dateline.Errorf(dateline.Invalid, "more than the %d bytes that an entry may have; split it, or raise the limit", max).Error()
}
