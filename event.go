package dateline

// A Relation is how the accounts of an event stand to each other in a field.
type Relation string

// The relations, over origins, superseded values set aside.
const (
	Differ  Relation = "differ" // an incompatible pair
	Besides Relation = "beside" // one says what neither contains nor excludes what another says
	Finer   Relation = "finer"  // one value contains another
	Agree   Relation = "agree"  // two origins or more say the same
	Single  Relation = "single" // one origin says it
)

// An Agreement is how the accounts of an event stand in one field, each in one list or,
// where it is silent, in none. An account that only prints another's words again (see
// Echo) stands where that one stands and decides nothing.
type Agreement struct {
	Relation   Relation    `json:"relation"`
	Shown      *AccountID  `json:"shown"`   // whose value is shown
	For        []AccountID `json:"for"`     // they say what is shown, or more exactly so
	Coarser    []AccountID `json:"coarser"` // they say it less exactly, or a part of it
	Beside     []AccountID `json:"beside"`  // they say something else, which neither contains nor excludes it
	Against    []AccountID `json:"against"` // they exclude it, or deny it
	Finest     *AccountID  `json:"finest"`
	Superseded []AccountID `json:"superseded"` // a later report of the same outlet, a correction, or what came later has taken their place
	Because    *Difference `json:"because"`    // why values are not the same; nil where they are
}

// A Difference is why two accounts of one event do not give the same value.
type Difference string

// The differences, of which the first that fits is named. Of a finer value it is
// ByPrecision; of values all superseded but one, ByTime.
const (
	BySide        Difference = "side"          // it is the word of one party to the conflict against another's, or against everyone's
	ByStatus      Difference = "status"        // one tells it as claimed, alleged or denied, the other as reported
	ByTime        Difference = "time"          // the earlier reports say the one, the later the other
	ByPrecision   Difference = "precision"     // the one is a coarser or rounder word for the other
	Contradiction Difference = "contradiction" // nothing of this explains it
)

// A Status is the one word for people that says how far an event is real.
type Status string

// The statuses.
const (
	StatusBackground   Status = "background"
	StatusPlanned      Status = "planned"
	StatusFoiled       Status = "foiled"
	StatusDidNotHappen Status = "did-not-happen"
	StatusHappened     Status = "happened"
	StatusClaimed      Status = "claimed"
	StatusAlleged      Status = "alleged"
	StatusDenied       Status = "denied"
	// StatusUnknown is of what may have happened or not, and is neither an accusation nor denied.
	StatusUnknown Status = "unknown"
)

// An Event is the accounts of one occurrence, merged.
type Event struct {
	ID         EventID              `json:"id"`
	Story      StoryID              `json:"story"`
	Type       EventCode            `json:"type"`
	Status     Status               `json:"status"`
	Occurrence Occurrence           `json:"occurrence"`
	Basis      Basis                `json:"basis"`
	Background bool                 `json:"background"`
	Countable  bool                 `json:"countable"`
	Roles      []Role               `json:"roles"`
	Places     []PlaceRef           `json:"places"`
	Time       Time                 `json:"time"`
	Casualties []Casualty           `json:"casualties"`
	Claims     []Claim              `json:"claims"`
	Tolls      []Toll               `json:"tolls"` // one for each of Casualties, in their order
	Agreement  map[string]Agreement `json:"agreement"`
	Outlets    int                  `json:"outlets"` // that are named, each once
	Origins    int                  `json:"origins"`
	Accounts   []Account            `json:"accounts"`
	Echoes     []Echo               `json:"echoes"`
	Merges     []Merge              `json:"merges"` // for each of Accounts but the first, in their order
	Review     *EventReview         `json:"review"` // what people decided; nil where nobody did
}

// An Echo is an account that rests on words which stand in an earlier report of
// the same origin too: copy printed again. It is kept, and changes no value and
// no count of origins.
type Echo struct {
	Account AccountID `json:"account"`
	Of      AccountID `json:"of"`
}

// DeriveStatus is the status that an occurrence, a basis and the background
// mark amount to. The basis of an event is the strongest of its accounts:
// reported, claimed, alleged, denied.
func DeriveStatus(o Occurrence, b Basis, background bool) Status {
	switch {
	case background:
		return StatusBackground
	case o == Planned:
		return StatusPlanned
	case o == Foiled:
		return StatusFoiled
	case o == DidNotHappen:
		return StatusDidNotHappen
	case o == UnknownOccurrence && (b == Reported || b == Claimed):
		return StatusUnknown
	case b == Reported:
		return StatusHappened
	case b == Claimed:
		return StatusClaimed
	case b == Alleged:
		return StatusAlleged
	}
	return StatusDenied
}

// Countable reports whether an event of this status counts: it happened or is
// claimed, here and now.
func (s Status) Countable() bool { return s == StatusHappened || s == StatusClaimed }

// Strongest is the basis that prevails among accounts of one event.
func Strongest(bases ...Basis) Basis {
	for _, b := range []Basis{Reported, Claimed, Alleged} {
		for _, have := range bases {
			if have == b {
				return b
			}
		}
	}
	return Denied
}

// A Story is the reports that cover one development, and the events they tell.
type Story struct {
	ID      StoryID    `json:"id"`
	Title   string     `json:"title"`
	State   StoryState `json:"state"`
	First   ReportID   `json:"first"` // the first published, copies aside
	Last    ReportID   `json:"last"`  // the last published; undated ones only where none has a date
	Reports []ReportID `json:"reports"`
	Outlets int        `json:"outlets"` // that are named, each once
	Origins int        `json:"origins"`
	Events  []EventID  `json:"events"`
}

// A StoryState is whether more of a story is to be expected.
type StoryState string

// The states, as of the newest report of the whole record: the clock has no part
// in it. Without dates a story counts as developing, since nothing says otherwise.
const (
	Developing StoryState = "developing"
	Quiet      StoryState = "quiet" // its last report is QuietDays older than the newest, or more
)

// QuietDays is how many days older than the newest report of all a story's last
// report is when the story is quiet. News of an attack goes on for three or four.
const QuietDays = 5

// StoryStateOn is the state of a story whose Last report is of the day last, when
// the newest report of all, copies aside, is of the day newest; nil days are not
// known. Whoever shows a story works it out then: it changes without the story.
func StoryStateOn(last, newest *Date) StoryState {
	if last != nil && newest != nil && newest.Sub(*last) >= QuietDays {
		return Quiet
	}
	return Developing
}
