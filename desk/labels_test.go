package desk_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

func TestWhatRestsOnALabelledReportAloneIsKeptFromViewers(t *testing.T) {
	p := openPlace(t, func(o *desk.Options) { o.Labels = o.Sources.(desk.Labels) })
	all, err := p.ledger.Events(t.Context(), dateline.Query{})
	if err != nil {
		t.Fatal(err)
	}
	var alone *dateline.Event
	for i, e := range all.Items {
		if len(e.Accounts) == 1 && len(e.Places) > 0 && len(e.Tolls) > 0 {
			alone = &all.Items[i]
		}
	}
	if alone == nil {
		t.Fatal("no event of the samples is of one account")
	}
	report := alone.Accounts[0].Report
	events := func(b *browser) int { return strings.Count(b.ask("/", nil).Body.String(), `<li class="event"`) }
	viewer, coder, lead := p.as(dateline.RankViewer), p.as(dateline.RankCoder), p.as(dateline.RankLead)
	before := events(viewer)
	if before != events(coder) || before == 0 {
		t.Fatalf("without labels %d and %d", before, events(coder))
	}
	label := url.Values{"report": {string(report)}, "label": {"source at risk"}, "why": {"asked for"}}
	for _, b := range []*browser{viewer, coder} {
		if w := b.ask("/labels", label); w.Code != http.StatusForbidden {
			t.Errorf("labels a report: %d", w.Code)
		}
	}
	if w := lead.ask("/labels", label); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := lead.ask("/labels", nil); !strings.Contains(w.Body.String(), string(report)) || !strings.Contains(w.Body.String(), "asked for") {
		t.Errorf("the list is %s", w.Body)
	}
	told, err := p.ledger.Stories(t.Context(), dateline.Query{All: true})
	if err != nil {
		t.Fatal(err)
	}
	pages := []string{"/report/" + string(report), "/event/" + string(alone.ID)}
	for _, s := range told.Items {
		for _, id := range s.Reports {
			if id == report {
				pages = append(pages, "/story/"+string(s.ID))
			}
		}
	}
	for _, at := range pages {
		seen, led := coder.ask(at, nil).Body.String(), lead.ask(at, nil).Body.String()
		if !strings.Contains(seen, "source at risk: not to be quoted") || strings.Contains(seen, "asked for") || !strings.Contains(led, "source at risk: not to be quoted") || !strings.Contains(led, "asked for") {
			t.Errorf("%s does not mark the report to a coder, or give a lead the reason", at)
		}
		if strings.HasPrefix(at, "/event/") {
			for _, part := range []string{`<ul class="testimonies">`, `<tr class="f-for">`} {
				if _, rest, there := strings.Cut(seen, part); !there || !strings.Contains(firstLine(rest), "not to be quoted") {
					t.Errorf("%s: no mark behind %s", at, part)
				}
			}
		}
		if form := `action="/labels"`; strings.Contains(seen, form) || strings.Contains(led, form) != strings.HasPrefix(at, "/report/") {
			t.Errorf("%s: the form of labels", at)
		}
	}
	if len(pages) < 3 {
		t.Error("no story has the report")
	}
	if got := events(viewer); got >= before {
		t.Errorf("a viewer sees %d of %d events", got, before)
	}
	if got := events(coder); got != before {
		t.Errorf("a coder sees %d of %d events", got, before)
	}
	offered := func(b *browser) int { return strings.Count(b.ask("/", nil).Body.String(), "<option value=") }
	if v, c := offered(viewer), offered(coder); v >= c {
		t.Errorf("a viewer is offered %d values of filters, a coder %d: they are of labelled reports too", v, c)
	}
	if w := lead.ask("/labels", url.Values{"report": {"r-none"}, "label": {"x"}}); w.Code != http.StatusNotFound {
		t.Errorf("a report that is not there: %d", w.Code)
	}
	if w := lead.ask("/labels", url.Values{"report": {string(report)}, "do": {"remove"}}); w.Code != http.StatusSeeOther || events(viewer) != before {
		t.Errorf("the label taken away: %d, %d of %d events", w.Code, events(viewer), before)
	}
	if got := p.outcomes("label"); len(got) != 2 {
		t.Errorf("the audit says %q", got)
	}
}

func firstLine(s string) string {
	s = strings.TrimLeft(s, "\n")
	line, _, _ := strings.Cut(s, "\n")
	return line
}

func TestThePageOfLabelsHoldsInABrowser(t *testing.T) {
	l := desktest.Samples(t)
	found, err := l.Events(t.Context(), dateline.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.SetLabel(t.Context(), dateline.Label{Report: found.Items[0].Accounts[0].Report, Label: "source at risk", Why: "the source asked for it", By: "lead"}); err != nil {
		t.Fatal(err)
	}
	d, err := desk.New(desk.Options{Events: l, Labels: l})
	if err != nil {
		t.Fatal(err)
	}
	desktest.Open(t, d.Handler()).Check("/labels")
}
