package link

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/gazetteer"
)

func itoa(n int) string { return strconv.Itoa(n) }

// A located place is an account's place, found again in the gazetteer.
type located struct {
	ref   dateline.PlaceRef
	id    gazetteer.ID
	known bool
}

func (l *rooms) locate(p dateline.PlaceRef) located {
	x := located{ref: p}
	if p.Lat == nil {
		return x
	}
	for _, id := range l.gazetteer.Lookup(p.Name) {
		if q := l.gazetteer.Place(id); q.Lat == *p.Lat && q.Lon == *p.Lon && string(q.Level) == p.Level {
			x.id, x.known = id, true
			break
		}
	}
	return x
}

// no is the score of a contradiction.
const no = dateline.RulesOut

// Grounds take down what counted between two accounts, in the order in which it
// was asked. Nil grounds take nothing, and cost nothing.
type grounds func(points int, why dateline.Ground, field string)

func (g grounds) add(points int, why dateline.Ground, field string) {
	if g != nil && points != 0 {
		g(points, why, field)
	}
}

// likeness scores two accounts of different reports: what they share counts
// up, what differs counts down, a contradiction rules the merger out. The grounds
// are told of each; after a contradiction they hear what else there is, so that
// their points add up to the score or, where something rules out, to less.
func (l *linker) likeness(a, b *account, g grounds) int {
	if !l.codebook.Related(a.Type, b.Type) {
		g.add(no, dateline.OtherType, "type")
		if g == nil {
			return no
		}
	}
	sc := 1
	if a.Type == b.Type {
		sc = 3
		g.add(sc, dateline.SameType, "type")
	} else if l.codebook.Related(a.Type, b.Type) {
		g.add(sc, dateline.KinType, "type")
	}
	if a.told != 0 && a.told == b.told && a.family == b.family {
		g.add(mergeAt, dateline.SameSentence, "words")
		return sc + mergeAt // one sentence in two papers tells one event, however it was read
	}
	for _, f := range []func(*linker, *account, *account, grounds) int{placeScore, timeScore, actorScore, casualtyScore} {
		n := f(l, a, b, g)
		if n <= no && g == nil {
			return no
		}
		sc += n
	}
	if !l.anchored(a, b) {
		g.add(-max(0, sc), dateline.OnlyKind, "type")
		return 0 // a kind of event and a day are not enough
	}
	if a.Background != b.Background {
		sc -= 2
		g.add(-2, dateline.OneLooksBack, "background")
	}
	if (a.Occurrence == dateline.Planned || a.Occurrence == dateline.Foiled) != (b.Occurrence == dateline.Planned || b.Occurrence == dateline.Foiled) {
		sc -= 2
		g.add(-2, dateline.OtherOccurrence, "occurrence")
	}
	if n, why := hourPair(a, b); n != 0 {
		sc += n
		g.add(n, why, "time")
	}
	if otherVictims(a, b) {
		sc += otherPeople
		g.add(otherPeople, dateline.OtherPeople, "roles.victim")
	}
	shared := min(2, sharedWords(a.words, b.words))
	g.add(shared, dateline.SharedWords, "words")
	return sc + shared
}

// likenessOf is likeness without grounds. Of two accounts of one story it follows
// from what is read of them alone, and is remembered as long as both are held.
func (l *linker) likenessOf(a, b *account) int {
	if a.serial == 0 || b.serial == 0 || a.story == nil || a.story != b.story {
		return l.likeness(a, b, nil)
	}
	at, k := b, a.serial<<1
	if a.serial > b.serial {
		at, k = a, b.serial<<1|1
	}
	if n, ok := at.alike[k]; ok {
		return int(n)
	}
	n := l.likeness(a, b, nil)
	at.alike[k] = int16(max(n, math.MinInt16))
	return n
}

// anchored reports whether two accounts share something that is their own: a
// place below the level of countries, an actor of the register, a name of two
// words or more in one role; or their reports share an origin or a vocabulary.
func (l *linker) anchored(a, b *account) bool {
	if placeScore(l, a, b, nil) >= 2 || a.src.origin == b.src.origin {
		return true
	}
	// one report names the town, the other the country: the same day, kind and
	// victims must then bear it out
	if a.Type == b.Type && placeScore(l, a, b, nil) == 1 && timeScore(l, a, b, nil) == 3 && sharesVictims(a, b) {
		return true
	}
	for role, x := range a.names {
		for _, r := range x {
			for _, q := range b.names[role] {
				if r.Actor != nil && q.Actor != nil && l.register.Related(*r.Actor, *q.Actor) {
					return true
				}
				if r.folded == q.folded && strings.Contains(r.folded, " ") && role != dateline.Victim && role != dateline.Target {
					return true
				}
				if r.folded == q.folded && role == dateline.Territory {
					return true
				}
			}
		}
	}
	return a.story != nil && a.story == b.story
}

func sharesVictims(a, b *account) bool {
	for _, role := range []dateline.RoleName{dateline.Victim, dateline.Target} {
		for _, r := range a.names[role] {
			for _, q := range b.names[role] {
				if sharedWords(r.words, q.words) > 0 {
					return true
				}
			}
		}
	}
	return false
}

// nearKM is how far apart two towns may be, in kilometres, and still be two
// names for where one event took place.
const nearKM = 25

func placeScore(l *linker, a, b *account, g grounds) int {
	if len(a.places) == 0 || len(b.places) == 0 {
		return 0
	}
	best, why := no-1, dateline.OtherPlace
	for _, p := range a.places {
		for _, q := range b.places {
			if n, w := l.placePair(p, q); n > best {
				best, why = n, w
			}
		}
	}
	g.add(best, why, "place")
	return best
}

func (l *linker) placePair(p, q located) (int, dateline.Ground) {
	switch {
	case !p.known || !q.known:
		if strings.EqualFold(p.ref.Name, q.ref.Name) {
			return 3, dateline.SamePlace
		}
		return -1, dateline.UnlocatedName
	case p.id == q.id:
		if p.ref.Level == string(gazetteer.Country) || p.ref.Level == string(gazetteer.Region) {
			return 1, dateline.SameCountry
		}
		return 3, dateline.SamePlace
	case l.gazetteer.Contains(p.id, q.id) || l.gazetteer.Contains(q.id, p.id):
		if p.ref.Level == string(gazetteer.Country) || q.ref.Level == string(gazetteer.Country) {
			return 1, dateline.CountryHolds
		}
		return 2, dateline.PlaceWithin
	}
	d := l.gazetteer.Distance(p.id, q.id)
	reach := nearKM
	if p.ref.Relation != "in" || q.ref.Relation != "in" {
		reach = 80
	}
	if d <= reach {
		return 1, dateline.NearPlace
	}
	return no, dateline.OtherPlace
}

func timeScore(l *linker, a, b *account, g grounds) int {
	n, why := l.timePair(a, b)
	g.add(n, why, "time")
	return n
}

func (l *linker) timePair(a, b *account) (int, dateline.Ground) {
	s, t := a.Time, b.Time
	if s.Start != nil && s.End != nil && t.Start != nil && t.End != nil {
		switch gap := max(t.Start.Sub(*s.End), s.Start.Sub(*t.End)); {
		case gap < 0:
			if s.Precision == dateline.Day && t.Precision == dateline.Day {
				return 3, dateline.SameDay
			}
			return 2, dateline.OverlappingTime
		case gap == 0: // neighbouring days: reports of one night differ so
			if s.Precision == dateline.Day && t.Precision == dateline.Day {
				return -2, dateline.NeighbouringDay
			}
			return 0, dateline.NeighbouringDay
		default:
			return no, dateline.OtherTime
		}
	}
	if s.Words != nil && t.Words != nil && s.Timex != nil && t.Timex != nil && *s.Timex == *t.Timex {
		return 1, dateline.SameTimeWords
	}
	if (s.Precision == dateline.Year) != (t.Precision == dateline.Year) && s.Words != nil && t.Words != nil && a.Background != b.Background {
		return no, dateline.OtherTime
	}
	return l.published(a, b), dateline.PublishedApart
}

// developmentDays is how many days apart reports of one happening may be
// published when their words do not date it.
const developmentDays = 10

func (l *linker) published(a, b *account) int {
	p, q := a.src.report.Published, b.src.report.Published
	if p == nil || q == nil {
		return 0
	}
	d := p.Day().Sub(q.Day())
	if d < 0 {
		d = -d
	}
	if d > developmentDays && a.Time.Start == nil && b.Time.Start == nil {
		return -3
	}
	return 0
}

var rolesCompared = []dateline.RoleName{dateline.Perpetrator, dateline.Parent, dateline.Subject, dateline.Branch, dateline.Territory, dateline.Victim, dateline.Target, dateline.Object}

func actorScore(l *linker, a, b *account, g grounds) int {
	sc := 0
	for _, role := range rolesCompared {
		x, y := a.names[role], b.names[role]
		if len(x) == 0 || len(y) == 0 {
			continue
		}
		best, why := -9, dateline.OtherActor
		for _, r := range x {
			for _, q := range y {
				if n, w := l.rolePair(r, q); n > best {
					best, why = n, w
				}
			}
		}
		switch role {
		case dateline.Territory:
			if best <= 0 && !l.placesTouch(a, b) {
				best, why = no, dateline.OtherPlace
			} else {
				best, why = 3, dateline.SameTerritory
			}
		case dateline.Branch:
			if best < 0 {
				best = no
			}
		}
		if g != nil {
			g.add(best, why, "roles."+string(role))
		} else if best <= no {
			return no
		}
		sc += best
	}
	return sc
}

func (l *linker) placesTouch(a, b *account) bool {
	return len(a.places) > 0 && len(b.places) > 0 && placeScore(l, a, b, nil) > 0
}

func (l *linker) rolePair(r, q roleName) (int, dateline.Ground) {
	switch {
	case r.Actor != nil && q.Actor != nil && *r.Actor == *q.Actor:
		return 2, dateline.SameActor
	case r.Actor != nil && q.Actor != nil && l.register.Related(*r.Actor, *q.Actor):
		return 1, dateline.RelatedActor
	case r.Actor != nil && q.Actor != nil:
		return -3, dateline.OtherActor
	case r.folded == q.folded:
		return 2, dateline.SameName
	case sharedWords(r.words, q.words) > 0:
		return 1, dateline.LikeName
	}
	return 0, dateline.OtherActor
}

// casualtyScore compares counts by harm. People of two sides are not the same
// people; a lone count that differs may be a toll that rose.
func casualtyScore(_ *linker, a, b *account, g grounds) int {
	sc := 0
	add := func(points int, why dateline.Ground, h dateline.Harm) {
		if g != nil {
			g.add(bounded(sc+points)-bounded(sc), why, "casualties."+string(h))
		}
		sc += points
	}
	as, bs := firstFigures(a), firstFigures(b)
	for _, c := range as {
		for _, d := range bs {
			if c.Status != d.Status {
				continue
			}
			if c.Side != d.Side && c.Side != dateline.UnknownSide && d.Side != dateline.UnknownSide {
				if onlyOf(a, c.Status) && onlyOf(b, d.Status) {
					add(-5, dateline.OtherSide, c.Status)
				}
				continue
			}
			switch {
			case c.Low != nil && d.Low != nil && *c.Low == *d.Low, sharesFigure(a, b, c, d):
				add(2, dateline.SameFigure, c.Status)
			case overlap(c, d):
				add(1, dateline.FiguresMeet, c.Status)
			case farApart(c, d) && !a.src.edition.Of(b.src.edition): // what an outlet corrects may be far off
				add(-4, dateline.FarFigure, c.Status) // four dead and thirty-seven are hardly one attack
			case g != nil && (before(a, b) && floor(d) > floor(c) || before(b, a) && floor(c) > floor(d)):
				add(-1, dateline.RisingToll, c.Status)
			default:
				add(-1, dateline.OtherFigure, c.Status)
			}
		}
	}
	return bounded(sc)
}

// bounded is what figures count at most, either way.
func bounded(sc int) int { return max(min(sc, 4), -6) }

// firstFigures are an account's best figures, one for each harm and side: those
// of further speakers, which dispute it, stand behind.
func firstFigures(a *account) []dateline.Casualty {
	var out []dateline.Casualty
	for _, c := range a.Casualties {
		if !slices.ContainsFunc(out, func(o dateline.Casualty) bool { return o.Status == c.Status && o.Side == c.Side }) {
			out = append(out, c)
		}
	}
	return out
}

// sharesFigure reports whether some speaker of one account and some speaker of the
// other give the same number, where the best figures are c and d.
func sharesFigure(a, b *account, c, d dateline.Casualty) bool {
	same := func(o, of dateline.Casualty) bool { return o.Status == of.Status && o.Side == of.Side }
	for _, x := range a.Casualties {
		for _, y := range b.Casualties {
			if same(x, c) && same(y, d) && x.Low != nil && y.Low != nil && *x.Low == *y.Low {
				return true
			}
		}
	}
	return false
}

// farApart reports whether two exact counts differ by more than a toll grows
// between reports: fivefold, and by ten people or more.
func farApart(c, d dateline.Casualty) bool {
	if c.Low == nil || d.Low == nil || c.High == nil || d.High == nil {
		return false
	}
	lo, hi := min(*c.Low, *d.Low), max(*c.Low, *d.Low)
	return hi >= 5*max(lo, 1) && hi-lo >= 10
}

func onlyOf(a *account, h dateline.Harm) bool {
	n := 0
	for _, c := range firstFigures(a) {
		if c.Status == h {
			n++
		}
	}
	return n == 1
}

// overlap reports whether two ranges share a number; open ends reach all.
func overlap(c, d dateline.Casualty) bool {
	lo := func(x dateline.Casualty) int {
		if x.Low == nil {
			return 0
		}
		return *x.Low
	}
	hi := func(x dateline.Casualty) int {
		if x.High == nil {
			return 1 << 30
		}
		return *x.High
	}
	return lo(c) <= hi(d) && lo(d) <= hi(c)
}
