package desk_test

import (
	"context"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// A lateLinker links when it has been asked a few times.
type lateLinker struct {
	*store.Ledger
	t     *testing.T
	asked int
	idle  bool // it does not
}

func (l *lateLinker) UnlinkedDecisions(ctx context.Context, most int) ([]string, error) {
	if l.asked++; l.asked%3 == 0 && !l.idle {
		desktest.Link(l.t, l.Ledger)
	}
	return l.Ledger.UnlinkedDecisions(ctx, most)
}

// Who merges, and who takes a merge back, sees at once what it comes to.
func TestWhatRegroupsAccountsIsSeenAtOnce(t *testing.T) {
	l := desktest.Samples(t)
	late := &lateLinker{Ledger: l, t: t}
	d, err := desk.New(desk.Options{Events: l, Records: l, Finder: l, Deciding: l, Past: l, Linking: late, Names: someNames{}, Audit: l, Sources: l, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	h := d.Handler()
	x, y := apart(t, l)
	path := "/event/" + string(x.ID) + "/decide"
	form := opened(t, h, path, "do", "merge", "given", string(y.ID), "sure", string(y.ID), "why", "one attack")
	if w := post(h, path, form); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	one := toldAs(t, l, func(a dateline.Account) bool { return a.ID == x.Accounts[0].ID })
	if len(one.Accounts) != len(x.Accounts)+len(y.Accounts) {
		t.Fatalf("merged, it has %d accounts", len(one.Accounts))
	}
	there := "/event/" + string(one.ID) + "/decide"
	if body := get(h, there).Body.String(); strings.Contains(body, "It shows when") {
		t.Error("what is linked is said to wait")
	}
	undo := opened(t, h, there, "why", "two after all", "to", there)
	undo.Del("do")
	if w := post(h, "/decision/"+decisions(t, l)[0].ID+"/undo", undo); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	for _, e := range []dateline.Event{x, y} {
		now := toldAs(t, l, func(a dateline.Account) bool { return a.ID == e.Accounts[0].ID })
		if now.ID != e.ID || len(now.Accounts) != len(e.Accounts) {
			t.Errorf("taken back, %s is %s with %d accounts of %d", e.ID, now.ID, len(now.Accounts), len(e.Accounts))
		}
	}
	// An account that was split off is led to, and what was taken back is said.
	path = "/event/" + string(x.ID) + "/decide"
	w := post(h, path, opened(t, h, path, "do", "split", "account", string(x.Accounts[1].ID), "why", "another one"))
	off := toldAs(t, l, func(a dateline.Account) bool { return a.ID == x.Accounts[1].ID })
	to, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	if w.Code != 303 || off.ID == x.ID || !strings.Contains(get(h, to).Body.String(), `It is told as: <a href="/event/`+string(off.ID)+`/decide"`) {
		t.Errorf("%d: %s does not lead to %s", w.Code, to, off.ID)
	}
	ds := decisions(t, l)
	undo = opened(t, h, path, "why", "the same", "to", path)
	undo.Del("do")
	w = post(h, "/decision/"+ds[len(ds)-1].ID+"/undo", undo)
	if to, _, _ = strings.Cut(w.Header().Get("Location"), "#"); w.Code != 303 || !strings.Contains(get(h, to).Body.String(), `id="done"`) {
		t.Errorf("%d: %s does not say what was taken back", w.Code, to)
	}
	// Where linking is slow the page says so, and of what is laid over at once it says nothing.
	late.idle = true
	if w := post(h, path, opened(t, h, path, "do", "correct", "field", "type", "value", "protest", "why", "a march")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	if body := get(h, path).Body.String(); strings.Contains(body, "It shows when") || !strings.Contains(body, "protest") {
		t.Error("a correction is said to wait")
	}
	asked := late.asked
	if w := post(h, path, opened(t, h, path, "do", "merge", "given", string(y.ID), "sure", string(y.ID), "why", "one attack")); w.Code != 303 || late.asked < asked+3 {
		t.Fatal(w.Code, late.asked-asked)
	}
	for _, p := range []string{path, "/event/" + string(x.ID)} {
		if body := get(h, p).Body.String(); !strings.Contains(body, "It shows when") {
			t.Errorf("%s does not say that the merge waits to be linked", p)
		}
	}
}
