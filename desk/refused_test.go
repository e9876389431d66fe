package desk_test

import (
	"maps"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"golang.org/x/net/html"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// A drawnForm is a form of a page as a browser would send it.
type drawnForm struct {
	values url.Values
	shown  map[string]bool // controls that are seen
	wrong  string          // the control at fault
	says   string          // what is wrong, beside it
	top    string          // what the form says of itself
}

func attrOf(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}

func textIn(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	out := ""
	for c := range n.ChildNodes() {
		out += textIn(c)
	}
	return out
}

// formsOf are the forms of a page that are sent to a path.
func formsOf(t *testing.T, body, action string) []drawnForm {
	t.Helper()
	doc, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	var out []drawnForm
	for n := range doc.Descendants() {
		if to, _ := attrOf(n, "action"); n.Data != "form" || to != action {
			continue
		}
		f := drawnForm{values: url.Values{}, shown: map[string]bool{}}
		for c := range n.Descendants() {
			name, _ := attrOf(c, "name")
			value, _ := attrOf(c, "value")
			kind, _ := attrOf(c, "type")
			id, _ := attrOf(c, "id")
			if by, _ := attrOf(c, "aria-describedby"); by == "wrong" {
				f.wrong = name
			}
			switch {
			case id == "wrong":
				f.says = textIn(c)
			case id == "refused":
				f.top = textIn(c)
			case c.Data == "input" && (kind == "radio" || kind == "checkbox"):
				if f.shown[name] = true; slices.ContainsFunc(c.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
					f.values.Add(name, value)
				}
			case c.Data == "input" && name != "":
				f.shown[name] = kind != "hidden"
				f.values.Add(name, value)
			case c.Data == "textarea":
				f.shown[name] = true
				f.values.Add(name, textIn(c))
			case c.Data == "select" && name != "":
				f.shown[name] = true
				is, first := "", true
				for o := range c.Descendants() {
					if v, _ := attrOf(o, "value"); o.Data == "option" && (first || slices.ContainsFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" })) {
						is, first = v, false
					}
				}
				f.values.Add(name, is)
			}
		}
		out = append(out, f)
	}
	return out
}

// allThere is a desk with all of its forms.
func allThere(t *testing.T) *place {
	t.Helper()
	p := openPlace(t, func(o *desk.Options) {
		l := o.Accounts.(*store.Ledger)
		organised(func() *store.Ledger { return l })(o)
		o.Names, o.Past, o.Labels, o.Groups = someNames{}, l, l, registered{Ledger: l}
	})
	return p
}

// Each form of the desk, filled in with each kind of fault, comes back as it was sent, says
// beside the field what is wrong, and nothing is done.
func TestAFormThatIsRefusedComesBackAsItWasSent(t *testing.T) {
	t.Parallel()
	p := allThere(t)
	who := map[string]*browser{}
	for _, r := range []dateline.Rank{dateline.RankViewer, dateline.RankCoder, dateline.RankLead, dateline.RankAdmin} {
		who[string(r)] = p.as(r)
	}
	must(t, who["lead"], "/releases", url.Values{"name": {"there"}}, 303)
	e := told(t, events(t, p.ledger))
	bench := "/event/" + string(e.ID) + "/decide"
	mark := "/report/" + string(e.Accounts[0].Report) + "/mark"
	must(t, who["coder"], bench, with(formsOf(t, must(t, who["coder"], bench, nil, 200), bench)[0].values, "do", "keep", "field", "places", "why", "as told"), 303)
	ds := decisions(t, p.ledger)
	undo := "/decision/" + ds[len(ds)-1].ID + "/undo"
	must(t, who["lead"], "/double", url.Values{"name": {"round-1"}, "first": {"coder"}, "second": {"lead"}, "items": {string(e.ID)}}, 303)
	must(t, who["viewer"], "/views", url.Values{"to": {"/?all=1"}, "name": {"mine"}}, 303)
	country := e.Country()
	week := "/weeks/" + url.PathEscape(country) + "/" + dateline.WeekOf(*e.Time.Start).String()
	before := len(decisions(t, p.ledger))

	long, no, unsaid := strings.Repeat("so it is ", 400), "never said <i>there</i>", "because \"they\" <b>say</b> so"
	for name, c := range map[string]struct {
		as, page, action string
		change           []string // of what the form has
		want             int
		field, says      string
	}{
		"confirm: no reason":               {"coder", bench, bench, []string{"do", "confirm", "why", " "}, 400, "why", "says why"},
		"confirm: a reason too long":       {"coder", bench, bench, []string{"do", "confirm", "why", long}, 400, "why", "at most"},
		"confirm: stale":                   {"coder", bench, bench, []string{"do", "confirm", "why", unsaid, "token", "x"}, 400, "", "open the page again"},
		"type: no reason":                  {"coder", bench + "?edit=type", bench, []string{"do", "correct", "value", "protest"}, 400, "why", "says why"},
		"type: unknown":                    {"coder", bench + "?edit=type", bench, []string{"do", "correct", "value", "attack.<b>nothing", "why", unsaid}, 400, "value", "no type"},
		"type: words not found":            {"coder", bench + "?edit=type", bench, []string{"do", "correct", "value", "protest", "quote", no, "why", unsaid}, 400, "quote", "do not stand"},
		"occurrence: unknown":              {"coder", bench + "?edit=occurrence", bench, []string{"do", "correct", "value", "maybe", "why", unsaid}, 400, "value", "maybe"},
		"time: no day":                     {"coder", bench + "?edit=time", bench, []string{"do", "correct", "from", "2024-13-45", "why", unsaid}, 400, "from", "calendar"},
		"time: ends before it begins":      {"coder", bench + "?edit=time", bench, []string{"do", "correct", "from", "2024-03-05", "to", "2024-03-01", "why", unsaid}, 400, "to", "lies before"},
		"place: not on earth":              {"coder", bench + "?edit=places&item=0", bench, []string{"do", "correct", "lat", "99", "lon", "10", "why", unsaid}, 400, "lat", "99"},
		"place: no such choice":            {"coder", bench + "?edit=places&item=new", bench, []string{"do", "correct", "name", "Odale", "candidate", "x/y", "quote", "the", "why", unsaid}, 400, "candidate", "look it up again"},
		"place: no words":                  {"coder", bench + "?edit=places&item=new", bench, []string{"do", "correct", "name", "Odale", "why", unsaid}, 400, "quote", "rests on words"},
		"place: gone from the list":        {"coder", bench + "?edit=places&item=0", bench, []string{"do", "correct", "item", "77", "name", "Odale", "why", unsaid}, 400, "", "number 77"},
		"actor: unknown":                   {"coder", bench + "?edit=roles&item=0", bench, []string{"do", "correct", "name", "Any Front", "candidate", "nobody", "why", unsaid}, 400, "candidate", "nobody whom the register knows"},
		"actor: no reason":                 {"coder", bench + "?edit=roles&item=new", bench, []string{"do", "correct", "name", "Any Front", "quote", "the"}, 400, "why", "says why"},
		"toll: no number":                  {"coder", bench + "?edit=casualties&item=0", bench, []string{"do", "correct", "low", "a dozen", "why", unsaid}, 400, "low", "no number"},
		"toll: more at least than at most": {"coder", bench + "?edit=casualties&item=0", bench, []string{"do", "correct", "low", "9", "high", "3", "why", unsaid}, 400, "low", "a low to a high"},
		"claim: by nobody":                 {"coder", bench + "?edit=claims&item=new", bench, []string{"do", "correct", "kind", "claim", "by", "", "channel", "a leaflet", "quote", "the", "why", unsaid}, 400, "by", "by whom"},
		"merge: nothing given":             {"coder", bench + "?edit=merge", bench, []string{"do", "merge", "why", unsaid}, 400, "given", "which event"},
		"merge: with itself":               {"coder", bench + "?edit=merge", bench, []string{"do", "merge", "given", string(e.ID), "why", unsaid}, 400, "given", "this event itself"},
		"merge: with what is not there":    {"coder", bench + "?edit=merge", bench, []string{"do", "merge", "given", "e-none", "why", unsaid}, 404, "given", "e-none"},
		"merge: no reason":                 {"coder", bench + "?edit=merge", bench, []string{"do", "merge", "given", string(e.ID)[:8], "why", ""}, 400, "given", "itself"},
		"split: an account of another":     {"coder", bench + "?edit=split", bench, []string{"do", "split", "account", "a-none", "why", unsaid}, 400, "account", "no account"},
		"split: no reason":                 {"coder", bench + "?edit=split", bench, []string{"do", "split", "account", string(e.Accounts[1].ID)}, 400, "why", "says why"},
		"reject: no reason":                {"coder", bench + "?edit=reject", bench, []string{"do", "reject"}, 400, "why", "says why"},
		"reject an account: unknown":       {"coder", bench + "?edit=reject", bench, []string{"do", "reject-account", "account", "a-none", "why", unsaid}, 400, "account", "no account"},
		"undo: no reason":                  {"coder", bench, undo, []string{"why", ""}, 400, "why", "says why"},
		"undo: what is not there":          {"coder", bench, undo, []string{"token", "short", "why", unsaid}, 400, "", "open the page again"},
		"add: no words":                    {"coder", mark + "?edit=1", mark, []string{"quote", " ", "value", "protest", "place_words", "the", "why", unsaid}, 400, "quote", "rests on the words"},
		"add: words not found":             {"coder", mark + "?edit=1", mark, []string{"quote", no, "value", "protest", "why", unsaid}, 400, "quote", "do not stand"},
		"add: a place not found":           {"coder", mark + "?edit=1", mark, []string{"quote", "the", "value", "protest", "place_words", no, "why", unsaid}, 400, "place_words", "do not stand"},
		"add: a toll that is none":         {"coder", mark + "?edit=1", mark, []string{"quote", "the", "value", "protest", "killed_words", "the", "killed_low", "some", "why", unsaid}, 400, "killed_low", "no number"},
		"add: no type":                     {"coder", mark + "?edit=1", mark, []string{"quote", "the", "value", "feast", "why", unsaid}, 400, "value", "no type"},
		"add: no reason":                   {"coder", mark + "?edit=1", mark, []string{"quote", "the", "value", "protest"}, 400, "why", "says why"},
		"view: no name":                    {"viewer", "/?all=1", "/views", []string{"name", " ", "shared", "1"}, 400, "name", "name"},
		"label: no such report":            {"lead", "/labels", "/labels", []string{"report", "r-none", "why", unsaid}, 404, "report", "r-none"},
		"label: none":                      {"lead", "/labels", "/labels", []string{"report", string(e.Accounts[0].Report), "label", " ", "why", unsaid}, 400, "label", ""},
		"queue: nothing chosen":            {"lead", "/queue", "/queue/assign", []string{"do", "take"}, 400, "event", "tick"},
		"queue: to nobody":                 {"lead", "/queue", "/queue/assign", []string{"do", "give", "to", "nobody", "event", string(e.ID)}, 400, "to", "nobody"},
		"week: a state of no kind":         {"coder", week, week, []string{"state", "odd", "note", unsaid}, 400, "state", "odd"},
		"week: somebody was first":         {"coder", week, week, []string{"version", "7", "state", "done", "note", unsaid}, 409, "", ""},
		"week: a note too long":            {"coder", week, week, []string{"state", "done", "note", long}, 400, "note", "2000"},
		"release: a name of no kind":       {"lead", "/releases", "/releases", []string{"name", "Spring Release", "note", unsaid, "from", "2024-01-01"}, 400, "name", "lower-case"},
		"release: one that is there":       {"lead", "/releases", "/releases", []string{"name", "there", "note", unsaid}, 409, "", ""},
		"release: no day":                  {"lead", "/releases", "/releases", []string{"name", "spring", "from", "soon", "note", unsaid}, 400, "from", "soon"},
		"release: no such place":           {"lead", "/releases", "/releases", []string{"name", "spring", "place", "Atlantis", "note", unsaid}, 400, "place", "Atlantis"},
		"double: a name of no kind":        {"lead", "/double", "/double", []string{"name", "../x", "items", "one\ntwo", "reader", "1"}, 400, "name", "lower-case"},
		"double: no such events":           {"lead", "/double", "/double", []string{"name", "round-2", "items", "e-none\nr-none"}, 404, "items", "e-none"},
		"double: a task that is there":     {"lead", "/double", "/double", []string{"name", "round-1", "items", string(e.ID)}, 409, "name", "round-1"},
		"code: what is no type":            {"coder", "/double/round-1.001", "/double/round-1.001", []string{"do", "save", "type", string(e.Type), "killed", "many", "place", "Odale"}, 400, "killed", "no number of people"},
		"code: no day":                     {"coder", "/double/round-1.001", "/double/round-1.001", []string{"do", "save", "type", string(e.Type), "start", "tomorrow", "place", "Odale"}, 400, "start", "tomorrow"},
		"cut: words not found":             {"coder", bench + "?edit=cut", bench, []string{"do", "cut", "account", string(e.Accounts[1].ID), "quote", no, "why", unsaid}, 400, "quote", "do not stand"},
		"cut: no reason":                   {"coder", bench + "?edit=cut", bench, []string{"do", "cut", "account", string(e.Accounts[0].ID), "quote", e.Accounts[0].Casualties[0].Words}, 400, "why", "says why"},
		"name: nobody's":                   {"coder", "/groups", "/groups/name", []string{"do", "group", "whose", "Mountain <b>Wing", "why", unsaid}, 400, "whose", "no group"},
		"name: no reason":                  {"coder", "/groups", "/groups/name", []string{"do", "none"}, 400, "why", "says why"},
		"users: a name of no kind":         {"admin", "/users", "/users", []string{"name", "Eve Smith", "rank", "lead", "password", password}, 400, "name", "lower-case"},
		"users: a password too short":      {"admin", "/users", "/users", []string{"name", "eve", "rank", "lead", "password", "short"}, 400, "password", ""},
		"users: one that is there":         {"admin", "/users", "/users", []string{"name", "coder", "rank", "lead", "password", password}, 409, "name", "coder"},
		"users: the last admin":            {"admin", "/users", "/users/admin", []string{"do", "rank", "rank", "coder"}, 409, "", ""},
		"me: the old password is another":  {"viewer", "/me", "/me/password", []string{"old", "another one", "new", password}, 400, "old", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var form *drawnForm
			for _, f := range formsOf(t, must(t, who[c.as], c.page, nil, 200), c.action) {
				fits := true
				for i := 0; i < len(c.change); i += 2 {
					has, ok := f.shown[c.change[i]]
					if ok && !has && f.values.Get(c.change[i]) != c.change[i+1] && slices.Contains([]string{"do"}, c.change[i]) {
						fits = false
					}
				}
				if n := len(f.shown); fits && (form == nil || n > len(form.shown)) {
					form = &f
				}
			}
			if form == nil {
				t.Fatalf("%s has no such form for %s", c.page, c.action)
			}
			v := with(maps.Clone(form.values), c.change...)
			for _, from := range []string{"https://desk.example" + c.page, ""} { // browsers that tell where they come from, and those that do not
				w := who[c.as].ask(c.action, v, "Referer", from)
				if w.Code != c.want {
					t.Fatalf("%d, not %d: %s", w.Code, c.want, w.Body)
				}
				back := -1
				forms := formsOf(t, w.Body.String(), c.action)
				for i, f := range forms {
					if f.top != "" {
						back = i
					}
				}
				if back < 0 {
					t.Fatalf("from %q: the form is not given back: %s", from, w.Body)
				}
				got := forms[back]
				if !strings.Contains(got.top, "Not saved") || !strings.Contains(got.top, c.says) {
					t.Errorf("it says %q, not %q", got.top, c.says)
				}
				if got.wrong != c.field || (got.says == "") != (c.field == "") || !strings.Contains(got.says, c.says) && c.field != "" {
					t.Errorf("it says %q beside %q; wanted %q beside %q", got.says, got.wrong, c.says, c.field)
				}
				for name, shown := range got.shown {
					secret := strings.Contains(name, "password") || name == "old" || name == "new"
					switch was, now := strings.TrimRight(strings.Join(v[name], "|"), "\n"), strings.TrimLeft(strings.Join(got.values[name], "|"), "\n"); {
					case secret && now != "":
						t.Errorf("the password comes back")
					case secret || !v.Has(name) || name == "token":
					case name == "rank" || name == "state" || name == "value" && form.values.Get("field") == "occurrence" || name == "role" || name == "candidate" || name == "account" || name == "event" || name == "do" || name == "to" && shown:
						// What is none of the choices is not chosen.
					case c.want == 409 && slices.Contains([]string{"seen", "last", "version"}, name):
					case was != now:
						t.Errorf("%s was %q and is %q", name, was, now)
					}
				}
				if strings.Contains(w.Body.String(), "<b>say</b>") || strings.Contains(w.Body.String(), "<i>there</i>") {
					t.Error("what was written is no text there")
				}
			}
			// With scripts the message alone comes, and names the field; what came first is a page.
			w := who[c.as].ask(c.action, v, "HX-Request", "true")
			if c.want == 409 {
				if !strings.Contains(w.Body.String(), "</html>") {
					t.Errorf("in place of the page: %s", w.Body)
				}
			} else if body := w.Body.String(); w.Code != c.want || strings.Contains(body, "<html") || !strings.Contains(body, `class="refused"`) || !strings.Contains(body, `data-field="`+c.field+`"`) {
				t.Errorf("in place: %d %s", w.Code, body)
			}
		})
	}
	if n := len(decisions(t, p.ledger)); n != before {
		t.Errorf("%d decisions were added", n-before)
	}
}

func TestNothingIsGivenBackToWhoMayNotSendIt(t *testing.T) {
	t.Parallel()
	p := allThere(t)
	e := events(t, p.ledger)[0]
	at := "/event/" + string(e.ID) + "/decide"
	const mark = "a sentence to be found again"
	v := url.Values{"do": {"confirm"}, "why": {mark}, "seen": {"x"}, "token": {"x"}}
	for name, c := range map[string]struct {
		b      *browser
		v      url.Values
		header []string
		want   int
	}{
		"nobody":       {p.browser("192.0.2.9"), v, nil, 401},
		"a viewer":     {p.as(dateline.RankViewer), v, nil, 403},
		"another site": {p.as(dateline.RankCoder), v, []string{"Sec-Fetch-Site", "cross-site"}, 403},
		"too much":     {p.as(dateline.RankCoder), with(maps.Clone(v), "quote", strings.Repeat("x", 300<<10)), nil, 413},
	} {
		w := c.b.ask(at, c.v, append([]string{"Referer", "https://desk.example" + at}, c.header...)...)
		if w.Code != c.want || strings.Contains(w.Body.String(), mark) {
			t.Errorf("%s: %d, said again: %v", name, w.Code, strings.Contains(w.Body.String(), mark))
		}
	}
	// Who has been logged out meanwhile keeps the page with what they wrote.
	if w := p.browser("192.0.2.9").ask(at, v, "HX-Request", "true"); w.Code != 401 || w.Header().Get("HX-Redirect") != "" || !strings.Contains(w.Body.String(), `class="refused"`) || !strings.Contains(w.Body.String(), "not logged in") {
		t.Errorf("logged out: %d %v %s", w.Code, w.Header(), w.Body)
	}
	// Where there is no form any more, what was written is on the page all the same.
	w := p.as(dateline.RankCoder).ask("/event/e0000000000000000/decide", with(maps.Clone(v), "token", strings.Repeat("A", 43)), "Referer", "https://evil.example/event/x")
	if w.Code != 404 || !strings.Contains(w.Body.String(), mark) || strings.Contains(w.Body.String(), "evil") {
		t.Errorf("%d: what was written is lost: %s", w.Code, w.Body)
	}
	// What a long value begins with is given back, not all of it.
	w = p.as(dateline.RankCoder).ask(at, with(maps.Clone(v), "why", strings.Repeat("long ", 40_000)))
	if w.Code != 400 || w.Body.Len() > 60_000 {
		t.Errorf("%d, %d bytes", w.Code, w.Body.Len())
	}
}

func TestAFormThatIsRefusedStaysWhereItIs(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	path := "/event/" + string(e.ID) + "/decide"
	tab := desktest.Open(t, h)
	refused := func() {
		t.Helper()
		tab.Until(`document.querySelector("#refused, #wrong")`)
		if wrongs := tab.Wrongs(); len(wrongs) != 1 || !strings.Contains(wrongs[0], "40") {
			t.Errorf("more than a refusal went wrong: %q", wrongs)
		}
	}
	write := func() {
		tab.Go(path + "?edit=time")
		tab.Do(chromedp.SetValue("#from", "2024-03-05"), chromedp.SetValue("#to", "2024-03-01"), chromedp.SendKeys("#why", "of a later report"))
	}
	kept := func(how string) {
		t.Helper()
		refused()
		if why, to := desktest.Eval[string](tab, `document.querySelector("#why").value`), desktest.Eval[string](tab, `document.querySelector("#to").value`); why != "of a later report" || to != "2024-03-01" {
			t.Errorf("%s: what was written became %q, %q", how, why, to)
		}
		if !strings.Contains(tab.Text("#wrong"), "lies before") || !desktest.Eval[bool](tab, `document.querySelector("#to").matches("[aria-invalid=true][aria-describedby=wrong]") && document.querySelector("#to").parentElement.contains(document.querySelector("#wrong"))`) {
			t.Errorf("%s: %q stands elsewhere than beside the field", how, tab.Text("#wrong"))
		}
	}
	for _, look := range desktest.Looks {
		tab.As(look)
		write()
		tab.Do(chromedp.Click("#edit button.main:not([hidden])"))
		kept(look.Name)
		if desktest.Eval[string](tab, "document.activeElement.id") != "to" {
			t.Error("the field at fault is not gone to")
		}
		desktest.Eval[bool](tab, "scrollTo(0, 0), true")
		tab.CheckHere(look, "refused-in-place")
		// As a browser without scripts sends it.
		write()
		desktest.Eval[bool](tab, `(() => { const f = document.querySelector("#edit"); f.append(Object.assign(document.createElement("input"), { type: "hidden", name: "do", value: "correct" })); f.submit(); return true; })()`)
		kept(look.Name + ", a page")
		desktest.Eval[bool](tab, "scrollTo(0, 0), true") // what lies beneath the bar is no target
		tab.CheckHere(look, "refused")
		tab.Wrongs()
	}
	tab.Scripts(false)
	write()
	tab.Do(chromedp.Click("#edit button.main:not([hidden])"))
	kept("without scripts")
	tab.Scripts(true)
	if n := len(decisions(t, l)); n != 0 {
		t.Fatalf("%d decisions were made", n)
	}
	// What is mended is saved, from the page that was given back as from the one that stayed.
	tab.Go(path + "?edit=time")
	tab.Do(chromedp.SetValue("#to", "2025-03-01"), chromedp.SetValue("#from", "2025-03-05"), chromedp.SendKeys("#why", "of a later report"), chromedp.Click("#edit button.main:not([hidden])"))
	refused()
	tab.Do(chromedp.SetValue("#to", "2025-03-06"), chromedp.Click("#edit button.main:not([hidden])"))
	tab.Do(chromedp.WaitVisible("#done"))
	if n := len(decisions(t, l)); n != 1 {
		t.Errorf("%d decisions", n)
	}
	// Who was slower sees what the other decided, by a list too; what they wrote is there.
	tab.Go(path + "?edit=casualties&item=0")
	if w := post(h, path, opened(t, h, path, "do", "correct", "field", "type", "value", "attack.arson", "why", "a fire"), "Cookie", "name=ann"); w.Code != 303 {
		t.Fatal(w.Code)
	}
	tab.Do(chromedp.SetValue("#low", "7"), chromedp.SetValue("#high", "9"), chromedp.SendKeys("#why", "the hospital says so"), chromedp.Click("#edit button.main:not([hidden])"), chromedp.WaitVisible("#refused"))
	if said := tab.Text("#refused"); !strings.Contains(said, "ann") || !strings.Contains(said, "a fire") || desktest.Eval[string](tab, `document.querySelector("#low").value`) != "7" {
		t.Errorf("who was slower reads %q", said)
	}
	tab.Do(chromedp.Click("#edit button.main:not([hidden])"), chromedp.WaitVisible("#done"))
	if ds := decisions(t, l); len(ds) != 3 || ds[2].Why != "the hospital says so" {
		t.Errorf("%d decisions", len(ds))
	}
}
