package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline"
)

// Groups is the register as its page asks it.
type Groups interface {
	// Groups are all of it, by their ids.
	Groups() []Group
	// Proposals are names that the register lacks and that act like groups.
	Proposals(ctx context.Context, limit, skip int) (dateline.Page[dateline.Proposal], error)
}

// A Group is an entry of the register: a group, or a force of a state.
type Group struct {
	ID        dateline.ActorID
	Name      string
	Kind      string // in the terms of event data
	Force     bool   // acts for a state
	Countries []string
	// Founded and Dissolved are a year, a month or a day; "" is not known, or still there.
	Founded, Dissolved string
	Facts              []GroupFact
}

// A GroupFact is what the register holds of a group for a span of time.
type GroupFact struct {
	What     string // founded, dissolved, alias, parent, leader, rival, ally, successor
	Name     string
	Actor    dateline.ActorID
	From, To string // as in Group
	Source   string // title of the work, and the place in it
	URL      string // "" for none
}

// holds reports whether a span of time has a day in it. Bounds that are coarser than
// a day are taken wide.
func holds(from, to, day string) bool {
	return (from == "" || from[:min(len(from), len(day))] <= day) && (to == "" || day[:min(len(to), len(day))] <= to)
}

type groupsPage struct {
	Day, Words string
	Forces     bool
	Steps      []step
	Tree       []*branch
	Number     int
	Proposals  []proposalRow
	Waiting    int
}

// A step is a link to the tree as of another day.
type step struct{ Key, List string }

// A branch is a group of the tree with those under it.
type branch struct {
	Group
	Path     string
	Branches []*branch
	hit      bool
}

type proposalRow struct {
	dateline.Proposal
	Name string
}

// groups shows the tree of the register as of a day, and which names wait.
func (d *Desk) groups(r *http.Request, _ Viewer) (page, error) {
	v := r.URL.Query()
	day, date, err := d.dayAsked(v)
	if err != nil {
		return page{}, err
	}
	out := groupsPage{Day: day, Words: strings.TrimSpace(v.Get("q")), Forces: v.Get("forces") != ""}
	for _, s := range []struct {
		key   string
		years int
	}{{"groups.back10", -10}, {"groups.back1", -1}, {"groups.on1", 1}, {"groups.on10", 10}} {
		at := dateline.DateOf(date.Time().AddDate(s.years, 0, 0))
		if at.Year > 0 && !dateline.DateOf(d.Now()).Before(at) {
			out.Steps = append(out.Steps, step{s.key, pathWith("/groups", v, "day", at.String(), "skip", "")})
		}
	}
	out.Steps = append(out.Steps, step{"groups.now", pathWith("/groups", v, "day", "", "skip", "")})
	out.Tree, out.Number = treeOf(d.Groups.Groups(), day, out.Words, out.Forces)
	const shown = 20
	waiting, err := d.Groups.Proposals(r.Context(), shown, 0)
	if err != nil {
		return page{}, err
	}
	out.Waiting = waiting.Total
	for _, p := range waiting.Items {
		var reports []dateline.ReportID
		for _, q := range p.Evidence {
			reports = append(reports, q.Report)
		}
		name := p.Name
		if d.Sources != nil {
			m, err := d.mask(r.Context(), reports...)
			if err != nil {
				return page{}, err
			}
			name = m.Words(name)
		}
		out.Proposals = append(out.Proposals, proposalRow{p, name})
	}
	return page{Title: "groups.title", Template: "groups", Data: out}, nil
}

// dayAsked is the day that a page of the register is as of; today unless given.
func (d *Desk) dayAsked(v url.Values) (string, dateline.Date, error) {
	s := strings.TrimSpace(v.Get("day"))
	if s == "" {
		today := dateline.DateOf(d.Now())
		return today.String(), today, nil
	}
	date, err := dateline.ParseDate(s)
	if err != nil {
		return "", date, dateline.Errorf(dateline.Invalid, "%q is no day; write it as 2025-03-10", s)
	}
	return date.String(), date, nil
}

// treeOf is the groups that there were on a day, each under the parent that it then
// had; of words, those that have such a name then or ever, with what they stand under.
func treeOf(all []Group, day, words string, forces bool) ([]*branch, int) {
	at := map[dateline.ActorID]*branch{}
	words = strings.ToLower(words)
	var order []*branch
	for _, g := range all {
		if g.Force && !forces || !holds(g.Founded, g.Dissolved, day) {
			continue
		}
		b := &branch{Group: g, Path: "/groups/" + (&url.URL{Path: string(g.ID)}).EscapedPath() + "?day=" + day, hit: words == ""}
		for _, name := range namesOf(g) {
			b.hit = b.hit || strings.Contains(strings.ToLower(name), words)
		}
		at[g.ID] = b
		order = append(order, b)
	}
	under := map[*branch]*branch{}
	for _, b := range order {
		for _, f := range b.Facts {
			if p := at[f.Actor]; f.What == "parent" && p != nil && p != b && holds(f.From, f.To, day) {
				under[b] = p
				break
			}
		}
	}
	// What is found shows what it stands under.
	number := 0
	for _, b := range order {
		if !b.hit {
			continue
		}
		number++
		for up, n := under[b], 0; up != nil && n < len(order); up, n = under[up], n+1 {
			up.hit = true
		}
	}
	var roots []*branch
	for _, b := range order {
		switch p := under[b]; {
		case !b.hit:
		case p != nil:
			p.Branches = append(p.Branches, b)
		default:
			roots = append(roots, b)
		}
	}
	slices.SortStableFunc(roots, func(a, b *branch) int { return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)) })
	return roots, number
}

func namesOf(g Group) []string {
	out := []string{g.Name}
	for _, f := range g.Facts {
		if f.What == "alias" {
			out = append(out, f.Name)
		}
	}
	return out
}

type groupPage struct {
	Group
	Day      string
	Back     string
	Events   string // path of the list of its events
	Facts    []factRow
	Branches []factRow
}

type factRow struct {
	GroupFact
	Label string // name of Actor, or Name
	Path  string // of Actor
	Now   bool   // holds on the day
}

// group shows the history of a group, with its sources.
func (d *Desk) group(r *http.Request, _ Viewer) (page, error) {
	v := r.URL.Query()
	day, _, err := d.dayAsked(v)
	if err != nil {
		return page{}, err
	}
	id := dateline.ActorID(r.PathValue("id"))
	all := d.Groups.Groups()
	names := map[dateline.ActorID]string{}
	var g *Group
	for i := range all {
		names[all[i].ID] = all[i].Name
		if all[i].ID == id {
			g = &all[i]
		}
	}
	if g == nil {
		return page{}, dateline.Errorf(dateline.NotFound, "the register has no group %q", id)
	}
	row := func(f GroupFact, other dateline.ActorID) factRow {
		x := factRow{GroupFact: f, Label: f.Name, Now: holds(f.From, f.To, day)}
		if other != "" {
			x.Path = "/groups/" + (&url.URL{Path: string(other)}).EscapedPath() + "?day=" + day
			x.Label = names[other]
			if x.Label == "" {
				x.Label, x.Path = string(other), ""
			}
		}
		return x
	}
	out := groupPage{Group: *g, Day: day, Back: "/groups?day=" + day, Events: "/?" + url.Values{"actor": {string(id)}}.Encode()}
	for _, f := range g.Facts {
		out.Facts = append(out.Facts, row(f, f.Actor))
	}
	slices.SortStableFunc(out.Facts, func(a, b factRow) int { return strings.Compare(a.From, b.From) })
	for i := range all {
		for _, f := range all[i].Facts {
			if f.What == "parent" && f.Actor == id {
				out.Branches = append(out.Branches, row(f, all[i].ID))
			}
		}
	}
	return page{Title: g.Name, Template: "group", Data: out}, nil
}
