package dateline

// A Statement is a speaker's words in a report. A direct quotation over
// several paragraphs is one Statement a paragraph.
type Statement struct {
	Report      ReportID `json:"report"`
	Speaker     string   `json:"speaker"`
	Role        *string  `json:"role"`        // "security analyst"
	Affiliation *string  `json:"affiliation"` // "Pakistani Institute for Peace Studies"
	Direct      bool     `json:"direct"`
	Quote       string   `json:"quote"`
	Span
}

// An Aggregate is a toll or count over a period or a set. It is kept with its
// evidence, is never an Event and is never summed.
type Aggregate struct {
	Report ReportID `json:"report"`
	Words  string   `json:"words"` // "more than 4,000"
	Status Harm     `json:"status"`
	Low    *int     `json:"low"`
	High   *int     `json:"high"`
	Span
	Quote string `json:"quote"`
}

// A Change is a proposal to the Register that a report's words support.
type Change struct {
	Change   string      `json:"change"` // branch, formed, alias, leader, rival, ally, split, merge, rename, pledge, defection, banned, dissolved
	Group    ActorID     `json:"group"`  // the group changed; its name in words where the Register has none
	Name     string      `json:"name"`   // the branch, alias, leader, rival …
	SaidBy   *string     `json:"said_by"`
	Evidence []Quotation `json:"evidence"`
}

// A Proposal is a name that the Register lacks and that acts like a group in a
// story: it claims, it attacks. People decide whether it is one, and which.
type Proposal struct {
	Name      string      `json:"name"`
	Story     StoryID     `json:"story"`     // a name in another story may be another group
	Acts      []string    `json:"acts"`      // "claim", "denial", or the family of event that it acts in
	Countries []string    `json:"countries"` // of the events, by name
	Events    []EventID   `json:"events"`
	Origins   int         `json:"origins"`
	Evidence  []Quotation `json:"evidence"`
}

// A Said is a Statement with the Report that it stands in.
type Said struct {
	Report    Report // without its Text
	Statement Statement
}
