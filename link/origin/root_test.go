package origin_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/link/origin"
)

// Of reports of one day the one that others name is what they come from, in
// whatever hours and hashes they come.
func TestTheOutletLeanedOnIsTheRoot(t *testing.T) {
	const quay = "Raiders in two boats burned the customs shed on the quay of Bonga before dawn on Monday and took nine sacks of coffee, the harbour master said. " +
		"A watchman was hurt when he jumped into the water. The boats came from the islands, he said."
	retelling := "Two boats of raiders set fire to the customs shed on Bonga quay before dawn on Monday and left with nine sacks of coffee, the Harbour Gazette reported, quoting the harbour master. A watchman who jumped into the water was hurt."
	for name, c := range map[string]struct{ root, other article }{
		"a rewrite of the same day":  {article{id: "root", outlet: "Harbour Gazette", day: "2022-06-06", text: "Shed burned\n" + quay}, article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\n" + retelling}},
		"a rewrite, its hour unsaid": {article{id: "root", outlet: "Harbour Gazette", day: "2022-06-06T15:00", text: "Shed burned\n" + quay}, article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\n" + retelling}},
		"no day is known of either":  {article{id: "root", outlet: "Harbour Gazette", day: "", text: "Shed burned\n" + quay}, article{id: "other", outlet: "Upland Star", day: "", text: "Coffee taken\n" + retelling}},
		"a day is known of one":      {article{id: "root", outlet: "Harbour Gazette", day: "", text: "Shed burned\n" + quay}, article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\n" + retelling}},
		"an agency's text":           {article{id: "root", outlet: "AFP", day: "2022-06-06", text: "Shed burned\n" + quay}, article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\nBONGA (AFP) - " + quay}},
		"what is cut": {article{id: "root", outlet: "Harbour Gazette", day: "2022-06-06", text: "Shed burned\n" + quay},
			article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\n" + strings.SplitAfter(quay, "said. ")[0]}},
		"an agency's text of an hour": {article{id: "root", outlet: "AFP", day: "2022-06-06T09:30", text: "Shed burned\n" + quay},
			article{id: "other", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\nBONGA (AFP) - " + quay + " Prices rose."}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, mark := range []string{"", " ", "  ", "   ", "    "} { // of other hashes
				one := c.other
				one.text += mark
				for _, x := range []*origin.Index{indexOf(c.root, one), indexOf(one, c.root)} {
					for _, id := range []dateline.ReportID{"root", "other"} {
						if got := x.Of(id); got.Root != "root" {
							t.Errorf("%s has the root %s: %+v", id, got.Root, got)
						}
					}
				}
			}
		})
	}
}

// What came out before the outlet's own is not turned round.
func TestARewriteIsNoRootOnlyWhereTimesAllow(t *testing.T) {
	first := article{id: "first", outlet: "Upland Star", day: "2022-06-05T08:00", text: "Coffee taken\nRaiders burned the customs shed on the quay of Bonga and took nine sacks of coffee, the Harbour Gazette reported. A watchman was hurt when he jumped into the water."}
	later := article{id: "later", outlet: "Harbour Gazette", day: "2022-06-06T08:00", text: "Shed burned\nRaiders burned the customs shed on the quay of Bonga and took nine sacks of coffee. A watchman was hurt when he jumped into the water."}
	if got := indexOf(first, later).Of("first"); got.Root != "first" {
		t.Errorf("got %+v", got)
	}
}

// An agency of which no list knows is known by its name's form, and a credit line in
// brackets, at the head or at the foot, leads to its own report of the day.
func TestACreditLineLeadsToTheAgencysOwnReport(t *testing.T) {
	const quay = "Raiders in two boats burned the customs shed on the quay of Bonga before dawn on Monday and took nine sacks of coffee, the harbour master said. " +
		"A watchman was hurt when he jumped into the water. The boats came from the islands, he said."
	agency := article{id: "root", outlet: "Islands Press Agency", day: "2022-06-06", text: "Shed burned\n" + quay}
	for name, text := range map[string]string{
		"in brackets at the foot":   quay + "\n(Islands Press Agency)",
		"in brackets at the head":   "(Islands Press Agency)\n" + quay,
		"with the article":          "(The Islands Press Agency)\n" + quay,
		"before the first sentence": "(Islands Press Agency) " + quay,
		"behind the last sentence":  quay + " (Islands Press Agency)",
		"behind a dash":             quay + " — Islands Press Agency",
		"in a dateline":             "BONGA (Islands Press Agency) — " + quay,
		"as the source":             quay + "\nSource: Islands Press Agency",
		"as the author":             "By Islands Press Agency\n" + quay,
		"in capitals":               "ISLANDS PRESS AGENCY\n" + quay,
	} {
		for hours, day := range map[string]string{"": "2022-06-06", ", at an hour": "2022-06-06T08:00"} {
			t.Run(name+hours, func(t *testing.T) {
				for _, mark := range []string{"", " ", "  ", "   ", "    "} { // of other hashes
					printed := article{id: "other", outlet: "Upland Star", day: day, text: "Coffee taken\n" + text + mark}
					for _, x := range []*origin.Index{indexOf(agency, printed), indexOf(printed, agency)} {
						got := x.Of("other")
						if got.Root != "root" || got.Credit == nil || !strings.EqualFold(got.Credit.Agency, "Islands Press Agency") {
							t.Errorf("got the root %s, credit %+v", got.Root, got.Credit)
						}
					}
				}
			})
		}
	}
}

// Any other outlet's name alone in brackets is a credit too; an outlet's own is none.
func TestANameAloneInBracketsIsACredit(t *testing.T) {
	const body = "Raiders in two boats burned the customs shed on the quay of Bonga before dawn on Monday, the harbour master said. A watchman was hurt when he jumped into the water."
	a := article{id: "a", outlet: "Upland Star", day: "2022-06-06", text: "Coffee taken\n" + body + "\n(Harbour Gazette)"}
	b := article{id: "b", outlet: "Harbour Gazette", day: "2022-06-06", text: "Shed burned\n" + body + "\n(Harbour Gazette)"}
	for _, x := range []*origin.Index{indexOf(a, b), indexOf(b, a)} {
		if got := x.Of("a"); got.Root != "b" || got.Credit == nil || got.Credit.Agency != "Harbour Gazette" {
			t.Errorf("what credits another: %+v", got)
		}
		if got := x.Of("b"); got.Root != "b" || got.Credit != nil {
			t.Errorf("an outlet's own: %+v", got)
		}
	}
	if got := indexOf(article{id: "c", outlet: "Upland Star", day: "2022-06-06", text: "Quay\n" + body + " He spoke to the minister (Ana Tribune)."}).Of("c"); got.Credit != nil {
		t.Errorf("a name within a sentence: %+v", got.Credit)
	}
}
