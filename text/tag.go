package text

import (
	"strings"
	"unicode"
)

// vocabulary is the set of words that the report's own text writes with a
// small letter. A capitalised word that is among them is capitalised for its
// place (headline, start of a sentence), not for being a name.
func vocabulary(d *Document) map[string]bool {
	known := map[string]bool{}
	for _, p := range d.Paragraphs {
		if p.Kind != Body {
			continue
		}
		for w := range strings.FieldsFuncSeq(p.In(d.Text), func(r rune) bool { return !unicode.IsLetter(r) && r != '-' }) {
			if unicode.IsLower(firstRune(w)) {
				known[w] = true
			}
		}
	}
	return known
}

// tagTokens gives a sentence's tokens their parts of speech and lemmas.
func tagTokens(tokens []Token, kind ParagraphKind, known map[string]bool, by Tagger) {
	shown, tags := make([]string, len(tokens)), make([]string, len(tokens))
	for i, t := range tokens {
		shown[i] = plainWord(t.Text)
	}
	if (kind == Title || kind == Heading) && capitalised(tokens) {
		for i := range shown {
			if low := strings.ToLower(shown[i]); low != shown[i] && (known[low] || headlineWords[low] || shoutedShort(shown[i])) {
				shown[i] = low
			}
		}
	}
	if shouted(tokens) {
		for i := range shown {
			shown[i] = strings.ToLower(shown[i])
		}
	}
	run(shown, tags, by)
	if lowerInitials(tokens, shown, tags, known) {
		run(shown, tags, by)
	}
	for i := range tokens {
		tokens[i].Tag = tags[i]
	}
	markTags(tokens)
	mendTags(tokens)
	for i := range tokens {
		tokens[i].Lemma = Lemma(plainWord(tokens[i].Text), tokens[i].Tag)
	}
	mendClitics(tokens)
}

// run finds the parts of speech of words.
func run(words, tags []string, by Tagger) {
	if by != nil {
		copy(tags, by.PennTags(words))
		return
	}
	if t := proseTagger(); t != nil {
		t.tags(words, tags)
	}
}

// shouted reports whether a sentence is set in capitals throughout, four words or more.
func shouted(tokens []Token) bool {
	words := 0
	for _, t := range tokens {
		if t.Text != strings.ToUpper(t.Text) {
			return false
		}
		if unicode.IsLetter(firstRune(t.Text)) {
			words++
		}
	}
	return words >= 4
}

// ProseTags are the Penn Treebank parts of speech that prose's tagger gives to
// a sentence's words, without the rules for news; empty strings if it has no
// model. Words have straight quotes and hyphens.
func ProseTags(words []string) []string {
	tags := make([]string, len(words))
	run(words, tags, nil)
	return tags
}

// plainWord writes straight apostrophes and hyphens for curly and
// non-breaking ones.
func plainWord(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			if plain := plainer.Replace(s); plain != "" {
				return plain
			}
			return s // a soft hyphen alone
		}
	}
	return s
}

var plainer = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "‑", "-", "‐", "-", "\u00ad", "", "—", "--", "–", "--", "…", "...")

// capitalised reports whether a headline is set with capitals throughout:
// nearly all its longer words have one.
func capitalised(tokens []Token) bool {
	upper, all := 0, 0
	for i, t := range tokens {
		if i == 0 || len(t.Text) < 4 || !unicode.IsLetter(firstRune(t.Text)) {
			continue
		}
		all++
		if unicode.IsUpper(firstRune(t.Text)) {
			upper++
		}
	}
	return all >= 3 && upper*10 >= all*7
}

// shoutedShort reports whether w is a function word in capitals.
func shoutedShort(w string) bool { return openWords[strings.ToLower(w)] }

// lowerInitials shows the tagger in small letters the words that have their
// capital for standing first in a sentence, after a dateline's dash or in an
// opening quotation. It reports whether there were any.
func lowerInitials(tokens []Token, shown, tags []string, known map[string]bool) bool {
	changed, first := false, true
	for i, t := range tokens {
		r := firstRune(t.Text)
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			first = first || strings.ContainsAny(t.Text, "-:\"") || strings.ContainsAny(t.Text, "—–“‘")
			continue
		}
		initial := first
		first = false
		if !initial || !unicode.IsUpper(r) || !strings.HasPrefix(tags[i], "NNP") {
			continue
		}
		low := strings.ToLower(shown[i])
		if low == shown[i] || !known[low] && !headlineWords[low] || i+1 < len(tokens) && unicode.IsUpper(firstRune(tokens[i+1].Text)) {
			continue
		}
		shown[i], changed = low, true
	}
	return changed
}

// markTags gives marks their fixed tags; the tagger guesses them.
func markTags(tokens []Token) {
	double, single := false, false
	for i := range tokens {
		t := &tokens[i]
		switch t.Text {
		case "“", "„", "«", "‹":
			t.Tag, double = "``", t.Text != "‹"
		case "”", "»", "›":
			t.Tag, double = "''", false
		case "‘":
			t.Tag, single = "``", true
		case `"`:
			t.Tag = "``"
			if double {
				t.Tag = "''"
			}
			double = !double
		case "'", "’":
			glued := i > 0 && tokens[i-1].End == t.Start
			switch {
			case !glued:
				t.Tag, single = "``", true
			case single:
				t.Tag, single = "''", false
			case strings.HasSuffix(strings.ToLower(tokens[i-1].Text), "s"):
				t.Tag = "POS"
			default:
				t.Tag = "''"
			}
		case "(", "[", "{":
			t.Tag = "("
		case ")", "]", "}":
			t.Tag = ")"
		case ",":
			t.Tag = ","
		case ".", "!", "?":
			t.Tag = "."
		case "%":
			t.Tag = "NN"
		case "$", "£", "€":
			t.Tag = "$"
		case ":", ";", "—", "–", "―", "--", "-", "…", "/", "•", "·", "*":
			t.Tag = ":"
		default:
			if strings.Trim(t.Text, ".") == "" {
				t.Tag = ":"
			}
		}
	}
}
