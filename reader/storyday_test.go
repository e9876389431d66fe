package reader_test

import (
	"testing"

	"dateline"
)

// Reports of Friday 8 March 2024 that give the day of a shooting elsewhere than
// in the sentence that tells of it.
func TestTheDayOfViolenceIsFoundInTheRestOfTheReport(t *testing.T) {
	for _, c := range []struct{ name, text, day string }{
		{"when it happened", "Two men were shot outside a bar in Akron, police said.\n\nIt happened around 9 p.m. on Tuesday. A suspect was arrested on Thursday.", "2024-03-05"},
		{"when the police were called", "A woman was shot dead in her home in Akron.\n\nOfficers were called to the house on Wednesday night. She was identified on Friday as a teacher.", "2024-03-06"},
		{"the day before a word for it", "Police in Akron seek a man who shot two teenagers.\n\nNobody has been charged over Monday's shooting, a spokesman said on Thursday.", "2024-03-04"},
		{"a day within the weekend", "Three people were shot over the weekend in Akron.\n\nThe shooting happened late on Saturday.", "2024-03-02"},
		{"the day of the identification is not that of the deed", "The victim of a shooting in Akron was identified on Thursday. He was killed on Sunday, police said.", "2024-03-03"},
		{"a time of day alone is that of the report", "Two men were shot outside a bar in Akron, police said. The shooting happened around 2 a.m.", "2024-03-08"},
		{"days after it at the head of the report", "Two days after a bomb killed four men in Akron, nobody knows why.\n\nThe mayor spoke of fear on Thursday.", "2024-03-06"},
		{"behind a verb of what follows", "Police are looking for two men after a shooting in Akron on Saturday night that left one man dead. It happened shortly after 9 p.m.", "2024-03-02"},
		{"last night", "Two men were shot in Akron last night.", "2024-03-07"},
		{"the event's own day stands", "Two men were shot in Akron on Monday. Officers were called to another house on Wednesday.", "2024-03-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got *dateline.Account
			for _, a := range read(c.text).Accounts {
				if got == nil && a.Type[:6] == "attack" {
					got = &a
				}
			}
			if got == nil {
				t.Fatal("no attack is read")
			}
			if got.Time.Start == nil || got.Time.End == nil || got.Time.Start.String() != c.day || got.Time.End.Sub(*got.Time.Start) != 1 {
				t.Errorf("the time is %v to %v, want %s", got.Time.Start, got.Time.End, c.day)
			}
		})
	}
}

func TestNoDayIsMadeOfArrestsAndTrials(t *testing.T) {
	got := read("A man was shot dead outside a bar in Akron.\n\nA suspect was arrested on Tuesday and appeared in court on Thursday. The trial will begin on Monday.")
	for _, a := range got.Accounts {
		if a.Type[:6] == "attack" && a.Time.Start != nil {
			t.Errorf("the shooting is dated %v", a.Time.Start)
		}
	}
}
