package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/desk/reliability"
)

// A taskPage is how far the coders of a task agree.
type taskPage struct {
	Task    taskRow
	Fields  []reliability.Field
	F1      float64
	F1Known bool
	Events  [2]int // of each coder
	Both    int    // that both have
	Rows    []codingRow
	Leads   bool
}

// A codingRow is a coding of a task.
type codingRow struct {
	dateline.Coding
	Over bool
}

// task shows one, to leads and to its coders, once who asks may see the other's.
func (d *Desk) task(r *http.Request, who Viewer) (page, error) {
	all, err := d.Doubles.Codings(r.Context(), "", true)
	if err != nil {
		return page{}, err
	}
	all = slices.DeleteFunc(all, func(c dateline.Coding) bool { return taskOf(c) != r.PathValue("name") })
	if len(all) == 0 || !who.Leads() && !slices.Contains(all[0].Coders[:], who.Name) {
		return page{}, dateline.Errorf(dateline.NotFound, "there is no task %s of yours", r.PathValue("name"))
	}
	out := taskPage{Task: tasks(all, who.Name)[0], Leads: who.Leads()}
	if out.Task.Blind {
		return page{}, dateline.Errorf(dateline.Conflict, "%s", d.words.say("double.blind"))
	}
	var sides [2][]reliability.Coded
	for _, c := range all {
		out.Rows = append(out.Rows, codingRow{c, over(c)})
		if !over(c) {
			continue
		}
		for n, coder := range c.Coders {
			units, _, _, err := d.units(r.Context(), c, c.SetOf(coder))
			if err != nil {
				return page{}, err
			}
			for _, u := range units {
				if !u.Out {
					sides[n] = append(sides[n], reliability.Coded{Report: u.Ref.Report, Span: u.Ref.Span, Values: compared(&u.Event)})
				}
			}
		}
	}
	out.Fields = reliability.Fields(sides[0], sides[1], numeric)
	out.F1, out.F1Known = reliability.F1(sides[0], sides[1])
	out.Events, out.Both = [2]int{len(sides[0]), len(sides[1])}, len(reliability.Match(sides[0], sides[1]))
	return page{Title: "double.agreement", Template: "task", Data: out}, nil
}

// A pair is an event as both coders have it; nil is who has it not.
type pair struct {
	Key     string
	Of      [2]*unit
	Machine *unit // what the reader has; nil for what was added
	Blind   bool  // the coders did not see it
	Rows    []pairRow
	// Of a report that is coded: the event that the reader's account is of, with the accounts
	// of other reports and their outlets.
	In     *dateline.Event
	Beside []dateline.Referent
	Others []string
	Held   bool // people decided of that account before
}

// A pairRow is a field in which two coders differ.
type pairRow struct {
	Name   string
	Values [2]string
}

// One is the event as one has it.
func (p pair) One() *unit {
	if p.Of[0] != nil {
		return p.Of[0]
	}
	return p.Of[1]
}

// Both reports whether both have the event.
func (p pair) Both() bool { return p.Of[0] != nil && p.Of[1] != nil }

// pairs are the events of a coding, matched as they are counted.
func (d *Desk) pairs(ctx context.Context, c dateline.Coding) ([]pair, error) {
	var sides [2][]unit
	var coded [2][]reliability.Coded
	machine, _, _, err := d.units(ctx, c, "")
	if err != nil {
		return nil, err
	}
	for n, coder := range c.Coders {
		units, _, _, err := d.units(ctx, c, c.SetOf(coder))
		if err != nil {
			return nil, err
		}
		for _, u := range units {
			if !u.Out {
				sides[n] = append(sides[n], u)
				coded[n] = append(coded[n], reliability.Coded{Report: u.Ref.Report, Span: u.Ref.Span})
			}
		}
	}
	var out []pair
	add := func(a, b *unit) {
		p := pair{Of: [2]*unit{a, b}}
		p.Key = p.One().Key()
		p.Blind = c.Blind && c.Event == ""
		for i := range machine {
			if machine[i].Ref == p.One().Ref {
				p.Machine = &machine[i]
			}
		}
		if p.Machine == nil && p.Blind {
			p.Machine = likest(p.One().Ref, machine, out)
		}
		if p.Both() {
			x, y := compared(&a.Event), compared(&b.Event)
			for _, f := range codedFields {
				if x[f.Name] != y[f.Name] {
					p.Rows = append(p.Rows, pairRow{f.Name, [2]string{codedValue(&a.Event, f.Name), codedValue(&b.Event, f.Name)}})
				}
			}
		}
		out = append(out, p)
	}
	met := [2]map[int]bool{{}, {}}
	for _, m := range reliability.Match(coded[0], coded[1]) {
		met[0][m[0]], met[1][m[1]] = true, true
		add(&sides[0][m[0]], &sides[1][m[1]])
	}
	for i := range sides[0] {
		if !met[0][i] {
			add(&sides[0][i], nil)
		}
	}
	for i := range sides[1] {
		if !met[1][i] {
			add(nil, &sides[1][i])
		}
	}
	// What neither has is left out of the record too, where the reader has it.
	for i := range machine {
		if !slices.ContainsFunc(out, func(p pair) bool { return p.Machine == &machine[i] }) {
			out = append(out, pair{Key: machine[i].Key(), Machine: &machine[i], Blind: c.Blind && c.Event == ""})
		}
	}
	return out, d.eventsOf(ctx, c, out)
}

// likest is the event of the reader's whose words have most in common with those that a
// coder chose who did not see it; nil where none has any, or another pair has it.
func likest(ref dateline.Referent, machine []unit, taken []pair) *unit {
	free := make([]reliability.Coded, 0, len(machine))
	var of []*unit
	for i := range machine {
		if !slices.ContainsFunc(taken, func(p pair) bool { return p.Machine == &machine[i] }) {
			free, of = append(free, reliability.Coded{Report: machine[i].Ref.Report, Span: machine[i].Ref.Span}), append(of, &machine[i])
		}
	}
	for _, m := range reliability.Match([]reliability.Coded{{Report: ref.Report, Span: ref.Span}}, free) {
		return of[m[1]]
	}
	return nil
}

// A settlePage is where a lead takes the one's value, the other's or a third.
type settlePage struct {
	Coding dateline.Coding
	Task   string
	Pairs  []pair
}

// settling is a coding that who asks may settle.
func (d *Desk) settling(r *http.Request, who Viewer) (dateline.Coding, error) {
	c, err := d.coding(r, who)
	switch {
	case err != nil:
	case !over(c):
		err = dateline.Errorf(dateline.Conflict, "%s is settled when both coders are done", c.ID)
	case slices.Contains(c.Coders[:], who.Name) && shared(d):
		err = errForbidden // nobody is judge in their own cause
	}
	return c, err
}

func (d *Desk) settleForm(r *http.Request, who Viewer) (page, error) {
	c, err := d.settling(r, who)
	if err != nil {
		return page{}, err
	}
	out := settlePage{Coding: c, Task: taskOf(c)}
	out.Pairs, err = d.pairs(r.Context(), c)
	return page{Title: "double.settle", Template: "settle", Data: out}, err
}

// settle makes decisions of the record of what a lead takes.
func (d *Desk) settle(r *http.Request, who Viewer) (page, error) {
	c, err := d.settling(r, who)
	if err != nil {
		return page{}, err
	}
	to := page{To: "/double/task/" + url.PathEscape(taskOf(c))}
	if c.Closed != "" {
		if c.Closed == who.Name {
			return to, nil // sent twice
		}
		return page{}, dateline.Errorf(dateline.Conflict, "%s has settled %s", c.Closed, c.ID)
	}
	why := strings.TrimSpace(r.PostFormValue("why"))
	if len(why) > 2000 {
		return page{}, wrong("why", "a reason has up to 2000 bytes")
	}
	ps, err := d.pairs(r.Context(), c)
	if err != nil {
		return page{}, err
	}
	draft := func(key, field string, verb dateline.Verb) dateline.Decision {
		sum := sha256.Sum256([]byte("settle " + c.ID + " " + key + " " + field))
		return dateline.Decision{ID: "s-" + hex.EncodeToString(sum[:16]), By: who.Name, At: &dateline.Moment{Time: d.Now().UTC(), Clock: true}, Verb: verb,
			Why: strings.TrimSpace(d.words.say("double.why", c.ID, c.Coders[0], c.Coders[1]) + " " + why), Codebook: codebook.Default().Version}
	}
	var out []dateline.Decision
	for _, p := range ps {
		ds, err := settled(r.PostForm, p, draft)
		if err != nil {
			return page{}, err
		}
		out = append(out, ds...)
	}
	// What was decided before the task could be closed is not decided again.
	if len(out) > 0 {
		var hashes []string
		for _, ref := range c.Refs {
			hashes = append(hashes, ref.Report)
		}
		there, err := d.Coded.DecisionsOn(r.Context(), hashes...)
		if err != nil {
			return page{}, err
		}
		out = slices.DeleteFunc(out, func(x dateline.Decision) bool {
			return slices.ContainsFunc(there, func(y dateline.Decision) bool { return y.ID == x.ID })
		})
		if err := d.Coded.DecideCoded(r.Context(), out); err != nil {
			return page{}, err
		}
	}
	if err := d.Doubles.CloseCoding(r.Context(), c.ID, who.Name); err != nil {
		return page{}, err
	}
	d.note(r, "settle", c.ID, "done", grouped(len(out))+" decisions")
	return to, nil
}

// settled are the decisions of the record on one event.
func settled(form url.Values, p pair, draft func(key, field string, verb dateline.Verb) dateline.Decision) ([]dateline.Decision, error) {
	none := p.Of == [2]*unit{}
	if none && !p.Blind {
		return rejected(p, draft), nil // both said so
	}
	if !p.Both() {
		switch form.Get(p.Key + ".keep") {
		case "no":
			return rejected(p, draft), nil
		case "yes":
		default:
			return nil, wrong(p.Key+".keep", "say of each event that not both coders have whether it is kept")
		}
	}
	if none {
		return nil, nil // it stays what the reader proposes
	}
	u := p.One()
	is := u.Event
	if p.Blind && p.Machine != nil {
		// Who did not see it has said nothing of what the form does not ask.
		is = p.Machine.Event
		for _, f := range codedFields {
			if err := setCoded(&is, f.Name, codedValue(&u.Event, f.Name)); err != nil {
				return nil, err
			}
		}
	}
	for _, row := range p.Rows {
		var v string
		switch form.Get(p.Key + "." + row.Name) {
		case "first":
			v = row.Values[0]
			p.copy(&is, 0, row.Name)
		case "second":
			v = row.Values[1]
			p.copy(&is, 1, row.Name)
		case "third":
			v = form.Get(p.Key + "." + row.Name + ".third")
		default:
			return nil, wrong(p.Key+"."+row.Name, "take one value of each field in which the two differ")
		}
		if err := setCoded(&is, row.Name, v); err != nil {
			return nil, at(p.Key+"."+row.Name+".third", err)
		}
	}
	if p.Machine == nil { // a person added it
		a := is.Accounts[0]
		a.Type, a.Occurrence, a.Basis, a.Background, a.Roles, a.Places, a.Time, a.Casualties = is.Type, is.Occurrence, is.Basis, is.Background, is.Roles, is.Places, is.Time, is.Casualties
		a.ID, a.Report, a.Maker, a.Confidence = "", "", "", 0
		raw, err := json.Marshal(a)
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "the event cannot be written: %w", err)
		}
		x, after := draft(p.Key, "", dateline.VerbAdd), string(raw)
		x.On, x.After = []dateline.Referent{{Report: u.Ref.Report, Span: u.Ref.Span}}, &after
		return []dateline.Decision{x}, nil
	}
	if p.Shared() {
		return p.own(&is, draft)
	}
	fields, err := othersOf(&p.Machine.Event, &is)
	if err != nil {
		return nil, err
	}
	x := draft(p.Key, "", dateline.VerbConfirm)
	x.On = p.Machine.Refs
	out := []dateline.Decision{x}
	for _, f := range dateline.Fields {
		if after, ok := fields[f]; ok {
			before, err := p.Machine.Event.Value(f)
			if err != nil {
				return nil, err
			}
			x := draft(p.Key, f, dateline.VerbCorrect)
			ref := p.Machine.Ref
			ref.Field = f
			x.On, x.Before, x.After = []dateline.Referent{ref}, &before, &after
			out = append(out, x)
		}
	}
	return out, nil
}

// rejected leaves an event of the reader's out of the record.
func rejected(p pair, draft func(key, field string, verb dateline.Verb) dateline.Decision) []dateline.Decision {
	if p.Machine == nil {
		return nil
	}
	x := draft(p.Key, "", dateline.VerbReject)
	x.On = p.Machine.Refs
	return []dateline.Decision{x}
}

// copy gives an event what one coder has in a field. What the reader has of it stays where
// the coder, who did not see it, says the same.
func (p pair) copy(to *dateline.Event, of int, name string) {
	if !p.Blind || p.Machine == nil {
		copyCoded(to, &p.Of[of].Event, name)
	}
}

// copyCoded gives an event what another has in a field, with what the form does not show
// of it.
func copyCoded(to, from *dateline.Event, name string) {
	switch name {
	case "place":
		to.Places = from.Places
	case "perpetrator":
		to.Roles = slices.DeleteFunc(slices.Clone(to.Roles), func(r dateline.Role) bool { return r.Role == dateline.Perpetrator })
		for _, r := range from.Roles {
			if r.Role == dateline.Perpetrator {
				to.Roles = append(to.Roles, r)
			}
		}
	case "killed", "wounded":
		to.Casualties = slices.DeleteFunc(slices.Clone(to.Casualties), func(c dateline.Casualty) bool { return string(c.Status) == name })
		for _, c := range from.Casualties {
			if string(c.Status) == name {
				to.Casualties = append(to.Casualties, c)
			}
		}
	}
}
