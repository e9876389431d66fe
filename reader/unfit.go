package reader

import (
	"slices"

	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// Learned types that the word's own arguments speak against. A model sees words
// and their company; what a type asks of who takes part, the codebook says.

// unfit reports whether the arguments of a word speak against the type that a
// model gives it, where the codebook asks the same of the words it lists.
func (r *reading) unfit(f *find) bool {
	objects := f.args.Object
	switch f.typ.Family {
	case "group": // what changes is a group, or somebody in one
		return f.verb != nil && len(objects) > 0 && !slices.ContainsFunc(objects, func(np *syntax.NounPhrase) bool {
			return np.Pronoun != "" || discourse.Referent(np).Is(discourse.Group, discourse.Organisation, discourse.Fighters, discourse.Person)
		})
	case "territory":
		return len(objects) > 0 && !slices.ContainsFunc(objects, r.takeable)
	}
	if f.verb != nil && f.np == nil && violent(f.typ.Family) && (fateOf(f.verb) == caredFor || fateOf(f.verb) == alive) {
		return true // who is treated is not attacked by it
	}
	if f.typ.Code == "aid.suspended" && f.verb != nil && f.np == nil && len(objects) > 0 { // lessons and matches are suspended too
		return !slices.ContainsFunc(objects, func(np *syntax.NounPhrase) bool {
			return aiding[np.HeadLemma()] || np.Has("aid", "relief", "humanitarian")
		}) &&
			!slices.ContainsFunc(f.args.Subject, func(np *syntax.NounPhrase) bool { return discourse.Referent(np).Is(discourse.Organisation) })
	}
	if f.typ.Code == "protest.dispersed" { // somebody has gathered
		return !slices.ContainsFunc(r.finds, func(g *find) bool { return g.typ.Family == "protest" || g.typ.Family == "riot" }) &&
			!slices.ContainsFunc(objects, func(np *syntax.NounPhrase) bool { return discourse.Referent(np).Is(discourse.Crowd) })
	}
	if f.typ.Code == "attack.prison-break" {
		return !imprisoned(f.s)
	}
	return false
}

// aiding are what agencies do and give.
var aiding = lexicon.Of("aid", "relief", "operation", "programme", "program", "distribution", "activity", "work", "delivery", "service", "mission", "assistance", "convoy", "vaccination", "campaign", "flight", "staff", "team", "worker", "movement", "ration", "food")

// fitting is the type that a verb without an object can have: the learned one,
// unless the codebook lists the verb for it only with one ("strike a deal"),
// then another that lists it so, nil for none.
func (r *reading) fitting(f *find) *codebook.Type {
	if f.verb == nil || len(f.args.Object) > 0 {
		return f.typ
	}
	if next := f.verb.At + 1; next < len(f.s.Chunks) && f.s.Chunks[next].Kind == syntax.Prep {
		return f.typ // "fell upon": what follows is as good as an object
	}
	var other *codebook.Type
	listed := false
	for _, c := range r.rd.triggers.verbs[f.s.Lemma(f.from)] {
		_, _, whole := verbWords(f.s, f.verb, c.words, f.args)
		plain := whole && (len(c.trig.Heads) == 0 && len(c.trig.SubjectHeads) == 0 || r.admits(c, f.args, f.verb))
		switch {
		case c.typ.Code == f.typ.Code && plain:
			return f.typ
		case c.typ.Code == f.typ.Code:
			listed = true
		case plain && other == nil && r.admits(c, f.args, f.verb):
			other = c.typ
		}
	}
	if !listed {
		return f.typ
	}
	return other
}

// general reports whether a verb tells what is wont to happen, or how things
// stand, and not what happened: a plain present outside the headlines. What
// stands by order (a closure, a curfew) is told so.
func (r *reading) general(f *find) bool {
	vg := f.verb
	if vg == nil || f.np != nil || f.s.Kind == text.Title || f.s.Kind == text.Heading || !vg.Finite || tenseOf(vg) != "present" || f.typ.Code == "security.closure" {
		return false
	}
	for k := vg.From; k < vg.To; k++ {
		if f.s.Tag(k) == "VBG" {
			return false // under way
		}
	}
	return true
}
