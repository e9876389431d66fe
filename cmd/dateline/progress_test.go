package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/pipeline"
)

func TestProgressSaysHowManyHowFastAndHowLong(t *testing.T) {
	now := time.Unix(1e9, 0)
	g := newProgress(&pipeline.Tally{}, 0)
	g.now = func() time.Time { return now }
	g.wanted = 1500
	if got, want := g.line(), "0 read, 0 linked"; got != want {
		t.Errorf("at first: %q, want %q", got, want)
	}
	for range 100 {
		g.Ended(dateline.StageRead, pipeline.Done, 0)
		g.Ended(dateline.StageRead, pipeline.Again, 0)
	}
	g.Linked(64, 0)
	g.Quarantined(dateline.Quarantined{Stage: dateline.StageRead, Subject: "r1", Source: "a.txt", Reason: "why"})
	g.Quarantined(dateline.Quarantined{Stage: dateline.StageIntake, Subject: "b.txt"}) // the tally has it
	now = now.Add(2 * time.Second)
	if got, want := g.line(), "100 read, 64 linked, 1 not taken, 50 a second, about 28 s left"; got != want {
		t.Errorf("then: %q, want %q", got, want)
	}
	if len(g.failures) != 1 || g.failures[0].Path != "a.txt" {
		t.Errorf("failures %v", g.failures)
	}
	// A rate looks back so far and no further.
	now = now.Add(time.Hour)
	g.line()
	now = now.Add(rateOver + time.Second)
	if got := g.line(); !strings.Contains(got, ", 0 a second") || strings.Contains(got, "left") {
		t.Errorf("after a long rest: %q", got)
	}
}

func TestProgressIsOneLineOnATerminalAndNoneOfItStays(t *testing.T) {
	var b bytes.Buffer
	ctx, stop := context.WithTimeout(t.Context(), 2*redrawn+redrawn/2)
	defer stop()
	g := newProgress(&pipeline.Tally{}, 0)
	g.tell(ctx, progressLine{&b, true, func() int { return 12 }})
	if got := b.String(); !strings.HasPrefix(got, "\r\x1b[K0 read, 0 l") || strings.Contains(got, "\n") || strings.Contains(got, "linked") || !strings.HasSuffix(got, "\r\x1b[K") {
		t.Errorf("%q", got)
	}
}

func TestNumbersAndTimesAsPeopleWriteThem(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234"} {
		if got := grouped(n); got != want {
			t.Errorf("%d: %q", n, got)
		}
	}
	for d, want := range map[time.Duration]string{3 * time.Second: "3 s", 100 * time.Second: "2 min", 3 * time.Hour: "3 h", 80 * time.Hour: "3 days"} {
		if got := roughly(d); got != want {
			t.Errorf("%s: %q", d, got)
		}
	}
}

func asked(t *testing.T, h http.Handler, path string) (int, string) {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	raw, err := io.ReadAll(w.Result().Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(raw)
}

func TestMetricsTellWhatWasDoneAndHowTheLedgerStands(t *testing.T) {
	m := newMetrics()
	state := ledgerState{unlinked: 3, jobs: map[dateline.Stage]dateline.Backlog{dateline.StageRead: {Ready: 7, Later: 2}},
		quarantine: map[dateline.Stage]int{dateline.StageFetch: 4}, oldest: time.Minute, silent: 1}
	var failure error
	c := &stateCollector{ask: func(context.Context) (ledgerState, error) { return state, failure }}
	m.registry.MustRegister(c)
	m.Ended(dateline.StageRead, pipeline.Done, 20*time.Millisecond)
	m.Linked(5, time.Second)
	m.Fetched(200)
	m.Fetched(0)
	m.Quarantined(dateline.Quarantined{Stage: dateline.StageRead, Kind: dateline.Invalid, Subject: "not told", Reason: "not told"})
	h := healthMux(m, func(context.Context) error { return failure })
	status, page := asked(t, h, "/metrics")
	for _, want := range []string{
		`dateline_steps_total{outcome="done",stage="read"} 1`, `dateline_steps_total{outcome="done",stage="poll"} 0`, `dateline_step_seconds_count{stage="read"} 1`,
		`dateline_linked_reports_total 5`, `dateline_fetches_total{status="200"} 1`, `dateline_fetches_total{status="none"} 1`,
		`dateline_quarantined_total{kind="invalid",stage="read"} 1`, `dateline_queue_jobs{stage="read",state="ready"} 7`, `dateline_queue_jobs{stage="read",state="later"} 2`,
		`dateline_unlinked_reports 3`, `dateline_quarantine{stage="fetch"} 4`, `dateline_oldest_unprocessed_seconds 60`, `dateline_feeds_silent 1`, `dateline_ledger_up 1`,
	} {
		if !strings.Contains(page, want+"\n") {
			t.Errorf("%q is missing", want)
		}
	}
	if status != http.StatusOK || strings.Contains(page, "not told") {
		t.Errorf("status %d", status)
	}
	for path, want := range map[string]string{"/healthz": "alive\n", "/readyz": "ready\n"} {
		if status, got := asked(t, h, path); status != http.StatusOK || got != want {
			t.Errorf("%s: %d %q", path, status, got)
		}
	}
	// A ledger that does not answer is told, and the process lives on.
	failure, c.at = errors.New("postgres://u:verysecret@h is gone"), time.Time{}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/metrics": 200} {
		status, got := asked(t, h, path)
		if status != want || strings.Contains(got, "secret") || path == "/metrics" && (!strings.Contains(got, "dateline_ledger_up 0\n") || strings.Contains(got, "dateline_unlinked")) {
			t.Errorf("%s: %d\n%.300s", path, status, got)
		}
	}
}
