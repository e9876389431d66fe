package dateline

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
)

// Fields are the fields of an event that people decide on, by their names in JSON.
var Fields = []string{"type", "occurrence", "basis", "background", "time", "places", "roles", "casualties", "claims"}

var eventCode = regexp.MustCompile(`^[a-z]+(-[a-z]+)*(\.[a-z]+(-[a-z]+)*)?$`)

// A value is one of Fields with its JSON.
type value struct {
	field string
	raw   json.RawMessage
}

// Values are the values that a decision on a field ("" for the account itself) lays
// over an event, by field: none where it lays nothing. An error says why what it gives
// is no value.
func (d Decision) Values(field string) (map[string]json.RawMessage, error) {
	values, err := d.values(field)
	out := map[string]json.RawMessage{}
	for _, v := range values {
		out[v.field] = v.raw
	}
	return out, err
}

// values are in the order of Fields.
func (d Decision) values(field string) ([]value, error) {
	given := d.After
	switch {
	case field == FieldGroup:
		_, err := d.Naming()
		return nil, err
	case d.Verb == VerbConfirm && field != "" && given == nil:
		given = d.Before
	case d.Verb == VerbReject && field != "":
		if field == "type" {
			return nil, Errorf(Invalid, "decision %s: an event has a type; correct it, or reject the event", d.ID)
		}
		raw := json.RawMessage(none(field))
		return []value{{field, raw}}, CheckValue(field, raw)
	case d.Verb == VerbReject || d.Verb == VerbMerge || d.Verb == VerbSplit || d.Verb == VerbAdd && field == "":
		return nil, nil
	}
	if given == nil {
		if d.Verb == VerbConfirm {
			return nil, nil
		}
		return nil, Errorf(Invalid, "decision %s: %s gives no value", d.ID, d.Verb)
	}
	if field != "" {
		return []value{{field, json.RawMessage(*given)}}, CheckValue(field, json.RawMessage(*given))
	}
	several := map[string]json.RawMessage{}
	if err := strictly(*given, &several); err != nil {
		return nil, Errorf(Invalid, "decision %s: an object of fields with their values is wanted: %w", d.ID, err)
	}
	var out []value
	for _, f := range Fields {
		if raw, ok := several[f]; ok {
			if err := CheckValue(f, raw); err != nil {
				return nil, Errorf(Invalid, "decision %s: %w", d.ID, err)
			}
			out = append(out, value{f, raw})
			delete(several, f)
		}
	}
	for f := range several {
		return nil, Errorf(Invalid, "decision %s: %w", d.ID, noField(f))
	}
	return out, nil
}

// none is the value of a field of which nothing is known.
func none(field string) string {
	switch field {
	case "occurrence":
		return `"unknown"`
	case "basis":
		return `"reported"`
	case "background":
		return "false"
	case "time":
		return `{"start":null,"end":null,"precision":"unknown","words":null,"timex":null,"relative":null,"anchored_by":null}`
	}
	return "[]"
}

// strictly reads JSON that has no more than what it is read into.
func strictly(raw string, into any) error {
	dec := json.NewDecoder(bytes.NewReader([]byte(raw)))
	dec.DisallowUnknownFields()
	if err := dec.Decode(into); err != nil {
		return err
	}
	if _, err := dec.Token(); err != io.EOF {
		return fmt.Errorf("something stands behind it")
	}
	return nil
}

// CheckValue says what is wrong with a value of a field, nil when nothing is. Whether a
// type is one of the codebook's is the caller's to see.
func CheckValue(field string, raw json.RawMessage) error {
	var e Event
	return e.set(field, raw)
}

// set lays a value over a field.
func (e *Event) set(field string, raw json.RawMessage) error {
	bad := func(format string, args ...any) error {
		return Errorf(Invalid, "%s: %s", field, fmt.Sprintf(format, args...))
	}
	read := func(into any) error {
		if err := strictly(string(raw), into); err != nil {
			return bad("the value cannot be read: %v", err)
		}
		return nil
	}
	switch field {
	case "type":
		var v EventCode
		if err := read(&v); err != nil {
			return err
		}
		if !eventCode.MatchString(string(v)) {
			return bad("%q is no type of an event", v)
		}
		e.Type = v
	case "occurrence":
		var v Occurrence
		if err := read(&v); err != nil {
			return err
		}
		if !slices.Contains([]Occurrence{Happened, Planned, Foiled, DidNotHappen, UnknownOccurrence}, v) {
			return bad("%q is none; happened, planned, foiled, did-not-happen and unknown are", v)
		}
		e.Occurrence = v
	case "basis":
		var v Basis
		if err := read(&v); err != nil {
			return err
		}
		if !slices.Contains([]Basis{Reported, Claimed, Alleged, Denied}, v) {
			return bad("%q is none; reported, claimed, alleged and denied are", v)
		}
		e.Basis = v
	case "background":
		return read(&e.Background)
	case "time":
		return e.setTime(read, bad)
	case "places":
		return e.setPlaces(read, bad)
	case "roles":
		return e.setRoles(read, bad)
	case "casualties":
		return e.setCasualties(read, bad)
	case "claims":
		var v []Claim
		if err := read(&v); err != nil {
			return err
		}
		for _, c := range v {
			if !slices.Contains([]ClaimKind{ClaimMade, ClaimDenied, ClaimAscribed, NoClaim}, c.Kind) {
				return bad("%q is no kind of claim; claim, denial, attribution and no-claim are", c.Kind)
			}
		}
		e.Claims = v
	default:
		return noField(field)
	}
	return nil
}

func noField(field string) error {
	return Errorf(Invalid, "%q is no field; %s are", field, strings.Join(Fields, ", "))
}

func (e *Event) setTime(read func(any) error, bad func(string, ...any) error) error {
	var v Time
	if err := read(&v); err != nil {
		return err
	}
	if v.Precision == "" {
		v.Precision = UnknownTime
	}
	switch {
	case !slices.Contains([]Precision{Day, Week, Month, Season, Year, Longer, UnknownTime}, v.Precision):
		return bad("%q is no precision; day, week, month, season, year, longer and unknown are", v.Precision)
	case v.Start != nil && v.End != nil && !v.Start.Before(*v.End):
		return bad("it ends on %s, which is not after its start on %s; the end is the day after the last", v.End, v.Start)
	}
	e.Time = v
	return nil
}

func (e *Event) setPlaces(read func(any) error, bad func(string, ...any) error) error {
	var v []PlaceRef
	if err := read(&v); err != nil {
		return err
	}
	for _, p := range v {
		switch {
		case p.Name == "" || p.Words == "":
			return bad("a place has a name and words")
		case !slices.Contains([]string{"region", "country", "province", "district", "town", "feature", "unknown"}, p.Level):
			return bad("%q is no level; region, country, province, district, town, feature and unknown are", p.Level)
		case (p.Lat == nil) != (p.Lon == nil) || (p.Lat == nil) != (p.RadiusKM == nil):
			return bad("lat, lon and radius_km are known together or not at all")
		case p.Lat != nil && (*p.Lat < -90 || *p.Lat > 90 || *p.Lon < -180 || *p.Lon > 180 || *p.RadiusKM < 0):
			return bad("%g, %g within %g km is nowhere on earth", *p.Lat, *p.Lon, *p.RadiusKM)
		}
	}
	e.Places = v
	return nil
}

func (e *Event) setRoles(read func(any) error, bad func(string, ...any) error) error {
	var v []Role
	if err := read(&v); err != nil {
		return err
	}
	for _, r := range v {
		if !slices.Contains([]RoleName{Perpetrator, Target, Victim, Subject, Parent, Branch, Object, Recipient, Territory}, r.Role) {
			return bad("%q is no role", r.Role)
		}
		if r.Name == "" || r.Words == "" {
			return bad("who plays a part has a name and words")
		}
	}
	e.Roles = v
	return nil
}

func (e *Event) setCasualties(read func(any) error, bad func(string, ...any) error) error {
	var v []Casualty
	if err := read(&v); err != nil {
		return err
	}
	for _, c := range v {
		switch {
		case !slices.Contains([]Harm{Killed, Wounded, Abducted, Released, Detained, Displaced, Missing, Surrendered, UnknownHarm}, c.Status):
			return bad("%q is no harm", c.Status)
		case !slices.Contains([]Side{State, ArmedGroup, Civilian, UnknownSide}, c.Side):
			return bad("%q is no side; state, armed-group, civilian and unknown are", c.Side)
		case c.Low != nil && *c.Low < 0 || c.High != nil && *c.High < 0 || c.Low != nil && c.High != nil && *c.Low > *c.High:
			return bad("a count goes from a low to a high that is no less, and is not negative")
		case c.Words == "":
			return bad("a count has words")
		}
	}
	e.Casualties = v
	return nil
}
