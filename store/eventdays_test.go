package store

import (
	"testing"

	"dateline"
)

// An event that tells no day stands on that of its first report with a date, and on none
// where no report has one: the day on which a report came is not when anything was.
func TestTheDayOfFilingIsNoDayOfAnEvent(t *testing.T) {
	e := &dateline.Event{Accounts: []dateline.Account{{Report: "undated"}, {Report: "dated"}}}
	reports := map[dateline.ReportID]filed{"undated": {day: 19000}, "dated": {day: 19500, dated: true}}
	if day, start, _ := eventDays(e, reports); day != 19500 || start != nil {
		t.Errorf("got %d, want the dated report's 19500", day)
	}
	e.Accounts = e.Accounts[:1]
	if day, _, _ := eventDays(e, reports); day != dayless {
		t.Errorf("without a dated report: got %d, want none", day)
	}
}
