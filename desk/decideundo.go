package desk

import (
	"net/http"
	"slices"
	"strings"

	"dateline"
)

// A decisionPage is one decision.
type decisionPage struct {
	Line  decisionLine
	Token string
	Gone  bool // the event that it was on is no longer
}

// decision shows one, with the form to take it back.
func (d *Desk) decision(r *http.Request, _ Viewer) (page, error) {
	id := r.PathValue("id")
	lines, err := d.linesOf(r, id)
	if err != nil {
		return page{}, err
	}
	for _, l := range lines {
		if l.ID == id {
			return page{Title: "decision.title", Template: "decision", Data: decisionPage{Line: l, Token: newToken(), Gone: r.FormValue("gone") != ""}}, nil
		}
	}
	return page{}, dateline.Errorf(dateline.NotFound, "the reports that it was on are no longer there")
}

// mostLatest is how many decisions the list of the latest shows.
const mostLatest = 100

// latest is the list of the latest decisions: where a rejected or merged event, which has
// no page any more, is taken back.
func (d *Desk) latest(r *http.Request, _ Viewer) (page, error) {
	ds, err := d.Deciding.LatestDecisions(r.Context(), mostLatest)
	if err != nil {
		return page{}, err
	}
	lines := d.lines(ds)
	slices.Reverse(lines)
	return page{Title: "decisions.title", Template: "decisions", Data: lines}, nil
}

// linesOf are the decisions on the reports of the one of an ID, which is of the record.
func (d *Desk) linesOf(r *http.Request, id string) ([]decisionLine, error) {
	x, err := d.Deciding.Decision(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if x.Set != "" {
		return nil, dateline.Errorf(dateline.NotFound, "nobody decided anything of that ID")
	}
	return d.linesOn(r, x)
}

// linesOn are the decisions on the reports of one.
func (d *Desk) linesOn(r *http.Request, x dateline.Decision) ([]decisionLine, error) {
	// An undo is on what it takes back is on; that may be an undo too.
	for x.Verb == dateline.VerbUndo {
		var err error
		if x, err = d.Deciding.Decision(r.Context(), x.Undoes); err != nil {
			return nil, err
		}
	}
	var hashes []string
	for _, on := range x.On {
		hashes = append(hashes, on.Report)
	}
	ds, err := d.recorded(r.Context(), hashes...)
	if err != nil {
		return nil, err
	}
	return d.lines(ds), nil
}

// undo takes a decision back, with those that were made by the same form.
func (d *Desk) undo(r *http.Request, who Viewer) (page, error) {
	target := r.PathValue("id")
	id, err := decisionID(r.PostForm)
	if err != nil {
		return page{}, err
	}
	back := local(r.PostFormValue("to"))
	if done, err := d.again(r.Context(), id, who); done != nil || err != nil {
		return page{To: back}, err
	}
	lines, err := d.linesOf(r, target)
	if err != nil {
		return page{}, err
	}
	base, _, _ := strings.Cut(target, ".")
	var ds, taken []dateline.Decision
	for _, l := range lines {
		if one, _, _ := strings.Cut(l.ID, "."); one != base || l.ID == id {
			continue
		}
		if l.Undone {
			continue
		}
		u, err := d.draft(id, r.PostFormValue, who, dateline.VerbUndo)
		if err != nil {
			return page{}, err
		}
		u.Undoes = l.ID
		taken = append(taken, l.Decision)
		if len(ds) > 0 {
			_, n, _ := strings.Cut(l.ID, ".")
			u.ID += "." + n
		}
		ds = append(ds, u)
	}
	if len(ds) == 0 {
		return page{}, dateline.Errorf(dateline.Conflict, "it was taken back already")
	}
	if _, err := d.Deciding.Decide(r.Context(), ds); err != nil {
		return page{}, err
	}
	d.note(r, "decide", target, "done", "undo "+id)
	d.untilLinked(r.Context(), append(taken, ds...))
	// Pages of decisions say what was done just now.
	if path, query, _ := strings.Cut(back, "?"); (strings.HasSuffix(path, "/decide") || strings.HasSuffix(path, "/mark")) && !strings.Contains(back, "#") {
		back = path + "?" + strings.TrimSuffix("done="+ds[0].ID+"&"+query, "&") + "#done"
	}
	return page{To: back}, nil
}
