package origin

import (
	"slices"

	"dateline"
)

// Of is the origin of a report; the zero Origin when it is not in the index.
func (x *Index) Of(id dateline.ReportID) Origin {
	at, there := x.at(id)
	if !there {
		return Origin{}
	}
	d, about := x.docs.At(at), &x.whole(at).about
	root := x.root(at)
	o := Origin{Kind: kinds[d.decided.kind], Root: x.id(root), Credit: about.credit, Dateline: about.dateline}
	for _, l := range about.leans {
		if l.sure || d.decided.source >= 0 && x.whole(d.decided.source).about.is(l.key) {
			o.Leans = append(o.Leans, l)
		}
	}
	from := d.from()
	if from < 0 {
		return o
	}
	o.From, o.Shared, o.SharedBack = x.id(from), int(d.decided.shared), int(d.decided.sharedBack)
	if from != d.decided.parent {
		o.Shared, o.SharedBack = int(d.decided.sourceShared), int(d.decided.sourceBack)
	}
	if o.Kind == Own && root != at {
		o.Kind = Rewrite
	}
	return o
}

// Root is the report that one's origin goes back to: itself, where it comes from
// no other; "" when it is not in the index.
func (x *Index) Root(id dateline.ReportID) dateline.ReportID {
	at, there := x.at(id)
	if !there {
		return ""
	}
	return x.id(x.root(at))
}

// Copied is the report that one's origin goes back to, of which it is a copy; it
// reports false of one that is none, or is not in the index. What copies a version that
// was written anew follows that version, and so does what was edited of one.
func (x *Index) Copied(id dateline.ReportID) (dateline.ReportID, bool) {
	at, there := x.at(id)
	if !there || x.docs.At(at).decided.kind < edited {
		return "", false
	}
	path := x.back(at)
	for _, c := range path[1:] {
		d := x.docs.At(c)
		if d.decided.kind >= edited {
			continue
		}
		if p := d.decided.parent; p >= 0 && x.oneArticle(c, p) || x.oneArticle(c, at) {
			return x.id(c), true
		}
		break
	}
	if root := path[len(path)-1]; root != at {
		return x.id(root), true
	}
	return "", false
}

// from is the report that one is nearest to: its model, else its source; -1 when
// there is none.
func (d *doc) from() int32 {
	g := &d.decided
	if g.kind >= edited || g.parent >= 0 && !g.whole {
		return g.parent
	}
	return g.source
}

// back is the path from a report to the one that it goes back to, both
// included. A source of the same day, or without one, may stand behind in the
// order, so that a path can come round. Then it ends with the first of the round
// that leans on no other of it.
func (x *Index) back(at int32) []int32 {
	path := []int32{at}
	for d := x.docs.At(at); d.decided.parent >= 0 || d.decided.whole; d = x.docs.At(at) {
		at = d.from()
		if i := slices.Index(path, at); i >= 0 {
			first := i
			for j := i; j < len(path); j++ {
				if a, b := x.docs.At(path[j]).leansBack(), x.docs.At(path[first]).leansBack(); a != b && b || a == b && x.before(path[j], path[first]) {
					first = j
				}
			}
			// Of an article that the round goes through, its first version.
			for p := x.docs.At(path[first]).decided.parent; p >= 0 && x.oneArticle(path[first], p); p = x.docs.At(path[first]).decided.parent {
				first = slices.Index(path, p)
			}
			return path[:first+1]
		}
		path = append(path, at)
	}
	return path
}

// leansBack reports whether a report comes from another by naming its outlet,
// and not by its text.
func (d *doc) leansBack() bool { return d.decided.source >= 0 && d.decided.whole }

func (x *Index) root(at int32) int32 {
	path := x.back(at)
	return path[len(path)-1]
}

// After are the reports that come from one, step by step, itself left out; in no order
// that means anything.
func (x *Index) After(id dateline.ReportID) []dateline.ReportID {
	at, there := x.at(id)
	if !there {
		return nil
	}
	return x.hanging(at, map[int32]bool{}, nil)[1:]
}
