package reader

import (
	"slices"
	"strings"

	"dateline/codebook"
)

// Events that a verb announces ("killed", "blew up", "shot … dead"), and those
// told of before that a verb of occurrence takes up ("the move came …").

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
