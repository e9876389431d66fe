package desk_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

var keyOf = regexp.MustCompile(`data-key="([^"]+)"`)

// noKeyHidesAnother fails where a page has a key twice, or one that begins another, which then is never reached.
func noKeyHidesAnother(t *testing.T, path, body string) {
	t.Helper()
	seen := map[string]bool{"?": true} // the page of keys, and before it a list of those of the page
	var all []string
	for _, m := range keyOf.FindAllStringSubmatch(body, -1) {
		if seen[m[1]] && m[1] != "?" {
			t.Errorf("%s: the key %s is there twice", path, m[1])
		}
		seen[m[1]] = true
		all = append(all, m[1])
	}
	for _, k := range all {
		for _, longer := range all {
			if strings.HasPrefix(longer, k+" ") {
				t.Errorf("%s: the key %s hides %s", path, k, longer)
			}
		}
	}
	if len(all) < 3 {
		t.Errorf("%s has %d keys", path, len(all))
	}
}

// listedKeys are the keys of the list that ? opens.
func listedKeys(tab *desktest.Tab) []string {
	return desktest.Eval[[]string](tab, `[...document.querySelectorAll("#keys kbd")].flatMap(k => k.textContent.split(" "))`)
}

func TestEveryKeyThatIsListedDoesWhatItSays(t *testing.T) {
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l, Records: l, Finder: l, Deciding: l, Names: someNames{}, Queue: l, Assigning: l, Worklist: l, Outlets: l, Work: l, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	h := d.Handler()
	e := told(t, events(t, l))
	event := "/event/" + string(e.ID)
	bench, report := event+"/decide", "/report/"+string(e.Accounts[0].Report)
	for _, path := range []string{"/", event, bench, bench + "?edit=type", report, report + "/mark", report + "/mark?edit=1", "/queue", "/weeks", "/search?q=customs", "/about"} {
		w := get(h, path)
		if w.Code != 200 {
			t.Fatalf("%s: %d", path, w.Code)
		}
		noKeyHidesAnother(t, path, w.Body.String())
	}

	tab := desktest.Open(t, h)
	tab.As(desktest.Looks[2])
	edits := func(field, item string) string {
		return `new URLSearchParams(location.search).get("edit") === "` + field + `" && (new URLSearchParams(location.search).get("item") ?? "") === "` + item + `" && document.querySelector("#edit").contains(document.activeElement)`
	}
	there := func(path string) string { return `location.pathname === "` + path + `"` }
	text := `document.activeElement.matches("[data-report]")`
	undo := `document.querySelector("details.undo[open]")?.contains(document.activeElement) && document.activeElement.name === "why"`
	elsewhere := `location.pathname.startsWith("/event/") && location.pathname.endsWith("/decide") && location.pathname !== "` + bench + `"`
	forms := map[string]string{
		"r": edits("reject", ""), "m": edits("merge", ""), "x": edits("split", ""), "y": edits("cut", ""), "u": undo, "n": elsewhere, "p": elsewhere, "?": `document.querySelector("#keys[open]")`,
		"c": `document.querySelector(".state .seen-confirmed") && document.activeElement.id === "done"`,
	}
	fields := map[string]string{
		"t": edits("type", ""), "o": edits("occurrence", ""), "b": edits("basis", ""), "f": edits("background", ""), "d": edits("time", ""),
		"l": edits("places", "0"), "a": edits("roles", "0"), "k": edits("casualties", "0"), "q": edits("claims", "0"),
		"L": edits("places", "new"), "A": edits("roles", "new"), "K": edits("casualties", "new"), "Q": edits("claims", "new"), "s": text, "w": there(report + "/mark"),
	}
	// Something to take back, and that does not end the event.
	if w := post(h, bench, opened(t, h, bench, "do", "keep", "field", "places", "why", "as told")); w.Code != 303 {
		t.Fatal(w.Code, w.Body)
	}
	for _, c := range []struct {
		path string
		does []map[string]string
	}{
		{event, []map[string]string{forms, {"e": there(bench)}}},
		{bench, []map[string]string{forms, fields}},
		{report + "/mark", []map[string]string{{"s": text, "w": there(report+"/mark") + ` && document.querySelector("#edit").contains(document.activeElement)`, "?": forms["?"]}}},
	} {
		tab.Go(c.path)
		listed := listedKeys(tab)
		want := 0
		for _, m := range c.does {
			want += len(m)
		}
		if len(listed) < want-2 { // a list of an event may lack an item
			t.Errorf("%s lists %d keys, not %d: %v", c.path, len(listed), want, listed)
		}
		for _, k := range listed {
			does := ""
			for _, m := range c.does {
				if m[k] != "" {
					does = m[k]
				}
			}
			if does == "" {
				if k != "u" || c.path != report+"/mark" {
					t.Errorf("%s lists %s, and nothing tries it", c.path, k)
				}
				continue
			}
			tab.Go(c.path)
			tab.Until(`!document.querySelector(".keyhint")?.hidden`)
			tab.Press(k)
			tab.Until(does)
		}
	}

	// A form is left: first the box of text, then the form.
	tab.Go(bench + "?edit=type")
	tab.Until(`document.activeElement.id === "value"`)
	if !strings.Contains(strings.Join(listedKeys(tab), " "), "Esc") {
		t.Error("it is not listed how a form is left")
	}
	tab.Press(kb.Escape, kb.Escape)
	tab.Until(there(bench) + ` && !document.querySelector("#edit")`)

	// An account is split off by keys alone.
	before := len(decisions(t, l))
	tab.Until(`!document.querySelector(".keyhint")?.hidden`)
	tab.Press("x")
	tab.Until(forms["x"])
	tab.Press(kb.ArrowDown, kb.Tab)
	tab.Until(`document.activeElement.id === "why"`)
	tab.Do(chromedp.KeyEvent("another attack"))
	tab.Press(kb.Enter)
	tab.Until(`document.querySelector("#done")`)
	ds := decisions(t, l)[before:]
	if len(ds) != len(e.Accounts)-1 || ds[0].Verb != dateline.VerbSplit || ds[0].Why != "another attack" {
		t.Errorf("%+v", ds)
	}

	// Lists, and the bar: at a narrow window its pages are in a menu, and their keys the same.
	tab.Go("/queue?all=1")
	tab.Until(`document.querySelector("[data-item]")`)
	next := desktest.Eval[string](tab, `document.querySelector(".more a[rel=next]")?.href ?? ""`)
	tab.Press("n")
	tab.Until(`location.href === "` + next + `"`)
	tab.As(desktest.Look{Name: "menu", Width: 360, Height: 640})
	tab.Go("/about")
	letters := desktest.Eval[[]string](tab, `[...document.querySelectorAll(".bar nav [data-key]")].map(a => a.dataset.key.split(" ")[1] + " " + new URL(a.href).pathname)`)
	if len(letters) < 5 {
		t.Errorf("%q", letters)
	}
	for _, l := range letters {
		letter, path, _ := strings.Cut(l, " ")
		tab.Press("g", letter)
		tab.Until(there(path))
	}
	tab.Go("/")
	tab.Until(`document.querySelector("#q")`)
	tab.Press("/")
	tab.Until(`document.activeElement.id === "q"`)

	// The menu itself: opened and left by keys, wide enough, and without scripts.
	if shown := desktest.Eval[bool](tab, `document.getElementById("pages").checkVisibility()`); shown {
		t.Error("the menu is open before anybody opens it")
	}
	for _, scripts := range []bool{true, false} {
		tab.Scripts(scripts)
		tab.Go("/queue")
		tab.Do(chromedp.Focus(".menu"), chromedp.KeyEvent(kb.Enter), chromedp.WaitVisible("#pages"))
		if scripts {
			tab.CheckHere(desktest.Look{Name: "360"}, "menu")
			tab.Press(kb.Escape)
			tab.Until(`!document.getElementById("pages").checkVisibility()`)
			continue
		}
		tab.Do(chromedp.Click(`#pages a[href="/weeks"]`), chromedp.WaitVisible("main h1"))
		if at := desktest.Eval[string](tab, "location.pathname"); at != "/weeks" {
			t.Errorf("a page of the menu leads to %s", at)
		}
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}
