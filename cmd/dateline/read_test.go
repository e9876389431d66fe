package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/link"
	"dateline/reader"
	"dateline/schema/schematest"
	"dateline/text"
)

// A fakeEngine finds no events; it breaks off at texts that hold the word.
type fakeEngine struct{ breakAt string }

func (f fakeEngine) Read(r *dateline.Report) *dateline.Reading {
	if f.breakAt != "" && strings.Contains(r.Text, f.breakAt) {
		panic("no way on from " + f.breakAt)
	}
	return &dateline.Reading{Report: r.ID, Genre: dateline.News}
}

func (fakeEngine) Ask(*dateline.Report, []reader.Question) []reader.Answer { return nil }
func (fakeEngine) Triggers(*dateline.Report) []reader.Trigger              { return nil }

func (fakeEngine) Chains(*dateline.Report) []reader.Chain { return nil }

func (f fakeEngine) Link(reports []dateline.Report, readings []*dateline.Reading, _ []dateline.Decision) dateline.Record {
	out := slices.Clone(reports)
	for i := range out {
		out[i].Genre, out[i].Origin, out[i].Copying = readings[i].Genre, "o1", dateline.OwnText
	}
	return dateline.Record{Reports: out}
}

func (f fakeEngine) Compare(reports [2]dateline.Report, readings [2]*dateline.Reading) link.Comparison {
	return link.Comparison{Record: f.Link(reports[:], readings[:], nil)}
}

func (f fakeEngine) Makers() (reader, linker dateline.Maker) { return "reader/1", "link/1" }

// A result is what a run of the command gave.
type result struct {
	code           int
	stdout, stderr string
}

func (r result) record(t *testing.T) dateline.Record {
	t.Helper()
	schematest.Check(t, []byte(r.stdout))
	var rec dateline.Record
	if err := json.Unmarshal([]byte(r.stdout), &rec); err != nil {
		t.Fatal(err)
	}
	return rec
}

func start(eng engine, stdin string, args ...string) result {
	var stdout, stderr bytes.Buffer
	p := program{strings.NewReader(stdin), &stdout, &stderr, func() engine { return eng }}
	return result{p.run(context.Background(), args), stdout.String(), stderr.String()}
}

// files writes files into a new directory and returns it.
func files(t *testing.T, content map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, s := range content {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const story = "Soldiers and police officers searched houses in the town on Monday after an attack on a patrol. Nobody was hurt, an official said.\n"

func TestReportsAreNumberedByContentWhateverTheOrderOfArguments(t *testing.T) {
	dir := files(t, map[string]string{
		"a.txt": "---\npublished: 2021-05-03\n---\nA later report.\n\n" + story,
		"b.txt": "A report without a date.\n\n" + story,
		"c.txt": "---\npublished: 2021-05-01\ntitle: The first of May\n---\nAn early report.\n\n" + story,
		"d.txt": "Another report without a date.\n\n" + story,
	})
	args := []string{"a.txt", "b.txt", "c.txt", "d.txt"}
	for i := range args {
		args[i] = filepath.Join(dir, args[i])
	}
	forward := start(fakeEngine{}, "", append([]string{"read", "--format", "json"}, args...)...)
	slices.Reverse(args)
	backward := start(fakeEngine{}, "", append([]string{"read", "--format", "json"}, args...)...)
	if forward != backward {
		t.Errorf("the order of arguments changes the output:\n%s", cmp.Diff(forward.stdout, backward.stdout))
	}
	rec := forward.record(t)
	var got []string
	for _, r := range rec.Reports {
		got = append(got, string(r.ID)+" "+*r.Title)
	}
	if len(got) != 4 || got[0] != "r1 The first of May" || got[1] != "r2 A later report." {
		t.Errorf("reports %q", got)
	}
}

func TestOptionsFillWhatFrontMatterLeavesOut(t *testing.T) {
	dir := files(t, map[string]string{
		"own.txt":  "---\npublished: 2021-05-03\noutlet: The Tide\n---\nOne.\n\n" + story,
		"none.txt": "Two.\n\n" + story,
	})
	rec := start(fakeEngine{}, "", "read", "--format", "json", "--published", "2020-01-02", "--outlet", "The Ebb",
		filepath.Join(dir, "own.txt"), filepath.Join(dir, "none.txt")).record(t)
	for i, want := range []string{"2020-01-02 The Ebb", "2021-05-03 The Tide"} {
		if got := rec.Reports[i].Published.String() + " " + *rec.Reports[i].Outlet; got != want {
			t.Errorf("r%d: %s, want %s", i+1, got, want)
		}
	}
}

func TestOneTextInTwoFilesIsOneReport(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": story, "b.txt": story})
	a, b := filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt")
	got := start(fakeEngine{}, "", "read", "--format", "json", b, a, a)
	if rec := got.record(t); len(rec.Reports) != 1 || rec.Reports[0].Path != a || got.code != exitOK {
		t.Errorf("status %d, reports %v", got.code, rec.Reports)
	}
	for _, want := range []string{a + ": named twice; read once", b + ": the same text as " + a + "; read once"} {
		if !strings.Contains(got.stderr, want) {
			t.Errorf("standard error lacks %q:\n%s", want, got.stderr)
		}
	}
}

func TestAReportThatBreaksTheReaderNeverBlocksTheOthers(t *testing.T) {
	dir := files(t, map[string]string{"a.txt": "Good.\n\n" + story, "b.txt": "Bad kumquat.\n\n" + story})
	got := start(fakeEngine{breakAt: "kumquat"}, "", "read", "--format", "json", filepath.Join(dir, "a.txt"), filepath.Join(dir, "b.txt"))
	rec := got.record(t)
	if got.code != exitQuarantined || len(rec.Reports) != 1 || len(rec.Quarantine) != 1 ||
		!strings.Contains(rec.Quarantine[0].Reason, "no way on from kumquat") || !strings.Contains(got.stderr, "b.txt: the reader broke off") {
		t.Errorf("status %d, %v\n%s", got.code, rec.Quarantine, got.stderr)
	}
}

func TestALargeFileIsRefusedBeforeItIsRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "large.txt")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	// A hole of a terabyte: reading it would not end.
	if err := errors.Join(f.Truncate(1<<40), f.Close()); err != nil {
		t.Skipf("no sparse files here: %v", err)
	}
	got := start(fakeEngine{}, "", "read", path)
	if got.code != exitQuarantined || !strings.Contains(got.stderr, "1099511627776 bytes, more than the") {
		t.Errorf("status %d: %s", got.code, got.stderr)
	}
}

func TestALargePipeIsRefusedAfterTheLimit(t *testing.T) {
	got := start(fakeEngine{}, strings.Repeat("a", text.MaxBytes+1), "read", "-")
	if got.code != exitQuarantined || !strings.Contains(got.stderr, "more than the 16777216 bytes that a report may have") {
		t.Errorf("status %d: %s", got.code, got.stderr)
	}
}

func TestOneRunTakesNoMoreThanItsMemoryBears(t *testing.T) {
	var sources []source
	for i := range maxTotal/text.MaxBytes + 2 {
		sources = append(sources, source{fmt.Sprintf("%03d.txt", i),
			func() (int64, error) { return text.MaxBytes, nil },
			func() (io.ReadCloser, error) {
				return io.NopCloser(strings.NewReader(fmt.Sprintf("Report %d\n\n%s", i, story))), nil
			},
		})
	}
	slices.Reverse(sources)
	p := program{strings.NewReader(""), io.Discard, io.Discard, nil}
	reports, failures, err := p.intake(context.Background(), sources, options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(reports) != maxTotal/text.MaxBytes || len(failures) != 2 || failures[0].Path != fmt.Sprintf("%03d.txt", maxTotal/text.MaxBytes) || !strings.Contains(failures[0].Reason, "read it in another run") {
		t.Errorf("%d reports, refused %v", len(reports), failures)
	}
}

func TestTenThousandFilesAreRead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	args := []string{"read", "--format", "json"}
	for i := range 10_000 {
		path := filepath.Join(dir, fmt.Sprintf("%05d.txt", i))
		if err := os.WriteFile(path, fmt.Appendf(nil, "Report %d of the day\n\n%s", i, story), 0o644); err != nil {
			t.Fatal(err)
		}
		args = append(args, path)
	}
	got := start(fakeEngine{}, "", args...)
	var rec dateline.Record
	if err := json.Unmarshal([]byte(got.stdout), &rec); err != nil {
		t.Fatal(err)
	}
	if got.code != exitOK || len(rec.Reports) != 10_000 || rec.Reports[9_999].ID != "r10000" {
		t.Errorf("status %d, %d reports\n%.300s", got.code, len(rec.Reports), got.stderr)
	}
}

// A tornPipe takes nothing.
type tornPipe struct{}

func (tornPipe) Write([]byte) (int, error) { return 0, errors.New("torn") }

func TestRunsThatCannotBeFinishedPrintNothing(t *testing.T) {
	path := filepath.Join(files(t, map[string]string{"a.txt": story}), "a.txt")
	ended, end := context.WithCancel(context.Background())
	end()
	for name, c := range map[string]struct {
		ctx  context.Context
		torn bool
		want string
	}{
		"the run is interrupted":       {ended, false, "interrupted"},
		"the output cannot be written": {context.Background(), true, "the output could not be written: torn"},
	} {
		t.Run(name, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			p := program{strings.NewReader(""), &stdout, &stderr, func() engine { return fakeEngine{} }}
			if c.torn {
				p.stdout = tornPipe{}
			}
			code := p.run(c.ctx, []string{"read", "--format", "json", path})
			if code != exitFailed || stdout.Len() > 0 || !strings.Contains(stderr.String(), c.want) {
				t.Errorf("status %d, %d bytes, %s", code, stdout.Len(), stderr.String())
			}
		})
	}
}

func TestJSONKeepsCharactersAsTheyAreAndAddsTextWhenAsked(t *testing.T) {
	const title = `"<b> & \u003c" said`
	body := title + "\n\n" + story
	for _, withText := range []string{"--with-text", "--with-text=false"} {
		got := start(fakeEngine{}, body, "read", "--format", "json", withText, "-")
		if got.record(t); !strings.Contains(got.stdout, `"title": "\"<b> & \\u003c\" said"`) {
			t.Errorf("%s", got.stdout)
		}
		var rec struct {
			Reports []struct {
				Text *string `json:"text"`
			} `json:"reports"`
		}
		if err := json.Unmarshal([]byte(got.stdout), &rec); err != nil {
			t.Fatal(err)
		}
		switch given := rec.Reports[0].Text; {
		case withText == "--with-text" && (given == nil || *given != body):
			t.Errorf("the text is not there as it was given: %v", given)
		case withText != "--with-text" && given != nil:
			t.Error("the text is there unasked")
		}
	}
}
