package link

import (
	"cmp"
	"slices"

	"dateline"
)

// A report is read as telling one event twice where it comes back to it in other
// words. What the other reports of the event say shows it: had the second account
// stood alone in its report, it would be of the same event. Where nothing that it
// tells speaks against the first one, the two are one account of the event, with
// the evidence of both. The reading keeps them apart, as it was made.

// self is the account that stands for this one in the record.
func (a *account) self() *account {
	for a.into != nil {
		a = a.into
	}
	return a
}

// fold puts second accounts of a story's events into the first ones.
func (l *linker) fold(as []*account) {
	bySource := map[*source][]*account{}
	for _, a := range as {
		bySource[a.src] = append(bySource[a.src], a)
	}
	for _, y := range as {
		// Who added an account says that it is another.
		if len(bySource[y.src]) < 2 || len(l.bonds.events[y]) > 0 || y.into != nil || y.Maker == dateline.Person {
			continue
		}
		var first *account
		for _, x := range bySource[y.src] {
			x = x.self()
			if x.Maker == dateline.Person || x.group == y.group || len(x.group.accounts) < 2 || len(x.group.accounts) < len(y.group.accounts) || first != nil && len(x.group.accounts) <= len(first.group.accounts) {
				continue
			}
			if l.oneTelling(x, y) && l.borneOutBy(y, x.group) {
				first = x
			}
		}
		if first != nil {
			l.put(y, first)
		}
	}
}

// oneTelling reports whether nothing that the second account tells speaks against
// its being the first one again: no other time, place or people, no figure that
// the first has otherwise, and none of those whom only the second counts.
func (l *linker) oneTelling(x, y *account) bool {
	if !l.codebook.Related(x.Type, y.Type) || x.Background != y.Background || x.Occurrence != y.Occurrence || (x.Basis == dateline.Denied) != (y.Basis == dateline.Denied) {
		return false
	}
	if placeScore(l, x, y, nil) < 0 || timeScore(l, x, y, nil) < 0 || actorScore(l, x, y, nil) < 0 {
		return false
	}
	if n, _ := hourPair(x, y); n < 0 {
		return false
	}
	for _, d := range firstFigures(y) {
		met := false
		for _, c := range firstFigures(x) {
			if c.Status == d.Status {
				if !overlap(c, d) {
					return false
				}
				met = true
			}
		}
		if !met && len(x.Casualties) > 0 {
			return false
		}
	}
	for _, role := range []dateline.RoleName{dateline.Victim, dateline.Target} {
		for _, r := range y.names[role] {
			for _, q := range x.names[role] {
				if sharedWords(r.words, q.words) == 0 && len(specific(r.words)) > 0 && len(specific(q.words)) > 0 {
					return false
				}
			}
		}
	}
	return true
}

// borneOutBy reports whether an account is one event with some account of another
// report in the group.
func (l *linker) borneOutBy(y *account, g *group) bool {
	for _, b := range asked(g.accounts) {
		if b.src != y.src && l.likeness(b, y, nil) >= mergeAt {
			return true
		}
	}
	return false
}

// put makes one account of two of one report. It stands where the first did.
func (l *linker) put(y, x *account) {
	l.steps = append(l.steps, step{y.seat, x.seat, folded})
	both := *x.Account
	both.Roles = slices.Clone(both.Roles)
	for _, r := range y.Roles {
		if len(x.names[r.Role]) == 0 {
			both.Roles = append(both.Roles, r)
		}
	}
	if len(both.Places) == 0 {
		both.Places = y.Places
	}
	if both.Time.Words == nil {
		both.Time = y.Time
	}
	if len(both.Casualties) == 0 {
		both.Casualties = y.Casualties
	}
	both.Claims = slices.Clone(both.Claims)
	for _, c := range y.Claims {
		if !slices.Contains(both.Claims, c) {
			both.Claims = append(both.Claims, c)
		}
	}
	both.Evidence = append(slices.Clone(both.Evidence), y.Evidence...)
	slices.SortStableFunc(both.Evidence, func(a, b dateline.Evidence) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End), cmp.Compare(a.Field, b.Field))
	})
	both.Evidence = slices.Compact(both.Evidence)
	z := l.prepare(x.src, &both)
	z.local, z.key, z.n, z.seat, z.piece, z.story, z.group = x.local, x.key, x.n, x.seat, x.piece, x.story, x.group
	z.folded = append(append(slices.Clone(x.folded), y.key), y.folded...)
	g := x.group
	g.accounts[slices.Index(g.accounts, x)] = z
	for i := range g.joined {
		if j := &g.joined[i]; j.a == x {
			j.a = z
		} else if j.b == x {
			j.b = z
		}
	}
	old := y.group
	old.accounts = slices.DeleteFunc(old.accounts, func(a *account) bool { return a == y })
	old.of = nil
	old.joined = slices.DeleteFunc(old.joined, func(j joining) bool { return j.a == y || j.b == y })
	x.into, y.into = z, z
	x.group, y.group = g, g
}
