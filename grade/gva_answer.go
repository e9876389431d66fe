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

// answer is the program's own, of a report by itself.
func (g gvaReport) answer(read func(*dateline.Report) *dateline.Reading) gvaAnswer {
	if a := shootingOf(read(g.Report())); a != nil {
		return answerOf(a.Time, a.Places, a.Casualties, "report of "+g.Published)
	}
	return gvaAnswer{said: "no day"}
}

// answerOf is what an account or an event says; told names who tells it, for people.
func answerOf(when dateline.Time, places []dateline.PlaceRef, casualties []dateline.Casualty, told string) gvaAnswer {
	out := gvaAnswer{found: true, said: "no day"}
	if when.Start != nil {
		out.said = when.Start.String()
		if when.End == nil || when.End.Sub(*when.Start) != 1 {
			out.said += " and more days"
		} else {
			out.Day = out.said
		}
	}
	if when.Words != nil {
		out.said += fmt.Sprintf(" (%q, %s)", *when.Words, told)
	}
	for _, p := range places {
		out.places = append(append(out.places, p.Path...), p.Name)
	}
	for harm, n := range map[dateline.Harm]*int{dateline.Killed: &out.Killed, dateline.Wounded: &out.Injured} {
		seen := map[dateline.Side]bool{}
		for _, c := range casualties {
			if c.Status == harm && c.Low != nil && !seen[c.Side] { // behind the first stand other speakers' figures
				seen[c.Side] = true
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
	err := jsonLines(path, "a system's predictions, JSON lines as gva's help names them", func(a gvaAnswer) error {
		if _, twice := out[a.ID]; a.ID == "" || twice {
			return dateline.Errorf(dateline.Invalid, "id %q is empty or stands there twice; expected the id of a report, once", a.ID)
		}
		if err := a.complete(); err != nil {
			return err
		}
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

// readGVAGroups reads another system's groups: each report's, and on any line of a
// group what it says of the shooting.
func readGVAGroups(path string, reports []gvaReport) (gvaGrouping, error) {
	out := gvaGrouping{Clustering{}, map[string]gvaAnswer{}}
	err := jsonLines(path, "a system's predictions, JSON lines as gva's help names them", func(line struct {
		gvaAnswer
		Group string `json:"group"`
	}) error {
		if out.of[line.ID] != "" || line.ID == "" || line.Group == "" {
			return dateline.Errorf(dateline.Invalid, "id %q, group %q: one is empty or the id stands there twice; expected the id of a report, once, and its group", line.ID, line.Group)
		}
		out.of[line.ID] = line.Group
		a := line.gvaAnswer
		if err := a.complete(); err != nil {
			return err
		}
		if !a.found {
			return nil
		}
		if was, ok := out.answers[line.Group]; ok && (was.Day != a.Day || was.Place != a.Place || was.Killed != a.Killed || was.Injured != a.Injured) {
			return dateline.Errorf(dateline.Invalid, "%s says other things of group %q than a line before it; expected the same values, or them on one line of the group", line.ID, line.Group)
		}
		out.answers[line.Group] = a
		return nil
	})
	if err != nil {
		return out, err
	}
	for _, g := range reports {
		if out.of[g.ID] == "" {
			return out, dateline.Errorf(dateline.Invalid, "%s: no line for report %s; expected one for each report", path, g.ID)
		}
	}
	return out, nil
}

// complete fills in what follows from a line of predictions. It fails as Invalid
// when the day is none.
func (a *gvaAnswer) complete() error {
	if a.Day != "" {
		if _, err := dateline.ParseDate(a.Day); err != nil {
			return dateline.Errorf(dateline.Invalid, "%s has the day %q; expected one such as 2014-01-28", a.ID, a.Day)
		}
	}
	a.found = a.Day != "" || a.Place != "" || a.Killed > 0 || a.Injured > 0
	a.said, a.places = a.Day, []string{a.Place}
	return nil
}

// shootingOf is the event that the report tells first among those that harm
// people: with casualties, else any attack.
func shootingOf(r *dateline.Reading) *dateline.Account {
	for _, casualties := range []bool{true, false} {
		for i := range r.Accounts {
			a := &r.Accounts[i]
			if harms(a.Type) && (!casualties || hurt(a.Casualties)) {
				return a
			}
		}
	}
	return nil
}

// harms reports whether an event of the type may harm people.
func harms(t dateline.EventCode) bool {
	return strings.HasPrefix(string(t), "attack") || t == "battle" || strings.HasPrefix(string(t), "riot") || strings.HasPrefix(string(t), "harm")
}

func hurt(casualties []dateline.Casualty) bool {
	return slices.ContainsFunc(casualties, func(c dateline.Casualty) bool { return c.Status == dateline.Killed || c.Status == dateline.Wounded })
}
