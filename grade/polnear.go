package grade

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/tagger"
)

func polnear() Collection {
	return Collection{
		Name:  "polnear",
		Path:  "DIR",
		About: "Attributions in political news: source, cue and content",
		Long: `DIR is PolNeAR, or one of its parts: text/NAME.txt and attributions/NAME_ANNOTATOR.ann,
brat standoff, where an event "Attribution" has one Source, one Cue and one Content
or more, and an "Attribution-no-source" the last two. Of the whole corpus its dev part
is scored. A document that several annotated is scored against each, and each counts
for its share of one document.

A span is a run of tokens (letters and digits, or one mark) that one attribution has
for source, cue or content within a paragraph; the two parts of "A, he said, B" are two
spans, and a source that two attributions share is one. It is right when the very same
tokens were wanted: source_, cue_, content_. This is the exact match of sequence
labelling, as in CofeNet (Wang et al. 2022), whose figures stand beside. Also:

  relaxed_  spans that share a token with one wanted, each paired once
  whole_    the content of an attribution with all its parts

PolNeAR's conventions (Newell, Margolin and Ruths, LREC 2018; its annotator guidelines)
differ from Dateline's own, and what comes is put into them: no attribution inside the
content of another; "that", "to" and a sentence's own quotation marks belong to the
content, a full stop outside quotation marks to none; the cue has its auxiliaries, "not",
adverbs, and the preposition that leads to the content; beliefs, intentions, decisions
and attitudes count as words do.

--predictions is a directory of .ann files in the same form, one a document, named
NAME.ann or NAME_ANYTHING.ann; of several the first by name is taken.

PolNeAR is at https://github.com/networkdynamics/PolNeAR; the texts are their outlets'.
Its authors ask that its test part be scored once.`,
		Predicts: true,
		Published: []Figure{
			{"source_f1", "rules (test)", 10.7},
			{"source_f1", "CoreNLP (test)", 13.9},
			{"source_f1", "CRF (test)", 50.6},
			{"source_f1", "BERT (test)", 83.2},
			{"cue_f1", "rules (test)", 22.8},
			{"cue_f1", "CRF (test)", 53.4},
			{"cue_f1", "BERT (test)", 75.3},
			{"content_f1", "rules (test)", 5.6},
			{"content_f1", "CoreNLP (test)", 17.5},
			{"content_f1", "CRF (test)", 28.6},
			{"content_f1", "BERT (test)", 72.9},
		},
		Score: scorePolnear,
	}
}

// polnearParts are the parts of an attribution, as PolNeAR names them.
var polnearParts = []string{"source", "cue", "content"}

func scorePolnear(path string, in Input) (*Sheet, error) {
	articles, err := polnearArticles(path)
	if err != nil {
		return nil, err
	}
	sheet := &Sheet{}
	for _, prefix := range []string{"", "relaxed_"} {
		for _, part := range polnearParts {
			sheet.Metrics = append(sheet.Metrics, PRF(prefix+part, prefix+part)...)
		}
	}
	sheet.Metrics = append(sheet.Metrics, PRF("whole_content", "whole_content")...)
	finder, err := tagger.DefaultAttributor()
	if err != nil {
		return nil, err
	}
	for _, a := range articles {
		var came []relation
		if in.Predictions != "" {
			came, err = a.predicted(in.Predictions)
		} else {
			came = polnearOwn(finder, a.text)
		}
		if err != nil {
			return nil, err
		}
		sheet.Docs = append(sheet.Docs, a.compare(came))
	}
	return sheet, nil
}

// A relation is an attribution as PolNeAR has it.
type relation struct {
	parts map[string][]dateline.Span // by part
}

// A polArticle is a text with one or more annotations of it.
type polArticle struct {
	name  string
	text  string
	golds [][]relation
}

// polnearArticles reads a part of the corpus, in order of names.
func polnearArticles(path string) ([]polArticle, error) {
	if _, err := os.Stat(filepath.Join(path, "text")); err != nil {
		dev := filepath.Join(path, "dev")
		if _, inner := os.Stat(filepath.Join(dev, "text")); inner != nil {
			return nil, missing(filepath.Join(path, "text"), "text/ and attributions/ of PolNeAR in "+path+", or dev/ with both", err)
		}
		path = dev
	}
	texts, err := filepath.Glob(filepath.Join(escapeGlob(path), "text", "*.txt"))
	if err != nil || len(texts) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no *.txt; the articles are wanted there", filepath.Join(path, "text"))
	}
	slices.Sort(texts)
	var out []polArticle
	used := map[string]bool{}
	for _, file := range texts {
		raw, err := readExpected(file, "an article")
		if err != nil {
			return nil, err
		}
		a := polArticle{name: strings.TrimSuffix(filepath.Base(file), ".txt"), text: string(raw)}
		anns, err := annotationsOf(filepath.Join(path, "attributions"), a.name)
		if err != nil {
			return nil, err
		}
		for _, ann := range anns {
			used[ann] = true
			gold, err := readRelations(ann, a.text)
			if err != nil {
				return nil, err
			}
			a.golds = append(a.golds, gold)
		}
		out = append(out, a)
	}
	all, _ := filepath.Glob(filepath.Join(escapeGlob(path), "attributions", "*.ann"))
	for _, ann := range all {
		if !used[ann] {
			return nil, without(ann, "an article of its name in "+filepath.Join(path, "text"), "NAME.ann and NAME_ANNOTATOR.ann annotate NAME.txt")
		}
	}
	return out, nil
}

// annotationsOf are the .ann files of an article, one at least.
func annotationsOf(dir, name string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, missing(dir, "a directory with the attributions of "+name+" and the other articles (*.ann)", err)
	}
	var out []string
	for _, e := range entries {
		rest, ok := strings.CutPrefix(e.Name(), name)
		// Names of annotators have no underline, so that no name of an article
		// begins another's.
		if ok && (rest == ".ann" || strings.HasPrefix(rest, "_") && strings.HasSuffix(rest, ".ann") && strings.Count(rest, "_") == 1) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no %s_*.ann; every article is annotated, with or without attributions", dir, name)
	}
	return out, nil
}

// readRelations reads the attributions of an .ann file.
func readRelations(file, text string) ([]relation, error) {
	raw, err := readExpected(file, "attributions in brat's form")
	if err != nil {
		return nil, err
	}
	s, err := parseStandoff(string(raw), text)
	if err != nil {
		return nil, dateline.Errorf(dateline.KindOf(err), "%s: %w", file, err)
	}
	var out []relation
	for _, e := range s.events {
		if e.kind != "Attribution" && e.kind != "Attribution-no-source" {
			continue // notes of annotators: Discuss, Discard
		}
		r := relation{map[string][]dateline.Span{}}
		for _, arg := range e.args {
			part := strings.ToLower(arg.role)
			if slices.Contains(polnearParts, part) {
				r.parts[part] = append(r.parts[part], s.spans[arg.id].pieces...)
			}
		}
		out = append(out, r)
	}
	return out, nil
}

// predicted are another system's attributions of the article.
func (a polArticle) predicted(dir string) ([]relation, error) {
	files, err := annotationsOf(dir, a.name)
	if err != nil {
		return nil, err
	}
	return readRelations(files[0], a.text)
}
