package dateline

import (
	"bytes"
	"encoding/json"
	"slices"
	"time"
)

// A Release is what a record was at a moment, frozen: which events, and all that each
// said then.
type Release struct {
	ID     int64          `json:"id"`
	Name   string         `json:"name"`
	Note   string         `json:"note"`
	By     string         `json:"by"`
	Made   time.Time      `json:"made"`
	Query  Query          `json:"query"`
	Events int            `json:"events"`
	Counts *ReleaseCounts `json:"counts"` // nil where it was frozen before releases held what events say
}

// ReleaseCounts are how much a Release holds beside its events.
type ReleaseCounts struct {
	Countable int `json:"countable"` // of its events
	Reports   int `json:"reports"`   // that tell them, each once
	Decisions int `json:"decisions"` // that were in force on them, each once
}

// A ReleaseChange is how an event is other than in a release.
type ReleaseChange struct {
	Event  EventID  `json:"event"`
	Kind   string   `json:"kind"`   // "changed", "gone"
	Fields []string `json:"fields"` // of what changed: those of ReleaseFields
	Was    *Event   `json:"was"`    // nil where what it said is not held any more
	Now    *Event   `json:"now"`    // nil where it is gone
}

// A ReleaseTally is how much is other than in a release.
type ReleaseTally struct {
	Changed int            // events that say something else
	Gone    int            // events that are no more
	Fields  map[string]int // of ReleaseFields: in how many of Changed
	More    bool           // there are more, which were not counted
}

// ReleaseFields are what a release tells apart of an event.
var ReleaseFields = append(append([]string{}, Fields...), "status", "countable", "accounts")

// ReleaseDiff is which of ReleaseFields two events, as JSON, say otherwise. A value that a
// later version of the program writes in another way, and that means the same, is none.
func ReleaseDiff(was, now []byte) ([]string, error) {
	var a, b map[string]json.RawMessage
	for raw, into := range map[*[]byte]*map[string]json.RawMessage{&was: &a, &now: &b} {
		if err := json.Unmarshal(*raw, into); err != nil {
			return nil, Errorf(Internal, "an event of a release cannot be read; run verify: %w", err)
		}
	}
	var out []string
	var read [2]*Event
	for _, f := range ReleaseFields {
		if bytes.Equal(a[f], b[f]) {
			continue
		}
		for i, raw := range [2][]byte{was, now} {
			if read[i] != nil {
				continue
			}
			read[i] = new(Event)
			if err := json.Unmarshal(raw, read[i]); err != nil {
				return nil, Errorf(Internal, "an event of a release cannot be read; run verify: %w", err)
			}
		}
		if !sameField(f, read[0], read[1]) {
			out = append(out, f)
		}
	}
	return out, nil
}

// sameField reports whether two events say the same in one of ReleaseFields.
func sameField(f string, a, b *Event) bool {
	switch f {
	case "status":
		return a.Status == b.Status
	case "countable":
		return a.Countable == b.Countable
	case "accounts":
		return slices.EqualFunc(a.Accounts, b.Accounts, func(x, y Account) bool { return x.ID == y.ID })
	}
	return bytes.Equal(a.value(f), b.value(f))
}
