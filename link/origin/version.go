package origin

import (
	"cmp"
	"hash/fnv"
	"slices"
	"strings"

	"dateline"
	"dateline/link/keep"
)

// An outlet that edits an article publishes another version of it: the same outlet, the
// same address, another text. A version comes from the one before it, whatever its
// words, and the first from where its words say. In what order versions came is told by
// when they were edited, or published, last; else by when they were received; the longer
// is taken for the later where nothing tells. A ledger orders them alike.

// An Edition is which article a report is a version of, and which it is.
type Edition struct {
	article  uint64 // 0 is none: without an address there is nothing to know it by
	at       int64  // seconds: when it was edited, published or else received
	received int64  // microseconds
	size     int32  // bytes of its text
	hash     string
}

// EditionOf follows from a report alone.
func EditionOf(r *dateline.Report) Edition {
	var e Edition
	if r.URL == nil || *r.URL == "" {
		return e
	}
	h := fnv.New64a()
	if r.Outlet != nil {
		h.Write([]byte(*r.Outlet))
	}
	h.Write([]byte{0})
	h.Write([]byte(*r.URL))
	e.article = max(1, h.Sum64())
	if !r.Received.IsZero() {
		e.received = r.Received.UnixMicro()
	}
	switch p, m := r.Published, r.Modified; {
	case p != nil && m != nil:
		e.at = max(p.Time.Unix(), m.Time.Unix())
	case p != nil:
		e.at = p.Time.Unix()
	case m != nil:
		e.at = m.Time.Unix()
	default:
		e.at = e.received / 1_000_000
	}
	e.size, e.hash = int32(len(r.Text)), keep.Short(r.SHA256)
	return e
}

// Of reports whether two are of one article.
func (e Edition) Of(f Edition) bool { return e.article != 0 && e.article == f.article }

// Compare orders the versions of an article, but for those of one text.
func (e Edition) Compare(f Edition) int {
	return cmp.Or(cmp.Compare(e.at, f.at), cmp.Compare(e.received, f.received), cmp.Compare(e.size, f.size), strings.Compare(e.hash, f.hash))
}

func (e Edition) key() uint32 { return uint32(e.article ^ e.article>>32) }

// older is the order of versions.
func (x *Index) older(a, b int32) bool {
	return cmp.Or(x.docs.At(a).edition().Compare(x.docs.At(b).edition()), strings.Compare(x.ids.ID(a), x.ids.ID(b))) < 0
}

func (d *doc) edition() Edition { return Edition{d.article, d.edited, d.received, d.size, d.hash} }

func (d *doc) setEdition(e Edition) {
	d.article, d.edited, d.received, d.size = e.article, e.at, e.received, e.size
}

// oneArticle reports whether two reports are versions of one article.
func (x *Index) oneArticle(a, b int32) bool {
	d, e := x.docs.At(a), x.docs.At(b)
	return d.article != 0 && d.article == e.article
}

// versions are the versions of a report's article, in their order, itself too; nil
// where it has no address.
func (x *Index) versions(at int32) []int32 {
	d := x.docs.At(at)
	if d.article == 0 {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(x.articles.Of(d.edition().key())), func(c int32) bool { return x.docs.At(c).article != d.article })
}

// prior is the version before a report, next the one after it; -1 is none.
func (x *Index) prior(at int32) int32 {
	all := x.versions(at)
	if i := slices.Index(all, at); i > 0 {
		return all[i-1]
	}
	return -1
}

func (x *Index) next(at int32) int32 {
	all := x.versions(at)
	if i := slices.Index(all, at); i >= 0 && i+1 < len(all) {
		return all[i+1]
	}
	return -1
}

// Versions are the versions of a report's article, in their order, itself too; nil
// where it is the only one.
func (x *Index) Versions(id dateline.ReportID) []dateline.ReportID {
	at, there := x.at(id)
	if !there {
		return nil
	}
	all := x.versions(at)
	if len(all) < 2 {
		return nil
	}
	out := make([]dateline.ReportID, len(all))
	for i, v := range all {
		out[i] = x.id(v)
	}
	return out
}

// Prior is the version of its article before a report; "" for the first.
func (x *Index) Prior(id dateline.ReportID) dateline.ReportID {
	if at, there := x.at(id); there {
		if p := x.prior(at); p >= 0 {
			return x.id(p)
		}
	}
	return ""
}

// enlist puts a report among the versions of its article, whose standing may be
// another then: the one after it comes from it now.
func (x *Index) enlist(at int32) {
	d := x.docs.At(at)
	if d.article == 0 {
		return
	}
	x.articles.Insert(d.edition().key(), at)
	x.disturb(at)
	if n := x.next(at); n >= 0 {
		x.wait(n)
	}
}

// delist undoes enlist. What came from the report is decided on anew as whatever hangs
// on one that goes.
func (x *Index) delist(at int32) {
	if d := x.docs.At(at); d.article != 0 {
		x.disturb(at)
		x.articles.Remove(d.edition().key(), at)
	}
}

// disturb notes that of the other versions of a report's article it is another thing
// what comes before or after them.
func (x *Index) disturb(at int32) {
	for _, v := range x.versions(at) {
		if v != at {
			x.changed = append(x.changed, x.id(v))
		}
	}
}

// decideVersion finds how a report stands to the version before it: a copy, by its
// words, or else a rewrite.
func (x *Index) decideVersion(at int32, w *whole, prior int32) *finding {
	e := x.whole(prior)
	x.measured++
	f := &finding{parent: prior, source: -1, kind: Rewrite, rel: relate(&w.body, &e.body)}
	switch {
	case f.rel.same:
		f.kind = Exact
	case f.rel.copied(oneAgency(&w.about, &e.about), true):
		f.kind = Edited
	default:
		x.findSource(at, w, f)
		f.whole = false // it comes from its own version before, whatever it leans on
	}
	return f
}
