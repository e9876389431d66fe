package desk_test

import (
	"html"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
)

var link = regexp.MustCompile(`href="(/[^"#]*)`)

// crawl asks every page that links lead to, at most so many, and hands them over.
func (b *browser) crawl(most int, see func(path, body string)) {
	b.t.Helper()
	todo, seen := []string{"/", "/?all=1"}, map[string]bool{}
	for len(todo) > 0 && len(seen) < most {
		path := todo[0]
		todo = todo[1:]
		if seen[path] || strings.HasPrefix(path, "/static/") || strings.HasPrefix(path, "/about") {
			continue
		}
		seen[path] = true
		w := b.ask(path, nil)
		if w.Code != 200 {
			b.t.Errorf("%s: %d", path, w.Code)
			continue
		}
		see(path, w.Body.String())
		for _, m := range link.FindAllStringSubmatch(w.Body.String(), -1) {
			if to := html.UnescapeString(m[1]); strings.Contains(to, "?") {
				todo = append(todo, to) // filters by the hundred come last
			} else {
				todo = slices.Insert(todo, 0, to)
			}
		}
	}
	if len(seen) < 20 {
		b.t.Errorf("%d pages", len(seen))
	}
}

func TestNoPageTellsAViewerThePrivateNames(t *testing.T) {
	p := openPlace(t)
	// Names that are private wherever they stand: a report may show in an office whom
	// another does not.
	private := map[string]bool{}
	var readings []*dateline.Reading
	outlets := ""
	all, err := p.ledger.Events(t.Context(), dateline.Query{All: true})
	if err != nil {
		t.Fatal(err)
	}
	asked := map[dateline.ReportID]bool{}
	for _, e := range all.Items {
		for _, a := range e.Accounts {
			if asked[a.Report] {
				continue
			}
			asked[a.Report] = true
			rep, reading, err := p.ledger.Source(t.Context(), a.Report)
			if err != nil {
				t.Fatal(err)
			}
			readings = append(readings, reading)
			if rep.Outlet != nil {
				outlets += *rep.Outlet + "\n"
			}
			names := dateline.PrivateNames(rep.Text, reading)
			for _, m := range reading.Mentions {
				if m.Kind != dateline.PersonMention || !strings.Contains(m.Quote, " ") {
					continue
				}
				was, known := private[m.Quote]
				private[m.Quote] = slices.Contains(names, m.Quote) && (was || !known)
			}
		}
	}
	var names []string
	for n, yes := range private {
		if yes && !strings.Contains(outlets, n) { // an outlet may be taken for a person
			names = append(names, n)
		}
	}
	slices.Sort(names)
	if len(names) == 0 || len(readings) < 10 {
		t.Fatalf("%d readings of the samples name nobody who is private", len(readings))
	}
	p.as(dateline.RankViewer).crawl(250, func(path, body string) {
		for _, n := range names {
			if strings.Contains(html.UnescapeString(body), n) {
				t.Errorf("%s tells a viewer of %q", path, n)
			}
		}
	})
	told := 0
	p.as(dateline.RankCoder).crawl(250, func(_, body string) {
		for _, n := range names {
			told += strings.Count(html.UnescapeString(body), n)
		}
	})
	if told == 0 {
		t.Errorf("no page tells a coder of any of %q", names)
	}
}
