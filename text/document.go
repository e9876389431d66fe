// Package text turns bytes into text and text into paragraphs, sentences and
// tagged tokens, each with its byte offsets in the report. It tells an
// article's own text from its furniture (comment forms, bylines, "read more")
// and its captions, and holds the folding of names and the shingles that
// other rooms compare by.
//
// Tokens, parts of speech and the doubtful sentence ends come from
// github.com/jdkato/prose/v3. Around it stand the rules that news needs:
// ranks and titles that end in a full stop, curly quotes, dashes without
// spaces, and participles after "were" that are no past tense.
package text

import "dateline"

// A ParagraphKind is what a paragraph is to its article.
type ParagraphKind string

// The kinds of paragraph. Only Title, Heading and Body are the article's own
// words; a Caption is kept and marked but opens no event; Furniture and
// Byline are no text at all.
const (
	Title     ParagraphKind = "title"
	Heading   ParagraphKind = "heading"
	Body      ParagraphKind = "body"
	Caption   ParagraphKind = "caption"
	Byline    ParagraphKind = "byline"
	Furniture ParagraphKind = "furniture"
)

// Own reports whether paragraphs of this kind are the article's own words.
func (k ParagraphKind) Own() bool { return k == Title || k == Heading || k == Body }

// A Token is a word, number or mark with its Penn Treebank part of speech and
// its lemma in lower case. Every byte of a sentence that is no white space
// lies in exactly one token. Opening quotes are tagged with two backquotes,
// closing quotes with two apostrophes, brackets "(" and ")", dashes and
// colons ":", as in the Penn Treebank.
type Token struct {
	dateline.Span
	Text  string
	Tag   string
	Lemma string
}

// A Sentence is a run of tokens.
type Sentence struct {
	dateline.Span
	Tokens []Token
}

// A Paragraph is a block of lines between blank lines.
type Paragraph struct {
	dateline.Span
	Kind      ParagraphKind
	Sentences []Sentence // none for Furniture and Byline
}

// A Document is a report's text, cut up.
type Document struct {
	Text       string // the whole report, front matter included
	Paragraphs []Paragraph
}

// Title is the span of the headline, and whether there is one.
func (d *Document) Title() (dateline.Span, bool) {
	for _, p := range d.Paragraphs {
		if p.Kind == Title {
			return p.Span, true
		}
	}
	return dateline.Span{}, false
}

// Parse cuts whole[from:] into paragraphs, says what each is, and cuts the
// article's own words and its captions into sentences and tokens. All offsets
// are bytes into whole; from is where the front matter ends and is brought
// inside the text when it lies outside. A sentence never crosses a paragraph.
func Parse(whole string, from int) *Document { return ParseTagged(whole, from, nil) }

// A Tagger finds parts of speech.
type Tagger interface {
	// PennTags are the parts of speech of a sentence's tokens, one each, by the
	// Penn Treebank.
	PennTags(tokens []string) []string
}

// ParseTagged is Parse with another tagger than prose's; nil stands for that.
// Rules for news stand above either.
func ParseTagged(whole string, from int, by Tagger) *Document {
	d := &Document{Text: whole}
	spans := cutParagraphs(whole, from)
	d.Paragraphs = make([]Paragraph, len(spans))
	for i, s := range spans {
		d.Paragraphs[i] = Paragraph{Span: s}
	}
	classify(d)
	known := vocabulary(d)
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if p.Kind == Furniture || p.Kind == Byline {
			continue
		}
		for _, s := range cutSentences(whole, p.Span) {
			tokens := cutTokens(whole, s)
			if len(tokens) == 0 {
				continue
			}
			tagTokens(tokens, p.Kind, known, by)
			p.Sentences = append(p.Sentences, Sentence{Span: s, Tokens: tokens})
		}
	}
	return d
}
