package desk_test

import (
	"html"
	"net/url"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/store"
)

// countries are one, by two names.
type countries struct{}

func (countries) Country(name string) (string, bool) {
	return "Côte d’Ivoire", name == "Côte d’Ivoire" || name == "Ivory Coast"
}

// openAll is a desk that has every page that tests have.
func openAll(t *testing.T) *place {
	return openPlace(t, func(o *desk.Options) {
		l := o.Accounts.(*store.Ledger)
		organised(func() *store.Ledger { return l })(o)
		o.Views, o.Outlets, o.Work, o.Map, o.Countries, o.Records, o.Finder = l, l, l, l, countries{}, l, l
	})
}

func TestWhatNoPageKnowsIsRefusedAndWhatItKnowsIsSaid(t *testing.T) {
	p := openAll(t)
	admin := p.as(dateline.RankAdmin)
	page, err := p.ledger.Events(t.Context(), dateline.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	e := page.Items[0]
	of := map[string]string{"E": "/event/" + string(e.ID), "S": "/story/" + string(e.Story), "R": "/report/" + string(e.Accounts[0].Report)}
	for _, bad := range []struct{ path, says string }{
		{"/?type=zzz", "attack"}, {"/map?type=zzz", "attack"}, {"/search?type=zzz&in=events", "attack"}, {"/map/data?type=zzz", "attack"},
		{"/?status=zzz", "happened"}, {"/?show=zzz", "disputed"}, {"/?from=yesterday", "2025-03-10"}, {"/?to=2024-13-01", "2025-03-10"}, {"/?all=perhaps", "1"},
		{"/?colour=red", "actor, after"}, {"/?from=2024-02-01&to=2024-01-01", "swap"},
		{"/search?in=zzz", "reports"}, {"/outlets?by=zzz", "adds"}, {"/outlets?order=name", "by"}, {"/work?after=x", "number"},
		{"/queue?state=zzz", "sample"}, {"/queue?week=2024-W60", "2024-W01"}, {"/queue?country=Narnia", "gazetteer"}, {"/queue?to=nobody", "admin"}, {"/queue?order=date", "country"},
		{"/weeks?state=zzz", "nothing-reported"}, {"/weeks?to=2024-W54", "W01"}, {"/weeks?mine=2", "1"}, {"/weeks/Narnia/2024-W03", "gazetteer"}, {"/weeks/-/2023-W53", "53"},
		{"/weeks/at?country=Narnia&week=2024-W03", "gazetteer"}, {"/audit?action=zzz", "login"}, {"/audit?before=x", "number"}, {"/releases?x=1", "leave out"}, {"/about?x=1", "leave out"},
		{"E?from=x", "number"}, {"E?edit=zzz&x=1", "done"}, {"S?rows=some", "all"}, {"S?from=-1", "number"}, {"R?layer=zzz", "events"}, {"R?text=some", "all"},
	} {
		path := bad.path
		if to, ok := of[path[:1]]; ok {
			path = to + path[1:]
		}
		w := admin.ask(path, nil)
		if body := html.UnescapeString(w.Body.String()); w.Code != 400 || !strings.Contains(body, bad.says) {
			t.Errorf("%s: %d, without %q", bad.path, w.Code, bad.says)
		}
	}
	for path, says := range map[string]string{"/?place=Narnia": "stands in no event", "/?actor=Nobody": "stands in no event", "/?outlet=Daily+Nothing": "stands in no event"} {
		if body := html.UnescapeString(must(t, admin, path, nil, 200)); !strings.Contains(body, says) {
			t.Errorf("%s says nothing of it", path)
		}
	}
	for _, good := range []string{"/?type=attack&status=happened&all=1&from=&to=", "/queue?country=-&state=sample&week=2024-W03", "/weeks/-/2024-W03", "/weeks/" + url.PathEscape("Côte d’Ivoire") + "/2024-W03", "E?queue=1&country=&week=2024-W03"} {
		if to, ok := of[good[:1]]; ok {
			good = to + good[1:]
		}
		must(t, admin, good, nil, 200)
	}
	w := admin.ask("/weeks/Ivory%20Coast/2024-W03", nil)
	if to := w.Header().Get("Location"); w.Code != 303 || to != "/weeks/C%C3%B4te%20d%E2%80%99Ivoire/2024-W03" {
		t.Errorf("by another name: %d, to %s", w.Code, to)
	}
}

func TestAWeekOfNowhereOrToComeIsNotDone(t *testing.T) {
	p := openAll(t)
	lead := p.as(dateline.RankLead)
	form := url.Values{"state": {"done"}, "version": {"0"}}
	must(t, lead, "/weeks/Narnia/2024-W03", form, 400)
	must(t, lead, "/weeks/-/9998-W03", form, 400)
	must(t, lead, "/weeks/Ivory%20Coast/2024-W03", form, 303)
	got, err := p.ledger.Worklist(t.Context(), dateline.WorkQuery{State: dateline.WorkDone})
	if err != nil || len(got) != 1 || got[0].Country != "Côte d’Ivoire" {
		t.Errorf("%+v, %v", got, err)
	}
}
