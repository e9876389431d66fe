package grade

import (
	"slices"
	"strings"
	"unicode"
)

// lineNames finds the entities of a corpus in its sentences.
type lineNames struct {
	entities []string
	aliases  map[string][]lineAlias // by first word
}

type lineAlias struct {
	words  []string // lower case
	entity int
}

// generic are last words of names that name nothing alone.
const generic = " airlines airways force workers motors company corporation group bank inc corp union stock exchange index market markets creditors "

// newLineNames takes of each entity its name; its initials; its name without a last word that is
// generic; a word with a digit in it; and a last word that stands for it in the texts,
// unless another entity is called so.
func newLineNames(entities []string, docs []lineDocument) *lineNames {
	n := &lineNames{entities: entities, aliases: map[string][]lineAlias{}}
	alone := map[string]bool{} // capital words before and behind which none stands
	for _, d := range docs {
		for _, s := range d.sentences {
			for i, w := range s.words {
				if capital(w) && (i == 0 || !capital(s.words[i-1])) && (i+1 == len(s.words) || !capital(s.words[i+1])) {
					alone[w] = true
				}
			}
		}
	}
	add := func(e int, words ...string) {
		for i := range words {
			words[i] = strings.ToLower(words[i])
		}
		n.aliases[words[0]] = append(n.aliases[words[0]], lineAlias{words, e})
	}
	for e, name := range entities {
		words := strings.Fields(name)
		add(e, slices.Clone(words)...)
		if len(words) < 2 {
			continue
		}
		initials := ""
		for _, w := range words {
			if r := []rune(w)[0]; unicode.IsUpper(r) {
				initials += string(r)
			}
		}
		if len(initials) == len(words) {
			add(e, initials)
		}
		last := words[len(words)-1]
		common := strings.Contains(generic, " "+strings.ToLower(last)+" ")
		taken := slices.ContainsFunc(entities, func(o string) bool { return o != name && slices.Contains(strings.Fields(o), last) })
		if common && len(words) > 2 {
			add(e, slices.Clone(words[:len(words)-1])...)
		}
		if !common && !taken && alone[last] || !capital(last) && !taken {
			add(e, last)
		}
		for _, w := range words {
			if strings.ContainsAny(w, "0123456789") {
				add(e, w)
			}
		}
	}
	for _, list := range n.aliases {
		slices.SortStableFunc(list, func(a, b lineAlias) int { return len(b.words) - len(a.words) }) // the longest name there is
	}
	return n
}

func capital(w string) bool { return w != "" && unicode.IsUpper([]rune(w)[0]) }

// find is which entity each word of a sentence names, -1 for none.
func (n *lineNames) find(words []string) []int {
	out := make([]int, len(words))
	for i := range out {
		out[i] = -1
	}
	for i := 0; i < len(words); {
		step := 1
		for _, a := range n.aliases[strings.ToLower(words[i])] {
			if i+len(a.words) > len(words) {
				continue
			}
			same := true
			for k, w := range a.words {
				same = same && strings.EqualFold(words[i+k], w)
			}
			if same {
				for k := range a.words {
					out[i+k] = a.entity
				}
				step = len(a.words)
				break
			}
		}
		i += step
	}
	return out
}

// personal reports whether an entity's name is like a person's: two words or three, of letters, none generic.
func (n *lineNames) personal(e int) bool {
	words := strings.Fields(n.entities[e])
	if len(words) < 2 || len(words) > 3 {
		return false
	}
	for _, w := range words {
		if !capital(w) || strings.ContainsAny(w, "0123456789") || strings.Contains(generic, " "+strings.ToLower(w)+" ") || strings.ToUpper(w) == w {
			return false
		}
	}
	return true
}
