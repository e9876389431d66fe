package desk

import (
	"strings"
	"testing"

	"dateline"
)

// An account has one speaker; what others say beside it is not theirs.
func TestWhoSaidItIsWhoTheWordsName(t *testing.T) {
	const text = "The Hill Front denied that its men had shelled Odale on Monday.\n\nThe clinic of Odale counted nine dead, and four wounded by its own list."
	span := func(words string) dateline.Span {
		i := strings.Index(text, words)
		return dateline.Span{Start: i, End: i + len(words)}
	}
	clinic, guard := "the clinic of Odale", "the coast guard"
	a := dateline.Account{
		Report: "r1", SaidBy: &clinic,
		Casualties: []dateline.Casualty{{Status: dateline.Killed}, {Status: dateline.Wounded, Side: dateline.Civilian, SaidBy: &guard}},
		Evidence: []dateline.Evidence{
			{Field: "type", Span: span("shelled")}, {Field: "roles.perpetrator", Span: span("The Hill Front")}, {Field: "claims", Span: span("denied")},
			{Field: "casualties.killed", Span: span("nine dead")}, {Field: "casualties.wounded", Span: span("four wounded")},
		},
	}
	w := &witness{texts: map[dateline.ReportID]string{"r1": text}}
	for field, want := range map[string]string{
		"type": "", "occurrence": "", "roles.perpetrator": "", "claims": "",
		"casualties.killed": clinic, "casualties.wounded": guard, "casualties.wounded.civilian": guard, "casualties.wounded.state": clinic,
	} {
		if got := w.saidBy(a, field); got != want {
			t.Errorf("%s: said by %q, want %q", field, got, want)
		}
	}
	w.texts = nil
	if got := w.saidBy(a, "casualties.killed"); got != "" {
		t.Errorf("without its text: said by %q", got)
	}
}
