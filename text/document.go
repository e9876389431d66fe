// Package text turns bytes into text and text into paragraphs, sentences and
// tagged tokens, each with its byte offsets in the report. It tells an
// article's own text from its furniture (comment forms, bylines, "read more")
// and its captions, and holds the folding of names and the shingles that
// other rooms compare by.
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

// A Token is a word, number or mark with its Penn Treebank part of speech and
// its lemma in lower case.
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
