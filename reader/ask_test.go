package reader_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

func asked(t *testing.T, text, word string, typ dateline.EventCode) reader.Answer {
	t.Helper()
	i := strings.Index(text, word)
	if i < 0 {
		t.Fatalf("%q is not in %q", word, text)
	}
	q := reader.Question{Span: dateline.Span{Start: i, End: i + len(word)}, Type: typ}
	return rd.Ask(&dateline.Report{ID: "r1", Language: "en", Text: text}, []reader.Question{q})[0]
}

func TestAWordIsAskedWhoDidWhatToWhom(t *testing.T) {
	text := "Gunmen of the Marsh Column pummelled two guards with a hammer in Lagos on Friday."
	a := asked(t, text, "pummelled", "attack.beating")
	got := map[string]string{}
	for _, x := range a.Arguments {
		got[x.Role] = x.Head.In(text)
	}
	if got["perpetrator"] != "Gunmen" || got["place"] != "Lagos" || got["victim"]+got["target"] != "guards" {
		t.Errorf("arguments %v", got)
	}
	if a.Degree != 300 {
		t.Errorf("degree %d, want 300", a.Degree)
	}
}

func TestWordsThatAreNoVerbOrNounAreAnsweredToo(t *testing.T) {
	text := "He was glad. ! 7"
	for _, w := range []string{"glad", "!", "7", "He", "."} {
		asked(t, text, w, "")
	}
	if a := rd.Ask(&dateline.Report{ID: "r1", Text: text}, []reader.Question{{Span: dateline.Span{Start: 90, End: 95}}}); len(a) != 1 || a[0].Degree != 0 {
		t.Errorf("outside the text: %v", a)
	}
}

func TestTriggersAreTheWordsOfEvents(t *testing.T) {
	text := "Gunmen killed two guards in Lagos on Friday. The attack began at dawn."
	var words []string
	for _, x := range rd.Triggers(&dateline.Report{ID: "r1", Language: "en", Text: text}) {
		words = append(words, x.In(text))
	}
	if got := strings.Join(words, ", "); got != "killed, attack" {
		t.Errorf("%s, want killed, attack", got)
	}
}
