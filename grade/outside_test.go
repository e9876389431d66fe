package grade

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/needtest"
)

// outside runs the check that comes with the seed reports, which is written
// apart from this package, on records: one a line in, its misses one list a line out.
const outside = `
import json, sys
sys.dont_write_bytecode = True
sys.path.insert(0, sys.argv[1])
import check
for line in sys.stdin:
    record = json.loads(line)
    check.read = lambda *a: record
    print(json.dumps(check.seeds('', sys.argv[1], sys.argv[2:])[0]))
`

func TestTheGraderAgreesWithTheCheckThatComesWithTheSeeds(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "seeds")
	python := needtest.Python(t)
	for _, published := range []bool{false, true} {
		t.Run(fmt.Sprintf("published %t", published), func(t *testing.T) {
			g, files := seedGold(t, dir)
			random := rand.New(rand.NewPCG(1, 2))
			recs := []dateline.Record{perfect(t, g, files, published)}
			for i := range 300 {
				rec := perfect(t, g, files, published)
				for range 1 + i%3 {
					spoil(random, &rec)
				}
				recs = append(recs, rec)
			}
			var in bytes.Buffer
			for i := range recs {
				if err := json.NewEncoder(&in).Encode(recs[i]); err != nil {
					t.Fatal(err)
				}
			}
			args := []string{"-c", outside, dir}
			if published {
				args = append(args, "--published", "2019-05-17")
			}
			cmd := exec.Command(python, args...)
			cmd.Stdin, cmd.Stderr = &in, os.Stderr
			out, err := cmd.Output()
			if err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(bytes.NewReader(out))
			lines.Buffer(nil, 1<<20)
			for i := range recs {
				var theirs []string
				if !lines.Scan() || json.Unmarshal(lines.Bytes(), &theirs) != nil {
					t.Fatalf("record %d: no answer", i)
				}
				s := New("seeds", g, &recs[i])
				got, want := ourWords(s), theirWords(theirs)
				// It pairs greedily, so that it may find fewer should events whole
				// where several stand at the same words.
				if !slices.Contains(got, "should") {
					want = slices.DeleteFunc(want, func(w string) bool { return w == "should" })
				}
				if !slices.Equal(got, want) {
					t.Errorf("record %d:\nhere    %q\noutside %q\n%q", i, got, want, theirs)
				}
			}
		})
	}
}

func seedGold(t *testing.T, dir string) (*Gold, []File) {
	t.Helper()
	names, err := filesIn(dir, ".txt", "reports")
	if err != nil {
		t.Fatal(err)
	}
	var files []File
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, File{name, raw})
	}
	raw, err := os.ReadFile(filepath.Join(dir, goldName))
	if err != nil {
		t.Fatal(err)
	}
	g, err := ParseGold(raw, files)
	if err != nil {
		t.Fatal(err)
	}
	return g, files
}

// spoil does one thing to a record that a reader or linker might get wrong.
func spoil(r *rand.Rand, rec *dateline.Record) {
	e := &rec.Events[r.IntN(len(rec.Events))]
	for len(e.Accounts) == 0 {
		e = &rec.Events[r.IntN(len(rec.Events))]
	}
	s := &rec.Statements[r.IntN(len(rec.Statements))]
	faults := []func(){
		func() { e.Type = "talks.held" },
		func() { e.Type = "group.formed" },
		func() { e.Status = dateline.StatusDenied },
		func() { e.Status = dateline.StatusHappened },
		func() { e.Roles = e.Roles[:len(e.Roles)/2] },
		func() { e.Places = nil },
		func() { e.Places = append(e.Places, dateline.PlaceRef{Name: "Elsewhere"}) },
		func() { e.Time = dateline.Time{} },
		func() { e.Time.Start = &dateline.Date{Year: 2019, Month: 5, Day: 1} },
		func() { e.Time.Relative = &dateline.Relative{To: "e2"} },
		func() { e.Casualties = nil },
		func() { e.Claims = nil },
		func() { name := "Elsewhere"; e.Claims = append(e.Claims, dateline.Claim{By: "x", InTheNameOf: &name}) },
		func() { e.Agreement = map[string]dateline.Agreement{"type": {Relation: dateline.Differ}} },
		func() { e.Accounts = e.Accounts[:1] },
		func() { e.Accounts[0].SaidBy = nil },
		func() { e.Accounts[0].Evidence = nil },
		func() { e.Accounts[0].Evidence = e.Accounts[0].Evidence[:len(e.Accounts[0].Evidence)/2] },
		func() { shift(rec, e, 1, 0) },
		func() { shift(rec, e, 0, 400) },
		func() { shift(rec, e, 700, 0) },
		func() { e.Countable = !e.Countable; e.Type = "protest" },
		func() { rec.Events = append(rec.Events, *e); rec.Events[len(rec.Events)-1].ID += "x" },
		func() {
			rec.Events = slices.DeleteFunc(rec.Events, func(x dateline.Event) bool { return x.ID == e.ID })
		},
		func() {
			for i := range 6 {
				rec.Events = append(rec.Events, dateline.Event{ID: dateline.EventID(fmt.Sprintf("n%d", i)), Accounts: []dateline.Account{}})
			}
		},
		func() { rec.Stories = nil; rec.Stories = append(rec.Stories, dateline.Story{Origins: 1}) },
		func() { rec.Stories = append(rec.Stories, dateline.Story{}) },
		func() { s.Speaker = "an analyst" },
		func() { s.Direct = !s.Direct },
		func() { s.Affiliation = nil },
		func() { s.Start += 3 },
		func() { rec.Register = rec.Register[1:] },
		func() { rec.Register = append(rec.Register, dateline.Change{Change: "split", Name: "x"}) },
	}
	faults[r.IntN(len(faults))]()
}

// shift moves or lengthens an event's first evidence; the quote stays true
// when it is lengthened.
func shift(rec *dateline.Record, e *dateline.Event, by, longer int) {
	if len(e.Accounts) == 0 || len(e.Accounts[0].Evidence) == 0 {
		return
	}
	a := &e.Accounts[0]
	x := a.Evidence[0]
	x.Start, x.End = x.Start+by, x.End+by+longer
	for _, r := range rec.Reports {
		if r.ID == a.Report && longer > 0 {
			x.End = min(x.End, len(r.Text))
			x.Quote = x.In(r.Text)
		}
	}
	a.Evidence = append([]dateline.Evidence{x}, a.Evidence[1:]...)
}

// ourWords and theirWords are the two graders' misses in words that can be
// compared.
func ourWords(s Score) []string {
	var out []string
	for _, c := range s.Checks {
		if c.Need == must && !c.Met {
			name, _, _ := strings.Cut(c.Name, ":")
			switch {
			case strings.HasPrefix(c.Name, "origins"):
				name = "stories"
			case strings.HasPrefix(c.Name, "no event rests"):
				name = "rests on " + strings.Trim(c.Wanted, `"`)[:12]
			case c.Name == "register: branch":
				name = "branch " + fold(c.Wanted)
			case strings.HasPrefix(c.Name, "register: no"):
				name = "unwarranted"
			}
			out = append(out, name)
		}
	}
	for _, r := range s.Events {
		if r.Need != must || r.Whole() {
			continue
		}
		if r.Event == nil {
			out = append(out, r.ID+" no such event")
			continue
		}
		lacks := unmet(r.Wants)
		for i := range lacks {
			lacks[i] = strings.TrimPrefix(lacks[i], "casualties ")
		}
		slices.Sort(lacks)
		out = append(out, r.ID+" "+strings.Join(lacks, ", "))
	}
	if s.Tally.ShouldWhole < s.shouldWanted() {
		out = append(out, "should")
	}
	if len(s.Unmatched) > maxUnmatched {
		out = append(out, "unmatched")
	}
	if s.Tally.False > 0 {
		out = append(out, "false")
	}
	for _, r := range s.Statements {
		if r.Need != must || r.Whole() {
			continue
		}
		out = append(out, unmet(r.Wants)[0]+" of "+r.Speaker)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

var theirForms = []struct {
	form *regexp.Regexp
	word string
}{
	{regexp.MustCompile(`^\d+ of \d+ quotes.*`), "quotes at their offsets"},
	{regexp.MustCompile(`^\d+ quotes are over.*`), "quotes that are too long"},
	{regexp.MustCompile(`^\d+ stories, .*`), "stories"},
	{regexp.MustCompile(`^only \d+ of .*`), "should"},
	{regexp.MustCompile(`^\d+ events that match nothing.*`), "unmatched"},
	{regexp.MustCompile(`^countable events that.*`), "false"},
	{regexp.MustCompile(`^statement of (.*) at \d+$`), "speaker of $1"},
	{regexp.MustCompile(`^direct or not: (.*) at \d+$`), "direct of $1"},
	{regexp.MustCompile(`^no event may rest on: (.{12}).*`), "rests on $1"},
	{regexp.MustCompile(`^no branch proposed for (.*)`), "branch $1"},
	{regexp.MustCompile(`^a split, merger.*`), "unwarranted"},
}

func theirWords(fails []string) []string {
	row := regexp.MustCompile(`^(E\d+) [^:]*: (.*)$`)
	var out []string
	for _, f := range fails {
		if m := row.FindStringSubmatch(f); m != nil {
			lacks := strings.Split(m[2], ", ")
			slices.Sort(lacks)
			out = append(out, m[1]+" "+strings.Join(lacks, ", "))
			continue
		}
		for _, t := range theirForms {
			if t.form.MatchString(f) {
				f = t.form.ReplaceAllString(f, t.word)
				break
			}
		}
		out = append(out, f)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
