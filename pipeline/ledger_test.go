package pipeline

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	_ "modernc.org/sqlite"

	"dateline"
	"dateline/store"
)

// A struck is a real ledger whose calls can be made to fail, before they do what they
// do or after.
type struck struct {
	l                   *store.Ledger
	strike, strikeAfter func(name string) error
}

func call[T any](s *struck, name string, do func() (T, error)) (v T, err error) {
	if s.strike != nil {
		if err := s.strike(name); err != nil {
			return v, err
		}
	}
	if v, err = do(); err != nil {
		return v, err
	}
	if s.strikeAfter != nil {
		err = s.strikeAfter(name)
	}
	return v, err
}

func callErr(s *struck, name string, do func() error) error {
	_, err := call(s, name, func() (struct{}, error) { return struct{}{}, do() })
	return err
}

func (s *struck) File(ctx context.Context, fs []dateline.Filing) (dateline.Filed, error) {
	return call(s, "File", func() (dateline.Filed, error) { return s.l.File(ctx, fs) })
}

func (s *struck) Report(ctx context.Context, id dateline.ReportID) (*dateline.Report, error) {
	return call(s, "Report", func() (*dateline.Report, error) { return s.l.Report(ctx, id) })
}

func (s *struck) SaveReading(ctx context.Context, r *dateline.Reading) error {
	return callErr(s, "SaveReading", func() error { return s.l.SaveReading(ctx, r) })
}

func (s *struck) Quarantine(ctx context.Context, q dateline.Quarantined) error {
	return callErr(s, "Quarantine", func() error { return s.l.Quarantine(ctx, q) })
}

func (s *struck) Lease(ctx context.Context, holder string, d time.Duration) (bool, error) {
	return call(s, "Lease", func() (bool, error) { return s.l.Lease(ctx, holder, d) })
}

func (s *struck) Unlinked(ctx context.Context) (int, error) {
	return call(s, "Unlinked", func() (int, error) { return s.l.Unlinked(ctx) })
}

func (s *struck) Source(ctx context.Context, id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return s.l.Source(ctx, id)
}

func (s *struck) Fixed(ctx context.Context, id dateline.ReportID) ([]byte, error) {
	return s.l.Fixed(ctx, id)
}

func (s *struck) Unlink(ctx context.Context, version int64) error {
	return callErr(s, "Unlink", func() error { return s.l.Unlink(ctx, version) })
}

func (s *struck) Turn(ctx context.Context, do func(context.Context, Turn) error) (bool, error) {
	return call(s, "Turn", func() (bool, error) {
		return s.l.Turn(ctx, func(ctx context.Context, t *store.Turn) error { return do(ctx, struckTurn{s, t}) })
	})
}

type struckTurn struct {
	s *struck
	*store.Turn
}

func (t struckTurn) Save(ctx context.Context, l dateline.Linking) error {
	return callErr(t.s, "Save", func() error { return t.Turn.Save(ctx, l) })
}

func (s *struck) Work(ctx context.Context, workers map[dateline.Stage]int, do func(context.Context, dateline.Job) error) error {
	return s.l.Work(ctx, workers, do)
}

func (s *struck) Submit(ctx context.Context, jobs []dateline.Job) (int, error) {
	return call(s, "Submit", func() (int, error) { return s.l.Submit(ctx, jobs) })
}

func (s *struck) Waiting(ctx context.Context) (map[dateline.Stage]dateline.Backlog, error) {
	return s.l.Waiting(ctx) // asked for over and over: it changes nothing
}

func (s *struck) Sweep(ctx context.Context, reader dateline.Maker, again bool) (int, error) {
	return call(s, "Sweep", func() (int, error) { return s.l.Sweep(ctx, reader, again) })
}

// overLedger is a Pipeline over a real ledger.
func overLedger(s *struck) *Pipeline {
	t := quick
	t.Sweep = time.Minute
	t.Tick = 10 * time.Millisecond
	return New(Options{
		Reports: s, Links: s, Queue: s, Reader: fakeReader{}, Version: "reader/7", Linker: func(context.Context) Linker { return &fakeLinker{} }, Linking: "link/7",
		Holder: "this", Workers: map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}, Tuning: t,
	})
}

// ledgerContent is what the file of a ledger holds that must be the same however
// often work was broken off. It does not go through package store.
func ledgerContent(t *testing.T, path string) string {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var b strings.Builder
	for _, q := range []string{
		"SELECT 'report', r.id, x.text, coalesce(r.supersedes, ''), r.read_by, r.linked_by FROM reports r JOIN texts x ON x.report = r.seq ORDER BY r.id",
		"SELECT 'reading', r.id, g.maker, '', '', '' FROM readings g JOIN reports r ON r.seq = g.report ORDER BY r.id, g.maker",
		"SELECT 'kept', report, CAST(moving AS TEXT), '', '', '' FROM kept ORDER BY report",
		"SELECT 'quarantined', stage, subject, kind, reason, '' FROM quarantine ORDER BY stage, subject",
		"SELECT 'job', queue, CAST(args AS TEXT), '', '', '' FROM river_job WHERE state <> 'completed' AND queue <> 'link' ORDER BY queue, args",
	} {
		rows, err := db.Query(q)
		if err != nil {
			t.Fatal(err)
		}
		for rows.Next() {
			var f [6]string
			if err := rows.Scan(&f[0], &f[1], &f[2], &f[3], &f[4], &f[5]); err != nil {
				t.Fatal(err)
			}
			fmt.Fprintf(&b, "%q\n", f)
		}
		if err := rows.Err(); err != nil {
			t.Fatal(err)
		}
	}
	return b.String()
}

// hurry has jobs that wait for their time taken at once.
func hurry(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if _, err := db.Exec("UPDATE river_job SET state = 'available', scheduled_at = '2000-01-01 00:00:00' WHERE state IN ('available', 'retryable', 'scheduled')"); err != nil {
		t.Fatal(err)
	}
}

func openLedger(t *testing.T, path string) *struck {
	t.Helper()
	l, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return &struck{l: l}
}

func TestARealLedgerBrokenOffAnywhereComesToTheSame(t *testing.T) {
	texts := someReports(12)
	whole := filepath.Join(t.TempDir(), "whole.db")
	s := openLedger(t, whole)
	calls := strikes(&s.strike, -1, nil)
	if err := collectAll(t.Context(), overLedger(s), &Tally{}, texts); err != nil {
		t.Fatal(err)
	}
	if err := s.l.Close(); err != nil {
		t.Fatal(err)
	}
	want := ledgerContent(t, whole)
	if strings.Count(want, `"reading"`) != 13 || strings.Count(want, `"quarantined"`) != 4 || strings.Contains(want, `"job"`) {
		t.Fatalf("undisturbed, the ledger holds\n%s", want)
	}
	// Every call where there is time, else some of them.
	step := max(*calls/6, 1)
	if os.Getenv("DATELINE_LONG") != "" {
		step = 1
	}
	for kind, disturb := range map[string]func(s *struck, n int, cut func()) *int{
		"a call that fails": func(s *struck, n int, _ func()) *int {
			return strikes(&s.strike, n, func(string) error { return dateline.Errorf(dateline.Unavailable, "struck") })
		},
		"the process ends before a call": func(s *struck, n int, cut func()) *int {
			return strikes(&s.strike, n, func(string) error { cut(); return errEnded })
		},
		"the process ends after a call": func(s *struck, n int, cut func()) *int {
			return strikes(&s.strikeAfter, n, func(string) error { cut(); return errEnded })
		},
	} {
		t.Run(kind, func(t *testing.T) {
			for n := 1; n <= *calls; n += step {
				path := filepath.Join(t.TempDir(), fmt.Sprintf("%d.db", n))
				s := openLedger(t, path)
				ctx, cut := context.WithCancel(t.Context())
				disturb(s, n, cut)
				_ = collectAll(ctx, overLedger(s), &Tally{}, texts) // the failure that was asked for
				cut()
				if err := s.l.Close(); err != nil {
					t.Fatal(err)
				}
				hurry(t, path)
				s = openLedger(t, path)
				if err := collectAll(t.Context(), overLedger(s), &Tally{}, texts); err != nil {
					t.Fatalf("call %d: the second run: %v", n, err)
				}
				if err := s.l.Close(); err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(want, ledgerContent(t, path)); d != "" {
					t.Fatalf("broken off at call %d (-undisturbed +rerun):\n%s", n, d)
				}
			}
		})
	}
}
