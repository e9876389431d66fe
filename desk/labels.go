package desk

import (
	"context"
	"net/http"

	"dateline"
)

// Labels is what keeps reports from viewers and from exports.
type Labels interface {
	// Labels are those of all reports that have one, the latest first; of some reports
	// where they are named.
	Labels(context.Context, ...dateline.ReportID) ([]dateline.Label, error)
	SetLabel(context.Context, dateline.Label) error
	RemoveLabel(context.Context, dateline.ReportID) error
}

// A labelsPage is the reports that have a label.
type labelsPage struct {
	Labels   []dateline.Label
	Headings map[dateline.ReportID]dateline.Report
	Report   string // to be labelled
}

func (d *Desk) labels(r *http.Request, _ Viewer) (page, error) {
	out := labelsPage{Report: r.FormValue("report")}
	var err error
	if out.Labels, err = d.Labels.Labels(r.Context()); err != nil {
		return page{}, err
	}
	if d.Events != nil {
		var ids []dateline.ReportID
		for _, l := range out.Labels {
			ids = append(ids, l.Report)
		}
		if out.Headings, err = d.Events.Headings(r.Context(), ids); err != nil {
			return page{}, err
		}
	}
	return page{Title: "labels.title", Template: "labels", Data: out}, nil
}

// setLabel labels a report, or takes its label away.
func (d *Desk) setLabel(r *http.Request, who Viewer) (page, error) {
	id := dateline.ReportID(r.PostFormValue("report"))
	did := "removed"
	var err error
	if r.PostFormValue("do") == "remove" {
		err = d.Labels.RemoveLabel(r.Context(), id)
	} else {
		did = "set to " + r.PostFormValue("label")
		err = d.Labels.SetLabel(r.Context(), dateline.Label{Report: id, Label: r.PostFormValue("label"), Why: r.PostFormValue("why"), By: who.Name, At: d.Now()})
	}
	if err != nil {
		return page{}, at(map[bool]string{true: "report", false: "label"}[dateline.KindOf(err) == dateline.NotFound], err)
	}
	d.counted.forget()
	d.shares.forget()
	d.offered.forget()
	d.placed.forget()
	d.note(r, "label", string(id), "done", did)
	return page{To: "/labels"}, nil
}

// labelsOf are the labels of some reports, for who decides.
func (d *Desk) labelsOf(ctx context.Context, who Viewer, ids ...dateline.ReportID) (map[dateline.ReportID]dateline.Label, error) {
	if d.Labels == nil || len(ids) == 0 || !who.Decides() {
		return nil, nil
	}
	all, err := d.Labels.Labels(ctx, ids...)
	if err != nil {
		return nil, err
	}
	out := map[dateline.ReportID]dateline.Label{}
	for _, l := range all {
		out[l.Report] = l
	}
	return out, nil
}
