package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/perceptron"
	"dateline/tagger"
)

func small(t *testing.T) (course, []tagger.Tree) {
	t.Helper()
	trees, err := conlluFile("../../tagger/testdata/own.conllu")
	if err != nil {
		t.Fatal(err)
	}
	every := terms{admit: 1, pruning: perceptron.Pruning{}}
	return course{seed: 7, folds: 2, tagRounds: 10, arcRounds: 12, tags: every, arcs: every, say: func(string, ...any) {}}, trees
}

func TestTrainingGivesAParserAndTheSameBytesAgain(t *testing.T) {
	c, trees := small(t)
	bin, err := c.train(trees)
	if err != nil {
		t.Fatal(err)
	}
	again, err := c.train(trees)
	if err != nil || !bytes.Equal(bin, again) {
		t.Errorf("the same data and seed give other bytes (%v)", err)
	}
	p, err := tagger.OpenParser(bin)
	if err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, tree := range trees {
		var words []string
		for _, n := range tree {
			words = append(words, n.Word)
		}
		for i, n := range p.Parse(words) {
			all++
			right += one(n == tree[i])
		}
	}
	if right*10 < all*9 {
		t.Errorf("of the %d words that it learned from it has %d right", all, right)
	}
}

func TestACourseOfOneFoldIsRefused(t *testing.T) {
	c, trees := small(t)
	c.folds = 1
	if _, err := c.train(trees); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("error %v; want one of kind Invalid", err)
	}
}

func TestMissingTreebanksAreNamed(t *testing.T) {
	dir := t.TempDir()
	if _, _, err := udTrees(dir); dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "files.train") {
		t.Errorf("error %v; want one of kind NotFound that names files.train", err)
	}
}

func TestSilverTagsAreLeftOutWhereConventionsDiffer(t *testing.T) {
	path := filepath.Join(t.TempDir(), "silver.csv")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("Sentence #,Word,POS,Tag\nSentence: 1,Troops,NNS,O\n,went,VBD,O\n,to,TO,O\n,rebel-held,JJ,O\n,towns,NNS,O\n,to,TO,O\n,fight,VB,O\n,.,.,O\nSentence: 2,They,PRP,O\n,\"won")
	trees, err := silverTrees(path)
	if err != nil || len(trees) != 2 {
		t.Fatalf("%d sentences, error %v; want 2", len(trees), err)
	}
	var tags []string
	for _, n := range trees[0] {
		tags = append(tags, n.XPOS)
	}
	if got := strings.Join(tags, " "); got != "NNS VBD IN  NNS TO VB " {
		t.Errorf("tags are %q", got)
	}
	write("Word,POS\nTroops,NNS\n")
	if _, err := silverTrees(path); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v; want one of kind Invalid that names the file", err)
	}
}
