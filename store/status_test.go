package store

import (
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func TestStatusSaysHowALedgerStands(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		status := func() *Status {
			t.Helper()
			s, err := w.Status(ctx)
			if err != nil {
				t.Fatal(err)
			}
			return s
		}
		s := status()
		if s.Reports.All != 7 || s.Reports.Unread != 0 || s.Reports.Unlinked != 0 || s.Oldest != nil || s.Stories != 3 || s.Events != 5 || s.Countable != 4 {
			t.Errorf("%s", mustJSON(t, s))
		}
		if d := cmp.Diff(map[dateline.Maker]int{"reader/1": 7}, s.Reports.ByReader); d != "" {
			t.Error(d)
		}
		if len(s.Ledger) != 16 || s.Schema < 2 || s.Feature != Feature || s.Bytes < 10_000 || s.Where != w.where {
			t.Errorf("ledger %q, schema %d, feature %d, %d bytes at %s", s.Ledger, s.Schema, s.Feature, s.Bytes, s.Where)
		}
		if r := s.Rates[dateline.StageRead]; r.Minute != 7 || r.Hour != 7 {
			t.Errorf("read %+v", r)
		}
		if r := s.Rates[dateline.StageLink]; r.Minute != 7 {
			t.Errorf("linked %+v", r)
		}
		if r := s.Rates[dateline.StageIntake]; r.Hour != 0 {
			t.Errorf("filed %+v, though all came in long ago", r)
		}

		// Three come in: one is read, one is held in quarantine, one waits.
		now := time.Now().UTC().Truncate(time.Microsecond)
		var fs []dateline.Filing
		for i, text := range []string{"One that is read.", "One that cannot be read.", "One that waits."} {
			f := paper("Radio Valley", "", "2021-04-01", text)
			f.Received = now.Add(time.Duration(i-30) * time.Minute)
			fs = append(fs, f)
		}
		if _, err := w.File(ctx, fs); err != nil {
			t.Fatal(err)
		}
		if err := w.SaveReading(ctx, w.reading(fs[0])); err != nil {
			t.Fatal(err)
		}
		if err := w.Quarantine(ctx, dateline.Quarantined{Stage: dateline.StageRead, Subject: string(fs[1].ID), Kind: dateline.Invalid, Reason: "too long", Attempts: 1}); err != nil {
			t.Fatal(err)
		}
		s = status()
		if s.Reports.All != 10 || s.Reports.Unread != 1 || s.Reports.Unlinked != 1 || s.Quarantined != 1 || len(s.Failures) != 1 || s.Failures[0].Reason != "too long" {
			t.Errorf("%s", mustJSON(t, s))
		}
		if d := cmp.Diff(&Waits{Report: fs[0].ID, Stage: dateline.StageLink, Since: fs[0].Received}, s.Oldest); d != "" {
			t.Errorf("the oldest (-want +got):\n%s", d)
		}
		if r := s.Rates[dateline.StageIntake]; r.Minute != 0 || r.Hour != 3 {
			t.Errorf("filed %+v", r)
		}
		if j := s.Jobs[dateline.StageRead]; j.Ready < 3 || j.Running != 0 {
			t.Errorf("jobs to read %+v", j)
		}
		if _, err := w.Turn(ctx, func(ctx context.Context, turn *Turn) error {
			return turn.Save(ctx, dateline.Linking{Linked: []dateline.ReportID{fs[0].ID}})
		}); err != nil {
			t.Fatal(err)
		}
		if s = status(); s.Oldest == nil || s.Oldest.Report != fs[2].ID || s.Oldest.Stage != dateline.StageRead {
			t.Errorf("the oldest is %+v", s.Oldest)
		}
	})
}

func TestFeedsThatWentSilentAreNamed(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		now := time.Now()
		ago := func(d time.Duration) int64 { return now.Add(-d).UnixMicro() }
		const day = 24 * time.Hour
		for _, f := range []struct {
			url              string
			added, polled    time.Duration
			newest           time.Duration // 0: never
			failures, paused int
			items            []time.Duration
		}{
			{"https://a.example/daily, as ever", 90 * day, time.Hour, 2 * day, 0, 0, []time.Duration{2 * day, 3 * day, 4 * day, 5 * day}},
			{"https://b.example/daily, silent for a week", 90 * day, time.Hour, 7 * day, 0, 0, []time.Duration{7 * day, 8 * day, 9 * day, 10 * day}},
			{"https://c.example/monthly, silent for a week", 400 * day, time.Hour, 7 * day, 0, 0, []time.Duration{7 * day, 37 * day, 67 * day}},
			{"https://d.example/fails", 90 * day, time.Hour, time.Hour, 3, 0, nil},
			{"https://e.example/slipped once", 90 * day, time.Hour, time.Hour, 1, 0, nil},
			{"https://f.example/silent and paused", 90 * day, time.Hour, 60 * day, 9, 1, nil},
			{"https://g.example/new", day, time.Hour, 0, 0, 0, nil},
			{"https://h.example/never had a thing", 20 * day, time.Hour, 0, 0, 0, nil},
			{"https://i.example/not asked since", 90 * day, 40 * day, 39 * day, 0, 0, nil},
			{"https://k.example/many at once, then none for two days", 90 * day, time.Hour, 2 * day, 0, 0, []time.Duration{2 * day, 2*day + time.Second, 2*day + 2*time.Second, 2*day + 3*time.Second}},
		} {
			var newest any
			if f.newest > 0 {
				newest = ago(f.newest)
			}
			if _, err := w.db.exec(ctx, "INSERT INTO feeds (url, title, outlet, paused, etag, last_modified, every, added, polled, due, newest, failures, reason) VALUES (?, '', '', ?, '', '', 0, ?, ?, 0, ?, ?, 'no answer')",
				f.url, f.paused, ago(f.added), ago(f.polled), newest, f.failures); err != nil {
				t.Fatal(err)
			}
			for _, at := range f.items {
				if _, err := w.db.exec(ctx, "INSERT INTO addresses (url, feed, outlet, title, etag, last_modified, added) VALUES (?, ?, '', '', '', '', ?)", f.url+at.String(), f.url, ago(at)); err != nil {
					t.Fatal(err)
				}
			}
		}
		s, err := w.Status(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, x := range s.Silent {
			got = append(got, x.Feed.URL[len("https://"):][:1])
		}
		if d := cmp.Diff([]string{"b", "d", "h"}, got); d != "" || s.Feeds != 10 {
			t.Errorf("of %d feeds (-want +got):\n%s", s.Feeds, d)
		}
		if s.Silent[0].Usual < 23*time.Hour || s.Silent[0].Usual > 25*time.Hour || s.Silent[1].Why == s.Silent[0].Why {
			t.Errorf("%+v", s.Silent)
		}
	})
}
