package origin

import (
	"slices"

	"dateline"
)

// Of is the origin of a report; the zero Origin when it is not in the index.
func (x *Index) Of(id dateline.ReportID) Origin {
	at, there := x.ids[id]
	if !there {
		return Origin{}
	}
	d := x.docs[at]
	o := Origin{Kind: d.decided.kind, Root: x.root(d).id, Credit: d.about.credit, Dateline: d.about.dateline}
	for _, l := range d.about.leans {
		if l.sure || d.decided.source >= 0 && x.docs[d.decided.source].about.is(l.key) {
			o.Leans = append(o.Leans, l)
		}
	}
	e, rel := x.from(d)
	if e == nil {
		return o
	}
	o.From, o.Shared, o.SharedBack = e.id, rel.to.words, rel.of.words
	if o.Kind == Own && x.root(d) != d {
		o.Kind = Rewrite
	}
	return o
}

// from is the report that one is nearest to: its model, else its source.
func (x *Index) from(d *doc) (*doc, *relation) {
	g := &d.decided
	switch {
	case g.kind == Exact || g.kind == Edited || g.parent >= 0 && !g.whole:
		return x.docs[g.parent], &g.rel
	case g.source >= 0:
		return x.docs[g.source], &g.srcRel
	}
	return nil, nil
}

// back is the path from a report to the one that it goes back to, both
// included. A source of the same day, or without one, may stand behind in the
// order, so that a path can come round. Then it ends with the first of the round
// that leans on no other of it.
func (x *Index) back(d *doc) []*doc {
	path := []*doc{d}
	for d.decided.parent >= 0 || d.decided.whole {
		d, _ = x.from(d)
		if i := slices.Index(path, d); i >= 0 {
			first := i
			for j := i; j < len(path); j++ {
				if a, b := path[j].leansBack(), path[first].leansBack(); a != b && b || a == b && path[j].before(path[first]) {
					first = j
				}
			}
			return path[:first+1]
		}
		path = append(path, d)
	}
	return path
}

// leansBack reports whether a report comes from another by naming its outlet,
// and not by its text.
func (d *doc) leansBack() bool { return d.decided.source >= 0 && d.decided.whole }

func (x *Index) root(d *doc) *doc {
	path := x.back(d)
	return path[len(path)-1]
}
