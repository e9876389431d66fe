package dateline

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:8])
}

// A QueueQuery says which events of those to be reviewed are wanted.
type QueueQuery struct {
	Country  string      // "" for any; NoCountry for events of which none is known
	From, To ISOWeek     // both included; 0 for any
	State    ReviewState // "" for those that nobody confirmed, corrected, added
	Coder    string      // assigned to this user; "" for any
	All      bool        // also what is not countable
	Limit    int         // at most so many; 0 is 50
	After    string      // what Page.Next said
	Behind   *Queued     // those alone that come behind where this one stands, or stood, by its Worth and ID
}

// NoCountry is the Country of events of which none is known.
const NoCountry = "-"

// A Queued is an event that is to be reviewed, by what it is listed by: the events that
// are worth most are those of most accounts, and who reviews them looks at one at a time.
type Queued struct {
	Event   EventID     `json:"event"`
	Story   StoryID     `json:"story"`
	Type    EventCode   `json:"type"` // this and the rest as linking told it last
	Status  Status      `json:"status"`
	Day     *Date       `json:"day"`   // its first; else that of the first report that tells it
	Place   string      `json:"place"` // its finest, as a path: "Pakistan/Balochistan"
	Killed  Range       `json:"killed"`
	Origins int         `json:"origins"`
	Country string      `json:"country"`
	Week    ISOWeek     `json:"week"` // of Day
	Worth   int         `json:"worth"`
	State   ReviewState `json:"state"` // as of now; "" where nobody looked
}

// A WorkState is how far the events of a country in a week are looked at.
type WorkState string

// The states. Nothing reported and not covered are two things: somebody looked and
// found nothing; nobody looked at what may be there.
const (
	WorkOpen       WorkState = "open"
	WorkStarted    WorkState = "started"
	WorkDone       WorkState = "done"
	WorkNothing    WorkState = "nothing-reported"
	WorkNotCovered WorkState = "not-covered"
)

// Known reports whether there is such a state.
func (s WorkState) Known() bool {
	switch s {
	case WorkOpen, WorkStarted, WorkDone, WorkNothing, WorkNotCovered:
		return true
	}
	return false
}

// A Work is a country in a week, with how far people looked at its events.
type Work struct {
	Country  string    `json:"country"` // "" of events of which none is known
	Week     ISOWeek   `json:"week"`
	State    WorkState `json:"state"`
	Assigned string    `json:"assigned"` // a user; "" for nobody
	Note     string    `json:"note"`
	By       string    `json:"by"` // who set all of this; "" where nobody did
	At       time.Time `json:"at"`
	Version  int       `json:"version"`  // 0 where nobody did
	Events   int       `json:"events"`   // countable ones
	Reviewed int       `json:"reviewed"` // of them confirmed, corrected or added
}

// A WorkQuery says which work is wanted.
type WorkQuery struct {
	Country  string    // "" for any; NoCountry
	From, To ISOWeek   // both included; 0 for any
	State    WorkState // "" for any
	Assigned string    // "" for anybody
	Limit    int       // at most so many; 0 is no limit
}

// A Coding is an event that two people code, blind to one another, until somebody
// adjudicates. What either decides is held in a set of its own: see SetOf.
type Coding struct {
	ID     string     `json:"id"`
	Event  EventID    `json:"event"`
	Refs   []Referent `json:"refs"` // its accounts, when it was given out
	Coders [2]string  `json:"coders"`
	Done   []string   `json:"done"` // coders who are
	By     string     `json:"by"`
	Made   time.Time  `json:"made"`
	Closed string     `json:"closed"` // who adjudicated; "" while it is open
	// Blind is that coders are not shown what the reader made of it before they are done,
	// so that they do not lean on it.
	Blind bool `json:"blind"`
}

// SetOf is the Set of what a coder decides in a coding.
func (c Coding) SetOf(coder string) string { return c.ID + "/" + coder }

// A Label keeps a report, and what rests on it alone, from who may not see it.
type Label struct {
	Report ReportID  `json:"report"`
	Label  string    `json:"label"` // "sensitive", or what people agree on
	Why    string    `json:"why"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}
