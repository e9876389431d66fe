package archive

import (
	"bytes"
	"io"
	"strconv"
	"strings"
)

// The forms of mbox are those of https://www.loc.gov/preservation/digital/formats/fdd/fdd000383.shtml
// and its kin. A message begins with a separator ("From", an address, a time) after
// an empty line. In mboxo and mboxrd a line of a body that would look like one begins
// with ">"; in mboxcl a Content-Length says where the body ends, in mboxcl2 it alone does.

// mbox reads the messages of an mbox.
func (w *walker) mbox(in input) error {
	c := newCounter(in.r)
	line, _, err := c.line(maxWARCLine)
	if err != nil && err != io.EOF {
		return w.broken(in.path, err, "cut or damaged; get the file again")
	}
	for n := 1; err == nil; n++ {
		var data []byte
		var large bool
		start := c.n - int64(len(line))
		data, line, large, err = nextMessage(c, w.o.MaxEntry)
		p := in.path + "#" + strconv.Itoa(n)
		switch {
		case err != nil && err != io.EOF:
			return w.broken(p, err, "message %d, from byte %d: cut or damaged; what came before is kept, get the file again", n, start)
		case large:
			if err := w.fail(p, "message %d, from byte %d: %s", n, start, tooLarge(w.o.MaxEntry)); err != nil {
				return err
			}
		case blank(data):
		case w.passed(p):
		default:
			if err := w.mail(p, data, in.depth); err != nil {
				return err
			}
		}
	}
	return nil
}

// nextMessage reads a message up to the separator of the next one, which comes back too.
func nextMessage(c *counter, max int64) (data, next []byte, large bool, err error) {
	var empty, literal bool // the line before was; the length was needed, so nothing is marked
	inHead, length := true, -1
	body, quoted := 0, 0 // where the body begins; lines in it that begin with ">From "
	for {
		line, long, err := c.line(int(min(max, 1<<30)))
		if (empty || len(data) == 0 && !large) && separator(bytes.TrimRight(line, "\r\n")) {
			if body == 0 || !within(line, len(data)-body, length, c) {
				return unquote(data, body, quoted), line, large, err
			}
			literal = true
		}
		bare := bytes.TrimRight(line, "\r\n")
		switch {
		case inHead && len(bare) == 0:
			inHead, body = false, len(data)+len(line)
		case inHead && len(bare) > 15 && strings.EqualFold(string(bare[:15]), "content-length:"):
			if n, err := strconv.Atoi(strings.TrimSpace(string(bare[15:]))); err == nil && n >= 0 {
				length = n
			}
		case !inHead && !literal && bytes.HasPrefix(bytes.TrimLeft(bare, ">"), []byte("From ")) && bare[0] == '>':
			quoted++
		}
		empty = len(bare) == 0
		if int64(len(data)+len(line)) > max || long {
			large = true
			data = data[:0] // the bytes are of no use, the end is
			body, quoted, inHead, length = 0, 0, false, -1
		}
		if !large {
			data = append(data, line...)
		}
		if err != nil {
			return unquote(data, body, quoted), nil, large, err
		}
	}
}

// within reports whether a separator, which was read, stands inside a body whose
// length the head gives: that length reaches past it, and another separator or the
// end follows right there.
func within(line []byte, written, length int, c *counter) bool {
	rest := length - written - len(line)
	if length < 0 || rest <= 0 || rest > bufferSize/2 {
		return false // farther on than is looked, the separator is believed
	}
	head, err := c.Peek(rest + 1024)
	if len(head) < rest {
		return false
	}
	tail := bytes.TrimLeft(head[rest:], "\r\n")
	return len(tail) == 0 && err == io.EOF || separator(firstLine(tail))
}

// unquote takes the mark off the lines of a body that begin with ">From ", ">>From "
// and so on.
func unquote(data []byte, body, quoted int) []byte {
	if quoted == 0 || body > len(data) {
		return data
	}
	out := append(make([]byte, 0, len(data)), data[:body]...)
	for line := range bytes.Lines(data[body:]) {
		if line[0] == '>' && bytes.HasPrefix(bytes.TrimLeft(line, ">"), []byte("From ")) {
			line = line[1:]
		}
		out = append(out, line...)
	}
	return out
}
