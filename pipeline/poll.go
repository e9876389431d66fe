package pipeline

import (
	"context"
	"fmt"
	"hash/fnv"
	"slices"
	"time"

	"dateline"
)

// A Listing is what a feed or a sitemap says.
type Listing struct {
	Title string
	Items []dateline.Address // Feed is left empty
	// Lists are further lists that it refers to, as a sitemap's index does.
	Lists []string
	// Every is how often it asks to be looked at; 0 when it does not.
	Every time.Duration
	// Odd is what was wrong with it or left out of it, a sentence each.
	Odd []string
}

// The bounds of what one poll takes.
const (
	maxItems = 5000 // a feed never ends, or lists all that it ever had
	maxLists = 50
	maxOdd   = 3 // of what is odd about it, told
)

// duePage is how many feeds are looked up at once.
const duePage = 500

// pollOn has the feeds polled that are due, until ctx ends.
func (p *Pipeline) pollOn(ctx context.Context) {
	for ; ; p.sleep(ctx, p.t.Tick) {
		if ctx.Err() != nil || p.room(ctx) != nil {
			return
		}
		feeds, err := p.o.Feeds.Due(ctx, duePage)
		jobs := make([]dateline.Job, 0, len(feeds))
		for _, f := range feeds {
			jobs = append(jobs, dateline.Job{Stage: dateline.StagePoll, Subject: f.URL})
		}
		if err == nil && len(jobs) > 0 {
			_, err = p.o.Queue.Submit(ctx, jobs)
		}
		if err != nil && ctx.Err() == nil {
			p.log.Warn("feeds that are due were not found; they are looked for again", "error", err)
		}
	}
}

// poll looks at a feed and has what is new in it fetched. A feed that fails is
// looked at again later and later; that it fails stands with the feed.
func (p *Pipeline) poll(ctx context.Context, url string) error {
	f, err := p.o.Feeds.Feed(ctx, url)
	if dateline.KindOf(err) == dateline.NotFound || err == nil && f.Paused {
		return nil // taken away meanwhile
	}
	if err != nil {
		return err
	}
	list, got, err := p.list(ctx, f)
	if err != nil {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		f.Failures++
		f.Reason = err.Error()
		p.log.Info("a feed could not be read", "feed", discreet(f.URL), "failures", f.Failures, "error", err)
		return p.polled(ctx, f, Listing{}, false)
	}
	for _, odd := range list.Odd[:min(len(list.Odd), maxOdd)] {
		p.log.Info("a feed is odd", "feed", discreet(f.URL), "odd", odd)
	}
	f.Failures, f.Reason = 0, ""
	f.ETag, f.LastModified, f.Moved = got.ETag, got.LastModified, got.Moved
	return p.polled(ctx, f, list, got.Same)
}

// Polled keeps what was just found in a feed.
func (p *Pipeline) polled(ctx context.Context, f dateline.Feed, list Listing, same bool) error {
	_, err := p.SavePoll(ctx, f, list, same)
	return err
}

// SavePoll keeps the state of a feed that was just looked at, and what it lists
// unless it is the same as before; it reports how many addresses were new.
func (p *Pipeline) SavePoll(ctx context.Context, f dateline.Feed, list Listing, same bool) (int, error) {
	now := p.o.Now()
	f.Polled = now
	if !same && f.Failures == 0 {
		if f.Title == "" {
			f.Title = list.Title
		}
		f.Every = habit(list, f.Every)
	}
	f.Every = min(max(f.Every, p.t.PollMin), p.t.PollMax)
	f.Due = now.Add(jitter(p.o.Seed+f.URL, backOff(f.Every, f.Failures, p.t.PollMax)))
	for i := range list.Items {
		a := &list.Items[i]
		a.Feed = f.URL
		if f.Outlet != "" {
			a.Outlet = f.Outlet
		}
	}
	return p.o.Feeds.SavePoll(ctx, f, list.Items)
}

// list fetches a feed and the lists that it refers to.
func (p *Pipeline) list(ctx context.Context, f dateline.Feed) (Listing, Fetched, error) {
	got, err := p.o.Get(ctx, f.URL, f.ETag, f.LastModified)
	if err != nil || got.Same {
		return Listing{}, got, err
	}
	list, err := ParseListing(got.Document)
	if err != nil {
		return Listing{}, got, err
	}
	err = p.Follow(ctx, &list)
	return list, got, err
}

// Follow adds to a Listing what the lists say that it refers to, the first
// maxLists of them.
func (p *Pipeline) Follow(ctx context.Context, list *Listing) error {
	var failed error
	for _, url := range list.Lists[:min(len(list.Lists), maxLists)] {
		got, err := p.o.Get(ctx, url, "", "")
		var part Listing
		if err == nil {
			part, err = ParseListing(got.Document)
		}
		if err != nil {
			failed = err
			continue
		}
		list.Items = append(list.Items, part.Items...)
	}
	newest(list.Items)
	if more := len(list.Items) - maxItems; more > 0 {
		list.Odd = append(list.Odd, fmt.Sprintf("lists %d pages; the newest %d are taken", len(list.Items), maxItems))
		list.Items = list.Items[:maxItems]
	}
	if len(list.Items) == 0 {
		return failed
	}
	return nil
}

// habit is how often a feed is worth a look: half the time that lies between two
// of its items, or what it asks for where that is longer. Without dates a feed
// keeps what it had.
func habit(list Listing, before time.Duration) time.Duration {
	var times []time.Time
	for _, a := range list.Items {
		if a.Published != nil && a.Published.Clock {
			times = append(times, a.Published.Time)
		}
	}
	slices.SortFunc(times, time.Time.Compare)
	var gaps []time.Duration
	for i := 1; i < len(times); i++ {
		gaps = append(gaps, times[i].Sub(times[i-1]))
	}
	every := before
	if len(gaps) > 0 {
		slices.Sort(gaps)
		every = gaps[(len(gaps)-1)/2] / 2
	} else if every == 0 {
		every = time.Hour
	}
	return max(every, list.Every)
}

// backOff doubles an interval for each failure.
func backOff(every time.Duration, failures int, most time.Duration) time.Duration {
	for ; failures > 0 && every < most; failures-- {
		every *= 2
	}
	return min(every, most)
}

// jitter makes an interval up to a tenth longer or shorter, always alike for one
// seed, so that feeds do not all come due at once.
func jitter(seed string, d time.Duration) time.Duration {
	h := fnv.New32a()
	h.Write([]byte(seed))
	return d + d/10*time.Duration(int64(h.Sum32()%2001)-1000)/1000
}
