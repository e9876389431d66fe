package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
)

// Answers about single words, for those who know already which words tell of
// events: what took place by the report's account, and with whom.

// A Question is about the words of a report that tell of an event.
type Question struct {
	dateline.Span
	Type dateline.EventCode // whose roles are asked for; "" asks for none
}

// An Answer is what a report says of an event by one of its words.
type Answer struct {
	// Degree is how far the report holds that it took place, in hundredths of
	// the scale of event factuality: from -300, it did not, over 0, that is left
	// open, to 300, it did (Stanovsky and others 2017).
	Degree    int
	Basis     dateline.Basis
	Arguments []Argument
}

// An Argument is a phrase in a role of an event, or, with the role "place" or
// "weapon", where or with what it happened.
type Argument struct {
	Role  string // a dateline.RoleName, "place" or "weapon"
	Words dateline.Span
	Head  dateline.Span // its head noun, or all of a name
}

// A Trigger is the words by which a report tells of an event, as far as they
// are the verb's or noun's own.
type Trigger struct {
	Question
	Answer
}

// Triggers are the words of a report that the reader takes to tell of events,
// in order of the text, whether these are counted or not.
func (rd *Reader) Triggers(rep *dateline.Report) []Trigger {
	r := rd.understand(rep)
	var out []Trigger
	for _, d := range r.accounts {
		for _, f := range d.finds {
			out = append(out, Trigger{Question{f.word(), f.typ.Code}, r.answer(f)})
		}
	}
	slices.SortStableFunc(out, func(a, b Trigger) int { return a.Start - b.Start })
	return slices.CompactFunc(out, func(a, b Trigger) bool { return a.Question == b.Question })
}

// Ask answers each question, in their order. Words that lie in no sentence of
// the report have the zero Answer.
func (rd *Reader) Ask(rep *dateline.Report, qs []Question) []Answer {
	r := rd.understand(rep)
	out := make([]Answer, len(qs))
	for i, q := range qs {
		for _, s := range r.Sentences {
			if s.Start > q.Start || q.Start >= s.End {
				continue
			}
			if _, to := s.TokensOf(q.Span); to > 0 {
				out[i] = r.about(s, to-1, q.Type)
			}
			break
		}
	}
	return out
}

// about answers a question about token i of a sentence.
func (r *reading) about(s *syntax.Sentence, i int, code dateline.EventCode) Answer {
	for _, d := range r.accounts {
		for _, f := range d.finds {
			if f.s == s && f.from <= i && i < f.to {
				return r.answer(f)
			}
		}
	}
	typ := r.looseType()
	if t, ok := r.rd.codebook.Type(code); ok {
		typ = &t
	}
	f := r.findAt(s, i, typ)
	if f.verb == nil && f.np == nil {
		return Answer{Degree: 300, Basis: dateline.Reported} // an adjective, an adverb
	}
	r.bindRoles(f)
	r.bindPlaces(f)
	f.draft = &draft{finds: []*find{f}, typ: f.typ, roles: f.roles}
	f.occurrence = r.occurrenceOf(f)
	f.said = r.saidBy(f)
	f.denied = r.isDenied(f)
	f.basis = r.basisOf(f)
	return r.answer(f)
}

// findAt is a find at token i, of a type that the reader is told.
func (r *reading) findAt(s *syntax.Sentence, i int, typ *codebook.Type) *find {
	c := s.Chunks[s.ChunkOf(i)]
	f := &find{s: s, typ: typ, from: i, to: i + 1, args: &syntax.Arguments{}}
	switch {
	case c.VG != nil:
		f.verb, f.args = c.VG, s.ArgumentsOf(c.VG)
		if len(f.args.Object) > 0 {
			f.object = f.args.Object[0]
		}
	case c.NP != nil:
		f.np, f.args = c.NP, s.ArgumentsOfNoun(c.NP)
		f.definite = c.NP.Definite()
	}
	f.trig = r.rd.triggers.forType(typ, s.Lemma(i), f.verb != nil)
	return f
}

// answer sums up what a find tells.
func (r *reading) answer(f *find) Answer {
	a := Answer{Degree: degreeOf(f), Basis: f.basis}
	for _, u := range f.roles {
		if u.np != nil {
			a.Arguments = append(a.Arguments, Argument{string(u.role), u.np.Span(), headSpan(u.np)})
		}
	}
	for _, p := range f.places {
		a.Arguments = append(a.Arguments, Argument{"place", p.n.Span(), p.n.Span()})
	}
	for _, np := range f.weapons() {
		a.Arguments = append(a.Arguments, Argument{"weapon", np.Span(), headSpan(np)})
	}
	return a
}

// degreeOf puts an occurrence and a basis on the scale of factuality. What
// reporters leave open they mostly hold for likely, so that only a verb's own
// negation is far below 0: an attempt that failed, or a refusal, says that
// something else took place. The steps are the means, rounded, that readers of
// news gave to each of these cases in the UW set's training part.
func degreeOf(f *find) int {
	switch f.occurrence {
	case dateline.Happened:
		switch f.basis {
		case dateline.Denied:
			return 100
		case dateline.Alleged:
			return 250
		}
		return 300
	case dateline.Planned:
		return 200
	case dateline.Foiled:
		return 50
	case dateline.DidNotHappen:
		if f.verb != nil && f.np == nil && f.verb.Negated {
			return -200
		}
		return -50
	}
	return 150
}

// word is the bytes of the trigger's own words.
func (f *find) word() dateline.Span { return f.s.SpanOf(f.from, f.to) }

// headSpan is the head noun of a phrase, or the name that it is part of.
func headSpan(np *syntax.NounPhrase) dateline.Span {
	if n := np.In.NameOver(np.Head); n != nil {
		return n.Span()
	}
	return np.In.Tokens[np.Head].Span
}

// weapons are the arguments of a find that name a weapon.
func (f *find) weapons() []*syntax.NounPhrase {
	var out []*syntax.NounPhrase
	take := func(nps []*syntax.NounPhrase) {
		for _, np := range nps {
			if discourse.Referent(np).Is(discourse.Weapon) {
				out = append(out, np)
			}
		}
	}
	take(f.args.Subject)
	take(f.args.Object)
	for _, p := range f.args.Preps {
		take(p.Phrases)
	}
	return out
}
