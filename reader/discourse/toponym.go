package discourse

import (
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
}

// votes of what points to a country without naming a place of it.
const (
	demonymVotes = 16 // an adjective or people: "Pakistani troops"
	actorVotes   = 16 // a group or force with a country or two
)

// resolvePlaces settles which place each name means. Spans that are given are
// known to be names of places, whatever else the text reads them as.
func (m *Model) resolvePlaces(given []dateline.Span) {
	loose := m.giveNames(given)
	m.gatherToponyms(loose)
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
	for i, c := range m.gazetteer.Settle(names, hints)[:len(m.toponyms)] {
		t := &m.toponyms[i]
		t.choice = c
		if t.name != nil {
			t.name.Place, t.name.Placed = c.Place, c.Placed && c.Known
		}
		if c.Placed && c.Known {
			home(c.Place)
		}
	}
	for _, h := range hints {
		home(h.Place)
	}
	m.narrowActors()
}

// giveNames puts names of places where spans are given, instead of what was
// found there. It gives back the spans that no sentence has room for: in a
// dateline, and inside or around another.
func (m *Model) giveNames(given []dateline.Span) (loose []dateline.Span) {
	for i, span := range given {
		overlaps := slices.ContainsFunc(given[:i], func(g dateline.Span) bool { return g.Start < span.End && span.Start < g.End })
		at := slices.IndexFunc(m.Sentences, func(s *syntax.Sentence) bool { return span.Start < s.End && s.Start < span.End })
		if at < 0 || overlaps || !m.Sentences[at].Replace(span, m.gazetteer.Named(m.Quote(span))) {
			loose = append(loose, span)
		}
	}
	return loose
}

// gatherToponyms lists the uses of place names in order of the text, first
// those of the dateline and those that stand in no sentence.
func (m *Model) gatherToponyms(loose []dateline.Span) {
	m.toponyms = m.datelinePlaces()
	for _, span := range loose {
		if m.toponymAt(span) == nil {
			name := m.Quote(span)
			m.toponyms = append(m.toponyms, toponym{span: span, Toponym: gazetteer.Toponym{Name: name, Places: m.gazetteer.Named(name), Inside: -1}})
		}
	}
	for _, s := range m.Sentences {
		var before *syntax.Name
		at := -1 // of the name before, among the toponyms
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName {
				continue
			}
			t := toponym{span: n.Span(), name: n, Toponym: gazetteer.Toponym{Name: n.Words(), Places: m.ofSaidLevel(s, n), Inside: -1}}
			if before != nil && m.holds(s, n, before) {
				m.toponyms[at].Inside = len(m.toponyms)
			}
			before, at = n, len(m.toponyms)
			m.toponyms = append(m.toponyms, t)
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
		out = append(out, Located{Span: t.span, Candidates: t.Places, Place: t.choice.Place, Placed: t.choice.Placed && t.choice.Known})
	}
	return out
}
