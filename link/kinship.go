package link

import (
	"dateline"
	"dateline/text"
)

// Points that two pieces have in common or against each other, in hundredths
// of a natural logarithm of odds, near enough: 0 is an even chance that they
// tell of one development.
const (
	apriori      = -125 // most pairs that share words are strangers
	perCosine    = 33   // for each tenth of likeness of their words
	perRoot      = 45   // for each tenth of its square root
	perTitle     = 3    // for each tenth of likeness of their headlines
	perDoubling  = -52  // for each doubling of the days between them
	weekApart    = -80
	fewTerms     = 12 // with fewer words, their likeness counts in proportion
	sameName     = 21 // for each binary order of rarity of the names they share
	namesMost    = 500
	firstName    = 90 // of which one name, which may be anybody's, says little
	sameAge      = 25
	otherAges    = -200
	sameTown     = 70
	otherTowns   = -95
	otherAreas   = -55
	sameRoad     = 170
	otherRoads   = -170
	sameDay      = 130
	nextDay      = 25
	otherDay     = -165
	sameScene    = 60 // one place, to the town
	finerScene   = 25
	sameSceneDay = 140 // one town and one day
	otherScene   = -180
	sameToll     = 25
	sameLongToll = 110 // and more than two people
	otherToll    = -60
)

// A note takes down what counted between two pieces. A nil note takes nothing.
type note func(points int, why string)

func (n note) add(sum *int, points int, why string) {
	*sum += points
	if n != nil && points != 0 {
		n(points, why)
	}
}

// kinship says how much speaks for two pieces telling of one development: their
// words, names, places and numbers, and the events that they tell.
func kinship(a, b *content, n note) int {
	sum := 0
	n.add(&sum, apriori, "most reports are of other stories")
	// of a line or two, one word in common is much and says little
	c := cosine(a.terms, b.terms) * min(fewTerms, len(a.terms), len(b.terms)) / fewTerms
	n.add(&sum, c*perCosine/100+int(root(uint64(c)*1000))*perRoot/300, "words")
	n.add(&sum, cosine(a.title, b.title)*perTitle/100, "headlines")
	if a.day != noDay && b.day != noDay {
		gap := int64(a.day) - int64(b.day)
		if gap < 0 {
			gap = -gap
		}
		n.add(&sum, log16(uint64(gap+1))*perDoubling/16, "days between them")
		if gap > 7 {
			n.add(&sum, weekApart, "more than a week between them")
		}
	}
	n.add(&sum, min(namesMost, max(0, sharedWeight(a.names, b.names)*sameName/16-firstName)), "names")
	if len(a.ages) > 0 && len(b.ages) > 0 {
		if k := text.Shared(a.ages, b.ages); k > 0 {
			n.add(&sum, min(k, 3)*sameAge, "people of one age")
		} else {
			n.add(&sum, otherAges, "people of other ages")
		}
	}
	either(n, &sum, a.towns, b.towns, sameTown, otherTowns, "town")
	either(n, &sum, a.areas, b.areas, 0, otherAreas, "province")
	if len(a.roads) > 0 && len(b.roads) > 0 {
		if k := text.Shared(a.roads, b.roads); k > 0 {
			n.add(&sum, min(k, 2)*sameRoad, "street")
		} else {
			n.add(&sum, otherRoads, "other streets")
		}
	}
	scenes(a, b, n, &sum)
	return sum
}

func either(n note, sum *int, a, b []uint32, same, other int, what string) {
	if len(a) == 0 || len(b) == 0 {
		return
	}
	if text.Shared(a, b) > 0 {
		n.add(sum, same, "same "+what)
	} else {
		n.add(sum, other, "no "+what+" in common")
	}
}

// sharedWeight sums the weights of the terms that both have.
func sharedWeight(a, b []term) int {
	sum := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i].hash == b[j].hash:
			sum += int(min(a[i].weight, b[j].weight))
			i++
			j++
		case a[i].hash < b[j].hash:
			i++
		default:
			j++
		}
	}
	return sum
}

// scenes adds the points of the two events, one of each piece, that are most
// like each other.
func scenes(a, b *content, n note, sum *int) {
	best := -1 << 30
	var x, y scene
	for _, s := range a.scenes {
		for _, t := range b.scenes {
			if s.family != t.family {
				continue
			}
			if p := sceneScore(s, t, nil); p > best {
				best = p
				x, y = s, t
			}
		}
	}
	if best > -1<<30 {
		*sum += sceneScore(x, y, n)
	}
}

func sceneScore(s, t scene, n note) int {
	sum := 0
	same := false
	k := 0 // how much of their places is one
	for k < len(s.path) && k < len(t.path) && s.path[k] == t.path[k] {
		k++
	}
	if k < 2 && k < len(s.path) && k < len(t.path) {
		// what happened elsewhere on the same day, to as many, is another thing
		n.add(&sum, otherScene, "other places of the event")
		if s.day() && t.day() && (s.start-t.start > 1 || t.start-s.start > 1) {
			n.add(&sum, otherDay, "other days of the event")
		}
		return sum
	}
	if s.day() && t.day() {
		switch d := s.start - t.start; {
		case d == 0:
			same = true
			n.add(&sum, sameDay, "same day of the event")
		case d == 1 || d == -1:
			n.add(&sum, nextDay, "neighbouring days of the event")
		default:
			n.add(&sum, otherDay, "other days of the event")
		}
	} else if s.start != noDay && t.start != noDay && s.end != noDay && t.end != noDay && (s.start >= t.end || t.start >= s.end) {
		n.add(&sum, otherDay, "other times of the event")
	}
	if len(s.path) > 0 && len(t.path) > 0 {
		switch {
		case k == len(s.path) && k == len(t.path) && k > 2, k > 0 && len(s.path) > 2 && len(t.path) > 2 && s.path[len(s.path)-1] == t.path[len(t.path)-1]:
			n.add(&sum, sameScene, "same place of the event")
			if same {
				n.add(&sum, sameSceneDay, "same place and day of the event")
			}
		case k > 1 && (k == len(s.path) || k == len(t.path)):
			n.add(&sum, finerScene, "one place of the event holds the other")
		case k < len(s.path) && k < len(t.path):
			n.add(&sum, otherScene/3, "other towns of the event")
		}
	}
	if s.hurt > 0 && t.hurt > 0 {
		switch {
		case s.hurt == t.hurt && s.killed == t.killed:
			if s.hurt > 2 {
				n.add(&sum, sameLongToll+sameToll, "same toll")
			} else {
				n.add(&sum, sameToll, "same toll")
			}
		case s.hurt > t.hurt+2 || t.hurt > s.hurt+2:
			n.add(&sum, otherToll, "other tolls")
		}
	}
	return sum
}

// A Reason is something that counts for or against two pieces being of one
// story.
type Reason struct {
	Points int // hundredths of a natural logarithm of odds
	Why    string
}

// Kinship says how near two pieces are, and what that rests on. From joinAt on
// they may come into one story. It reports false when a piece is not known.
func (l *Linker) Kinship(a, b PieceID) (points int, because []Reason, ok bool) {
	p, known := l.state.at(a)
	q, both := l.state.at(b)
	if !known || !both {
		return 0, nil, false
	}
	if l.state.compare(p, q) > 0 {
		p, q = q, p
	}
	points = kinship(l.content(p), l.content(q), func(n int, why string) { because = append(because, Reason{n, why}) })
	return points, because, true
}

// nearest is the kinship of the two pieces of two reports that are nearest to each
// other.
func (l *Linker) nearest(a, b dateline.ReportID) (points int, because []Reason) {
	found := false
	for _, p := range l.state.Of(string(a)) {
		for _, q := range l.state.Of(string(b)) {
			if n, why, ok := l.Kinship(p, q); ok && (!found || n > points) {
				points, because, found = n, why, true
			}
		}
	}
	return points, because
}
