package desk

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Outlets is what the page of outlets asks.
type Outlets interface {
	// Shares is what each outlet has of the newest so many reports and events.
	Shares(ctx context.Context, newest int) ([]dateline.Share, error)
}

// sharesOf is how many of the newest reports, and events, outlets are compared by.
const sharesOf = 5000

// figuresFor is for how long figures of the whole ledger are not found out anew.
const figuresFor = 30 * time.Second

// An outletsPage is the outlets with what each adds.
type outletsPage struct {
	Rows   []share
	Of     int
	Sorts  []choice
	Silent []dateline.Silence
	Feeds  int
}

// A share is what an outlet has, in the words of the page.
type share struct {
	dateline.Share
	Own   int // reports that are no copies
	Delay string
	Quiet bool // nothing new for days while others went on
}

// quietAfter is how much older than the newest of all an outlet's newest report is when
// the outlet counts as quiet.
const quietAfter = 7 * 24 * time.Hour

// outlets lists the outlets of the newest reports.
func (d *Desk) outlets(r *http.Request, _ Viewer) (page, error) {
	all, err := d.shares.get(r.Context(), d.Now(), figuresFor, "", func(ctx context.Context) ([]dateline.Share, error) { return d.Outlets.Shares(ctx, sharesOf) })
	if err != nil {
		return page{}, err
	}
	by := cmp.Or(r.FormValue("by"), "adds")
	orders := map[string]func(a, b share) int{
		"adds":   func(a, b share) int { return b.Alone - a.Alone },
		"events": func(a, b share) int { return b.Events - a.Events },
		"copies": func(a, b share) int { return b.Copies - a.Copies },
		"delay":  func(a, b share) int { return cmp.Compare(b.Share.Delay, a.Share.Delay) },
		"last":   func(a, b share) int { return newestOf(a.Share).Compare(newestOf(b.Share)) },
		"name":   func(a, b share) int { return strings.Compare(a.Outlet, b.Outlet) },
	}
	if orders[by] == nil {
		return page{}, dateline.Errorf(dateline.Invalid, "%q is no order; adds, events, copies, delay, last and name are", by)
	}
	p := outletsPage{Of: sharesOf}
	var newest time.Time
	for _, s := range all {
		if last := newestOf(s); last.After(newest) {
			newest = last
		}
	}
	for _, s := range all {
		x := share{Share: s, Own: s.Reports - s.Copies - s.Rewrites, Quiet: s.Last != nil && newest.Sub(s.Last.Time) > quietAfter}
		if s.Shared > 0 {
			x.Delay = d.lasting(s.Delay)
			if s.ByDay {
				x.Delay = d.words.say("lasting.sameday")
				if days := int(s.Delay / (24 * time.Hour)); days > 0 {
					x.Delay = d.words.say("lasting.days", days)
				}
			}
		}
		p.Rows = append(p.Rows, x)
	}
	slices.SortStableFunc(p.Rows, orders[by])
	for _, o := range []string{"adds", "events", "copies", "delay", "last", "name"} {
		p.Sorts = append(p.Sorts, choice{with(r, "by", o), d.words.say("outlets.by." + o), o == by})
	}
	if d.Work != nil {
		s, err := d.standing(r.Context())
		if err != nil {
			return page{}, err
		}
		p.Silent, p.Feeds = s.Silent[:min(len(s.Silent), mostListed)], s.Feeds
	}
	return page{Title: "outlets.title", Template: "outlets", Data: p}, nil
}

// newestOf is when an outlet's newest report was published; the zero Time where that is not known.
func newestOf(s dateline.Share) time.Time {
	if s.Last == nil {
		return time.Time{}
	}
	return s.Last.Time
}

// lasting is a time that something took, roughly.
func (d *Desk) lasting(t time.Duration) string {
	switch {
	case t < time.Hour:
		return d.words.say("lasting.minutes", int(t/time.Minute))
	case t < 48*time.Hour:
		return d.words.say("lasting.hours", int(t/time.Hour))
	}
	return d.words.say("lasting.days", int(t/(24*time.Hour)))
}
