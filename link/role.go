package link

import (
	"slices"
	"strings"

	"dateline"
)

// Who played a part, as accounts say it: groups and forces of the register, names that it
// lacks, and words for people and things.

// roleField compares accounts in who played a part. Whom an account denies to have done it
// is no word for who did, but where nobody says anything else.
func (c *comparison) roleField(role dateline.RoleName) field {
	f := field{name: "roles." + string(role)}
	denied := !slices.ContainsFunc(c.group.accounts, func(a *account) bool { return len(affirmed(a, role)) > 0 })
	alone := denied && allDenied(c.group)
	names := func(a *account) []roleName {
		if alone {
			return a.names[role]
		}
		return affirmed(a, role)
	}
	f.has = func(a *account) bool { return len(names(a)) > 0 }
	f.compare = func(a, b *account) verdict {
		return compareSets(known(names(a)), known(names(b)), func(r, q roleName) verdict { return c.compareNames(role, r, q) })
	}
	f.key = func(a *account) string {
		var b strings.Builder
		for _, r := range names(a) {
			if r.Actor != nil {
				b.WriteString("@" + string(*r.Actor))
			}
			b.WriteString(r.folded + ";")
			for _, id := range r.unsure {
				b.WriteString("?" + string(id))
			}
		}
		return b.String()
	}
	switch role {
	case dateline.Perpetrator, dateline.Branch:
		if !alone {
			f.denies = func(a, shown *account) bool { return c.disowns(a, role, names(shown)) }
		}
	case dateline.Victim:
		f.stands = func(a, shown *account) verdict { return c.compareNumbers(a, shown) }
		best := c.counts()
		f.late = c.countsLate
		f.better = func(a *account) bool { return tellsBest(a, best) }
	}
	return f
}

// affirmed are the names of an account in a role but those that it denies.
func affirmed(a *account, role dateline.RoleName) []roleName {
	if !slices.ContainsFunc(a.names[role], func(r roleName) bool { return r.denied }) {
		return a.names[role]
	}
	return slices.DeleteFunc(slices.Clone(a.names[role]), func(r roleName) bool { return r.denied })
}

// known are the names of the register where there are any: the words beside them in one
// account describe them.
func known(names []roleName) []roleName {
	if !slices.ContainsFunc(names, func(r roleName) bool { return r.Actor != nil }) {
		return names
	}
	return slices.DeleteFunc(slices.Clone(names), func(r roleName) bool { return r.Actor == nil })
}

func allDenied(g *group) bool {
	return !slices.ContainsFunc(g.accounts, func(a *account) bool { return a.Basis != dateline.Denied })
}

// denies reports whether an account has a name in a role for a denial alone: it is told as
// denied, or the name stands in the words of a denial, by whoever it is, and nobody in the
// account claims it or blames anyone.
func denies(a *dateline.Account, r dateline.Role) bool {
	if r.Role != dateline.Perpetrator && r.Role != dateline.Branch {
		return false
	}
	if a.Basis == dateline.Denied {
		return true
	}
	denied := false
	for _, x := range a.Claims {
		if x.Kind == dateline.ClaimMade || x.Kind == dateline.ClaimAscribed {
			return false
		}
		denied = denied || x.Kind == dateline.ClaimDenied
	}
	if !denied {
		return false
	}
	named := false
	for _, e := range a.Evidence {
		if e.Field != "roles."+string(r.Role) || e.Quote != r.Words {
			continue
		}
		named = true
		if !slices.ContainsFunc(a.Evidence, func(x dateline.Evidence) bool { return x.Field == "claims" && x.Span.Overlaps(e.Span) }) {
			return false
		}
	}
	return named
}

// disowns reports whether an account has one of some names deny that it was theirs, or
// denies it itself.
func (c *comparison) disowns(a *account, role dateline.RoleName, shown []roleName) bool {
	for _, r := range a.names[role] {
		if r.denied && slices.ContainsFunc(shown, func(q roleName) bool { return q.Actor != nil || r.Actor == nil }) &&
			slices.ContainsFunc(shown, func(q roleName) bool { return c.compareNames(role, r, q) <= secondFiner }) {
			return true
		}
	}
	if a.family == "battle" || a.family == "territory" {
		return false // a side that denies something of a battle denies what the other says of it, not that it fought
	}
	return slices.ContainsFunc(a.Claims, func(x dateline.Claim) bool {
		if x.Kind == dateline.ClaimDenied && c.others(a, x.By) {
			return false // its denial is of what the account has others do
		}
		return x.Kind == dateline.ClaimDenied && !c.outrunClaim(a, x) && slices.ContainsFunc(shown, func(q roleName) bool { return c.called(x.By, q) })
	})
}

// others reports whether an account names somebody who did it and is not who denies it.
func (c *comparison) others(a *account, by string) bool {
	for _, role := range []dateline.RoleName{dateline.Perpetrator, dateline.Subject} {
		for _, q := range affirmed(a, role) {
			if c.compareNames(role, c.claimant(by, role), q) == apart {
				return true
			}
		}
	}
	return false
}

// called reports whether who denies something is named in a role, or is the whole of which
// that one is a part. "Gunmen" is no name.
func (c *comparison) called(by string, q roleName) bool {
	return (q.Actor != nil || len(c.noun(q.Name).proper) > 0) && c.compareNames(q.Role.Role, c.claimant(by, q.Role.Role), q) <= secondFiner
}

// compareSets compares what two accounts name, one by one. One that names all that the
// other does, and more, is the finer.
func compareSets[T any](as, bs []T, compare func(a, b T) verdict) verdict {
	first, second, some, against := true, true, false, false
	for _, b := range bs {
		covered := false
		for _, a := range as {
			v := compare(a, b)
			covered = covered || v <= firstFiner
			some, against = some || v <= secondFiner, against || v == apart
		}
		first = first && covered
	}
	for _, a := range as {
		second = second && slices.ContainsFunc(bs, func(b T) bool { v := compare(a, b); return v == equal || v == secondFiner })
	}
	switch {
	case first && second:
		return equal
	case first:
		return firstFiner
	case second:
		return secondFiner
	case some || !against:
		return beside
	}
	return apart
}

// compareNames compares two names in a role.
func (c *comparison) compareNames(role dateline.RoleName, r, q roleName) verdict {
	switch {
	case r.Actor != nil && q.Actor != nil && *r.Actor == *q.Actor:
		return equal
	case r.Actor != nil && q.Actor != nil && slices.Contains(c.register.Ancestors(*r.Actor), *q.Actor):
		return firstFiner
	case r.Actor != nil && q.Actor != nil && slices.Contains(c.register.Ancestors(*q.Actor), *r.Actor):
		return secondFiner
	case r.Actor != nil && q.Actor != nil, excluded(r, q), excluded(q, r):
		return apart
	case r.Actor != nil && q.unsure != nil:
		return firstFiner // one movement beside a name of two
	case q.Actor != nil && r.unsure != nil:
		return secondFiner
	case r.folded == q.folded:
		return equal
	case r.Actor != nil:
		return c.describes(role, r, q)
	case q.Actor != nil:
		return turned(c.describes(role, q, r))
	case role == dateline.Territory:
		if sharedWords(r.words, q.words) > 0 {
			return equal
		}
		return apart
	}
	n, m := c.noun(r.Name), c.noun(q.Name)
	v := compareNouns(n, m)
	if v == apart && acts(role) && (n.kind == armedGroup || m.kind == armedGroup) && !n.forces() && !m.forces() {
		return beside // whoever bears arms may be a herder
	}
	if v == beside && acts(role) && n.names() && m.names() {
		return apart // two names, two groups
	}
	return v
}

// acts reports whether a role is one of who does something, which others than they do not.
func acts(role dateline.RoleName) bool {
	switch role {
	case dateline.Perpetrator, dateline.Branch, dateline.Parent, dateline.Subject:
		return true
	}
	return false
}

func turned(v verdict) verdict {
	switch v {
	case firstFiner:
		return secondFiner
	case secondFiner:
		return firstFiner
	}
	return v
}

// anyBody are words for any organisation.
var anyBody = words(`group organisation organization movement faction cell branch wing network force forces party member members`)

// describes compares one of the register with words that are no name of it: they contain
// it, say what it is, or are of others.
func (c *comparison) describes(role dateline.RoleName, r, q roleName) verdict {
	if sharedWords(r.words, q.words) > 0 {
		return equal
	}
	n := c.noun(q.Name)
	state := false
	if a, ok := c.register.Actor(*r.Actor); ok {
		state = a.Kind.State()
	}
	forces := n.forces()
	switch {
	case n.kind == people, anyBody[n.head]:
		return firstFiner
	case n.kind == armedGroup && !state, forces && state:
		return firstFiner
	case (n.kind == armedGroup || forces || n.names()) && acts(role):
		return apart
	}
	return beside
}

// noun is the words of a name, ready to compare.
func (c *comparison) noun(name string) noun {
	n, ok := c.nouns[name]
	if !ok {
		n = nounOf(name)
		c.nouns[name] = n
	}
	return n
}

// excluded reports whether an ambiguous name may stand for several, of which the
// other's actor is none.
func excluded(r, q roleName) bool {
	return r.Actor != nil && q.unsure != nil && !slices.Contains(q.unsure, *r.Actor)
}

// counts are the best figures of those whom the event harmed, by harm.
func (c *comparison) counts() map[dateline.Harm]dateline.Casualty {
	out := map[dateline.Harm]dateline.Casualty{}
	for _, h := range []dateline.Harm{dateline.Killed, dateline.Abducted, dateline.Wounded} {
		figures := c.figures(countField(h, ""))
		if live := own(figures); len(live) > 0 {
			best, _ := bestOf(live, figures)
			out[h] = best.Casualty
			return out // the words for those who died are not those for who was hurt
		}
	}
	return out
}

// countsLate reports whether another figure has taken the place of all that an account's
// words for people have.
func (c *comparison) countsLate(a *account) bool {
	some := false
	for _, r := range a.names[dateline.Victim] {
		x := countOf(a, r)
		if x == nil {
			continue
		}
		some = true
		if !slices.ContainsFunc(c.figures(countField(x.Status, "")), func(y *figure) bool { return y.account == a && y.gone && sameRange(y.Casualty, *x) }) {
			return false
		}
	}
	return some
}

// countOf is the figure that an account's words for someone have.
func countOf(a *account, r roleName) *dateline.Casualty {
	for i := range a.Casualties {
		if x := &a.Casualties[i]; x.Words == r.Words {
			return x
		}
	}
	return nil
}

// tellsBest reports whether an account's words for whom it was done to have one of some
// figures.
func tellsBest(a *account, best map[dateline.Harm]dateline.Casualty) bool {
	return slices.ContainsFunc(a.names[dateline.Victim], func(r roleName) bool {
		x := countOf(a, r)
		if x == nil {
			return false
		}
		b, ok := best[x.Status]
		return ok && sameRange(*x, b)
	})
}

// compareNumbers compares how many people two accounts' words for them have. It is what
// the figures say too, and changes no relation: but "four people" bears out no "nine".
func (c *comparison) compareNumbers(a, b *account) verdict {
	best, any := apart, false
	for _, r := range a.names[dateline.Victim] {
		x := countOf(a, r)
		for _, q := range b.names[dateline.Victim] {
			y := countOf(b, q)
			if x == nil || y == nil || x.Status != y.Status || c.compareNames(dateline.Victim, r, q) > secondFiner {
				continue
			}
			any = true
			best = min(best, compareRanges(*x, *y))
		}
	}
	switch {
	case !any:
		return equal
	case best == apart:
		return beside
	}
	return best
}
