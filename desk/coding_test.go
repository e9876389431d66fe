package desk_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// organised gives a desk all by which a team's coding is organised.
func organised(l func() *store.Ledger) func(*desk.Options) {
	return func(o *desk.Options) {
		o.Queue, o.Assigning, o.Worklist, o.Deciding = l(), l(), l(), l()
		o.Doubles, o.Coded = l(), l()
		o.Releases, o.Sheet, o.Countries = l(), lineSheet{}, countries{}
		o.Sample = 1000
	}
}

func openTeam(t *testing.T) *place {
	return openPlace(t, func(o *desk.Options) { organised(func() *store.Ledger { return o.Accounts.(*store.Ledger) })(o) })
}

// openTeamHere is likewise on loopback, for a browser.
func openTeamHere(t *testing.T) (*desktest.Tab, *store.Ledger) {
	t.Helper()
	l := desktest.Samples(t)
	o := desk.Options{Events: l, Local: "editor", Version: "test"}
	organised(func() *store.Ledger { return l })(&o)
	d, err := desk.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return desktest.Open(t, d.Handler()), l
}

var queuedEvent = regexp.MustCompile(`name="event" value="([^"]+)"`)

// waiting are the events of a page of the queue.
func waiting(body string) []string {
	var out []string
	for _, m := range queuedEvent.FindAllStringSubmatch(body, -1) {
		out = append(out, m[1])
	}
	return out
}

// confirm decides for the record that an event is right.
func confirm(t *testing.T, l *store.Ledger, id, by string) {
	t.Helper()
	e, err := l.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	var ids []dateline.ReportID
	for _, a := range e.Accounts {
		ids = append(ids, a.Report)
	}
	heads, err := l.Headings(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	d := dateline.Decision{ID: "confirm " + id + by, By: by, Verb: dateline.VerbConfirm, Why: "as told"}
	for i := range e.Accounts {
		d.On = append(d.On, dateline.Refer(heads[e.Accounts[i].Report].SHA256, &e.Accounts[i], ""))
	}
	if _, err := l.Decide(t.Context(), []dateline.Decision{d}); err != nil {
		t.Fatal(err)
	}
}

func TestTheQueueIsInOrderOfWorthAndSaysWhy(t *testing.T) {
	p := openTeam(t)
	body := p.as(dateline.RankCoder).ask("/queue", nil).Body.String()
	ids := waiting(body)
	if len(ids) < 5 {
		t.Fatalf("%d events wait: %s", len(ids), body)
	}
	last := 1 << 30
	for _, id := range ids {
		e, err := p.ledger.Event(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		if w := dateline.Worth(e); w > last {
			t.Errorf("%s of %d stands behind one of %d", id, w, last)
		} else {
			last = w
		}
	}
	if got := strings.Count(body, `class="why"`); got != len(ids) {
		t.Errorf("%d reasons for %d events", got, len(ids))
	}
}

func TestTheStepsThroughTheQueueGoOnWhereOneStood(t *testing.T) {
	p := openTeam(t)
	b := p.as(dateline.RankCoder)
	ids := waiting(b.ask("/queue", nil).Body.String())
	to := func(query string) string {
		at, _, _ := strings.Cut(strings.TrimPrefix(b.ask("/queue/step?"+query, nil).Header().Get("Location"), "/event/"), "?")
		return strings.TrimSuffix(at, "/decide")
	}
	if got := to(""); got != ids[0] {
		t.Errorf("the first is %s, not %s", got, ids[0])
	}
	if got := to("at=" + ids[1]); got != ids[2] {
		t.Errorf("after the second comes %s, not %s", got, ids[2])
	}
	if got := to("go=back&at=" + ids[2]); got != ids[1] {
		t.Errorf("before the third comes %s, not %s", got, ids[1])
	}
	confirm(t, p.ledger, ids[1], "coder")
	if got := to("at=" + ids[1]); got != ids[2] {
		t.Errorf("after the second, which is decided, comes %s, not %s", got, ids[2])
	}
	if got := waiting(b.ask("/queue", nil).Body.String()); slices.Contains(got, ids[1]) || got[1] != ids[2] {
		t.Errorf("%s is confirmed, and there wait %v", ids[1], got)
	}
}

func TestWhatWasAcceptedComesBackToAnother(t *testing.T) {
	p := openTeam(t)
	coder, lead := p.as(dateline.RankCoder), p.as(dateline.RankLead)
	id := waiting(coder.ask("/queue", nil).Body.String())[0]
	confirm(t, p.ledger, id, "coder")
	body := must(t, coder, "/queue?state=sample", nil, 200)
	if !strings.Contains(body, "Of 1,000 events that were accepted 1,000 come back") {
		t.Error("an empty sample does not say what comes back, and to whom")
	}
	if got := waiting(body); len(got) != 0 {
		t.Errorf("their own come back to those who decided: %v", got)
	}
	if got := waiting(lead.ask("/queue?state=sample", nil).Body.String()); len(got) != 1 || got[0] != id {
		t.Errorf("to another: %v", got)
	}
	confirm(t, p.ledger, id, "lead")
	if got := waiting(p.as(dateline.RankAdmin).ask("/queue?state=sample", nil).Body.String()); len(got) != 0 {
		t.Errorf("two have looked, and it comes back: %v", got)
	}
}

func TestWhoMayGiveEventsToWhom(t *testing.T) {
	p := openTeam(t)
	coder, lead, viewer := p.as(dateline.RankCoder), p.as(dateline.RankLead), p.as(dateline.RankViewer)
	ids := waiting(coder.ask("/queue", nil).Body.String())
	for _, c := range []struct {
		who  *browser
		form url.Values
		want int
	}{
		{viewer, url.Values{"do": {"take"}, "event": {ids[0]}}, 403},
		{coder, url.Values{"do": {"give"}, "to": {"lead"}, "event": {ids[0]}}, 403},
		{lead, url.Values{"do": {"give"}, "to": {"viewer"}, "event": {ids[0]}}, 400},
		{lead, url.Values{"do": {"give"}, "to": {"nobody"}, "event": {ids[0]}}, 400},
		{coder, url.Values{"do": {"take"}}, 400},
		{coder, url.Values{"event": {ids[0]}}, 400},
		{coder, url.Values{"do": {"take"}, "event": {"e-forged"}}, 303}, // there is none to give
		{coder, url.Values{"do": {"take"}, "event": {ids[0], ids[1]}, "here": {"//evil.example/"}}, 303},
		{coder, url.Values{"do": {"take"}, "event": {ids[0], ids[1]}}, 303}, // sent twice
		{lead, url.Values{"do": {"give"}, "to": {"coder"}, "event": {ids[2]}}, 303},
	} {
		w := c.who.ask("/queue/assign", c.form)
		if w.Code != c.want {
			t.Errorf("%v: %d, want %d", c.form, w.Code, c.want)
		}
		if to := w.Header().Get("Location"); strings.HasPrefix(to, "//") {
			t.Errorf("leads to %s", to)
		}
	}
	if got := waiting(coder.ask("/queue?to=coder", nil).Body.String()); len(got) != 3 {
		t.Errorf("the coder has %v", got)
	}
	coder.ask("/queue/assign", url.Values{"do": {"drop"}, "event": {ids[0]}})
	if got := waiting(coder.ask("/queue?to=coder", nil).Body.String()); len(got) != 2 {
		t.Errorf("after one is given back the coder has %v", got)
	}
}

func TestViewersSeeNothingOfTheCoding(t *testing.T) {
	p := openTeam(t)
	b := p.as(dateline.RankViewer)
	for _, path := range []string{"/queue", "/weeks", "/weeks/Niger/2026-W07"} {
		if w := b.ask(path, nil); w.Code != 403 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if body := b.ask("/", nil).Body.String(); strings.Contains(body, `href="/queue"`) || strings.Contains(body, `href="/weeks"`) {
		t.Error("the bar offers it")
	}
	for _, path := range []string{"/queue?state=odd", "/queue?week=2026-W60", "/queue?after=forged", "/weeks?to=yesterday", "/weeks?state=odd", "/weeks/Niger/2026", "/weeks/at?country=Niger&week=x"} {
		if w := p.as(dateline.RankCoder).ask(path, nil); w.Code != 400 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// someCell is a cell of the samples that has events.
func someCell(t *testing.T, l *store.Ledger) dateline.Work {
	t.Helper()
	all, err := l.Worklist(t.Context(), dateline.WorkQuery{})
	if err != nil {
		t.Fatal(err)
	}
	for _, w := range all {
		if w.Country != "" && w.Events > 0 && w.Week != 0 {
			return w
		}
	}
	t.Fatal("no country has events")
	return dateline.Work{}
}

func TestAWeekIsSetByOneAndNotOverwrittenByAnother(t *testing.T) {
	p := openTeam(t)
	coder, lead := p.as(dateline.RankCoder), p.as(dateline.RankLead)
	w := someCell(t, p.ledger)
	at := "/weeks/" + url.PathEscape(w.Country) + "/" + w.Week.String()
	if body := coder.ask(at, nil).Body.String(); !strings.Contains(body, `name="version" value="0"`) || !strings.Contains(body, `href="/event/`) || !strings.Contains(body, `href="/report/`) {
		t.Fatalf("%s", body)
	}
	done := url.Values{"version": {"0"}, "state": {"done"}, "note": {"all read"}, "assigned": {"coder"}, "sure": {"1"}}
	if w.Events == 0 || w.Reviewed == w.Events {
		t.Fatalf("all of %+v is looked at", w)
	}
	for _, c := range []struct {
		who  *browser
		form url.Values
		want int
	}{
		{coder, url.Values{"version": {"x"}, "state": {"done"}}, 400},
		{coder, url.Values{"version": {"0"}, "state": {"odd"}}, 400},
		{coder, url.Values{"version": {"0"}, "state": {"nothing-reported"}}, 409}, // there are events
		{coder, url.Values{"version": {"0"}, "state": {"started"}, "assigned": {"lead"}}, 403},
		{coder, url.Values{"version": {"0"}, "state": {"done"}}, 400}, // no event of it is looked at
		{coder, done, 303},
		{coder, done, 303}, // sent twice
		{lead, url.Values{"version": {"0"}, "state": {"open"}}, 409},
		{lead, url.Values{"version": {"1"}, "state": {"done"}, "assigned": {"viewer"}}, 400},
		{lead, url.Values{"version": {"1"}, "state": {"done"}, "assigned": {"lead"}}, 303},
	} {
		if got := c.who.ask(at, c.form); got.Code != c.want {
			t.Errorf("%v: %d, want %d: %s", c.form, got.Code, c.want, got.Body)
		}
	}
	grid := coder.ask("/weeks?to="+w.Week.String(), nil).Body.String()
	if !strings.Contains(grid, `class="c-done c-unlooked"`) || !strings.Contains(grid, at) {
		t.Errorf("the grid does not say that it is done: %s", grid)
	}
	// An event without a day does not send the list to this week.
	newest, err := p.ledger.Events(t.Context(), dateline.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	retell(t, p.ledger, newest.Items[0].ID, func(e *dateline.Event) { e.Time = dateline.Time{Precision: dateline.UnknownTime} })
	last, err := p.ledger.LastWeek(t.Context(), 999952)
	if err != nil || last == 0 {
		t.Fatal(last, err)
	}
	if heads := regexp.MustCompile(`<th scope="col">(\d{4}-W\d\d)</th></tr>`).FindStringSubmatch(must(t, coder, "/weeks", nil, 200)); heads == nil || heads[1] != last.String() {
		t.Errorf("the list ends with %v, the events with %s", heads, last)
	}
	quiet := "/weeks/Ivory%20Coast/2026-W07"
	if got := coder.ask(quiet, url.Values{"version": {"0"}, "state": {"nothing-reported"}}); got.Code != 303 {
		t.Errorf("a week without events: %d", got.Code)
	}
	if grid := coder.ask("/weeks?to=2026-W07", nil).Body.String(); !strings.Contains(grid, "Côte d’Ivoire") || !strings.Contains(grid, `class="c-nothing-reported"`) {
		t.Error("the grid does not say that nothing is reported")
	}
}

func TestPagesOfCodingHoldInABrowser(t *testing.T) {
	tab, l := openTeamHere(t)
	w := someCell(t, l)
	cell := "/weeks/" + url.PathEscape(w.Country) + "/" + w.Week.String()
	for _, path := range []string{"/queue", "/queue?country=Niger&state=confirmed", "/weeks", cell, "/weeks/" + url.PathEscape("Côte d’Ivoire") + "/2026-W07"} {
		tab.Check(path)
	}
	// By the keyboard alone: to the second event, ticked and taken.
	tab.As(desktest.Looks[2])
	tab.Go("/queue")
	tab.Do(chromedp.KeyEvent("jj"))
	if n := tab.Count(".queue .event:nth-child(2) a:focus"); n != 1 {
		t.Errorf("%d second events have the focus", n)
	}
	tab.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(chromedp.ModifierShift)), chromedp.KeyEvent(" "))
	if n := tab.Count(".queue input:checked"); n != 1 {
		t.Errorf("%d are ticked", n)
	}
	if t.Failed() {
		return
	}
	tab.Do(chromedp.SendKeys(`button[value="take"]`, kb.Enter), chromedp.WaitVisible(".queue .told .chip"))
	if n := tab.Count(".queue .told .chip"); n != 1 {
		t.Errorf("%d have somebody", n)
	}
	tab.Go(cell)
	tab.Do(chromedp.SendKeys("#note", "all read"), chromedp.SendKeys("#state", "done"), chromedp.SendKeys("#sure", " "), chromedp.SendKeys("main form button.main", kb.Enter), chromedp.WaitVisible(".note"))
	if got := tab.Text(".note"); got != "all read" {
		t.Errorf("the note is %q", got)
	}
	tab.Looked(func(bool) string { return cell + "-done" })
}
