package dateline_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

// a report tells of three things, in words of its own each.
var threeThings = []string{"A bomb went off in Odale", "gunmen shot a clerk in Brenn", "Police held two men in Tarn"}

func toldReport() (*dateline.Report, *dateline.Reading) {
	r := &dateline.Report{ID: "r1", Text: strings.Join(threeThings, ". ") + "."}
	sum := sha256.Sum256([]byte(r.Text))
	r.SHA256 = hex.EncodeToString(sum[:])
	reading := &dateline.Reading{Report: r.ID, Maker: "reader/1"}
	for i, words := range threeThings {
		at := strings.Index(r.Text, words)
		reading.Accounts = append(reading.Accounts, dateline.Account{ID: dateline.AccountID(fmt.Sprint("a", i+1)), Report: r.ID, Maker: "reader/1", Type: "attack.armed",
			Occurrence: dateline.Happened, Basis: dateline.Reported, Time: dateline.Time{Precision: dateline.UnknownTime},
			Evidence: []dateline.Evidence{{Field: "type", Span: dateline.Span{Start: at, End: at + len(words)}, Quote: words}}})
	}
	return r, reading
}

// eventOf is an event of some accounts.
func eventOf(as ...dateline.Account) *dateline.Event {
	low := 4
	e := &dateline.Event{ID: "e1", Type: "attack.armed", Status: dateline.StatusHappened, Occurrence: dateline.Happened, Basis: dateline.Reported, Countable: true, Accounts: as,
		Time:       dateline.Time{Precision: dateline.UnknownTime},
		Casualties: []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &low, Words: "more than three"}}, Agreement: map[string]dateline.Agreement{}}
	e.Tolls = []dateline.Toll{{Status: dateline.Killed, Side: dateline.Civilian, Best: dateline.Range{Low: &low}, Low: &low, Rule: dateline.OnlyFigure}}
	return e
}

func asJSON(t interface{ Fatal(...any) }, v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// drawDecisions draws what people decide of the report, and undoings.
func drawDecisions(t *rapid.T, r *dateline.Report, as []dateline.Account) []dateline.Decision {
	var out []dateline.Decision
	for i := range rapid.IntRange(0, 7).Draw(t, "decisions") {
		d := dateline.Decision{ID: fmt.Sprint("d", i), By: "ann"}
		if len(out) > 0 && rapid.IntRange(0, 3).Draw(t, "undo") == 0 {
			d.Verb, d.Undoes = dateline.VerbUndo, rapid.SampledFrom(out).Draw(t, "undone").ID
			out = append(out, d)
			continue
		}
		after := rapid.SampledFrom([][2]string{{"type", `"attack.bombing"`}, {"occurrence", `"planned"`}, {"background", "true"}, {"places", "[]"}, {"basis", `"denied"`},
			{"casualties", `[{"status": "wounded", "side": "state", "low": 2, "high": 2, "words": "two"}]`}, {"", `{"occurrence": "foiled", "claims": [{"kind": "no-claim"}]}`}, {"places", `"no list"`}, {"speed", "1"}}).Draw(t, "after")
		d.On = []dateline.Referent{dateline.Refer(r.SHA256, &as[rapid.IntRange(0, len(as)-1).Draw(t, "account")], after[0])}
		d.Verb, d.After = rapid.SampledFrom([]dateline.Verb{dateline.VerbCorrect, dateline.VerbAdd, dateline.VerbConfirm}).Draw(t, "verb"), &after[1]
		switch rapid.IntRange(0, 5).Draw(t, "other") {
		case 0:
			d.Verb, d.On[0].Field, d.After = dateline.VerbReject, "", nil
		case 1:
			account := `{"type": "attack.ambush"}`
			d.Verb, d.On[0].Field, d.On[0].Span, d.After = dateline.VerbAdd, "", dateline.Span{Start: 2, End: 15}, &account
		}
		out = append(out, d)
	}
	return out
}

func TestADecisionUndoneIsOneNeverMade(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, reading := toldReport()
		before := asJSON(t, reading)
		ds := drawDecisions(t, r, reading.Accounts)
		e := eventOf(reading.Accounts...)
		untouched := asJSON(t, e)
		dateline.Replay(e, dateline.Amend(r, reading, ds).Placed)
		once := asJSON(t, e)
		dateline.Replay(e, dateline.Amend(r, reading, ds).Placed)
		if got := asJSON(t, e); got != once {
			t.Fatalf("replayed twice:\n%s\nonce:\n%s", got, once)
		}
		all := slices.Clone(ds)
		for _, d := range dateline.InForce(ds) {
			all = append(all, dateline.Decision{ID: "undo " + d.ID, Verb: dateline.VerbUndo, Undoes: d.ID})
		}
		out := dateline.Amend(r, reading, all)
		if asJSON(t, out.Reading) != before || len(out.Placed)+len(out.Lost) > 0 {
			t.Fatalf("all undone, the reading is another, %d placed, %d lost", len(out.Placed), len(out.Lost))
		}
		dateline.Replay(e, out.Placed)
		if got := asJSON(t, e); got != untouched {
			t.Fatalf("all undone:\n%s\nuntouched:\n%s", got, untouched)
		}
		if got := asJSON(t, reading); got != before {
			t.Fatal("the reading that was given has changed")
		}
	})
}

// A newer reader numbers accounts otherwise, finds further ones, and takes a word more
// or less for what tells them.
func TestDecisionsOutlastTheReader(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, reading := toldReport()
		ds := drawDecisions(t, r, reading.Accounts)
		first := dateline.Amend(r, reading, ds)
		newer := *reading
		newer.Maker, newer.Accounts = "reader/2", nil
		was := map[dateline.AccountID]dateline.AccountID{}
		for i, at := range rapid.Permutation([]int{0, 1, 2}).Draw(t, "order") {
			a := reading.Accounts[at]
			id := dateline.AccountID(fmt.Sprint("a", 10+i))
			was[id] = a.ID
			a.ID, a.Maker, a.Evidence = id, newer.Maker, slices.Clone(a.Evidence)
			a.Evidence[0].Start += rapid.IntRange(0, 4).Draw(t, "later")
			a.Evidence[0].Quote = a.Evidence[0].In(r.Text)
			newer.Accounts = append(newer.Accounts, a)
		}
		second := dateline.Amend(r, &newer, ds)
		said := func(out dateline.Amended) (all []string) {
			for _, p := range out.Placed {
				id := p.Account
				if w, ok := was[id]; ok {
					id = w
				}
				all = append(all, fmt.Sprint(p.At, p.Decision.ID, id, p.Field))
			}
			return all
		}
		if a, b := said(first), said(second); !slices.Equal(a, b) || !slices.Equal(first.Lost, second.Lost) || len(first.Reading.Accounts) != len(second.Reading.Accounts) {
			t.Fatalf("%v, lost %v\nby the newer reader %v, lost %v", a, first.Lost, b, second.Lost)
		}
	})
}

// Every decision in force is applied or listed.
func TestADecisionIsPlacedOrListed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, reading := toldReport()
		ds := drawDecisions(t, r, reading.Accounts)
		for i := range ds {
			if len(ds[i].On) > 0 && rapid.IntRange(0, 3).Draw(t, "elsewhere") == 0 {
				ds[i].On[0].Span = dateline.Span{Start: len(r.Text) - 1, End: len(r.Text)}
			}
		}
		out := dateline.Amend(r, reading, ds)
		for _, d := range dateline.InForce(ds) {
			placed := slices.ContainsFunc(out.Placed, func(p dateline.Placed) bool { return p.Decision.ID == d.ID })
			lost := slices.ContainsFunc(out.Lost, func(i int) bool { return ds[i].ID == d.ID })
			if placed == lost {
				t.Fatalf("%s %s: placed %v, listed %v", d.ID, d.Verb, placed, lost)
			}
		}
		if len(out.Placed)+len(out.Lost) != len(dateline.InForce(ds)) {
			t.Fatalf("%d placed, %d listed, of %d", len(out.Placed), len(out.Lost), len(dateline.InForce(ds)))
		}
	})
}

func decide(id string, verb dateline.Verb, on dateline.Referent, after string) dateline.Decision {
	d := dateline.Decision{ID: id, By: "ann", Verb: verb, On: []dateline.Referent{on}}
	if after != "" {
		d.After = &after
	}
	return d
}

func TestWhatFollowsFromADecisionIsWorkedOutAnew(t *testing.T) {
	r, reading := toldReport()
	on := func(field string) dateline.Referent { return dateline.Refer(r.SHA256, &reading.Accounts[0], field) }
	replayed := func(e *dateline.Event, ds ...dateline.Decision) *dateline.Event {
		dateline.Replay(e, dateline.Amend(r, reading, ds).Placed)
		return e
	}
	for _, c := range []struct {
		name      string
		ds        []dateline.Decision
		state     dateline.ReviewState
		status    dateline.Status
		countable bool
	}{
		{"nothing", nil, "", dateline.StatusHappened, true},
		{"confirmed", []dateline.Decision{decide("d", dateline.VerbConfirm, on(""), "")}, dateline.ReviewConfirmed, dateline.StatusHappened, true},
		{"a field confirmed", []dateline.Decision{decide("d", dateline.VerbConfirm, on("type"), "")}, dateline.ReviewProposed, dateline.StatusHappened, true},
		{"foiled", []dateline.Decision{decide("d", dateline.VerbCorrect, on("occurrence"), `"foiled"`)}, dateline.ReviewCorrected, dateline.StatusFoiled, false},
		{"not known", []dateline.Decision{decide("d", dateline.VerbCorrect, on("occurrence"), `"unknown"`)}, dateline.ReviewCorrected, dateline.StatusUnknown, false},
		{"corrected and confirmed", []dateline.Decision{decide("d", dateline.VerbCorrect, on("background"), "true"), decide("e", dateline.VerbConfirm, on(""), "")}, dateline.ReviewCorrected, dateline.StatusBackground, false},
		{"corrected twice", []dateline.Decision{decide("d", dateline.VerbCorrect, on("background"), "true"), decide("e", dateline.VerbCorrect, on("background"), "false")}, dateline.ReviewCorrected, dateline.StatusHappened, true},
		{"of another set", []dateline.Decision{{ID: "d", Verb: dateline.VerbConfirm, On: []dateline.Referent{on("")}, Set: "twice"}}, "", dateline.StatusHappened, true},
		{"its one account rejected", []dateline.Decision{decide("d", dateline.VerbReject, on(""), "")}, dateline.ReviewRejected, dateline.StatusHappened, true},
		{"words that are no account's", []dateline.Decision{decide("d", dateline.VerbConfirm, dateline.Referent{Report: r.SHA256, Span: dateline.Span{Start: 5000, End: 5001}}, "")}, "", dateline.StatusHappened, true},
	} {
		e := replayed(eventOf(reading.Accounts[0]), c.ds...)
		var state dateline.ReviewState
		if e.Review != nil {
			state = e.Review.State
		}
		if state != c.state || e.Status != c.status || e.Countable != c.countable {
			t.Errorf("%s: %q, %s, countable %v", c.name, state, e.Status, e.Countable)
		}
	}
	column := eventOf(reading.Accounts[0])
	column.Countable = false // an opinion's
	if replayed(column, decide("d", dateline.VerbCorrect, on("basis"), `"claimed"`)); column.Countable || column.Status != dateline.StatusClaimed {
		t.Errorf("what an opinion tells counts: %s", column.Status)
	}
	e := replayed(eventOf(reading.Accounts[0]), decide("d", dateline.VerbReject, on("casualties"), ""))
	if len(e.Casualties)+len(e.Tolls) > 0 || e.Review.Fields["tolls"].Decision != "d" || e.Review.State != dateline.ReviewCorrected {
		t.Errorf("rejected casualties: %+v, %+v", e.Casualties, e.Review)
	}
	added := decide("d", dateline.VerbAdd, dateline.Referent{Report: r.SHA256, Span: dateline.Span{Start: 2, End: 6}}, `{"type": "attack.ambush"}`)
	out := dateline.Amend(r, reading, []dateline.Decision{added})
	if a := out.Reading.Accounts[len(out.Reading.Accounts)-1]; len(out.Reading.Accounts) != 4 || a.Maker != dateline.Person || a.Evidence[0].Quote != "bomb" || a.Time.Precision != dateline.UnknownTime {
		t.Errorf("added: %+v", a)
	} else if e := replayed(eventOf(a), added); e.Review == nil || e.Review.State != dateline.ReviewAdded {
		t.Errorf("an event that was added: %+v", e.Review)
	}
	if err := dateline.CheckAdded(r, decide("d", dateline.VerbAdd, dateline.Referent{Report: r.SHA256, Span: dateline.Span{Start: 2, End: 9000}}, `{"type": "attack.ambush"}`)); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("words that are not there: %v", err)
	}
}

func TestAnAddedAccountIsDecidedOnAsItself(t *testing.T) {
	r, reading := toldReport()
	there := &reading.Accounts[0]
	span := dateline.Refer("", there, "").Span
	for name, at := range map[string]dateline.Span{"the same words": span, "words that overlap": {Start: span.Start + 1, End: span.End}} {
		ds := []dateline.Decision{
			decide("d1", dateline.VerbAdd, dateline.Referent{Report: r.SHA256, Span: at}, `{"type": "attack.ambush"}`),
			decide("d2", dateline.VerbConfirm, dateline.Refer(r.SHA256, there, ""), ""),
		}
		all := dateline.Amend(r, reading, ds).Reading.Accounts
		added := &all[len(all)-1]
		ds = append(ds, decide("d3", dateline.VerbCorrect, dateline.Refer(r.SHA256, added, "type"), `"attack.arson"`))
		out := dateline.Amend(r, reading, ds)
		on := map[string]dateline.AccountID{}
		for _, p := range out.Placed {
			on[p.Decision.ID] = p.Account
		}
		if on["d1"] != added.ID || on["d2"] != there.ID || on["d3"] != added.ID {
			t.Errorf("%s: the decisions are on %v, added is %s", name, on, added.ID)
		}
		// The ledger names accounts by their reports too.
		long := *added
		long.ID = "r0123-" + long.ID
		if ref := dateline.Refer(r.SHA256, &long, "type"); ref != ds[2].On[0] {
			t.Errorf("%s: of the ledger's account %+v is decided, of the reading's %+v", name, ref, ds[2].On[0])
		}
		// A reader that has lost its account leaves the decision on it without one.
		less := *reading
		less.Accounts = reading.Accounts[1:]
		if name != "the same words" {
			if out := dateline.Amend(r, &less, ds); len(out.Lost) != 1 || ds[out.Lost[0]].ID != "d2" {
				t.Errorf("%s: %v are lost", name, out.Lost)
			}
		}
		if out := dateline.Amend(r, reading, append(ds, dateline.Decision{ID: "d4", Verb: dateline.VerbUndo, Undoes: "d1"})); len(out.Lost) != 1 || ds[out.Lost[0]].ID != "d3" {
			t.Errorf("%s: taken back, %v are lost", name, out.Lost)
		}
		// Decisions were once kept without the ID.
		old := ds[2]
		old.On = []dateline.Referent{{Report: r.SHA256, Span: at, Field: "type"}}
		if out := dateline.Amend(r, reading, []dateline.Decision{ds[0], old}); name != "the same words" && out.Placed[1].Account != added.ID {
			t.Errorf("%s: an old decision is on %s", name, out.Placed[1].Account)
		}
	}
	forged := decide("d", dateline.VerbConfirm, dateline.Referent{Report: r.SHA256, Added: "a1"}, "")
	if err := forged.Check(); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("an ID that is none: %v", err)
	}
}
