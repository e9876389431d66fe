package dateline

import (
	"slices"
	"strings"
)

// A Likeness is one reason for two events being one, or against it.
type Likeness struct {
	Ground LikeGround `json:"ground"`
	Points int        `json:"points"` // negative where it speaks against
	Value  string     `json:"value"`  // the place or the name that is meant, "" where none is
	Days   int        `json:"days"`   // of LikeDays and LikeFar: how many lie between
}

// A LikeGround is what a Likeness rests on.
type LikeGround string

// The grounds, in the order in which Alike gives them.
const (
	LikeDay       LikeGround = "day"        // they may be of one day
	LikeDays      LikeGround = "days"       // a few days lie between: of one night, or of a report that tells it late
	LikeFar       LikeGround = "far"        // more do
	LikePlace     LikeGround = "place"      // a place finer than a region is the same
	LikeWithin    LikeGround = "within"     // the place of one lies within that of the other
	LikeElsewhere LikeGround = "elsewhere"  // no place is, in one country
	LikeAbroad    LikeGround = "abroad"     // nor the country
	LikeActor     LikeGround = "actor"      // the same of the register plays the same part
	LikeOther     LikeGround = "other"      // others of the register did it
	LikeType      LikeGround = "type"       // the type is the same
	LikeKind      LikeGround = "kind"       // it is of the same family
	LikeUnlike    LikeGround = "unlike"     // it is of another
	LikeToll      LikeGround = "toll"       // a figure of the same harm is the same
	LikeTolls     LikeGround = "tolls"      // figures of the same harm can be of one count
	LikeCount     LikeGround = "count"      // they cannot
	LikeStory     LikeGround = "story"      // they are of one story
	LikeReport    LikeGround = "one-report" // one report tells both, so somebody told them apart
)

// likeFar is from how many days between two events on these speak against one.
const likeFar = 4

// Alike is what speaks for two events being one and against it, by what linking goes by
// too: days, places, actors, type, tolls. That one report tells both speaks against it most: who
// wrote it told them apart. It is for people who look for an event's like; linking decides
// by more than that.
func Alike(x, y *Event) []Likeness {
	var out []Likeness
	add := func(g LikeGround, points int, value string) {
		out = append(out, Likeness{Ground: g, Points: points, Value: value})
	}
	if n, known := daysBetween(x.Time, y.Time); known {
		switch {
		case n == 0 && max(long(x.Time), long(y.Time)) <= 7:
			add(LikeDay, 4, "")
		case n == 0:
			add(LikeDay, 1, "")
		case n < likeFar:
			out = append(out, Likeness{Ground: LikeDays, Points: 3 - n, Days: n})
		default:
			out = append(out, Likeness{Ground: LikeFar, Points: -4, Days: n})
		}
	}
	if g, points, value := likePlaces(x.Places, y.Places); g != "" {
		add(g, points, value)
	}
	if g, points, value := likeActors(x.Roles, y.Roles); g != "" {
		add(g, points, value)
	}
	switch a, _, _ := strings.Cut(string(x.Type), "."); {
	case x.Type == y.Type:
		add(LikeType, 3, "")
	case strings.HasPrefix(string(y.Type), a+"."):
		add(LikeKind, 1, "")
	default:
		add(LikeUnlike, -2, "")
	}
	if g, points, value := likeTolls(x.Tolls, y.Tolls); g != "" {
		add(g, points, value)
	}
	if x.Story == y.Story && x.Story != "" {
		add(LikeStory, 1, "")
	}
	if len(TellBoth(x, y)) > 0 {
		add(LikeReport, -20, "") // more than all that may speak for it
	}
	return out
}

// LikePoints are those of all grounds together.
func LikePoints(all []Likeness) int {
	n := 0
	for _, l := range all {
		n += l.Points
	}
	return n
}

// daysBetween is how many days lie between two times, 0 where they meet; false where one
// has none.
func daysBetween(s, t Time) (n int, known bool) {
	if s.Start == nil || s.End == nil || t.Start == nil || t.End == nil {
		return 0, false
	}
	return max(t.Start.Sub(*s.End)+1, s.Start.Sub(*t.End)+1, 0), true
}

func long(t Time) int { return t.End.Sub(*t.Start) }

// likePlaces compares the nearest two of places.
func likePlaces(xs, ys []PlaceRef) (LikeGround, int, string) {
	var best LikeGround
	points, value := -100, ""
	take := func(g LikeGround, n int, name string) {
		if n > points {
			best, points, value = g, n, name
		}
	}
	for _, x := range xs {
		for _, y := range ys {
			n := min(len(x.Path), len(y.Path))
			if n == 0 {
				continue
			}
			fine := x.Level != "country" && x.Level != "region"
			switch same := slices.Equal(x.Path[:n], y.Path[:n]); {
			case same && len(x.Path) == len(y.Path) && fine:
				take(LikePlace, 4, x.Name)
			case same && n > 1:
				take(LikeWithin, 2, x.Path[n-1])
			case same:
				take(LikeWithin, 1, x.Path[n-1])
			case x.Path[0] == y.Path[0]:
				take(LikeElsewhere, -2, "")
			default:
				take(LikeAbroad, -5, "")
			}
		}
	}
	return best, points, value
}

func likeActors(xs, ys []Role) (LikeGround, int, string) {
	did := func(rs []Role) (out []ActorID) {
		for _, r := range rs {
			if r.Role == Perpetrator && r.Actor != nil {
				out = append(out, *r.Actor)
			}
		}
		return out
	}
	for _, x := range xs {
		for _, y := range ys {
			if x.Role == y.Role && x.Actor != nil && y.Actor != nil && *x.Actor == *y.Actor {
				return LikeActor, 3, x.Name
			}
		}
	}
	if len(did(xs)) > 0 && len(did(ys)) > 0 {
		return LikeOther, -2, ""
	}
	return "", 0, ""
}

// likeTolls compares the figures of the same harm to the same side; what agrees best counts.
func likeTolls(xs, ys []Toll) (g LikeGround, points int, value string) {
	for _, x := range xs {
		for _, y := range ys {
			if x.Status != y.Status || x.Side != y.Side && x.Side != UnknownSide && y.Side != UnknownSide || x.Best.Low == nil || y.Best.Low == nil {
				continue
			}
			switch {
			case *x.Best.Low == *y.Best.Low:
				return LikeToll, 2, string(x.Status)
			case x.High != nil && *y.Best.Low > *x.High || y.High != nil && *x.Best.Low > *y.High:
				if g == "" {
					g, points, value = LikeCount, -1, string(x.Status)
				}
			default:
				g, points, value = LikeTolls, 1, string(x.Status)
			}
		}
	}
	return g, points, value
}
