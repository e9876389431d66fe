package grade

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

const chained = `---
published: 2024-03-06
---
{grp#g1|The Hill Front} {ev@e1|ambushed} {ref#v1|two soldiers} near {loc#p1=ML|Kidal}. {ref#g1|They} fled. {ref#v1|The soldiers} died.
===
e1 attack.ambush happened reported; perpetrator #g1; victim #v1; place #p1
`

func TestChainsAreScoredOverTheMarksWithAnID(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(chained), 0o644); err != nil {
		t.Fatal(err)
	}
	heads := func(text string, words ...string) []dateline.Span {
		var out []dateline.Span
		for _, w := range words {
			at := strings.Index(text, w)
			if at < 0 {
				t.Fatalf("%q stands not in the text", w)
			}
			out = append(out, dateline.Span{Start: at, End: at + len(w)})
		}
		return out
	}
	for _, c := range []struct {
		name                     string
		chains                   func(text string) []reader.Chain
		precision, recall, named float64
	}{
		{"as wanted", func(text string) []reader.Chain {
			return []reader.Chain{{Name: "Hill Front", Heads: heads(text, "Front", "They")}, {Heads: heads(text, "soldiers")}}
		}, 100, 75, 1}, // the second "soldiers" stands alone
		{"each alone", func(text string) []reader.Chain { return nil }, 100, 50, 0},
		{"all one", func(text string) []reader.Chain {
			return []reader.Chain{{Name: "Kidal", Heads: heads(text, "Front", "They", "soldiers")}}
		}, (2.0/3 + 2.0/3 + 1.0/3 + 1) / 4 * 100, 75, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, err := scoreLayers(dir, Input{
				Read:   func(*dateline.Report) *dateline.Reading { return &dateline.Reading{} },
				Chains: func(rep *dateline.Report) []reader.Chain { return c.chains(rep.Text) },
			})
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range s.Metrics {
				want, ok := map[string]float64{"chain_precision": c.precision, "chain_recall": c.recall, "named": c.named}[m.Name]
				if got := m.Of(s.Docs); ok && math.Abs(got-want) > 1e-9 {
					t.Errorf("%s is %v, want %v", m.Name, got, want)
				}
			}
		})
	}
}
