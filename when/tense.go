package when

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// clause is how many words a verb may stand from its time.
const clause = 60

// tenseAt is the tense of the clause that a span stands in, by the verb next to
// it: the last before it, when no comma parts them, else the first
// behind it, else the last before it all the same.
func tenseAt(s text.Sentence, at dateline.Span) Tense {
	from, _ := slices.BinarySearchFunc(s.Tokens, at.Start+1, func(t text.Token, start int) int { return t.End - start })
	before, parted := -1, false
	for i := from - 1; i >= 0 && i > from-clause; i-- {
		t := s.Tokens[i]
		if verbal(t) {
			before = i
			break
		}
		if t.Tag == "," || t.Tag == ":" {
			parted = true
		}
	}
	if before >= 0 && !parted {
		return groupTense(s, before)
	}
	for i := from; i < len(s.Tokens) && i < from+clause; i++ {
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
	switch t := s.Tokens[i]; t.Tag {
	case "VBD", "VBN":
		tense = Past
		if scheduling[t.Lemma] && !hadBefore(s, i) {
			return Future // "is expected Monday", "planned a march on Monday"
		}
	case "VBZ", "VBP":
		if !stative[t.Lemma] {
			tense = Future // "the court meets on Monday"
		}
	}
	for k := i; k >= 0 && k > i-5; k-- {
		t := s.Tokens[k]
		switch {
		case t.Tag == "MD":
			switch strings.ToLower(t.Text) {
			case "will", "'ll", "’ll", "shall", "wo", "may", "can", "would":
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

func hadBefore(s text.Sentence, i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		if strings.EqualFold(s.Tokens[k].Text, "had") {
			return true
		}
	}
	return false
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

// scheduling are verbs whose object is to come.
var scheduling = listed("schedule slate expect plan")

// stative are verbs whose present tense says nothing of when; so it is with verbs of
// saying, which news has in the present for what was said.
var stative = listed(`be have do say tell add write report show know think believe want need remain mean seem
	look appear include own hold claim deny insist argue note call accuse warn suggest indicate quote cite`)

// planning are verbs and adjectives before "to" that speak of what is to come.
var planning = listed(`plan intend vow threaten expect schedule plot agree promise due set hope want aim go
	prepare about likely propose decide pledge slate ready poise decline urge ask order tell need`)
