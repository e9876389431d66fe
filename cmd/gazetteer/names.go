package main

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"dateline/text"
)

// kindSuffixes and kindPrefixes are the words that administrations put beside
// the name of a unit, in the languages of GeoNames.
var (
	kindSuffixes = regexp.MustCompile(`(?i) (province|state|region|governorate|county|district|oblast'?|oblisi|department|prefecture|municipality|division|raion|rayon|agency|cercle|territory|zone|krai|kray|okrug|parish|republic|regency|urban district|autonomous district|regional state|autonomous okrug|tribal area|frontier region|protected area|voivodeship|canton|urban okrug)$`)
	kindPrefixes = regexp.MustCompile(`(?i)^((province|provincia|cercle|distrito|comarca|d[ée]partement|departamento|circunscri[cç][aã]o|concelho|cidade|arrondissement|municipio|r[ée]gion|republic|district|county|state|wilayat|wilaya) (of |du |de la |de l'|des |del |de |da |do |di |d')|(muhafazat|mu[hḩ]āfa[zz̧]at|wilayat|qa[dḑ]ā?’?|degmada|gorodskoy okrug|gorod|landkreis|kreis|kabupaten|kota|nomos|gemeente|powiat) )`)
)

// directions are words that are no name on their own once "province" is cut.
var directions = wordSet("north south east west northern southern eastern western central centre upper lower middle new free great greater north-east north-west south-east south-west northeast northwest southeast southwest northeastern northwestern southeastern southwestern inner outer national capital federal autonomous city")

// bare cuts the word of kind from the name of a unit: "Borno State" is Borno.
// A name that would be a mere direction is left whole.
func bare(name string) string {
	short := kindPrefixes.ReplaceAllString(name, "")
	short = strings.TrimSpace(kindSuffixes.ReplaceAllString(short, ""))
	for w := range strings.FieldsSeq(strings.ToLower(strings.ReplaceAll(short, "-", " "))) {
		if !directions[w] {
			return short
		}
	}
	return name
}

// compass are words of which a name may not consist alone: "South-West" is a
// province of Cameroon and the beginning of "south-west Balochistan".
var compass = wordSet("north south east west northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern upper lower middle")

// filed leaves out the names that are mere directions.
func filed(names []string) []string {
	var kept []string
	for _, n := range names {
		for w := range strings.FieldsSeq(text.Fold(n)) {
			if !compass[w] {
				kept = append(kept, n)
				break
			}
		}
	}
	return kept
}

// shortWords are first words of names that news writes both out and short.
var shortWords = [][2]string{{"Saint ", "St "}, {"Sainte ", "Ste "}, {"Fort ", "Ft "}, {"Mount ", "Mt "}, {"Port ", "Pt "}}

// shortened adds to names that begin with such a word the other way to write them:
// "St. Paul", "Saint Paul".
func shortened(names []string) []string {
	for _, n := range slices.Clip(names) {
		for _, w := range shortWords {
			if rest, ok := strings.CutPrefix(n, w[0]); ok {
				names = append(names, w[1]+rest)
			} else if rest, ok := strings.CutPrefix(strings.Replace(n, ". ", " ", 1), w[1]); ok {
				names = append(names, w[0]+rest)
			}
		}
	}
	return names
}

// foreignScript lists the countries whose languages are not written in Latin
// letters: their names are shown without the signs of transliteration.
var foreignScript = codeSet("AE AF AM BD BG BH BT BY CN CY EG EH ER ET GE GR IL IN IQ IR JO JP KG KH KP KR KW KZ LA LB LK LY MK MM MN NP OM PK PS QA RU SA SD SY TH TJ TW UA YE")

// arabic lists the countries whose place names carry the Arabic article.
var arabic = codeSet("AE BH DZ EG EH IQ JO KW LB LY MA MR OM PS QA SA SD SY TD TN YE")

// settled lists the countries whose towns English-language news calls by the
// name that GeoNames shows. Their alternate names, in dozens of languages,
// would be found in names of persons, and are filed for large cities alone.
var settled = codeSet("AD AR AT AU BE BR CA CH CL CR CU CZ DE DK DO EE ES FI FR GB HR HU IE IS IT JP LI LT LU LV MC MT MX NL NO NZ PA PL PR PT PY RO SE SI SK SM US UY ZA")

const settledCity = 300000

func codeSet(list string) map[string]bool { return wordSet(list) }

// shown gives a name as English-language news would print it.
func shown(country, name, ascii string) string {
	if !foreignScript[country] || ascii == "" {
		return name
	}
	return strings.TrimSpace(strings.Trim(strings.ReplaceAll(strings.ReplaceAll(ascii, "`", "'"), " '", " "), "'"))
}

// plain takes the diacritics off a name that has no ASCII form beside it.
func plain(country, name string) string {
	if !foreignScript[country] {
		return name
	}
	var b strings.Builder
	for w := range strings.FieldsSeq(name) {
		var out []string
		for _, part := range strings.Split(w, "-") {
			folded := strings.ReplaceAll(text.Fold(part), " ", "")
			if first := []rune(part); folded != "" && len(first) > 0 && (unicode.IsUpper(first[0]) || !unicode.IsLetter(first[0])) {
				folded = strings.ToUpper(folded[:1]) + folded[1:]
			}
			out = append(out, folded)
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(strings.Join(out, "-"))
	}
	return b.String()
}

var airportCode = regexp.MustCompile(`^[A-Z]{3}$`)

// latinNames keeps the alternate names that can stand in an English text: in
// Latin letters, beginning with a capital or an article, no codes. Names that
// begin small are GeoNames' letter-by-letter transliterations.
func latinNames(names []string) []string {
	var kept []string
	for _, n := range names {
		if len(n) < 4 || len(n) > 60 || airportCode.MatchString(n) || !latin(n) {
			continue
		}
		first := []rune(strings.TrimLeft(n, "'`’‘ʼʻ"))
		lower := strings.ToLower(n)
		if len(first) == 0 || !unicode.IsUpper(first[0]) && !strings.HasPrefix(lower, "al-") && !strings.HasPrefix(lower, "el-") {
			continue
		}
		kept = append(kept, n)
	}
	return kept
}

func latin(name string) bool {
	for _, r := range name {
		if r >= 0x250 && unicode.IsLetter(r) && !unicode.Is(unicode.Latin, r) || r > 0xFFFF {
			return false
		}
	}
	return true
}

var articles = wordSet("al ar as ash ad adh an at ath az el ed er es esh et ez")

// newsSpelling are parts of Arabic names as scholars and as agencies write them.
var newsSpelling = map[string]string{
	"dayr": "deir", "bayt": "beit", "shaykh": "sheikh", "tall": "tal", "ayn": "ain", "husayn": "hussein", "qusayr": "qusair",
	"zawr": "zour", "khan": "khan", "bi'r": "bir", "ra's": "ras", "bani": "beni", "umm": "umm",
}

// arabicVariants gives the spellings that follow from an Arabic name by rule:
// without its article, with "al" for an assimilated one, with the endings and
// parts as agencies write them.
func arabicVariants(name string) []string {
	words := strings.Fields(text.Fold(name))
	if len(words) == 0 {
		return nil
	}
	parts, endings := slices.Clone(words), slices.Clone(words)
	for i, w := range words {
		if s, ok := newsSpelling[w]; ok {
			parts[i] = s
		}
		if len(w) > 4 && strings.HasSuffix(w, "ah") {
			endings[i] = strings.TrimSuffix(w, "h")
		}
	}
	forms := [][]string{words, parts, endings}
	var out []string
	for _, form := range forms {
		out = append(out, strings.Join(form, " "))
		for i, w := range form[:len(form)-1] {
			if !articles[w] {
				continue
			}
			with := slices.Clone(form)
			with[i] = "al"
			out = append(out, strings.Join(with, " "))
			if rest := strings.Join(form[1:], " "); i == 0 && len(rest) > 3 {
				out = append(out, rest)
			}
		}
	}
	return out
}

// plurals gives the words for people with the plurals in -s that English makes.
func plurals(people []string) []string {
	var all []string
	for _, p := range people {
		all = append(all, p)
		last := p[strings.LastIndex(p, " ")+1:]
		switch {
		case strings.HasSuffix(last, "ese"), strings.HasSuffix(last, "sh"), strings.HasSuffix(last, "ch"), strings.HasSuffix(last, "s"),
			strings.HasSuffix(last, "men"), strings.HasSuffix(last, "man"), strings.HasSuffix(last, "x"):
		default:
			all = append(all, p+"s")
		}
	}
	return all
}
