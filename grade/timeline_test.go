package grade

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/tagger"
)

// lineTML is a document of the task's form. A sentence is a line; words within [ ] are an event.
func lineTML(id, made, lines string, events bool) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<?xml version='1.0' encoding='utf-8'?>\n<TimeML><DOCID>%s</DOCID>\n<DCT><TIMEX3 functionInDocument=\"CREATION_TIME\" tid=\"t0\" type=\"DATE\" value=\"%s\">%s</TIMEX3></DCT>\n<TEXT>", id, made, made)
	for n, l := range strings.Split(strings.TrimSpace(lines), "\n") {
		open, end := "", ""
		if events {
			open, end = `<EVENT eid="e1">`, "</EVENT>"
		}
		fmt.Fprintf(&b, `<s id="%d">%s</s>`, n, strings.NewReplacer("[", open, "]", end).Replace(l))
	}
	return b.String() + "</TEXT></TimeML>"
}

// A mill that two documents tell of.
func smallLines(t *testing.T) string {
	const first = "Tolva Mills [opens] second mill\nMay 5 , 2011\nTolva Mills [opened] its second mill on May 3 , 2011 .\nThe mill will [bring] work to the town ."
	const second = "Tolva Mills [fined] over second mill\nTolva Mills was [fined] on Tuesday for the mill that it [opened] in May 2011 ."
	files := map[string]string{
		"corpus_9/list_target_entities_corpus_9.txt": "Tolva Mills\n",
		"corpus_9/TimeLines_Gold_Standard/tolva_mills.txt": "Tolva Mills\n0\tXXXX-XX-XX\t101-3-bring\n" +
			"1\t2011-05-03\t101-0-opens\t101-2-opened\n2\t2011-09-06\t102-0-fined\t102-1-fined\n",
	}
	for folder, events := range map[string]bool{lineRaw: false, lineGiven: true} {
		files["corpus_9/"+folder+"/101_a.tml"] = lineTML("101", "2011-05-05", first, events)
		files["corpus_9/"+folder+"/102_b.tml"] = lineTML("102", "08-09-2011", second, events)
	}
	return folder(t, files)
}

func TestTimelinesAreMadeOfMentionsGiven(t *testing.T) {
	dir := smallLines(t)
	got := figures(t, timelines, dir, Input{})
	// The opening that the second document tells with no day stays an event of its own, in May 2011, before the 3rd:
	// 5 relations came, of them right the opening and its day, the fine and its, the opening before
	// the fine; 3 were wanted.
	if got["track_b_recall"] != 100 || got["track_b_precision"] != 60 || got["track_b_events_f1"] != 80 {
		t.Errorf("track B: %v", got)
	}
	if got["timeline_f1"] <= 0 {
		t.Errorf("from the raw texts nothing comes: %v", got)
	}
}

func TestTimelinesAreScoredByHand(t *testing.T) {
	gold, err := parseTimeline("Tolva\n0\tXXXX-XX-XX\t1-1-planned\n1\t2011-XX-XX\t1-2-built\t1-3-built\n1\t2011-XX-XX\t1-2-opened\n2\t2012-03-01\t1-4-sold\trun-together2\n")
	if err != nil {
		t.Fatal(err)
	}
	if m := gold.lines[3].mentions; len(m) != 1 {
		t.Errorf("a field that is no mention is kept: %v", m)
	}
	// Gold's relations: built = 2011, opened = 2011, opened < sold, sold = 2012-03-01.
	for name, c := range map[string]struct {
		lines             string
		precision, recall float64
	}{
		"itself":                         {"1\t2011-XX-XX\t1-3-built\n1\t2011-XX-XX\t1-2-opened\n2\t2012-03-01\t1-4-sold\n", 100, 100},
		"what gold cannot place":         {"1\t2010-XX-XX\t1-1-planned\n", 0, 0},
		"placed nowhere":                 {"0\tXXXX-XX-XX\t1-1-planned\n", 0, 0},
		"one, at a wrong date":           {"1\t2013-XX-XX\t1-4-sold\n", 0, 0},
		"two, of which one is missing":   {"1\t2011-XX-XX\t1-2-opened\n2\t2012-03-01\t1-4-sold\n", 100, 75},   // built = 2011 is not there
		"two in the wrong order":         {"1\t2012-03-01\t1-4-sold\n2\t2011-XX-XX\t1-2-opened\n", 66.67, 50}, // sold < opened is wrong
		"one event as two":               {"1\t2011-XX-XX\t1-2-built\n1\t2011-XX-XX\t1-3-built\n", 50, 25},    // the second is none of gold's
		"wrong dates in the right order": {"1\t2001-XX-XX\t1-2-opened\n2\t2002-XX-XX\t1-4-sold\n", 33.33, 25},
	} {
		came, err := parseTimeline("Tolva\n" + c.lines)
		if err != nil {
			t.Fatal(err)
		}
		d := &Doc{}
		d.compareTimelines("timeline", gold, came)
		ms := timelineMetrics("timeline", "events")
		if p, r := round(ms[1].Of([]*Doc{d}), Percent), round(ms[2].Of([]*Doc{d}), Percent); p != c.precision || r != c.recall {
			t.Errorf("%s: precision %v, recall %v; want %v and %v", name, p, r, c.precision, c.recall)
		}
	}
}

func TestASentenceWithoutWordsIsNoTrouble(t *testing.T) {
	d, err := parseLineDocument([]byte(lineTML("7", "2011-05-05", "Tolva [opened] .\n \nIt [closed] .", true)))
	if err != nil || len(d.sentences) != 3 || len(d.sentences[1].words) != 0 {
		t.Fatalf("%+v (%v)", d, err)
	}
	p, err := tagger.Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, given := range []bool{true, false} {
		got := buildTimelines([]lineDocument{d}, []string{"Tolva"}, given, p)["Tolva"].lines
		if len(got) != 2 || got[0].date != "2011-05-05" || got[0].mentions[0] != "7-0-opened" {
			t.Errorf("given %v: %+v", given, got)
		}
	}
}

func TestTimelinesOfAnotherSystemAreScored(t *testing.T) {
	dir := smallLines(t)
	got := figures(t, timelines, dir, Input{Predictions: filepath.Join(dir, "corpus_9", lineGold)})
	if got["timeline_f1"] != 100 || got["events_f1"] != 100 {
		t.Errorf("gold against itself: %v", got)
	}
	if _, ok := got["track_b_f1"]; ok {
		t.Error("another system's timelines have a figure of track B")
	}
	other := folder(t, map[string]string{"x.txt": "Nobody\n1\t2011-05-03\t101-0-opens\n"})
	if _, err := scoreTimelines(dir, Input{Predictions: other}); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), `a timeline of "Nobody", which is no entity of the corpus`) {
		t.Errorf("another entity: %v", err)
	}
}

func TestWhatIsWrongInTimelinesIsNamed(t *testing.T) {
	const gold = "c/TimeLines_Gold_Standard/x.txt"
	for name, c := range map[string]struct {
		files map[string]string
		says  string
	}{
		"no corpus":     {map[string]string{"x.txt": ""}, "no folder TimeLines_Gold_Standard in it or below; expected a corpus"},
		"no timeline":   {map[string]string{"c/TimeLines_Gold_Standard/x.md": ""}, "holds no *.txt; expected timelines"},
		"no name":       {map[string]string{gold: "\n1\t2011-05-03\t1-0-a\n"}, "x.txt: want an entity's name in line 1"},
		"another form":  {map[string]string{gold: "X\nsoon\t2011-05-03\t1-0-a\n"}, `x.txt: line 2: "soon\t2011-05-03\t1-0-a"; want a position`},
		"no texts":      {map[string]string{gold: "X\n1\t2011-05-03\t1-0-a\n"}, "holds no *.tml; expected a corpus"},
		"a cut-off one": {map[string]string{gold: "X\n", "c/" + lineRaw + "/1.tml": "<TimeML><DOCID>1</DOCID>", "c/" + lineGiven + "/1.tml": "<TimeML><DOCID>1</DOCID>"}, "1.tml: XML syntax error"},
		"no sentences":  {map[string]string{gold: "X\n", "c/" + lineRaw + "/1.tml": "<TimeML/>", "c/" + lineGiven + "/1.tml": "<TimeML/>"}, "1.tml: want TimeML with DOCID, DCT and sentences"},
	} {
		if _, err := scoreTimelines(folder(t, c.files), Input{}); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
}
