package store

import (
	"context"
	"errors"
	"time"

	"dateline"
)

const feedColumns = "url, title, outlet, paused, etag, last_modified, every, added, polled, due, newest, failures, reason"

func scanFeed(row scanner) (dateline.Feed, error) {
	var f dateline.Feed
	var paused, every, added, due int64
	var polled, newest *int64
	err := row.Scan(&f.URL, &f.Title, &f.Outlet, &paused, &f.ETag, &f.LastModified, &every, &added, &polled, &due, &newest, &f.Failures, &f.Reason)
	f.Paused, f.Every = paused != 0, time.Duration(every)*time.Microsecond
	f.Added, f.Polled, f.Due, f.Newest = timeOf(&added), timeOf(polled), timeOf(&due), timeOf(newest)
	return f, err
}

func feeds(ctx context.Context, c conn, where string, args ...any) ([]dateline.Feed, error) {
	var out []dateline.Feed
	err := each(ctx, c, func(row scanner) error {
		f, err := scanFeed(row)
		out = append(out, f)
		return err
	}, "SELECT "+feedColumns+" FROM feeds "+where, args...)
	return out, err
}

// flag is a truth as both databases keep it here.
func flag(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Subscribe adds feeds that are not there, to be polled at once, and reports how many
// those were.
func (l *Ledger) Subscribe(ctx context.Context, all []dateline.Feed) (added int, err error) {
	err = l.db.write(ctx, func(tx conn) error {
		added = 0
		now := tx.dialect().now
		for _, f := range all {
			n, err := tx.exec(ctx, "INSERT INTO feeds (url, title, outlet, paused, etag, last_modified, every, added, due, failures, reason) VALUES (?, ?, ?, ?, '', '', ?, "+now+", "+now+", 0, '') ON CONFLICT (url) DO NOTHING",
				f.URL, f.Title, f.Outlet, flag(f.Paused), f.Every.Microseconds())
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// Due are the feeds to be polled now by the ledger's clock, those that wait longest
// first. One that was polled later than that clock says is due: it was turned back.
func (l *Ledger) Due(ctx context.Context, most int) ([]dateline.Feed, error) {
	now := l.db.dialect().now
	return feeds(ctx, l.db, "WHERE paused = 0 AND (due <= "+now+" OR polled > "+now+" + 3600000000) ORDER BY due, url LIMIT ?", most)
}

// Feeds are all feeds by their addresses, paused ones too.
func (l *Ledger) Feeds(ctx context.Context) ([]dateline.Feed, error) {
	return feeds(ctx, l.db, "ORDER BY url")
}

// Feed is a feed by its address; NotFound when there is none.
func (l *Ledger) Feed(ctx context.Context, url string) (dateline.Feed, error) {
	f, err := scanFeed(l.db.row(ctx, "SELECT "+feedColumns+" FROM feeds WHERE url = ?", url))
	if errors.Is(err, errNone) {
		return dateline.Feed{}, noFeed(url)
	}
	return f, err
}

func noFeed(url string) error {
	return dateline.Errorf(dateline.NotFound, "the ledger has no feed %s; add it", url)
}

// Pause keeps a feed from being polled, or lets it be polled again at once; NotFound
// when there is none.
func (l *Ledger) Pause(ctx context.Context, url string, paused bool) error {
	n, err := l.db.exec(ctx, "UPDATE feeds SET paused = ?, due = "+l.db.dialect().now+" WHERE url = ?", flag(paused), url)
	if err == nil && n == 0 {
		return noFeed(url)
	}
	return err
}

// Unsubscribe takes a feed away. What it brought stays. NotFound when there is none.
func (l *Ledger) Unsubscribe(ctx context.Context, url string) error {
	return l.db.write(ctx, func(tx conn) error {
		n, err := tx.exec(ctx, "DELETE FROM feeds WHERE url = ?", url)
		if err == nil && n == 0 {
			return noFeed(url)
		} else if err != nil {
			return err
		}
		return release(ctx, tx, dateline.StagePoll, url)
	})
}

// SavePoll keeps a feed's state and makes a fetch job for each address that is not
// known, or that the feed dates later than before; it reports how many those were.
// Whether the feed is paused stays. A feed that was taken away meanwhile is left so; one
// that has Moved has that address from then on.
func (l *Ledger) SavePoll(ctx context.Context, f dateline.Feed, found []dateline.Address) (added int, err error) {
	err = l.ending(ctx, func(tx conn) error {
		added = 0
		var jobs []dateline.Job
		for _, a := range found {
			isNew, err := knowAddress(ctx, tx, a)
			if err != nil {
				return err
			}
			if isNew {
				jobs = append(jobs, dateline.Job{Stage: dateline.StageFetch, Subject: a.URL})
			}
		}
		added = len(jobs)
		if added > 0 {
			f.Newest = f.Polled
		}
		if _, err := tx.exec(ctx, `UPDATE feeds SET title = ?, outlet = ?, etag = ?, last_modified = ?, every = ?, polled = ?, due = ?, newest = coalesce(?, newest), failures = ?, reason = ? WHERE url = ?`,
			f.Title, f.Outlet, f.ETag, f.LastModified, f.Every.Microseconds(), micros(f.Polled), f.Due.UnixMicro(), micros(f.Newest), f.Failures, f.Reason, f.URL); err != nil {
			return err
		}
		if f.Moved != "" && f.Moved != f.URL {
			if err := moveFeed(ctx, tx, f.URL, f.Moved); err != nil {
				return err
			}
		}
		return l.insertJobs(ctx, tx, jobs)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// moveFeed gives a feed another address. One that is there already takes its place.
func moveFeed(ctx context.Context, tx conn, from, to string) error {
	n, err := tx.exec(ctx, "UPDATE feeds SET url = ? WHERE url = ? AND NOT EXISTS (SELECT 1 FROM feeds WHERE url = ?)", to, from, to)
	if err == nil && n == 0 {
		_, err = tx.exec(ctx, "DELETE FROM feeds WHERE url = ?", from)
	}
	if err == nil {
		_, err = tx.exec(ctx, "UPDATE addresses SET feed = ? WHERE feed = ?", to, from)
	}
	return err
}

// knowAddress keeps an address and reports whether it is to be fetched.
func knowAddress(ctx context.Context, tx conn, a dateline.Address) (bool, error) {
	var published *string
	if a.Published != nil {
		s := a.Published.String()
		published = &s
	}
	n, err := tx.exec(ctx, "INSERT INTO addresses (url, feed, outlet, title, published, etag, last_modified, added) VALUES (?, ?, ?, ?, ?, ?, ?, "+tx.dialect().now+") ON CONFLICT (url) DO NOTHING",
		a.URL, a.Feed, a.Outlet, a.Title, published, a.ETag, a.LastModified)
	if err != nil || n > 0 || published == nil {
		return n > 0, err
	}
	var before *string
	var fetched *int64
	if err := tx.row(ctx, "SELECT published, fetched FROM addresses WHERE url = ?", a.URL).Scan(&before, &fetched); err != nil {
		return false, err
	}
	if before == nil || fetched == nil {
		return false, nil
	}
	if m, err := dateline.ParseMoment(*before); err != nil || !a.Published.Time.After(m.Time) {
		return false, nil
	}
	// The page is dated anew: it changed, and this version of it is not fetched.
	_, err = tx.exec(ctx, "UPDATE addresses SET published = ?, title = ?, fetched = NULL WHERE url = ?", published, a.Title, a.URL)
	return err == nil, err
}

// Know keeps addresses that a person named and makes a fetch job for each that is not
// known; again also for those that are. It reports how many those were.
func (l *Ledger) Know(ctx context.Context, all []dateline.Address, again bool) (added int, err error) {
	err = l.db.write(ctx, func(tx conn) error {
		there, err := subjects(ctx, tx, dateline.StageFetch)
		if err != nil {
			return err
		}
		var jobs []dateline.Job
		for _, a := range all {
			isNew, err := knowAddress(ctx, tx, a)
			if err != nil {
				return err
			}
			if (isNew || again) && !there[a.URL] {
				there[a.URL] = true
				jobs = append(jobs, dateline.Job{Stage: dateline.StageFetch, Subject: a.URL})
			}
		}
		added = len(jobs)
		return l.insertJobs(ctx, tx, jobs)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// Address is a page by its address; NotFound when nobody named it.
func (l *Ledger) Address(ctx context.Context, url string) (dateline.Address, error) {
	a := dateline.Address{URL: url}
	var published *string
	var fetched *int64
	err := l.db.row(ctx, "SELECT feed, outlet, title, published, etag, last_modified, fetched FROM addresses WHERE url = ?", url).
		Scan(&a.Feed, &a.Outlet, &a.Title, &published, &a.ETag, &a.LastModified, &fetched)
	if errors.Is(err, errNone) {
		return a, dateline.Errorf(dateline.NotFound, "nobody named the address %s; add it", url)
	} else if err != nil {
		return a, err
	}
	if published != nil {
		m, err := dateline.ParseMoment(*published)
		if err != nil {
			return a, dateline.Errorf(dateline.Internal, "address %s: its time is damaged: %w", url, err)
		}
		a.Published = &m
	}
	a.Fetched = timeOf(fetched)
	return a, nil
}

// SaveFetch keeps an address's state and files what was read out of the page: nothing
// where it is as it was.
func (l *Ledger) SaveFetch(ctx context.Context, a dateline.Address, fs []dateline.Filing) (out dateline.Filed, err error) {
	err = l.ending(ctx, func(tx conn) (err error) {
		if _, err := knowAddress(ctx, tx, a); err != nil {
			return err
		}
		if _, err = tx.exec(ctx, "UPDATE addresses SET etag = ?, last_modified = ?, fetched = ? WHERE url = ?", a.ETag, a.LastModified, micros(a.Fetched), a.URL); err != nil {
			return err
		}
		out, err = l.file(ctx, tx, fs)
		return err
	})
	if err != nil {
		return dateline.Filed{}, err
	}
	return out, nil
}
