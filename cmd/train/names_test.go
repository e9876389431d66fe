package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/reader"
	"dateline/tagger"
)

const annotated = `---
title: Guards flee
published: 2024-03-06
---
Colonel {per#x1|Ana Brole} and two {grp#g1|Red Front} fighters left {loc#p1|Odrin}, {loc#p2|Mali}, {time=2024-03-05|on Tuesday}. {ref#x1|She} had held a hospital near {force|the {nat|Malian} army}.
===
`

func TestOurReportsAreMarkedByRe3dsHabits(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte(annotated), 0o600); err != nil {
		t.Fatal(err)
	}
	parser, err := tagger.Default()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := ownAsRe3d(dir, parser, reader.New(reader.Options{}))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range docs[0].Spans(docs[0].Gold) {
		got = append(got, s.Kind+" "+s.In(docs[0].Text))
	}
	for _, want := range []string{"Person Colonel Ana Brole", "Organisation Red Front fighters", "Location Odrin, Mali", "Temporal on Tuesday", "Person She", "Location a hospital", "Organisation the Malian army"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is not among %q", want, got)
		}
	}
}

func TestSentencesOfTheMeaningBankAreRead(t *testing.T) {
	p := filepath.Join(t.TempDir(), "a.csv")
	rows := "Sentence #,Word,POS,Tag\nSentence: 1,President,NNP,B-per\n,Ana,NNP,I-per\n,Brole,NNP,I-per\n,left,VBD,O\n,Odrin,NNP,B-geo\n,.,.,O\nSentence: 2,Odrin,NNP,B-geo\n,fell"
	if err := os.WriteFile(p, []byte(rows), 0o600); err != nil {
		t.Fatal(err)
	}
	parser, err := tagger.Default()
	if err != nil {
		t.Fatal(err)
	}
	docs, err := voiceOfAmerica(p, parser, reader.New(reader.Options{}))
	if err != nil || len(docs) != 2 {
		t.Fatal(len(docs), err)
	}
	// A title is no part of a name of ours.
	want := []tagger.Name{{From: 1, To: 3, Kind: "per"}, {From: 4, To: 5, Kind: "geo"}}
	if !slices.Equal(docs[0].Gold[0], want) {
		t.Errorf("%v, want %v", docs[0].Gold[0], want)
	}
	if err := os.WriteFile(p, []byte("a,b\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := readGMB(p); err == nil || !strings.Contains(err.Error(), p) {
		t.Errorf("two columns: %v", err)
	}
}

func TestCollectionsThatAreMissingAreNamed(t *testing.T) {
	dir := t.TempDir()
	c := namesCourse{say: func(string, ...any) {}}
	if err := c.load(dir, "corpus"); err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "gmb")) {
		t.Errorf("the error is %v", err)
	}
}
