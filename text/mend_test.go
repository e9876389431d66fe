package text

import (
	"strings"
	"testing"
)

// dictated is a tagger that gives each word the tag written behind it.
type dictated map[string]string

func (d dictated) PennTags(tokens []string) []string {
	out := make([]string, len(tokens))
	for i, t := range tokens {
		out[i] = d[t]
	}
	return out
}

// tagsBy are the tags of a sentence whose words come with a tagger's: "word/TAG".
func tagsBy(t *testing.T, sentence string) string {
	t.Helper()
	by, words := dictated{}, []string{}
	for w := range strings.FieldsSeq(sentence) {
		word, tag, _ := strings.Cut(w, "/")
		by[word] = tag
		words = append(words, word)
	}
	var out []string
	for _, p := range ParseTagged("The report\n\n"+strings.Join(words, " "), 0, by).Paragraphs[1:] {
		for _, s := range p.Sentences {
			for _, t := range s.Tokens {
				out = append(out, t.Tag)
			}
		}
	}
	return strings.Join(out, " ")
}

func TestRulesForNewsStandAboveAnyTagger(t *testing.T) {
	for name, c := range map[string]struct{ in, want string }{
		"the tagger's own":              {"Rebels/NNS burned/VBD the/DT bridge/NN ./.", "NNS VBD DT NN ."},
		"an infinitive after its verb":  {"They/PRP began/VBD to/TO pledge/NN allegiance/NN ./.", "PRP VBD TO VB NN ."},
		"a noun after to":               {"They/PRP have/VBP the/DT right/NN to/TO protest/NN ./.", "PRP VBP DT NN TO NN ."},
		"a headline's passive":          {"Two/CD guards/NNS shot/VBD dead/JJ near/IN the/DT gate/NN ./.", "CD NNS VBN JJ IN DT NN ."},
		"the same with its end":         {"Two/CD guards/NNS stabbed/VBD to/TO death/NN ./.", "CD NNS VBN TO NN ."},
		"a past tense with its victims": {"Gunmen/NNS shot/VBD dead/JJ two/CD guards/NNS ./.", "NNS VBD JJ CD NNS ."},
	} {
		if got := tagsBy(t, c.in); got != c.want {
			t.Errorf("%s: %s; want %s", name, got, c.want)
		}
	}
}
