package store

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// contents are the rows of all tables that a copy has, as text.
func contents(t *testing.T, l *Ledger) map[string][]string {
	t.Helper()
	out := map[string][]string{}
	for _, table := range copied {
		columns, err := columnsOf(t.Context(), l.db, table)
		if err != nil {
			t.Fatal(err)
		}
		err = each(t.Context(), l.db, func(row scanner) error {
			values, into := make([]any, len(columns)), make([]any, len(columns))
			for i := range values {
				into[i] = &values[i]
			}
			if err := row.Scan(into...); err != nil {
				return err
			}
			out[table] = append(out[table], mustJSON(t, values))
			return nil
		}, "SELECT "+strings.Join(columns, ", ")+" FROM "+table)
		if err != nil {
			t.Fatal(err)
		}
		slices.Sort(out[table])
	}
	return out
}

func TestABackupIsTheLedgerInOneFile(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.reviewing(t)
		dir := t.TempDir()
		to := filepath.Join(dir, "a backup.db")
		if err := w.Backup(t.Context(), to, nil); err != nil {
			t.Fatal(err)
		}
		if files, err := os.ReadDir(dir); err != nil || len(files) != 1 {
			t.Errorf("beside the backup there are %v, %v", files, err)
		}
		l := open(t, to)
		if d := cmp.Diff(contents(t, w.Ledger), contents(t, l)); d != "" {
			t.Errorf("(-ledger +backup):\n%s", d)
		}
		if got, err := l.Verify(t.Context(), nil); err != nil || len(got) > 0 {
			t.Errorf("verified: %v, %v", got, err)
		}
		page, err := l.Search(t.Context(), dateline.Query{Words: `"fish market"`})
		if err != nil || len(page.Items) != 1 {
			t.Errorf("%d hits, %v", len(page.Items), err)
		}
		id := func(l *Ledger) (id string) {
			if err := l.db.row(t.Context(), "SELECT value FROM meta WHERE name = 'ledger'").Scan(&id); err != nil {
				t.Fatal(err)
			}
			return id
		}
		if id(w.Ledger) != id(l) {
			t.Error("the backup is of another ledger")
		}
		if err := w.Backup(t.Context(), to, nil); dateline.KindOf(err) != dateline.Conflict {
			t.Errorf("written over a file: %v", err)
		}
	})
}

func TestABackupIsOfOneMoment(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error)
		go func() {
			for i := 0; ; i++ {
				f := paper("Radio Valley", "", "2021-04-01", strings.Repeat("x", i+1)+" comes in while the backup is made")
				if _, err := w.File(ctx, []dateline.Filing{f}); err != nil {
					done <- err
					return
				}
			}
		}()
		to := filepath.Join(t.TempDir(), "backup.db")
		if err := w.Backup(t.Context(), to, nil); err != nil {
			t.Fatal(err)
		}
		stop()
		<-done
		l := open(t, to)
		if got, err := l.Verify(t.Context(), nil); err != nil || len(got) > 0 {
			t.Errorf("verified: %v, %v", got, err)
		}
	})
}

func TestALedgerIsRestored(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.reviewing(t)
		file := filepath.Join(t.TempDir(), "backup.db")
		if err := w.Backup(t.Context(), file, nil); err != nil {
			t.Fatal(err)
		}
		to := another(t, w.where)
		if err := Restore(t.Context(), file, to, Options{}, nil); err != nil {
			t.Fatal(err)
		}
		l := open(t, to)
		if d := cmp.Diff(contents(t, w.Ledger), contents(t, l)); d != "" {
			t.Errorf("(-ledger +restored):\n%s", d)
		}
		if got, err := l.Verify(t.Context(), nil); err != nil || len(got) > 0 {
			t.Errorf("verified: %v, %v", got, err)
		}
		// It goes on from there.
		out, err := l.File(t.Context(), []dateline.Filing{w.market, paper("Radio Valley", "", "2021-04-01", "A new report.")})
		if err != nil || out.New != 1 || out.Known != 1 {
			t.Errorf("filed %+v, %v", out, err)
		}
		if err := Restore(t.Context(), file, to, Options{}, nil); dateline.KindOf(err) != dateline.Conflict {
			t.Errorf("restored over a ledger: %v", err)
		}
	})
}

func TestEveryTableIsCopiedOrNamedAsNot(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		query := "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'words_%' AND name NOT LIKE 'river_%' AND name <> ?"
		if w.db.dialect().postgres {
			query = "SELECT CAST(tablename AS text) FROM pg_tables WHERE schemaname = current_schema() AND tablename NOT LIKE 'river_%' AND tablename <> ?"
		}
		var there []string
		if err := column(t.Context(), w.db, &there, query, migrationsTable); err != nil {
			t.Fatal(err)
		}
		slices.Sort(there)
		want := append(slices.Clone(copied), notCopied...)
		slices.Sort(want)
		if d := cmp.Diff(want, there); d != "" {
			t.Errorf("(-named +there):\n%s", d)
		}
	})
}
