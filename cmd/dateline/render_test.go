package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares got with a file of testdata.
func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(string(want), string(got)); d != "" {
		t.Errorf("%s (-want +got; -update writes it anew):\n%s", path, d)
	}
}

// fixture is the record that the schema's own test checks.
func fixture(t *testing.T) dateline.Record {
	t.Helper()
	raw, err := os.ReadFile("../../schema/testdata/record.json")
	if err != nil {
		t.Fatal(err)
	}
	var rec dateline.Record
	if err := json.Unmarshal(raw, &rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

func TestARecordAsText(t *testing.T) {
	golden(t, "render/record.golden", render(fixture(t), plainLabel, view{}))
}

func TestARecordAsTextInColour(t *testing.T) {
	coloured := render(fixture(t), plainLabel, view{color: true})
	golden(t, "render/record-colour.golden", coloured)
	bare := regexp.MustCompile("\x1b\\[[0-9]*m").ReplaceAll(coloured, nil)
	if d := cmp.Diff(string(render(fixture(t), plainLabel, view{})), string(bare)); d != "" {
		t.Errorf("colour changes the words (-plain +coloured):\n%s", d)
	}
}

func TestWhyAccountsAreOfTheirEventIsWrittenWhenAskedFor(t *testing.T) {
	golden(t, "render/record-why.golden", render(fixture(t), plainLabel, view{why: true}))
}

func TestAnEmptyRecordAsText(t *testing.T) {
	golden(t, "render/empty.golden", render(dateline.Record{}, plainLabel, view{}))
}

func TestWhatCopiesPrintIsWrittenOnce(t *testing.T) {
	rec := fixture(t)
	rec.Reports[1].Origin, rec.Reports[1].Copying, rec.Reports[1].From = rec.Reports[0].Origin, dateline.ExactCopy, &rec.Reports[0].ID
	again := rec.Statements[0]
	again.Report = "r2"
	rec.Statements = append(rec.Statements, again)
	out := string(render(rec, plainLabel, view{}))
	for _, want := range []string{
		"r2  outlet not named, no date, the same words as r1: ",
		"    r1, r2  Awa Diallo (researcher, Centre for Border Studies): ",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the text lacks %q:\n%s", want, out)
		}
	}
	if n := strings.Count(clean(out), "We were told that the road was safe"); n != 1 {
		t.Errorf("the words stand %d times", n)
	}
}

func TestManyStoriesFitThePageAndKeepTheirOrder(t *testing.T) {
	one := fixture(t)
	var many dateline.Record
	for i := range 200 {
		s := one.Stories[0]
		s.ID = dateline.StoryID(fmt.Sprintf("s%d", i+1))
		s.Title = strings.Repeat("a long title of a story ", 6)
		s.Reports = nil
		for _, r := range one.Reports {
			r.ID = dateline.ReportID(fmt.Sprintf("r%d", len(many.Reports)+1))
			many.Reports, s.Reports = append(many.Reports, r), append(s.Reports, r.ID)
		}
		for _, e := range one.Events {
			e.ID, e.Story = dateline.EventID(fmt.Sprintf("e%d", len(many.Events)+1)), s.ID
			many.Events = append(many.Events, e)
		}
		many.Stories = append(many.Stories, s)
	}
	out := render(many, plainLabel, view{})
	last := 0
	for _, s := range many.Stories {
		at := bytes.Index(out, []byte("\n"+string(s.ID)+"  a long title"))
		if at <= last {
			t.Fatalf("%s stands at %d, before %d", s.ID, at, last)
		}
		last = at
	}
	for line := range strings.Lines(string(out)) {
		if n := cells(strings.TrimSuffix(line, "\n")); n > columns {
			t.Fatalf("a line of %d cells: %s", n, line)
		}
	}
}
