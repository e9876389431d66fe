package dateline

import (
	"math"
	"math/bits"
	"slices"
	"strings"
)

// A Weight is one reason why a person should look at an event, with its points.
type Weight struct {
	Ground WeightGround `json:"ground"`
	Field  string       `json:"field"`  // of Disagreement, as in Agreement: "casualties.killed"
	Harm   Harm         `json:"harm"`   // of Severity
	People int          `json:"people"` // of Severity: harmed, by the best figure's low bound
	Points int          `json:"points"`
}

// A WeightGround is what a Weight rests on.
type WeightGround string

// The grounds, in the order in which Weigh gives them.
const (
	Contradicted WeightGround = "contradicted" // accounts differ in a field and nothing explains it
	Differing    WeightGround = "differing"    // accounts differ, by side, by status or by time
	NoPlace      WeightGround = "no-place"
	CoarsePlace  WeightGround = "coarse-place" // no finer than a country or a region, or unknown to the gazetteer
	NoTime       WeightGround = "no-time"
	OneWord      WeightGround = "one-word"   // it is claimed, alleged or denied, reported by nobody
	OneOrigin    WeightGround = "one-origin" // nobody else tells it, so that nothing checks it
	Unsure       WeightGround = "unsure"     // the reader was, even of the account that it read best
	Severity     WeightGround = "severity"
)

// The most points that disagreement, and that severity have, so that neither drowns all
// else.
const (
	mostDisagreement = 90
	mostSeverity     = 100
)

// Weigh is why a person should look at an event: what its accounts disagree on, what is
// uncertain of it, and how many people were harmed, which counts by its doublings. How
// many outlets tell it counts for nothing, since that would put what happens where few
// reporters are behind all else: an origin more that agrees never makes an event worth
// more. So a field counts once, whatever the number of those who differ in it, and of
// the reader's confidence the best account's counts.
func Weigh(e *Event) []Weight {
	var out []Weight
	left := mostDisagreement
	for _, w := range disagreements(e) {
		if w.Points = min(w.Points, left); w.Points > 0 {
			out = append(out, w)
		}
		left -= w.Points
	}
	add := func(g WeightGround, points int) { out = append(out, Weight{Ground: g, Points: points}) }
	switch {
	case len(e.Places) == 0:
		add(NoPlace, 20)
	case !slices.ContainsFunc(e.Places, func(p PlaceRef) bool { return p.Level != "country" && p.Level != "region" && p.Lat != nil }):
		add(CoarsePlace, 10)
	}
	if e.Time.Start == nil && e.Time.End == nil {
		add(NoTime, 15)
	}
	if e.Basis != Reported {
		add(OneWord, 5)
	}
	if e.Origins <= 1 {
		add(OneOrigin, 5)
	}
	best := 0.0
	for _, a := range e.Accounts {
		best = max(best, a.Confidence)
	}
	// Confidence has hundredths.
	if n := 20 - int(math.Round(best*100))/5; n > 0 {
		add(Unsure, n)
	}
	return append(out, severity(e)...)
}

// disagreements are one a field, the weightiest first. What is told by sides counts with
// the harm as a whole.
func disagreements(e *Event) []Weight {
	points := map[string]Weight{}
	for field, a := range e.Agreement {
		if a.Relation != Differ {
			continue
		}
		if parts := strings.Split(field, "."); len(parts) > 2 {
			field = parts[0] + "." + parts[1]
		}
		w := Weight{Ground: Differing, Field: field, Points: 15}
		if a.Because != nil && *a.Because == Contradiction {
			w.Ground, w.Points = Contradicted, 30
		}
		if points[field].Points < w.Points {
			points[field] = w
		}
	}
	var out []Weight
	for _, w := range points {
		out = append(out, w)
	}
	slices.SortFunc(out, func(a, b Weight) int {
		if a.Points != b.Points {
			return b.Points - a.Points
		}
		return strings.Compare(a.Field, b.Field)
	})
	return out
}

// severity is one a harm that has a number, sides together.
func severity(e *Event) []Weight {
	var out []Weight
	people := map[Harm]int{}
	var harms []Harm
	for _, t := range e.Tolls {
		if t.Best.Low == nil || *t.Best.Low <= 0 {
			continue
		}
		if people[t.Status] == 0 {
			harms = append(harms, t.Status)
		}
		people[t.Status] += min(*t.Best.Low, 1_000_000)
	}
	left := mostSeverity
	for _, h := range harms {
		each := 2
		switch h {
		case Killed:
			each = 8
		case Wounded, Abducted, Missing:
			each = 4
		}
		n := min(each*min(bits.Len(uint(people[h])), 10), left)
		if n > 0 {
			out = append(out, Weight{Ground: Severity, Harm: h, People: people[h], Points: n})
		}
		left -= n
	}
	return out
}
