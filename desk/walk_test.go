package desk_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"log/slog"
	"maps"
	"net/http/httptest"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// world is reports of which those whose names begin with "labelled" are kept from
// viewers. What these alone say stands in kept.
var world = map[string]string{
	"gao": front("Three officers killed as gunmen storm Gao checkpoint", "Harbour Daily", "2025-03-11", "gao") +
		"GAO, Mali - Gunmen attacked a police checkpoint on the edge of Gao, in northern Mali, on Monday, killing three police officers, the governor's office said.\n\nThe attackers came on motorcycles shortly before noon and burned the guard hut.\n",
	"burial": front("Gao mourns officers shot at checkpoint", "Sahel Noon", "2025-03-12", "burial") +
		"GAO, Mali - Hundreds of people on Tuesday buried the police officers who were killed when gunmen attacked a police checkpoint outside Gao on Monday. Three officers died, the governor's office said.\n",
	// It tells an event that others tell too, by another figure and with a claim, and one alone.
	"labelled-witness": front("Quillmarsh witnesses tell of Gao checkpoint attack", "Zorvane Courier", "2025-03-11", "witness") +
		"GAO, Mali - Gunmen attacked a police checkpoint on the edge of Gao, in northern Mali, on Monday, killing 4737 police officers, a nurse who gave the name Brindlewick said.\n\n" +
		"Boko Haram said in an audio message that its men had carried out the attack on the checkpoint.\n\nIn Kidal, a bomb exploded at a market on Sunday, killing 2917 people and wounding 6171, the nurse said.\n",
	// Another outlet prints it again.
	"labelled-first": front("Lorry drivers of the Velthune union end strike", "Velthune Wire", "2025-03-12", "drivers") + drivers,
	"copy":           front("Police arrest drivers who blocked Tahoua road", "Meridian Page", "2025-03-13", "copy") + drivers,
	// A later version of it is told to all.
	"labelled-version": front("Fenwrack clash leaves soldiers dead", "Andes Page", "2025-03-14", "clash") +
		"CUCUTA, Colombia - Soldiers clashed with fighters of the National Liberation Army near Ocana, in northern Colombia, on Thursday. 5193 soldiers were killed, the army said.\n",
	"version": front("Clash in the north leaves soldiers dead", "Andes Page", "2025-03-14\nmodified: 2025-03-15", "clash") +
		"CUCUTA, Colombia - Soldiers clashed with fighters of the National Liberation Army near Ocana, in northern Colombia, on Thursday. Four soldiers were killed, the army said.\n",
	// Nothing else is in its story.
	"labelled-group": front("Murkfen Falcons stage raid in Tillaberi", "Zorvane Courier", "2025-03-16", "falcons") +
		"TILLABERI, Niger - Fighters of the Murkfen Falcons, a new armed group, attacked a village near Tillaberi on Saturday and killed 8339 herders, residents said. The Murkfen Falcons claimed the attack. The Murkfen Falcons were founded last year.\n",
	"teacher": front("Teacher seized on the road to Maradi", "Harbour Daily", "2025-03-15", "maradi") +
		"MARADI, Niger - Gunmen on Friday seized a teacher, Odile Farahani, on the road to Maradi in southern Niger, residents said.\n\nOdile Farahani had been on her way home from a market. No ransom has been asked.\n",
}

const drivers = "TAHOUA, Niger - Police in Tahoua, in western Niger, arrested 14 lorry drivers on Wednesday after they had blocked the road to Agadez with tyres for three days, the interior ministry said.\n\n" +
	"The drivers had demanded that a fuel levy be dropped. The ministry said that talks with their union would begin next week, and that those who were held would be brought before a judge in the town.\n"

func front(title, outlet, published, path string) string {
	return fmt.Sprintf("---\ntitle: %s\noutlet: %s\npublished: %s\nurl: https://example.org/%s\n---\n", title, outlet, published, path)
}

// kept is what labelled reports alone say.
var kept = regexp.MustCompile(`(?i)quillmarsh|zorvane|\b4737\b|brindlewick|boko.haram|kidal|\b2917\b|\b6171\b|velthune|fenwrack|\b5193\b|murkfen|tillab|\b8339\b`)

// A walk is a desk at the reports of world, some labelled.
type walk struct {
	*place
	desk   *desk.Desk
	hidden []string          // IDs of what is kept from viewers, and hashes
	open   map[string]string // IDs of what is not, by their name in world or by their kind
}

func openWalk(t *testing.T) *walk {
	t.Helper()
	w := &walk{place: &place{t: t, ledger: desktest.Filled(t, world), clock: &clock{at: time.Now()}}, open: map[string]string{}}
	for _, r := range []dateline.Rank{dateline.RankViewer, dateline.RankCoder, dateline.RankLead, dateline.RankAdmin} {
		if err := w.ledger.AddUser(t.Context(), dateline.User{Name: string(r), Rank: r, Password: hashed()}); err != nil {
			t.Fatal(err)
		}
	}
	l := w.ledger
	if err := l.KeepIndex(t.Context()); err != nil { // what a desk of a large ledger is answered by
		t.Fatal(err)
	}
	var err error
	if w.desk, err = desk.New(desk.Options{
		Events: l, Map: l, Finder: l, Records: l, Views: l, Outlets: l, Work: l, Accounts: l, Users: l, Audit: l, Sources: l, Labels: l, Deciding: l, Groups: groupsOf{registry{}, l},
		Queue: l, Assigning: l, Worklist: l, Doubles: l, Coded: l, Releases: l, Origin: "https://desk.example", Logger: slog.New(slog.DiscardHandler), Now: w.clock.now,
	}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(w.desk.Close)
	w.h = w.desk.Handler()
	return w
}

// label labels what world means to be.
func (w *walk) label() {
	w.t.Helper()
	ctx := w.t.Context()
	labelled := map[dateline.ReportID]bool{}
	stories, err := w.ledger.Stories(ctx, dateline.Query{All: true})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, st := range stories.Items {
		for _, id := range st.Reports {
			r, err := w.ledger.Report(ctx, id)
			if err != nil {
				w.t.Fatal(err)
			}
			for name, text := range world {
				if !strings.HasSuffix(text, r.Text[r.Body:]) || r.Title == nil || !strings.Contains(text, *r.Title) {
					continue
				}
				if strings.HasPrefix(name, "labelled") {
					labelled[id] = true
					w.hidden = append(w.hidden, string(id), r.SHA256)
				} else {
					w.open[name] = string(id)
				}
			}
		}
	}
	for id := range labelled {
		if err := w.ledger.SetLabel(ctx, dateline.Label{Report: id, Label: "source at risk", Why: "asked for", By: "lead"}); err != nil {
			w.t.Fatal(err)
		}
	}
	if len(labelled) != 4 || len(w.open) != 5 {
		w.t.Fatalf("%d reports are labelled and %d are not", len(labelled), len(w.open))
	}
	for _, st := range stories.Items {
		if !slices.ContainsFunc(st.Reports, func(id dateline.ReportID) bool { return !labelled[id] }) {
			w.hidden = append(w.hidden, string(st.ID))
		} else if len(st.Reports) > 2 {
			w.open["story"] = string(st.ID)
		}
	}
	events, err := w.ledger.Events(ctx, dateline.Query{All: true})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, e := range events.Items {
		if !slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return !labelled[a.Report] }) {
			w.hidden = append(w.hidden, string(e.ID))
		} else if len(e.Accounts) > 2 {
			w.open["event"] = string(e.ID)
		}
		for _, a := range e.Accounts {
			if labelled[a.Report] {
				w.hidden = append(w.hidden, string(a.ID))
			}
		}
	}
	if w.open["story"] == "" || w.open["event"] == "" {
		w.t.Fatalf("no event is told by labelled reports and by others: %v", w.open)
	}
}

// secret is what of an answer ought to be kept, its headers too; "" where nothing is.
func (w *walk) secret(path string, r *httptest.ResponseRecorder) string {
	body := fmt.Sprint(r.Result().Header) + html.UnescapeString(r.Body.String())
	for _, id := range w.hidden {
		if strings.Contains(body, id) {
			return id
		}
	}
	found := kept.FindAllString(body, -1)
	if strings.HasPrefix(path, "/groups") { // the register is everybody's
		found = slices.DeleteFunc(found, func(s string) bool { return strings.HasPrefix(strings.ToLower(s), "boko") })
	}
	return strings.Join(found, " ")
}

// paths are all pages that a viewer may think of, with every value of every question.
func (w *walk) paths() []string {
	lists := map[string][]string{
		"show": {"came", "changed", "disputed"}, "all": {"1"}, "in": {"reports", "events", "stories", "statements", "said", "decisions", "groups", "places"}, "by": {"adds", "events", "copies", "delay", "last", "name"},
		"q": {"checkpoint", "gunmen", "police", "officers", "said", "attack", "soldiers", "drivers", "market", "killed"}, "place": {"Mali", "Niger", "Colombia", "Mali/Gao"}, "type": {"attack", "battle", "security", "attack.armed"},
		"status": {"happened", "claimed", "alleged"}, "outlet": {"Harbour Daily", "Sahel Noon", "Meridian Page", "Andes Page"}, "actor": {"national-liberation-army"},
		"from": {"2025-03-09", "2025-03-16"}, "to": {"2025-03-10", "2025-03-20"}, "day": {"2025-03-10"},
	}
	things := map[string][]string{
		"why": {"type", "place", "time", "occurrence", "basis", "casualties.killed", "roles.perpetrator", "roles.victim", "claims"}, "layer": {"events", "names", "speakers", "places", "times", "numbers"},
		"rows": {"all"}, "reports": {"all"}, "text": {"all"}, "r": {w.open["gao"]}, "from": {"1", w.open["gao"]},
	}
	var out []string
	for _, p := range w.desk.Patterns() {
		method, path, _ := strings.Cut(p, " ")
		if method != "GET" || path == "/news" { // a stream is open as long as somebody listens
			continue
		}
		path = strings.NewReplacer("{$}", "", "{id...}", "northern-front", "{country}", "Mali", "{week}", "2025-W11", "{name}", "none").Replace(path)
		values, ids := lists, []string{""}
		if strings.Contains(path, "{id}") {
			values, ids = things, slices.Concat(w.hidden, slices.Collect(maps.Values(w.open)))
		}
		for _, id := range ids {
			at := strings.Replace(path, "{id}", id, 1)
			out = append(out, at)
			if slices.Contains(w.hidden, id) {
				continue
			}
			for key, all := range values {
				for _, v := range all {
					out = append(out, at+"?"+url.Values{key: {v}}.Encode())
					if id == "" {
						out = append(out, at+"?"+url.Values{key: {v}, "all": {"1"}, "in": {"events"}}.Encode(), at+"?"+url.Values{key: {v}, "q": {"police"}, "in": {"stories"}}.Encode())
					}
				}
			}
		}
	}
	slices.Sort(out)
	return out
}

func TestNoRouteTellsAViewerOfALabelledReport(t *testing.T) {
	w := openWalk(t)
	w.label()
	viewer := w.as(dateline.RankViewer)
	pages, said := 0, map[string]bool{}
	for _, part := range [][]string{nil, {"HX-Request", "true"}} {
		for _, path := range w.paths() {
			r := viewer.ask(path, nil, part...)
			// An address that the viewer wrote comes back in the page.
			for _, id := range w.hidden {
				if strings.Contains(path, id) {
					r.Body = bytes.NewBufferString(strings.ReplaceAll(r.Body.String(), id, ""))
					r.Result().Header.Del("Location")
				}
			}
			if r.Code == 200 {
				pages++
			}
			about, _, _ := strings.Cut(path, "?")
			if s := w.secret(path, r); s != "" && !said[about+s] {
				said[about+s] = true
				t.Errorf("%s %s: %d tells of %s", path, part, r.Code, s)
			}
		}
	}
	viewer.crawl(200, func(path, body string) {
		r := httptest.NewRecorder()
		_, _ = r.WriteString(body)
		about, _, _ := strings.Cut(path, "?")
		if s := w.secret(path, r); s != "" && !said[about+s] {
			said[about+s] = true
			t.Errorf("%s: a link leads to a page that tells of %s", path, s)
		}
	})
	if pages < 500 {
		t.Errorf("%d pages are shown", pages)
	}
	// To who may see them the same pages tell all of it.
	all := ""
	coder := w.as(dateline.RankCoder)
	for _, path := range w.paths() {
		if strings.HasPrefix(path, "/report/") || strings.HasPrefix(path, "/story/") || strings.HasPrefix(path, "/event/") || path == "/outlets" || path == "/groups" || strings.HasPrefix(path, "/?all=1") {
			all += html.UnescapeString(coder.ask(path, nil).Body.String())
		}
	}
	all = strings.ToLower(all)
	for _, s := range append(strings.Split("quillmarsh zorvane 4737 kidal 2917 velthune fenwrack 5193 murkfen 8339", " "), w.hidden...) {
		if len(s) < 64 && !strings.Contains(s, "-") && !strings.Contains(all, s) {
			t.Errorf("no page tells a coder of %s", s)
		}
	}
}

// What is kept and what never was are answered alike, word for word.
func TestWhatIsKeptIsAnsweredAsWhatIsNotThere(t *testing.T) {
	w := openWalk(t)
	w.label()
	viewer := w.as(dateline.RankViewer)
	answer := func(path, said string) string {
		r := viewer.ask(path, nil)
		body := strings.ReplaceAll(html.UnescapeString(r.Body.String()), said, "·")
		body = strings.ReplaceAll(body, url.QueryEscape(said), "·")
		return fmt.Sprint(r.Code, " ", r.Header().Get("Location") != "", "\n", body)
	}
	none := map[byte]string{'r': "r0000000000000000", 's': "s0000000000000000", 'e': "e0000000000000000"}
	for _, id := range w.hidden {
		if len(id) == 64 || strings.Contains(id, "-") {
			continue
		}
		for _, n := range []int{len(id), 10, 6} { // IDs may be shortened
			for _, at := range []string{"/report/", "/story/", "/event/", "/search?q="} {
				missing := none[id[0]][:n]
				if got, want := answer(at+id[:n], id[:n]), answer(at+missing, missing); got != want {
					t.Errorf("%s%s is answered otherwise than what is not there:\n%s", at, id[:n], firstDifference(got, want))
				}
			}
		}
	}
	for key, pairs := range map[string][][2]string{
		"q":      {{"quillmarsh", "quillmersh"}, {"brindlewick", "brondlewick"}, {"murkfen falcons", "murkfan falcins"}, {"4737", "4738"}, {`"zorvane courier"`, `"zorvone courier"`}, {"kidal market", "kodal market"}, {"farahani", "farahoni"}, {"Odile", "Odule"}, {`"odile farahani"`, `"odule farahoni"`}, {"farahani market", "farahoni market"}},
		"place":  {{"Kidal", "Kudal"}, {"Mali/Kidal", "Mali/Kudal"}, {"Tillaberi", "Tallaberi"}},
		"actor":  {{"boko-haram", "boko-horam"}},
		"outlet": {{"Zorvane Courier", "Zorvone Courier"}, {"Velthune Wire", "Velthone Wire"}},
	} {
		for _, pair := range pairs {
			for _, at := range []string{"/?all=1&", "/map?all=1&", "/map/data?all=1&", "/search?in=reports&", "/search?in=events&", "/search?in=stories&", "/search?in=statements&", "/search?in=groups&", "/search?in=all&", "/?show=disputed&", "/groups?"} {
				path := func(s string) string { return at + url.Values{key: {s}}.Encode() }
				if at == "/groups?" && key != "q" {
					continue
				}
				if got, want := answer(path(pair[0]), pair[0]), answer(path(pair[1]), pair[1]); got != want {
					t.Errorf("%s is answered otherwise than %s:\n%s", path(pair[0]), path(pair[1]), firstDifference(got, want))
				}
			}
		}
	}
}

// firstDifference is where two answers part, with what is around.
func firstDifference(a, b string) string {
	i := 0
	for i < len(a) && i < len(b) && a[i] == b[i] {
		i++
	}
	cut := func(s string) string { return s[max(i-80, 0):min(i+120, len(s))] }
	return fmt.Sprintf("%q\n%q", cut(a), cut(b))
}

// groupsOf are a register with the proposals of a ledger.
type groupsOf struct {
	registry
	l *store.Ledger
}

func (g groupsOf) Proposals(ctx context.Context, state dateline.ProposalState, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	return g.l.Proposals(ctx, state, limit, skip)
}

func (g groupsOf) NamesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Proposal, error) {
	return g.l.NamesOf(ctx, group, limit)
}

func (g groupsOf) ChangesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Change, error) {
	return g.l.ChangesOf(ctx, group, limit)
}
