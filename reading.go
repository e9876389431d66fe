package dateline

// A Reading is what one version of the reader made of one report. It is never
// changed; a newer reader writes another.
type Reading struct {
	Report     ReportID
	Maker      Maker
	Genre      Genre
	Sentences  []Span // of the article's own sentences, in order
	Mentions   []Mention
	Accounts   []Account // ids are local to the reading: "a1", "a2" …
	Statements []Statement
	Aggregates []Aggregate
	Changes    []Change
}
