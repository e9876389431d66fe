package tagger

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

func parser(t testing.TB) *Parser {
	t.Helper()
	p, err := Default()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTheEmbeddedWeightsReadOwnSentencesWell(t *testing.T) {
	p := parser(t)
	for _, upper := range []bool{false, true} {
		var n, xpos, upos, uas, las int
		for _, s := range own(t) {
			tokens := words(s.Tree)
			for i := range tokens {
				if upper {
					tokens[i] = strings.ToUpper(tokens[i])
				}
			}
			for i, came := range p.Parse(tokens) {
				g := s.Tree[i]
				n++
				xpos += one(came.XPOS == g.XPOS)
				upos += one(came.UPOS == g.UPOS)
				uas += one(came.Head == g.Head)
				las += one(came.Head == g.Head && Base(came.Relation) == Base(g.Relation))
			}
		}
		for _, m := range []struct {
			name         string
			right, floor int // floor in percent
		}{{"XPOS", xpos, 96}, {"UPOS", upos, 96}, {"UAS", uas, 89}, {"LAS", las, 87}} {
			if 100*m.right < m.floor*n {
				t.Errorf("in capitals %v: %s is %d of %d; %d %% wanted", upper, m.name, m.right, n, m.floor)
			}
		}
	}
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

func TestWhoDidWhatToWhom(t *testing.T) {
	for _, c := range []struct {
		sentence, verb, agent, patient string
	}{
		{"Gunmen killed two guards at the gate .", "killed", "Gunmen", "guards"},
		{"Two guards were killed by gunmen at the gate .", "killed", "gunmen", "guards"},
		{"The army said its soldiers had destroyed a camp .", "destroyed", "soldiers", "camp"},
		{"The rebels attacked the village and burned houses .", "burned", "rebels", "houses"},
		{"The fighters tried to seize the airport .", "seize", "fighters", "airport"},
		{"THE FIGHTERS BURNED A CHURCH .", "BURNED", "FIGHTERS", "CHURCH"},
	} {
		tokens := strings.Fields(c.sentence)
		tree := parser(t).Parse(tokens)
		word := func(i int) string {
			if i < 0 {
				return ""
			}
			return tokens[i]
		}
		for i, w := range tokens {
			if w == c.verb && (word(tree.Agent(i)) != c.agent || word(tree.Patient(i)) != c.patient) {
				t.Errorf("%s: %s by %q of %q; want by %q of %q", c.sentence, w, word(tree.Agent(i)), word(tree.Patient(i)), c.agent, c.patient)
			}
		}
	}
}

func TestAnyTokensGiveATree(t *testing.T) {
	p := parser(t)
	stock := strings.Fields(`the gunmen killed - -- south-west - . . , " “ ” ( ) 12 U.S. al-Shabaab Kabul ' s said that who
		rebel-held -- --- a-b-c ‑ x‑y É 漢字 ` + "\u00ad \xff")
	rng := rand.New(rand.NewPCG(5, 6))
	for range 300 {
		tokens := make([]string, rng.IntN(40))
		for i := range tokens {
			tokens[i] = stock[rng.IntN(len(stock))]
		}
		tree := p.Parse(tokens)
		if len(tree) != len(tokens) {
			t.Fatalf("%q: %d nodes", tokens, len(tree))
		}
		if len(tree) > 0 {
			if err := tree.check(); err != nil {
				t.Fatalf("%q: %v", tokens, err)
			}
		}
		for i, n := range tree {
			if n.Word != tokens[i] || n.UPOS == "" || n.XPOS == "" || n.Relation == "" || (n.Head < 0) != (n.Relation == "root") {
				t.Fatalf("%q: node %d is %+v", tokens, i, n)
			}
		}
	}
}

func TestAParseIsTheSameEachTime(t *testing.T) {
	p := parser(t)
	tokens := strings.Fields("Police in the capital said that three men , two of them soldiers , had been held since Monday .")
	want := fmt.Sprint(p.Parse(tokens))
	done := make(chan string)
	for range 8 {
		go func() { done <- fmt.Sprint(p.Parse(tokens)) }()
	}
	for range 8 {
		if got := <-done; got != want {
			t.Errorf("%s\nthen\n%s", want, got)
		}
	}
}

func TestALongSentenceHasATree(t *testing.T) {
	p := parser(t)
	clause := strings.Fields("the army said that rebels had burned the town near the river ,")
	var tokens []string
	for len(tokens) < 5000 {
		tokens = append(tokens, clause...)
	}
	tree := p.Parse(tokens)
	if err := tree.check(); err != nil || len(tree) != len(tokens) {
		t.Errorf("a tree of %d words for %d: %v", len(tree), len(tokens), err)
	}
}

func TestTokensAreCutAsTreebanksCutThem(t *testing.T) {
	for token, want := range map[string]string{
		"south-west":        "south - west",
		"19-year-old":       "19 - year - old",
		"al-Shabaab":        "al - Shabaab",
		"AL-SHABAAB":        "AL - SHABAAB",
		"anti-government":   "anti-government",
		"anti-rebel-backed": "anti-rebel - backed",
		"AK-47":             "AK-47",
		"2010-2012":         "2010 - 2012",
		"--":                "--",
		"-":                 "-",
		"-led":              "-led",
		"a/b-c":             "a/b-c",
		"rebel‑held":        "rebel ‑ held",
	} {
		got, _ := parts([]string{token})
		if strings.Join(got, " ") != want {
			t.Errorf("%s is cut into %q; want %q", token, got, want)
		}
	}
}

func TestCutTokensAreWholeAgain(t *testing.T) {
	tokens := []string{"Rebel-held", "towns", "burned"}
	cut, of := parts(tokens)
	tree := Tree{
		{"Rebel", "NOUN", "NN", 2, "obl"}, {"-", "PUNCT", "HYPH", 2, "punct"}, {"held", "VERB", "VBN", 3, "amod"},
		{"towns", "NOUN", "NNS", 4, "nsubj"}, {"burned", "VERB", "VBD", -1, "root"},
	}
	if len(cut) != len(tree) {
		t.Fatalf("cut into %q", cut)
	}
	want := Tree{{"Rebel-held", "ADJ", "JJ", 1, "amod"}, {"towns", "NOUN", "NNS", 2, "nsubj"}, {"burned", "VERB", "VBD", -1, "root"}}
	if got := whole(tree, of, tokens); !reflect.DeepEqual(got, want) {
		t.Errorf("whole again: %+v; want %+v", got, want)
	}
}

func TestCapitalsThatTellNothingAreNotLookedAt(t *testing.T) {
	a := see([]string{"REBELS", "BURNED", "KIDAL"}, nil)
	b := see([]string{"rebels", "burned", "kidal"}, nil)
	if !reflect.DeepEqual(a, b) {
		t.Error("capitals only and small letters only look different")
	}
	if c := see([]string{"rebels", "burned", "Kidal"}, nil); reflect.DeepEqual(b, c) {
		t.Error("a name among small letters looks like a word")
	}
}

func BenchmarkParse(b *testing.B) {
	p := parser(b)
	tokens := strings.Fields("Police in the northern province said on Friday that four men who had attacked a bus near the border were killed in a raid .")
	b.ReportAllocs()
	for b.Loop() {
		p.Parse(tokens)
	}
}

func BenchmarkTag(b *testing.B) {
	p := parser(b)
	tokens := strings.Fields("Police in the northern province said on Friday that four men who had attacked a bus near the border were killed in a raid .")
	for b.Loop() {
		p.Tag(tokens)
	}
}

func BenchmarkOpen(b *testing.B) {
	for b.Loop() {
		if _, err := OpenParser(udWeights); err != nil {
			b.Fatal(err)
		}
	}
}

func TestWhatStatesShareIsWhatEachWouldScore(t *testing.T) {
	p := parser(t)
	for _, s := range own(t) {
		d := new(desk)
		d.see(words(s.Tree))
		p.tag(d)
		p.join(d)
		d.start(len(s.Tree))
		for range 2 * len(s.Tree) {
			p.advance(&d.beam, beamWidth)
			for i := range d.states {
				p.score(&d.beam, &d.states[i])
				var own buffer
				own.reset(len(p.moves))
				own.arcFeatures(&d.in, &d.states[i])
				p.arcs.Score(own.features, own.scores)
				if !reflect.DeepEqual(own.scores, d.scores) {
					t.Fatalf("%s: a state's moves score %v, by what it shares %v", s.ID, own.scores, d.scores)
				}
			}
		}
	}
}
