package gazetteer

import "slices"

// The points of Resolve. Prominence gives up to 255.
const (
	inContext     = 90 // the context names a province, district or town that contains the candidate
	aroundContext = 50 // the candidate contains a place of the context, and is no country or region
	sameCountry   = 60 // a place of the context lies in the candidate's country, or is that country
	inRegion      = 25 // the context names a region that contains the candidate
	perFurther    = 8  // each further place of the same country, up to furtherLimit
	furtherLimit  = 5
	obscure       = 98  // below this prominence, about 5,000 people, a place has no standing of its own
	largeTown     = 140 // from this prominence, about 180,000 people, a town is filed though its name is an English word
	cityOfNote    = 165 // from this prominence, about 1,600,000 people, a town is known better than the word it is
)

// near gives points for the distance to the nearest place of the context that
// is a town or feature.
var near = []struct{ km, points int }{{30, 40}, {100, 25}, {300, 10}}

// Resolve chooses among the places of one name, given other places that the
// text speaks of. Points are whole numbers: prominence (level and population),
// containment in or of a place of the context, the same country, distance.
//
// It gives false when there is no candidate, when the best two are tied and
// neither contains the other, and when the best is an obscure place or one of
// a weak name and nothing in the context supports it. Of tied places that
// contain one another the outer is chosen, as the coarser reading.
func (g *Gazetteer) Resolve(ids []ID, context []ID) (ID, bool) {
	best, bestPoints, bestSupport, tied := ID(-1), -1, 0, false
	for i, id := range ids {
		if !g.known(id) || slices.Contains(ids[:i], id) {
			continue
		}
		support := g.support(id, context)
		points := g.prominence(id) + support
		switch {
		case points > bestPoints:
			best, bestPoints, bestSupport, tied = id, points, support, false
		case points < bestPoints:
		case g.Contains(id, best):
			best, bestSupport = id, support
		case !g.Contains(best, id):
			tied = true
		}
	}
	if best < 0 || tied {
		return -1, false
	}
	if bestSupport == 0 && (g.prominence(best) < obscure || g.Weak(g.name(best))) {
		return -1, false
	}
	return best, true
}

// support gives the points that the context lends to a candidate.
func (g *Gazetteer) support(id ID, context []ID) int {
	country, inCountry := g.CountryOf(id)
	var inside, around, same, region, further int
	nearest := -1
	for i, other := range context {
		if !g.known(other) || other == id || slices.Contains(context[:i], other) {
			continue
		}
		level := g.level(other)
		if c, ok := g.CountryOf(other); ok && inCountry && c == country {
			if same == 0 {
				same = sameCountry
			} else if further < furtherLimit*perFurther {
				further += perFurther
			}
		}
		switch {
		case level == Region:
			if g.Contains(other, id) {
				region = inRegion
			}
		case level != Country && g.Contains(other, id):
			inside = inContext
		case g.level(id) != Country && g.level(id) != Region && g.Contains(id, other):
			around = aroundContext
		}
		if level == Town || level == Feature {
			if km := g.Distance(id, other); nearest < 0 || km < nearest {
				nearest = km
			}
		}
	}
	sum := inside + around + same + region + further
	if nearest >= 0 {
		for _, n := range near {
			if nearest <= n.km {
				return sum + n.points
			}
		}
	}
	return sum
}
