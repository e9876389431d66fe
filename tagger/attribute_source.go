package tagger

// A voice says how a verb stands to its source.
type voice int

const (
	active voice = iota
	passive
)

// source is who says it: the subject of verb i, of the verb that it is joined
// to or that leads to it, or the agent of a passive; empty where nobody is.
func (s *scene) source(i int) (stretch, voice) {
	for at := i; at >= 0; {
		if s.tree.Passive(at) || s.tree[at].Relation == "acl" && s.tree[at].XPOS == "VBN" {
			if at == i {
				for _, k := range s.kids[at] {
					if s.rel(k) == "obl" && s.is(s.under(k).from, "by") && !channel[s.lower(k)] {
						return stretch{s.under(k).from + 1, s.rightEdge(k, i)}, passive
					}
				}
				// "The bishop called for a truce", taken for "the bishop who was called"
				if h := s.tree[at].Head; s.rel(at) == "acl" && s.tree[h].Head < 0 {
					return stretch{s.leftEdge(h), min(s.rightEdge(h, i), s.under(at).from)}, active
				}
				return stretch{}, passive
			}
			// "was quoted as saying", "is expected to say"
			if sub := s.kid(at, "nsubj"); sub >= 0 {
				return s.phrase(sub, i), active
			}
		}
		if sub := s.kid(at, "nsubj"); sub >= 0 {
			if s.is(sub, "it", "there") && s.tree[sub].Relation == "expl" {
				return stretch{}, active
			}
			return s.phrase(sub, i), active
		}
		h := s.tree[at].Head
		switch rel := s.rel(at); {
		case h < 0:
			return stretch{}, active
		case rel == "conj", rel == "xcomp", rel == "advcl", rel == "parataxis", rel == "ccomp" && s.tree[at].XPOS == "VBG":
			if rel == "xcomp" {
				if o := s.kid(h, "obj", "iobj"); o >= 0 && o < at && at == i {
					return s.phrase(o, i), active
				}
			}
			at = h
		case rel == "acl" && s.tree[at].XPOS == "VBG" || s.tree[at].Relation == "acl:relcl":
			// "a statement saying ..."
			return s.bare(stretch{s.leftEdge(h), min(s.rightEdge(h, i), s.under(at).from)}), active
		default:
			return stretch{}, active
		}
	}
	return stretch{}, active
}

// channel are words for how something is said, not who says it: "said by telephone".
var channel = wordSet("telephone phone radio email e-mail text letter satellite video message fax post")

// phrase is the noun phrase of a subject, with titles, apposition and the
// clauses that tell who it is, its closing comma included. It does not leave the
// quotation that its head is in, or enter one.
func (s *scene) phrase(head, verb int) stretch {
	// "At a meeting, the mayor said": a phrase that opens the sentence is taken for
	// the subject, and the subject for its apposition.
	if c := s.kid(head, "case"); c >= 0 && c < head {
		if a := s.kid(head, "appos", "conj"); a > head && a < verb && s.comma(s.leftEdge(a)-1) {
			head = a
		}
	}
	r := stretch{s.leftEdge(head), s.rightEdge(head, verb)}
	for k := head; k < r.to; k++ {
		for m := r.to; s.is(k, "(") && !s.holds(stretch{k, r.to}, ")") && m < min(r.to+3, len(s.tokens)); m++ {
			if s.is(m, ")") {
				r.to = m + 1
			}
		}
	}
	r.to = s.gap(r.to, verb)
	inside := s.holds(stretch{r.from, r.to - 1}, ",")
	if r.to <= verb && inside && s.paired(r) && r.to < len(s.tokens) && s.is(r.to, ",") {
		r.to++
	}
	return r
}

// gap moves the end of a subject over what stands between it and its verb and
// still tells who it is: phrases and clauses that the parser hung on the verb.
func (s *scene) gap(to, verb int) int {
	end := verb
	for end > to && (s.tree[end-1].Head == verb || s.tree[end-1].Head == s.tree[verb].Head) && (s.rel(end-1) == "aux" || s.rel(end-1) == "advmod" || s.rel(end-1) == "cop" || s.is(end-1, "not", "n't")) {
		end--
	}
	if end <= to || end-to > 30 {
		return to
	}
	switch {
	case s.comma(end-1) && s.comma(to) && end-to > 2:
		if s.is(to+1, "who", "whose", "a", "an", "the", "of", "now", "then") || s.tree[to+1].UPOS == "NUM" || s.tree[to+1].UPOS == "PROPN" && !s.timely(to+1) {
			return end - 1
		}
	case s.is(to, "of", "for", "at", "from", "with", "in", "who", "that") || s.tree[to].XPOS == "VBN":
		for k := to; k < end; k++ {
			if s.comma(k) || s.timely(k) || s.isYear(k) || s.within[k] != s.within[to] {
				return to
			}
		}
		return end
	}
	return to
}

func (s *scene) isYear(k int) bool {
	w := s.tokens[k].Text
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && s.tree[k].UPOS == "NUM"
}

// holds reports whether a word stands in a stretch.
func (s *scene) holds(r stretch, word string) bool {
	for k := r.from; k < r.to; k++ {
		if s.is(k, word) {
			return true
		}
	}
	return false
}

// leftEdge is where a noun phrase begins: with the determiners, titles, numbers
// and adjectives before its head. What else the parser hung there, a phrase or a
// clause that opens the sentence, tells nothing of the source.
func (s *scene) leftEdge(head int) int {
	from := head
	for n := len(s.kids[head]) - 1; n >= 0; n-- {
		k := s.kids[head][n]
		if k > head {
			continue
		}
		r := s.under(k)
		switch s.rel(k) {
		case "det", "amod", "nummod", "compound", "flat", "nmod", "advmod", "appos", "punct", "cc", "obl":
		default:
			return from
		}
		if r.to != from || s.within[k] != s.within[head] || s.tree[k].Relation == "nmod" ||
			(s.rel(k) == "advmod" || s.rel(k) == "obl" || s.rel(k) == "cc") && !(s.rel(k) == "advmod" && r.to-r.from == 1 && !s.is(k, "however", "also", "then", "meanwhile", "instead", "still", "yet", "now", "so", "when", "as", "but")) {
			return from
		}
		if s.rel(k) == "punct" && !s.opens(k) && !(s.is(k, "-") && s.tokens[k].End == s.tokens[k+1].Start) {
			return from
		}
		for m := r.from; m < r.to; m++ {
			if s.comma(m) && m == r.to-1 {
				return from
			}
		}
		from = r.from
	}
	return from
}

// rightEdge is where a noun phrase ends: behind what is joined to its head, its
// apposition and the clause that tells who it is.
func (s *scene) rightEdge(head, verb int) int {
	to := head + 1
	for _, k := range s.kids[head] {
		if k < head {
			continue
		}
		r := s.under(k)
		if r.has(verb) || s.within[k] != s.within[head] && s.quotes[max(s.within[k], 0)].direct() {
			break
		}
		switch rel := s.rel(k); {
		case rel == "punct":
			continue
		case rel == "advcl", rel == "parataxis", rel == "dep", rel == "obl", rel == "ccomp", rel == "xcomp", s.tree[k].Relation == "nmod:tmod", rel == "advmod" && r.from != to:
			return to
		case s.tree[k].Relation == "acl:relcl" && s.incidental(r):
			return to
		case rel == "nmod" && s.timely(k), (rel == "appos" || rel == "conj") && s.kid(k, "nsubj", "aux", "cop") >= 0:
			return to
		}
		to = max(to, r.to)
	}
	for to > head+1 && (s.mark(to-1) && !s.is(to-1, ".") || s.closes(to-1) || s.opens(to-1)) {
		to--
	}
	return to
}

// incidental reports whether a relative clause only adds to what is known.
func (s *scene) incidental(r stretch) bool {
	return s.comma(r.from-1) && s.is(r.from, "which", "where", "when") || s.comma(r.from) && s.is(r.from+1, "which", "where", "when")
}

// timely reports whether a noun tells when.
func (s *scene) timely(k int) bool { return days[s.lower(k)] }

var days = wordSet(`monday tuesday wednesday thursday friday saturday sunday january february march april june july august
	september october november december yesterday today tomorrow week month year morning afternoon evening night`)

// paired reports whether a phrase has an insertion between commas rather than
// a list.
func (s *scene) paired(r stretch) bool {
	for k := r.from; k < r.to; k++ {
		if s.rel(k) == "appos" || s.tree[k].Relation == "acl:relcl" || s.rel(k) == "acl" {
			return k > 0
		}
	}
	return false
}

// bare is a stretch without marks at its ends.
func (s *scene) bare(r stretch) stretch {
	for !r.empty() && (s.mark(r.to-1) || s.opens(r.to-1) || s.closes(r.to-1)) {
		r.to--
	}
	for !r.empty() && (s.mark(r.from) || s.closes(r.from)) {
		r.from++
	}
	return r
}
