package link_test

import (
	"slices"
	"testing"

	"dateline"
)

var bannu = own("Plain Wire", "2023-05-03", `Taliban attack kills two soldiers

Taliban fighters killed two soldiers in an attack on a checkpoint in Bannu on Tuesday, the army said.`)

func perpetrator(t testing.TB, e dateline.Event) dateline.Role {
	t.Helper()
	for _, r := range e.Roles {
		if r.Role == dateline.Perpetrator {
			return r
		}
	}
	t.Fatalf("nobody did %s", e.ID)
	return dateline.Role{}
}

// attributed is the event that somebody is said to have done.
func attributed(t testing.TB, rec dateline.Record) dateline.Event {
	t.Helper()
	for _, e := range rec.Events {
		if slices.ContainsFunc(e.Roles, func(r dateline.Role) bool { return r.Role == dateline.Perpetrator }) {
			return e
		}
	}
	t.Fatal("nobody did anything")
	return dateline.Event{}
}

func TestANameOfTwoMovementsStaysOpenAlone(t *testing.T) {
	r := perpetrator(t, theEvent(t, world(t, bannu), "Bannu"))
	if r.Actor != nil || r.Resolution != nil {
		t.Errorf("got %v by %+v, want nobody in particular", r.Actor, r.Resolution)
	}
}

func TestAnotherAccountThatNamesTheGroupDecides(t *testing.T) {
	full := own("Lake Radio", "2023-05-03", `Two soldiers die in Bannu

Two soldiers were killed on Tuesday when the Tehrik-i-Taliban Pakistan attacked a checkpoint in Bannu, in north-western Pakistan.`)
	rec := world(t, bannu, full)
	e := theEvent(t, rec, "Bannu")
	r := perpetrator(t, e)
	if len(e.Accounts) != 2 || r.Actor == nil || *r.Actor != "pakistani-taliban" {
		t.Fatalf("%d accounts, by %+v", len(e.Accounts), r)
	}
	if r.Resolution == nil || r.Resolution.By != dateline.ByEvent || len(r.Resolution.Candidates) != 2 || r.Resolution.Evidence[0].Quote == "" {
		t.Errorf("got resolution %+v", r.Resolution)
	}
	for _, a := range e.Accounts {
		if x := perpetrator(t, dateline.Event{Roles: a.Roles}); a.SaidBy != nil && x.Actor != nil {
			t.Errorf("the account's own reading now has %s", *x.Actor)
		}
	}
}

func TestTheStorysOtherReportsDecide(t *testing.T) {
	names := own("Lake Radio", "2023-05-03", `Curfew in Bannu after checkpoint attack

Shops in Bannu stayed shut on Wednesday, a day after two soldiers were killed at a checkpoint. Analysts say that the Pakistani Taliban have grown bolder in Bannu.`)
	rec := world(t, bannu, names)
	if len(rec.Stories) != 1 {
		t.Fatalf("%d stories, want one", len(rec.Stories))
	}
	r := perpetrator(t, attributed(t, rec))
	if r.Actor == nil || *r.Actor != "pakistani-taliban" || r.Name != "Pakistani Taliban" {
		t.Fatalf("by %+v", r)
	}
	if x := r.Resolution; x == nil || x.By != dateline.ByStory || x.Evidence[0].Report != "r1" && x.Evidence[0].Report != "r2" {
		t.Errorf("got resolution %+v", x)
	}
}

func TestTwoMovementsNamedDecideNothing(t *testing.T) {
	names := own("Lake Radio", "2023-05-03", `Curfew in Bannu after checkpoint attack

Two soldiers were killed at a checkpoint in Bannu on Tuesday. Analysts say that the Pakistani Taliban and the Afghan Taliban are both strong in Bannu.`)
	rec := world(t, bannu, names)
	if len(rec.Stories) != 1 {
		t.Fatalf("%d stories, want one", len(rec.Stories))
	}
	r := perpetrator(t, attributed(t, rec))
	if r.Actor != nil || r.Resolution != nil {
		t.Errorf("got %v by %+v", r.Actor, r.Resolution)
	}
}

var kestrel = own("Plain Wire", "2023-05-03", `Six killed in raid on Zungeru

Fighters of the Red Kestrel Brigade killed six farmers in Zungeru, in Nigeria's Niger State, on Tuesday, police said.

The Red Kestrel Brigade, also known as the Sons of Zuma, claimed responsibility for the attack in a statement.`)

func TestAnUnknownGroupIsProposed(t *testing.T) {
	rec := world(t, kestrel)
	i := slices.IndexFunc(rec.Proposals, func(p dateline.Proposal) bool { return p.Name == "Red Kestrel Brigade" })
	if i < 0 {
		t.Fatalf("got proposals %+v", rec.Proposals)
	}
	p := rec.Proposals[i]
	if !slices.Contains(p.Acts, "claim") || !slices.Equal(p.Countries, []string{"Nigeria"}) || p.Origins != 1 || len(p.Events) == 0 || p.Story != "s1" {
		t.Errorf("got %+v", p)
	}
	for _, q := range p.Evidence {
		if q.Quote != kestrel.text[q.Start:q.End] {
			t.Errorf("%q does not stand at %d", q.Quote, q.Start)
		}
	}
	for _, e := range rec.Events {
		for _, r := range e.Roles {
			if r.Actor != nil {
				t.Errorf("%s became %s", r.Name, *r.Actor)
			}
		}
	}
}

func TestTwoNamesOfOneGroupAreProposedAsAnAlias(t *testing.T) {
	rec := world(t, kestrel)
	i := slices.IndexFunc(rec.Register, func(c dateline.Change) bool { return c.Change == "alias" })
	if i < 0 {
		t.Fatalf("got changes %+v", rec.Register)
	}
	if c := rec.Register[i]; c.Group != "Red Kestrel Brigade" || c.Name != "Sons of Zuma" || c.Evidence[0].Quote != "The Red Kestrel Brigade, also known as the Sons of Zuma" {
		t.Errorf("got %+v", c)
	}
	if slices.ContainsFunc(rec.Proposals, func(p dateline.Proposal) bool { return p.Name == "Sons of Zuma" }) {
		t.Error("a name that does nothing is proposed as a group")
	}
}

// People, places, public bodies and what is no name are no groups.
func TestWhoIsNoGroupIsNotProposed(t *testing.T) {
	for _, text := range []string{
		`Man shot in Gboko

Terver Aondo killed two traders in Gboko, in Nigeria's Benue State, on Tuesday, police said. Aondo, also known as Big Terver, fled.`,
		`Police kill two in Jos

Plateau State Police Command officers killed two men in Jos, Nigeria, on Tuesday, a lawyer said.`,
		`Gunmen kill two in Jos

Unknown Gunmen killed two men in Jos, Nigeria, on Tuesday, a lawyer said.`,
		`Army raid near Bama

The Nigerian Army killed two men near Bama, in Borno State, on Tuesday, a resident said.`,
	} {
		rec := world(t, report{"Plain Wire", "2023-05-03", text})
		if len(rec.Proposals) > 0 {
			t.Errorf("proposed %+v of %q", rec.Proposals, text)
		}
		for _, c := range rec.Register {
			if c.Change == "alias" {
				t.Errorf("proposed the alias %+v", c)
			}
		}
	}
}
