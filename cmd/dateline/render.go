package main

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A renderer writes a record as text for people.
type renderer struct {
	paper
	view
	rec     dateline.Record
	label   func(dateline.EventCode) string // of an event type
	reports map[dateline.ReportID]dateline.Report
	actors  map[dateline.ActorID]string // names of actors, as far as the record gives them
}

// A view is how much of a record is shown, and how.
type view struct {
	color bool
	why   bool // why each account is of its event
}

// render is the record as text, at most 80 columns wide. label names event
// types.
func render(rec dateline.Record, label func(dateline.EventCode) string, look view) []byte {
	p := newRenderer(rec, label, look)
	p.summary()
	told := map[dateline.ReportID]bool{}
	for _, s := range rec.Stories {
		p.story(s, told)
	}
	p.rest(told)
	p.changes()
	p.proposals()
	p.warnings()
	p.quarantine()
	return p.Bytes()
}

func newRenderer(rec dateline.Record, label func(dateline.EventCode) string, look view) *renderer {
	p := &renderer{paper: paper{color: look.color}, view: look, rec: rec, label: label,
		reports: map[dateline.ReportID]dateline.Report{}, actors: map[dateline.ActorID]string{}}
	for _, r := range rec.Reports {
		p.reports[r.ID] = r
	}
	for _, e := range rec.Events {
		for _, r := range e.Roles {
			if r.Actor != nil {
				p.actors[*r.Actor] = r.Name
			}
		}
	}
	return p
}

func (p *renderer) summary() {
	counted := 0
	for _, e := range p.rec.Events {
		if e.Countable {
			counted++
		}
	}
	parts := []string{count(len(p.rec.Reports), "report", "reports"), count(len(p.rec.Stories), "story", "stories"),
		count(len(p.rec.Events), "event", "events")}
	if len(p.rec.Events) > 0 {
		parts[2] += " (" + strconv.Itoa(counted) + " counted)"
	}
	if n := len(p.rec.Quarantine); n > 0 {
		parts = append(parts, count(n, "input", "inputs")+" not read")
	}
	p.para(0, "", bit{strings.Join(parts, ", "), plain})
	if len(p.rec.Events) > 0 {
		p.marks()
	}
}

// marks is what the marks of accounts mean.
func (p *renderer) marks() {
	var marks []string
	for _, l := range legend {
		marks = append(marks, string(l.mark)+"\u00a0"+l.text)
	}
	p.para(7, "Marks:", bit{strings.Join(marks, "; "), dim})
}

// story writes one story. The reports whose statements and totals it has
// written are marked in told, so that a report of two stories is told once.
func (p *renderer) story(s dateline.Story, told map[dateline.ReportID]bool) {
	p.blank()
	p.rule("=")
	p.para(len(s.ID)+2, string(s.ID), bit{s.Title, bold})
	outlets := map[string]bool{}
	for _, id := range s.Reports {
		if o := p.reports[id].Outlet; o != nil {
			outlets[*o] = true
		}
	}
	named := ""
	if len(outlets) > 0 {
		named = count(len(outlets), "named outlet", "named outlets")
	}
	counts := join(", ", count(len(s.Reports), "report", "reports"), named, count(s.Origins, "origin", "origins"))
	p.para(4, "", bit{join("; ", counts, p.course(s)), plain})
	for _, id := range s.Reports {
		p.report(p.reports[id])
	}
	var events []dateline.Event
	for _, e := range p.rec.Events {
		if e.Story == s.ID {
			events = append(events, e)
		}
	}
	events = inTimeOrder(events, p.rec.Reports)
	for _, e := range events {
		if e.Countable {
			p.event(e)
		}
	}
	p.uncounted(events)
	p.told(s.Reports, told)
}

// byline is a report's outlet and when it was published.
func byline(r dateline.Report) []bit {
	outlet, at := "outlet not named", "no date"
	if r.Outlet != nil {
		outlet = *r.Outlet
	}
	if r.Published != nil {
		at = dayPhrase(r.Published.Day())
		if r.Published.Clock {
			at += r.Published.Time.Format(" 15:04 -07:00")
		}
	}
	return []bit{{outlet, cyan}, {", " + at, plain}}
}

// report is the line that says what a report is.
func (p *renderer) report(r dateline.Report) {
	p.para(8, pad("    "+string(r.ID), 7)+" ", p.reportRuns(r)...)
}

func (p *renderer) reportRuns(r dateline.Report) []bit {
	runs := byline(r)
	if r.Genre != dateline.News && r.Genre != "" {
		runs = append(runs, bit{", " + string(r.Genre), plain})
	}
	for _, s := range comesFrom(r) {
		runs = append(runs, bit{", " + s, plain})
	}
	if r.Title != nil {
		runs = append(runs, bit{": " + *r.Title, plain})
	}
	return append(runs, bit{" (" + shown(r.Path) + ")", dim})
}

// uncountable are the headings under which events stand that do not count.
var uncountable = []struct {
	status  dateline.Status
	heading string
}{
	{dateline.StatusPlanned, "Planned"},
	{dateline.StatusFoiled, "Foiled"},
	{dateline.StatusDidNotHappen, "Did not happen"},
	{dateline.StatusAlleged, "Alleged only"},
	{dateline.StatusDenied, "Denied"},
	{dateline.StatusUnknown, "Not known to have happened"},
	{dateline.StatusBackground, "Background"},
	{dateline.StatusHappened, "Told outside the news"},
	{dateline.StatusClaimed, "Claimed outside the news"},
}

func (p *renderer) uncounted(events []dateline.Event) {
	for _, group := range uncountable {
		begun := false
		for _, e := range events {
			if e.Countable || e.Status != group.status {
				continue
			}
			if !begun {
				p.heading(group.heading + " (not counted)")
				begun = true
			}
			p.faint = true
			p.event(e)
			p.faint = false
		}
	}
}

func (p *renderer) heading(s string) {
	p.blank()
	p.para(0, "", bit{"-- " + s + " ", bold})
}

// told writes what the reports say beside events: statements and totals. What
// several reports print in the same words, as copies do, is written once.
func (p *renderer) told(ids []dateline.ReportID, told map[dateline.ReportID]bool) {
	here := func(id dateline.ReportID) bool { return slices.Contains(ids, id) && !told[id] }
	var said shelf
	for _, s := range p.rec.Statements {
		if here(s.Report) {
			said.add(s.Report, p.statement(s))
		}
	}
	p.shelf("Statements", said)
	var totals shelf
	for _, a := range p.rec.Aggregates {
		if here(a.Report) {
			number := rangePhrase(dateline.Casualty{Low: a.Low, High: a.High})
			if a.Status != dateline.UnknownHarm {
				number += " " + string(a.Status)
			}
			totals.add(a.Report, []bit{{number, bold}, {": " + quoted(a.Quote), plain}})
		}
	}
	p.shelf("Totals over a time or a set (no events, never added up)", totals)
	for _, id := range ids {
		told[id] = true
	}
}

// A shelf is things said, each with the reports that say it.
type shelf struct {
	said    [][]bit
	reports [][]dateline.ReportID
}

func (s *shelf) add(id dateline.ReportID, what []bit) {
	for i, have := range s.said {
		if slices.Equal(have, what) {
			if !slices.Contains(s.reports[i], id) {
				s.reports[i] = append(s.reports[i], id)
			}
			return
		}
	}
	s.said, s.reports = append(s.said, what), append(s.reports, []dateline.ReportID{id})
}

func (p *renderer) shelf(heading string, s shelf) {
	if len(s.said) > 0 {
		p.heading(heading)
	}
	for i, what := range s.said {
		head := pad("    "+string(s.reports[i][0]), 6)
		for _, id := range s.reports[i][1:] {
			head += ", " + string(id)
		}
		p.para(8, head+"  ", what...)
	}
}

func (p *renderer) statement(s dateline.Statement) []bit {
	who := []bit{{s.Speaker, bold}}
	role := deref(s.Role)
	if sameWords(s.Speaker, role) {
		role = "" // a speaker without a name is called by the role
	}
	if is := join(", ", role, deref(s.Affiliation)); is != "" {
		who = append(who, bit{" (" + is + ")", plain})
	}
	if !s.Direct {
		who = append(who, bit{", in the report's words", plain})
	}
	return append(who, bit{": " + quoted(s.Quote), plain})
}

func deref(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

// rest writes the reports that stand in no story.
func (p *renderer) rest(told map[dateline.ReportID]bool) {
	var ids []dateline.ReportID
	for _, r := range p.rec.Reports {
		if !told[r.ID] {
			ids = append(ids, r.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	p.blank()
	p.rule("=")
	p.para(0, "", bit{"Reports that tell no event", bold})
	for _, id := range ids {
		p.report(p.reports[id])
	}
	p.told(ids, told)
}

func (p *renderer) changes() {
	if len(p.rec.Register) == 0 {
		return
	}
	p.blank()
	p.rule("=")
	p.para(0, "", bit{"What changed in the organisation of groups", bold})
	for _, c := range p.rec.Register {
		group := string(c.Group)
		if name := p.actors[c.Group]; name != "" {
			group = name
		}
		p.blank()
		runs := []bit{{changePhrase(c, group), bold}}
		if c.SaidBy != nil {
			runs = append(runs, bit{", said by " + *c.SaidBy, plain})
		}
		p.para(4, "", runs...)
		for _, q := range c.Evidence {
			p.para(8, pad("    "+string(q.Report), 7)+" ", bit{quoted(q.Quote), plain})
		}
	}
}

func (p *renderer) quarantine() {
	if len(p.rec.Quarantine) == 0 {
		return
	}
	p.blank()
	p.rule("=")
	p.para(0, "", bit{"Not read", bold})
	for _, f := range p.rec.Quarantine {
		p.para(6, "", bit{shown(f.Path), red}, bit{": " + f.Reason, plain})
	}
}
