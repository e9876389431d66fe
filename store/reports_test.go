package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/store/storetest"
)

// onBoth runs a test on a new ledger of each database.
func onBoth(t *testing.T, f func(t *testing.T, l *Ledger)) {
	t.Helper()
	storetest.Both(t, func(t *testing.T, where string) { f(t, open(t, where)) })
}

// file files reports, which must go well.
func file(t testing.TB, l *Ledger, fs ...dateline.Filing) dateline.Filed {
	t.Helper()
	out, err := l.File(t.Context(), fs)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func ptr[T any](v T) *T { return &v }

func moment(t testing.TB, s string) *dateline.Moment {
	t.Helper()
	m, err := dateline.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return &m
}

// filed is a report as it is to be filed.
func anArticle(outlet, url, text string) dateline.Filing {
	r := dateline.Report{Path: url, Outlet: ptr(outlet), URL: ptr(url), Language: "en", Genre: dateline.News, SHA256: hashOf(text), Text: text}
	r.ID = dateline.NewReportID(&r)
	return dateline.Filing{Report: r, Source: "test"}
}

// number is the one number that a query gives.
func (l *Ledger) number(t testing.TB, query string, args ...any) (n int) {
	t.Helper()
	if err := l.db.row(t.Context(), query, args...).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

func TestAReportComesBackAsItWasFiled(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := anArticle("The Gazette", "https://gazette.example/1", "---\ntitle: x\n---\nA bridge fell on Monday.")
		f.Body, f.Title, f.Published, f.Modified = 18, ptr("Bridge falls"), moment(t, "2024-05-06T07:08:09+05:00"), moment(t, "2024-05-07")
		f.Byline, f.Extractor, f.MediaType, f.Raw = "A. Writer", "page/1", "text/html", []byte("<p>A bridge fell on Monday.</p>")
		plain := anArticle("", "", "No more than text.")
		plain.Outlet, plain.URL = nil, nil
		plain.ID = dateline.NewReportID(&plain.Report)
		f.Received, plain.Received = received, received.Add(time.Second)
		if got := file(t, l, f, plain); got != (dateline.Filed{New: 2}) {
			t.Errorf("filed %+v", got)
		}
		for _, want := range []dateline.Filing{f, plain} {
			got, err := l.Report(t.Context(), want.ID)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want.Report, *got); d != "" {
				t.Error(d)
			}
		}
		if raw, kind, err := l.Raw(t.Context(), f.ID); err != nil || string(raw) != string(f.Raw) || kind != "text/html" {
			t.Errorf("raw bytes came back as %q of %q, %v", raw, kind, err)
		}
		if raw, _, err := l.Raw(t.Context(), plain.ID); err != nil || string(raw) != plain.Text {
			t.Errorf("plain text came back as %q, %v", raw, err)
		}
		if _, err := l.Report(t.Context(), "r0"); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("a report that is not there: %v", err)
		}
	})
}

func TestTheSameReportIsTakenInOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		a, b := anArticle("One", "https://one.example/a", "Same words."), anArticle("Two", "https://two.example/a", "Same words.")
		a.Raw, b.Raw = []byte("<p>Same words."), []byte("<p>Same words.")
		if got := file(t, l, a, b, a); got != (dateline.Filed{New: 2, Known: 1}) {
			t.Errorf("filed %+v", got)
		}
		if got := file(t, l, b); got != (dateline.Filed{Known: 1}) {
			t.Errorf("filed again %+v", got)
		}
		for query, want := range map[string]int{
			"SELECT count(*) FROM reports": 2, "SELECT count(*) FROM texts": 2, "SELECT count(*) FROM raws": 1,
			"SELECT count(*) FROM river_job WHERE queue = 'read'": 2,
		} {
			if n := l.number(t, query); n != want {
				t.Errorf("%s gives %d, want %d", query, n, want)
			}
		}
	})
}

func TestManyFileTheSameReportsAtOnce(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		var all []dateline.Filing
		for n := range 40 {
			all = append(all, filing(n))
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		var sum dateline.Filed
		for range 3 {
			l := open(t, where)
			wg.Go(func() {
				for range 2 {
					got, err := l.File(t.Context(), all)
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					sum.New, sum.Known = sum.New+got.New, sum.Known+got.Known
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if sum.New != 40 || sum.Known != 200 {
			t.Errorf("filed %+v in all", sum)
		}
		l := open(t, where)
		if n := l.number(t, "SELECT count(*) FROM river_job"); n != 40 {
			t.Errorf("%d jobs for 40 reports", n)
		}
	})
}

func TestVersionsOfAnArticleNameTheOneBeforeThem(t *testing.T) {
	day := func(f dateline.Filing, published, modified string) dateline.Filing {
		f.Published = moment(t, published)
		if modified != "" {
			f.Modified = moment(t, modified)
		}
		f.Received = time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)
		return f
	}
	const url = "https://one.example/a"
	first := day(anArticle("One", url, "First."), "2024-01-01T10:00:00Z", "")
	second := day(anArticle("One", url, "Second."), "2024-01-01T10:00:00Z", "2024-01-01T12:00:00Z")
	third := day(anArticle("One", url, "Third."), "2024-01-01T10:00:00Z", "2024-01-02T08:00:00Z")
	other := day(anArticle("Other", url, "Of another outlet."), "2024-01-01T11:00:00Z", "")
	for _, order := range [][]dateline.Filing{{first, second, third, other}, {third, other, first, second}, {second, third, first, other}} {
		onBoth(t, func(t *testing.T, l *Ledger) {
			superseded := 0
			for _, f := range order {
				superseded += file(t, l, f).Superseded
			}
			if superseded != 2 {
				t.Errorf("%d of three versions were told to be further ones", superseded)
			}
			got := map[string]string{}
			if err := each(t.Context(), l.db, func(row scanner) error {
				var id string
				var before *string
				if err := row.Scan(&id, &before); err != nil {
					return err
				}
				if before != nil {
					got[id] = *before
				}
				return nil
			}, "SELECT id, supersedes FROM reports"); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{string(second.ID): string(first.ID), string(third.ID): string(second.ID)}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

// Versions that come at one instant stand in the order in which they were given, and
// linking is handed what it orders them by.
func TestVersionsFiledAtOneInstantStandAsTheyWereGiven(t *testing.T) {
	const url = "https://one.example/a"
	var given []dateline.Filing
	for _, text := range []string{"It happened.", "It has happened.", "It is said to have happened.", "It may have happened."} {
		f := anArticle("One", url, text)
		f.Published, f.Received = moment(t, "2024-01-01"), received
		given = append(given, f)
	}
	for _, fs := range [][]dateline.Filing{given, {given[3], given[2], given[1], given[0]}} {
		onBoth(t, func(t *testing.T, l *Ledger) {
			file(t, l, fs...)
			var before *dateline.ReportID
			for i, f := range fs {
				sheet, err := l.Sheet(t.Context(), string(f.ID))
				if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(before, sheet.Filing.Supersedes); d != "" {
					t.Errorf("version %d supersedes another: %s", i+1, d)
				}
				before = &f.ID
				read(t, l, f.ID, "reader/1")
			}
			turn(t, l, func(ctx context.Context, turn *Turn) error {
				reports, _, err := turn.Next(ctx, len(fs))
				if err != nil || len(reports) != len(fs) {
					return fmt.Errorf("%d reports to link, %w", len(reports), err)
				}
				for _, r := range reports {
					i := slices.IndexFunc(fs, func(f dateline.Filing) bool { return f.ID == r.ID })
					again, _, err := l.Source(ctx, r.ID)
					if err != nil {
						return err
					}
					if want := received.Add(time.Duration(i) * time.Microsecond); !r.Received.Equal(want) || !again.Received.Equal(want) || (i > 0) != (r.Supersedes != nil) {
						t.Errorf("version %d comes to linking as %+v, and again as %+v", i+1, r, again)
					}
				}
				return nil
			})
			found, err := l.Verify(t.Context(), nil)
			if err != nil || slices.ContainsFunc(found, func(f Finding) bool { return f.Check == CheckReference }) {
				t.Errorf("verifying finds %d faults, %v", len(found), err)
			}
		})
	}
}

func TestWhatWasPurgedIsNotTakenInAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		gone, copied := anArticle("One", "https://one.example/a", "To be forgotten."), anArticle("Two", "https://two.example/b", "To be forgotten.")
		if _, err := l.db.exec(t.Context(), "INSERT INTO tombstones (id, sha256, made, by_whom, reason) VALUES (?, ?, 0, '', '')", string(gone.ID), gone.SHA256); err != nil {
			t.Fatal(err)
		}
		if got := file(t, l, gone, copied, anArticle("One", "https://one.example/b", "To stay.")); got != (dateline.Filed{New: 1, Refused: 2}) {
			t.Errorf("filed %+v", got)
		}
	})
}

func TestTheTextOfAReportNeverChanges(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		file(t, l, filing(1))
		for _, query := range []string{"UPDATE texts SET text = 'other'", "DELETE FROM texts", "UPDATE reports SET sha256 = 'other'", "UPDATE reports SET id = 'r1'"} {
			if _, err := l.db.exec(t.Context(), query); err == nil {
				t.Errorf("%s went through", query)
			}
		}
	})
}

func TestATransactionThatFailsHalfWayLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		fault := errors.New("power cut")
		err := l.db.write(t.Context(), func(tx conn) error {
			if _, err := l.file(t.Context(), tx, []dateline.Filing{filing(1), filing(2)}); err != nil {
				return err
			}
			return fault
		})
		if !errors.Is(err, fault) {
			t.Fatal(err)
		}
		func() {
			defer func() {
				if recover() == nil {
					t.Error("a panic was swallowed")
				}
			}()
			l.db.write(t.Context(), func(tx conn) error {
				l.file(t.Context(), tx, []dateline.Filing{filing(1)})
				panic("fault")
			})
		}()
		// The last of a batch is refused by the database: a hash is missing.
		bad := filing(4)
		bad.SHA256 = ""
		if _, err := l.File(t.Context(), []dateline.Filing{filing(3), bad}); err == nil {
			t.Error("a report without a hash was filed")
		}
		for _, table := range []string{"reports", "texts", "words", "river_job"} {
			if n := l.number(t, "SELECT count(*) FROM "+table); n != 0 {
				t.Errorf("%d rows in %s", n, table)
			}
		}
		if got := file(t, l, filing(1)); got.New != 1 {
			t.Errorf("filed %+v afterwards", got)
		}
	})
}

func TestStringsOfAnyBytesAreKeptAlike(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := filing(1)
		f.Path, f.Title, f.Byline, f.Source = "/srv/caf\xe9/\x00.html", ptr("A \x00title\xff"), "\xc3", "x\x00"
		if err := l.Quarantine(t.Context(), dateline.Quarantined{Stage: dateline.StageIntake, Subject: f.Path, Reason: "\x00\xfe"}); err != nil {
			t.Fatal(err)
		}
		file(t, l, f)
		if n := l.number(t, "SELECT count(*) FROM quarantine"); n != 0 {
			t.Error("a path that was filed is in quarantine still")
		}
		r, err := l.Report(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if r.Path != "/srv/caf\uFFFD/\uFFFD.html" || *r.Title != "A \uFFFDtitle\uFFFD" {
			t.Errorf("%q, %q", r.Path, *r.Title)
		}
		if n, err := l.Submit(t.Context(), []dateline.Job{{Stage: dateline.StagePoll, Subject: "https://a.example/\x00\xff"}}); n != 1 || err != nil {
			t.Error(n, err)
		}
		for _, text := range []string{"A NUL \x00 in it.", "Latin \xe9."} {
			if _, err := l.File(t.Context(), []dateline.Filing{anArticle("One", "https://one.example/", text)}); dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("%q was filed: %v", text, err)
			}
		}
	})
}

func TestListsHaveFewLengths(t *testing.T) {
	lengths := map[int]bool{}
	for n := 1; n <= batch; n++ {
		list, args := several(make([]string, n))
		if len(args) < n || list != marks(len(args)) {
			t.Fatalf("%d values: %d arguments for %q", n, len(args), list)
		}
		lengths[len(args)] = true
	}
	if len(lengths) > 10 {
		t.Errorf("%d lengths", len(lengths))
	}
}
