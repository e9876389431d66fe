package text

import (
	"strings"
	"testing"

	"dateline"
)

func TestSentencesEndWithoutCapitalsToo(t *testing.T) {
	s := `gen. ortega spoke at the mill.  two men fled.  he said: "we are not afraid." the u.s. embassy was closed at 10.30 by no. 4 company. it is now open`
	want := []string{`gen. ortega spoke at the mill.`, `two men fled.`, `he said: "we are not afraid."`, `the u.s. embassy was closed at 10.30 by no. 4 company.`, `it is now open`}
	for _, text := range []string{s, strings.ToUpper(s)} {
		var got []string
		for _, span := range cutSentences(text, dateline.Span{End: len(text)}) {
			got = append(got, strings.ToLower(span.In(text)))
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%q is cut into %q", text, got)
		}
	}
}

func TestASentenceInCapitalsIsTaggedAsInSmallLetters(t *testing.T) {
	upper, lower := Parse("THE REBELS ATTACKED THE SMALL MILL NEAR THE RIVER.", 0), Parse("the rebels attacked the small mill near the river.", 0)
	for i, k := range lower.Paragraphs[0].Sentences[0].Tokens {
		if got := upper.Paragraphs[0].Sentences[0].Tokens[i].Tag; got != k.Tag {
			t.Errorf("%s is %s, in small letters %s", k.Text, got, k.Tag)
		}
	}
}
