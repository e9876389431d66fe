package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"dateline"
	"dateline/reader"
)

// A countingEngine reads nothing out of reports, and calls at when it has begun so
// many.
type countingEngine struct {
	fakeEngine
	begun *atomic.Int64
	at    func(n int64)
}

func (e countingEngine) Read(r *dateline.Report) *dateline.Reading {
	n := e.begun.Add(1)
	if e.at != nil {
		e.at(n)
	}
	return &dateline.Reading{Report: r.ID, Maker: reader.Version, Genre: dateline.News}
}

func startIn(ctx context.Context, eng engine, args ...string) result {
	var stdout, stderr bytes.Buffer
	p := program{strings.NewReader(""), &stdout, &stderr, func() engine { return eng }}
	return result{p.run(ctx, args), stdout.String(), stderr.String()}
}

func TestAnAddThatIsStoppedSaysWhatIsLeftAndHowToGoOn(t *testing.T) {
	content := map[string]string{}
	for i := range 60 {
		content[fmt.Sprintf("%02d.txt", i)] = fmt.Sprintf("Road %d closed\n\nThe army said on Monday that road %d to the town was closed by its men.", i, i)
	}
	dir := files(t, content)
	db := filepath.Join(t.TempDir(), "l.db")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	var begun atomic.Int64
	got := startIn(ctx, countingEngine{begun: &begun, at: func(n int64) {
		if n == 5 {
			stop()
		}
	}}, "add", "--ledger", db, dir)
	if got.code != exitFailed || !strings.Contains(got.stderr, "dateline: stopped; left to do: ") || !strings.Contains(got.stderr, "'dateline work --once' goes on with that; run the same add again for what was not taken in") {
		t.Errorf("status %d\n%s%s", got.code, got.stdout, got.stderr)
	}
	if n := begun.Load(); n >= 60 {
		t.Errorf("%d reports were read after the stop", n)
	}
	var rest atomic.Int64
	if got := startIn(t.Context(), countingEngine{begun: &rest}, "work", "--once", "--ledger", db); got.code != exitOK {
		t.Errorf("work: status %d\n%s", got.code, got.stderr)
	}
	got = startIn(t.Context(), countingEngine{begun: &rest}, "add", "--ledger", db, dir)
	if got.code != exitOK {
		t.Errorf("status %d\n%s", got.code, got.stderr)
	}
	if n := begun.Load() + rest.Load(); n != 60 {
		t.Errorf("60 reports were read %d times", n)
	}
	got = startIn(t.Context(), fakeEngine{}, "status", "--ledger", db)
	if !strings.Contains(got.stdout, "reports      60, ") || !strings.Contains(got.stdout, "to read      0") || !strings.Contains(got.stdout, "to link      0") {
		t.Errorf("%s%s", got.stdout, got.stderr)
	}
}
