package dateline

// A MentionKind is what a mention names.
type MentionKind string

// The kinds of mention.
const (
	ActorMention  MentionKind = "actor"
	PersonMention MentionKind = "person"
	PlaceMention  MentionKind = "place"
	TimeMention   MentionKind = "time"
	NumberMention MentionKind = "number"
	WeaponMention MentionKind = "weapon"
)

// A Mention is a span that names an actor, person, place, time, number or
// weapon. Candidates are what the name may stand for, best first; Choice is
// nil when nothing decides between them, which is an honest answer.
type Mention struct {
	Report ReportID    `json:"report"`
	Kind   MentionKind `json:"kind"`
	Span
	Quote      string   `json:"quote"`
	Choice     *string  `json:"choice"`
	Candidates []string `json:"candidates"`
}
