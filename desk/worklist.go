package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// Worklist is what the work lists ask.
type Worklist interface {
	// Worklist lists countries in weeks that have events, or that somebody said something of.
	Worklist(context.Context, dateline.WorkQuery) ([]dateline.Work, error)
	// SetWork says how far one is looked at; a Conflict where its Version is another by now.
	SetWork(context.Context, dateline.Work) error
	// LastWeek is the last week with events, up to one; 0 for none.
	LastWeek(context.Context, dateline.ISOWeek) (dateline.ISOWeek, error)
	// Reopened are those to which reports came after they were set.
	Reopened(ctx context.Context, country string, from, to dateline.ISOWeek) ([]dateline.Reopened, error)
	// ReviewQueue lists the events of one.
	ReviewQueue(context.Context, dateline.QueueQuery) (dateline.Page[dateline.Queued], error)
	Sketching
}

// weeksShown is how many weeks a grid has.
const weeksShown = 8

// workStates are what a cell may be set to.
var workStates = []dateline.WorkState{dateline.WorkOpen, dateline.WorkStarted, dateline.WorkDone, dateline.WorkNothing, dateline.WorkNotCovered}

// A weekPage is the grid of countries by weeks.
type weekPage struct {
	Weeks       []dateline.ISOWeek
	Rows        []weekRow
	States      []dateline.WorkState
	State       dateline.WorkState
	Mine        bool
	Back, Forth string
	To          string
	Later       bool // the grid ends before this week
	Counts      []stateCount
}

type stateCount struct {
	State dateline.WorkState
	Cells int
}

// reopened is the State, in addresses and on pages, of what was done before reports came
// to it.
const reopened dateline.WorkState = "reopened"

// A weekRow is a country's.
type weekRow struct {
	Country string
	Cells   []dateline.Work
}

func (d *Desk) weeks(r *http.Request, who Viewer) (page, error) {
	to, err := d.lastWeek(r)
	if err != nil {
		return page{}, err
	}
	out := weekPage{States: append([]dateline.WorkState{reopened}, workStates...), State: dateline.WorkState(r.FormValue("state")), Mine: r.FormValue("mine") != "", To: to.String()}
	if out.State != "" && out.State != reopened && !out.State.Known() {
		return page{}, wrong("state", "%q is no state of a week", out.State)
	}
	out.Later = to < dateline.WeekOf(dateline.DateOf(d.Now().UTC()))
	last, _ := to.Days()
	for i := weeksShown - 1; i >= 0; i-- {
		out.Weeks = append(out.Weeks, dateline.WeekOf(last.AddDays(-7*i)))
	}
	// State and person choose countries; the cells beside are shown with them.
	found, err := d.Worklist.Worklist(r.Context(), dateline.WorkQuery{From: out.Weeks[0], To: to})
	if err != nil {
		return page{}, err
	}
	again, err := d.Worklist.Reopened(r.Context(), "", out.Weeks[0], to)
	if err != nil {
		return page{}, err
	}
	reopen(found, again)
	rows := map[string]*weekRow{}
	chosen := map[string]bool{}
	counts := map[dateline.WorkState]int{}
	for _, w := range found {
		row := rows[w.Country]
		if row == nil {
			row = &weekRow{Country: w.Country}
			for _, week := range out.Weeks {
				row.Cells = append(row.Cells, dateline.Work{Country: w.Country, Week: week, State: dateline.WorkOpen})
			}
			rows[w.Country] = row
		}
		if i := slices.Index(out.Weeks, w.Week); i >= 0 {
			row.Cells[i] = w
		}
		counts[w.State]++
		if (out.State == "" || w.State == out.State) && (!out.Mine || w.Assigned == who.Name) {
			chosen[w.Country] = true
		}
	}
	for _, s := range out.States {
		out.Counts = append(out.Counts, stateCount{s, counts[s]})
	}
	for c, row := range rows {
		if chosen[c] {
			out.Rows = append(out.Rows, *row)
		}
	}
	// What has no country comes last.
	slices.SortFunc(out.Rows, func(a, b weekRow) int {
		if (a.Country == "") != (b.Country == "") {
			return map[bool]int{true: 1, false: -1}[a.Country == ""]
		}
		return strings.Compare(a.Country, b.Country)
	})
	link := func(days int) string {
		v := r.URL.Query()
		v.Set("to", dateline.WeekOf(last.AddDays(days)).String())
		return "/weeks?" + v.Encode()
	}
	out.Back, out.Forth = link(-7*weeksShown), link(7*weeksShown)
	return page{Title: "weeks.title", Template: "weeks", Data: out}, nil
}

// reopen marks those to which reports came after they were set.
func reopen(work []dateline.Work, again []dateline.Reopened) {
	for i, w := range work {
		for _, a := range again {
			if a.Country == w.Country && a.Week == w.Week {
				work[i].State = reopened
			}
		}
	}
}

// lastWeek is the last week of a grid: the one asked for, or the last that has events. Of
// a ledger of last year nobody wants to begin with eight empty weeks.
func (d *Desk) lastWeek(r *http.Request) (dateline.ISOWeek, error) {
	if s := r.FormValue("to"); s != "" {
		return dateline.ParseWeek(s)
	}
	now := dateline.WeekOf(dateline.DateOf(d.Now().UTC()))
	last, err := d.Worklist.LastWeek(r.Context(), now)
	if err != nil || last == 0 {
		return now, err
	}
	return last, nil
}

// Countries knows countries and territories by their names.
type Countries interface {
	// Country is the name under which events are of one; false for none.
	Country(name string) (string, bool)
}

// country is the name of one as the ledger has it, NoCountry of none: one that the
// gazetteer knows, or that some event is of. Who writes another would set to work on what
// nothing ever comes to.
func (d *Desk) country(ctx context.Context, name string) (string, error) {
	if name == dateline.NoCountry {
		return name, nil
	}
	if d.Countries != nil {
		if known, ok := d.Countries.Country(name); ok {
			return known, nil
		}
	}
	if d.Worklist != nil && len(name) <= 200 {
		found, err := d.Worklist.Worklist(ctx, dateline.WorkQuery{Country: name})
		if err != nil || slices.ContainsFunc(found, func(w dateline.Work) bool { return w.Events > 0 }) {
			return name, err
		}
	}
	return "", dateline.Errorf(dateline.Invalid, "%q is no country or territory that the gazetteer knows, and no event is there; %q is for events of which no country is known", clip(name), dateline.NoCountry)
}

// cellIn is the cell that an address names, with the country as the ledger has it.
func (d *Desk) cellIn(r *http.Request) (country string, week dateline.ISOWeek, err error) {
	if week, err = dateline.ParseWeek(r.PathValue("week")); err != nil {
		return "", 0, err
	}
	if country, err = d.country(r.Context(), r.PathValue("country")); country == dateline.NoCountry {
		country = ""
	}
	return country, week, err
}

// weekPath is the address of a cell.
func weekPath(country string, w dateline.ISOWeek) string {
	if country == "" {
		country = dateline.NoCountry
	}
	return "/weeks/" + url.PathEscape(country) + "/" + w.String()
}

// A cellPage is one country in one week.
type cellPage struct {
	dateline.Work
	States []dateline.WorkState
	Rows   []row
	New    []dateline.Report // that came after it was set
	People []string
	Leads  bool
	Me     string
	Queue  string // address of its events in the queue
	Before string
	After  string
	Less   bool // there are more events than are shown
}

// cell is a country in a week, as it stands.
func (d *Desk) cell(ctx context.Context, country string, week dateline.ISOWeek) (dateline.Work, error) {
	ask := country
	if ask == "" {
		ask = dateline.NoCountry
	}
	found, err := d.Worklist.Worklist(ctx, dateline.WorkQuery{Country: ask, From: week, To: week})
	if err != nil || len(found) == 0 {
		return dateline.Work{Country: country, Week: week, State: dateline.WorkOpen}, err
	}
	return found[0], nil
}

// perCell is how many events of each state a page of a cell shows.
const perCell = 20

func (d *Desk) week(r *http.Request, who Viewer) (page, error) {
	country, week, err := d.cellIn(r)
	if err != nil {
		return page{}, err
	}
	if country != "" && country != r.PathValue("country") {
		return page{To: weekPath(country, week)}, nil
	}
	out := cellPage{States: workStates, Leads: who.Leads(), Me: who.Name}
	if out.Work, err = d.cell(r.Context(), country, week); err != nil {
		return page{}, err
	}
	ask := country
	if ask == "" {
		ask = dateline.NoCountry
	}
	again, err := d.Worklist.Reopened(r.Context(), ask, week, week)
	if err != nil {
		return page{}, err
	}
	if len(again) > 0 {
		heads, err := d.Events.Headings(r.Context(), again[0].Reports)
		if err != nil {
			return page{}, err
		}
		for _, id := range again[0].Reports {
			if h, ok := heads[id]; ok {
				h.ID = id
				out.New = append(out.New, h)
			}
		}
	}
	var es []dateline.Event
	for _, state := range []dateline.ReviewState{"", dateline.ReviewConfirmed, dateline.ReviewCorrected, dateline.ReviewAdded, dateline.ReviewRejected} {
		found, err := d.Worklist.ReviewQueue(r.Context(), dateline.QueueQuery{Country: ask, From: week, To: week, State: state, All: true, Limit: perCell})
		if err != nil {
			return page{}, err
		}
		some, err := sketched(r.Context(), d.Worklist, found.Items)
		if err != nil {
			return page{}, err
		}
		es = append(es, some...)
		out.Less = out.Less || found.Next != ""
	}
	if out.Rows, err = d.rows(r.Context(), es); err != nil {
		return page{}, err
	}
	if out.People, err = d.coders(r.Context()); err != nil {
		return page{}, err
	}
	out.Queue = "/queue?" + queueFilter{Country: ask, Week: week.String()}.Query()
	monday, _ := week.Days()
	out.Before, out.After = weekPath(country, dateline.WeekOf(monday.AddDays(-7))), weekPath(country, dateline.WeekOf(monday.AddDays(7)))
	return page{Title: "weeks.title", Template: "week", Data: out}, nil
}

// setWeek says how far a cell is looked at. A coder may not give it to others.
func (d *Desk) setWeek(r *http.Request, who Viewer) (page, error) {
	country, week, err := d.cellIn(r)
	if err != nil {
		return page{}, err
	}
	version, err := strconv.Atoi(r.PostFormValue("version"))
	if err != nil || version < 0 {
		return page{}, dateline.Errorf(dateline.Invalid, "the form does not say what it was filled in upon; load the page of the week again")
	}
	is, err := d.cell(r.Context(), country, week)
	if err != nil {
		return page{}, err
	}
	next := dateline.Work{Country: country, Week: week, State: dateline.WorkState(r.PostFormValue("state")), Assigned: is.Assigned,
		Note: strings.TrimSpace(r.PostFormValue("note")), By: who.Name, At: d.Now(), Version: version}
	// The same form sent twice says what is so by now.
	if is.Version == version+1 && is.By == who.Name && is.State == next.State && is.Note == next.Note {
		return page{To: weekPath(next.Country, week)}, nil
	}
	if !next.State.Known() {
		return page{}, wrong("state", "%q is no state of a week", next.State)
	}
	if monday, _ := week.Days(); next.State != dateline.WorkOpen && next.State != dateline.WorkStarted && dateline.DateOf(d.Now().UTC()).Before(monday) {
		return page{}, wrong("state", "the week %s has not begun; nobody knows what will be reported of it", week)
	}
	if len(next.Note) > 2000 || len(next.Country) > 200 {
		return page{}, wrong("note", "a note has up to 2000 bytes, the name of a country up to 200")
	}
	if to, ok := r.PostForm["assigned"]; ok && to[0] != is.Assigned {
		if to[0] != "" && to[0] != who.Name || is.Assigned != "" && is.Assigned != who.Name {
			if !who.Leads() {
				return page{}, errForbidden
			}
			people, err := d.coders(r.Context())
			if err != nil {
				return page{}, err
			}
			if to[0] != "" && !slices.Contains(people, to[0]) {
				return page{}, wrong("assigned", "%q is nobody who decides; give the week to a coder", to[0])
			}
		}
		next.Assigned = to[0]
	}
	if unlooked(next.State, is) && version == is.Version && is.State != next.State && r.PostFormValue("sure") != "1" {
		return page{}, wrong("sure", "%d of %d events of the week are looked at; look at the others, or say that it is done all the same", is.Reviewed, is.Events)
	}
	if err := d.Worklist.SetWork(r.Context(), next); err != nil {
		return page{}, err
	}
	d.note(r, "week", next.Country+" "+week.String(), "done", string(next.State))
	return page{To: weekPath(next.Country, week)}, nil
}

// unlooked reports whether a State says that a week is done while events of it are not
// looked at. Of one with events the ledger takes no word that nothing was reported.
func unlooked(state dateline.WorkState, w dateline.Work) bool {
	return state == dateline.WorkDone && w.Reviewed < w.Events
}

// weekAt leads to a cell that was written down.
func (d *Desk) weekAt(r *http.Request, _ Viewer) (page, error) {
	week, err := dateline.ParseWeek(strings.TrimSpace(r.FormValue("week")))
	if err != nil {
		return page{}, err
	}
	country, err := d.country(r.Context(), strings.TrimSpace(r.FormValue("country")))
	if err != nil {
		return page{}, err
	}
	return page{To: weekPath(country, week)}, nil
}

// reportsOf are the reports that tell an event, each once.
func reportsOf(e dateline.Event) []dateline.ReportID {
	var out []dateline.ReportID
	for _, a := range e.Accounts {
		if !slices.Contains(out, a.Report) {
			out = append(out, a.Report)
		}
	}
	return out
}

// short is an ID as people need it to tell it from others.
func short(id dateline.ReportID) string { return string(id[:min(len(id), 9)]) }
