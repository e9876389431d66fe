package link_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/link"
)

// A shelf is what a ledger would be to a Linker: all of it as bytes.
type shelf struct {
	reports, readings map[dateline.ReportID][]byte
	fixed, moving     map[dateline.ReportID][]byte
}

func newShelf() *shelf {
	return &shelf{map[dateline.ReportID][]byte{}, map[dateline.ReportID][]byte{}, map[dateline.ReportID][]byte{}, map[dateline.ReportID][]byte{}}
}

func (s *shelf) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	raw, ok := s.reports[id]
	if !ok {
		return nil, nil, fmt.Errorf("there is no report %s", id)
	}
	var t struct {
		dateline.Report
		Text string
		Body int
		At   [2]*dateline.Moment
	}
	var reading dateline.Reading
	if err := json.Unmarshal(raw, &t); err != nil {
		return nil, nil, err
	}
	if err := json.Unmarshal(s.readings[id], &reading); err != nil {
		return nil, nil, err
	}
	r := t.Report
	r.Text, r.Body, r.Published, r.Modified = t.Text, t.Body, t.At[0], t.At[1]
	return &r, &reading, nil
}

func (s *shelf) Fixed(id dateline.ReportID) ([]byte, error) {
	raw, ok := s.fixed[id]
	if !ok {
		return nil, fmt.Errorf("nothing was kept of report %s", id)
	}
	return slices.Clone(raw), nil
}

func (s *shelf) file(t told) {
	raw, err := json.Marshal(struct {
		dateline.Report
		Text string
		Body int
		At   [2]*dateline.Moment
	}{t.report, t.report.Text, t.report.Body, [2]*dateline.Moment{t.report.Published, t.report.Modified}})
	if err != nil {
		panic(err)
	}
	s.reports[t.report.ID] = raw
	if s.readings[t.report.ID], err = json.Marshal(t.reading); err != nil {
		panic(err)
	}
}

// keep saves what a Linker has to keep, and gives it back.
func (s *shelf) keep(l *link.Linker) []dateline.Kept {
	all := l.ToKeep()
	s.take(all)
	return all
}

func (s *shelf) take(all []dateline.Kept) {
	for _, k := range all {
		switch {
		case k.Moving == nil:
			delete(s.fixed, k.Report)
			delete(s.moving, k.Report)
		default:
			if k.Fixed != nil {
				s.fixed[k.Report] = k.Fixed
			}
			s.moving[k.Report] = k.Moving
		}
	}
}

// all is all that was kept.
func (s *shelf) all() []dateline.Kept {
	var out []dateline.Kept
	for id, m := range s.moving {
		out = append(out, dateline.Kept{Report: id, Fixed: s.fixed[id], Moving: m})
	}
	slices.SortFunc(out, func(a, b dateline.Kept) int {
		if a.Report < b.Report {
			return -1
		}
		return 1
	})
	return out
}

// tight holds so little that nearly all must be fetched again.
var tight = link.Options{HoldSources: 2, HoldPieces: 2, HoldBodies: 1}

// shelves are those of the Linkers that tests opened.
var shelves = map[*link.Linker]*shelf{}

// linkers are the kinds of Linker that laws hold for.
var linkers = map[string]func() *link.Linker{
	"held": func() *link.Linker { return link.New(link.Options{}) },
	"open": func() *link.Linker {
		s := newShelf()
		l := link.Open(tight, s)
		shelves[l] = s
		return l
	},
}

// holds runs a law for both kinds of Linker.
func holds(t *testing.T, law func(t *rapid.T, fresh func() *link.Linker)) {
	for name, fresh := range linkers {
		t.Run(name, func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				clear(shelves)
				law(t, fresh)
				for l := range shelves {
					if err := l.Err(); err != nil {
						t.Fatal(err)
					}
				}
			})
		})
	}
}

func settle(l *link.Linker) {
	l.Settle()
	if s := shelves[l]; s != nil {
		s.keep(l)
	}
}
