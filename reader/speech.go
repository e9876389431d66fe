package reader

import (
	"strings"

	"dateline"
	"dateline/text"
)

// An utterance is an attribution in a sentence: whose words, by which verb,
// over which tokens.
type utterance struct {
	s        *sentence
	speaker  []*nounPhrase
	ent      *entity
	words    string // the speaker as named
	class    string // of the verb: say, claim, allege, deny, ask
	verb     *verbGroup
	from, to int // tokens of the content
	direct   bool
	plain    bool // "according to": no verb
	role     string
	org      string
	thing    bool // what is said is a thing ("claimed responsibility"), no statement
}

// A statement is an utterance, or a paragraph of a quotation, to be printed.
type statement struct {
	u       *utterance
	s       *sentence
	ent     *entity
	speaker string
	direct  bool
	span    dateline.Span
}

// findSpeech finds direct quotations, over paragraphs too, and indirect
// speech, and binds each to its speaker.
func (r *reading) findSpeech() {
	for _, s := range r.sentences {
		if s.opensEvents() {
			s.findUtterances()
		}
	}
	r.bindQuotes(r.quotations)
	for _, s := range r.sentences {
		for _, u := range s.speech {
			if u.ent == nil && len(u.speaker) > 0 && lexicon.sayingNouns[u.speaker[0].headLemma()] {
				continue // a statement says so: whose, is told elsewhere or not at all
			}
			if len(u.speaker) > 0 && (u.speaker[0].det == "no" || s.lower(u.speaker[0].from) == "no" || lexiconNobody[s.lower(u.speaker[0].from)]) {
				continue // "no group said it was responsible"
			}
			if u.direct || u.thing || u.to-u.from < 3 || u.words == "" {
				continue
			}
			sp := trimSpan(r.rep.Text, s.span(u.from, u.to))
			if sp.Len() < 8 {
				continue
			}
			r.statements = append(r.statements, &statement{u, s, u.ent, u.words, false, sp})
		}
	}
}

// A quotation is the text between quote marks within one paragraph.
type quotation struct {
	par       int
	span      dateline.Span // inside the marks
	continued bool          // the mark is not closed: the next paragraph goes on
	resumed   bool          // it goes on from the paragraph before
}

// findQuotes finds stretches between double quote marks, and marks the tokens
// inside those of four words or more: shorter ones are scare quotes or names.
func (r *reading) findQuotes() []quotation {
	var out []quotation
	open := false
	for pi := range r.doc.Paragraphs {
		p := r.doc.Paragraphs[pi]
		if p.Kind != text.Body && p.Kind != text.Title {
			continue
		}
		body := r.quote(p.Span)
		start, inside, resumed := -1, false, false
		straight := !strings.ContainsAny(body, "“”")
		for i, c := range body {
			switch {
			case c == '“' || straight && c == '"' && !inside:
				if inside {
					continue
				}
				inside, start = true, i+len(string(c))
				resumed = open && strings.TrimSpace(body[:i]) == ""
			case c == '”' || straight && c == '"' && inside:
				if inside {
					out = append(out, quotation{par: pi, span: dateline.Span{Start: p.Start + start, End: p.Start + i}, resumed: resumed})
				}
				inside = false
			}
		}
		open = inside
		if inside {
			out = append(out, quotation{par: pi, span: dateline.Span{Start: p.Start + start, End: p.End}, continued: true, resumed: resumed})
		}
	}
	for _, s := range r.sentences {
		s.quoted = make([]bool, len(s.Tokens))
		for _, q := range out {
			if q.words(r) < 4 {
				continue
			}
			for i, t := range s.Tokens {
				if q.span.Contains(t.Span) {
					s.quoted[i] = true
				}
			}
		}
	}
	return out
}

func (q quotation) words(r *reading) int { return len(strings.Fields(r.quote(q.span))) }

// findUtterances finds who says what in the sentence, by verbs of saying and
// "according to".
func (s *sentence) findUtterances() {
	for ci := range s.chunks {
		c := s.chunks[ci]
		if c.kind == chunkPrep && c.word == "according to" {
			nps, j := s.list(ci + 1)
			if len(nps) == 0 {
				continue
			}
			u := &utterance{s: s, speaker: nps, class: "say", plain: true}
			u.name()
			if ci == 0 || s.chunks[ci-1].kind == chunkStop {
				u.from, u.to = s.tokenAfter(j), s.clauseEnd(j)
			} else {
				u.from, u.to = s.clauseStart(ci), s.chunks[ci].from
			}
			s.speech = append(s.speech, u)
			continue
		}
		if c.vg == nil {
			continue
		}
		vg := c.vg
		class, ok := lexicon.says[vg.lemma]
		if !ok || s.quoted[vg.head] {
			continue
		}
		if u := s.utteranceOf(vg, class); u != nil {
			u.verb = vg
			u.name()
			s.speech = append(s.speech, u)
		}
	}
}

func (s *sentence) tokenAfter(ci int) int {
	for ci < len(s.chunks) && (s.chunks[ci].kind == chunkComma || s.chunks[ci].kind == chunkStop) {
		ci++
	}
	if ci >= len(s.chunks) {
		return len(s.Tokens)
	}
	return s.chunks[ci].from
}

// clauseEnd is the token where the content that begins at chunk ci ends.
func (s *sentence) clauseEnd(ci int) int {
	end := len(s.Tokens)
	for end > 0 && (s.tok(end-1).Text == "." || isQuote(s.tok(end-1).Text)) {
		end--
	}
	return end
}

func (s *sentence) clauseStart(ci int) int {
	from := 0
	for i := ci - 1; i >= 0; i-- {
		if s.chunks[i].kind == chunkStop && (s.chunks[i].word == ";" || s.chunks[i].word == ":") {
			return s.chunks[i].to
		}
	}
	for from < len(s.Tokens) && isQuote(s.tok(from).Text) {
		from++
	}
	return from
}

// utteranceOf is the utterance that a verb of saying makes: content behind it
// ("X said that …", "X denied …"), or before it ("…, X said", "…, said X").
func (s *sentence) utteranceOf(vg *verbGroup, class string) *utterance {
	u := &utterance{s: s, class: class}
	subj := s.subjectOf(vg, 0)
	next := vg.at + 1
	for next < len(s.chunks) && s.chunks[next].kind == chunkAdv {
		next++
	}
	kind := chunkStop
	if next < len(s.chunks) {
		kind = s.chunks[next].kind
	}
	last := next >= len(s.chunks) || kind == chunkStop && s.chunks[next].word == "."
	// "…, said X, director of Y": the subject follows, the content stands before
	prev := vg.at - 1
	if vg.finite && prev >= 0 && (s.chunks[prev].kind == chunkComma || s.chunks[prev].kind == chunkQuote) && kind == chunkNP && !s.ownsVerb(next) && class == "say" {
		nps, _ := s.list(next)
		u.speaker = nps
		u.from, u.to = s.clauseStart(vg.at), s.chunks[prev].from
		for u.to > u.from && (s.tok(u.to-1).Text == "," || isQuote(s.tok(u.to-1).Text)) {
			u.to--
		}
		return u
	}
	if len(subj) == 0 || !subj[0].speaks() {
		return nil
	}
	u.speaker = subj
	if vg.passive {
		return nil
	}
	trailing := last || kind == chunkComma && vg.finite || kind == chunkPrep || kind == chunkAdv || kind == chunkStop || kind == chunkWh || kind == chunkConj || kind == chunkNP && !s.clauseIn(next)
	if trailing && class != "deny" && class != "allege" {
		// "…, he said", "…," a resident said by telephone: what was said stands
		// before, closed by a comma
		at := subj[0].at
		if at > 0 && s.wordsBefore(at) >= 2 && s.chunks[at-1].kind == chunkComma || at > 1 && s.chunks[at-1].kind == chunkQuote {
			u.from, u.to = s.clauseStart(at), s.chunks[at-1].from
			for u.to > u.from && (s.tok(u.to-1).Text == "," || isQuote(s.tok(u.to-1).Text)) {
				u.to--
			}
			return u
		}
		if last {
			return nil
		}
	}
	if at := subj[0].at; vg.lemma == "tell" && kind == chunkNP && at >= 0 {
		// "told reporters that …"
		nps, j := s.list(next)
		if len(nps) > 0 && j < len(s.chunks) && s.chunks[j].kind == chunkSub {
			next, kind = j, chunkSub
		}
	}
	if kind == chunkPrep || kind == chunkAdv || kind == chunkComma {
		// "said in a message on its radio station that …"
		for k := next; k < len(s.chunks) && s.chunks[k].vg == nil && s.chunks[k].kind != chunkStop; k++ {
			if s.chunks[k].kind == chunkSub && s.chunks[k].word == "that" {
				next, kind = k, chunkSub
				break
			}
		}
	}
	switch {
	case kind == chunkSub && s.chunks[next].word == "that":
		u.from = s.chunks[next].to
	case kind == chunkSub && (s.chunks[next].word == "whether" || s.chunks[next].word == "if"):
		return nil
	case kind == chunkNP && (s.clauseIn(next) && !announcing[vg.lemma] || class == "deny" || class == "claim"):
		u.from = s.chunks[next].from
		u.thing = class == "claim" && !s.clauseIn(next) || claimHeads[s.chunks[next].np.headLemma()]
	case kind == chunkVG && (s.chunks[next].vg.infinitive || s.chunks[next].vg.gerund):
		u.from = s.chunks[next].from
	case kind == chunkPrep && s.clauseIn(next) && class != "ask":
		u.from = s.chunks[next].from
	case kind == chunkQuote || kind == chunkComma || kind == chunkStop && s.chunks[next].word == ":":
		u.from = s.chunks[next].to
	default:
		if class == "say" || class == "ask" {
			return nil
		}
		if next >= len(s.chunks) {
			return nil
		}
		u.from = s.chunks[next].from
	}
	u.to = s.contentEnd(next, subj)
	if u.to <= u.from {
		return nil
	}
	return u
}

// announcing verbs take what was announced as their object, a clause only with
// "that".
var announcing = setOf("announce", "declare", "disclose", "reveal", "describe", "post", "write", "read", "quote", "recall", "observe", "note", "report")

// speaks reports whether a phrase can be a speaker: someone, a body, or what
// someone made known.
func (np *nounPhrase) speaks() bool {
	return np.pronoun != "" || np.ent != nil && np.ent.kind != entOther && np.ent.kind != entProperty && np.ent.kind != entWeapon || len(np.names) > 0 || lexicon.sayingNouns[np.headLemma()] || lexicon.affiliation[np.headLemma()]
}

// contentEnd ends reported content at a clause that the speaker no longer
// says: behind ", but …" with a subject of its own, or a later ", X said".
func (s *sentence) contentEnd(ci int, subj []*nounPhrase) int {
	for i := ci + 1; i+1 < len(s.chunks); i++ {
		c := s.chunks[i]
		if c.kind == chunkStop && c.word == ";" {
			return c.from
		}
		if c.kind == chunkConj && (c.word == "but" || c.word == "though") && s.chunks[i+1].np != nil && s.ownsVerb(i+1) {
			return trimComma(s, c.from)
		}
	}
	return s.clauseEnd(0)
}

// wordsBefore counts the tokens before chunk ci that are words.
func (s *sentence) wordsBefore(ci int) int {
	n := 0
	for k := 0; k < s.chunks[ci].from; k++ {
		if t := s.tok(k).Text; t != "," && !isQuote(t) {
			n++
		}
	}
	return n
}

func trimComma(s *sentence, to int) int {
	for to > 0 && s.tok(to-1).Text == "," {
		to--
	}
	return to
}

// clauseIn reports whether a finite verb follows in the same clause.
func (s *sentence) clauseIn(i int) bool {
	for ; i < len(s.chunks); i++ {
		c := s.chunks[i]
		if c.vg != nil {
			return c.vg.finite
		}
		if c.kind == chunkStop || c.kind == chunkSub {
			return false
		}
	}
	return false
}

// name settles who the speaker is and what to call them.
func (u *utterance) name() {
	if len(u.speaker) == 0 {
		return
	}
	np := u.speaker[0]
	if p := u.s.namedBehind(np); p != nil {
		// "the state's commissioner for security, Jane Doe, said"
		if p.ent.role == "" {
			p.ent.role = strings.TrimPrefix(u.s.r.quote(dateline.Span{Start: np.span().Start, End: u.s.chunks[p.at-1].from2(u.s)}), "the ")
			if np.owner != nil {
				p.ent.org = np.owner.words()
			}
		}
		np = p
	}
	u.ent = np.ent
	if np.ent != nil && (np.ent.kind == entPerson || np.pronoun != "") {
		u.words = np.ent.name
	}
	if np.pronoun != "" {
		return
	}
	if u.words == "" {
		sp := dateline.Span{Start: np.span().Start, End: u.speaker[len(u.speaker)-1].span().End}
		u.words = u.s.r.quote(sp)
		if np.ent != nil && np.ent.kind == entGroup && len(np.ent.actors) == 1 {
			u.words = np.ent.name
		}
	}
	u.affiliation(np)
}

// from2 is the byte where the chunk begins, white space before it left out.
func (c chunk) from2(s *sentence) int { return s.Tokens[c.from-1].End }

// namedBehind is the person in apposition to a title: behind its comma.
func (s *sentence) namedBehind(np *nounPhrase) *nounPhrase {
	if np.at < 0 || np.s != s || np.ent != nil && np.ent.kind == entPerson {
		return nil
	}
	i := np.at + 1
	for i+1 < len(s.chunks) && s.chunks[i].kind == chunkPrep && s.chunks[i+1].np != nil {
		i += 2
	}
	if i+2 < len(s.chunks) && s.chunks[i].kind == chunkComma && s.chunks[i+1].np != nil && s.chunks[i+2].kind == chunkComma {
		if p := s.chunks[i+1].np; p.ent != nil && p.ent.kind == entPerson {
			return p
		}
	}
	return nil
}

// affiliation reads role and organisation from the apposition or the phrases
// behind a person: "X, director of the Y Group", "X of the Y".
func (u *utterance) affiliation(np *nounPhrase) {
	s := u.s
	e := np.ent
	if e == nil || np.at < 0 {
		return
	}
	if e.kind != entPerson {
		// "the chairwoman of a relatives' association", "Kaduna's police chief"
		u.role = plainName(np.words())
		holder := &entity{}
		if i := np.at + 1; i+1 < len(s.chunks) && s.chunks[i].kind == chunkPrep && s.chunks[i+1].np != nil {
			switch s.chunks[i].word {
			case "of", "at", "from", "with", "for":
				holder.takeOrg(s.chunks[i+1].np)
			}
		}
		u.org = holder.org
		return
	}
	if e.org == "" && e.role != "" {
		e.org = officeOf(e.role)
	}
	i := np.at + 1
	if i < len(s.chunks) && s.chunks[i].kind == chunkComma && i+1 < len(s.chunks) && s.chunks[i+1].np != nil {
		ap := s.chunks[i+1].np
		if e.kind == entPerson && !s.ownsVerb(i+1) && e.role == "" {
			e.role = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(ap.words(), "a "), "an "), "the ")
			for _, n := range ap.names {
				if (n.kind == nameOrganisation || n.kind == nameActor) && e.org == "" {
					e.org = n.words()
				}
			}
			i += 2
			for i+1 < len(s.chunks) && s.chunks[i].kind == chunkPrep && s.chunks[i+1].np != nil {
				e.takeOrg(s.chunks[i+1].np)
				i += 2
			}
			return
		}
	}
	if i+1 < len(s.chunks) && s.chunks[i].kind == chunkPrep && s.chunks[i+1].np != nil {
		switch s.chunks[i].word {
		case "of", "at", "from", "with", "for":
			e.takeOrg(s.chunks[i+1].np)
		}
	}
}

// officeOf is the body in a title before a name: "Emergency service" in
// "Emergency service spokesman".
func officeOf(role string) string {
	w := strings.Fields(role)
	for k := len(w) - 1; k > 0; k-- {
		if lexicon.affiliation[strings.ToLower(w[k-1])] {
			return strings.Join(w[:k], " ")
		}
	}
	return ""
}

func (e *entity) takeOrg(np *nounPhrase) {
	if e.org != "" {
		return
	}
	for _, n := range np.names {
		if n.kind == nameOrganisation || n.kind == nameActor {
			e.org = strings.TrimPrefix(n.words(), "the ")
			return
		}
	}
	for k := np.from; k < np.to; k++ {
		if lexicon.affiliation[np.s.lemma(k)] {
			e.org = strings.TrimPrefix(np.words(), "the ")
			return
		}
	}
}

// bindQuotes gives each quotation its speaker: of the attribution in the same
// sentence or paragraph, of the quotation it goes on from, else of the one
// before in the text when the paragraph has no other.
func (r *reading) bindQuotes(quotes []quotation) {
	var last *utterance
	lastPar := -9
	for qi := range quotes {
		q := &quotes[qi]
		n := q.words(r)
		if n < 2 {
			continue
		}
		var u *utterance
		for _, s := range r.sentences {
			if s.par != q.par {
				continue
			}
			for _, c := range s.speech {
				near := s.Span.Overlaps(q.span)
				if c.words == "" || s.quotedAt(c) {
					continue
				}
				if u == nil || near && !u.s.Span.Overlaps(q.span) {
					u = c
				}
			}
		}
		covered := u != nil
		if u == nil && (q.resumed || q.par-lastPar <= 1 && r.wholeParagraph(q)) {
			u = last
		}
		if u == nil {
			continue
		}
		if n < 4 && !(covered && u.s.Span.Overlaps(q.span) && u.to > 0 && q.span.End >= u.s.span(u.from, max(u.to, u.from+1)).End-3) {
			continue // scare quotes
		}
		last, lastPar = u, q.par
		sp := trimSpan(r.rep.Text, q.span)
		if sp.Len() == 0 {
			continue
		}
		r.statements = append(r.statements, &statement{u, u.s, u.ent, u.words, true, sp})
		// what is quoted in full is no indirect speech too
		if us := u.s.span(u.from, max(u.to, u.from+1)); u.to > u.from && sp.Overlaps(us) && overlap(sp, us)*10 >= us.Len()*5 {
			u.direct = true
		}
	}
	// other quotations of a speaker's paragraph carry the last speaker on
}

func overlap(a, b dateline.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }

func (s *sentence) quotedAt(u *utterance) bool {
	return u.verb != nil && s.quoted[u.verb.head]
}

// wholeParagraph reports whether the quotation fills its paragraph.
func (r *reading) wholeParagraph(q *quotation) bool {
	p := r.doc.Paragraphs[q.par].Span
	return q.span.Len()*10 >= p.Len()*8
}

func trimSpan(t string, sp dateline.Span) dateline.Span {
	for sp.Start < sp.End && strings.ContainsRune(" \t\r\n,", rune(t[sp.Start])) {
		sp.Start++
	}
	for sp.Start < sp.End && strings.ContainsRune(" \t\r\n", rune(t[sp.End-1])) {
		sp.End--
	}
	return sp
}
