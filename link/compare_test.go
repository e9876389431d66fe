package link_test

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"dateline"
	"dateline/link"
	"dateline/reader"
)

func compared(a, b told) link.Comparison {
	return link.Compare([2]dateline.Report{a.report, b.report}, [2]*dateline.Reading{a.reading, b.reading}, link.Options{})
}

func TestAVerdictSaysWhatItRestsOn(t *testing.T) {
	rd := reader.New(reader.Options{})
	report := func(outlet, day, text string) told {
		return tell(rd, outlet+day, fmt.Sprintf("outlet: %s\npublished: %s\n\n%s\n", outlet, day, text))
	}
	bus := report("Delta Letter", "2022-03-09", "A roadside bomb hit a bus near Mopti on Tuesday, killing eight passengers, the governor said.")
	for name, c := range map[string]struct {
		other   told
		verdict link.Verdict
		ground  link.Footing
	}{
		"another outlet's own": {report("River Radio", "2022-03-10", "Eight people died on Tuesday when their bus struck a mine outside Mopti, survivors at the hospital said. Eleven more were hurt."),
			link.Independent, link.OwnSources},
		"the same outlet, later": {report("The Delta Letter", "2022-03-10", "Tuesday's roadside bomb near Mopti killed six people on a bus and not eight, the hospital said on Thursday after counting again."),
			link.Independent, link.OneOutlet},
		"news of elsewhere": {report("River Radio", "2022-03-10", "Farmers in Sikasso marched on Thursday against the price of fertiliser. Police fired tear gas and arrested four people."),
			link.Different, link.Apart},
		"an anniversary": {report("Delta Letter", "2023-03-08", "Families gathered near Mopti on Wednesday for passengers killed a year ago. A roadside bomb hit a bus near Mopti on 8 March 2022, killing eight passengers."),
			link.Different, link.Beside},
		"what followed": {report("River Radio", "2022-03-10", "Police arrested two drivers in Mopti on Wednesday and questioned them about the roadside bomb and the bus. The governor of Mopti spoke to passengers at the hospital."),
			link.Independent, link.OneStory},
	} {
		t.Run(name, func(t *testing.T) {
			got := compared(bus, c.other)
			if got.Verdict != c.verdict || got.Footing != c.ground {
				t.Errorf("%s, %s; want %s, %s (one story %t, shared %v)", got.Verdict, got.Footing, c.verdict, c.ground, got.OneStory, got.Shared)
			}
		})
	}
}

// Of any two reports the verdict is one that the record of the two bears out.
func TestAVerdictFollowsTheRecord(t *testing.T) {
	files, err := filepath.Glob("../grade/testdata/copies/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal(err, "no pairs of copies")
	}
	rd := reader.New(reader.Options{})
	seen := map[link.Footing]int{}
	for _, name := range files {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var sides []told
		for _, f := range archive.Files {
			sides = append(sides, tell(rd, f.Name, string(f.Data)))
		}
		got := compared(sides[0], sides[1])
		seen[got.Footing]++
		shared := slices.ContainsFunc(got.Shared, func(i int) bool { return got.Record.Events[i].Countable })
		of := fmt.Sprintf("%s: %s, %s; one story %t, shared %v", filepath.Base(name), got.Verdict, got.Footing, got.OneStory, got.Shared)
		switch got.Footing {
		case link.OwnSources, link.PartTaken, link.OneOutlet:
			if got.Verdict != link.Independent || !shared {
				t.Error(of, "and no event that counts is told by both")
			}
		case link.OneStory, link.NoneInBoth:
			if len(got.Shared) > 0 || !got.OneStory {
				t.Error(of)
			}
		case link.Beside:
			if len(got.Shared) == 0 {
				t.Error(of)
			}
		case link.Apart:
			if got.Verdict != link.Different || len(got.Shared) > 0 || got.OneStory {
				t.Error(of)
			}
		case "":
			if got.Verdict != link.Copied && got.Verdict != link.Rewritten {
				t.Error(of)
			}
		default:
			t.Error(of)
		}
	}
	for _, g := range []link.Footing{link.OwnSources, link.OneStory, link.NoneInBoth, link.Beside, link.Apart, ""} {
		if seen[g] == 0 {
			t.Errorf("no pair rests on %q: %v", g, seen)
		}
	}
}
