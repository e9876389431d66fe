package reader_test

import "testing"

func TestLocalNewsLeavesItsTownToItsForceAndDateline(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the town of the force that was called", "A man was shot in the leg on Friday in the 1900 block of Payson Street, Baltimore police said. Officers were called there at noon.", "in Baltimore"},
		{"the town of a named department", "A man was shot dead on Friday. According to the Baltimore Police Department, he was 31.", "in Baltimore"},
		{"the dateline, where the text tells what police do", "BALTIMORE - A man was shot dead on Friday. Police were called there at noon.", "in Baltimore"},
		{"a place of its own outweighs the force's", "A man was shot dead in Kabul on Friday, Baltimore police said.", "in Kabul"},
		{"a dateline alone says where the report was written", "CAIRO - Gunmen killed four soldiers on Friday, a security source said.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := places(account(t, read(c.text), "attack")); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestNearWhatACountryHasIsInTheCountry(t *testing.T) {
	if got := places(account(t, read("A car bomb exploded near Somalia's parliament on Friday, killing six people."), "attack")); got != "in Somalia" {
		t.Errorf("got %q", got)
	}
}
