package reader

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A triggerIndex finds the codebook's triggers by the first word of a verb and
// the last of a noun.
type triggerIndex struct {
	verbs     map[string][]indexed
	nouns     map[string][]indexed
	particles map[string]bool // "gun down", "shoot dead": a verb with its next word
}

type indexed struct {
	trig  *codebook.Trigger
	typ   *codebook.Type
	words []string
}

func indexTriggers(c *codebook.Codebook) *triggerIndex {
	x := &triggerIndex{map[string][]indexed{}, map[string][]indexed{}, map[string]bool{}}
	for i := range c.Types {
		t := &c.Types[i]
		for k := range t.Triggers {
			tr := &t.Triggers[k]
			if tr.Verb != "" {
				w := strings.Fields(tr.Verb)
				if len(w) > 1 {
					x.particles[w[0]+" "+w[1]] = true
				}
				x.verbs[w[0]] = append(x.verbs[w[0]], indexed{tr, t, w})
			} else {
				w := strings.Fields(tr.Noun)
				x.nouns[w[len(w)-1]] = append(x.nouns[w[len(w)-1]], indexed{tr, t, w})
			}
		}
	}
	// longer words first, then those that ask for a head, then the specific type
	byLength := func(a, b indexed) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(min(len(b.trig.Heads), 1), min(len(a.trig.Heads), 1)), cmp.Compare(b.typ.Rank, a.typ.Rank), cmp.Compare(a.typ.Code, b.typ.Code))
	}
	for _, m := range []map[string][]indexed{x.verbs, x.nouns} {
		for k := range m {
			slices.SortStableFunc(m[k], byLength)
		}
	}
	return x
}

// A roleUse is a phrase in a role.
type roleUse struct {
	role dateline.RoleName
	np   *nounPhrase
	ent  *entity
}

// A find is one mention of an event: a trigger with its arguments.
type find struct {
	s        *sentence
	trig     *codebook.Trigger
	typ      *codebook.Type
	verb     *verbGroup  // for a verb, and for the light verb of a noun
	np       *nounPhrase // for a noun
	from, to int         // tokens of the trigger words
	args     *arguments
	roles    []roleUse
	places   []placeUse
	times    []int // into s.times
	counts   []count
	object   *nounPhrase // the patient, whatever its role: "hit fighters, killing one"

	attached bool      // a participle that describes a noun: it may join an event, not open one
	several  bool      // told of in the plural, with no number: a set, not an event
	definite bool      // "the attack": told of before
	other    bool      // "another", "a separate": not the one told of before
	weak     bool      // wants support that its own clause does not give
	anaphor  bool      // "the move came …": an event by its verb alone, told of before
	alts     []indexed // further triggers that the same words admit
	split    int       // of a distributed phrase: which conjunct, from 1

	occurrence dateline.Occurrence
	basis      dateline.Basis
	background bool
	said       *utterance
	draft      *draft
}

// findTriggers finds the triggers of every sentence that may open events.
func (r *reading) findTriggers() {
	for _, s := range r.sentences {
		if !s.opensEvents() {
			continue
		}
		for ci := range s.chunks {
			c := s.chunks[ci]
			switch {
			case c.vg != nil:
				f := r.verbFind(c.vg)
				if f == nil {
					f = r.anaphorFind(c.vg)
				}
				if f != nil {
					r.finds = append(r.finds, f)
				}
			case c.np != nil && c.np.pronoun == "":
				if f := r.nounFind(c.np); f != nil {
					r.finds = append(r.finds, f)
				}
			}
		}
	}
}

// verbFind is the event that a verb group announces, or nil.
func (r *reading) verbFind(vg *verbGroup) *find {
	s := vg.s
	first := s.lemma(vg.head)
	cands := r.rd.triggers.verbs[first]
	if len(cands) == 0 {
		return nil
	}
	a := s.argumentsOf(vg)
	var out *find
	for _, c := range cands {
		end, object, ok := s.verbWords(vg, c.words, a)
		if !ok {
			continue
		}
		args := a
		if object != nil {
			copied := *a
			copied.object = object
			args = &copied
		}
		if !r.admits(c, args, vg) || s.figurative(c.typ, vg.from, end+3) {
			continue
		}
		if out != nil {
			out.alts = append(out.alts, c)
			continue
		}
		f := &find{s: s, trig: c.trig, typ: c.typ, verb: vg, from: vg.head, to: end, args: args}
		if c.trig.Effect != "" && c.trig.Object != "" && len(args.object) > 0 && !slices.ContainsFunc(args.object, harmed) {
			continue // oxen are no casualties
		}
		f.attached = c.trig.Object != "" && !c.trig.Intransitive && len(args.object) == 0 && len(args.subject) == 0 || (vg.gerund || vg.participle) && vg.at > 0 && s.chunks[vg.at-1].np != nil && (vg.gerund || c.typ.Family == "group")
		if len(args.object) > 0 {
			f.object = args.object[0]
			// "the new structure was disclosed": what was told before
			f.definite = len(c.trig.Heads) > 0 && f.object.det == "the" && len(f.object.names) == 0
			f.other = len(c.trig.Heads) > 0 && f.object.has("another", "second", "third", "similar", "further", "other", "separate")
			f.several = len(c.trig.Heads) > 0 && f.object.plural && f.object.qty == nil && len(f.object.names) == 0
		}
		out = f
	}
	return out
}

// figurative reports whether the words at tokens i..j stand in a phrase that
// the codebook lists as announcing nothing ("heart attack").
func (s *sentence) figurative(t *codebook.Type, i, j int) bool {
	for _, phrase := range t.Not {
		w := strings.Fields(phrase)
		for k := max(0, i-len(w)+1); k < j; k++ {
			if s.lemmasAt(k, w) {
				return true
			}
		}
	}
	return false
}

var occurring = setOf("come", "occur", "happen", "take place", "follow", "unfold")

// anaphorFind is an event told of before, by a noun that no trigger knows and
// a verb that says no more than that it took place: "the reshuffle came five
// days after …".
func (r *reading) anaphorFind(vg *verbGroup) *find {
	s := vg.s
	if !occurring[vg.lemma] && !(s.lemma(vg.head) == "take" && s.lower(vg.head+1) == "place") || len(s.times) == 0 {
		return nil
	}
	subj := s.subjectOf(vg, 0)
	if len(subj) != 1 || subj[0].s != s || subj[0].ent != nil || subj[0].det != "the" && subj[0].det != "this" && subj[0].pronoun != "it" && subj[0].pronoun != "this" {
		return nil
	}
	if r.nounFind(subj[0]) != nil {
		return nil
	}
	return &find{s: s, trig: looseTrigger, typ: r.looseType(), verb: vg, np: subj[0], from: subj[0].from, to: vg.to, args: &arguments{}, definite: true, weak: true, anaphor: true}
}

// verbWords matches a trigger of several words: the particle or complement
// stands right behind the verb, or behind one object ("shot three men dead").
// Where it ends in a preposition, what that governs is the object.
func (s *sentence) verbWords(vg *verbGroup, words []string, a *arguments) (end int, object []*nounPhrase, ok bool) {
	rest := words[1:]
	if len(rest) == 0 {
		return vg.head + 1, nil, true
	}
	at := vg.head + 1
	if !s.matches(at, rest) {
		next := vg.at + 1
		if next < len(s.chunks) && s.chunks[next].np != nil && s.matches(s.chunks[next].to, rest) {
			at = s.chunks[next].to
			return at + len(rest), []*nounPhrase{s.chunks[next].np}, true
		}
		if len(a.object) > 0 && !vg.passive {
			last := a.object[len(a.object)-1]
			for k := last.to; k <= last.to+1; k++ {
				if s.matches(k, rest) {
					return k + len(rest), nil, true
				}
			}
		}
		return 0, nil, false
	}
	end = at + len(rest)
	if !vg.passive {
		for _, p := range a.preps {
			if s.chunks[p.at].to == end {
				return end, p.nps, true
			}
		}
	}
	return end, nil, true
}

// admits checks the conditions of a trigger that its own clause decides:
// heads of the object, of the subject, and that there is an object.
func (r *reading) admits(c indexed, a *arguments, vg *verbGroup) bool {
	t := c.trig
	if len(t.Heads) > 0 {
		if !r.anyHead(a.object, t.Heads) && !(vg != nil && r.standsForPeople(a.object, t.Heads)) {
			// "announced the creation of a new branch": the head stands behind "of"
			return false
		}
	} else if !t.Intransitive && len(a.object) == 0 && t.Object != "" {
		// a patient is wanted; a passive or relative without one has it elsewhere
		if vg == nil || !vg.passive && !vg.gerund && !vg.infinitive {
			return false
		}
	}
	if t.Object == dateline.Territory && len(a.object) > 0 && !slices.ContainsFunc(a.object, r.takeable) {
		return false // people are captured too
	}
	if len(t.SubjectHeads) > 0 && !r.anyHead(a.subject, t.SubjectHeads) && !(vg != nil && vg.passive && r.anyHead(a.object, t.SubjectHeads)) {
		// "a vehicle packed with explosives went off"
		if vg == nil || len(a.subject) == 0 || a.subject[0].s != vg.s || !vg.s.loaded(a.subject[0].from, vg.from) || !slices.Contains(t.SubjectHeads, "bomb") {
			return false
		}
	}
	return true
}

// standsForPeople reports whether a pronoun or bare number stands for people
// where the heads ask for people: "the six were seized".
func (r *reading) standsForPeople(nps []*nounPhrase, heads []string) bool {
	if !slices.ContainsFunc(heads, func(h string) bool { return lexicon.people[h] != nil && lexicon.people[h].side == dateline.Civilian }) {
		return false
	}
	return slices.ContainsFunc(nps, func(np *nounPhrase) bool {
		return np.ent.people() && (np.pronoun != "" || np.qty != nil && np.head == np.qty.to-1 || np.ent.kind == entPerson)
	})
}

// harmed reports whether a phrase can be people.
func harmed(np *nounPhrase) bool {
	if np.ent != nil {
		return np.ent.people() || np.ent.armed() || np.ent.kind == entOrganisation || np.ent.kind == entPlace
	}
	return np.qty != nil || np.pronoun != "" || len(np.names) > 0 || ordinals[np.headLemma()] || strings.HasPrefix(np.s.tag(np.head), "NNP") || strings.HasPrefix(np.s.tag(np.head), "JJ")
}

// takeable reports whether a phrase names ground that can change hands.
func (r *reading) takeable(np *nounPhrase) bool {
	if np.ent != nil && np.ent.people() {
		return false
	}
	return np.ent == nil || np.ent.kind == entPlace || np.ent.kind == entProperty || areaNouns[np.headLemma()]
}

// loaded reports whether tokens i..j name explosives.
func (s *sentence) loaded(i, j int) bool {
	for k := i; k < j; k++ {
		switch s.lemma(k) {
		case "explosive", "bomb", "dynamite", "grenade", "tnt":
			return true
		}
	}
	return false
}

func (r *reading) anyHead(nps []*nounPhrase, heads []string) bool {
	for _, np := range nps {
		if np.isAny(heads) {
			return true
		}
	}
	return false
}

// isAny reports whether the phrase ends in one of the nouns, which may be of
// several words.
func (np *nounPhrase) isAny(heads []string) bool {
	s := np.s
	for _, h := range heads {
		if !strings.Contains(h, " ") {
			if s.lemma(np.head) == h || s.lower(np.head) == h {
				return true
			}
			continue
		}
		w := strings.Fields(h)
		if from := np.head + 1 - len(w); from >= np.from && s.lemmasAt(from, w) {
			return true
		}
	}
	return false
}

func (s *sentence) lemmasAt(i int, w []string) bool {
	for k, x := range w {
		if i+k >= len(s.Tokens) || s.lemma(i+k) != x && s.lower(i+k) != x {
			return false
		}
	}
	return true
}

// nounFind is the event that the head of a noun phrase announces, or nil. A
// noun that only describes another ("bombing suspect") announces nothing.
func (r *reading) nounFind(np *nounPhrase) *find {
	s := np.s
	if s.nameOver(np.head) != nil {
		return nil
	}
	var best *indexed
	from := np.head
	a := s.argumentsOfNoun(np)
	match := func(last int, heads bool) {
		for _, key := range []string{s.lemma(last), s.lower(last)} {
			cands := r.rd.triggers.nouns[key]
			for i := range cands {
				c := &cands[i]
				start := last + 1 - len(c.words)
				if start < np.from || !s.lemmasAt(start, c.words) {
					continue
				}
				if heads && len(c.trig.Heads) > 0 && !r.anyHead(a.prep("of", "for", "in"), c.trig.Heads) {
					continue
				}
				if best == nil || len(c.words) > len(best.words) || len(c.words) == len(best.words) && c.typ.Rank > best.typ.Rank {
					best, from = c, start
				}
			}
		}
	}
	match(np.head, true)
	if best == nil || s.figurative(best.typ, from, np.head+1) {
		return nil
	}
	// "suicide bombing attack": a more specific word before the head decides
	head := best
	for k := np.head - 1; k >= np.from; k-- {
		if s.nameOver(k) != nil {
			continue
		}
		save, saveFrom := best, from
		best = nil
		match(k, false)
		if best == nil || best.typ.Rank <= save.typ.Rank || !r.rd.codebook.Related(best.typ.Code, save.typ.Code) {
			best, from = save, saveFrom
		}
	}
	trig := head.trig
	f := &find{s: s, trig: trig, typ: best.typ, np: np, from: from, to: np.head + 1, args: a}
	f.definite = np.definite()
	f.other = np.has("another", "separate", "second", "third", "similar", "further", "other", "different")
	f.several = np.plural && np.qty == nil && np.det != "both" && np.det != "these" && np.det != "those" && !pluralEpisode[f.typ.Family]
	return f
}

// pluralEpisode are the families whose plural names one episode: clashes, air
// strikes, protests, talks.
var pluralEpisode = setOf("battle", "air", "protest", "riot", "talks")

// isEvent is the find whose noun is this phrase, or nil.
func (r *reading) isEvent(np *nounPhrase) *find {
	for _, f := range r.finds {
		if f.np == np {
			return f
		}
	}
	return nil
}
