package desk_test

import (
	"context"
	"html"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// registry is a made-up register.
type registry struct{}

func (registry) Groups() []desk.Group {
	return []desk.Group{
		{ID: "harbour-police", Name: "Harbour Police", Kind: "police", Force: true},
		{ID: "northern-front", Name: "Northern Front", Kind: "rebel", Countries: []string{"NL"}, Founded: "1998", Dissolved: "2010-06", Facts: []desk.GroupFact{{What: "founded", Name: "Northern Front", From: "1998", Source: "A history, p. 3"}}},
		{ID: "northern-front/coast", Name: "Coast Wing", Kind: "rebel", Founded: "2003-05", Facts: []desk.GroupFact{
			{What: "parent", Actor: "northern-front", From: "2003-05", To: "2009", Source: "A history, p. 9", URL: "https://history.example/9"}, {What: "alias", Name: "Sea Wing", Source: "A history, p. 10"}}},
	}
}

func (registry) NamesOf(context.Context, dateline.ActorID, int) ([]dateline.Proposal, error) {
	return nil, nil
}

func (registry) ChangesOf(context.Context, dateline.ActorID, int) ([]dateline.Change, error) {
	return nil, nil
}

func (registry) Proposals(_ context.Context, state dateline.ProposalState, _, _ int) (dateline.Page[dateline.Proposal], error) {
	if state != dateline.ProposalWaits {
		return dateline.Page[dateline.Proposal]{}, nil
	}
	return dateline.Page[dateline.Proposal]{Total: 1, Items: []dateline.Proposal{{Name: "Sons of the Quay", Story: "s1", Origins: 2, Countries: []string{"Norland"}}}}, nil
}

func TestTheTreeIsThatOfADay(t *testing.T) {
	d, err := desk.New(desk.Options{Groups: registry{}})
	if err != nil {
		t.Fatal(err)
	}
	const front, under, alone = ">Northern Front</a>", "<ul><li><a href=\"/groups/northern-front/coast", ">Coast Wing</a>"
	for path, c := range map[string]struct{ has, lacks []string }{
		"/groups?day=2002-01-01":                      {[]string{front}, []string{alone, "Harbour Police"}},
		"/groups?day=2003-05-01":                      {[]string{front, under}, nil},
		"/groups?day=2009-12-31":                      {[]string{front, under}, nil},
		"/groups?day=2010-01-01":                      {[]string{front, alone}, []string{under}},
		"/groups?day=2010-06-30":                      {[]string{front}, nil},
		"/groups?day=2010-07-01":                      {[]string{alone}, []string{front}},
		"/groups?day=2005-01-01&q=sea":                {[]string{front, under}, nil},
		"/groups?day=2005-01-01&q=mountain":           {[]string{"Try another day"}, []string{front, alone}},
		"/groups?day=2005-01-01&forces=1":             {[]string{"Harbour Police"}, nil},
		"/groups?day=2005-01-01":                      {[]string{"Sons of the Quay", "2 origins", "day=2004-01-01"}, nil},
		"/groups/northern-front/coast?day=2012-01-01": {[]string{"Sea Wing", "A history, p. 9", "2003-05", `<tr class="past"`}, nil},
		"/groups/northern-front?day=2005-01-01":       {[]string{alone, "A history, p. 3"}, nil},
		"/groups?day=soon":                            {[]string{"is no day"}, nil},
		"/groups/nobody":                              {[]string{"the register has no group"}, nil},
	} {
		body := get(d.Handler(), path).Body.String()
		for _, s := range c.has {
			if !strings.Contains(body, s) {
				t.Errorf("%s lacks %q", path, s)
			}
		}
		for _, s := range c.lacks {
			if strings.Contains(body, s) {
				t.Errorf("%s has %q", path, s)
			}
		}
	}
}

// A registered is a ledger with the made-up register.
type registered struct {
	registry
	*store.Ledger
}

func (r registered) Groups() []desk.Group { return r.registry.Groups() }
func (r registered) Proposals(ctx context.Context, state dateline.ProposalState, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	return r.Ledger.Proposals(ctx, state, limit, skip)
}
func (r registered) NamesOf(ctx context.Context, id dateline.ActorID, limit int) ([]dateline.Proposal, error) {
	return r.Ledger.NamesOf(ctx, id, limit)
}
func (r registered) ChangesOf(ctx context.Context, id dateline.ActorID, limit int) ([]dateline.Change, error) {
	return r.Ledger.ChangesOf(ctx, id, limit)
}

// grouped is a desk on the samples with the made-up register, where people decide.
func grouped(t *testing.T) (http.Handler, *store.Ledger) {
	t.Helper()
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l, Finder: l, Saying: l, Records: l, Names: someNames{}, Deciding: l, Groups: registered{Ledger: l}, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return d.Handler(), l
}

// sent posts a form.
func sent(h http.Handler, path string, form url.Values) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "http://127.0.0.1:8017"+path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

// nameForm is the form of the first name that waits.
func nameForm(t *testing.T, body string) url.Values {
	t.Helper()
	_, form, ok := strings.Cut(body, `action="/groups/name"`)
	if !ok {
		t.Fatalf("no name waits in %s", body)
	}
	v := url.Values{}
	for _, name := range []string{"token", "story", "name", "seen"} {
		v.Set(name, html.UnescapeString(first(t, form, `name="`+name+`" value="([^"]*)"`)))
	}
	return v
}

func TestPeopleDecideWhoseANameIs(t *testing.T) {
	h, l := grouped(t)
	body := get(h, "/groups").Body.String()
	total := strings.Count(body, `action="/groups/name"`)
	form := nameForm(t, body)
	for what, change := range map[string]func(url.Values){
		"without a reason":      func(v url.Values) { v.Set("why", " ") },
		"of nobody's":           func(v url.Values) { v.Set("whose", "Mountain Wing") },
		"nothing":               func(v url.Values) { v.Set("do", "like") },
		"with a forged token":   func(v url.Values) { v.Set("token", "x") },
		"of a story of no kind": func(v url.Values) { v.Set("story", "s0/../..") },
	} {
		v := maps.Clone(form)
		v.Set("do", "group")
		v.Set("why", "they say so")
		change(v)
		if w := sent(h, "/groups/name", v); w.Code/100 != 4 {
			t.Errorf("%s: %d", what, w.Code)
		}
	}
	form.Set("do", "group")
	form.Set("whose", "sea wing")
	form.Set("why", "two reports <b>say</b> so")
	w := sent(h, "/groups/name", form)
	if w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	to, _, _ := strings.Cut(w.Header().Get("Location"), "#")
	body = get(h, to).Body.String()
	for _, want := range []string{`id="done"`, "a name of Coast Wing", "two reports &lt;b&gt;say&lt;/b&gt; so", "Names that are decided"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if n := strings.Count(body, `action="/groups/name"`); n != total-1 {
		t.Errorf("%d names wait, of %d", n, total)
	}
	if again := sent(h, "/groups/name", form); again.Code != 303 {
		t.Errorf("sent twice: %d", again.Code)
	}
	if ds, err := l.Decisions(t.Context(), 0); err != nil || len(ds) != 1 || ds[0].On[0].Field != dateline.FieldGroup || *ds[0].After != `{"name":"`+form.Get("name")+`","actor":"northern-front/coast"}` {
		t.Errorf("%v %v", ds, err)
	}
	if body := get(h, "/groups/northern-front/coast").Body.String(); !strings.Contains(body, form.Get("name")) {
		t.Error("the group's page lacks the name that people gave it")
	}
	stale := maps.Clone(form)
	stale.Set("do", "none")
	if w := sent(h, "/groups/name", stale); w.Code != 409 || !strings.Contains(w.Body.String(), "editor decided") {
		t.Errorf("a second decision: %d", w.Code)
	}
	id := first(t, body, `href="/decision/(d-[^"]+)"`)
	back := get(h, "/decision/"+id).Body.String()
	if w := sent(h, "/decision/"+id+"/undo", url.Values{"token": {first(t, back, `name="token" value="([^"]+)"`)}, "why": {"mistaken"}, "to": {"/groups"}}); w.Code != 303 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if n := strings.Count(get(h, "/groups").Body.String(), `action="/groups/name"`); n != total {
		t.Errorf("%d names wait after it was taken back, of %d", n, total)
	}
}

func TestTheSliderIsAFormToo(t *testing.T) {
	d, err := desk.New(desk.Options{Groups: registry{}, Now: func() time.Time { return time.Date(2026, 3, 14, 0, 0, 0, 0, time.UTC) }})
	if err != nil {
		t.Fatal(err)
	}
	body := get(d.Handler(), "/groups?day=2005-01-20").Body.String()
	for _, want := range []string{`min="23976"`, `max="24314"`, `value="24060" list`, `name="was" type="hidden" value="24060"`} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	for path, want := range map[string]string{
		"/groups?day=2005-01-20&at=24026&was=24060&q=sea": "/groups?day=2002-03-01&q=sea",
		"/groups?day=2005-01-20&at=24060&was=24060":       "/groups?day=2005-01-20",
		"/groups?day=2005-01-20&at=24314&was=24060":       "/groups?day=2026-03-14",
	} {
		if w := get(d.Handler(), path); w.Code != 303 || w.Header().Get("Location") != want {
			t.Errorf("%s leads to %d %s", path, w.Code, w.Header().Get("Location"))
		}
	}
	if w := get(d.Handler(), "/groups?at=x"); w.Code != 400 {
		t.Error(w.Code)
	}
	if part := get(d.Handler(), "/groups?day=2002-01-01", "HX-Request", "true").Body.String(); strings.Contains(part, "<html") || !strings.Contains(part, ">Northern Front</a>") || strings.Contains(part, "Sons of the Quay") {
		t.Error(part)
	}
}

func TestPagesOfGroupsHoldInABrowser(t *testing.T) {
	h, _ := grouped(t)
	tab := desktest.Open(t, h)
	for _, look := range desktest.Looks {
		tab.As(look)
		tab.Go("/groups?day=2005-01-01")
		desktest.Eval[int](tab, `document.querySelector(".names details").open = true, 0`)
		tab.CheckHere(look, "groups")
	}
	tab.Check("/groups/northern-front/coast?day=2012-01-01")
	tab.Go("/groups?day=2005-01-01")
	// The slider is moved by keys: the tree follows, and the day is said and in the address.
	tab.Until(`document.querySelector("#tree li li a[href*='coast']")`)
	desktest.Eval[int](tab, `document.getElementById("at").focus(), 0`)
	for range 21 {
		tab.Press(kb.ArrowLeft)
	}
	tab.Until(`location.search.includes("day=2003-04-01") && !document.querySelector("#tree a[href*='coast']")`)
	if said := tab.Text("#said"); said != "2003-04-01" || desktest.Eval[string](tab, `document.getElementById("at").getAttribute("aria-valuetext")`) != said {
		t.Errorf("the slider says %q", said)
	}
	tab.Press(kb.ArrowRight)
	tab.Until(`location.search.includes("day=2003-05-01") && document.querySelector("#tree li li a[href*='coast']")`)
	if wrongs := tab.Wrongs(); len(wrongs) > 0 {
		t.Error(wrongs)
	}
}
