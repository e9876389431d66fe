package link

import (
	"cmp"
	"reflect"
	"slices"

	"dateline"
	"dateline/link/keep"
)

// decided is what people decided of what belongs together: pairs merged and
// pairs split, each told of both.
type decided struct {
	stories map[PieceID][]bond
	// accounts are the pairs of accounts, each under both reports, in order of the
	// decisions; by name, since an account is prepared anew when its source is.
	accounts map[dateline.ReportID][]accountPair
	lost     []dateline.Decision // that found nothing
	// all are the decisions, by whose hashes of reports all of this was found; nil
	// when it must be found anew.
	all    []dateline.Decision
	hashes map[string]bool
	turn   int // how often they were found
	// given are the decisions that Decide was given last; nil after others' were taken up.
	given []dateline.Decision
	// on are those on words of reports, by the hashes of these, at where each stands among
	// all of them, and rulings what each is, by its key; renewed are hashes of reports that
	// were held by others.
	on      map[string][]ruling
	at      map[string]int
	rulings map[string]ruling
	renewed []string
}

// renew says that decisions may find other things than they did, since a report
// has come or gone that one of them names.
func (d *decided) renew(hash string) {
	if d.hashes[hash] {
		d.all = nil
	}
}

type bond struct {
	to     PieceID
	merged bool
}

// An accountRef names an account of a report's reading.
type accountRef struct {
	report dateline.ReportID
	local  dateline.AccountID
}

type accountPair struct {
	at     int // its place among the decisions
	a, b   accountRef
	merged bool
}

// bonds are the decided pairs among the accounts that a record is made of, each
// told of both.
type bonds struct {
	events map[*account][]accountBond
}

type accountBond struct {
	to     *account
	merged bool
}

// among are the bonds of the accounts of some sources with each other.
func (d *decided) among(sources []*source) *bonds {
	b := &bonds{events: map[*account][]accountBond{}}
	if len(d.accounts) == 0 {
		return b
	}
	at := map[dateline.ReportID]*source{}
	var pairs []accountPair
	for _, s := range sources {
		at[s.report.ID] = s
		pairs = append(pairs, d.accounts[s.report.ID]...)
	}
	slices.SortFunc(pairs, func(x, y accountPair) int { return cmp.Compare(x.at, y.at) })
	for _, p := range slices.CompactFunc(pairs, func(x, y accountPair) bool { return x.at == y.at }) {
		if s, t := at[p.a.report], at[p.b.report]; s != nil && t != nil {
			b.bind(s.account(p.a.local), t.account(p.b.local), p.merged)
		}
	}
	return b
}

// account is the account of an id within the reading, nil when there is none.
func (s *source) account(local dateline.AccountID) *account {
	for _, a := range s.accounts {
		if a.local == local {
			return a
		}
	}
	return nil
}

// Decide replays decisions over what the Linker makes, those already given set
// aside: merge and split of two reports, which is of their stories, and of two
// accounts, which is of their events; accounts added and rejected, and what is
// confirmed, corrected and added of the values of events. An undone decision is as
// one never made. It gives back those that find nothing they speak of, in their order.
// Settle makes it count. Reports that are added after it are found by them too.
func (l *Linker) Decide(all []dateline.Decision) (unplaced []dateline.Decision) {
	l.ready()
	if l.decided.all != nil && reflect.DeepEqual(all, l.decided.all) {
		return l.decided.lost
	}
	was := l.decided
	l.decided = decided{stories: map[PieceID][]bond{}, accounts: map[dateline.ReportID][]accountPair{}, turn: was.turn + 1}
	l.decided.rule(all, &was)
	byHash := l.review(&was, all)
	at := 0
	for _, d := range dateline.InForce(all) {
		if d.Verb != dateline.VerbMerge && d.Verb != dateline.VerbSplit || len(d.On) != 2 || d.Cuts() {
			if !l.finds(d, byHash) {
				unplaced = append(unplaced, d)
			}
			continue
		}
		merged := d.Verb == dateline.VerbMerge
		placed := false
		for _, s := range l.sourcesOf(byHash[keep.Short(d.On[0].Report)]) {
			for _, t := range l.sourcesOf(byHash[keep.Short(d.On[1].Report)]) {
				at++
				if d.On[0].Span == (dateline.Span{}) && d.On[1].Span == (dateline.Span{}) {
					placed = l.bindReports(s, t, merged) || placed
				} else {
					placed = l.bindAccounts(at, s.accountAt(d.On[0]), t.accountAt(d.On[1]), merged) || placed
				}
			}
		}
		if !placed {
			unplaced = append(unplaced, d)
		}
	}
	l.rebound(&was)
	l.decided.all, l.decided.hashes = slices.Clone(all), map[string]bool{}
	l.decided.given = l.decided.all
	for _, d := range all {
		for _, on := range d.On {
			l.decided.hashes[keep.Short(on.Report)] = true
		}
	}
	l.decided.lost = unplaced
	return unplaced
}

// byHash are the reports, in canonical order, that decisions name, by their hashes as
// keep.Short has them.
func (l *Linker) byHash(all []dateline.Decision) map[string][]int32 {
	wanted := map[string]bool{}
	for _, d := range all {
		for _, on := range d.On {
			wanted[keep.Short(on.Report)] = true
		}
	}
	out := map[string][]int32{}
	if len(wanted) == 0 {
		return out
	}
	for rep := range l.state.ids.All {
		if e := l.state.reports.At(rep); e.there {
			if wanted[e.hash] {
				out[e.hash] = append(out[e.hash], rep)
			}
		}
	}
	for _, reps := range out {
		slices.SortFunc(reps, l.state.compareReports)
	}
	return out
}

func (l *Linker) sourcesOf(reps []int32) []*source {
	out := make([]*source, len(reps))
	for i, rep := range reps {
		out[i] = l.sourceOf(l.state.reportID(rep))
	}
	return out
}

// rebound touches the pieces of which other things are decided than before, and
// soils the stories of accounts that are or were decided on.
func (l *Linker) rebound(was *decided) {
	for _, all := range []map[PieceID][]bond{was.stories, l.decided.stories} {
		for id := range all {
			if at, ok := l.state.at(id); ok && !sameBonds(was.stories[id], l.decided.stories[id]) {
				l.touch(l.state.epoch(at))
				l.stale[id] = true
				l.kept.alter(l.state.pieces.At(at).report)
			}
		}
	}
	for _, all := range []map[dateline.ReportID][]accountPair{was.accounts, l.decided.accounts} {
		for report := range all {
			if slices.Equal(was.accounts[report], l.decided.accounts[report]) {
				continue
			}
			l.soilStory(report) // a copy's is that of its original
		}
	}
}

func sameBonds(a, b []bond) bool {
	return len(a) == len(b) && !slices.ContainsFunc(a, func(x bond) bool { return !slices.Contains(b, x) })
}

// A boundTo is a bond by the number of the other piece.
type boundTo struct {
	to     int32
	merged bool
}

// bondsTo are the bonds of a piece with others that are there, in their order.
func (l *Linker) bondsTo(at int32) []boundTo {
	if len(l.decided.stories) == 0 {
		return nil
	}
	var out []boundTo
	for _, b := range l.decided.stories[l.state.id(at)] {
		if to, ok := l.state.at(b.to); ok {
			out = append(out, boundTo{to, b.merged})
		}
	}
	slices.SortFunc(out, func(a, b boundTo) int { return l.state.compare(a.to, b.to) })
	return out
}

func (l *Linker) bindReports(s, t *source, merged bool) bool {
	if s.report.ID == t.report.ID {
		return false
	}
	for _, a := range l.state.Of(string(s.report.ID)) {
		for _, b := range l.state.Of(string(t.report.ID)) {
			l.decided.stories[a] = append(dropBond(l.decided.stories[a], b), bond{b, merged})
			l.decided.stories[b] = append(dropBond(l.decided.stories[b], a), bond{a, merged})
		}
	}
	return true
}

func (l *Linker) bindAccounts(at int, x, y *account, merged bool) bool {
	if x == nil || y == nil || x.src.report.ID == y.src.report.ID && x.local == y.local {
		return false
	}
	p := accountPair{at, accountRef{x.src.report.ID, x.local}, accountRef{y.src.report.ID, y.local}, merged}
	for _, id := range []dateline.ReportID{x.src.report.ID, y.src.report.ID} {
		l.decided.accounts[id] = append(l.decided.accounts[id], p)
	}
	return true
}

func dropBond(bs []bond, to PieceID) []bond {
	return slices.DeleteFunc(bs, func(b bond) bool { return b.to == to })
}

// bind keeps the last that was decided of two accounts.
func (b *bonds) bind(x, y *account, merged bool) {
	if x == nil || y == nil {
		return
	}
	drop := func(bs []accountBond, to *account) []accountBond {
		return slices.DeleteFunc(bs, func(b accountBond) bool { return b.to == to })
	}
	b.events[x] = append(drop(b.events[x], y), accountBond{y, merged})
	b.events[y] = append(drop(b.events[y], x), accountBond{x, merged})
}

// accountAt is the account that a decision on a referent is about; nil when there is
// none.
func (s *source) accountAt(on dateline.Referent) *account {
	all := make([]dateline.Account, len(s.accounts))
	for i, a := range s.accounts {
		all[i] = *a.Account
	}
	if a := dateline.AccountAt(all, on); a != nil {
		return s.account(a.ID)
	}
	return nil
}

// A refBond is a bond of an account by name.
type refBond struct {
	to     accountRef
	merged bool
}

// byAccount are the decided pairs of accounts, each told of both, the last that was
// decided of each.
func (d *decided) byAccount() map[accountRef][]refBond {
	if len(d.accounts) == 0 {
		return nil
	}
	type pair [2]accountRef
	at, merged := map[pair]int{}, map[pair]bool{}
	for _, ps := range d.accounts {
		for _, p := range ps {
			for _, k := range []pair{{p.a, p.b}, {p.b, p.a}} {
				if n, ok := at[k]; !ok || n <= p.at {
					at[k], merged[k] = p.at, p.merged
				}
			}
		}
	}
	out := map[accountRef][]refBond{}
	for k := range at {
		out[k[0]] = append(out[k[0]], refBond{k[1], merged[k]})
	}
	for _, bs := range out {
		slices.SortFunc(bs, func(a, b refBond) int {
			return cmp.Or(cmp.Compare(a.to.report, b.to.report), cmp.Compare(a.to.local, b.to.local))
		})
	}
	return out
}

func (a *account) ref() accountRef { return accountRef{a.src.report.ID, a.local} }

// boundTo is the first of the events of other stories that people merged with one,
// and with those again; nil where it is the first itself.
func (r *run) boundTo(x *mark) *mark {
	if x.more == nil || len(x.more.decided) == 0 {
		return nil
	}
	first := x
	all, seen := []*mark{x}, map[*mark]bool{x: true}
	for i := 0; i < len(all); i++ {
		if all[i].more == nil {
			continue
		}
		for _, a := range all[i].more.decided {
			for _, b := range r.bonded[a] {
				y := r.recalls.bound[b.to]
				if !b.merged || y == nil || seen[y] || y.story == all[i].story {
					continue
				}
				seen[y] = true
				all = append(all, y)
				if y.before(first) {
					first = y
				}
			}
		}
	}
	if first == x {
		return nil
	}
	return first
}

// apart reports whether a decision keeps two events of two stories apart.
func (r *run) apart(x, y *mark) bool {
	if x.more == nil || y.more == nil {
		return false
	}
	return slices.ContainsFunc(x.more.decided, func(a accountRef) bool {
		return slices.ContainsFunc(r.bonded[a], func(b refBond) bool { return !b.merged && slices.Contains(y.more.decided, b.to) })
	})
}

// parted reports whether a decision keeps two groups apart.
func (b *bonds) parted(g, h *group) bool {
	if len(b.events) == 0 {
		return false
	}
	for _, a := range g.accounts {
		for _, x := range b.events[a] {
			if !x.merged && x.to.group == h {
				return true
			}
		}
	}
	return false
}
