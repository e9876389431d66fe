package desk_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"dateline"
	"dateline/desk/desktest"
)

// told is an event of the samples that several reports tell, with a place and figures.
func told(t *testing.T, es []dateline.Event) dateline.Event {
	t.Helper()
	for _, e := range es {
		if len(e.Accounts) > 2 && len(e.Roles) > 0 && len(e.Casualties) > 0 && len(e.Places) > 0 && e.Places[0].Lat != nil && len(e.Claims) > 0 {
			return e
		}
	}
	t.Fatal("the samples have no such event")
	return dateline.Event{}
}

func TestEachActionIsDecidedAndTakenBack(t *testing.T) {
	h, l := deciding(t)
	es := events(t, l)
	e := told(t, es)
	path := "/event/" + string(e.ID) + "/decide"
	beside := fmt.Sprintf("%.1f", *e.Places[0].Lat+.2)
	var other dateline.Event
	for _, o := range es {
		if o.ID != e.ID && len(dateline.TellBoth(&e, &o)) == 0 {
			other = o
		}
	}
	for name, c := range map[string]struct {
		form   []string
		verb   dateline.Verb
		on     int
		number int
		holds  func(dateline.Event) bool
	}{
		"confirm":      {[]string{"do", "confirm"}, dateline.VerbConfirm, len(e.Accounts), 1, func(x dateline.Event) bool { return x.Review.State == dateline.ReviewConfirmed }},
		"reject":       {[]string{"do", "reject"}, dateline.VerbReject, len(e.Accounts), 1, func(x dateline.Event) bool { return x.Review.State == dateline.ReviewRejected }},
		"one account":  {[]string{"do", "reject-account", "account", string(e.Accounts[1].ID)}, dateline.VerbReject, len(e.Accounts), 1, func(x dateline.Event) bool { return x.Review.State != dateline.ReviewRejected }},
		"merge":        {[]string{"do", "merge", "given", "http://127.0.0.1:8017/event/" + string(other.ID), "sure", string(other.ID)}, dateline.VerbMerge, 2, 1, func(x dateline.Event) bool { return x.Review != nil }},
		"split off":    {[]string{"do", "split", "account", string(e.Accounts[1].ID)}, dateline.VerbSplit, 2, len(e.Accounts) - 1, func(x dateline.Event) bool { return x.Review != nil }},
		"retype":       {[]string{"do", "correct", "field", "type", "value", "attack.mine · Mine"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return x.Type == "attack.mine" }},
		"not happened": {[]string{"do", "correct", "field", "occurrence", "value", "did-not-happen"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return x.Status == dateline.StatusDidNotHappen && !x.Countable }},
		"not known":    {[]string{"do", "correct", "field", "occurrence", "value", "unknown"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return x.Status == dateline.StatusUnknown && !x.Countable }},
		"day":          {[]string{"do", "correct", "field", "time", "from", "2025-03-05"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return x.Time.Start.String() == "2025-03-05" }},
		"move by name": {[]string{"do", "correct", "field", "places", "item", "0", "name", "Springfield", "candidate", "Southland/Springfield"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return *x.Places[0].Lat == -10 && x.Places[0].Path[0] == "Southland" }},
		"move by hand": {[]string{"do", "correct", "field", "places", "item", "0", "name", e.Places[0].Name, "candidate", "as-is", "lat", beside, "lon", fmt.Sprint(*e.Places[0].Lon), "radius", "3"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool {
			return fmt.Sprint(*x.Places[0].Lat) == beside && *x.Places[0].RadiusKM == 3
		}},
		"figure":     {[]string{"do", "correct", "field", "casualties", "item", "0", "status", "killed", "side", "civilian", "low", "40", "high", "41"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return *x.Casualties[0].Low == 40 && *x.Tolls[0].High == 41 }},
		"new figure": {[]string{"do", "correct", "field", "casualties", "item", "new", "status", "missing", "side", "unknown", "low", "2", "quote", e.Accounts[0].Evidence[0].Quote}, dateline.VerbAdd, 2, 1, func(x dateline.Event) bool { return len(x.Casualties) == len(e.Casualties)+1 }},
		"actor": {[]string{"do", "correct", "field", "roles", "item", "new", "role", "perpetrator", "name", "the Front", "candidate", "a-front", "quote", e.Accounts[0].Evidence[0].Quote}, dateline.VerbAdd, 2, 1, func(x dateline.Event) bool {
			r := x.Roles[len(x.Roles)-1]
			return *r.Actor == "a-front" && r.Name == "A Front"
		}},
		"take away by its button": {[]string{"field", "roles", "item", "0", "remove", "1"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return len(x.Roles) == len(e.Roles)-1 }},
		"take away":               {[]string{"do", "correct", "field", "roles", "item", "0", "remove", "1"}, dateline.VerbCorrect, 1, 1, func(x dateline.Event) bool { return len(x.Roles) == len(e.Roles)-1 }},
		"denial":                  {[]string{"do", "correct", "field", "claims", "item", "new", "kind", "denial", "by", "A Front"}, dateline.VerbAdd, 1, 1, func(x dateline.Event) bool { return len(x.Claims) == len(e.Claims)+1 }},
		"right as it is":          {[]string{"do", "keep", "field", "places"}, dateline.VerbConfirm, 1, 1, func(x dateline.Event) bool { return x.Review.Fields["places"].Verb == dateline.VerbConfirm }},
	} {
		before := len(decisions(t, l))
		form := opened(t, h, path, append(c.form, "why", "test of "+name)...)
		for range 2 { // sent twice
			if w := post(h, path, form); w.Code != http.StatusSeeOther {
				t.Fatalf("%s: %d: %s", name, w.Code, w.Body)
			}
		}
		ds := decisions(t, l)[before:]
		if len(ds) != c.number || ds[0].Verb != c.verb || len(ds[0].On) != c.on || ds[0].Why != "test of "+name {
			t.Fatalf("%s: %+v", name, ds)
		}
		if body := get(h, "/decisions").Body.String(); !strings.Contains(body, `href="/decision/`+ds[0].ID+`"`) {
			t.Errorf("%s: the latest decisions do not list it", name)
		}
		x, err := l.Event(t.Context(), string(e.ID))
		if err != nil || x.Review == nil || !c.holds(*x) {
			t.Errorf("%s: the event is %+v, %v", name, x, err)
		}
		undo := url.Values{"token": {opened(t, h, path).Get("token")}, "why": {"no"}, "to": {path}}
		for range 2 {
			if w := post(h, "/decision/"+ds[0].ID+"/undo", undo); w.Code != http.StatusSeeOther {
				t.Fatalf("%s: undo: %d: %s", name, w.Code, w.Body)
			}
		}
		if again, err := l.Event(t.Context(), string(e.ID)); err != nil || again.Review != nil || again.Type != e.Type || len(again.Roles) != len(e.Roles) {
			t.Errorf("%s: taken back, the event is not as it was: %+v", name, again.Review)
		}
		if all := decisions(t, l); len(all) != before+2*c.number {
			t.Errorf("%s: %d decisions and undos, want %d", name, len(all)-before, 2*c.number)
		}
	}
}

func TestWhoSitsAtTheMachineGivesTheirName(t *testing.T) {
	h, _ := deciding(t)
	for name, want := range map[string]int{"ann": 303, "": 303, "Ann Other": 400, "<b>": 400, strings.Repeat("x", 80): 400} {
		w := post(h, "/name", url.Values{"name": {name}, "to": {"/"}})
		if w.Code != want || (want == 400) != (w.Header().Get("Set-Cookie") == "") {
			t.Errorf("%q: %d, %q", name, w.Code, w.Header().Get("Set-Cookie"))
		}
	}
	if body := get(h, "/", "Cookie", "name=ann").Body.String(); !strings.Contains(body, ">ann<") {
		t.Error("the name is not shown")
	}
	if body := get(h, "/", "Cookie", "name=../x").Body.String(); !strings.Contains(body, ">editor<") {
		t.Error("a name that is none is taken")
	}
}

func TestAnAddedEventIsNotTheOneOnTheSameWords(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	a := e.Accounts[0]
	at, path := "/event/"+string(e.ID), "/report/"+string(a.Report)
	if w := post(h, at+"/decide", opened(t, h, at+"/decide", "do", "confirm", "why", "read against both")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	words := dateline.Refer("", &a, "").Span
	form := opened(t, h, path+"/mark?edit=1", "quote", "x", "start", strconv.Itoa(words.Start), "end", strconv.Itoa(words.End-1), "value", "attack.arson", "occurrence", "happened", "basis", "reported", "background", "false", "why", "missed")
	if w := post(h, path+"/mark", form); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	page := says(t, h, path, "added</span>")
	if strings.Count(page, `class="key ev-`) < 2 {
		t.Errorf("what was added is not listed: %s", page)
	}
	desktest.Link(t, l)
	var added dateline.Event
	for _, x := range events(t, l) {
		if len(x.Accounts) == 1 && x.Accounts[0].Maker == dateline.Person {
			added = x
		}
	}
	if added.Review == nil || added.Review.State != dateline.ReviewAdded || added.Type != "attack.arson" {
		t.Fatalf("%+v", added)
	}
	now, err := l.Event(t.Context(), string(e.ID))
	if err != nil || len(now.Accounts) != len(e.Accounts) || now.Review.State != dateline.ReviewConfirmed {
		t.Fatalf("%+v, %v", now, err)
	}
	if body := says(t, h, "/event/"+string(added.ID)+"/decide", "missed"); strings.Contains(body, "read against both") {
		t.Error("the added event has the other's confirmation")
	}
	if body := says(t, h, at+"/decide", "read against both"); strings.Contains(body, "missed") {
		t.Error("the event is said to be added")
	}
	says(t, h, path, `<a href="/event/`+string(added.ID)+`">`)
	there := "/event/" + string(added.ID) + "/decide"
	if w := post(h, there, opened(t, h, there, "do", "correct", "field", "type", "value", "attack.mine", "why", "a mine")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	if now, err := l.Event(t.Context(), string(e.ID)); err != nil || now.Type != e.Type {
		t.Errorf("the other event is corrected: %+v, %v", now, err)
	}
	if now, err := l.Event(t.Context(), string(added.ID)); err != nil || now.Type != "attack.mine" {
		t.Errorf("%+v, %v", now, err)
	}
}
