package dateline_test

import (
	"encoding/json"
	"strings"
	"testing"

	"dateline"
)

func TestStatusIsDerivedInTheOrderOfTheDesign(t *testing.T) {
	for _, c := range []struct {
		name       string
		occurrence dateline.Occurrence
		bases      []dateline.Basis
		background bool
		want       dateline.Status
		counts     bool
	}{
		{"background outweighs all", dateline.Happened, []dateline.Basis{dateline.Reported}, true, dateline.StatusBackground, false},
		{"a plan is planned whoever tells it", dateline.Planned, []dateline.Basis{dateline.Reported}, false, dateline.StatusPlanned, false},
		{"a foiled attack is foiled", dateline.Foiled, []dateline.Basis{dateline.Claimed}, false, dateline.StatusFoiled, false},
		{"what did not happen did not happen", dateline.DidNotHappen, []dateline.Basis{dateline.Reported}, false, dateline.StatusDidNotHappen, false},
		{"one outlet's report makes a claimed attack a happening", dateline.Happened, []dateline.Basis{dateline.Claimed, dateline.Reported}, false, dateline.StatusHappened, true},
		{"the actor's word alone is a claim", dateline.Happened, []dateline.Basis{dateline.Claimed, dateline.Denied}, false, dateline.StatusClaimed, true},
		{"an accusation is alleged", dateline.Happened, []dateline.Basis{dateline.Denied, dateline.Alleged}, false, dateline.StatusAlleged, false},
		{"what may have happened or not is not known to have, and does not count", dateline.UnknownOccurrence, []dateline.Basis{dateline.Reported}, false, dateline.StatusUnknown, false},
		{"nor is it by the actor's word", dateline.UnknownOccurrence, []dateline.Basis{dateline.Claimed}, false, dateline.StatusUnknown, false},
		{"an accusation of it stays one", dateline.UnknownOccurrence, []dateline.Basis{dateline.Alleged}, false, dateline.StatusAlleged, false},
		{"what all deny is denied", dateline.Happened, []dateline.Basis{dateline.Denied}, false, dateline.StatusDenied, false},
	} {
		got := dateline.DeriveStatus(c.occurrence, dateline.Strongest(c.bases...), c.background)
		if got != c.want || got.Countable() != c.counts {
			t.Errorf("%s: got %s (countable %v), want %s (%v)", c.name, got, got.Countable(), c.want, c.counts)
		}
	}
}

func TestEvidenceMustQuoteItsReport(t *testing.T) {
	text := "Gunmen killed four people."
	for _, c := range []struct {
		name string
		e    dateline.Evidence
		ok   bool
	}{
		{"the words at the offsets", dateline.Evidence{Span: dateline.Span{Start: 14, End: 18}, Quote: "four"}, true},
		{"other words", dateline.Evidence{Span: dateline.Span{Start: 14, End: 18}, Quote: "five"}, false},
		{"outside the text", dateline.Evidence{Span: dateline.Span{Start: 20, End: 90}, Quote: "people."}, false},
		{"nothing", dateline.Evidence{Span: dateline.Span{Start: 3, End: 3}}, false},
		{"a paragraph", dateline.Evidence{Span: dateline.Span{Start: 0, End: 301}, Quote: strings.Repeat("x", 301)}, false},
	} {
		whole := text
		if c.e.End > 300 {
			whole = strings.Repeat("x", 400)
		}
		if err := c.e.Check(whole); (err == nil) != c.ok {
			t.Errorf("%s: got %v", c.name, err)
		}
	}
}

func TestARecordHasEveryKeyAndNoNullLists(t *testing.T) {
	rec := dateline.Record{
		Stories: []dateline.Story{{ID: "s1"}}, Register: []dateline.Change{{}}, Mentions: []dateline.Mention{{}},
		Events: []dateline.Event{{ID: "e1", Places: []dateline.PlaceRef{{}}, Accounts: []dateline.Account{{ID: "a1"}},
			Agreement: map[string]dateline.Agreement{"type": {}}}},
	}
	b, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	for _, list := range []string{"reports", "stories", "events", "aggregates", "statements", "register", "mentions", "warnings", "merges", "quarantine", "roles", "places", "path", "casualties", "claims", "accounts", "evidence", "for", "against", "superseded", "candidates"} {
		if strings.Contains(string(b), `"`+list+`":null`) || !strings.Contains(string(b), `"`+list+`":[`) {
			t.Errorf("%s is not a list in %s", list, b)
		}
	}
}
