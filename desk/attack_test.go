package desk_test

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
)

// What is forged, stale, of another kind or too long is refused on a page that says so and
// is no larger than it needs to be, whoever sends it; nothing is changed by it.
func TestForgedRequestsAreRefusedOnAPageAndChangeNothing(t *testing.T) {
	w := openWalk(t)
	w.label()
	state := func() string {
		ctx := t.Context()
		decisions, err1 := w.ledger.Decisions(ctx, 0)
		labels, err2 := w.ledger.Labels(ctx)
		users, err3 := w.ledger.Users(ctx)
		if err := errors.Join(err1, err2, err3); err != nil {
			t.Fatal(err)
		}
		out := []string{}
		for _, d := range decisions {
			out = append(out, d.ID)
		}
		for _, l := range labels {
			out = append(out, string(l.Report)+l.Label)
		}
		for _, u := range users {
			out = append(out, u.Name+string(u.Rank))
		}
		return strings.Join(out, " ")
	}
	before := state()
	long := strings.Repeat("a", 20_000)
	event, report := w.open["event"], w.open["gao"]
	paths := []string{
		"/event/" + long, "/report/" + long, "/story/" + long, "/event/%2e%2e%2f%2e%2e%2fetc", "/event/e'%20or%201=1--", "/event/" + report, "/report/" + event, "/report/r%0d%0aX:1", "/event/" + event + "?from=-1",
		"/event/" + event + "?from=99999999999999999999", "/?after=AAAA", "/?q=%22", "/?from=9999-99-99", "/?show=" + long, "/search?in=" + long + "&q=x", "/map/data?q=%ff", "/%00", "/report/" + report + "/diff?from=" + event,
	}
	forms := map[string]url.Values{
		"/decision/forged/undo": {"why": {"x"}}, "/event/e0000000000000000/decide": {"do": {"confirm"}, "why": {"x"}}, "/event/" + event + "/decide": {"do": {"confirm"}, "version": {"0"}, "why": {long}},
		"/report/" + report + "/mark": {"start": {"-1"}, "end": {"99999999"}, "type": {"attack.armed"}, "why": {"x"}}, "/queue/assign": {"event": {"forged"}, "coder": {"../../x"}}, "/weeks/Mali/2025-W11": {"state": {"forged"}},
		"/labels": {"report": {"../.."}, "label": {"x"}}, "/views": {"to": {"//evil.example"}, "name": {"x"}}, "/double": {"event": {"forged"}, "first": {"coder"}, "second": {"coder"}}, "/releases": {"name": {"../../x"}, "why": {"x"}},
		"/users": {"name": {"eve"}, "rank": {"god"}, "password": {password}}, "/users/nobody": {"rank": {"admin"}}, "/theme": {"theme": {long}}, "/nothing": {"x": {"y"}},
	}
	for _, rank := range []dateline.Rank{"", dateline.RankViewer, dateline.RankCoder, dateline.RankLead, dateline.RankAdmin} {
		b := w.browser("192.0.2.9")
		if rank != "" {
			b = w.as(rank)
		}
		for _, path := range paths {
			if r := b.ask(path, nil); rank != "" && (r.Code/100 != 4 || !strings.Contains(r.Body.String(), "</html>") || r.Body.Len() > 32_000) || r.Code >= 500 {
				t.Errorf("%s %.60s: %d, %d bytes", rank, path, r.Code, r.Body.Len())
			}
		}
		for path, form := range forms {
			if r := b.ask(path, form); r.Code/100 != 4 || !strings.Contains(r.Body.String(), "</html>") || r.Body.Len() > 32_000 {
				t.Errorf("%s sends %.60s: %d, %d bytes", rank, path, r.Code, r.Body.Len())
			}
		}
	}
	if after := state(); after != before {
		t.Errorf("%s has become %s", before, after)
	}
	if refused := w.outcomes("page"); !slices.ContainsFunc(refused, func(s string) bool { return strings.HasPrefix(s, "viewer /labels refused") }) {
		t.Errorf("the audit says %q", refused)
	}
}

// A stuck is views of a ledger that keeps nothing, for one reason or another.
type stuck struct{ err error }

func (s stuck) Views(context.Context, string) ([]dateline.View, error) { return nil, nil }
func (s stuck) SaveView(context.Context, dateline.View) error          { return s.err }
func (s stuck) RemoveView(context.Context, string, string) error       { return s.err }

type noRoom struct{ error }

func (noRoom) NoSpace() {}

func TestALedgerThatKeepsNothingIsSaidOnThePage(t *testing.T) {
	const where = "/srv/secret/ledger.db"
	for says, c := range map[string]struct{ write, use error }{
		"disk of the ledger is full": {dateline.Errorf(dateline.Unavailable, where+": no space is left: %w", noRoom{errors.New("full")}), nil},
		"another process":            {dateline.Errorf(dateline.Unavailable, where+": another process has been writing to the ledger for more than 20s; try again"), nil},
		"made by a newer":            {nil, dateline.Errorf(dateline.Invalid, where+": the ledger is of version 99, made by a newer dateline")},
		"the disk failed to re":      {dateline.Errorf(dateline.Unavailable, where+": the disk failed to read or write the ledger, or is full"), nil},
	} {
		p := openPlace(t, func(o *desk.Options) {
			o.Views, o.Where = stuck{c.write}, where
			o.Usable = func(context.Context) error { return c.use }
		})
		b := p.browser("192.0.2.9")
		if c.use == nil {
			b = p.as(dateline.RankViewer)
		}
		r := b.ask("/views", url.Values{"to": {"/?all=1"}, "name": {"mine"}})
		body := r.Body.String()
		if r.Code != http.StatusServiceUnavailable || !strings.Contains(body, says) || strings.Contains(body, "secret") || !strings.Contains(body, "</html>") || !strings.Contains(body, "Nothing was") || r.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d %s", says, r.Code, body)
		}
		if r := b.ask("/", nil); c.use == nil && r.Code != 200 {
			t.Errorf("%s: reading goes on no more: %d", says, r.Code)
		}
	}
}
