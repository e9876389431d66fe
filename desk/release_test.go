package desk_test

import (
	"context"
	"encoding/csv"
	"encoding/json"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/desk/desktest"
	"dateline/store"
)

func TestAReleaseIsFrozenOnceAndShown(t *testing.T) {
	p := openTeam(t)
	lead, coder := p.as(dateline.RankLead), p.as(dateline.RankCoder)
	form := url.Values{"name": {"spring"}, "note": {"for the yearbook"}}
	must(t, coder, "/releases", form, 403)
	must(t, coder, "/releases/spring", nil, 403)
	must(t, lead, "/releases", url.Values{"name": {"../x"}}, 400)
	must(t, lead, "/releases", url.Values{"name": {"x"}, "from": {"spring"}}, 400)
	must(t, lead, "/releases", form, 303)
	must(t, lead, "/releases", form, 409) // sent twice
	must(t, lead, "/releases/none", nil, 404)
	if body := must(t, lead, "/releases/spring", nil, 200); !strings.Contains(body, "Nothing of it has changed") {
		t.Error(body)
	}
	must(t, lead, "/releases/spring?field=colour", nil, 400)
	must(t, lead, "/releases/spring.exe", nil, 404)
	must(t, lead, "/releases/spring.json?names=all", nil, 400)
	must(t, coder, "/releases/spring.csv", nil, 403)
	must(t, lead, "/releases", url.Values{"name": {"moon"}, "place": {"Atlantis"}}, 400)
	if body := must(t, lead, "/releases/spring?field=type", nil, 200); !strings.Contains(body, "No event changed in this field") {
		t.Error(body)
	}
	type file struct {
		Release   dateline.Release
		Events    []dateline.Event
		Reports   []struct{ ID, SHA256 string }
		Decisions []dateline.Decision
		LeftOut   int `json:"left_out"`
	}
	whole := func() (f file) {
		t.Helper()
		if err := json.Unmarshal([]byte(must(t, lead, "/releases/spring.json", nil, 200)), &f); err != nil {
			t.Fatal(err)
		}
		return f
	}
	was := whole()
	c := was.Release.Counts
	if was.Release.Name != "spring" || len(was.Events) == 0 || len(was.Events) != was.Release.Events || c == nil || c.Countable != len(was.Events) || c.Reports != len(was.Reports) || len(was.Reports[0].SHA256) != 64 {
		t.Errorf("%+v, %d events, %d reports", was.Release, len(was.Events), len(was.Reports))
	}
	rows := func(kind string) [][]string {
		t.Helper()
		all, err := csv.NewReader(strings.NewReader(must(t, lead, "/releases/spring."+kind, nil, 200))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	if got := rows("csv"); len(got) != len(was.Events)+1 || got[0][0] != "id" || got[1][0] != string(was.Events[0].ID) {
		t.Errorf("%v", got)
	}
	if got := rows("reports.csv"); len(got) != len(was.Reports)+1 {
		t.Errorf("%v", got)
	}
	if got := rows("changes.csv"); len(got) != 1 {
		t.Errorf("%v", got)
	}
	// A correction changes the record, and not the release.
	e := was.Events[0]
	after := `"attack.bombing"`
	if e.Type == "attack.bombing" {
		after = `"attack.arson"`
	}
	retell(t, p.ledger, e.ID, func(e *dateline.Event) { e.Type = dateline.EventCode(strings.Trim(after, `"`)) })
	if now := whole(); cmp.Diff(was.Events, now.Events) != "" || len(now.Decisions) != 0 || now.LeftOut != 0 {
		t.Errorf("the release is another: %s", cmp.Diff(was.Events, now.Events))
	}
	body := must(t, lead, "/releases/spring?field=type", nil, 200)
	if !strings.Contains(body, "1 event says something else") || !strings.Contains(body, `href="/event/`+string(e.ID)) {
		t.Error(body)
	}
	if got := rows("changes.csv"); len(got) != 2 || got[1][0] != string(e.ID) || got[1][2] != "type" || got[1][3] != string(e.Type) || got[1][4] != strings.Trim(after, `"`) {
		t.Errorf("%v", got)
	}
}

// retell has an event say something else, as linking does that has found out more.
func retell(t *testing.T, l *store.Ledger, id dateline.EventID, as func(*dateline.Event)) {
	t.Helper()
	e, err := l.Event(t.Context(), string(id))
	if err != nil {
		t.Fatal(err)
	}
	told, err := l.Story(t.Context(), string(e.Story))
	if err != nil {
		t.Fatal(err)
	}
	for i := range told.Events {
		if told.Events[i].ID == id {
			as(&told.Events[i])
		}
	}
	if _, err := l.Turn(t.Context(), func(ctx context.Context, turn *store.Turn) error {
		return turn.Save(ctx, dateline.Linking{Stories: []dateline.Story{told.Story}, Events: told.Events})
	}); err != nil {
		t.Fatal(err)
	}
}

// A lineSheet has an event's ID, type and number of reports.
type lineSheet struct{}

func (lineSheet) Columns() []string { return []string{"id", "type", "reports"} }

func (lineSheet) Row(e dateline.Event, heads map[dateline.ReportID]dateline.Report) []string {
	return []string{string(e.ID), string(e.Type), strconv.Itoa(len(heads))}
}

func (lineSheet) Cell(s string) string { return s }

func TestPagesOfReleasesHoldInABrowser(t *testing.T) {
	tab, l := openTeamHere(t)
	tab.As(desktest.Looks[2])
	tab.Go("/releases")
	tab.Do(chromedp.SendKeys("#name", "spring"+kb.Enter), chromedp.WaitVisible(".nothing"))
	page, err := l.Events(t.Context(), dateline.Query{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	retell(t, l, page.Items[0].ID, func(e *dateline.Event) { e.Type, e.Places = "attack.arson", nil })
	for _, path := range []string{"/releases", "/releases/spring"} {
		tab.Check(path)
	}
}
