package reader

import (
	"slices"

	"dateline"
	"dateline/reader/syntax"
)

// One wording for several events: victims "in separate attacks", branches in
// three countries, two attacks in two towns.

// distribute makes several finds of one whose words say so: victims "in
// separate attacks", branches founded in three countries, two attacks in two
// towns.
func (r *reading) distribute() {
	var out []*find
	for _, f := range r.finds {
		switch {
		case len(f.patients()) > 1 && f.saysSeparate():
			for i, np := range f.patients() {
				g := *f
				g.split = i + 1
				g.roles = slices.DeleteFunc(slices.Clone(f.roles), func(u roleUse) bool {
					return slices.Contains(f.patients(), u.np) && u.np != np
				})
				g.counts = slices.DeleteFunc(slices.Clone(f.counts), func(c count) bool { return c.span != np.Span() })
				g.object = np
				out = append(out, &g)
			}
		case f.typ.Family == "group" && f.np == nil && len(f.places) > 1 && f.pluralSubject():
			for i, u := range f.places {
				g := *f
				g.split = i + 1
				g.several = false
				g.places = []placeUse{u}
				g.roles = slices.DeleteFunc(slices.Clone(f.roles), func(ro roleUse) bool {
					return ro.role == dateline.Territory && ro.ent != nil && ro.ent.Place != nil && ro.ent.Place.Words() != u.n.Words()
				})
				out = append(out, &g)
			}
		case f.np != nil && f.np.Plural && len(f.places) > 1 && len(f.counts) == 0 && f.np.Quantity != nil && f.np.Quantity.Low != nil && *f.np.Quantity.Low == len(f.places):
			for i, u := range f.places {
				g := *f
				g.split = i + 1
				g.places = []placeUse{u}
				out = append(out, &g)
			}
		default:
			out = append(out, f)
		}
	}
	// "in separate attacks": the attacks are those told of
	r.finds = slices.DeleteFunc(out, func(f *find) bool {
		if f.np == nil {
			return false
		}
		inside := false
		for _, g := range out {
			if g.split > 0 && g != f && g.s == f.s && slices.ContainsFunc(g.args.Preps, func(p syntax.PrepPhrase) bool { return slices.Contains(p.Phrases, f.np) }) {
				g.times = append(g.times, f.times...)
				inside = true
			}
		}
		return inside
	})
}

func (f *find) patients() []*syntax.NounPhrase {
	if f.verb != nil && f.np == nil {
		return f.args.Object
	}
	return f.args.Prep("of")
}

func (f *find) pluralSubject() bool {
	nps := f.args.Object
	if f.verb == nil {
		nps = f.args.Prep("of")
	}
	return len(nps) > 0 && nps[0].Plural
}

func (f *find) saysSeparate() bool {
	for _, p := range f.args.Preps {
		for _, np := range p.Phrases {
			if np.Plural && np.Has("separate", "different", "unrelated") {
				return true
			}
		}
	}
	return false
}
