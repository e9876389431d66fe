package dateline

// A Spread is how the events that a Query wants lie in place and time, for a map with
// a line of time: counts alone, so that a hundred thousand events are little to send.
type Spread struct {
	Spots  []Spot // each once, in the order of their paths
	Cells  []Cell // in the order of their days, then of their spots
	Events int    // of all cells
}

// A Spot is where events are drawn: the finest of their places whose coordinates are
// known. It is an area, whose truth lies within RadiusKM kilometres of the middle.
type Spot struct {
	Path     string // as Query.Places has it: "Pakistan/Balochistan"
	Level    string // of the place, as in PlaceRef
	Lat, Lon float64
	RadiusKM float64
}

// A Cell is how many events lie at one spot on one day.
type Cell struct {
	Spot   int   // of the Spread's; Nowhere for events of no place whose coordinates are known
	Day    *Date // the first of the event; of one without a day, that of the first report with a date that tells it; nil where that is open or not known either
	Events int
}

// Nowhere is the Spot of a Cell that can be drawn at none.
const Nowhere = -1

// A DayCount is how many reports one day has.
type DayCount struct {
	Day     *Date // of publication; nil for reports without a date, whose day of filing says nothing
	Reports int
}
