package names

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/tagger"
	"dateline/text"
)

// A plainTagger takes capitals for names and all else for nouns.
type plainTagger struct{}

func (plainTagger) PennTags(tokens []string) []string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		if out[i] = "NN"; t != strings.ToLower(t) {
			out[i] = "NNP"
		}
	}
	return out
}

type noHints struct{}

func (noHints) Hints(_ string, s text.Sentence) []uint16 { return make([]uint16, len(s.Tokens)) }

func span(whole, words, kind string) Span {
	at := strings.Index(whole, words)
	return Span{dateline.Span{Start: at, End: at + len(words)}, kind}
}

func TestOfOverlappingSpansTheLongestIsKept(t *testing.T) {
	const s = "the mayor of Odrin fled"
	got := Outer([]Span{span(s, "Odrin", "loc"), span(s, "the mayor of Odrin", "per"), span(s, "fled", "x")})
	if want := []Span{span(s, "the mayor of Odrin", "per"), span(s, "fled", "x")}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestMarksBecomeNamesByTokenAndBack(t *testing.T) {
	const s = "Captain Ana Brole fled. She left Odrin on Monday."
	want := []Span{span(s, "Ana Brole", "per"), span(s, "Odrin", "loc"), span(s, "Monday", "time")}
	d := Prepare("a", s, plainTagger{}, noHints{})
	d.Mark(want)
	if got := d.Spans(d.Gold); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestADocumentInCapitalsHasTheSameNames(t *testing.T) {
	const s = "Captain Ana Brole fled. She left Odrin on Monday."
	d := Prepare("a", s, plainTagger{}, noHints{})
	d.Mark([]Span{span(s, "Ana Brole", "per"), span(s, "Odrin", "loc")})
	for upper, want := range map[bool]string{true: "ANA BROLE; ODRIN", false: "ana brole; odrin"} {
		r := d.Recase(upper, plainTagger{}, noHints{})
		var got []string
		for _, x := range r.Spans(r.Gold) {
			got = append(got, x.In(r.Text))
		}
		if strings.Join(got, "; ") != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func school(t *testing.T) ([]*Document, Lesson) {
	t.Helper()
	var docs []*Document
	for _, s := range []string{"Ana Brole left Odrin .", "Ivo Dren left Selva .", "Soldiers left Odrin ."} {
		d := Prepare(s, s, plainTagger{}, noHints{})
		w := strings.Fields(s)
		if len(w) == 5 {
			d.Mark([]Span{span(s, w[0]+" "+w[1], "per"), span(s, w[3], "loc")})
		} else {
			d.Mark([]Span{span(s, w[2], "loc")})
		}
		docs = append(docs, d)
	}
	return docs, Lesson{Kinds: []string{"per", "loc"}, Rounds: 10, Margin: 2, Voices: 2}
}

func TestTheSameLessonMakesTheSameBytes(t *testing.T) {
	docs, l := school(t)
	base := tagger.NewNames(nil)
	first, err := l.Teach(base, docs)
	if err != nil {
		t.Fatal(err)
	}
	again, err := l.Teach(base, docs)
	if err != nil || !bytes.Equal(first, again) {
		t.Fatalf("two lessons differ (%v)", err)
	}
	s, _, err := tagger.OpenNameStage(first)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range docs {
		for i, got := range base.With(s).Find(d.Words) {
			if !slices.Equal(got, d.Gold[i]) {
				t.Errorf("%s: %v, want %v", d.Text, got, d.Gold[i])
			}
		}
	}
}

func TestWhatIsLearnedOnAPriorKeepsWhatItSays(t *testing.T) {
	docs, l := school(t)
	base := tagger.NewNames(nil)
	raw, err := l.Teach(base, docs)
	if err != nil {
		t.Fatal(err)
	}
	prior, _, err := tagger.OpenNameStage(raw)
	if err != nil {
		t.Fatal(err)
	}
	// The new teacher takes soldiers for persons too, and shows nothing else.
	const s = "Soldiers left Odrin ."
	d := Prepare("new", s, plainTagger{}, noHints{})
	d.Mark([]Span{span(s, "Soldiers", "per"), span(s, "Odrin", "loc")})
	l.Prior = prior.Model()
	if raw, err = l.Teach(base, []*Document{d}); err != nil {
		t.Fatal(err)
	}
	learned, _, err := tagger.OpenNameStage(raw)
	if err != nil {
		t.Fatal(err)
	}
	both, err := learned.On(prior)
	if err != nil {
		t.Fatal(err)
	}
	find := base.With(both)
	if got := find.Find(d.Words)[0]; !slices.Equal(got, d.Gold[0]) {
		t.Errorf("what was shown anew: %v, want %v", got, d.Gold[0])
	}
	if got := find.Find(docs[0].Words)[0]; !slices.Equal(got, docs[0].Gold[0]) {
		t.Errorf("what was known before: %v, want %v", got, docs[0].Gold[0])
	}
}
