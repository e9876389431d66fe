package syntax

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/text"
	"dateline/when"
)

// Looking at a sentence by token: words, lemmas, tags, times, and the bytes of
// the report that tokens stand for. Token numbers outside the sentence are
// allowed where nothing else is said and stand for a token without a word, so
// that "the word before" needs no test.

func (s *Sentence) findTimes() {
	s.timeEnd = make([]int, len(s.Tokens))
	for _, e := range when.Find(s.Sentence, s.report) {
		from, to := s.TokensOf(e.Span)
		if from < 0 {
			continue
		}
		if s.Tag(to) == "POS" {
			from, _ = s.TokensOf(e.Core) // "in Monday's explosion": the preposition is the explosion's
		}
		s.Times = append(s.Times, e)
		s.timeEnd[from] = to
	}
}

// TimeAt is the token after the time expression that begins at token i, or 0.
func (s *Sentence) TimeAt(i int) int {
	if i < 0 || i >= len(s.timeEnd) {
		return 0
	}
	return s.timeEnd[i]
}

// TokensOf is the range of tokens, half-open, that overlap a span; -1, -1 when
// none does.
func (s *Sentence) TokensOf(sp dateline.Span) (from, to int) {
	from, to = -1, -1
	for i := range s.Tokens {
		if sp.Overlaps(s.Tokens[i].Span) {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	return from, to
}

// Own reports whether the sentence is of the article's own telling: its title,
// headings and body, corrections of an earlier version aside.
func (s *Sentence) Own() bool { return !s.corrects && s.Kind.Own() }

// Quote is the report's text at a span.
func (s *Sentence) Quote(sp dateline.Span) string { return sp.In(s.report) }

// MarkQuoted notes that the tokens inside a span are words of a speaker, quoted
// directly.
func (s *Sentence) MarkQuoted(sp dateline.Span) {
	for i, t := range s.Tokens {
		if sp.Contains(t.Span) {
			s.Quoted[i] = true
		}
	}
}

// ChunkOf is the index of the chunk that token i, of the sentence, is part of.
func (s *Sentence) ChunkOf(i int) int { return s.tokenChunk[i] }

// CountriesAt are the countries that token i speaks of as an adjective or a
// noun for their people ("Pakistani").
func (s *Sentence) CountriesAt(i int) []gazetteer.ID { return s.demonyms[i] }

// Token is token i, or one without a word when i is outside the sentence.
func (s *Sentence) Token(i int) text.Token {
	if i < 0 || i >= len(s.Tokens) {
		return text.Token{}
	}
	return s.Tokens[i]
}

// Lemma is the lemma of token i, in lower case.
func (s *Sentence) Lemma(i int) string { return s.Token(i).Lemma }

// Tag is the part of speech of token i, of the Penn Treebank's set.
func (s *Sentence) Tag(i int) string { return s.Token(i).Tag }

// Lower is token i as written, in lower case.
func (s *Sentence) Lower(i int) string { return strings.ToLower(s.Token(i).Text) }

// SpanOf is the bytes from token i up to, not including, token j; the whole
// sentence when there are no such tokens.
func (s *Sentence) SpanOf(i, j int) dateline.Span {
	if i < 0 || j <= i || j > len(s.Tokens) {
		return s.Sentence.Span
	}
	return dateline.Span{Start: s.Tokens[i].Start, End: s.Tokens[j-1].End}
}

// Matches reports whether the words, in lower case, stand from token i on as
// written.
func (s *Sentence) Matches(i int, words []string) bool {
	if i+len(words) > len(s.Tokens) {
		return false
	}
	for k, w := range words {
		if s.Lower(i+k) != w {
			return false
		}
	}
	return true
}

// LemmasAt reports whether the words stand from token i on, as lemmas or as
// written.
func (s *Sentence) LemmasAt(i int, w []string) bool {
	for k, x := range w {
		if i+k >= len(s.Tokens) || s.Lemma(i+k) != x && s.Lower(i+k) != x {
			return false
		}
	}
	return true
}

// ClauseFrom is the token where the stretch around token i begins: behind a
// semicolon, a colon or a quotation mark.
func (s *Sentence) ClauseFrom(i int) int {
	for i > 0 {
		switch s.Token(i - 1).Text {
		case ";", ":", "“", "”", "\"":
			return i
		}
		i--
	}
	return i
}

// ClauseTo is the token behind which the stretch around token i ends: a
// semicolon, a colon, a quotation mark or the full stop.
func (s *Sentence) ClauseTo(i int) int {
	for i < len(s.Tokens) {
		switch s.Token(i).Text {
		case ";", ":", "“", "”", "\"", ".":
			return i
		}
		i++
	}
	return i
}

// IsNoun reports whether a tag is of a noun or name.
func IsNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }

func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") || tag == "MD" }

// IsQuote reports whether a token is a quotation mark or an apostrophe.
func IsQuote(t string) bool {
	switch t {
	case "“", "”", "\"", "''", "``", "‘", "«", "»", "'", "’":
		return true
	}
	return false
}

// AllCaps reports whether a word of two letters or more is written in capitals.
func AllCaps(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}
