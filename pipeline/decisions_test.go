package pipeline

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/reader"
	"dateline/store"
)

// sources are a ledger's, for a linker.
type sources struct {
	ctx context.Context
	l   *store.Ledger
}

func (s sources) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return s.l.Source(s.ctx, id)
}

func (s sources) Fixed(id dateline.ReportID) ([]byte, error) { return s.l.Fixed(s.ctx, id) }

// What people decide is in what a ledger lists, whichever process links, and is gone
// from it when it is undone.
func TestDecisionsAreInWhatALedgerLists(t *testing.T) {
	s := openLedger(t, filepath.Join(t.TempDir(), "l.db"))
	rd := reader.New(reader.Options{})
	process := func() *Pipeline {
		q := quick
		q.Tick = 10 * time.Millisecond
		return New(Options{Reports: s, Links: s, Queue: s, Reader: rd, Version: reader.Version, Linking: link.Version, Holder: "this",
			Linker:  func(ctx context.Context) Linker { return link.Open(link.Options{}, sources{ctx, s.l}) },
			Workers: map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}, Tuning: q})
	}
	first := process()
	run := func(p *Pipeline, texts ...string) {
		t.Helper()
		if err := p.Until(t.Context(), func(ctx context.Context) error {
			return p.Collect(ctx, entriesOf(texts...), "here", true, &Tally{})
		}); err != nil {
			t.Fatal(err)
		}
	}
	events := func(q dateline.Query) []dateline.Event {
		t.Helper()
		page, err := s.l.Events(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		return page.Items
	}
	run(first, "title: Four traders killed in Jalingo market\noutlet: Plain Wire\npublished: 2023-05-03\n\nGunmen killed four traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said. The market was shut by dusk.")
	all := events(dateline.Query{})
	if len(all) != 1 || all[0].Review != nil {
		t.Fatalf("%d events", len(all))
	}
	r, err := s.l.Report(t.Context(), all[0].Accounts[0].Report)
	if err != nil {
		t.Fatal(err)
	}
	decide := func(d dateline.Decision) {
		t.Helper()
		if _, err := s.l.Decide(t.Context(), []dateline.Decision{d}); err != nil {
			t.Fatal(err)
		}
	}
	bombing := `"attack.bombing"`
	decide(dateline.Decision{ID: "d1", By: "ann", Verb: dateline.VerbCorrect, After: &bombing, On: []dateline.Referent{dateline.Refer(r.SHA256, &all[0].Accounts[0], "type")}})
	run(first)
	if got := events(dateline.Query{Types: []dateline.EventCode{"attack.bombing"}}); len(got) != 1 || got[0].Review == nil || got[0].Review.State != dateline.ReviewCorrected || got[0].ID != all[0].ID {
		t.Errorf("corrected: %+v", got)
	}
	decide(dateline.Decision{ID: "d2", By: "ann", Verb: dateline.VerbReject, On: []dateline.Referent{dateline.Refer(r.SHA256, &all[0].Accounts[0], "")}})
	missed := `{"type": "announcement"}`
	shut := len(r.Text) - len("The market was shut by dusk.")
	decide(dateline.Decision{ID: "d3", By: "ann", Verb: dateline.VerbAdd, After: &missed, On: []dateline.Referent{{Report: r.SHA256, Span: dateline.Span{Start: shut, End: len(r.Text)}}}})
	other := process() // it knows what the first kept
	run(other)
	got := events(dateline.Query{})
	if len(got) != 1 || got[0].Type != "announcement" || got[0].Review == nil || got[0].Review.State != dateline.ReviewAdded || got[0].Accounts[0].Maker != dateline.Person {
		t.Fatalf("rejected and added: %+v", got)
	}
	for i, id := range []string{"d2", "d3", "d1"} {
		decide(dateline.Decision{ID: "u" + id, By: "ann", Verb: dateline.VerbUndo, Undoes: id})
		if i > 0 {
			run([]*Pipeline{first, other, process()}[i])
		}
	}
	if got := events(dateline.Query{}); len(got) != 1 || got[0].ID != all[0].ID || got[0].Type != all[0].Type || got[0].Review != nil {
		t.Errorf("undone: %+v", got)
	}
	defer func() {
		if err := s.l.Close(); err != nil {
			t.Error(err)
		}
	}()
	if found, err := s.l.Verify(t.Context(), nil); err != nil || len(found) > 0 {
		t.Errorf("verified: %v, %v", found, err)
	}
}

// A process that reads nothing links what is decided, and lets another link beside it.
func TestWhatIsDecidedIsLinkedByAProcessThatReadsNothing(t *testing.T) {
	s := openLedger(t, filepath.Join(t.TempDir(), "l.db"))
	defer func() {
		if err := s.l.Close(); err != nil {
			t.Error(err)
		}
	}()
	process := func(holder string) *Pipeline {
		q := quick
		q.Tick = 10 * time.Millisecond
		return New(Options{Reports: s, Links: s, Queue: s, Reader: reader.New(reader.Options{}), Version: reader.Version, Linking: link.Version, Holder: holder,
			Linker:  func(ctx context.Context) Linker { return link.Open(link.Options{}, sources{ctx, s.l}) },
			Workers: map[dateline.Stage]int{dateline.StageRead: 1, dateline.StageLink: 1}, Tuning: q})
	}
	that := process("that")
	if err := that.Until(t.Context(), func(ctx context.Context) error {
		return that.Collect(ctx, entriesOf("title: Two guards killed at a depot\noutlet: Plain Wire\npublished: 2023-05-03\n\nGunmen killed two guards at a fuel depot in Jalingo on Tuesday, police said."), "here", true, &Tally{})
	}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); process("this").Link(ctx) }()
	listed := func() int {
		page, err := s.l.Events(t.Context(), dateline.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Items)
	}
	page, err := s.l.Events(t.Context(), dateline.Query{})
	if err != nil || len(page.Items) != 1 {
		t.Fatalf("%d events, %v", len(page.Items), err)
	}
	a := page.Items[0].Accounts[0]
	r, err := s.l.Report(t.Context(), a.Report)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.l.Decide(t.Context(), []dateline.Decision{{ID: "d1", By: "ann", Verb: dateline.VerbReject, On: []dateline.Referent{dateline.Refer(r.SHA256, &a, "")}}}); err != nil {
		t.Fatal(err)
	}
	for until := time.Now().Add(20 * time.Second); listed() > 0; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(until) {
			t.Fatal("what was rejected is listed still")
		}
	}
	stop()
	<-ended
	if mine, err := s.l.Lease(t.Context(), "another", time.Minute); err != nil || !mine {
		t.Errorf("the lease was not given back: %t, %v", mine, err)
	}
}
