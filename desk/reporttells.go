package desk

import (
	"context"
	"slices"
	"strings"

	"dateline"
)

// mostLinked is how many events of a report are looked up for links to them.
const mostLinked = 12

// tells is what a report tells: the marks of its layers, how many each has, and its
// events, those that the reader found before those that people added.
func (d *Desk) tells(ctx context.Context, s *dateline.Sheet) ([]mark, map[string]int, []toldView, error) {
	if s.Reading == nil {
		return nil, map[string]int{}, nil, nil
	}
	of, added, err := d.linkedIn(ctx, s)
	if err != nil {
		return nil, nil, nil, err
	}
	ds, err := d.Records.DecisionsOn(ctx, s.Filing.SHA256)
	if err != nil {
		return nil, nil, nil, err
	}
	left := dateline.Amend(&s.Filing.Report, s.Reading, ds).Reading.Accounts
	has := func(all []dateline.Account, id dateline.AccountID) bool {
		return slices.ContainsFunc(all, func(a dateline.Account) bool { return a.ID == id })
	}
	all := slices.Clone(s.Reading.Accounts)
	if sees(ctx) {
		added = nil // left has them, and what was decided of them since
	}
	for _, a := range append(left, added...) {
		if a.Maker == dateline.Person && !has(all, a.ID) {
			all = append(all, a)
		}
	}
	whole, reading := *s, *s.Reading
	reading.Accounts = all
	whole.Reading = &reading
	marks, counts := d.layerMarks(&whole)
	var out []toldView
	for n, a := range all[:min(len(all), mostListed)] {
		key, class := letter(n)
		v := toldView{ID: of[a.ID], Letter: key, Class: class, Title: d.title(dateline.Event{Type: a.Type, Roles: a.Roles})}
		switch {
		case a.Maker == dateline.Person:
			v.State = "seen.added"
		case !has(left, a.ID):
			v.State = "seen.rejected"
		}
		out = append(out, v)
	}
	return marks, counts, out, nil
}

// linkedIn are the events that a report's accounts are of, by the IDs that its reading has
// for these, and those of the accounts that people added.
func (d *Desk) linkedIn(ctx context.Context, s *dateline.Sheet) (of map[dateline.AccountID]dateline.EventID, added []dateline.Account, err error) {
	of = map[dateline.AccountID]dateline.EventID{}
	for _, id := range s.Events[:min(len(s.Events), mostLinked)] {
		e, err := d.Records.Event(ctx, string(id))
		if dateline.KindOf(err) == dateline.NotFound {
			continue // it has just become another
		} else if err != nil {
			return nil, nil, err
		}
		for _, a := range e.Accounts {
			if a.Report != s.Filing.ID {
				continue
			}
			a.ID = dateline.AccountID(strings.TrimPrefix(string(a.ID), string(s.Filing.ID)+"-"))
			of[a.ID] = e.ID
			if a.Maker == dateline.Person {
				added = append(added, a)
			}
		}
	}
	return of, added, nil
}
