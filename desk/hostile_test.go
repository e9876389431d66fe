package desk_test

import (
	"context"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

// hostile is a ledger whose every word means harm.
type hostile struct{}

const harm = `<script>document.title="taken"</script><img src=x onerror="document.title='taken'"> ` + "\u202egnirts\u202c \x1b[31m\x00\u2066 &lt;b&gt; javascript:alert(1) {{.}} "

func (hostile) Events(context.Context, dateline.Query) (dateline.Page[dateline.Event], error) {
	words := harm
	e := dateline.Event{
		ID: `e1"><script>`, Type: dateline.EventCode("attack." + harm), Status: dateline.Status(harm), Countable: true,
		Roles:      []dateline.Role{{Role: dateline.Victim, Name: harm + strings.Repeat("W", 5000), Words: harm}, {Role: dateline.Perpetrator, Name: harm, Words: harm}},
		Places:     []dateline.PlaceRef{{Name: harm, Path: []string{harm, strings.Repeat("漢", 500)}, Relation: harm}},
		Time:       dateline.Time{Words: &words},
		Casualties: []dateline.Casualty{{Status: dateline.Harm(harm), Side: dateline.Side(harm), Qualifier: &words, Words: harm}},
		Agreement:  map[string]dateline.Agreement{harm: {Relation: dateline.Differ}, "casualties." + harm: {Relation: dateline.Differ}},
		Accounts:   []dateline.Account{{ID: "a1", Report: "r1"}},
	}
	return dateline.Page[dateline.Event]{Items: []dateline.Event{e}, Next: `x"><script>`}, nil
}

func (hostile) Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	outlet, title := harm+strings.Repeat("o", 3000), harm
	return map[dateline.ReportID]dateline.Report{"r1": {ID: "r1", Outlet: &outlet, Title: &title}}, nil
}

func TestHostileWordsAreInertOnAPage(t *testing.T) {
	d, err := desk.New(desk.Options{Events: hostile{}, Local: harm})
	if err != nil {
		t.Fatal(err)
	}
	body := get(d.Handler(), "/").Body.String()
	if strings.ContainsAny(body, "\u202e\u202c\u2066\x1b\x00") || strings.Contains(body, "<script>document") || strings.Contains(body, "<img") {
		t.Errorf("%s", body)
	}
	tab := desktest.Open(t, d.Handler())
	tab.Check("/")
	if title := desktest.Eval[string](tab, "document.title"); title != "Today · Dateline" {
		t.Errorf("the title is %q", title)
	}
	if n := tab.Count("main script, main img, main b"); n != 0 {
		t.Errorf("%d elements came of words", n)
	}
	for path, want := range map[string]int{"/?after=%22%3E%3Cscript%3E": 200, "/?all=%00": 400, "/?all=%ff": 400, "/?%ff=1": 400, "/%00": 400, "/?all=%zz": 400, "/?a;b": 400} {
		if w := get(d.Handler(), path); w.Code != want || !strings.Contains(w.Body.String(), "</html>") {
			t.Errorf("%s: %d, want %d", path, w.Code, want)
		}
	}
}
