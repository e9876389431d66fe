package when

import (
	"strings"

	"dateline"
	"dateline/text"
)

// tenseAt is the tense of the clause that a span stands in, by the verb next to
// it: the last before it, when no comma or conjunction parts them, else the first
// behind it, else the last before it all the same.
func tenseAt(s text.Sentence, at dateline.Span) Tense {
	from := len(s.Tokens)
	for i, t := range s.Tokens {
		if t.End > at.Start {
			from = i
			break
		}
	}
	before, parted := -1, false
	for i := from - 1; i >= 0; i-- {
		t := s.Tokens[i]
		if verbal(t) {
			before = i
			break
		}
		if t.Tag == "," || t.Tag == ":" || t.Tag == "CC" {
			parted = true
		}
	}
	if before >= 0 && !parted {
		return groupTense(s, before)
	}
	for i := from; i < len(s.Tokens); i++ {
		if s.Tokens[i].Start >= at.End && verbal(s.Tokens[i]) {
			return groupTense(s, i)
		}
	}
	if before >= 0 {
		return groupTense(s, before)
	}
	return Unknown
}

func verbal(t text.Token) bool {
	return t.Tag == "MD" || strings.HasPrefix(t.Tag, "VB") && t.Tag != "VBG"
}

// groupTense is the tense of the verb group that token i is part of.
func groupTense(s text.Sentence, i int) Tense {
	tense := Unknown
	switch s.Tokens[i].Tag {
	case "VBD", "VBN":
		tense = Past
	}
	for k := i; k >= 0 && k > i-5; k-- {
		t := s.Tokens[k]
		switch {
		case t.Tag == "MD":
			switch strings.ToLower(t.Text) {
			case "will", "'ll", "’ll", "shall", "wo", "may", "can":
				return Future
			}
			return tense
		case t.Tag == "TO" && k < i:
			return infinitiveTense(s, k)
		case k < i && (t.Tag == "VBD"):
			return Past
		case k < i && !verbal(t) && t.Tag != "RB":
			return tense
		}
	}
	return tense
}

// infinitiveTense is Future for what is planned: "is expected to meet".
func infinitiveTense(s text.Sentence, to int) Tense {
	for k := to - 1; k >= 0 && k > to-4; k-- {
		t := s.Tokens[k]
		if t.Tag == "," || t.Tag == ":" {
			break
		}
		if planning[t.Lemma] {
			return Future
		}
	}
	return Unknown
}

// planning are verbs and adjectives before "to" that speak of what is to come.
var planning = listed(`plan intend vow threaten expect schedule plot agree promise due set hope want aim go
	prepare about likely propose decide pledge slate ready poise decline urge ask order tell need`)
