package grade

import (
	"strings"
	"testing"

	"dateline"
)

const (
	quietKey  = "0.  MESSAGE: ID                     TST1-MUC3-0001\n1.  MESSAGE: TEMPLATE               *\n"
	quietText = "TST1-MUC3-0001\n\n   THE TOWN WAS QUIET.\n"
)

func second(s string) string { return strings.ReplaceAll(s, "TST1", "TST2") }

func TestAPartWithoutItsKeysIsNoSmallerCollection(t *testing.T) {
	files := map[string]string{"tst1/key-tst1.v7": quietKey, "tst1/tst1-muc3": quietText, "tst2/key-tst2.v7": second(quietKey), "tst2/tst2-muc4": second(quietText)}
	s, err := MUC4().Score(folder(t, files), Input{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Scored: muc_* over 1 documents of TST1, muc_* over 1 documents of TST2."; len(s.Notes) != 1 || s.Notes[0] != want {
		t.Errorf("notes %q; want %q", s.Notes, want)
	}
	for _, part := range []string{"tst1", "tst2"} {
		left := map[string]string{}
		for name, data := range files {
			if !strings.HasPrefix(name, part+"/key-") {
				left[name] = data
			}
		}
		_, err := MUC4().Score(folder(t, left), Input{})
		if dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), part+"/key-"+part+".* is not there; expected the key of the 1 texts in ") {
			t.Errorf("without the keys of %s: %v", part, err)
		}
	}
	// a part of which nothing is there is left out, and the note has the other alone
	delete(files, "tst1/key-tst1.v7")
	delete(files, "tst1/tst1-muc3")
	s, err = MUC4().Score(folder(t, files), Input{})
	if err != nil || s.Notes[0] != "Scored: muc_* over 1 documents of TST2." {
		t.Errorf("of TST2 alone: %v", err)
	}
}

func TestAMissingFileIsSaidToBeWhatItsOwnSetExpects(t *testing.T) {
	stream1 := folder(t, map[string]string{"s.jsonl": `{"id": "r1", "text": "Quiet."}` + "\n"}) + "/s.jsonl"
	for name, c := range map[string]struct {
		set  Collection
		path string
		in   Input
		says string
	}{
		"copies": {copies, "", Input{Predictions: "nowhere.jsonl"}, "nowhere.jsonl is not there; expected a system's predictions, JSON lines as copies' help names them"},
		"gva":    {gva, gvaSplit(t), Input{Predictions: "nowhere.jsonl"}, "expected a system's predictions, JSON lines as gva's help names them"},
		"truth":  {stream, stream1, Input{}, "s.truth.jsonl is not there; expected the truth of "},
		"tempeval": {tempeval(), "testdata/tempeval", Input{Predictions: folder(t, map[string]string{"other.tml": "<TimeML/>"})},
			".tml is not there; expected another system's marks on testdata/tempeval/"},
	} {
		if _, err := c.set.Score(c.path, c.in); err == nil || !strings.Contains(err.Error(), c.says) || name != "gva" && strings.Contains(err.Error(), "gva") {
			t.Errorf("%s: %v; want it to say %q", name, err, c.says)
		}
	}
}

func TestASplitThatIsNotThereIsAnsweredWithThoseThatAre(t *testing.T) {
	dir := gvaSplit(t)
	for split, says := range map[string]string{"foo": dir + " has dev: choose one of these", "val": "--split val: " + dir + "/val.incidents.jsonl is not there"} {
		if _, err := gva.Score(dir, Input{Split: split}); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("--split %s: %v; want it to say %q", split, err, says)
		}
	}
	if _, err := gva.Score(t.TempDir(), Input{}); err == nil || !strings.Contains(err.Error(), "dev.incidents.jsonl is not there; expected a directory of ") {
		t.Errorf("an empty directory: %v", err)
	}
	ecb := smallECB(t, ecbFirst, "")
	for in, says := range map[*Input]string{
		{Split: "train"}:              "--split train: none of its topics (1, 3, ",
		{Topics: "train"}:             "--topics train: none of its topics (1, 3, ",
		{Split: "dev", Topics: "all"}: "--split dev and --topics all: both choose topics",
	} {
		if _, err := scoreECB(ecb, *in); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v; want it to say %q", err, says)
		}
	}
}

func TestADirectoryOfCollectionsNamesThoseBelow(t *testing.T) {
	dir := folder(t, map[string]string{"SOURCE.txt": "From elsewhere.\n", "lgl.xml": "<articles/>", "web/1.txt": "Quiet.\n", "web/1.ann": ""})
	_, err := geo.Score(dir, Input{})
	if err == nil || !strings.Contains(err.Error(), "give one of them: "+dir+"/lgl.xml, "+dir+"/web") {
		t.Errorf("%v; want the two below named", err)
	}
}

func TestPredictionsOfTimesMayStandInFoldersOrInNone(t *testing.T) {
	doc := func(marked bool) string {
		words := "on Tuesday"
		if marked {
			words = `on <TIMEX3 tid="t1" type="DATE" value="2024-03-05">Tuesday</TIMEX3>`
		}
		return `<TimeML><DCT><TIMEX3 tid="t0" type="DATE" value="2024-03-06">6 March 2024</TIMEX3></DCT><TEXT>It began ` + words + ".</TEXT></TimeML>"
	}
	gold := folder(t, map[string]string{"east/a.tml": doc(true), "west/b.tml": doc(true)})
	for name, files := range map[string]map[string]string{
		"the same folders": {"east/a.tml": doc(true), "west/b.tml": doc(true)},
		"no folders":       {"a.tml": doc(true), "b.tml": doc(true)},
		"other folders":    {"x/a.tml": doc(true), "x/y/b.tml": doc(true)},
		"the nearest":      {"east/a.tml": doc(true), "x/a.tml": doc(false), "b.tml": doc(true)},
	} {
		if got := figures(t, tempeval(), gold, Input{Predictions: folder(t, files)}); got["value_f1"] != 100 {
			t.Errorf("%s: value_f1 %v, want 100", name, got["value_f1"])
		}
	}
	_, err := tempeval().Score(gold, Input{Predictions: folder(t, map[string]string{"x/a.tml": doc(true), "y/a.tml": doc(true), "b.tml": doc(true)})})
	if err == nil || !strings.Contains(err.Error(), "none stands where that does") {
		t.Errorf("two of one name: %v", err)
	}
}

func TestLayersWithoutAPathAreTheProgramsOwn(t *testing.T) {
	own, err := loadLayers("")
	if err != nil {
		t.Fatal(err)
	}
	there, err := loadLayers("testdata/layers")
	if err != nil || len(own) != len(there) || len(own) < 60 {
		t.Fatalf("%d of its own, %d in the directory (%v)", len(own), len(there), err)
	}
	for i := range own {
		if own[i].Name != there[i].Name || own[i].Text != there[i].Text {
			t.Errorf("%s is not %s", own[i].Name, there[i].Name)
		}
	}
}
