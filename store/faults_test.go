package store

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/store/storetest"
)

func TestALedgerWithoutSpaceLosesNothing(t *testing.T) {
	l := open(t, storetest.SQLite(t))
	file(t, l, filing(0))
	pages := l.number(t, "PRAGMA page_count")
	limit := func(pages int) {
		t.Helper()
		// On the writing connection, of which there is one.
		if _, err := l.db.exec(t.Context(), fmt.Sprintf("PRAGMA max_page_count = %d", pages)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 5)
	had := 1
	var err error
	for n := 1; n < 200 && err == nil; n++ {
		var got dateline.Filed
		got, err = l.File(t.Context(), []dateline.Filing{filing(n)})
		had += got.New
	}
	if dateline.KindOf(err) != dateline.Unavailable || !strings.Contains(err.Error(), "no space") {
		t.Fatalf("on a full disk: %v", err)
	}
	if n := l.number(t, "SELECT count(*) FROM reports"); n != had {
		t.Errorf("%d reports, %d were taken in", n, had)
	}
	limit(1 << 30)
	for n := range 200 {
		file(t, l, filing(n))
	}
	for _, table := range []string{"reports", "texts", "river_job"} {
		if n := l.number(t, "SELECT count(*) FROM "+table); n != 200 {
			t.Errorf("%d rows in %s of 200", n, table)
		}
	}
	var sound string
	if err := l.db.row(t.Context(), "PRAGMA integrity_check").Scan(&sound); err != nil || sound != "ok" {
		t.Errorf("integrity: %s, %v", sound, err)
	}
}

func TestALedgerWhoseServerGoesAwayGoesOnWhenItIsBack(t *testing.T) {
	server := storetest.NewServer(t)
	l := open(t, server.Database(t))
	for n := range 30 {
		file(t, l, filing(n))
	}
	var mu sync.Mutex
	failed := 0
	stop := working(t, l, oneReader, func(ctx context.Context, j dateline.Job) error {
		time.Sleep(50 * time.Millisecond)
		err := l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
		if err != nil {
			mu.Lock()
			failed++
			mu.Unlock()
			if dateline.KindOf(err) != dateline.Unavailable {
				t.Errorf("while the server is away: %v", err)
			}
		}
		return err
	})
	until(t, "the first is read", func() bool { return l.number(t, "SELECT count(*) FROM readings") > 0 })
	server.Stop(t)
	_, err := l.File(t.Context(), []dateline.Filing{filing(30)})
	if dateline.KindOf(err) != dateline.Unavailable {
		t.Errorf("while the server is away: %v", err)
	}
	until(t, "a handler fails", func() bool { mu.Lock(); defer mu.Unlock(); return failed > 0 })
	server.Start(t)
	until(t, "a report is taken in again", func() bool {
		_, err := l.File(t.Context(), []dateline.Filing{filing(30)})
		if err != nil && dateline.KindOf(err) != dateline.Unavailable {
			t.Fatal(err)
		}
		return err == nil
	})
	until(t, "all are read", func() bool { return l.number(t, "SELECT count(*) FROM readings") == 31 })
	stop()
	if n := l.number(t, "SELECT count(*) FROM reports"); n != 31 {
		t.Errorf("%d reports", n)
	}
}

// killedAt is where a process of this test works until it is killed.
const killedAt = "DATELINE_TEST_WORK_AT"

func TestWorksUntilKilled(t *testing.T) {
	where := os.Getenv(killedAt)
	if where == "" {
		t.Skip("runs as a process that TestAKilledProcessLosesNothing starts")
	}
	l := open(t, where)
	fmt.Println("working")
	l.Work(t.Context(), map[dateline.Stage]int{dateline.StageRead: 2}, func(ctx context.Context, j dateline.Job) error {
		err := l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
		fmt.Println("one")
		return err
	})
}

func TestAKilledProcessLosesNothing(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	storetest.Both(t, func(t *testing.T, where string) {
		l := open(t, where)
		const many = 120
		var all []dateline.Filing
		for n := range many {
			all = append(all, filing(n))
		}
		file(t, l, all...)
		for kill := range 3 {
			cmd := exec.Command(self, "-test.run", "^TestWorksUntilKilled$")
			cmd.Env = append(os.Environ(), killedAt+"="+where)
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			for n := 0; n < 5+7*kill && lines.Scan(); n++ {
			}
			if err := cmd.Process.Kill(); err != nil {
				t.Fatal(err)
			}
			cmd.Wait() // it was killed
		}
		working(t, l, oneReader, func(ctx context.Context, j dateline.Job) error {
			return l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
		})
		until(t, "all are read", func() bool {
			left, err := l.Waiting(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return left[dateline.StageRead].Ready == 0
		})
		for query, want := range map[string]int{
			"SELECT count(*) FROM readings":                                                            many,
			"SELECT count(*) FROM reports WHERE read_by = 'reader/1'":                                  many,
			"SELECT count(*) FROM statements":                                                          many * 4,
			"SELECT count(*) FROM river_job WHERE queue = 'read' AND state NOT IN ('completed')":       0,
			"SELECT count(*) FROM (SELECT report FROM readings GROUP BY report HAVING count(*) > 1) x": 0,
		} {
			if n := l.number(t, query); n != want {
				t.Errorf("%s gives %d, want %d", query, n, want)
			}
		}
		// Two that save at once may each make one.
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'link'"); n < 1 || n > 10 {
			t.Errorf("%d link jobs", n)
		}
	})
}
