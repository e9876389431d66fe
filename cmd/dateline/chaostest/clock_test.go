//go:build unix

package chaostest

import (
	"fmt"
	"testing"
	"time"

	"dateline/store"
	"dateline/store/storetest"
)

// A machine's clock cannot be turned by a test, but what a ledger has noted by it
// can: to turn that forth is to turn the clock back.
func TestAClockThatJumpsHoldsNothingUp(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	for name, days := range map[string]int{"back": 1, "forth": -1} {
		t.Run(name, func(t *testing.T) {
			storetest.Both(t, func(t *testing.T, where string) {
				s := calm()
				w := newWorld(t, often...)
				stream, want := prepare(t, w, s)
				w.run(0, "add", "--quiet", "--no-wait", "--ledger", where, stream)
				p := w.start("work", "--ledger", where)
				// Jobs are in hand, and the lease on linking is.
				reach(t, where, p, 2*s.reports, time.Now())
				if !p.kill() {
					t.Fatalf("work ends by itself:\n%s", &p.out)
				}
				turnNotes(t, where, days)
				w.run(0, "work", "--once", "--ledger", where)
				sound(t, where, s.reports)
				same(t, contents(t, where), want)
			})
		})
	}
}

// turnNotes turns all times that a ledger has noted of its work forth by days.
func turnNotes(t *testing.T, where string, days int) {
	t.Helper()
	db, err := lookToWrite(where)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	micros := int64(days) * (24 * time.Hour).Microseconds()
	changes := []string{
		fmt.Sprintf("UPDATE leases SET given = given + %[1]d, until = until + %[1]d", micros),
		fmt.Sprintf("UPDATE hosts SET given = given + %[1]d, until = until + %[1]d", micros),
		fmt.Sprintf("UPDATE reports SET received = received + %[1]d, linked = linked + %[1]d", micros),
		fmt.Sprintf("UPDATE readings SET made = made + %d", micros),
	}
	for _, column := range []string{"created_at", "scheduled_at", "attempted_at", "finalized_at"} {
		if store.IsPostgres(where) {
			changes = append(changes, fmt.Sprintf("UPDATE river_job SET %[1]s = %[1]s + interval '%[2]d days'", column, days))
		} else {
			// Some have more digits there, and a zone.
			changes = append(changes, fmt.Sprintf("UPDATE river_job SET %[1]s = strftime('%%Y-%%m-%%d %%H:%%M:%%f', substr(%[1]s, 1, 23), '%[2]d days') WHERE %[1]s IS NOT NULL", column, days))
		}
	}
	for _, c := range changes {
		if _, err := db.Exec(c); err != nil {
			t.Fatalf("%s: %v", c, err)
		}
	}
}
