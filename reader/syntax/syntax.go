// Package syntax is the lowest layer of reading: what stands in the sentences
// of one report, by form alone.
//
// A Parser finds in each sentence the proper names with what they may stand
// for, the time expressions and the quantities, and cuts it into chunks: noun
// phrases, verb groups and the small words between them. A Sentence then
// answers who stands to a verb or noun as subject, object or prepositional
// phrase. It is a shallow stand-in for a parse: it knows coordination,
// apposition, relative clauses, participles, passives and control, and gives
// up at a clause boundary.
//
// The layer knows neither who is meant nor what happened: it names candidates
// for names and leaves the choice, and the link from a phrase to what it stands
// for, to the layers above. Everything in a sentence is addressed by token,
// half-open from From to To, and turned into bytes of the report's text only
// when it is quoted.
package syntax

import (
	"regexp"
	"slices"

	"dateline"
	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
	"dateline/when"
)

// A Parser finds what stands in sentences. It holds no state between reports
// and is safe for concurrent use. Gazetteer and Register must be set.
type Parser struct {
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
	Tagger    text.Tagger     // nil for text's own
	Names     NameFinder      // nil for lists and rules alone
	Phrasal   map[string]bool // verbs, as lemmas, with a next word that makes another verb of them: "gun down", "shoot dead"
}

// A Sentence is a sentence of a report with what stands in it.
type Sentence struct {
	text.Sentence
	At        int // its index among those that Parse returned
	Paragraph int // index of its paragraph in the document
	Kind      text.ParagraphKind
	Names     []*Name   // in order
	Learned   []Learned // in order, none overlapping; none without a NameFinder
	Times     []when.Expression
	Chunks    []Chunk // in order, none overlapping, without gaps
	Quoted    []bool  // by token: inside a direct quotation, as MarkQuoted noted

	parser     *Parser
	report     string                 // the report's text
	corrects   bool                   // tells what an earlier version of the report had wrong: superseded
	demonyms   map[int][]gazetteer.ID // by token: the countries of a "Pakistani"
	named      []*Name                // by token: the name it is part of
	timeEnd    []int                  // by token: end of the time expression that starts there
	quantities map[int]*Quantity      // by the token it begins with
	tokenChunk []int                  // by token: its chunk
}

// Parse finds names, times, quantities and chunks in each sentence of a
// document, in order of the text; the words of a dateline are left out. Report
// is the whole text that the document's offsets count in.
func (p *Parser) Parse(report string, doc *text.Document) []*Sentence {
	var out []*Sentence
	_, _, head, dated := doc.Dateline()
	for pi := range doc.Paragraphs {
		par := &doc.Paragraphs[pi]
		for _, piece := range pieces(par.Sentences) {
			s := &Sentence{Sentence: piece, parser: p, report: report, At: len(out), Paragraph: pi, Kind: par.Kind}
			if dated && s.Start < head.End && head.Start < s.End {
				// "KABUL, Afghanistan (Agency) -" is no part of what is said
				s.Tokens = slices.DeleteFunc(slices.Clone(s.Tokens), func(t text.Token) bool { return t.Start < head.End })
				if len(s.Tokens) == 0 {
					continue
				}
				s.Start = s.Tokens[0].Start
			}
			s.Quoted = make([]bool, len(s.Tokens))
			s.corrects = correction.MatchString(s.Quote(s.Sentence.Span))
			s.findTimes()
			out = append(out, s)
		}
	}
	p.learnNames(out)
	for _, s := range out {
		s.findNames()
	}
	shareNames(out)
	for _, s := range out {
		s.headlineVerbs()
		s.eventNouns()
		s.chunk()
	}
	return out
}

// maxTokens bounds a sentence, as the work on one grows faster than its length.
// The longest sentences of news have some 120 tokens.
const maxTokens = 250

// pieces cuts what is too long for a sentence, a list without a full stop or a
// page of menu entries, behind its last comma in bounds.
func pieces(sentences []text.Sentence) []text.Sentence {
	var out []text.Sentence
	for _, s := range sentences {
		for len(s.Tokens) > maxTokens {
			at := maxTokens
			for k := maxTokens; k > maxTokens/2; k-- {
				if s.Tokens[k-1].Text == "," {
					at = k
					break
				}
			}
			head := text.Sentence{Span: dateline.Span{Start: s.Start, End: s.Tokens[at-1].End}, Tokens: s.Tokens[:at:at]}
			out = append(out, head)
			s.Tokens = s.Tokens[at:]
			s.Start = s.Tokens[0].Start
		}
		out = append(out, s)
	}
	return out
}

// correction matches a sentence that tells what an earlier version had wrong.
var correction = regexp.MustCompile(`(?i)\b(earlier|previous|first|original) version of (this|the)\b|\b(earlier|previous) version said\b|^correction\b`)
