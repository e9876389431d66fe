package grade

import (
	"strings"
	"testing"

	"dateline"
	"dateline/tagger"
)

// ownReport reads words of our own with fillers that are named: words, each in a role.
func ownReport(t *testing.T, words string, fills map[string]tagger.FillRole) *mucReport {
	t.Helper()
	r, err := readMUC(words, func(whole string, _ []tagger.FillSentence) tagger.FillReading {
		var out tagger.FillReading
		for w, role := range fills {
			i := strings.Index(whole, w)
			span := dateline.Span{Start: i, End: i + len(w)}
			out.Fills = append(out.Fills, tagger.Fill{Role: role, Span: span, At: []dateline.Span{span}, Score: 500, Over: 900, Sure: true})
		}
		return out
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

const ownIncident = "LIMA, 6 FEB 90 (EFE) -- [TEXT] A BOMB EXPLODED LAST NIGHT AT A PAPER MILL IN THE MIRAFLORES NEIGHBORHOOD OF LIMA. " +
	"THE MAYOR SAID IN CUZCO ON 3 FEBRUARY THAT HE EXPECTED NO MORE."

func TestThePlacesOfAnIncidentAreGuessedCoarseAndFine(t *testing.T) {
	r := ownReport(t, ownIncident, map[string]tagger.FillRole{"PAPER MILL": tagger.AttackedThing})
	all := r.incidents()
	if len(all) != 1 || all[0].kind != "BOMBING" {
		t.Fatalf("incidents %+v, want one bombing", all)
	}
	rows := map[string][]int32{}
	for _, g := range r.placeGuesses(r.viewOf(all, 0), all[0]) {
		rows[g.words] = g.row
	}
	for _, want := range []string{"PERU", "PERU: LIMA (CITY)", "PERU: LIMA (CITY): MIRAFLORES (NEIGHBORHOOD)", "PERU: CUZCO (CITY)"} {
		if rows[want] == nil {
			t.Fatalf("no guess %q in %v", want, rows)
		}
	}
	near, other := rows["PERU: LIMA (CITY): MIRAFLORES (NEIGHBORHOOD)"], rows["PERU: CUZCO (CITY)"]
	if near[placeNear] != 0 || other[placeNear] != 1 || near[placeBytes] >= other[placeBytes] || near[placeLevels] != 3 {
		t.Errorf("the quarter is %d sentences and %d bytes away with %d levels, the other city %d and %d", near[placeNear], near[placeBytes], near[placeLevels], other[placeNear], other[placeBytes])
	}
}

func TestTheDatesOfAnIncidentAreGuessedInTheFormsOfTheKeys(t *testing.T) {
	r := ownReport(t, ownIncident, map[string]tagger.FillRole{"PAPER MILL": tagger.AttackedThing})
	all := r.incidents()
	rows := map[string][]int32{}
	for _, g := range r.dayGuesses(r.viewOf(all, 0), all[0]) {
		rows[g.words] = g.row
	}
	for _, want := range []string{"- 06 FEB 90", "06 FEB 90", "05 FEB 90", "05 FEB 90 - 06 FEB 90", "03 FEB 90", "- 03 FEB 90"} {
		if rows[want] == nil {
			t.Fatalf("no guess %q in %v", want, rows)
		}
	}
	if night, told := rows["05 FEB 90"], rows["03 FEB 90"]; night[dayNear] != 0 || told[dayNear] != 1 || night[dayAgo] != 1 || told[dayAgo] != 3 {
		t.Errorf("the night is %d sentences off and %d days ago, the other day %d and %d", night[dayNear], night[dayAgo], told[dayNear], told[dayAgo])
	}
	none := ownReport(t, "LIMA, NO DATE (EFE) -- [TEXT] A BOMB EXPLODED YESTERDAY AT A PAPER MILL.", map[string]tagger.FillRole{"PAPER MILL": tagger.AttackedThing})
	all = none.incidents()
	if got := none.dayGuesses(none.viewOf(all, 0), all[0]); got != nil {
		t.Errorf("guesses %v of a report without a date", got)
	}
}

func TestLessonsSayWhatEachGuessIsWorth(t *testing.T) {
	r := ownReport(t, ownIncident, map[string]tagger.FillRole{"PAPER MILL": tagger.AttackedThing})
	templates, _, err := ReadMUC4Key(write(t, "key-own", ownKey))
	if err != nil {
		t.Fatal(err)
	}
	key := templates[:1]
	key[0].Slots[slotLocation][0].Values = []string{"PERU: LIMA (CITY)"}
	var l MUC4Lessons
	l.of(r, key)
	if len(l.Keep) != 1 || l.Keep[0].Worth != 1 {
		t.Fatalf("incidents %+v, want one that the key has", l.Keep)
	}
	worths := map[float64]int{}
	for _, p := range l.Place {
		worths[p.Worth]++
	}
	if worths[1] == 0 || worths[0.5] <= worths[1] || worths[0] != 0 || len(l.Day) == 0 {
		t.Errorf("worths of places %v, dates %d; want some right and more of its country alone", worths, len(l.Day))
	}
	l = MUC4Lessons{}
	l.of(r, nil)
	if len(l.Keep) != 1 || l.Keep[0].Worth != 0 || len(l.Place) != 0 {
		t.Errorf("without a key's template: %+v", l)
	}
}
