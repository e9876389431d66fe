package link_test

import (
	"testing"

	"dateline"
)

// twice is a report read as telling one attack twice: the second account has the
// figures given, and no place or day.
func twice(killed int) []told {
	day := dateline.DateOf(start)
	body := "Gunmen shot at traders in the cattle market of Karvela at dawn yesterday. The attack left several traders dead in the market, a witness said. "
	one := made("r1", "Market attacked in Karvela", body, "Karvela", day, start, 4)
	second := one.reading.Sentences[1]
	a := dateline.Account{ID: "a2", Report: "r1", Maker: "made/1", Confidence: .6, Type: "attack.armed", Occurrence: dateline.Happened, Basis: dateline.Reported,
		Time:     dateline.Time{Precision: dateline.UnknownTime},
		Evidence: []dateline.Evidence{{Field: "type", Span: second, Quote: second.In(one.report.Text)}}}
	if killed > 0 {
		a.Casualties = []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &killed, High: &killed}}
	}
	one.reading.Accounts = append(one.reading.Accounts, a)
	other := made("r2", "Four dead in Karvela market", "Four traders of Karvela were killed when gunmen attacked the cattle market there. ", "Karvela", day, start.Add(3600e9), 4)
	return []told{one, other}
}

func TestASecondTellingIsOneAccountWithTheFirst(t *testing.T) {
	rec := linkAll(twice(4), 0)
	if len(rec.Events) != 1 || len(rec.Events[0].Accounts) != 2 {
		t.Fatalf("%d events, %d accounts of the first; one event with an account of each report is wanted", len(rec.Events), len(rec.Events[0].Accounts))
	}
	n := 0
	for _, e := range rec.Events[0].Accounts[0].Evidence {
		if e.Field == "type" {
			n++
		}
	}
	if n != 2 {
		t.Errorf("%d pieces of evidence for the type; those of both tellings are wanted", n)
	}
}

func TestASecondAttackWithItsOwnFigureStaysAnEvent(t *testing.T) {
	if rec := linkAll(twice(9), 0); len(rec.Events) != 2 {
		t.Errorf("%d events; nine dead beside four are another attack", len(rec.Events))
	}
}
