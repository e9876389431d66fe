package dateline

import "time"

// A Stage is a step of a report's way into a ledger and through it.
type Stage string

// The stages, in their order. Intake is of what was given rather than fetched.
const (
	StageIntake Stage = "intake" // bytes that were given → Filing; its subject is a path
	StagePoll   Stage = "poll"   // a feed → addresses of pages; its subject is the feed's address
	StageFetch  Stage = "fetch"  // an address → Filing; its subject is the address
	StageRead   Stage = "read"   // a Report → its Reading; its subject is the report's ID
	StageLink   Stage = "link"   // Readings → Stories and Events; its subject is "", or a report's ID
)

// A Job is work that a ledger hands out. The state of the work is in the data, so a
// job that is lost is made anew and one that comes twice does no harm.
type Job struct {
	ID      int64
	Stage   Stage
	Subject string
	Attempt int       // 1 the first time
	Last    bool      // no further attempt follows this one
	Made    time.Time // when it came to be; zero when not known
	// Behind is set where the job gives way to all that is not Behind: reading again
	// what an older reader read.
	Behind bool
}

// A Quarantined is what a stage failed at for good, with what is needed to try again.
type Quarantined struct {
	ID       int64     `json:"id"`
	Stage    Stage     `json:"stage"`
	Subject  string    `json:"subject"`
	Kind     Kind      `json:"kind"`
	Reason   string    `json:"reason"` // a sentence for people
	Attempts int       `json:"attempts"`
	Since    time.Time `json:"since"` // of the last failure
	// Source is the feed, archive or file that the subject came by; "" when it came
	// by itself.
	Source string `json:"source"`
}

// A Feed is a list of addresses that a ledger looks at again and again.
type Feed struct {
	URL    string `json:"url"`
	Title  string `json:"title"`
	Outlet string `json:"outlet"` // of its pages, where they name none
	Paused bool   `json:"paused"`
	// ETag and LastModified are what its server said of the copy seen last.
	ETag         string        `json:"-"`
	LastModified string        `json:"-"`
	Every        time.Duration `json:"every"` // between two polls; 0 before the first
	Added        time.Time     `json:"added"`
	Polled       time.Time     `json:"polled"`   // last, whether that went well or not; zero for never
	Due          time.Time     `json:"due"`      // the next poll
	Newest       time.Time     `json:"newest"`   // when it last had something new; zero for never
	Failures     int           `json:"failures"` // polls in a row that failed
	Reason       string        `json:"reason"`   // of the last of them
	// Moved is the address that its server says to use from now on; "" for this one.
	Moved string `json:"-"`
}

// An Address is a page that a feed or a person named, to be fetched.
type Address struct {
	URL       string
	Feed      string  // the feed's address; "" when a person named it
	Outlet    string  // where the page names none
	Title     string  // as the feed has it
	Published *Moment // as the feed has it
	// ETag and LastModified are what its server said of the copy fetched last.
	ETag, LastModified string
	Fetched            time.Time // last; zero for never
}

// Filed is what became of the Filings that a ledger was given.
type Filed struct {
	New        int
	Known      int // the same version was there
	Superseded int // of the new ones: another version of an article that was there
	Refused    int // purged before, so not taken in again
}

// A Backlog is how many jobs of a stage there are.
type Backlog struct {
	Ready  int // that a worker could take now, or has in hand
	Behind int // of Ready: those that give way to the others
	Later  int // to be tried again at a later time
}
