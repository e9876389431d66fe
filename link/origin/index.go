package origin

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"time"

	"dateline"
)

// An Index holds reports and their origins. It is not safe for concurrent use.
type Index struct {
	docs []*doc // free places are nil
	free []int32
	ids  map[dateline.ReportID]int32
	// A report leads to itself by the runs that its parent lacks; for those
	// that its parent has it only follows.
	runs, follow posts
	// named are the reports of an outlet by the names in them, asking those that
	// lean on the outlet.
	named, asking posts
	late          queue
	changed       []dateline.ReportID // since the last Settle
	hits          map[int32]int       // scratch of candidates: how many keys lead to each
	reach         int                 // see stockPhrase
	measured      int                 // pairs of reports measured word by word, ever
}

// New is an empty index.
func New() *Index {
	return &Index{ids: map[dateline.ReportID]int32{}, hits: map[int32]int{}, reach: stockPhrase,
		runs: newPosts(), follow: newPosts(), named: newPosts(), asking: newPosts()}
}

// A doc is a report in the index.
type doc struct {
	at      int32
	id      dateline.ReportID
	moment  time.Time
	dated   bool
	clock   bool
	rank    int       // by what it says of where it comes from; see about.rank
	placed  time.Time // moment, or the end of the day for what comes from elsewhere
	hash    string
	body    body
	keys    []uint32
	about   about
	decided decision
	waiting bool // stands in the queue
	gone    bool
	hang    map[int32]bool // those whose parent or source it is
}

// A decision is what a report was found to come from.
type decision struct {
	parent int32 // an earlier report; -1 is none
	kind   Kind
	rel    relation
	source int32 // the report of an outlet that it leans on; -1 is none
	whole  bool  // it adds little to its source
	leaned int   // how much comes from it; see relation.leaned
	srcRel relation
}

var nothing = decision{parent: -1, source: -1, kind: Own}

// before is the canonical order. Of reports of one time the agency itself comes
// first, and what says that it is from elsewhere last; then the fuller first, since
// what is cut comes from it; the hash decides where nothing else does.
func (d *doc) before(e *doc) bool {
	if d.dated != e.dated {
		return d.dated
	}
	if d.dated {
		if c := d.placed.Compare(e.placed); c != 0 {
			return c < 0
		}
	}
	return cmp.Or(cmp.Compare(d.rank, e.rank), cmp.Compare(len(e.body.words), len(d.body.words)), strings.Compare(d.hash, e.hash), strings.Compare(string(d.id), string(e.id))) < 0
}

// dayEnds is how long after its day has begun a report without an hour is placed
// that comes from elsewhere: behind all of the day.
const dayEnds = 24*time.Hour - time.Nanosecond

// Add puts a report into the index: its own sentences' text in order,
// furniture and captions aside. A report whose id is there already replaces it.
// Of gives a provisional answer for it until Settle.
func (x *Index) Add(id dateline.ReportID, r *dateline.Report, own []string) {
	x.Remove(id)
	d := &doc{id: id, hash: r.SHA256, body: newBody(own), about: aboutOf(r), decided: nothing}
	d.rank = d.about.rank()
	if m := r.Dated(); m != nil {
		d.dated, d.moment, d.clock = true, m.Time, m.Clock
		if d.placed = d.moment; !d.clock && d.rank == fromElsewhere {
			d.placed = d.moment.Add(dayEnds)
		}
	}
	d.keys = d.body.keys()
	if n := len(x.free); n > 0 {
		d.at, x.free = x.free[n-1], x.free[:n-1]
		x.docs[d.at] = d
	} else {
		d.at = int32(len(x.docs))
		x.docs = append(x.docs, d)
	}
	x.ids[id] = d.at
	for _, k := range d.about.under(d.body.names) {
		x.named.insert(k, d.at, x)
	}
	for _, k := range d.about.asks(d.body.names) {
		x.asking.insert(k, d.at, x)
	}
	x.settleOn(d, x.decide(d))
	x.tell(d)
}

// postsOf is where a report stands under one of its keys.
func (x *Index) postsOf(d *doc, key uint32) *posts {
	if d.decided.parent >= 0 {
		if _, has := slices.BinarySearch(x.docs[d.decided.parent].keys, key); has {
			return &x.follow
		}
	}
	return &x.runs
}

// Remove takes a report out, as if it had never been there.
func (x *Index) Remove(id dateline.ReportID) {
	at, there := x.ids[id]
	if !there {
		return
	}
	d := x.docs[at]
	x.tell(d)
	x.withdraw(d)
	for c := range d.hang {
		x.withdraw(x.docs[c])
		x.settleOn(x.docs[c], nothing)
		x.changed = append(x.changed, x.docs[c].id)
		x.tell(x.docs[c]) // by all its keys it leads to itself now
		x.wait(c)
	}
	for _, k := range d.about.under(d.body.names) {
		x.named.remove(k, at, x)
	}
	for _, k := range d.about.asks(d.body.names) {
		x.asking.remove(k, at, x)
	}
	d.gone = true
	x.docs[at] = nil
	delete(x.ids, id)
	x.free = append(x.free, at)
}

// Settle decides again on what late or removed reports touch. Afterwards the
// origins follow from the set of reports alone. It gives back the reports that it
// found to be of another kind, or to come from another, than Of said before, and
// those that hang on one of these, each once.
func (x *Index) Settle() (changed []dateline.ReportID) {
	for d := x.late.next(); d != nil; d = x.late.next() {
		d.waiting = false
		next, was := x.decide(d), d.decided
		if next.kind != was.kind || next.parent != was.parent || next.source != was.source || next.whole != was.whole {
			x.changed = append(x.changed, d.id)
		}
		if next.parent == was.parent && next.source == was.source {
			d.decided = next
			continue
		}
		x.tell(d) // of what it no longer leads to
		x.withdraw(d)
		x.settleOn(d, next)
		x.tell(d)
	}
	seen := map[int32]bool{}
	for _, id := range x.changed {
		if at, there := x.ids[id]; there {
			changed = x.hanging(at, seen, changed)
		}
	}
	x.changed = nil
	return changed
}

// hanging adds a report to a list, and those that come from it, step by step.
func (x *Index) hanging(at int32, seen map[int32]bool, list []dateline.ReportID) []dateline.ReportID {
	if seen[at] {
		return list
	}
	seen[at] = true
	list = append(list, x.docs[at].id)
	for _, c := range slices.Sorted(maps.Keys(x.docs[at].hang)) {
		list = x.hanging(c, seen, list)
	}
	return list
}

// settleOn takes a decision and posts a report by it.
func (x *Index) settleOn(d *doc, next decision) {
	d.decided = next
	for _, k := range d.keys {
		x.postsOf(d, k).insert(k, d.at, x)
	}
	for _, c := range []int32{next.parent, next.source} {
		if c >= 0 {
			e := x.docs[c]
			if e.hang == nil {
				e.hang = map[int32]bool{}
			}
			e.hang[d.at] = true
		}
	}
}

// withdraw undoes settleOn.
func (x *Index) withdraw(d *doc) {
	for _, k := range d.keys {
		x.postsOf(d, k).remove(k, d.at, x)
	}
	for _, c := range []int32{d.decided.parent, d.decided.source} {
		if c >= 0 {
			delete(x.docs[c].hang, d.at)
		}
	}
	d.decided = nothing
}

// wait puts a report into the queue of those to be decided on.
func (x *Index) wait(at int32) {
	if d := x.docs[at]; !d.waiting {
		d.waiting = true
		x.late.push(d)
	}
}

// The bounds of a key's reach. A run of words that so many reports before have of
// their own is a stock phrase and leads nowhere; of an outlet's reports with a
// name in them the nearest are looked at.
const (
	stockPhrase = 32
	namedReach  = 16
)

// tell puts those into the queue whose decision may hang on a report.
func (x *Index) tell(d *doc) {
	for _, k := range d.keys {
		if x.postsOf(d, k) != &x.runs {
			continue
		}
		list := x.runs.of(k)
		i := place(list, d.at, x)
		if i > x.reach {
			continue
		}
		after := list[min(i+1, len(list)):min(x.reach+2, len(list))]
		bound := int32(-1)
		if len(list) > x.reach+1 {
			bound = list[x.reach+1]
		}
		for _, c := range after {
			x.wait(c)
		}
		for _, c := range until(x.follow.of(k), d.at, bound, x) {
			x.wait(c)
		}
	}
	for _, k := range d.about.under(d.body.names) {
		asking := x.asking.of(k)
		if len(asking) == 0 {
			continue
		}
		before, after := around(x.named.of(k), d.at, x, namedReach, namedReach)
		first, last := int32(-1), int32(-1)
		if len(before) == namedReach {
			first = before[0]
		}
		if len(after) == namedReach {
			last = after[namedReach-1]
		}
		for _, c := range asking {
			e := x.docs[c]
			if e.timed() && e.before(d) {
				continue
			}
			if (first < 0 || !e.before(x.docs[first])) && (last < 0 || !x.docs[last].before(e)) {
				x.wait(c)
			}
		}
	}
}

// Len is the number of reports.
func (x *Index) Len() int { return len(x.ids) }
