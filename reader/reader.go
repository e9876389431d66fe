// Package reader turns one Report into a Reading: the mentions it can resolve,
// what the report says of each event, who says what, and what changes in the
// organisation of groups.
//
// It reads in layers, each of which only adds to what the one before found:
// names, quantities and times; chunks (noun phrases and verb groups); entities
// with coreference; speech; triggers bound to their arguments; accounts. The
// words that announce events come from the codebook, names of groups from the
// register, places from the gazetteer, times from when; the reader's own
// vocabulary in lexicon/ is of closed classes and common nouns only.
package reader

import (
	"regexp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/register"
	"dateline/text"
)

// Version names this reader in all it makes. It rises whenever the same report
// may be read otherwise.
const Version dateline.Maker = "reader/1"

// Options are the rooms that a Reader draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
}

// A Reader reads reports. It holds no state between reports and is safe for
// concurrent use.
type Reader struct {
	codebook  *codebook.Codebook
	gazetteer *gazetteer.Gazetteer
	register  *register.Register
	triggers  *triggerIndex
}

// New makes a Reader.
func New(o Options) *Reader {
	r := &Reader{o.Codebook, o.Gazetteer, o.Register, nil}
	if r.codebook == nil {
		r.codebook = codebook.Default()
	}
	if r.gazetteer == nil {
		r.gazetteer = gazetteer.Default()
	}
	if r.register == nil {
		r.register = register.Default()
	}
	r.triggers = indexTriggers(r.codebook)
	return r
}

// Read reads one report. The same report and version give the same Reading.
func (rd *Reader) Read(rep *dateline.Report) *dateline.Reading {
	r := &reading{rd: rd, rep: rep, doc: text.Parse(rep.Text, rep.Body)}
	if rep.Published != nil {
		day := rep.Published.Day()
		r.published = &day
	}
	r.prepare()
	r.quotations = r.findQuotes()
	r.genre = r.judgeGenre()
	r.resolvePlaces()
	r.resolveEntities()
	r.findSpeech()
	r.findTriggers()
	r.bind()
	r.judgeMoods()
	r.corefer()
	r.settleTimes()
	r.judge()
	return r.result()
}

// A reading is the working state of one Read.
type reading struct {
	rd         *Reader
	rep        *dateline.Report
	doc        *text.Document
	published  *dateline.Date
	genre      dateline.Genre
	sentences  []*sentence
	entities   []*entity
	quotations []quotation
	statements []*statement
	finds      []*find
	accounts   []*draft
	aggregates []dateline.Aggregate
	changes    []dateline.Change
	home       []gazetteer.ID // places that the report as a whole is about
}

func (r *reading) quote(s dateline.Span) string { return s.In(r.rep.Text) }

// prepare cuts the text and finds names, times and chunks in each sentence of
// the article's own words. Captions are kept but prepared for mentions only.
func (r *reading) prepare() {
	r.frontTitle()
	_, _, dateline, dated := r.doc.Dateline()
	for pi := range r.doc.Paragraphs {
		p := &r.doc.Paragraphs[pi]
		for si := range p.Sentences {
			s := &sentence{Sentence: p.Sentences[si], r: r, at: len(r.sentences), par: pi, kind: p.Kind}
			if dated && s.Start < dateline.End && dateline.Start < s.End {
				// "KABUL, Afghanistan (Agency) -" is no part of what is said
				s.Tokens = slices.DeleteFunc(slices.Clone(s.Tokens), func(t text.Token) bool { return t.Start < dateline.End })
				if len(s.Tokens) == 0 {
					continue
				}
				s.Start = s.Tokens[0].Start
			}
			r.sentences = append(r.sentences, s)
		}
	}
	for _, s := range r.sentences {
		s.corrects = correction.MatchString(r.quote(s.Sentence.Span))
		s.findTimes()
		s.findNames()
	}
	r.shareNames()
	for _, s := range r.sentences {
		s.chunk()
	}
}

// correction matches a sentence that tells what an earlier version had wrong.
var correction = regexp.MustCompile(`(?i)\b(earlier|previous|first|original) version of (this|the)\b|\b(earlier|previous) version said\b|^correction\b`)

// frontTitle puts a headline that stands in the front matter before the text.
func (r *reading) frontTitle() {
	if r.rep.Title == nil || r.rep.Body == 0 {
		return
	}
	at := strings.Index(r.rep.Text[:r.rep.Body], *r.rep.Title)
	if at < 0 {
		return
	}
	head := text.Parse(r.rep.Text[:at+len(*r.rep.Title)], at)
	for i := range head.Paragraphs {
		head.Paragraphs[i].Kind = text.Title
	}
	r.doc.Paragraphs = append(head.Paragraphs, r.doc.Paragraphs...)
}
