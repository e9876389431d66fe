package desk

import (
	"context"

	"dateline"
)

// withheldMap is a Map as who asks may see it. Counts tell no names; but where and when
// a person is mentioned is told by who searches for the name, which is a right that is
// noted.
type withheldMap struct {
	of Map
	d  *Desk
}

// search asks for the words as the list of events does, which notes it where they name a
// private person.
func (w withheldMap) search(ctx context.Context, q dateline.Query) error {
	if q.Words == "" || w.d.Events == nil || !sees(ctx) {
		return nil
	}
	_, err := w.d.Events.Events(ctx, dateline.Query{Words: q.Words, All: true, Limit: perPage, Uncounted: true})
	return err
}

func (w withheldMap) Spread(ctx context.Context, q dateline.Query) (dateline.Spread, error) {
	if err := w.search(ctx, q); err != nil {
		return dateline.Spread{}, err
	}
	return w.of.Spread(ctx, q)
}

func (w withheldMap) ReportsByDay(ctx context.Context, q dateline.Query) ([]dateline.DayCount, error) {
	if err := w.search(ctx, q); err != nil {
		return nil, err
	}
	return w.of.ReportsByDay(ctx, q)
}
