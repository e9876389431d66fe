package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/grade"
	"dateline/names"
	"dateline/perceptron"
	"dateline/reader"
	"dateline/tagger"
)

// re3dSources are the sources whose documents the shipped weights may be
// learned from, by their folders: public domain, and CC BY 3.0 AU.
var re3dSources = []string{"Australian Department of Foreign Affairs", "CENTCOM", "US State Department"}

// A namesCourse is what is learned from, and how far it has come.
type namesCourse struct {
	parser         *tagger.Parser
	hints          *reader.Reader
	gmb, own, conv []*names.Document
	re3d           []names.Marked
	sources        []string // of re3d's documents
	say            func(format string, args ...any)
}

func namesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "names",
		Short: "Train the finder of names",
		Long: `Trains the finder of names and writes names.bin, re3d.bin and re3d.txt: clusters of
words from unlabelled text; a stage for the names of the Groningen Meaning Bank; behind it
one for those of our own annotated reports; behind that one for the entities of re3d, first
from our own reports marked by re3d's habits, then from re3d on top. DIR holds

  gmb/ner_dataset.csv   sentences of Voice of America (public domain), silver labels
  muc4/dev/dev-*        texts of MUC-4 (US Government translations), for clusters
  ud/                   as for train ud, for clusters
  re3d/                 github.com/dstl/re3d: the folders of CENTCOM and the US State
                        Department (public domain), Australian DFAT (CC BY 3.0 AU)

Of re3d, texts' digests are written to re3d.txt: what was learned from is never scored.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "", "directory of the collections")
	corpusDir := cmd.Flags().String("corpus", "cmd/train/corpus", "directory of our own annotated reports")
	out := cmd.Flags().String("out", "tagger/weights", "directory to write to")
	cmd.RunE = func(*cobra.Command, []string) error {
		if *data == "" {
			return dateline.Errorf(dateline.Invalid, "--data is missing: the directory with gmb/, muc4/, ud/ and re3d/")
		}
		began := time.Now()
		c := namesCourse{say: func(format string, args ...any) {
			fmt.Fprintf(os.Stderr, "%4.0f s: "+format, append([]any{time.Since(began).Seconds()}, args...)...)
		}}
		if err := c.load(*data, *corpusDir); err != nil {
			return err
		}
		files, err := c.train(*data)
		if err != nil {
			return err
		}
		for _, name := range []string{"names.bin", "re3d.bin", "re3d.txt"} {
			if err := os.WriteFile(filepath.Join(*out, name), files[name], 0o644); err != nil {
				return dateline.Errorf(dateline.Unavailable, "write weights: %w", err)
			}
			c.say("%s: %d bytes\n", name, len(files[name]))
		}
		return nil
	}
	return cmd
}

func (c *namesCourse) load(data, corpusDir string) (err error) {
	if c.parser, err = tagger.Default(); err != nil {
		return err
	}
	c.hints = reader.New(reader.Options{})
	if c.gmb, err = voiceOfAmerica(filepath.Join(data, "gmb", "ner_dataset.csv"), c.parser, c.hints); err != nil {
		return err
	}
	if c.own, err = ownReports(corpusDir, c.parser, c.hints); err != nil {
		return err
	}
	if c.conv, err = ownAsRe3d(corpusDir, c.parser, c.hints); err != nil {
		return err
	}
	all, err := grade.ReadRe3d(filepath.Join(data, "re3d"))
	if err != nil {
		return err
	}
	for _, d := range all {
		if slices.Contains(re3dSources, d.Source) {
			m := names.Marked{Text: d.Text}
			for _, e := range d.Entities {
				m.Entities = append(m.Entities, names.Span{Span: e.Span, Kind: e.Type})
			}
			c.re3d, c.sources = append(c.re3d, m), append(c.sources, d.Source)
		}
	}
	if len(c.re3d) == 0 {
		return dateline.Errorf(dateline.NotFound, "%s: none of the sources %s", filepath.Join(data, "re3d"), strings.Join(re3dSources, ", "))
	}
	c.say("%d sentences, %d of our own reports, %d documents of re3d\n", len(c.gmb), len(c.own), len(c.re3d))
	return nil
}

func (c *namesCourse) clusters(data string) ([]byte, error) {
	texts, err := runningText(filepath.Join(data, "muc4", "dev", "dev-*"))
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Concat(c.gmb, c.own) {
		texts = append(texts, lowerWords(d)...)
	}
	trees, _, err := udTrees(filepath.Join(data, "ud"))
	if err != nil {
		return nil, err
	}
	for _, t := range trees {
		var words []string
		for _, n := range t {
			words = append(words, strings.ToLower(n.Word))
		}
		texts = append(texts, words)
	}
	return clusterTable(texts)
}

func (c *namesCourse) train(data string) (map[string][]byte, error) {
	bin, err := c.clusters(data)
	if err != nil {
		return nil, err
	}
	table, _, err := tagger.OpenWeights(bin)
	if err != nil {
		return nil, err
	}
	c.say("clusters: %d bytes\n", len(bin))
	base := tagger.NewNames(table)
	l := names.Lesson{Kinds: voiceKinds, Rounds: 6, Margin: 10, Pruning: perceptron.Pruning{Updates: 2, Least: 2}}
	first, raw, err := c.stage(l, func(int) *tagger.Names { return base }, c.inAllCases(c.gmb, 6))
	if err != nil {
		return nil, err
	}
	bin = append(bin, raw...)
	base = base.With(first)

	// A stage behind one that was learned from the same reports would trust it too
	// much: what marks our own reports as re3d would is learned behind halves.
	l.Kinds, l.Rounds = ownKinds, 8
	var halves [2]*tagger.Names
	for k := range halves {
		var part []*names.Document
		for i, d := range c.own {
			if i%2 != k {
				part = append(part, d)
			}
		}
		s, _, err := c.stage(l, func(int) *tagger.Names { return base }, part)
		if err != nil {
			return nil, err
		}
		halves[k] = base.With(s)
	}
	l.Voices = 3
	own, raw, err := c.stage(l, func(int) *tagger.Names { return base }, c.inAllCases(c.own, 3))
	if err != nil {
		return nil, err
	}
	bin = append(bin, raw...)
	base = base.With(own)

	l.Kinds, l.Voices = names.Re3dKinds, 2
	prior, second, err := c.stage(l, func(i int) *tagger.Names { return halves[i%2] }, c.conv)
	if err != nil {
		return nil, err
	}
	learned, err := names.TeachRe3d(base, prior, names.Re3dDocuments(c.re3d, c.parser, c.hints))
	if err != nil {
		return nil, err
	}
	var digests strings.Builder
	for i, d := range c.re3d {
		fmt.Fprintf(&digests, "%s %s\n", tagger.Digest(d.Text), c.sources[i])
	}
	return map[string][]byte{"names.bin": bin, "re3d.bin": append(second, learned...), "re3d.txt": []byte(digests.String())}, nil
}

// inAllCases are documents, and one in so many in capitals and without any in
// turn: text of one case is read too.
func (c *namesCourse) inAllCases(docs []*names.Document, oneIn int) []*names.Document {
	out := slices.Clone(docs)
	for i := 0; i < len(docs); i += oneIn {
		out = append(out, docs[i].Recase(i/oneIn%2 == 0, c.parser, c.hints))
	}
	return out
}

func (c *namesCourse) stage(l names.Lesson, before func(int) *tagger.Names, docs []*names.Document) (*tagger.NameStage, []byte, error) {
	raw, err := l.TeachBehind(before, docs)
	if err != nil {
		return nil, nil, err
	}
	s, _, err := tagger.OpenNameStage(raw)
	c.say("stage of %s: %d bytes\n", strings.Join(l.Kinds, " "), len(raw))
	return s, raw, err
}
