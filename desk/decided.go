package desk

import (
	"context"
	"slices"
	"strconv"

	"dateline"
)

// Deciding is what deciding asks.
type Deciding interface {
	// Event is an event, by its ID or the beginning of it, as people left it.
	Event(context.Context, string) (*dateline.Event, error)
	Source(context.Context, dateline.ReportID) (*dateline.Report, *dateline.Reading, error)
	Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error)
	// DecisionsOn are those on reports, by the hashes of their texts, undone ones too, in order.
	DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error)
	// Decision is one by its ID; NotFound when there is none.
	Decision(context.Context, string) (dateline.Decision, error)
	// LatestDecisions are the latest of the record, so many at most, in order.
	LatestDecisions(context.Context, int) ([]dateline.Decision, error)
	// Decide adds some, all or none; one that is there is passed over. It is a Conflict
	// where others decided of an event since it was seen.
	Decide(context.Context, []dateline.Decision, ...dateline.Seen) (int, error)
}

// A decided is an event as people left it.
type decided struct {
	dateline.Event
	Heads map[dateline.ReportID]dateline.Report // of its accounts, without texts
	// Done are the decisions on it, undone ones and what undid them too, in their order.
	Done    []dateline.Decision
	Version string // of what was decided on it: who decides says which they saw
}

// decided is an event with what people decided of it.
func (d *Desk) decided(ctx context.Context, id string) (*decided, error) {
	e, err := d.Deciding.Event(ctx, id)
	if err != nil {
		return nil, err
	}
	out := &decided{Event: *e, Version: e.Version()}
	var ids []dateline.ReportID
	for _, a := range e.Accounts {
		ids = append(ids, a.Report)
	}
	if out.Heads, err = d.Deciding.Headings(ctx, ids); err != nil {
		return nil, err
	}
	var hashes []string
	for _, id := range ids {
		hashes = append(hashes, out.Heads[id].SHA256)
	}
	ds, err := d.recorded(ctx, hashes...)
	if err != nil {
		return nil, err
	}
	out.Done = out.about(ds)
	return out, nil
}

// about are those of the decisions on an event's reports that are on the event.
func (x *decided) about(ds []dateline.Decision) []dateline.Decision {
	on := map[string]bool{}
	if x.Review != nil {
		for _, id := range x.Review.Decisions {
			on[id] = true
		}
	}
	undone := undone(ds)
	var out []dateline.Decision
	for _, c := range ds {
		// What is in force on it Replay has found.
		if on[c.ID] || undone[c.ID] && x.named(c) || x.left(c) || c.Verb == dateline.VerbUndo && on[c.Undoes] {
			on[c.ID] = true // an undo can be undone
			out = append(out, c)
		}
	}
	return out
}

// recorded are the decisions of the record on reports.
func (d *Desk) recorded(ctx context.Context, hashes ...string) ([]dateline.Decision, error) {
	slices.Sort(hashes)
	ds, err := d.Deciding.DecisionsOn(ctx, slices.Compact(hashes)...)
	return slices.DeleteFunc(ds, func(x dateline.Decision) bool { return x.Set != "" }), err
}

// named reports whether a decision names one of the accounts.
func (x *decided) named(d dateline.Decision) bool {
	return slices.ContainsFunc(d.On, func(o dateline.Referent) bool { return x.namedBy(d, o) != nil })
}

// left reports whether a decision rejected an account that was of the event.
func (x *decided) left(d dateline.Decision) bool {
	return d.Verb == dateline.VerbReject && slices.ContainsFunc(d.On, func(o dateline.Referent) bool {
		return o.Field == dateline.FieldBeside && x.at(o) != nil
	})
}

// namedBy is the account that a decision names by one of its On; nil for none.
func (x *decided) namedBy(d dateline.Decision, on dateline.Referent) *dateline.Account {
	if a := d.Names(on, x.of(on.Report)); a != nil {
		return x.account(string(a.ID))
	}
	return nil
}

// at is the account that a referent is about, whatever is decided of it; nil for none.
func (x *decided) at(on dateline.Referent) *dateline.Account {
	return dateline.AccountAt(x.of(on.Report), on)
}

// of are the accounts of a report, by the hash of its text.
func (x *decided) of(hash string) []dateline.Account {
	var all []dateline.Account
	for _, a := range x.Accounts {
		if x.Heads[a.Report].SHA256 == hash {
			all = append(all, a)
		}
	}
	return all
}

// ownerOf is the report on whose words a value of a list rests that fills a form; "" where
// there is none, or a person gave it.
func (x *decided) ownerOf(field, item string) dateline.ReportID {
	n, err := strconv.Atoi(item)
	if err != nil || n < 0 {
		return ""
	}
	var rests func(a *dateline.Account) bool
	switch {
	case field == "places" && n < len(x.Event.Places):
		is := x.Event.Places[n]
		rests = func(a *dateline.Account) bool {
			return slices.ContainsFunc(a.Places, func(p dateline.PlaceRef) bool { return p.Words == is.Words && p.Name == is.Name })
		}
	case field == "roles" && n < len(x.Event.Roles):
		is := x.Event.Roles[n]
		rests = func(a *dateline.Account) bool {
			return slices.ContainsFunc(a.Roles, func(r dateline.Role) bool { return r.Words == is.Words && r.Role == is.Role })
		}
	case field == "casualties" && n < len(x.Event.Casualties):
		is := x.Event.Casualties[n]
		rests = func(a *dateline.Account) bool {
			return slices.ContainsFunc(a.Casualties, func(c dateline.Casualty) bool { return c.Words == is.Words && c.Status == is.Status })
		}
	default:
		return ""
	}
	for i := range x.Accounts {
		if rests(&x.Accounts[i]) {
			return x.Accounts[i].Report
		}
	}
	return ""
}

// undone are the IDs of those of some decisions that are taken back.
func undone(ds []dateline.Decision) map[string]bool {
	gone := map[string]bool{}
	for i := len(ds) - 1; i >= 0; i-- {
		if ds[i].Verb == dateline.VerbUndo && !gone[ds[i].ID] {
			gone[ds[i].Undoes] = true
		}
	}
	return gone
}

// account is the account of an ID; nil when the event has none.
func (x *decided) account(id string) *dateline.Account {
	for i := range x.Accounts {
		if string(x.Accounts[i].ID) == id {
			return &x.Accounts[i]
		}
	}
	return nil
}

// refer is what a decision on an account is on.
func (x *decided) refer(a *dateline.Account, field string) dateline.Referent {
	return dateline.Refer(x.Heads[a.Report].SHA256, a, field)
}
