package dateline

// An Attribution is where a report gives words, a belief or an intention to a
// source: the source, the words that signal it, and what is attributed. Its
// spans lie in the report's text.
type Attribution struct {
	Kind    AttributionKind
	Source  Span   // the whole noun phrase; empty where nobody is named ("it is said")
	Cue     Span   // the verb group, the noun, or "according to"
	Content []Span // in order of the text, none overlapping; more than one where the attribution stands between them ("A, he said, B")
}

// An AttributionKind says what the source does with the content.
type AttributionKind string

// The kinds of attribution. The first six are words; the rest are states of
// mind, and acts that words make.
const (
	Saying    AttributionKind = "say"     // said, told, according to
	Claiming  AttributionKind = "claim"   // claimed, boasted, insisted: at the speaker's own risk
	Alleging  AttributionKind = "allege"  // accused, blamed, alleged, charged
	Denying   AttributionKind = "deny"    // denied, rejected, dismissed
	Asking    AttributionKind = "ask"     // asked, urged, demanded, called for
	Promising AttributionKind = "promise" // vowed, threatened, refused
	Believing AttributionKind = "believe" // thinks, knows, expects, fears, saw
	Intending AttributionKind = "intend"  // wants, plans, seeks
	Deciding  AttributionKind = "decide"  // ruled, approved, ordered, agreed
	Favouring AttributionKind = "favour"  // supports, opposes, criticised, praised
	Showing   AttributionKind = "show"    // a document, a poll or an image shows it
)

// Spoken reports whether the attribution is of words rather than of a state of
// mind or an act.
func (k AttributionKind) Spoken() bool {
	switch k {
	case Saying, Claiming, Alleging, Denying, Asking, Promising:
		return true
	}
	return false
}
