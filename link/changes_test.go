package link_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline"
	"dateline/link"
)

// A ledger is what one who keeps all Changes has.
type ledger struct {
	Reports   map[dateline.ReportID]dateline.Report
	Stories   map[dateline.StoryID]dateline.Story
	Events    map[dateline.StoryID][]dateline.Event
	Proposals map[dateline.StoryID][]dateline.Proposal
	Register  map[dateline.StoryID][]dateline.Change
	Warnings  map[dateline.ReportID][]dateline.Warning
}

func newLedger() *ledger {
	return &ledger{map[dateline.ReportID]dateline.Report{}, map[dateline.StoryID]dateline.Story{}, map[dateline.StoryID][]dateline.Event{},
		map[dateline.StoryID][]dateline.Proposal{}, map[dateline.StoryID][]dateline.Change{}, map[dateline.ReportID][]dateline.Warning{}}
}

// keep takes in Changes, as a store would.
func (l *ledger) keep(x dateline.Linking) {
	for _, id := range x.Removed {
		delete(l.Reports, id)
		delete(l.Warnings, id)
	}
	for _, id := range x.Linked {
		delete(l.Warnings, id)
	}
	for _, r := range x.Reports {
		l.Reports[r.ID] = r
	}
	gone := slices.Clone(x.Gone)
	for _, s := range x.Stories {
		gone = append(gone, s.ID)
	}
	for _, id := range gone {
		delete(l.Stories, id)
		delete(l.Events, id)
		delete(l.Proposals, id)
		delete(l.Register, id)
	}
	for _, s := range x.Stories {
		l.Stories[s.ID] = s
	}
	for _, e := range x.Events {
		l.Events[e.Story] = append(l.Events[e.Story], e)
	}
	for _, p := range x.Proposals {
		l.Proposals[p.Story] = append(l.Proposals[p.Story], p)
	}
	for _, c := range x.Register {
		l.Register[c.Story] = append(l.Register[c.Story], c.Change)
	}
	for _, w := range x.Warnings {
		if w.Report != nil {
			l.Warnings[*w.Report] = append(l.Warnings[*w.Report], w)
		}
	}
}

func (l *ledger) String() string {
	raw, err := json.MarshalIndent(l, "", " ")
	if err != nil {
		panic(err)
	}
	return string(raw)
}

// ofRecord is what a ledger has of a record with a ledger's ids. What all stories
// together propose to the register is not told story by story there.
func ofRecord(rec dateline.Record, register map[dateline.StoryID][]dateline.Change) *ledger {
	l := newLedger()
	x := dateline.Linking{Stories: slices.Clone(rec.Stories), Events: rec.Events, Proposals: rec.Proposals, Warnings: rec.Warnings}
	for i := range x.Stories {
		x.Stories[i].State = ""
	}
	for _, r := range rec.Reports {
		x.Reports = append(x.Reports, dateline.Report{ID: r.ID, Genre: r.Genre, Origin: r.Origin, Copying: r.Copying, From: r.From, Credit: r.Credit, Leans: r.Leans})
	}
	l.keep(x)
	l.Register = register
	return l
}

// A doing is something done to a linker.
type doing struct {
	add    *told
	remove dateline.ReportID
	decide bool
}

// checkChanges does things to one linker, asking it for Changes in between, and
// gives what is left to another at once.
func checkChanges(t *rapid.T, doings []doing, decisions []dateline.Decision) *ledger {
	one, kept := link.New(link.Options{}), newLedger()
	clear(shelves)
	var rows *shelf
	if held := rapid.IntRange(0, 2).Draw(t, "held"); held > 0 {
		rows = newShelf()
		one = link.Open([]link.Options{tight, {}}[held-1], rows) // what is remembered of reports goes with them, or stays
		shelves[one] = rows
	}
	ask := func() {
		one.Settle()
		x := one.Changes()
		kept.keep(x)
		if err := one.Err(); err != nil {
			t.Fatal(err)
		}
		if rows != nil {
			rows.take(x.Kept)
		}
	}
	there := map[dateline.ReportID]told{}
	var order []dateline.ReportID
	decided, known := 0, map[dateline.ReportID]bool{} // by the last Decide
	for i, d := range doings {
		switch {
		case d.add != nil:
			if !slices.Contains(order, d.add.report.ID) {
				order = append(order, d.add.report.ID)
			}
			there[d.add.report.ID] = *d.add
			feed(one, *d.add)
		case d.decide:
			decided = rapid.IntRange(0, len(decisions)).Draw(t, fmt.Sprint("decisions ", i))
			one.Decide(decisions[:decided])
			clear(known)
			for id := range there {
				known[id] = true
			}
		default:
			delete(there, d.remove)
			one.Remove(d.remove)
		}
		if rapid.IntRange(0, 2).Draw(t, fmt.Sprint("changes after ", i)) == 0 {
			ask()
			if rows != nil && rapid.IntRange(0, 2).Draw(t, fmt.Sprint("cut off after ", i)) == 0 {
				one = link.Open(tight, rows)
				shelves[one] = rows
				if err := one.Restore(rows.all()); err != nil {
					t.Fatal(err)
				}
				one.Decide(decisions[:decided])
				clear(known)
				for id := range there {
					known[id] = true
				}
			}
		}
	}
	if decided < len(decisions) || slices.ContainsFunc(order, func(id dateline.ReportID) bool { return !known[id] }) {
		one.Decide(decisions) // some may speak of what came later
	}
	ask()
	if rest := one.Changes(); len(rest.Stories)+len(rest.Gone)+len(rest.Reports)+len(rest.Linked)+len(rest.Removed) > 0 {
		t.Fatalf("Changes asked again gives what it gave: %d stories, %d gone, %d reports", len(rest.Stories), len(rest.Gone), len(rest.Reports))
	}
	two, fresh := link.New(link.Options{}), newLedger()
	for _, id := range order {
		if x, ok := there[id]; ok {
			feed(two, x)
		}
	}
	two.Decide(decisions)
	two.Settle()
	fresh.keep(two.Changes())
	want := fresh.String()
	if got := kept.String(); got != want {
		t.Fatalf("what was kept bit by bit is not what all at once gives:\n%s", firstDifference(want, got))
	}
	byContent := one.RecordByContent()
	if got := ofRecord(byContent, fresh.Register).String(); got != want {
		t.Fatalf("the record is not what all at once gives:\n%s", firstDifference(want, got))
	}
	checkNumbers(t, byContent, one.Record())
	return kept
}

// checkNumbers checks that two records are one, but for ids, which answer to each
// other one to one.
func checkNumbers(t *rapid.T, a, b dateline.Record) {
	var x, y any
	for _, p := range []struct {
		of   dateline.Record
		into *any
	}{{a, &x}, {b, &y}} {
		raw, err := json.Marshal(p.of)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(raw, p.into); err != nil {
			t.Fatal(err)
		}
	}
	to, from := map[string]string{}, map[string]string{}
	var walk func(at string, x, y any)
	walk = func(at string, x, y any) {
		switch x := x.(type) {
		case map[string]any:
			y, _ := y.(map[string]any)
			if len(x) != len(y) {
				t.Fatalf("%s: %v beside %v", at, x, y)
			}
			for k := range x {
				walk(at+"."+k, x[k], y[k])
			}
		case []any:
			y, _ := y.([]any)
			if len(x) != len(y) {
				t.Fatalf("%s: %d beside %d", at, len(x), len(y))
			}
			for i := range x {
				walk(fmt.Sprint(at, "[", i, "]"), x[i], y[i])
			}
		case string:
			s, ok := y.(string)
			if ok && x == s {
				return
			}
			if len(x) == 0 || !ok || to[x] != "" && to[x] != s || from[s] != "" && from[s] != x || !strings.Contains("seao", s[:1]) {
				t.Fatalf("%s: %q is %v, %q before; %v stood for %q", at, x, y, to[x], y, from[s])
			}
			to[x], from[s] = s, x
		default:
			if x != y {
				t.Fatalf("%s: %v beside %v", at, x, y)
			}
		}
	}
	walk("", x, y)
}

// drawDecisions draws merges and splits of reports and of accounts, accounts that are
// added and rejected, values that are confirmed and corrected, and undoings.
func drawDecisions(t *rapid.T, of []told) []dateline.Decision {
	var out []dateline.Decision
	for i := range rapid.IntRange(0, 4).Draw(t, "decisions") {
		id := fmt.Sprint("d", i)
		if len(out) > 0 && rapid.IntRange(0, 3).Draw(t, "undo "+id) == 0 {
			out = append(out, dateline.Decision{ID: id, Verb: dateline.VerbUndo, Undoes: rapid.SampledFrom(out).Draw(t, "undone").ID})
			continue
		}
		a, b := rapid.SampledFrom(of).Draw(t, "one of "+id), rapid.SampledFrom(of).Draw(t, "other of "+id)
		if len(a.reading.Accounts) > 0 && rapid.Bool().Draw(t, "of values "+id) {
			out = append(out, drawRuling(t, id, a))
			continue
		}
		on := []dateline.Referent{{Report: a.report.SHA256}, {Report: b.report.SHA256}}
		if len(a.reading.Accounts) > 0 && len(b.reading.Accounts) > 0 && rapid.IntRange(0, 2).Draw(t, "of events "+id) > 0 {
			on[0].Span = typeSpan(rapid.SampledFrom(a.reading.Accounts).Draw(t, "account of one"))
			on[1].Span = typeSpan(rapid.SampledFrom(b.reading.Accounts).Draw(t, "account of other"))
		}
		d := dateline.Decision{ID: id, Verb: rapid.SampledFrom([]dateline.Verb{dateline.VerbMerge, dateline.VerbMerge, dateline.VerbSplit}).Draw(t, "verb "+id), On: on}
		if d.Check() == nil {
			out = append(out, d)
		}
	}
	return out
}

// drawRuling draws what is decided of an account.
func drawRuling(t *rapid.T, id string, of told) dateline.Decision {
	d := dateline.Decision{ID: id, By: "ann", On: []dateline.Referent{{Report: of.report.SHA256, Span: typeSpan(rapid.SampledFrom(of.reading.Accounts).Draw(t, "account of "+id))}}}
	after := func(s string) { d.After = &s }
	d.Verb = rapid.SampledFrom([]dateline.Verb{dateline.VerbAdd, dateline.VerbReject, dateline.VerbCorrect, dateline.VerbConfirm}).Draw(t, "verb "+id)
	switch d.Verb {
	case dateline.VerbAdd:
		d.On[0].Span = dateline.Span{Start: rapid.IntRange(0, 3).Draw(t, "start "+id), End: min(20, len(of.report.Text))}
		after(`{"type": "attack.armed", "places": [{"name": "Brenn", "path": ["Norland", "Brenn"], "level": "town", "words": "Brenn"}]}`)
	case dateline.VerbCorrect:
		switch rapid.IntRange(0, 3).Draw(t, "field "+id) {
		case 0:
			d.On[0].Field = "type"
			after(`"attack.bombing"`)
		case 1:
			d.On[0].Field = "occurrence"
			after(`"foiled"`)
		case 2:
			after(`{"casualties": [{"status": "killed", "side": "civilian", "low": 77, "high": 77, "words": "77"}], "background": true}`)
		default:
			d.On[0].Field = "places"
			after(`"nowhere"`) // which is no value
		}
	}
	return d
}

// drawDoings draws what is done with reports: each is added, some are removed and
// added again, read otherwise, or printed by another outlet.
func drawDoings(t *rapid.T, ts []told) []doing {
	var out []doing
	there := map[dateline.ReportID]bool{}
	add := func(x told) { out, there[x.report.ID] = append(out, doing{add: &x}), true }
	for i, x := range ts {
		switch rapid.IntRange(0, 7).Draw(t, fmt.Sprint("what ", i)) {
		case 0:
			other := *x.reading
			other.Accounts = other.Accounts[:len(other.Accounts)/2]
			add(told{x.report, &other})
		case 1:
			copied, outlet := x, fmt.Sprint("Copyist ", i)
			copied.report.ID, copied.report.Outlet = dateline.ReportID(fmt.Sprint("~copy-", i)), &outlet
			add(copied)
		case 2, 3:
			out = append(out, doing{decide: true})
		case 4:
			if len(there) > 0 {
				gone := rapid.SampledFrom(slices.Sorted(maps.Keys(there))).Draw(t, fmt.Sprint("gone ", i))
				delete(there, gone)
				out = append(out, doing{remove: gone})
			}
		}
		if rapid.IntRange(0, 9).Draw(t, fmt.Sprint("comes ", i)) > 0 {
			add(x)
		}
	}
	out = append(out, doing{decide: true})
	for i := range rapid.IntRange(0, 4).Draw(t, "more") { // of what is known
		x := rapid.SampledFrom(ts).Draw(t, fmt.Sprint("again ", i))
		switch there[x.report.ID] {
		case false:
			add(x)
		default:
			delete(there, x.report.ID)
			out = append(out, doing{remove: x.report.ID})
		}
	}
	return out
}

func TestAllChangesTogetherAreTheRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ts := withVersions(t)
		checkChanges(t, drawDoings(t, ts), drawDecisions(t, ts))
	})
}

// An old thing is an attack on which several reports may look back.
type deed struct {
	country, province, town string
	day                     dateline.Date
	killed                  int
}

var deeds = func() []deed {
	var out []deed
	for i := range 6 {
		out = append(out, deed{[]string{"Nowhere", "Elsewhere"}[i%2], fmt.Sprint("Province ", i%3), []string{"Karvela", "Domport", "Sulvane"}[i%3], dateline.Date{Year: 2024, Month: 1, Day: 3 + i/3*2}, 3 + i})
	}
	return out
}()

// drawRecalling draws reports of few attacks, which look back on one another, each
// with words of its own and of its attack: news, round-ups, and copies of them.
func drawRecalling(t *rapid.T) []told {
	var out []told
	for i := range 16 - rapid.IntRange(0, 12).Draw(t, "reports fewer") {
		n := fmt.Sprint(" ", i)
		when := deeds[0].day.Time().Add(time.Duration(rapid.IntRange(0, 12).Draw(t, "day"+n))*24*time.Hour + time.Duration(i)*time.Minute)
		if rapid.IntRange(0, 9).Draw(t, "undated"+n) == 0 {
			when = time.Time{}
		}
		var sentences []string
		var told []deed
		tell := func(d deed, words string) {
			told, sentences = append(told, d), append(sentences, words)
		}
		own := func(n uint64) string { // words that no other story has
			return strings.ReplaceAll(vocabulary(rand.New(rand.NewPCG(n, 1)), 60), ".", "")
		}
		if rapid.IntRange(0, 2).Draw(t, "news of its own"+n) > 0 {
			k := i % 9
			tell(deed{"Nowhere", fmt.Sprint("Province of its own ", k), fmt.Sprint("Zabeth", k), deeds[0].day.AddDays(k), 20 + k}, own(uint64(k)))
		} else {
			k := rapid.IntRange(0, len(deeds)-1).Draw(t, "news"+n)
			tell(deeds[k], own(uint64(100+k)))
		}
		for k := range 2 - rapid.IntRange(0, 2).Draw(t, "looks back less"+n) {
			d := rapid.SampledFrom(deeds).Draw(t, fmt.Sprint("on", n, k))
			tell(d, fmt.Sprintf("%s remembers %d dead, said witness number %d of %d", d.town, d.killed, k, i))
		}
		x := made(fmt.Sprintf("r%02d", i), sentences[0], strings.Join(sentences, ". ")+".", "", dateline.Date{}, when, 0)
		if len(told) > 1 && rapid.IntRange(0, 2).Draw(t, "round-up"+n) == 0 {
			x.reading.Genre = dateline.RoundUp
		}
		for k, d := range told {
			x.reading.Accounts = append(x.reading.Accounts, account(t, x, k, d, k > 0 || rapid.IntRange(0, 5).Draw(t, "nothing new"+n) == 0))
		}
		out = append(out, x)
	}
	return out
}

// account is what a report's sentence says of a deed, as of its day, its month, or
// days before another.
func account(t *rapid.T, x told, k int, d deed, background bool) dateline.Account {
	n := fmt.Sprint(" ", x.report.ID, " ", k)
	first := x.reading.Sentences[k]
	a := dateline.Account{ID: dateline.AccountID(fmt.Sprint("a", k+1)), Report: x.report.ID, Maker: "made/1", Confidence: .9, Type: "attack.armed", Occurrence: dateline.Happened, Basis: dateline.Reported, Background: background,
		Places:     []dateline.PlaceRef{{Name: d.town, Path: []string{d.country, d.province, d.town}, Level: "town", Relation: "in", Words: d.town}},
		Roles:      []dateline.Role{{Role: dateline.Perpetrator, Name: "Column of " + d.town, Words: "Gunmen"}},
		Time:       dateline.Time{Precision: dateline.UnknownTime},
		Casualties: []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &d.killed, High: &d.killed}},
		Evidence:   []dateline.Evidence{{Field: "type", Span: first, Quote: first.In(x.report.Text)}}}
	words := "then"
	switch what := rapid.IntRange(0, 4).Draw(t, "time"+n); {
	case what < 2:
		next := d.day.AddDays(1)
		a.Time = dateline.Time{Start: &d.day, End: &next, Precision: dateline.Day, Words: &words}
	case what == 2:
		start, end := dateline.Date{Year: d.day.Year, Month: d.day.Month, Day: 1}, dateline.Date{Year: d.day.Year, Month: d.day.Month + 1, Day: 1}
		a.Time = dateline.Time{Start: &start, End: &end, Precision: dateline.Month, Words: &words}
	case what == 3 && k > 0:
		days := rapid.IntRange(-3, 3).Draw(t, "days"+n)
		a.Time = dateline.Time{Precision: dateline.Day, Words: &words, Relative: &dateline.Relative{To: fmt.Sprint("a", k), MinDays: &days, MaxDays: &days}}
	}
	return a
}

func TestAllChangesTogetherAreTheRecordOfWhatLooksBack(t *testing.T) {
	recalled, decided := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		ts := drawRecalling(t)
		for _, events := range checkChanges(t, drawDoings(t, rapid.Permutation(ts).Draw(t, "order")), drawDecisions(t, ts)).Events {
			for _, e := range events {
				for _, m := range e.Merges {
					if m.By == dateline.MergedRecall {
						recalled++
					} else if m.By == dateline.MergedDecision {
						decided++
					}
				}
			}
		}
	})
	t.Logf("%d accounts came by recall and %d by decision", recalled, decided)
	if recalled == 0 || decided == 0 {
		t.Errorf("%d accounts came by recall and %d by decision: the law was not put to the test", recalled, decided)
	}
}
