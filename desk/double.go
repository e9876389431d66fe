package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// Doubles is what double coding asks of tasks. A task is codings whose IDs begin with its
// name and a dot, one for each event or report.
type Doubles interface {
	OpenCoding(context.Context, dateline.Coding) error
	OpenReportCoding(context.Context, dateline.Coding, dateline.ReportID) error
	// Codings are those of a coder, "" for all; the closed ones too.
	Codings(ctx context.Context, coder string, closed bool) ([]dateline.Coding, error)
	Coding(ctx context.Context, id string) (dateline.Coding, error)
	FinishCoding(ctx context.Context, id, coder string) error
	CloseCoding(ctx context.Context, id, by string) error
}

// Coded is what double coding asks of what is coded.
type Coded interface {
	Event(ctx context.Context, prefix string) (*dateline.Event, error)
	// Reviewed lays over an event what was decided in a set.
	Reviewed(ctx context.Context, e *dateline.Event, set string) error
	ReportOf(ctx context.Context, hash string) (dateline.ReportID, error)
	Source(context.Context, dateline.ReportID) (*dateline.Report, *dateline.Reading, error)
	DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error)
	DecideCoded(context.Context, []dateline.Decision) error
}

// mostCoded is how many items a task has at most.
const mostCoded = 200

var taskName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// taskOf is the name of a coding's task.
func taskOf(c dateline.Coding) string {
	name, _, _ := strings.Cut(c.ID, ".")
	return name
}

// A taskRow is a task in a list.
type taskRow struct {
	Name   string
	Coders [2]string
	Items  int
	Done   [2]int // of each coder
	Closed int
	Blind  bool   // who asks codes it, and may not see the other's yet
	Shown  bool   // what the reader made of it is shown to its coders
	Next   string // address of the first item that who asks has not done
}

// tasks are tasks by their names, newest first.
func tasks(all []dateline.Coding, me string) []taskRow {
	var out []taskRow
	for _, c := range slices.Backward(all) {
		i := slices.IndexFunc(out, func(t taskRow) bool { return t.Name == taskOf(c) })
		if i < 0 {
			out = append(out, taskRow{Name: taskOf(c), Coders: c.Coders, Shown: !c.Blind})
			i = len(out) - 1
		}
		t := &out[i]
		t.Items++
		for n, who := range c.Coders {
			if slices.Contains(c.Done, who) {
				t.Done[n]++
			}
		}
		if c.Closed != "" {
			t.Closed++
		}
		if slices.Contains(c.Coders[:], me) {
			t.Blind = t.Blind || !over(c)
			if !slices.Contains(c.Done, me) {
				t.Next = "/double/" + url.PathEscape(c.ID)
			}
		}
	}
	return out
}

// over reports whether both coders are done, so that each may see the other's.
func over(c dateline.Coding) bool {
	return slices.Contains(c.Done, c.Coders[0]) && slices.Contains(c.Done, c.Coders[1])
}

// A doublePage is the tasks.
type doublePage struct {
	Tasks  []taskRow
	Leads  bool
	People []string
	Me     string
}

func (d *Desk) double(r *http.Request, who Viewer) (page, error) {
	coder := who.Name
	if who.Leads() {
		coder = ""
	}
	all, err := d.Doubles.Codings(r.Context(), coder, true)
	if err != nil {
		return page{}, err
	}
	out := doublePage{Tasks: tasks(all, who.Name), Leads: who.Leads(), Me: who.Name}
	if out.People, err = d.coders(r.Context()); err != nil {
		return page{}, err
	}
	return page{Title: "double.title", Template: "double", Data: out}, nil
}

// openDouble makes a task of IDs that a form gives, events' or reports', by white space.
func (d *Desk) openDouble(r *http.Request, who Viewer) (page, error) {
	name := strings.TrimSpace(r.PostFormValue("name"))
	if !taskName.MatchString(name) {
		return page{}, wrong("name", "%q is no name of a task; up to 40 lower-case letters, digits and hyphens make one", name)
	}
	coders := [2]string{r.PostFormValue("first"), r.PostFormValue("second")}
	if shared(d) {
		people, err := d.coders(r.Context())
		if err != nil {
			return page{}, err
		}
		for i, c := range coders {
			if !slices.Contains(people, c) {
				return page{}, wrong([2]string{"first", "second"}[i], "%q is nobody who decides; two coders code each event", c)
			}
		}
	}
	var items []string
	for _, id := range strings.FieldsFunc(r.PostFormValue("items"), func(r rune) bool { return strings.ContainsRune(" \t\r\n,;", r) }) {
		id = id[strings.LastIndexByte(id, '/')+1:] // an address of the desk will do
		if !slices.Contains(items, id) {
			items = append(items, id)
		}
	}
	if len(items) == 0 || len(items) > mostCoded {
		return page{}, wrong("items", "a task has 1 to %d events or reports; this has %d", mostCoded, len(items))
	}
	all, err := d.Doubles.Codings(r.Context(), "", true)
	if err != nil {
		return page{}, err
	}
	if slices.ContainsFunc(all, func(c dateline.Coding) bool { return taskOf(c) == name }) {
		return page{}, errAt{dateline.Errorf(dateline.Conflict, "there is a task %s already; give another name", name), "name"}
	}
	// All are looked up before the first is given out.
	for _, id := range items {
		if err := d.codable(r.Context(), id); err != nil {
			return page{}, at("items", err)
		}
	}
	for i, id := range items {
		c := dateline.Coding{ID: fmt.Sprintf("%s.%03d", name, i+1), Coders: coders, By: who.Name, Made: d.Now(), Blind: r.PostFormValue("reader") == ""}
		if strings.HasPrefix(id, "r") {
			err = d.Doubles.OpenReportCoding(r.Context(), c, dateline.ReportID(id))
		} else {
			c.Event = dateline.EventID(id)
			err = d.Doubles.OpenCoding(r.Context(), c)
		}
		if err != nil {
			return page{}, err
		}
	}
	d.note(r, "double", name, "done", "for "+coders[0]+" and "+coders[1])
	return page{To: "/double"}, nil
}

// codable says what keeps an event or a report from being coded.
func (d *Desk) codable(ctx context.Context, id string) error {
	if strings.HasPrefix(id, "r") {
		_, _, err := d.Coded.Source(ctx, dateline.ReportID(id))
		return err
	}
	e, err := d.Coded.Event(ctx, id)
	if err == nil && string(e.ID) != id {
		err = dateline.Errorf(dateline.NotFound, "there is no event %s; give whole IDs", id)
	}
	return err
}

// coding is one that who asks may see the state of: its coders, and leads.
func (d *Desk) coding(r *http.Request, who Viewer) (dateline.Coding, error) {
	c, err := d.Doubles.Coding(r.Context(), r.PathValue("id"))
	if err == nil && !who.Leads() && !slices.Contains(c.Coders[:], who.Name) {
		err = dateline.Errorf(dateline.NotFound, "there is no coding %s of yours", r.PathValue("id"))
	}
	return c, err
}

// A unit is one event as a coder has it: of a coding of an event that one alone, of a
// report each that is told there.
type unit struct {
	Ref   dateline.Referent // of what it rests on: a report, and the words for its type
	Event dateline.Event
	Refs  []dateline.Referent // all that a decision on it names
	Seen  bool                // the coder decided something of it
	Out   bool                // rejected
	Added bool                // by the coder
	Blank bool                // nothing of it is shown before the coder has decided of it
	Quote passage
}

// Key is the unit's as forms have it.
func (u unit) Key() string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%s %d %d%s", u.Ref.Report, u.Ref.Span.Start, u.Ref.Span.End, u.Ref.Added))
	return hex.EncodeToString(sum[:8])
}

// units are the events of a coding as a set has them: "" is the machine's alone. What
// was rejected is among them, marked. Of a report that is coded blind a coder has what
// they added alone.
func (d *Desk) units(ctx context.Context, c dateline.Coding, set string) ([]unit, []*dateline.Report, []dateline.Decision, error) {
	var hashes []string
	for _, ref := range c.Refs {
		if !slices.Contains(hashes, ref.Report) {
			hashes = append(hashes, ref.Report)
		}
	}
	all, err := d.Coded.DecisionsOn(ctx, hashes...)
	if err != nil {
		return nil, nil, nil, err
	}
	ds := []dateline.Decision{}
	if set != "" {
		ds = dateline.InForceOf(all, set)
	}
	var reports []*dateline.Report
	var readings []*dateline.Reading
	for _, h := range hashes {
		id, err := d.Coded.ReportOf(ctx, h)
		if err != nil {
			return nil, nil, nil, err
		}
		rep, reading, err := d.Coded.Source(ctx, id)
		if err != nil {
			return nil, nil, nil, err
		}
		if reading == nil {
			reading = &dateline.Reading{Report: id}
		}
		reports, readings = append(reports, rep), append(readings, reading)
	}
	if c.Event == "" && len(reports) > 0 {
		out := reportUnits(reports[0], readings[0], ds)
		if c.Blind && set != "" {
			out = slices.DeleteFunc(out, func(u unit) bool { return !u.Added })
		}
		return out, reports, ds, nil
	}
	e, err := d.Coded.Event(ctx, string(c.Event))
	if err != nil {
		return nil, nil, nil, err
	}
	if set == "" {
		set = "-" // nobody's: what the machine has
	}
	if err := d.Coded.Reviewed(ctx, e, set); err != nil {
		return nil, nil, nil, err
	}
	u := unit{Ref: c.Refs[0], Refs: c.Refs, Event: *e, Seen: e.Review != nil, Out: e.Review != nil && e.Review.State == dateline.ReviewRejected}
	u.Blank = c.Blind && !u.Seen && !u.Out
	for _, rep := range reports {
		if rep.SHA256 == u.Ref.Report && u.Ref.Span.End <= len(rep.Text) {
			u.Quote = newPassage(rep.Text, u.Ref.Span, nil)
		}
	}
	return []unit{u}, reports, ds, nil
}

// reportUnits are the events that a report tells, by the reader's accounts and a coder's
// decisions: what it has before Amend leaves out what is rejected, so that it can be
// shown.
func reportUnits(rep *dateline.Report, reading *dateline.Reading, ds []dateline.Decision) []unit {
	plain := slices.Clone(ds)
	for i := range plain {
		plain[i].Set = "" // which Amend passes over
	}
	amended := dateline.Amend(rep, reading, plain)
	accounts := slices.Clone(reading.Accounts)
	for _, a := range amended.Reading.Accounts {
		if a.Maker == dateline.Person {
			accounts = append(accounts, a)
		}
	}
	var out []unit
	for _, a := range accounts {
		e := dateline.Event{Type: a.Type, Occurrence: a.Occurrence, Basis: a.Basis, Background: a.Background, Roles: a.Roles, Places: a.Places,
			Time: a.Time, Casualties: a.Casualties, Claims: a.Claims, Accounts: []dateline.Account{a}, Origins: 1}
		e.Status = dateline.DeriveStatus(e.Occurrence, e.Basis, e.Background)
		dateline.Replay(&e, amended.Placed)
		ref := dateline.Refer(rep.SHA256, &a, "")
		u := unit{Ref: ref, Refs: []dateline.Referent{ref}, Event: e, Added: a.Maker == dateline.Person, Quote: newPassage(rep.Text, ref.Span, nil)}
		u.Seen = e.Review != nil
		u.Out = e.Review != nil && e.Review.State == dateline.ReviewRejected
		if u.Added {
			// Of a person's account "added" is said whether it was rejected since or not.
			u.Out = !slices.ContainsFunc(amended.Reading.Accounts, func(b dateline.Account) bool { return b.ID == a.ID })
		}
		out = append(out, u)
	}
	slices.SortStableFunc(out, func(a, b unit) int { return a.Ref.Span.Start - b.Ref.Span.Start })
	return out
}
