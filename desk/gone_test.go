package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dateline"
	"dateline/desk/desktest"
)

// says makes sure that a page has all of some words.
func says(t *testing.T, h http.Handler, path string, words ...string) string {
	t.Helper()
	w := get(h, path)
	if w.Code != http.StatusOK {
		t.Fatalf("%s: %d to %s: %s", path, w.Code, w.Header().Get("Location"), w.Body)
	}
	for _, want := range words {
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s does not say %q: %s", path, want, w.Body)
		}
	}
	return w.Body.String()
}

func TestARejectedEventSaysWhatBecameOfIt(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	at := "/event/" + string(e.ID)
	late := opened(t, h, at+"/decide", "do", "confirm", "why", "as told")
	if w := post(h, at+"/decide", opened(t, h, at+"/decide", "do", "reject", "why", "a drill, no attack"), "Cookie", "name=ann"); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	id := decisions(t, l)[0].ID
	desktest.Link(t, l)
	body := says(t, h, at, "was rejected", "ann", "a drill, no attack", "/report/"+string(e.Accounts[0].Report), `action="/decision/`+id+`/undo"`)
	if strings.Count(body, `<p class="by">`) != len(e.Accounts) {
		t.Errorf("not all of %d accounts are shown: %s", len(e.Accounts), body)
	}
	if w := get(h, at+"/decide?done="+id); w.Code != 303 || w.Header().Get("Location") != at {
		t.Errorf("after the form: %d to %s", w.Code, w.Header().Get("Location"))
	}
	if w := post(h, at+"/decide", late); w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "Nothing was decided") || len(decisions(t, l)) != 1 {
		t.Errorf("a form that came too late: %d, %s", w.Code, w.Body)
	}
	back := url.Values{"token": {opened(t, h, at).Get("token")}, "why": {"it was one"}, "to": {at}}
	if w := post(h, "/decision/"+id+"/undo", back); w.Code != 303 || w.Header().Get("Location") != at {
		t.Fatal(w.Code, w.Body)
	}
	says(t, h, at, "taken back")
	desktest.Link(t, l)
	if again := says(t, h, at, "it was one"); strings.Contains(again, "was rejected") {
		t.Error("taken back and linked, the event is said to be rejected")
	}
}

func TestAMergedEventLeadsToTheOther(t *testing.T) {
	h, l := deciding(t)
	var one, other dateline.Event
	for _, e := range events(t, l) {
		switch {
		case len(e.Accounts) != 1:
		case one.ID == "":
			one = e
		case e.Story != one.Story && e.Accounts[0].Report != one.Accounts[0].Report:
			other = e
		}
	}
	at := "/event/" + string(one.ID) + "/decide"
	if w := post(h, at, opened(t, h, at, "do", "merge", "given", string(other.ID), "sure", string(other.ID), "why", "one blast")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	gone, is := one.ID, other.ID
	if _, err := l.Event(t.Context(), string(one.ID)); err == nil {
		gone, is = is, gone
	}
	says(t, h, "/event/"+string(gone), "was merged", "one blast", `href="/event/`+string(is)+`?was=`+string(gone))
	says(t, h, "/event/"+string(is)+"?was="+string(gone), string(gone)+" is told as this event now")
	if body := says(t, h, "/event/"+string(is)+"?was=%3Cb%3E"); strings.Contains(body, "is told as this event now") {
		t.Error("an ID that is none is shown")
	}
	if e, err := l.Event(t.Context(), string(is)); err != nil || len(e.Accounts) != 2 {
		t.Errorf("%+v, %v", e, err)
	}
}

func TestAnAccountRejectedAloneIsAmongTheEventsDecisions(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	at := "/event/" + string(e.ID)
	out := e.Accounts[len(e.Accounts)-1]
	// Accounts of one outlet are told apart by their words.
	for _, a := range e.Accounts {
		quote := ""
		for _, x := range a.Evidence {
			if x.Field == "type" && quote == "" {
				quote = strings.Fields(x.Quote)[0]
			}
		}
		if _, option, _ := strings.Cut(get(h, at+"/decide?edit=reject").Body.String(), `<option value="`+string(a.ID)+`">`); quote == "" || !strings.Contains(option[:strings.Index(option, "</option>")], quote) {
			t.Errorf("%s is offered without its words %q", a.ID, quote)
		}
	}
	if w := post(h, at+"/decide", opened(t, h, at+"/decide", "do", "reject-account", "account", string(out.ID), "why", "only a denial")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	id := decisions(t, l)[0].ID
	desktest.Link(t, l)
	now, err := l.Event(t.Context(), string(e.ID))
	if err != nil || len(now.Accounts) != len(e.Accounts)-1 {
		t.Fatalf("%+v, %v", now, err)
	}
	for _, path := range []string{at, at + "/decide"} {
		if body := says(t, h, path, "rejected one account alone", "only a denial", `action="/decision/`+id+`/undo"`); strings.Contains(body, "nobody looked at it") {
			t.Errorf("%s: nobody looked at it", path)
		}
	}
	// What the page offers takes it back, and both stand there.
	back := url.Values{"token": {opened(t, h, at+"/decide").Get("token")}, "why": {"it tells the attack"}, "to": {at + "/decide"}}
	if w := post(h, "/decision/"+id+"/undo", back); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	if now, err := l.Event(t.Context(), string(e.ID)); err != nil || len(now.Accounts) != len(e.Accounts) {
		t.Errorf("taken back, %d accounts tell it, %v", len(now.Accounts), err)
	}
	says(t, h, at+"/decide", "only a denial", "it tells the attack")
	// It is of no other event.
	for _, o := range events(t, l) {
		if o.ID != e.ID && strings.Contains(get(h, "/event/"+string(o.ID)+"/decide").Body.String(), "only a denial") {
			t.Errorf("%s says it too", o.ID)
		}
	}
}

func TestAFormForAnEventThatEndedGivesBackWhatWasWritten(t *testing.T) {
	h, l := deciding(t)
	es := events(t, l)
	x, y := apart(t, l)
	rejected := told(t, es)
	if rejected.ID == x.ID || rejected.ID == y.ID {
		for _, e := range es {
			if e.ID != x.ID && e.ID != y.ID {
				rejected = e
			}
		}
	}
	// Forms were open for all of them.
	forms := map[dateline.EventID]url.Values{}
	for _, e := range []dateline.Event{x, y, rejected} {
		forms[e.ID] = opened(t, h, "/event/"+string(e.ID)+"/decide", "do", "correct", "field", "roles", "item", "new", "role", "perpetrator", "name", "The Riders of Dusk", "candidate", "none", "quote", "", "why", "the second report names them")
	}
	at := "/event/" + string(rejected.ID) + "/decide"
	if w := post(h, at, opened(t, h, at, "do", "reject", "why", "a drill")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	at = "/event/" + string(x.ID) + "/decide"
	if w := post(h, at, opened(t, h, at, "do", "merge", "given", string(y.ID), "sure", string(y.ID), "why", "one attack")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	gone, is := x.ID, y.ID
	if _, err := l.Event(t.Context(), string(gone)); err == nil {
		gone, is = is, gone
	}
	for _, id := range []dateline.EventID{rejected.ID, gone} {
		w := post(h, "/event/"+string(id)+"/decide", forms[id])
		for _, want := range []string{"Nothing was decided", ">The Riders of Dusk<", ">the second report names them<"} {
			if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), want) {
				t.Errorf("%s: %d, without %q: %s", id, w.Code, want, w.Body)
			}
		}
		there := `<form method="get" action="/event/` + string(is) + `/decide">`
		if leads := strings.Contains(w.Body.String(), there); leads != (id == gone) {
			t.Errorf("%s leads to the form of another event: %v", id, leads)
		} else if leads {
			q := url.Values{}
			_, form, _ := strings.Cut(w.Body.String(), there)
			form, _, _ = strings.Cut(form, "</form>")
			for _, m := range hiddenAll.FindAllStringSubmatch(form, -1) {
				q.Add(m[1], m[2])
			}
			says(t, h, "/event/"+string(is)+"/decide?"+q.Encode(), `value="The Riders of Dusk"`, `value="the second report names them"`, `name="field" value="roles"`)
		}
	}
}
