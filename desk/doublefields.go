package desk

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// codedFields are what two coders are compared in, in the order of their form, and in
// which field of an event each stands.
var codedFields = []struct{ Name, In string }{
	{"type", "type"}, {"occurrence", "occurrence"}, {"basis", "basis"}, {"background", "background"}, {"start", "time"}, {"end", "time"},
	{"place", "places"}, {"perpetrator", "roles"}, {"killed", "casualties"}, {"wounded", "casualties"},
}

// numeric reports whether a field is compared as a number.
func numeric(name string) bool { return name == "killed" || name == "wounded" }

// codedValue is a field of an event as text, as a form has it; "" is not said.
func codedValue(e *dateline.Event, name string) string {
	switch name {
	case "type":
		return string(e.Type)
	case "occurrence":
		return string(e.Occurrence)
	case "basis":
		return string(e.Basis)
	case "background":
		return strconv.FormatBool(e.Background)
	case "start":
		if e.Time.Start != nil {
			return e.Time.Start.String()
		}
	case "end":
		if e.Time.End != nil {
			return e.Time.End.AddDays(-1).String()
		}
	case "place":
		if len(e.Places) > 0 {
			return e.Places[0].Name
		}
	case "perpetrator":
		var out []string
		for _, r := range e.Roles {
			if r.Role == dateline.Perpetrator && !slices.Contains(out, r.Name) {
				out = append(out, r.Name)
			}
		}
		slices.Sort(out)
		return strings.Join(out, "; ")
	case "killed", "wounded":
		n, said := 0, false
		for _, c := range e.Casualties {
			if string(c.Status) == name && c.Low != nil {
				n, said = n+*c.Low, true
			}
		}
		if said {
			return strconv.Itoa(n)
		}
	}
	return ""
}

// compared are an event's fields as two coders are compared in them: what is not said is
// a value of its own.
func compared(e *dateline.Event) map[string]string {
	out := map[string]string{}
	for _, f := range codedFields {
		v := strings.ToLower(strings.Join(strings.Fields(codedValue(e, f.Name)), " "))
		if v == "" {
			v = "none"
		}
		out[f.Name] = v
	}
	return out
}

// setCoded gives a field of an event the value that a form has, unless it has it already:
// what else the event has there stays.
func setCoded(e *dateline.Event, name, v string) error {
	v = strings.Join(strings.Fields(v), " ")
	if v == strings.Join(strings.Fields(codedValue(e, name)), " ") {
		return nil
	}
	if len(v) > 200 {
		return dateline.Errorf(dateline.Invalid, "%s: up to 200 bytes are kept", name)
	}
	day := func() (*dateline.Date, error) {
		if v == "" {
			return nil, nil
		}
		x, err := dateline.ParseDate(v)
		return &x, err
	}
	switch name {
	case "type":
		if _, ok := codebook.Default().Type(dateline.EventCode(v)); !ok {
			return dateline.Errorf(dateline.Invalid, "%q is no type of the codebook", v)
		}
		e.Type = dateline.EventCode(v)
	case "occurrence":
		e.Occurrence = dateline.Occurrence(v)
	case "basis":
		e.Basis = dateline.Basis(v)
	case "background":
		e.Background = v == "true"
	case "start":
		x, err := day()
		if err != nil {
			return err
		}
		e.Time = timeOfDays(x, e.Time.End, e.Time)
	case "end":
		x, err := day()
		if err != nil {
			return err
		}
		if x != nil {
			next := x.AddDays(1)
			x = &next
		}
		e.Time = timeOfDays(e.Time.Start, x, e.Time)
	case "place":
		e.Places = nil
		if v != "" {
			e.Places = []dateline.PlaceRef{{Name: v, Path: []string{v}, Level: "unknown", Relation: "in", Words: v}}
		}
	case "perpetrator":
		e.Roles = slices.DeleteFunc(slices.Clone(e.Roles), func(r dateline.Role) bool { return r.Role == dateline.Perpetrator })
		for _, n := range strings.Split(v, ";") {
			if n = strings.TrimSpace(n); n != "" {
				e.Roles = append(e.Roles, dateline.Role{Role: dateline.Perpetrator, Name: n, Words: n})
			}
		}
	case "killed", "wounded":
		e.Casualties = slices.DeleteFunc(slices.Clone(e.Casualties), func(c dateline.Casualty) bool { return string(c.Status) == name })
		if v != "" {
			n, err := strconv.Atoi(v)
			if err != nil || n < 0 || n > 10_000_000 {
				return dateline.Errorf(dateline.Invalid, "%s: %q is no number of people", name, v)
			}
			e.Casualties = append(e.Casualties, dateline.Casualty{Status: dateline.Harm(name), Side: dateline.UnknownSide, Low: &n, High: &n, Words: v})
		}
	}
	return nil
}

// timeOfDays is a time between days, with the precision that their number is.
func timeOfDays(start, end *dateline.Date, was dateline.Time) dateline.Time {
	t := dateline.Time{Start: start, End: end, Precision: dateline.UnknownTime, Words: was.Words}
	if start != nil && end == nil {
		next := start.AddDays(1)
		t.End = &next
	}
	if start == nil || t.End == nil {
		return t
	}
	if !start.Before(*t.End) {
		next := start.AddDays(1)
		t.End = &next
	}
	switch n := t.End.Sub(*start); {
	case n <= 1:
		t.Precision = dateline.Day
	case n <= 7:
		t.Precision = dateline.Week
	case n <= 31:
		t.Precision = dateline.Month
	case n <= 92:
		t.Precision = dateline.Season
	case n <= 366:
		t.Precision = dateline.Year
	default:
		t.Precision = dateline.Longer
	}
	return t
}

// fill gives an event what a form has; prefix stands before the names of its fields.
func fillCoded(e *dateline.Event, form url.Values, prefix string) error {
	for _, f := range codedFields {
		if v, ok := form[prefix+f.Name]; ok {
			if err := setCoded(e, f.Name, v[0]); err != nil {
				return at(prefix+f.Name, err)
			}
		}
	}
	return nil
}

// othersOf are the fields of an event in which it is another than it was, with their JSON.
func othersOf(was, is *dateline.Event) (map[string]string, error) {
	out := map[string]string{}
	for _, f := range dateline.Fields {
		before, err := was.Value(f)
		if err != nil {
			return nil, err
		}
		after, err := is.Value(f)
		if err != nil {
			return nil, err
		}
		if before == after {
			continue
		}
		if err := dateline.CheckValue(f, json.RawMessage(after)); err != nil {
			return nil, err
		}
		out[f] = after
	}
	return out, nil
}
