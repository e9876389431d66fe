package dateline

import (
	"context"
	"encoding/json"
)

type sightKey struct{}

// Restrict is a context in which what a ledger is asked is answered without reports that
// have a Label, and without what rests on them alone: for viewers and for exports.
func Restrict(ctx context.Context) context.Context { return context.WithValue(ctx, sightKey{}, true) }

// Restricted reports whether a context is one of Restrict.
func Restricted(ctx context.Context) bool {
	yes, _ := ctx.Value(sightKey{}).(bool)
	return yes
}

// Without is an event without the accounts of some reports and without what rests on
// them alone; false where nothing is left. What outlets and origins tell it is then known
// no better than by how many reports do.
func (e *Event) Without(hidden func(ReportID) bool) bool {
	gone := map[AccountID]bool{}
	var rest []Account
	for _, a := range e.Accounts {
		if hidden(a.Report) {
			gone[a.ID] = true
		} else {
			rest = append(rest, a)
		}
	}
	if len(gone) == 0 {
		return true
	}
	if len(rest) == 0 {
		return false
	}
	e.Accounts = rest
	left := func(ids []AccountID) []AccountID {
		var out []AccountID
		for _, id := range ids {
			if !gone[id] {
				out = append(out, id)
			}
		}
		return out
	}
	lost := map[string]bool{}
	agreement := map[string]Agreement{}
	for field, a := range e.Agreement {
		a.For, a.Against, a.Superseded = left(a.For), left(a.Against), left(a.Superseded)
		if a.Finest != nil && gone[*a.Finest] {
			a.Finest = nil
		}
		if len(a.For) == 0 {
			lost[field] = true
			continue
		}
		if len(a.For)+len(a.Against) == 1 {
			a.Relation, a.Because = Single, nil
		}
		agreement[field] = a
	}
	e.Agreement = agreement
	e.Origins, e.Outlets = min(e.Origins, len(rest)), min(e.Outlets, len(rest))
	e.Echoes = keep(e.Echoes, func(x Echo) bool { return !gone[x.Account] && !gone[x.Of] })
	e.Merges = keep(e.Merges, func(m Merge) bool { return !gone[m.Account] && !gone[m.With] })
	e.forgo(lost, gone, left)
	if e.Review != nil { // what the machine had may be theirs
		r := *e.Review
		r.Fields = map[string]FieldReview{}
		for field, f := range e.Review.Fields {
			f.Machine, f.Evidence = json.RawMessage("null"), nil
			r.Fields[field] = f
		}
		e.Review = &r
	}
	return true
}

// forgo takes from an event the values of fields that nothing tells any more.
func (e *Event) forgo(lost map[string]bool, gone map[AccountID]bool, left func([]AccountID) []AccountID) {
	rest := e.Accounts
	decided := func(field string) bool {
		if e.Review == nil {
			return false
		}
		_, ok := e.Review.Fields[field]
		return ok
	}
	if lost["type"] && !decided("type") {
		e.Type = rest[0].Type
	}
	if lost["place"] && !decided("places") {
		e.Places = nil
	}
	if by := e.Time.AnchoredBy; (lost["time"] || by != nil && gone[by.Account]) && !decided("time") {
		e.Time = Time{Precision: UnknownTime}
	}
	if !decided("roles") {
		e.Roles = keep(e.Roles, func(r Role) bool {
			for _, a := range rest {
				for _, o := range a.Roles {
					if o.Role == r.Role && (o.Name == r.Name || o.Words == r.Words) {
						return true
					}
				}
			}
			return false
		})
	}
	if !decided("claims") {
		e.Claims = keep(e.Claims, func(c Claim) bool {
			for _, a := range rest {
				for _, o := range a.Claims {
					if o.Kind == c.Kind && o.By == c.By {
						return true
					}
				}
			}
			return false
		})
	}
	if !decided("casualties") {
		var casualties []Casualty
		var tolls []Toll
		for i, t := range e.Tolls {
			t.For, t.Against, t.Superseded = left(t.For), left(t.Against), left(t.Superseded)
			t.History = keep(t.History, func(f Figure) bool { return !gone[f.Account] })
			if len(t.For) > 0 && i < len(e.Casualties) {
				casualties, tolls = append(casualties, e.Casualties[i]), append(tolls, t)
			}
		}
		e.Casualties, e.Tolls = casualties, tolls
	}
	bases, background := []Basis{}, true
	for _, a := range rest {
		bases, background = append(bases, a.Basis), background && a.Background
	}
	if !decided("basis") && !decided("background") && !decided("occurrence") {
		was := e.Countable || !e.Status.Countable()
		e.Basis, e.Background = Strongest(bases...), background
		e.Status = DeriveStatus(e.Occurrence, e.Basis, e.Background)
		e.Countable = e.Status.Countable() && was
	}
}

func keep[T any](all []T, ok func(T) bool) []T {
	var out []T
	for _, x := range all {
		if ok(x) {
			out = append(out, x)
		}
	}
	return out
}
