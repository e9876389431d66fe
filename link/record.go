package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
)

// record numbers what was found, by content, and compares field by field.
func (l *linker) record(groups []*group, stories []*story) dateline.Record {
	rec := dateline.Record{Linker: Version}
	for _, s := range l.reports {
		rec.Reports = append(rec.Reports, *s.report)
		if rec.Reader == "" {
			rec.Reader = s.reading.Maker
		}
		rec.Aggregates = append(rec.Aggregates, s.reading.Aggregates...)
		rec.Statements = append(rec.Statements, statements(s.reading)...)
		rec.Mentions = append(rec.Mentions, s.reading.Mentions...)
	}
	events, accounts := 0, 0
	for i, st := range stories {
		slices.SortStableFunc(st.groups, func(a, b *group) int {
			return cmp.Or(cmp.Compare(a.order(), b.order()), cmp.Compare(a.accounts[0].at, b.accounts[0].at))
		})
		for _, g := range st.groups {
			events++
			g.story, g.id = i+1, dateline.EventID("e"+itoa(events))
			for _, a := range g.accounts {
				accounts++
				a.ID = dateline.AccountID("a" + itoa(accounts))
			}
		}
	}
	for i, st := range stories {
		out := dateline.Story{ID: dateline.StoryID("s" + itoa(i+1)), Title: st.title(l)}
		origins := map[int]bool{}
		for _, s := range st.reports {
			out.Reports = append(out.Reports, s.report.ID)
			origins[s.origin] = true
		}
		out.Origins = len(origins)
		for _, g := range st.groups {
			out.Events = append(out.Events, g.id)
			rec.Events = append(rec.Events, l.event(g, out.ID))
		}
		rec.Stories = append(rec.Stories, out)
	}
	l.settle(&rec)
	rec.Register = changes(l.reports)
	return rec
}

// order puts what is news before background.
func (g *group) order() int {
	for _, a := range g.accounts {
		if !a.Background {
			return 0
		}
	}
	return 1
}

// title is the headline of the first report that tells most of the story's
// events; a round-up's only when nothing else tells them.
func (st *story) title(l *linker) string {
	best, bestN := st.reports[0], -1
	for _, s := range st.reports {
		n := 0
		for _, g := range st.groups {
			for _, a := range g.accounts {
				if a.src == s {
					n++
				}
			}
		}
		if s.reading.Genre == dateline.RoundUp {
			n = 0
		}
		if n > bestN {
			best, bestN = s, n
		}
	}
	if best.report.Title != nil {
		return *best.report.Title
	}
	return best.report.Path
}

func (l *linker) event(g *group, story dateline.StoryID) dateline.Event {
	e := dateline.Event{ID: g.id, Story: story, Agreement: map[string]dateline.Agreement{}}
	old := superseded(g)
	field := func(name string, has func(*account) bool, compare func(a, b *account) verdict) *account {
		var as []*account
		for _, a := range g.accounts {
			if has(a) {
				as = append(as, a)
			}
		}
		if len(as) == 0 {
			return nil
		}
		var gone []*account
		if strings.HasPrefix(name, "casualties.") {
			gone = old
		}
		agr, best := agreement(as, gone, compare)
		e.Agreement[name] = agr
		return best
	}
	all := func(*account) bool { return true }
	e.Type = field("type", all, l.compareType).Type
	if a := field("time", func(a *account) bool { return a.Time.Words != nil }, l.compareTime); a != nil {
		e.Time = a.Time
		if rel := a.Time.Relative; rel != nil {
			r := *rel
			if anchor := l.anchor(a); anchor != nil {
				r.To = string(anchor.group.id)
			}
			e.Time.Relative = &r
		}
	} else {
		e.Time = dateline.Time{Precision: dateline.UnknownTime}
	}
	if a := field("place", func(a *account) bool { return len(a.Places) > 0 }, l.comparePlace); a != nil {
		e.Places = a.Places
	}
	l.roles(g, &e, field)
	l.casualties(g, &e, field)
	l.claims(g, &e)
	l.status(g, &e)
	for _, a := range g.accounts {
		out := *a.Account
		if anchor := l.anchor(a); anchor != nil {
			r := *a.Time.Relative
			r.To = string(anchor.ID)
			out.Time.Relative = &r
		}
		e.Accounts = append(e.Accounts, out)
	}
	return e
}

var roleOrder = []dateline.RoleName{dateline.Perpetrator, dateline.Branch, dateline.Parent, dateline.Subject, dateline.Target, dateline.Victim, dateline.Object, dateline.Recipient, dateline.Territory}

type fieldFunc func(name string, has func(*account) bool, compare func(a, b *account) verdict) *account

// roles shows for each role the words of the account that the comparison
// prefers, and beside them those of accounts that contradict it or add a name.
func (l *linker) roles(g *group, e *dateline.Event, field fieldFunc) {
	for _, role := range roleOrder {
		// whom an account denies to have done it is no word for who did
		told := func(a *account) bool { return a.Basis != dateline.Denied || allDenied(g) }
		best := field("roles."+string(role), func(a *account) bool { return len(a.names[role]) > 0 && told(a) }, l.compareRole(role))
		if best == nil {
			continue
		}
		named := false
		add := func(r dateline.Role) {
			for _, o := range e.Roles {
				if o.Role == r.Role && (strings.EqualFold(o.Name, r.Name) || o.Actor != nil && r.Actor != nil && *o.Actor == *r.Actor) {
					return
				}
			}
			e.Roles = append(e.Roles, r)
			named = named || r.Actor != nil
		}
		for _, r := range best.names[role] {
			add(r.Role)
		}
		for _, a := range g.accounts {
			for _, r := range a.names[role] {
				if r.Actor != nil && !named && told(a) || slices.Contains(e.Agreement["roles."+string(role)].Against, a.ID) {
					add(r.Role)
				}
			}
		}
	}
}

func allDenied(g *group) bool {
	return !slices.ContainsFunc(g.accounts, func(a *account) bool { return a.Basis != dateline.Denied })
}

// casualties shows one count for each harm, or for each harm and side when an
// account tells sides apart.
func (l *linker) casualties(g *group, e *dateline.Event, field fieldFunc) {
	harms := []dateline.Harm{dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced, dateline.Missing, dateline.Surrendered}
	for _, h := range harms {
		has := func(a *account) bool { return countOf(a, h, "") != nil }
		best := field("casualties."+string(h), has, compareCount(h, ""))
		if best == nil {
			continue
		}
		sides := map[dateline.Side]bool{}
		split := false
		for _, a := range g.accounts {
			own := map[dateline.Side]bool{}
			for _, c := range a.Casualties {
				if c.Status == h {
					sides[c.Side], own[c.Side] = true, true
				}
			}
			split = split || len(own) > 1
		}
		if !split {
			c := *countOf(best, h, "")
			if c.Side == dateline.UnknownSide {
				for _, a := range g.accounts {
					if o := countOf(a, h, ""); o != nil && o.Side != dateline.UnknownSide {
						c.Side = o.Side
					}
				}
			}
			e.Casualties = append(e.Casualties, c)
			continue
		}
		for _, side := range []dateline.Side{dateline.State, dateline.ArmedGroup, dateline.Civilian, dateline.UnknownSide} {
			if !sides[side] {
				continue
			}
			b := field("casualties."+string(h)+"."+string(side), func(a *account) bool { return countOf(a, h, side) != nil }, compareCount(h, side))
			e.Casualties = append(e.Casualties, *countOf(b, h, side))
		}
	}
}

// claims are every account's claims; one that names more stands for one that
// names less.
func (l *linker) claims(g *group, e *dateline.Event) {
	for _, a := range g.accounts {
		for _, c := range a.Claims {
			i := slices.IndexFunc(e.Claims, func(o dateline.Claim) bool { return o.Kind == c.Kind && strings.EqualFold(o.By, c.By) })
			if i < 0 {
				e.Claims = append(e.Claims, c)
				continue
			}
			o := &e.Claims[i]
			if o.InTheNameOf == nil {
				o.InTheNameOf = c.InTheNameOf
			}
			if o.Channel == nil {
				o.Channel = c.Channel
			}
		}
	}
	if slices.ContainsFunc(e.Claims, func(c dateline.Claim) bool { return c.Kind == dateline.ClaimMade }) {
		// "nobody has claimed it" was true until somebody did; the account keeps it
		e.Claims = slices.DeleteFunc(e.Claims, unclaimed)
	}
}

// unclaimed reports whether a claim says that nobody claimed.
func unclaimed(c dateline.Claim) bool { return c.Kind == dateline.NoClaim }

func (l *linker) status(g *group, e *dateline.Event) {
	var bases []dateline.Basis
	background, countable := true, false
	votes := map[dateline.Occurrence]int{}
	for _, a := range g.accounts {
		bases = append(bases, a.Basis)
		background = background && a.Background
		countable = countable || a.src.reading.Genre.Countable()
		votes[a.Occurrence]++
	}
	e.Occurrence = g.accounts[0].Occurrence
	for _, o := range []dateline.Occurrence{dateline.Happened, dateline.Foiled, dateline.Planned, dateline.DidNotHappen} {
		if votes[o] > votes[e.Occurrence] {
			e.Occurrence = o
		}
	}
	e.Basis, e.Background = dateline.Strongest(bases...), background
	e.Status = dateline.DeriveStatus(e.Occurrence, e.Basis, background)
	e.Countable = countable && e.Status.Countable()
}

// settle anchors events that are told by their distance from another event
// once that one has a day.
func (l *linker) settle(rec *dateline.Record) {
	byID := map[string]*dateline.Event{}
	for i := range rec.Events {
		byID[string(rec.Events[i].ID)] = &rec.Events[i]
	}
	for range 3 { // chains of "five days after" are short
		for i := range rec.Events {
			t := &rec.Events[i].Time
			if t.Relative == nil || t.Relative.MinDays == nil || t.Relative.MaxDays == nil {
				continue
			}
			to := byID[t.Relative.To]
			if to == nil || to.Time.Start == nil || to.Time.End == nil {
				continue
			}
			start, end := to.Time.Start.AddDays(*t.Relative.MinDays), to.Time.End.AddDays(*t.Relative.MaxDays)
			t.Start, t.End, t.Precision = &start, &end, to.Time.Precision
		}
	}
}

// changes are the proposals of all readings, those for one thing together.
func changes(reports []*source) []dateline.Change {
	var out []dateline.Change
	for _, s := range reports {
		for _, c := range s.reading.Changes {
			i := slices.IndexFunc(out, func(o dateline.Change) bool {
				return o.Change == c.Change && o.Group == c.Group && strings.EqualFold(o.Name, c.Name)
			})
			if i < 0 {
				c.Evidence = slices.Clone(c.Evidence)
				out = append(out, c)
				continue
			}
			o := &out[i]
			o.Evidence = append(o.Evidence, c.Evidence...)
			if c.SaidBy == nil {
				o.SaidBy = nil
			}
		}
	}
	return out
}

// statements are those of a reading that say more than its accounts do. What is
// reported speech and tells an event is that event's account, which names whose
// word it is; but who speaks for an organisation, or denies, is
// worth a line.
func statements(r *dateline.Reading) []dateline.Statement {
	return slices.DeleteFunc(slices.Clone(r.Statements), func(s dateline.Statement) bool {
		return !s.Direct && s.Affiliation == nil && slices.ContainsFunc(r.Accounts, func(a dateline.Account) bool {
			return a.SaidBy != nil && a.Basis != dateline.Denied && slices.ContainsFunc(a.Evidence, func(e dateline.Evidence) bool {
				return e.Field == "type" && s.Span.Overlaps(e.Span)
			})
		})
	})
}
