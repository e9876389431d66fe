package grade

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A want is a Want before an event has come.
type want struct {
	name   string
	wanted string
	met    func(*dateline.Event) bool
	came   func(*dateline.Event) string
}

func (w want) of(e *dateline.Event) Want { return Want{w.name, w.wanted, w.came(e), w.met(e)} }

// The names of wants that matching looks at.
const (
	wantType     = "type"
	wantEvidence = "evidence"
)

// wants are the things that gold event g says of an event, in a fixed order.
func (s *sheet) wants(g *GoldEvent) []want {
	out := []want{
		{wantType, strings.Join(g.Type, " | "), func(e *dateline.Event) bool { return slices.Contains(g.Type, string(e.Type)) },
			func(e *dateline.Event) string { return string(e.Type) }},
		{wantEvidence, quotes(g.Evidence), func(e *dateline.Event) bool { return len(s.standsIn(g, e)) == len(unique(g.Reports)) },
			func(e *dateline.Event) string { return s.cameEvidence(g, e) }},
		{"reports", strings.Join(g.Reports, ", "), func(e *dateline.Event) bool { return s.sameReports(g.Reports, e) },
			func(e *dateline.Event) string { return strings.Join(s.reportsOf(e), ", ") }},
	}
	if len(g.Status) > 0 {
		out = append(out, want{"status", strings.Join(g.Status, " | "),
			func(e *dateline.Event) bool { return slices.Contains(g.Status, string(e.Status)) },
			func(e *dateline.Event) string { return string(e.Status) }})
	}
	for _, role := range slices.Sorted(maps.Keys(g.Roles)) {
		name := g.Roles[role]
		out = append(out, want{"role " + role, name, func(e *dateline.Event) bool { return hasRole(e, role, name) }, cameRoles})
	}
	out = append(out, placeWants(g)...)
	if t := g.Time; t.Dated != nil || t.Undated != nil || t.DatedWithin != nil {
		dated := s.dated(g.Reports)
		out = append(out, want{"time", wantedTime(t, dated), func(e *dateline.Event) bool { return s.timeMet(t, dated, e.Time) },
			func(e *dateline.Event) string { return cameTime(e.Time) }})
	}
	for _, harm := range slices.Sorted(maps.Keys(g.Casualties)) {
		low, high := g.Casualties[harm][0], g.Casualties[harm][1]
		out = append(out, want{"casualties " + harm, span(low, high), func(e *dateline.Event) bool {
			return slices.ContainsFunc(e.Casualties, func(c dateline.Casualty) bool {
				return string(c.Status) == harm && same(c.Low, low) && same(c.High, high)
			})
		}, func(e *dateline.Event) string { return cameCasualties(e, harm) }})
	}
	out = append(out, claimWants(g.Claim)...)
	if g.SaidBy != "" {
		out = append(out, want{"said by", g.SaidBy, func(e *dateline.Event) bool {
			return slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return in(g.SaidBy, orEmpty(a.SaidBy)) })
		}, func(e *dateline.Event) string {
			return list(e.Accounts, func(a dateline.Account) string { return orEmpty(a.SaidBy) })
		}})
	}
	for _, field := range slices.Sorted(maps.Keys(g.Agreement)) {
		relation := g.Agreement[field]
		out = append(out, want{"agreement of " + field, relation,
			func(e *dateline.Event) bool { return string(e.Agreement[field].Relation) == relation },
			func(e *dateline.Event) string { return string(e.Agreement[field].Relation) }})
	}
	return out
}

// alike are the roles that may stand for one another, since the codebook's
// types name the same part differently.
var alike = map[string][]dateline.RoleName{
	"parent":    {dateline.Parent, dateline.Subject},
	"branch":    {dateline.Branch, dateline.Perpetrator, dateline.Subject},
	"victim":    {dateline.Victim, dateline.Target},
	"subject":   {dateline.Subject, dateline.Parent, dateline.Perpetrator},
	"territory": {dateline.Territory, dateline.Branch},
	"recipient": {dateline.Recipient, dateline.Object},
}

// hasRole reports whether someone whose name holds want plays the role. A
// territory may also be one of the event's places, or above one.
func hasRole(e *dateline.Event, role, want string) bool {
	names := alike[role]
	if names == nil {
		names = []dateline.RoleName{dateline.RoleName(role)}
	}
	if slices.ContainsFunc(e.Roles, func(r dateline.Role) bool { return slices.Contains(names, r.Role) && in(want, r.Name) }) {
		return true
	}
	return role == string(dateline.Territory) && slices.ContainsFunc(e.Places, func(p dateline.PlaceRef) bool {
		return slices.ContainsFunc(append([]string{p.Name}, p.Path...), func(n string) bool { return fold(n) == fold(want) })
	})
}

func placeWants(g *GoldEvent) []want {
	named := func(e *dateline.Event, want string) bool {
		return slices.ContainsFunc(e.Places, func(p dateline.PlaceRef) bool { return fold(p.Name) == fold(want) })
	}
	came := func(e *dateline.Event) string {
		return list(e.Places, func(p dateline.PlaceRef) string { return p.Name })
	}
	var out []want
	if len(g.Place) > 0 {
		out = append(out, want{"place", g.Place[0], func(e *dateline.Event) bool { return named(e, g.Place[0]) }, came})
	}
	if len(g.Places) > 0 {
		out = append(out, want{"places", strings.Join(g.Places, ", "), func(e *dateline.Event) bool {
			return !slices.ContainsFunc(g.Places, func(p string) bool { return !named(e, p) })
		}, came})
	}
	return out
}

func claimWants(c *GoldClaim) []want {
	if c == nil {
		return nil
	}
	came := func(e *dateline.Event) string { return list(e.Claims, cameClaim) }
	wanted := cameClaim(dateline.Claim{Kind: c.Kind, By: c.By, InTheNameOf: c.InTheNameOf})
	out := []want{{"claim", wanted, func(e *dateline.Event) bool {
		return slices.ContainsFunc(e.Claims, func(x dateline.Claim) bool {
			return (c.Kind == "" || x.Kind == c.Kind) && in(c.By, x.By) && (c.InTheNameOf == nil || in(*c.InTheNameOf, orEmpty(x.InTheNameOf)))
		})
	}, came}}
	if c.InTheNameOf == nil {
		out = append(out, want{"no branch claimed", "none", func(e *dateline.Event) bool {
			return !slices.ContainsFunc(e.Claims, func(x dateline.Claim) bool { return orEmpty(x.InTheNameOf) != "" })
		}, came})
	}
	return out
}

func cameClaim(c dateline.Claim) string {
	parts := []string{string(c.Kind)}
	if c.Kind == "" {
		parts[0] = "any kind"
	}
	if c.By != "" {
		parts = append(parts, "by "+c.By)
	}
	if c.InTheNameOf != nil {
		parts = append(parts, "in the name of "+*c.InTheNameOf)
	}
	return strings.Join(parts, " ")
}

func cameRoles(e *dateline.Event) string {
	return list(e.Roles, func(r dateline.Role) string { return string(r.Role) + " " + r.Name })
}

func cameCasualties(e *dateline.Event, harm string) string {
	var out []string
	for _, c := range e.Casualties {
		if string(c.Status) == harm {
			out = append(out, span(c.Low, c.High))
		}
	}
	return strings.Join(out, "; ")
}

func list[T any](items []T, word func(T) string) string {
	var out []string
	for _, x := range items {
		if w := word(x); w != "" {
			out = append(out, w)
		}
	}
	return strings.Join(out, "; ")
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// span is a range of counts or days; an open bound is "?".
func span(low, high *int) string {
	bound := func(n *int) string {
		if n == nil {
			return "?"
		}
		return strconv.Itoa(*n)
	}
	return bound(low) + ".." + bound(high)
}

// quotes are the words of passages, with where they stand.
func quotes(ps []Passage) string {
	return list(ps, func(p Passage) string { return fmt.Sprintf("%s:%d %q", p.Report, p.Start, shorten(p.Quote)) })
}

// shorten cuts a quote for a line of print, at a character's beginning.
func shorten(s string) string {
	const most = 60
	if len(s) <= most {
		return s
	}
	return strings.ToValidUTF8(s[:most], "") + "…"
}
