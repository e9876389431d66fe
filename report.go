package dateline

import "time"

// The identifiers. Within one Record they are short ("r1", "e3") and numbered
// by content, never by the order in which files were given.
type (
	ReportID  string // "r1"
	OriginID  string // "o1": reports that print one copy share it
	StoryID   string // "s1"
	EventID   string // "e1"
	AccountID string // "a1"
	ActorID   string // of the Register: "islamic-state/khorasan-province"
	EventCode string // of the Codebook: "attack.bombing"
	Maker     string // what made a thing, with its version: "reader/1"
)

// A Genre is the kind of text a report is. Only news, round-ups and live pages
// open countable events.
type Genre string

// The genres.
const (
	News        Genre = "news"
	RoundUp     Genre = "round-up"
	LivePage    Genre = "live"
	Opinion     Genre = "opinion"
	Anniversary Genre = "anniversary"
	Review      Genre = "review"
	Sport       Genre = "sport"
	OtherGenre  Genre = "other"
)

// Countable reports whether what a text of this genre tells may be counted.
// An anniversary piece is news of a day, though most of it is background.
func (g Genre) Countable() bool {
	switch g {
	case News, RoundUp, LivePage, Anniversary:
		return true
	}
	return false
}

// A Report is one version of one article of an outlet. Its text never changes.
type Report struct {
	ID        ReportID `json:"id"`
	Path      string   `json:"path"`
	Outlet    *string  `json:"outlet"`
	Title     *string  `json:"title"`
	URL       *string  `json:"url"`
	Published *Moment  `json:"published"`
	Modified  *Moment  `json:"modified"` // when it was edited last, by its own word
	Language  string   `json:"language"` // ISO 639-1
	Genre     Genre    `json:"genre"`
	SHA256    string   `json:"sha256"` // of Text, in lower-case hexadecimal
	Origin    OriginID `json:"origin"`
	Copying   Copying  `json:"copying"`
	// From is the report that this one comes from or, when it is Own, takes a part
	// from; nil where there is none.
	From *ReportID `json:"from"`
	// Supersedes is the version of the same article before this one: of the same outlet,
	// at the same address; nil for the first. Linking and a ledger each work it out, alike.
	Supersedes *ReportID `json:"supersedes"`
	Credit     *Credit   `json:"credit"` // the agency that it is credited to
	Leans      []Lean    `json:"leans"`  // other outlets that it gives as its sources
	// Text is the whole text in UTF-8, front matter included; spans count into it.
	Text string `json:"-"`
	// Body is where the article's own text begins, after the front matter.
	Body int `json:"-"`
	// Received is when a ledger took it in, which orders versions that say nothing else of
	// their order; zero without a ledger.
	Received time.Time `json:"-"`
}

// Copying is how a report stands to the one that it comes from.
type Copying string

// From the closest: the same words, headline and credits aside; cut, added to or
// changed; in other words; and none of these.
const (
	ExactCopy  Copying = "exact copy"
	EditedCopy Copying = "copy with edits"
	Rewrite    Copying = "rewrite"
	OwnText    Copying = "own"
)

// A Credit is an agency that a report is credited to, with the words.
type Credit struct {
	Agency string     `json:"agency"` // as it is best known: "Reuters"
	Form   CreditForm `json:"form"`
	Span
	Quote string `json:"quote"`
}

// A CreditForm is how a report is credited.
type CreditForm string

// The forms. With is a share: "with input from AFP".
const (
	InDateline   CreditForm = "dateline"
	InByline     CreditForm = "byline"
	InCopyright  CreditForm = "copyright"
	NamedSource  CreditForm = "source"
	SignedOff    CreditForm = "sign-off"
	WithMaterial CreditForm = "with"
)

// A Lean is another outlet that a report names as a source, with the words.
type Lean struct {
	Outlet string `json:"outlet"`
	// Interview is set where somebody told the outlet: who spoke is the source.
	Interview bool `json:"interview"`
	Span
	Quote string `json:"quote"`
}

// A Failure is an input that could not be read, and why.
type Failure struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}
