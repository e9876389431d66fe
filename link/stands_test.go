package link_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"dateline"
	"dateline/register"
	"dateline/text"
)

var updateStands = flag.Bool("update", false, "write anew how accounts stand in the stories of testdata/stands.txtar, in the fields that stand there")

// A toldStory is a story of testdata/stands.txtar.
type toldStory struct {
	name    string
	reports []report
	want    int // the index of the file
}

func toldStories(t *testing.T, a *txtar.Archive) []toldStory {
	t.Helper()
	var out []toldStory
	for i, f := range a.Files {
		name, part, _ := strings.Cut(f.Name, "/")
		if len(out) == 0 || out[len(out)-1].name != name {
			out = append(out, toldStory{name: name})
		}
		s := &out[len(out)-1]
		if part == "want" {
			s.want = i
			continue
		}
		head, body, _ := strings.Cut(string(f.Data), "\n")
		at := strings.LastIndexByte(head, ' ')
		day := head[at+1:]
		if day == "undated" {
			day = ""
		}
		s.reports = append(s.reports, report{head[:at], day, body})
	}
	return out
}

// lists are those of an agreement, by name.
func lists(g dateline.Agreement) map[string][]dateline.AccountID {
	return map[string][]dateline.AccountID{"for": g.For, "coarser": g.Coarser, "beside": g.Beside, "against": g.Against, "superseded": g.Superseded}
}

// standsIn is how the accounts of the event with the most accounts stand in a field.
func standsIn(rec dateline.Record, field string) string {
	e := slices.MaxFunc(rec.Events, func(a, b dateline.Event) int { return len(a.Accounts) - len(b.Accounts) })
	name := map[dateline.AccountID]string{}
	for _, a := range e.Accounts {
		for _, r := range rec.Reports {
			if r.ID == a.Report {
				day := "undated"
				if r.Published != nil {
					day = r.Published.String()
				}
				name[a.ID] = *r.Outlet + " " + day
			}
		}
	}
	g, ok := e.Agreement[field]
	if !ok {
		return "nobody"
	}
	out := string(g.Relation)
	if g.Because != nil {
		out += " (" + string(*g.Because) + ")"
	}
	all := lists(g)
	for _, how := range []string{"for", "coarser", "beside", "against", "superseded"} {
		var names []string
		for _, id := range all[how] {
			names = append(names, name[id])
		}
		slices.Sort(names)
		if len(names) > 0 {
			out += "; " + how + " " + strings.Join(names, ", ")
		}
	}
	return out
}

func TestEachAccountStandsByItsOwnWords(t *testing.T) {
	const path = "testdata/stands.txtar"
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a := txtar.Parse(raw)
	for _, s := range toldStories(t, a) {
		t.Run(s.name, func(t *testing.T) {
			rec := world(t, s.reports...)
			lawful(t, rec)
			var now strings.Builder
			for line := range strings.Lines(string(a.Files[s.want].Data)) {
				field, want, _ := strings.Cut(strings.TrimSpace(line), ":")
				want = strings.TrimSpace(want)
				got := standsIn(rec, field)
				fmt.Fprintf(&now, "%s: %s\n", field, got)
				if got != want && !*updateStands {
					t.Errorf("%s:\n got %s\nwant %s", field, got, want)
				}
			}
			a.Files[s.want].Data = []byte(now.String())
		})
	}
	if *updateStands {
		if err := os.WriteFile(path, txtar.Format(a), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// The same laws hold in the samples that the program carries.
func TestEachAccountOfTheSamplesStandsByItsOwnWords(t *testing.T) {
	names, err := filepath.Glob("../cmd/dateline/sample/*.txt")
	if err != nil || len(names) < 20 {
		t.Fatal(len(names), err)
	}
	var all []report
	for _, name := range names {
		raw, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		_, rest, _ := strings.Cut(string(raw), "---\n")
		head, body, _ := strings.Cut(rest, "---\n")
		r := report{text: body}
		for line := range strings.Lines(head) {
			switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
			case "outlet":
				r.outlet = value
			case "published":
				r.day = value
			case "title":
				r.text = value + "\n\n" + r.text
			}
		}
		all = append(all, r)
	}
	lawful(t, world(t, all...))
}

// lawful checks by other means than the linker's that an account stands in one list, and
// in which it may.
func lawful(t *testing.T, rec dateline.Record) {
	t.Helper()
	reg := register.Default()
	for _, e := range rec.Events {
		by := map[dateline.AccountID]dateline.Account{}
		denied := true
		for _, a := range e.Accounts {
			by[a.ID] = a
			denied = denied && a.Basis == dateline.Denied
		}
		for field, g := range e.Agreement {
			in := map[dateline.AccountID]int{}
			for how, ids := range lists(g) {
				for _, id := range ids {
					in[id]++
					if !speaks(by[id], field) {
						t.Errorf("%s of %s: %s is %s and says nothing of it", field, e.ID, id, how)
					}
				}
			}
			if g.Shown == nil {
				t.Errorf("%s of %s: nobody's value is shown", field, e.ID)
				continue
			}
			for _, a := range e.Accounts {
				if n := in[a.ID]; n > 1 || n == 0 && speaks(a, field) && a.Basis != dateline.Denied && len(a.Claims) == 0 {
					t.Errorf("%s of %s: %s stands in %d lists", field, e.ID, a.ID, n)
				}
			}
			shown := by[*g.Shown]
			for _, id := range g.For {
				if why := unsupported(reg, by[id], shown, field, denied); why != "" {
					t.Errorf("%s of %s: %s is for what %s says: %s", field, e.ID, id, shown.ID, why)
				}
			}
			for _, id := range g.Against {
				if id == shown.ID {
					t.Errorf("%s of %s: what is shown is against itself", field, e.ID)
				}
			}
		}
		if _, compared := e.Agreement["claims"]; !compared && len(e.Claims) > 0 {
			t.Errorf("%s: its claims are not compared", e.ID)
		}
	}
}

// speaks reports whether an account has a value in a field, or denies one.
func speaks(a dateline.Account, field string) bool {
	kind, rest, _ := strings.Cut(field, ".")
	switch kind {
	case "type":
		return true
	case "time":
		return a.Time.Words != nil
	case "place":
		return len(a.Places) > 0
	case "claims":
		return len(a.Claims) > 0
	case "roles":
		return len(namesIn(a, rest)) > 0 || slices.ContainsFunc(a.Claims, func(c dateline.Claim) bool { return c.Kind == dateline.ClaimDenied })
	}
	harm, side, told := strings.Cut(rest, ".")
	return slices.ContainsFunc(a.Casualties, func(c dateline.Casualty) bool { return string(c.Status) == harm && (!told || string(c.Side) == side) })
}

func namesIn(a dateline.Account, role string) []dateline.Role {
	return slices.DeleteFunc(slices.Clone(a.Roles), func(r dateline.Role) bool { return string(r.Role) != role })
}

// synonyms are words for one thing, as a reader of the stories of this test sees it.
var synonyms = [][]string{
	{"gunmen", "men", "bandits", "militants", "rebels", "fighters", "attackers", "jihadists", "hitmen", "militiamen", "assailants", "herders"},
	{"policemen", "police", "officers", "officer", "agents"}, {"soldiers", "army", "troops", "military"},
}

// unsupported is why an account does not say what is shown, "" where it does, as far as a
// plain look tells.
func unsupported(reg *register.Register, a, shown dateline.Account, field string, denied bool) string {
	kind, rest, _ := strings.Cut(field, ".")
	switch kind {
	case "time":
		if a.Time.Start != nil && shown.Time.Start != nil && a.Time.End != nil && shown.Time.End != nil && (a.Time.Start.Before(*shown.Time.Start) || shown.Time.End.Before(*a.Time.End)) {
			return "its days lie outside"
		}
	case "place":
		if !slices.ContainsFunc(a.Places, func(p dateline.PlaceRef) bool {
			return slices.ContainsFunc(shown.Places, func(q dateline.PlaceRef) bool {
				return strings.EqualFold(p.Name, q.Name) || len(q.Path) > 0 && slices.Contains(p.Path, q.Path[len(q.Path)-1])
			})
		}) {
			return "it lies elsewhere"
		}
	case "claims":
		for _, c := range shown.Claims {
			if !slices.ContainsFunc(a.Claims, func(d dateline.Claim) bool {
				return (d.Kind == c.Kind || d.Kind == dateline.ClaimMade && c.Kind == dateline.ClaimAscribed) && (d.Kind == dateline.NoClaim) == (c.Kind == dateline.NoClaim)
			}) {
				return "it has no such claim"
			}
		}
	case "roles":
		if rest == string(dateline.Perpetrator) && a.Basis == dateline.Denied && !denied {
			return "it denies it"
		}
		mine := namesIn(a, rest)
		if len(mine) == 0 {
			return "it names nobody"
		}
		group := slices.ContainsFunc(namesIn(shown, rest), func(r dateline.Role) bool { return r.Actor != nil })
		for _, q := range namesIn(shown, rest) {
			if q.Actor == nil && group {
				continue
			}
			if !slices.ContainsFunc(mine, func(r dateline.Role) bool {
				if q.Actor != nil && r.Actor != nil {
					return *q.Actor == *r.Actor || slices.Contains(reg.Ancestors(*r.Actor), *q.Actor)
				}
				return alike(r.Name, q.Name)
			}) {
				return "it does not name " + q.Name
			}
		}
	case "casualties":
		return "" // see the tests of tolls
	}
	return ""
}

// alike reports whether two names share a word, or have words of one meaning, or the
// second is of people as such.
func alike(a, b string) bool {
	in := func(set []string, words []string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(set, w) })
	}
	v, w := text.Words(a), text.Words(b)
	for _, set := range append(synonyms, w) {
		if in(set, v) && in(set, w) {
			return true
		}
	}
	return in([]string{"people", "persons", "men", "civilians"}, w)
}
