package pipeline

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/archive"
)

// A fakeReader breaks off on reports that say so.
type fakeReader struct{}

func (fakeReader) Read(r *dateline.Report) *dateline.Reading {
	switch {
	case strings.Contains(r.Text, "breaks the reader"):
		panic("as it was told")
	case strings.Contains(r.Text, "holds the reader"):
		time.Sleep(300 * time.Millisecond)
	}
	return &dateline.Reading{Report: r.ID, Maker: "reader/7"}
}

// A fakeLinker's memory of a report says which reports came before it in canonical
// order, so that one that was forgotten or linked twice shows.
type fakeLinker struct {
	unfit   bool // what is kept does not suit it
	seen    []dateline.ReportID
	changed dateline.Linking
}

func (l *fakeLinker) Add(r *dateline.Report, reading *dateline.Reading) {
	if strings.Contains(r.Text, "breaks the linker") {
		panic("as it was told")
	}
	if !slices.Contains(l.seen, r.ID) {
		l.seen = append(l.seen, r.ID)
	}
	l.changed.Linked = append(l.changed.Linked, r.ID)
}

func (l *fakeLinker) Decide([]dateline.Decision) []dateline.Decision { return nil }

func (l *fakeLinker) Restore(kept []dateline.Kept) error {
	for _, k := range kept {
		if k.Moving == nil {
			continue
		}
		if l.unfit {
			return dateline.Errorf(dateline.Invalid, "kept in another form")
		}
		if !slices.Contains(l.seen, k.Report) {
			l.seen = append(l.seen, k.Report)
		}
	}
	return nil
}

func (l *fakeLinker) Settle() {
	slices.Sort(l.seen)
	for i, id := range l.seen {
		l.changed.Kept = append(l.changed.Kept, dateline.Kept{Report: id, Moving: fmt.Append(nil, i)})
	}
}

func (l *fakeLinker) Changes() dateline.Linking {
	out := l.changed
	out.Linker = "link/7"
	l.changed = dateline.Linking{}
	return out
}

func (l *fakeLinker) Err() error { return nil }

// quick has everything happen soon.
var quick = Tuning{Backlog: 20, Batch: 8, LinkAfter: 5 * time.Millisecond, ReadTime: 10 * time.Second, Tick: time.Millisecond, Sweep: 20 * time.Millisecond, Lease: time.Second, Patience: time.Nanosecond}

func over(m *memory, o ...func(*Options)) *Pipeline {
	opts := Options{
		Reports: m, Feeds: m, Links: m, Queue: m,
		Reader: fakeReader{}, Version: "reader/7", Linker: func(context.Context) Linker { return &fakeLinker{} }, Linking: "link/7",
		Holder: "this", Workers: map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}, Tuning: quick,
	}
	for _, f := range o {
		f(&opts)
	}
	return New(opts)
}

// entriesOf are plain-text entries.
func entriesOf(texts ...string) walk {
	return func(ctx context.Context, yield func(archive.Entry) error) error {
		for i, s := range texts {
			if err := ctx.Err(); err != nil {
				return err
			}
			path := fmt.Sprintf("in/%d.txt", i)
			if err := yield(archive.Entry{Path: path, Document: dateline.Document{Path: path, Data: []byte(s)}}); err != nil {
				return err
			}
		}
		return nil
	}
}

// someReports are texts, some of which cannot be taken, read or linked.
func someReports(n int) []string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("Report number %d of the day\n\nThe army said on Monday that the road to the town number %d was closed by its men.", i, i))
	}
	out = append(out, "", "Un rapport\n\nDes hommes armés ont attaqué un convoi de l'armée dans le nord du pays lundi soir, tuant six soldats et en blessant quatre autres, selon le ministère de la défense.",
		"This one breaks the reader\n\nThe army said on Monday that the road to the town was closed.",
		"This one breaks the linker\n\nThe army said on Monday that the road to the town was closed.", out[0])
	return out
}

func collectAll(ctx context.Context, p *Pipeline, t *Tally, texts []string) error {
	return p.Until(ctx, func(ctx context.Context) error { return p.Collect(ctx, entriesOf(texts...), "in", true, t) })
}

func undisturbed(t *testing.T, texts []string) string {
	t.Helper()
	m := newMemory()
	if err := collectAll(t.Context(), over(m), &Tally{}, texts); err != nil {
		t.Fatal(err)
	}
	return m.content()
}

func TestWhatIsCollectedIsReadAndLinkedOnce(t *testing.T) {
	m := newMemory()
	var tally Tally
	if err := collectAll(t.Context(), over(m), &tally, someReports(60)); err != nil {
		t.Fatal(err)
	}
	c := tally.Count()
	if c.Seen != 65 || c.New != 63 || c.Known != 1 || c.Failed != 1 {
		t.Errorf("counted %+v", c)
	}
	if len(m.latest) != 61 || m.links != 60 || len(m.jobs) != 0 {
		t.Errorf("%d read, %d linked, %d jobs left", len(m.latest), m.links, len(m.jobs))
	}
	var why []string
	for k, q := range m.bad {
		stage, _, _ := strings.Cut(k, " ")
		why = append(why, stage+": "+string(q.Kind)+": "+q.Reason[:min(20, len(q.Reason))])
	}
	slices.Sort(why)
	want := []string{"intake: invalid: empty; give a file w", "link: internal: the linker broke off", "read: internal: the reader broke off", "read: invalid: written in French; t"}
	if d := cmp.Diff(want, why); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// noRoom is what a ledger says whose disk is full.
type noRoom struct{ error }

func (noRoom) NoSpace() {}

func TestALedgerWithoutSpaceEndsWhatWouldWaitForIt(t *testing.T) {
	texts := someReports(20)
	want := undisturbed(t, texts)
	for _, call := range []string{"File", "SaveReading", "Save"} {
		t.Run(call, func(t *testing.T) {
			m := newMemory()
			m.strike = func(name string) error {
				if name == call {
					return dateline.Errorf(dateline.Unavailable, "full: %w", noRoom{errors.New("no space")})
				}
				return nil
			}
			err := collectAll(t.Context(), over(m), &Tally{}, texts)
			if dateline.KindOf(err) != dateline.Unavailable || !errors.As(err, new(noRoom)) {
				t.Fatalf("a ledger without space ends it with %v", err)
			}
			m.strike = nil
			if err := collectAll(t.Context(), over(m), &Tally{}, texts); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(want, m.content()); d != "" {
				t.Errorf("with space again (-want +got):\n%s", d)
			}
		})
	}
}

func TestWorkBrokenOffAnywhereComesToTheSame(t *testing.T) {
	texts := someReports(20)
	want := undisturbed(t, texts)
	for kind, disturb := range map[string]func(m *memory, n int, cut func()) (count *int){
		"a call that fails": func(m *memory, n int, _ func()) *int {
			return strikes(&m.strike, n, func(string) error { return dateline.Errorf(dateline.Unavailable, "struck") })
		},
		"a call that fails after it was kept": func(m *memory, n int, _ func()) *int {
			return strikes(&m.strikeAfter, n, func(string) error { return dateline.Errorf(dateline.Unavailable, "struck") })
		},
		"the process ends before a call": func(m *memory, n int, cut func()) *int {
			return strikes(&m.strike, n, func(string) error { cut(); return errEnded })
		},
		"the process ends after a call": func(m *memory, n int, cut func()) *int {
			return strikes(&m.strikeAfter, n, func(string) error { cut(); return errEnded })
		},
		"the context is cut": func(m *memory, n int, cut func()) *int {
			return strikes(&m.strike, n, func(string) error { cut(); return nil })
		},
	} {
		t.Run(kind, func(t *testing.T) {
			t.Parallel()
			for n := 1; ; n++ {
				m := newMemory()
				ctx, cut := context.WithCancel(t.Context())
				count := disturb(m, n, cut)
				err := collectAll(ctx, over(m), &Tally{}, texts)
				struck := *count >= n
				cut()
				m.strike, m.strikeAfter, m.holder = nil, nil, ""
				for _, j := range m.jobs {
					j.taken = false // what River's rescue does for a process that ended
				}
				// Again, until it holds: first what was filed, then the input anew.
				if struck {
					if err := collectAll(t.Context(), over(m), &Tally{}, texts); err != nil {
						t.Fatalf("call %d: the second run: %v", n, err)
					}
				} else if err != nil {
					t.Fatal(err)
				}
				if d := cmp.Diff(want, m.content()); d != "" {
					t.Fatalf("broken off at call %d (-undisturbed +rerun):\n%s", n, d)
				}
				if !struck {
					if n < 20 {
						t.Errorf("only %d calls were struck", n-1)
					}
					return
				}
				if n > 60 {
					n += 6
				}
			}
		})
	}
}

var errEnded = errors.New("the process has ended")

// strikes sets a strike at the n-th call; once struck, a process that has ended
// does nothing more.
func strikes(at *func(string) error, n int, what func(name string) error) *int {
	var mu sync.Mutex
	count := new(int)
	var ended error
	*at = func(name string) error {
		mu.Lock()
		defer mu.Unlock()
		if ended != nil {
			return ended
		}
		*count++
		if *count != n {
			return nil
		}
		err := what(name)
		if errors.Is(err, errEnded) {
			ended = err
		}
		return err
	}
	return count
}

func TestPagesThatOthersFetchAreNotWaitedFor(t *testing.T) {
	m := newMemory()
	if _, err := m.Submit(t.Context(), []dateline.Job{{Stage: dateline.StageFetch, Subject: "https://news.example/theirs"}}); err != nil {
		t.Fatal(err)
	}
	var tally Tally
	if err := collectAll(t.Context(), over(m), &tally, []string{news}); err != nil {
		t.Fatal(err)
	}
	if len(m.linked) != 1 || len(m.jobs) != 1 {
		t.Errorf("%d linked, %d jobs", len(m.linked), len(m.jobs))
	}
}

func TestAReportThatTakesTooLongIsQuarantined(t *testing.T) {
	m := newMemory()
	var tally Tally
	p := over(m, func(o *Options) { o.Tuning.ReadTime = 10 * time.Millisecond })
	text := "This one holds the reader\n\nThe army said on Monday that the road to the town was closed."
	if err := collectAll(t.Context(), p, &tally, []string{text}); err != nil {
		t.Fatal(err)
	}
	for k, q := range m.bad {
		if !strings.HasPrefix(k, "read r") || !strings.HasPrefix(q.Reason, "not read within") {
			t.Errorf("%s: %s", k, q.Reason)
		}
	}
	if len(m.bad) != 1 || len(m.latest) != 0 {
		t.Errorf("%d in quarantine, %d read", len(m.bad), len(m.latest))
	}
}

func TestFilingWaitsForReading(t *testing.T) {
	m := newMemory()
	p := over(m)
	most := 0
	m.strikeAfter = func(name string) error {
		if name == "File" {
			m.mu.Lock()
			most = max(most, len(m.jobs))
			m.mu.Unlock()
		}
		return nil
	}
	if err := collectAll(t.Context(), p, &Tally{}, someReports(1000)); err != nil {
		t.Fatal(err)
	}
	if limit := quick.Backlog + filedAtOnce; most > limit {
		t.Errorf("%d jobs waited, more than the %d that may", most, limit)
	}
}

func TestANewerReaderReadsAllAgainBehindTheRest(t *testing.T) {
	m := newMemory()
	texts := someReports(10)
	if err := collectAll(t.Context(), over(m), &Tally{}, texts); err != nil {
		t.Fatal(err)
	}
	newer := func(o *Options) { o.Version, o.Reader = "reader/8", newerReader{} }
	ctx, stop := context.WithCancel(t.Context())
	p := over(m, newer)
	done := make(chan error, 1)
	go func() { done <- p.Run(ctx, true) }()
	for {
		time.Sleep(time.Millisecond)
		left, err := p.Left(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if left.Now() == 0 {
			break
		}
	}
	stop()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	old, fresh := 0, 0
	for k := range m.readings {
		if strings.HasSuffix(k, "reader/7") {
			old++
		} else {
			fresh++
		}
	}
	if old != 11 || fresh != 11 {
		t.Errorf("%d old readings, %d new ones", old, fresh)
	}
	for id, by := range m.linked {
		if by != "reader/8" {
			t.Errorf("%s is linked by %s", id, by)
		}
	}
}

type newerReader struct{}

func (newerReader) Read(r *dateline.Report) *dateline.Reading {
	return &dateline.Reading{Report: r.ID, Maker: "reader/8"}
}

func TestWhoeverStopsDoesNotWaitForAnInputThatSaysNothing(t *testing.T) {
	ctx, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer stop()
	silent := make(chan struct{})
	defer close(silent)
	entries := func(_ context.Context, yield func(archive.Entry) error) error {
		if err := yield(archive.Entry{Path: "a.txt", Document: dateline.Document{Path: "a.txt", Data: []byte(news)}}); err != nil {
			return err
		}
		<-silent
		return nil
	}
	done := make(chan error, 1)
	go func() {
		p := over(newMemory())
		done <- p.Until(ctx, func(ctx context.Context) error { return p.Collect(ctx, entries, "-", true, &Tally{}) })
	}()
	select {
	case err := <-done:
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it waits")
	}
}

func TestCollectingWaitsForALedgerThatDoesNotAnswerForAWhile(t *testing.T) {
	m := newMemory()
	gone := 0
	m.strike = func(name string) error {
		if gone++; name == "File" && gone < 8 {
			return dateline.Errorf(dateline.Unavailable, "the ledger is gone")
		}
		return nil
	}
	var tally Tally
	p := over(m, func(o *Options) { o.Tuning.Patience = 10 * time.Second })
	if err := p.Collect(t.Context(), entriesOf(someReports(3)...), "in", false, &tally); err != nil || tally.Count().New != 6 {
		t.Errorf("%v; counted %+v", err, tally.Count())
	}
}

func TestWhatIsReadAgainKeepsNothingOut(t *testing.T) {
	m := newMemory()
	for i := range 10 * quick.Backlog {
		m.submit(dateline.Job{Stage: dateline.StageRead, Subject: fmt.Sprint("r", i), Behind: true})
	}
	if ok, err := over(m).hasRoom(t.Context()); err != nil || !ok {
		t.Errorf("room: %t, %v", ok, err)
	}
	for i := range quick.Backlog + 1 {
		m.submit(dateline.Job{Stage: dateline.StageRead, Subject: fmt.Sprint("n", i)})
	}
	if ok, err := over(m).hasRoom(t.Context()); err != nil || ok {
		t.Errorf("room: %t, %v", ok, err)
	}
}
