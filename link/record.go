package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
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
	l.place()
	l.unsureRoles()
	now := newest(l.reports)
	for i, st := range stories {
		out := dateline.Story{ID: dateline.StoryID("s" + itoa(i+1)), Title: st.title(l)}
		origins, outlets := map[int]bool{}, map[string]bool{}
		for _, s := range st.reports {
			out.Reports = append(out.Reports, s.report.ID)
			origins[s.origin] = true
			if o := s.report.Outlet; o != nil {
				outlets[*o] = true
			}
		}
		out.Outlets, out.Origins = len(outlets), len(origins)
		st.course(&out, now)
		in := l.named(st)
		for _, g := range st.groups {
			out.Events = append(out.Events, g.id)
			rec.Events = append(rec.Events, l.event(g, out.ID, in))
		}
		rec.Stories = append(rec.Stories, out)
		rec.Proposals = append(rec.Proposals, l.proposals(st, out.ID)...)
	}
	sortProposals(rec.Proposals)
	rec.Warnings = l.warnings()
	rec.Register = changes(append(l.readChanges(), l.aliasChanges(rec.Proposals)...))
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
	tells := map[*source]int{}
	for _, g := range st.groups {
		for _, a := range g.accounts {
			tells[a.src]++
		}
	}
	best, bestN := st.reports[0], -1
	for _, s := range st.reports {
		n := tells[s]
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

func (l *linker) event(g *group, story dateline.StoryID, in named) dateline.Event {
	e := dateline.Event{ID: g.id, Story: story, Agreement: map[string]dateline.Agreement{}}
	c := l.compare(g)
	c.sources(&e)
	e.Type = c.settleField(&e, l.typeField()).Type
	e.Time = dateline.Time{Precision: dateline.UnknownTime}
	if a := c.settleField(&e, l.timeField()); a != nil {
		e.Time = a.Time
		if rel := a.Time.Relative; rel != nil {
			r := *rel
			if anchor := l.anchor(a); anchor != nil {
				r.To = string(anchor.group.id)
			}
			e.Time.Relative = &r
		}
		l.network.settle(a, &e.Time)
	} else if t, ok := l.network.counted(g); ok {
		e.Time = t
	}
	if a := c.settleField(&e, l.placeField()); a != nil {
		e.Places = a.Places
	}
	c.roles(&e)
	c.resolve(&e, in)
	c.casualties(&e)
	c.claims(&e)
	c.status(&e)
	for _, a := range g.accounts {
		out := *a.Account
		if anchor := l.anchor(a); anchor != nil {
			r := *a.Time.Relative
			r.To = string(anchor.ID)
			out.Time.Relative = &r
		}
		e.Accounts = append(e.Accounts, out)
	}
	e.Merges = l.merges(g)
	return e
}

// sources says how many outlets and origins tell an event, and who only prints
// another's words.
func (c *comparison) sources(e *dateline.Event) {
	outlets, origins := map[string]bool{}, map[int]bool{}
	for _, a := range c.group.accounts {
		if o := a.src.report.Outlet; o != nil {
			outlets[*o] = true
		}
		origins[a.src.origin] = true
		if root := c.echoes.whole[a]; root != nil {
			e.Echoes = append(e.Echoes, dateline.Echo{Account: a.ID, Of: root.ID})
		}
	}
	e.Outlets, e.Origins = len(outlets), len(origins)
}

// settleField compares the accounts of an event in a field. It returns the account
// shown, nil when none speaks of it.
func (c *comparison) settleField(e *dateline.Event, f field) *account {
	agr, best := c.agree(f, nil, nil)
	if best != nil {
		e.Agreement[f.name] = agr
	}
	return best
}

var roleOrder = []dateline.RoleName{dateline.Perpetrator, dateline.Branch, dateline.Parent, dateline.Subject, dateline.Target, dateline.Victim, dateline.Object, dateline.Recipient, dateline.Territory}

// roles shows for each role the words of the account that the comparison
// prefers, and beside them those of accounts that contradict it or add a name.
func (c *comparison) roles(e *dateline.Event) {
	for _, role := range roleOrder {
		f := c.roleField(c.group, role)
		best := c.settleField(e, f)
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
		against := map[dateline.AccountID]bool{}
		for _, id := range e.Agreement[f.name].Against {
			against[id] = true
		}
		for _, a := range c.group.accounts {
			if c.echoes.of(a, f.name) != nil {
				continue
			}
			for _, r := range a.names[role] {
				if r.Actor != nil && !named && f.has(a) || against[a.ID] {
					add(r.Role)
				}
			}
		}
	}
}

// casualties shows one count for each harm, or for each harm and side when the
// accounts tell sides apart.
func (c *comparison) casualties(e *dateline.Event) {
	harms := []dateline.Harm{dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced, dateline.Missing, dateline.Surrendered}
	for _, h := range harms {
		f := countField(h, "")
		agr, best, toll := c.count(f)
		if best == nil {
			continue
		}
		e.Agreement[f.name] = agr
		sides, split := c.sidesOf(h)
		if !split {
			for _, side := range sides {
				if best.Side == dateline.UnknownSide {
					best.Side, toll.Side = side, side
				}
			}
			e.Casualties, e.Tolls = append(e.Casualties, *best), append(e.Tolls, toll)
			continue
		}
		for _, side := range sides {
			f := countField(h, side)
			if agr, best, toll := c.count(f); best != nil {
				e.Agreement[f.name] = agr
				e.Casualties, e.Tolls = append(e.Casualties, *best), append(e.Tolls, toll)
			}
		}
	}
}

// sidesOf are the sides that accounts count a harm of, and whether some account
// tells two of them apart.
func (c *comparison) sidesOf(h dateline.Harm) (sides []dateline.Side, split bool) {
	seen := map[dateline.Side]bool{}
	for _, a := range c.group.accounts {
		if c.echoes.of(a, "casualties."+string(h)) != nil {
			continue
		}
		here := map[dateline.Side]bool{}
		for _, x := range a.Casualties {
			if x.Status == h {
				seen[x.Side], here[x.Side] = true, true
			}
		}
		split = split || len(here) > 1
	}
	for _, side := range []dateline.Side{dateline.State, dateline.ArmedGroup, dateline.Civilian, dateline.UnknownSide} {
		if seen[side] {
			sides = append(sides, side)
		}
	}
	return sides, split
}

// claims are every account's claims; one that names more stands for one that
// names less.
func (c *comparison) claims(e *dateline.Event) {
	for _, a := range c.group.accounts {
		if c.echoes.of(a, "claims") != nil {
			continue
		}
		for _, x := range a.Claims {
			i := slices.IndexFunc(e.Claims, func(o dateline.Claim) bool { return o.Kind == x.Kind && strings.EqualFold(o.By, x.By) })
			if i < 0 {
				e.Claims = append(e.Claims, x)
				continue
			}
			o := &e.Claims[i]
			if o.InTheNameOf == nil {
				o.InTheNameOf = x.InTheNameOf
			}
			if o.Channel == nil {
				o.Channel = x.Channel
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

// status is what the accounts together say of how far the event is real; each
// origin has one voice, that of its first account.
func (c *comparison) status(e *dateline.Event) {
	var bases []dateline.Basis
	background, countable := true, false
	votes := map[dateline.Occurrence]map[int]bool{}
	first := c.group.accounts[0]
	for _, a := range c.group.accounts {
		if c.echoes.of(a, "type") != nil {
			continue
		}
		bases = append(bases, a.Basis)
		background = background && a.Background
		countable = countable || a.src.reading.Genre.Countable()
		if votes[a.Occurrence] == nil {
			votes[a.Occurrence] = map[int]bool{}
		}
		votes[a.Occurrence][a.src.origin] = true
	}
	e.Occurrence = first.Occurrence
	for _, o := range []dateline.Occurrence{dateline.Happened, dateline.Foiled, dateline.Planned, dateline.DidNotHappen} {
		if len(votes[o]) > len(votes[e.Occurrence]) {
			e.Occurrence = o
		}
	}
	e.Basis, e.Background = dateline.Strongest(bases...), background
	e.Status = dateline.DeriveStatus(e.Occurrence, e.Basis, background)
	e.Countable = countable && e.Status.Countable()
}

// readChanges are the proposals to the register of all readings.
func (l *linker) readChanges() []dateline.Change {
	var out []dateline.Change
	for _, s := range l.reports {
		out = append(out, s.reading.Changes...)
	}
	return out
}

// aliasChanges are the names that reports tie together as one group's.
func (l *linker) aliasChanges(proposed []dateline.Proposal) []dateline.Change {
	groups := map[string]bool{}
	for _, p := range proposed {
		groups[text.Fold(p.Name)] = true
	}
	var out []dateline.Change
	for _, s := range l.reports {
		out = append(out, l.aliases(s, groups)...)
	}
	return out
}

// changes puts the proposals for one thing together.
func changes(all []dateline.Change) []dateline.Change {
	type thing struct{ change, group, name string }
	at := map[thing]int{}
	var out []dateline.Change
	for _, c := range all {
		k := thing{c.Change, string(c.Group), strings.ToLower(c.Name)}
		i, ok := at[k]
		if !ok {
			at[k] = len(out)
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
