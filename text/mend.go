package text

import (
	"strings"
	"unicode"
)

// The tagger's known mistakes on news, mended where the words around decide:
// participles after forms of "be" and "have", base forms after "to" and
// modals, the verb of a sentence that would have none, numbers and
// possessives.

var (
	formsOfBe   = set(`am is are was were be been being 's 're 'm`)
	formsOfHave = set(`have has had having 've`)
)

func mendTags(tokens []Token) {
	for i := range tokens {
		t := &tokens[i]
		low := plainWord(strings.ToLower(t.Text))
		switch {
		case isFigure(low):
			t.Tag = "CD"
			continue
		case numberWords[low] && !strings.HasPrefix(t.Tag, "NNP"):
			t.Tag = "CD"
			continue
		case low == "n't" || low == "not":
			t.Tag = "RB"
		case low == "'s":
			t.Tag = cliticTag(tokens, i)
		case low == "to":
			t.Tag = "TO"
		}
		if articleName(t.Text) || articleName(strings.ToLower(t.Text[:1])+t.Text[1:]) {
			t.Tag = "NNP"
			continue
		}
		if t.Tag == "" || strings.HasPrefix(t.Tag, "NNP") && !unicode.IsLower(firstRune(t.Text)) {
			continue
		}
		if strings.HasPrefix(t.Tag, "VB") && len(t.Text) > 1 && strings.ToUpper(t.Text) == t.Text && i > 0 {
			switch tokens[i-1].Text {
			case "a", "an", "the":
				t.Tag = "NN" // "an IED" does nothing
			}
		}
		if (t.Tag == "IN" || t.Tag == "RP") && strings.Contains(strings.Trim(low, "-"), "-") && i > 0 && (tokens[i-1].Tag == "DT" || tokens[i-1].Tag == "JJ" || tokens[i-1].Tag == "CD") {
			t.Tag = "JJ" // "a drive-by shooting"
		}
		if pastForm(low) {
			mendPast(tokens, i, low)
		}
		if wantsBase(tokens, i) && (baseVerbs[low] || irregularBase[low]) && t.Tag != "VB" && !strings.HasPrefix(t.Tag, "NNP") {
			if followedByObject(tokens, i) || t.Tag == "VBP" || t.Tag == "VBD" || afterCatenative(tokens, i) {
				t.Tag = "VB"
			}
		}
		if (t.Tag == "NN" || t.Tag == "VBP") && i > 0 && tokens[i-1].Tag == "MD" && (i < 2 || tokens[i-2].Tag != "DT") {
			t.Tag = "VB" // "could attack"
		}
		if t.Tag == "VBG" && actNouns[low] && standsAsNoun(tokens, i) {
			t.Tag = "NN"
		}
		if strings.HasSuffix(low, "ing") && t.Tag == "VBG" && i > 0 && i+1 < len(tokens) &&
			tokens[i+1].Text == "of" && (tokens[i-1].Tag == "DT" || tokens[i-1].Tag == "PRP$" || tokens[i-1].Tag == "POS") {
			t.Tag = "NN" // "the killing of"
		}
	}
	giveVerb(tokens)
}

// isFigure reports whether a word is a number in digits.
func isFigure(w string) bool {
	digits := false
	for i := 0; i < len(w); i++ {
		switch c := w[i]; {
		case c >= '0' && c <= '9':
			digits = true
		case c == ',' || c == '.' || c == '/':
		default:
			return false
		}
	}
	return digits
}

var numberWords = set(`zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
	sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion`)

// pastForm reports whether a word may be a past tense or past participle.
func pastForm(w string) bool {
	return len(w) > 3 && strings.HasSuffix(w, "ed") && !notPast[w] || participles[w] || pasts[w]
}

var notPast = set(`indeed hundred need embed speed breed feed seed deed weed exceed proceed succeed creed greed naked sacred
	wicked rugged ragged kindred bleed heed reed shed`)

// mendPast sets VBN after "was", "have" and their like, and VBD where a noun
// or pronoun stands before and no auxiliary does.
func mendPast(tokens []Token, i int, low string) {
	t := &tokens[i]
	if t.Tag == "JJ" && i+1 < len(tokens) && strings.HasPrefix(tokens[i+1].Tag, "NN") {
		return // "an armed group"
	}
	switch auxiliary(tokens, i) {
	case "be", "have":
		if (t.Tag == "VBD" || t.Tag == "VB" || t.Tag == "VBP" || t.Tag == "NN" || t.Tag == "JJ" && (strings.HasSuffix(low, "ed") || surePasts[low])) && (participles[low] || strings.HasSuffix(low, "ed")) {
			if t.Tag == "JJ" && adjectives[low] {
				return
			}
			t.Tag = "VBN"
		}
		return
	}
	if i == 0 || !(strings.HasSuffix(low, "ed") || pasts[low]) {
		return
	}
	if t.Tag == "VBD" && (participles[low] || strings.HasSuffix(low, "ed")) && onlyResult(tokens, i) {
		t.Tag = "VBN"
		return
	}
	if surePasts[low] && (!strings.HasPrefix(t.Tag, "VB") || !participles[low]) {
		t.Tag = "VBD"
		return
	}
	before := tokens[i-1].Tag
	if (before == "PRP" || before == "WP" || before == "WDT") && (t.Tag == "VBN" || t.Tag == "JJ" || t.Tag == "NN" || t.Tag == "VB") {
		t.Tag = "VBD" // "who attacked", "they detained"
		return
	}
	if before == "CC" && (t.Tag == "VBN" || t.Tag == "JJ" || t.Tag == "NN") && strings.HasSuffix(low, "ed") && i+1 < len(tokens) && tokens[i+1].Tag == "CD" && activeBefore(tokens, i) {
		t.Tag = "VBD" // "killed two people and wounded five"
		return
	}
	if (t.Tag == "NN" || t.Tag == "JJ") && pasts[low] && (strings.HasPrefix(before, "NN") || before == ")" || before == "JJ" && i+1 < len(tokens) && tokens[i+1].Text == "dead") && takesObject(tokens, i) {
		t.Tag = "VBD" // "a guard shot him dead", "gunmen shot and wounded two", "fighters burst into"
	}
}

// onlyResult reports whether token i is followed by the death that it ends in
// and by nothing that could be killed: so "two guards shot dead near the gate", a
// headline's passive, but not "gunmen shot dead two guards".
func onlyResult(tokens []Token, i int) bool {
	rest := tokens[i+1:]
	switch {
	case len(rest) > 0 && strings.EqualFold(rest[0].Text, "dead"):
		rest = rest[1:]
	case len(rest) > 1 && strings.EqualFold(rest[0].Text, "to") && strings.EqualFold(rest[1].Text, "death"):
		rest = rest[2:]
	default:
		return false
	}
	if len(rest) == 0 {
		return true
	}
	switch rest[0].Tag {
	case "IN", "TO", ",", ".", ":", "CC", "RB", "WRB":
		return true
	}
	return false
}

// activeBefore reports whether the last verb before token i is a past tense in
// the active.
func activeBefore(tokens []Token, i int) bool {
	for j := i - 1; j >= 0; j-- {
		if strings.HasPrefix(tokens[j].Tag, "VB") {
			return tokens[j].Tag == "VBD" && !formsOfBe[strings.ToLower(tokens[j].Text)] || tokens[j].Tag == "VBN" && auxiliary(tokens, j) == "have"
		}
	}
	return false
}

// takesObject reports whether what follows token i can only follow a verb: a
// pronoun, "dead", "into", or "and" with another past tense.
func takesObject(tokens []Token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	switch next := tokens[i+1]; {
	case next.Tag == "PRP" || next.Text == "dead" || next.Text == "into" || next.Text == "through":
		return true
	case next.Text == "and" && i+2 < len(tokens):
		low := strings.ToLower(tokens[i+2].Text)
		return pastForm(low) && (strings.HasSuffix(low, "ed") || surePasts[low])
	}
	return false
}

var adjectives = set(`alleged armed suspected masked wounded injured dead unidentified limited united disputed troubled red tired`)

// surePasts are past tenses that are no other word.
var surePasts = set(`became began blew broke brought built came chose did drew drove ate fled flew fought forbade forgot froze
	gave grew had held kept knew led lost met overthrew overran ran sank sent shook slew sold sought spent stole struck swept swore
	arose awoke dug fell hid hung rode rose slung sprang stood strode stuck tore wept
	taught threw told took understood went withdrew withstood won wore wrote said`)

// auxiliary looks back over adverbs, commas aside, for the verb that governs
// a participle: "be", "have" or none. It passes over "and" and a participle
// before it, since "were killed and wounded" has one auxiliary.
func auxiliary(tokens []Token, i int) string {
	for j, steps := i-1, 0; j >= 0 && steps < 6; j, steps = j-1, steps+1 {
		low := plainWord(strings.ToLower(tokens[j].Text))
		switch {
		case formsOfBe[low] && tokens[j].Tag != "POS":
			return "be"
		case formsOfHave[low]:
			return "have"
		case low == "got" || low == "getting":
			return "be"
		case tokens[j].Tag == "RB" || low == "not" || low == "n't":
		case (low == "and" || low == "or") && j > 0 && tokens[j-1].Tag == "VBN":
		case tokens[j].Tag == "VBN" && j+1 < i && (tokens[j+1].Tag == "CC"):
		default:
			return ""
		}
	}
	return ""
}

// wantsBase reports whether the word before asks for a base form.
func wantsBase(tokens []Token, i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		if tokens[j].Tag == "MD" || tokens[j].Tag == "TO" {
			return true
		}
		if tokens[j].Tag != "RB" {
			return false
		}
	}
	return false
}

// afterCatenative reports whether "to" before token i belongs to a verb that
// takes an infinitive and hardly ever a noun after it: so "began to pledge
// allegiance" but not "the right to protest".
func afterCatenative(tokens []Token, i int) bool {
	return i >= 2 && tokens[i-1].Tag == "TO" && catenative[strings.ToLower(tokens[i-2].Text)] && (i+1 == len(tokens) || tokens[i+1].Text != "of")
}

var catenative = set(`began begin begins begun start starts started try tries tried trying want wants wanted attempt attempts
	attempted seek seeks sought seeking refuse refuses refused fail fails failed continue continues continued decide decides decided
	intend intends intended hope hopes hoped promise promises promised vow vows vowed threaten threatens threatened plan plans
	planned manage manages managed going used able unable ready likely due set`)

// followedByObject reports whether what follows looks like a verb's object:
// so "to attack the base" but not "to attack helicopters'".
func followedByObject(tokens []Token, i int) bool {
	if i+1 >= len(tokens) {
		return false
	}
	switch tokens[i+1].Tag {
	case "DT", "PRP", "PRP$", "NNP", "NNPS", "CD", "JJ", "NNS", "RP":
		return true
	}
	return false
}

// actNouns name acts of violence; a noun before one is part of its name ("a
// market bombing").
var actNouns = set(`bombing shooting killing kidnapping shelling beheading stabbing uprising hijacking`)

func standsAsNoun(tokens []Token, i int) bool {
	if i == 0 {
		return false
	}
	switch before := tokens[i-1].Tag; before {
	case "DT", "JJ", "POS", "PRP$":
		return !followedByObject(tokens, i) || tokens[i+1].Tag == "NNS"
	case "NN", "NNP":
		if i+1 >= len(tokens) {
			return true
		}
		switch tokens[i+1].Tag {
		case "VBG", "VBD", "VBZ", "MD", ".", "WDT":
			return true
		}
		switch tokens[i+1].Text {
		case "in", "on", "that", "by", "near", "outside":
			return tokens[i-1].Tag == "NN"
		}
	}
	return false
}

// giveVerb finds the verb of a sentence that has no finite one: the first
// participle after a noun, or plural that is a verb's third person, when
// something like an object follows. A caption's "soldiers killed in" stays a
// participle.
func giveVerb(tokens []Token) {
	for i := range tokens {
		switch tokens[i].Tag {
		case "VBD", "VBZ", "VBP", "MD":
			return
		}
	}
	for i := 1; i+1 < len(tokens); i++ {
		low := plainWord(strings.ToLower(tokens[i].Text))
		next := tokens[i+1].Tag
		if tokens[i].Tag == "NNS" && (tokens[i-1].Tag == "NN" || tokens[i-1].Tag == "NNP") && (baseVerbs[verbLemma(low, "VBZ")] || irregularBase[verbLemma(low, "VBZ")]) &&
			(next == "DT" || next == "NNP" || next == "PRP$" || next == "PRP" || next == "RP" || next == "CD" || next == "TO") {
			tokens[i].Tag = "VBZ" // "Army raids the town"
			return
		}
		if tokens[i].Tag != "VBN" || !(strings.HasSuffix(low, "ed") || pasts[low]) || !strings.HasPrefix(tokens[i-1].Tag, "NN") {
			continue
		}
		if auxiliary(tokens, i) == "" && followedByObject(tokens, i) && !onlyResult(tokens, i) {
			tokens[i].Tag = "VBD"
			return
		}
	}
}

// cliticTag tells the possessive from "is" and "has".
func cliticTag(tokens []Token, i int) string {
	if i == 0 {
		return "POS"
	}
	before := strings.ToLower(tokens[i-1].Text)
	switch before {
	case "it", "he", "she", "that", "there", "here", "what", "who", "where", "how", "this":
		return "VBZ"
	case "let":
		return "PRP"
	}
	if i+1 < len(tokens) {
		switch tokens[i+1].Tag {
		case "VBG", "DT", "PRP", "TO", "IN":
			if strings.HasPrefix(tokens[i-1].Tag, "NN") && tokens[i+1].Tag != "DT" {
				return "POS"
			}
			return "VBZ"
		}
		if low := strings.ToLower(tokens[i+1].Text); low == "not" || low == "been" {
			return "VBZ"
		}
	}
	return "POS"
}

// mendClitics gives shortened words the lemma of the full one.
func mendClitics(tokens []Token) {
	for i := range tokens {
		t := &tokens[i]
		switch plainWord(strings.ToLower(t.Text)) {
		case "n't":
			t.Lemma = "not"
		case "'ll":
			t.Lemma, t.Tag = "will", "MD"
		case "wo":
			if i+1 < len(tokens) && plainWord(strings.ToLower(tokens[i+1].Text)) == "n't" {
				t.Lemma, t.Tag = "will", "MD"
			}
		case "ca":
			if i+1 < len(tokens) && plainWord(strings.ToLower(tokens[i+1].Text)) == "n't" {
				t.Lemma, t.Tag = "can", "MD"
			}
		case "'re", "'m":
			t.Lemma, t.Tag = "be", "VBP"
		case "'ve":
			t.Lemma, t.Tag = "have", "VBP"
		case "'d":
			t.Lemma, t.Tag = "would", "MD"
			if i+1 < len(tokens) && tokens[i+1].Tag == "VBN" {
				t.Lemma, t.Tag = "have", "VBD"
			}
		case "'s":
			if t.Tag == "VBZ" {
				t.Lemma = "be"
				if i+1 < len(tokens) && (tokens[i+1].Text == "been" || tokens[i+1].Text == "had") {
					t.Lemma = "have"
				}
			} else {
				t.Lemma = "'s"
			}
		}
	}
}
