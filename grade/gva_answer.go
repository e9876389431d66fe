package grade

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// A gvaAnswer is what a system says of a report's shooting: a line of predictions.
type gvaAnswer struct {
	ID      string `json:"id"`
	Day     string `json:"day"` // "2014-01-28"; "" when none or several are told
	Place   string `json:"place"`
	Killed  int    `json:"killed"`
	Injured int    `json:"injured"`

	found  bool
	said   string   // the day, for people
	places []string // the place and what holds it
}

// answer is the program's own.
func (g gvaReport) answer(read func(*dateline.Report) *dateline.Reading) gvaAnswer {
	out := gvaAnswer{ID: g.ID, said: "no day"}
	a := shootingOf(read(g.Report()))
	if a == nil {
		return out
	}
	out.found = true
	if t := a.Time; t.Start != nil {
		out.said = t.Start.String()
		if t.End == nil || t.End.Sub(*t.Start) != 1 {
			out.said += " and more days"
		} else {
			out.Day = out.said
		}
	}
	if a.Time.Words != nil {
		out.said += fmt.Sprintf(" (%q, report of %s)", *a.Time.Words, g.Published)
	}
	for _, p := range a.Places {
		out.places = append(append(out.places, p.Path...), p.Name)
	}
	for harm, n := range map[dateline.Harm]*int{dateline.Killed: &out.Killed, dateline.Wounded: &out.Injured} {
		told := map[dateline.Side]bool{}
		for _, c := range a.Casualties {
			if c.Status == harm && c.Low != nil && !told[c.Side] { // behind the first stand other speakers' figures
				told[c.Side] = true
				*n += *c.Low
			}
		}
	}
	return out
}

// readGVAAnswers reads another system's answers by report; each of the reports
// wants one.
func readGVAAnswers(path string, reports []gvaReport) (map[string]gvaAnswer, error) {
	out := map[string]gvaAnswer{}
	err := jsonLines(path, func(a gvaAnswer) error {
		if _, twice := out[a.ID]; a.ID == "" || twice {
			return dateline.Errorf(dateline.Invalid, "id %q is empty or stands there twice; expected the id of a report, once", a.ID)
		}
		if a.Day != "" {
			if _, err := dateline.ParseDate(a.Day); err != nil {
				return dateline.Errorf(dateline.Invalid, "%s has the day %q; expected one such as 2014-01-28", a.ID, a.Day)
			}
		}
		a.found = a.Day != "" || a.Place != "" || a.Killed > 0 || a.Injured > 0
		a.said, a.places = a.Day, []string{a.Place}
		out[a.ID] = a
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, g := range reports {
		if _, ok := out[g.ID]; !ok {
			return nil, dateline.Errorf(dateline.Invalid, "%s: no line for report %s; expected one for each report", path, g.ID)
		}
	}
	return out, nil
}

// shootingOf is the event that the report tells first among those that harm
// people: with casualties, else any attack.
func shootingOf(r *dateline.Reading) *dateline.Account {
	harms := func(a *dateline.Account) bool {
		return strings.HasPrefix(string(a.Type), "attack") || a.Type == "battle" || strings.HasPrefix(string(a.Type), "riot") || strings.HasPrefix(string(a.Type), "harm")
	}
	for _, casualties := range []bool{true, false} {
		for i := range r.Accounts {
			a := &r.Accounts[i]
			if !harms(a) || casualties && !slices.ContainsFunc(a.Casualties, func(c dateline.Casualty) bool {
				return c.Status == dateline.Killed || c.Status == dateline.Wounded
			}) {
				continue
			}
			return a
		}
	}
	return nil
}
