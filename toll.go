package dateline

// A Toll is what the accounts of an event say of one harm done to one side: the
// best figure with the rule that chose it, the lowest and the highest that
// stand, and every figure in order of publication.
type Toll struct {
	Status     Harm        `json:"status"`
	Side       Side        `json:"side"`
	Best       Range       `json:"best"`
	Low        *int        `json:"low"`  // the lowest number that a standing figure allows; nil is none said
	High       *int        `json:"high"` // the highest; nil is no bound said
	Rule       TollRule    `json:"rule"`
	For        []AccountID `json:"for"` // their figures allow the best one, as exact or not
	Against    []AccountID `json:"against"`
	Superseded []AccountID `json:"superseded"`
	History    []Figure    `json:"history"`
}

// A Range is a number of people between two bounds, both included. A nil bound
// is none said.
type Range struct {
	Low  *int `json:"low"`
	High *int `json:"high"`
}

// A TollRule is what chose the best figure of a toll.
type TollRule string

// The rules, in the order in which they are tried. Superseded figures are set
// aside before; a rule is named when it decided.
const (
	OnlyFigure     TollRule = "only"             // one origin gives a figure, and one only
	EnemysWord     TollRule = "enemys-word"      // nobody but a belligerent counts its enemy's dead: that side's word
	NotEnemysWord  TollRule = "not-enemys-word"  // a belligerent's count of its enemy's dead gave way to another source
	Counted        TollRule = "counted"          // it gives a number, where others mention someone killed or hurt
	LatestOfSource TollRule = "latest-of-source" // the later report of an outlet or origin, or one that says that the toll changed, replaced all others
	AllAgree       TollRule = "all-agree"        // the figures allow each other; the narrowest is shown
	MostOrigins    TollRule = "most-origins"     // more origins bear it out than any other
	Latest         TollRule = "latest"           // as many origins as another, and published last
	LowestFigure   TollRule = "lowest"           // nothing decides: the lowest of them
)

// A Figure is a number that an account gives, with what became of it.
type Figure struct {
	Account   AccountID      `json:"account"`
	Report    ReportID       `json:"report"`
	Published *Moment        `json:"published"` // of a later version of an article, when it was edited
	Low       *int           `json:"low"`
	High      *int           `json:"high"`
	Qualifier *string        `json:"qualifier"`
	SaidBy    *string        `json:"said_by"`
	Words     string         `json:"words"`
	Standing  FigureStanding `json:"standing"`
	// Of one that was replaced, the reports whose figures did it, or the version of its
	// article that no longer gives it, in order of publication; at most MostReplacing. Without
	// them it stands again.
	ReplacedBy []ReportID `json:"replaced_by"`
}

// MostReplacing is how many reports a figure names that replaced it: a few, since a toll
// that rose a hundred times is written down a hundred times.
const MostReplacing = 8

// A FigureStanding is how a figure stands to the best one of its toll.
type FigureStanding string

// The standings.
const (
	FigureFor        FigureStanding = "for"         // it allows the best figure
	FigureAgainst    FigureStanding = "against"     // it does not
	FigureSuperseded FigureStanding = "superseded"  // a later report or a correction replaced it
	FigureEnemys     FigureStanding = "enemys-word" // a belligerent's count of its enemy's, set aside
	FigureEcho       FigureStanding = "echo"        // printed again from another report
)
