package link

import (
	"slices"
	"strings"

	"dateline"
)

// Record is all that the reports given tell, as it stands since the last Settle.
func (l *Linker) Record() dateline.Record { return l.record(newNumbers()) }

func (l *Linker) record(as naming) dateline.Record {
	r := l.run(as, newRecalls())
	rec := dateline.Record{Linker: Version}
	var sources []*source
	var firsts []PieceID
	seen := map[PieceID]bool{}
	for _, known := range l.reports() {
		s := r.source(known.report.ID)
		sources = append(sources, s)
		for _, piece := range l.state.Of(string(s.report.ID)) {
			if first := l.storyOf(s.report.ID, piece); !seen[first] {
				seen[first] = true
				firsts = append(firsts, first)
			}
		}
	}
	r.relate(firsts)
	for _, first := range firsts {
		r.gather(r.story(first))
	}
	for _, first := range firsts {
		as.name(r.story(first))
	}
	named := map[PieceID]map[string]bool{}
	for _, first := range firsts {
		st := r.story(first)
		out, events, proposals := r.tell(st)
		rec.Stories = append(rec.Stories, out)
		rec.Events = append(rec.Events, events...)
		rec.Proposals = append(rec.Proposals, proposals...)
		named[first] = groupNames(proposals)
	}
	now := newest(sources)
	var read, alias []dateline.Change
	for _, s := range sources {
		report := r.report(s)
		rec.Reports = append(rec.Reports, report)
		g := s.given
		g.Origin, g.Copying, g.From, g.Supersedes, g.Credit, g.Leans = report.Origin, report.Copying, report.From, report.Supersedes, report.Credit, report.Leans
		if rec.Reader == "" {
			rec.Reader = s.reading.Maker
		}
		rec.Aggregates = append(rec.Aggregates, s.reading.Aggregates...)
		rec.Statements = append(rec.Statements, statements(r.whole(s))...)
		rec.Mentions = append(rec.Mentions, s.reading.Mentions...)
		rec.Warnings = append(rec.Warnings, s.warnings()...)
		read = append(read, s.reading.Changes...)
		alias = append(alias, r.aliases(s, named[l.home(s.report.ID)])...)
	}
	for i, first := range firsts {
		rec.Stories[i].State = dateline.StoryStateOn(r.story(first).lastDay(), now)
	}
	sortProposals(rec.Proposals)
	rec.Warnings = append(rec.Warnings, l.decided.warnings()...)
	rec.Register = changes(append(read, alias...))
	return rec
}

// tell writes down a story, its events and its proposals, when it is gathered and
// named. Its state is the caller's, since it hangs on the newest report of all.
func (r *run) tell(st *story) (dateline.Story, []dateline.Event, []dateline.Proposal) {
	l := r.linker(st)
	l.run, l.accounts = r, st.final
	l.place()
	out := dateline.Story{ID: st.id, Title: st.title()}
	origins, outlets := map[dateline.ReportID]bool{}, map[string]bool{}
	for _, s := range st.reports {
		out.Reports = append(out.Reports, s.report.ID)
		origins[s.origin] = true
		if o := s.report.Outlet; o != nil {
			outlets[*o] = true
		}
	}
	out.Outlets, out.Origins = len(outlets), len(origins)
	first, last := st.ends()
	out.First, out.Last = first.report.ID, last.report.ID
	in := l.named(st)
	var events []dateline.Event
	for _, g := range st.groups {
		out.Events = append(out.Events, g.id)
		events = append(events, l.event(g, out.ID, in))
	}
	return out, events, l.proposals(st, out.ID)
}

// title is the headline of the first report that tells most of the story's
// events; a round-up's only when nothing else tells them.
func (st *story) title() string {
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
		e.Time.Relative = l.relative(a, func(to *account) string { return string(l.run.event(to.group)) })
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
	c.settleField(&e, c.claimField())
	c.claims(&e)
	c.status(&e)
	for _, a := range g.accounts {
		out := *a.Account
		out.Time.Relative = l.relative(a, func(to *account) string { return string(to.ID) })
		e.Accounts = append(e.Accounts, out)
	}
	e.Merges = l.merges(g)
	l.replay(g, &e)
	return e
}

// relative is an account's relative time, with the name of what it is counted from.
// What stands in another part of a round-up is another story's, which may go its own
// way; the time is then told in words alone.
func (l *linker) relative(a *account, name func(*account) string) *dateline.Relative {
	if a.Time.Relative == nil || published(a.Time) {
		return a.Time.Relative
	}
	out := *a.Time.Relative
	to := a.src.account(dateline.AccountID(out.To))
	if to == nil {
		return &out
	}
	if to.story != a.story || to.story == nil {
		return nil
	}
	out.To = name(to.self())
	return &out
}

// sources says how many outlets and origins tell an event, and who only prints
// another's words.
func (c *comparison) sources(e *dateline.Event) {
	outlets, origins := map[string]bool{}, map[dateline.ReportID]bool{}
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
		f := c.roleField(role)
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
		shown := affirmed(best, role)
		if len(shown) == 0 {
			shown = best.names[role] // all deny it
		}
		for _, r := range shown {
			add(r.Role)
		}
		against := map[dateline.AccountID]bool{}
		for _, id := range e.Agreement[f.name].Against {
			against[id] = true
		}
		for _, a := range c.group.accounts {
			if c.isPast(a) || c.echoes.of(a, f.name) != nil {
				continue
			}
			for _, r := range affirmed(a, role) {
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
		sides, split := c.sidesOf(h)
		if split {
			f.compare = c.compareHarm(h)
		}
		agr, best, toll := c.count(f)
		if best == nil {
			continue
		}
		e.Agreement[f.name] = agr
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

// claims are every account's claims; one that names more stands for one that
// names less.
func (c *comparison) claims(e *dateline.Event) {
	for _, a := range c.group.accounts {
		if c.isPast(a) || c.echoes.of(a, "claims") != nil {
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
	votes := map[dateline.Occurrence]map[dateline.ReportID]bool{}
	var first *account
	for _, a := range c.group.accounts {
		if c.isPast(a) {
			continue
		}
		if first == nil {
			first = a
		}
		if c.echoes.of(a, "type") != nil {
			continue
		}
		bases = append(bases, a.Basis)
		background = background && a.Background
		countable = countable || a.src.reading.Genre.Countable()
		if votes[a.Occurrence] == nil {
			votes[a.Occurrence] = map[dateline.ReportID]bool{}
		}
		votes[a.Occurrence][a.src.origin] = true
	}
	if len(bases) == 0 { // see agree
		bases, background, countable = []dateline.Basis{first.Basis}, first.Background, first.src.reading.Genre.Countable()
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

// whole is a source's reading with all that was read.
func (l *Linker) whole(s *source) *dateline.Reading {
	if l.src == nil {
		return s.reading
	}
	return l.amend(l.fetch(s.given.ID)).Reading
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
