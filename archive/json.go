package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strconv"

	"dateline"
)

// json reads articles as JSON objects: one a line, or one value over several lines.
func (w *walker) json(in input, f format) error {
	if f == formatJSONLines {
		return w.jsonLines(in)
	}
	return w.jsonValues(in)
}

func (w *walker) jsonLines(in input) error {
	c := newCounter(in.r)
	for n := 1; ; n++ {
		line, long, err := c.line(int(w.o.MaxEntry))
		p := in.path + "#" + strconv.Itoa(n)
		if err != nil && err != io.EOF {
			return w.broken(p, err, "line %d: cut or damaged; what came before is kept, get the file again", n)
		}
		line = bytes.TrimPrefix(line, []byte("\xef\xbb\xbf"))
		switch {
		case long:
			err2 := w.fail(p, "line %d: %s", n, tooLarge(w.o.MaxEntry))
			if err2 != nil {
				return err2
			}
		case !blank(line):
			if err := w.jsonObject(in, p, fmt.Sprintf("line %d", n), line, 0); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// A stint is a reader that gives so many bytes until it is told to go on, so that a
// decoder never holds more of one value.
type stint struct {
	r    io.Reader
	left int64
	max  int64
}

func (s *stint) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, &limitError{tooLarge(s.max), nil}
	}
	n, err := s.r.Read(p[:min(int64(len(p)), s.left)])
	s.left -= int64(n)
	return n, err
}

// jsonValues reads an array of objects, or objects one after another.
func (w *walker) jsonValues(in input) error {
	c := newCounter(in.r)
	if head, _ := c.Peek(3); string(head) == "\xef\xbb\xbf" {
		c.skip(3)
	}
	s := &stint{c, w.o.MaxEntry, w.o.MaxEntry}
	d := json.NewDecoder(s)
	if err := blanks(c); err != nil {
		return w.broken(in.path, err, "no JSON in it")
	}
	first, _ := c.Peek(1)
	inArray := string(first) == "["
	if inArray {
		if _, err := d.Token(); err != nil {
			return w.broken(in.path, err, "no JSON that can be read")
		}
	}
	for n := 1; ; n++ {
		s.left = w.o.MaxEntry
		p := in.path + "#" + strconv.Itoa(n)
		if inArray && !d.More() {
			if _, err := d.Token(); err != nil {
				return w.broken(p, err, "object %d: the JSON is cut; what came before is kept, get the file again", n)
			}
			return nil
		}
		var raw json.RawMessage
		err := d.Decode(&raw)
		if err == io.EOF && !inArray {
			return nil
		}
		if err != nil {
			// Nothing says where the next object begins.
			return w.broken(p, err, "object %d: the JSON is cut or broken at byte %d; what came before is kept, get the file again", n, d.InputOffset())
		}
		if err := w.jsonObject(in, p, fmt.Sprintf("object %d", n), raw, 0); err != nil {
			return err
		}
	}
}

// blanks passes over white space.
func blanks(c *counter) error {
	for {
		b, err := c.Peek(1)
		if len(b) == 0 {
			return err
		}
		if !blank(b) {
			return nil
		}
		c.skip(1)
	}
}

// wrappers are the keys under which answers of programming interfaces hold a list
// of articles.
var wrappers = []string{"articles", "items", "results", "data", "docs", "hits", "records"}

// jsonObject yields the article that an object holds, or those of the list in it,
// two lists deep at most.
func (w *walker) jsonObject(in input, p, place string, raw []byte, depth int) error {
	o, err := parseObject(raw)
	if err != nil {
		return w.fail(p, "%s: %w", place, err)
	}
	a, html := o.article()
	if a.Text == "" && html == "" {
		for _, key := range wrappers {
			var list []json.RawMessage
			if depth > 1 || json.Unmarshal(o.values[key], &list) != nil || len(list) == 0 || list[0][0] != '{' {
				continue
			}
			for i, each := range list {
				if err := w.jsonObject(in, p+"."+strconv.Itoa(i+1), fmt.Sprintf("%s, %s %d", place, key, i+1), each, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		return w.fail(p, "%s: no text; the key text, body, content or maintext should hold the article's", place)
	}
	e := Entry{Path: p, Article: a, Note: o.note}
	e.Document = dateline.Document{URL: a.URL, Fetched: o.fetched(), MediaType: typeJSON, Data: raw}
	if a.Text == "" {
		e.Document.MediaType, e.Document.Data = typeHTML+"; charset=utf-8", []byte(html)
	}
	return w.emit(e)
}

// parseObject reads one object, keys by lower case without "_" and "-".
func parseObject(raw []byte) (*object, error) {
	var values map[string]json.RawMessage
	if err := json.Unmarshal(raw, &values); err != nil {
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) {
			return nil, dateline.Errorf(dateline.Invalid, "broken JSON at byte %d of it (%w); write one JSON object a line", syntax.Offset, err)
		}
		return nil, dateline.Errorf(dateline.Invalid, "no JSON object; write one article a line, as {\"title\": …, \"text\": …}")
	}
	return newObject(values), nil
}
