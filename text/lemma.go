package text

import "strings"

// Lemma is the dictionary form, in lower case, of a word with a Penn Treebank
// tag: the base form of verbs, the singular of nouns. Other words and names
// are only put in small letters. Straight apostrophes are expected.
func Lemma(word, tag string) string {
	w := strings.ToLower(word)
	switch tag {
	case "VB", "VBP", "VBD", "VBN", "VBZ", "VBG", "MD":
		return verbLemma(w, tag)
	case "NNS":
		return nounLemma(w)
	case "JJR", "JJS", "RBR", "RBS":
		if base, ok := compared[w]; ok {
			return base
		}
	}
	return w
}

var compared = map[string]string{
	"better": "good", "best": "good", "worse": "bad", "worst": "bad", "larger": "large", "largest": "large", "bigger": "big", "biggest": "big",
	"higher": "high", "highest": "high", "lower": "low", "lowest": "low", "older": "old", "oldest": "old", "younger": "young", "youngest": "young",
	"earlier": "early", "earliest": "early", "later": "late", "latest": "late", "deadlier": "deadly", "deadliest": "deadly", "heavier": "heavy",
	"heaviest": "heavy", "bloodier": "bloody", "bloodiest": "bloody", "closer": "close", "closest": "close", "stronger": "strong", "strongest": "strong",
	"weaker": "weak", "weakest": "weak", "smaller": "small", "smallest": "small", "newer": "new", "newest": "new", "nearer": "near", "nearest": "near",
	"longer": "long", "longest": "long", "greater": "great", "greatest": "great", "wider": "wide", "widest": "wide", "fewer": "few", "fewest": "few",
	"harder": "hard", "hardest": "hard", "safer": "safe", "safest": "safe", "further": "far", "farther": "far", "furthest": "far", "sooner": "soon",
}

// verbLemma undoes -s, -ed and -ing.
func verbLemma(w, tag string) string {
	if i := strings.LastIndexByte(w, '-'); i > 0 && i+1 < len(w) {
		return w[:i+1] + verbLemma(w[i+1:], tag) // "re-arrested", "machine-gunned"
	}
	if tag == "VB" || tag == "VBP" || tag == "MD" {
		switch w {
		case "am", "are", "is", "'re", "'m":
			return "be"
		case "'ve", "has":
			return "have"
		case "'ll", "wo":
			return "will"
		case "ca":
			return "can"
		case "freed", "fled", "agreed":
			return verbBase[w] // mistagged: no verb's base form
		}
		return w
	}
	if w == "wound" && tag == "VBN" || w == "found" && tag == "VB" {
		return verbBase[w]
	}
	if base, ok := verbBase[w]; ok {
		return base
	}
	switch {
	case strings.HasSuffix(w, "ing") && tag != "VBD" && len(w) > 4:
		return restore(w[:len(w)-3])
	case strings.HasSuffix(w, "ied") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "ied"): // died, lied, tied
		return w[:len(w)-1]
	case strings.HasSuffix(w, "ed") && len(w) > 3:
		return restore(w[:len(w)-2])
	case tag != "VBZ":
		return w
	case strings.HasSuffix(w, "ies") && len(w) > 4:
		return w[:len(w)-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"), strings.HasSuffix(w, "oes"):
		return w[:len(w)-2]
	case strings.HasSuffix(w, "ches"):
		if baseVerbs[w[:len(w)-1]] || w == "aches" {
			return w[:len(w)-1]
		}
		return w[:len(w)-2]
	case strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 2:
		return w[:len(w)-1]
	}
	return w
}

// restore makes the base form from what is left when -ed or -ing is taken
// off: it undoes doubling ("stopp"), gives back the silent e ("seiz"), or
// leaves the stem as it is ("attack").
func restore(stem string) string {
	switch {
	case baseVerbs[stem+"e"] && !baseVerbs[stem]:
		return stem + "e"
	case irregularBase[stem+"e"]: // "riding": of "rid" it were "ridding"
		return stem + "e"
	case baseVerbs[stem] || irregularBase[stem]:
		return stem
	}
	n := len(stem)
	if n < 2 {
		return stem
	}
	last, prev := stem[n-1], stem[n-2]
	if last == prev {
		single := stem[:n-1]
		switch {
		case baseVerbs[single] || irregularBase[single]:
			return single
		case strings.IndexByte("bdgmnprt", last) >= 0 && n > 3 && !keepsDouble[stem]:
			return single
		case last == 'l' && undoubledL[single]:
			return single
		}
		return stem
	}
	if takesE(stem) {
		return stem + "e"
	}
	return stem
}

var keepsDouble = set("add err purr butt putt mitt boycott egg")

var undoubledL = set(`control patrol expel compel propel repel rebel dispel cancel travel label level quarrel signal total model
	fuel duel marvel channel counsel equal excel fulfil instil enrol appal extol initial pedal rival shovel tunnel swivel
	unravel grovel pummel funnel trammel bevel jewel libel dial trial bejewel annul distil`)

// takesE reports whether a stem without its ending has lost a silent e. The
// endings are those of English spelling; the lists are the exceptions among
// common verbs.
func takesE(stem string) bool {
	n := len(stem)
	if n < 2 {
		return false
	}
	if eVerbs[stem] {
		return true
	}
	if plainVerbs[stem] {
		return false
	}
	if syllables(stem) == 1 && n > 2 && isVowel(stem[n-2]) && !isVowel(stem[n-3]) && strings.IndexByte("bdgklmnprt", stem[n-1]) >= 0 {
		return true // without a silent e the consonant were doubled: "wan", "scrap"
	}
	last, prev := stem[n-1], stem[n-2]
	var third byte
	if n > 2 {
		third = stem[n-3]
	}
	vowel := isVowel(prev)
	pair := vowel && isVowel(third) && (third != 'u' || n > 3 && stem[n-4] != 'q') // "ea", "oi", but not "qui"
	switch last {
	case 'v', 'c', 'u':
		return true
	case 'z':
		return prev != 'z' && prev != 't'
	case 's':
		return prev != 's' && prev != 'u' || prev == 'u' && (third == 'o' || third == 'a' || third == 'c' || third == 'f' || third == 'm')
	case 'g':
		return prev == 'd' || prev == 'r' || prev == 'l' || vowel && !pair || pair && third == 'i'
	case 'l':
		switch prev {
		case 'b', 'p', 't', 'd', 'g', 'k', 'f', 'c', 's', 'z':
			return true
		case 'i', 'u':
			return !pair
		}
		return false
	case 't':
		switch prev {
		case 'a':
			return n > 3 && third != 'e' && third != 'o'
		case 'u':
			return third != 'o'
		}
		return false
	case 'd':
		return (prev == 'a' || prev == 'i' || prev == 'u' || prev == 'o') && !pair || prev == 'e' && third == 'c'
	case 'r':
		switch prev {
		case 'a', 'i':
			return !pair
		case 'u':
			return third != 'o'
		}
		return false
	case 'n':
		return prev == 'i' && !pair || prev == 'u' && !pair
	case 'm':
		switch prev {
		case 'a', 'i', 'u':
			return !pair
		case 'o':
			return third == 'c'
		}
		return false
	case 'p':
		return (prev == 'a' || prev == 'o' || prev == 'i' || prev == 'y' || prev == 'u') && !pair && syllables(stem) == 1
	case 'k':
		return vowel && prev != 'e' && !pair
	case 'b':
		return (prev == 'i' || prev == 'o' || prev == 'u') && !pair
	}
	return false
}

func isVowel(c byte) bool { return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u' }

// syllables counts runs of vowels.
func syllables(s string) int {
	n, in := 0, false
	for i := 0; i < len(s); i++ {
		v := isVowel(s[i]) || s[i] == 'y' && i > 0
		if v && !in {
			n++
		}
		in = v
	}
	return n
}

// eVerbs end in a silent e against the endings' rule, plainVerbs in none.
var (
	eVerbs = set(`unit reunit ignit invit incit excit recit extradit expedit delet deplet complet compet secret
		quot denot promot devot demot connot chang exchang rang arrang challeng aveng reveng plung loung infring
		cring hing sing imping scaveng spong lung ting estrang expung rearrang ston postpon condon telephon aton
		restor ignor explor implor deplor interfer adher persever cohere rever conven interven contraven premier
		tast wast past bast hast bath breath cloth loath sooth seeth writh scyth cach ach exhal inhal impal parol cajol consol
		straf creat recreat procreat escap landscap conced preced imped seced reced supersed persuad dissuad guid misguid
		clos loos eras chas pleas ceas lapse ow com becom overcom welcom tiptoe
		requir inquir enquir acquir squar gangren microwav outlin wholesal fatigu`)
	plainVerbs = set(`combat format exit visit limit edit benefit eat repeat defeat treat forbid head load
		spread behead debut feud cloud occur murmur collar victim ransom bottom blossom gossip worship kidnap develop envelop
		gallop pencil pivot focus bias gas bus canvas bargain cabin ruin panic mimic traffic picnic
		jar pilot ballot carpet market rocket target budget trumpet handicap equip
		permit submit commit admit emit omit transmit remit concur incur recur program bedevil imperil
		bombard veto echo hero`)
)

// nounLemma is the singular of a plural.
func nounLemma(w string) string {
	if sameNouns[w] {
		return w
	}
	if one, ok := irregularNouns[w]; ok {
		return one
	}
	if i := strings.LastIndexByte(w, '-'); i > 0 && i+1 < len(w) {
		return w[:i+1] + nounLemma(w[i+1:])
	}
	n := len(w)
	switch {
	case strings.HasSuffix(w, "men") && n > 3:
		return w[:n-3] + "man"
	case n == 3 && w == "men":
		return "man"
	case !strings.HasSuffix(w, "s") || n < 3 || strings.HasSuffix(w, "ss") || strings.HasSuffix(w, "us") || w[n-2] == '\'':
		return w
	case w[n-2] >= '0' && w[n-2] <= '9':
		return w // "1990s"
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "zzes"):
		return w[:n-2]
	case strings.HasSuffix(w, "oes"):
		return w[:n-2]
	case strings.HasSuffix(w, "uses") && n > 6 && !strings.HasSuffix(w, "ouses") && !strings.HasSuffix(w, "auses") && !strings.HasSuffix(w, "cuses") && !strings.HasSuffix(w, "fuses") && w != "abuses" || w == "buses":
		return w[:n-2] // viruses, campuses
	case strings.HasSuffix(w, "ses") && strings.HasSuffix(w, "yses"):
		return w[:n-2] + "is"
	}
	return w[:n-1]
}
