package dateline

// A Reopened is a country in a week to which reports came after it was said to be looked
// at.
type Reopened struct {
	Country string     `json:"country"` // "" of events of which none is known
	Week    ISOWeek    `json:"week"`
	Reports []ReportID `json:"reports"`
}
