package main

import (
	"bytes"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/edits"
	"dateline/register"
	"dateline/store/storetest"
)

// command runs the program here, which must end well.
func command(t *testing.T, args ...string) []byte {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitOK {
		t.Fatalf("dateline %s: exit status %d\n%s%s", strings.Join(args, " "), code, out.Bytes(), errs.Bytes())
	}
	return out.Bytes()
}

// eventsBy are the events that a list gives.
func eventsBy(t *testing.T, where string, args ...string) []dateline.Event {
	t.Helper()
	var out struct {
		Events []dateline.Event `json:"events"`
		Total  *int             `json:"total"`
		Next   *string          `json:"next"`
	}
	raw := command(t, append([]string{"events", "--ledger", where, "--format", "json"}, args...)...)
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("%v: %s", err, raw)
	}
	if out.Next == nil && out.Total != nil && !slices.Contains(args, "--after") && *out.Total != len(out.Events) {
		t.Errorf("%v: %d events, and it says %d", args, len(out.Events), *out.Total)
	}
	return out.Events
}

func idsOf(es []dateline.Event) []string {
	out := []string{}
	for _, e := range es {
		out = append(out, string(e.ID))
	}
	return out
}

func theDay(s string) dateline.Date {
	d, err := dateline.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Each filter gives what looking at every event gives, on both databases.
func TestFiltersGiveWhatLookingAtEveryEventGives(t *testing.T) {
	within := func(from, to dateline.Date) func(dateline.Event) bool {
		return func(e dateline.Event) bool {
			return e.Time.Start != nil && e.Time.End != nil && !to.Before(*e.Time.Start) && from.Before(*e.Time.End)
		}
	}
	under := func(code string) func(dateline.Event) bool {
		return func(e dateline.Event) bool {
			return string(e.Type) == code || strings.HasPrefix(string(e.Type), code+".")
		}
	}
	acts := func(id dateline.ActorID) func(dateline.Event) bool {
		return func(e dateline.Event) bool {
			return slices.ContainsFunc(e.Roles, func(r dateline.Role) bool {
				return r.Actor != nil && (*r.Actor == id || slices.Contains(register.Default().Ancestors(*r.Actor), id))
			})
		}
	}
	at := func(path ...string) func(dateline.Event) bool {
		return func(e dateline.Event) bool {
			return slices.ContainsFunc(e.Places, func(p dateline.PlaceRef) bool {
				return len(p.Path) >= len(path) && slices.Equal(p.Path[:len(path)], path)
			})
		}
	}
	status := func(all ...dateline.Status) func(dateline.Event) bool {
		return func(e dateline.Event) bool { return slices.Contains(all, e.Status) }
	}
	both := func(a, b func(dateline.Event) bool) func(dateline.Event) bool {
		return func(e dateline.Event) bool { return a(e) && b(e) }
	}
	counts := func(e dateline.Event) bool { return e.Countable }
	var reports map[dateline.ReportID]string // outlets
	told := func(outlet string) func(dateline.Event) bool {
		return func(e dateline.Event) bool {
			return slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return reports[a.Report] == outlet })
		}
	}
	tests := []struct {
		args   string
		wanted func(dateline.Event) bool
	}{
		{"", counts},
		{"--all --type attack", under("attack")},
		{"--type attack", both(counts, under("attack"))},
		{"--all --type attack.ambush", under("attack.ambush")},
		{"--all --actor islamic-state", acts("islamic-state")},
		{"--all --actor islamic-state/khorasan-province", acts("islamic-state/khorasan-province")},
		{"--all --place Mali", at("Mali")},
		{"--all --place Kenya/Nairobi", at("Kenya", "Nairobi")},
		{"--all --place Mali/Kidal/Kidal", at("Mali", "Kidal", "Kidal")},
		{"--all --place West\u00a0Africa", func(e dateline.Event) bool { return at("Mali")(e) || at("Nigeria")(e) }},
		{"--all --on 2024-03-05", within(theDay("2024-03-05"), theDay("2024-03-05"))},
		{"--all --on 2024-03", within(theDay("2024-03-01"), theDay("2024-03-31"))},
		{"--all --from 2024-03-20", within(theDay("2024-03-20"), theDay("9000-01-01"))},
		{"--all --to 2024-03-20", within(theDay("1000-01-01"), theDay("2024-03-20"))},
		{"--all --from 2024-03-06 --to 2024-04-01", within(theDay("2024-03-06"), theDay("2024-04-01"))},
		{"--status foiled", status(dateline.StatusFoiled)},
		{"--status planned,foiled", status(dateline.StatusPlanned, dateline.StatusFoiled)},
		{"--all --outlet Hill\u00a0Herald", told("Hill Herald")},
		{"--all --outlet Valley\u00a0Times", told("Valley Times")},
		{"--all --origins 2", func(e dateline.Event) bool { return e.Origins >= 2 }},
		{"--type attack --place Afghanistan --on 2024", both(both(counts, under("attack")), both(at("Afghanistan"), within(theDay("2024-01-01"), theDay("2024-12-31"))))},
	}
	storetest.Both(t, func(t *testing.T, where string) {
		names, err := filepath.Glob("testdata/collected/*.txt")
		if err != nil || len(names) == 0 {
			t.Fatal(err, names)
		}
		command(t, append([]string{"add", "--quiet", "--ledger", where}, names...)...)
		all := eventsBy(t, where, "--all", "--limit", "0")
		reports = outletsOf(t, where, all)
		for _, x := range tests {
			t.Run(x.args, func(t *testing.T) {
				var args []string
				for _, a := range strings.Fields(strings.ReplaceAll(x.args, "\u00a0", "_")) {
					args = append(args, strings.ReplaceAll(a, "_", " "))
				}
				want := []dateline.Event{}
				for _, e := range all {
					if x.wanted(e) {
						want = append(want, e)
					}
				}
				if len(want) == 0 || len(want) == len(all) {
					t.Fatalf("the reports tell nothing about this filter: %d of %d events", len(want), len(all))
				}
				if d := cmp.Diff(want, eventsBy(t, where, append(args, "--limit", "0")...)); d != "" {
					t.Errorf("(-want +got):\n%s", d)
				}
			})
		}
		pagesAddUp(t, where, all)
		purgeLeavesNothing(t, where)
	})
}

func outletsOf(t *testing.T, where string, all []dateline.Event) map[dateline.ReportID]string {
	out := map[dateline.ReportID]string{}
	for _, e := range all {
		var rec dateline.Record
		if err := json.Unmarshal(command(t, "show", "--ledger", where, "--format", "json", string(e.ID)), &rec); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]dateline.Event{e}, rec.Events); d != "" {
			t.Errorf("shown otherwise than listed:\n%s", d)
		}
		for _, r := range rec.Reports {
			out[r.ID] = deref(r.Outlet)
		}
	}
	return out
}

// pagesAddUp asks for two events at a time.
func pagesAddUp(t *testing.T, where string, all []dateline.Event) {
	var got []string
	after := ""
	for range len(all) {
		var page struct {
			Events []dateline.Event `json:"events"`
			Next   *string          `json:"next"`
		}
		args := []string{"events", "--ledger", where, "--format", "json", "--all", "--limit", "2"}
		if after != "" {
			args = append(args, "--after", after)
		}
		if err := json.Unmarshal(command(t, args...), &page); err != nil {
			t.Fatal(err)
		}
		got = append(got, idsOf(page.Events)...)
		if page.Next == nil {
			break
		}
		after = *page.Next
	}
	if d := cmp.Diff(idsOf(all), got); d != "" {
		t.Errorf("page after page (-all +pages):\n%s", d)
	}
}

// purgeLeavesNothing takes out the only report of an event, and one of several.
func purgeLeavesNothing(t *testing.T, where string) {
	for _, x := range []struct{ words, left string }{{"explosion", ""}, {`"local official"`, "attack.ambush"}} {
		var found struct{ Hits []hitJSON }
		if err := json.Unmarshal(command(t, "search", "--ledger", where, "--format", "json", x.words), &found); err != nil {
			t.Fatal(err)
		}
		if len(found.Hits) != 1 {
			t.Fatalf("%d reports have %s", len(found.Hits), x.words)
		}
		id := found.Hits[0].Report.ID
		command(t, "purge", "--ledger", where, "--why", "a test", "--yes", string(id))
		for _, e := range eventsBy(t, where, "--all", "--limit", "0") {
			if slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return a.Report == id }) {
				t.Errorf("the event %s is still told by %s", e.ID, id)
			}
		}
		if x.left != "" && len(eventsBy(t, where, "--type", x.left)) == 0 {
			t.Errorf("no %s is left, which others tell too", x.left)
		}
		command(t, "verify", "--quiet", "--ledger", where)
	}
}

func TestWordsThatChangedAreTheFewest(t *testing.T) {
	for _, x := range []struct{ a, b, want string }{
		{"one two three four", "one two three four", "one two three four"},
		{"", "new words", "{+new words+}"},
		{"old words", "", "[-old words-]"},
		{"six men died in the town", "seven men died in the old town", "[-six-]{+seven+}men died in the{+old+}town"},
		{"a b c d e f", "x y c z w f", "[-a b c d e-]{+x y c z w+}f"},
	} {
		var got strings.Builder
		for _, b := range changedBits(edits.Words(x.a, x.b)) {
			got.WriteString(strings.TrimPrefix(b.text, " "))
		}
		if got.String() != x.want {
			t.Errorf("%q to %q: %s, want %s", x.a, x.b, got.String(), x.want)
		}
	}
}

func TestACellIsNoFormula(t *testing.T) {
	for in, want := range map[string]string{"=1+1": "'=1+1", "+x": "'+x", "-x": "'-x", "@x": "'@x", "x=1": "x=1", "": "", "\t=x": "'=x", "a\nb\x1b[2J": "a b\ufffd[2J"} {
		if got := cellOf(in); got != want {
			t.Errorf("%q is %q, want %q", in, got, want)
		}
	}
}
