package discourse

import (
	"maps"
	"slices"
	"sort"
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
	"dateline/text"
)

// An Attributor finds who said what in a report by learned means. Without one,
// the rules of utterance.go and quotation.go do, which see less.
type Attributor interface {
	// Attributions are those of a document, by spans of its text.
	Attributions(*text.Document) []dateline.Attribution
}

// adopt makes utterances and statements of attributions. What somebody wants,
// decides or thinks of another is nobody's word for what happened.
func (m *Model) adopt(all []dateline.Attribution) {
	for _, a := range all {
		class, ok := classOf[a.Kind]
		s := m.sentenceAt(a.Cue.Start)
		if s == nil || !s.Own() || len(a.Content) == 0 {
			continue
		}
		vg := s.verbOf(a.Cue)
		if vg != nil && s.Quoted[vg.Head] {
			continue // what a speaker says that others said
		}
		if vg != nil && lexicon.Saying(vg.Lemma) != "" {
			class, ok = lexicon.Saying(vg.Lemma), true
		}
		if !ok || a.Cue.In(m.Report.Text) == ":" && !strings.ContainsAny(a.Content[0].In(m.Report.Text), "\"“'‘") {
			continue // "Mali: six killed" has no speaker, and a turn of an interview is all of it told
		}
		u := &Utterance{In: s.Sentence, Class: class, Verb: vg, Speaker: s.speakers(a.Source, vg)}
		u.name()
		if u.byNobody() {
			u.Words, u.Entity = "", nil // "no group has said that …" is nobody's word
		}
		if u.Words == "" && len(u.Speaker) == 0 && a.Source.Len() > 0 {
			u.Words = PlainName(a.Source.In(m.Report.Text))
		}
		for _, c := range a.Content {
			m.utter(*u, insideRelative(s.Sentence, vg, class, c))
		}
	}
}

// insideRelative is what is said in a relative clause that the attribution interrupts ("a
// ferry which, the police say, they had meant to bomb"), where the content ends with the
// pronoun; else the content.
func insideRelative(s *syntax.Sentence, vg *syntax.VerbGroup, class string, content dateline.Span) dateline.Span {
	_, to := s.TokensOf(content)
	if vg == nil || to < 1 || s.Chunks[s.ChunkOf(to-1)].Kind != syntax.Wh {
		return content
	}
	if u := utteranceOf(s, vg, class); u != nil && u.From >= vg.To {
		return s.SpanOf(u.From, u.To)
	}
	return content
}

// classOf are the kinds of attribution that give a word for what happened.
var classOf = map[dateline.AttributionKind]string{
	dateline.Saying: "say", dateline.Claiming: "claim", dateline.Alleging: "allege", dateline.Denying: "deny", dateline.Asking: "ask",
	dateline.Promising: "say", dateline.Believing: "say", dateline.Showing: "say",
}

// Sourcing are the kinds of attribution that give a word for what happened, all
// that the reader asks for.
func Sourcing() []dateline.AttributionKind {
	return slices.Sorted(maps.Keys(classOf))
}

// A sentence is a sentence that spans of the text are looked up in.
type sentence struct{ *syntax.Sentence }

// sentenceAt is the sentence that a byte of the text lies in, nil if none does.
func (m *Model) sentenceAt(at int) *sentence {
	i := sort.Search(len(m.Sentences), func(i int) bool { return m.Sentences[i].End > at })
	if i == len(m.Sentences) || m.Sentences[i].Start > at {
		return nil
	}
	return &sentence{m.Sentences[i]}
}

// verbOf is the verb group of a cue, nil if it has none: the last one, as verbs
// that lead to another come first.
func (s *sentence) verbOf(cue dateline.Span) *syntax.VerbGroup {
	from, to := s.TokensOf(cue)
	for i := to - 1; i >= from; i-- {
		if vg := s.Chunks[s.ChunkOf(i)].VG; vg != nil {
			return vg
		}
	}
	return nil
}

// speakers are the noun phrases of a source. A relative pronoun stands for
// what the verb's subject is.
func (s *sentence) speakers(source dateline.Span, vg *syntax.VerbGroup) []*syntax.NounPhrase {
	if source.Len() == 0 {
		return nil
	}
	from, to := s.TokensOf(source)
	for i := from; i < to; i++ {
		c := s.Chunks[s.ChunkOf(i)]
		if c.NP == nil {
			continue
		}
		if o := c.NP.Owner; o != nil && o.To <= to && c.NP.To > to {
			return []*syntax.NounPhrase{o} // "the group's claim that ..."
		}
		nps, _ := s.List(s.ChunkOf(i))
		return nps
	}
	if vg != nil {
		return s.Subject(vg)
	}
	return nil
}

// utter notes an utterance in each sentence that a piece of its content lies
// in, and the piece as a statement.
func (m *Model) utter(u Utterance, piece dateline.Span) {
	home := u.In
	for i := sort.Search(len(m.Sentences), func(i int) bool { return m.Sentences[i].End > piece.Start }); i < len(m.Sentences) && m.Sentences[i].Start < piece.End; i++ {
		s := m.Sentences[i]
		part := u
		part.In = s
		if s != home {
			part.Verb = nil // it stands in another sentence
		}
		part.From, part.To = s.TokensOf(dateline.Span{Start: max(piece.Start, s.Start), End: min(piece.End, s.End)})
		if part.To > part.From {
			m.Speech[s.At] = append(m.Speech[s.At], &part)
		}
	}
	m.state(&u, home, piece)
}

// state notes a piece of content as a statement: what is between quotation
// marks as the speaker's own words, the rest as reported.
func (m *Model) state(u *Utterance, s *syntax.Sentence, piece dateline.Span) {
	if !u.speaks() {
		return
	}
	quoted := 0
	for _, q := range m.quotations {
		if overlap(q.span, piece)*10 < q.span.Len()*8 {
			continue // the piece is itself within the quotation
		}
		sp := trimSpan(m.Report.Text, q.span)
		n := q.words(m)
		if edge := q.span.Start <= piece.Start+1 || q.span.End >= piece.End-5; n < 2 || n < 4 && !edge || sp.Len() == 0 {
			continue // a name, or words held at arm's length
		}
		quoted += overlap(q.span, piece)
		m.statements = append(m.statements, &statement{u, s, u.Entity, u.Words, true, sp})
	}
	if quoted*2 >= piece.Len() || len(strings.Fields(m.Quote(piece))) < 3 {
		return
	}
	sp := trimSpan(m.Report.Text, piece)
	if sp.Len() < 8 || u.Class != "deny" && !m.predicates(piece) {
		return // what is claimed or called for is a thing, no words
	}
	if u.Class == "deny" && u.Verb != nil && u.Verb.In == s {
		if v := s.SpanOf(u.Verb.From, u.Verb.To); v.Start < sp.Start {
			sp.Start = v.Start // "denied that …": a denial, not what is denied
		}
	}
	m.statements = append(m.statements, &statement{u, s, u.Entity, u.Words, false, sp})
}

// predicates reports whether a verb stands in a span.
func (m *Model) predicates(sp dateline.Span) bool {
	s := m.sentenceAt(sp.Start)
	if s == nil {
		return false
	}
	from, to := s.TokensOf(sp)
	for i := from; i < to; i++ {
		if vg := s.Chunks[s.ChunkOf(i)].VG; vg != nil && (vg.Finite || vg.Infinitive || vg.Gerund) {
			return true
		}
	}
	return false
}

// speaks reports whether somebody is named who says it: not a statement whose
// author is told elsewhere, and not nobody.
func (u *Utterance) speaks() bool {
	if u.Words == "" {
		return false
	}
	if len(u.Speaker) == 0 {
		return true
	}
	return !(u.Entity == nil && lexicon.Message(u.Speaker[0].HeadLemma())) && !u.byNobody()
}

// byNobody reports whether it is nobody who speaks: "no group said that …".
func (u *Utterance) byNobody() bool { return len(u.Speaker) > 0 && Nobody(u.Speaker[0]) }

// Nobody reports whether a phrase stands for nobody as who does something: "no
// group", "neither side", "none of them".
func Nobody(np *syntax.NounPhrase) bool {
	s := np.In
	return np.Det == "no" || np.Det == "neither" || lexicon.Nobody(s.Lower(np.Head)) || lexicon.Nobody(s.Lower(np.From))
}

// settleStatements leaves out what was noted twice.
func (m *Model) settleStatements() {
	slices.SortStableFunc(m.statements, func(a, b *statement) int { return a.span.Start - b.span.Start })
	m.statements = slices.CompactFunc(m.statements, func(a, b *statement) bool { return a.span == b.span })
}
