package grade

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"dateline"
	"dateline/link"
	"dateline/text"
)

// copies is pairs of reports of the project's own.
var copies = Collection{
	Name:  "copies",
	Path:  "[PATH]",
	Own:   true,
	About: "Pairs of reports in own words: copies, rewrites, one event told independently, different events",
	Long: `PATH is a pair, or a directory of pairs (*.txtar); without it, the program's own pairs are
taken, whose texts are made up. A pair is a text archive of a.txt and b.txt,
each with front matter where something is known of it, under a head of three lines:

  label: copy, rewrite, independent or different
  half: open or blind; the blind ones were written before anything was tuned, and only their totals are looked at
  why: what the pair is there for

What the labels mean:

  copy         one text: the printed words of either are mostly the other's, however it was cut,
               added to, turned round or brought up to date; quoted speech is not counted
  rewrite      one tells in other words what the other reported and has next to nothing of its own
               on the event: it leans on the other, whether it names it or not
  independent  the same event, each from its own reporting, even where both quote one spokesman, or
               where one names the other as the source of a part
  different    other events, even where one outlet uses its standing sentences in both, where the
               place and the kind are the same, or where one follows from the other or recalls it

The measures: copies_f1 (also f1) is F1 of the label copy against the other three, blind_f1 and
open_f1 the same of each half; rewrite_f1, independent_f1 and different_f1 are of those labels;
accuracy is over all four. baseline_f1 is copies_f1 of a rule that takes for copies what shares
55 % of the runs of five words of the shorter text.

--predictions is a FILE of JSON lines, one a pair: {"id": "open-market-cut", "label": "copy"}; the id
is the archive's name without .txtar.`,
	Predicts: true,
	Score:    scoreCopies,
}

//go:embed testdata/copies/*.txtar
var ownPairs embed.FS

// copyLabels are the labels, from the closest.
var copyLabels = []string{string(link.Copied), string(link.Rewritten), string(link.Independent), string(link.Different)}

// A copyPair is two reports and how they stand to each other.
type copyPair struct {
	id, label, half string
	reports         [2]dateline.Report
}

func scoreCopies(path string, in Input) (*Sheet, error) {
	pairs, err := loadPairs(path)
	if err != nil {
		return nil, err
	}
	var said map[string]string
	if in.Predictions != "" {
		if said, err = readLabels(in.Predictions, pairs); err != nil {
			return nil, err
		}
	}
	s := &Sheet{}
	for _, m := range [][2]string{{"copies_f1", "copy"}, {"f1", "copy"}, {"blind_f1", "copy blind"}, {"open_f1", "copy open"},
		{"rewrite_f1", "rewrite"}, {"independent_f1", "independent"}, {"different_f1", "different"}} {
		s.Metrics = append(s.Metrics, Metric{m[0], Share, func(ds []*Doc) float64 { return F1(sum(ds, m[1])) }})
	}
	s.Metrics = append(s.Metrics, Accuracy("accuracy", "right"), Accuracy("blind_accuracy", "right blind"),
		Metric{"baseline_f1", Share, func(ds []*Doc) float64 { return F1(sum(ds, "baseline")) }})
	s.Docs = each(len(pairs), func(i int) *Doc {
		p := &pairs[i]
		if said != nil {
			return p.score(said[p.id], "")
		}
		got := link.Compare(p.reports, [2]*dateline.Reading{in.Read(&p.reports[0]), in.Read(&p.reports[1])}, link.Options{})
		a, b := got.Pair.Sides[0], got.Pair.Sides[1]
		return p.score(string(got.Verdict), fmt.Sprintf(" (%d%% and %d%% of the words shared, %d%% and %d%% of what they mean)", a.Shared, b.Shared, a.Told, b.Told))
	})
	return s, nil
}

func (p *copyPair) score(label, why string) *Doc {
	d := &Doc{Name: p.id}
	count := func(measure string, came, wanted bool) {
		of := map[bool]float64{true: 1}
		d.Add(measure, of[came && wanted], of[came], of[wanted])
	}
	for _, l := range copyLabels {
		count(l, label == l, p.label == l)
	}
	isCopy := string(link.Copied)
	count("copy "+p.half, label == isCopy, p.label == isCopy)
	count("right", label == p.label, true)
	count("right "+p.half, label == p.label, true)
	count("baseline", p.shingled(), p.label == isCopy)
	if label != p.label {
		d.Miss("label", p.label, label+why)
	}
	return d
}

// shingled is the baseline.
func (p *copyPair) shingled() bool {
	var runs [2][]uint64
	for i, r := range p.reports {
		runs[i] = text.Shingles(text.Words(r.Text[r.Body:]), 5)
	}
	return text.Shared(runs[0], runs[1])*100 >= 55*min(len(runs[0]), len(runs[1]))
}

const pairForm = "a pair of reports (.txtar) or a directory of such"

func loadPairs(path string) ([]copyPair, error) {
	read := func(name string) ([]byte, error) { return readExpected(name, "a pair of reports") }
	names := []string{path}
	if path == "" {
		read = ownPairs.ReadFile
		names, _ = fs.Glob(ownPairs, "testdata/copies/*.txtar") // the pattern is right
	} else if info, err := os.Stat(path); err != nil {
		return nil, missing(path, pairForm, err)
	} else if info.IsDir() {
		if names, err = filesIn(path, ".txtar", "a directory of pairs"); err != nil {
			return nil, err
		}
	}
	var out []copyPair
	for _, name := range names {
		raw, err := read(name)
		if err != nil {
			return nil, err
		}
		p, err := parsePair(raw)
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %w", name, err)
		}
		p.id = strings.TrimSuffix(base(name), ".txtar")
		out = append(out, p)
	}
	return out, nil
}

func parsePair(raw []byte) (copyPair, error) {
	archive := txtar.Parse(raw)
	p := copyPair{half: "open"}
	for line := range strings.Lines(string(archive.Comment)) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		switch value = strings.TrimSpace(value); key {
		case "label":
			p.label = value
		case "half":
			p.half = value
		}
	}
	if !slices.Contains(copyLabels, p.label) {
		return p, dateline.Errorf(dateline.Invalid, "label %q is none of %s; say it above the first file", p.label, strings.Join(copyLabels, ", "))
	}
	if p.half != "open" && p.half != "blind" {
		return p, dateline.Errorf(dateline.Invalid, "half %q is neither open nor blind", p.half)
	}
	if len(archive.Files) != 2 {
		return p, dateline.Errorf(dateline.Invalid, "%d files; a pair has two, a.txt and b.txt", len(archive.Files))
	}
	for i, f := range archive.Files {
		r, err := reportOf(dateline.ReportID(fmt.Sprintf("r%d", i+1)), f.Name, f.Data)
		if err != nil {
			return p, fmt.Errorf("%s: %w", f.Name, err)
		}
		p.reports[i] = *r
	}
	return p, nil
}

// readLabels reads another system's labels by pair; each of the pairs wants one.
func readLabels(path string, pairs []copyPair) (map[string]string, error) {
	type line struct {
		ID    string `json:"id"`
		Label string `json:"label"`
	}
	out := map[string]string{}
	err := jsonLines(path, "a system's predictions, JSON lines as copies' help names them", func(l line) error {
		switch {
		case l.ID == "" || out[l.ID] != "":
			return dateline.Errorf(dateline.Invalid, "id %q is empty or stands there twice; expected the name of a pair, once", l.ID)
		case !slices.Contains(copyLabels, l.Label):
			return dateline.Errorf(dateline.Invalid, "%s has the label %q; expected one of %s", l.ID, l.Label, strings.Join(copyLabels, ", "))
		}
		out[l.ID] = l.Label
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, p := range pairs {
		if out[p.id] == "" {
			return nil, dateline.Errorf(dateline.Invalid, "%s: no line for pair %s; expected one for each pair", path, p.id)
		}
	}
	return out, nil
}

// reportOf is a report of a file's bytes, front matter heeded.
func reportOf(id dateline.ReportID, path string, data []byte) (*dateline.Report, error) {
	s, _, err := text.Decode(data)
	if err != nil {
		return nil, err
	}
	front, body, err := text.FrontMatter(s)
	if err != nil {
		return nil, err
	}
	hash := sha256.Sum256([]byte(s))
	r := &dateline.Report{ID: id, Path: path, Language: "en", SHA256: hex.EncodeToString(hash[:]), Text: s, Body: body, Published: front.Published}
	if front.Title != "" {
		r.Title = &front.Title
	}
	if front.Outlet != "" {
		r.Outlet = &front.Outlet
	}
	return r, nil
}
