package desk

import (
	"time"

	"dateline"
)

// change is when a figure of an event last gave way to another, in seconds, and which;
// 0 when none did.
func (d *Desk) change(e dateline.Event) (at int64, note string) {
	for _, t := range e.Tolls {
		was, since := stood(e, t)
		if was == nil || since.Unix() <= at {
			continue
		}
		before, now := d.number(was.Low, was.High, was.Qualifier), d.number(t.Best.Low, t.Best.High, nil)
		if d.number(was.Low, was.High, nil) == now {
			continue
		}
		at, note = since.Unix(), d.words.say("today.became", d.field("casualties."+string(t.Status)), before, now)
	}
	return at, note
}

// stood is the figure that stood before the present one of a toll was published, and when
// that was; nil where none did. Figures of one report are one: what it says that a figure
// was before stood nowhere unless another report gave it. A figure of others, soldiers
// beside the insurgents of an air strike that followed, did not become this one; nor did one that
// nobody replaced and of which it is not known that it is of one day with it.
func stood(e dateline.Event, t dateline.Toll) (was *dateline.Figure, since time.Time) {
	counts := func(f dateline.Figure) bool {
		return f.Published != nil && f.Standing != dateline.FigureEcho && f.Standing != dateline.FigureEnemys
	}
	// The present one came with the first report that gives it in full; where none does,
	// as of several that together bound it, with the last of those.
	found := false
	var now dateline.Figure
	for _, f := range t.History {
		if !counts(f) || f.Standing != dateline.FigureFor {
			continue
		}
		now = f
		exact := equal(f.Low, t.Best.Low) && equal(f.High, t.Best.High)
		if since, found = f.Published.Time, true; exact {
			break
		}
	}
	if !found {
		return nil, since
	}
	// Of each report before, its own figure; of these the one that most give, the last of
	// as many.
	var order []dateline.ReportID
	of := map[dateline.ReportID]*dateline.Figure{}
	for i, f := range t.History {
		if !counts(f) || !f.Published.Time.Before(since) || f.Low == nil && f.High == nil || !oneCount(e, t.Status, f, now) {
			continue
		}
		if have := of[f.Report]; have == nil {
			order = append(order, f.Report)
		} else if count(f.Low) < count(have.Low) {
			continue // "from 12 to 19": what it was before
		}
		of[f.Report] = &t.History[i]
	}
	most := 0
	for _, id := range order {
		n := 0
		for _, other := range order {
			if equal(of[id].Low, of[other].Low) && equal(of[id].High, of[other].High) {
				n++
			}
		}
		if n >= most {
			most, was = n, of[id]
		}
	}
	return was, since
}

// oneCount reports whether two figures count the same people, as far as their accounts say.
func oneCount(e dateline.Event, harm dateline.Harm, was, now dateline.Figure) bool {
	a, b := accountOf(e, was.Account), accountOf(e, now.Account)
	if a == nil || b == nil {
		return was.Standing != dateline.FigureAgainst
	}
	x, y := sideOf(a, harm, was), sideOf(b, harm, now)
	if x != y && x != dateline.UnknownSide && y != dateline.UnknownSide {
		return false
	}
	return was.Standing != dateline.FigureAgainst || a.Time.Start != nil && b.Time.Start != nil && *a.Time.Start == *b.Time.Start
}

func accountOf(e dateline.Event, id dateline.AccountID) *dateline.Account {
	for i := range e.Accounts {
		if e.Accounts[i].ID == id {
			return &e.Accounts[i]
		}
	}
	return nil
}

// sideOf is whose people a figure of an account counts.
func sideOf(a *dateline.Account, harm dateline.Harm, f dateline.Figure) dateline.Side {
	for _, c := range a.Casualties {
		if c.Status == harm && equal(c.Low, f.Low) && equal(c.High, f.High) && c.Words == f.Words && c.Side != "" {
			return c.Side
		}
	}
	return dateline.UnknownSide
}

func equal(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

func count(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
