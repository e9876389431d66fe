package tagger

// What is quoted has a grammar of its own, and a sentence with a long quotation
// before its verb is one that a parser reads worst. So a word stands in the
// sentence for each quotation that is speech in itself, and what a speaker says
// in it of others is left to the speaker.

// standIn is what stands for a quotation in the sentence around it.
const standIn = "Yes"

// parse is the tree of the sentence. The first word of a quotation depends on what
// the word in its place did, as a clause, and the others on it.
func (s *scene) parse(words []string, parse func([]string) Tree) Tree {
	cut := s.speeches()
	if len(cut) == 0 {
		return parse(words)
	}
	var outer []string
	var at []int // by word of outer: the token, of a stand-in the first of the quotation's own
	place := map[int]stretch{}
	for i := 0; i < len(words); i++ {
		if len(cut) > 0 && cut[0].from == i {
			place[len(outer)] = cut[0]
			outer, at = append(outer, standIn), append(at, i)
			i = cut[0].to - 1
			// Its own last mark, a comma most often, stays.
			if i > at[len(at)-1] && s.mark(i) {
				place[len(outer)-1] = stretch{cut[0].from, i}
				outer, at = append(outer, words[i]), append(at, i)
			}
			cut = cut[1:]
			continue
		}
		outer, at = append(outer, words[i]), append(at, i)
	}
	around := parse(outer)
	out := make(Tree, len(words))
	head := make([]int, len(outer)) // by word of outer: the token that it is or whose head it is
	copy(head, at)
	for k := range outer {
		r, quoted := place[k]
		if !quoted {
			continue
		}
		// What is said within is the speaker's: its first word stands for it.
		head[k] = r.from
		for i := r.from; i < r.to; i++ {
			out[i] = Node{Word: words[i], UPOS: "X", Head: r.from, Relation: "dep"}
		}
	}
	for k, n := range around {
		h := n.Head
		if h >= 0 {
			h = head[h]
		}
		if _, quoted := place[k]; quoted {
			out[head[k]].Head, out[head[k]].UPOS = h, "NOUN"
			if out[head[k]].Relation = n.Relation; h >= 0 && n.Relation != "parataxis" {
				out[head[k]].Relation = "ccomp"
			}
			continue
		}
		n.Word, n.Head = words[at[k]], h
		out[at[k]] = n
	}
	return out
}

// speeches are the quotations of the sentence, marks left out, that are speech
// in themselves: direct, with words around, and opened where speech is, at the
// beginning or behind a comma or colon.
func (s *scene) speeches() []stretch {
	var out []stretch
	outside := false
	for i := 0; i < len(s.tokens); i++ {
		q := s.within[i]
		if q < 0 || !s.quotes[q].direct() {
			outside = outside || !s.mark(i)
			continue
		}
		r := stretch{i, i + 1}
		for r.to < len(s.tokens) && s.within[r.to] == q {
			r.to++
		}
		i = r.to - 1
		opened := s.opens(r.from) && (r.from == 0 || s.is(r.from-1, ",", ":", "—", "–", ";") || s.closes(r.from-1))
		if !opened && r.from > 0 {
			continue // words quoted within a clause are of it
		}
		if s.opens(r.from) {
			r.from++
		}
		if s.closes(r.to - 1) {
			r.to--
		}
		if r.to-r.from >= 3 {
			out = append(out, r)
		}
	}
	if !outside {
		return nil
	}
	return out
}
