package desk

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// An heldValue is one value of a field as people read it.
type heldValue struct {
	Index int
	Text  passage
	Words passage // that it rests on
}

// A heldView is a field of an event on its page of decisions.
type heldView struct {
	Name    string
	Items   []heldValue
	List    bool   // several values may be given
	Key     string // that opens its form
	By      string // who decided it; "" for nobody
	Machine []heldValue
	Differ  bool // the accounts differ in it
}

// fieldKeys are the keys that open the forms of fields; a capital adds to a list.
var fieldKeys = map[string]string{
	"type": "t", "occurrence": "o", "basis": "b", "background": "f", "time": "d", "places": "l", "roles": "a", "casualties": "k", "claims": "q",
}

// asText is a text of others as a passage, so that nothing in it is more than text.
func asText(s string) passage { return newPassage(s, dateline.Span{End: len(s)}, nil) }

// fields are those of an event, with what people decided.
func (d *Desk) fields(e *dateline.Event) []heldView {
	out := make([]heldView, 0, len(dateline.Fields))
	for _, name := range dateline.Fields {
		v := heldView{Name: name, Items: d.items(e, name), List: slices.Contains(listed, name), Key: fieldKeys[name]}
		if e.Review != nil {
			if f, ok := e.Review.Fields[name]; ok {
				v.By = f.By
				if now, err := e.Value(name); err == nil && now != string(f.Machine) {
					v.Machine = d.itemsOf(name, string(f.Machine))
				}
			}
		}
		for key, a := range e.Agreement {
			kind, _, _ := strings.Cut(key, ".")
			v.Differ = v.Differ || a.Relation == dateline.Differ && strings.HasPrefix(name, kind)
		}
		out = append(out, v)
	}
	return out
}

// itemsOf are the values in a field's JSON.
func (d *Desk) itemsOf(field, raw string) []heldValue {
	var e dateline.Event
	if err := json.Unmarshal([]byte(`{"`+field+`":`+raw+`}`), &e); err != nil {
		return []heldValue{{Text: asText(raw)}}
	}
	return d.items(&e, field)
}

// items are the values of a field.
func (d *Desk) items(e *dateline.Event, field string) []heldValue {
	var out []heldValue
	add := func(text, words string) {
		v := heldValue{Index: len(out), Text: asText(text)}
		if words != "" && words != text {
			v.Words = asText(words)
		}
		out = append(out, v)
	}
	switch field {
	case "type":
		add(d.label(e.Type), string(e.Type))
	case "occurrence":
		add(d.words.say("is.occurrence."+string(e.Occurrence)), "")
	case "basis":
		add(d.words.say("is.basis."+string(e.Basis)), "")
	case "background":
		add(d.words.say("is.background."+strconv.FormatBool(e.Background)), "")
	case "time":
		add(d.days(e.Time), deref(e.Time.Words))
	case "places":
		for _, p := range e.Places {
			s := d.where([]dateline.PlaceRef{p})
			if p.Lat != nil {
				s += " (" + degrees(*p.Lat) + ", " + degrees(*p.Lon) + "; " + strconv.FormatFloat(*p.RadiusKM, 'f', -1, 64) + " km)"
			}
			add(s, p.Words)
		}
	case "roles":
		for _, r := range e.Roles {
			s := d.words.say("role."+string(r.Role)) + ": " + r.Name
			if r.Actor != nil {
				s += " (" + string(*r.Actor) + ")"
			}
			add(s, r.Words)
		}
	case "casualties":
		for _, c := range e.Casualties {
			s := d.number(c.Low, c.High, c.Qualifier) + " " + d.words.say("harm."+string(c.Status))
			if c.Side != dateline.UnknownSide && c.Side != "" {
				s += " (" + d.words.say("side."+string(c.Side)) + ")"
			}
			add(s, c.Words)
		}
	case "claims":
		for _, c := range e.Claims {
			s := d.words.say("is.claim." + string(c.Kind))
			if c.By != "" {
				s += ": " + c.By
			}
			if c.InTheNameOf != nil {
				s += " (" + *c.InTheNameOf + ")"
			}
			add(s, "")
		}
	}
	return out
}

func degrees(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) + "°" }

// days is a time as a text.
func (d *Desk) days(t dateline.Time) string {
	switch {
	case t.Start == nil && t.End == nil:
		return d.words.say("when.unknown")
	case t.Start == nil:
		return d.words.say("when.before", plainDay(*t.End))
	case t.End == nil || t.End.AddDays(-1) == *t.Start:
		return plainDay(*t.Start)
	}
	return plainDay(*t.Start) + " – " + plainDay(t.End.AddDays(-1))
}

// A decisionLine is a decision in a list of them.
type decisionLine struct {
	dateline.Decision
	Field  string // that it is on; "" for the whole
	Undone bool
	Latest bool // of those that are not
	Reason passage
	Person passage
	Was    []heldValue
	Now    []heldValue
	Undo   *decisionLine // of an undo: what it takes back
}

// Did is what was done, as the words name it.
func (l decisionLine) Did() string {
	switch {
	case l.Cuts():
		return "cut"
	case l.Verb == dateline.VerbReject && slices.ContainsFunc(l.On, func(o dateline.Referent) bool { return o.Field == dateline.FieldBeside }):
		return "reject-account"
	}
	return string(l.Verb)
}

// lines are decisions for a list, in their order.
func (d *Desk) lines(ds []dateline.Decision) []decisionLine {
	gone := undone(ds)
	out := make([]decisionLine, len(ds))
	at := map[string]int{}
	for i, x := range ds {
		l := decisionLine{Decision: x, Undone: gone[x.ID], Reason: asText(x.Why), Person: asText(x.By)}
		at[x.ID] = i
		if len(x.On) > 0 {
			l.Field = x.On[0].Field
		}
		switch {
		case x.Verb == dateline.VerbUndo:
			l.Field = ""
			if was, ok := at[x.Undoes]; ok {
				l.Undo = &out[was]
			}
		case x.Verb == dateline.VerbAdd && l.Field == "" && x.After != nil:
			var a dateline.Account
			if err := json.Unmarshal([]byte(*x.After), &a); err == nil {
				l.Now = []heldValue{{Text: asText(d.label(a.Type))}}
			}
		case l.Field == dateline.FieldGroup:
			if n, err := x.Naming(); err == nil {
				l.Now = []heldValue{{Text: asText(d.naming1(n))}}
			}
		case l.Field != "":
			if x.Before != nil && x.After != nil && *x.Before != *x.After {
				l.Was = d.itemsOf(l.Field, *x.Before)
			}
			if x.After != nil {
				l.Now = d.itemsOf(l.Field, *x.After)
			}
		}
		out[i] = l
	}
	for i := len(out) - 1; i >= 0; i-- {
		if !out[i].Undone {
			out[i].Latest = true
			break
		}
	}
	return out
}
