package text

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jdkato/prose/v3/tag"
	"github.com/jdkato/prose/v3/tag/aptagmodel"
)

func TestPerceptronTagsAsProseDoes(t *testing.T) {
	ours := openPerceptron(aptagmodel.English)
	if ours == nil {
		t.Fatal("prose's model has another form than openPerceptron knows")
	}
	theirs, err := tag.New()
	if err != nil {
		t.Fatal(err)
	}
	check := func(words []string) {
		t.Helper()
		got := make([]string, len(words))
		ours.tags(words, got)
		var want []string
		for _, x := range theirs.Tag(words) {
			want = append(want, x.Tag)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("tags of %q:\n%q\nprose:\n%q", words, got, want)
		}
	}
	var odd []string
	for f := range faces {
		odd = append(odd, f)
	}
	slices.Sort(odd)
	check(odd)
	check(strings.Fields("* *T* *?* *é* ** *-1 *-1234 *EXP*-12 *exp*-1 *T*-x -LRB- -lrb- -LRBX- @desk 0 00 - -- -x well-known 1999 +199 -199 1.99 19999 5th ÉTAT x"))
	check([]string{"", "a", ""})
	paths, err := filepath.Glob("../cmd/dateline/sample/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no samples: %v", err)
	}
	n := 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range Parse(string(raw), 0).Paragraphs {
			for _, s := range p.Sentences {
				var words, capitals []string
				for _, k := range s.Tokens {
					words, capitals = append(words, k.Text), append(capitals, strings.ToUpper(k.Text))
				}
				check(words)
				check(capitals)
				n += len(words)
			}
		}
	}
	if n < 1000 {
		t.Errorf("only %d words compared", n)
	}
}

func TestModelsOfOtherFormsAreNotOpened(t *testing.T) {
	whole := aptagmodel.English
	for _, data := range [][]byte{nil, []byte("PROSETAG"), append([]byte("PROSETAG\x02\x00\x00\x00"), whole[12:]...), whole[:len(whole)/2], whole[:len(whole)-1]} {
		if openPerceptron(data) != nil {
			t.Errorf("a model of %d bytes opens", len(data))
		}
	}
}
