package dateline

// A Spread is how the events that a Query wants lie in place and time, for a map with
// a line of time: counts alone, so that a hundred thousand events are little to send.
type Spread struct {
	Spots  []Spot // each once, in the order of their paths
	Cells  []Cell // in the order of their days, those of none first, then of From, To and their spots
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
	Spot int   // of the Spread's; Nowhere for events of no place whose coordinates are known
	Day  *Date // the first of the event's own; nil where none is known, whatever its reports' are
	// From and To are the days on which it may have happened, both included, as a Query's
	// From and To find it: where one bound alone is known, OpenDays from that; nil where none is.
	From, To *Date
	Events   int
}

// OpenDays is how far a time of which one bound alone is known reaches from it, for who
// asks by days: "before March 2025" is no answer to what happened in 1950.
const OpenDays = 366

// On reports whether the events of a cell are among those that a Query finds from one day
// to another; nil is no bound.
func (c Cell) On(from, to *Date) bool {
	if c.From == nil || c.To == nil {
		return from == nil && to == nil
	}
	return (to == nil || !to.Before(*c.From)) && (from == nil || !c.To.Before(*from))
}

// Nowhere is the Spot of a Cell that can be drawn at none.
const Nowhere = -1

// A DayCount is how many reports one day has.
type DayCount struct {
	Day     *Date // of publication; nil for reports without a date, whose day of filing says nothing
	Reports int
}
