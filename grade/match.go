package grade

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// A sheet is a record laid beside its gold.
type sheet struct {
	gold  *Gold
	rec   *dateline.Record
	ids   map[string]dateline.ReportID // by base name
	names map[dateline.ReportID]string // base names
	found map[string]dateline.EventID  // the event that matches, by gold id
	pairs []int                        // per gold event, the event's place in the record or -1
}

func newSheet(gold *Gold, rec *dateline.Record) *sheet {
	s := &sheet{gold: gold, rec: rec, ids: map[string]dateline.ReportID{}, names: map[dateline.ReportID]string{}}
	for _, r := range rec.Reports {
		s.ids[base(r.Path)] = r.ID
		s.names[r.ID] = base(r.Path)
	}
	s.match()
	return s
}

// match pairs gold events with machine events. A time relative to another
// event depends on what that one is paired with, so pairing is repeated until
// it stands still; it does after two rounds unless two events date each other.
func (s *sheet) match() {
	s.found = map[string]dateline.EventID{}
	for range 4 {
		before := s.pairs
		s.pairs = assign(s.weights())
		s.found = map[string]dateline.EventID{}
		for i, j := range s.pairs {
			if j >= 0 {
				s.found[s.gold.Events[i].ID] = s.rec.Events[j].ID
			}
		}
		if slices.Equal(before, s.pairs) {
			return
		}
	}
}

// weights say what each pair is worth: 0 for one that may not be, else the
// wants met, one want of a must event above all wants of should events, and the
// earlier event where nothing else decides.
func (s *sheet) weights() [][]int64 {
	const (
		forShould = 1 << 16
		forMust   = 1 << 40
	)
	out := make([][]int64, len(s.gold.Events))
	for i := range s.gold.Events {
		g := &s.gold.Events[i]
		wants := s.wants(g)
		out[i] = make([]int64, len(s.rec.Events))
		for j := range s.rec.Events {
			e := &s.rec.Events[j]
			if !slices.Contains(g.Type, string(e.Type)) || len(s.standsIn(g, e)) < len(unique(g.Reports)) {
				continue
			}
			unit := int64(forShould)
			if g.Need == must {
				unit = forMust
			}
			out[i][j] = int64(met(wants, e))*unit - int64(min(j, forShould/64))
		}
	}
	return out
}

func met(wants []want, e *dateline.Event) int {
	n := 0
	for _, w := range wants {
		if w.met(e) {
			n++
		}
	}
	return n
}

// standsIn are those reports of a gold event in which the event's evidence
// stands at gold's words.
func (s *sheet) standsIn(g *GoldEvent, e *dateline.Event) []string {
	var out []string
	for _, report := range unique(g.Reports) {
		if slices.ContainsFunc(g.Evidence, func(p Passage) bool { return p.Report == report && s.rests(e, p) }) {
			out = append(out, report)
		}
	}
	return out
}

// rests reports whether an event has evidence that shares a byte with p.
func (s *sheet) rests(e *dateline.Event, p Passage) bool {
	return slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool {
		return a.Report == s.ids[p.Report] && slices.ContainsFunc(a.Evidence, func(x dateline.Evidence) bool { return x.Overlaps(p.Span) })
	})
}

func (s *sheet) reportsOf(e *dateline.Event) []string {
	var out []string
	for _, a := range e.Accounts {
		out = append(out, s.names[a.Report])
	}
	return unique(out)
}

func (s *sheet) sameReports(want []string, e *dateline.Event) bool {
	return slices.Equal(unique(want), s.reportsOf(e))
}

func unique(names []string) []string {
	return slices.Compact(slices.Sorted(slices.Values(names)))
}

// cameEvidence is the evidence of an event that stands at gold's words, or,
// where none does, its first.
func (s *sheet) cameEvidence(g *GoldEvent, e *dateline.Event) string {
	var at []string
	for _, a := range e.Accounts {
		for _, x := range a.Evidence {
			if slices.ContainsFunc(g.Evidence, func(p Passage) bool { return s.ids[p.Report] == a.Report && x.Overlaps(p.Span) }) {
				at = append(at, fmt.Sprintf("%s:%d %q", s.names[a.Report], x.Start, shorten(x.Quote)))
				break
			}
		}
	}
	if len(at) == 0 {
		return fmt.Sprintf("%q", firstQuote(e))
	}
	return strings.Join(at, "; ")
}

func firstQuote(e *dateline.Event) string {
	for _, a := range e.Accounts {
		for _, x := range a.Evidence {
			return shorten(x.Quote)
		}
	}
	return ""
}

// nearest is the event that comes closest to a gold event that none matches:
// the one of a type wanted before others, then at gold's words in most
// reports, then with most wants met. An event that touches none of gold's words is not near.
func (s *sheet) nearest(g *GoldEvent) *Nearest {
	wants := s.wants(g)
	best, bestScore := -1, 0
	for j := range s.rec.Events {
		e := &s.rec.Events[j]
		touches := len(s.standsIn(g, e))
		if touches == 0 {
			continue
		}
		score := touches<<8 + met(wants, e)
		if slices.Contains(g.Type, string(e.Type)) {
			score += 1 << 16
		}
		if score > bestScore {
			best, bestScore = j, score
		}
	}
	if best < 0 {
		return nil
	}
	e := &s.rec.Events[best]
	n := &Nearest{Event: e.ID, Type: e.Type, Lacks: []string{}}
	if i := slices.Index(s.pairs, best); i >= 0 {
		n.Taken = s.gold.Events[i].ID
	}
	for _, w := range wants {
		if !w.met(e) {
			n.Lacks = append(n.Lacks, w.name)
		}
	}
	return n
}
