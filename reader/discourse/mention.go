package discourse

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/when"
)

// Mentions and statements written down in the project's nouns.

// Mentions are the names and times of the report with their candidates, in
// order of the text.
func (m *Model) Mentions() []dateline.Mention {
	var out []dateline.Mention
	add := func(kind dateline.MentionKind, sp dateline.Span, choice string, cands []string) {
		x := dateline.Mention{Report: m.Report.ID, Kind: kind, Span: sp, Quote: m.Quote(sp), Candidates: cands}
		if choice != "" {
			x.Choice = &choice
		}
		out = append(out, x)
	}
	for _, s := range m.Sentences {
		m.names(s, add)
		if s.End <= m.Report.Body { // a headline in the front matter
			for _, e := range s.Times {
				add(dateline.TimeMention, e.Core, e.Resolve(m.published(), when.Past).Timex, nil)
			}
		}
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil {
				continue
			}
			if q := np.Quantity; q != nil && (q.Low != nil || q.High != nil) {
				add(dateline.NumberMention, s.SpanOf(q.From, q.To), bounds(q.Low, q.High), nil)
			}
			if len(s.Learned) == 0 && Referent(np).Is(Weapon) {
				add(dateline.WeaponMention, np.Span(), "", nil)
			}
		}
	}
	for _, t := range m.times() {
		add(dateline.TimeMention, t.Span, t.Value, nil)
	}
	slices.SortStableFunc(out, func(a, b dateline.Mention) int { return a.Start - b.Start })
	return out
}

// times are the time expressions of the report's own sentences, by TimeML's
// guidelines: each against the day of publication and what was named before.
func (m *Model) times() []when.Timex {
	var out []when.Timex
	at := 0
	for _, t := range when.AnnotateDocument(m.doc, m.Report.Body, m.published()) {
		for at < len(m.Sentences) && m.Sentences[at].End <= t.Start {
			at++
		}
		if at < len(m.Sentences) && m.Sentences[at].Start <= t.Start && t.End <= m.Sentences[at].End {
			out = append(out, t)
		}
	}
	return out
}

func (m *Model) published() *dateline.Date {
	published := m.Report.Dated()
	if published == nil {
		return nil
	}
	day := published.Day()
	return &day
}

// bounds writes a range of counts: "6..6", "20.." for at least twenty.
func bounds(low, high *int) string {
	s := ""
	if low != nil {
		s = strconv.Itoa(*low)
	}
	s += ".."
	if high != nil {
		s += strconv.Itoa(*high)
	}
	return s
}

// maxCandidates is how many places of one name a mention lists.
const maxCandidates = 5

func (m *Model) placeKey(id gazetteer.ID) string {
	return strings.Join(m.gazetteer.Place(id).Path, "/")
}

// Statements are what speakers say in the report, in order of the text.
func (m *Model) Statements() []dateline.Statement {
	var out []dateline.Statement
	for _, st := range m.statements {
		x := dateline.Statement{Report: m.Report.ID, Speaker: st.speaker, Direct: st.direct, Span: st.span, Quote: m.Quote(st.span)}
		if st.ent != nil && st.ent.Kind == Person {
			if st.ent.Role != "" {
				x.Role = own(st.ent.Role)
			}
			if st.ent.Org != "" {
				x.Affiliation = own(st.ent.Org)
			}
		} else if st.u.role != "" {
			x.Role = own(st.u.role)
			if st.u.org != "" {
				x.Affiliation = own(st.u.org)
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b dateline.Statement) int { return a.Start - b.Start })
	return slices.CompactFunc(out, func(a, b dateline.Statement) bool { return a.Span == b.Span && a.Speaker == b.Speaker })
}

// own is a string apart from what it was told of: a pointer into that would keep
// the whole model of a report for as long as its statements are kept.
func own(s string) *string { return &s }
