package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/corpus"
	"dateline/grade"
	"dateline/text"
)

// gmbSentences is how many of GMB's sentences stand for one report: they are
// not parted into texts there.
const gmbSentences = 15

// termsLeast is the number of texts from which on a word is listed. What is rarer
// weighs like a word never seen.
const termsLeast = 3

func termsCommand() *cobra.Command {
	data, out := "", ""
	c := &cobra.Command{
		Use:   "terms --data DIR",
		Short: "Count in how many texts each word stands, for the weights of words in link",
		Long: `Count in how many texts each word stands: the weights of the words by which link
tells stories apart. DIR holds muc4 (grit/train.json) and gmb (ner_dataset.csv), both
in the public domain; the project's own annotated reports are counted too.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return writeTerms(data, out) },
	}
	c.Flags().StringVar(&data, "data", "", "directory of collections")
	c.Flags().StringVar(&out, "out", "link/weights/terms.txt", "file to write")
	_ = c.MarkFlagRequired("data")
	return c
}

func writeTerms(data, out string) error {
	in := map[string]int{}
	texts := 0
	count := func(words []string) {
		texts++
		slices.Sort(words)
		for _, w := range slices.Compact(words) {
			in[w]++
		}
	}
	docs, err := grade.ReadGRIT(filepath.Join(data, "muc4", "grit", "train.json"))
	if err != nil {
		return err
	}
	for _, d := range docs {
		count(text.Words(d.Text))
	}
	sentences, err := readGMB(filepath.Join(data, "gmb", "ner_dataset.csv"))
	if err != nil {
		return err
	}
	for part := range slices.Chunk(sentences, gmbSentences) {
		var words []string
		for _, s := range part {
			for _, r := range s {
				words = append(words, text.Words(r.Word)...)
			}
		}
		count(words)
	}
	own, err := corpus.Load("cmd/train/corpus")
	if err != nil {
		return err
	}
	for _, d := range own {
		count(text.Words(d.Text))
	}
	var listed []string
	for w, n := range in {
		if n >= termsLeast {
			listed = append(listed, w)
		}
	}
	slices.Sort(listed)
	f, err := os.Create(out)
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "the list of words: %w", err)
	}
	w := bufio.NewWriter(f)
	fmt.Fprintf(w, "# In how many of %d texts each word stands; see terms.md beside it.\n%d\n", texts, texts)
	for _, x := range listed {
		fmt.Fprintf(w, "%s %d\n", x, in[x])
	}
	if err := w.Flush(); err != nil {
		return dateline.Errorf(dateline.Internal, "%s: %w", out, err)
	}
	fmt.Println(strings.TrimSpace(fmt.Sprintf("%d words of %d texts", len(listed), texts)))
	return f.Close()
}
