package link

import (
	"slices"
	"unique"
	"unsafe"

	"dateline"
)

// slim is a source that holds no more than linking asks of it: of its reading neither
// the statements nor the accounts as they were read, and no quote twice.
func (s *source) slim() {
	r := *s.reading
	r.Accounts, r.Statements = nil, nil
	r.Sentences, r.Mentions = slices.Clone(r.Sentences), slices.Clone(r.Mentions)
	for i := range r.Mentions {
		m := &r.Mentions[i]
		m.Report, m.Quote = one(m.Report, s.given.ID), s.words(m.Span, m.Quote)
	}
	s.reading = &r
	for _, a := range s.accounts {
		a.Report, a.Maker = one(a.Report, s.given.ID), one(a.Maker, r.Maker)
		a.Evidence, a.Places = slices.Clone(a.Evidence), slices.Clone(a.Places)
		for i := range a.Evidence {
			e := &a.Evidence[i]
			e.Field, e.Quote = shared(e.Field), s.words(e.Span, e.Quote)
		}
		for i := range a.Places {
			p := &a.Places[i]
			p.Path, p.Name, p.Level, p.Relation, p.Words = slices.Clone(p.Path), shared(p.Name), shared(p.Level), shared(p.Relation), shared(p.Words)
			for j := range p.Path {
				p.Path[j] = shared(p.Path[j])
			}
			if i < len(a.places) {
				a.places[i].ref = *p
			}
		}
	}
}

// shared is one string for all that are the same.
func shared(s string) string { return unique.Make(s).Value() }

// one is a string, by another that says the same.
func one[S ~string](s, as S) S {
	if s == as {
		return as
	}
	return s
}

// words is a quote as a part of the text that it is from.
func (s *source) words(at dateline.Span, quote string) string {
	if at.Start >= 0 && at.Start <= at.End && at.End <= len(s.given.Text) && at.In(s.given.Text) == quote {
		return at.In(s.given.Text)
	}
	return quote
}

// size is about how many bytes a source takes.
func (s *source) size() int {
	const strings = 16 // of an allocation, on average half of it wasted
	n := int(unsafe.Sizeof(*s)+2*unsafe.Sizeof(*s.report)+unsafe.Sizeof(*s.reading)) + len(s.given.Text) + 256
	n += len(s.reading.Sentences) * int(unsafe.Sizeof(dateline.Span{}))
	for _, m := range s.reading.Mentions {
		n += int(unsafe.Sizeof(m)) + (1+len(m.Candidates))*2*strings
	}
	for _, a := range s.accounts {
		n += int(unsafe.Sizeof(*a)+unsafe.Sizeof(*a.Account)) + len(a.Evidence)*int(unsafe.Sizeof(dateline.Evidence{})) + len(a.Places)*(int(unsafe.Sizeof(located{})+unsafe.Sizeof(dateline.PlaceRef{}))+8*strings)
		n += len(a.Roles)*2*int(unsafe.Sizeof(roleName{})+3*strings) + len(a.Casualties)*int(unsafe.Sizeof(dateline.Casualty{})) + len(a.words)*2*strings + 1152 // with what comparing it leaves
	}
	return n
}
