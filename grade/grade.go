// Package grade scores what the program reads against collections whose
// answers are known, one file a collection.
//
// A collection holds reports and a gold.json, which says what a careful reader
// gets from them. A gold event and a machine event are matched one to one, by
// their type and by evidence: the machine's must stand at gold's words in every
// report that tells the event. Among all ways of matching, the one that
// satisfies most wants is taken, events of need "must" before those of need
// "should". What each measure means:
//
//   - A want is one thing that gold says of an event: its type, evidence, reports,
//     status, time, place, places, said by, each role, casualty, field of agreement and
//     claim. An event that matches nothing satisfies no want. A row (a gold event, a
//     gold statement) is whole when every want of it is met.
//   - A false event is a countable one that no gold event matches. Events that
//     are not countable are never false, and are only told of.
//   - Precision of events is found / (found + false), recall is found / gold
//     events of either need, so a false event costs as much as a missed one.
//   - A statement is found when a machine statement with its speaker stands at its words,
//     and whole when it is direct or indirect as wanted, with the affiliation
//     wanted. Recall of statements is whole / wanted; precision is the share of the
//     machine's statements that stand at a gold statement of their speaker. Where gold
//     does not list every statement of a report, precision is a lower bound.
//   - A check is something wanted of a record as a whole: quotes at their
//     offsets and at most dateline.MaxQuote bytes long, the number of stories and origins,
//     no event that rests on furniture or a caption, what the register may be told.
//
// Shares are whole numbers of thousandths, so that no processor rounds them
// otherwise. F1 is the harmonic mean of precision and recall.
package grade

import "dateline"

// A File is a report as its bytes, and the path that names it.
type File struct {
	Path string
	Data []byte
}

// A Reader is the way of files to a record: the program's own, so that what is
// graded is what people get. The reports of the record must carry their text.
type Reader func([]File) (dateline.Record, error)

// A Score is how the reading of one set of reports stands to its gold.
type Score struct {
	Name       string         `json:"name"`
	About      string         `json:"about"`
	Events     []EventRow     `json:"events"`
	Statements []StatementRow `json:"statements"`
	Checks     []Check        `json:"checks"`
	// Unmatched are the machine's events that no gold event matches.
	Unmatched []Unmatched `json:"unmatched"`
	// ByEye are rules in words that no machine checks.
	ByEye []string `json:"by_eye"`
	Tally Tally    `json:"tally"`
	// Misses are what keeps the reading from being right, a sentence each. None is the
	// verdict that it is right.
	Misses []string `json:"misses"`
}

// An EventRow is a gold event and what came of it.
type EventRow struct {
	ID    string            `json:"id"`
	Need  string            `json:"need"` // must, should
	Types []string          `json:"types"`
	Event *dateline.EventID `json:"event"` // nil when nothing matches
	Wants []Want            `json:"wants"`
	// Nearest is, where nothing matches, the event that comes closest, if any
	// touches gold's words.
	Nearest *Nearest `json:"nearest"`
}

// A Want is one thing wanted, and what came.
type Want struct {
	Name   string `json:"name"`
	Wanted string `json:"wanted"`
	Came   string `json:"came"` // "" where no event matches
	Met    bool   `json:"met"`
}

// A Nearest is an event that fails to match a row, and what it lacks.
type Nearest struct {
	Event dateline.EventID   `json:"event"`
	Type  dateline.EventCode `json:"type"`
	Taken string             `json:"taken"` // the row that it matches instead, "" for none
	Lacks []string           `json:"lacks"`
}

// A StatementRow is a gold statement and what came of it.
type StatementRow struct {
	Speaker string `json:"speaker"`
	Report  string `json:"report"`
	Start   int    `json:"start"`
	Need    string `json:"need"`
	Wants   []Want `json:"wants"`
}

// A Check is something wanted of a record as a whole. One of need "should" is
// told of and does not decide.
type Check struct {
	Need   string `json:"need"`
	Name   string `json:"name"`
	Wanted string `json:"wanted"`
	Came   string `json:"came"`
	Met    bool   `json:"met"`
}

// An Unmatched is a machine event that no gold event matches. It is false
// when it is countable.
type Unmatched struct {
	Event     dateline.EventID   `json:"event"`
	Type      dateline.EventCode `json:"type"`
	Countable bool               `json:"countable"`
	Quote     string             `json:"quote"` // its first evidence
}

// Whole reports whether every want of the row is met.
func (r EventRow) Whole() bool { return whole(r.Wants) }

// Whole reports whether every want of the row is met.
func (r StatementRow) Whole() bool { return whole(r.Wants) }

func whole(wants []Want) bool {
	for _, w := range wants {
		if !w.Met {
			return false
		}
	}
	return true
}

// The needs.
const (
	must   = "must"
	should = "should"
)
