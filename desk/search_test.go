package desk_test

import (
	"context"
	"html"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// aliased is a register with an organisation that has other names, and the actor of
// most events of a ledger as a branch of it.
type aliased struct {
	registered
	branch dateline.ActorID
}

func (a aliased) Groups() []desk.Group {
	return []desk.Group{
		{ID: "the-parent", Name: "Harbour Liberation Union", Kind: "rebel", Facts: []desk.GroupFact{{What: "alias", Name: "Quay Union", Source: "A history"}}},
		{ID: a.branch, Name: "The Branch", Kind: "rebel", Facts: []desk.GroupFact{{What: "parent", Actor: "the-parent", To: "2001", Source: "A history"}, {What: "alias", Name: "Sons of Salt", Source: "A history"}, {What: "alias", Name: "Free Tide", Source: "A history"}}},
		{ID: "estuary-guard", Name: "Estuary Guard", Kind: "rebel", Facts: []desk.GroupFact{{What: "alias", Name: "Free Tide", Source: "A history"}}},
	}
}

// A noting is a ledger whose events have one actor of the register, and that notes whom
// lists are asked for.
type noting struct {
	*store.Ledger
	actor dateline.ActorID
	asked []dateline.ActorID
}

func (n *noting) Facets(ctx context.Context) (dateline.Facets, error) {
	f, err := n.Ledger.Facets(ctx)
	f.Actors = []dateline.ActorID{"nobody", n.actor}
	return f, err
}

func (n *noting) Events(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Event], error) {
	n.asked = q.Actors
	return n.Ledger.Events(ctx, q)
}

// searched is a desk on the samples where all can be searched.
func searched(t *testing.T) (b *asker, l *noting) {
	t.Helper()
	l = &noting{Ledger: desktest.Samples(t), actor: "salt-branch"}
	d, err := desk.New(desk.Options{Events: l, Finder: l, Saying: l, Records: l, Deciding: l, Names: someNames{}, Groups: aliased{registered{Ledger: l.Ledger}, l.actor}, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return &asker{t, func(path string) string { return html.UnescapeString(get(d.Handler(), path).Body.String()) }}, l
}

// An asker asks pages of a desk on loopback, in which what is escaped is not.
type asker struct {
	t   *testing.T
	ask func(string) string
}

// has fails the test for what a page lacks, or has after "-".
func (b *asker) has(path string, wants ...string) {
	b.t.Helper()
	body := b.ask(path)
	for _, want := range wants {
		lacks, is := strings.CutPrefix(want, "-")
		if is == strings.Contains(body, lacks) {
			b.t.Errorf("%s: %q in it is %t", path, lacks, is)
		}
	}
}

func TestActorsAreFoundByAnyNameAndByTheirParent(t *testing.T) {
	b, l := searched(t)
	for _, name := range []string{"salt-branch", "The Branch", "sons of salt", "Harbour Liberation Union", "quay union", "the-parent", "liberation union"} {
		b.ask("/?actor=" + url.QueryEscape(name))
		if d := cmp.Diff([]dateline.ActorID{l.actor}, l.asked); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	b.has("/?actor=quay+union", "Taken for “quay union”", "The Branch", "-stands in no event")
	b.has("/?actor=Mountain+Union", "stands in no event here")
	// A name of two of which neither is the other's is nobody's: it is asked which.
	b.has("/?actor=free+tide", "may be any of these", "salt-branch (The Branch)", "estuary-guard (Estuary Guard)", "-Taken for")
	b.has("/?actor=estuary-guard", "-may be any of these")
	b.has("/", `<option value="salt-branch">The Branch</option>`)
}

func TestEverythingIsSearched(t *testing.T) {
	b, l := searched(t)
	facets, err := l.Facets(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	place := facets.Places[slices.IndexFunc(facets.Places, func(p string) bool { return strings.Contains(p, "/") })]
	town := place[strings.LastIndexByte(place, '/')+1:]
	e := events(t, l.Ledger)[0]
	if _, err := l.Decide(t.Context(), []dateline.Decision{{ID: "x1", By: "ida", Verb: dateline.VerbConfirm, Why: "the harbourmaster's <i>ledger</i> bears it out", On: []dateline.Referent{{Report: hashOf(t, l.Ledger, e.Accounts[0].Report), Span: e.Accounts[0].Evidence[0].Span}}}}); err != nil {
		t.Fatal(err)
	}
	b.has("/search?q=sons+salt&in=groups", "The Branch", "also called Sons of Salt", `href="/?actor=`+"salt-branch")
	b.has("/search?q="+url.QueryEscape(town)+"&in=places", `href="/?place=`+url.QueryEscape(place)+`"`)
	b.has("/search?q="+url.QueryEscape(facets.Outlets[0])+"&in=outlets", `href="/?outlet=`)
	b.has("/search?q=harbourmasters&in=decisions", "harbourmaster's", `href="/decision/x1"`)
	b.has("/search?q=ida&in=decisions", `href="/decision/x1"`)
	b.has("/search?q=harbourmasterless&in=decisions", "Nothing answers")
	b.has("/search?q=salt", `class="above"`, "The Branch")
	b.has("/search?q=governor&in=statements", "/report/r", "layer=speakers")
	b.has("/search?by=police&in=statements", "/report/r")
	b.has("/search?in=statements&outlet=x", "Words are looked for there")
	b.has("/search?q=x&in=trust", "cannot be searched")
}

func hashOf(t *testing.T, l *store.Ledger, id dateline.ReportID) string {
	t.Helper()
	heads, err := l.Headings(context.WithoutCancel(t.Context()), []dateline.ReportID{id})
	if err != nil {
		t.Fatal(err)
	}
	return heads[id].SHA256
}

// A sparing is a ledger that gives few events at a time.
type sparing struct{ *store.Ledger }

func (s sparing) Events(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Event], error) {
	q.Limit = min(q.Limit, 7)
	return s.Ledger.Events(ctx, q)
}

func TestNoDisputeIsOutOfReach(t *testing.T) {
	l := desktest.Samples(t)
	open := func(events desk.Events) *asker {
		d, err := desk.New(desk.Options{Events: events, Finder: l, Local: "editor"})
		if err != nil {
			t.Fatal(err)
		}
		return &asker{t, func(path string) string { return html.UnescapeString(get(d.Handler(), path).Body.String()) }}
	}
	item := regexp.MustCompile(`href="/event/(e[0-9a-f]+)"`)
	for _, show := range []string{"changed", "disputed"} {
		list := func(b *asker) (ids []string, parts int) {
			for path := "/?all=1&show=" + show; path != ""; parts++ {
				body := b.ask(path)
				for _, m := range item.FindAllStringSubmatch(body, -1) {
					ids = append(ids, m[1])
				}
				path = ""
				if m := regexp.MustCompile(`<a href="([^"]+)" rel="next"`).FindStringSubmatch(body); m != nil {
					path = m[1]
				}
			}
			slices.Sort(ids)
			return ids, parts
		}
		whole, one := list(open(l))
		few, many := list(open(sparing{l}))
		if d := cmp.Diff(whole, few); d != "" || len(whole) == 0 || one != 1 || many < 3 {
			t.Errorf("%s: in %d and in %d parts: %s", show, one, many, d)
		}
	}
	open(sparing{l}).has("/?show=disputed", "7 events that answer to the filters were looked at", "rel=\"next\"")
}

func TestWhatSearchFindsIsWhatAViewerMaySee(t *testing.T) {
	p := openPlace(t, func(o *desk.Options) {
		o.Labels, o.Deciding, o.Groups = ledgerOf(o), ledgerOf(o), registered{Ledger: ledgerOf(o)}
	})
	said, err := p.ledger.Statements(t.Context(), dateline.Query{Words: "governor"}, "")
	if err != nil || len(said.Items) == 0 {
		t.Fatal(said, err)
	}
	report := said.Items[0].Report.ID
	viewer, coder := p.as(dateline.RankViewer), p.as(dateline.RankCoder)
	finds := func(b *browser) bool {
		return strings.Contains(b.ask("/search?q=governor&in=statements", nil).Body.String(), "/report/"+string(report))
	}
	if !finds(viewer) || !finds(coder) {
		t.Fatal("without labels not all find what was said")
	}
	if err := p.ledger.SetLabel(t.Context(), dateline.Label{Report: report, Label: "source at risk", By: "lead"}); err != nil {
		t.Fatal(err)
	}
	if finds(viewer) || !finds(coder) {
		t.Errorf("what a labelled report says is found by a viewer: %t, by a coder: %t", finds(viewer), finds(coder))
	}
	if w := viewer.ask("/search?q=ledger&in=decisions", nil); w.Code != 400 {
		t.Errorf("a viewer searches the reasons of decisions: %d", w.Code)
	}
	if w := coder.ask("/search?q=ledger&in=decisions", nil); w.Code != 200 {
		t.Errorf("a coder does: %d", w.Code)
	}
	if w := viewer.ask("/groups", nil); strings.Contains(w.Body.String(), "/groups/name") {
		t.Error("a viewer is given a form to decide of names")
	}
	if w := viewer.ask("/groups/name", url.Values{"token": {"x"}}); w.Code != 403 {
		t.Errorf("a viewer decides of a name: %d", w.Code)
	}
}

// ledgerOf is the ledger of a desk's options.
func ledgerOf(o *desk.Options) *store.Ledger { return o.Sources.(*store.Ledger) }
