package dateline

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
	Language  string   `json:"language"` // ISO 639-1
	Genre     Genre    `json:"genre"`
	SHA256    string   `json:"sha256"` // of Text, in lower-case hexadecimal
	Origin    OriginID `json:"origin"`
	// Text is the whole text in UTF-8, front matter included; spans count into it.
	Text string `json:"-"`
	// Body is where the article's own text begins, after the front matter.
	Body int `json:"-"`
}

// A Failure is an input that could not be read, and why.
type Failure struct {
	Path   string `json:"path"`
	Reason string `json:"reason"`
}
