package main

import (
	"bytes"
	"context"
	"io"
	"io/fs"
	"strings"
	"testing"

	"dateline"
	"dateline/schema/schematest"
)

// checkQuotes fails the test where words of a record do not stand in their
// report at their offsets.
func checkQuotes(t *testing.T, rec dateline.Record) {
	t.Helper()
	text := map[dateline.ReportID]string{}
	for _, r := range rec.Reports {
		text[r.ID] = r.Text
	}
	stands := func(what string, id dateline.ReportID, s dateline.Span, quote string) {
		t.Helper()
		switch whole := text[id]; {
		case s.Start < 0 || s.End > len(whole) || s.Start >= s.End:
			t.Errorf("%s of %s at %s lies outside a text of %d bytes", what, id, s, len(whole))
		case s.In(whole) != quote:
			t.Errorf("%s of %s at %s is %q, not %q", what, id, s, s.In(whole), quote)
		}
	}
	for _, e := range rec.Events {
		for _, a := range e.Accounts {
			for _, ev := range a.Evidence {
				if err := ev.Check(text[a.Report]); err != nil {
					t.Errorf("%s %s of %s: %v", e.ID, a.ID, a.Report, err)
				}
			}
		}
	}
	for _, s := range rec.Statements {
		stands("a statement", s.Report, s.Span, s.Quote)
	}
	for _, a := range rec.Aggregates {
		stands("an aggregate", a.Report, a.Span, a.Quote)
	}
	for _, c := range rec.Register {
		for _, q := range c.Evidence {
			stands("a change", q.Report, q.Span, q.Quote)
		}
	}
	for _, m := range rec.Mentions {
		stands("a mention", m.Report, m.Span, m.Quote)
	}
}

// demoRecord reads the samples.
func demoRecord(t *testing.T) dateline.Record {
	t.Helper()
	var stderr bytes.Buffer
	p := program{strings.NewReader(""), io.Discard, &stderr, newEngine}
	names, err := fs.Glob(samples, "sample/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var sources []source
	for _, name := range names {
		sources = append(sources, embeddedSource(samples, name))
	}
	rec, err := p.read(context.Background(), sources, options{})
	if err != nil {
		t.Fatal(err)
	}
	if stderr.Len() > 0 {
		t.Errorf("the samples are not read without complaint:\n%s", stderr.String())
	}
	return rec
}

func TestEveryQuoteOfTheSamplesStandsInItsReport(t *testing.T) {
	t.Parallel()
	rec := demoRecord(t)
	checkQuotes(t, rec)
	out, err := recordJSON(rec, true)
	if err != nil {
		t.Fatal(err)
	}
	schematest.Check(t, out)
}

func TestTheDemonstration(t *testing.T) {
	t.Parallel()
	got := start(newEngine(), "", "demo")
	if got.code != exitOK || got.stderr != "" {
		t.Errorf("status %d\n%s", got.code, got.stderr)
	}
	golden(t, "demo.golden", []byte(got.stdout))
	for line := range strings.Lines(got.stdout) {
		if n := cells(strings.TrimSuffix(line, "\n")); n > columns {
			t.Errorf("a line of %d cells: %s", n, line)
		}
	}
}

// FuzzRead reads any bytes as a file: nothing panics, nothing hangs, and what
// is printed keeps to the schema and quotes the report.
func FuzzRead(f *testing.F) {
	names, err := fs.Glob(samples, "sample/*.txt")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		raw, err := samples.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	for _, s := range []string{"", "---\ntitle: \xff\n---\n", "\xff\xfeA\x00", "title: x\n\n\u202eKilled \u2028 10,000,000,000,000,000,000 people.", "\"He \u201csaid\u201d\n\n\"that\" 5 or 6 of the 7 were killed on 31 February near near."} {
		f.Add([]byte(s))
	}
	eng := newEngine()
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > 1<<16 {
			return // long texts make slow runs and no new ways
		}
		var stderr bytes.Buffer
		p := program{bytes.NewReader(raw), io.Discard, &stderr, func() engine { return eng }}
		rec, err := p.read(context.Background(), p.sources([]string{"-"}), options{})
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range rec.Quarantine {
			if strings.Contains(q.Reason, "fault of the program") {
				t.Errorf("%s", q.Reason)
			}
		}
		checkQuotes(t, rec)
		out, err := recordJSON(rec, true)
		if err != nil {
			t.Fatal(err)
		}
		schematest.Check(t, out)
		for line := range strings.Lines(string(render(rec, label, view{}))) {
			if n := cells(strings.TrimSuffix(line, "\n")); n > columns {
				t.Errorf("a line of %d cells: %q", n, line)
			}
		}
	})
}
