package tagger

import (
	"slices"
	"strings"
	"testing"
)

func nameWords(s string) []NameWord {
	var out []NameWord
	for _, w := range strings.Fields(s) {
		word, tag, _ := strings.Cut(w, "/")
		out = append(out, NameWord{Text: word, Tag: tag})
	}
	return out
}

// A lookup is a model for tests that learns without averaging.
type lookup map[uint64]map[int]int32

func (t lookup) Score(features []uint64, into []int32) {
	for _, f := range features {
		for c, v := range t[f] {
			into[c] += v
		}
	}
}

func (t lookup) Update(features []uint64, class int, delta int32) {
	for _, f := range features {
		if t[f] == nil {
			t[f] = map[int]int32{}
		}
		t[f][class] += delta
	}
}

func (lookup) Tick() {}

func (t lookup) weights() []Weight {
	var out []Weight
	for f, row := range t {
		for c, v := range row {
			out = append(out, Weight{f, uint8(c), v})
		}
	}
	return out
}

var lesson = [][]NameWord{
	nameWords("Colonel/NN Issa/NNP Ba/NNP left/VBD Gao/NNP ./."),
	nameWords("Gunmen/NNS of/IN the/DT Red/NNP Star/NNP Front/NNP seized/VBD Gao/NNP ./."),
}

var lessonGold = [][]Name{
	{{1, 3, "per"}, {4, 5, "loc"}},
	{{0, 1, "grp"}, {3, 6, "grp"}, {7, 8, "loc"}},
}

func taught(t *testing.T) *Names {
	t.Helper()
	learner := lookup{}
	s, err := NewNameStudent([]string{"per", "grp", "loc"}, learner, 2)
	if err != nil {
		t.Fatal(err)
	}
	before := NewNames(nil)
	wrong := 0
	for range 20 {
		wrong = s.Learn(before, lesson, lessonGold)
	}
	if wrong != 0 {
		t.Fatalf("after twenty rounds %d words are labelled wrong", wrong)
	}
	raw, err := EncodeWeights(NameClasses([]string{"per", "grp", "loc"}), learner.weights())
	if err != nil {
		t.Fatal(err)
	}
	stage, rest, err := OpenNameStage(raw)
	if err != nil || len(rest) > 0 {
		t.Fatal(err, len(rest))
	}
	return before.With(stage)
}

func TestAStageFindsWhatItLearned(t *testing.T) {
	n := taught(t)
	for i, got := range n.Find(lesson) {
		if !slices.Equal(got, lessonGold[i]) {
			t.Errorf("sentence %d: %v, want %v", i+1, got, lessonGold[i])
		}
	}
	if got := n.Find(nil); len(got) != 0 {
		t.Errorf("an empty document has %v", got)
	}
	if got := n.Find([][]NameWord{{}}); len(got) != 1 || len(got[0]) != 0 {
		t.Errorf("an empty sentence has %v", got)
	}
}

func TestLabelsSayNamesAndBack(t *testing.T) {
	l, err := labelsOf(NameClasses([]string{"per", "grp", "loc"}))
	if err != nil {
		t.Fatal(err)
	}
	for i, names := range lessonGold {
		into := make([]uint8, len(lesson[i]))
		l.write(names, into)
		if got := l.names(into); !slices.Equal(got, names) {
			t.Errorf("%v comes back as %v", names, got)
		}
	}
}

func TestNamesFoundAreWhole(t *testing.T) {
	// Whatever the scores, B and I are followed by I or L of the same kind.
	l, _ := labelsOf(NameClasses([]string{"a", "b"}))
	s := &NameStage{model: lookup{}, labels: l}
	s.readMoves()
	var lat lattice
	seed := uint64(1)
	for range 200 {
		lat.scores = nil
		for range 6 {
			row := make([]int32, l.n())
			for c := range row {
				seed = mix(seed, 7)
				row[c] = int32(seed % 100)
			}
			lat.scores = append(lat.scores, row)
		}
		got := s.search(&lat, 6, nil)
		again := make([]uint8, 6)
		if l.write(l.names(got), again); !slices.Equal(got, again) {
			t.Fatalf("labels %v are not whole", got)
		}
	}
}

func TestLabelsOfAnotherFormAreRefused(t *testing.T) {
	for _, classes := range [][]string{nil, {"O", "B-per"}, {"B-per", "I-per", "L-per", "U-per", "O"}, {"O", "B-per", "I-per", "L-loc", "U-per"}, {"O", "B-", "I-", "L-", "U-"}} {
		if _, err := labelsOf(classes); err == nil {
			t.Errorf("%q is taken", classes)
		}
	}
}

func TestTheEmbeddedNamesOpen(t *testing.T) {
	n, err := DefaultNames()
	if err != nil {
		t.Fatal(err)
	}
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, want string }{
		{"Soldiers shot dead Moussa Keita near Ansongo on Tuesday .", "force Soldiers; per Moussa Keita; loc Ansongo; time Tuesday"},
		{"SOLDIERS SHOT DEAD MOUSSA KEITA NEAR ANSONGO ON TUESDAY .", "force SOLDIERS; loc ANSONGO; time TUESDAY"},
		{"soldiers shot dead moussa keita near ansongo on tuesday .", "force soldiers; loc ansongo; time tuesday"},
	} {
		words := strings.Fields(c.text)
		var s []NameWord
		for i, tag := range p.PennTags(words) {
			s = append(s, NameWord{Text: words[i], Tag: tag})
		}
		var got []string
		for _, x := range n.Find([][]NameWord{s})[0] {
			got = append(got, x.Kind+" "+strings.Join(words[x.From:x.To], " "))
		}
		for want := range strings.SplitSeq(c.want, "; ") {
			if !slices.Contains(got, want) {
				t.Errorf("%s: %s; want %s", c.text, strings.Join(got, "; "), c.want)
			}
		}
	}
	if r := Re3d(); r.Err != nil || r.Learned == nil {
		t.Errorf("re3d's stages: %v", r.Err)
	}
}

func TestADigestIsOfLettersAndDigits(t *testing.T) {
	if Digest("On 3 May, Odrin fell.") != Digest("on 3 may  ODRIN fell") {
		t.Error("spaces, marks or capitals change it")
	}
	if Digest("On 3 May") == Digest("On 4 May") {
		t.Error("other words have the same")
	}
}

func FuzzOpenNames(f *testing.F) {
	raw, err := EncodeWeights(NameClasses([]string{"per"}), []Weight{{Feature(1, 2), 1, 3}, {moveFeature(0), 2, 5}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(append(slices.Clone(raw), raw...))
	f.Add(raw)
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, data []byte) {
		n, err := OpenNames(data)
		if err != nil {
			return
		}
		for i, names := range n.Find(lesson) {
			last := 0
			for _, x := range names {
				if x.From < last || x.To <= x.From || x.To > len(lesson[i]) {
					t.Fatalf("sentence %d: %v", i, names)
				}
				last = x.To
			}
		}
	})
}

func BenchmarkNames(b *testing.B) {
	n, err := DefaultNames()
	if err != nil {
		b.Fatal(err)
	}
	s := nameWords("The/DT army/NN said/VBD on/IN Tuesday/NNP that/IN fighters/NNS of/IN the/DT Red/NNP Star/NNP Front/NNP killed/VBD Colonel/NNP Issa/NNP Ba/NNP near/IN Gao/NNP ./. ./.")
	var doc [][]NameWord
	for range 20 { // 400 words
		doc = append(doc, s)
	}
	for b.Loop() {
		n.Find(doc)
	}
}
