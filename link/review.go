package link

import (
	"cmp"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"maps"
	"reflect"
	"slices"

	"dateline"
	"dateline/link/keep"
)

// What people decided of accounts and of their values comes in at two places. Accounts
// that they added or rejected are so in the reading that linking uses (amend), so
// stories and events are made of what is left; when that changes, a report is taken up
// anew. Values are laid over an event when it is told (replay), and change nothing of
// how it was found; when they change, its story is told anew. Which decisions a report
// was last taken up and told with is kept with it, so that whoever goes on knows what
// is still to be done.

// A ruling is a decision in force on words of a report.
type ruling struct {
	dateline.Decision
	key string // its ID; what it says where it has none
	sum uint64 // a hash of all of it
}

// reviewed is what decisions on a report came to; the zero reviewed is of none.
type reviewed struct {
	amended uint64 // of those by which the report was taken up
	told    uint64 // of those by which its story is told
	lost    []string
}

func (x reviewed) none() bool { return x.amended == 0 && x.told == 0 && len(x.lost) == 0 }

// rule finds the decisions in force by the hashes of reports on words of which they are,
// and where each stands among all. One decision may be on words of hundreds of reports,
// and those that were there before are there still: each is hashed once.
func (d *decided) rule(all []dateline.Decision, was *decided) {
	d.on, d.at, d.rulings = map[string][]ruling{}, map[string]int{}, map[string]ruling{}
	for i, x := range dateline.InForce(all) {
		r, ok := was.rulings[x.ID]
		if !ok || x.ID == "" || !reflect.DeepEqual(x, r.Decision) {
			r = rulingOf(x)
		}
		d.rulings[r.key] = r
		d.at[r.key] = i
		named := map[string]bool{}
		for _, o := range x.On {
			if hash := keep.Short(o.Report); o.Span != (dateline.Span{}) && o.OfAccount() && !named[hash] {
				named[hash] = true
				d.on[hash] = append(d.on[hash], r)
			}
		}
	}
}

func rulingOf(d dateline.Decision) ruling {
	raw, _ := json.Marshal(d) // of strings, numbers and days it does not fail
	sum := fnv.New64a()
	sum.Write(raw)
	return ruling{d, keyOf(d), sum.Sum64()}
}

func keyOf(d dateline.Decision) string {
	if d.ID != "" {
		return d.ID
	}
	raw, _ := json.Marshal(d) // of strings, numbers and days it does not fail
	return string(raw)
}

// sums are hashes of rulings: of those that change a reading, and of all; 0 for none.
func sums(rs []ruling) (amended, told uint64) {
	a, t := fnv.New64a(), fnv.New64a()
	var raw [8]byte
	for _, r := range rs {
		binary.LittleEndian.PutUint64(raw[:], r.sum)
		t.Write(raw[:])
		told = max(1, t.Sum64())
		if r.amends() {
			a.Write(raw[:])
			amended = max(1, a.Sum64())
		}
	}
	return amended, told
}

// amends reports whether a decision adds, rejects or cuts an account.
func (r ruling) amends() bool {
	return r.Cuts() || (r.Verb == dateline.VerbAdd || r.Verb == dateline.VerbReject) && slices.ContainsFunc(r.On, func(o dateline.Referent) bool { return o.Field == "" })
}

// amend is a reading with what people decided of it.
func (l *Linker) amend(r *dateline.Report, reading *dateline.Reading) dateline.Amended {
	rs := l.decided.on[keep.Short(r.SHA256)]
	if len(rs) == 0 {
		return dateline.Amended{Reading: reading}
	}
	ds := make([]dateline.Decision, len(rs))
	for i, r := range rs {
		ds[i] = r.Decision
	}
	return dateline.Amend(r, reading, ds)
}

// taken is a source of a report with its reading as people left it, and what their
// decisions came to.
func (l *Linker) taken(r *dateline.Report, reading *dateline.Reading) (*source, reviewed) {
	out := l.amend(r, reading)
	s := l.source(r, out.Reading)
	s.placed = out.Placed
	if l.src == nil {
		s.read = reading
	}
	return s, l.cameTo(r, out)
}

// cameTo is what the decisions on a report came to.
func (l *Linker) cameTo(r *dateline.Report, out dateline.Amended) (x reviewed) {
	rs := l.decided.on[keep.Short(r.SHA256)]
	x.amended, x.told = sums(rs)
	for _, i := range out.Lost {
		x.lost = append(x.lost, rs[i].key)
	}
	return x
}

// read is a report with its reading as it was made.
func (l *Linker) read(rep int32) (*dateline.Report, *dateline.Reading) {
	if l.src == nil {
		if s, ok := l.sources.Get(rep); ok {
			return s.given, s.read
		}
	}
	return l.fetch(l.state.reportID(rep))
}

// review has reports taken up, and stories told, by the decisions that there are now,
// in place of those that were. It says which reports are named.
func (l *Linker) review(was *decided, all []dateline.Decision) map[string][]int32 {
	if l.src != nil {
		// What is held was amended by what was known; all of it can be fetched.
		for _, hashes := range []map[string][]ruling{was.on, l.decided.on} {
			for hash := range hashes {
				if _, told := sums(was.on[hash]); told != sumOfAll(l.decided.on[hash]) {
					l.decided.renewed = append(l.decided.renewed, hash)
				}
			}
		}
	}
	byHash := l.byHash(all)
	for _, hash := range l.decided.renewed {
		for _, rep := range byHash[hash] {
			l.sources.Drop(rep)
		}
	}
	l.decided.renewed = nil
	named := map[int32]bool{}
	for rep := range l.reviewed {
		named[rep] = true
	}
	for hash := range l.decided.on {
		for _, rep := range byHash[hash] {
			named[rep] = true
		}
	}
	reps := slices.SortedFunc(maps.Keys(named), l.state.compareReports)
	again := false
	for _, rep := range reps {
		amended, told := sums(l.decided.on[l.state.reports.At(rep).hash])
		have := l.reviewed[rep]
		if have.amended == amended && have.told == told {
			continue
		}
		r, reading := l.read(rep)
		if have.amended != amended {
			l.Add(r, reading)
			again = true
			continue
		}
		out := l.amend(r, reading)
		if s, ok := l.sources.Get(rep); ok {
			s.placed = out.Placed
		}
		l.soilStory(r.ID)
		l.kept.alter(rep)
		l.setReviewed(rep, l.cameTo(r, out))
	}
	if again {
		byHash = l.byHash(all)
	}
	return byHash
}

func sumOfAll(rs []ruling) uint64 {
	_, told := sums(rs)
	return told
}

func (l *Linker) setReviewed(rep int32, x reviewed) {
	if delete(l.reviewed, rep); !x.none() {
		l.reviewed[rep] = x
	}
}

// finds reports whether a decision that neither merges nor splits finds something.
func (l *Linker) finds(d dateline.Decision, byHash map[string][]int32) bool {
	key := keyOf(d)
	for _, o := range d.On {
		if o.Aside() {
			continue
		}
		for _, rep := range byHash[keep.Short(o.Report)] {
			if o.Span == (dateline.Span{}) || !slices.Contains(l.reviewed[rep].lost, key) {
				return true
			}
		}
	}
	return false
}

// replay lays over an event what people decided of its accounts.
func (l *linker) replay(g *group, e *dateline.Event) {
	d := &l.run.decided
	if len(d.on) == 0 {
		return
	}
	var placed []dateline.Placed
	seen := map[*source]bool{}
	for _, a := range g.accounts {
		if seen[a.src] {
			continue
		}
		seen[a.src] = true
		for _, p := range a.src.placed {
			if x := a.src.account(p.Account); x != nil && x.self().group == g {
				p.Account = x.self().ID
				p.At = d.at[keyOf(p.Decision)]
				placed = append(placed, p)
			}
		}
	}
	slices.SortStableFunc(placed, func(a, b dateline.Placed) int { return cmp.Compare(a.At, b.At) })
	dateline.Replay(e, placed)
}

// toldBy is a hash of the decisions on a report, 0 where there are none.
func (l *Linker) toldBy(id dateline.ReportID) uint64 {
	if len(l.reviewed) == 0 {
		return 0
	}
	rep, _ := l.state.has(id)
	return l.reviewed[rep].told
}

// write writes what decisions on a report came to.
func (x reviewed) write(c *keep.Code) {
	c.PutUint(x.amended)
	c.PutUint(x.told)
	c.PutUint(uint64(len(x.lost)))
	for _, key := range x.lost {
		c.PutText(key)
	}
}

func readReviewed(c *keep.Code) (x reviewed) {
	x.amended, x.told = c.Uint(1<<64-1), c.Uint(1<<64-1)
	for range c.Count(1) {
		x.lost = append(x.lost, c.Text())
	}
	return x
}
