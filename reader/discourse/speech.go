package discourse

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Who says what: the statements of a report, direct and indirect. Attributions
// are found in utterance.go, speakers named in speaker.go, quotation marks
// matched in quotation.go.

// An Utterance is an attribution in a sentence: whose words, by which verb,
// over which tokens.
type Utterance struct {
	In       *syntax.Sentence
	Speaker  []*syntax.NounPhrase
	Entity   *Entity           // who speaks, or nil
	Words    string            // the speaker as named; "" when nobody is
	Class    string            // of the verb: say, claim, allege, deny, ask
	Verb     *syntax.VerbGroup // nil for "according to"
	From, To int               // tokens of the content

	direct bool // a quotation has the content: no indirect speech
	thing  bool // what is said is a thing ("claimed responsibility"), no statement
	role   string
	org    string
}

// A statement is an utterance, or a paragraph of a quotation, to be printed.
type statement struct {
	u       *Utterance
	s       *syntax.Sentence
	ent     *Entity
	speaker string
	direct  bool
	span    dateline.Span
}

// findSpeech finds direct quotations, over paragraphs too, and indirect
// speech, and binds each to its speaker.
func (m *Model) findSpeech(by Attributor) {
	if by != nil {
		m.adopt(by.Attributions(m.doc))
		m.settleStatements()
		return
	}
	for _, s := range m.Sentences {
		if s.Own() {
			m.findUtterances(s)
		}
	}
	m.bindQuotes(m.quotations)
	for _, s := range m.Sentences {
		for _, u := range m.Speech[s.At] {
			if u.Entity == nil && len(u.Speaker) > 0 && lexicon.Message(u.Speaker[0].HeadLemma()) {
				continue // a statement says so: whose, is told elsewhere or not at all
			}
			if u.byNobody() {
				continue // "no group said it was responsible"
			}
			if u.direct || u.thing || u.To-u.From < 3 || u.Words == "" {
				continue
			}
			sp := trimSpan(m.Report.Text, s.SpanOf(u.From, u.To))
			if sp.Len() < 8 {
				continue
			}
			if u.Class == "deny" && u.Verb != nil && u.Verb.From < u.From {
				sp = trimSpan(m.Report.Text, s.SpanOf(u.Verb.From, u.To)) // "denied that …": a denial, not what is denied
			}
			m.statements = append(m.statements, &statement{u, s, u.Entity, u.Words, false, sp})
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
