package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"strings"
	"testing"

	"dateline"
)

// lines runs a stream and hands over each finished report.
func lines(t *testing.T, o options, take func(*stream, *planned, finished)) {
	t.Helper()
	o.start = dateline.Date{Year: 2024, Month: 1, Day: 1}
	s, err := newStream(o)
	if err != nil {
		t.Fatal(err)
	}
	s.put = func(p *planned) error {
		take(s, p, s.finish(p))
		return nil
	}
	if err := s.run(o.reports); err != nil {
		t.Fatal(err)
	}
}

func asBytes(t *testing.T, o options) []byte {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	lines(t, o, func(s *stream, p *planned, f finished) {
		for _, v := range []any{f.line, f.truth, s.reading(p, f)} {
			if err := enc.Encode(v); err != nil {
				t.Fatal(err)
			}
		}
	})
	return b.Bytes()
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	o := options{reports: 600, density: 150, seed: 3}
	a := asBytes(t, o)
	if !bytes.Equal(a, asBytes(t, o)) {
		t.Error("two runs of one seed differ")
	}
	o.seed = 4
	if bytes.Equal(a, asBytes(t, o)) {
		t.Error("another seed gives the same stream")
	}
}

func TestALongerStreamBeginsLikeAShorterOne(t *testing.T) {
	short := asBytes(t, options{reports: 200, density: 150, seed: 3})
	long := asBytes(t, options{reports: 400, density: 150, seed: 3})
	if !bytes.HasPrefix(long, short) {
		t.Error("the first 200 of 400 reports are not the 200 of a shorter stream")
	}
}

func TestTheTruthStandsInTheText(t *testing.T) {
	seen := map[string]bool{}
	before := ""
	lines(t, options{reports: 3000, density: 200, seed: 5}, func(s *stream, p *planned, f finished) {
		if f.line.Published < before {
			t.Errorf("%s is of %s, after one of %s", f.line.ID, f.line.Published, before)
		}
		before = f.line.Published
		for _, l := range f.truth {
			if l.Event != nil {
				if seen[l.Event.ID] {
					t.Errorf("event %s has two lines", l.Event.ID)
				}
				seen[l.Event.ID] = true
				continue
			}
			for _, m := range l.Report.Events {
				if !seen[m.Event] {
					t.Errorf("%s tells of %s, which has no line yet", f.line.ID, m.Event)
				}
				if len(m.Spans) == 0 {
					t.Errorf("%s: no sentence tells of %s", f.line.ID, m.Event)
				}
				for _, e := range m.Evidence {
					if f.line.Text[e.Start:e.End] != e.Quote || e.Quote == "" {
						t.Errorf("%s: %q is not the text at %d", f.line.ID, e.Quote, e.Start)
					}
				}
			}
			if (l.Report.Kind == exact || l.Report.Kind == edited) != (l.Report.CopyOf != nil && l.Report.Kind != rewrite) {
				t.Errorf("%s is %s and a copy of %v", f.line.ID, l.Report.Kind, l.Report.CopyOf)
			}
		}
		for _, a := range s.reading(p, f).Accounts {
			for _, e := range a.Evidence {
				if err := e.Check(f.line.Text); err != nil {
					t.Errorf("%s: %v", f.line.ID, err)
				}
			}
		}
	})
}

func TestTextsAreClean(t *testing.T) {
	lines(t, options{reports: 3000, density: 200, seed: 6}, func(_ *stream, p *planned, f finished) {
		for _, bad := range []string{"  ", " ,", " .", "{", "}", "[", "]", "<", ">", "|", ",.", "..", ",,"} {
			if strings.Contains(f.line.Text, bad) {
				t.Errorf("%s (%s %s) has %q: %q", f.line.ID, p.kind, p.angle, bad, f.line.Text)
			}
		}
	})
}

var update = flag.Bool("update", false, "write the golden file anew")

// The golden file holds what the first reports of a seed are, so that a change of
// the bytes is seen and meant.
func TestTheFirstReportsAreThoseOfTheGoldenFile(t *testing.T) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	lines(t, options{reports: 3, density: 100, seed: 13}, func(s *stream, p *planned, f finished) {
		for _, v := range []any{f.line, f.truth} {
			if err := enc.Encode(v); err != nil {
				t.Fatal(err)
			}
		}
	})
	const path = "testdata/first.golden"
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(want, b.Bytes()) {
		t.Errorf("the first reports differ from %s; if that is meant, write it with go test ./cmd/stream -update and read the difference:\n%s", path, b.String())
	}
}
