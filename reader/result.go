package reader

import (
	"fmt"

	"dateline"
)

// The reading written down in the project's nouns: mentions, statements, and
// through account.go the accounts.

// result writes the reading down in the project's nouns.
func (r *reading) result() *dateline.Reading {
	out := &dateline.Reading{Report: r.Report.ID, Maker: Version, Genre: r.Genre, Aggregates: r.aggregates, Changes: r.changes}
	for _, s := range r.Sentences {
		if s.Own() {
			out.Sentences = append(out.Sentences, s.Sentence.Span)
		}
	}
	out.Mentions = r.Mentions()
	ids := map[*draft]dateline.AccountID{}
	if r.Genre == dateline.Sport || r.Genre == dateline.Review {
		r.accounts = nil // battles of the pitch and the screen
		out.Changes, out.Aggregates = nil, nil
	}
	for i, d := range r.accounts {
		ids[d] = dateline.AccountID(fmt.Sprintf("a%d", i+1))
	}
	for _, d := range r.accounts {
		out.Accounts = append(out.Accounts, r.account(d, ids))
	}
	out.Statements = r.Statements()
	return out
}
