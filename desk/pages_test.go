package desk_test

import (
	"context"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

// first is what a pattern finds first on a page, its group.
func first(t *testing.T, body, pattern string) string {
	t.Helper()
	m := regexp.MustCompile(pattern).FindStringSubmatch(body)
	if m == nil {
		t.Fatalf("nothing is as %s in %s", pattern, body)
	}
	return m[1]
}

func TestPagesOfOneThingHoldInABrowser(t *testing.T) {
	h := open(t)
	today := get(h, "/").Body.String()
	event := first(t, get(h, "/?show=disputed").Body.String(), `href="(/event/e[0-9a-f]+)"`)
	story := first(t, today, `href="(/story/s[0-9a-f]+)"`)
	report := first(t, get(h, story).Body.String(), `href="(/report/r[0-9a-f]+)"`)
	tab := desktest.Open(t, h)
	for name, path := range map[string]string{
		"today": "/?q=customs&type=attack", "changed": "/?show=changed", "disputed": "/?show=disputed&all=1", "event": event, "story": story, "report": report + "?layers=1&layer=names&layer=events&layer=places",
		"search": "/search?q=governor", "searchevents": "/search?q=governor&in=events", "searchstories": "/search?q=governor&in=stories", "searchstatements": "/search?q=governor&in=statements", "searchplaces": "/search?q=niger&in=places", "empty": "/search", "outlets": "/outlets", "work": "/work",
	} {
		tab.Looked(func(fresh bool) string {
			if fresh {
				tab.Go(path)
			}
			if name == "event" {
				desktest.Eval[int](tab, `document.querySelectorAll("details").forEach(d => d.open = true), 0`)
			}
			return name
		})
	}
}

func TestPagesSayWhatIsNotThere(t *testing.T) {
	h := open(t)
	for path, want := range map[string]int{
		"/event/e0000000000000000": 404, "/story/s0000000000000000": 404, "/report/r0000000000000000": 404, "/event/r1": 400, "/event/%3Cscript%3E": 400,
		"/?show=nothing": 400, "/?from=yesterday": 400, "/?type=nothing": 400, "/?place=Atlantis": 200, "/search?q=%22%22": 400, "/search?in=nothing": 400, "/search?q=zeppelin": 200,
		"/outlets?by=trust": 400, "/work?after=x": 400, "/work?after=-1": 400, "/?after=x": 400,
	} {
		if w := get(h, path); w.Code != want || !strings.Contains(w.Body.String(), "</html>") {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}

func TestFiltersNarrowTheList(t *testing.T) {
	h := open(t)
	rows := func(path string) int { return strings.Count(get(h, path).Body.String(), `class="event`) }
	all := rows("/?all=1")
	for _, path := range []string{"/?all=1&place=niger", "/?all=1&type=attack.bombing", "/?all=1&status=claimed", "/?all=1&outlet=harbour+wire+(sample)", "/?all=1&q=customs", "/?all=1&from=2025-03-01&to=2025-03-31"} {
		if n := rows(path); n == 0 || n >= all {
			t.Errorf("%s lists %d of %d", path, n, all)
		}
	}
	if body := get(h, "/?place=Atlantis").Body.String(); !strings.Contains(body, "Atlantis”") {
		t.Error("it is not said that a place is unknown")
	}
	if n := rows("/"); n >= all {
		t.Errorf("%d of %d are countable", n, all)
	}
}

func TestAStorySetsReportsSideBySide(t *testing.T) {
	h := open(t)
	story := first(t, get(h, "/").Body.String(), `href="(/story/s[0-9a-f]+)"`)
	body := get(h, story).Body.String()
	if strings.Count(body, `<article class="text">`) < 2 || !strings.Contains(body, `<mark class="ev-1"`) || !strings.Contains(body, `<sup class="key">A</sup>`) {
		t.Errorf("%s", body)
	}
	for _, cell := range []string{"c-agrees", "c-differs", "c-silent", "c-adds"} {
		if !strings.Contains(body, cell) {
			t.Logf("no cell of the matrix is %s", cell)
		}
	}
	one := first(t, body, `name="r" value="(r[0-9a-f]+)"`)
	if n := strings.Count(get(h, story+"?r="+one).Body.String(), `<article class="text">`); n != 1 {
		t.Errorf("%d texts, of one that was chosen", n)
	}
}

func TestAnEventSaysWhy(t *testing.T) {
	h := open(t)
	// Rival claims and denials are disputes too; this is of one in which accounts differ.
	event, body := "", ""
	for _, m := range regexp.MustCompile(`href="(/event/e[0-9a-f]+)"`).FindAllStringSubmatch(get(h, "/?show=disputed").Body.String(), -1) {
		event = m[1]
		if body = get(h, event).Body.String(); strings.Contains(body, "Against it") {
			break
		}
	}
	for _, want := range []string{"<details", "For it", "Against it", `<q class="quote"`, `<mark class="ev-1"`, "origin "} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not on the page", want)
		}
	}
	if w := get(h, event[:len(event)-4]); w.Code != 303 || w.Header().Get("Location") != event {
		t.Errorf("the beginning of an ID leads to %d %s", w.Code, w.Header().Get("Location"))
	}
}

func TestAReportIsLitByLayers(t *testing.T) {
	h := open(t)
	report := first(t, get(h, "/search?q=customs").Body.String(), `href="(/report/r[0-9a-f]+)"`)
	body := get(h, report+"?layers=1&layer=places").Body.String()
	if !regexp.MustCompile(`id="layer-places" checked`).MatchString(body) || strings.Contains(body, `id="layer-events" checked`) || !strings.Contains(body, "la-places") {
		t.Errorf("%s", body)
	}
	if w := get(h, report+"/diff"); w.Code != 404 {
		t.Errorf("the first version has a diff: %d", w.Code)
	}
}

func TestAViewIsSavedAndTakenAway(t *testing.T) {
	h := open(t)
	post := func(path, form string) *httptest.ResponseRecorder {
		r := httptest.NewRequest("POST", "http://127.0.0.1:8017"+path, strings.NewReader(form))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		return w
	}
	if w := post("/views", "name=Niger&to=%2F%3Fplace%3DNiger"); w.Code != 303 || w.Header().Get("Location") != "/?place=Niger" {
		t.Errorf("%d %s", w.Code, w.Body)
	}
	if body := get(h, "/").Body.String(); !strings.Contains(body, `href="/?place=Niger"`) {
		t.Error("the view is not listed")
	}
	for form, want := range map[string]int{"name=&to=%2F": 400, "name=x&to=%2Fusers": 400, "name=x&to=%2F%2Fevil.example": 400} {
		if w := post("/views", form); w.Code != want {
			t.Errorf("%s: %d, want %d", form, w.Code, want)
		}
	}
	if w := post("/views/remove", "name=Niger"); w.Code != 303 || strings.Contains(get(h, "/").Body.String(), "?place=Niger") {
		t.Errorf("%d", w.Code)
	}
}

// versioned is a ledger whose one article has two versions.
type versioned struct{ desk.Records }

func (versioned) Sheet(_ context.Context, id string) (*dateline.Sheet, error) {
	outlet := "Harbour Times"
	s := &dateline.Sheet{}
	s.Filing.ID, s.Filing.Outlet, s.Filing.SHA256 = dateline.ReportID(id), &outlet, strings.Repeat("0", 64)
	switch id {
	case "r1":
		s.Filing.Text, s.SupersededBy = "A blast killed three people.\n\nThe road is closed.", "r2"
	case "r2":
		before := dateline.ReportID("r1")
		s.Filing.Text, s.Filing.Supersedes = "A blast killed <b>five</b>\u202e people.\n\nThe road is closed.", &before
		s.Reading = &dateline.Reading{Report: "r2", Maker: "reader/1",
			Mentions:   []dateline.Mention{{Kind: dateline.PlaceMention, Span: dateline.Span{Start: 2, End: 7}, Quote: "blast", Candidates: []string{"Blast, North", "Blast, South"}}, {Kind: dateline.ActorMention, Span: dateline.Span{Start: -4, End: 900}}},
			Statements: []dateline.Statement{{Speaker: "<i>", Span: dateline.Span{Start: 0, End: 7}}},
			Accounts:   []dateline.Account{{ID: "a1", Report: "r2", Type: "attack.bombing", Evidence: []dateline.Evidence{{Field: "type", Span: dateline.Span{Start: 2, End: 14}}, {Field: "x", Span: dateline.Span{Start: 50, End: 4000}}}}}}
	default:
		return nil, dateline.Errorf(dateline.NotFound, "the ledger has no report %s", id)
	}
	return s, nil
}

func (versioned) DecisionsOn(context.Context, ...string) ([]dateline.Decision, error) {
	return nil, nil
}

func (versioned) Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	return nil, nil
}

func TestVersionsAreSetBesideEachOther(t *testing.T) {
	d, err := desk.New(desk.Options{Records: versioned{}})
	if err != nil {
		t.Fatal(err)
	}
	h := d.Handler()
	body := get(h, "/report/r2/diff").Body.String()
	for _, want := range []string{"<del>three</del>", "<ins>&lt;b&gt;five&lt;/b&gt;", "1 paragraph as before"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not in %s", want, body)
		}
	}
	body = get(h, "/report/r2").Body.String()
	for _, want := range []string{`href="/report/r2/diff"`, "Blast, South", "no day is told for it", "202E</span>", `class="la-events ev-1`, "&lt;i&gt;"} {
		if !strings.Contains(body, want) {
			t.Errorf("%q is not in %s", want, body)
		}
	}
	if strings.Contains(body, "<b>") || strings.Contains(body, "\u202e") {
		t.Error("words of a report are more than text")
	}
	if body := get(h, "/report/r1").Body.String(); !strings.Contains(body, "later version") || !strings.Contains(body, "Nothing has read") {
		t.Errorf("%s", body)
	}
	tab := desktest.Open(t, h)
	tab.Check("/report/r2/diff")
	tab.Check("/report/r2?layers=1&layer=events&layer=speakers&layer=places")
}

// A backlog is work of which some is not linked.
type backlog struct {
	desk.Work
	reports int
}

func (b backlog) Unlinked(context.Context) (int, error) { return b.reports, nil }

func TestTodaySaysWhatTheListsLack(t *testing.T) {
	l := desktest.Samples(t)
	for n, want := range map[int]string{0: "", 1: "A report or a decision waits", 4321: "4,321 reports wait to be linked"} {
		d, err := desk.New(desk.Options{Events: l, Work: backlog{l, n}})
		if err != nil {
			t.Fatal(err)
		}
		if body := get(d.Handler(), "/").Body.String(); strings.Contains(body, "to be linked") != (n > 0) || !strings.Contains(body, want) {
			t.Errorf("%d: %s", n, body)
		}
	}
}
