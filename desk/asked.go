package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
	"unicode"

	"dateline"
	"dateline/codebook"
)

// Finder is what lists are asked by beside Events: stories, words of reports, and the
// values that filters offer.
type Finder interface {
	Stories(context.Context, dateline.Query) (dateline.Page[dateline.Story], error)
	StoriesOf(context.Context, []dateline.StoryID) ([]dateline.Story, error)
	Search(context.Context, dateline.Query) (dateline.Page[dateline.Hit], error)
	Facets(context.Context) (dateline.Facets, error)
}

// A filters is what a list was asked, as the form has it, and what it offers.
type filters struct {
	Words, Place, Actor, Type, Status, Outlet, From, To string
	By                                                  string // who spoke, where statements are searched
	All                                                 bool
	Any                                                 bool // something is asked
	Kind                                                string
	Path                                                string
	Types                                               []choice
	Statuses                                            []choice
	Outlets, Places                                     []string
	Actors                                              []choice
	Meant                                               []string // names of the actors that were asked for, if others than what was written
	Unknown                                             []string // asked for, and in no event
}

// A choice is a value that a form offers.
type choice struct {
	Value, Words string
	On           bool
}

// statuses in the order of the form.
var statuses = []dateline.Status{dateline.StatusHappened, dateline.StatusClaimed, dateline.StatusAlleged, dateline.StatusDenied, dateline.StatusPlanned, dateline.StatusFoiled, dateline.StatusDidNotHappen, dateline.StatusUnknown, dateline.StatusBackground}

// asks reads what a list is asked: the form of the page, and the Query that it means.
func (d *Desk) asks(r *http.Request) (filters, dateline.Query, error) {
	f := filters{
		Words: strings.TrimSpace(r.FormValue("q")), Place: strings.TrimSpace(r.FormValue("place")), Actor: strings.TrimSpace(r.FormValue("actor")), Type: r.FormValue("type"),
		Status: r.FormValue("status"), Outlet: strings.TrimSpace(r.FormValue("outlet")), From: r.FormValue("from"), To: r.FormValue("to"), All: r.FormValue("all") != "", Path: r.URL.Path,
	}
	f.By = strings.TrimSpace(r.FormValue("by"))
	f.Any = f.By+f.Words+f.Place+f.Actor+f.Type+f.Status+f.Outlet+f.From+f.To != ""
	q := dateline.Query{Words: f.Words, All: f.All, After: r.FormValue("after")}
	facets, err := d.facets(r.Context())
	if err != nil {
		return f, q, err
	}
	if f.Place != "" {
		if q.Places = placesNamed(facets.Places, f.Place); len(q.Places) == 0 {
			q.Places, f.Unknown = []string{f.Place}, append(f.Unknown, f.Place)
		}
	}
	if f.Actor != "" {
		if several := d.severalActors(f.Actor); len(several) > 0 {
			return f, q, wrong("actor", "%q may be any of these; give one as it stands before its name: %s", f.Actor, strings.Join(several, "; "))
		}
		if q.Actors, f.Meant = d.actorsMeant(facets.Actors, f.Actor); len(q.Actors) == 0 {
			q.Actors, f.Unknown = []dateline.ActorID{dateline.ActorID(f.Actor)}, append(f.Unknown, f.Actor)
		}
	}
	if f.Type != "" {
		q.Types = []dateline.EventCode{dateline.EventCode(f.Type)}
	}
	if f.Status != "" {
		q.Statuses = []dateline.Status{dateline.Status(f.Status)}
	}
	if f.Outlet != "" {
		q.Outlets = []string{f.Outlet}
		if i := slices.IndexFunc(facets.Outlets, func(o string) bool { return strings.EqualFold(o, f.Outlet) }); i >= 0 {
			q.Outlets[0] = facets.Outlets[i]
		} else if len(facets.Outlets) > 0 {
			f.Unknown = append(f.Unknown, f.Outlet)
		}
	}
	for _, x := range []struct {
		given string
		into  **dateline.Date
	}{{f.From, &q.From}, {f.To, &q.To}} {
		if x.given != "" {
			day, err := dateline.ParseDate(x.given)
			if err != nil {
				return f, q, dateline.Errorf(dateline.Invalid, "%q is no day; write it as 2025-03-10", x.given)
			}
			*x.into = &day
		}
	}
	d.offer(&f, facets)
	return f, q, nil
}

// mostOffered is how many values a field offers.
const mostOffered = 300

// offer gives a form its choices.
func (d *Desk) offer(f *filters, facets dateline.Facets) {
	for _, code := range facets.Types {
		name := d.words.say("family." + string(code))
		if t, ok := codebook.Default().Type(code); ok {
			name = t.Label
		} else if strings.HasPrefix(name, "family.") {
			name = string(code)
		}
		if strings.Contains(string(code), ".") {
			name = "\u2003" + name
		}
		f.Types = append(f.Types, choice{string(code), name, string(code) == f.Type})
	}
	for _, s := range statuses {
		f.Statuses = append(f.Statuses, choice{string(s), d.words.say("status." + string(s)), string(s) == f.Status})
	}
	f.Outlets = facets.Outlets[:min(len(facets.Outlets), mostOffered)]
	for _, p := range facets.Places {
		if !strings.Contains(p, "/") && len(f.Places) < mostOffered {
			f.Places = append(f.Places, p)
		}
	}
	for _, a := range facets.Actors[:min(len(facets.Actors), mostOffered)] {
		f.Actors = append(f.Actors, choice{Value: string(a), Words: d.actorName(a)})
	}
}

// folded is a name as names are compared: letters and digits alone, others a hyphen.
func folded(s string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(s) {
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			b.WriteRune(r)
		case b.Len() > 0 && !strings.HasSuffix(b.String(), "-"):
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-")
}

// mostAlike is how many places or actors of one name are asked for at once.
const mostAlike = 20

// placesNamed are the paths of places that somebody may mean: the path itself, else
// those whose last step has the name, the nearest to the top first.
func placesNamed(all []string, name string) []string {
	if _, ok := slices.BinarySearch(all, name); ok {
		return []string{name}
	}
	want := folded(name)
	var out []string
	for _, p := range all {
		if folded(p[strings.LastIndexByte(p, '/')+1:]) == want || folded(p) == want {
			out = append(out, p)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int { return strings.Count(a, "/") - strings.Count(b, "/") })
	return out[:min(len(out), mostAlike)]
}

// actorsMeant are the actors of events that somebody may mean by an id or a name, any
// that the register has of it, with what stands or stood under them; and their names where
// these are others than what was written.
func (d *Desk) actorsMeant(all []dateline.ActorID, name string) ([]dateline.ActorID, []string) {
	x := d.index()
	ids := x.named(name)
	if d.Names != nil {
		for _, n := range d.Names.Actors(name, mostAlike) {
			if !slices.Contains(ids, n.ID) {
				ids = append(ids, n.ID)
			}
		}
	}
	if len(ids) == 0 {
		for _, n := range x.holding(name, mostAlike) {
			ids = append(ids, n.id)
		}
	}
	under := map[dateline.ActorID]bool{}
	for _, id := range x.with(ids) {
		under[id] = true
	}
	want := folded(name)
	var out []dateline.ActorID
	var names []string
	for _, a := range all {
		id := string(a)
		whole, last := folded(id), folded(id[strings.LastIndexByte(id, '/')+1:])
		if under[a] || id == name || strings.HasPrefix(id, name+"/") || want != "" && len(ids) == 0 && (whole == want || last == want || strings.HasPrefix(whole, want+"-")) {
			out = append(out, a)
			names = append(names, d.actorName(a))
		}
	}
	out = out[:min(len(out), 5*mostAlike)]
	if len(names) == 1 && folded(names[0]) == want {
		names = nil
	}
	return out, names[:min(len(names), mostMeant)]
}

// severalActors are the groups that a name stands for, each as its id and its name, where
// it is that of several of which none stands under another: nobody knows which of them was meant.
func (d *Desk) severalActors(name string) []string {
	x := d.index()
	ids := x.named(name)
	var out []string
	for _, id := range ids {
		if slices.ContainsFunc(ids, func(o dateline.ActorID) bool { return o != id && slices.Contains(x.with([]dateline.ActorID{o}), id) }) {
			continue
		}
		out = append(out, string(id)+" ("+d.actorName(id)+")")
	}
	if len(out) < 2 {
		return nil
	}
	return out[:min(len(out), mostMeant)]
}

// mostMeant is how many names a page says that it took a name for.
const mostMeant = 12

// actorName is an actor as the register calls it.
func (d *Desk) actorName(id dateline.ActorID) string {
	x := d.index()
	if i, ok := x.at[id]; ok {
		return x.groups[i].Name
	}
	if d.Names != nil {
		if name, ok := d.Names.Actor(id); ok {
			return name
		}
	}
	return string(id)
}

// facetsFor is for how long the values that filters offer are not looked up anew.
const facetsFor = time.Minute

func (d *Desk) facets(ctx context.Context) (dateline.Facets, error) {
	if d.Finder == nil {
		return dateline.Facets{}, nil
	}
	return d.offered.get(ctx, d.Now(), facetsFor, "", d.Finder.Facets)
}

// with is the path of a page with some of its query changed: "" takes a value out.
func with(r *http.Request, pairs ...string) string {
	q := url.Values{}
	for key, values := range r.URL.Query() {
		if len(values) > 0 && values[0] != "" {
			q[key] = values
		}
	}
	q.Del("after")
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] == "" {
			q.Del(pairs[i])
		} else {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return r.URL.Path
	}
	return r.URL.Path + "?" + q.Encode()
}

// withheldFinder is a Finder as who asks may see it.
type withheldFinder struct {
	of Finder
	d  *Desk
}

func (w withheldFinder) Facets(ctx context.Context) (dateline.Facets, error) { return w.of.Facets(ctx) }

func (w withheldFinder) Stories(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Story], error) {
	found, err := w.of.Stories(ctx, q)
	if err != nil {
		return found, err
	}
	var ids []dateline.ReportID
	for _, s := range found.Items {
		ids = append(ids, s.Reports...)
	}
	if err := w.d.searched(ctx, q.Words, ids); err != nil {
		return dateline.Page[dateline.Story]{}, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return found, err
	}
	for i := range found.Items {
		found.Items[i].Title = m.Words(found.Items[i].Title)
	}
	return found, nil
}

func (w withheldFinder) StoriesOf(ctx context.Context, ids []dateline.StoryID) ([]dateline.Story, error) {
	found, err := w.of.StoriesOf(ctx, ids)
	if err != nil || sees(ctx) {
		return found, err
	}
	for i, s := range found {
		m, err := w.d.mask(ctx, s.Reports...)
		if err != nil {
			return nil, err
		}
		found[i].Title = m.Words(s.Title)
	}
	return found, nil
}

func (w withheldFinder) Search(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Hit], error) {
	found, err := w.of.Search(ctx, q)
	if err != nil {
		return found, err
	}
	var ids []dateline.ReportID
	for _, h := range found.Items {
		ids = append(ids, h.Report.ID)
	}
	if err := w.d.searched(ctx, q.Words, ids); err != nil {
		return dateline.Page[dateline.Hit]{}, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return found, err
	}
	for i, h := range found.Items {
		found.Items[i] = m.Hit(h)
	}
	return found, nil
}
