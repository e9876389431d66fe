package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"testing"

	"dateline"
	"dateline/store/storetest"
)

// open opens a ledger that is closed when the test ends.
func open(t testing.TB, where string) *Ledger {
	t.Helper()
	l, err := Open(t.Context(), where, Options{})
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

func TestALedgerOpensAgainAsItWas(t *testing.T) {
	storetest.BothEmpty(t, func(t *testing.T, where string) {
		ids := map[string]bool{}
		for range 2 {
			l := open(t, where)
			var id string
			if err := l.db.row(t.Context(), "SELECT value FROM meta WHERE name = ?", "ledger").Scan(&id); err != nil {
				t.Fatal(err)
			}
			ids[id] = true
		}
		if len(ids) != 1 {
			t.Errorf("opened twice, a ledger has the ids %v", ids)
		}
		if l := open(t, where); !l.current(t.Context()) {
			t.Error("its tables are not known to be of this version")
		}
	})
}

func TestManyMayOpenANewLedgerAtOnce(t *testing.T) {
	storetest.BothEmpty(t, func(t *testing.T, where string) {
		var wg sync.WaitGroup
		for range 6 {
			wg.Go(func() {
				l, err := Open(context.Background(), where, Options{})
				if err != nil {
					t.Error(err)
					return
				}
				if err := l.Close(); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		l := open(t, where)
		var steps, ledgers int
		if err := l.db.row(t.Context(), "SELECT (SELECT count(*) FROM schema_versions WHERE version_id > 0), (SELECT count(*) FROM meta WHERE name = 'ledger')").Scan(&steps, &ledgers); err != nil {
			t.Fatal(err)
		}
		if want, _ := l.db.dialect().steps(); steps != len(want) || ledgers != 1 {
			t.Errorf("%d migrations run, %d wanted; %d ledgers", steps, len(want), ledgers)
		}
	})
}

func TestANewerLedgerIsRefused(t *testing.T) {
	storetest.BothEmpty(t, func(t *testing.T, where string) {
		l := open(t, where)
		if _, err := l.db.exec(t.Context(), "INSERT INTO schema_versions (version_id, is_applied) VALUES (?, ?)", 9000, l.db.dialect().truth()); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), where, Options{})
		if dateline.KindOf(err) != dateline.Invalid {
			t.Fatalf("opened a ledger of version 9000: %v", err)
		}
	})
}

func hashOf(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}
