package grade

import (
	"slices"
	"strings"
	"unicode"
)

// ScoreCEAF adds to d what one document's role fillers are worth by CEAF-REE (Du,
// Rush and Cardie, "GRIT", EACL 2021; its published scorer, the strict form).
// Entities of a role are paired one to one so that most pairs agree; a pair
// agrees when each mention of the predicted entity is a mention of the key's, word for
// word after normalising. Precision counts predicted entities, recall the key's,
// summed over roles and documents.
func ScoreCEAF(d *Doc, want, came map[string][][]string) {
	for _, role := range GRITRoles {
		gold, pred := normalEntities(want[role]), normalEntities(came[role])
		weights := make([][]int64, len(gold))
		for i := range gold {
			weights[i] = make([]int64, len(pred))
			for j := range pred {
				if within(pred[j], gold[i]) {
					weights[i][j] = 1
				}
			}
		}
		right := 0
		used := make([]bool, len(pred))
		for i, j := range assign(weights) {
			if j >= 0 {
				right++
				used[j] = true
			} else {
				d.Miss(role, strings.Join(want[role][i], " / "), "")
			}
		}
		for j := range pred {
			if !used[j] {
				d.Miss(role, "", strings.Join(came[role][j], " / "))
			}
		}
		for _, measure := range []string{"ceaf_ree", "ceaf_ree_" + strings.ToLower(role)} {
			d.Add(measure, float64(right), float64(len(pred)), float64(len(gold)))
		}
	}
}

// within tells whether each of some mentions is among others. None at all are,
// as in the published scorer.
func within(mentions, of []string) bool {
	for _, m := range mentions {
		if !slices.Contains(of, m) {
			return false
		}
	}
	return true
}

func normalEntities(entities [][]string) [][]string {
	out := make([][]string, len(entities))
	for i, e := range entities {
		for _, m := range e {
			out[i] = append(out[i], normalMention(m))
		}
	}
	return out
}

// normalMention is the published scorer's: lower case, without ASCII punctuation, then
// without articles, single spaces. Punctuation goes first, so that "u.s." is "us".
func normalMention(s string) string {
	s = strings.Map(func(r rune) rune {
		if r < 0x80 && unicode.In(r, unicode.Punct, unicode.Symbol) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = withoutArticles(w)
	}
	return strings.Join(strings.Fields(strings.Join(words, " ")), " ")
}

// withoutArticles leaves out of a word the runs of letters and digits that are
// articles; a mark beyond ASCII parts such runs.
func withoutArticles(w string) string {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for _, a := range []string{"a", "an", "the"} {
		switch rest, found := strings.CutPrefix(w, a); {
		case w == a:
			return ""
		case found && strings.IndexFunc(rest, inWord) != 0:
			return " " + withoutArticles(rest)
		}
	}
	i := strings.IndexFunc(w, func(r rune) bool { return !inWord(r) })
	if i < 0 {
		return w
	}
	j := i + len(string([]rune(w[i:])[0]))
	return withoutArticles(w[:i]) + w[i:j] + withoutArticles(w[j:])
}

// ceafMetrics are the figures of CEAF-REE, all roles, then F1 of each.
func ceafMetrics() []Metric {
	out := PRF("ceaf_ree", "ceaf_ree")
	for _, role := range GRITRoles {
		name := strings.ToLower(role)
		m := PRF("ceaf_ree_"+name, "ceaf_ree_"+name)[2]
		m.Name = "ceaf_ree_f1_" + name
		out = append(out, m)
	}
	return out
}
