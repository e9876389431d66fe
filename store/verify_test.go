package store

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/store/storetest"
)

// breaking runs SQL that no part of the program does, past what keeps a ledger whole.
func (w *world) breaking(t *testing.T, query string, args ...any) {
	t.Helper()
	if w.db.dialect().postgres {
		err := w.db.write(t.Context(), func(tx conn) error {
			if _, err := tx.exec(t.Context(), "SET LOCAL session_replication_role = replica"); err != nil {
				return err
			}
			_, err := tx.exec(t.Context(), query, args...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return
	}
	c, err := w.db.(*sqliteDB).writer.Conn(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	var triggers []string
	if err := column(t.Context(), w.db, &triggers, "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name NOT LIKE 'river%'"); err != nil {
		t.Fatal(err)
	}
	do := func(query string, args ...any) {
		if _, err := c.ExecContext(context.Background(), query, args...); err != nil {
			t.Fatal(err)
		}
	}
	do("PRAGMA foreign_keys = OFF")
	for _, name := range triggers {
		do("DROP TRIGGER " + name)
	}
	do(query, args...)
	do("PRAGMA foreign_keys = ON")
}

func (w *world) verified(t *testing.T) []Finding {
	t.Helper()
	var last, of int64
	out, err := w.Verify(t.Context(), func(a, b int64) { last, of = a, b })
	if err != nil {
		t.Fatal(err)
	}
	if len(out) == 0 && (last != of || of == 0) {
		t.Errorf("progress ended at %d of %d", last, of)
	}
	return out
}

func TestAWholeLedgerHasNoFindings(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		if got := w.verified(t); len(got) > 0 {
			t.Errorf("%v", got)
		}
	})
}

func TestVerifyFindsWhatIsBroken(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		where := w.where
		seq := func(id dateline.ReportID) int64 {
			var n int64
			if err := w.db.row(t.Context(), "SELECT seq FROM reports WHERE id = ?", string(id)).Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		market := seq(w.market.ID)
		pg := w.db.dialect().postgres
		moved := w.reading(w.market)
		moved.Accounts[0].Evidence[0].Start++
		moved.Mentions[0].End++
		bad, err := packJSON(moved)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range []struct {
			name  string
			sql   string
			args  []any
			check Check
			of    string
			only  string // a database
		}{
			{"a changed text byte", "UPDATE texts SET text = replace(text, 'Tuesday', 'tuesday') WHERE report = ?", []any{market}, CheckText, string(w.market.ID), ""},
			{"a text cut short", "UPDATE texts SET text = substr(text, 1, 20) WHERE report = ?", []any{market}, CheckText, string(w.market.ID), ""},
			{"a text that is gone", "DELETE FROM texts WHERE report = ?", []any{market}, CheckText, string(w.market.ID), ""},
			{"another outlet", "UPDATE reports SET outlet = 'Another' WHERE seq = ?", []any{market}, CheckText, string(w.market.ID), ""},
			{"a missing reading", "DELETE FROM readings WHERE report = ?", []any{market}, CheckReading, string(w.market.ID), ""},
			{"a damaged reading", "UPDATE readings SET data = ? WHERE report = ?", []any{[]byte{1, 2, 3}, market}, CheckReading, string(w.market.ID), ""},
			{"evidence that does not quote", "UPDATE readings SET data = ? WHERE report = ?", []any{bad, market}, CheckEvidence, string(w.market.ID), ""},
			{"a report that is gone", "DELETE FROM reports WHERE seq = ?", []any{market}, CheckOrphan, "texts", ""},
			{"an event that is gone", "DELETE FROM events WHERE id = ?", []any{eMarket}, CheckOrphan, "event_bodies", ""},
			{"an event's row at a place that it has not", "INSERT INTO event_places (path, day, event) VALUES ('Nowhere', 1, 'e99')", nil, CheckOrphan, "event_places", ""},
			{"a story's report that is not there", "INSERT INTO story_reports (story, report) VALUES (?, 999)", []any{sMarket}, CheckOrphan, "story_reports", ""},
			{"a story that lost a report", "DELETE FROM story_reports WHERE report = ?", []any{market}, CheckReference, sMarket, ""},
			{"a story that lost an event", "UPDATE events SET story = ? WHERE id = ?", []any{sOld, eShots}, CheckReference, sMarket, ""},
			{"a damaged event", "UPDATE event_bodies SET data = ? WHERE event = ?", []any{[]byte("x"), eMarket}, CheckReference, eMarket, ""},
			{"an event that is another's", "UPDATE event_bodies SET data = (SELECT data FROM event_bodies WHERE event = ?) WHERE event = ?", []any{eShots, eMarket}, CheckReference, eMarket, ""},
			{"an account that is gone", "DELETE FROM accounts WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an account of another reader", "UPDATE accounts SET maker = 'reader/9' WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"a raw document of no report", "INSERT INTO raws (sha256, size, data) VALUES ('ab', 3, ?)", []any{pack([]byte("abc"))}, CheckOrphan, "raws", ""},
			{"a raw document that is another", "INSERT INTO raws (sha256, size, data) VALUES ('ab', 3, ?)", []any{pack([]byte("abc"))}, CheckText, "ab", ""},
			{"a linked report that linking forgot", "DELETE FROM kept_fixed WHERE report = ?", []any{string(w.radio.ID)}, CheckKept, string(w.radio.ID), ""},
			{"what linking remembers of nothing", "INSERT INTO kept_fixed (report, version, data) VALUES ('r00', 1, ?)", []any{[]byte{1}}, CheckOrphan, "kept_fixed", ""},
			{"a statement too few", "DELETE FROM statements WHERE report = ?", []any{market}, CheckReference, string(w.market.ID), ""},
			{"a statement's quote that is another", "UPDATE statements SET quote = 'Else' WHERE report = ?", []any{market}, CheckReference, string(w.market.ID), ""},
			{"a change of another group", "UPDATE changes SET subject = 'else' WHERE report = ?", []any{market}, CheckReference, string(w.market.ID), ""},
			{"a change that holds another", "UPDATE changes SET data = ? WHERE report = ?", []any{bad, market}, CheckReference, string(w.market.ID), ""},
			{"an event among those of an actor that it has not", "INSERT INTO event_actors (actor, day, event, roles) VALUES ('else', 1, ?, '')", []any{eOld}, CheckReference, eOld, ""},
			{"an event not among those of its actor", "DELETE FROM event_actors WHERE event = ?", []any{eLong}, CheckReference, eLong, ""},
			{"an event at another place", "UPDATE event_places SET path = 'Nowhere' WHERE event = ? AND path = 'Norland/Tarn'", []any{eOld}, CheckReference, eOld, ""},
			{"an event without a step of its type", "DELETE FROM event_types WHERE event = ? AND code = 'attack'", []any{eOld}, CheckReference, eOld, ""},
			{"an event of another outlet", "UPDATE event_outlets SET outlet = 'Else' WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an event not among those of its outlet", "DELETE FROM event_outlets WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an event of another status", "UPDATE events SET status = 'denied' WHERE id = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an event with another toll", "UPDATE events SET killed_low = 900 WHERE id = ?", []any{eMarket}, CheckReference, eMarket, ""},
			{"an event on another day", "UPDATE events SET day = day + 1 WHERE id = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an event of more origins", "UPDATE events SET origins = 7 WHERE id = ?", []any{eOld}, CheckReference, eOld, ""},
			{"a claim by another", "UPDATE claims SET by_whom = 'else' WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"a story with another title", "UPDATE stories SET title = 'Else' WHERE id = ?", []any{sOld}, CheckReference, sOld, ""},
			{"a story that is not shown", "UPDATE stories SET shown = 0 WHERE id = ?", []any{sOld}, CheckReference, sOld, ""},
			{"a story of another outlet", "UPDATE story_outlets SET outlet = 'Else' WHERE story = ?", []any{sOld}, CheckReference, sOld, ""},
			{"a proposal of another name", "UPDATE proposals SET name = 'Else' WHERE story = ?", []any{sMarket}, CheckReference, sMarket, ""},
			{"a tombstone of what is there", "INSERT INTO tombstones (id, sha256, made, by_whom, reason) VALUES (?, 'x', 1, 'a', 'b')", []any{string(w.old.ID)}, CheckReference, string(w.old.ID), ""},
			{"a version of nothing", "UPDATE reports SET supersedes = ? WHERE seq = ?", []any{string(w.old.ID), market}, CheckReference, string(w.market.ID), ""},
			{"versions that do not name each other", "UPDATE reports SET url = 'https://harbour.example/1' WHERE seq = ? OR id = ?", []any{market, string(w.market2.ID)}, CheckReference, string(w.market2.ID), ""},
			{"an index that is gone", "DROP INDEX events_status", nil, CheckFile, "events_status", ""},
			{"a trigger that is gone", "DROP TRIGGER texts_stay ON texts", nil, CheckFile, "texts_stay", "postgres"},
			{"a trigger that is gone", "SELECT 1", nil, CheckFile, "texts_stay", "sqlite"}, // they all are, by now
			{"a decision that cannot be read", "INSERT INTO decisions (id, made, data) VALUES ('d1', 1, '{')", nil, CheckDecision, "decisions", ""},
			{"a session of nobody", "INSERT INTO sessions (token, owner, made, expires, address) VALUES ('x', 'eve', 1, 2, '')", nil, CheckOrphan, "sessions", ""},
			{"an event that does not wait to be looked at", "DELETE FROM event_reviews WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"an event that waits in another country", "UPDATE event_reviews SET country = 'Else' WHERE event = ?", []any{eOld}, CheckReference, eOld, ""},
			{"a decision on a report that nobody made", "INSERT INTO decision_reports (hash, decision) VALUES ('x', 99)", nil, CheckOrphan, "decision_reports", ""},
			{"a label of no report", "INSERT INTO labels (report, label, why, by_whom, made) VALUES (99, 'x', '', '', 1)", nil, CheckOrphan, "labels", ""},
			{"a user of no rank", "UPDATE users SET rank = 'chief' WHERE name = 'ben'", nil, CheckUser, "ben", ""},
			{"a report not in the full-text index", "DELETE FROM words WHERE doc = ?", []any{docOf(dayFiled(&w.market.Report, received), market)}, CheckIndex, string(w.market.ID), "postgres"},
			{"a report not in the full-text index", "DELETE FROM words_docsize WHERE id = ?", []any{docOf(dayFiled(&w.market.Report, received), market)}, CheckIndex, string(w.market.ID), "sqlite"},
			{"other words in the full-text index", "UPDATE words SET text = '''car'':1' WHERE doc = ?", []any{docOf(dayFiled(&w.market.Report, received), market)}, CheckIndex, string(w.market.ID), "postgres"},
			{"other words in the full-text index", "UPDATE words_docsize SET sz = x'0102' WHERE id = ?", []any{docOf(dayFiled(&w.market.Report, received), market)}, CheckIndex, string(w.market.ID), "sqlite"},
			{"a damaged full-text index", "UPDATE words_data SET block = substr(block, 1, length(block) - 9) WHERE id > 1000", nil, CheckIndex, "words", "sqlite"},
			{"a report in the full-text index that is not there", "INSERT INTO words (doc, text) VALUES (77, '')", nil, CheckIndex, "77", "postgres"},
		} {
			if c.only == "sqlite" && pg || c.only == "postgres" && !pg {
				continue
			}
			t.Run(c.name, func(t *testing.T) {
				w := newWorld(t, another(t, where))
				w.breaking(t, c.sql, c.args...)
				got := w.verified(t)
				if !slices.ContainsFunc(got, func(f Finding) bool { return f.Check == c.check && f.Of == c.of }) {
					t.Errorf("not found; found are %v", got)
				}
				for _, f := range got {
					for _, word := range []string{"Explosions", "tore through"} {
						if strings.Contains(f.String(), word) {
							t.Errorf("a finding holds words of the report: %s", f)
						}
					}
				}
			})
		}
	})
}

// another is where another ledger of the same database may be.
func another(t *testing.T, where string) string {
	t.Helper()
	if IsPostgres(where) {
		return storetest.Postgres(t)
	}
	return storetest.SQLite(t)
}

func TestATruncatedFileIsFound(t *testing.T) {
	for name, keep := range map[string]func(size int64) int64{
		"the last page":     func(size int64) int64 { return size - 4096 },
		"half of a page":    func(size int64) int64 { return size - 2000 },
		"half of the file":  func(size int64) int64 { return size / 8192 * 4096 },
		"all but two pages": func(int64) int64 { return 8192 },
		"all but a header":  func(int64) int64 { return 50 },
	} {
		t.Run(name, func(t *testing.T) {
			where := storetest.SQLite(t)
			w := newWorld(t, where)
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
			info, err := os.Stat(where)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.Truncate(where, keep(info.Size())); err != nil {
				t.Fatal(err)
			}
			l, err := Open(t.Context(), where, Options{Existing: true})
			if err != nil {
				if !strings.Contains(err.Error(), "damaged") && !strings.Contains(err.Error(), "not a SQLite file") && !strings.Contains(err.Error(), "cut off") {
					t.Errorf("opened as %v", err)
				}
				return
			}
			defer l.Close()
			got, err := l.Verify(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.ContainsFunc(got, func(f Finding) bool { return f.Check == CheckFile }) {
				t.Errorf("not found; found are %v", got)
			}
		})
	}
}

func TestAPageOfRubbishIsFound(t *testing.T) {
	where := storetest.SQLite(t)
	w := newWorld(t, where)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(where)
	if err != nil {
		t.Fatal(err)
	}
	at := strings.Index(string(raw), "Explosions tore") // in a page of texts
	if at < 0 {
		t.Fatal("the text does not stand in the file as it is")
	}
	page := at / 4096 * 4096
	copy(raw[page:page+4096], strings.Repeat("\xa5", 4096))
	if err := os.WriteFile(where, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	l, err := Open(t.Context(), where, Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	got, err := l.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(got, func(f Finding) bool { return f.Check == CheckFile }) || !slices.ContainsFunc(got, func(f Finding) bool { return f.Check != CheckFile }) {
		t.Errorf("found are %v", got)
	}
}
