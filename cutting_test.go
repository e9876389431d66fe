package dateline_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// mixed is a report that tells two attacks in one sentence, and a reading that takes them
// for one; apart is what a reader that tells them apart makes of it.
func mixed(t *testing.T) (r *dateline.Report, one, apart *dateline.Reading, words dateline.Span) {
	t.Helper()
	r = &dateline.Report{ID: "r1", Text: "On Friday gunmen shot two guards in Brenn, and a bomb wounded five traders in Odale. Nobody said who did it."}
	sum := sha256.Sum256([]byte(r.Text))
	r.SHA256 = hex.EncodeToString(sum[:])
	ev := func(field, quote string) dateline.Evidence {
		i := strings.Index(r.Text, quote)
		if i < 0 {
			t.Fatal(quote)
		}
		return dateline.Evidence{Field: field, Span: dateline.Span{Start: i, End: i + len(quote)}, Quote: quote}
	}
	two, five, friday, doctor, officer := 2, 5, "On Friday", "a doctor", "an officer"
	guards := dateline.Casualty{Status: dateline.Killed, Side: dateline.UnknownSide, Low: &two, High: &two, Words: "two guards"}
	traders := dateline.Casualty{Status: dateline.Wounded, Side: dateline.Civilian, Low: &five, High: &five, SaidBy: &doctor, Words: "five traders"}
	brenn := dateline.PlaceRef{Name: "Brenn", Path: []string{"Northland", "Brenn"}, Level: "unknown", Relation: "in", Words: "Brenn"}
	odale := dateline.PlaceRef{Name: "Odale", Path: []string{"Northland", "Odale"}, Level: "unknown", Relation: "in", Words: "Odale"}
	gunmen := dateline.Role{Role: dateline.Perpetrator, Name: "gunmen", Words: "gunmen"}
	victims := dateline.Role{Role: dateline.Victim, Name: "traders", Words: "five traders"}
	from := dateline.Date{Year: 2024, Month: 3, Day: 1}
	to := from.AddDays(1)
	at := dateline.Time{Start: &from, End: &to, Precision: dateline.Day, Words: &friday}
	a := dateline.Account{ID: "a1", Report: r.ID, Maker: "reader/1", Type: "attack.armed", Occurrence: dateline.Happened, Basis: dateline.Reported, Time: at, SaidBy: &officer,
		Roles: []dateline.Role{gunmen, victims}, Places: []dateline.PlaceRef{brenn, odale}, Casualties: []dateline.Casualty{guards, traders},
		Evidence: []dateline.Evidence{ev("type", "gunmen shot two guards"), ev("time", "On Friday"), ev("place", "Brenn"), ev("place", "Odale"), ev("casualties.killed", "two guards"), ev("casualties.wounded", "five traders"),
			ev("roles.perpetrator", "gunmen"), ev("roles.victim", "five traders")}}
	one = &dateline.Reading{Report: r.ID, Maker: "reader/1", Accounts: []dateline.Account{a}}
	shot, bomb := a, a
	shot.Maker, bomb.Maker, bomb.ID, bomb.Type = "reader/2", "reader/2", "a2", "attack.bombing"
	shot.Roles, shot.Places, shot.Casualties = a.Roles[:1], a.Places[:1], a.Casualties[:1]
	bomb.Roles, bomb.Places, bomb.Casualties = a.Roles[1:], a.Places[1:], a.Casualties[1:]
	shot.Evidence, bomb.Evidence = []dateline.Evidence{ev("type", "shot")}, []dateline.Evidence{ev("type", "a bomb wounded")}
	apart = &dateline.Reading{Report: r.ID, Maker: "reader/2", Accounts: []dateline.Account{shot, bomb}}
	return r, one, apart, ev("", "a bomb wounded five traders in Odale").Span
}

// cutBy are the two decisions that cut.
func cutBy(t *testing.T, r *dateline.Report, a *dateline.Account, at dateline.Span) []dateline.Decision {
	t.Helper()
	one, _ := dateline.CutOff(r.Text, a, at)
	one.Type = "attack.bombing"
	after := asJSON(t, one)
	ds := []dateline.Decision{
		{ID: "d1", By: "ann", Verb: dateline.VerbSplit, On: []dateline.Referent{dateline.Refer(r.SHA256, a, ""), {Report: r.SHA256, Span: at, Field: dateline.FieldCut}}},
		{ID: "d1.2", By: "ann", Verb: dateline.VerbAdd, On: []dateline.Referent{{Report: r.SHA256, Span: at}}, After: &after},
	}
	for _, d := range ds {
		if err := d.Check(); err != nil {
			t.Fatal(err)
		}
	}
	if err := dateline.CheckAdded(r, ds[1]); err != nil {
		t.Fatal(err)
	}
	return ds
}

func TestAnAccountThatMixesTwoHappeningsIsCut(t *testing.T) {
	r, mix, apart, words := mixed(t)
	before := asJSON(t, mix)
	ds := cutBy(t, r, &mix.Accounts[0], words)
	check := func(reading *dateline.Reading, what string) {
		t.Helper()
		got := dateline.Amend(r, reading, ds)
		as := got.Reading.Accounts
		if len(as) != 2 || len(got.Lost) != 0 {
			t.Fatalf("%s: %d accounts, %v lost", what, len(as), got.Lost)
		}
		rest, one := as[0], as[1]
		if rest.ID != "a1" || rest.Maker == dateline.Person || len(rest.Places) != 1 || rest.Places[0].Name != "Brenn" || len(rest.Casualties) != 1 || rest.Casualties[0].Words != "two guards" || len(rest.Roles) != 1 || rest.Time.Start == nil {
			t.Errorf("%s: what is left is %s", what, asJSON(t, rest))
		}
		if one.ID != dateline.AddedID("d1.2") || one.Type != "attack.bombing" || len(one.Places) != 1 || one.Places[0].Name != "Odale" || len(one.Casualties) != 1 || *one.Casualties[0].Low != 5 || len(one.Roles) != 1 || one.Roles[0].Role != dateline.Victim {
			t.Errorf("%s: what was cut out is %s", what, asJSON(t, one))
		}
		if one.SaidBy == nil || *one.SaidBy != "a doctor" || *rest.SaidBy != "an officer" {
			t.Errorf("%s: the figure of the one is another's word: %s", what, asJSON(t, one))
		}
		if one.Time.Start == nil || *one.Time.Words != "On Friday" || !slices.ContainsFunc(one.Evidence, func(e dateline.Evidence) bool { return e.Field == "time" }) {
			t.Errorf("%s: the day that was given for both is not of the one: %s", what, asJSON(t, one))
		}
		for _, a := range as {
			for _, e := range a.Evidence {
				if err := e.Check(r.Text); err != nil {
					t.Error(err)
				}
			}
		}
	}
	check(mix, "as it was decided")
	check(apart, "by a reader that tells them apart itself")
	if asJSON(t, mix) != before {
		t.Error("the reading given was changed")
	}
	// One is found by what people decide of it later; each keeps what is decided of it.
	got := dateline.Amend(r, mix, ds).Reading.Accounts
	for i := range got {
		ref := dateline.Refer(r.SHA256, &got[i], "type")
		for _, reading := range []*dateline.Reading{mix, apart} {
			as := dateline.Amend(r, reading, ds).Reading.Accounts
			if a := dateline.AccountAt(as, ref); a == nil || a.ID != as[i].ID {
				t.Errorf("account %d is not found again", i)
			}
		}
	}
	// Taken back together they are as if never made.
	undo := append(slices.Clone(ds), dateline.Decision{ID: "u1", Verb: dateline.VerbUndo, Undoes: "d1"}, dateline.Decision{ID: "u1.2", Verb: dateline.VerbUndo, Undoes: "d1.2"})
	if asJSON(t, dateline.Amend(r, mix, undo).Reading) != before {
		t.Error("a cut taken back leaves something")
	}
	// What finds nothing is lost, and said.
	if got := dateline.Amend(r, &dateline.Reading{Report: r.ID}, ds); !slices.Equal(got.Lost, []int{0}) {
		t.Errorf("lost are %v", got.Lost)
	}
}

func TestACutThatIsNoneIsRefused(t *testing.T) {
	r, mix, _, words := mixed(t)
	ds := cutBy(t, r, &mix.Accounts[0], words)
	for name, change := range map[string]func(*dateline.Decision){
		"of another report":    func(d *dateline.Decision) { d.On[1].Report = strings.Repeat("0", 64) },
		"of no words":          func(d *dateline.Decision) { d.On[1].Span = dateline.Span{} },
		"of a field":           func(d *dateline.Decision) { d.On[0].Field = "places" },
		"of the report itself": func(d *dateline.Decision) { d.On[0].Span = dateline.Span{} },
	} {
		d := ds[0]
		d.On = slices.Clone(d.On)
		change(&d)
		if dateline.KindOf(d.Check()) != dateline.Invalid {
			t.Errorf("a cut %s is taken", name)
		}
	}
	all := mix.Accounts[0]
	_, rest := dateline.CutOff(r.Text, &all, dateline.Span{Start: 0, End: len(r.Text)})
	if dateline.Leaves(&all, &rest, dateline.Span{Start: 0, End: len(r.Text)}) {
		t.Errorf("of all words something is left: %s", asJSON(t, rest))
	}
	if _, rest := dateline.CutOff(r.Text, &all, words); !dateline.Leaves(&all, &rest, words) {
		t.Error("nothing is left of an account out of which a part was cut")
	}
}
