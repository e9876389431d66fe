package dateline

// A Query says which stories, events or reports of a ledger are wanted. Each field
// that is set narrows; the zero Query wants all that is countable.
type Query struct {
	Words    string      // all of them, in the text of a report that tells it; "two words" in quotes stand together
	Types    []EventCode // any of them; "attack" takes in "attack.bombing"
	Actors   []ActorID   // any of them in any role; branches are the caller's to name
	Places   []string    // any of them, as paths: "Pakistan/Balochistan" takes in what lies there
	From, To *Date       // what may have happened from From up to and with To; of reports, when they were published
	Statuses []Status    // any of them; unless given, what is countable
	All      bool        // also what is not countable
	Outlets  []string    // told by any of them
	Origins  int         // told by so many origins or more
	Story    StoryID
	// Came has events in the order in which the ledger got the last report that tells
	// each, the latest first, rather than in that of their days.
	Came   bool `json:",omitempty"`
	Report ReportID
	Limit  int    // at most so many; 0 is no limit
	After  string // what Page.Next said
	// Uncounted leaves Page.Total -1 where counting costs more than the list.
	Uncounted bool `json:"-"`
	// Brief has of events what rows of lists show: what costs most to read is what each
	// account says, how accounts came together and the history of tolls.
	Brief bool `json:"-"`
}

// A Page is a part of what a Query wants, in its order.
type Page[T any] struct {
	Items []T
	Total int    // of all parts; -1 where counting would cost more than listing
	Next  string // for Query.After; "" on the last
	// Newest is set where a Query's words stand in more reports than are looked at:
	// the parts are of the newest so many of them.
	Newest int
}

// A Hit is a report in which a Query's words stand.
type Hit struct {
	Report  Report // without its Text
	Score   int    // of two hits of one Query the more relevant has more; never negative
	Title   []Span // the words looked for that stand in the report's title
	Snippet Snippet
	Stories []StoryID
}

// A Snippet is a piece of a report's text: where most of the words stand that were
// looked for, or its beginning.
type Snippet struct {
	Span         // in the report's text
	Text  string // the words there, as they are
	Marks []Span // in Text: the words looked for
}
