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
	"dateline/desk/desktest"
	"dateline/store"
)

var codeInput = regexp.MustCompile(`name="(token|last|unit)" value="([^"]*)"`)

// codeForms are the forms of a coder's page: of each event, and those behind.
func codeForms(body string) []url.Values {
	var out []url.Values
	for _, form := range strings.Split(body, `class="unit"`)[1:] {
		v := url.Values{}
		for _, m := range codeInput.FindAllStringSubmatch(form, -1) {
			v.Set(m[1], m[2])
		}
		out = append(out, v)
	}
	return out
}

// with is a form with more values.
func with(v url.Values, pairs ...string) url.Values {
	out := url.Values{}
	for k, x := range v {
		out[k] = x
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		out.Set(pairs[i], pairs[i+1])
	}
	return out
}

// team is a place with a second coder, amina.
func team(t *testing.T) (*place, map[string]*browser) {
	t.Helper()
	p := openTeam(t)
	if err := p.ledger.AddUser(t.Context(), dateline.User{Name: "amina", Rank: dateline.RankCoder, Password: hashed()}); err != nil {
		t.Fatal(err)
	}
	out := map[string]*browser{}
	for _, name := range []string{"viewer", "coder", "amina", "lead", "admin"} {
		b := p.browser("192.0.2.9")
		if w := b.login(name, password); w.Code != 303 {
			t.Fatalf("%s: %d", name, w.Code)
		}
		out[name] = b
	}
	return p, out
}

// toldBy is an event of the samples that one report tells with a number of killed, and
// that report.
func toldBy(t *testing.T, l *store.Ledger) (dateline.Event, dateline.ReportID) {
	t.Helper()
	found, err := l.Events(t.Context(), dateline.Query{Limit: 50})
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range found.Items {
		if len(e.Casualties) > 0 && e.Casualties[0].Status == dateline.Killed {
			return e, e.Accounts[0].Report
		}
	}
	t.Fatal("no event has killed")
	return dateline.Event{}, ""
}

func must(t *testing.T, b *browser, path string, form url.Values, want int) string {
	t.Helper()
	w := b.ask(path, form)
	if w.Code != want {
		t.Fatalf("%s %v: %d, want %d: %s", path, form, w.Code, want, w.Body)
	}
	return w.Body.String()
}

func TestTwoCodersAreBlindUntilBothAreDoneAndALeadSettles(t *testing.T) {
	p, who := team(t)
	e, _ := toldBy(t, p.ledger)
	must(t, who["lead"], "/double", url.Values{"name": {"round-1"}, "first": {"coder"}, "second": {"amina"}, "items": {string(e.ID)}}, 303)
	at := "/double/round-1.001"
	mine := must(t, who["coder"], at, nil, 200)
	if strings.Contains(mine, "onfidence") || strings.Contains(mine, "0.") && strings.Contains(mine, `class="confidence"`) {
		t.Error("the page tells how sure the reading is")
	}
	if !strings.Contains(mine, `<option value=""></option>`) || strings.Contains(mine, " selected") || regexp.MustCompile(`name="(killed|place|start)" value="[^"]`).MatchString(mine) {
		t.Error("the coder sees what the reader has before they have decided")
	}
	first := with(codeForms(mine)[0], "type", string(e.Type))
	must(t, who["coder"], at, with(first, "do", "save", "killed", "77", "place", "Odale"), 303)
	must(t, who["coder"], at, with(first, "do", "save", "killed", "77", "place", "Odale"), 303) // sent twice
	must(t, who["coder"], at, with(first, "do", "save", "killed", "78", "place", "Odale"), 409) // another form of the same page
	stale := codeForms(mine)[0]
	must(t, who["coder"], at, with(stale, "do", "save", "killed", "5", "token", strings.Repeat("A", 26)), 409)
	if mine := must(t, who["coder"], at, nil, 200); !strings.Contains(mine, `value="77"`) || !strings.Contains(mine, `value="Odale"`) {
		t.Error("what the coder decided is not on their page")
	}
	// Neither the other coder, nor the record, nor the task tells of it.
	theirs := must(t, who["amina"], at, nil, 200)
	if strings.Contains(theirs, `value="77"`) || strings.Contains(theirs, "Odale") {
		t.Error("the other coder sees it")
	}
	if now, err := p.ledger.Event(t.Context(), string(e.ID)); err != nil || now.Review != nil {
		t.Errorf("the record has it: %+v, %v", now.Review, err)
	}
	must(t, who["coder"], at, url.Values{"do": {"done"}}, 303)
	must(t, who["coder"], at, with(codeForms(must(t, who["amina"], at, nil, 200))[0], "do", "save", "killed", "1"), 409)
	must(t, who["coder"], "/double/task/round-1", nil, 409)
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), nil, 409)
	must(t, who["amina"], at, url.Values{"do": {"done"}}, 409) // nothing is decided yet
	must(t, who["amina"], at, with(codeForms(theirs)[0], "do", "save", "type", string(e.Type), "killed", "5"), 303)
	must(t, who["amina"], at, url.Values{"do": {"done"}}, 303)
	for _, name := range []string{"coder", "amina", "lead"} {
		if body := must(t, who[name], "/double/task/round-1", nil, 200); !strings.Contains(body, "F1 1.00") || !strings.Contains(body, "Killed") {
			t.Errorf("%s: %s", name, body)
		}
	}
	must(t, who["coder"], strings.Replace(at, "double", "settle", 1), nil, 403)
	form := must(t, who["lead"], strings.Replace(at, "double", "settle", 1), nil, 200)
	key := regexp.MustCompile(`name="([0-9a-f]{16})\.killed"`).FindStringSubmatch(form)
	if key == nil {
		t.Fatal(form)
	}
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), url.Values{key[1] + ".killed": {"first"}}, 400) // the place is not chosen
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), url.Values{key[1] + ".killed": {"third"}, key[1] + ".killed.third": {"many"}, key[1] + ".place": {"first"}}, 400)
	choice := url.Values{key[1] + ".killed": {"third"}, key[1] + ".killed.third": {"6"}, key[1] + ".place": {"second"}, "why": {"the later report counts six"}}
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), choice, 303)
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), choice, 303) // sent twice
	must(t, who["admin"], strings.Replace(at, "double", "settle", 1), choice, 409)
	now, err := p.ledger.Event(t.Context(), string(e.ID))
	if err != nil || now.Review == nil || now.Review.State != dateline.ReviewCorrected {
		t.Fatalf("%+v, %v", now.Review, err)
	}
	killed := 0
	for _, c := range now.Casualties {
		if c.Status == dateline.Killed {
			killed = *c.Low
		}
	}
	if f := now.Review.Fields["casualties"]; killed != 6 || f.By != "lead" || now.Review.Fields["places"].By != "" {
		t.Errorf("killed %d, by %q; places by %q", killed, f.By, now.Review.Fields["places"].By)
	}
}

func TestOfAReportTwoCodersFindEvents(t *testing.T) {
	p, who := team(t)
	_, report := toldBy(t, p.ledger)
	must(t, who["lead"], "/double", url.Values{"name": {"reports"}, "first": {"coder"}, "second": {"amina"}, "items": {"http://desk.example/report/" + string(report)}, "reader": {"1"}}, 303)
	at := "/double/reports.001"
	r, _, err := p.ledger.Source(t.Context(), report)
	if err != nil {
		t.Fatal(err)
	}
	words := strings.Fields(r.Text[r.Body:])
	for _, name := range []string{"coder", "amina"} {
		body := must(t, who[name], at, nil, 200)
		for n := len(codeForms(body)) - 2; n > 0; n-- {
			forms := codeForms(must(t, who[name], at, nil, 200))
			do := "save"
			if name == "amina" && n == 1 {
				do = "reject"
			}
			must(t, who[name], at, with(forms[n-1], "do", do), 303)
		}
	}
	forms := codeForms(must(t, who["coder"], at, nil, 200))
	add := with(forms[len(forms)-2], "do", "add", "type", "protest", "start", "2026-03-01")
	must(t, who["coder"], at, with(add, "words", "no such words stand there"), 400)
	must(t, who["coder"], at, with(add, "words", words[0], "type", "odd.kind"), 400)
	must(t, who["coder"], at, with(add, "words", words[len(words)-1]), 303)
	for _, name := range []string{"coder", "amina"} {
		must(t, who[name], at, url.Values{"do": {"done"}}, 303)
	}
	body := must(t, who["lead"], "/double/task/reports", nil, 200)
	if strings.Contains(body, "F1 1.00") || !strings.Contains(body, "F1 0.") {
		t.Errorf("the two have other events: %s", body)
	}
	form := must(t, who["lead"], strings.Replace(at, "double", "settle", 1), nil, 200)
	keep := url.Values{}
	for _, m := range regexp.MustCompile(`name="([0-9a-f]{16}\.keep)"`).FindAllStringSubmatch(form, -1) {
		keep.Set(m[1], "yes")
	}
	if len(keep) != 2 {
		t.Fatalf("one alone has %d events: %s", len(keep), form)
	}
	must(t, who["lead"], strings.Replace(at, "double", "settle", 1), keep, 303)
	ds, err := p.ledger.DecisionsOn(t.Context(), r.SHA256)
	if err != nil {
		t.Fatal(err)
	}
	added := 0
	for _, x := range dateline.InForce(ds) {
		if x.Verb == dateline.VerbAdd {
			added++
		}
	}
	if added != 1 {
		t.Errorf("%d events are added to the record", added)
	}
}

func TestCodersOfAReportAreBlindToTheReader(t *testing.T) {
	p, who := team(t)
	e, report := toldBy(t, p.ledger)
	must(t, who["lead"], "/double", url.Values{"name": {"blind"}, "first": {"coder"}, "second": {"amina"}, "items": {string(report)}}, 303)
	at, settle := "/double/blind.001", "/settle/blind.001"
	for name, blind := range map[string]bool{"coder": true, "amina": true, "lead": false, "viewer": false} {
		body := must(t, who[name], "/report/"+string(report), nil, 200)
		if shows := strings.Contains(body, `href="/event/`+string(e.ID)+`"`); shows == blind || strings.Contains(body, at) != blind || blind && (strings.Contains(body, "<mark") || strings.Contains(body, "Nothing has read")) {
			t.Errorf("what was read is shown to %s: %v", name, shows)
		}
	}
	r, reading, err := p.ledger.Source(t.Context(), report)
	if err != nil {
		t.Fatal(err)
	}
	var a dateline.Account
	for _, x := range e.Accounts {
		if x.Report == report {
			a = x
		}
	}
	words := ""
	for _, x := range a.Evidence {
		if x.Field == "type" && x.Start >= r.Body && words == "" {
			words = r.Text[x.Start:min(x.End+40, len(r.Text))]
		}
	}
	for _, name := range []string{"coder", "amina"} {
		body := must(t, who[name], at, nil, 200)
		if n := len(codeForms(body)); n != 2 || strings.Contains(body, "<mark") || strings.Contains(body, "chip agree") {
			t.Fatalf("%s has %d forms: %s", name, n, body)
		}
		add := with(codeForms(body)[0], "do", "add", "type", string(a.Type), "killed", map[string]string{"coder": "77", "amina": "78"}[name], "words", words)
		must(t, who[name], at, with(add, "type", ""), 400)
		must(t, who[name], at, add, 303)
		if body := must(t, who[name], at, nil, 200); len(codeForms(body)) != 3 || !strings.Contains(body, "<mark") {
			t.Errorf("%s: %s", name, body)
		}
		must(t, who[name], at, url.Values{"do": {"done"}}, 303)
		if body := must(t, who[name], "/report/"+string(report), nil, 200); !strings.Contains(body, `href="/event/`) {
			t.Errorf("%s is done, and what was read is not shown", name)
		}
	}
	if body := must(t, who["lead"], "/double/task/blind", nil, 200); !strings.Contains(body, "F1 1.00") || strings.Contains(body, "that raises agreement") {
		t.Errorf("%s", body)
	}
	form := must(t, who["lead"], settle, nil, 200)
	choice := url.Values{}
	for _, m := range regexp.MustCompile(`name="([0-9a-f]{16})\.killed"`).FindAllStringSubmatch(form, 1) {
		choice.Set(m[1]+".killed", "second")
	}
	must(t, who["lead"], settle, choice, map[bool]int{true: 400, false: 303}[len(reading.Accounts) > 1]) // what the reader alone has is not left out unasked
	for _, m := range regexp.MustCompile(`name="([0-9a-f]{16}\.keep)"`).FindAllStringSubmatch(form, -1) {
		choice.Set(m[1], "yes")
	}
	if n := len(choice); n != len(reading.Accounts) {
		t.Errorf("%d are asked, of %d of the reader's: %v", n, len(reading.Accounts), choice)
	}
	must(t, who["lead"], settle, choice, 303)
	// What was settled is what this report says; the event is told by others too, and stays
	// as it is but for that.
	if len(e.Accounts) < 2 || !strings.Contains(form, `href="/event/`+string(e.ID)+`"`) || !strings.Contains(form, "told by others too") {
		t.Errorf("%d accounts, and the page does not say of which event it is: %s", len(e.Accounts), form)
	}
	desktest.Link(t, p.ledger)
	now, err := p.ledger.Event(t.Context(), string(e.ID))
	if err != nil || len(now.Accounts) != len(e.Accounts) || now.Review != nil && (now.Review.State == dateline.ReviewConfirmed || now.Review.State == dateline.ReviewCorrected || len(now.Review.Fields) > 0) {
		t.Fatalf("%+v, %v", now, err)
	}
	for _, x := range now.Accounts {
		was := slices.IndexFunc(e.Accounts, func(b dateline.Account) bool { return b.ID == x.ID })
		switch {
		case x.Report != report && was < 0:
			t.Errorf("%s is another account than before", x.ID)
		case x.Report == report && (x.Maker != dateline.Person || !slices.ContainsFunc(x.Casualties, func(c dateline.Casualty) bool { return c.Status == dateline.Killed && c.Low != nil && *c.Low == 78 })):
			t.Errorf("the account of the report is %+v", x)
		}
	}
	if !slices.ContainsFunc(now.Tolls, func(x dateline.Toll) bool {
		return slices.ContainsFunc(x.History, func(f dateline.Figure) bool { return f.Report == report && *f.Low == 78 })
	}) {
		t.Errorf("the figure that was agreed on is in no history: %+v", now.Tolls)
	}
}

func TestWhoMaySeeADoubleCoding(t *testing.T) {
	p, who := team(t)
	e, _ := toldBy(t, p.ledger)
	task := url.Values{"name": {"t"}, "first": {"coder"}, "second": {"lead"}, "items": {string(e.ID)}}
	for _, c := range []struct {
		by   string
		form url.Values
		want int
	}{
		{"viewer", task, 403}, {"coder", task, 403},
		{"lead", with(task, "second", "coder"), 400}, {"lead", with(task, "second", "viewer"), 400}, {"lead", with(task, "name", "../x"), 400},
		{"lead", with(task, "items", "e-forged"), 404}, {"lead", with(task, "items", string(e.ID)+" r-forged"), 404}, {"lead", with(task, "items", " "), 400},
		{"lead", task, 303}, {"lead", task, 409},
	} {
		must(t, who[c.by], "/double", c.form, c.want)
	}
	for path, want := range map[string]int{"/double/t.001": 404, "/double/task/t": 404, "/double/t.002": 404, "/double/task/none": 404, "/settle/t.001": 403} {
		must(t, who["amina"], path, nil, want)
	}
	if body := must(t, who["amina"], "/double", nil, 200); strings.Contains(body, ">t<") || strings.Contains(body, "<textarea") {
		t.Error("another's task is listed, or a form to make one")
	}
	must(t, who["admin"], "/double/t.001", nil, 403) // who leads does not code it
	must(t, who["lead"], "/double/task/t", nil, 409) // who codes it is blind, though a lead
	must(t, who["coder"], "/double/t.001", url.Values{"do": {"save"}, "token": {"forged"}}, 400)
	forms := codeForms(must(t, who["coder"], "/double/t.001", nil, 200))
	must(t, who["coder"], "/double/t.001", with(forms[0], "do", "save", "unit", "0000000000000000"), 400)
	must(t, who["coder"], "/double/t.001", with(forms[0], "do", "odd"), 400)
	must(t, who["coder"], "/double/t.001", with(forms[0], "do", "save", "start", "tomorrow"), 400)
	must(t, who["viewer"], "/double", nil, 403)
}

func TestPagesOfDoubleCodingHoldInABrowser(t *testing.T) {
	tab, l := openTeamHere(t)
	e, report := toldBy(t, l)
	tab.As(desktest.Looks[2])
	tab.Go("/double")
	tab.Do(chromedp.SendKeys("#name", "round"), chromedp.SendKeys("#second", "amina"), chromedp.SendKeys("#items", string(e.ID)+" "+string(report)), chromedp.Click(`input[name="reader"]`))
	tab.Do(chromedp.SendKeys(`form[action="/double"] button.main`, kb.Enter), chromedp.WaitVisible("tbody tr"))
	tab.Go("/double/round.001")
	tab.Do(chromedp.SendKeys(`button[value="save"]`, kb.Enter), chromedp.WaitVisible(".chip.agree"))
	tab.Go("/double/round.002")
	if n := tab.Count(".chip.agree"); n != 0 {
		t.Errorf("%d events of the other item are saved", n)
	}
	for _, path := range []string{"/double", "/double/round.001", "/double/round.002"} {
		tab.Check(path)
	}
	// Both are done: by the ledger, as one browser is one person.
	for _, coder := range []string{"editor", "amina"} {
		if err := l.FinishCoding(t.Context(), "round.001", coder); err != nil {
			t.Fatal(err)
		}
		if err := l.FinishCoding(t.Context(), "round.002", coder); err != nil {
			t.Fatal(err)
		}
	}
	for _, path := range []string{"/double/task/round", "/settle/round.001", "/settle/round.002"} {
		tab.Check(path)
	}
	tab.Go("/settle/round.001")
	tab.Do(chromedp.SendKeys("main form button.main", kb.Enter), chromedp.WaitVisible("tbody tr"))
	if tab.Go("/settle/round.001"); tab.Count(".done") != 1 {
		t.Error("it is not settled")
	}
}
