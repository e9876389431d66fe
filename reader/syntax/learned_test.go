package syntax

import (
	"strings"
	"testing"

	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
)

// A told NameFinder labels the words it is told of.
type told map[string]string

func (t told) LabelNames(sentences []text.Sentence, hints [][]uint16) [][]string {
	out := make([][]string, len(sentences))
	for i, s := range sentences {
		out[i] = make([]string, len(s.Tokens))
		for j := range s.Tokens {
			for words, kind := range t {
				w := strings.Fields(words)
				if j+len(w) > len(s.Tokens) {
					continue
				}
				same := true
				for k := range w {
					same = same && s.Tokens[j+k].Text == w[k]
				}
				for k := range w {
					if same {
						out[i][j+k] = "I-" + kind
					}
				}
				if same {
					out[i][j] = "B-" + kind
				}
			}
		}
	}
	return out
}

func TestWhatWasLearnedDecidesWhatListsLeaveOpen(t *testing.T) {
	for _, c := range []struct {
		name, text string
		told       told
		want       string
	}{
		{"a single name that no rule takes for a person", "The letter was signed by Drumanek.", told{"Drumanek": "per"}, "person Drumanek"},
		{"two capitals that read like a person", "The union Brava Lusora called a strike.", told{"Brava Lusora": "org"}, "organisation Brava Lusora"},
		{"a place that reads like a person", "They fled from Brava Lusora.", told{"Brava Lusora": "loc"}, ""},
		{"a country stands", "They fled from Mali.", told{"Mali": "org"}, "place Mali"},
		{"a group of the register stands", "It was Boko Haram.", told{"Boko Haram": "per"}, "actor Boko Haram"},
		{"plain nouns are no names", "The gunmen fled.", told{"gunmen": "grp"}, ""},
	} {
		p := &Parser{Gazetteer: gazetteer.Default(), Register: register.Default(), Names: c.told}
		var got []string
		for _, s := range p.Parse(c.text, text.Parse(c.text, 0)) {
			if len(s.Learned) != 1 {
				t.Errorf("%s: learned %v", c.name, s.Learned)
			}
			for _, n := range s.Names {
				kind := map[NameKind]string{PersonName: "person", OrganisationName: "organisation", PlaceName: "place", ActorName: "actor"}[n.Kind]
				got = append(got, kind+" "+n.Words())
			}
		}
		if strings.Join(got, "; ") != c.want {
			t.Errorf("%s: %q; want %q", c.name, got, c.want)
		}
	}
}

// A deaf NameFinder answers about another report.
type deaf struct{}

func (deaf) LabelNames([]text.Sentence, [][]uint16) [][]string {
	return [][]string{{"B-per"}, nil, nil}
}

func TestAnswersOfAnotherFormAreNotTaken(t *testing.T) {
	const s = "Soldiers left Gao."
	p := &Parser{Gazetteer: gazetteer.Default(), Register: register.Default(), Names: deaf{}}
	if got := p.Parse(s, text.Parse(s, 0)); len(got) != 1 || len(got[0].Learned) != 0 {
		t.Errorf("learned %v", got[0].Learned)
	}
}

func TestHintsAreWhatListsKnow(t *testing.T) {
	const s = "Malian soldiers in Gao fought Boko Haram at a market on Tuesday."
	p := &Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
	doc := text.Parse(s, 0)
	tokens := doc.Paragraphs[0].Sentences[0]
	hints := p.Hints(s, tokens)
	for i, want := range map[int]uint16{0: hintDemonym, 1: HintPeople | hintOffice, 3: hintPlace, 5: hintActor, 6: hintInActor, 9: HintProperty, 11: hintTime} {
		if hints[i]&want != want {
			t.Errorf("%s: hints %b; %b wanted among them", tokens.Tokens[i].Text, hints[i], want)
		}
	}
	if hints[4] != 0 {
		t.Errorf("%s: hints %b", tokens.Tokens[4].Text, hints[4])
	}
	low := strings.ToLower(s)
	sentence := text.Parse(low, 0).Paragraphs[0].Sentences[0]
	if h := p.Hints(low, sentence); h[3]&hintPlace == 0 {
		t.Errorf("in small letters %q is no place", sentence.Tokens[3].Text)
	}
}
