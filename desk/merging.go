package desk

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"dateline"
)

// mergeFar is how many days two events lie apart from which on it is asked whether they
// are one. Reports of one night give two days, and a body found later a third.
const mergeFar = 3

// A mergePage asks whether two events are one that differ in what makes an event.
type mergePage struct {
	Path   string // of the form
	Cancel string
	Of     [2]dateline.Event
	Says   []string // how they differ
	Twice  []twiceView
	Posted []posted
	Sure   dateline.EventID
}

// A twiceView is a report that tells both events, of whose accounts one is kept.
type twiceView struct {
	Report   dateline.Report
	Outlet   string
	Name     string // of the choice, in the form
	Accounts []keptView
}

type keptView struct {
	ID    dateline.AccountID
	Title string
	Quote passage
}

// other is the event that a form says is the same one.
func (d *Desk) other(ctx context.Context, f form, x *decided) (*decided, error) {
	given := strings.TrimSpace(f("given"))
	if f("other") != "" && given == strings.TrimSpace(f("found")) {
		given = f("other") // which was chosen among what was looked for
	}
	other := eventIn(given)
	if other == "" {
		return nil, wrong("given", "say which event is the same one: choose it, or look for it by words of its reports, by its ID or the address of its page")
	}
	y, err := d.decided(ctx, other)
	if err != nil {
		return nil, at("given", err)
	}
	if y.ID == x.ID {
		return nil, wrong("given", "that is this event itself; give another")
	}
	return y, nil
}

// mergeSure asks, before two events are merged that differ in their story, their country
// or by days, or that one report tells both of, whether they are one; nil where nothing is
// to be asked, or where it was.
func (d *Desk) mergeSure(r *http.Request, f form, x *decided) (*page, error) {
	y, err := d.other(r.Context(), f, x)
	if err != nil || f("sure") == string(y.ID) {
		return nil, err
	}
	p := mergePage{Path: eventPath(string(x.ID)), Cancel: eventPath(string(x.ID)) + "?" + strings.TrimSuffix("edit=merge&"+queueOf(r.PostForm), "&"), Of: [2]dateline.Event{x.Event, y.Event}, Sure: y.ID}
	if x.Story != y.Story {
		p.Says = append(p.Says, d.words.say("merge.sure.story"))
	}
	if a, b := x.Country(), y.Country(); a != b && a != "" && b != "" {
		p.Says = append(p.Says, d.words.say("merge.sure.country", a, b))
	}
	if n := daysApart(x.Time, y.Time); n > mergeFar {
		p.Says = append(p.Says, d.words.say("merge.sure.days", n))
	}
	for _, t := range dateline.TellBoth(&x.Event, &y.Event) {
		v := twiceView{Report: x.Heads[t.Report], Outlet: d.outletOf(x.Heads[t.Report]), Name: keepName(t.Report)}
		for _, a := range append(slices.Clone(t.X), t.Y...) {
			k := keptView{ID: a.ID, Title: d.title(dateline.Event{Type: a.Type, Roles: a.Roles})}
			if len(a.Evidence) > 0 {
				k.Quote = asText(a.Evidence[0].Quote)
			}
			v.Accounts = append(v.Accounts, k)
		}
		p.Twice = append(p.Twice, v)
	}
	if len(p.Says) == 0 && len(p.Twice) == 0 {
		return nil, nil
	}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		if name == "sure" || strings.HasPrefix(name, "keep.") {
			continue
		}
		for _, v := range r.PostForm[name] {
			p.Posted = append(p.Posted, posted{name, v})
		}
	}
	return &page{Title: "merge.sure.title", Template: "mergesure", Data: p}, nil
}

// daysApart is how many days lie from the last day of one time to the first of another;
// 0 where they meet, or where one of them has no day.
func daysApart(s, t dateline.Time) int {
	bounds := func(t dateline.Time) (from, to dateline.Date, ok bool) {
		switch {
		case t.Start != nil && t.End != nil:
			return *t.Start, t.End.AddDays(-1), true
		case t.Start != nil:
			return *t.Start, *t.Start, true
		case t.End != nil:
			return t.End.AddDays(-1), t.End.AddDays(-1), true
		}
		return from, to, false
	}
	a, b, known := bounds(s)
	c, e, also := bounds(t)
	if !known || !also {
		return 0
	}
	return max(c.Sub(b), a.Sub(e), 0)
}

func keepName(id dateline.ReportID) string { return "keep." + string(id) }

// merging says that two events are one. Of a report that tells both, the account that is
// not kept is rejected.
func (d *Desk) merging(ctx context.Context, out dateline.Decision, f form, x, y *decided) ([]dateline.Decision, error) {
	left := [2]dateline.Event{x.Event, y.Event}
	heads := maps.Clone(x.Heads)
	maps.Copy(heads, y.Heads)
	refer := func(a *dateline.Account) dateline.Referent {
		return dateline.Refer(heads[a.Report].SHA256, a, "")
	}
	var rejects []dateline.Referent
	for _, t := range dateline.TellBoth(&x.Event, &y.Event) {
		keep := dateline.AccountID(f(keepName(t.Report)))
		both := append(slices.Clone(t.X), t.Y...)
		if !slices.ContainsFunc(both, func(a dateline.Account) bool { return a.ID == keep }) {
			return nil, dateline.Errorf(dateline.Invalid, "the report %s tells both, and a report tells an event once: say which of its accounts is kept", t.Report)
		}
		for i := range both {
			if both[i].ID != keep {
				rejects = append(rejects, refer(&both[i]))
			}
		}
		for i := range left {
			left[i].Accounts = slices.DeleteFunc(slices.Clone(left[i].Accounts), func(a dateline.Account) bool { return a.Report == t.Report && a.ID != keep })
		}
	}
	home, err := d.homes(ctx, &left[0], &left[1])
	if err != nil {
		return nil, err
	}
	var ds []dateline.Decision
	one := func() *dateline.Decision {
		c := out
		if len(ds) > 0 {
			c.ID = fmt.Sprintf("%s.%d", out.ID, len(ds)+1)
		}
		ds = append(ds, c)
		return &ds[len(ds)-1]
	}
	for _, p := range dateline.MergePairs(&left[0], &left[1], home) {
		one().On = []dateline.Referent{refer(p[0]), refer(p[1])}
	}
	if len(rejects) > 0 {
		c := one()
		c.Verb, c.On = dateline.VerbReject, rejects
	}
	return ds, nil
}

// homes says which reports are of the stories of events.
func (d *Desk) homes(ctx context.Context, es ...*dateline.Event) (func(dateline.StoryID, dateline.ReportID) bool, error) {
	of := map[dateline.StoryID][]dateline.ReportID{}
	for _, e := range es {
		if d.Records == nil || of[e.Story] != nil {
			continue
		}
		t, err := d.Records.Story(ctx, string(e.Story))
		if dateline.KindOf(err) == dateline.NotFound {
			continue // it has just become another
		} else if err != nil {
			return nil, err
		}
		of[e.Story] = t.Story.Reports
	}
	return func(s dateline.StoryID, r dateline.ReportID) bool { return of[s] == nil || slices.Contains(of[s], r) }, nil
}

// splitting takes an account out of its event: it is none of the others'. What people
// merged with it stays with the others.
func splitting(out dateline.Decision, account string, x *decided) ([]dateline.Decision, error) {
	a, err := x.accountOf(account)
	if err != nil {
		return nil, err
	}
	if len(x.Accounts) < 2 {
		return nil, dateline.Errorf(dateline.Invalid, "one report alone tells this event, so nothing can be split off; reject it, or correct it")
	}
	var ds []dateline.Decision
	add := func(verb dateline.Verb, b, c *dateline.Account) {
		one := out
		if one.Verb = verb; len(ds) > 0 {
			one.ID = fmt.Sprintf("%s.%d", out.ID, len(ds)+1)
		}
		one.On = []dateline.Referent{x.refer(b, ""), x.refer(c, "")}
		ds = append(ds, one)
	}
	for i := range x.Accounts {
		if b := &x.Accounts[i]; b != a {
			add(dateline.VerbSplit, a, b)
		}
	}
	for _, b := range x.mergedWith(a) {
		for i := range x.Accounts {
			if c := &x.Accounts[i]; c != a && c.Report != b.Report {
				add(dateline.VerbMerge, b, c)
			}
		}
	}
	return ds, nil
}

// mergedWith are the accounts of the event that people said are of one event with one of
// them.
func (x *decided) mergedWith(a *dateline.Account) []*dateline.Account {
	gone := undone(x.Done)
	var out []*dateline.Account
	for _, c := range x.Done {
		if c.Verb != dateline.VerbMerge || gone[c.ID] || len(c.On) != 2 {
			continue
		}
		one, other := x.namedBy(c, c.On[0]), x.namedBy(c, c.On[1])
		if other == a {
			one, other = other, one
		}
		if one == a && other != nil && !slices.Contains(out, other) {
			out = append(out, other)
		}
	}
	return out
}
