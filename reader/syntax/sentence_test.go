package syntax

import (
	"strings"
	"testing"

	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
)

// parser is a Parser with the embedded tables and a few phrasal verbs.
var parser = &Parser{
	Gazetteer: gazetteer.Default(),
	Register:  register.Default(),
	Phrasal:   map[string]bool{"gun down": true, "blow up": true, "shoot dead": true, "break out": true, "carry out": true},
}

// sentence parses a text of one sentence.
func sentence(t *testing.T, words string) *Sentence {
	t.Helper()
	ss := sentences(words)
	if len(ss) != 1 {
		t.Fatalf("%q is %d sentences, not one", words, len(ss))
	}
	return ss[0]
}

// sentences parses a text, told as the body of a report. The line before it
// keeps it from being taken for a headline, and is left out.
func sentences(words string) []*Sentence {
	const head = "Report of the day\n\n"
	body := head + words
	var out []*Sentence
	for _, s := range parser.Parse(body, text.Parse(body, 0)) {
		if s.Start >= len(head) {
			out = append(out, s)
		}
	}
	return out
}

// words are phrases as written, parted by bars.
func words(nps []*NounPhrase) string {
	var out []string
	for _, np := range nps {
		out = append(out, np.Words())
	}
	return strings.Join(out, " | ")
}

// verb is the verb group with the lemma.
func verb(t *testing.T, s *Sentence, lemma string) *VerbGroup {
	t.Helper()
	var found []string
	for _, c := range s.Chunks {
		if c.VG == nil {
			continue
		}
		if c.VG.Lemma == lemma {
			return c.VG
		}
		found = append(found, c.VG.Lemma)
	}
	t.Fatalf("no verb %q in %q; there are %q", lemma, s.Quote(s.Sentence.Span), found)
	return nil
}
