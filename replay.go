package dateline

import (
	"encoding/json"
	"reflect"
	"slices"
)

// A ReviewState is how far people have looked at an event.
type ReviewState string

// The states.
const (
	ReviewProposed  ReviewState = "proposed"  // people decided something of it, and did not confirm it
	ReviewConfirmed ReviewState = "confirmed" // it is the record, as the machine has it
	ReviewCorrected ReviewState = "corrected" // it is the record, with values that people gave
	ReviewAdded     ReviewState = "added"     // no account of it is the machine's
	// ReviewRejected is of an event all of whose accounts people rejected: linking leaves
	// it out the next time.
	ReviewRejected ReviewState = "rejected"
)

// An EventReview is what people decided of an event.
type EventReview struct {
	State     ReviewState            `json:"state"`
	Decisions []string               `json:"decisions"` // IDs of those in force on it, in their order
	Fields    map[string]FieldReview `json:"fields"`    // that people decided
	Countable bool                   `json:"countable"` // what the event's Countable is by the machine
}

// A FieldReview is what people decided of a field of an event. Tolls go with casualties.
type FieldReview struct {
	Decision string          `json:"decision"` // the last, which holds
	Verb     Verb            `json:"verb"`
	By       string          `json:"by"`
	Machine  json.RawMessage `json:"machine"`  // the value without it
	Evidence []Referent      `json:"evidence"` // the words that were given for the value, or for one of several
}

// MarshalJSON writes every key, and empty lists as [].
func (r EventReview) MarshalJSON() ([]byte, error) {
	type plain EventReview
	p := plain(r)
	fill(&p.Decisions)
	if p.Fields == nil {
		p.Fields = map[string]FieldReview{}
	}
	return json.Marshal(p)
}

// MarshalJSON writes every key, and empty lists as [].
func (f FieldReview) MarshalJSON() ([]byte, error) {
	type plain FieldReview
	p := plain(f)
	fill(&p.Evidence)
	return json.Marshal(p)
}

// TollDecided is the rule of a toll that a person decided.
const TollDecided TollRule = "decided"

// Replay lays decisions, as Amend has found them in the readings of an event's reports,
// over an event: Account of each names one of the event's accounts, and they are in
// order. What was laid over it before is taken off first, so that the event of a
// decision undone is the one that it was; without any, Review is nil.
//
// The last decision on a field holds. Status and Countable follow from what holds of
// occurrence, basis and background; the figures that people give are the best ones of
// the tolls, and what the reports give stays their history. Accounts and how they agree stay the machine's.
func Replay(e *Event, placed []Placed) {
	e.unreview()
	of := map[AccountID]bool{}
	for _, a := range e.Accounts {
		of[a.ID] = true
	}
	r := EventReview{State: ReviewProposed, Fields: map[string]FieldReview{}, Countable: e.Countable}
	out := map[AccountID]bool{}
	confirmed, corrected := false, false
	type done struct {
		at    int
		field string
	}
	seen := map[done]bool{}
	for _, p := range placed {
		if !of[p.Account] {
			continue
		}
		if p.Decision.Verb == VerbReject && p.Field == "" {
			out[p.Account] = true
		}
		if seen[done{p.At, p.Field}] {
			continue
		}
		seen[done{p.At, p.Field}] = true
		if !slices.Contains(r.Decisions, p.Decision.ID) {
			r.Decisions = append(r.Decisions, p.Decision.ID)
		}
		confirmed = confirmed || p.Decision.Verb == VerbConfirm && p.Field == ""
		values, err := p.Decision.values(p.Field)
		if err != nil {
			continue // Amend has it among what is lost
		}
		for _, v := range values {
			e.lay(&r, p.Decision, v)
		}
	}
	if len(r.Decisions) == 0 {
		return
	}
	for _, f := range r.Fields {
		corrected = corrected || f.Verb != VerbConfirm
	}
	added := len(e.Accounts) > 0 && !slices.ContainsFunc(e.Accounts, func(a Account) bool { return a.Maker != Person })
	switch {
	case len(out) > 0 && len(out) == len(e.Accounts):
		r.State = ReviewRejected
	case added:
		r.State = ReviewAdded
	case corrected:
		r.State = ReviewCorrected
	case confirmed:
		r.State = ReviewConfirmed
	}
	e.Review = &r
	e.restate()
}

// severalValues are the fields of several values, of which a decision changes one.
var severalValues = []string{"places", "roles", "casualties", "claims"}

// lay puts a value over a field and notes what was there.
func (e *Event) lay(r *EventReview, d Decision, v value) {
	note := func(field string) {
		f := FieldReview{Decision: d.ID, Verb: d.Verb, By: d.By, Machine: e.value(field)}
		if was, ok := r.Fields[field]; ok {
			f.Machine = was.Machine
			if slices.Contains(severalValues, v.field) || v.field == "tolls" {
				f.Evidence = slices.Clone(was.Evidence) // of the other values, which stay
			}
		}
		for _, on := range d.On {
			if on.Field == FieldEvidence && !slices.Contains(f.Evidence, on) {
				f.Evidence = append(f.Evidence, on)
			}
		}
		r.Fields[field] = f
	}
	note(v.field)
	if v.field == "casualties" {
		note("tolls")
	}
	_ = e.set(v.field, v.raw) // which values has checked
	switch v.field {
	case "time":
		e.Time = decidedTime(e.Time, func(string) bool { return false })
	case "roles":
		for i := range e.Roles {
			e.Roles[i].Resolution = nil
		}
	case "claims":
		for i := range e.Claims {
			if said := e.Claims[i].Said; said != nil {
				t := decidedTime(*said, func(string) bool { return false })
				e.Claims[i].Said = &t
			}
		}
	case "casualties":
		e.Tolls = decidedTolls(e.Casualties, r.machineTolls())
	}
}

// field is where a field stands; nil for none.
func (e *Event) field(name string) any {
	switch name {
	case "type":
		return &e.Type
	case "occurrence":
		return &e.Occurrence
	case "basis":
		return &e.Basis
	case "background":
		return &e.Background
	case "time":
		return &e.Time
	case "places":
		return &e.Places
	case "roles":
		return &e.Roles
	case "casualties":
		return &e.Casualties
	case "claims":
		return &e.Claims
	case "tolls":
		return &e.Tolls
	}
	return nil
}

// value is the JSON of a field.
func (e *Event) value(name string) json.RawMessage {
	at := e.field(name)
	if v := reflect.ValueOf(at).Elem(); v.Kind() == reflect.Slice && v.IsNil() {
		return json.RawMessage("[]")
	}
	raw, err := json.Marshal(at)
	if err != nil { // a coordinate that is no number
		return json.RawMessage("null")
	}
	return raw
}

// Value is the JSON of one of Fields, as a decision's Before has it.
func (e *Event) Value(field string) (string, error) {
	if !slices.Contains(Fields, field) {
		return "", noField(field)
	}
	return string(e.value(field)), nil
}

// restore has a field be what value wrote of it.
func (e *Event) restore(name string, raw json.RawMessage) {
	if into := e.field(name); into != nil {
		reflect.ValueOf(into).Elem().SetZero()
		_ = json.Unmarshal(raw, into) // as value wrote it
	}
}

// unreview takes off what people decided.
func (e *Event) unreview() {
	if e.Review == nil {
		return
	}
	for name, f := range e.Review.Fields {
		e.restore(name, f.Machine)
	}
	if len(e.Review.Fields) > 0 {
		e.Status = DeriveStatus(e.Occurrence, e.Basis, e.Background)
	}
	e.Countable = e.Review.Countable
	e.Review = nil
}

// restate works out what follows from the values that hold.
func (e *Event) restate() {
	decided := false
	for _, f := range []string{"occurrence", "basis", "background"} {
		_, ok := e.Review.Fields[f]
		decided = decided || ok
	}
	if !decided {
		return
	}
	was := e.Status
	e.Status = DeriveStatus(e.Occurrence, e.Basis, e.Background)
	// What counts by its status and does not is of a text that counts nothing.
	e.Countable = e.Status.Countable() && (e.Countable || !was.Countable())
}
