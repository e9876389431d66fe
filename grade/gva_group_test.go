package grade

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// gvaSplit writes a small collection of two incidents and one without a row, in
// gva's form and own words.
func gvaSplit(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range map[string]string{
		"dev.incidents.jsonl": `{"incident": "7", "date": "March 5, 2014", "state": "Ohio", "city_or_county": "Lorain", "killed": 1, "injured": 2}
{"incident": "8", "date": "March 6, 2014", "state": "Ohio", "city_or_county": "Toledo", "killed": 0, "injured": 1}
{"incident": "10", "date": "March 6, 2014", "state": "Ohio", "city_or_county": "Nowhere told", "killed": 0, "injured": 1}
`,
		"dev.docs.jsonl": `{"id": "c", "incident": "7", "published": "2014-03-09", "title": "Lorain arrest", "text": "An arrest."}
{"id": "a", "incident": "7", "published": "2014-03-06", "title": "Lorain first", "text": "Three were shot."}
{"id": "b", "incident": "7", "published": "2014-03-07", "title": "Lorain second", "text": "One has died."}
{"id": "d", "incident": "8", "published": "2014-03-07", "title": "Toledo", "text": "A man was shot."}
{"id": "e", "incident": "9", "published": "2014-03-08", "title": "Elsewhere", "text": "Somebody was shot."}
`,
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// gvaLinked is a record of the five reports: a b d are a story, c another, e
// is in none. c is in the first too, where it has no account.
func gvaLinked(t *testing.T) Input {
	t.Helper()
	one, two := 1, 2
	day := dateline.Date{Year: 2014, Month: 3, Day: 5}
	next := day.AddDays(1)
	return Input{
		Read: func(r *dateline.Report) *dateline.Reading { return &dateline.Reading{Report: r.ID} },
		Link: func(reports []dateline.Report, readings []*dateline.Reading) dateline.Record {
			id := map[string]dateline.ReportID{}
			var order []string
			for i, r := range reports {
				if readings[i].Report != r.ID {
					t.Errorf("the reading of %s stands at %s", readings[i].Report, r.ID)
				}
				if len(r.SHA256) != 64 {
					t.Errorf("%s has the hash %q", r.Path, r.SHA256)
				}
				order = append(order, r.Path)
				id[r.Path] = r.ID
			}
			if got := strings.Join(order, " "); !strings.HasPrefix(got, "a ") || !strings.HasSuffix(got, " e c") {
				t.Errorf("the reports come as %s; want them by publication", got)
			}
			tells := func(paths ...string) (out []dateline.Account) {
				for _, p := range paths {
					out = append(out, dateline.Account{Report: id[p]})
				}
				return out
			}
			return dateline.Record{
				Stories: []dateline.Story{{ID: "s1", Reports: []dateline.ReportID{id["a"], id["b"], id["d"], id["c"]}}, {ID: "s2", Reports: []dateline.ReportID{id["c"]}}},
				Events: []dateline.Event{
					{ID: "e1", Story: "s1", Type: "attack.armed", Accounts: tells("d"), Casualties: []dateline.Casualty{{Status: dateline.Wounded, Low: &one}}},
					{ID: "e2", Story: "s1", Type: "attack.armed", Accounts: tells("a", "b"), Time: dateline.Time{Start: &day, End: &next},
						Places:     []dateline.PlaceRef{{Name: "Lorain"}},
						Casualties: []dateline.Casualty{{Status: dateline.Killed, Low: &one}, {Status: dateline.Wounded, Low: &two}}},
					{ID: "e3", Story: "s1", Type: "security.arrest", Accounts: tells("a", "b", "d")},
					{ID: "e4", Story: "s2", Type: "security.arrest", Accounts: tells("c")},
				},
			}
		},
	}
}

func TestStoriesAreScoredAgainstIncidents(t *testing.T) {
	s, err := scoreGVA(gvaSplit(t), gvaLinked(t))
	if err != nil {
		t.Fatal(err)
	}
	got := s.Scored(gva)
	for name, want := range map[string]float64{
		// Groups abd, c, e; incidents abc, d, e: of 3 pairs that came 1 is right, of 3 wanted 1.
		"pairwise_precision": 1. / 3, "pairwise_recall": 1. / 3, "pairwise_f1": 1. / 3,
		// a and b 2/3, d 1/3, c and e 1; a and b 2/3, c 1/3, d and e 1.
		"bcubed_precision": (2*2./3 + 1./3 + 2) / 5, "bcubed_recall": (2*2./3 + 1./3 + 2) / 5,
		// Of 7 the story is right; of 8 it tells the other shooting.
		"day": .5, "place": .5, "killed": .5, "injured": .5, "found": 1,
	} {
		if math.Abs(got.Metrics[name]-want) > 1e-4 {
			t.Errorf("%s is %v, want %.4f", name, got.Metrics[name], want)
		}
	}
	if got.Documents != 3 || len(got.Notes) != 2 || !strings.Contains(got.Notes[0], "3 incidents of 5 reports, which come in 3 groups") || !strings.Contains(got.Notes[1], "Incidents without a row, which count in the grouping alone: 1.") {
		t.Errorf("%d documents; notes %q", got.Documents, got.Notes)
	}
	text := s.Text(gva, 3)
	for _, want := range []string{
		`cut            wanted in s1: 2014-03-06 "Lorain first", 2014-03-07 "Lorain second"; came in s2: 2014-03-09 "Lorain arrest"`,
		`mixed          wanted in s1 alone: 2014-03-07 "Toledo"; came with incident 7: 2014-03-06 "Lorain first", 2014-03-07 "Lorain second"`,
		`day            wanted 2014-03-06; came 2014-03-05`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %q:\n%s", want, text)
		}
	}
}

func TestSharesOfIncidentsAddUpToTheScoreOfAll(t *testing.T) {
	gold, system := clusters("abc", "defg", "hi", "j"), clusters("abdj", "cefh", "g", "i")
	pairwise, bcubed := sharesOf(gold, system)
	var p, b Agreement
	for _, name := range distinct(gold) {
		p, b = p.Add(pairwise[name]), b.Add(bcubed[name])
	}
	for name, c := range map[string][2]Agreement{"pairwise": {p, Pairwise(gold, system)}, "B-cubed": {b, BCubed(gold, system)}} {
		if math.Abs(c[0].Precision()-c[1].Precision()) > 1e-9 || math.Abs(c[0].Recall()-c[1].Recall()) > 1e-9 || math.Abs(c[0].Came-c[1].Came) > 1e-9 {
			t.Errorf("%s: %v in sum, %v of all", name, c[0], c[1])
		}
	}
}

func TestAGroupOfManyIncidentsIsNotSpelledOutWhole(t *testing.T) {
	ours, gold, within := Clustering{}, Clustering{}, map[string][]*dateline.Report{}
	for i := range 31 {
		r := &dateline.Report{Path: fmt.Sprint(i)}
		ours[r.Path], gold[r.Path], within["all"] = "all", fmt.Sprint(i), append(within["all"], r)
	}
	d := &Doc{}
	d.cutAndMixed(partsOf(within["all"][:1], ours), within, ours, gold)
	if n := len(d.Misses); n != maxMixed+1 || d.Misses[n-1].Came != "with 20 more incidents" {
		t.Errorf("%d misses, %v", n, d.Misses)
	}
}

func TestGroupsOfAnotherSystemAreScored(t *testing.T) {
	for name, c := range map[string]struct {
		lines string
		want  map[string]float64
		says  string
	}{
		"right": {`{"id": "a", "group": "x"}
{"id": "b", "group": "x", "day": "2014-03-05", "place": "Lorain", "killed": 1, "injured": 2}
{"id": "c", "group": "x"}
{"id": "d", "group": "y", "day": "2014-03-06", "place": "Toledo", "injured": 1}
{"id": "e", "group": "z"}`, map[string]float64{"pairwise_f1": 1, "bcubed_f1": 1, "day": 1, "place": 1, "killed": 1, "injured": 1, "found": 1}, ""},
		"all in one": {`{"id": "a", "group": "x"}
{"id": "b", "group": "x"}
{"id": "c", "group": "x"}
{"id": "d", "group": "x"}
{"id": "e", "group": "x"}`, map[string]float64{"pairwise_precision": .3, "pairwise_recall": 1, "bcubed_recall": 1, "day": 0, "found": 0, "killed": .5}, ""},
		"one short": {`{"id": "a", "group": "x"}`, nil, "no line for report "},
		"no group":  {`{"id": "a"}`, nil, `:1: id "a", group ""`},
		"twice":     {`{"id": "a", "group": "x"}` + "\n" + `{"id": "a", "group": "y"}`, nil, ":2: id \"a\""},
		"no day":    {`{"id": "a", "group": "x", "day": "5 March"}`, nil, "expected one such as 2014-01-28"},
		"two words": {`{"id": "a", "group": "x", "killed": 1}` + "\n" + `{"id": "b", "group": "x", "killed": 2}`, nil, `:2: b says other things of group "x"`},
	} {
		s, err := scoreGVA(gvaSplit(t), Input{Predictions: write(t, "other.jsonl", c.lines)})
		if c.says != "" || err != nil {
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "other.jsonl") || !strings.Contains(err.Error(), c.says) || c.says == "" {
				t.Errorf("%s: error %v; want one that says %q", name, err, c.says)
			}
			continue
		}
		got := s.Scored(gva).Metrics
		for metric, want := range c.want {
			if math.Abs(got[metric]-want) > 1e-4 {
				t.Errorf("%s: %s is %v, want %v", name, metric, got[metric], want)
			}
		}
	}
}
