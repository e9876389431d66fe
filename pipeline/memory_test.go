package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline"
)

// A memory is a ledger with its queue for tests. Every method is a transaction.
type memory struct {
	mu       sync.Mutex
	reports  map[dateline.ReportID]dateline.Filing
	readings map[string]*dateline.Reading // by report and maker
	latest   map[dateline.ReportID]*dateline.Reading
	linked   map[dateline.ReportID]dateline.Maker // by which reading
	links    int                                  // how often a report was linked
	kept     map[dateline.ReportID]keptAt
	version  int64
	linker   dateline.Maker
	jobs     []*memoryJob
	bad      map[string]dateline.Quarantined // by stage and subject
	feeds    map[string]dateline.Feed
	pages    map[string]dateline.Address
	holder   string
	turn     sync.Mutex
	next     int64

	// strike is called at the start of every method with its name; what it gives
	// fails it. strikeAfter is called when a method has done what it does: the
	// caller is told of a failure though it was kept.
	strike, strikeAfter func(name string) error
}

type keptAt struct {
	dateline.Kept
	at int64
}

type memoryJob struct {
	dateline.Job
	taken bool
}

type jobKey struct{}

func newMemory() *memory {
	return &memory{
		reports: map[dateline.ReportID]dateline.Filing{}, readings: map[string]*dateline.Reading{}, latest: map[dateline.ReportID]*dateline.Reading{},
		linked: map[dateline.ReportID]dateline.Maker{}, kept: map[dateline.ReportID]keptAt{}, bad: map[string]dateline.Quarantined{},
		feeds: map[string]dateline.Feed{}, pages: map[string]dateline.Address{},
	}
}

// in runs a method of a name as a transaction.
func (m *memory) in(ctx context.Context, name string, do func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if m.strike != nil {
		if err := m.strike(name); err != nil {
			return err
		}
	}
	m.mu.Lock()
	do()
	m.mu.Unlock()
	if m.strikeAfter != nil {
		return m.strikeAfter(name)
	}
	return nil
}

// complete ends the job of a context.
func (m *memory) complete(ctx context.Context) {
	if j, ok := ctx.Value(jobKey{}).(*memoryJob); ok {
		m.drop(j)
		delete(m.bad, string(j.Stage)+" "+j.Subject)
	}
}

func (m *memory) drop(j *memoryJob) {
	m.jobs = slices.DeleteFunc(m.jobs, func(o *memoryJob) bool { return o == j })
}

func (m *memory) submit(j dateline.Job) bool {
	if slices.ContainsFunc(m.jobs, func(o *memoryJob) bool { return o.Stage == j.Stage && o.Subject == j.Subject }) {
		return false
	}
	m.next++
	j.ID = m.next
	m.jobs = append(m.jobs, &memoryJob{Job: j})
	return true
}

func (m *memory) file(fs []dateline.Filing) (out dateline.Filed) {
	for _, f := range fs {
		delete(m.bad, string(dateline.StageIntake)+" "+f.Path)
		if _, known := m.reports[f.ID]; known {
			out.Known++
			continue
		}
		for _, o := range m.reports {
			if o.URL != nil && f.URL != nil && *o.URL == *f.URL {
				f.Supersedes = &o.ID
			}
		}
		if f.Supersedes != nil {
			out.Superseded++
		}
		out.New++
		m.reports[f.ID] = f
		m.submit(dateline.Job{Stage: dateline.StageRead, Subject: string(f.ID)})
	}
	return out
}

func (m *memory) File(ctx context.Context, fs []dateline.Filing) (out dateline.Filed, err error) {
	err = m.in(ctx, "File", func() { out = m.file(fs) })
	return out, err
}

// found looks up a value.
func found[K ~string, V any](ctx context.Context, m *memory, name string, in map[K]V, key K) (v V, err error) {
	var there bool
	if err := m.in(ctx, name, func() { v, there = in[key] }); err != nil {
		return v, err
	}
	if !there {
		return v, dateline.Errorf(dateline.NotFound, "%s: no %s", name, key)
	}
	return v, nil
}

func (m *memory) Report(ctx context.Context, id dateline.ReportID) (*dateline.Report, error) {
	f, err := found(ctx, m, "Report", m.reports, id)
	return &f.Report, err
}

func readingKey(id dateline.ReportID, by dateline.Maker) string { return string(id) + " " + string(by) }

func (m *memory) SaveReading(ctx context.Context, r *dateline.Reading) error {
	return m.in(ctx, "SaveReading", func() {
		if _, there := m.readings[readingKey(r.Report, r.Maker)]; !there {
			m.readings[readingKey(r.Report, r.Maker)] = r
			m.latest[r.Report] = r
		}
		m.complete(ctx)
	})
}

func (m *memory) Quarantine(ctx context.Context, q dateline.Quarantined) error {
	return m.in(ctx, "Quarantine", func() {
		m.complete(ctx)
		m.bad[string(q.Stage)+" "+q.Subject] = q
	})
}

func (m *memory) Subscribe(ctx context.Context, feeds []dateline.Feed) (n int, err error) {
	err = m.in(ctx, "Subscribe", func() {
		for _, f := range feeds {
			if _, there := m.feeds[f.URL]; !there {
				m.feeds[f.URL] = f
				n++
			}
		}
	})
	return n, err
}

func (m *memory) Due(ctx context.Context, most int) (out []dateline.Feed, err error) {
	err = m.in(ctx, "Due", func() {
		for _, url := range slices.Sorted(maps.Keys(m.feeds)) {
			if f := m.feeds[url]; !f.Paused && !f.Due.After(time.Now()) && len(out) < most {
				out = append(out, f)
			}
		}
	})
	return out, err
}

func (m *memory) Feed(ctx context.Context, url string) (dateline.Feed, error) {
	return found(ctx, m, "Feed", m.feeds, url)
}

func (m *memory) SavePoll(ctx context.Context, f dateline.Feed, list []dateline.Address) (n int, err error) {
	err = m.in(ctx, "SavePoll", func() {
		m.feeds[f.URL] = f
		for _, a := range list {
			if _, known := m.pages[a.URL]; !known {
				m.pages[a.URL] = a
				m.submit(dateline.Job{Stage: dateline.StageFetch, Subject: a.URL})
				n++
			}
		}
		m.complete(ctx)
	})
	return n, err
}

func (m *memory) Address(ctx context.Context, url string) (dateline.Address, error) {
	return found(ctx, m, "Address", m.pages, url)
}

func (m *memory) SaveFetch(ctx context.Context, a dateline.Address, fs []dateline.Filing) (out dateline.Filed, err error) {
	err = m.in(ctx, "SaveFetch", func() {
		m.pages[a.URL] = a
		out = m.file(fs)
		m.complete(ctx)
	})
	return out, err
}

func (m *memory) Lease(ctx context.Context, holder string, d time.Duration) (mine bool, err error) {
	err = m.in(ctx, "Lease", func() {
		if mine = m.holder == "" || m.holder == holder; mine {
			if m.holder = holder; d == 0 {
				m.holder = ""
			}
		}
	})
	return mine, err
}

func (m *memory) unlinked() (out []dateline.ReportID) {
	for id, r := range m.latest {
		if _, bad := m.bad[string(dateline.StageLink)+" "+string(id)]; m.linked[id] != r.Maker && !bad {
			out = append(out, id)
		}
	}
	slices.SortFunc(out, func(a, b dateline.ReportID) int {
		x, y := m.reports[a], m.reports[b]
		return cmp.Or(published(&x.Report).Compare(published(&y.Report)), strings.Compare(x.SHA256, y.SHA256))
	})
	return out
}

func published(r *dateline.Report) time.Time {
	if m := r.Dated(); m != nil {
		return m.Time
	}
	return time.Unix(1<<40, 0)
}

func (m *memory) Unlinked(ctx context.Context) (n int, err error) {
	err = m.in(ctx, "Unlinked", func() { n = len(m.unlinked()) })
	return n, err
}

var errUnasked = errors.New("not asked for in tests")

func (m *memory) Source(context.Context, dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return nil, nil, errUnasked
}

func (m *memory) Fixed(context.Context, dateline.ReportID) ([]byte, error) { return nil, errUnasked }

func (m *memory) Unlink(ctx context.Context, version int64) error {
	if m.version != version {
		return dateline.Errorf(dateline.Conflict, "a turn was saved")
	}
	return m.in(ctx, "Unlink", func() {
		m.version++
		m.linker = ""
		clear(m.linked)
		for id := range m.kept {
			m.kept[id] = keptAt{dateline.Kept{Report: id}, m.version}
		}
	})
}

func (m *memory) Turn(ctx context.Context, do func(context.Context, Turn) error) (bool, error) {
	if !m.turn.TryLock() {
		return false, nil
	}
	defer m.turn.Unlock()
	t := &memoryTurn{m: m, version: m.version}
	if err := do(ctx, t); err != nil {
		return true, err
	}
	return true, m.in(ctx, "commit", func() {
		for _, f := range t.later {
			f()
		}
	})
}

type memoryTurn struct {
	m       *memory
	version int64
	later   []func() // what the commit does
}

func (t *memoryTurn) Version() int64 { return t.version }

func (t *memoryTurn) Linker(context.Context) (dateline.Maker, error) { return t.m.linker, nil }

func (t *memoryTurn) EachSince(ctx context.Context, version int64, yield func([]dateline.Kept) error) error {
	var out []dateline.Kept
	err := t.m.in(ctx, "EachSince", func() {
		for _, id := range slices.Sorted(maps.Keys(t.m.kept)) {
			if k := t.m.kept[id]; k.at > version {
				out = append(out, k.Kept)
			}
		}
	})
	for len(out) > 0 && err == nil {
		n := min(len(out), 3)
		err = yield(out[:n])
		out = out[n:]
	}
	return err
}

func (t *memoryTurn) Next(ctx context.Context, n int) (rs []dateline.Report, gs []*dateline.Reading, err error) {
	err = t.m.in(ctx, "Next", func() {
		for _, id := range t.m.unlinked() {
			if len(rs) < n {
				rs, gs = append(rs, t.m.reports[id].Report), append(gs, t.m.latest[id])
			}
		}
	})
	return rs, gs, err
}

func (t *memoryTurn) Decisions(ctx context.Context) ([]dateline.Decision, error) {
	return nil, t.m.in(ctx, "Decisions", func() {})
}

func (t *memoryTurn) Save(ctx context.Context, l dateline.Linking) error {
	return t.m.in(ctx, "Save", func() {
		t.version++
		m, at := t.m, t.version
		by := map[dateline.ReportID]dateline.Maker{}
		for _, id := range l.Linked {
			by[id] = m.latest[id].Maker
		}
		t.later = append(t.later, func() {
			m.version, m.linker = at, l.Linker
			for id, maker := range by {
				m.linked[id] = maker
				m.links++
			}
			for _, k := range l.Kept {
				m.kept[k.Report] = keptAt{k, at}
			}
		})
	})
}

// Work hands out jobs on as many workers as there are for reading.
func (m *memory) Work(ctx context.Context, workers map[dateline.Stage]int, do func(context.Context, dateline.Job) error) error {
	var wg sync.WaitGroup
	for range workers[dateline.StageRead] {
		wg.Go(func() {
			for ctx.Err() == nil {
				if j := m.take(workers); j != nil {
					m.give(j, do(context.WithValue(context.WithoutCancel(ctx), jobKey{}, j), j.Job))
					continue
				}
				select {
				case <-ctx.Done():
				case <-time.After(time.Millisecond):
				}
			}
		})
	}
	wg.Wait()
	return nil
}

func (m *memory) take(workers map[dateline.Stage]int) *memoryJob {
	m.mu.Lock()
	defer m.mu.Unlock()
	var j *memoryJob
	for _, o := range m.jobs {
		if !o.taken && workers[o.Stage] > 0 && (j == nil || j.Behind && !o.Behind) {
			j = o
		}
	}
	if j != nil {
		j.taken = true
		j.Attempt++
		j.Last = j.Attempt == 5
	}
	return j
}

func (m *memory) give(j *memoryJob, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if j.taken = false; err == nil {
		m.drop(j)
	}
}

func (m *memory) Submit(ctx context.Context, jobs []dateline.Job) (n int, err error) {
	err = m.in(ctx, "Submit", func() {
		for _, j := range jobs {
			if m.submit(j) {
				n++
			}
		}
	})
	return n, err
}

func (m *memory) Waiting(ctx context.Context) (map[dateline.Stage]dateline.Backlog, error) {
	out := map[dateline.Stage]dateline.Backlog{}
	err := m.in(ctx, "Waiting", func() {
		for _, j := range m.jobs {
			b := out[j.Stage]
			b.Ready++
			if j.Behind {
				b.Behind++
			}
			out[j.Stage] = b
		}
	})
	return out, err
}

func (m *memory) Sweep(ctx context.Context, reader dateline.Maker, again bool) (n int, err error) {
	err = m.in(ctx, "Sweep", func() {
		for _, id := range slices.Sorted(maps.Keys(m.reports)) {
			_, bad := m.bad[string(dateline.StageRead)+" "+string(id)]
			_, read := m.readings[readingKey(id, reader)]
			old := m.latest[id] != nil
			if !bad && !read && (again || !old) && m.submit(dateline.Job{Stage: dateline.StageRead, Subject: string(id), Behind: old}) {
				n++
			}
		}
	})
	return n, err
}

// content is all that a ledger holds that must be the same however often work was
// broken off: not when it was done, nor in how many batches.
func (m *memory) content() string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var b strings.Builder
	for _, id := range slices.Sorted(maps.Keys(m.reports)) {
		f := m.reports[id]
		var before dateline.ReportID
		if f.Supersedes != nil {
			before = *f.Supersedes
		}
		fmt.Fprintf(&b, "report %s %q supersedes %q linked by %q\n", id, f.Text, before, m.linked[id])
	}
	for _, k := range slices.Sorted(maps.Keys(m.readings)) {
		fmt.Fprintf(&b, "reading %s\n", k)
	}
	for _, id := range slices.Sorted(maps.Keys(m.kept)) {
		fmt.Fprintf(&b, "kept %s %s\n", id, m.kept[id].Moving)
	}
	for _, k := range slices.Sorted(maps.Keys(m.bad)) {
		fmt.Fprintf(&b, "quarantined %s: %s\n", k, m.bad[k].Reason)
	}
	for _, k := range slices.Sorted(maps.Keys(m.pages)) {
		fmt.Fprintf(&b, "address %s\n", k)
	}
	for _, j := range m.jobs {
		fmt.Fprintf(&b, "job %s %s\n", j.Stage, j.Subject)
	}
	return b.String()
}
