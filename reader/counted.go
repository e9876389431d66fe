package reader

import (
	"slices"

	"dateline/reader/discourse"
	"dateline/reader/syntax"
	"dateline/when"
)

// What times are counted from: "three days before the talks opened, militants ambushed
// a convoy" has a clause that dates, with an event of its own, and one that is dated.
// What stands in the first is not what the second tells of.

// A datum is what "three days before" in a sentence counts from.
type datum struct {
	s        *syntax.Sentence
	time     int // into s.Times
	from, to int // tokens of the clause or phrase behind the words
	finds    []*find
	dated    *find // what has the time
}

// datumOf is what a time counts from, nil when it names nothing. The clause ends at
// the next comma, where more than who does it stands before that.
func (r *reading) datumOf(s *syntax.Sentence, ti int, finds []*find) *datum {
	e := &s.Times[ti]
	if e.Anchor != when.Named {
		return nil
	}
	from, to := s.TokensOf(e.Span)
	t := &datum{s: s, time: ti, from: to, to: len(s.Tokens)}
	comma := false
	for k := to; k < len(s.Tokens); k++ {
		if w := s.Token(k).Text; (w == "," || w == ";") && t.eventful(k) && (w != "," || s.Tag(k+1) != "VBG") {
			t.to, comma = k, true
			break
		}
	}
	before := false
	var first *find
	for _, f := range finds {
		switch {
		case f.from < from:
			before = true
		case f.from >= t.from && f.from < t.to && (first == nil || f.from < first.from):
			first = f
		}
	}
	if !comma && !before && first != nil {
		t.to = first.to // "a day after the attack police arrested two men"
	}
	for _, f := range finds {
		if f.from >= t.from && f.from < t.to {
			t.finds = append(t.finds, f)
		}
	}
	r.data[e] = t
	return t
}

// eventful reports whether something that may happen stands before token k: a verb, or
// a phrase for no people ("two days after rebels, in trucks, attacked").
func (t *datum) eventful(k int) bool {
	for _, c := range t.s.Chunks {
		if c.From < t.from || c.To > k {
			continue
		}
		if c.VG != nil || c.NP != nil && !discourse.Referent(c.NP).People() && !discourse.Referent(c.NP).Armed() {
			return true
		}
	}
	return false
}

// holds reports whether the clause tells of a find.
func (t *datum) holds(f *find) bool {
	return t != nil && f.s == t.s && f.from >= t.from && f.from < t.to
}

// opens reports whether the clause and the time before it begin the sentence, so that
// a time before the words is of what comes behind the clause: "on Tuesday, two days
// after the ambush, a bomb exploded".
func (t *datum) opens() bool {
	from, _ := t.s.TokensOf(t.s.Times[t.time].Span)
	for i := 0; i < from; i++ {
		if t.s.TimeAt(i) == 0 && t.s.Token(i).Text != "," {
			if c := t.s.Chunks[t.s.ChunkOf(i)]; c.VG != nil || c.NP != nil {
				return false
			}
		}
	}
	return true
}

// opening is the clause that opens the sentence behind the time at tokens ..to.
func (r *reading) opening(s *syntax.Sentence, ti int, data []*datum) *datum {
	if _, to := s.TokensOf(s.Times[ti].Span); s.Token(to).Text != "," {
		return nil
	}
	if ti+1 < len(s.Times) && data[ti+1] != nil && data[ti+1].opens() {
		return data[ti+1]
	}
	return nil
}

// apart is how many days lie between what is dated and what that is counted from,
// negative when it was before.
func (t *datum) apart() (low, high int, ok bool) {
	v := t.s.Times[t.time].Resolve(nil, when.Past)
	if v.MinDays == nil || v.MaxDays == nil {
		return 0, 0, false
	}
	return *v.MinDays, *v.MaxDays, *v.MinDays > 0 || *v.MaxDays < 0
}

// datedApart reports whether the report counts the day of a find from an event of the
// draft or the other way round, with days between, be it in one sentence or in the next
// ("two days later"), or both from one event with not as
// many days between.
func (r *reading) datedApart(f *find, d *draft) bool {
	if !violent(f.typ.Family) || f.fate() {
		return false
	}
	if f.onAnotherDay() && r.toldLast(nil, f) == d {
		return true
	}
	for _, t := range r.dataOf[f.s] {
		low, high, ok := t.apart()
		if !ok {
			continue
		}
		for _, g := range d.latest() {
			if g.s == f.s && t.holds(f) != t.holds(g) && violent(g.typ.Family) && !g.fate() && !f.takenUp(t) && !g.takenUp(t) {
				return true
			}
			if !t.holds(f) || t.dated == nil || t.dated.draft == nil {
				continue
			}
			for _, u := range r.dataOf[g.s] {
				if u == t || !u.holds(g) || u.dated == nil || u.dated.draft != t.dated.draft {
					continue
				}
				if l, h, ok := u.apart(); ok && (l > high || low > h) {
					return true
				}
			}
		}
	}
	return false
}

// onAnotherDay reports whether a find tells of a day that is counted from what was told
// before: "two days later gunmen attacked".
func (f *find) onAnotherDay() bool {
	return (f.np == nil || !f.definite) && slices.ContainsFunc(f.times, func(ti int) bool {
		e := f.s.Times[ti]
		v := e.Resolve(nil, when.Past)
		return e.Anchor == when.Discourse && !e.Duration && (v.MinDays != nil && *v.MinDays > 0 || v.MaxDays != nil && *v.MaxDays < 0)
	})
}

// takenUp reports whether a find behind the clause is a phrase for what was told of
// before, which may be the clause's own: "two days after the blast, the attack was claimed".
func (f *find) takenUp(t *datum) bool { return f.np != nil && f.definite && f.from >= t.to }

// laterClause reports whether a time opens a clause that tells of a find behind it:
// "killed two soldiers and a day later a bomb killed three".
func laterClause(s *syntax.Sentence, e *when.Expression, from, to int, finds []*find) bool {
	if e.Anchor != when.Discourse || from == 0 || clockOnly(*e) {
		return false
	}
	switch s.Lower(from - 1) {
	case "and", "but", "while", "whereas", ";":
	default:
		return false
	}
	for _, f := range finds {
		if f.verb == nil || f.np != nil || f.from < to || !f.verb.Finite {
			continue
		}
		for _, c := range s.Chunks {
			if c.NP != nil && c.From >= to && c.To <= f.verb.From {
				return true
			}
		}
		return false
	}
	return false
}

// besideNews reports whether an event is counted within a month from another of the
// report that is not background, or that from it.
func (r *reading) besideNews(d *draft) bool {
	near := func(x, y *draft) bool {
		if x.to != y || x.timeOf == nil {
			return false
		}
		v := x.timeOf.v
		return v.MinDays != nil && v.MaxDays != nil && *v.MinDays >= -backgroundDays && *v.MaxDays <= backgroundDays
	}
	return slices.ContainsFunc(r.accounts, func(o *draft) bool {
		return o != d && !o.background && (near(d, o) || near(o, d))
	})
}
