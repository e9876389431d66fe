package main

import (
	"bufio"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/perceptron"
	"dateline/tagger"
)

func udCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "ud",
		Short: "Train parts of speech and dependencies from Universal Dependencies",
		Long: `Trains the tagger and parser from the training documents of English EWT (by its
file lists) and the news, interview and bio documents of GUM, and writes their
weights. DIR holds ewt/ and gum/ as their repositories have them:
https://github.com/UniversalDependencies/UD_English-EWT (CC BY-SA 4.0) and
https://github.com/UniversalDependencies/UD_English-GUM (CC BY and CC BY-SA,
by document). The weights are share-alike, as EWT is. Beside ud.bin, ud.txt is written:
the digests of the documents, so that none is scored by these weights. FILE is ner_dataset.csv of the
Groningen Meaning Bank (https://gmb.let.rug.nl).`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "", "directory with ewt/ and gum/")
	out := cmd.Flags().String("out", "tagger/weights/ud.bin", "file to write")
	silver := cmd.Flags().String("silver", "", "CSV of the Groningen Meaning Bank, whose tags are learned too")
	dev := cmd.Flags().String("dev", "", "CoNLL-U file to score after each round")
	l := course{say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }}
	cmd.Flags().Uint64Var(&l.seed, "seed", 1, "for the order of examples")
	cmd.Flags().IntVar(&l.folds, "folds", 4, "how many parts the data is cut into, so that the parser learns from tags as wrong as it will see")
	cmd.Flags().IntVar(&l.tagRounds, "tag-rounds", 4, "how often each sentence is tagged")
	cmd.Flags().IntVar(&l.arcRounds, "arc-rounds", 5, "how often each sentence is parsed")
	l.tags = terms{admit: 2, pruning: perceptron.Pruning{Updates: 2, Least: 2}}
	l.arcs = terms{admit: 4, pruning: perceptron.Pruning{Updates: 6, Least: 8}}
	cmd.RunE = func(*cobra.Command, []string) error {
		if *data == "" {
			return dateline.Errorf(dateline.Invalid, "--data is missing: the directory with ewt/ and gum/")
		}
		trees, digests, err := udTrees(*data)
		if err != nil {
			return err
		}
		if *silver != "" {
			if l.silver, err = silverTrees(*silver); err != nil {
				return err
			}
		}
		if *dev != "" {
			if l.dev, err = conlluFile(*dev); err != nil {
				return err
			}
		}
		bin, err := l.train(trees)
		if err != nil {
			return err
		}
		l.say("%s: %d bytes\n", *out, len(bin))
		if err := os.WriteFile(*out, bin, 0o644); err != nil {
			return err
		}
		return os.WriteFile(strings.TrimSuffix(*out, ".bin")+".txt", []byte(digests), 0o644)
	}
	return cmd
}

// udTrees reads the sentences to train on, and lists the digests of their
// documents, a line each with the treebank's name.
func udTrees(dir string) ([]tagger.Tree, string, error) {
	lists := filepath.Join(dir, "ewt", "not-to-release", "file-lists", "files.train")
	f, err := os.Open(lists)
	if err != nil {
		return nil, "", dateline.Errorf(dateline.NotFound, "the list of EWT's training documents: %w", err)
	}
	defer f.Close()
	var paths []string
	for lines := bufio.NewScanner(f); lines.Scan(); {
		if l := strings.TrimSpace(lines.Text()); l != "" {
			paths = append(paths, filepath.Join(dir, "ewt", "not-to-release", "sources", l))
		}
	}
	gum, err := filepath.Glob(filepath.Join(dir, "gum", "*.conllu"))
	if err != nil || len(gum) == 0 {
		return nil, "", dateline.Errorf(dateline.NotFound, "%s: no *.conllu; GUM's documents are wanted there", filepath.Join(dir, "gum"))
	}
	var trees []tagger.Tree
	var digests strings.Builder
	for i, p := range append(paths, gum...) {
		name := "EWT"
		if i >= len(paths) {
			name = "GUM"
		}
		sentences, err := conlluSentences(p)
		if err != nil {
			return nil, "", err
		}
		for _, d := range tagger.Documents(sentences) {
			fmt.Fprintf(&digests, "%s %s\n", tagger.TreeDigest(d), name)
		}
		for _, s := range sentences {
			trees = append(trees, s.Tree)
		}
	}
	return trees, digests.String(), nil
}

func conlluFile(path string) ([]tagger.Tree, error) {
	sentences, err := conlluSentences(path)
	var out []tagger.Tree
	for _, s := range sentences {
		out = append(out, s.Tree)
	}
	return out, err
}

func conlluSentences(path string) ([]tagger.Sentence, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "a CoNLL-U file: %w", err)
	}
	defer f.Close()
	sentences, err := tagger.ReadCoNLLU(f)
	if err != nil {
		return nil, dateline.Errorf(dateline.KindOf(err), "%s: %w", path, err)
	}
	return sentences, nil
}
