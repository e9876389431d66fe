package desk

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
	"unicode"

	"dateline"
)

// Sources is what withholding names asks: a report with its text, and the reading that
// it is linked by; nil before it is read.
type Sources interface {
	Source(context.Context, dateline.ReportID) (*dateline.Report, *dateline.Reading, error)
}

// sees reports whether who asks sees the names of private persons.
func sees(ctx context.Context) bool { return viewerOf(ctx).May(dateline.RankCoder) }

// A nameCache holds which names reports have that are withheld. It forgets in two
// steps, by number and by time: what is purged is not to stay.
type nameCache struct {
	mu         sync.Mutex
	young, old map[dateline.ReportID][]string
	turned     time.Time
}

const (
	mostNamed = 20_000 // reports in each of the two
	namedFor  = 10 * time.Minute
)

func (c *nameCache) turn(now time.Time) {
	if c.young == nil || len(c.young) >= mostNamed || now.Sub(c.turned) > namedFor {
		c.young, c.old, c.turned = map[dateline.ReportID][]string{}, c.young, now
	}
}

func (c *nameCache) get(id dateline.ReportID, now time.Time) (names []string, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn(now)
	if names, ok = c.young[id]; !ok {
		if names, ok = c.old[id]; ok {
			c.young[id] = names
		}
	}
	return names, ok
}

func (c *nameCache) put(id dateline.ReportID, names []string, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.turn(now)
	c.young[id] = names
}

// namedAtOnce is how many reports are looked up at once, whose names are not known yet.
const namedAtOnce = 4

// names are the names of private persons in reports. A report that is not there any
// more has none.
func (d *Desk) names(ctx context.Context, ids []dateline.ReportID) ([]string, error) {
	found := make([][]string, len(ids))
	at := map[dateline.ReportID]bool{}
	var missing []int
	for i, id := range ids {
		if at[id] {
			continue
		}
		at[id] = true
		var ok bool
		if found[i], ok = d.named.get(id, d.Now()); !ok {
			missing = append(missing, i)
		}
	}
	errs := make([]error, len(missing))
	var next atomic.Int64
	var all sync.WaitGroup
	for range min(namedAtOnce, len(missing)) {
		all.Go(func() {
			for n := int(next.Add(1)) - 1; n < len(missing); n = int(next.Add(1)) - 1 {
				found[missing[n]], errs[n] = d.namesOf(ctx, ids[missing[n]])
			}
		})
	}
	all.Wait()
	return slices.Concat(found...), errors.Join(errs...)
}

func (d *Desk) namesOf(ctx context.Context, id dateline.ReportID) ([]string, error) {
	rep, reading, err := d.Sources.Source(ctx, id)
	if dateline.KindOf(err) == dateline.NotFound {
		return nil, nil // not for long, perhaps: it may be kept from who asks
	}
	if err != nil {
		return nil, err
	}
	out := dateline.PrivateNames(rep.Text, reading)
	d.named.put(id, out, d.Now())
	return out, nil
}

// mask withholds the names of reports from who asks; nil for who sees them.
func (d *Desk) mask(ctx context.Context, ids ...dateline.ReportID) (*dateline.Mask, error) {
	if sees(ctx) {
		return nil, nil
	}
	names, err := d.names(ctx, ids)
	if err != nil {
		return nil, err
	}
	return dateline.NewMask(names), nil
}

// searched is asked of each search for words, with the reports that they were found in:
// whether they name a private person there, which is noted. Viewers find none by a name
// (see dateline.Unnamed), and are told nothing by that.
func (d *Desk) searched(ctx context.Context, words string, ids []dateline.ReportID) error {
	if strings.TrimSpace(words) == "" || d.Sources == nil || d.origin == nil || !sees(ctx) {
		return nil
	}
	names, err := d.names(ctx, ids)
	if err != nil {
		return err
	}
	parts := func(s string) []string {
		return strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	}
	for _, w := range parts(words) {
		for _, n := range names {
			for _, part := range parts(n) {
				if len(part) > 2 && strings.EqualFold(part, w) {
					return d.person(ctx, words)
				}
			}
		}
	}
	return nil
}

// person notes a search for a person. A right that is to be noted is none where it cannot
// be.
func (d *Desk) person(ctx context.Context, words string) error {
	return d.audited(ctx, dateline.AuditEntry{At: d.Now(), By: viewerOf(ctx).Name, Address: addressOf(ctx), Action: "search-person", Subject: words, Outcome: "done"})
}

// withheldEvents are Events as who asks may see them.
type withheldEvents struct {
	of Events
	d  *Desk
}

func (w withheldEvents) Events(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Event], error) {
	found, err := w.of.Events(ctx, q)
	if err != nil {
		return found, err
	}
	var ids []dateline.ReportID
	for _, e := range found.Items {
		for _, a := range e.Accounts {
			ids = append(ids, a.Report)
		}
	}
	if err := w.d.searched(ctx, q.Words, ids); err != nil {
		return dateline.Page[dateline.Event]{}, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return found, err
	}
	for i, e := range found.Items {
		found.Items[i] = m.Event(e)
	}
	return found, nil
}

func (w withheldEvents) Headings(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	found, err := w.of.Headings(ctx, ids)
	if err != nil || sees(ctx) {
		return found, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := map[dateline.ReportID]dateline.Report{}
	for id, r := range found {
		out[id] = m.Report(r)
	}
	return out, nil
}
