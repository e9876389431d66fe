package dateline

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Mask withholds names of private persons (see PrivateNames). The nil Mask withholds
// nothing. What it is given it leaves as it is; what it returns is a copy.
type Mask struct {
	forms map[string][]string // by their first word, the longest first
}

// NewMask withholds names in these forms, and as headlines in capitals have them.
func NewMask(names []string) *Mask {
	m := &Mask{forms: map[string][]string{}}
	for _, n := range names {
		n = plain(n)
		for _, form := range []string{n, strings.ToUpper(n)} {
			if w := firstWord(form); w != "" && !slices.Contains(m.forms[w], form) {
				m.forms[w] = append(m.forms[w], form)
			}
		}
	}
	for _, forms := range m.forms {
		slices.SortFunc(forms, func(a, b string) int {
			if len(a) != len(b) {
				return len(b) - len(a)
			}
			return strings.Compare(a, b)
		})
	}
	return m
}

func firstWord(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		return s
	}
	return s[:end]
}

// seenWord is the word at a place of a text without signs that are not seen, and where it
// ends.
func seenWord(text string, at int) (word string, end int) {
	var b strings.Builder
	end = at
	for i, r := range text[at:] {
		switch {
		case unicode.IsLetter(r):
			b.WriteRune(r)
			end = at + i + utf8.RuneLen(r)
		case !unicode.Is(unicode.Cf, r):
			return b.String(), end
		}
	}
	return b.String(), end
}

// stands reports whether a form stands at a place of a text, and where it ends: signs that
// are not seen may stand within it, and any white space for a space.
func stands(text string, at int, form string) (end int, ok bool) {
	i := at
	skip := func(also func(rune) bool) {
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !unicode.Is(unicode.Cf, r) && !also(r) {
				return
			}
			i += n
		}
	}
	for k, want := range form {
		if k > 0 {
			skip(func(rune) bool { return false })
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if want == ' ' {
			if !unicode.IsSpace(r) {
				return 0, false
			}
			skip(unicode.IsSpace)
			continue
		}
		if r != want {
			return 0, false
		}
		i += n
	}
	return i, true
}

// Find is where names stand in a text that are to be withheld, in order.
func (m *Mask) Find(text string) []Span {
	if m == nil || len(m.forms) == 0 {
		return nil
	}
	var out []Span
	for at := 0; at < len(text); {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !unicode.IsLetter(r) {
			at += n
			continue
		}
		word, end := seenWord(text, at)
		for _, form := range m.forms[word] {
			if to, ok := stands(text, at, form); ok && wordAt(text, at, to) {
				out = append(out, Span{at, to})
				end = to
				break
			}
		}
		at = end
	}
	return out
}

// Text is a text of which each name is as many bytes of bars: offsets stay what they
// are.
func (m *Mask) Text(text string) string {
	return m.replaced(text, func(name string) string {
		return strings.Repeat("█", len(name)/len("█")) + strings.Repeat("-", len(name)%len("█"))
	})
}

// Words is a text of which each name is the word Withheld.
func (m *Mask) Words(text string) string {
	return m.replaced(text, func(string) string { return Withheld })
}

func (m *Mask) replaced(text string, by func(string) string) string {
	found := m.Find(text)
	if len(found) == 0 {
		return text
	}
	var b strings.Builder
	last := 0
	for _, s := range found {
		b.WriteString(text[last:s.Start])
		b.WriteString(by(s.In(text)))
		last = s.End
	}
	b.WriteString(text[last:])
	return b.String()
}

func (m *Mask) textOf(s *string) *string {
	if s == nil {
		return nil
	}
	t := m.Text(*s)
	return &t
}

func (m *Mask) wordsOf(s *string) *string {
	if s == nil {
		return nil
	}
	t := m.Words(*s)
	return &t
}

// mapped is a list with each of its members changed, nil for nil.
func mapped[T any](list []T, change func(T) T) []T {
	if list == nil {
		return nil
	}
	out := make([]T, len(list))
	for i, x := range list {
		out[i] = change(x)
	}
	return out
}

func (m *Mask) role(r Role) Role {
	r.Words = m.Text(r.Words)
	if r.Actor == nil {
		r.Name = m.Words(r.Name)
	}
	if r.Resolution != nil {
		with := *r.Resolution
		with.Evidence = mapped(with.Evidence, m.quotation)
		r.Resolution = &with
	}
	return r
}

func (m *Mask) quotation(q Quotation) Quotation {
	q.Quote = m.Text(q.Quote)
	return q
}

func (m *Mask) place(p PlaceRef) PlaceRef {
	words := m.Text(p.Words)
	// A name that the gazetteer knows is no person's here, unless the words for it are.
	if p.Lat == nil || words != p.Words {
		p.Name = m.Words(p.Name)
	}
	p.Words = words
	return p
}

func (m *Mask) time(t Time) Time {
	t.Words = m.textOf(t.Words)
	if t.AnchoredBy != nil {
		by := *t.AnchoredBy
		by.Words = m.Text(by.Words)
		t.AnchoredBy = &by
	}
	return t
}

func (m *Mask) casualty(c Casualty) Casualty {
	c.Who, c.SaidBy, c.Words = m.wordsOf(c.Who), m.wordsOf(c.SaidBy), m.Text(c.Words)
	return c
}

func (m *Mask) claim(c Claim) Claim {
	c.By, c.InTheNameOf, c.Channel = m.Words(c.By), m.wordsOf(c.InTheNameOf), m.wordsOf(c.Channel)
	if c.Said != nil {
		said := m.time(*c.Said)
		c.Said = &said
	}
	return c
}

func (m *Mask) toll(t Toll) Toll {
	t.History = mapped(t.History, func(f Figure) Figure {
		f.SaidBy, f.Words = m.wordsOf(f.SaidBy), m.Text(f.Words)
		return f
	})
	return t
}

// Account is an account without the names.
func (m *Mask) Account(a Account) Account {
	if m == nil {
		return a
	}
	a.SaidBy = m.wordsOf(a.SaidBy)
	a.Roles, a.Places, a.Time = mapped(a.Roles, m.role), mapped(a.Places, m.place), m.time(a.Time)
	a.Casualties, a.Claims = mapped(a.Casualties, m.casualty), mapped(a.Claims, m.claim)
	a.Evidence = mapped(a.Evidence, func(e Evidence) Evidence {
		e.Quote = m.Text(e.Quote)
		return e
	})
	return a
}

// Event is an event without the names.
func (m *Mask) Event(e Event) Event {
	if m == nil {
		return e
	}
	e.Roles, e.Places, e.Time = mapped(e.Roles, m.role), mapped(e.Places, m.place), m.time(e.Time)
	e.Casualties, e.Claims, e.Tolls = mapped(e.Casualties, m.casualty), mapped(e.Claims, m.claim), mapped(e.Tolls, m.toll)
	e.Accounts = mapped(e.Accounts, m.Account)
	if e.Review != nil {
		with := *e.Review
		with.Fields = map[string]FieldReview{}
		for field, f := range e.Review.Fields {
			// Names stand in JSON as they are.
			f.Machine = []byte(m.Words(string(f.Machine)))
			with.Fields[field] = f
		}
		e.Review = &with
	}
	return e
}

// Report is a report without the names, its text of the same length.
func (m *Mask) Report(r Report) Report {
	if m == nil {
		return r
	}
	r.Title, r.Text = m.wordsOf(r.Title), m.Text(r.Text)
	if r.Credit != nil {
		c := *r.Credit
		c.Quote = m.Text(c.Quote)
		r.Credit = &c
	}
	r.Leans = mapped(r.Leans, func(l Lean) Lean {
		l.Quote = m.Text(l.Quote)
		return l
	})
	return r
}

// Statement is a statement without the names.
func (m *Mask) Statement(s Statement) Statement {
	if m == nil {
		return s
	}
	s.Speaker, s.Role, s.Affiliation, s.Quote = m.Words(s.Speaker), m.wordsOf(s.Role), m.wordsOf(s.Affiliation), m.Text(s.Quote)
	return s
}

// Change is what a report says of groups without the names.
func (m *Mask) Change(c Change) Change {
	if m == nil {
		return c
	}
	c.Name, c.SaidBy, c.Evidence = m.Words(c.Name), m.wordsOf(c.SaidBy), mapped(c.Evidence, m.quotation)
	return c
}

// Reading is a reading without the names.
func (m *Mask) Reading(r *Reading) *Reading {
	if m == nil || r == nil {
		return r
	}
	out := *r
	out.Mentions = mapped(r.Mentions, func(x Mention) Mention {
		x.Quote = m.Text(x.Quote)
		return x
	})
	out.Accounts, out.Statements = mapped(r.Accounts, m.Account), mapped(r.Statements, m.Statement)
	out.Changes = mapped(r.Changes, m.Change)
	out.Aggregates = mapped(r.Aggregates, func(a Aggregate) Aggregate {
		a.Words, a.Quote = m.Text(a.Words), m.Text(a.Quote)
		return a
	})
	return &out
}

// Proposal is a proposal without the names.
func (m *Mask) Proposal(p Proposal) Proposal {
	if m == nil {
		return p
	}
	p.Name, p.Evidence = m.Words(p.Name), mapped(p.Evidence, m.quotation)
	return p
}

// Told is a story, with all that belongs to it, without the names.
func (m *Mask) Told(t *Told) *Told {
	if m == nil || t == nil {
		return t
	}
	out := Told{Story: t.Story, Events: mapped(t.Events, m.Event), Reports: mapped(t.Reports, m.Report), Proposals: mapped(t.Proposals, m.Proposal)}
	out.Story.Title = m.Words(t.Story.Title)
	return &out
}

// Sheet is a report, with what was read in it, without the names.
func (m *Mask) Sheet(s *Sheet) *Sheet {
	if m == nil || s == nil {
		return s
	}
	out := *s
	out.Filing.Report, out.Reading = m.Report(s.Filing.Report), m.Reading(s.Reading)
	return &out
}

// Hit is a report that was found, without the names. What was looked for is marked where
// it was.
func (m *Mask) Hit(h Hit) Hit {
	if m == nil {
		return h
	}
	title := h.Report.Title
	h.Report = m.Report(h.Report)
	if title != nil && h.Report.Title != nil && *title != *h.Report.Title {
		h.Title = nil // its words are not where they were
	}
	h.Snippet.Text = m.Text(h.Snippet.Text)
	return h
}
