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
		"a rewrite of the same day":  {article{"root", "Harbour Gazette", "2022-06-06", "Shed burned\n" + quay}, article{"other", "Upland Star", "2022-06-06", "Coffee taken\n" + retelling}},
		"a rewrite, its hour unsaid": {article{"root", "Harbour Gazette", "2022-06-06T15:00", "Shed burned\n" + quay}, article{"other", "Upland Star", "2022-06-06", "Coffee taken\n" + retelling}},
		"no day is known of either":  {article{"root", "Harbour Gazette", "", "Shed burned\n" + quay}, article{"other", "Upland Star", "", "Coffee taken\n" + retelling}},
		"a day is known of one":      {article{"root", "Harbour Gazette", "", "Shed burned\n" + quay}, article{"other", "Upland Star", "2022-06-06", "Coffee taken\n" + retelling}},
		"an agency's text":           {article{"root", "AFP", "2022-06-06", "Shed burned\n" + quay}, article{"other", "Upland Star", "2022-06-06", "Coffee taken\nBONGA (AFP) - " + quay}},
		"what is cut": {article{"root", "Harbour Gazette", "2022-06-06", "Shed burned\n" + quay},
			article{"other", "Upland Star", "2022-06-06", "Coffee taken\n" + strings.SplitAfter(quay, "said. ")[0]}},
		"an agency's text of an hour": {article{"root", "AFP", "2022-06-06T09:30", "Shed burned\n" + quay},
			article{"other", "Upland Star", "2022-06-06", "Coffee taken\nBONGA (AFP) - " + quay + " Prices rose."}},
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
	first := article{"first", "Upland Star", "2022-06-05T08:00", "Coffee taken\nRaiders burned the customs shed on the quay of Bonga and took nine sacks of coffee, the Harbour Gazette reported. A watchman was hurt when he jumped into the water."}
	later := article{"later", "Harbour Gazette", "2022-06-06T08:00", "Shed burned\nRaiders burned the customs shed on the quay of Bonga and took nine sacks of coffee. A watchman was hurt when he jumped into the water."}
	if got := indexOf(first, later).Of("first"); got.Root != "first" {
		t.Errorf("got %+v", got)
	}
}
