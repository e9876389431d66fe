package discourse

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// The town that a report is from: local news leaves it to its dateline and to
// the names of those who were called ("Toledo police said").

// localForces are who answers for a town: "Toledo police", "a Toledo man".
var localForces = lexicon.Of("police", "officer", "detective", "firefighter", "fire", "paramedic", "sheriff", "deputy", "mayor", "hospital", "prosecutor", "resident", "man", "woman", "teen", "teenager", "boy", "girl", "couple", "homicide", "authority", "mom", "dad", "mother", "father", "student", "official", "court", "school", "home")

// Weights of what points at a town.
const (
	forceWeight    = 3 // "Toledo police", "Toledo Police Department"
	datelineWeight = 3
	titleWeight    = 2
	namedWeight    = 1
	namedMost      = 4 // times that a name counts
)

// A Locality is the town that a report is from, by the words that say so.
type Locality struct {
	Name   *syntax.Name // placed; of the town as a force's name has it, or as the text has it
	Span   dateline.Span
	Called bool // its own force or people are spoken of; else the dateline alone says so
	Only   bool // nothing but that it is the only town named points at it
}

// Locality is the town that the report is from, or nil when nothing points at
// one: the town's own force or people, or the dateline of a report of what a local
// police does, and how often it is named; else the only town that is named.
func (m *Model) Locality() *Locality {
	score := map[string]int{}
	first := map[string]*Locality{}
	times := map[string]int{}
	note := func(l *Locality, weight int) {
		key := m.placeKey(l.Name.Place)
		if first[key] == nil {
			first[key] = l
		}
		if times[key]++; times[key] <= namedMost {
			score[key] += weight
		}
	}
	sure := map[string]bool{}
	for _, s := range m.Sentences {
		for _, n := range s.Names {
			l := m.townOf(s, n)
			if l == nil {
				continue
			}
			key := m.placeKey(l.Name.Place)
			weight := namedWeight
			if n.Kind != syntax.PlaceName || localForces[s.Lemma(n.To)] || localForces[s.Lower(n.To)] {
				weight, sure[key], l.Called = forceWeight, true, true
				if first[key] != nil {
					first[key].Called = true
				}
			} else if s.Kind == "title" {
				weight = titleWeight
			}
			note(l, weight)
		}
	}
	if l := m.fromDateline(); l != nil {
		key := m.placeKey(l.Name.Place)
		if first[key] == nil {
			first[key] = l
		}
		score[key] += datelineWeight
		sure[key] = sure[key] || m.beat()
	}
	var keys []string
	for key := range sure {
		if sure[key] {
			keys = append(keys, key)
		}
	}
	if len(keys) == 0 {
		if len(times) != 1 {
			return nil
		}
		for key := range times {
			keys = append(keys, key) // the only town that the text names
			first[key].Only = true
		}
	}
	return first[slices.MinFunc(keys, func(a, b string) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(a, b))
	})]
}

// beat reports whether the report is of what a local police does: correspondents
// write from a capital of what happened elsewhere.
func (m *Model) beat() bool {
	for _, s := range m.Sentences {
		for i := range s.Tokens {
			if policing[s.Lemma(i)] {
				return true
			}
		}
	}
	return false
}

var policing = lexicon.Of("police", "deputy", "sheriff", "detective", "firefighter", "paramedic", "homicide", "officer")

// townOf is the town that a name is, or that the name of a force or body
// begins with: "Hickory Police Department".
func (m *Model) townOf(s *syntax.Sentence, n *syntax.Name) *Locality {
	g := m.gazetteer
	if n.Kind == syntax.PlaceName {
		if !n.Placed || !town(g.Place(n.Place)) {
			return nil
		}
		return &Locality{Name: n, Span: n.Span()}
	}
	to := n.From // "Hickory Police Department", "Hickory Police Chief Ann Lee"
	for to < n.To && !forceWord[s.Lower(to)] {
		to++
	}
	if to == n.From || to == n.To {
		return nil
	}
	called := s.Quote(s.SpanOf(n.From, to))
	ids := slices.DeleteFunc(slices.Clone(g.Lookup(called)), func(id gazetteer.ID) bool { return !town(g.Place(id)) })
	id, ok := m.amongHome(called, ids)
	if !ok {
		return nil
	}
	name := &syntax.Name{In: s, Kind: syntax.PlaceName, From: n.From, To: to, Places: ids, Place: id, Placed: true}
	return &Locality{Name: name, Span: n.Span()}
}

var forceWord = lexicon.Of("police", "fire", "sheriff", "metropolitan", "metro", "municipal", "emergency")

func town(p gazetteer.Place) bool { return p.Level == gazetteer.Town }

// fromDateline is the town that the report's dateline names.
func (m *Model) fromDateline() *Locality {
	place, _, span, ok := m.doc.Dateline()
	if !ok || place == "" {
		return nil
	}
	name, _, _ := strings.Cut(place, ",")
	g := m.gazetteer
	ids := slices.DeleteFunc(slices.Clone(g.Lookup(name)), func(id gazetteer.ID) bool { return !town(g.Place(id)) })
	id, ok := m.amongHome(name, ids)
	if !ok || len(m.Sentences) == 0 {
		return nil
	}
	at := strings.Index(m.Quote(span), name)
	if at < 0 {
		return nil
	}
	span = dateline.Span{Start: span.Start + at, End: span.Start + at + len(name)}
	return &Locality{Name: &syntax.Name{In: m.Sentences[0], Kind: syntax.PlaceName, Places: ids, Place: id, Placed: true}, Span: span}
}
