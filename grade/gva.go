package grade

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"dateline"
)

// gva is news of shootings beside the incident rows of the Gun Violence Archive.
var gva = Collection{
	Name:  "gva",
	Path:  "DIR",
	About: "Local news of shootings against their incidents: grouping of reports; day, town, killed, injured",
	Long: `DIR holds SPLIT.docs.jsonl.gz (or .jsonl), a report a line with id, incident, published,
title and text, and SPLIT.incidents.jsonl, a row an incident with incident,
date, state, city_or_county, killed and injured. SPLIT is --split, of the files that are there:
dev (which is taken without it), val or sealed. All reports of the split are read and linked
at once; each incident is a document of the table.

  pairwise           pairs of reports in one story that are of one incident: precision, recall, F1
  bcubed             B-cubed: of each report, the share of its story that is of its incident
                     (precision), of its incident that is in its story (recall)
  baseline_pairwise, the same of a plain grouping of the same reports: one pass in the order of
  baseline_bcubed    publication, each to the group of the report with the greatest cosine of TF-IDF,
                     halved every few days, above a threshold; both were set once, on dev
  day                of the story that holds most of the incident's reports, the event told
                     by most reports among those that harm people: its day is the row's
  place              the row's town or county (of two names, either) is its place or holds it
  killed             its killed, over sides, are the row's number; none told is 0
  injured            likewise
  found              the story has such an event

A report of several stories counts in that in which it has the most accounts. Incidents
without a row count in the grouping alone. With --each every report is scored by itself against its incident's
row: the event that it tells first among those that harm people.

--predictions is a FILE of JSON lines, one a report: {"id": "...", "group": "...",
"day": "2014-01-28", "place": "Chicago", "killed": 1, "injured": 0}. A group's values may
stand on any line of it; with --each a line is of its report alone and "group" is not
read. What is not told is left out; where nothing is told no event counts as found.

Reports of the first hours differ from the row with reason, so that none can
have all. The rows come from the Gun Violence Archive and the reports from archived
pages, linked by the Gun Violence Database; no licence is stated, so measure locally and
publish totals only.`,
	Flags:    []string{"each", "split"},
	Predicts: true,
	Score:    scoreGVA,
}

type gvaReport struct {
	ID        string `json:"id"`
	Incident  string `json:"incident"`
	Published string `json:"published"`
	Title     string `json:"title"`
	Text      string `json:"text"`
}

type gvaRow struct {
	Incident string `json:"incident"`
	Date     string `json:"date"` // "January 28, 2014"
	State    string `json:"state"`
	Town     string `json:"city_or_county"`
	Killed   int    `json:"killed"`
	Injured  int    `json:"injured"`
	day      dateline.Date
}

func scoreGVA(dir string, in Input) (*Sheet, error) {
	split, err := splitOf(dir, in.Split)
	if err != nil {
		return nil, err
	}
	reports, rows, err := loadGVA(dir, split)
	if err != nil {
		return nil, err
	}
	if !in.Each {
		return gvaGroups(reports, rows, in)
	}
	s := &Sheet{Metrics: gvaValues()}
	var others map[string]gvaAnswer
	if in.Predictions != "" {
		if others, err = readGVAAnswers(in.Predictions, reports); err != nil {
			return nil, err
		}
	}
	rowless := 0
	docs := each(len(reports), func(i int) *Doc {
		row, ok := rows[reports[i].Incident]
		if !ok {
			return nil
		}
		if others != nil {
			return row.score(&Doc{Name: reports[i].ID}, others[reports[i].ID])
		}
		return row.score(&Doc{Name: reports[i].ID}, reports[i].answer(in.Read))
	})
	for _, d := range docs {
		if d == nil {
			rowless++
			continue
		}
		s.Docs = append(s.Docs, d)
	}
	if rowless > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("%d reports left out: %s.incidents.jsonl has no row of their incident", rowless, split))
	}
	return s, nil
}

// splitOf is the split that is asked for, dev when none is. A split that is not there
// is an error that lists those that are.
func splitOf(dir, split string) (string, error) {
	const form = "a directory of SPLIT.docs.jsonl.gz and SPLIT.incidents.jsonl"
	if _, err := os.ReadDir(dir); err != nil {
		return "", missing(dir, form, err)
	}
	split = cmp.Or(split, "dev")
	rows, _ := filepath.Glob(filepath.Join(escapeGlob(dir), "*.incidents.jsonl"))
	var there []string
	for _, r := range rows {
		there = append(there, stem(r, ".incidents.jsonl"))
	}
	switch {
	case len(there) == 0:
		return "", missing(filepath.Join(dir, split+".incidents.jsonl"), form, fs.ErrNotExist)
	case !slices.Contains(there, split):
		return "", dateline.Errorf(dateline.NotFound, "--split %s: %s is not there; %s has %s: choose one of these", split, filepath.Join(dir, split+".incidents.jsonl"), dir, strings.Join(there, ", "))
	}
	return split, nil
}

// Report is the report as the reader takes it.
func (g gvaReport) Report() *dateline.Report {
	rep := &dateline.Report{ID: "r1", Path: g.ID, Language: "en", Title: &g.Title, Text: g.Text}
	if g.Title != "" && !strings.Contains(g.Text[:min(len(g.Text), 2*len(g.Title))], g.Title) {
		rep.Text = g.Title + "\n\n" + g.Text
	}
	if m, err := dateline.ParseMoment(g.Published); err == nil {
		rep.Published = &m
	}
	return rep
}

// gvaValues are the metrics of what is said of a shooting.
func gvaValues() []Metric {
	return []Metric{Accuracy("day", "day"), Accuracy("place", "place"), Accuracy("killed", "killed"), Accuracy("injured", "injured"), Accuracy("found", "found")}
}

// score counts what an answer says of the row's incident.
func (row gvaRow) score(d *Doc, a gvaAnswer) *Doc {
	judge := func(measure string, right bool, wanted, came string) {
		hit := 0.0
		if right {
			hit = 1
		} else {
			d.Miss(measure, wanted, came)
		}
		d.Add(measure, hit, 1, 1)
	}
	judge("found", a.found, "an event", "")
	judge("day", a.Day == row.day.String(), row.day.String(), a.said)
	judge("place", slices.ContainsFunc(a.places, func(name string) bool { return sameTown(row.Town, name) }), row.Town, strings.Join(a.places, "; "))
	judge("killed", a.Killed == row.Killed, fmt.Sprint(row.Killed), fmt.Sprint(a.Killed))
	judge("injured", a.Injured == row.Injured, fmt.Sprint(row.Injured), fmt.Sprint(a.Injured))
	return d
}

// sameTown compares names of towns and counties. A row may give a second name in
// brackets, "Chicago (Englewood)": either is right.
func sameTown(row, name string) bool {
	trim := func(s string) string {
		s = strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(s, ")")), " County")
		return fold(strings.ReplaceAll(strings.ReplaceAll(s, "Saint ", "St "), "St. ", "St "))
	}
	for _, want := range strings.Split(row, "(") {
		if w := trim(want); w != "" && w != "county" && w == trim(name) {
			return true
		}
	}
	return false
}

func loadGVA(dir, split string) ([]gvaReport, map[string]gvaRow, error) {
	rows := map[string]gvaRow{}
	name := filepath.Join(dir, split+".incidents.jsonl")
	err := jsonLines(name, "the incidents of a split, JSON lines as gva's help names them", func(r gvaRow) error {
		t, err := time.Parse("January 2, 2006", r.Date)
		if err != nil || r.Incident == "" {
			return dateline.Errorf(dateline.Invalid, "incident %q has date %q; expected \"January 28, 2014\"", r.Incident, r.Date)
		}
		r.day = dateline.DateOf(t)
		rows[r.Incident] = r
		return nil
	})
	if err != nil {
		return nil, nil, err
	}
	var reports []gvaReport
	seen := map[string]bool{}
	name = filepath.Join(dir, split+".docs.jsonl.gz")
	if _, err := os.Stat(name); err != nil {
		name = filepath.Join(dir, split+".docs.jsonl")
	}
	err = jsonLines(name, "the reports of a split, JSON lines as gva's help names them", func(r gvaReport) error {
		if r.ID == "" || r.Incident == "" || r.Text == "" {
			return dateline.Errorf(dateline.Invalid, "a report without id, incident or text")
		}
		if seen[r.ID] {
			return dateline.Errorf(dateline.Invalid, "id %q stands there twice; expected each report once", r.ID)
		}
		seen[r.ID] = true
		reports = append(reports, r)
		return nil
	})
	return reports, rows, err
}

// jsonLines reads a file of JSON lines, gzipped when its name ends in .gz. A
// fault names the file and the line, or with what was expected there that it is missing.
func jsonLines[T any](name, expected string, take func(T) error) error {
	f, err := os.Open(name)
	if err != nil {
		return missing(name, expected, err)
	}
	defer func() { _ = f.Close() }()
	var r io.Reader = f
	if strings.HasSuffix(name, ".gz") {
		z, err := gzip.NewReader(f)
		if err != nil {
			return dateline.Errorf(dateline.Invalid, "%s: expected a file packed by gzip, as its name says: %w", name, err)
		}
		r = z
	}
	lines := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := lines.ReadBytes('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return dateline.Errorf(dateline.Invalid, "%s:%d: the file is cut off or damaged (%w); fetch it anew", name, n, err)
		}
		if len(strings.TrimSpace(string(line))) > 0 {
			var v T
			if jerr := json.Unmarshal(line, &v); jerr != nil {
				if err != nil { // the last line, and no end of a line behind it
					return dateline.Errorf(dateline.Invalid, "%s:%d: expected one JSON object a line; the last is cut off (%w): fetch the file anew", name, n, jerr)
				}
				return dateline.Errorf(dateline.Invalid, "%s:%d: expected one JSON object a line: %w", name, n, jerr)
			}
			if terr := take(v); terr != nil {
				return dateline.Errorf(dateline.Invalid, "%s:%d: %w", name, n, terr)
			}
		}
		if err != nil {
			return nil
		}
	}
}
