package store

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"dateline"
)

// A Check is a kind of thing that Verify looks at.
type Check string

// The checks.
const (
	CheckFile      Check = "file"      // the database's own: pages, indexes, constraints
	CheckText      Check = "text"      // texts and raw bytes against their hashes, byte for byte
	CheckReading   Check = "reading"   // every report that is read or linked has the reading
	CheckEvidence  Check = "evidence"  // what quotes a report stands in it, at its place
	CheckReference Check = "reference" // what names another thing names one that is there
	CheckOrphan    Check = "orphan"    // nothing is left of what is not there any more
	CheckIndex     Check = "index"     // the full-text index is that of the reports
	CheckKept      Check = "kept"      // what linking remembers is there for every report that is linked
	CheckDecision  Check = "decision"  // people's decisions can be read
	CheckUser      Check = "user"      // users have a name, a rank and a password such as are given
)

// A Finding is one thing that is wrong with a ledger. It holds no word of a report.
type Finding struct {
	Check   Check  `json:"check"`
	Of      string `json:"of"`      // an ID, a hash or a table
	Problem string `json:"problem"` // a sentence for people
}

func (f Finding) String() string { return fmt.Sprintf("%s: %s: %s", f.Check, f.Of, f.Problem) }

// mostFindings is how many findings of a check are listed; of more, a last one says
// how many there are.
const mostFindings = 200

// verifyRows is how many reports, events or raw documents are in memory at a time
// for each of the few that work side by side.
const verifyRows = 64

// A verifying is one call of Verify.
type verifying struct {
	l        *Ledger
	mu       sync.Mutex
	findings []Finding
	number   map[Check]int
	done, of int64
	progress func(done, of int64)
}

// Verify reads all that a ledger holds and says what is wrong with it, in a stable
// order; nothing when all is well. It can be called while others write. Progress, which
// may be nil, is told how many reports, events and raw documents have been
// looked at, of how many. An error says that Verify could not go on, not that
// something is wrong.
func (l *Ledger) Verify(ctx context.Context, progress func(done, of int64)) ([]Finding, error) {
	v := &verifying{l: l, number: map[Check]int{}, progress: progress}
	if err := v.file(ctx); err != nil {
		return nil, err
	}
	for _, step := range []struct {
		check Check
		of    string
		run   func(context.Context) error
	}{
		{CheckFile, "all", v.schema}, {CheckFile, "all", v.count}, {CheckText, "reports", v.reports}, {CheckText, "raws", v.raws}, {CheckReference, "events", v.events}, {CheckReference, "stories", v.stories}, {CheckReference, "reports", v.versions}, {CheckReference, "frozen_events", v.frozen},
		{CheckOrphan, "all", v.orphans}, {CheckIndex, "words", v.words}, {CheckDecision, "decisions", v.decisions}, {CheckUser, "users", v.users},
	} {
		err := step.run(ctx)
		switch {
		case ctx.Err() != nil:
			return nil, ctx.Err()
		case dateline.KindOf(err) == dateline.Unavailable:
			return nil, err
		case err != nil:
			// A damaged page breaks off what reads it; the rest can still be looked at.
			v.found(step.check, step.of, "reading broke off: %v", err)
		}
	}
	for check, n := range v.number {
		if n > mostFindings {
			v.findings = append(v.findings, Finding{check, "and more", fmt.Sprintf("%d further findings of this kind", n-mostFindings)})
		}
	}
	slices.SortStableFunc(v.findings, func(a, b Finding) int {
		return strings.Compare(string(a.Check)+"\x00"+a.Of+"\x00"+a.Problem, string(b.Check)+"\x00"+b.Of+"\x00"+b.Problem)
	})
	return v.findings, nil
}

func (v *verifying) found(check Check, of, format string, args ...any) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.number[check]++; v.number[check] <= mostFindings {
		v.findings = append(v.findings, Finding{check, of, fmt.Sprintf(format, args...)})
	}
}

func (v *verifying) step(n int) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.done += int64(n)
	if v.progress != nil {
		v.progress(v.done, max(v.of, v.done))
	}
}

func (v *verifying) count(ctx context.Context) error {
	return v.l.db.row(ctx, "SELECT (SELECT count(*) FROM reports) + (SELECT count(*) FROM raws) + (SELECT count(*) FROM events)").Scan(&v.of)
}

// inParts calls f, in several goroutines, with the bounds, both included, of parts of
// the keys of a table, and stops at an error.
func inParts[K any](ctx context.Context, v *verifying, table, key string, first K, f func(ctx context.Context, from, to K) error) error {
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	type part struct{ from, to K }
	parts := make(chan part)
	var wg sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), 4) {
		wg.Go(func() {
			for p := range parts {
				if err := f(ctx, p.from, p.to); err != nil {
					stop(err)
					return
				}
			}
		})
	}
	err := func() error {
		defer close(parts)
		for op, after := ">=", first; ; op = ">" {
			var keys []K
			if err := column(ctx, v.l.db, &keys, "SELECT "+key+" FROM "+table+" WHERE "+key+" "+op+" ? ORDER BY "+key+" LIMIT ?", after, verifyRows); err != nil {
				return err
			}
			if len(keys) == 0 {
				return nil
			}
			after = keys[len(keys)-1]
			select {
			case parts <- part{keys[0], after}:
			case <-ctx.Done():
				return nil
			}
		}
	}()
	wg.Wait()
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// references are columns that name a row of another table.
var references = []struct {
	table, column, parent, key, where string
}{
	{"texts", "report", "reports", "seq", ""},
	{"readings", "report", "reports", "seq", ""},
	{"private_words", "report", "reports", "seq", ""},
	{"statements", "report", "reports", "seq", ""},
	{"changes", "report", "reports", "seq", ""},
	{"reports", "raw", "raws", "sha256", "c.raw IS NOT NULL"},
	{"reports", "supersedes", "reports", "id", "c.supersedes IS NOT NULL"},
	{"story_reports", "report", "reports", "seq", ""},
	{"story_reports", "story", "stories", "id", ""},
	{"story_outlets", "story", "stories", "id", ""},
	{"proposals", "story", "stories", "id", ""},
	{"events", "story", "stories", "id", ""},
	{"events", "id", "event_bodies", "event", ""},
	{"event_bodies", "event", "events", "id", ""},
	{"event_types", "event", "events", "id", ""},
	{"event_actors", "event", "events", "id", ""},
	{"event_places", "event", "events", "id", ""},
	{"event_outlets", "event", "events", "id", ""},
	{"claims", "event", "events", "id", ""},
	{"event_reviews", "event", "events", "id", ""},
	{"events", "id", "event_reviews", "event", ""},
	{"decision_reports", "decision", "decisions", "seq", ""},
	{"release_events", "release", "releases", "seq", ""},
	{"labels", "report", "reports", "seq", ""},
	{"accounts_gone", "event", "events_gone", "event", ""},
	{"accounts_gone", "report", "reports", "seq", ""},
	{"accounts", "event", "events", "id", ""},
	{"accounts", "report", "reports", "seq", ""},
	{"stories", "first", "reports", "id", ""},
	{"stories", "last", "reports", "id", ""},
	{"kept_fixed", "report", "reports", "id", ""},
	{"kept", "report", "reports", "id", "c.moving IS NOT NULL"},
	{"sessions", "owner", "users", "name", ""},
}

// orphans finds rows that belong to nothing.
func (v *verifying) orphans(ctx context.Context) error {
	for _, r := range references {
		where := ""
		if r.where != "" {
			where = r.where + " AND "
		}
		err := each(ctx, v.l.db, func(row scanner) error {
			var of string
			if err := row.Scan(&of); err != nil {
				return err
			}
			v.found(CheckOrphan, r.table, "a row is of %s %s, which is not there", r.column, of)
			return nil
		}, "SELECT DISTINCT CAST(c."+r.column+" AS TEXT) FROM "+r.table+" c WHERE "+where+"NOT EXISTS (SELECT 1 FROM "+r.parent+" p WHERE p."+r.key+" = c."+r.column+") LIMIT ?", mostFindings+1)
		if err != nil {
			return err
		}
	}
	return each(ctx, v.l.db, func(row scanner) error {
		var hash string
		if err := row.Scan(&hash); err != nil {
			return err
		}
		v.found(CheckOrphan, "raws", "the raw document %s is of no report", hash)
		return nil
	}, "SELECT w.sha256 FROM raws w WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.raw = w.sha256) LIMIT ?", mostFindings+1)
}

// words compares which reports the full-text index has with which there are; what
// it has of each, reports looks at.
func (v *verifying) words(ctx context.Context) error {
	d := v.l.db.dialect()
	key := "r.day * 4294967296 + r.seq"
	if err := each(ctx, v.l.db, func(row scanner) error {
		var id string
		if err := row.Scan(&id); err != nil {
			return err
		}
		v.found(CheckIndex, id, "the report is not in the full-text index")
		return nil
	}, "SELECT r.id FROM reports r WHERE NOT EXISTS (SELECT 1 FROM "+d.docs+" w WHERE w."+d.docsKey+" = "+key+") LIMIT ?", mostFindings+1); err != nil {
		return err
	}
	if err := each(ctx, v.l.db, func(row scanner) error {
		var doc int64
		if err := row.Scan(&doc); err != nil {
			return err
		}
		v.found(CheckIndex, fmt.Sprint(doc), "the full-text index has a report that is not there")
		return nil
	}, "SELECT w."+d.docsKey+" FROM "+d.docs+" w WHERE NOT EXISTS (SELECT 1 FROM reports r WHERE r.seq = "+seqOf("w."+d.docsKey)+" AND "+key+" = w."+d.docsKey+") LIMIT ?", mostFindings+1); err != nil {
		return err
	}
	if d.postgres {
		return nil
	}
	err := v.l.db.write(ctx, func(tx conn) error {
		_, err := tx.exec(ctx, "INSERT INTO words (words) VALUES ('integrity-check')")
		return err
	})
	if err != nil && dateline.KindOf(err) != dateline.Unavailable && ctx.Err() == nil {
		v.found(CheckIndex, "words", "the full-text index is damaged: %v", err)
		return nil
	}
	return err
}

func (v *verifying) decisions(ctx context.Context) error {
	ds, err := decisions(ctx, v.l.db, 0)
	if err != nil {
		v.found(CheckDecision, "decisions", "%v", err)
		return nil
	}
	for _, d := range ds {
		if err := d.Check(); err != nil {
			v.found(CheckDecision, d.ID, "%v", err)
		}
	}
	return nil
}

func (v *verifying) users(ctx context.Context) error {
	us, err := v.l.Users(ctx)
	for _, u := range us {
		if u.Check() != nil { // what that says may hold a hash
			v.found(CheckUser, u.Name, "its name, rank or password is none; change it")
		}
	}
	return err
}
