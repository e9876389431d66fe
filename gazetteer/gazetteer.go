// Package gazetteer knows places: countries with their adjectives and
// demonyms, provinces, districts, towns, the regions that news speaks of, and
// a supplement of places that conflict reporting needs.
package gazetteer

// An ID is a place of this build of the gazetteer. It is no key to store: the
// next build may number otherwise.
type ID int32

// A Level is how coarse a place is.
type Level string

// The levels, coarsest first.
const (
	Region   Level = "region" // across countries or provinces: the Levant, Greater Sahara
	Country  Level = "country"
	Province Level = "province" // first administrative level
	District Level = "district" // second administrative level
	Town     Level = "town"
	Feature  Level = "feature" // a forest, lake, camp, crossing, base
)

// A Place is a place with its middle and the radius of its area.
type Place struct {
	ID         ID
	Name       string
	Level      Level
	Country    string   // ISO 3166-1 alpha-2, "" for a region across countries
	Path       []string // names from the country down to the place itself
	Lat, Lon   float64  // degrees, WGS 84
	RadiusKM   float64
	Population int // 0 when unknown
	GeoNames   int // its number in GeoNames, 0 when it has none or it is not known
}
