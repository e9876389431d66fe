package coref

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/text"
)

func TestLogarithmsAndRootsAreThoseOfFloats(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 10, 100, 12345, 1 << 40} {
		if got, want := natural(n), 1024*math.Log(float64(n)); math.Abs(float64(got)-want) > 1 {
			t.Errorf("natural(%d) is %d, want %.2f", n, got, want)
		}
		if got, want := root(n), int(math.Sqrt(float64(n))); got != want {
			t.Errorf("root(%d) is %d, want %d", n, got, want)
		}
	}
	if root(0) != 0 || natural(0) != 0 {
		t.Error("root and natural of 0 are not 0")
	}
}

func TestGroupsAreJoinedByTheirMeanLikeness(t *testing.T) {
	for name, c := range map[string]struct {
		edges []edge
		want  []int
	}{
		"nothing alike":                       {nil, []int{0, 1, 2, 3}},
		"the most alike first":                {[]edge{{0, 1, 5}, {1, 2, 9}}, []int{0, 1, 1, 2}}, // then {0} with {1,2}: 5/2
		"a chain whose mean is high enough":   {[]edge{{0, 1, 9}, {1, 2, 9}}, []int{0, 0, 0, 1}},
		"dislike keeps apart":                 {[]edge{{0, 1, 9}, {1, 2, 9}, {0, 2, -9}}, []int{0, 0, 1, 2}},
		"two pairs, and nothing between them": {[]edge{{0, 2, 6}, {1, 3, 6}}, []int{0, 1, 0, 1}},
	} {
		if got := agglomerate(4, c.edges, 4); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestTheOrderOfEdgesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(t, "n")
		var edges []edge
		for a := range n {
			for b := a + 1; b < n; b++ {
				if s := rapid.IntRange(-3, 8).Draw(t, "score"); s != 0 {
					edges = append(edges, edge{a, b, s})
				}
			}
		}
		want := agglomerate(n, edges, 3)
		if got := agglomerate(n, rapid.Permutation(edges).Draw(t, "edges"), 3); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}

// sentence makes words of "word/TAG/head/relation"; head counts from 0, -1 for the root.
func sentence(t testing.TB, s string) []Word {
	t.Helper()
	var out []Word
	for _, f := range strings.Fields(s) {
		p := strings.Split(f, "/")
		head, err := strconv.Atoi(p[2])
		if err != nil || len(p) != 4 {
			t.Fatalf("%q: %v", f, err)
		}
		out = append(out, Word{Text: p[0], Lemma: text.Lemma(p[0], p[1]), Tag: p[1], Head: head, Relation: p[3]})
	}
	return out
}

// one is a document of one sentence with a mention a word.
func one(t testing.TB, s string, mentions ...int) Document {
	d := Document{Sentences: [][]Word{sentence(t, s)}}
	for _, m := range mentions {
		d.Mentions = append(d.Mentions, Mention{Words: []int{m}})
	}
	return d
}

func TestMentionsOfOneHappeningAreGrouped(t *testing.T) {
	const killed = "Gunmen/NNS/1/nsubj killed/VBD/-1/root the/DT/3/det mayor/NN/1/obj"
	for name, c := range map[string]struct {
		a, b   string
		am, bm int
		same   bool
	}{
		"one lemma":                        {killed, "The/DT/1/det mayor/NN/3/nsubj:pass was/VBD/3/aux:pass killed/VBN/-1/root", 1, 3, true},
		"a verb and its noun":              {"They/PRP/1/nsubj acquired/VBD/-1/root the/DT/3/det mill/NN/1/obj", "The/DT/1/det acquisition/NN/-1/root of/IN/4/case the/DT/4/det mill/NN/1/nmod", 1, 1, true},
		"words used for one another":       {killed, "The/DT/1/det murder/NN/-1/root of/IN/4/case the/DT/4/det mayor/NN/1/nmod", 1, 1, true},
		"words strange to each other":      {killed, "Crowds/NNS/1/nsubj mourned/VBD/-1/root the/DT/3/det mayor/NN/1/obj", 1, 1, false},
		"a headline's verb":                {killed, "Gunmen/NNP/1/compound Kills/NNP/2/compound Mayor/NNP/-1/root", 1, 1, true},
		"a verb with its particle":         {killed, "Gunmen/NNS/1/nsubj gunned/VBD/-1/root down/RP/1/compound:prt the/DT/4/det mayor/NN/1/obj", 1, 1, true},
		"one verb, other particles":        {"Fire/NN/1/nsubj went/VBD/-1/root out/RP/1/compound:prt", "Bombs/NNS/1/nsubj went/VBD/-1/root off/RP/1/compound:prt", 1, 1, false},
		"two sources, two things said":     {"Police/NNS/1/nsubj said/VBD/-1/root", "Doctors/NNS/1/nsubj said/VBD/-1/root", 1, 1, false},
		"what kind, and nothing happened":  {"career/NN/1/compound points/NNS/-1/root", "career/NN/1/compound wins/NNS/-1/root", 0, 0, false},
		"another day":                      {killed, killed, 1, 1, false},
		"vague verbs with another object":  {"They/PRP/1/nsubj made/VBD/-1/root bread/NN/1/obj", "We/PRP/1/nsubj made/VBD/-1/root peace/NN/1/obj", 1, 1, false},
		"vague verbs with the same object": {"They/PRP/1/nsubj made/VBD/-1/root lasting/JJ/3/amod peace/NN/1/obj", "We/PRP/1/nsubj made/VBD/-1/root lasting/JJ/3/amod peace/NN/1/obj", 1, 1, true},
	} {
		docs := []Document{one(t, c.a, c.am), one(t, c.b, c.bm)}
		if name == "another day" {
			for i := range docs {
				docs[i].Mentions[0].Day = &dateline.Date{Year: 2019, Month: 5, Day: 1 + i}
			}
		}
		ms := prepare(docs)
		spreads(ms, 2)
		got := events(ms)
		if (got[0] == got[1]) != c.same {
			t.Errorf("%s: one event is %v, likeness %d", name, !c.same, likeness(ms[0], ms[1]))
		}
	}
}

func TestTwiceInASentenceIsTwoEvents(t *testing.T) {
	d := one(t, "They/PRP/1/nsubj killed/VBD/-1/root him/PRP/1/obj and/CC/4/cc killed/VBD/1/conj her/PRP/4/obj", 1, 4)
	if got := Group([]Document{d}); got[0][0] == got[0][1] {
		t.Errorf("two killings in one sentence are %v", got)
	}
}

func TestARelativePronounTellsOfWhatStandsBefore(t *testing.T) {
	d := one(t, "The/DT/1/det quake/NN/-1/root which/WDT/3/nsubj killed/VBD/1/acl:relcl two/CD/3/obj", 1, 2, 3)
	if got := Group([]Document{d})[0]; got[0] != got[1] || got[1] == got[2] {
		t.Errorf("quake, which, killed are %v; want the first two alike", got)
	}
}

func TestTwoHappeningsOfOneKindAreTwo(t *testing.T) {
	quake := func(place, day, people string) Document {
		return one(t, "A/DT/1/det quake/NN/2/nsubj hit/VBD/-1/root "+place+"/NNP/2/obj "+day+"/NNP/2/obl "+people+"/NNP/3/appos", 1, 2)
	}
	docs := []Document{quake("Arla", "March", "Rossi"), quake("Bern", "June", "Meier"), quake("Arla", "March", "Rossi"), quake("Bern", "June", "Meier")}
	got := Group(docs)
	if want := [][]int{{0, 1}, {2, 3}, {0, 1}, {2, 3}}; !slices.EqualFunc(got, want, slices.Equal) {
		t.Errorf("quakes in two towns are %v, want %v", got, want)
	}
}

func TestTheSameDocumentsAreGroupedTheSame(t *testing.T) {
	docs := many(t, 900)
	want := Group(docs)
	for range 3 {
		if got := Group(docs); !slices.EqualFunc(got, want, slices.Equal) {
			t.Fatal("another run groups otherwise")
		}
	}
	if got := want[899]; got[0] != 0 || got[1] != 1 {
		t.Errorf("the last of %d documents on one quake tells of %v; want the first event, and the second", len(docs), got)
	}
}

func TestMentionsAreFound(t *testing.T) {
	for line, want := range map[string]string{
		"According/VBG/3/case to/IN/0/fixed police/NNS/3/obl men/NNS/4/nsubj gunned/VBD/-1/root down/RP/4/compound:prt guards/NNS/4/obj": "[[0 1] [4 5]]", // guards are people
		"The/DT/1/det murder/NN/4/nsubj:pass was/VBD/4/aux:pass widely/RB/4/advmod reported/VBN/-1/root":                                 "[[1] [4]]",
		"He/PRP/3/nsubj would/MD/3/aux have/VB/3/aux gone/VBN/-1/root":                                                                   "[[3]]",
		"Injured/VBN/1/amod men/NNS/2/nsubj left/VBD/-1/root the/DT/4/det prison/NN/2/obj":                                               "[[0] [2]]",
		"Based/VBN/2/case on/IN/0/fixed reports/NNS/3/obl it/PRP/-1/root":                                                                "[[2]]",
	} {
		docs := []Document{{Sentences: [][]Word{sentence(t, line), sentence(t, line)}}}
		Find(docs, func(_, n int) bool { return n == 1 })
		var got [][]int
		for _, m := range docs[0].Mentions {
			if m.Sentence != 1 {
				t.Errorf("%s: a mention in sentence %d, which is not wanted", line, m.Sentence)
			}
			got = append(got, m.Words)
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%s: %v, want %s", line, got, want)
		}
	}
}

// many are documents on one quake, of two sentences each: in some of its details they are
// alike, and each has a word of its own.
func many(t testing.TB, n int) []Document {
	var out []Document
	for i := range n {
		details := ""
		for k := range 6 {
			details += fmt.Sprintf(" w%d/NNP/2/obl", (7*i+5*k)%13)
		}
		d := one(t, "A/DT/1/det quake/NN/2/nsubj hit/VBD/-1/root Arla/NNP/2/obj"+details+" own"+strconv.Itoa(i)+"/NNP/2/obl", 1)
		d.Sentences = append(d.Sentences, sentence(t, "It/PRP/1/nsubj killed/VBD/-1/root people/NNS/1/obj in/IN/4/case w"+strconv.Itoa(i%13)+"/NNP/1/obl"))
		d.Mentions = append(d.Mentions, Mention{Sentence: 1, Words: []int{1}})
		out = append(out, d)
	}
	return out
}

// The time a mention is to stay as it is from a thousand documents to sixteen thousand.
func BenchmarkGroup(b *testing.B) {
	for _, n := range []int{1000, 4000, 16000} {
		docs := many(b, n)
		b.Run(strconv.Itoa(n), func(b *testing.B) {
			for b.Loop() {
				Group(docs)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(2*n), "ns/mention")
		})
	}
}
