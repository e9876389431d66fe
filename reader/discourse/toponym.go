package discourse

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
)

// The names of places in a report, gathered with what the text says of each,
// and settled in view of one another.

// A toponym is one use of a place's name.
type toponym struct {
	gazetteer.Toponym
	span   dateline.Span
	name   *syntax.Name // nil in a dateline, which no sentence holds
	choice gazetteer.Choice
	after  bool // called after a place that it names within: "Walker County Courthouse"
}

// votes of what points to a country without naming a place of it.
const (
	demonymVotes = 64 // an adjective or people: "Pakistani troops"
	actorVotes   = 64 // a group or force with a country or two
)

// resolvePlaces settles which place each name means. Spans that are given are
// known to be names of places, whatever else the text reads them as.
func (m *Model) resolvePlaces(given []dateline.Span) {
	m.giveNames(given)
	for _, s := range m.Sentences {
		for _, n := range s.Names {
			m.judgeUse(s, n)
		}
	}
	m.gatherToponyms(given)
	hints := append(m.countryHints(), m.outletHints()...)
	names := make([]gazetteer.Toponym, len(m.toponyms))
	for i := range m.toponyms {
		names[i] = m.toponyms[i].Toponym
	}
	names = append(names, m.outletTowns()...)
	seen := map[gazetteer.ID]bool{}
	home := func(id gazetteer.ID) {
		if !seen[id] {
			seen[id] = true
			m.home = append(m.home, id)
		}
	}
	choices := m.gazetteer.Settle(names, hints)[:len(m.toponyms)]
	for i, c := range choices {
		t := &m.toponyms[i]
		t.choice = c
		known := c.Placed && c.Known && !m.namesakeAbroad(c, choices)
		if t.name != nil {
			t.name.Place, t.name.Placed = c.Place, known
		}
		if known {
			home(c.Place)
		}
	}
	for _, h := range hints {
		home(h.Place)
	}
	m.narrowActors()
}

// namesakeAbroad reports whether a choice is a small place in a country of which the
// report names nothing else, while it names another: a village that the gazetteer lacks
// has a namesake there.
func (m *Model) namesakeAbroad(c gazetteer.Choice, all []gazetteer.Choice) bool {
	if c.Points >= namesakePoints {
		return false
	}
	home, ok := m.gazetteer.CountryOf(c.Place)
	if !ok {
		return false
	}
	abroad := false
	for _, o := range all {
		if o.Place == c.Place || !o.Placed || !o.Known {
			continue
		}
		country, ok := m.gazetteer.CountryOf(o.Place)
		if ok && country == home {
			return false
		}
		abroad = abroad || ok && o.Points >= surePoints
	}
	return abroad
}

// A choice below namesakePoints has no more to say for it than some ten thousand
// inhabitants; one from surePoints on is a town of note or borne out by the report.
const (
	namesakePoints = 130
	surePoints     = 180
)

// giveNames puts names of places where spans are given, instead of what was
// found there. Of those that overlap the first is put.
func (m *Model) giveNames(given []dateline.Span) {
	for i, span := range given {
		overlaps := slices.ContainsFunc(given[:i], func(g dateline.Span) bool { return g.Start < span.End && span.Start < g.End })
		at := slices.IndexFunc(m.Sentences, func(s *syntax.Sentence) bool { return span.Start < s.End && s.Start < span.End })
		if at >= 0 && !overlaps {
			m.Sentences[at].Replace(span, m.gazetteer.Named(m.Quote(span)))
		}
	}
}

// gatherToponyms lists the uses of place names in order of the text, first
// those of the dateline, last the given spans that no sentence has room for:
// in a dateline, inside or around another.
func (m *Model) gatherToponyms(given []dateline.Span) {
	m.toponyms = m.datelinePlaces()
	for _, s := range m.Sentences {
		var before *syntax.Name
		at := -1 // of the name before, among the toponyms
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName {
				continue
			}
			t := toponym{span: n.Span(), name: n, Toponym: gazetteer.Toponym{Name: n.Words(), Places: m.ofSaidLevel(s, n), Power: n.Power, Inside: -1}}
			if before != nil && m.holds(s, n, before) {
				m.toponyms[at].Inside = len(m.toponyms)
			}
			before, at = n, len(m.toponyms)
			m.toponyms = append(m.toponyms, t)
		}
	}
	for _, span := range given {
		if m.toponymAt(span) == nil {
			name := m.Quote(span)
			m.toponyms = append(m.toponyms, toponym{span: span, Toponym: gazetteer.Toponym{Name: name, Places: m.gazetteer.Named(name), Inside: -1}})
		}
	}
	for i := range m.toponyms {
		if t := &m.toponyms[i]; len(t.Places) == 0 {
			t.Places, t.after = m.gazetteer.NamedWithin(t.Name), true
		}
	}
}

// holds reports whether the words between two names say that the first place
// lies in the second: "Goma, eastern Congo", "Paris (Texas)", "Gao in Mali".
// Names of one level, as in a list of states, say nothing of the kind, but for
// a state that is abbreviated.
func (m *Model) holds(s *syntax.Sentence, outer, inner *syntax.Name) bool {
	if len(inner.Places) == 0 || len(outer.Places) == 0 || outer.From-inner.To > 4 {
		return false
	}
	switch s.Token(inner.To).Text {
	case ",", "in", "(":
	default:
		return false
	}
	if outer.From == inner.To || !onlyDirections(s, inner.To+1, outer.From) {
		return false
	}
	if _, short := m.gazetteer.Abbreviated(outer.Words()); short {
		return true
	}
	a, b := m.gazetteer.Place(inner.Places[0]).Level, m.gazetteer.Place(outer.Places[0]).Level
	return a != b || a == gazetteer.Town
}

// datelinePlaces are the places named in a dateline: "KABUL, Afghanistan
// (Agency) -".
func (m *Model) datelinePlaces() []toponym {
	place, _, head, ok := m.doc.Dateline()
	if !ok || place == "" {
		return nil
	}
	at := strings.Index(m.Quote(head), place)
	if at < 0 {
		return nil
	}
	var out []toponym
	start := head.Start + at
	for part := range strings.SplitSeq(place, ",") {
		name := strings.TrimSpace(part)
		from := start + strings.Index(part, name)
		start += len(part) + 1
		ids := m.gazetteer.Named(name)
		if len(ids) == 0 {
			continue
		}
		if len(out) > 0 {
			out[len(out)-1].Inside = len(out)
		}
		out = append(out, toponym{span: dateline.Span{Start: from, End: from + len(name)}, Toponym: gazetteer.Toponym{Name: name, Places: ids, Inside: -1}})
	}
	return out
}

// countryHints are the countries of adjectives and peoples, and of groups and
// forces that one country or two have: "Congolese army", "ADF rebels".
func (m *Model) countryHints() []gazetteer.Hint {
	var out []gazetteer.Hint
	add := func(id gazetteer.ID, votes int) {
		i := slices.IndexFunc(out, func(h gazetteer.Hint) bool { return h.Place == id })
		if i < 0 {
			i = len(out)
			out = append(out, gazetteer.Hint{Place: id})
		}
		out[i].Weight = min(out[i].Weight+votes, 4*votes)
	}
	for _, s := range m.Sentences {
		for _, n := range s.Names {
			if n.Kind != syntax.ActorName || len(n.Actors) != 1 {
				continue
			}
			if a, ok := m.register.Actor(n.Actors[0]); ok && len(a.Countries) <= 2 {
				for _, c := range a.Countries {
					if id, ok := m.gazetteer.CountryByCode(c); ok {
						add(id, actorVotes)
					}
				}
			}
		}
		for i := range s.Tokens {
			if ids := s.CountriesAt(i); len(ids) == 1 {
				add(ids[0], demonymVotes)
			}
		}
	}
	return out
}

// amongHome chooses among places of a name that the report was not searched for, in
// view of those that it is about.
func (m *Model) amongHome(name string, places []gazetteer.ID) (gazetteer.ID, bool) {
	names := []gazetteer.Toponym{{Name: name, Places: places, Inside: -1}}
	for _, id := range m.home {
		names = append(names, gazetteer.Toponym{Name: m.placeKey(id), Places: []gazetteer.ID{id}, Inside: -1})
	}
	c := m.gazetteer.Settle(names, nil)[0]
	return c.Place, c.Placed && c.Known
}

// A Located is a name of a place with what it may mean and what was chosen.
type Located struct {
	Span        dateline.Span
	Candidates  []gazetteer.ID // most prominent first
	Place       gazetteer.ID
	Placed      bool
	Associative bool // it stands for people, a power or an organisation, or is an adjective
}

// Locate resolves names of places at given spans of a report, in view of all
// the rest of it, as Build does with the names that it finds. The results stand
// in the order of the spans.
func Locate(p *syntax.Parser, rep *dateline.Report, given []dateline.Span) []Located {
	m := begin(p, rep)
	m.resolvePlaces(given)
	out := make([]Located, len(given))
	for i, span := range given {
		out[i] = Located{Span: span, Place: -1}
		t := m.toponymAt(span)
		if t == nil {
			continue
		}
		out[i].Candidates, out[i].Place, out[i].Placed = t.Places, t.choice.Place, t.choice.Place >= 0
		if len(t.Places) > 0 && t.choice.Points >= unlikely && !(t.after && t.choice.Points < unlikelyAfter) {
			continue
		}
		if around := m.around(t); len(around) > 0 {
			out[i].Candidates = append(slices.Clone(t.Places), around...)
			out[i].Place, out[i].Placed = around[0], true
		}
	}
	return out
}

// unlikely is below how many points a place is less likely meant than one of the
// name that the gazetteer does not know.
const (
	unlikely      = 120
	unlikelyAfter = 200 // of one that is only called after a place
)

// mostAround is how many places of a report may hold one that is not known.
const mostAround = 5

// around are the places that the report names nearest to a name, for one that
// the gazetteer does not know: a street, a hospital, a quarter. The first is the
// likeliest to hold it; towns and districts stand before provinces and
// countries, and what comes before the name counts for more.
func (m *Model) around(t *toponym) []gazetteer.ID {
	type near struct {
		id  gazetteer.ID
		far int
	}
	var list []near
	for i := range m.toponyms {
		o := &m.toponyms[i]
		if o.span == t.span || !o.choice.Placed || o.choice.Points < unlikely || o.span.Start < t.span.End && t.span.Start < o.span.End {
			continue
		}
		far := t.span.Start - o.span.End
		if far < 0 {
			far = 2 * (o.span.Start - t.span.End)
		}
		switch m.gazetteer.Place(o.choice.Place).Level {
		case gazetteer.Country, gazetteer.Region:
			far += 1 << 20
		case gazetteer.Province:
			far += 300
		}
		if k := slices.IndexFunc(list, func(n near) bool { return n.id == o.choice.Place }); k < 0 {
			list = append(list, near{o.choice.Place, far})
		} else {
			list[k].far = min(list[k].far, far)
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(a.far, b.far) })
	var out []gazetteer.ID
	for _, n := range list[:min(len(list), mostAround)] {
		out = append(out, n.id)
	}
	return out
}

// toponymAt is the toponym of a span.
func (m *Model) toponymAt(span dateline.Span) *toponym {
	for i := range m.toponyms {
		if t := &m.toponyms[i]; t.span == span {
			return t
		}
	}
	return nil
}

// Places are the names of places in the report, in order of the text.
func (m *Model) Places() []Located {
	var out []Located
	for _, t := range m.toponyms {
		l := Located{Span: t.span, Candidates: t.Places, Place: t.choice.Place, Placed: t.choice.Placed && t.choice.Known}
		l.Associative = t.name != nil && t.name.StandsFor
		out = append(out, l)
	}
	out = append(out, m.adjectives()...)
	slices.SortStableFunc(out, func(a, b Located) int { return cmp.Compare(a.Span.Start, b.Span.Start) })
	return out
}
