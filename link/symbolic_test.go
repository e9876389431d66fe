package link_test

import (
	"slices"
	"testing"

	"dateline"
)

// Reports without a date, beside jalingo, which is dated and has the raid on
// Tuesday, 2 May 2023.
var (
	undatedRaid = own("Lake Radio", "", `Cattle traders shot dead

Gunmen attacked the cattle market in Jalingo, Taraba State, on Tuesday and killed four traders, a witness said.

Two days after the attack, police arrested a man in Wukari, in Taraba State.`)
	undatedBomb = own("Benue Paper", "", `Bomb hits Takum

A bomb wounded five people in Takum, Taraba State, on Thursday, a doctor said.`)
)

func eventOf(t testing.TB, rec dateline.Record, code dateline.EventCode) dateline.Event {
	t.Helper()
	for _, e := range rec.Events {
		if e.Type == code {
			return e
		}
	}
	var have []dateline.EventCode
	for _, e := range rec.Events {
		have = append(have, e.Type)
	}
	t.Fatalf("no %s among %v", code, have)
	return dateline.Event{}
}

func days(x dateline.Time) string {
	if x.Start == nil || x.End == nil {
		return "symbolic"
	}
	return x.Start.String() + " to " + x.End.AddDays(-1).String()
}

func TestWithoutADateEventsStandRelativeToEachOther(t *testing.T) {
	rec := world(t, undatedRaid)
	raid, arrest := theEvent(t, rec, "Jalingo"), eventOf(t, rec, "security.arrest")
	if days(raid.Time) != "symbolic" || days(arrest.Time) != "symbolic" {
		t.Errorf("got %s and %s, want no day at all", days(raid.Time), days(arrest.Time))
	}
	rel := arrest.Time.Relative
	if rel == nil || rel.To != string(raid.ID) || *rel.MinDays != 2 || *rel.MaxDays != 2 {
		t.Errorf("got %+v, want two days after %s", rel, raid.ID)
	}
}

func TestADatedReportAnchorsWhatAnUndatedOneTells(t *testing.T) {
	rec := world(t, jalingo, undatedRaid)
	raid, arrest := theEvent(t, rec, "Jalingo"), eventOf(t, rec, "security.arrest")
	if len(raid.Accounts) != 2 || raid.Agreement["time"].Relation != dateline.Agree || days(raid.Time) != "2023-05-02 to 2023-05-02" {
		t.Fatalf("the raid: %d accounts, %s, time %s", len(raid.Accounts), days(raid.Time), raid.Agreement["time"].Relation)
	}
	if raid.Time.AnchoredBy != nil {
		t.Error("the raid has its day from a report's own words")
	}
	if got := days(arrest.Time); got != "2023-05-04 to 2023-05-04" || arrest.Time.Precision != dateline.Day {
		t.Fatalf("the arrest: got %s", got)
	}
	by := arrest.Time.AnchoredBy
	if by == nil || by.Words != "on Tuesday" || by.Report != "r1" || !slices.Equal(by.Via, []string{string(raid.ID)}) {
		t.Errorf("got anchored by %+v, want r1's Tuesday by way of the raid", by)
	}
	for _, a := range arrest.Accounts {
		if a.Time.Start != nil || a.Time.AnchoredBy != nil {
			t.Error("the account's own reading was changed")
		}
	}
}

// The raid says within a week when the report came out, and that says when the
// rest of it took place.
func TestAnAnchorReachesThroughTheDayOfPublication(t *testing.T) {
	more := own("Lake Radio", "", `Cattle traders shot dead

Gunmen attacked the cattle market in Jalingo, Taraba State, on Tuesday and killed four traders, a witness said.

On Monday a bomb wounded five people in Takum, in the same state, a doctor said.`)
	rec := world(t, jalingo, more)
	bomb := eventOf(t, rec, "attack.bombing")
	// published from 2 to 8 May; the last Monday on or before that is 1 or 8 May
	if got := days(bomb.Time); got != "2023-05-01 to 2023-05-08" {
		t.Fatalf("the bomb: got %s", got)
	}
	if by := bomb.Time.AnchoredBy; by == nil || len(by.Via) != 2 || by.Via[1] != "publication:r2" {
		t.Errorf("got anchored by %+v, want by way of the raid and r2's publication", bomb.Time.AnchoredBy)
	}
}

func TestWhatIsTiedToNoDayStaysSymbolic(t *testing.T) {
	rec := world(t, jalingo, undatedBomb)
	if e := eventOf(t, rec, "attack.bombing"); days(e.Time) != "symbolic" || e.Time.AnchoredBy != nil {
		t.Errorf("got %s by %+v", days(e.Time), e.Time.AnchoredBy)
	}
}

// A chain over two reports without a date: r1 has the raid's day, the second has
// the arrest after the raid, the third the release after the arrest.
func TestAnchorsChain(t *testing.T) {
	third := own("Benue Paper", "", `Arrest in Wukari

Police arrested a man over the market raid in Wukari, in Taraba State. Three days after the arrest, gunmen attacked a police post in Takum and wounded two officers.`)
	rec := world(t, jalingo, undatedRaid, third)
	arrest := eventOf(t, rec, "security.arrest")
	if len(arrest.Accounts) != 2 {
		t.Fatalf("the arrest has %d accounts, want both reports'", len(arrest.Accounts))
	}
	e := theEvent(t, rec, "Takum")
	if got := days(e.Time); got != "2023-05-07 to 2023-05-07" {
		t.Fatalf("the attack in Takum: got %s %+v", got, e.Time.Relative)
	}
	if by := e.Time.AnchoredBy; by == nil || by.Report != "r1" || len(by.Via) != 2 || by.Via[1] != string(arrest.ID) {
		t.Errorf("got anchored by %+v", by)
	}
}

// What an undated report ties elsewhere than a dated one says is seen to differ.
func TestATieThatContradictsStaysVisible(t *testing.T) {
	later := own("Benue Paper", "2023-05-06", `Arrest over market raid

Police arrested a man in Wukari, in Taraba State, on Friday.`)
	rec := world(t, jalingo, undatedRaid, later)
	arrest := eventOf(t, rec, "security.arrest")
	if len(arrest.Accounts) != 2 {
		t.Fatalf("the arrest has %d accounts, want both reports'", len(arrest.Accounts))
	}
	if a := arrest.Agreement["time"]; a.Relation != dateline.Differ || len(a.Against) != 1 {
		t.Errorf("Friday, 5 May, and two days after 2 May: got %+v", a)
	}
	if got := days(arrest.Time); got != "2023-05-05 to 2023-05-05" {
		t.Errorf("got %s, want the dated report's day", got)
	}
}

// A copy printed a week later counts from the day of the first print.
func TestACopyWithoutADateAnchorsNothing(t *testing.T) {
	printed := report{"Northern Post", "", jalingo.text}
	rec := world(t, jalingo, printed)
	e := theEvent(t, rec, "Jalingo")
	if days(e.Time) != "2023-05-02 to 2023-05-02" || e.Agreement["time"].Relation != dateline.Single {
		t.Errorf("got %s, %s", days(e.Time), e.Agreement["time"].Relation)
	}
}

// The raid was on Tuesday, 2 May 2023: five days after is a Sunday.
func TestADayThatItsOwnWeekdayContradictsIsNotGiven(t *testing.T) {
	truce := own("Lake Radio", "", `Truce in Taraba

Elders announced a ceasefire in Takum, Taraba State, on Saturday, five days after gunmen attacked the cattle market in Jalingo and killed four traders.`)
	rec := world(t, jalingo, truce)
	raid, peace := theEvent(t, rec, "Jalingo"), eventOf(t, rec, "talks.ceasefire")
	if len(raid.Accounts) != 2 {
		t.Fatalf("the raid has %d accounts, want both reports'", len(raid.Accounts))
	}
	if got := days(peace.Time); got != "symbolic" || peace.Time.AnchoredBy != nil {
		t.Errorf("the truce, on a Saturday: got %s by %+v", got, peace.Time.AnchoredBy)
	}
	if a := raid.Agreement["time"]; a.Relation != dateline.Differ {
		t.Errorf("Tuesday and five days before a Saturday: got %+v", a)
	}
}

func TestADayThatItsOwnWeekdayBearsOutIsGiven(t *testing.T) {
	truce := own("Lake Radio", "", `Truce in Taraba

Elders announced a ceasefire in Takum, Taraba State, on Saturday, four days after gunmen attacked the cattle market in Jalingo and killed four traders.`)
	rec := world(t, jalingo, truce)
	if got := days(eventOf(t, rec, "talks.ceasefire").Time); got != "2023-05-06 to 2023-05-06" {
		t.Errorf("got %s, want Saturday", got)
	}
	if a := theEvent(t, rec, "Jalingo").Agreement["time"]; a.Relation == dateline.Differ {
		t.Errorf("got %+v", a)
	}
}

// Nothing says when the ambush was but what came after it.
func TestTheEarlierEventIsCountedFromTheLater(t *testing.T) {
	ambush := own("Lake Radio", "", `Ambush in Taraba

Gunmen ambushed a convoy near Takum, in Taraba State, and wounded three soldiers. Two days later gunmen attacked the cattle market in Jalingo and killed four traders.`)
	for _, c := range []struct {
		reports []report
		day     string
	}{{[]report{ambush}, "symbolic"}, {[]report{jalingo, ambush}, "2023-04-30 to 2023-04-30"}} {
		rec := world(t, c.reports...)
		raid, e := theEvent(t, rec, "Jalingo"), theEvent(t, rec, "Takum")
		if got := days(e.Time); got != c.day {
			t.Errorf("%d reports: got %s, want %s", len(c.reports), got, c.day)
		}
		if r := e.Time.Relative; r == nil || r.To != string(raid.ID) || *r.MinDays != -2 || *r.MaxDays != -2 {
			t.Errorf("%d reports: got %+v, want two days before the raid", len(c.reports), r)
		}
		if e.Time.Words != nil {
			t.Errorf("its words are %q, which are the raid's", *e.Time.Words)
		}
		if by := e.Time.AnchoredBy; (by != nil) != (len(c.reports) > 1) {
			t.Errorf("%d reports: anchored by %+v", len(c.reports), by)
		}
	}
}
