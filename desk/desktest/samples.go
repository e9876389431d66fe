package desktest

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"dateline"
	"dateline/archive"
	"dateline/link"
	"dateline/needtest"
	"dateline/pipeline"
	"dateline/reader"
	"dateline/store"
	"dateline/tagger"
)

// made is the ledger that Samples copies, once a process.
var made struct {
	sync.Once
	path string
	err  error
}

// Samples is a ledger of its own that holds the program's sample reports, read and
// linked.
func Samples(t testing.TB) *store.Ledger {
	t.Helper()
	made.Do(func() {
		dir, err := os.MkdirTemp("", "dateline-desk")
		if err != nil {
			made.err = err
			return
		}
		made.path = filepath.Join(dir, "samples.db")
		made.err = fill(t.Context(), made.path, filepath.Join(needtest.Root(t), "cmd", "dateline", "sample"))
	})
	if made.err != nil {
		t.Fatal(made.err)
	}
	raw, err := os.ReadFile(made.path)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

func open(t testing.TB, path string) *store.Ledger {
	t.Helper()
	l, err := store.Open(t.Context(), path, store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// Filled is a ledger of its own that holds reports, read and linked: text files with
// front matter, by their names.
func Filled(t testing.TB, reports map[string]string) *store.Ledger {
	t.Helper()
	dir := t.TempDir()
	for name, text := range reports {
		if err := os.WriteFile(filepath.Join(dir, name+".txt"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "ledger.db")
	if err := fill(t.Context(), path, dir); err != nil {
		t.Fatal(err)
	}
	return open(t, path)
}

// fill takes the reports of a directory into a new ledger.
func fill(ctx context.Context, path, dir string) (err error) {
	l, err := store.Open(ctx, path, store.Options{})
	if err != nil {
		return err
	}
	defer func() {
		if failed := l.Close(); err == nil {
			err = failed
		}
	}()
	line, err := newLine(l, path)
	if err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.txt"))
	if err != nil {
		return err
	}
	slices.Sort(files)
	return line.Until(ctx, func(ctx context.Context) error {
		for _, f := range files {
			entries := func(ctx context.Context, yield func(archive.Entry) error) error {
				return archive.Walk(ctx, f, nil, archive.Options{}, yield)
			}
			if err := line.Collect(ctx, entries, f, true, &pipeline.Tally{}); err != nil {
				return err
			}
		}
		return nil
	})
}

// Link has what was decided in a ledger linked, as a desk that is served does.
func Link(t testing.TB, l *store.Ledger) {
	t.Helper()
	line, err := newLine(l, t.Name())
	if err == nil {
		err = line.Until(t.Context(), func(context.Context) error { return nil })
	}
	if err == nil {
		var n int
		if n, err = l.Unlinked(t.Context()); n > 0 {
			t.Fatalf("%d are left to link", n)
		}
	}
	if err != nil {
		t.Fatal(err)
	}
}

// newLine is a pipeline on a ledger.
func newLine(l *store.Ledger, seed string) (*pipeline.Pipeline, error) {
	r, err := newReader()
	if err != nil {
		return nil, err
	}
	p := port{l}
	return pipeline.New(pipeline.Options{
		Reports: p, Feeds: p, Links: p, Queue: p,
		Reader: r, Version: reader.Version, Linking: link.Version,
		Linker: func(ctx context.Context) pipeline.Linker { return link.Open(link.Options{}, sources{ctx, l}) },
		Holder: store.Holder(), Seed: seed,
		Workers: map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1},
	}), nil
}

// newReader is a reader with all that it can have, as the program's is.
func newReader() (*reader.Reader, error) {
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	names, err := tagger.DefaultNames()
	if err != nil {
		return nil, err
	}
	speech, err := tagger.NewAttributor(parser)
	if err != nil {
		return nil, err
	}
	events, err := tagger.DefaultEvents()
	if err != nil {
		return nil, err
	}
	chains, err := tagger.DefaultReference()
	if err != nil {
		return nil, err
	}
	return reader.New(reader.Options{
		Tagger: parser, Names: names, Attributor: speech.Of(reader.Sourcing()...),
		Models: reader.Models{Trigger: events.Trigger, Occurrence: events.Occurrence, Background: events.Background, Reference: chains},
	}), nil
}

// A port is a ledger as the pipeline asks it.
type port struct{ *store.Ledger }

func (p port) Turn(ctx context.Context, do func(context.Context, pipeline.Turn) error) (bool, error) {
	return p.Ledger.Turn(ctx, func(ctx context.Context, t *store.Turn) error { return do(ctx, t) })
}

// sources are what the linker looks up.
type sources struct {
	ctx context.Context
	l   *store.Ledger
}

func (s sources) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return s.l.Source(context.WithoutCancel(s.ctx), id)
}

func (s sources) Fixed(id dateline.ReportID) ([]byte, error) {
	return s.l.Fixed(context.WithoutCancel(s.ctx), id)
}
