package dateline

import (
	"encoding/json"
	"strings"
	"testing"
)

// told is an event of three accounts: the hidden one's values are those shown.
func toldOfThree() Event {
	n := func(i int) *int { return &i }
	day := func(s string) *Date {
		d, err := ParseDate(s)
		if err != nil {
			panic(err)
		}
		return &d
	}
	said := "Hidden Front"
	account := func(id AccountID, r ReportID, typ EventCode, place string, dead int, basis Basis, who string) Account {
		return Account{ID: id, Report: r, Type: typ, Occurrence: Happened, Basis: basis, Places: []PlaceRef{{Name: place, Path: []string{place}}},
			Roles: []Role{{Role: Perpetrator, Name: who, Words: who}}, Time: Time{Start: day("2025-03-09"), Precision: Day},
			Casualties: []Casualty{{Status: Killed, Side: Civilian, Low: n(dead), High: n(dead)}}}
	}
	a := account("a1", "hidden", "attack.bombing", "Hidden Quay", 77, Reported, "Hidden Front")
	a.Claims = []Claim{{Kind: ClaimMade, By: "Hidden Front", Channel: &said}}
	b, c := account("a2", "r2", "attack.armed", "Odale", 3, Alleged, "gunmen"), account("a3", "r3", "attack.armed", "Odale", 4, Alleged, "gunmen")
	finest := AccountID("a1")
	figure := func(x Account, standing FigureStanding) Figure {
		return Figure{Account: x.ID, Report: x.Report, Low: x.Casualties[0].Low, High: x.Casualties[0].High, Standing: standing}
	}
	return Event{
		ID: "e1", Type: a.Type, Status: StatusHappened, Occurrence: Happened, Basis: Reported, Countable: true, Roles: a.Roles, Places: a.Places, Time: a.Time,
		Casualties: a.Casualties, Claims: a.Claims, Outlets: 3, Origins: 3, Accounts: []Account{a, b, c},
		Tolls: []Toll{{Status: Killed, Side: Civilian, Best: Range{n(77), n(77)}, Low: n(3), High: n(77), Rule: MostOrigins, For: []AccountID{"a1"}, Against: []AccountID{"a2", "a3"},
			History: []Figure{figure(b, FigureAgainst), figure(a, FigureFor), figure(c, FigureAgainst)}}},
		Agreement: map[string]Agreement{
			"type":              {Relation: Differ, For: []AccountID{"a1"}, Against: []AccountID{"a2", "a3"}},
			"place":             {Relation: Finer, For: []AccountID{"a1", "a2", "a3"}, Finest: &finest},
			"casualties.killed": {Relation: Differ, For: []AccountID{"a1"}, Against: []AccountID{"a2", "a3"}},
			"claims":            {Relation: Single, For: []AccountID{"a1"}},
		},
		Echoes: []Echo{{Account: "a3", Of: "a1"}}, Merges: []Merge{{Account: "a2", With: "a1"}, {Account: "a3", With: "a2"}},
	}
}

func TestNothingOfAHiddenAccountIsLeftInAnEvent(t *testing.T) {
	s := Sight{Hidden: map[ReportID]bool{"hidden": true}, Origins: map[ReportID]OriginID{"r2": "o2", "r3": "o3"}, Outlets: map[ReportID]string{"r2": "Harbour", "r3": "Harbour"}}
	e := toldOfThree()
	if !s.Event(&e) {
		t.Fatal("nothing is left")
	}
	raw, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	for _, secret := range []string{"hidden", "Hidden", "77", "a1", "bombing"} {
		if strings.Contains(string(raw), secret) {
			t.Errorf("%q is left in %s", secret, raw)
		}
	}
	if e.Type != "attack.armed" || e.Status != StatusAlleged || e.Countable || e.Outlets != 1 || e.Origins != 2 || len(e.Claims) != 0 || e.Places[0].Name != "Odale" || e.Roles[0].Name != "gunmen" {
		t.Errorf("%s", raw)
	}
	if a := e.Agreement["place"]; a.Relation != Agree || a.Finest != nil {
		t.Errorf("the place: %+v", a)
	}
	if a := e.Agreement["casualties.killed"]; a.Relation != Differ || len(a.For) != 1 || len(a.Against) != 1 {
		t.Errorf("the dead: %+v", a)
	}
	if x := e.Tolls[0]; *x.Best.Low != 3 || *x.Low != 3 || *x.High != 4 || x.Rule != LowestFigure || *e.Casualties[0].Low != 3 {
		t.Errorf("the toll: %+v", x)
	}
	// What is not touched stays as it is; of what is hidden alone nothing is left.
	all := Sight{Hidden: map[ReportID]bool{"hidden": true, "r2": true, "r3": true}}
	if e := toldOfThree(); all.Event(&e) {
		t.Error("an event is left that hidden reports alone tell")
	}
	none, was := Sight{Hidden: map[ReportID]bool{"other": true}}, toldOfThree()
	if e := toldOfThree(); !none.Event(&e) || e.Version() != was.Version() {
		t.Errorf("%+v", e)
	}
}

func TestWhatPeopleDecidedByHiddenWordsIsHiddenToo(t *testing.T) {
	s := Sight{Hidden: map[ReportID]bool{"hidden": true}, Hashes: map[string]bool{"h0": true}, Origins: map[ReportID]OriginID{"r2": "o2", "r3": "o3"}}
	for hash, want := range map[string]string{"h0": "Odale", "h2": "Secret Bay"} {
		e := toldOfThree()
		e.Review = &EventReview{State: ReviewCorrected, Decisions: []string{"d1"}, Countable: true, Fields: map[string]FieldReview{
			"places": {Decision: "d1", Verb: VerbCorrect, By: "ann", Machine: e.value("places"), Evidence: []Referent{{Report: hash, Field: FieldEvidence}}}}}
		e.Places = []PlaceRef{{Name: "Secret Bay", Path: []string{"Secret Bay"}}}
		s.Event(&e)
		raw, err := json.Marshal(e)
		if err != nil {
			t.Fatal(err)
		}
		if e.Places[0].Name != want || strings.Contains(string(raw), "Hidden Quay") || e.Review == nil {
			t.Errorf("by words of %s: %s", hash, raw)
		}
	}
}
