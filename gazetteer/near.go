package gazetteer

import (
	"cmp"
	"slices"
)

// kmPerDegree is a little less than a degree of latitude is long, so that a band of
// latitudes is never too narrow.
const kmPerDegree = 110.5

// point is whether a place's middle is where it lies: of districts many have that of
// their province for want of their own, and what is wider is no point at all.
func (g *Gazetteer) point(id ID) bool {
	l := g.level(id)
	return l == Town || l == Feature
}

// Near gives the towns and features within so many kilometres of a point, in degrees
// (WGS 84), the nearest first, at most so many. Distances are of whole kilometres; of
// places as far the more prominent stands first.
func (g *Gazetteer) Near(lat, lon, km float64, most int) []ID {
	y, x := tenThousandths(lat), tenThousandths(lon)
	band := int32(km / kmPerDegree * 10000)
	type found struct {
		id   ID
		away int
	}
	var all []found
	for id := range ID(g.places) {
		at := g.record(id)
		if d := i24at(g.data, at+6) - y; d > band || d < -band || !g.point(id) {
			continue
		}
		if away := distanceKM(y, x, i24at(g.data, at+6), i24at(g.data, at+9)); float64(away) <= km {
			all = append(all, found{id, away})
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(cmp.Compare(a.away, b.away), cmp.Compare(g.prominence(b.id), g.prominence(a.id)), cmp.Compare(a.id, b.id))
	})
	ids := make([]ID, min(len(all), most))
	for i := range ids {
		ids[i] = all[i].id
	}
	return ids
}

// In gives the towns and features of a box, in degrees (WGS 84), the most prominent
// first, at most so many. Where the box goes over the date line east is beyond 180.
func (g *Gazetteer) In(south, west, north, east float64, most int) []ID {
	least, top := tenThousandths(south), tenThousandths(north)
	left, right := int64(tenThousandths(west)), int64(tenThousandths(east))
	var ids []ID
	for id := range ID(g.places) {
		at := g.record(id)
		if y := i24at(g.data, at+6); y < least || y > top || !g.point(id) {
			continue
		}
		x := int64(i24at(g.data, at+9))
		if !(x >= left && x <= right || x+2*halfTurn >= left && x+2*halfTurn <= right || x-2*halfTurn >= left && x-2*halfTurn <= right) {
			continue
		}
		// Few are kept of many: most are no more prominent than the last that is.
		if len(ids) == most && (most == 0 || g.prominence(id) <= g.prominence(ids[most-1])) {
			continue
		}
		i, _ := slices.BinarySearchFunc(ids, id, func(a, b ID) int { return cmp.Or(cmp.Compare(g.prominence(b), g.prominence(a)), cmp.Compare(a, b)) })
		ids = slices.Insert(ids[:min(len(ids), most-1)], min(i, most-1), id)
	}
	return ids
}

// tenThousandths of a degree, as places have them.
func tenThousandths(degrees float64) int32 {
	if degrees < 0 {
		return -int32(-degrees*10000 + .5)
	}
	return int32(degrees*10000 + .5)
}
