package store

import (
	"strings"
	"testing"

	"dateline"
	"dateline/store/storetest"
)

// A newer program may take a ledger over while an older one goes on serving it.
func TestALedgerThatANewerProgramTakesOverIsUsableNoMore(t *testing.T) {
	for name, takeOver := range map[string]func(*testing.T, *Ledger) error{
		"its tables": func(t *testing.T, l *Ledger) error {
			_, err := l.db.exec(t.Context(), "INSERT INTO schema_versions (version_id, is_applied) VALUES (?, ?)", 9000, l.db.dialect().truth())
			return err
		},
		"what stands in them": func(t *testing.T, l *Ledger) error {
			_, err := l.db.exec(t.Context(), "UPDATE meta SET value = ? WHERE name = 'feature'", "99")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Both(t, func(t *testing.T, where string) {
				l, err := Open(t.Context(), where, Options{})
				if err != nil {
					t.Fatal(err)
				}
				defer l.Close()
				if err := l.Usable(t.Context()); err != nil {
					t.Fatalf("as it was opened: %v", err)
				}
				if err := takeOver(t, l); err != nil {
					t.Fatal(err)
				}
				if err := l.Usable(t.Context()); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "a newer dateline") {
					t.Errorf("%v", err)
				}
			})
		})
	}
}
