// Package discourse is the middle layer of reading: who and where is meant in
// one report, and who says what.
//
// It builds a Model over the sentences that package syntax parses: the place
// that each place name means, the entity that each noun phrase stands for
// (pronouns and "the group" too), the attributions in each sentence with their
// speakers, and the genre. It leaves marks on the sentences: Name.Place,
// NounPhrase.Referent, Sentence.Quoted. It knows nothing of events.
package discourse

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
	"dateline/register"
	"dateline/text"
)

// A Model is the discourse model of one report.
type Model struct {
	Report    *dateline.Report
	Genre     dateline.Genre
	Sentences []*syntax.Sentence // in order of the text, a headline in the front matter first
	Entities  []*Entity          // in order of their first mention
	Speech    [][]*Utterance     // by Sentence.At: the attributions in it

	gazetteer  *gazetteer.Gazetteer
	register   *register.Register
	doc        *text.Document
	home       []gazetteer.ID // places that the report as a whole is about
	toponyms   []toponym      // in order of the text
	quotations []quotation
	statements []*statement

	referrer Referrer
	teacher  Teacher
	taught   int                  // phrases
	lessons  []Lesson             // of reference, with a Teacher
	recent   []*syntax.NounPhrase // that stand for something, in order
	played   map[*syntax.NounPhrase]part
	parts    map[*syntax.NounPhrase]part // of the sentence partsOf
	partsOf  *syntax.Sentence
}

// Build parses a report and builds its model. A nil Attributor or Referrer leaves
// speech or reference to rules. The same report gives the same model.
func Build(p *syntax.Parser, by Attributor, ref Referrer, rep *dateline.Report) *Model {
	m := begin(p, rep)
	m.referrer = ref
	m.resolvePlaces(nil)
	m.resolveEntities()
	m.findSpeech(by)
	return m
}

// Lessons builds the model of a report for which a Teacher knows what phrases stand
// for, and returns what there is to learn of reference.
func Lessons(p *syntax.Parser, rep *dateline.Report, by Teacher) []Lesson {
	m := begin(p, rep)
	m.teacher = by
	m.resolvePlaces(nil)
	m.resolveEntities()
	return m.lessons
}

// begin parses a report and marks what resolving builds on.
func begin(p *syntax.Parser, rep *dateline.Report) *Model {
	m := &Model{Report: rep, gazetteer: p.Gazetteer, register: p.Register, doc: text.ParseTagged(rep.Text, rep.Body, p.Tagger)}
	m.frontTitle(p.Tagger)
	m.Sentences = p.Parse(rep.Text, m.doc)
	m.Speech = make([][]*Utterance, len(m.Sentences))
	m.quotations = m.findQuotes()
	m.Genre = m.judgeGenre()
	return m
}

// Quote is the report's text at a span.
func (m *Model) Quote(s dateline.Span) string { return s.In(m.Report.Text) }

// frontTitle puts a headline that stands in the front matter before the text.
func (m *Model) frontTitle(by text.Tagger) {
	if m.Report.Title == nil || m.Report.Body == 0 {
		return
	}
	at := strings.Index(m.Report.Text[:m.Report.Body], *m.Report.Title)
	if at < 0 {
		return
	}
	head := text.ParseTagged(m.Report.Text[:at+len(*m.Report.Title)], at, by)
	for i := range head.Paragraphs {
		head.Paragraphs[i].Kind = text.Title
	}
	m.doc.Paragraphs = append(head.Paragraphs, m.doc.Paragraphs...)
}
