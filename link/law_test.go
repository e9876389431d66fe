package link_test

import (
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"golang.org/x/tools/txtar"
	"pgregory.net/rapid"

	"dateline"
	"dateline/link"
	"dateline/needtest"
	"dateline/reader"
	"dateline/text"
)

// A told is a report with its reading.
type told struct {
	report  dateline.Report
	reading *dateline.Reading
}

// GoString is what a failed law shows of it.
func (t told) GoString() string { return string(t.report.ID) }

// library are the reports of the project's small stories, read once.
var library = sync.OnceValue(func() []told {
	files, _ := filepath.Glob("../grade/testdata/stories/*.txtar")
	rd := reader.New(reader.Options{})
	var out []told
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			panic(err)
		}
		for _, f := range txtar.Parse(raw).Files {
			if strings.HasSuffix(f.Name, ".txt") {
				out = append(out, tell(rd, filepath.Base(name)+"/"+f.Name, string(f.Data)))
			}
		}
	}
	return out
})

func tell(rd *reader.Reader, path, whole string) told {
	front, body, err := text.FrontMatter(whole)
	if err != nil {
		panic(err)
	}
	r := dateline.Report{ID: dateline.ReportID(path), Path: path, Language: "en", Text: whole, Body: body, Published: front.Published,
		SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(whole)))}
	if front.Title != "" {
		r.Title = &front.Title
	}
	if front.Outlet != "" {
		r.Outlet = &front.Outlet
	}
	return told{r, rd.Read(&r)}
}

// feed adds reports to a Linker; each Add gets a report of its own, since the
// linker fills in its origin.
func feed(l *link.Linker, ts ...told) {
	for _, t := range ts {
		if s := shelves[l]; s != nil {
			s.file(t)
		}
		r := t.report
		l.Add(&r, t.reading)
	}
}

func recordOf(t interface{ Fatal(...any) }, l *link.Linker) string {
	settle(l)
	raw, err := json.MarshalIndent(l.Record(), "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// some draws some of the library in some order, the same report never twice.
func some(t *rapid.T) []told {
	all := library()
	from := rapid.IntRange(0, len(all)-2).Draw(t, "from")
	n := rapid.IntRange(2, 24).Draw(t, "n")
	return rapid.Permutation(slices.Clone(all[from:min(from+n, len(all))])).Draw(t, "order")
}

// withVersions is some, and further versions of some of their articles.
func withVersions(t *rapid.T) []told {
	ts := some(t)
	for i := range rapid.IntRange(0, 4).Draw(t, "versions") {
		at := rapid.IntRange(0, len(ts)-1).Draw(t, fmt.Sprint("article of version ", i))
		if ts[at].report.URL == nil {
			url := "https://one.example/" + ts[at].report.Path
			ts[at].report.URL = &url
		}
		ts = append(ts, versionOf(ts[at], rapid.IntRange(0, 3).Draw(t, fmt.Sprint("edit ", i)), rapid.IntRange(-1, 2).Draw(t, fmt.Sprint("days to version ", i)), i))
	}
	return rapid.Permutation(ts).Draw(t, "order with versions")
}

// edits are what versions were edited to, by what they were: read once.
var edits = map[string]told{}

// versionOf is an article edited: cut, with other figures, with a paragraph more, or
// written anew so many days later; -1 is without a word of when.
func versionOf(of told, how, days, n int) told {
	key := fmt.Sprint(of.report.ID, how)
	v, there := edits[key]
	if !there {
		whole := of.report.Text
		switch how {
		case 0:
			if i := strings.LastIndex(strings.TrimSpace(whole), "\n\n"); i > of.report.Body {
				whole = whole[:i]
			}
		case 1:
			whole = strings.NewReplacer("two", "five", "three", "nine", "four", "seven", "five", "eleven", "six", "eight").Replace(whole)
		case 2:
			whole += "\n\nThree more people died of their wounds in hospital, officials said later."
		case 3:
			all := library()
			whole = all[(len(whole)*7)%len(all)].report.Text
		}
		v = tell(reader.New(reader.Options{}), of.report.Path, whole)
		edits[key] = v
	}
	v.report.ID, v.report.Outlet, v.report.URL, v.report.Published, v.report.Modified = of.report.ID+dateline.ReportID(fmt.Sprint("~v", n)), of.report.Outlet, of.report.URL, of.report.Published, nil
	if p := of.report.Published; p != nil && days >= 0 {
		m := *p
		m.Time = m.Time.AddDate(0, 0, days)
		v.report.Modified = &m
	}
	reading := *v.reading
	v.reading = &reading
	return v
}

func TestTheOrderOfArrivalIsNothing(t *testing.T) {
	needtest.Unhurried(t)
	holds(t, func(t *rapid.T, fresh func() *link.Linker) {
		ts := withVersions(t)
		one := fresh()
		feed(one, ts...)
		want := recordOf(t, one)
		two := fresh()
		for i, x := range rapid.Permutation(ts).Draw(t, "another order") {
			feed(two, x)
			if rapid.IntRange(0, 3).Draw(t, fmt.Sprint("settle after ", i)) == 0 {
				settle(two)
			}
		}
		if got := recordOf(t, two); got != want {
			t.Fatalf("another order gives another record:\n%s", firstDifference(want, got))
		}
	})
}

func TestAReportRemovedIsAReportThatNeverCame(t *testing.T) {
	needtest.Unhurried(t)
	holds(t, func(t *rapid.T, fresh func() *link.Linker) {
		ts := withVersions(t)
		k := rapid.IntRange(1, len(ts)-1).Draw(t, "kept")
		one := fresh()
		feed(one, ts[:k]...)
		two := fresh()
		feed(two, ts...)
		if rapid.Bool().Draw(t, "settled before") {
			settle(two)
		}
		for _, x := range ts[k:] {
			if !two.Remove(x.report.ID) {
				t.Fatalf("%s is not known", x.report.ID)
			}
		}
		if want, got := recordOf(t, one), recordOf(t, two); got != want {
			t.Fatalf("what was removed left a trace:\n%s", firstDifference(want, got))
		}
	})
}

// toldBy is a record without what a copy may change: lists of reports and
// accounts, and counts of outlets.
func toldBy(rec dateline.Record) string {
	var b strings.Builder
	for _, st := range rec.Stories {
		fmt.Fprintf(&b, "%s origins %d events %d\n", st.Title, st.Origins, len(st.Events))
	}
	for _, e := range rec.Events {
		start := "-"
		if e.Time.Start != nil {
			start = e.Time.Start.String()
		}
		fmt.Fprintf(&b, "%s %s %s origins %d", e.Type, e.Status, start, e.Origins)
		for _, r := range e.Roles {
			fmt.Fprintf(&b, ", %s %s", r.Role, r.Name)
		}
		for _, p := range e.Places {
			fmt.Fprintf(&b, ", in %s", p.Name)
		}
		for _, c := range e.Casualties {
			low := "-"
			if c.Low != nil {
				low = fmt.Sprint(*c.Low)
			}
			fmt.Fprintf(&b, ", %s %s %s", c.Status, c.Side, low)
		}
		b.WriteByte('\n')
		for _, field := range slices.Sorted(maps.Keys(e.Agreement)) {
			fmt.Fprintf(&b, "    %s %s\n", field, e.Agreement[field].Relation)
		}
	}
	return b.String()
}

func TestAnyCopyOfAnyReportChangesNothing(t *testing.T) {
	needtest.Unhurried(t)
	holds(t, func(t *rapid.T, fresh func() *link.Linker) {
		ts := some(t)
		one := fresh()
		feed(one, ts...)
		settle(one)
		want := toldBy(one.Record())
		two := fresh()
		feed(two, ts...)
		for i := range rapid.IntRange(1, 4).Draw(t, "copies") {
			c := rapid.SampledFrom(ts).Draw(t, fmt.Sprint("original ", i))
			outlet := fmt.Sprintf("Copyist %d", i)
			c.report.ID, c.report.Outlet = dateline.ReportID(fmt.Sprintf("~copy-%d", i)), &outlet
			feed(two, c)
		}
		settle(two)
		if got := toldBy(two.Record()); got != want {
			t.Fatalf("a copy changed something:\n%s", firstDifference(want, got))
		}
	})
}

func TestAMergeUndoneIsTheMergeNeverMade(t *testing.T) {
	needtest.Unhurried(t)
	holds(t, func(t *rapid.T, fresh func() *link.Linker) {
		ts := withVersions(t)
		l := fresh()
		feed(l, ts...)
		want := recordOf(t, l)
		a, b := rapid.SampledFrom(ts).Draw(t, "a"), rapid.SampledFrom(ts).Draw(t, "b")
		if a.report.SHA256 == b.report.SHA256 { // of one text: a decision names reports by it
			return
		}
		on := []dateline.Referent{{Report: a.report.SHA256}, {Report: b.report.SHA256}}
		if len(a.reading.Accounts) > 0 && len(b.reading.Accounts) > 0 && rapid.Bool().Draw(t, "of events") {
			on[0].Span = typeSpan(rapid.SampledFrom(a.reading.Accounts).Draw(t, "account a"))
			on[1].Span = typeSpan(rapid.SampledFrom(b.reading.Accounts).Draw(t, "account b"))
		}
		verb := rapid.SampledFrom([]dateline.Verb{dateline.VerbMerge, dateline.VerbSplit}).Draw(t, "verb")
		made := dateline.Decision{ID: "d1", Verb: verb, On: on}
		if err := made.Check(); err != nil {
			t.Fatal(err)
		}
		if lost := l.Decide([]dateline.Decision{made}); len(lost) > 0 {
			t.Fatalf("the decision finds nothing: %v", lost)
		}
		recordOf(t, l)
		l.Decide([]dateline.Decision{made, {ID: "d2", Verb: dateline.VerbUndo, Undoes: "d1"}})
		if got := recordOf(t, l); got != want {
			t.Fatalf("the undone decision left a trace:\n%s", firstDifference(want, got))
		}
	})
}

func typeSpan(a dateline.Account) dateline.Span {
	for _, e := range a.Evidence {
		if e.Field == "type" {
			return e.Span
		}
	}
	return dateline.Span{}
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range w {
		if i >= len(g) || w[i] != g[i] {
			from := max(0, i-12)
			return "want\n" + strings.Join(w[from:min(len(w), i+4)], "\n") + "\ngot\n" + strings.Join(g[from:min(len(g), i+4)], "\n")
		}
	}
	return fmt.Sprintf("%d lines more", len(g)-len(w))
}
