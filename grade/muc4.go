package grade

import (
	"os"
	"path/filepath"
	"strings"

	"dateline"
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
extracts), a directory of such files (those named train* are left out), or the directory
that holds grit/.

ceaf_ree is CEAF-REE as GRIT's scorer has it, the strict form: per role, predicted and key
entities are paired one to one, a pair counts when every mention of the predicted entity is
one of the key entity's, word for word but for case, punctuation and articles; counts are
summed over roles and documents. The key's victims are names only, so that a victim found
by description is counted against a reader.

--predictions is a file as GRIT writes it: one JSON object from docid (or GRIT's number for
it, 10004 for TST1-MUC3-0004) to {"pred_extracts": {role: [[words, ...], ...]}}.

Texts and keys: https://www-nlpir.nist.gov/related_projects/muc/muc_data/muc_data_index.html, texts translated by the US Government.
The GRIT form: https://github.com/xinyadu/grit_doc_event_entity.`,
		Published: []Figure{
			{"ceaf_ree_f1", "GRIT (BERT), TST3+TST4, EACL 2021", 54.5},
			{"ceaf_ree_f1", "IterX (BERT-base), TST3+TST4", 54.2},
			{"ceaf_ree_f1", "IterX (BART-large), TST3+TST4", 57.4},
		},
		Score: scoreMUC4,
	}
}

func scoreMUC4(path string, in Input) (*Sheet, error) {
	sheet := &Sheet{Metrics: ceafMetrics()}
	var docs []GRITDoc
	files := muc4Files(path)
	for _, f := range files {
		more, err := ReadGRIT(f)
		if err != nil {
			return nil, err
		}
		docs = append(docs, more...)
	}
	if len(docs) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: want a file of the GRIT form, or a directory that holds one (dev.json, test.json) or grit/", path)
	}
	var others map[string]map[string][][]string
	if in.Predictions != "" {
		var err error
		if others, err = loadGRITPredictions(in.Predictions); err != nil {
			return nil, err
		}
	}
	for _, g := range docs {
		came, ok := predicted(others, g.ID)
		switch {
		case others == nil:
			came = readRoles(in, g)
		case !ok:
			return nil, dateline.Errorf(dateline.Invalid, "%s: no entry for %s; want one for each document of %s", in.Predictions, g.ID, strings.Join(files, ", "))
		}
		d := &Doc{Name: g.ID}
		ScoreCEAF(d, g.Extracts, came)
		sheet.Docs = append(sheet.Docs, d)
	}
	return sheet, nil
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

// readRoles are the role fillers of the reader's accounts.
func readRoles(in Input, g GRITDoc) map[string][][]string {
	out := map[string][][]string{}
	reading := in.Read(&dateline.Report{Text: g.Text})
	seen := map[string]bool{}
	for _, a := range reading.Accounts {
		for _, r := range a.Roles {
			role := map[string]string{"perpetrator": "PerpInd", "branch": "PerpOrg", "victim": "Victim", "target": "Target", "weapon": "Weapon"}[string(r.Role)]
			if role == "PerpInd" && r.Actor != nil {
				role = "PerpOrg"
			}
			if key := role + " " + normalMention(r.Words); role != "" && !seen[key] {
				seen[key] = true
				out[role] = append(out[role], []string{r.Words})
			}
		}
	}
	return out
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
