package desk_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// deciding is a desk on the samples at which people decide, with its ledger.
func deciding(t *testing.T) (http.Handler, *store.Ledger) {
	t.Helper()
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l, Records: l, Finder: l, Deciding: l, Past: l, Names: someNames{}, Audit: l, Sources: l, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return d.Handler(), l
}

// someNames knows two towns of one name and one group.
type someNames struct{}

func (someNames) Places(name string, most int) []dateline.PlaceRef {
	if !strings.EqualFold(name, "Springfield") {
		return nil
	}
	at := func(country string, lat, lon float64) dateline.PlaceRef {
		r := 5.0
		return dateline.PlaceRef{Name: "Springfield", Path: []string{country, "Springfield"}, Level: "town", Lat: &lat, Lon: &lon, RadiusKM: &r}
	}
	return []dateline.PlaceRef{at("Northland", 10.5, 20.25), at("Southland", -10, 30)}[:min(most, 2)]
}

func (n someNames) Near(lat, lon float64, most int) []dateline.PlaceRef {
	all := n.Places("Springfield", 2)
	if lat < 0 {
		slices.Reverse(all)
	}
	return all[:min(most, 2)]
}

func (n someNames) Within(south, _, north, _ float64, most int) []dateline.PlaceRef {
	return slices.DeleteFunc(n.Places("Springfield", most), func(p dateline.PlaceRef) bool { return *p.Lat < south || *p.Lat > north })
}

func (someNames) Actors(name string, _ int) []desk.NamedActor {
	if strings.Contains(strings.ToLower(name), "front") {
		return []desk.NamedActor{{ID: "a-front", Name: "A Front"}}
	}
	return nil
}

func (someNames) Actor(id dateline.ActorID) (string, bool) { return "A Front", id == "a-front" }

// events are those of a ledger that count.
func events(t *testing.T, l *store.Ledger) []dateline.Event {
	t.Helper()
	found, err := l.Events(t.Context(), dateline.Query{All: true, Limit: 100})
	if err != nil || len(found.Items) < 12 {
		t.Fatal(len(found.Items), err)
	}
	return found.Items
}

// decisions are all of a ledger.
func decisions(t *testing.T, l *store.Ledger) []dateline.Decision {
	t.Helper()
	ds, err := l.Decisions(t.Context(), 0)
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

// post sends a form as the browser of somebody at this machine does.
func post(h http.Handler, path string, v url.Values, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://127.0.0.1:8017"+path, strings.NewReader(v.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "same-origin")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

var hiddenInput = regexp.MustCompile(`<input type="hidden" name="(token|seen|last)" value="([^"]*)">`)

// opened is what a form of a page carries.
func opened(t *testing.T, h http.Handler, path string, more ...string) url.Values {
	t.Helper()
	w := get(h, path)
	if w.Code != 200 {
		t.Fatalf("%s: %d: %s", path, w.Code, w.Body)
	}
	v := url.Values{}
	for _, m := range hiddenInput.FindAllStringSubmatch(w.Body.String(), -1) {
		if !v.Has(m[1]) {
			v.Set(m[1], m[2])
		}
	}
	if v.Get("token") == "" {
		t.Fatalf("%s has no form", path)
	}
	for i := 0; i+1 < len(more); i += 2 {
		v.Set(more[i], more[i+1])
	}
	return v
}

func TestTenEventsAreDecidedWithTheKeyboardAlone(t *testing.T) {
	h, l := deciding(t)
	tab := desktest.Open(t, h)
	press := func(keys string) { t.Helper(); tab.Do(chromedp.KeyEvent(keys)) }
	// await waits for the page after the next.
	marked := func() { desktest.Eval[bool](tab, "window.before = true") }
	arrived := func() {
		t.Helper()
		tab.Until("!window.before && document.readyState === 'complete' && !document.querySelector('.keyhint')?.hidden")
	}
	leads := func(keys string) { t.Helper(); marked(); press(keys); arrived() }
	for _, look := range []desktest.Look{desktest.Looks[0], desktest.Looks[2]} {
		tab.As(look)
		tab.Go("/decide")
		for i := range 5 {
			here := desktest.Eval[string](tab, "location.pathname")
			switch i {
			case 1: // corrects the first day
				leads("d")
				tab.Do(chromedp.SendKeys("#from", "03052025"))
				press(kb.Tab + kb.Tab)
				tab.Do(chromedp.Focus("#why"), chromedp.KeyEvent("the words say so"))
				leads(kb.Enter)
			case 3: // corrects the type
				leads("t")
				press("attack.arson")
				press(kb.Tab)
				tab.Do(chromedp.Focus("#why"), chromedp.KeyEvent("houses burned"))
				leads(kb.Enter)
			default:
				leads("c")
			}
			if state := tab.Text(".state .chip"); state != "confirmed" && state != "corrected" {
				t.Errorf("%s, %d, %s: after it is decided it is %q: %s", look.Name, i, here, state, tab.Text("#done"))
			}
			leads("n")
			if now := desktest.Eval[string](tab, "location.pathname"); now == here {
				t.Errorf("%s: n leads from %s to %s", look.Name, here, now)
			}
		}
	}
	ds := decisions(t, l)
	count := map[dateline.Verb]int{}
	on := map[dateline.Referent]bool{}
	for _, d := range ds {
		count[d.Verb]++
		ref := d.On[0]
		ref.Field = ""
		on[ref] = true
		if d.Why == "" || d.By != "editor" || d.Codebook == "" || d.At == nil {
			t.Errorf("%+v says not why, by whom, when or by which codebook", d)
		}
	}
	if len(ds) != 10 || len(on) != 10 || count[dateline.VerbConfirm] != 6 || count[dateline.VerbCorrect] != 4 {
		t.Errorf("%d decisions on %d events: %v", len(ds), len(on), count)
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

func TestPagesOfDecidingHoldInABrowser(t *testing.T) {
	h, l := deciding(t)
	var two dateline.Event
	for _, e := range events(t, l) {
		if len(e.Accounts) > 1 && len(e.Roles) > 0 && len(e.Casualties) > 0 && len(e.Places) > 0 {
			two = e
		}
	}
	path := "/event/" + string(two.ID) + "/decide"
	if w := post(h, path, opened(t, h, path, "do", "confirm", "why", "as told")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	var gone dateline.Event
	for _, e := range events(t, l) {
		if e.ID != two.ID && len(e.Accounts) > 1 {
			gone = e
		}
	}
	if w := post(h, "/event/"+string(gone.ID)+"/decide", opened(t, h, "/event/"+string(gone.ID)+"/decide", "do", "reject", "why", "a drill")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	says(t, h, "/event/"+string(gone.ID), "was rejected")
	tab := desktest.Open(t, h)
	report := "/report/" + string(two.Accounts[0].Report)
	for _, p := range []string{"/event/" + string(gone.ID), "/event/" + string(two.ID), report, report + "/mark", path, "/decisions", "/decision/" + decisions(t, l)[0].ID} {
		tab.Check(p)
	}
	for _, p := range []string{path + "?edit=places&item=0", path + "?edit=roles&item=new", path + "?edit=casualties&item=0", path + "?edit=merge", path + "?edit=split", path + "?edit=reject", path + "?edit=type", report + "/mark?edit=1"} {
		tab.CheckPart(p, "#edit")
	}
	tab.Go(path)
	tab.Do(chromedp.KeyEvent("?"), chromedp.WaitVisible("#keys[open]"))
	tab.CheckHere(desktest.Looks[3], "keys")
	var twice dateline.Event // a report tells it and the other
	for _, e := range events(t, l) {
		if e.ID != two.ID && len(dateline.TellBoth(&two, &e)) > 0 {
			twice = e
		}
	}
	for _, look := range desktest.Looks {
		tab.As(look)
		tab.Go(path + "?edit=merge")
		tab.Do(chromedp.SendKeys("#given", string(twice.ID)), chromedp.SendKeys("#why", "one attack"), chromedp.Click("#edit button.main:not([hidden])"), chromedp.WaitVisible(`[name="sure"] ~ fieldset`))
		tab.CheckHere(look, "mergesure")
		tab.Go(path + "?edit=places&item=0")
		tab.Do(chromedp.SetValue("#name", "Springfield"), chromedp.SendKeys("#why", "misread"), chromedp.Click("#edit button.main:not([hidden])"), chromedp.WaitVisible(`fieldset input[value="alone"]`))
		tab.CheckHere(look, "placesure")
	}
}

func TestTwoPeopleAtOneEventDoNotOverwriteEachOther(t *testing.T) {
	h, l := deciding(t)
	e := events(t, l)[0]
	path := "/event/" + string(e.ID) + "/decide"
	first := opened(t, h, path, "do", "correct", "field", "type", "value", "attack.arson", "why", "fire")
	second := opened(t, h, path, "do", "correct", "field", "type", "value", "attack.mine", "why", "a mine")
	if w := post(h, path, first, "Cookie", "name=ann"); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	w := post(h, path, second, "Cookie", "name=bob")
	if w.Code != http.StatusConflict || !strings.Contains(w.Body.String(), "fire") || !strings.Contains(w.Body.String(), "ann") {
		t.Fatalf("%d: %s", w.Code, w.Body)
	}
	if ds := decisions(t, l); len(ds) != 1 || ds[0].By != "ann" {
		t.Fatalf("%+v", ds)
	}
	// Who has seen what the other decided may go on.
	for _, m := range regexp.MustCompile(`<input type="hidden" name="(\w+)" value="([^"]*)">`).FindAllStringSubmatch(w.Body.String(), -1) {
		second.Set(m[1], m[2])
	}
	if w := post(h, path, second, "Cookie", "name=bob"); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	if ds := decisions(t, l); len(ds) != 2 || *ds[1].Before != `"attack.arson"` || *ds[1].After != `"attack.mine"` {
		t.Errorf("%+v", ds)
	}
	if body := get(h, path).Body.String(); !strings.Contains(body, "attack.mine") {
		t.Error("the event is not shown as it was decided last")
	}
}

func TestManyAtOnceDecideOnce(t *testing.T) {
	h, l := deciding(t)
	path := "/event/" + string(events(t, l)[0].ID) + "/decide"
	form := opened(t, h, path, "do", "confirm", "why", "as told")
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if w := post(h, path, form); w.Code != 303 {
				t.Error(w.Code, w.Body)
			}
		})
	}
	wg.Wait()
	if ds := decisions(t, l); len(ds) != 1 {
		t.Errorf("%d decisions of one form", len(ds))
	}
}

func TestFormsThatAreForgedOrForeignChangeNothing(t *testing.T) {
	h, l := deciding(t)
	es := events(t, l)
	e := es[0]
	path := "/event/" + string(e.ID) + "/decide"
	other := es[1].Accounts[0]
	for name, c := range map[string]struct {
		path string
		more []string
		want int
	}{
		"no such event":              {"/event/e00000000/decide", []string{"do", "confirm", "why", "x"}, 404},
		"a path":                     {"/event/..%2f..%2fetc/decide", []string{"do", "confirm", "why", "x"}, 400},
		"no reason":                  {path, []string{"do", "confirm", "why", "  "}, 400},
		"a reason beyond all bounds": {path, []string{"do", "confirm", "why", strings.Repeat("x", 5000)}, 400},
		"a token of theirs":          {path, []string{"do", "confirm", "why", "x", "token", "d1"}, 400},
		"nothing that is done":       {path, []string{"do", "drop", "why", "x"}, 400},
		"an account of another":      {path, []string{"do", "reject-account", "account", string(other.ID), "why", "x"}, 400},
		"a report of another":        {path, []string{"do", "correct", "field", "time", "from", "2024-03-05", "report", string(other.Report), "start", "0", "end", "5", "why", "x"}, 400},
		"words beyond the report":    {path, []string{"do", "correct", "field", "time", "from", "2024-03-05", "start", "0", "end", "99999999", "why", "x"}, 400},
		"words that are not there":   {path, []string{"do", "correct", "field", "time", "from", "2024-03-05", "quote", "never said", "why", "x"}, 400},
		"no field":                   {path, []string{"do", "correct", "field", "id", "value", "x", "why", "x"}, 400},
		"no type":                    {path, []string{"do", "correct", "field", "type", "value", "attack.nothing", "why", "x"}, 400},
		"no day":                     {path, []string{"do", "correct", "field", "time", "from", "2024-13-45", "why", "x"}, 400},
		"no day of that month":       {path, []string{"do", "correct", "field", "time", "from", "2023-02-29", "why", "x"}, 400},
		"a slip of the keys":         {path, []string{"do", "correct", "field", "time", "from", "0024-03-05", "why", "x"}, 400},
		"ends before it starts":      {path, []string{"do", "correct", "field", "time", "from", "2024-03-05", "to", "2024-03-01", "precision", "day", "why", "x"}, 400},
		"nowhere on earth":           {path, []string{"do", "correct", "field", "places", "item", "new", "quote", "the", "lat", "99", "lon", "10", "why", "x"}, 400},
		"no number of the list":      {path, []string{"do", "correct", "field", "places", "item", "77", "why", "x"}, 400},
		"itself":                     {path, []string{"do", "merge", "given", string(e.ID), "why", "x"}, 400},
		"an undo of nothing":         {"/decision/d-nothing/undo", []string{"why", "x"}, 404},
		"a report that is none":      {"/report/r00000/mark", []string{"why", "x", "quote", "x"}, 404},
	} {
		w := post(h, c.path, opened(t, h, path, c.more...))
		if w.Code != c.want {
			t.Errorf("%s: %d, want %d: %s", name, w.Code, c.want, w.Body)
		}
		if says := map[string]string{"no day": "the calendar has no day 2024-13-45", "no day of that month": "the calendar has no day 2023-02-29", "a slip of the keys": "the year 24 is none",
			"ends before it starts": "the last day, 2024-03-01, lies before the first, 2024-03-05"}[name]; !strings.Contains(w.Body.String(), says) {
			t.Errorf("%s: it is not said that %s: %s", name, says, w.Body)
		}
	}
	if w := post(h, path, opened(t, h, path, "do", "confirm", "why", "x"), "Sec-Fetch-Site", "cross-site"); w.Code != 403 {
		t.Errorf("from another site: %d", w.Code)
	}
	if ds := decisions(t, l); len(ds) != 0 {
		t.Errorf("%d decisions", len(ds))
	}
}

func TestWhatIsHostileInReasonsAndNamesIsInert(t *testing.T) {
	h, l := deciding(t)
	e := events(t, l)[0]
	path := "/event/" + string(e.ID) + "/decide"
	hostile := "<script>alert(1)</script>\u202e\x1b[31m<img src=x onerror=alert(2)>"
	words := e.Accounts[0].Evidence[0].Quote
	for _, v := range []url.Values{
		opened(t, h, path, "do", "confirm", "why", hostile),
	} {
		if w := post(h, path, v); w.Code != 303 {
			t.Fatal(w.Code, w.Body)
		}
	}
	if w := post(h, path, opened(t, h, path, "do", "correct", "field", "roles", "item", "new", "role", "target", "name", hostile, "candidate", "none", "report", string(e.Accounts[0].Report), "quote", words, "why", hostile)); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	for _, p := range []string{"/event/" + string(e.ID), path, path + "?edit=roles&item=0", "/report/" + string(e.Accounts[0].Report) + "/mark", "/"} {
		body := get(h, p).Body.String()
		if strings.Contains(body, "<script>alert") || strings.Contains(body, "<img") || strings.Contains(body, "\u202e") && p == path || strings.Contains(body, "\x1b") && p == path {
			t.Errorf("%s shows it as it is", p)
		}
	}
	tab := desktest.Open(t, h)
	tab.Check(path)
}

func TestWordsAreSelectedInTheReport(t *testing.T) {
	h, l := deciding(t)
	var e dateline.Event
	for _, x := range events(t, l) {
		if r, err := l.Report(context.Background(), x.Accounts[0].Report); err == nil && len(x.Places) > 0 && strings.Contains(r.Text, "’") {
			e = x
		}
	}
	if e.ID == "" {
		e = events(t, l)[0]
	}
	path := "/event/" + string(e.ID) + "/decide"
	tab := desktest.Open(t, h)
	for i, look := range []desktest.Look{desktest.Looks[0], desktest.Looks[2]} {
		tab.As(look)
		tab.Go(path)
		// The last paragraph, whose offsets are behind all letters of several bytes.
		words := desktest.Eval[string](tab, `(() => {
			const all = [...document.querySelectorAll("[data-report] .passage p")].filter(p => p.innerText.trim().length > 20);
			const p = all[all.length - 1], piece = p.querySelector("[data-s]"), text = piece.firstChild;
			const n = Math.min(12, text.data.length); getSelection().setBaseAndExtent(text, 0, text, n);
			return text.data.slice(0, n).trim();
		})()`)
		tab.Do(chromedp.WaitVisible("#take"), chromedp.Click(`#take a[data-field="roles"]`), chromedp.WaitVisible("#edit"))
		if got := desktest.Eval[string](tab, `document.getElementById("quote").value`); got != strings.Join(strings.Fields(words), " ") && got != words {
			t.Errorf("selected %q, the form has %q", words, got)
		}
		tab.CheckHere(look, "selected")
		tab.Do(chromedp.SendKeys("#why", "named there"+kb.Enter), chromedp.WaitVisible("#done"))
		ds := decisions(t, l)
		if len(ds) != i+1 {
			t.Fatalf("%d decisions; the page says %q", len(ds), tab.Text("main"))
		}
		d := ds[i]
		r, err := l.Report(t.Context(), e.Accounts[0].Report)
		if err != nil {
			t.Fatal(err)
		}
		if len(d.On) != 2 || d.Verb != dateline.VerbAdd || strings.TrimSpace(d.On[1].Span.In(r.Text)) != words {
			t.Errorf("%+v; the words were %q", d, words)
		}
	}
}

func TestAnEventThatWasMissedIsAdded(t *testing.T) {
	h, l := deciding(t)
	rep := events(t, l)[0].Accounts[0].Report
	r, err := l.Report(t.Context(), rep)
	if err != nil {
		t.Fatal(err)
	}
	path := "/report/" + string(rep) + "/mark"
	body := strings.Fields(r.Text[r.Body:])
	words := strings.Join(body[len(body)-3:], " ")
	form := opened(t, h, path+"?edit=1", "quote", words, "value", "attack.arson · Arson", "occurrence", "happened", "basis", "reported", "why", "missed")
	dated := opened(t, h, path+"?edit=1", "quote", words, "value", "attack.arson", "occurrence", "happened", "basis", "reported", "why", "missed", "from", "2025-03-10")
	if w := post(h, path, dated); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), "the words that say when") {
		t.Error("days that rest on no words:", w.Code)
	}
	if w := post(h, path, form); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	if w := post(h, path, form); w.Code != 303 {
		t.Fatal("a second time:", w.Code, w.Body)
	}
	// Somebody else who sees the same words adds no second one.
	if w := post(h, path, opened(t, h, path+"?edit=1", "quote", words, "value", "attack.arson", "occurrence", "happened", "basis", "reported", "why", "missed"), "Cookie", "name=bob"); w.Code != http.StatusConflict {
		t.Error(w.Code, w.Body)
	}
	if ds := decisions(t, l); len(ds) != 1 || ds[0].Verb != dateline.VerbAdd {
		t.Fatalf("%+v", ds)
	}
	if got := get(h, path).Body.String(); !strings.Contains(got, "not linked yet") {
		t.Error("the report does not show what was added")
	}
}
