package desk_test

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline"
	"dateline/desk/desktest"
	"dateline/store"
)

// toldAs is the event that an account of a maker in a report tells.
func toldAs(t *testing.T, l *store.Ledger, is func(dateline.Account) bool) *dateline.Event {
	t.Helper()
	for _, e := range events(t, l) {
		if slices.ContainsFunc(e.Accounts, is) {
			return &e
		}
	}
	return nil
}

func TestAnAccountOfTwoHappeningsIsCutAndTheCutTakenBack(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	a := e.Accounts[0]
	path := "/event/" + string(e.ID) + "/decide"
	words := a.Casualties[len(a.Casualties)-1].Words
	before := len(events(t, l))
	for name, c := range map[string]struct {
		more []string
		says string
	}{
		"no words":              {[]string{"quote", ""}, "say which words"},
		"words not there":       {[]string{"quote", "never said there"}, "do not stand"},
		"no type":               {[]string{"quote", words, "value", "feast"}, "no type"},
		"an account of another": {[]string{"quote", words, "account", "a-none"}, "no account"},
		"no reason":             {[]string{"quote", words, "why", ""}, "says why"},
	} {
		form := opened(t, h, path, append([]string{"do", "cut", "account", string(a.ID), "value", "attack.mine", "why", "two attacks"}, c.more...)...)
		if w := post(h, path, form); w.Code != 400 || !strings.Contains(w.Body.String(), c.says) || len(decisions(t, l)) != 0 {
			t.Errorf("%s: %d, %d decisions", name, w.Code, len(decisions(t, l)))
		}
	}
	form := opened(t, h, path, "do", "cut", "account", string(a.ID), "quote", words, "value", "attack.mine", "why", "two attacks in one sentence")
	w := post(h, path, form)
	if w.Code != 303 || len(decisions(t, l)) != 2 {
		t.Fatal(w.Code, w.Body)
	}
	if w := post(h, path, form); w.Code != 303 || len(decisions(t, l)) != 2 {
		t.Fatalf("sent twice: %d", w.Code)
	}
	says(t, h, path, "cut in two")
	desktest.Link(t, l)
	ours := func(b dateline.Account) bool { return b.Maker == dateline.Person && b.Report == a.Report }
	one, rest := toldAs(t, l, ours), toldAs(t, l, func(b dateline.Account) bool { return b.ID == a.ID })
	if one == nil || rest == nil || one.ID == rest.ID || one.Type != "attack.mine" || len(rest.Accounts) != len(e.Accounts) {
		t.Fatalf("cut: %+v, left: %+v", one, rest)
	}
	says(t, h, "/event/"+string(rest.ID), `Cut out of it: <a href="/event/`+string(one.ID)+`"`)
	for _, b := range rest.Accounts {
		if b.ID == a.ID && slices.ContainsFunc(b.Casualties, func(c dateline.Casualty) bool { return c.Words == words }) {
			t.Errorf("what was cut out is still there: %+v", b.Casualties)
		}
	}
	for _, b := range one.Accounts {
		if len(b.Casualties) != 1 || b.Casualties[0].Words != words || len(b.Places) == 0 || b.Time.Start == nil {
			t.Errorf("cut out is %+v", b)
		}
	}
	// What is decided of the new event lasts, and of the old one too.
	there := "/event/" + string(one.ID) + "/decide"
	if w := post(h, there, opened(t, h, there, "do", "confirm", "why", "as told")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	if one := toldAs(t, l, ours); one.Review == nil || one.Review.State != dateline.ReviewAdded || !slices.ContainsFunc(one.Review.Decisions, func(id string) bool { return id == decisions(t, l)[2].ID }) {
		t.Errorf("the event that was cut out is %+v", one.Review)
	}
	first := decisions(t, l)[0].ID
	if w := post(h, "/decision/"+first+"/undo", url.Values{"token": {form.Get("token")}, "why": {"one attack after all"}, "to": {path}}); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	desktest.Link(t, l)
	back := toldAs(t, l, func(b dateline.Account) bool { return b.ID == a.ID })
	if toldAs(t, l, ours) != nil || back.ID != e.ID || len(back.Accounts) != len(e.Accounts) || len(events(t, l)) != before {
		t.Errorf("taken back: %d events, %d before", len(events(t, l)), before)
	}
}

func TestAnAccountIsCutBySelectingWords(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	tab := desktest.Open(t, h)
	for _, look := range desktest.Looks {
		tab.As(look)
		tab.Go("/event/" + string(e.ID))
		tab.Until(`!document.querySelector(".keyhint")?.hidden`)
		tab.Press("y")
		tab.Until(`document.querySelector("#edit input[name=do][value=cut]")`)
		tab.CheckHere(look, "cut")
	}
	words := e.Accounts[0].Casualties[len(e.Accounts[0].Casualties)-1].Words
	tab.Do(chromedp.Focus("#quote"))
	desktest.Eval[bool](tab, `(() => {
		const find = document.createTreeWalker(document.querySelector(".select"), NodeFilter.SHOW_TEXT);
		for (let n; (n = find.nextNode()); ) {
			const i = n.data.indexOf(`+"`"+words+"`"+`);
			if (i >= 0) { getSelection().setBaseAndExtent(n, i, n, i + `+"`"+words+"`"+`.length); return true; }
		}
		return false;
	})()`)
	tab.Until(`document.querySelector("#quote").value.length > 0 && document.querySelector("[name=start]").value !== ""`)
	tab.Do(chromedp.SetValue("#value", "attack.mine"), chromedp.SendKeys("#why", "two attacks"), chromedp.Click("#edit button.main:not([hidden])"), chromedp.WaitVisible("#done"))
	if ds := decisions(t, l); len(ds) != 2 || !ds[0].Cuts() {
		t.Errorf("%+v", ds)
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}
