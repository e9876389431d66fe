package grade

import (
	"os"
	"path/filepath"
	"testing"

	"dateline"
)

const annotated = `---
published: 2024-03-06
---
{grp#g1|Gunmen} {ev@e1|ambushed} {ref#v1|a convoy} near {loc#p1=ML|Kidal} {time#t1=2024-03-05|on Tuesday}, {ev@e1|killing} {num=6..|at least six} {ref#v2|soldiers}. {says:q1|"We had asked for help,"} {src:q1|{per|Awa Traore}} {cue:q1|said}.
===
e1 attack.ambush happened reported; perpetrator #g1; target #v1; victim #v2; place #p1; time #t1; killed 6.. state #v2
`

func TestEachLayerOfAReadingIsScoredByItself(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(annotated), 0o644); err != nil {
		t.Fatal(err)
	}
	text := "Gunmen ambushed a convoy near Kidal on Tuesday, killing at least six soldiers. \"We had asked for help,\" Awa Traore said."
	at := func(words string) dateline.Span {
		for i := range text {
			if len(text) >= i+len(words) && text[i:i+len(words)] == words {
				return dateline.Span{Start: i, End: i + len(words)}
			}
		}
		t.Fatalf("%q stands not in the text", words)
		return dateline.Span{}
	}
	six, day, range6 := 6, "2024-03-05", "6.."
	words := "Tuesday"
	evidence := func(field, words string) dateline.Evidence {
		return dateline.Evidence{Field: field, Span: at(words), Quote: words}
	}
	reading := &dateline.Reading{
		Mentions: []dateline.Mention{
			{Kind: dateline.ActorMention, Span: at("Gunmen")},
			{Kind: dateline.PlaceMention, Span: at("Awa Traore")}, // a person
			{Kind: dateline.PlaceMention, Span: at("Kidal")},
			{Kind: dateline.TimeMention, Span: at("Tuesday"), Choice: &day},
			{Kind: dateline.NumberMention, Span: at("at least six"), Choice: &range6},
		},
		Accounts: []dateline.Account{
			{Type: "attack.ambush", Occurrence: dateline.Happened, Basis: dateline.Claimed,
				Roles:      []dateline.Role{{Role: dateline.Perpetrator, Name: "gunmen", Words: "Gunmen"}, {Role: dateline.Victim, Name: "convoy", Words: "a convoy"}},
				Places:     []dateline.PlaceRef{{Name: "Kidal", Words: "Kidal"}},
				Time:       dateline.Time{Words: &words},
				Casualties: []dateline.Casualty{{Status: dateline.Killed, Low: &six}},
				Evidence:   []dateline.Evidence{evidence("type", "ambushed"), evidence("place", "Kidal"), evidence("time", "Tuesday")}},
			{Type: "attack.bombing", Occurrence: dateline.Happened, Basis: dateline.Reported, Evidence: []dateline.Evidence{evidence("type", "help")}}, // false
			{Type: "attack.bombing", Occurrence: dateline.Planned, Basis: dateline.Reported, Evidence: []dateline.Evidence{evidence("type", "asked")}}, // not countable
		},
		Statements: []dateline.Statement{{Speaker: "Traore", Span: at("We had asked for help,")}},
	}
	s, err := scoreLayers(dir, Input{Read: func(rep *dateline.Report) *dateline.Reading {
		if rep.Text[:len(text)] != text {
			t.Errorf("the reader was given %q", rep.Text)
		}
		return reading
	}})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Scored(layers).Metrics
	for name, want := range map[string]float64{
		"name_precision": 66.67, "name_recall": 66.67, "time_f1": 100, "number_f1": 100,
		"event_precision": 50, "event_recall": 100, "type": 1, "mood": 0,
		"role_f1":  40, // one of two that came and three that were wanted
		"place_f1": 100, "when_f1": 100, "toll_f1": 100, "speech_f1": 100,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}
