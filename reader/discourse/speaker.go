package discourse

import (
	"strings"

	"dateline"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// What to call a speaker, and in what role and for whom they speak, as the
// words beside the name tell.

// name settles who the speaker is and what to call them.
func (u *Utterance) name() {
	if len(u.Speaker) == 0 {
		return
	}
	np := u.Speaker[0]
	if p := namedBehind(u.In, np); p != nil {
		// "the state's commissioner for security, Jane Doe, said"
		if Referent(p).Role == "" {
			Referent(p).Role = strings.TrimPrefix(u.In.Quote(dateline.Span{Start: np.Span().Start, End: u.In.Tokens[u.In.Chunks[p.At-1].From-1].End}), "the ")
			if np.Owner != nil {
				Referent(p).Org = np.Owner.Words()
			}
		}
		np = p
	}
	u.Entity = Referent(np)
	if e := u.Entity.Root(); e.Is(Person) {
		u.Entity = e
	}
	if e := Referent(np).Root(); e != nil && (e.Kind == Person || np.Pronoun != "") {
		u.Words = e.Name
	}
	if np.Pronoun != "" {
		return
	}
	if u.Words == "" {
		sp := dateline.Span{Start: np.Span().Start, End: u.Speaker[len(u.Speaker)-1].Span().End}
		u.Words = u.In.Quote(sp)
		if Referent(np) != nil && Referent(np).Kind == Group && len(Referent(np).Actors) == 1 {
			u.Words = Referent(np).Name
		}
	}
	u.affiliation(np)
}

// namedBehind is the person in apposition to a title: behind its comma.
func namedBehind(s *syntax.Sentence, np *syntax.NounPhrase) *syntax.NounPhrase {
	if np.At < 0 || np.In != s || Referent(np) != nil && Referent(np).Kind == Person {
		return nil
	}
	i := np.At + 1
	for i+1 < len(s.Chunks) && s.Chunks[i].Kind == syntax.Prep && s.Chunks[i+1].NP != nil {
		i += 2
	}
	if i+2 < len(s.Chunks) && s.Chunks[i].Kind == syntax.Comma && s.Chunks[i+1].NP != nil && s.Chunks[i+2].Kind == syntax.Comma {
		if p := s.Chunks[i+1].NP; Referent(p) != nil && Referent(p).Kind == Person {
			return p
		}
	}
	return nil
}

// affiliation reads role and organisation from the apposition or the phrases
// behind a person: "X, director of the Y Group", "X of the Y".
func (u *Utterance) affiliation(np *syntax.NounPhrase) {
	s := u.In
	e := Referent(np)
	if np.At < 0 {
		return
	}
	if e == nil || e.Kind != Person {
		// "the chairwoman of a relatives' association", "Kaduna's police chief"
		u.role = PlainName(np.Words())
		holder := &Entity{Org: officeOf(u.role)}
		if np.Owner != nil && len(np.Owner.Names) > 0 {
			holder.Org = np.Owner.Words()
		}
		if i := np.At + 1; i+1 < len(s.Chunks) && s.Chunks[i].Kind == syntax.Prep && s.Chunks[i+1].NP != nil {
			switch s.Chunks[i].Word {
			case "of", "at", "from", "with", "for":
				holder.takeOrg(s.Chunks[i+1].NP)
			}
		}
		u.org = holder.Org
		return
	}
	if e.Org == "" && e.Role != "" {
		e.Org = officeOf(e.Role)
	}
	i := np.At + 1
	if i < len(s.Chunks) && s.Chunks[i].Kind == syntax.Comma && i+1 < len(s.Chunks) && s.Chunks[i+1].NP != nil {
		ap := s.Chunks[i+1].NP
		if e.Kind == Person && !s.OwnsVerb(i+1) && e.Role == "" {
			e.Role = strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(ap.Words(), "a "), "an "), "the ")
			if ap.Owner != nil && ap.Owner.Pronoun == "" {
				e.Org = PlainName(ap.Owner.Words()) // "the army's spokesman in the sector"
			}
			for _, n := range ap.Names {
				if (n.Kind == syntax.OrganisationName || n.Kind == syntax.ActorName) && e.Org == "" {
					e.Org = n.Words()
				}
			}
			i += 2
			for i+1 < len(s.Chunks) && s.Chunks[i].Kind == syntax.Prep && s.Chunks[i+1].NP != nil {
				e.takeOrg(s.Chunks[i+1].NP)
				i += 2
			}
			return
		}
	}
	if i+1 < len(s.Chunks) && s.Chunks[i].Kind == syntax.Prep && s.Chunks[i+1].NP != nil {
		switch s.Chunks[i].Word {
		case "of", "at", "from", "with", "for":
			e.takeOrg(s.Chunks[i+1].NP)
		}
	}
}

// officeOf is the body in a title before a name: "Emergency service" in
// "Emergency service spokesman".
func officeOf(role string) string {
	w := strings.Fields(role)
	for k := len(w) - 1; k > 0; k-- {
		if lexicon.Affiliation(strings.ToLower(w[k-1])) {
			return strings.Join(w[:k], " ")
		}
	}
	return ""
}

func (e *Entity) takeOrg(np *syntax.NounPhrase) {
	if e.Org != "" {
		return
	}
	for _, n := range np.Names {
		if n.Kind == syntax.OrganisationName || n.Kind == syntax.ActorName {
			e.Org = strings.TrimPrefix(n.Words(), "the ")
			return
		}
	}
	for k := np.From; k < np.To; k++ {
		if lexicon.Affiliation(np.In.Lemma(k)) {
			e.Org = strings.TrimPrefix(np.Words(), "the ")
			return
		}
	}
}

// PlainName drops a leading determiner and the marks of scare quotes.
func PlainName(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if strings.ContainsRune("“”‘\"«»", c) {
			return ' '
		}
		return c
	}, s)), " ")
	s = strings.TrimSuffix(strings.TrimSpace(s), "’")
	for _, d := range []string{"a ", "an ", "the ", "A ", "An ", "The ", "its ", "their ", "his ", "her ", "Its ", "Their "} {
		if len(s) > len(d) && strings.HasPrefix(s, d) {
			return s[len(d):]
		}
	}
	return s
}
