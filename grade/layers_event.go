package grade

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/corpus"
)

// events matches accounts to gold events one to one by the triggers that they
// share, then compares what is said of each.
func (l *layered) events() {
	taken := map[int]bool{}
	match := map[string]*dateline.Account{}
	for _, e := range l.gold.Events {
		best, most := -1, 0
		for i := range l.got.Accounts {
			if n := l.shared(e, &l.got.Accounts[i]); !taken[i] && n > most {
				best, most = i, n
			}
		}
		if best >= 0 {
			taken[best] = true
			match[e.ID] = &l.got.Accounts[best]
		}
	}
	countable := 0
	for i := range l.got.Accounts {
		a := &l.got.Accounts[i]
		if !taken[i] && !dateline.DeriveStatus(a.Occurrence, a.Basis, a.Background).Countable() {
			continue // told of as no event to count
		}
		countable++
		if !taken[i] {
			l.Miss("event", "", fmt.Sprintf("%s %q", a.Type, a.Evidence[0].Quote))
			l.accountAlone(a)
		}
	}
	l.Add("event", float64(len(match)), float64(countable), float64(len(l.gold.Events)))
	for _, e := range l.gold.Events {
		a := match[e.ID]
		if a == nil {
			l.Miss("event", e.ID+" "+string(e.Type), "")
			a = &dateline.Account{}
		} else {
			l.judge("type", string(e.Type), string(a.Type))
			l.judge("mood", mood(e.Occurrence, e.Basis, e.Background), mood(a.Occurrence, a.Basis, a.Background))
		}
		l.roles(e, a)
		l.placesAndTime(e, a)
		l.tolls(e, a)
	}
}

func mood(o dateline.Occurrence, b dateline.Basis, background bool) string {
	s := string(o) + " " + string(b)
	if background {
		s += " background"
	}
	return s
}

func (l *layered) judge(measure, want, came string) {
	if want == came {
		l.Add(measure, 1, 1, 1)
		return
	}
	l.Add(measure, 0, 1, 1)
	l.Miss(measure, want, came)
}

// shared counts the triggers of an event that stand in an account's evidence
// of type. An event of the same family counts for more, so that of two in one
// clause each finds its own.
func (l *layered) shared(e corpus.Event, a *dateline.Account) int {
	n := 0
	for _, m := range l.gold.Of(e.ID, corpus.Trigger) {
		if slices.ContainsFunc(a.Evidence, func(ev dateline.Evidence) bool {
			return ev.Field == "type" && ev.Start <= m.Start && m.End <= ev.End
		}) {
			n += 4
		}
	}
	if n > 0 && family(e.Type) == family(a.Type) {
		n += 3
	}
	return n
}

func family(c dateline.EventCode) string { f, _, _ := strings.Cut(string(c), "."); return f }

// accountAlone charges an account that matches nothing for its roles, places and so on.
func (l *layered) accountAlone(a *dateline.Account) {
	l.roles(corpus.Event{}, a)
	l.placesAndTime(corpus.Event{}, a)
	l.tolls(corpus.Event{}, a)
}

// roleNames are the roles that are scored; branch and parent come with them.
var roleNames = []string{"perpetrator", "target", "victim", "subject", "parent", "branch", "object", "recipient"}

func (l *layered) roles(e corpus.Event, a *dateline.Account) {
	used := make([]bool, len(a.Roles))
	came := 0
	for _, r := range a.Roles {
		if slices.Contains(roleNames, string(r.Role)) {
			came++
		}
	}
	wanted, right := 0, 0
	for _, p := range e.Parts {
		if !slices.Contains(roleNames, p.Role) {
			continue
		}
		wanted++
		i := slices.IndexFunc(a.Roles, func(r dateline.Role) bool { return string(r.Role) == p.Role && l.standsFor(r, p.ID) })
		if name := l.properName(p.ID); name != "" && a.Type != "" {
			bound := 0.0
			if i >= 0 && (in(name, a.Roles[i].Name) || in(a.Roles[i].Name, name) || a.Roles[i].Actor != nil) {
				bound = 1
			}
			l.Add("bound", bound, 1, 1)
		}
		if i < 0 || used[i] {
			l.Miss("role", p.Role+" "+l.named(p.ID), "")
			continue
		}
		used[i] = true
		right++
	}
	for i, r := range a.Roles {
		if !used[i] && slices.Contains(roleNames, string(r.Role)) {
			l.Miss("role", "", string(r.Role)+" "+r.Words)
		}
	}
	l.Add("role", float64(right), float64(came), float64(wanted))
}

// standsFor reports whether a role's words are those of a mention of the
// entity, or hold one, the leading article aside.
func (l *layered) standsFor(r dateline.Role, id string) bool {
	return slices.ContainsFunc(l.gold.Of(id), func(m corpus.Mark) bool {
		w := l.gold.Words(m)
		return m.Tag != corpus.Trigger && (in(w, r.Words) || in(r.Words, w) || in(w, r.Name))
	})
}

// properName is the longest name of an entity that begins with a capital.
func (l *layered) properName(id string) string {
	var names []string
	for _, m := range l.gold.Of(id, corpus.Group, corpus.Force, corpus.Organisation, corpus.Person) {
		if w := l.gold.Words(m); w != "" && w[0] >= 'A' && w[0] <= 'Z' {
			names = append(names, w)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

func (l *layered) named(id string) string {
	for _, m := range l.gold.Of(id) {
		return fmt.Sprintf("%q", l.gold.Words(m))
	}
	return id
}

func (l *layered) placesAndTime(e corpus.Event, a *dateline.Account) {
	overlap := func(field, id string) bool {
		return slices.ContainsFunc(l.gold.Of(id), func(m corpus.Mark) bool {
			return slices.ContainsFunc(a.Evidence, func(ev dateline.Evidence) bool {
				return ev.Field == field && ev.Start < m.End && m.Start < ev.End
			})
		})
	}
	byName := func(id string) bool { // the same place, named elsewhere
		return slices.ContainsFunc(l.gold.Of(id, corpus.Place), func(m corpus.Mark) bool {
			return slices.ContainsFunc(a.Places, func(p dateline.PlaceRef) bool { return in(l.gold.Words(m), p.Words) || in(l.gold.Words(m), p.Name) })
		})
	}
	for _, role := range []string{"place", "time"} {
		measure, came := "place", len(a.Places)
		if role == "time" {
			measure, came = "when", 0
			if a.Time.Words != nil {
				came = 1
			}
		}
		wanted, right := 0, 0
		for _, p := range e.Parts {
			if p.Role != role {
				continue
			}
			wanted++
			if overlap(role, p.ID) || role == "place" && byName(p.ID) {
				right++
			} else {
				got := orEmpty(a.Time.Words)
				if role == "place" {
					got = ""
					for _, p := range a.Places {
						got += p.Name + " "
					}
				}
				l.Miss(measure, l.named(p.ID), got)
			}
		}
		l.Add(measure, float64(min(right, came)), float64(came), float64(wanted))
	}
}

func (l *layered) tolls(e corpus.Event, a *dateline.Account) {
	used := make([]bool, len(a.Casualties))
	right := 0
	for _, t := range e.Tolls {
		i := slices.IndexFunc(a.Casualties, func(c dateline.Casualty) bool {
			return c.Status == t.Harm && same(c.Low, t.Low) && same(c.High, t.High)
		})
		if i < 0 || used[i] {
			l.Miss("toll", fmt.Sprintf("%s %s %s", e.ID, t.Harm, span(t.Low, t.High)), "")
			continue
		}
		used[i] = true
		right++
	}
	for i, c := range a.Casualties {
		if !used[i] {
			l.Miss("toll", "", fmt.Sprintf("%s %s %s %q", e.ID, c.Status, span(c.Low, c.High), c.Words))
		}
	}
	l.Add("toll", float64(right), float64(len(a.Casualties)), float64(len(e.Tolls)))
}
