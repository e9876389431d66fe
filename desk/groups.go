package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// Groups is the register as its page asks it, with what reports say of groups.
type Groups interface {
	// Groups are all of the register, by their ids.
	Groups() []Group
	// Proposals are names that the register lacks and that act like groups, of a state.
	Proposals(ctx context.Context, state dateline.ProposalState, limit, skip int) (dateline.Page[dateline.Proposal], error)
	// NamesOf are those of which people decided that they are a group's.
	NamesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Proposal, error)
	// ChangesOf are what reports say of the organisation of a group, the latest first.
	ChangesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Change, error)
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
	Slider     slider
	Today      string
	Steps      []step
	Tree       []*branch
	Number     int
	Names      namesPart
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

// groups shows the tree of the register as of a day, and which names wait.
func (d *Desk) groups(r *http.Request, who Viewer) (page, error) {
	v := r.URL.Query()
	all := d.Groups.Groups()
	// Who moved the slider without scripts sent the month that it was at, too.
	if at, was := v.Get("at"), v.Get("was"); at != "" {
		day := strings.TrimSpace(v.Get("day"))
		if at != was {
			month, err := strconv.Atoi(at)
			if err != nil || month < 0 || month > 9999*12 {
				return page{}, dateline.Errorf(dateline.Invalid, "%q is no month of the slider; give a day as 2025-03-10", clip(at))
			}
			day = d.firstOf(month).String()
		}
		v.Del("at")
		v.Del("was")
		return page{To: pathWith("/groups", v, "day", day, "skip", "")}, nil
	}
	day, date, err := d.dayAsked(v)
	if err != nil {
		return page{}, err
	}
	out := groupsPage{Day: day, Words: strings.TrimSpace(v.Get("q")), Forces: v.Get("forces") != "", Slider: d.sliderAt(all, date), Today: dateline.DateOf(d.Now()).String()}
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
	out.Tree, out.Number = treeOf(all, day, out.Words, out.Forces)
	if !partial(r) {
		if out.Names, err = d.namesPart(r, who); err != nil {
			return page{}, err
		}
	}
	return page{Title: "groups.title", Template: "groups", Data: out, Scripts: []string{"groups.js"}}, nil
}

// A slider is the months through which the tree can be moved, counted from year 0.
type slider struct {
	First, Last, At int
	From, To        int // years
	Day             string
	Decades         []int // months with which decades begin
}

// firstYear is the earliest year that the slider shows: groups that are older are there
// from its beginning.
const firstYear = 1900

// sliderAt is the slider as of a day: from the year in which the first group of the
// register was founded, up to now.
func (d *Desk) sliderAt(all []Group, date dateline.Date) slider {
	now := dateline.DateOf(d.Now())
	from := now.Year
	for _, g := range all {
		if y, err := strconv.Atoi(g.Founded[:min(4, len(g.Founded))]); err == nil && y >= firstYear {
			from = min(from, y)
		}
	}
	s := slider{First: from * 12, Last: monthOf(now), From: from, To: now.Year, Day: date.String()}
	s.At = min(max(monthOf(date), s.First), s.Last)
	for y := (from + 9) / 10 * 10; y <= now.Year; y += 10 {
		s.Decades = append(s.Decades, y*12)
	}
	return s
}

// monthOf is the month of a day, counted from year 0.
func monthOf(d dateline.Date) int { return d.Year*12 + int(d.Month) - 1 }

// firstOf is the day for which a month of the slider stands: its first, of what is now
// today.
func (d *Desk) firstOf(month int) dateline.Date {
	if now := dateline.DateOf(d.Now()); month >= monthOf(now) {
		return now
	}
	return dateline.Date{Year: month / 12, Month: time.Month(month%12 + 1), Day: 1}
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
	Names    []nameRow   // that people decided are its
	Changes  []changeRow // that reports tell
}

type factRow struct {
	GroupFact
	Label string // name of Actor, or Name
	Path  string // of Actor
	Now   bool   // holds on the day
}

// group shows the history of a group, with its sources.
func (d *Desk) group(r *http.Request, who Viewer) (page, error) {
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
	if out.Names, err = d.namesOfGroup(r.Context(), id, who); err != nil {
		return page{}, err
	}
	if out.Changes, err = d.changesOf(r.Context(), id); err != nil {
		return page{}, err
	}
	return page{Title: g.Name, Template: "group", Data: out}, nil
}
