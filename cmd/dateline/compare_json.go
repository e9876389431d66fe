package main

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/link"
)

// A comparedJSON is what `dateline compare --format json` prints. Keys are
// always there; null is "not known" or "there is none".
type comparedJSON struct {
	Verdict  link.Verdict       `json:"verdict"`
	Footing  *string            `json:"footing"` // of independent and different: why
	Kind     string             `json:"kind"`    // exact copy, copy with edits, rewrite, own
	First    *string            `json:"first"`   // which was published first: a, b
	From     *string            `json:"from"`    // which of the two the other comes from
	Story    storyJSON          `json:"story"`
	A        sideJSON           `json:"a"`
	B        sideJSON           `json:"b"`
	Passages []passageJSON      `json:"passages"` // the longest, in A's order
	Unshown  int                `json:"passages_left_out"`
	Events   []sharedEventJSON  `json:"events"`
	OnlyA    []dateline.Account `json:"only_a"`
	OnlyB    []dateline.Account `json:"only_b"`
}

// A storyJSON is whether the two are of one story, and what speaks for it and
// against, in hundredths of a natural logarithm of odds.
type storyJSON struct {
	One     bool         `json:"one"`
	Points  int          `json:"points"`
	Because []reasonJSON `json:"because"`
}

type reasonJSON struct {
	Why    string `json:"why"`
	Points int    `json:"points"`
}

type sideJSON struct {
	Report   dateline.Report `json:"report"`
	Shared   int             `json:"shared_percent"` // of its words, in the other
	Told     int             `json:"told_percent"`   // of its meaning's word stems, in the other
	Credit   *creditJSON     `json:"credit"`
	Dateline *datelineJSON   `json:"dateline"`
	Leans    []leanJSON      `json:"leans"`
}

type creditJSON struct {
	Agency string `json:"agency"`
	Form   string `json:"form"`
	dateline.Span
	Quote string `json:"quote"`
}

type datelineJSON struct {
	Place string  `json:"place"`
	Date  *string `json:"date"`
}

type leanJSON struct {
	Outlet    string `json:"outlet"`
	Interview bool   `json:"interview"`
	dateline.Span
	Quote string `json:"quote"`
}

type passageJSON struct {
	Words int           `json:"words"`
	A     dateline.Span `json:"a"`
	B     dateline.Span `json:"b"`
	Quote string        `json:"quote"` // of A, at most dateline.MaxQuote bytes
}

type sharedEventJSON struct {
	ID     dateline.EventID   `json:"id"`
	Type   dateline.EventCode `json:"type"`
	Status dateline.Status    `json:"status"`
	Fields []fieldJSON        `json:"fields"`
	A      dateline.Account   `json:"a"`
	B      dateline.Account   `json:"b"`
}

type fieldJSON struct {
	Field    string               `json:"field"`
	Relation dateline.Relation    `json:"relation"`
	Because  *dateline.Difference `json:"because"`
	A        *string              `json:"a"`
	B        *string              `json:"b"`
	Replaced *string              `json:"superseded"` // which of the two
}

func (s *sides) json() comparedJSON {
	out := comparedJSON{Verdict: s.Verdict, Footing: given(string(s.Footing)), Kind: string(s.Pair.Kind), First: s.first(), From: s.from(), A: s.side(0), B: s.side(1),
		Story: storyJSON{s.OneStory, s.Kinship, []reasonJSON{}}, Passages: []passageJSON{}, Events: []sharedEventJSON{}, OnlyA: nonNil(s.only(0)), OnlyB: nonNil(s.only(1))}
	for _, r := range s.Because {
		out.Story.Because = append(out.Story.Because, reasonJSON{r.Why, r.Points})
	}
	out.Passages, out.Unshown = s.passages()
	for _, i := range s.Shared {
		e := s.Record.Events[i]
		x := sharedEventJSON{ID: e.ID, Type: e.Type, Status: e.Status, Fields: s.fields(e), A: *s.account(e, 0), B: *s.account(e, 1)}
		out.Events = append(out.Events, x)
	}
	return out
}

func nonNil[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func (s *sides) report(side int) dateline.Report { return s.Record.Reports[s.at[side]] }

// name is how a report of the comparison is called.
func (s *sides) name(at int) *string {
	n := "a"
	if s.at[1] == at {
		n = "b"
	}
	return &n
}

// first is which report was published first, nil when that is not known.
func (s *sides) first() *string {
	p, q := s.Record.Reports[0].Published, s.Record.Reports[1].Published
	if p == nil || q == nil || p.Time.Equal(q.Time) || (!p.Clock || !q.Clock) && p.Day() == q.Day() {
		return nil
	}
	return s.name(0)
}

// from is which report the other comes from, nil when none does or it is not
// known which.
func (s *sides) from() *string {
	switch {
	case s.Verdict == link.Rewritten:
		return s.name(1 - s.Pair.Rewritten)
	case s.Verdict == link.Copied:
		return s.first()
	}
	return nil
}

func (s *sides) side(i int) sideJSON {
	x := s.Pair.Sides[s.at[i]]
	out := sideJSON{Report: s.report(i), Shared: x.Shared, Told: x.Told, Leans: []leanJSON{}}
	if c := x.Credit; c != nil {
		out.Credit = &creditJSON{c.Agency, c.Form, c.Span, c.Quote}
	}
	if d := x.Dateline; d != nil {
		out.Dateline = &datelineJSON{Place: d.Place, Date: given(d.Date)}
	}
	for _, l := range x.Leans {
		out.Leans = append(out.Leans, leanJSON{l.Outlet, l.Interview, l.Span, l.Quote})
	}
	return out
}

// passages are the longest shared passages, in A's order, and how many more
// there are.
func (s *sides) passages() ([]passageJSON, int) {
	out := []passageJSON{}
	for _, p := range s.Pair.Passages {
		out = append(out, passageJSON{Words: p.Words, A: p.Spans[s.at[0]], B: p.Spans[s.at[1]]})
	}
	byPlace := func(x, y passageJSON) int { return cmp.Compare(x.A.Start, y.A.Start) }
	slices.SortFunc(out, func(x, y passageJSON) int { return cmp.Or(cmp.Compare(y.Words, x.Words), byPlace(x, y)) })
	left := 0
	if s.most >= 0 && len(out) > s.most {
		left = len(out) - s.most
		out = out[:s.most]
	}
	slices.SortFunc(out, byPlace)
	for i := range out {
		out[i].Quote = shorten(out[i].A.In(s.report(0).Text))
	}
	return out, left
}

// shorten cuts a quote to what evidence may have, at a blank.
func shorten(q string) string {
	if len(q) <= dateline.MaxQuote {
		return q
	}
	q = q[:dateline.MaxQuote-len("…")]
	for !utf8.ValidString(q) {
		q = q[:len(q)-1]
	}
	if i := strings.LastIndexAny(q, " \n"); i > 0 {
		q = q[:i]
	}
	return q + "…"
}

// account is what a side tells of an event, nil when nothing.
func (s *sides) account(e dateline.Event, side int) *dateline.Account {
	for i := range e.Accounts {
		if e.Accounts[i].Report == s.report(side).ID {
			return &e.Accounts[i]
		}
	}
	return nil
}

// only are the accounts of a side of events that the other does not tell, what
// counts first.
func (s *sides) only(side int) []dateline.Account {
	var counted, rest []dateline.Account
	for _, e := range s.Record.Events {
		a := s.account(e, side)
		switch {
		case a == nil || s.account(e, 1-side) != nil:
		case e.Countable:
			counted = append(counted, *a)
		default:
			rest = append(rest, *a)
		}
	}
	return append(counted, rest...)
}

// fields are the fields of an event that either side gives, as the output of
// read orders them.
func (s *sides) fields(e dateline.Event) []fieldJSON {
	out := []fieldJSON{}
	for _, f := range slices.SortedFunc(maps.Keys(e.Agreement), byField) {
		g := e.Agreement[f]
		x := fieldJSON{Field: f, Relation: g.Relation, Because: g.Because}
		for side, value := range []**string{&x.A, &x.B} {
			a := s.account(e, side)
			*value = given(fieldValue(*a, f, func(c dateline.EventCode) string { return string(c) }))
			if slices.Contains(g.Superseded, a.ID) {
				x.Replaced = s.name(s.at[side])
			}
		}
		out = append(out, x)
	}
	return out
}
