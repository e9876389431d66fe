package desk

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/codebook"
)

// label is what people call an event type.
func (d *Desk) label(code dateline.EventCode) string {
	if t, ok := codebook.Default().Type(code); ok {
		return t.Label
	}
	return string(code)
}

// title is an event in a line: what it is, whom it was done to, by whom.
func (d *Desk) title(e dateline.Event) string {
	names := map[dateline.RoleName][]string{}
	for _, r := range e.Roles {
		if !slices.Contains(names[r.Role], r.Name) {
			names[r.Role] = append(names[r.Role], r.Name)
		}
	}
	all := func(role dateline.RoleName) string {
		return strings.Join(names[role], d.words.say("phrase.and"))
	}
	by := all(dateline.Perpetrator)
	first := ""
	for _, role := range []dateline.RoleName{dateline.Victim, dateline.Target, dateline.Subject, dateline.Branch, dateline.Object, dateline.Recipient, dateline.Territory} {
		if role == dateline.Branch && by != "" {
			continue // the branch that did it is not whom it was done to
		}
		if first = all(role); first != "" {
			break
		}
	}
	out := []string{}
	if first != "" {
		out = append(out, first)
	}
	if of := all(dateline.Parent); of != "" && first != "" {
		out = append(out, d.words.say("phrase.of", of))
	} else if of != "" {
		out = append(out, of)
	}
	if by != "" {
		out = append(out, d.words.say("phrase.by", by))
	}
	if len(out) == 0 {
		return d.label(e.Type)
	}
	return d.label(e.Type) + ": " + strings.Join(out, ", ")
}

// where is the first place of an event: "near Kidal" and what contains it.
func (d *Desk) where(ps []dateline.PlaceRef) string {
	if len(ps) == 0 {
		return ""
	}
	p := ps[0]
	out := p.Name
	if p.Relation != "" && p.Relation != "in" {
		out = p.Relation + " " + out
	}
	for i := len(p.Path) - 1; i >= 0; i-- {
		if p.Path[i] != p.Name && !strings.HasSuffix(out, p.Path[i]) {
			out += ", " + p.Path[i]
		}
	}
	return out
}

// A toll is what is said of one harm: "6 to 9 killed".
type toll struct {
	Harm   string
	Words  string
	Differ bool
}

// tolls are the figures of an event, each harm and side.
func (d *Desk) tolls(e dateline.Event) []toll {
	var out []toll
	for _, c := range e.Casualties {
		told := slices.ContainsFunc(e.Casualties, func(o dateline.Casualty) bool { return o.Status == c.Status && o.Side != c.Side })
		words := d.number(c.Low, c.High, c.Qualifier) + " " + d.words.say("harm."+string(c.Status))
		if told && c.Side != dateline.UnknownSide && c.Side != "" {
			words += " (" + d.words.say("side."+string(c.Side)) + ")"
		}
		out = append(out, toll{Harm: string(c.Status), Words: words, Differ: e.Agreement["casualties."+string(c.Status)].Relation == dateline.Differ})
	}
	return out
}

// number is a range of people in words: "6 to 9", "20 or more", "about 30".
func (d *Desk) number(low, high *int, qualifier *string) string {
	q := deref(qualifier)
	switch {
	case low == nil && high == nil && q == "":
		return d.words.say("number.unknown")
	case low == nil && high == nil:
		return q
	case low == nil:
		return d.words.say("number.upto", *high)
	case high == nil && (q == "" || q == "at least" || q == "more than"):
		return d.words.say("number.ormore", *low)
	case high == nil:
		return q + " (" + d.words.say("number.ormore", *low) + ")"
	case *low != *high:
		return d.words.say("number.range", *low, *high)
	case q != "":
		return q + " " + grouped(*low)
	}
	return grouped(*low)
}

// field is the name of a field of an event: "place", "perpetrator", "killed (state)".
func (d *Desk) field(name string) string {
	kind, rest, _ := strings.Cut(name, ".")
	switch kind {
	case "roles":
		if rest == "" {
			return d.words.say("field.roles")
		}
		return d.words.say("role." + rest)
	case "casualties":
		harm, side, told := strings.Cut(rest, ".")
		out := d.words.say("harm." + harm)
		if told {
			out += " (" + d.words.say("side."+side) + ")"
		}
		return out
	}
	return d.words.say("field." + name)
}

// differs are the fields in which the accounts of an event differ, in order.
func differs(e dateline.Event) []string {
	var out []string
	for _, field := range slices.Sorted(maps.Keys(e.Agreement)) {
		if e.Agreement[field].Relation == dateline.Differ {
			out = append(out, field)
		}
	}
	return out
}

// when is when an event took place, as a time element where days are known.
func (d *Desk) when(t dateline.Time) template.HTML {
	if t.Start != nil {
		return span(*t.Start, t.End)
	}
	s := d.words.say("when.unknown")
	if t.End != nil {
		s = d.words.say("when.before", plainDay(*t.End))
	} else if t.Words != nil && *t.Words != "" {
		s = d.words.say("when.words", *t.Words)
	}
	return template.HTML(template.HTMLEscapeString(s)) //nolint:gosec // escaped
}

// span is an interval of days, half-open, as a time element.
func span(start dateline.Date, end *dateline.Date) template.HTML {
	if end == nil {
		return timeElement(start.String(), plainDay(start)+" –")
	}
	last := end.AddDays(-1)
	switch {
	case last == start:
		return timeElement(start.String(), plainDay(start))
	case start.Day == 1 && end.Day == 1 && start.Month == 1 && end.Month == 1 && start.Year == last.Year:
		return timeElement(strconv.Itoa(start.Year), strconv.Itoa(start.Year))
	case start.Day == 1 && end.Day == 1 && start.Year == last.Year && start.Month == last.Month:
		return timeElement(start.String()[:7], fmt.Sprintf("%s %d", start.Month.String()[:3], start.Year))
	case start.Year == last.Year && start.Month == last.Month:
		return timeElement(start.String()+"/"+last.String(), fmt.Sprintf("%d–%s", start.Day, plainDay(last)))
	}
	return timeElement(start.String()+"/"+last.String(), plainDay(start)+" – "+plainDay(last))
}

func plainDay(d dateline.Date) string {
	return fmt.Sprintf("%d %s %d", d.Day, d.Month.String()[:3], d.Year)
}

func timeElement(machine, people string) template.HTML {
	if strings.Contains(machine, "/") { // an interval is none that the element knows
		machine, _, _ = strings.Cut(machine, "/")
	}
	return template.HTML(`<time datetime="` + template.HTMLEscapeString(machine) + `">` + template.HTMLEscapeString(people) + `</time>`)
}

// dayElement is a day or a moment as a time element; nothing for nil.
func dayElement(x any) (template.HTML, error) {
	switch x := x.(type) {
	case nil:
		return "", nil
	case *dateline.Moment:
		if x == nil {
			return "", nil
		}
		return dayElement(*x)
	case dateline.Moment:
		if x.Clock {
			return timeElement(x.Time.Format(time.RFC3339), plainDay(dateline.DateOf(x.Time))+", "+x.Time.Format("15:04")), nil
		}
		return dayElement(dateline.DateOf(x.Time))
	case *dateline.Date:
		if x == nil {
			return "", nil
		}
		return dayElement(*x)
	case dateline.Date:
		return timeElement(x.String(), plainDay(x)), nil
	case time.Time:
		return timeElement(x.UTC().Format(time.RFC3339), plainDay(dateline.DateOf(x.UTC()))+", "+x.UTC().Format("15:04")+" UTC"), nil
	}
	return "", fmt.Errorf("day: %T is none", x)
}

// published is when a report came out, or that it does not say so.
func (d *Desk) published(m *dateline.Moment) (template.HTML, error) {
	if m == nil {
		return template.HTML(template.HTMLEscapeString(d.words.say("when.dateless"))), nil //nolint:gosec // escaped
	}
	return dayElement(*m)
}

// ago is how long ago something was, roughly.
func (d *Desk) ago(t time.Time) string {
	switch gone := d.Now().Sub(t); {
	case gone < time.Minute:
		return d.words.say("ago.now")
	case gone < time.Hour:
		return d.words.say("ago.minutes", int(gone/time.Minute))
	case gone < 48*time.Hour:
		return d.words.say("ago.hours", int(gone/time.Hour))
	default:
		return d.words.say("ago.days", int(gone/(24*time.Hour)))
	}
}
