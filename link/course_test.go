package link_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/link"
)

var fishermen = report{"Coast Sheet", "2023-05-20", `Fishermen freed off Lagos

The navy freed nine fishermen off the coast of Lagos on Friday whom pirates had held for a week.`}

func storyOf(t testing.TB, rec dateline.Record, r dateline.ReportID) dateline.Story {
	t.Helper()
	for _, s := range rec.Stories {
		for _, id := range s.Reports {
			if id == r {
				return s
			}
		}
	}
	t.Fatalf("no story of %s", r)
	return dateline.Story{}
}

func on(day string, r report) report {
	r.day = day
	return r
}

func TestAStoryIsQuietFiveDaysAfterItsLastReport(t *testing.T) {
	for day, want := range map[string]dateline.StoryState{"2023-05-09": dateline.Developing, "2023-05-10": dateline.Quiet, "": dateline.Developing} {
		rec := world(t, jalingo, jalingoOwn, jalingoMore, on(day, fishermen))
		st := storyOf(t, rec, "r1")
		if st.State != want || st.First != "r1" || st.Last != "r3" {
			t.Errorf("the newest report is of %q: %s, %s to %s; want %s, r1 to r3", day, st.State, st.First, st.Last, want)
		}
		if other := storyOf(t, rec, "r4"); other.State != dateline.Developing || other.First != "r4" || other.Last != "r4" {
			t.Errorf("the newest report's story is %+v", other)
		}
	}
}

func TestAnUndatedReportIsNeitherFirstNorLastBesideADatedOne(t *testing.T) {
	rec := world(t, jalingo, on("", jalingoOwn), jalingoMore)
	if st := storyOf(t, rec, "r1"); st.First != "r1" || st.Last != "r2" || len(st.Reports) != 3 {
		t.Errorf("got %+v, want r1 to r2 of three", st)
	}
}

func TestACopyPrintedLaterKeepsNoStoryGoing(t *testing.T) {
	reprint := jalingo
	reprint.outlet, reprint.day = "Northern Post", "2023-05-19"
	rec := world(t, jalingo, reprint, fishermen)
	if st := storyOf(t, rec, "r2"); st.State != dateline.Quiet || st.Last != "r1" || len(st.Reports) != 2 {
		t.Errorf("got %+v, want two reports, quiet since r1", st)
	}
	rec = world(t, jalingo, reprint)
	if st := storyOf(t, rec, "r1"); st.State != dateline.Developing {
		t.Error("a copy made its own story quiet")
	}
}

func TestADayThatNoReportHasIsNotUsedAndSaid(t *testing.T) {
	// as a date it would come first, and be 1,073 years from the other
	rec := world(t, on("0950-05-03", jalingo), jalingoOwn)
	if len(rec.Warnings) != 1 {
		t.Fatalf("got warnings %+v, want one", rec.Warnings)
	}
	w := rec.Warnings[0]
	if w.What != dateline.WarnPublished || w.Value != "0950-05-03" || *w.Report != "r1" {
		t.Errorf("got %+v", w)
	}
	for _, r := range rec.Reports {
		if r.Published != nil && !r.Published.Usable() {
			t.Errorf("%s is published %s", r.ID, r.Published)
		}
	}
	if st := storyOf(t, rec, "r1"); len(st.Reports) != 2 {
		t.Errorf("the date parts the two: %+v", rec.Stories)
	}
	undated := world(t, on("", jalingo), jalingoOwn)
	if a, b := theEvent(t, rec, "Jalingo"), theEvent(t, undated, "Jalingo"); len(a.Accounts) != len(b.Accounts) || a.Type != b.Type {
		t.Errorf("%d accounts of %s; without the date %d of %s", len(a.Accounts), a.Type, len(b.Accounts), b.Type)
	}
}

func TestWarningsLeaveTheReportsGivenAsTheyWere(t *testing.T) {
	l, reports, readings := linkerOf(t, on("9999-12-31", jalingo), goma)
	first := marshal(t, l.Record())
	if reports[0].Published == nil || reports[0].Origin == "" {
		t.Errorf("the report given has published %v, origin %q; want its own day, and the origin filled in", reports[0].Published, reports[0].Origin)
	}
	if again := marshal(t, link.Link(reports, readings, link.Options{})); again != first {
		t.Error("linked again, the same reports give another record")
	}
}

func TestAReportThatIsNotReadInFullIsSaid(t *testing.T) {
	l, _, _ := linkerOf(t, goma)
	french := dateline.Report{ID: "r2", Text: "Des hommes armés ont attaqué un convoi.", Language: "fr", SHA256: strings.Repeat("b", 64)}
	l.Add(&french, &dateline.Reading{Report: "r2", Genre: dateline.News})
	l.Settle()
	var got []string
	for _, w := range l.Record().Warnings {
		got = append(got, string(*w.Report)+" "+string(w.What)+" "+w.Value)
	}
	if want := "r2 language fr, r2 text 0 sentences"; strings.Join(got, ", ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	l.Remove("r2")
	l.Settle()
	if left := l.Record().Warnings; len(left) != 0 {
		t.Errorf("the report removed left %+v", left)
	}
}

func TestADecisionThatFindsNothingIsSaidUntilItIsUndone(t *testing.T) {
	l, reports, _ := linkerOf(t, goma, jalingo)
	lost := dateline.Decision{ID: "d7", Verb: dateline.VerbSplit, On: []dateline.Referent{{Report: reports[0].SHA256}, {Report: strings.Repeat("0", 64)}}}
	l.Decide([]dateline.Decision{lost})
	l.Settle()
	if w := l.Record().Warnings; len(w) != 1 || w[0].What != dateline.WarnDecision || w[0].Value != "d7" || w[0].Report != nil {
		t.Errorf("got %+v, want one of decision d7", w)
	}
	l.Decide([]dateline.Decision{lost, {ID: "d8", Verb: dateline.VerbUndo, Undoes: "d7"}})
	l.Settle()
	if w := l.Record().Warnings; len(w) != 0 {
		t.Errorf("undone, it left %+v", w)
	}
}
