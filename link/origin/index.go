package origin

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/link/keep"
)

// An Index holds reports and their origins. It is not safe for concurrent use.
//
// What it needs at any time it holds: the order of the reports, what they were
// found to come from, and who stands under which key. What it compares word by word
// it makes of the report when it is needed, and holds what was used last.
type Index struct {
	ids    *keep.IDs
	shared bool // the ids are somebody else's too, who drops them
	docs   keep.Table[doc]
	// A report leads to itself by the runs that its parent lacks; for those
	// that its parent has it only follows.
	runs, follow *keep.Posts
	// named are the reports of an outlet by the names in them, asking those that
	// lean on the outlet.
	named, asking *keep.Posts
	articles      *keep.Posts       // the versions of an article, in their order
	hang          map[int32][]int32 // those whose parent or source a report is, sorted
	late          queue
	changed       []dateline.ReportID // since the last Settle
	altered       map[int32]bool      // since the last Altered
	shelf         Shelf
	wholes        *keep.Recent[*whole]
	now           *whole // of the report nowAt that is just added, which the shelf has not yet
	nowAt         int32
	n             int           // reports
	hits          map[int32]int // scratch of candidates: how many keys lead to each
	reach         int           // see stockPhrase
	measured      int           // pairs of reports measured word by word, ever
}

// A Shelf gives an Index what it holds no more of a report that was added.
type Shelf interface {
	// Own is the report and the text of its own sentences, as Add was given them;
	// nil when it cannot be had.
	Own(id dateline.ReportID) (*dateline.Report, []string)
	// Head is what Add gave back; nil when it cannot be had.
	Head(id dateline.ReportID) *Head
}

// A Head is the keys that a report stands under.
type Head struct {
	Runs        []uint32 // sampled runs of words, sorted
	Under, Asks []uint32 // outlet and name: its own, and those that it leans on
}

// New is an empty index, which holds all that it is given.
func New() *Index { return Open(keep.NewIDs(), false, nil, 0) }

// Open is an empty index that takes from a shelf what it needs of older reports
// than the last most. Where ids are shared, it numbers reports by them, and leaves
// it to others to drop the ids of those that are removed.
func Open(ids *keep.IDs, shared bool, shelf Shelf, most int) *Index {
	x := &Index{ids: ids, shared: shared, shelf: shelf, wholes: keep.NewRecent[*whole](most),
		hang: map[int32][]int32{}, altered: map[int32]bool{}, hits: map[int32]int{}, reach: stockPhrase}
	x.runs, x.follow, x.named, x.asking = keep.NewPosts(x.before), keep.NewPosts(x.before), keep.NewPosts(x.before), keep.NewPosts(x.before)
	x.articles = keep.NewPosts(x.older)
	x.late.index = x
	return x
}

// A doc is what the index always knows of a report.
type doc struct {
	there    bool
	dated    bool
	clock    bool
	waiting  bool // stands in the queue
	rank     int8 // by what it says of where it comes from; see about.rank
	day      int32
	moment   instant
	hash     string
	words    int32 // of its body
	keys     int32 // its runs
	size     int32 // see Edition, as the three below
	article  uint64
	edited   int64
	received int64
	decided  decision
}

// An instant is a time to the nanosecond.
type instant struct {
	sec  int64
	nsec int32
}

func (t instant) compare(u instant) int {
	return cmp.Or(cmp.Compare(t.sec, u.sec), cmp.Compare(t.nsec, u.nsec))
}

func (t instant) add(d time.Duration) instant {
	n := int64(t.nsec) + int64(d%time.Second)
	return instant{t.sec + int64(d/time.Second) + n/int64(time.Second), int32(n % int64(time.Second))}
}

// A decision is what a report was found to come from.
type decision struct {
	parent int32 // an earlier report; -1 is none
	source int32 // the report of an outlet that it leans on; -1 is none
	kind   int8  // see kinds
	whole  bool  // it adds little to its source
	// What it shares with its parent, and with its source; see Origin.
	shared, sharedBack, sourceShared, sourceBack uint8
}

// kinds are in order of their nearness.
var kinds = []Kind{Own, Rewrite, Edited, Exact}

const (
	own = iota
	rewrite
	edited
	exact
)

var nothing = decision{parent: -1, source: -1}

// A whole is what a report is compared by.
type whole struct {
	body  body
	about about
	head  Head
}

func wholeOf(r *dateline.Report, own []string) *whole {
	w := &whole{body: newBody(own), about: aboutOf(r)}
	w.head = Head{w.body.keys(), w.about.under(w.body.names), w.about.asks(w.body.names)}
	return w
}

// whole is what a report is compared by, made anew if need be.
func (x *Index) whole(at int32) *whole {
	if x.now != nil && at == x.nowAt {
		return x.now
	}
	w, there := x.wholes.Get(at)
	if !there {
		var r *dateline.Report
		var own []string
		if x.shelf != nil {
			r, own = x.shelf.Own(dateline.ReportID(x.ids.ID(at)))
		}
		if r == nil { // its owner knows that it failed
			return &whole{}
		}
		w = wholeOf(r, own)
		x.wholes.Put(at, w)
	}
	return w
}

// head is what a report stands under. It is the shelf's, for what was posted must
// be found again though its reading be another now.
func (x *Index) head(at int32) *Head {
	if x.now != nil && at == x.nowAt {
		return &x.now.head
	}
	if x.shelf != nil {
		if h := x.shelf.Head(dateline.ReportID(x.ids.ID(at))); h != nil {
			return h
		}
		return &Head{}
	}
	return &x.whole(at).head
}

// before is the canonical order. Of reports of one time the agency itself comes
// first, and what says that it is from elsewhere last; then the fuller first, since
// what is cut comes from it; the hash decides where nothing else does.
func (x *Index) before(a, b int32) bool {
	d, e := x.docs.At(a), x.docs.At(b)
	if d.dated != e.dated {
		return d.dated
	}
	if d.dated {
		if c := d.placed().compare(e.placed()); c != 0 {
			return c < 0
		}
	}
	return cmp.Or(cmp.Compare(d.rank, e.rank), cmp.Compare(e.words, d.words), strings.Compare(d.hash, e.hash), strings.Compare(x.ids.ID(a), x.ids.ID(b))) < 0
}

// placed is the moment, or the end of the day for what comes from elsewhere.
func (d *doc) placed() instant {
	if !d.clock && d.rank == fromElsewhere {
		return d.moment.add(dayEnds)
	}
	return d.moment
}

// dayEnds is how long after its day has begun a report without an hour is placed
// that comes from elsewhere: behind all of the day.
const dayEnds = 24*time.Hour - time.Nanosecond

// Add puts a report into the index: its own sentences' text in order,
// furniture and captions aside. A report whose id is there already replaces it.
// Of gives a provisional answer for it until Settle.
func (x *Index) Add(id dateline.ReportID, r *dateline.Report, own []string) *Head {
	x.Remove(id)
	at := x.ids.Put(string(id))
	w := wholeOf(r, own)
	d := x.docs.At(at)
	*d = doc{there: true, hash: keep.Short(r.SHA256), rank: int8(w.about.rank()), words: int32(len(w.body.words)), keys: int32(len(w.head.Runs)), decided: nothing}
	if m := r.Dated(); m != nil {
		d.dated, d.clock = true, m.Clock
		d.moment = instant{m.Time.Unix(), int32(m.Time.Nanosecond())}
		day := dateline.DateOf(m.Time)
		d.day = int32(day.Year)<<9 | int32(day.Month)<<5 | int32(day.Day)
	}
	d.setEdition(EditionOf(r))
	x.n++
	x.wholes.Put(at, w)
	x.now, x.nowAt = w, at
	for _, k := range w.head.Under {
		x.named.Insert(k, at)
	}
	for _, k := range w.head.Asks {
		x.asking.Insert(k, at)
	}
	x.enlist(at)
	x.settleOn(at, x.decide(at, w).decision(), &w.head)
	x.tell(at, &w.head)
	x.now = nil
	return &w.head
}

// leads reports whether a report leads to itself by a key; else it only follows
// its parent.
func (x *Index) leads(at int32) func(key uint32) bool {
	p := x.docs.At(at).decided.parent
	if p < 0 || x.before(at, p) { // who stands between the two finds the parent not
		return func(uint32) bool { return true }
	}
	theirs := x.head(p).Runs
	return func(key uint32) bool {
		_, has := slices.BinarySearch(theirs, key)
		return !has
	}
}

// Remove takes a report out, as if it had never been there.
func (x *Index) Remove(id dateline.ReportID) {
	at, there := x.at(id)
	if !there {
		return
	}
	head := x.head(at)
	x.tell(at, head)
	x.withdraw(at, head)
	x.delist(at)
	for _, c := range slices.Clone(x.hang[at]) {
		theirs := x.head(c)
		x.withdraw(c, theirs)
		x.settleOn(c, nothing, theirs)
		x.changed = append(x.changed, x.id(c))
		x.tell(c, theirs) // by all its keys it leads to itself now
		x.wait(c)
	}
	for _, k := range head.Under {
		x.named.Remove(k, at)
	}
	for _, k := range head.Asks {
		x.asking.Remove(k, at)
	}
	x.drop(at)
}

// drop forgets a report that is posted no more.
func (x *Index) drop(at int32) {
	if x.docs.At(at).waiting {
		x.late.remove(at)
	}
	*x.docs.At(at) = doc{decided: nothing}
	delete(x.hang, at)
	delete(x.altered, at)
	x.wholes.Drop(at)
	x.n--
	if !x.shared {
		x.ids.Drop(x.ids.ID(at))
	}
}

func (x *Index) id(at int32) dateline.ReportID { return dateline.ReportID(x.ids.ID(at)) }

func (x *Index) at(id dateline.ReportID) (int32, bool) {
	at, there := x.ids.At(string(id))
	return at, there && x.docs.At(at).there
}

// Len is the number of reports.
func (x *Index) Len() int { return x.n }
