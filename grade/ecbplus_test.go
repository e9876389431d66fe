package grade

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// ecbFile writes a document in the form of ECB+. A sentence is a line; a word with
// "@CLUSTER" behind it is a mention of an event, of a cluster across
// documents, or with "@" alone of none.
func ecbFile(name, lines string) string {
	var tokens, anchors, relations strings.Builder
	id, mention := 0, 0
	sources := map[string]string{}
	var order []string
	for n, line := range strings.Split(strings.TrimSpace(lines), "\n") {
		for k, w := range strings.Fields(line) {
			id++
			w, cluster, marked := strings.Cut(w, "@")
			fmt.Fprintf(&tokens, `<token t_id="%d" sentence="%d" number="%d">%s</token>`+"\n", id, n, k, w)
			if !marked {
				continue
			}
			mention++
			fmt.Fprintf(&anchors, `<ACTION_OCCURRENCE m_id="%d"><token_anchor t_id="%d"/></ACTION_OCCURRENCE>`+"\n", mention, id)
			if cluster != "" {
				if sources[cluster] == "" {
					order = append(order, cluster)
				}
				sources[cluster] += fmt.Sprintf(`<source m_id="%d"/>`, mention)
			}
		}
	}
	for i, c := range order {
		fmt.Fprintf(&anchors, `<ACTION_OCCURRENCE m_id="%d" RELATED_TO="" TAG_DESCRIPTOR="x" instance_id="%s"/>`+"\n", 90+i, c)
		fmt.Fprintf(&relations, `<CROSS_DOC_COREF r_id="%d" note="%s">%s<target m_id="%d"/></CROSS_DOC_COREF>`+"\n", i, c, sources[c], 90+i)
	}
	return fmt.Sprintf("<Document doc_name=\"%s.xml\" doc_id=\"D\">\n%s<Markables>\n%s</Markables>\n<Relations>\n%s</Relations>\n</Document>\n", name, &tokens, &anchors, &relations)
}

// Two happenings of one kind, a sentence each; the second document has a
// sentence besides that nobody vouches for.
func smallECB(t *testing.T, first, second string) string {
	return folder(t, map[string]string{
		ecbSentences:             "Topic,File,Sentence Number\n2,1ecb,0\n2,1ecbplus,0\n",
		"ECB+/2/2_1ecb.xml":      ecbFile("2_1ecb", first),
		"ECB+/2/2_1ecbplus.xml":  ecbFile("2_1ecbplus", second),
		"ECB+/36/36_1ecb.xml":    ecbFile("36_1ecb", "A bus burned@X ."),
		"ECB+/36/notes/read.txt": "",
	})
}

const (
	ecbFirst  = "A gunman killed@K two guards and fled@F1 ."
	ecbSecond = "After the murder@K the man fled@F2 .\nHe was caught@ ."
)

func TestMentionsOfTwoHappeningsAreScoredByHand(t *testing.T) {
	dir := smallECB(t, ecbFirst, ecbSecond)
	got := figures(t, ecbplus, dir, Input{})
	// Same lemma: "fled" with "fled", the others alone. MUC finds none of 1 link. B³: 3 of 4 both
	// ways. CEAF-e: 2/3 + 2/3 over 3 clusters on either side, .444.
	if want := 39.81; got["same_lemma_conll_f1"] != want {
		t.Errorf("same lemma: %v, want %v", got["same_lemma_conll_f1"], want)
	}
	for _, other := range []struct {
		first, second             string
		muc, bcubed, ceafe, conll float64
	}{
		{ecbFirst, ecbSecond, 100, 100, 100, 100},
		{ecbFirst, "After the murder@K the man fled@F2 .\nHe was caught@K .", 100, 100, 100, 100}, // that nobody vouches for does not count
		// the murder is missed, and the man is marked and put with the first flight: B³ (1 + ½ + 0 + 1)/4 came right,
		// (½ + 0 + 1 + 1)/4 was found; CEAF-e (2/3 + 2/3 + 1)/3
		{ecbFirst, "After the murder the man@F1 fled@F2 .\nHe was caught@ .", 0, 62.5, 77.78, 46.76},
	} {
		got := figures(t, ecbplus, dir, Input{Predictions: smallECB(t, other.first, other.second)})
		for name, want := range map[string]float64{"muc_f1": other.muc, "bcubed_f1": other.bcubed, "ceafe_f1": other.ceafe, "conll_f1": other.conll} {
			if got[name] != want {
				t.Errorf("%s of %q: %v, want %v", name, other.second, got[name], want)
			}
		}
	}
}

func TestASplitIsAPartOfTheTopics(t *testing.T) {
	dir := smallECB(t, ecbFirst, ecbSecond)
	for split, want := range map[string]string{"dev": "topic 2", "val": "topic 2", "sealed": "topic 36"} {
		if s, err := scoreECB(dir, Input{Split: split}); err != nil || len(s.Docs) != 1 || s.Docs[0].Name != want {
			t.Errorf("--split %s: %v, want %s", split, err, want)
		}
	}
	if _, err := scoreECB(dir, Input{Split: "half"}); err == nil || !strings.Contains(err.Error(), "--split half: want train, dev, val or sealed") {
		t.Errorf("--split half: %v", err)
	}
}

func TestATopicsOwnFigureIsSaid(t *testing.T) {
	dir := smallECB(t, ecbFirst, ecbSecond)
	s, err := scoreECB(dir, Input{Topics: "2,36", Predictions: dir})
	if err != nil {
		t.Fatal(err)
	}
	// no sentence of topic 36 is vouched for
	if want := "conll_f1 by itself of topic 2 100.0, topic 36 0.0."; !slices.Equal(s.Notes, []string{want}) {
		t.Errorf("%q, want %q", s.Notes, want)
	}
}

func TestTopicsAreChosen(t *testing.T) {
	there := []int{36, 2, 5, 9}
	for choice, want := range map[string]string{"": "2, 5", "val": "2, 5", "train": "9", "test": "36", "all": "2, 5, 9, 36", "9,2": "2, 9", "2,9,2": "2, 9", "36-36": "36"} {
		if got, err := ecbTopics(ecbChoice{choice, "--topics " + choice}, there); err != nil || joinInts(got) != want {
			t.Errorf("%q chooses %s (%v), want %s", choice, joinInts(got), err, want)
		}
	}
	if got, _ := ecbTopics(ecbChoice{}, []int{40, 36}); joinInts(got) != "36, 40" {
		t.Errorf("where none of val is there, %v are chosen; want all", got)
	}
	for choice, want := range map[string]string{
		"36-37": "topic 37 is not there; there are 2, 5, 9, 36",
		"dev":   "want train, val, test, all or topics as 1-4,7",
		"5-2":   "want train, val, test, all or topics as 1-4,7",
	} {
		if _, err := ecbTopics(ecbChoice{choice, "--topics " + choice}, there); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", choice, err, want)
		}
	}
}

func TestWhatIsWrongInECBIsNamed(t *testing.T) {
	whole := ecbFile("2_1ecb", ecbFirst)
	table := "Topic,File,Sentence Number\n2,1ecb,0\n"
	for name, c := range map[string]struct {
		files map[string]string
		kind  dateline.Kind
		says  string
	}{
		"no topic":      {map[string]string{ecbSentences: table}, dateline.NotFound, "holds no folder of a topic; expected ECB+"},
		"no sentences":  {map[string]string{"2/2_1ecb.xml": whole}, dateline.NotFound, ecbSentences + " is not there; expected ECB+"},
		"another table": {map[string]string{"2/2_1ecb.xml": whole, ecbSentences: "a,b\n1,2\n"}, dateline.Invalid, "want a table with the columns Topic, File, Sentence Number"},
		"cut off":       {map[string]string{"2/2_1ecb.xml": whole[:200], ecbSentences: table}, dateline.Invalid, "2_1ecb.xml: want a <Document>"},
		"no token":      {map[string]string{"2/2_1ecb.xml": strings.Replace(whole, `anchor t_id="3"`, `anchor t_id="33"`, 1), ecbSentences: table}, dateline.Invalid, "markable 1 stands at token 33, which is not there"},
		"empty":         {map[string]string{"2/x.txt": "", ecbSentences: table}, dateline.NotFound, "holds no *.xml; expected ECB+"},
	} {
		_, err := scoreECB(folder(t, c.files), Input{})
		if dateline.KindOf(err) != c.kind || !strings.Contains(fmt.Sprint(err), c.says) {
			t.Errorf("%s: %v; want %q", name, err, c.says)
		}
	}
	dir := smallECB(t, ecbFirst, ecbSecond)
	other := smallECB(t, "A gunman killed@K three guards and fled@F1 .", ecbSecond)
	if _, err := scoreECB(dir, Input{Predictions: other}); err == nil || !strings.Contains(err.Error(), filepath.Join("2", "2_1ecb.xml")+": its tokens are not those") {
		t.Errorf("other tokens: %v", err)
	}
}
