package reader

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
)

// Finds: mentions of events by a word that the codebook lists, a verb or a
// noun, whose clause meets the conditions listed with it.

// A triggerIndex finds the codebook's triggers by the first word of a verb and
// the last of a noun.
type triggerIndex struct {
	verbs     map[string][]indexed
	nouns     map[string][]indexed
	particles map[string]bool // "gun down", "shoot dead": a verb with its next word
	generic   map[genericKey]*codebook.Trigger
}

type indexed struct {
	trig  *codebook.Trigger
	typ   *codebook.Type
	words []string
}

func indexTriggers(c *codebook.Codebook) *triggerIndex {
	x := &triggerIndex{map[string][]indexed{}, map[string][]indexed{}, map[string]bool{}, generalise(c)}
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
	np   *syntax.NounPhrase
	ent  *discourse.Entity
}

// A find is one mention of an event: a trigger with its arguments.
type find struct {
	s        *syntax.Sentence
	trig     *codebook.Trigger
	typ      *codebook.Type
	verb     *syntax.VerbGroup  // for a verb, and for the light verb of a noun
	np       *syntax.NounPhrase // for a noun
	from, to int                // tokens of the trigger words
	args     *syntax.Arguments
	roles    []roleUse
	places   []placeUse
	times    []int // into s.Times
	counts   []count
	object   *syntax.NounPhrase // the patient, whatever its role: "hit fighters, killing one"

	denied   bool // stands in what a speaker denies
	attached bool // a participle that describes a noun: it may join an event, not open one
	several  bool // told of in the plural, with no number: a set, not an event
	definite bool // "the attack": told of before
	other    bool // "another", "a separate": not the one told of before
	weak     bool // wants support that its own clause does not give
	added    bool // by a learned model alone, with its lead
	lead     int
	anaphor  bool      // "the move came …": an event by its verb alone, told of before
	alts     []indexed // further triggers that the same words admit
	split    int       // of a distributed phrase: which conjunct, from 1

	occurrence dateline.Occurrence
	basis      dateline.Basis
	background bool
	said       *discourse.Utterance
	draft      *draft

	before *syntax.NounPhrase // the matter that an arrest is over: what stands from it on is its own
}

// findTriggers finds the triggers of every sentence that may open events.
func (r *reading) findTriggers() {
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for ci := range s.Chunks {
			c := s.Chunks[ci]
			switch {
			case c.VG != nil:
				f := r.verbFind(c.VG)
				if f == nil {
					f = r.anaphorFind(c.VG)
				}
				if f != nil {
					r.finds = append(r.finds, f)
				}
			case c.NP != nil && c.NP.Pronoun == "":
				if f := r.nounFind(c.NP); f != nil {
					r.finds = append(r.finds, f)
				}
			}
		}
	}
}

// isEvent is the find whose noun is this phrase, or nil.
func (r *reading) isEvent(np *syntax.NounPhrase) *find {
	if r.byPhrase == nil || r.indexed != len(r.finds) {
		r.byPhrase, r.indexed = map[*syntax.NounPhrase]*find{}, len(r.finds)
		for _, f := range slices.Backward(r.finds) {
			if f.np != nil {
				r.byPhrase[f.np] = f // of several, the first
			}
		}
	}
	return r.byPhrase[np]
}
