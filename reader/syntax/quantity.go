package syntax

import (
	"strconv"
	"strings"

	"dateline/reader/lexicon"
)

// Numbers of people and things as news words them: plain, in words, with "at
// least" or "up to", as ranges, as "dozens". What is a measure, a time or part
// of a name is no quantity.

// A Quantity is a number of things as the words give it: "at least 20", "dozens
// of", "between 20 and 30". An end that the words leave open is nil: "at least
// 20" has no High, "many" neither.
type Quantity struct {
	From, To  int // tokens, the qualifier and an "of" behind it counted
	Low, High *int
	Qualifier string // "at least", "more than", "dozens"; "" for a plain number
}

var numberWords = map[string]int{
	"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
	"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

var multipliers = map[string]int{"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}

// vague numbers and the least they say. Dozens as 12 and hundreds as 100
// follow the habit of event coders (ACLED codebook, fatalities).
var vague = map[string]int{"tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000, "several": 3, "many": 0, "numerous": 0, "multiple": 2}

var qualifiers = []struct {
	words []string
	kind  string // least, more, most, fewer, about
}{
	{[]string{"no", "fewer", "than"}, "least"}, {[]string{"no", "less", "than"}, "least"},
	{[]string{"not", "less", "than"}, "least"}, {[]string{"at", "least"}, "least"}, {[]string{"a", "minimum", "of"}, "least"},
	{[]string{"more", "than"}, "more"}, {[]string{"over"}, "more"}, {[]string{"upwards", "of"}, "more"}, {[]string{"upward", "of"}, "more"}, {[]string{"well", "over"}, "more"},
	{[]string{"no", "more", "than"}, "most"}, {[]string{"at", "most"}, "most"}, {[]string{"up", "to"}, "most"}, {[]string{"as", "many", "as"}, "most"}, {[]string{"a", "maximum", "of"}, "most"},
	{[]string{"fewer", "than"}, "fewer"}, {[]string{"less", "than"}, "fewer"}, {[]string{"under"}, "fewer"},
	{[]string{"an", "estimated"}, "about"}, {[]string{"about"}, "about"}, {[]string{"around"}, "about"}, {[]string{"some"}, "about"}, {[]string{"roughly"}, "about"},
	{[]string{"approximately"}, "about"}, {[]string{"nearly"}, "about"}, {[]string{"almost"}, "about"}, {[]string{"close", "to"}, "about"},
}

// units that make a number a measure, not a count of people or things.
var units = lexicon.Of("percent", "%", "per", "km", "kilometre", "kilometer", "mile", "metre", "meter", "kg", "kilogram", "tonne", "ton", "mm", "cm", "hour", "minute", "second", "year", "month", "week", "day", "decade", "dollar", "euro", "am", "pm", "a.m.", "p.m.", "gmt", "degree", "litre", "liter", "hectare", "acre", "century", "knot", "feet", "foot", "inch", "pound", "rupee", "naira", "mph", "kph", "o'clock", "year-old")

// quantityAt is the quantity that begins at token i, or nil.
func (s *Sentence) quantityAt(i int) *Quantity {
	if s.quantities == nil {
		s.findQuantities()
	}
	return s.quantities[i]
}

func (s *Sentence) findQuantities() {
	s.quantities = map[int]*Quantity{}
	for i := 0; i < len(s.Tokens); {
		if q := s.parseQuantity(i); q != nil {
			s.quantities[i] = q
			i = q.To
			continue
		}
		i++
	}
}

func (s *Sentence) parseQuantity(i int) *Quantity {
	kind, qual, j := "", "", i
	for _, q := range qualifiers {
		if s.Matches(i, q.words) {
			kind, qual, j = q.kind, strings.Join(q.words, " "), i+len(q.words)
			break
		}
	}
	between := s.Lower(i) == "between"
	if between {
		j = i + 1
	}
	if s.NameOver(j) != nil || s.TimeAt(j) > j {
		return nil
	}
	n, to, word, ok := s.number(j)
	if !ok {
		return nil
	}
	if units[s.Lemma(to)] || units[s.Lower(to)] || s.Lower(to-1) == "%" || s.Token(j-1).Text == "$" || s.Token(j-1).Text == "£" || s.Token(j-1).Text == "€" {
		return nil
	}
	q := &Quantity{From: i, To: to}
	low := n
	if word != "" {
		q.Low, q.Qualifier = &low, word
		if n == 0 {
			q.Low = nil
		}
		if qual != "" {
			q.Qualifier = qual + " " + word
		}
		return q
	}
	// ranges: "20 to 30", "between 20 and 30", "two or three", "20-30"
	if joint := s.Lower(to); between && joint == "and" || !between && kind != "most" && (joint == "to" && !s.changedFrom(i) || joint == "or" || joint == "-" || joint == "–") {
		if m, end, w2, ok := s.number(to + 1); ok && w2 == "" && m > n && (joint != "or" || m <= n+5) {
			q.To = end
			q.Low, q.High = &low, &m
			if kind == "about" {
				q.Qualifier = qual
			}
			return q
		}
	}
	if between {
		return nil
	}
	if s.Lower(to) == "or" && s.Lower(to+1) == "more" {
		kind, qual, q.To = "least", "or more", to+2
	}
	high := n
	q.Qualifier = qual
	switch kind {
	case "least":
		q.Low = &low
	case "more":
		low++
		q.Low = &low
	case "most":
		q.High = &high
	case "fewer":
		high--
		q.High = &high
	default:
		q.Low, q.High = &low, &high
	}
	return q
}

// changedFrom reports whether the number at token i is what a figure was before it
// changed: "rose from 17 to 23" is no range.
func (s *Sentence) changedFrom(i int) bool {
	if s.Lower(i-1) != "from" {
		return false
	}
	for k := i - 2; k >= 0 && k >= i-12; k-- {
		if changing[s.Lemma(k)] {
			return true
		}
	}
	return false
}

var changing = lexicon.Of("rise", "climb", "grow", "jump", "increase", "soar", "go", "up", "fall", "drop", "down", "revise", "raise", "lower", "change", "toll")

// NumberAt is the number that token i is of, and whether it is of one.
func (s *Sentence) NumberAt(i int) (n int, ok bool) {
	n, _, _, ok = s.number(i)
	return n, ok
}

// number reads a number at token j: its value, the token after it, and the
// word when it is a vague one.
func (s *Sentence) number(j int) (n, to int, word string, ok bool) {
	low := s.Lower(j)
	switch {
	case low == "":
		return 0, 0, "", false
	case s.Matches(j, []string{"half", "a", "dozen"}):
		return 6, j + 3, "", true
	case s.Matches(j, []string{"a", "dozen"}):
		return 12, j + 2, "", true
	case s.Matches(j, []string{"a", "couple"}):
		return s.ofAfter(2, j+2, "")
	case s.Matches(j, []string{"a", "hundred"}):
		return 100, j + 2, "", true
	case s.Matches(j, []string{"a", "thousand"}):
		return 1000, j + 2, "", true
	case s.Matches(j, []string{"a", "handful"}) || s.Matches(j, []string{"a", "few"}):
		return s.ofAfter(2, j+2, s.Lower(j+1))
	}
	if v, isVague := vague[low]; isVague {
		to = j + 1
		if m := vague[s.Lower(j+2)]; s.Lower(j+1) == "of" && m >= 1000 {
			return s.ofAfter(v*m, j+3, low+" of "+s.Lower(j+2))
		}
		return s.ofAfter(v, to, low)
	}
	if low == "dozen" {
		return 12, j + 1, "", true
	}
	if v, e := s.digits(j); e {
		n, to = v, j+1
		if m, isMult := multipliers[s.Lower(to)]; isMult {
			return n * m, to + 1, "", true
		}
		if s.Lower(to) == "dozen" {
			return n * 12, to + 1, "", true
		}
		return n, to, "", true
	}
	total, any := 0, false
	to = j
	for {
		w := s.Lower(to)
		if v, found := wordNumber(w); found {
			total += v
		} else if m, isMult := multipliers[w]; isMult && any {
			total *= m
		} else if w == "and" && any && total >= 100 {
			if _, found := wordNumber(s.Lower(to + 1)); !found {
				break
			}
		} else if w == "dozen" && any {
			return total * 12, to + 1, "", true
		} else {
			break
		}
		any = true
		to++
	}
	if !any {
		return 0, 0, "", false
	}
	return total, to, "", true
}

func (s *Sentence) ofAfter(n, to int, word string) (int, int, string, bool) {
	if s.Lower(to) == "of" {
		to++
	}
	return n, to, word, true
}

// wordNumber reads "twenty" and "twenty-three".
func wordNumber(w string) (int, bool) {
	if v, ok := numberWords[w]; ok {
		return v, true
	}
	if a, b, ok := strings.Cut(w, "-"); ok {
		x, okA := numberWords[a]
		y, okB := numberWords[b]
		if okA && okB && x >= 20 && y < 10 && y > 0 {
			return x + y, true
		}
	}
	return 0, false
}

// digits reads "20", "1,200". Years and codes are told apart elsewhere; more
// than nine digits are no count.
func (s *Sentence) digits(j int) (int, bool) {
	t := strings.ReplaceAll(s.Token(j).Text, ",", "")
	if t == "" || len(t) > 9 || t[0] < '0' || t[0] > '9' {
		return 0, false
	}
	n, err := strconv.Atoi(t)
	return n, err == nil
}
