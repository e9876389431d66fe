package link_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline"
)

// standings are the figures of an event's tolls with what became of them, by outlets and
// days: ids are of all that a test has.
func standings(rec dateline.Record, e dateline.Event) (out []string) {
	names, tells := map[dateline.ReportID]string{}, map[dateline.AccountID]dateline.ReportID{}
	for _, r := range rec.Reports {
		names[r.ID] = *r.Outlet + " " + r.Published.String()
	}
	for _, a := range e.Accounts {
		tells[a.ID] = a.Report
	}
	of := func(ids []dateline.AccountID) (out []string) {
		for _, id := range ids {
			out = append(out, names[tells[id]])
		}
		return out
	}
	for i, x := range e.Tolls {
		out = append(out, fmt.Sprintf("%s of %s: %s to %s by %s, from %s to %s", x.Status, x.Side, show(x.Best.Low), show(x.Best.High), x.Rule, show(x.Low), show(x.High)))
		for _, f := range x.History {
			by := []string{}
			for _, id := range f.ReplacedBy {
				by = append(by, names[id])
			}
			out = append(out, fmt.Sprintf("%s: %s to %s, %s by %q", names[f.Report], show(f.Low), show(f.High), f.Standing, by))
		}
		out = append(out, fmt.Sprintf("for %q, against %q, superseded %q; shown %s", of(x.For), of(x.Against), of(x.Superseded), show(e.Casualties[i].Low)))
	}
	a := e.Agreement["casualties.killed"]
	return append(out, fmt.Sprintf("%s: for %q, coarser %q, against %q, superseded %q", a.Relation, of(a.For), of(a.Coarser), of(a.Against), of(a.Superseded)), fmt.Sprint(e.Origins, " origins, ", e.Outlets, " outlets"))
}

// What a viewer is told of a toll while a report is withheld is what linking would say
// had that report never come: neither a wrong figure nor a gap shows it.
func TestATollWithoutAWithheldReportIsAsIfItHadNotCome(t *testing.T) {
	first := own("Plain Wire", "2023-05-03", `Nine die in raid on Jalingo market

Gunmen killed nine traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said.`)
	other := own("Benue Paper", "2023-05-03", `Cattle market raided in Jalingo

Gunmen killed nine traders at the cattle market in Jalingo, Taraba State, on Tuesday, a union leader said.`)
	more := own("Plain Wire", "2023-05-04", `Market raid kills eleven

Gunmen killed eleven traders at the cattle market in Jalingo, Taraba State, on Tuesday, police now say.`)
	lowered := own("Lake Radio", "2023-05-05", `Toll lowered in Jalingo

Police lowered the death toll from the raid on the cattle market in Jalingo on Tuesday: gunmen killed seven traders, not nine as first reported.`)
	last := own("Plain Wire", "2023-05-06", `Market raid killed six

Gunmen killed six traders at the cattle market in Jalingo, Taraba State, on Tuesday, the governor said.`)
	compared := 0
	for name, all := range map[string][]report{
		"a correction":    {first, other, lowered},
		"a rise":          {first, other, more},
		"both":            {first, other, more, lowered},
		"one after other": {first, more, last},
		"all":             {first, other, more, lowered, last},
	} {
		whole := world(t, all...)
		for i, r := range whole.Reports {
			s := dateline.Sight{Hidden: map[dateline.ReportID]bool{r.ID: true}, Origins: map[dateline.ReportID]dateline.OriginID{}, Outlets: map[dateline.ReportID]string{}}
			rest := slices.DeleteFunc(slices.Clone(all), func(x report) bool {
				return r.Published != nil && r.Outlet != nil && x.outlet == *r.Outlet && x.day == r.Published.String()
			})
			if len(rest) != len(all)-1 {
				t.Fatalf("%s: %d reports are left of %d", name, len(rest), len(all))
			}
			without := world(t, rest...)
			for _, o := range whole.Reports {
				s.Origins[o.ID], s.Outlets[o.ID] = o.Origin, *o.Outlet
			}
			got := theEvent(t, whole, "Jalingo")
			if !s.Event(&got) {
				t.Fatalf("%s: nothing is left", name)
			}
			if got, want := standings(whole, got), standings(without, theEvent(t, without, "Jalingo")); !slices.Equal(got, want) {
				t.Errorf("%s without report %d:\n got %q\nwant %q", name, i, got, want)
			}
			compared++
		}
	}
	if compared < 15 {
		t.Errorf("%d were compared", compared)
	}
}
