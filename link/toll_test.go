package link_test

import (
	"slices"
	"testing"

	"dateline"
)

// toll is what an event says of one harm; of the side, when one is given.
func toll(t testing.TB, e dateline.Event, harm dateline.Harm, sides ...dateline.Side) dateline.Toll {
	t.Helper()
	if len(e.Tolls) != len(e.Casualties) {
		t.Fatalf("%d tolls beside %d casualties", len(e.Tolls), len(e.Casualties))
	}
	for i, x := range e.Tolls {
		if c := e.Casualties[i]; c.Status != x.Status || c.Side != x.Side || !same(c.Low, x.Best.Low) || !same(c.High, x.Best.High) {
			t.Errorf("toll %d is %+v beside %+v", i, x, c)
		}
		if x.Status == harm && (len(sides) == 0 || x.Side == sides[0]) {
			return x
		}
	}
	t.Fatalf("no toll of the %s among %+v", harm, e.Tolls)
	return dateline.Toll{}
}

// colour is what each outlet found for itself, so that short reports of one event
// are no copy of each other.
var colour = map[string]string{
	"Plain Wire":  "Grain prices have doubled since the rains ended, and the ferry runs twice a week. The district council meets in a school hall while its own roof is mended.",
	"Lake Radio":  "Our correspondent found shutters down along the main street, a cart without a wheel and a tailor who would not give his name. Buses left half empty.",
	"Benue Paper": "The bishop is to lead prayers; a football match between two wards was put off. Electricity came back towards evening, and with it the loudspeakers of the cinema.",
}

// own is a report with its outlet's colour below it.
func own(outlet, day, text string) report {
	return report{outlet, day, text + "\n\n" + colour[outlet]}
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

func figures(x dateline.Toll, standing dateline.FigureStanding) []int {
	var out []int
	for _, f := range x.History {
		if f.Standing == standing {
			out = append(out, *f.Low)
		}
	}
	return out
}

func want(t testing.TB, x dateline.Toll, low, high int, rule dateline.TollRule) {
	t.Helper()
	if x.Best.Low == nil || x.Best.High == nil || *x.Best.Low != low || *x.Best.High != high || x.Rule != rule {
		t.Errorf("got best %s to %s by %s, want %d to %d by %s", show(x.Best.Low), show(x.Best.High), x.Rule, low, high, rule)
	}
}

func show(n *int) string {
	if n == nil {
		return "none"
	}
	return string(rune('0'+*n/10)) + string(rune('0'+*n%10))
}

func TestATollThatRisesKeepsItsHistory(t *testing.T) {
	x := toll(t, theEvent(t, world(t, jalingo, jalingoOwn, jalingoMore), "Jalingo"), dateline.Killed)
	want(t, x, 6, 6, dateline.LatestOfSource)
	if got := figures(x, dateline.FigureSuperseded); !slices.Equal(got, []int{4, 4}) || len(x.History) != 3 {
		t.Errorf("got superseded %v of %d figures, want 4 and 4 of 3", got, len(x.History))
	}
	for i := 1; i < len(x.History); i++ {
		if x.History[i].Published.Time.Before(x.History[i-1].Published.Time) {
			t.Error("the history is not in order of publication")
		}
	}
	if !same(x.Low, x.High) {
		t.Errorf("got %s to %s, want what stands alone", show(x.Low), show(x.High))
	}
}

func TestACorrectionMayLowerAToll(t *testing.T) {
	nine := own("Plain Wire", "2023-05-03", `Nine die in raid on Jalingo market

Gunmen killed nine traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said.`)
	other := own("Benue Paper", "2023-05-03", `Cattle market raided in Jalingo

Gunmen killed nine traders at the cattle market in Jalingo, Taraba State, on Tuesday, a union leader said.`)
	lowered := own("Lake Radio", "2023-05-05", `Toll lowered in Jalingo

Police lowered the death toll from the raid on the cattle market in Jalingo on Tuesday: gunmen killed seven traders, not nine as first reported.`)
	x := toll(t, theEvent(t, world(t, nine, other, lowered), "Jalingo"), dateline.Killed)
	want(t, x, 7, 7, dateline.LatestOfSource)
	if got := figures(x, dateline.FigureSuperseded); !slices.Equal(got, []int{9, 9}) {
		t.Errorf("got superseded %v, want both nines", got)
	}
}

func TestALaterReportOfAnotherOutletReplacesNothing(t *testing.T) {
	later := own("Lake Radio", "2023-05-04", `Raid on Jalingo market

Gunmen killed five traders at a cattle market in Jalingo, in Taraba State, on Tuesday, a nurse said.`)
	rec := world(t, jalingo, later)
	e := theEvent(t, rec, "Jalingo")
	x := toll(t, e, dateline.Killed)
	want(t, x, 5, 5, dateline.Latest)
	killed := e.Agreement["casualties.killed"]
	if killed.Relation != dateline.Differ || len(killed.Against) != 1 || because(killed) != dateline.ByTime {
		t.Errorf("got %+v because %s, want four and five to differ by time", killed, because(killed))
	}
	if *x.Low != 4 || *x.High != 5 {
		t.Errorf("got %s to %s, want 4 to 5", show(x.Low), show(x.High))
	}
}

func because(a dateline.Agreement) dateline.Difference {
	if a.Because == nil {
		return ""
	}
	return *a.Because
}

// A belligerent's count of its enemy's dead never sets the best figure while
// another speaks, however many print it and however late.
func TestAnArmysCountOfItsEnemyIsThatSidesWord(t *testing.T) {
	army := own("Plain Wire", "2023-05-03", `Army says 30 militants killed near Gao

Soldiers killed 30 militants in a battle near Gao, in northern Mali, on Tuesday, the army said.`)
	again := own("Benue Paper", "2023-05-05", `Militants die in clash near Gao

Soldiers killed 30 militants in the fighting near Gao, Mali, on Tuesday, an army spokesman said on Thursday.`)
	residents := own("Lake Radio", "2023-05-04", `Residents tell of clash near Gao

Soldiers killed eight militants in a battle near Gao, in northern Mali, on Tuesday, residents said.`)

	alone := toll(t, theEvent(t, world(t, army, again), "Gao"), dateline.Killed)
	want(t, alone, 30, 30, dateline.EnemysWord)

	e := theEvent(t, world(t, army, again, residents), "Gao")
	x := toll(t, e, dateline.Killed)
	want(t, x, 8, 8, dateline.NotEnemysWord)
	if got := figures(x, dateline.FigureEnemys); !slices.Equal(got, []int{30, 30}) {
		t.Errorf("got %v as one side's word, want both thirties", got)
	}
	if *x.Low != 8 || *x.High != 30 {
		t.Errorf("got %s to %s, want 8 to 30", show(x.Low), show(x.High))
	}
	if got := because(e.Agreement["casualties.killed"]); got != dateline.BySide {
		t.Errorf("they differ because of %q, want side", got)
	}
}

func TestRoundFiguresGoWithTheNumbersTheyStandFor(t *testing.T) {
	about := own("Plain Wire", "2023-05-03", `Raid on Bama

Gunmen killed about 30 villagers in a raid on Bama, in Nigeria's Borno State, on Tuesday, a resident said.`)
	exact := own("Lake Radio", "2023-05-04", `Bama buries its dead

Gunmen killed 32 villagers in a raid on Bama, Borno State, on Tuesday, an elder said.`)
	e := theEvent(t, world(t, about, exact), "Bama")
	x := toll(t, e, dateline.Killed)
	want(t, x, 32, 32, dateline.AllAgree)
	if k := e.Agreement["casualties.killed"]; k.Relation != dateline.Finer || because(k) != dateline.ByPrecision || len(k.Against) != 0 {
		t.Errorf("got %+v because %s, want about thirty to be the coarser word", k, because(k))
	}
}

// "At least" goes with both of two numbers, and hides no dispute between them.
func TestAVagueFigureDecidesNothing(t *testing.T) {
	e := theEvent(t, world(t, own("Plain Wire", "2023-05-03", `Nine killed at Jalingo market

Gunmen killed nine traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, a witness said.`),
		own("Lake Radio", "2023-05-04", `Fear in Jalingo

At least nine traders were killed by gunmen at the cattle market in Jalingo on Tuesday, according to a farmer.`),
		own("Benue Paper", "2023-05-04", `Nurse counts the dead of Jalingo

Twelve traders were killed when gunmen raided the cattle market of Jalingo, Taraba State, on Tuesday, a nurse told the paper.`)), "Jalingo")
	k := e.Agreement["casualties.killed"]
	if k.Relation != dateline.Differ || len(k.Against) != 1 {
		t.Errorf("got %s with %v against, want nine and twelve to differ", k.Relation, k.Against)
	}
	want(t, toll(t, e, dateline.Killed), 12, 12, dateline.Latest)
}

// Later reports mention one of the dead; they count nobody.
func TestAMentionOfOneOfTheDeadIsNoToll(t *testing.T) {
	named := own("Benue Paper", "2023-05-06", `Family mourns trader killed in Jalingo

Gunmen killed Musa Danjuma in the attack on the cattle market in Jalingo, Taraba State, on Tuesday, his brother said.`)
	e := theEvent(t, world(t, jalingo, named), "Jalingo")
	x := toll(t, e, dateline.Killed)
	if len(x.History) != 2 {
		t.Fatalf("got %d figures, want four and one", len(x.History))
	}
	want(t, x, 4, 4, dateline.AllAgree)
	if got := e.Agreement["casualties.killed"].Relation; got != dateline.Finer {
		t.Errorf("one by name and four are %s", got)
	}
	one := own("Benue Paper", "2023-05-06", `Trader killed in Jalingo

Gunmen killed a trader in the attack on the cattle market in Jalingo, Taraba State, on Tuesday, his brother said.`)
	e = theEvent(t, world(t, jalingo, one), "Jalingo")
	want(t, toll(t, e, dateline.Killed), 4, 4, dateline.Counted)
	if got := e.Agreement["casualties.killed"].Relation; got != dateline.Differ {
		t.Errorf("a trader and four traders are %s", got)
	}
}

// A toll may rise without anyone's saying so.
func TestANumberThatNobodyTellsAnyMoreIsOutgrown(t *testing.T) {
	first := own("Lake Radio", "2023-05-03", `Raid on Jalingo

Four traders died when gunmen raided the cattle market of Jalingo, Taraba State, on Tuesday, a witness said.`)
	second := own("Benue Paper", "2023-05-05", `Jalingo counts its dead

Seven traders were killed when gunmen raided the cattle market of Jalingo, Taraba State, on Tuesday.`)
	e := theEvent(t, world(t, jalingo, first, second), "Jalingo")
	if len(e.Accounts) != 3 {
		t.Fatalf("%d accounts, want three", len(e.Accounts))
	}
	want(t, toll(t, e, dateline.Killed), 7, 7, dateline.Latest)
	if k := e.Agreement["casualties.killed"]; because(k) != dateline.ByTime || len(k.Against) != 2 {
		t.Errorf("got %+v because %s", k, because(k))
	}
	// told again afterwards, the first number stands
	again := report{"River Post", "2023-05-06", `Four buried in Jalingo

In Jalingo, Taraba State, gunmen attacked a cattle market on Tuesday and killed four traders, a union leader said. Fences are to come next year, and lamps.`}
	e = theEvent(t, world(t, jalingo, first, second, again), "Jalingo")
	if len(e.Accounts) == 4 {
		want(t, toll(t, e, dateline.Killed), 4, 4, dateline.MostOrigins)
	} else {
		t.Errorf("%d accounts, want four", len(e.Accounts))
	}
}
