package desk

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"dateline"
)

// What the page of a story shows at once.
const (
	columns     = 8 // reports of the matrix
	matrixRows  = 24
	sideBySide  = 3
	mostColumns = 4
	mostGroups  = 40     // origins of the list of reports
	mostCopies  = 20     // of one of them
	columnBytes = 12_000 // of a text that stands beside others
)

// A storyPage is one story.
type storyPage struct {
	Story    dateline.Story
	From     int // the first column
	Events   []matrixRow
	Heads    []group // columns of the matrix
	Texts    []column
	Groups   []group
	Earlier  string // paths
	Later    string
	MoreRows string
	Fewer    bool
	Hidden   int // groups that are not listed
	Last     *dateline.Moment
	Labels   map[dateline.ReportID]dateline.Label // of its reports
}

// A group is the reports of one origin: the one that the others copy, and these.
type group struct {
	Number  int
	Head    dateline.Report
	Outlet  string
	Copies  []copied
	Others  int // copies that are not listed
	Shown   bool
	members map[dateline.ReportID]bool
	own     map[dateline.ReportID]bool // of these, those that copy no other: the head, its versions
	outlets map[dateline.ReportID]string
	place   int
}

// A copied is a copy of a report.
type copied struct {
	dateline.Report
	Outlet string
}

// A matrixRow is an event with how each report stands to it.
type matrixRow struct {
	dateline.Event
	Letter, Class string
	Cells         []cell
}

// A cell is how a report stands to an event, with the outlet whose copy alone tells it, or
// the letter of the event that it tells it in.
type cell struct{ Kind, By string }

// A column is a text beside others.
type column struct {
	group
	Text passage
	Cut  bool
}

// story shows a story.
func (d *Desk) story(r *http.Request, who Viewer) (page, error) {
	told, err := d.Records.Story(r.Context(), r.PathValue("id"))
	if err != nil {
		return page{}, err
	}
	if string(told.Story.ID) != r.PathValue("id") {
		return page{To: "/story/" + string(told.Story.ID)}, nil
	}
	from, err := number(r.FormValue("from"))
	if err != nil {
		return page{}, err
	}
	p := storyPage{Story: told.Story}
	groups := d.groupsOf(told)
	events := slices.Clone(told.Events)
	slices.SortStableFunc(events, func(a, b dateline.Event) int {
		return cmp.Or(order(a.Countable, b.Countable), cmp.Compare(b.Origins, a.Origins))
	})
	from = min(from, max(len(groups)-1, 0))
	shown := groups[from:min(from+columns, len(groups))]
	path := func(change func(url.Values)) string {
		q := r.URL.Query()
		change(q)
		return "/story/" + string(told.Story.ID) + "?" + q.Encode()
	}
	at := func(n int) string {
		return path(func(q url.Values) { q.Set("from", strconv.Itoa(n)); q.Del("r") }) + "#matrix"
	}
	if from > 0 {
		p.Earlier = at(max(from-columns, 0))
	}
	if from+columns < len(groups) {
		p.Later = at(from + columns)
	}
	rows := events
	if len(rows) > matrixRows && r.FormValue("rows") == "" {
		rows, p.MoreRows = rows[:matrixRows], path(func(q url.Values) { q.Set("rows", "all") })+"#matrix"
	}
	p.Events = d.matrix(rows, shown)
	if p.Texts, err = d.beside(r, shown, groups, p.Events); err != nil {
		return page{}, err
	}
	for _, t := range p.Texts {
		for i := range shown {
			shown[i].Shown = shown[i].Shown || shown[i].Head.ID == t.Head.ID
		}
	}
	p.Heads, p.From = shown, from
	p.Groups = groups
	if len(p.Groups) > mostGroups && r.FormValue("reports") == "" {
		p.Hidden, p.Groups = len(groups)-mostGroups, groups[:mostGroups]
	}
	if p.Labels, err = d.labelsOf(r.Context(), who, told.Story.Reports...); err != nil {
		return page{}, err
	}
	for _, x := range told.Reports {
		if x.ID == told.Story.Last {
			p.Last = x.Published
		}
	}
	return page{Title: told.Story.Title, Template: "story", Data: p}, nil
}

// order has what is true before what is not.
func order(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}

// groupsOf are the reports of a story by their origins, in the order in which their heads
// were published, as the story has its reports. The head of each is the first that is no copy.
func (d *Desk) groupsOf(told *dateline.Told) []group {
	by := map[dateline.OriginID]int{}
	var out []group
	for n, r := range told.Reports {
		i, ok := by[r.Origin]
		if !ok || r.Origin == "" {
			i = len(out)
			by[r.Origin] = i
			out = append(out, group{Head: r, place: n, members: map[dateline.ReportID]bool{}, own: map[dateline.ReportID]bool{}, outlets: map[dateline.ReportID]string{}})
		} else if own(r) && !own(out[i].Head) {
			out[i].Copies = append(out[i].Copies, copied{out[i].Head, d.outletOf(out[i].Head)})
			out[i].Head, out[i].place = r, n
		} else {
			out[i].Copies = append(out[i].Copies, copied{r, d.outletOf(r)})
		}
		out[i].outlets[r.ID] = d.outletOf(r)
		out[i].members[r.ID], out[i].own[r.ID] = true, own(r)
	}
	slices.SortStableFunc(out, func(a, b group) int { return a.place - b.place })
	for i := range out {
		out[i].own[out[i].Head.ID] = true
		out[i].Number, out[i].Outlet = i+1, d.outletOf(out[i].Head)
		if n := len(out[i].Copies); n > mostCopies {
			out[i].Copies, out[i].Others = out[i].Copies[:mostCopies], n-mostCopies
		}
	}
	return out
}

func own(r dateline.Report) bool { return r.Copying == dateline.OwnText || r.Copying == "" }

// matrix is how each of some groups of reports stands to each of some events. An origin is
// credited with what its own report tells; what a copy adds is the copy's.
func (d *Desk) matrix(events []dateline.Event, shown []group) []matrixRow {
	out := make([]matrixRow, len(events))
	for n, e := range events {
		out[n].Event = e
		out[n].Letter, out[n].Class = letter(n)
	}
	for n, e := range events {
		for _, g := range shown {
			c := cell{Kind: standingIn(e, func(id dateline.ReportID) bool { return g.own[id] })}
			if c.Kind == silent {
				if by := slices.IndexFunc(e.Accounts, func(a dateline.Account) bool { return g.members[a.Report] }); by >= 0 {
					c = cell{byCopy, g.outlets[e.Accounts[by].Report]}
				} else if in := d.partOf(e, out, func(id dateline.ReportID) bool { return g.own[id] }); in != "" {
					c = cell{elsewhere, in}
				}
			}
			out[n].Cells = append(out[n].Cells, c)
		}
	}
	return out
}

// beside are the texts that stand beside each other: those that are asked for, or the
// first of the matrix.
func (d *Desk) beside(r *http.Request, shown, all []group, rows []matrixRow) ([]column, error) {
	var picked []group
	for _, id := range r.Form["r"] {
		for _, g := range all {
			if len(picked) < mostColumns && g.members[dateline.ReportID(id)] {
				picked = append(picked, g)
			}
		}
	}
	if len(picked) == 0 {
		picked = shown[:min(len(shown), sideBySide)]
	}
	var ids []dateline.ReportID
	for _, g := range picked {
		ids = append(ids, g.Head.ID)
	}
	texts, err := d.Records.Texts(r.Context(), ids)
	if err != nil {
		return nil, err
	}
	var out []column
	for _, g := range picked {
		text := texts[g.Head.ID]
		var marks []mark
		for _, row := range rows {
			for _, a := range row.Accounts {
				if a.Report != g.Head.ID {
					continue
				}
				for _, e := range a.Evidence {
					if e.Start >= 0 && e.End <= len(text) && e.Start < e.End {
						marks = append(marks, mark{Span: e.Span, Class: row.Class, Key: row.Letter, Title: row.Letter + ": " + d.label(row.Type) + ", " + d.evidenceField(e.Field)})
					}
				}
			}
		}
		within := dateline.Span{Start: min(max(g.Head.Body, 0), len(text)), End: len(text)}
		c := column{group: g}
		if within.Len() > columnBytes {
			within.End, c.Cut = around(text, dateline.Span{Start: within.Start, End: within.Start + columnBytes}, 0).End, true
		}
		c.Text = newPassage(text, within, marks)
		out = append(out, c)
	}
	return out, nil
}
