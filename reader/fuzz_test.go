package reader_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline"
)

// inText reports what is wrong with a quotation: its span must lie in the text
// at the bounds of characters, and the quote must be what stands there.
func inText(words string, sp dateline.Span, quote string) string {
	switch {
	case sp.Start < 0 || sp.End < sp.Start || sp.End > len(words):
		return "outside the text"
	case !utf8.ValidString(words[sp.Start:sp.End]):
		return "cuts a character"
	case words[sp.Start:sp.End] != quote:
		return "is not what is quoted"
	}
	return ""
}

// faults are what no reading may have, whatever the text.
func faults(words string, got *dateline.Reading) []string {
	var out []string
	check := func(what string, sp dateline.Span, quote string) {
		if f := inText(words, sp, quote); f != "" {
			out = append(out, what+" "+f+": "+quote)
		}
	}
	for _, s := range got.Sentences {
		if s.Start < 0 || s.End < s.Start || s.End > len(words) {
			out = append(out, "a sentence outside the text")
		}
	}
	for _, m := range got.Mentions {
		check("mention", m.Span, m.Quote)
	}
	for _, s := range got.Statements {
		check("statement", s.Span, s.Quote)
		if s.Speaker == "" {
			out = append(out, "a statement by nobody")
		}
	}
	for _, a := range got.Aggregates {
		check("aggregate", a.Span, a.Quote)
	}
	for _, c := range got.Changes {
		for _, e := range c.Evidence {
			check("change", e.Span, e.Quote)
		}
	}
	ids := map[string]bool{}
	for _, a := range got.Accounts {
		ids[string(a.ID)] = true
	}
	for _, a := range got.Accounts {
		if len(a.Evidence) == 0 {
			out = append(out, "an account without evidence: "+string(a.Type))
		}
		for _, e := range a.Evidence {
			check("evidence of "+e.Field, e.Span, e.Quote)
			if len(e.Quote) > dateline.MaxQuote {
				out = append(out, "evidence too long: "+e.Quote)
			}
		}
		for _, c := range a.Casualties {
			if c.Low != nil && c.High != nil && *c.Low > *c.High {
				out = append(out, "a range upside down: "+c.Words)
			}
		}
		if rel := a.Time.Relative; rel != nil && !strings.HasPrefix(rel.To, "publication:") && !ids[rel.To] {
			out = append(out, "a time relative to no account: "+rel.To)
		}
		if a.Occurrence == "" || a.Basis == "" {
			out = append(out, "an account without occurrence or basis: "+string(a.Type))
		}
	}
	return out
}

func TestSampleReportsAreReadWithoutFault(t *testing.T) {
	t.Parallel()
	for _, rep := range samples(t) {
		for _, f := range faults(rep.Text, rd.Read(rep)) {
			t.Error(f)
		}
	}
}

func TestTwoReadingsAreTheSame(t *testing.T) {
	t.Parallel()
	for _, rep := range samples(t) {
		a, errA := json.Marshal(rd.Read(rep))
		b, errB := json.Marshal(rd.Read(rep))
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if string(a) != string(b) {
			t.Errorf("%.60s … reads otherwise the second time", rep.Text)
		}
	}
}

// FuzzRead: whatever the text, no panic, no offset outside the text, no quote that is not there.
func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", " ", "\n\n\n", "The army denied", "X said", "“", "“a b c d e", "of of of and and , , who who",
		"said said said that that that", "both both both", "between 20 and", "at least", "his his his",
		"Gunmen killed", "killed killed killed by by by", "In , , , ,", "A (B) (C) (D)",
		"title: Attack\n\nGunmen killed three soldiers near Gao on Tuesday, the army said.",
		"KABUL, Afghanistan (Agency) - A bomb killed at least 12 people. The toll rose to 17.",
		"“We heard shots,” said Amina Halvorsen, a teacher.\n\n“Then everyone ran.\n\n“Nobody helped.”",
		"Boko Haram claimed responsibility in a statement for both attacks in Kano and Jos in 2014.",
		"Two policemen and a driver were shot dead in separate attacks, five days after shelling the town.",
	} {
		f.Add(s, 0, false)
		f.Add(s, len(s)/4, true)
	}
	f.Fuzz(func(t *testing.T, words string, body int, published bool) {
		if len(words) > 1<<14 || !utf8.ValidString(words) {
			return // what is longer is slow to fuzz; what is not UTF-8 is recoded before
		}
		body = min(max(body, 0), len(words))
		for body < len(words) && !utf8.RuneStart(words[body]) {
			body++
		}
		rep := &dateline.Report{ID: "r1", Text: words, Body: body, Language: "en"}
		if published {
			rep.Published = &dateline.Moment{Time: time.Date(2024, 3, 8, 0, 0, 0, 0, time.UTC)}
		}
		for _, fault := range faults(words, rd.Read(rep)) {
			t.Error(fault)
		}
	})
}
