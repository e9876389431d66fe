package reader

import (
	"strings"

	"dateline"
)

// What to call a speaker, and in what role and for whom they speak, as the
// words beside the name tell.

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

// plainName drops a leading determiner and the marks of scare quotes.
func plainName(s string) string {
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
