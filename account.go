package dateline

// Occurrence is whether an event took place.
type Occurrence string

// The occurrences.
const (
	Happened          Occurrence = "happened"
	Planned           Occurrence = "planned"
	Foiled            Occurrence = "foiled"
	DidNotHappen      Occurrence = "did-not-happen"
	UnknownOccurrence Occurrence = "unknown"
)

// Basis is how an event is told, apart from whether it took place.
type Basis string

// The bases.
const (
	Reported Basis = "reported" // by the outlet or a named source other than the actor
	Claimed  Basis = "claimed"  // only by the actor's own word
	Alleged  Basis = "alleged"  // an accusation
	Denied   Basis = "denied"
)

// A RoleName is the part that someone or something plays in an event.
type RoleName string

// The roles.
const (
	Perpetrator RoleName = "perpetrator"
	Target      RoleName = "target"
	Victim      RoleName = "victim"
	Subject     RoleName = "subject"
	Parent      RoleName = "parent"
	Branch      RoleName = "branch"
	Object      RoleName = "object"
	Recipient   RoleName = "recipient"
	Territory   RoleName = "territory"
)

// A Role is who plays a part in an event. Name is the Register's preferred
// name when Actor is set, else the report's words.
type Role struct {
	Role  RoleName `json:"role"`
	Name  string   `json:"name"`
	Actor *ActorID `json:"actor"`
	Words string   `json:"words"`
	// Resolution is what decided who is meant where the report's own words leave it
	// open. Only the roles of events have one; an account keeps what it says.
	Resolution *Resolution `json:"resolution"`
}

// A Resolution is how an ambiguous name was decided by other reports.
type Resolution struct {
	By         ResolvedBy  `json:"by"`
	Candidates []ActorID   `json:"candidates"` // whom the name may stand for
	Evidence   []Quotation `json:"evidence"`   // the words that decided
}

// A ResolvedBy says what decided between the candidates for a name.
type ResolvedBy string

// The grounds, the strongest first.
const (
	ByEvent   ResolvedBy = "event"   // another account of the event names one of them in that role
	ByStory   ResolvedBy = "story"   // the reports of the story name one of them and no other
	ByCountry ResolvedBy = "country" // one of them acts where the event took place
)

// An Account is what one report says of one event.
type Account struct {
	ID         AccountID  `json:"id"`
	Report     ReportID   `json:"report"`
	Maker      Maker      `json:"maker"`
	Confidence float64    `json:"confidence"` // 0 to 1, hundredths
	SaidBy     *string    `json:"said_by"`    // whose word it is; nil is the outlet's own
	Type       EventCode  `json:"type"`
	Occurrence Occurrence `json:"occurrence"`
	Basis      Basis      `json:"basis"`
	Background bool       `json:"background"`
	Roles      []Role     `json:"roles"`
	Places     []PlaceRef `json:"places"`
	Time       Time       `json:"time"`
	Casualties []Casualty `json:"casualties"`
	Claims     []Claim    `json:"claims"`
	Evidence   []Evidence `json:"evidence"`
}

// A PlaceRef is a place as an account names it: the gazetteer's place, the
// relation that the words give ("in", "near", "between", "south-west of", or
// "south-west", a part of it) and the words. Coordinates are degrees of WGS 84 and are those of the area's
// middle; the truth lies within RadiusKM kilometres of them. All three are nil
// for a name that the gazetteer does not know.
type PlaceRef struct {
	Name     string   `json:"name"`
	Path     []string `json:"path"`  // from the country down to the place itself
	Level    string   `json:"level"` // region, country, province, district, town, feature, unknown
	Relation string   `json:"relation"`
	Words    string   `json:"words"`
	Lat      *float64 `json:"lat"`
	Lon      *float64 `json:"lon"`
	RadiusKM *float64 `json:"radius_km"`
}

// Precision is the unit that an account's words for a time support.
type Precision string

// The precisions.
const (
	Day         Precision = "day"
	Week        Precision = "week"
	Month       Precision = "month"
	Season      Precision = "season"
	Year        Precision = "year"
	Longer      Precision = "longer"
	UnknownTime Precision = "unknown"
)

// A Time is when an event took place: half-open local days when they are
// known, and the relation that the words state when they are not.
type Time struct {
	Start     *Date     `json:"start"`
	End       *Date     `json:"end"` // the day after the last
	Precision Precision `json:"precision"`
	Words     *string   `json:"words"`
	Timex     *string   `json:"timex"` // TIMEX3 value
	Relative  *Relative `json:"relative"`
	// AnchoredBy is by what an event's days were found where the words give none:
	// another report of the story. An account's own time never has it.
	AnchoredBy *Anchoring `json:"anchored_by"`
}

// An Anchoring is where the days of a relative time come from: an account of a
// report that gives a day, its words, and what lies between: events, and the
// publication of reports ("publication:r2"), in order from that account's event on.
type Anchoring struct {
	Account AccountID `json:"account"`
	Report  ReportID  `json:"report"`
	Words   string    `json:"words"`
	Via     []string  `json:"via"`
}

// A Relative places a time some days after (or, negative, before) something:
// "publication:r1", an event's id, or inside an account another account's id.
// A nil bound is open.
type Relative struct {
	To      string `json:"to"`
	MinDays *int   `json:"min_days"`
	MaxDays *int   `json:"max_days"`
}

// A Harm is what happened to people.
type Harm string

// The harms that casualties are counted by.
const (
	Killed      Harm = "killed"
	Wounded     Harm = "wounded"
	Abducted    Harm = "abducted"
	Released    Harm = "released"
	Detained    Harm = "detained"
	Displaced   Harm = "displaced"
	Missing     Harm = "missing"
	Surrendered Harm = "surrendered"
	UnknownHarm Harm = "unknown"
)

// A Side is whose people the casualties are.
type Side string

// The sides.
const (
	State       Side = "state"
	ArmedGroup  Side = "armed-group"
	Civilian    Side = "civilian"
	UnknownSide Side = "unknown"
)

// A Casualty is a count of people by harm and side, as a range. More than 20
// is 21..nil, at least 20 is 20..nil, about 30 is 30..30 qualified "about",
// dozens is 12..nil and thousands 1000..nil, qualified by the word itself.
// A nil High beside a Low is "no bound said".
type Casualty struct {
	Status    Harm    `json:"status"`
	Side      Side    `json:"side"`
	Low       *int    `json:"low"`
	High      *int    `json:"high"`
	Qualifier *string `json:"qualifier"`
	Who       *string `json:"who"`
	SaidBy    *string `json:"said_by"`
	Words     string  `json:"words"`
}

// A ClaimKind is what is said of responsibility.
type ClaimKind string

// The kinds of claim.
const (
	ClaimMade     ClaimKind = "claim"
	ClaimDenied   ClaimKind = "denial"
	ClaimAscribed ClaimKind = "attribution" // someone else names the perpetrator
	NoClaim       ClaimKind = "no-claim"    // "no group has claimed responsibility"
)

// A Claim is a claim of responsibility: by whom, in whose name, by what
// channel, when. No other noun is called claim. By is who claims or denies; of
// an attribution, whom others name; of a no-claim, empty.
type Claim struct {
	Kind        ClaimKind `json:"kind"`
	By          string    `json:"by"`
	InTheNameOf *string   `json:"in_the_name_of"`
	Channel     *string   `json:"channel"`
	Said        *Time     `json:"said"`
}
