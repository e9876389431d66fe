package tagger

import (
	"strings"
	"testing"

	"dateline/text"
)

func TestAForestReadsAsItWasWritten(t *testing.T) {
	f := &Forest{Base: -7, Trees: []DecisionTree{
		{{Column: 1, Low: 1, High: 2, Value: 10}, {Column: -1, Value: 3}, {Column: 0, Low: 3, High: 4, Value: -2}, {Column: -1, Value: 100}, {Column: -1, Value: -40}},
		{{Column: -1, Value: 5}},
	}}
	data := append(EncodeForest(f, 2), "rest"...)
	got, rest, err := OpenForest(data, 2)
	if err != nil || string(rest) != "rest" {
		t.Fatalf("%v, rest %q", err, rest)
	}
	for _, c := range []struct {
		row  []int32
		want int32
	}{{[]int32{0, 10}, 1}, {[]int32{-2, 11}, 98}, {[]int32{-1, 11}, -42}} {
		if s := got.Score(c.row); s != c.want {
			t.Errorf("%v scores %d, want %d", c.row, s, c.want)
		}
	}
	for what, bad := range map[string][]byte{"cut short": data[:30], "of another width": nil, "with a loop": loop(data)} {
		columns := 2
		if bad == nil {
			bad, columns = data, 3
		}
		if _, _, err := OpenForest(bad, columns); err == nil {
			t.Errorf("a forest %s opens", what)
		}
	}
}

// loop lets the first node lead to itself.
func loop(data []byte) []byte {
	out := append([]byte(nil), data...)
	out[len(forestMagic)+12+2+2], out[len(forestMagic)+12+2+3] = 0, 0
	return out
}

func TestWordsAreFoldedAsRoleFillersAreCompared(t *testing.T) {
	for in, want := range map[string]string{"The U.S. Mill": "us mill", "\"a-b\"\n(c)": "ab c", "AN Ántrum": "ántrum", "the": ""} {
		if got := FoldWords(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestInitialsAreToldFromOtherWords(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{{"rcf", "red column front", true}, {"rcp", "red column of people", true}, {"rc", "red column front", false}, {"mill", "mill", false}, {"rcf", "red column", false}} {
		if got := acronymOf(c.short, c.long); got != c.want {
			t.Errorf("%q of %q: %t", c.short, c.long, got)
		}
	}
}

// ownReport is of our own words. Who is who in it is plain, so that a filler that
// misses it reads nothing.
const ownReport = `Two guerrillas of the Farabundo Marti National Liberation Front (FMLN) murdered Mayor Carlos Lopez Garcia in San Miguel yesterday.
A bomb exploded at the telephone company building and destroyed it, the police said. The terrorists placed a dynamite charge.`

func TestRolesAreFilledWhateverTheCase(t *testing.T) {
	filler, parser := filled(t)
	for name, s := range map[string]string{"mixed": ownReport, "upper": strings.ToUpper(ownReport), "lower": strings.ToLower(ownReport)} {
		got := map[FillRole]string{}
		for _, f := range filler.Fill(text.Parse(s, 0), parser) {
			got[f.Role] += FoldWords(f.Span.In(s)) + "; "
		}
		for role, want := range map[FillRole]string{NamedVictim: "carlos lopez garcia", PerpetratorGroup: "fmln|farabundo marti national liberation front", UsedWeapon: "bomb|dynamite"} {
			ok := false
			for w := range strings.SplitSeq(want, "|") {
				ok = ok || strings.Contains(got[role], w)
			}
			if !ok {
				t.Errorf("%s: %s is %q, want %s", name, role, got[role], want)
			}
		}
	}
}

func TestAReportWithoutAttacksFillsNothing(t *testing.T) {
	filler, parser := filled(t)
	s := "The farmers sold their apples at the market. It rained on Sunday and the river rose a little."
	if got := filler.Fill(text.Parse(s, 0), parser); len(got) > 0 {
		t.Errorf("%v in %q", got, got[0].Span.In(s))
	}
	if got := filler.Fill(text.Parse("", 0), parser); len(got) > 0 {
		t.Errorf("%v in nothing", got)
	}
}

func TestADamagedRoleFillerIsRefused(t *testing.T) {
	for _, n := range []int{0, 7, 100, len(fillWeights) / 2, len(fillWeights) - 5, len(fillWeights) - 1} {
		if _, err := OpenFiller(fillWeights[:n]); err == nil {
			t.Errorf("%d of %d bytes open", n, len(fillWeights))
		}
	}
	if _, err := OpenFiller(append(fillWeights[:len(fillWeights):len(fillWeights)], 0)); err == nil {
		t.Error("a byte too many opens")
	}
}

func filled(t testing.TB) (*Filler, *Parser) {
	t.Helper()
	filler, err := DefaultFiller()
	if err != nil {
		t.Fatal(err)
	}
	parser, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return filler, parser
}

// BenchmarkFillRoles is the role filler apart from the parser on a report of 400 words.
func BenchmarkFillRoles(b *testing.B) {
	filler, parser := filled(b)
	s := ownReport
	for len(strings.Fields(s)) < 400 {
		s += "\n" + ownReport
	}
	sentences := FillSentences(text.Parse(s, 0), parser)
	b.ResetTimer()
	for range b.N {
		filler.FillSentences(s, sentences, 0)
	}
}
