package main

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/cmd/train/cluster"
	"dateline/names"
	"dateline/tagger"
)

// How words are grouped by the company they keep.
const (
	fineClusters   = 240
	coarseClusters = 48
	leastSeen      = 4
)

// clusterTable makes the table of clusters from texts: each the words of a sentence
// or of more, in small letters.
func clusterTable(texts [][]string) ([]byte, error) {
	fine, coarse := cluster.NewCounter(), cluster.NewCounter()
	for _, words := range texts {
		for i, w := range words {
			for _, at := range []int{-2, -1, 1, 2} {
				if i+at < 0 || i+at >= len(words) {
					continue
				}
				company := tagger.Feature(at+2, tagger.Hash(words[i+at]))
				fine.Add(tagger.ClusterFeature(w, false), company)
				coarse.Add(tagger.ClusterFeature(w, true), company)
			}
		}
	}
	classes := make([]string, fineClusters+1)
	for i := range classes {
		classes[i] = fmt.Sprint(i)
	}
	var weights []tagger.Weight
	for k, counter := range []*cluster.Counter{fine, coarse} {
		n := []int{fineClusters, coarseClusters}[k]
		// A word is counted once for each neighbour.
		for word, group := range counter.Groups(4*leastSeen, n, 1) {
			weights = append(weights, tagger.Weight{Feature: word, Class: group, Value: 1})
		}
	}
	slices.SortFunc(weights, func(a, b tagger.Weight) int { return cmp.Compare(a.Feature, b.Feature) })
	return tagger.EncodeWeights(classes, weights)
}

// runningText are the words of files of plain text, in small letters.
func runningText(pattern string) ([][]string, error) {
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "no text at %s", pattern)
	}
	slices.Sort(files)
	var out [][]string
	for _, f := range files {
		raw, err := os.ReadFile(f)
		if err != nil {
			return nil, dateline.Errorf(dateline.NotFound, "read text: %w", err)
		}
		for par := range strings.SplitSeq(string(raw), "\n\n") {
			out = append(out, plainWords(par))
		}
	}
	return out, nil
}

// plainWords are the words and marks of a text in small letters.
func plainWords(s string) []string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		if strings.ContainsRune(`.,;:!?"()[]“”—`, r) {
			b.WriteString(" " + string(r) + " ")
			continue
		}
		b.WriteRune(r)
	}
	return strings.Fields(b.String())
}

// lowerWords are the words of a document in small letters, sentence by sentence.
func lowerWords(d *names.Document) [][]string {
	var out [][]string
	for _, s := range d.Words {
		var words []string
		for _, w := range s {
			words = append(words, strings.ToLower(w.Text))
		}
		out = append(out, words)
	}
	return out
}
