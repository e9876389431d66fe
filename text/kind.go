package text

import (
	"strings"
	"unicode"

	"dateline"
)

// Limits of a headline and a subhead.
const (
	maxTitleWords   = 30
	maxHeadingWords = 12
)

// classify says what each paragraph is. It goes down the page once: furniture
// and bylines are known by their wording, the headline by its place, captions
// and subheads by lacking what a sentence has. After the heading of a comment
// form nothing is the article's any more.
func classify(d *Document) {
	c := classifier{whole: d.Text, left: len(d.Paragraphs)}
	for i := range d.Paragraphs {
		c.left--
		d.Paragraphs[i].Kind = c.next(d.Paragraphs[i].Span)
	}
	dropLinkTail(d)
}

// A classifier is how far down the page one has come.
type classifier struct {
	whole string
	title bool // the headline has been seen
	body  bool // a paragraph of text has been seen
	ended bool // below the comment form's heading
	links bool // below the heading of a list of links
	left  int  // paragraphs to come
}

func (c *classifier) next(s dateline.Span) ParagraphKind {
	text := strings.Join(strings.Fields(s.In(c.whole)), " ")
	if c.ended {
		return Furniture
	}
	if c.body && opensComments(text) {
		c.ended = true
		return Furniture
	}
	whole := endsSentence(text)
	if c.links && !whole {
		return Furniture
	}
	c.links = false
	if opensLinks(text) {
		c.links = c.body
		return Furniture
	}
	words := len(strings.Fields(text))
	switch {
	case !c.title && !c.body && words <= maxTitleWords && label.MatchString(text): // "Opinion: …" on top is the headline
		c.title = true
		return Title
	case looksFurniture(text):
		return Furniture
	case looksByline(text) || isDatelineOnly(text), !c.body && c.title && looksName(text):
		return Byline
	case looksCredit(text):
		return Caption
	}
	if !c.title && !c.body && headlineLike(text, words) {
		c.title = true
		return Title
	}
	if whole || isDateline(text) || endsQuoted(text) {
		c.body = true
		return Body
	}
	if !c.body {
		return c.aboveBody(text, words)
	}
	return c.fragment(text, words, s)
}

// headlineLike reports whether the first paragraph can be a headline.
func headlineLike(text string, words int) bool {
	if words > maxTitleWords || isDateline(text) {
		return false
	}
	bare := strings.TrimRight(text, "\"'”’)»")
	switch {
	case !strings.HasSuffix(bare, "."):
		return true
	case strings.HasSuffix(bare, "...") || words > maxHeadingWords:
		return strings.HasSuffix(bare, "...")
	}
	return isDotted(strings.TrimSuffix(lastWord(bare), ".")) // "Talks fail in U.S."
}

// endsQuoted reports whether a paragraph that lacks its full stop closes with
// a quotation or breaks off before one, which no subhead does.
func endsQuoted(text string) bool {
	return len(strings.Fields(text)) > maxHeadingWords && (strings.HasSuffix(text, "”") || strings.HasSuffix(text, "\"") || strings.HasSuffix(text, ","))
}

// aboveBody judges what stands between headline and text without a full stop:
// a standfirst, or the first paragraph with its stop lost.
func (c *classifier) aboveBody(text string, words int) ParagraphKind {
	if looksCaption(text) {
		return Caption
	}
	if words > maxTitleWords || words > maxHeadingWords && c.left == 0 {
		c.body = true
		return Body
	}
	if !c.title {
		c.title = true
		return Title
	}
	return Heading
}

// fragment judges a paragraph between others that does not end as a sentence
// does: a caption, a subhead, or a sentence that lost its full stop.
func (c *classifier) fragment(text string, words int, s dateline.Span) ParagraphKind {
	if isBullet(text) {
		return Body
	}
	tokens := cutTokens(c.whole, s)
	tagTokens(tokens, Heading, nil, nil) // a line in capitals is read in small letters
	verb := finiteVerb(tokens)
	switch {
	case looksCaption(text):
		return Caption
	case words <= 3:
		return Heading
	case words > 45 || words > maxHeadingWords && strings.ContainsAny(text[:3], "“\""):
		return Body // a quotation with its speaker below, a paragraph cut short
	case capitalised(tokens) || strings.ToUpper(text) == text:
		if verb != "" && words > 6 || words > maxHeadingWords {
			return Furniture // the headline of another article, linked from here
		}
		return Heading
	case verb == "VBD" || verb == "MD":
		if words <= maxHeadingWords-2 && !strings.Contains(text, ",") && !tellsSpeech(tokens) {
			return Heading
		}
		return Body
	case verb == "" && (words > 6 || scenic(tokens)):
		return Caption
	case verb != "" && words > 8 && scenic(tokens) && !tellsSpeech(tokens):
		return Caption // "Soldiers guard the gate of the hospital on Tuesday"
	case words <= maxHeadingWords:
		return Heading
	}
	return Body
}

// finiteVerb is the tag of the first finite verb, or "". A plural that the
// tagger takes for a present tense at the very start does not count.
func finiteVerb(tokens []Token) string {
	for i, t := range tokens {
		switch t.Tag {
		case "VBD", "MD", "VBZ", "VBP":
			if i > 0 {
				return t.Tag
			}
		}
	}
	return ""
}

// tellsSpeech reports whether a verb of saying is among the tokens.
func tellsSpeech(tokens []Token) bool {
	for _, t := range tokens {
		switch t.Lemma {
		case "say", "tell", "add", "claim", "announce", "report", "warn", "deny":
			if t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" {
				return true
			}
		}
	}
	return false
}

// scenic reports whether words tell where or when a picture was taken: a
// preposition before a name, a month or a day, "last week", or a year.
func scenic(tokens []Token) bool {
	for i, t := range tokens {
		low := strings.ToLower(t.Text)
		switch {
		case (low == "in" || low == "on" || low == "at" || low == "near" || low == "outside" || low == "inside" || low == "over") &&
			i+1 < len(tokens) && i > 0 && unicode.IsUpper(firstRune(tokens[i+1].Text)):
			return true
		case low == "last" || low == "earlier" || low == "in" && i+1 < len(tokens) && isFigure(tokens[i+1].Text):
			if i > 0 {
				return true
			}
		}
	}
	return false
}

// dropLinkTail makes furniture of the headlines of other articles that stand
// in a row below the text: three or more lines at the end, none of which ends
// as a sentence.
func dropLinkTail(d *Document) {
	from := len(d.Paragraphs)
	lines := 0
	for from > 0 {
		p := d.Paragraphs[from-1]
		text := p.In(d.Text)
		if p.Kind == Body && !isBullet(text) || p.Kind == Title || endsSentence(text) && p.Kind != Furniture && p.Kind != Byline {
			break
		}
		if p.Kind == Heading || p.Kind == Caption && !looksCaption(text) && !looksCredit(text) {
			lines++
		}
		if p.Kind == Body {
			return
		}
		from--
	}
	if lines < 3 || from == 0 {
		return
	}
	for i := from; i < len(d.Paragraphs); i++ {
		if d.Paragraphs[i].Kind == Heading || d.Paragraphs[i].Kind == Caption {
			d.Paragraphs[i].Kind = Furniture
		}
	}
}
