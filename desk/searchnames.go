package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline"
)

// Saying is what people said: speakers in reports, and those who decide in their reasons.
type Saying interface {
	// Statements have the words of a Query in them, and those of by in who spoke.
	Statements(ctx context.Context, q dateline.Query, by string) (dateline.Page[dateline.Said], error)
	DecisionsSaying(context.Context, dateline.Query) (dateline.Page[dateline.Decision], error)
}

// A named is what has a name that words stand in: a group, a place or an outlet.
type namedHit struct {
	Name, Path string
	Also       string // the name that the words stand in, where it is another
	About      string // what it is
	Events     string // path of the list of its events
}

// How many names of a kind a page shows, and how many stand above what was found
// otherwise.
const (
	namesPerPage = 100
	mostAbove    = 4
)

// listBy is the path of the list of events by one filter.
func listBy(key, value string) string { return "/?" + url.Values{key: {value}}.Encode() }

// groupsBearing are groups of the register a name of which has the words, and names from
// reports that people said are groups.
func (d *Desk) groupsBearing(ctx context.Context, words string, most int) ([]namedHit, error) {
	if d.Groups == nil {
		return nil, nil
	}
	x := d.index()
	var out []namedHit
	for _, n := range x.holding(words, most) {
		g := x.groups[x.at[n.id]]
		h := namedHit{Name: g.Name, Path: "/groups/" + (&url.URL{Path: string(g.ID)}).EscapedPath(), About: strings.Join(append([]string{g.Kind}, g.Countries...), " · "), Events: listBy("actor", string(g.ID))}
		if n.name != g.Name {
			h.Also = n.name
		}
		out = append(out, h)
	}
	decided, err := d.Groups.Proposals(ctx, dateline.ProposalGroup, 10*namesHeld, 0)
	if err != nil {
		return nil, err
	}
	want := strings.Split(folded(words), "-")
	for _, p := range decided.Items {
		if len(out) < most && want[0] != "" && bears(folded(p.Name), want) {
			out = append(out, namedHit{Name: p.Name, Path: "/story/" + string(p.Story), About: d.words.say("search.fromreports")})
		}
	}
	return out, nil
}

// A placeNames is the places of events with their names folded, so that many are looked
// through soon.
type placeNames struct {
	paths  []string
	folded []string // of the last step
}

// placesBearing are places of events that have the words in their name, or of which the
// gazetteer has such a name: those of just that name first, the larger before the smaller.
func (d *Desk) placesBearing(ctx context.Context, words string) ([]namedHit, error) {
	if d.Finder == nil {
		return nil, nil
	}
	all, err := d.placed.get(ctx, d.Now(), facetsFor, "", func(ctx context.Context) (*placeNames, error) {
		facets, err := d.facets(ctx)
		if err != nil {
			return nil, err
		}
		n := &placeNames{paths: facets.Places, folded: make([]string, len(facets.Places))}
		for i, p := range n.paths {
			n.folded[i] = folded(p[strings.LastIndexByte(p, '/')+1:])
		}
		return n, nil
	})
	if err != nil {
		return nil, err
	}
	whole := folded(words)
	want := strings.Split(whole, "-")
	if whole == "" {
		return nil, nil
	}
	also := map[string]bool{} // under another name
	if d.Names != nil {
		for _, p := range d.Names.Places(words, mostAlike) {
			also[strings.Join(p.Path, "/")] = true
		}
	}
	type found struct {
		path  string
		exact int
	}
	var hits []found
	for i, p := range all.paths {
		switch {
		case all.folded[i] == whole:
			hits = append(hits, found{p, 0})
		case also[p]:
			hits = append(hits, found{p, 1})
		case bears(all.folded[i], want):
			hits = append(hits, found{p, 2})
		}
	}
	slices.SortStableFunc(hits, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.exact, b.exact), cmp.Compare(strings.Count(a.path, "/"), strings.Count(b.path, "/")))
	})
	out := make([]namedHit, len(hits))
	for i, h := range hits {
		last := strings.LastIndexByte(h.path, '/')
		out[i] = namedHit{Name: h.path[last+1:], Path: listBy("place", h.path), About: strings.ReplaceAll(h.path[:max(last, 0)], "/", ", ")}
		if h.exact == 1 {
			out[i].Also = words
		}
		if d.Map != nil {
			out[i].Events, out[i].Path = out[i].Path, "/map?"+url.Values{"place": {h.path}}.Encode()
		}
	}
	return out, nil
}

// outletsBearing are outlets that have the words in their name.
func (d *Desk) outletsBearing(ctx context.Context, words string) ([]namedHit, error) {
	facets, err := d.facets(ctx)
	if err != nil {
		return nil, err
	}
	want := strings.Split(folded(words), "-")
	if want[0] == "" {
		return nil, nil
	}
	var out []namedHit
	for _, o := range facets.Outlets {
		if bears(folded(o), want) {
			out = append(out, namedHit{Name: o, Path: listBy("outlet", o)})
		}
	}
	return out, nil
}

// findNames fills a page with what has a name that the words stand in.
func (d *Desk) findNames(r *http.Request, p *searchPage) (err error) {
	switch p.Kind {
	case "groups":
		p.Named, err = d.groupsBearing(r.Context(), p.Filters.Words, namesPerPage+1)
	case "places":
		p.Named, err = d.placesBearing(r.Context(), p.Filters.Words)
	case "outlets":
		p.Named, err = d.outletsBearing(r.Context(), p.Filters.Words)
	}
	if p.Total = len(p.Named); p.Total > namesPerPage {
		p.Named, p.Total, p.Newest = p.Named[:namesPerPage], -1, 0
		p.Cut = namesPerPage
	}
	return err
}

// An above is the names of a kind that stand above what was found otherwise.
type above struct {
	Kind string
	List string // path to all of them
	Hits []namedHit
}

// namesAbove are the first names that the words stand in.
func (d *Desk) namesAbove(r *http.Request, p *searchPage) ([]above, error) {
	ctx := r.Context()
	groups, err := d.groupsBearing(ctx, p.Filters.Words, mostAbove+1)
	if err != nil {
		return nil, err
	}
	places, err := d.placesBearing(ctx, p.Filters.Words)
	if err != nil {
		return nil, err
	}
	outlets, err := d.outletsBearing(ctx, p.Filters.Words)
	if err != nil {
		return nil, err
	}
	var out []above
	for _, a := range []above{{"groups", "", groups}, {"places", "", places}, {"outlets", "", outlets}} {
		if len(a.Hits) == 0 {
			continue
		}
		if len(a.Hits) > mostAbove {
			a.Hits, a.List = a.Hits[:mostAbove], with(r, "in", a.Kind)
		}
		out = append(out, a)
	}
	return out, nil
}

// A saidRow is what somebody said.
type saidRow struct {
	dateline.Said
	Who    string
	Outlet string
	Words  passage
}

// findSaid fills a page with what people said.
func (d *Desk) findSaid(r *http.Request, q dateline.Query, p *searchPage) (next string, err error) {
	q.Limit = hitsPerPage
	found, err := d.Saying.Statements(r.Context(), q, p.Filters.By)
	if err != nil {
		return "", err
	}
	p.Total, p.Newest = found.Total, found.Newest
	for _, s := range found.Items {
		row := saidRow{Said: s, Who: s.Statement.Speaker, Outlet: d.outletOf(s.Report), Words: asText(s.Statement.Quote)}
		for _, more := range []*string{s.Statement.Role, s.Statement.Affiliation} {
			if m := deref(more); m != "" && !strings.Contains(row.Who, m) {
				row.Who += ", " + m
			}
		}
		p.Said = append(p.Said, row)
	}
	return found.Next, nil
}

// findDecisions fills a page with decisions whose reasons have the words.
func (d *Desk) findDecisions(r *http.Request, q dateline.Query, p *searchPage) (next string, err error) {
	q.Limit = hitsPerPage
	found, err := d.Saying.DecisionsSaying(r.Context(), q)
	if err != nil {
		return "", err
	}
	p.Total, p.Newest = found.Total, found.Newest
	p.Lines = d.lines(found.Items)
	return found.Next, nil
}

// withheldSaying is Saying as who asks may see it.
type withheldSaying struct {
	of Saying
	d  *Desk
}

func (w withheldSaying) Statements(ctx context.Context, q dateline.Query, by string) (dateline.Page[dateline.Said], error) {
	found, err := w.of.Statements(ctx, q, by)
	if err != nil {
		return found, err
	}
	var ids []dateline.ReportID
	for _, s := range found.Items {
		ids = append(ids, s.Report.ID)
	}
	if err := w.d.searched(ctx, strings.TrimSpace(q.Words+" "+by), ids); err != nil {
		return dateline.Page[dateline.Said]{}, err
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return found, err
	}
	for i, s := range found.Items {
		found.Items[i] = dateline.Said{Report: m.Report(s.Report), Statement: m.Statement(s.Statement)}
	}
	return found, nil
}

// DecisionsSaying are for those who decide: the words are people's own, and may name
// anybody.
func (w withheldSaying) DecisionsSaying(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Decision], error) {
	if !sees(ctx) {
		return dateline.Page[dateline.Decision]{Total: -1}, nil
	}
	return w.of.DecisionsSaying(ctx, q)
}
