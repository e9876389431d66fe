package desk_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/chromedp/chromedp"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// paperWidth is that of A4 between margins of a centimetre, in CSS pixels.
const paperWidth = 718

// Every page is printed: what is read, within the paper, in light colours, and nothing to press.
func TestEveryPageIsPrintedWhole(t *testing.T) {
	l := desktest.Samples(t)
	var h http.Handler
	tab := desktest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }))
	if err := l.AddUser(t.Context(), dateline.User{Name: "admin", Rank: dateline.RankAdmin, Password: hashed()}); err != nil {
		t.Fatal(err)
	}
	if err := l.AddUser(t.Context(), dateline.User{Name: "a.coder.of.a.name.that.goes.on@field-office.example.org", Rank: dateline.RankCoder, Password: hashed()}); err != nil {
		t.Fatal(err)
	}
	o := desk.Options{
		Events: l, Finder: l, Saying: l, Records: l, Views: l, Outlets: l, Work: l, Map: l, Groups: registered{Ledger: l}, Names: someNames{}, Past: l, Labels: l,
		Accounts: l, Users: l, Audit: l, Sources: l, Origin: tab.Base, Version: "test",
	}
	organised(func() *store.Ledger { return l })(&o)
	d, err := desk.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	h = d.Handler()
	tab.Go("/login")
	tab.Do(chromedp.SendKeys("#name", "admin"), chromedp.SendKeys("#password", password), chromedp.Click("button.main"), chromedp.WaitVisible(".events"))
	e := told(t, events(t, l))
	bench := "/event/" + string(e.ID) + "/decide"
	report := "/report/" + string(e.Accounts[0].Report)
	week := "/weeks/" + url.PathEscape(e.Country()) + "/" + dateline.WeekOf(*e.Time.Start).String()
	tab.Go("/releases")
	tab.Do(chromedp.SendKeys("#name", "spring"), chromedp.Click("main button.main"))
	tab.Until(`location.pathname === "/releases/spring"`)
	tab.Go("/double")
	tab.Do(chromedp.SendKeys("#name", "round-1"), chromedp.SendKeys("#items", string(e.ID)), chromedp.SetValue("#second", "admin"), chromedp.Click("main button.main"))
	tab.Until(`document.querySelector("main table")`)
	tab.Go(bench)
	tab.Do(chromedp.Click(".decidebar button.main"), chromedp.WaitVisible("#done"))
	tab.Do(chromedp.Click(`button[value="dark"]`), chromedp.WaitVisible(`html[data-theme="dark"]`))
	tab.As(desktest.Look{Width: paperWidth, Height: 1040, Dark: true})
	tab.On("print")
	for _, path := range []string{
		"/", "/?show=came", "/groups", "/groups/northern-front", "/outlets", "/queue", "/weeks", week, "/search?q=police", "/search?q=said&in=statements", "/search?q=confirm&in=decisions", "/work", "/releases", "/releases/spring",
		"/users", "/audit", "/labels", "/double", "/decisions", bench, bench + "?edit=merge", report, report + "/mark", "/event/" + string(e.ID), "/story/" + string(e.Story), "/map", "/about", "/me",
	} {
		tab.Go(path)
		tab.Shot("paper-" + path)
		for what, want := range map[string]string{"/users": "coder", "/search?q=police": "q: police", "/weeks": "open"} { // what stands in a box on a screen
			if path == what && !desktest.Eval[bool](tab, `document.querySelector("main").innerText.includes("`+want+`")`) {
				t.Errorf("%s: %q is not printed", path, want)
			}
		}
		if out := desktest.Eval[[]string](tab, `(() => {
			const say = (e) => e.tagName.toLowerCase() + (e.id ? "#" + e.id : "") + (e.className?.baseVal ?? e.className ? "." + (e.className.baseVal ?? e.className) : "") + " " + (e.textContent ?? "").trim().slice(0, 40);
			const seen = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
			const out = [];
			for (const e of document.querySelectorAll("body *")) {
				if (!seen(e)) continue;
				if (e.matches("button, input:not([type=hidden]), select, textarea, nav, .bar .aside, .foot, summary, dialog")) out.push("to press: " + say(e));
				const r = e.getBoundingClientRect();
				if (!e.closest("svg") && r.right > innerWidth + 1 && r.width > 0) out.push("cut off: " + say(e) + " " + Math.round(r.right));
				const s = getComputedStyle(e);
				if (["auto", "scroll", "hidden", "clip"].includes(s.overflowX) && e.scrollWidth > e.clientWidth + 1 && !e.closest("svg, .hidden") && !e.matches(".hidden, svg")) out.push("rolled in: " + say(e) + " " + e.scrollWidth + " in " + e.clientWidth);
				if (e.matches("a") && s.color.match(/\d+/g).slice(0, 3).reduce((a, b) => a + Number(b), 0) > 420) out.push("pale: " + say(e) + " " + s.color);
			}
			if (getComputedStyle(document.body).backgroundColor !== "rgb(255, 255, 255)") out.push("dark paper");
			if (!document.querySelector("h1") || !seen(document.querySelector("h1"))) out.push("no heading");
			return out.slice(0, 12);
		})()`); len(out) > 0 {
			t.Errorf("%s: %q", path, out)
		}
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}
