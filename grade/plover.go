package grade

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
)

// plover is coded sentences: who did what to whom.
var plover = Collection{
	Name:  "plover",
	Path:  "FILE|DIR",
	About: "Who did what to whom in 322 sentences coded by PLOVER",
	Long: `PATH is PLOVER_GSR_CAMEO.txt, a JSON list of coded sentences, or the directory that holds
it or gold_standard_records/. The examples are those of the CAMEO manual, coded by hand and,
its authors say, ideal: a smoke test. Many are of what the codebook does not hold (demands,
disapproval, diplomacy), and count.

Each sentence is read as a report. Over all sentences:

  found            there is an account
  type_accuracy    an account's type maps to the sentence's category (FIGHT is ASSAULT,
                   as in the codebook's mapping)
  actor_accuracy   the perpetrator or subject of an account shares a word with a source
  target_accuracy  of sentences with a target: another role shares a word with one
  ..._covered      the same over sentences of categories that the codebook maps to

--predictions is a FILE of the same form: the records with their id and text, and the event, source
and target that the system gives them; an event of "" is none.

https://github.com/openeventdata/PLOVER, CC BY-SA 4.0.`,
	Predicts: true,
	Score:    scorePlover,
}

type ploverActor struct {
	Text string `json:"actorText"`
}

// A ploverRecord is a coded sentence.
type ploverRecord struct {
	ID     string       `json:"id"`
	Event  string       `json:"event"`
	Text   string       `json:"text"`
	Source ploverActors `json:"source"`
	Target ploverActors `json:"target"`
}

// ploverActors is a list of actors; a bare word, mostly "", stands where none is coded.
type ploverActors []ploverActor

func (a *ploverActors) UnmarshalJSON(b []byte) error {
	var none string
	if json.Unmarshal(b, &none) == nil {
		*a = nil
		return nil
	}
	return json.Unmarshal(b, (*[]ploverActor)(a))
}

func scorePlover(path string, in Input) (*Sheet, error) {
	records, err := readPlover(path, true)
	if err != nil {
		return nil, err
	}
	var others map[string]ploverRecord
	if in.Predictions != "" {
		if others, err = ploverPredictions(in.Predictions, records); err != nil {
			return nil, err
		}
	}
	book := codebook.Default()
	covered := map[string]bool{}
	for _, t := range book.Types {
		for _, m := range t.Mappings {
			covered[m.PLOVER] = true
		}
	}
	s := &Sheet{}
	for _, m := range []string{"found", "type_accuracy", "actor_accuracy", "target_accuracy"} {
		s.Metrics = append(s.Metrics, Accuracy(m, m), Accuracy(m+"_covered", m+"_covered"))
	}
	s.Docs = each(len(records), func(i int) *Doc {
		r := records[i]
		d := &Doc{Name: r.ID}
		count := func(measure string, ok bool, wanted, came string) {
			right := 0.0
			if ok {
				right = 1
			} else {
				d.Miss(measure, wanted, came)
			}
			d.Add(measure, right, 1, 1)
			if covered[category(r.Event)] {
				d.Add(measure+"_covered", right, 1, 1)
			}
		}
		var came ploverAnswer
		if others != nil {
			came = others[r.key()].answer()
		} else {
			came = ploverAnswerOf(book, in.Read(&dateline.Report{ID: "r1", Language: "en", Text: r.Text}))
		}
		types, actors, targets := came.types, came.actors, came.targets
		count("found", came.found, r.Event+" in: "+r.Text, "")
		count("type_accuracy", slices.Contains(types, category(r.Event)), r.Event, strings.Join(types, ", "))
		count("actor_accuracy", namesShared(r.Source, actors), fmt.Sprint(r.Source), strings.Join(actors, ", "))
		if len(r.Target) > 0 {
			count("target_accuracy", namesShared(r.Target, targets), fmt.Sprint(r.Target), strings.Join(targets, ", "))
		}
		return d
	})
	return s, nil
}

// category is a category of PLOVER as the codebook writes it.
func category(c string) string {
	if c == "FIGHT" {
		return "ASSAULT" // a later version parted them
	}
	return c
}

// namesShared reports whether a name shares a word of three letters or more,
// or all its letters, with one of the actors.
func namesShared(actors ploverActors, names []string) bool {
	for _, a := range actors {
		for _, w := range strings.Fields(fold(a.Text)) {
			if len(w) < 3 || w == "the" || w == "and" {
				continue
			}
			for _, n := range names {
				if slices.Contains(strings.Fields(fold(n)), w) {
					return true
				}
			}
		}
	}
	return false
}

const ploverFile = "PLOVER_GSR_CAMEO.txt"

func readPlover(path string, gold bool) ([]ploverRecord, error) {
	file := path
	if isDir(path) {
		file = ""
		for _, name := range []string{ploverFile, filepath.Join("gold_standard_records", ploverFile)} {
			if _, err := os.Stat(filepath.Join(path, name)); err == nil {
				file = filepath.Join(path, name)
			}
		}
		if file == "" {
			return nil, dateline.Errorf(dateline.NotFound, "%s: neither %s nor gold_standard_records/%s in it", path, ploverFile, ploverFile)
		}
	}
	data, err := readExpected(file, ploverFile+", a JSON list of coded sentences, or the directory that holds it")
	if err != nil {
		return nil, err
	}
	var all []ploverRecord
	if err := json.Unmarshal(data, &all); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want a JSON list of coded sentences, as %s: %w", file, ploverFile, err)
	}
	var out []ploverRecord
	for i, r := range all {
		if r.Event == "DOCUMENT" {
			continue // tells of the file
		}
		if gold && (r.Event == "" || r.Text == "") {
			return nil, dateline.Errorf(dateline.Invalid, "%s: record %d (%s) has no event or no text", file, i+1, r.ID)
		}
		out = append(out, r)
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s holds no coded sentence", file)
	}
	return out, nil
}
