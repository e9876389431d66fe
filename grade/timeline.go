package grade

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/tagger"
)

// timelines are the events of an entity, dated, in order, from several documents.
var timelines = Collection{
	Name:  "timeline",
	Path:  "DIR",
	About: "Timelines of entities over several documents (SemEval-2015 task 4)",
	Long: `DIR is a corpus of the task, with list_target_entities_*.txt, TimeLines_Gold_Standard/,
corpus_trackA_TimeML/ (raw texts) and corpus_trackB_TimeML/ (texts with the mentions of the timelines' events), or a directory
with several such.

For each entity the events in which it takes part are dated and put in order, mentions of one event on one line.

  timeline_f1   track A: from the raw texts
  track_b_f1    track B: the mentions of all timelines' events are given, not whose they are, nor when, nor which are one
  *_precision, *_recall
  events_f1, track_b_events_f1   the events alone: whether an event is on the timeline at all

Scores follow the task's paper (Minard and others 2015) and TempEval-3's temporal awareness (UzZaman and others 2013). A timeline is
turned into relations: an event is SIMULTANEOUS with its date, and of two positions that follow each other the last event of
the one is BEFORE the first of the other. A relation is right when it follows from all of the other timeline's.
Counts are added up over timelines (micro F1). Events that cannot be placed (position 0) are left out on both
sides; one that gold cannot place and the system does counts against it. An event of the system is gold's that has
most mentions in common with it. The task's own program was not at hand to compare with; it may count otherwise in these points.

--predictions is a directory of timelines, an entity a file as in TimeLines_Gold_Standard/, for one corpus; for several, a
directory of such directories, with the corpora's names. They are scored as timeline_.

http://alt.qcri.org/semeval2015/task4/. Licence: CC BY 3.0.`,
	Predicts: true,
	Published: []Figure{
		{"timeline_f1", "best run, corpora 1-3", 7.85},
		{"track_b_f1", "GPLSIUA_1, corpora 1-3", 25.4},
	},
	Score: scoreTimelines,
}

func scoreTimelines(path string, in Input) (*Sheet, error) {
	dirs, err := lineCorpora(path)
	if err != nil {
		return nil, err
	}
	s := &Sheet{Metrics: timelineMetrics("timeline", "events")}
	if in.Predictions == "" {
		s.Metrics = append(s.Metrics, timelineMetrics("track_b", "track_b_events")...)
	}
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	for _, dir := range dirs {
		gold, err := readTimelines(filepath.Join(dir, lineGold))
		if err != nil {
			return nil, err
		}
		came := map[string]map[string]timeline{} // by measure and entity
		if in.Predictions != "" {
			theirs := in.Predictions
			if len(dirs) > 1 {
				theirs = filepath.Join(theirs, filepath.Base(dir))
			}
			list, err := readTimelines(theirs)
			if err != nil {
				return nil, err
			}
			if came["timeline"], err = byEntity(list, gold, theirs); err != nil {
				return nil, err
			}
		} else {
			var entities []string
			for _, t := range gold {
				entities = append(entities, t.entity)
			}
			for _, track := range [][2]string{{"timeline", lineRaw}, {"track_b", lineGiven}} {
				docs, err := readLineDocuments(filepath.Join(dir, track[1]))
				if err != nil {
					return nil, err
				}
				came[track[0]] = buildTimelines(docs, entities, track[0] == "track_b", parser)
			}
		}
		for _, g := range gold {
			d := &Doc{Name: filepath.Base(dir) + " " + g.entity}
			for _, measure := range []string{"timeline", "track_b"} {
				if t, ok := came[measure][g.entity]; ok || in.Predictions == "" {
					d.compareTimelines(measure, g, t)
				} else if measure == "timeline" {
					d.compareTimelines(measure, g, timeline{})
				}
			}
			s.Docs = append(s.Docs, d)
		}
	}
	return s, nil
}

// byEntity are another system's timelines. One of an entity that gold does not have is an error.
func byEntity(list, gold []timeline, dir string) (map[string]timeline, error) {
	out := map[string]timeline{}
	for _, t := range list {
		at := slices.IndexFunc(gold, func(g timeline) bool { return strings.EqualFold(g.entity, t.entity) })
		if at < 0 {
			return nil, dateline.Errorf(dateline.Invalid, "%s: a timeline of %q, which is no entity of the corpus", dir, t.entity)
		}
		out[gold[at].entity] = t
	}
	return out, nil
}

func timelineMetrics(measure, events string) []Metric {
	of := func(ds []*Doc) Agreement {
		p, r := sum(ds, measure+" precision"), sum(ds, measure+" recall")
		return Agreement{p.Right, p.Came, r.Right, r.Wanted}
	}
	return []Metric{
		{measure + "_f1", Percent, func(ds []*Doc) float64 { return 100 * of(ds).F1() }},
		{measure + "_precision", Percent, func(ds []*Doc) float64 { return 100 * of(ds).Precision() }},
		{measure + "_recall", Percent, func(ds []*Doc) float64 { return 100 * of(ds).Recall() }},
		{events + "_f1", Percent, func(ds []*Doc) float64 { return 100 * F1(sum(ds, measure+" events")) }},
	}
}

// A temporalGraph is a timeline as nodes, events and dates, by their positions.
type temporalGraph struct {
	at        map[string]int
	relations []temporalRelation // that none of the others implies
}

// A temporalRelation is of a to b: BEFORE, or else SIMULTANEOUS.
type temporalRelation struct {
	a, b   string
	before bool
}

// graphOf is the graph of lines whose events have these names.
func graphOf(lines []timelineLine, names []string) temporalGraph {
	order := make([]int, len(lines))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(lines[a].position, lines[b].position) })
	g := temporalGraph{at: map[string]int{}}
	last := ""
	for _, i := range order {
		l := lines[i]
		if l.position == 0 {
			continue
		}
		date := "date " + l.date
		g.at[names[i]] = l.position
		if _, ok := g.at[date]; !ok {
			g.at[date] = l.position
		}
		if last != "" && g.at[last] != l.position {
			g.relations = append(g.relations, temporalRelation{last, names[i], true})
		}
		g.relations = append(g.relations, temporalRelation{names[i], date, false})
		last = names[i]
	}
	return g
}

// says reports whether a relation follows from the graph.
func (g temporalGraph) says(r temporalRelation) bool {
	a, okA := g.at[r.a]
	b, okB := g.at[r.b]
	if !okA || !okB {
		return false
	}
	if r.before {
		return a < b
	}
	return a == b
}

// compareTimelines counts one timeline.
func (d *Doc) compareTimelines(measure string, gold, came timeline) {
	goldNames := make([]string, len(gold.lines))
	at := map[string]int{} // by mention: the gold line
	for i, l := range gold.lines {
		goldNames[i] = fmt.Sprint("event ", i)
		for _, m := range l.mentions {
			if _, ok := at[m]; !ok {
				at[m] = i
			}
		}
	}
	taken := make([]bool, len(gold.lines))
	names := make([]string, len(came.lines))
	for i, l := range came.lines {
		common := map[int]int{}
		best := -1
		for _, m := range l.mentions {
			if k, ok := at[m]; ok && !taken[k] {
				common[k]++
				if best < 0 || common[k] > common[best] || common[k] == common[best] && k < best {
					best = k
				}
			}
		}
		names[i] = fmt.Sprint("other ", i)
		if best >= 0 {
			taken[best] = true
			names[i] = goldNames[best]
		}
	}
	want, have := graphOf(gold.lines, goldNames), graphOf(came.lines, names)
	count := func(of, by temporalGraph) (right float64) {
		for _, r := range of.relations {
			if by.says(r) {
				right++
			}
		}
		return right
	}
	d.Add(measure+" precision", count(have, want), float64(len(have.relations)), 0)
	d.Add(measure+" recall", count(want, have), 0, float64(len(want.relations)))
	var right, events, wanted float64
	for i, l := range came.lines {
		if l.position == 0 {
			continue
		}
		events++
		if _, ok := want.at[names[i]]; ok {
			right++
			if !want.says(temporalRelation{names[i], "date " + l.date, false}) {
				k := slices.Index(goldNames, names[i])
				d.Miss(measure+" date", fmt.Sprintf("%s on %s", l.mentions[0], gold.lines[k].date), l.date)
			}
		} else {
			d.Miss(measure, "", fmt.Sprintf("%s on %s", strings.Join(l.mentions, " "), l.date))
		}
	}
	for i, l := range gold.lines {
		if l.position == 0 {
			continue
		}
		wanted++
		if _, ok := have.at[goldNames[i]]; !ok {
			d.Miss(measure, fmt.Sprintf("%s on %s", strings.Join(l.mentions, " "), l.date), "")
		}
	}
	d.Add(measure+" events", right, events, wanted)
}
