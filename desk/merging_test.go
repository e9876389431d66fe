package desk_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/desk/desktest"
	"dateline/store"
)

// apart are two events of two stories, days and countries, one of them told by several reports.
func apart(t *testing.T, l *store.Ledger) (x, y dateline.Event) {
	t.Helper()
	es := events(t, l)
	for _, x := range es {
		for _, y := range es {
			if len(x.Accounts) > 2 && x.Time.Start != nil && y.Time.Start != nil && y.Time.Start.Sub(*x.Time.Start) > 3 && x.Country() != y.Country() && y.Country() != "" && len(dateline.TellBoth(&x, &y)) == 0 {
				return x, y
			}
		}
	}
	t.Fatal("the samples have no such events")
	return x, y
}

var hiddenAll = regexp.MustCompile(`<input type="hidden" name="([^"]+)" value="([^"]*)">`)

func TestMergingWhatDiffersIsAskedFor(t *testing.T) {
	h, l := deciding(t)
	x, y := apart(t, l)
	path := "/event/" + string(x.ID) + "/decide"
	form := opened(t, h, path, "do", "merge", "given", string(y.ID), "why", "one attack")
	w := post(h, path, form)
	for _, want := range []string{"Are these one event?", "different stories", x.Country(), y.Country(), "days apart", `name="sure" value="` + string(y.ID) + `"`} {
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), want) {
			t.Errorf("%d, without %q: %s", w.Code, want, w.Body)
		}
	}
	if len(decisions(t, l)) != 0 {
		t.Fatal("it was decided before it was asked")
	}
	form.Set("sure", "e0000000000000000") // of another event
	if w := post(h, path, form); w.Code != http.StatusOK || len(decisions(t, l)) != 0 {
		t.Errorf("what was sure of another event: %d", w.Code)
	}
	for _, m := range hiddenAll.FindAllStringSubmatch(w.Body.String(), -1) {
		form.Set(m[1], m[2])
	}
	if w := post(h, path, form); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	one, gone := x.ID, y.ID
	if _, err := l.Event(t.Context(), string(one)); err != nil {
		one, gone = gone, one
	}
	e, err := l.Event(t.Context(), string(one))
	if err != nil || len(e.Accounts) != len(x.Accounts)+len(y.Accounts) {
		t.Fatalf("%+v, %v", e, err)
	}
	says(t, h, "/event/"+string(gone), "was merged")
	// One account leaves it, and with it none of the others.
	left := slices.IndexFunc(e.Accounts, func(a dateline.Account) bool { return a.ID == x.Accounts[0].ID })
	there := "/event/" + string(e.ID) + "/decide"
	if w := post(h, there, opened(t, h, there, "do", "split", "account", string(e.Accounts[left].ID), "why", "another one")); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	for _, now := range events(t, l) {
		if slices.ContainsFunc(now.Accounts, func(a dateline.Account) bool { return a.ID == y.Accounts[0].ID }) && len(now.Accounts) != len(e.Accounts)-1 {
			t.Errorf("an account was split off and %d of %d are left", len(now.Accounts), len(e.Accounts))
		}
	}
}

func TestMergingWhatOneReportTellsTwiceAsksWhichIsKept(t *testing.T) {
	h, l := deciding(t)
	var x, y dateline.Event
	for i, e := range events(t, l) {
		for _, o := range events(t, l)[i+1:] {
			if both := dateline.TellBoth(&e, &o); len(both) > 0 && len(e.Accounts)+len(o.Accounts) > len(x.Accounts)+len(y.Accounts) {
				x, y = e, o
			}
		}
	}
	both := dateline.TellBoth(&x, &y)
	if len(x.Accounts)+len(y.Accounts) < 3 {
		t.Fatal("the samples have no such events")
	}
	path := "/event/" + string(x.ID) + "/decide"
	form := opened(t, h, path, "do", "merge", "given", string(y.ID), "why", "told twice")
	w := post(h, path, form)
	for _, b := range both {
		for _, a := range append(b.X, b.Y...) {
			if !strings.Contains(w.Body.String(), `name="keep.`+string(b.Report)+`" value="`+string(a.ID)+`"`) {
				t.Errorf("it is not asked whether %s is kept: %s", a.ID, w.Body)
			}
		}
	}
	form.Set("sure", string(y.ID))
	if w := post(h, path, form); w.Code != http.StatusBadRequest || len(decisions(t, l)) != 0 {
		t.Errorf("without an answer: %d", w.Code)
	}
	for _, b := range both {
		form.Set("keep."+string(b.Report), string(b.X[0].ID))
	}
	if w := post(h, path, form); w.Code != http.StatusSeeOther {
		t.Fatal(w.Code, w.Body)
	}
	ds := decisions(t, l)
	if last := ds[len(ds)-1]; last.Verb != dateline.VerbReject || len(last.On) != len(both) {
		t.Errorf("%+v", ds)
	}
	desktest.Link(t, l)
	for _, e := range events(t, l) {
		if slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return a.ID == x.Accounts[0].ID }) {
			if want := len(x.Accounts) + len(y.Accounts) - len(both); len(e.Accounts) != want {
				t.Errorf("%d accounts, want %d", len(e.Accounts), want)
			}
			return
		}
	}
	t.Error("the event is gone")
}
