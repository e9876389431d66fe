package desk_test

import (
	"slices"
	"testing"

	"dateline"
	"dateline/desk"
)

// A story's columns stand in order of publication, whoever tells more; and a cell says of
// a report what that report's own account tells.
func TestACellOfTheMatrixIsOfItsReportAlone(t *testing.T) {
	outlet := func(s string) *string { return &s }
	report := func(id dateline.ReportID, origin dateline.OriginID, name string, how dateline.Copying) dateline.Report {
		return dateline.Report{ID: id, Origin: origin, Outlet: outlet(name), Copying: how}
	}
	n := func(i int) *int { return &i }
	account := func(id dateline.AccountID, of dateline.ReportID, dead int, evidence ...string) dateline.Account {
		a := dateline.Account{ID: id, Report: of, Type: "attack.armed"}
		for _, quote := range evidence {
			a.Evidence = append(a.Evidence, dateline.Evidence{Field: "type", Quote: quote})
		}
		if dead > 0 {
			a.Casualties = []dateline.Casualty{{Status: dateline.Killed, Low: n(dead), High: n(dead)}}
		}
		return a
	}
	told := &dateline.Told{
		Reports: []dateline.Report{report("r1", "o1", "Early", dateline.OwnText), report("r2", "o2", "Police Gazette", dateline.OwnText), report("r3", "o1", "Reprint", dateline.EditedCopy), report("r4", "o4", "Late", dateline.OwnText)},
		Events: []dateline.Event{
			{ID: "e1", Origins: 3, Accounts: []dateline.Account{account("a1", "r1", 12, "Riders shot farmers and abducted dozens of herders"), account("a2", "r2", 9), account("a4", "r4", 21), account("a3", "r3", 12)},
				Echoes:    []dateline.Echo{{Account: "a3", Of: "a1"}},
				Agreement: map[string]dateline.Agreement{"casualties.killed": {Relation: dateline.Finer, For: []dateline.AccountID{"a4"}, Coarser: []dateline.AccountID{"a1", "a3"}, Superseded: []dateline.AccountID{"a2"}}}},
			{ID: "e2", Origins: 1, Accounts: []dateline.Account{account("a5", "r3", 0, "pilgrims were seized three winters ago")}},
			{ID: "e3", Type: "abduction.taken", Origins: 2, Accounts: []dateline.Account{account("a6", "r2", 0, "no herders were led away"), account("a7", "r4", 0, "abducted herders")}},
			{ID: "e4", Origins: 1, Accounts: []dateline.Account{account("a8", "r4", 0, "dozens of farmers were killed")}},
		},
	}
	heads, cells := desk.Columns(told)
	if want := []string{"Early", "Police Gazette", "Late"}; !slices.Equal(heads, want) {
		t.Errorf("columns %v, want %v", heads, want)
	}
	for i, want := range [][]string{
		{"agrees", "differs", "agrees"}, // what was replaced agrees with nobody
		{"bycopy Reprint", "silent", "silent"},
		{"elsewhere A", "agrees", "agrees"},
		{"silent", "silent", "only"},
	} {
		if !slices.Equal(cells[i], want) {
			t.Errorf("row %d: %q, want %q", i, cells[i], want)
		}
	}
}
