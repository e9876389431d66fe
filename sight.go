package dateline

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
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

type unnamedKey struct{}

// Unnamed is a context in which a search finds no report by a word that is part of the
// name of a private person there: for who may not search for persons.
func Unnamed(ctx context.Context) context.Context { return context.WithValue(ctx, unnamedKey{}, true) }

// IsUnnamed reports whether a context is one of Unnamed.
func IsUnnamed(ctx context.Context) bool {
	yes, _ := ctx.Value(unnamedKey{}).(bool)
	return yes
}

// A Sight is what is kept from who asks.
type Sight struct {
	Hidden map[ReportID]bool
	Hashes map[string]bool  // of texts that no other report has
	Gone   map[EventID]bool // events that hidden reports alone tell
	// Of the reports that are not hidden:
	Origins map[ReportID]OriginID
	Outlets map[ReportID]string
	Last    map[ReportID]bool // versions of articles of which hidden ones alone come after
}

// Gone reports whether hidden reports alone tell an event.
func (s *Sight) gone(e *Event) bool {
	return !slices.ContainsFunc(e.Accounts, func(a Account) bool { return !s.Hidden[a.Report] })
}

// Touches reports whether anything of an event rests on what is hidden.
func (s *Sight) Touches(e *Event) bool {
	if slices.ContainsFunc(e.Accounts, func(a Account) bool { return s.Hidden[a.Report] || s.Last[a.Report] }) || s.hidesTime(e.Time) || slices.ContainsFunc(e.Roles, s.hidesRole) {
		return true
	}
	if e.Review != nil {
		for _, f := range e.Review.Fields {
			if s.hidesWords(f.Evidence) {
				return true
			}
		}
	}
	return false
}

// hidesTime reports whether the days of a time were found by what is hidden.
func (s *Sight) hidesTime(t Time) bool {
	if t.Relative != nil {
		if of, ok := strings.CutPrefix(t.Relative.To, "publication:"); ok && s.Hidden[ReportID(of)] || s.Gone[EventID(t.Relative.To)] {
			return true
		}
	}
	by := t.AnchoredBy
	return by != nil && (s.Hidden[by.Report] || slices.ContainsFunc(by.Via, func(via string) bool {
		of, _ := strings.CutPrefix(via, "publication:")
		return s.Hidden[ReportID(of)] || s.Gone[EventID(via)]
	}))
}

// hidesRole reports whether words that are hidden decided who is meant.
func (s *Sight) hidesRole(r Role) bool {
	return r.Resolution != nil && slices.ContainsFunc(r.Resolution.Evidence, func(q Quotation) bool { return s.Hidden[q.Report] })
}

func (s *Sight) hidesWords(of []Referent) bool {
	return slices.ContainsFunc(of, func(r Referent) bool { return s.Hashes[r.Report] })
}

// Event takes from an event the accounts of hidden reports and what rests on them alone;
// false where nothing is left. What others tell takes the place of what is gone, and
// how they stand to each other is worked out anew, though with less care than linking
// takes: no relation says more than those that are left do.
func (s *Sight) Event(e *Event) bool {
	if s.gone(e) {
		return false
	}
	if !s.Touches(e) {
		return true
	}
	review, decided := e.Review, map[string]json.RawMessage{}
	if review != nil {
		for field, f := range review.Fields {
			if !s.hidesWords(f.Evidence) {
				decided[field] = e.value(field)
			}
		}
		e.unreview() // what people decided is laid over what is left
	}
	c := concealing{s: s, e: e, gone: map[AccountID]bool{}, by: map[AccountID]*Account{}}
	c.accounts()
	c.tolls()
	c.agreements()
	c.time()
	c.roles()
	c.claims()
	c.status()
	if review == nil {
		return true
	}
	r := *review
	r.Fields, r.Countable = map[string]FieldReview{}, e.Countable
	for field, raw := range decided {
		f := review.Fields[field]
		f.Machine = e.value(field)
		r.Fields[field] = f
		if field != "tolls" { // whose history is that of the reports that are left
			e.restore(field, raw)
		}
	}
	if _, ok := decided["tolls"]; ok {
		e.Tolls = decidedTolls(e.Casualties, e.Tolls)
	}
	e.Review = &r
	e.restate()
	return true
}

// A concealing is one event while what is hidden is taken from it.
type concealing struct {
	s    *Sight
	e    *Event
	gone map[AccountID]bool
	by   map[AccountID]*Account // those that are left
	anew []Toll                 // those that were worked out anew
}

// accounts leaves those that are not hidden. Where an echo's first is hidden, the first
// echo that is left stands for it.
func (c *concealing) accounts() {
	var rest []Account
	for _, a := range c.e.Accounts {
		if c.s.Hidden[a.Report] {
			c.gone[a.ID] = true
		} else {
			rest = append(rest, a)
		}
	}
	c.e.Accounts = rest
	outlets, origins := map[string]bool{}, map[string]bool{}
	for i := range rest {
		c.by[rest[i].ID] = &rest[i]
		if o := c.s.Outlets[rest[i].Report]; o != "" {
			outlets[o] = true
		}
		origins[c.origin(rest[i].ID)] = true
	}
	c.e.Outlets, c.e.Origins = len(outlets), len(origins)
	heirs := map[AccountID]AccountID{}
	var echoes []Echo
	for _, x := range c.e.Echoes {
		switch heir, ok := heirs[x.Of]; {
		case c.gone[x.Account]:
		case !c.gone[x.Of]:
			echoes = append(echoes, x)
		case ok:
			echoes = append(echoes, Echo{x.Account, heir})
		default:
			heirs[x.Of] = x.Account
		}
	}
	c.e.Echoes = echoes
	c.e.Merges = keep(c.e.Merges, func(m Merge) bool { return !c.gone[m.Account] && !c.gone[m.With] })
}

// origin is where an account that is left comes from.
func (c *concealing) origin(id AccountID) string {
	a := c.by[id]
	if a == nil {
		return ""
	}
	if o := c.s.Origins[a.Report]; o != "" {
		return string(o)
	}
	return string(a.Report)
}

func (c *concealing) echoes(id AccountID) bool {
	return slices.ContainsFunc(c.e.Echoes, func(x Echo) bool { return x.Account == id })
}

// left are the accounts of a list that are left.
func (c *concealing) left(ids []AccountID) []AccountID {
	return keep(ids, func(id AccountID) bool { return !c.gone[id] })
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
