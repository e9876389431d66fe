package desk

import (
	"context"
	"strconv"
	"time"

	"dateline"
)

// sinceDays is of how many days a list of what came is: a day unless 7 or 30 are asked for.
func sinceDays(asked string) int {
	if n, err := strconv.Atoi(asked); err == nil && (n == 7 || n == 30) {
		return n
	}
	return 1
}

// came leaves of events, in the order in which reports of them came, those of which one came
// in the last days, and notes what is new of each: all of it, or so many accounts. The list
// ends at the first that is older.
func (d *Desk) came(ctx context.Context, found *dateline.Page[dateline.Event], days int, notes map[dateline.EventID]string) error {
	from := d.Now().Add(-time.Duration(days) * 24 * time.Hour)
	var ids []dateline.ReportID
	for _, e := range found.Items {
		ids = append(ids, reportsOf(e)...)
	}
	heads, err := d.Events.Headings(ctx, ids)
	if err != nil {
		return err
	}
	for i, e := range found.Items {
		fresh := 0
		for _, a := range e.Accounts {
			if !heads[a.Report].Received.Before(from) {
				fresh++
			}
		}
		switch fresh {
		case 0:
			found.Items, found.Next = found.Items[:i], ""
			return nil
		case len(e.Accounts):
			notes[e.ID] = d.words.say("today.fresh")
		default:
			notes[e.ID] = d.words.say("today.grew", fresh)
		}
	}
	return nil
}
