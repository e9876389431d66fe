package grade

import (
	"bytes"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/tagger"
	"dateline/text"
)

// MUC4 is the collection of the third and fourth Message Understanding
// Conferences, scored in the form of its role fillers.
func MUC4() Collection {
	return Collection{
		Name:     "muc4",
		Path:     "FILE|DIR",
		About:    "Role fillers of attacks in reports from Latin America, 1989-1991 (MUC-3 and MUC-4)",
		Predicts: true,
		Long: `PATH is a file of the GRIT form (a JSON object a line with docid, doctext and
extracts), a directory of such files (those named train* are left out), a directory of
texts and keys as MUC-4 was published (key-tst1.v7 beside tst1-muc3), or the directory that
holds grit/, tst1/, tst2/: both forms are scored then. Texts want their keys beside them; a
part of which neither is there is not scored, and a note says what was.

ceaf_ree is CEAF-REE as GRIT's scorer has it, the strict form: per role, predicted and key
entities are paired one to one, a pair counts when every mention of the predicted entity is
one of the key entity's, word for word but for case, punctuation and articles; counts are
summed over roles and documents. The key's victims are names only, so that a victim found
by description is counted against a reader.

muc_* score templates against the keys in the manner of MUC-4 (scoring-guidelines.v7, all
templates counted), slot by slot, without a person to judge: templates and fillers are mapped
so that most agree; alternatives and optional fillers are heeded; what is right in part counts half: a
country without the place, a day within the key's days, a part of a name, ATTACK for another
kind of incident. The organisation's confidence is muc_confidence.

--predictions is a file of templates in the form of the keys, or a file as GRIT writes it: one JSON object from docid (or GRIT's number for
it, 10004 for TST1-MUC3-0004) to {"pred_extracts": {role: [[words, ...], ...]}}.

Texts and keys: https://www-nlpir.nist.gov/related_projects/muc/muc_data/muc_data_index.html, texts translated by the US Government.
The GRIT form: https://github.com/xinyadu/grit_doc_event_entity.`,
		Published: []Figure{
			{"ceaf_ree_f1", "GRIT (BERT), TST3+TST4, EACL 2021", 54.5},
			{"ceaf_ree_f1", "IterX (BERT-base), TST3+TST4", 54.2},
			{"ceaf_ree_f1", "IterX (BART-large), TST3+TST4", 57.4},
			{"muc_location_recall", "best of MUC-4 (1992), scored with a person", 63},
			{"muc_location_precision", "best of MUC-4 (1992), scored with a person", 59},
			{"muc_date_recall", "best of MUC-4 (1992), scored with a person", 61},
			{"muc_date_precision", "best of MUC-4 (1992), scored with a person", 57},
			{"muc_confidence_recall", "best of MUC-4 (1992)", 24},
			{"muc_confidence_precision", "best of MUC-4 (1992)", 30},
		},
		Score: scoreMUC4,
	}
}

// scoreMUC4 scores what a path holds: the GRIT form, the keys, or both.
func scoreMUC4(path string, in Input) (*Sheet, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, missing(path, "a file of the GRIT form, or a directory of the forms that muc4's help names", err)
	}
	grit, raw := muc4Files(path), mucDirs(path)
	if len(grit) == 0 && len(raw) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: want a file of the GRIT form, a directory that holds one (dev.json, test.json) or grit/, or one with key-* files and their texts", path)
	}
	others, templates, err := loadMUC4Predictions(in.Predictions)
	if err != nil {
		return nil, err
	}
	switch {
	case others != nil:
		raw = nil
	case templates != nil:
		grit = nil
	}
	if len(grit) == 0 && len(raw) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s: of another form than %s: GRIT's output is scored against the GRIT form, templates against key-* files", in.Predictions, path)
	}
	sheet := &Sheet{}
	docs := map[string]*Doc{}
	doc := func(id string) *Doc {
		if docs[id] == nil {
			docs[id] = &Doc{Name: id}
			sheet.Docs = append(sheet.Docs, docs[id])
		}
		return docs[id]
	}
	var scored []string
	for _, f := range grit {
		n, err := scoreGRIT(f, in.Predictions, others, doc)
		if err != nil {
			return nil, err
		}
		scored = append(scored, fmt.Sprintf("ceaf_ree over %d documents of %s", n, filepath.Base(f)))
	}
	for _, dir := range raw {
		parts, err := scoreKeys(dir, templates, doc)
		if err != nil {
			return nil, err
		}
		for _, p := range slices.Sorted(maps.Keys(parts)) {
			scored = append(scored, fmt.Sprintf("muc_* over %d documents of %s", parts[p], p))
		}
	}
	sheet.Notes = append(sheet.Notes, "Scored: "+strings.Join(scored, ", ")+".")
	if len(grit) > 0 {
		sheet.Metrics = append(sheet.Metrics, ceafMetrics()...)
	}
	if len(raw) > 0 {
		sheet.Metrics = append(sheet.Metrics, mucMetrics()...)
	}
	return sheet, nil
}

// loadMUC4Predictions reads another system's output: GRIT's JSON, or templates in
// the form of the keys. Both are nil when there is none.
func loadMUC4Predictions(path string) (map[string]map[string][][]string, map[string][]MUC4Template, error) {
	if path == "" {
		return nil, nil, nil
	}
	data, err := readExpected(path, "a system's output: GRIT's JSON, or templates in the form of the keys")
	if err != nil {
		return nil, nil, err
	}
	if !mucLine.Match(bytes.TrimLeft(firstLine(data), " \t")) {
		grit, err := loadGRITPredictions(path)
		return grit, nil, err
	}
	templates, all, err := ReadMUC4Key(path)
	if err != nil {
		return nil, nil, err
	}
	out := map[string][]MUC4Template{}
	for _, id := range all {
		out[id] = nil
	}
	for _, t := range templates {
		out[t.Doc] = append(out[t.Doc], t)
	}
	return nil, out, nil
}

// firstLine is the first line that is no comment and not blank.
func firstLine(data []byte) []byte {
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) > 0 && line[0] != ';' {
			return line
		}
	}
	return nil
}

// scoreGRIT scores a file of the GRIT form and says how many documents it holds.
func scoreGRIT(path, predictions string, others map[string]map[string][][]string, doc func(string) *Doc) (int, error) {
	texts, err := ReadGRIT(path)
	if err != nil {
		return 0, err
	}
	for _, g := range texts {
		came, ok := predicted(others, g.ID)
		switch {
		case others == nil:
			if came, err = readRoles(g.Text); err != nil {
				return 0, err
			}
		case !ok:
			return 0, dateline.Errorf(dateline.Invalid, "%s: no entry for %s; want one for each document of %s", predictions, g.ID, path)
		}
		ScoreCEAF(doc(g.ID), g.Extracts, came)
	}
	return len(texts), nil
}

// scoreKeys scores a directory of texts and keys and says how many documents there are of each
// part of the collection: "TST1".
func scoreKeys(dir string, others map[string][]MUC4Template, doc func(string) *Doc) (map[string]int, error) {
	texts, err := loadMUC(dir)
	if err != nil {
		return nil, err
	}
	parts := map[string]int{}
	for _, t := range texts {
		part, _, _ := strings.Cut(t.id, "-")
		parts[part]++
		came, ok := others[t.id]
		switch {
		case others == nil:
			if came, err = answerMUC(t.id, t.text); err != nil {
				return nil, err
			}
		case !ok:
			return nil, dateline.Errorf(dateline.Invalid, "the predictions have no entry for %s; want one for each document of %s", t.id, dir)
		}
		scoreMUC(doc(t.id), t.key, came)
	}
	return parts, nil
}

func muc4Files(path string) []string {
	if files := gritFiles(path); len(files) > 0 {
		return files
	}
	if sub := filepath.Join(path, "grit"); isDir(sub) {
		return gritFiles(sub)
	}
	return nil
}

// readRoles are the role fillers that the program finds.
func readRoles(text string) (map[string][][]string, error) {
	fills, err := muc4Fills(text)
	if err != nil {
		return nil, err
	}
	out := map[string][][]string{}
	for _, f := range fills {
		if int(f.Role) < len(GRITRoles) {
			role := GRITRoles[f.Role]
			out[role] = append(out[role], []string{f.Span.In(text)})
		}
	}
	return out, nil
}

// muc4Fills are the role fillers that the program's learned filler finds.
func muc4Fills(words string) ([]tagger.Fill, error) {
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	filler, err := tagger.DefaultFiller()
	if err != nil {
		return nil, err
	}
	return filler.Fill(text.Parse(words, 0), parser), nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
