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

// What a stream holds at a time does not grow with its length.
func TestALongStreamHoldsNoMoreThanAShortOne(t *testing.T) {
	most := func(days int) int {
		n := 0
		lines(t, options{reports: days * 40, density: 40, seed: 2}, func(s *stream, _ *planned, _ finished) {
			n = max(n, len(s.pending))
			for _, r := range s.recent {
				if len(r) > remembered {
					t.Fatalf("%d happenings of one country are kept, more than %d", len(r), remembered)
				}
			}
		})
		return n
	}
	if short, long := most(50), most(150); long > 3*short {
		t.Errorf("at most %d reports were pending over 50 days, and %d over 150", short, long)
	}
}

// Counts the kinds of report, so that a change of the plan that loses one is seen.
func TestAStreamHasReportsOfEveryKind(t *testing.T) {
	kinds, angles := map[string]int{}, map[string]int{}
	places, types := map[string]bool{}, map[string]bool{}
	lines(t, options{reports: 6000, density: 60, seed: 9}, func(_ *stream, p *planned, f finished) {
		kinds[p.kind]++
		angles[p.angle]++
		for _, o := range f.all {
			places[o.h.town.country.code] = true
			types[string(o.h.code)] = true
		}
	})
	for _, k := range []string{own, exact, edited, rewrite, roundUp, noise} {
		if kinds[k] < 50 {
			t.Errorf("%d of 6000 reports are %s; the kinds are %v", kinds[k], k, kinds)
		}
	}
	for _, a := range []string{"attack", "rose", "claim", "funeral", "correction", "anniversary"} {
		if angles[a] == 0 {
			t.Errorf("no report is about %s; there are %v", a, angles)
		}
	}
	if len(places) < 35 || len(types) < 20 {
		t.Errorf("events are of %d countries and %d types; want 35 and 20", len(places), len(types))
	}
}
