package reader

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
)

// The reading written down in the project's nouns: mentions, statements, and
// through account.go the accounts.

// result writes the reading down in the project's nouns.
func (r *reading) result() *dateline.Reading {
	out := &dateline.Reading{Report: r.rep.ID, Maker: Version, Genre: r.genre, Aggregates: r.aggregates, Changes: r.changes}
	for _, s := range r.sentences {
		if s.Own() {
			out.Sentences = append(out.Sentences, s.Sentence.Span)
		}
	}
	out.Mentions = r.mentions()
	ids := map[*draft]dateline.AccountID{}
	if r.genre == dateline.Sport || r.genre == dateline.Review {
		r.accounts = nil // battles of the pitch and the screen
		out.Changes, out.Aggregates = nil, nil
	}
	for i, d := range r.accounts {
		ids[d] = dateline.AccountID(fmt.Sprintf("a%d", i+1))
	}
	for _, d := range r.accounts {
		out.Accounts = append(out.Accounts, r.account(d, ids))
	}
	out.Statements = r.statementList()
	return out
}

func (r *reading) statementList() []dateline.Statement {
	var out []dateline.Statement
	for _, st := range r.statements {
		x := dateline.Statement{Report: r.rep.ID, Speaker: st.speaker, Direct: st.direct, Span: st.span, Quote: r.quote(st.span)}
		if st.ent != nil && st.ent.kind == entPerson {
			if st.ent.role != "" {
				x.Role = &st.ent.role
			}
			if st.ent.org != "" {
				x.Affiliation = &st.ent.org
			}
		} else if st.u.role != "" {
			x.Role = &st.u.role
			if st.u.org != "" {
				x.Affiliation = &st.u.org
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b dateline.Statement) int { return a.Start - b.Start })
	return slices.CompactFunc(out, func(a, b dateline.Statement) bool { return a.Span == b.Span && a.Speaker == b.Speaker })
}

func (r *reading) mentions() []dateline.Mention {
	var out []dateline.Mention
	add := func(kind dateline.MentionKind, sp dateline.Span, choice string, cands []string) {
		m := dateline.Mention{Report: r.rep.ID, Kind: kind, Span: sp, Quote: r.quote(sp), Candidates: cands}
		if choice != "" {
			m.Choice = &choice
		}
		out = append(out, m)
	}
	for _, s := range r.sentences {
		for _, n := range s.Names {
			switch n.Kind {
			case syntax.ActorName:
				var c []string
				for _, id := range n.Actors {
					c = append(c, string(id))
				}
				choice := ""
				if len(c) == 1 {
					choice = c[0]
				}
				add(dateline.ActorMention, n.Span(), choice, c)
			case syntax.OrganisationName:
				add(dateline.ActorMention, n.Span(), "", nil)
			case syntax.PersonName:
				add(dateline.PersonMention, n.Span(), "", nil)
			case syntax.PlaceName:
				var c []string
				for i, id := range n.Places {
					if i == maxCandidates {
						break
					}
					c = append(c, r.placeKey(id))
				}
				choice := ""
				if n.Placed {
					choice = r.placeKey(n.Place)
				}
				add(dateline.PlaceMention, n.Span(), choice, c)
			}
		}
		for _, e := range s.Times {
			add(dateline.TimeMention, e.Span, e.Timex, nil)
		}
	}
	slices.SortStableFunc(out, func(a, b dateline.Mention) int { return a.Start - b.Start })
	return out
}

// maxCandidates is how many places of one name a mention lists.
const maxCandidates = 5

func (r *reading) placeKey(id gazetteer.ID) string {
	return strings.Join(r.rd.gazetteer.Place(id).Path, "/")
}
