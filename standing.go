package dateline

import "time"

// A Count is how many of a kind there are.
type Count struct {
	Stage  Stage  `json:"stage"`
	Kind   Kind   `json:"kind"`
	Reason string `json:"reason"`
	Number int    `json:"number"`
}

// A Standing is how a ledger stands and how work in it goes on.
type Standing struct {
	Where   string `json:"where"`  // without a password
	Ledger  string `json:"ledger"` // its ID
	Schema  int    `json:"schema"`
	Feature int    `json:"feature"`
	Bytes   int64  `json:"bytes"` // on disk
	Reports struct {
		All      int           `json:"all"`
		Unread   int           `json:"unread"`   // without any reading, those in quarantine aside
		Unlinked int           `json:"unlinked"` // with a reading that is not linked, those in quarantine aside
		ByReader map[Maker]int `json:"by_reader"`
	} `json:"reports"`
	Stories   int `json:"stories"`
	Events    int `json:"events"`
	Countable int `json:"countable"`
	// Oldest is the report that waits longest to be read or linked; nil when none
	// does.
	Oldest      *Waits           `json:"oldest"`
	Jobs        map[Stage]JobsOf `json:"jobs"`
	Rates       map[Stage]Rate   `json:"rates"` // of intake, read and link
	Quarantined int              `json:"quarantined"`
	Failures    []Count          `json:"failures"` // by stage, kind and reason, the most frequent first
	Feeds       int              `json:"feeds"`
	Silent      []Silence        `json:"silent"` // feeds
	Decisions   int              `json:"decisions"`
	Tombstones  int              `json:"tombstones"`
	Unscrubbed  bool             `json:"unscrubbed"` // freed pages may hold what was purged: scrub
}

// Waits is a report that waits for a stage.
type Waits struct {
	Report ReportID  `json:"report"`
	Stage  Stage     `json:"stage"`
	Since  time.Time `json:"since"` // when it came in
}

// JobsOf is how many jobs of a stage are in which state.
type JobsOf struct {
	Ready   int `json:"ready"`
	Running int `json:"running"`
	Later   int `json:"later"`  // to be tried again, or not due yet
	Failed  int `json:"failed"` // for good, of late
}

// A Rate is how many reports went through a stage.
type Rate struct {
	Minute int `json:"minute"` // in the last one
	Hour   int `json:"hour"`
}

// A Silence is a feed that has had nothing new for long, or that cannot be read.
type Silence struct {
	Feed  Feed          `json:"feed"`
	Since time.Time     `json:"since"` // when it last had something new, or was added
	Usual time.Duration `json:"usual"` // between two times that it had; 0 when not known
	Why   string        `json:"why"`   // a sentence
}
