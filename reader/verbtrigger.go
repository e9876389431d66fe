package reader

import (
	"slices"
	"strings"

	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// Events that a verb announces ("killed", "blew up", "shot … dead"), and those
// told of before that a verb of occurrence takes up ("the move came …").

// verbFind is the event that a verb group announces, or nil.
func (r *reading) verbFind(vg *syntax.VerbGroup) *find {
	s := vg.In
	first := s.Lemma(vg.Head)
	cands := r.rd.triggers.verbs[first]
	if len(cands) == 0 {
		return nil
	}
	a := s.ArgumentsOf(vg)
	var out *find
	for _, c := range cands {
		end, object, ok := verbWords(s, vg, c.words, a)
		if !ok {
			continue
		}
		args := a
		if object != nil {
			copied := *a
			copied.Object = object
			args = &copied
		}
		if !r.admits(c, args, vg) || figurative(s, c.typ, vg.From, end+3) {
			continue
		}
		if out != nil {
			out.alts = append(out.alts, c)
			continue
		}
		f := &find{s: s, trig: c.trig, typ: c.typ, verb: vg, from: vg.Head, to: end, args: args}
		if c.trig.Effect != "" && c.trig.Object != "" && len(args.Object) > 0 && !slices.ContainsFunc(args.Object, harmed) {
			continue // oxen are no casualties
		}
		f.attached = c.trig.Object != "" && !c.trig.Intransitive && len(args.Object) == 0 && len(args.Subject) == 0 || (vg.Gerund || vg.Participle) && vg.At > 0 && s.Chunks[vg.At-1].NP != nil && (vg.Gerund || c.typ.Family == "group")
		if len(args.Object) > 0 {
			f.object = args.Object[0]
			// "the new structure was disclosed": what was told before
			f.definite = len(c.trig.Heads) > 0 && f.object.Det == "the" && len(f.object.Names) == 0
			f.other = len(c.trig.Heads) > 0 && f.object.Has("another", "second", "third", "similar", "further", "other", "separate")
			f.several = len(c.trig.Heads) > 0 && len(r.rd.triggers.nouns[f.object.HeadLemma()]) > 0 && f.object.Plural && f.object.Quantity == nil && len(f.object.Names) == 0
		}
		out = f
	}
	return out
}

// figurative reports whether the words at tokens i..j stand in a phrase that
// the codebook lists as announcing nothing ("heart attack").
func figurative(s *syntax.Sentence, t *codebook.Type, i, j int) bool {
	for _, phrase := range t.Not {
		w := strings.Fields(phrase)
		for k := max(0, i-len(w)+1); k < j; k++ {
			if s.LemmasAt(k, w) {
				return true
			}
		}
	}
	return false
}

var occurring = lexicon.Of("come", "occur", "happen", "take place", "follow", "unfold")

// anaphorFind is an event told of before, by a noun that no trigger knows and
// a verb that says no more than that it took place: "the reshuffle came five
// days after …".
func (r *reading) anaphorFind(vg *syntax.VerbGroup) *find {
	s := vg.In
	if !occurring[vg.Lemma] && !(s.Lemma(vg.Head) == "take" && s.Lower(vg.Head+1) == "place") || len(s.Times) == 0 {
		return nil
	}
	subj := s.Subject(vg)
	if len(subj) != 1 || subj[0].In != s || discourse.Referent(subj[0]) != nil || subj[0].Det != "the" && subj[0].Det != "this" && subj[0].Pronoun != "it" && subj[0].Pronoun != "this" {
		return nil
	}
	if r.nounFind(subj[0]) != nil {
		return nil
	}
	return &find{s: s, trig: looseTrigger, typ: r.looseType(), verb: vg, np: subj[0], from: subj[0].From, to: vg.To, args: &syntax.Arguments{}, definite: true, weak: true, anaphor: true}
}

// verbWords matches a trigger of several words: the particle or complement
// stands right behind the verb, or behind one object ("shot three men dead").
// Where it ends in a preposition, what that governs is the object.
func verbWords(s *syntax.Sentence, vg *syntax.VerbGroup, words []string, a *syntax.Arguments) (end int, object []*syntax.NounPhrase, ok bool) {
	rest := words[1:]
	if len(rest) == 0 {
		return vg.Head + 1, nil, true
	}
	at := vg.Head + 1
	if !s.Matches(at, rest) {
		next := vg.At + 1
		if next < len(s.Chunks) && s.Chunks[next].NP != nil && s.Matches(s.Chunks[next].To, rest) {
			at = s.Chunks[next].To
			return at + len(rest), []*syntax.NounPhrase{s.Chunks[next].NP}, true
		}
		if len(a.Object) > 0 && !vg.Passive {
			last := a.Object[len(a.Object)-1]
			for k := last.To; k <= last.To+1; k++ {
				if s.Matches(k, rest) {
					return k + len(rest), nil, true
				}
			}
		}
		return 0, nil, false
	}
	end = at + len(rest)
	if !vg.Passive {
		for _, p := range a.Preps {
			if s.Chunks[p.At].To == end {
				return end, p.Phrases, true
			}
		}
	}
	return end, nil, true
}
