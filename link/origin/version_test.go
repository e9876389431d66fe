package origin_test

import (
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/link/origin"
)

// first, reworded and cut are versions of one article.
var (
	first    = article{id: "first", outlet: "Plateau Mirror", day: "2023-05-03", url: "https://plateau.example/market", text: visited.text}
	reworded = article{id: "reworded", outlet: "Plateau Mirror", day: "2023-05-03", url: "https://plateau.example/market", modified: "2023-05-03T18:00", text: `Five buried after Jalingo shooting
Mourners filled the road to the cemetery as a fifth trader, who had died of his wounds overnight, was carried past the closed cattle stalls.
The governor, on a visit, spoke of hunters from across the border.`}
	cut = article{id: "cut", outlet: "Plateau Mirror", day: "2023-05-03", url: "https://plateau.example/market", modified: "2023-05-04", text: `Five buried after Jalingo shooting
Mourners filled the road to the cemetery as a fifth trader, who had died of his wounds overnight, was carried past the closed cattle stalls.`}
)

func TestVersionsOfAnArticleAreOneOrigin(t *testing.T) {
	x := indexOf(cut, elsewhere, reworded, first)
	for _, want := range []struct {
		id, from, follows dateline.ReportID
		kind              origin.Kind
	}{{"first", "", "", origin.Own}, {"reworded", "first", "", origin.Rewrite}, {"cut", "reworded", "reworded", origin.Edited}} {
		o := x.Of(want.id)
		if o.Root != "first" || o.From != want.from || o.Kind != want.kind || x.Prior(want.id) != want.from {
			t.Errorf("%s: %+v after %q", want.id, o, x.Prior(want.id))
		}
		if follows, _ := x.Copied(want.id); follows != want.follows {
			t.Errorf("%s follows %q, not %q", want.id, follows, want.follows)
		}
	}
	if got, want := x.Versions("cut"), []dateline.ReportID{"first", "reworded", "cut"}; !slices.Equal(got, want) {
		t.Errorf("the versions are %q", got)
	}
	x.Remove("first")
	x.Settle()
	if o := x.Of("reworded"); o.Kind != origin.Own || o.Root != "reworded" || x.Of("cut").Root != "reworded" {
		t.Errorf("without the first: %+v", o)
	}
}

func TestWhatIsNoVersionIsNone(t *testing.T) {
	other, unaddressed, another := reworded, reworded, reworded
	other.id, other.outlet = "other", "Benue Paper"
	unaddressed.id, unaddressed.url = "unaddressed", ""
	another.id, another.url = "another", "https://plateau.example/burials"
	for _, a := range []article{other, unaddressed, another} {
		x := indexOf(first, a)
		if o := x.Of(dateline.ReportID(a.id)); o.Kind != origin.Own || x.Versions(dateline.ReportID(a.id)) != nil {
			t.Errorf("%s: %+v", a.id, o)
		}
	}
}

// Law: all versions of an article go back to one report, each but the first comes from
// the one before it, and nothing goes back to a later one.
func TestEveryVersionComesFromTheOneBeforeIt(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		all := parts(rt)
		x := indexOf(rapid.Permutation(all).Draw(rt, "order")...)
		for _, a := range all {
			o := x.Of(dateline.ReportID(a.id))
			if p := x.Prior(dateline.ReportID(a.id)); p != "" && (o.From != p || o.Kind == origin.Own || o.Root != x.Of(p).Root) {
				rt.Fatalf("%s comes after %s, whose root is %s, and is %+v", a.id, p, x.Of(p).Root, o)
			}
			if x.Prior(o.Root) != "" {
				rt.Fatalf("%s goes back to %s, which is the version after %s", a.id, o.Root, x.Prior(o.Root))
			}
		}
	})
}
