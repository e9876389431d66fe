package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"os"
	"strings"
	"time"

	"dateline"
)

// An output is a file of JSON lines being written.
type output struct {
	file *os.File
	buf  *bufio.Writer
	enc  *json.Encoder
}

func create(path string) (*output, error) {
	f, err := os.Create(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s cannot be written; name a file in a directory that is there: %w", path, err)
	}
	o := &output{file: f, buf: bufio.NewWriterSize(f, 1<<20)}
	o.enc = json.NewEncoder(o.buf)
	o.enc.SetEscapeHTML(false)
	return o, nil
}

func (o *output) close() error { return errors.Join(o.buf.Flush(), o.file.Close()) }

func (o options) write() (err error) {
	stem, ok := strings.CutSuffix(o.out, ".jsonl")
	if !ok || stem == "" {
		return dateline.Errorf(dateline.Invalid, "--out is %q; give the name of a file that ends in .jsonl", o.out)
	}
	if o.reports < 1 || o.density < 20 || o.density > 20000 {
		return dateline.Errorf(dateline.Invalid, "%d reports, %d a day; give at least one, and 20 to 20000 a day", o.reports, o.density)
	}
	if o.words < 0 || o.words > wordsMost {
		return dateline.Errorf(dateline.Invalid, "--words %d; give 0 to %d", o.words, wordsMost)
	}
	s, err := newStream(o)
	if err != nil {
		return err
	}
	paths := []string{o.out, stem + ".truth.jsonl"}
	if o.readings != "" {
		paths = append(paths, o.readings)
	}
	var outs []*output
	for _, path := range paths {
		out, err := create(path)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, out.close()) }()
		outs = append(outs, out)
	}
	s.put = func(p *planned) error {
		f := s.finish(p)
		errs := []error{outs[0].enc.Encode(f.line)}
		for _, l := range f.truth {
			errs = append(errs, outs[1].enc.Encode(l))
		}
		if o.readings != "" {
			errs = append(errs, outs[2].enc.Encode(s.reading(p, f)))
		}
		return errors.Join(errs...)
	}
	return s.run(o.reports)
}

// A finished report is its line and the lines of the truth.
type finished struct {
	line      line
	truth     []truthLine
	sentences []dateline.Span
	all       []*told
	names     []mark
}

func (s *stream) finish(p *planned) finished {
	var f finished
	text, sentences, all, names := tellings(p.page)
	at := s.start.Time().Add(time.Duration(p.minute) * time.Minute)
	title := p.page.paragraphs[0][0].text
	f.line = line{reportID(p.id), p.outlet.name, title, at.Format(time.RFC3339),
		"https://" + p.outlet.host + at.Format("/2006/01/02/") + itoa(p.id), text}
	for _, t := range all {
		if !t.h.told {
			t.h.told = true
			f.truth = append(f.truth, s.eventLine(t.h))
		}
	}
	f.truth = append(f.truth, s.reportLine(p, text, all))
	f.sentences, f.all, f.names = sentences, all, names
	return f
}
