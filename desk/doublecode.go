package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A codePage is what one coder codes: nothing of the other's, and nothing of what the
// reader thinks of its reading.
type codePage struct {
	Coding      dateline.Coding
	Task        string
	Units       []unit
	Texts       []passage
	Types       []codebook.Type
	Occurrences []dateline.Occurrence
	Bases       []dateline.Basis
	Token, Last string
	Done        bool
	Over        bool
	Report      bool // events can be added
	Left        int  // that nothing was decided of
}

var (
	codedOccurrences = []dateline.Occurrence{dateline.Happened, dateline.Planned, dateline.Foiled, dateline.DidNotHappen, dateline.UnknownOccurrence}
	codedBases       = []dateline.Basis{dateline.Reported, dateline.Claimed, dateline.Alleged, dateline.Denied}
	codeToken        = regexp.MustCompile(`^[A-Z2-7]{26}$`)
)

// mine is a coding of who asks.
func (d *Desk) mine(r *http.Request, who Viewer) (dateline.Coding, error) {
	c, err := d.coding(r, who)
	if err == nil && !slices.Contains(c.Coders[:], who.Name) {
		err = errForbidden
	}
	return c, err
}

// lastDecided is the last of some decisions: who sends a form says which they saw.
func lastDecided(ds []dateline.Decision) string {
	if len(ds) == 0 {
		return "-"
	}
	return ds[len(ds)-1].ID
}

func (d *Desk) code(r *http.Request, who Viewer) (page, error) {
	c, err := d.mine(r, who)
	if err != nil {
		return page{}, err
	}
	out := codePage{Coding: c, Task: taskOf(c), Types: codebook.Default().Types, Occurrences: codedOccurrences, Bases: codedBases, Token: rand.Text(),
		Done: slices.Contains(c.Done, who.Name), Over: over(c), Report: c.Event == ""}
	units, reports, ds, err := d.units(r.Context(), c, c.SetOf(who.Name))
	if err != nil {
		return page{}, err
	}
	out.Units, out.Last = units, lastDecided(ds)
	for _, u := range units {
		if !u.Seen && !u.Out {
			out.Left++
		}
	}
	for _, rep := range reports {
		var marks []mark
		for i, u := range units {
			for _, ref := range u.Refs {
				if ref.Report == rep.SHA256 {
					marks = append(marks, mark{Span: ref.Span, Class: "ev-" + string(rune('1'+i%8))})
				}
			}
		}
		out.Texts = append(out.Texts, newPassage(rep.Text, dateline.Span{Start: rep.Body, End: len(rep.Text)}, marks))
	}
	return page{Title: "double.code", Template: "code", Data: out}, nil
}

// codeIt takes a form of a coder. All that it decides is in the set of the coder.
func (d *Desk) codeIt(r *http.Request, who Viewer) (page, error) {
	c, err := d.mine(r, who)
	if err != nil {
		return page{}, err
	}
	here := "/double/" + url.PathEscape(c.ID)
	set := c.SetOf(who.Name)
	if r.PostFormValue("do") == "done" {
		return d.codeDone(r, who, c)
	}
	token := r.PostFormValue("token")
	if !codeToken.MatchString(token) {
		return page{}, dateline.Errorf(dateline.Invalid, "the form was not made by this desk; load the page again")
	}
	units, reports, ds, err := d.units(r.Context(), c, set)
	if err != nil {
		return page{}, err
	}
	// One form sent twice is one decision; another form of the same page is another.
	draft := func(field string, verb dateline.Verb) dateline.Decision {
		sum := sha256.Sum256([]byte(set + " " + r.PostForm.Encode() + " " + field))
		return dateline.Decision{ID: "c-" + hex.EncodeToString(sum[:16]), By: who.Name, At: &dateline.Moment{Time: d.Now().UTC(), Clock: true}, Verb: verb,
			Why: strings.TrimSpace(r.PostFormValue("why")), Codebook: codebook.Default().Version, Set: set}
	}
	if slices.ContainsFunc(ds, func(x dateline.Decision) bool { return x.ID == draft("", "").ID }) {
		return page{To: here}, nil // sent twice
	}
	switch {
	case slices.Contains(c.Done, who.Name):
		return page{}, dateline.Errorf(dateline.Conflict, "you are done with %s, and what you decided of it stands", c.ID)
	case r.PostFormValue("last") != lastDecided(ds):
		return page{}, dateline.Errorf(dateline.Conflict, "you decided of %s in another window meanwhile", c.ID)
	case len(r.PostFormValue("why")) > 2000:
		return page{}, wrong("why", "a reason has up to 2000 bytes")
	}
	var out []dateline.Decision
	if r.PostFormValue("do") == "add" {
		out, err = codedAdd(r.PostForm, c, reports, draft)
	} else {
		out, err = codedUnit(r.PostForm, units, draft)
	}
	if err != nil {
		return page{}, err
	}
	if err := d.Coded.DecideCoded(r.Context(), out); err != nil {
		return page{}, err
	}
	d.note(r, "code", c.ID, "done", r.PostFormValue("do"))
	return page{To: here}, nil
}

// codeDone ends a coder's part, once there is something of each event.
func (d *Desk) codeDone(r *http.Request, who Viewer, c dateline.Coding) (page, error) {
	if !slices.Contains(c.Done, who.Name) {
		units, _, _, err := d.units(r.Context(), c, c.SetOf(who.Name))
		if err != nil {
			return page{}, err
		}
		if slices.ContainsFunc(units, func(u unit) bool { return !u.Seen && !u.Out }) {
			return page{}, dateline.Errorf(dateline.Conflict, "of some events of %s you have decided nothing yet: save each, or say that it is none", c.ID)
		}
		if err := d.Doubles.FinishCoding(r.Context(), c.ID, who.Name); err != nil {
			return page{}, err
		}
		d.note(r, "code", c.ID, "done", "finished")
	}
	all, err := d.Doubles.Codings(r.Context(), who.Name, true)
	if err != nil {
		return page{}, err
	}
	for _, o := range all {
		if taskOf(o) == taskOf(c) && !slices.Contains(o.Done, who.Name) {
			return page{To: "/double/" + url.PathEscape(o.ID)}, nil
		}
	}
	return page{To: "/double"}, nil
}

// codedUnit is what a form decides of one event: that it is none, or its values and that
// it was looked at.
func codedUnit(form url.Values, units []unit, draft func(string, dateline.Verb) dateline.Decision) ([]dateline.Decision, error) {
	i := slices.IndexFunc(units, func(u unit) bool { return u.Key() == form.Get("unit") })
	if i < 0 {
		return nil, dateline.Errorf(dateline.Invalid, "the form is of an event that is not here; load the page again")
	}
	u := units[i]
	on := func(x dateline.Decision, field string) dateline.Decision {
		for _, ref := range u.Refs {
			ref.Field = field
			x.On = append(x.On, ref)
			if field != "" {
				break // what is decided of one account is of the event
			}
		}
		return x
	}
	switch form.Get("do") {
	case "reject":
		return []dateline.Decision{on(draft("", dateline.VerbReject), "")}, nil
	case "save":
	default:
		return nil, dateline.Errorf(dateline.Invalid, "the form says nothing that is done to an event; load the page again")
	}
	is := u.Event
	if err := fillCoded(&is, form, ""); err != nil {
		return nil, err
	}
	fields, err := othersOf(&u.Event, &is)
	if err != nil {
		return nil, err
	}
	out := []dateline.Decision{on(draft("", dateline.VerbConfirm), "")}
	for _, f := range dateline.Fields {
		if after, ok := fields[f]; ok {
			x := on(draft(f, dateline.VerbCorrect), f)
			before, err := u.Event.Value(f)
			if err != nil {
				return nil, err
			}
			x.Before, x.After = &before, &after
			out = append(out, x)
		}
	}
	return out, nil
}

// codedAdd is an event that a coder adds to a report, by the words that tell it.
func codedAdd(form url.Values, c dateline.Coding, reports []*dateline.Report, draft func(string, dateline.Verb) dateline.Decision) ([]dateline.Decision, error) {
	if c.Event != "" || len(reports) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "events are added to reports; this is one event")
	}
	rep := reports[0]
	words := strings.TrimSpace(strings.ReplaceAll(form.Get("words"), "\r\n", "\n"))
	// The headline in the front matter may have them too.
	body := min(max(rep.Body, 0), len(rep.Text))
	at := strings.Index(rep.Text[body:], words) + body
	if words == "" || len(words) > 300 || at < body {
		return nil, wrong("words", "give words that tell the event, up to 300 bytes, just as they stand in the report")
	}
	span := dateline.Span{Start: at, End: at + len(words)}
	e := dateline.Event{Occurrence: dateline.Happened, Basis: dateline.Reported, Time: dateline.Time{Precision: dateline.UnknownTime}}
	if err := fillCoded(&e, form, ""); err != nil {
		return nil, err
	}
	a := dateline.Account{Type: e.Type, Occurrence: e.Occurrence, Basis: e.Basis, Background: e.Background, Roles: e.Roles, Places: e.Places, Time: e.Time,
		Casualties: e.Casualties, Evidence: []dateline.Evidence{{Field: "type", Span: span, Quote: words}}}
	raw, err := json.Marshal(a)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "the event cannot be written: %w", err)
	}
	x := draft("", dateline.VerbAdd)
	after := string(raw)
	x.On, x.After = []dateline.Referent{{Report: rep.SHA256, Span: span}}, &after
	if err := dateline.CheckAdded(rep, x); err != nil {
		return nil, err
	}
	return []dateline.Decision{x}, nil
}
