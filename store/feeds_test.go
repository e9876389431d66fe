package store

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/store/storetest"
)

// addresses are those of a list of feeds.
func addresses(fs []dateline.Feed) []string {
	out := []string{}
	for _, f := range fs {
		out = append(out, f.URL)
	}
	return out
}

func TestFeedsAreDueAsTheyWere(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		due := func(most int, want ...string) {
			t.Helper()
			got, err := l.Due(t.Context(), most)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(append([]string{}, want...), addresses(got)); d != "" {
				t.Errorf("due: %s", d)
			}
		}
		for _, want := range []int{3, 0} {
			n, err := l.Subscribe(t.Context(), []dateline.Feed{{URL: "https://a.example/", Title: "A", Outlet: "Outlet A"}, {URL: "https://b.example/"}, {URL: "https://c.example/", Paused: true}})
			if n != want || err != nil {
				t.Errorf("%d added, want %d, %v", n, want, err)
			}
		}
		due(9, "https://a.example/", "https://b.example/")
		due(1, "https://a.example/")
		f, err := l.Feed(t.Context(), "https://a.example/")
		if err != nil {
			t.Fatal(err)
		}
		now := time.Now().UTC().Truncate(time.Microsecond)
		f.Title, f.ETag, f.LastModified, f.Every, f.Polled, f.Due, f.Failures, f.Reason = "A!", `"e"`, "yesterday", 90*time.Second, now, now.Add(time.Hour), 2, "closed"
		if n, err := l.SavePoll(t.Context(), f, nil); n != 0 || err != nil {
			t.Errorf("%d new, %v", n, err)
		}
		got, err := l.Feed(t.Context(), f.URL)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(f, got); d != "" {
			t.Error(d)
		}
		due(9, "https://b.example/")
		if err := l.Pause(t.Context(), "https://b.example/", true); err != nil {
			t.Fatal(err)
		}
		if err := l.Pause(t.Context(), "https://c.example/", false); err != nil {
			t.Fatal(err)
		}
		due(9, "https://c.example/")
		// What was polled a day ahead of the clock was so before it was turned back.
		f.Polled, f.Due = now.Add(24*time.Hour), now.Add(25*time.Hour)
		if _, err := l.SavePoll(t.Context(), f, nil); err != nil {
			t.Fatal(err)
		}
		due(9, "https://c.example/", "https://a.example/")
		if err := l.Unsubscribe(t.Context(), f.URL); err != nil {
			t.Fatal(err)
		}
		all, err := l.Feeds(t.Context())
		if d := cmp.Diff([]string{"https://b.example/", "https://c.example/"}, addresses(all)); d != "" || err != nil {
			t.Error(d, err)
		}
		_, err = l.Feed(t.Context(), f.URL)
		for _, err := range []error{err, l.Pause(t.Context(), f.URL, true), l.Unsubscribe(t.Context(), f.URL)} {
			if dateline.KindOf(err) != dateline.NotFound {
				t.Errorf("of a feed that is not there: %v", err)
			}
		}
	})
}

func TestAFeedThatMovedHasItsNewAddress(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := dateline.Feed{URL: "https://a.example/", Polled: time.Now(), Due: time.Now()}
		if _, err := l.Subscribe(t.Context(), []dateline.Feed{f, {URL: "https://there.example/"}}); err != nil {
			t.Fatal(err)
		}
		is := func(want ...string) {
			t.Helper()
			all, err := l.Feeds(t.Context())
			if d := cmp.Diff(want, addresses(all)); d != "" || err != nil {
				t.Error(d, err)
			}
		}
		page := dateline.Address{URL: "https://a.example/1", Feed: f.URL}
		for _, to := range []string{f.URL, "https://b.example/"} {
			f.Moved = to
			if _, err := l.SavePoll(t.Context(), f, []dateline.Address{page}); err != nil {
				t.Fatal(err)
			}
			is(to, "https://there.example/")
		}
		if got, err := l.Address(t.Context(), page.URL); got.Feed != "https://b.example/" || err != nil {
			t.Errorf("a page of the feed %s, %v", got.Feed, err)
		}
		f.URL, f.Moved = f.Moved, "https://there.example/"
		if _, err := l.SavePoll(t.Context(), f, nil); err != nil {
			t.Fatal(err)
		}
		is("https://there.example/")
	})
}

func TestNoPageIsFetchedTwiceUnlessItIsDatedAnew(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := dateline.Feed{URL: "https://a.example/", Polled: time.Now(), Due: time.Now()}
		if _, err := l.Subscribe(t.Context(), []dateline.Feed{f}); err != nil {
			t.Fatal(err)
		}
		poll := func(want int, found ...dateline.Address) {
			t.Helper()
			if n, err := l.SavePoll(t.Context(), f, found); n != want || err != nil {
				t.Errorf("%d to be fetched, want %d, %v", n, want, err)
			}
		}
		a := dateline.Address{URL: "https://a.example/1", Feed: f.URL, Outlet: "A", Title: "One", Published: moment(t, "2024-05-01T10:00:00Z")}
		b := dateline.Address{URL: "https://a.example/2", Feed: f.URL}
		poll(2, a, b, a)
		poll(0, a, b)
		got, err := l.Address(t.Context(), a.URL)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(a, got); d != "" {
			t.Error(d)
		}
		a.ETag, a.LastModified, a.Fetched = `"1"`, "then", time.Now().UTC().Truncate(time.Microsecond)
		page := anArticle("A", a.URL, "What page one says.")
		for _, want := range []dateline.Filed{{New: 1}, {Known: 1}} {
			if got, err := l.SaveFetch(t.Context(), a, []dateline.Filing{page}); got != want || err != nil {
				t.Errorf("filed %+v, %v", got, err)
			}
		}
		got, err = l.Address(t.Context(), a.URL)
		if d := cmp.Diff(a, got); d != "" || err != nil {
			t.Error(d, err)
		}
		poll(0, a, b)
		a.Published = moment(t, "2024-05-01T12:00:00Z")
		poll(1, a, b)
		poll(0, a, b)
		// Both are to be fetched; their jobs are lost, and found again.
		if n, err := l.Sweep(t.Context(), "reader/1", false); n != 0 || err != nil {
			t.Errorf("%d jobs added to those that are there, %v", n, err)
		}
		before := l.number(t, "SELECT count(*) FROM river_job")
		if _, err := l.db.exec(t.Context(), "DELETE FROM river_job WHERE queue = 'fetch'"); err != nil {
			t.Fatal(err)
		}
		if n, err := l.Sweep(t.Context(), "reader/1", false); n != 2 || err != nil {
			t.Errorf("%d jobs added for two pages, %v", n, err)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job"); n != before-1 {
			t.Errorf("%d jobs, %d before with one twice", n, before)
		}
		if got, err := l.SaveFetch(t.Context(), a, []dateline.Filing{anArticle("A", a.URL, "What page one says now.")}); got != (dateline.Filed{New: 1, Superseded: 1}) || err != nil {
			t.Errorf("filed %+v, %v", got, err)
		}
		if n, err := l.Know(t.Context(), []dateline.Address{a, {URL: "https://b.example/"}}, false); n != 1 || err != nil {
			t.Errorf("%d named anew, %v", n, err)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'fetch'"); n != 3 {
			t.Errorf("%d fetch jobs", n)
		}
		if _, err := l.Address(t.Context(), "https://nobody.example/"); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("%v", err)
		}
		if feed, _ := l.Feed(t.Context(), f.URL); feed.Newest.IsZero() {
			t.Error("the feed never had something new")
		}
	})
}

func TestOneAtATimeAsksAHost(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, other := open(t, where), open(t, where)
		reserve := func(l *Ledger, host string, from, to time.Duration) {
			t.Helper()
			wait, err := l.Reserve(t.Context(), host, time.Minute)
			if err != nil || wait < from || wait > to {
				t.Errorf("%s: wait %v, %v; want %v to %v", host, wait, err, from, to)
			}
		}
		release := func(l *Ledger, host string, rest time.Duration) {
			t.Helper()
			if err := l.Release(t.Context(), host, rest); err != nil {
				t.Error(err)
			}
		}
		reserve(l, "a.example", 0, 0)
		reserve(other, "a.example", time.Second, time.Second)
		reserve(other, "b.example", 0, 0)
		release(l, "a.example", 200*time.Millisecond)
		reserve(other, "a.example", time.Millisecond, 200*time.Millisecond)
		time.Sleep(250 * time.Millisecond)
		reserve(other, "a.example", 0, 0)
		release(other, "a.example", time.Hour)
		release(l, "a.example", time.Second)
		reserve(l, "a.example", 59*time.Minute, time.Hour)
		if _, err := l.db.exec(t.Context(), "UPDATE hosts SET given = given + 86400000000, until = until + 86400000000"); err != nil {
			t.Fatal(err)
		}
		reserve(l, "a.example", 0, 0)
		// Who had it died.
		if wait, err := l.Reserve(t.Context(), "c.example", 50*time.Millisecond); wait != 0 || err != nil {
			t.Error(wait, err)
		}
		time.Sleep(80 * time.Millisecond)
		reserve(other, "c.example", 0, 0)
	})
}

func TestWhatFailedForGoodIsListedRetriedAndGivenUp(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		since := time.Date(2024, 5, 1, 2, 3, 4, 0, time.UTC)
		all := []dateline.Quarantined{
			{Stage: dateline.StageIntake, Subject: "/tmp/x.pdf", Kind: dateline.Invalid, Reason: "no text", Attempts: 1, Since: since, Source: "/tmp"},
			{Stage: dateline.StageFetch, Subject: "https://a.example/1", Kind: dateline.Unavailable, Reason: "closed", Attempts: 10, Since: since},
			{Stage: dateline.StageFetch, Subject: "https://a.example/2", Kind: dateline.Unavailable, Reason: "closed", Attempts: 10, Since: since},
			{Stage: dateline.StageRead, Subject: string(filing(1).ID), Kind: dateline.Internal, Reason: "fault", Attempts: 3, Since: since},
		}
		for _, q := range all {
			if err := l.Quarantine(t.Context(), q); err != nil {
				t.Fatal(err)
			}
		}
		list := func(stage dateline.Stage, after int64, limit int) []dateline.Quarantined {
			t.Helper()
			got, err := l.Quarantined(t.Context(), stage, after, limit)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		got := list("", 0, 0)
		for i := range got {
			all[i].ID = got[i].ID
		}
		if d := cmp.Diff(all, got); d != "" {
			t.Fatal(d)
		}
		if d := cmp.Diff(all[2:3], list(dateline.StageFetch, all[1].ID, 5)); d != "" {
			t.Error(d)
		}
		counts, err := l.QuarantineCounts(t.Context())
		if err != nil || len(counts) != 3 || counts[0] != (Count{Stage: dateline.StageFetch, Kind: dateline.Unavailable, Reason: "closed", Number: 2}) {
			t.Errorf("counts %+v, %v", counts, err)
		}
		again, err := l.Retry(t.Context(), all[0].ID, all[1].ID, all[1].ID)
		if d := cmp.Diff(all[:1], again); d != "" || err != nil {
			t.Error(d, err)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'fetch'"); n != 1 {
			t.Errorf("%d fetch jobs", n)
		}
		if _, err := l.Retry(t.Context(), all[3].ID, 9999); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("retried what is not there: %v", err)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'read'"); n != 0 {
			t.Error("half of it was done")
		}
		if err := l.Discard(t.Context(), all[3].ID); err != nil {
			t.Fatal(err)
		}
		if err := l.Discard(t.Context(), 9999); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("gave up what is not there: %v", err)
		}
		// The fetch that is retried goes well, and the file is given again.
		stop := working(t, l, map[dateline.Stage]int{dateline.StageFetch: 1}, func(ctx context.Context, j dateline.Job) error {
			_, err := l.SaveFetch(ctx, dateline.Address{URL: j.Subject, Fetched: time.Now()}, nil)
			return err
		})
		until(t, "the fetch goes well", func() bool { return len(list("", 0, 0)) == 2 })
		stop()
		f := filing(1)
		f.Path = "/tmp/x.pdf"
		file(t, l, f)
		if d := cmp.Diff(all[2:3], list("", 0, 0)); d != "" {
			t.Error(d)
		}
		// What is given up is not read after all.
		if n, err := l.Sweep(t.Context(), "reader/1", true); n != 0 || err != nil {
			t.Errorf("%d jobs, %v", n, err)
		}
	})
}

func TestAReportThatLinkingFailsAtDoesNotHoldUpTheRest(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		a, b := filing(1), filing(2)
		file(t, l, a, b)
		read(t, l, a.ID, "reader/1")
		read(t, l, b.ID, "reader/1")
		if err := l.Quarantine(t.Context(), dateline.Quarantined{Stage: dateline.StageLink, Subject: string(a.ID)}); err != nil {
			t.Fatal(err)
		}
		next := func(want ...dateline.ReportID) {
			t.Helper()
			turn(t, l, func(ctx context.Context, turn *Turn) error {
				var got []dateline.ReportID
				reports, _, err := turn.Next(ctx, 9)
				for _, r := range reports {
					got = append(got, r.ID)
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Error(d)
				}
				return err
			})
		}
		next(b.ID)
		q, err := l.Quarantined(t.Context(), "", 0, 0)
		if err != nil || len(q) != 1 {
			t.Fatal(q, err)
		}
		if _, err := l.Retry(t.Context(), q[0].ID); err != nil {
			t.Fatal(err)
		}
		next(a.ID, b.ID)
	})
}
