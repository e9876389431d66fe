package tagger

import "strings"

// content is what a cue's word i attributes, by the clauses and phrases that
// hang on it; and the cue with the preposition that leads there.
func (s *scene) content(i int, c cue, cue, source stretch, who voice) ([]stretch, stretch) {
	var out []stretch
	object := stretch{}
	for _, k := range s.kids[i] {
		r := s.under(k)
		if r.has(i) || !source.empty() && overlaps(r, source) {
			continue
		}
		after := k > i
		rel := s.rel(k)
		switch {
		case rel == "ccomp" && (c.frame['c'] && after || c.frame['q']):
			if after {
				r = s.widen(r, i, cue)
			}
			out = append(out, r)
		case rel == "parataxis" && c.frame['q'] && !s.parenthetic(k, r):
			out = append(out, r)
		case !after || rel == "conj" || rel == "punct" || rel == "cc":
			continue
		case object.empty() && c.preps[s.lower(r.from)] && r.to-r.from > 1 && (r.from == cue.to || len(out) == 0 && r.from-cue.to <= 6):
			// The preposition belongs to the cue where it touches it.
			if r.from == cue.to {
				cue.to++
			}
			out = append(out, stretch{r.from + 1, s.upTo(k, i, r.to)})
		case rel == "xcomp" && (c.frame['x'] || c.frame['s']):
			if !object.empty() && c.frame['s'] {
				r.from = object.from
			} else if !c.frame['x'] && who != passive {
				continue
			}
			if s.is(r.from, "to") && s.is(r.from+1, "have") {
				r = s.joined(r, i)
			}
			out = append(out, r)
			object = stretch{}
		case rel == "obj" || rel == "iobj":
			switch {
			case rel == "obj" && c.frame['c'] && c.frame['q'] && s.tree[k].UPOS == "VERB":
				out = append(out, s.widen(r, i, cue))
			case !object.empty() && c.frame['s']:
				out = append(out, stretch{object.from, r.to})
				object = stretch{}
			case c.frame['s'] && s.accused(k):
				out = append(out, r)
			case c.frame['o'] || c.frame['s']:
				object = r
			}
		case rel == "obl" || rel == "advcl" || rel == "nmod" || rel == "advmod" && len(s.kids[k]) > 0:
			if !object.empty() && !c.frame['s'] && s.is(r.from, "of") && r.from == object.to {
				object.to = r.to // "the killing | of a policeman"
			}
			if !object.empty() && c.frame['s'] && predicative[s.lower(r.from)] && r.from == object.to {
				out = append(out, stretch{object.from, r.to})
				object = stretch{}
			}
		}
	}
	if len(out) == 0 && !object.empty() && c.frame['o'] && s.weighty(object) {
		out = append(out, object)
	}
	if len(out) > 1 {
		out = s.choose(out, i)
	}
	for k, r := range out {
		out[k] = s.upToNext(r, i)
	}
	return out, cue
}

// accused reports whether what is said of noun k was hung on it rather than on
// the verb: "accused the rebels [of burning the school]".
func (s *scene) accused(k int) bool {
	for _, m := range s.kids[k] {
		if m > k && s.rel(m) == "acl" && predicative[s.lower(s.under(m).from)] {
			return true
		}
	}
	return false
}

// joined gives an infinitive of the past the predicates joined to it, which the
// parser joins to the verb above: "claimed to have killed two and burned a car".
func (s *scene) joined(r stretch, i int) stretch {
	for _, k := range s.kids[i] {
		if s.rel(k) == "conj" && k > r.to && s.isVerb(k) && s.kid(k, "nsubj", "aux", "ccomp") < 0 && (s.tree[k].XPOS == "VBN" || s.tree[k].XPOS == "VBD") {
			r.to = s.under(k).to
		}
	}
	return r
}

// upToNext ends content behind a cue at a semicolon when what follows is another
// attribution with a source of its own: "X said two; Y said five".
func (s *scene) upToNext(r stretch, i int) stretch {
	for k := max(r.from, i) + 1; k < r.to; k++ {
		if !s.is(k, ";") || s.within[k] >= 0 {
			continue
		}
		for m := k + 1; m < r.to; m++ {
			if c, ok := s.a.verbs[s.lemma(m)]; ok && c.kind.Spoken() && s.isVerb(m) && s.kid(m, "nsubj") > k {
				r.to = k
				return r
			}
		}
	}
	return r
}

// upTo is where what "called on X to do Y" attributes ends: with the last
// infinitive behind k.
func (s *scene) upTo(k, i, to int) int {
	for _, m := range s.kids[i] {
		if m > k && (s.rel(m) == "xcomp" || s.rel(m) == "advcl") && s.is(s.under(m).from, "to") {
			to = max(to, s.under(m).to)
		}
	}
	return to
}

// widen gives a clause behind verb i what the parser cut off it: its first noun
// phrase, taken for the verb's object, and what stands behind it and was hung
// on the verb. It ends before the next attribution of the same sentence.
func (s *scene) widen(r stretch, i int, cue stretch) stretch {
	if s.tree[r.from].UPOS != "SCONJ" && !strings.HasPrefix(s.tree[r.from].XPOS, "W") {
		from := cue.to
		told := recipient[s.lemma(i)]
		for _, k := range s.kids[i] {
			u := s.under(k)
			if u.from < cue.to || u.to > r.from {
				continue
			}
			switch rel := s.rel(k); {
			case told && (rel == "obj" || rel == "iobj"):
				told = false
				from = u.to
			case rel == "obl" || rel == "advmod" || rel == "advcl" || rel == "nsubj" || rel == "punct" || rel == "xcomp" || s.timely(k):
				from = u.to
			}
		}
		r.from = min(r.from, from)
	}
	end := s.under(i).to
	for _, k := range s.kids[i] {
		u := s.under(k)
		if u.from < r.to {
			continue
		}
		switch rel := s.rel(k); {
		case rel == "conj" && s.isClause(k), rel == "parataxis", rel == "cc", rel == "advcl" && s.comma(u.from-1), rel == "advcl" && s.comma(u.from):
			end = min(end, u.from)
		}
	}
	if end > r.to {
		r.to = end
	}
	// "..., citing a report", "... and added that ..."
	for k := max(r.from, i) + 1; k < r.to; k++ {
		if _, known := s.a.verbs[s.lemma(k)]; !known || s.within[k] >= 0 {
			continue
		}
		switch {
		case s.tree[k].XPOS == "VBG" && s.comma(k-1) && k-1 > r.from:
			r.to = k - 1
		case s.rel(k) == "conj" && s.tree[k].XPOS == s.tree[i].XPOS && s.kid(k, "nsubj") < 0 && s.is(k+1, "that") && k-1 > r.from && s.is(k-1, "and", "but"):
			r.to = k - 1
		}
	}
	return r
}

// recipient verbs name whom it was said to before what was said.
var recipient = wordSet("tell inform remind assure warn ask advise urge brief notify promise convince persuade")

// weighty reports whether an object is something that can be attributed: more
// than a pronoun of manner or measure.
func (s *scene) weighty(r stretch) bool {
	return !(r.to-r.from == 1 && s.is(r.from, "himself", "herself", "themselves", "itself", "myself", "so", "much", "more"))
}

// predicative words lead to what is said of an object.
var predicative = wordSet("as of for with about over to")

// isClause reports whether a node is the head of a clause.
func (s *scene) isClause(k int) bool {
	return s.isVerb(k) || s.kid(k, "nsubj", "cop") >= 0
}

// parenthetic reports whether a parataxis is itself an attribution in brackets
// or the like, no content.
func (s *scene) parenthetic(k int, r stretch) bool {
	if c, ok := s.a.verbs[s.lemma(k)]; ok && c.frame['q'] && s.isVerb(k) && s.kid(k, "ccomp", "parataxis", "obj") < 0 && r.to-r.from < 8 {
		return true
	}
	return s.is(r.from, "(", "[")
}

// choose keeps the contents that go together: of several clauses the first
// behind the cue and the last before it.
func (s *scene) choose(rs []stretch, i int) []stretch {
	var before, after stretch
	for _, r := range rs {
		if r.to <= i {
			before = r
		} else if after.empty() {
			after = r
		}
	}
	var out []stretch
	if !before.empty() {
		out = append(out, before)
	}
	if !after.empty() {
		out = append(out, after)
	}
	return out
}

// rest is the content of a verb of saying that stands in, or behind, what is
// said: "X, he said, Y"; "X, he said".
func (s *scene) rest(i int, cue, source stretch) []stretch {
	whole := stretch{0, len(s.tokens)}
	self := s.span2(cue, source)
	switch h := s.tree[i].Head; {
	case h >= 0 && s.rel(i) == "parataxis":
		whole = s.under(h)
		self = join(self, s.inner(i, h))
	case h >= 0 && s.rel(i) == "advcl" && s.kid(i, "mark") >= 0 && s.is(s.kid(i, "mark"), "as"):
		whole = s.under(h)
		self = join(self, s.under(i))
	default:
		// At the end of the sentence, behind a comma.
		end := len(s.tokens)
		for end > 0 && (s.mark(end-1) || s.is(end-1, "?", "!")) {
			end--
		}
		if self.to < end-6 && !s.comma(self.to) || self.from == 0 || !(s.comma(self.from-1) || s.closes(self.from-1)) {
			return nil
		}
		// A verb that hangs on something else, unless its subject stands right
		// before it: then the tree errs.
		led := !source.empty() && source.to == cue.from && s.tree[i].XPOS != "VBG"
		if s.rel(i) == "xcomp" || !led && (s.rel(i) == "advcl" || s.rel(i) == "acl" || s.rel(i) == "conj") || s.tree[i].Relation == "acl:relcl" && s.tree[source.from].UPOS == "PRON" && !led {
			return nil
		}
		whole.to = self.from
	}
	var out []stretch
	for _, r := range []stretch{{whole.from, self.from}, {self.to, whole.to}} {
		if !r.empty() && s.says(r) {
			out = append(out, r)
		}
	}
	return out
}

// inner is the stretch of a parataxis, without what the parser hung on it
// from behind the next comma.
func (s *scene) inner(i, h int) stretch {
	r := s.under(i)
	if i < h && r.to > h {
		r.to = h
	}
	return r
}

func (s *scene) comma(i int) bool {
	return i >= 0 && i < len(s.tokens) && s.is(i, ",", "—", "–", "-", "--")
}

func (s *scene) span2(a, b stretch) stretch {
	if b.empty() || b.from > a.to+1 && b.from > a.to+3 || a.from > b.to+3 {
		return a
	}
	return join(a, b)
}

func join(a, b stretch) stretch {
	if a.empty() {
		return b
	}
	if b.empty() {
		return a
	}
	return stretch{min(a.from, b.from), max(a.to, b.to)}
}

func overlaps(a, b stretch) bool { return a.from < b.to && b.from < a.to }
