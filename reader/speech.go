package reader

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who says what: the statements of a report, direct and indirect. Attributions
// are found in utterance.go, speakers named in speaker.go, quotation marks
// matched in quotation.go.

// An utterance is an attribution in a sentence: whose words, by which verb,
// over which tokens.
type utterance struct {
	s        *syntax.Sentence
	speaker  []*syntax.NounPhrase
	ent      *entity
	words    string // the speaker as named
	class    string // of the verb: say, claim, allege, deny, ask
	verb     *syntax.VerbGroup
	from, to int // tokens of the content
	direct   bool
	plain    bool // "according to": no verb
	role     string
	org      string
	thing    bool // what is said is a thing ("claimed responsibility"), no statement
}

// A statement is an utterance, or a paragraph of a quotation, to be printed.
type statement struct {
	u       *utterance
	s       *syntax.Sentence
	ent     *entity
	speaker string
	direct  bool
	span    dateline.Span
}

// findSpeech finds direct quotations, over paragraphs too, and indirect
// speech, and binds each to its speaker.
func (r *reading) findSpeech() {
	for _, s := range r.sentences {
		if s.Own() {
			r.findUtterances(s)
		}
	}
	r.bindQuotes(r.quotations)
	for _, s := range r.sentences {
		for _, u := range r.speech[s.At] {
			if u.ent == nil && len(u.speaker) > 0 && lexicon.Message(u.speaker[0].HeadLemma()) {
				continue // a statement says so: whose, is told elsewhere or not at all
			}
			if len(u.speaker) > 0 && (u.speaker[0].Det == "no" || s.Lower(u.speaker[0].From) == "no" || lexiconNobody[s.Lower(u.speaker[0].From)]) {
				continue // "no group said it was responsible"
			}
			if u.direct || u.thing || u.to-u.from < 3 || u.words == "" {
				continue
			}
			sp := trimSpan(r.rep.Text, s.SpanOf(u.from, u.to))
			if sp.Len() < 8 {
				continue
			}
			r.statements = append(r.statements, &statement{u, s, u.ent, u.words, false, sp})
		}
	}
}

func trimSpan(t string, sp dateline.Span) dateline.Span {
	for sp.Start < sp.End && strings.ContainsRune(" \t\r\n,", rune(t[sp.Start])) {
		sp.Start++
	}
	for sp.Start < sp.End && strings.ContainsRune(" \t\r\n", rune(t[sp.End-1])) {
		sp.End--
	}
	return sp
}
