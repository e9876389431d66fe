package reader

import (
	"slices"

	"dateline"
	"dateline/reader/syntax"
)

// What words say of an event that was not: threats, conditions against the fact,
// deeds of nobody.

// threatened reports whether a verb says what somebody threatened to do. The
// threat is an event of its own; its content is none, planned or other.
func threatened(vg *syntax.VerbGroup) bool {
	if !vg.Infinitive || vg.Perfect {
		return false
	}
	g := vg.In.Governor(vg)
	return g != nil && g.Lemma == "threaten"
}

// ofNobody reports whether a find has nobody as its subject or as the one it
// happened to ("nobody was arrested", "none of the pupils was hurt").
func ofNobody(f *find) bool {
	return slices.ContainsFunc(append(slices.Clone(f.args.Object), f.args.Subject...), func(np *syntax.NounPhrase) bool {
		return np.In == f.s && nobodyAtAll(np)
	})
}

// nobodyAtAll reports whether a phrase is a pronoun that stands for nobody. "No
// soldiers" still says of whom it is told, and is none.
func nobodyAtAll(np *syntax.NounPhrase) bool {
	switch np.In.Lower(np.From) {
	case "nobody", "none", "no-one", "noone":
		return true
	case "no":
		return np.In.Lower(np.From+1) == "one"
	}
	return false
}

// counterfactual reports whether a verb stands in a condition against the fact
// by inversion: "would have killed many had it gone off".
func counterfactual(s *syntax.Sentence, vg *syntax.VerbGroup) bool {
	if vg.At < 2 || s.Chunks[vg.At-1].NP == nil {
		return false
	}
	had := s.Chunks[vg.At-2].VG
	if had == nil || had.To-had.From != 1 || s.Lower(had.From) != "had" {
		return false
	}
	return slices.ContainsFunc(s.Chunks, func(c syntax.Chunk) bool {
		if c.VG == nil || !c.VG.Perfect {
			return false
		}
		switch c.VG.Modal {
		case "would", "could", "might":
			return true
		}
		return false
	})
}

// real reports whether a find tells of what took place, or of what somebody says
// did. A toll told of anything else is none.
func (f *find) real() bool {
	return f.occurrence == dateline.Happened || f.occurrence == ""
}

// notReal reports whether the words of every telling say that a violent event was
// stopped, planned or did not happen. A model that has seen mostly events that
// took place does not know better.
func (d *draft) notReal() bool {
	switch d.occurrence {
	case dateline.Foiled, dateline.DidNotHappen, dateline.Planned:
		return violent(d.typ.Family) && !slices.ContainsFunc(d.finds, func(f *find) bool { return f.real() && f.basis != dateline.Denied })
	}
	return false
}

// withoutUnreal leaves out of an event's toll what is told of a telling that is
// not real: "had planned to kill 50".
func (d *draft) withoutUnreal() {
	if d.occurs() {
		d.roles = slices.DeleteFunc(d.roles, func(u roleUse) bool { return d.unrealRole(u) })
	}
	d.counts = slices.DeleteFunc(d.counts, func(c count) bool { return c.f != nil && !c.f.real() })
}

// occurs reports whether some telling of an event is real.
func (d *draft) occurs() bool { return slices.ContainsFunc(d.finds, (*find).real) }

// unrealRole reports whether somebody has a role by what did not happen alone: the pilot
// whom rebels "would not release" is not among those whom they did.
func (d *draft) unrealRole(u roleUse) bool {
	if u.role != dateline.Victim {
		return false
	}
	has := func(f *find) bool {
		return slices.ContainsFunc(f.roles, func(o roleUse) bool { return o.role == u.role && (o.np == u.np || o.ent != nil && o.ent == u.ent) })
	}
	unreal := false
	for _, f := range d.finds {
		if has(f) {
			if f.real() {
				return false
			}
			unreal = true
		}
	}
	return unreal
}
