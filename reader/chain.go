package reader

import (
	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
)

// A Chain is the mentions in one report of what the reader takes to be the same
// actor, person or people, named or not.
type Chain struct {
	Name  string            // the proper name that stands for it, "" for none
	Actor *dateline.ActorID // the register's entry; nil when there is none or more than one
	Heads []dateline.Span   // the head noun of each mention, in order of the text
}

// Chains are the actors, people and bodies of a report with what stands for them.
// Places and things that stand for no power are left out.
func (rd *Reader) Chains(rep *dateline.Report) []Chain {
	m := discourse.Build(rd.parser(), rd.speech, rd.models.Reference, rep)
	var out []Chain
	at := map[*discourse.Entity]int{}
	add := func(np *syntax.NounPhrase) {
		e := discourse.Referent(np).Root()
		if e == nil || e.Is(discourse.Place, discourse.Weapon, discourse.Property) {
			return
		}
		i, ok := at[e]
		if !ok {
			i = len(out)
			at[e] = i
			out = append(out, Chain{Name: m.ProperName(e), Actor: e.Actor()})
		}
		out[i].Heads = append(out[i].Heads, np.In.SpanOf(np.Head, np.Head+1))
	}
	for _, s := range m.Sentences {
		if s.Start < rep.Body {
			continue // the headline of the front matter
		}
		for ci := range s.Chunks {
			np := s.Chunks[ci].NP
			if np == nil {
				continue
			}
			for o := np.Owner; o != nil; o = o.Owner {
				add(o)
			}
			add(np)
		}
	}
	return out
}
