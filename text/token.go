package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"

	"github.com/jdkato/prose/v3/tokenize"
)

// words is prose's tokenizer with the marks of news added. Contractions are
// split afterwards, since prose would find "'m" inside Nu'man.
var words = tokenize.New(
	tokenize.UsingPrefixes([]string{"$", "£", "€", "(", "[", "{", `"`, "“", "‘", "„", "«", "‹", "#"}),
	tokenize.UsingSuffixes([]string{",", ")", "]", "}", `"`, "!", ";", ".", "?", ":", "'", "”", "’", "»", "›", "%", "*"}),
	tokenize.UsingSplitCases(nil),
)

// cutTokens cuts a sentence into tokens. Every byte that is no white space
// lies in exactly one of them.
func cutTokens(whole string, s dateline.Span) []Token {
	text := s.In(whole)
	var tokens []Token
	at := 0 // all before it is in tokens or blank
	put := func(start, end int) {
		tokens = fill(tokens, whole, s.Start+at, s.Start+start)
		tokens = append(tokens, token(whole, s.Start+start, s.Start+end))
		at = end
	}
	for _, t := range words.Tokenize(spaced(text)) {
		start, end := t.Start, t.End()
		for start < end && isSpaceByte(t.Text, start-t.Start) {
			start++
		}
		if start < end {
			refine(text, start, end, put)
		}
	}
	tokens = fill(tokens, whole, s.Start+at, s.End)
	return joinStops(whole, tokens)
}

func token(whole string, start, end int) Token {
	return Token{Span: dateline.Span{Start: start, End: end}, Text: whole[start:end]}
}

func isSpaceByte(s string, i int) bool {
	return s[i] == ' ' || s[i] == '\n' || s[i] == '\r' || s[i] == '\t'
}

// spaced writes spaces for what parts words without being one: dashes,
// ellipses, bullets, a slash between two words. Offsets stay; fill makes
// tokens of what was blotted out.
func spaced(s string) string {
	s = looseRuns(parting.Replace(s))
	if !strings.Contains(s, "/") {
		return s
	}
	b := []byte(s)
	for i := 1; i+1 < len(b); i++ {
		if b[i] != '/' || b[i-1] == '/' || b[i+1] == '/' {
			continue
		}
		if isAddress(s, i) || digitAt(s, i-1) && digitAt(s, i+1) {
			continue
		}
		b[i] = ' '
	}
	return string(b)
}

// maxRun is the longest run of bytes without a space, in bytes, that can be a
// word or an address. Prose looks at a whole run for each mark it peels off.
const maxRun = 300

// looseRuns blots out the marks in longer runs, so that time stays in
// proportion to length.
func looseRuns(s string) string {
	var b []byte
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && !isSpaceByte(s, j) {
			j++
		}
		if j-i > maxRun {
			if b == nil {
				b = []byte(s)
			}
			for k := i; k < j; {
				r, n := utf8.DecodeRuneInString(s[k:j])
				if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.M, r) {
					copy(b[k:k+n], "    ")
				}
				k += n
			}
		}
		i = j + 1
	}
	if b == nil {
		return s
	}
	return string(b)
}

func digitAt(s string, i int) bool { return s[i] >= '0' && s[i] <= '9' }

// isAddress reports whether the run of non-blank bytes around a byte is a web
// address or an e-mail address.
func isAddress(s string, i int) bool {
	from, to := max(0, i-maxRun), min(len(s), i+maxRun)
	if j := strings.LastIndexAny(s[from:i], " \n\t"); j >= 0 {
		from += j + 1
	}
	if j := strings.IndexAny(s[i:to], " \n\t"); j >= 0 {
		to = i + j
	}
	w := s[from:to]
	return strings.Contains(w, "://") || strings.Contains(w, "www.") || strings.Contains(w, ".com/")
}

var parting = strings.NewReplacer(
	"—", "   ", "–", "   ", "―", "   ", "…", "   ", "•", "   ", "--", "  ",
	"\u00a0", "  ", "\u200b", "   ", "\ufeff", "   ", "\u2028", "   ", "\u2029", "   ")

// fill makes tokens of the marks between start and end that prose was not
// shown, equal marks in a row together.
func fill(tokens []Token, whole string, start, end int) []Token {
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(whole[i:end])
		if blank(r) {
			i += n
			continue
		}
		j := i + n
		for j < end && strings.HasPrefix(whole[j:end], whole[i:i+n]) {
			j += n
		}
		tokens = append(tokens, token(whole, i, j))
		i = j
	}
	return tokens
}

// refine cuts what prose left whole: a quote before a word, brackets it took
// for a face, a full stop after a short name, contractions, "cannot".
func refine(text string, start, end int, put func(start, end int)) {
	for end-start > 1 {
		r, n := utf8.DecodeRuneInString(text[start:end])
		if !strings.ContainsRune("'’‘(\"[:;", r) || n == end-start || r == '’' && isElision(text[start+n:end]) || r == '\'' && isElision(text[start+n:end]) {
			break
		}
		put(start, start+n)
		start += n
	}
	var after [8][2]int
	k := 0
	for end-start > 1 && k < len(after) {
		w := text[start:end]
		r, n := utf8.DecodeLastRuneInString(w)
		if n == len(w) || !(strings.ContainsRune(")\"]:;,", r) || r == '.' && !isAbbreviation(w[:len(w)-1])) || strings.Trim(w, ".") == "" {
			break
		}
		after[k], end = [2]int{end - n, end}, end-n
		k++
	}
	if cut := clitic(text[start:end]); cut > 0 {
		put(start, start+cut)
		put(start+cut, end)
	} else {
		put(start, end)
	}
	for k--; k >= 0; k-- {
		put(after[k][0], after[k][1])
	}
}

// isElision reports whether s, found after an apostrophe, is a word shortened
// at its front: 's, 'll, 'em, '90s.
func isElision(s string) bool {
	switch strings.ToLower(s) {
	case "s", "ll", "re", "m", "ve", "d", "em", "til", "tis", "twas", "cause", "n":
		return true
	}
	return len(s) == 3 && digitAt(s, 0) && digitAt(s, 1) && s[2] == 's'
}

// clitic is where the word's contraction or possessive ending begins, or 0.
func clitic(w string) int {
	if len(w) == 6 && strings.EqualFold(w, "cannot") {
		return 3
	}
	for _, mark := range []string{"'", "’"} {
		i := strings.LastIndex(w, mark)
		if i <= 0 {
			continue
		}
		switch strings.ToLower(w[i+len(mark):]) {
		case "s", "ll", "re", "m", "ve", "d":
			return i
		case "t":
			if c := w[i-1]; (c == 'n' || c == 'N') && i > 1 {
				return i - 1
			}
		}
	}
	return 0
}

// joinStops puts the full stop back on the abbreviations that prose parts
// from it ("Capt", "Sept"), unless the stop ends the sentence.
func joinStops(whole string, tokens []Token) []Token {
	out := tokens[:0]
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if i+2 < len(tokens) && tokens[i+1].Text == "." && tokens[i+1].Start == t.End && isAbbreviation(t.Text) && hasWord(tokens[i+2:]) {
			t = token(whole, t.Start, t.End+1)
			i++
		}
		out = append(out, t)
	}
	// At the end, the stop after a short word is the sentence's.
	if n := len(out); n > 0 {
		last := out[n-1]
		if w, ok := strings.CutSuffix(last.Text, "."); ok && w != "" && strings.Trim(w, ".") != "" && !isDotted(w) && !abbrevOther[w] {
			out[n-1] = token(whole, last.Start, last.End-1)
			out = append(out, token(whole, last.End-1, last.End))
		}
	}
	return out
}

func hasWord(tokens []Token) bool {
	for _, t := range tokens {
		if r := firstRune(t.Text); unicode.IsLetter(r) || unicode.IsDigit(r) {
			return true
		}
	}
	return false
}
