package tagger

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestEveryFileOfWeightsHasItsCardAndTheyAreSmall(t *testing.T) {
	files, err := filepath.Glob("weights/*.bin")
	if err != nil || len(files) == 0 {
		t.Fatalf("%d files of weights, %v", len(files), err)
	}
	total := int64(0)
	for _, f := range files {
		info, err := os.Stat(f)
		if err != nil {
			t.Fatal(err)
		}
		total += info.Size()
		card, err := os.ReadFile(strings.TrimSuffix(f, ".bin") + ".md")
		if err != nil {
			t.Errorf("%s has no card beside it: %v", f, err)
			continue
		}
		for _, want := range []string{"**Learned from**", "**Made by**", "**Licence**", "**Scores**", "**Known weaknesses**"} {
			if !strings.Contains(string(card), want) {
				t.Errorf("the card of %s does not say %s", f, want)
			}
		}
	}
	if most := int64(40 << 20); total > most {
		t.Errorf("the weights have %d bytes together; at most %d", total, most)
	}
}

func TestTagsAreThoseThatTextKnows(t *testing.T) {
	got := strings.Join(parser(t).PennTags(strings.Fields("The rebel-held town is close to the border ( 40 km ) .")), " ")
	if want := "DT JJ NN VBZ JJ TO DT NN ( CD NNS ) ."; got != want {
		t.Errorf("tags are %s; want %s", got, want)
	}
}
