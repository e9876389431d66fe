package desk

import (
	"slices"
	"testing"

	"dateline"
)

// What nobody compared is sorted by what is said: who tells of a denial bears out no
// "happened", and contradicts only who reports it.
func TestWhatIsNotComparedIsSortedByWhatIsSaid(t *testing.T) {
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	account := func(id dateline.AccountID, o dateline.Occurrence, b dateline.Basis) dateline.Account {
		return dateline.Account{ID: id, Occurrence: o, Basis: b}
	}
	e := dateline.Event{Occurrence: dateline.Happened, Basis: dateline.Reported, Accounts: []dateline.Account{
		account("told", dateline.Happened, dateline.Reported), account("claimed", dateline.Happened, dateline.Claimed),
		account("denied", dateline.Happened, dateline.Denied), account("not", dateline.DidNotHappen, dateline.Reported), account("open", dateline.UnknownOccurrence, dateline.Alleged),
	}}
	w := newWitness(d, e)
	want := map[string]map[string][]string{
		"occurrence": {"for": {"told", "claimed"}, "beside": {"denied", "open"}, "against": {"not"}},
		"basis":      {"for": {"told", "not"}, "beside": {"claimed", "open"}, "against": {"denied"}},
	}
	for _, f := range w.fields("") {
		if want[f.Key] == nil {
			continue
		}
		for i, how := range whys {
			if got := ids(w.lists[f.Key][i]); !slices.Equal(got, want[f.Key][how]) {
				t.Errorf("%s: %s %v, want %v", f.Key, how, got, want[f.Key][how])
			}
		}
	}
}

// A denial is told in its own words, and a field shows what the account says whose value
// is shown, with what others say beside it.
func TestADenialIsToldAsOneAndRivalsBesideWhatIsShown(t *testing.T) {
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	role := func(name string) dateline.Role {
		return dateline.Role{Role: dateline.Perpetrator, Name: name, Words: name}
	}
	e := dateline.Event{
		Roles: []dateline.Role{role("Hill Front"), role("Lake Guard")}, Basis: dateline.Reported,
		Accounts: []dateline.Account{
			{ID: "a1", Roles: []dateline.Role{role("Hill Front")}}, {ID: "a2", Roles: []dateline.Role{role("Lake Guard")}},
			{ID: "a3", Claims: []dateline.Claim{{Kind: dateline.ClaimDenied, By: "Hill Front"}}}, {ID: "a4"},
		},
	}
	shown := dateline.AccountID("a1")
	e.Agreement = map[string]dateline.Agreement{"roles.perpetrator": {Relation: dateline.Differ, Shown: &shown, For: []dateline.AccountID{"a1"}, Against: []dateline.AccountID{"a2", "a3"}}}
	w := newWitness(d, e)
	fields := w.fields("")
	w.fill(fields)
	for _, f := range fields {
		if f.Key != "roles.perpetrator" {
			continue
		}
		if f.Value != "Hill Front" || f.Also != "Lake Guard" || f.Silent != 1 || len(f.Lists) != 2 {
			t.Fatalf("got %+v", f)
		}
		if got := f.Lists[1].Accounts[1].Says; got != d.words.say("claim.denial", "Hill Front") {
			t.Errorf("a denial says %q", got)
		}
		return
	}
	t.Error("no perpetrator is shown")
}

// Where people gave a value, what the machine compared is not what is shown.
func TestWhatPeopleDecidedIsBorneOutByThoseWhoSayIt(t *testing.T) {
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	shown := dateline.AccountID("a1")
	e := dateline.Event{
		Type: "attack.bombing", Accounts: []dateline.Account{{ID: "a1", Type: "attack.armed"}, {ID: "a2", Type: "attack.bombing"}},
		Agreement: map[string]dateline.Agreement{"type": {Relation: dateline.Differ, Shown: &shown, For: []dateline.AccountID{"a1"}, Against: []dateline.AccountID{"a2"}}},
		Review:    &dateline.EventReview{Fields: map[string]dateline.FieldReview{"type": {Verb: dateline.VerbCorrect, Machine: []byte(`"attack.armed"`)}}},
	}
	w := newWitness(d, e)
	w.fields("")
	if l := w.lists["type"]; !slices.Equal(ids(l[0]), []string{"a2"}) || !slices.Equal(ids(l[2]), []string{"a1"}) || len(l[3]) > 0 {
		t.Errorf("got %v", l)
	}
}

func ids(all []dateline.AccountID) []string {
	var out []string
	for _, id := range all {
		out = append(out, string(id))
	}
	return out
}
