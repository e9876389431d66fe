package reader

import (
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/text"
	"dateline/when"
)

// A sentence keeps what the layers find in it, by token: names, times,
// quantities, chunks. Everything that stands in it is addressed by token, and
// turned into bytes of the report's text only when it is quoted.

// A sentence is a sentence with what the layers found in it.
type sentence struct {
	text.Sentence
	r          *reading
	at         int // index in the reading
	par        int // index of its paragraph
	kind       text.ParagraphKind
	named      []*name // by token: the name it is part of
	names      []*name
	demonyms   map[int][]gazetteer.ID
	times      []when.Expression
	timeEnd    []int // by token: end of the time expression that starts there
	quantities map[int]*quantity
	chunks     []chunk
	tokenChunk []int
	quoted     []bool       // by token: inside a direct quotation
	corrects   bool         // tells what an earlier version had wrong: superseded
	speech     []*utterance // attributions in this sentence
}

func (s *sentence) findTimes() {
	s.timeEnd = make([]int, len(s.Tokens))
	for _, e := range when.Find(s.Sentence, s.r.rep.Text) {
		from, to := s.tokensOf(e.Span)
		if from < 0 {
			continue
		}
		s.times = append(s.times, e)
		s.timeEnd[from] = to
	}
}

// timeAt is the token after the time expression that begins at token i, or 0.
func (s *sentence) timeAt(i int) int {
	if i < 0 || i >= len(s.timeEnd) {
		return 0
	}
	return s.timeEnd[i]
}

// tokensOf is the range of tokens that lie in a span; -1, -1 when none does.
func (s *sentence) tokensOf(sp dateline.Span) (from, to int) {
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

// opensEvents reports whether events may rest on the sentence.
func (s *sentence) opensEvents() bool {
	return !s.corrects && (s.kind == text.Body || s.kind == text.Title || s.kind == text.Heading)
}

func (s *sentence) tok(i int) text.Token {
	if i < 0 || i >= len(s.Tokens) {
		return text.Token{}
	}
	return s.Tokens[i]
}

func (s *sentence) lemma(i int) string { return s.tok(i).Lemma }
func (s *sentence) tag(i int) string   { return s.tok(i).Tag }

// lower is the token in lower case as written.
func (s *sentence) lower(i int) string { return strings.ToLower(s.tok(i).Text) }

// span is the bytes from token i up to, not including, token j.
func (s *sentence) span(i, j int) dateline.Span {
	if i < 0 || j <= i || j > len(s.Tokens) {
		return s.Sentence.Span
	}
	return dateline.Span{Start: s.Tokens[i].Start, End: s.Tokens[j-1].End}
}

func (s *sentence) matches(i int, words []string) bool {
	if i+len(words) > len(s.Tokens) {
		return false
	}
	for k, w := range words {
		if s.lower(i+k) != w {
			return false
		}
	}
	return true
}

func (s *sentence) lemmasAt(i int, w []string) bool {
	for k, x := range w {
		if i+k >= len(s.Tokens) || s.lemma(i+k) != x && s.lower(i+k) != x {
			return false
		}
	}
	return true
}

// clauseOf and clauseTo are the tokens where the clause around token i begins
// and ends, at commas, semicolons and quotation marks.
func (s *sentence) clauseOf(i int) int {
	for i > 0 {
		switch s.tok(i - 1).Text {
		case ";", ":", "“", "”", "\"":
			return i
		}
		i--
	}
	return i
}

func (s *sentence) clauseTo(i int) int {
	for i < len(s.Tokens) {
		switch s.tok(i).Text {
		case ";", ":", "“", "”", "\"", ".":
			return i
		}
		i++
	}
	return i
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") || tag == "MD" }

func isQuote(t string) bool {
	switch t {
	case "“", "”", "\"", "''", "``", "‘", "«", "»", "'", "’":
		return true
	}
	return false
}

func upper(w string) bool {
	return len(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w
}

func setOf(ws ...string) map[string]bool {
	m := make(map[string]bool, len(ws))
	for _, w := range ws {
		m[w] = true
	}
	return m
}
