package store

import (
	"context"
	"testing"

	"dateline"
)

func TestAllIsLinkedAnewWhenLinkingIsForgotten(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		version := int64(0)
		turn(t, w.Ledger, func(ctx context.Context, turn *Turn) error {
			version = turn.Version()
			return nil
		})
		if err := w.Unlink(t.Context(), version-1); dateline.KindOf(err) != dateline.Conflict {
			t.Errorf("a turn was saved since: %v", err)
		}
		if err := w.Unlink(t.Context(), version); err != nil {
			t.Fatal(err)
		}
		for _, table := range append([]string{"kept_fixed", "(SELECT 1 FROM kept WHERE moving IS NOT NULL)", "(SELECT 1 FROM reports WHERE linked_by <> '' OR origin <> '')"}, linksMade...) {
			if n := w.number(t, "SELECT count(*) FROM "+table+" x"); n != 0 {
				t.Errorf("%d rows of %s are left", n, table)
			}
		}
		turn(t, w.Ledger, func(ctx context.Context, turn *Turn) error {
			made, err := turn.Linker(ctx)
			if made != "" || turn.Version() != version+1 {
				t.Errorf("linked by %q, version %d", made, turn.Version())
			}
			return err
		})
	})
}
