package desk

import (
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// Names looks names up: of places in the gazetteer and of groups in the register.
type Names interface {
	// Places are what a name may stand for, the most prominent first; Words is the name.
	Places(name string, most int) []dateline.PlaceRef
	// Actors are groups and forces of a name, with their preferred names.
	Actors(name string, most int) []NamedActor
	// Actor is the preferred name of one; false when there is none of that ID.
	Actor(dateline.ActorID) (string, bool)
	// Near are towns and what else is a point, the nearest to a point first.
	Near(lat, lon float64, most int) []dateline.PlaceRef
	// Within are those of a box, the most prominent first; east may be beyond 180.
	Within(south, west, north, east float64, most int) []dateline.PlaceRef
}

// A NamedActor is somebody of the register.
type NamedActor struct {
	ID   dateline.ActorID
	Name string
}

// mostNames is how many candidates for a name are offered.
const mostNames = 12

// listed are the fields whose values are lists, of which one item is decided at a time.
var listed = []string{"places", "roles", "casualties", "claims"}

// value is the value of a field as a form has it: for a list the whole of it, as it is
// with the item that the form changes, adds or takes away.
func (d *Desk) value(f form, e *dateline.Event, field string, words *chosen) (any, error) {
	v := strings.TrimSpace(f("value"))
	switch field {
	case "type":
		code, _, _ := strings.Cut(v, " ") // the list of types says "code · label"
		if _, ok := codebook.Default().Type(dateline.EventCode(code)); !ok {
			return nil, wrong("value", "“%s” is no type of the codebook; choose one of the list", clip(v))
		}
		return dateline.EventCode(code), nil
	case "occurrence":
		return dateline.Occurrence(v), nil
	case "basis":
		return dateline.Basis(v), nil
	case "background":
		return v == "true", nil
	case "time":
		return timeOf(f, e.Time, words)
	case "places":
		return onlyOnce(f, e.Places, words, d.placeIn(e), func(a, b dateline.PlaceRef) bool { return slices.Equal(a.Path, b.Path) && a.Relation == b.Relation })
	case "roles":
		return onlyOnce(f, e.Roles, words, d.roleOf, func(a, b dateline.Role) bool {
			return a.Role == b.Role && a.Name == b.Name && deref((*string)(a.Actor)) == deref((*string)(b.Actor))
		})
	case "casualties":
		return changed(f, e.Casualties, words, casualtyOf)
	case "claims":
		return changed(f, e.Claims, words, claimOf)
	}
	return nil, dateline.Errorf(dateline.Invalid, "“%s” is no field; %s are", clip(field), strings.Join(dateline.Fields, ", "))
}

// changed is a list with one item put in, another in its place, or none.
func changed[T any](f form, list []T, words *chosen, item func(form, T, *chosen) (T, error)) ([]T, error) {
	out := slices.Clone(list)
	if out == nil {
		out = []T{}
	}
	var was T
	at := len(list)
	if s := f("item"); s != "new" && s != "" {
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n >= len(list) {
			return nil, dateline.Errorf(dateline.Invalid, "there is no value number %s in that list; load the page again", clip(s))
		}
		at, was = n, list[n]
	}
	if f("remove") != "" {
		if at == len(list) {
			return nil, dateline.Errorf(dateline.Invalid, "a value that is not there cannot be taken away")
		}
		return slices.Delete(out, at, at+1), nil
	}
	x, err := item(f, was, words)
	if err != nil {
		return nil, err
	}
	if at == len(list) {
		return append(out, x), nil
	}
	out[at] = x
	return out, nil
}

// onlyOnce is likewise without a value that the changed one says again: who corrects one of
// two places to the other has one.
func onlyOnce[T any](f form, list []T, words *chosen, item func(form, T, *chosen) (T, error), same func(a, b T) bool) ([]T, error) {
	out, err := changed(f, list, words, item)
	n, given := strconv.Atoi(f("item"))
	if err != nil || given != nil || len(out) != len(list) {
		return out, err
	}
	is := out[n]
	kept := out[:0:0]
	for i, x := range out {
		if i == n || !same(x, is) {
			kept = append(kept, x)
		}
	}
	return kept, nil
}

// wordsFor are the words that a value rests on: those selected, else those it has.
func wordsFor(was string, words *chosen) (string, error) {
	switch {
	case words != nil:
		return spaced(words.Quote), nil
	case was != "":
		return was, nil
	}
	return "", wrong("quote", "a value rests on words: select them in the report, or write them as they stand there")
}

func timeOf(f form, was dateline.Time, words *chosen) (dateline.Time, error) {
	out := dateline.Time{Precision: dateline.Precision(f("precision")), Words: was.Words}
	if words != nil {
		q := spaced(words.Quote)
		out.Words = &q
	}
	day := func(name string) (*dateline.Date, error) {
		s := strings.TrimSpace(f(name))
		if s == "" {
			return nil, nil
		}
		x, err := dateline.ParseDate(s)
		switch {
		case err != nil && isoDay.MatchString(s):
			return nil, wrong(name, "the calendar has no day %s", s)
		case err != nil:
			return nil, wrong(name, "“%s” is no day; write the year, the month and the day as 2024-03-05", clip(s))
		case x.Year < earliestYear || x.Year > latestYear:
			return nil, wrong(name, "the year %d is none of which news tells; give one from %d to %d", x.Year, earliestYear, latestYear)
		}
		return &x, nil
	}
	var err error
	if out.Start, err = day("from"); err != nil {
		return out, err
	}
	last, err := day("to")
	if err != nil {
		return out, err
	}
	switch {
	case last != nil && out.Start != nil && last.Before(*out.Start):
		return out, wrong("to", "the last day, %s, lies before the first, %s; swap them, or leave the last out where there is one day", last, out.Start)
	case last != nil:
		end := last.AddDays(1)
		out.End = &end
	case out.Start != nil:
		end := out.Start.AddDays(1)
		out.End = &end
	}
	// How finely a time is known follows from its days where the form says nothing of it, or
	// what cannot be.
	switch none := out.Start == nil && out.End == nil; {
	case none:
		out.Precision = dateline.UnknownTime
	case out.Precision == "" || out.Precision == dateline.UnknownTime:
		out.Precision = grainOf(out)
	}
	return out, nil
}

// earliestYear and latestYear bound the days that are taken: a year beyond is a slip of the keys.
const (
	earliestYear = 1500
	latestYear   = 2200
)

var isoDay = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}$`)

// grainOf is the precision of a time by how many days it has.
func grainOf(t dateline.Time) dateline.Precision {
	if t.Start == nil || t.End == nil {
		return dateline.Longer
	}
	switch n := t.End.Sub(*t.Start); {
	case n <= 1:
		return dateline.Day
	case n <= 7:
		return dateline.Week
	case n <= 31:
		return dateline.Month
	case n <= 92:
		return dateline.Season
	case n <= 366:
		return dateline.Year
	}
	return dateline.Longer
}

// placeIn makes a place of an event of what a form says.
func (d *Desk) placeIn(e *dateline.Event) func(form, dateline.PlaceRef, *chosen) (dateline.PlaceRef, error) {
	return func(f form, was dateline.PlaceRef, words *chosen) (dateline.PlaceRef, error) {
		return d.placeOf(f, e, was, words)
	}
}

func (d *Desk) placeOf(f form, e *dateline.Event, was dateline.PlaceRef, words *chosen) (dateline.PlaceRef, error) {
	out := was
	var err error
	if out.Words, err = wordsFor(was.Words, words); err != nil {
		return out, err
	}
	out.Relation = strings.TrimSpace(f("relation"))
	if out.Relation == "" {
		out.Relation = "in"
	}
	name := strings.TrimSpace(f("name"))
	if name == "" {
		name = out.Words
	}
	path := f("candidate")
	kind, rest, _ := strings.Cut(path, ":")
	switch {
	case kind == byName || kind == byParent:
		return d.calledThere(f, out, kind, rest, name)
	case kind == byHand || path == alone:
		to, ok := d.renamed(name, was, e, true).under(path, out)
		if !ok {
			return out, wrong("candidate", "“%s” is not what the place lay in; look the name up again", clip(path))
		}
		return moved(f, to)
	case path != "" && path != "none" && path != "as-is":
		path, level, _ := strings.Cut(path, "|")
		if d.Names != nil {
			for _, c := range d.Names.Places(name, mostNames) {
				if strings.Join(c.Path, "/") == path && (level == "" || c.Level == level) {
					c.Words, c.Relation = out.Words, out.Relation
					return moved(f, c)
				}
			}
		}
		return out, wrong("candidate", "“%s” is no place that “%s” stands for; look it up again", clip(path), clip(name))
	}
	at, err := pointOf(f)
	switch {
	case err != nil:
		return out, err
	case at != nil && (name != was.Name || !located(was) && was.Lat == nil):
		return d.atPoint(at, name, out, path == "none"), nil
	case name != was.Name:
		n := d.renamed(name, was, e, path == "none")
		if c, ok := n.plain(); ok {
			c.Words, c.Relation = out.Words, out.Relation
			return moved(f, c)
		}
		// Where it is not asked, or before: it lies in what it replaces.
		above := alone
		if len(n.above) > 0 {
			above = byHand + ":" + strings.Join(n.above[0], "/")
		}
		out, _ = n.under(above, out)
	}
	return moved(f, out)
}

func (d *Desk) roleOf(f form, was dateline.Role, words *chosen) (dateline.Role, error) {
	out := dateline.Role{Role: dateline.RoleName(f("role"))}
	var err error
	if out.Words, err = wordsFor(was.Words, words); err != nil {
		return out, err
	}
	if out.Name = strings.TrimSpace(f("name")); out.Name == "" {
		out.Name = out.Words
	}
	switch id := f("candidate"); id {
	case "none":
	case "", "as-is":
		if out.Name == was.Name {
			out.Actor = was.Actor
		}
	default:
		actor := dateline.ActorID(id)
		name, ok := "", false
		if d.Names != nil {
			name, ok = d.Names.Actor(actor)
		}
		if !ok {
			return out, wrong("candidate", "“%s” is nobody whom the register knows; look the name up again", clip(id))
		}
		out.Name, out.Actor = name, &actor
	}
	return out, nil
}

func casualtyOf(f form, was dateline.Casualty, words *chosen) (dateline.Casualty, error) {
	out := dateline.Casualty{Status: dateline.Harm(f("status")), Side: dateline.Side(f("side")), Who: optional(f("who")), SaidBy: optional(f("said_by")), Qualifier: optional(f("qualifier"))}
	var err error
	if out.Words, err = wordsFor(was.Words, words); err != nil {
		return out, err
	}
	for _, x := range []struct {
		name string
		into **int
	}{{"low", &out.Low}, {"high", &out.High}} {
		s := strings.TrimSpace(f(x.name))
		if s == "" {
			continue
		}
		n, err := strconv.Atoi(s)
		if err != nil || n < 0 || n > 100_000_000 {
			return out, wrong(x.name, "“%s” is no number of people; write it in digits, as 12", clip(s))
		}
		*x.into = &n
	}
	return out, nil
}

func claimOf(f form, was dateline.Claim, _ *chosen) (dateline.Claim, error) {
	out := dateline.Claim{Kind: dateline.ClaimKind(f("kind")), By: strings.TrimSpace(f("by")), InTheNameOf: optional(f("name_of")), Channel: optional(f("channel")), Said: was.Said}
	if out.By == "" && out.Kind != dateline.NoClaim {
		return out, wrong("by", "a claim, a denial and an attribution say by whom, or of whom, they are")
	}
	return out, nil
}

// optional is a text, nil when it is blank.
func optional(s string) *string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return &s
}

// encoded is a value as decisions hold it, checked.
func encoded(field string, v any) (string, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return "", dateline.Errorf(dateline.Invalid, "%s: the value cannot be written: %w", field, err)
	}
	return string(raw), dateline.CheckValue(field, raw)
}
