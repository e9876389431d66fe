package store

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"

	"dateline"
)

const (
	// mostHeard is how many reports, the newest in which the words stand, are looked
	// through for statements that have them, for one part of the list.
	mostHeard = 1500
	// heardAtOnce is of how many the statements are fetched at a time.
	heardAtOnce = 250
)

// Statements are what people said: statements that have all of the Query's words in them
// or in who spoke, and all words of by in who spoke (name, role, affiliation), the
// newest first. From and To are days of publication; what else the Query asks is asked as of
// Search. Where very many reports have the words, a part of the list is of so many of them
// as Page.Newest says, and the next part of older ones.
func (l *Ledger) Statements(ctx context.Context, q dateline.Query, by string) (dateline.Page[dateline.Said], error) {
	page := dateline.Page[dateline.Said]{Total: -1}
	if err := check(q); err != nil {
		return page, err
	}
	kind := "statements " + by
	after, err := readMark(kind, q)
	if err != nil {
		return page, err
	}
	var words, speaker [][]string
	if q.Words != "" {
		if words, err = phrases(q.Words); err != nil {
			return page, err
		}
	}
	if by != "" {
		if speaker, err = phrases(by); err != nil {
			return page, err
		}
	}
	both := slices.Concat(words, speaker)
	if len(both) == 0 || len(both) > maxSought {
		return page, dateline.Errorf(dateline.Invalid, "between one and %d words are looked for in what people said", maxSought)
	}
	err = l.looking(ctx, func(tx conn) error {
		in := windowOf(q)
		if after != nil {
			in.to = min(in.to, after.at+1)
		}
		m, err := match(ctx, tx, both, in, mostHeard)
		if err != nil {
			return err
		}
		page.Newest = m.newest
		f, err := wanted(ctx, tx, q)
		if err != nil {
			return err
		}
		var found []heard
		for at := 0; at < len(m.docs); at += heardAtOnce {
			docs := m.docs[at:min(at+heardAtOnce, len(m.docs))]
			if docs, err = meeting(ctx, tx, docs, f); err != nil {
				return err
			}
			some, err := heardIn(ctx, tx, docs, words, speaker)
			if err != nil {
				return err
			}
			for _, h := range some {
				if after == nil || h.doc < after.at || h.doc == after.at && fmt.Sprintf("%06d", h.n) > after.id {
					found = append(found, h)
				}
			}
			if q.Limit > 0 && len(found) > q.Limit {
				found = found[:q.Limit]
				last := found[q.Limit-1]
				page.Next = (&mark{last.doc, fmt.Sprintf("%06d", last.n)}).write(kind, q)
				break
			}
		}
		switch {
		case page.Next != "":
		case page.Newest > 0: // older ones may have them too
			page.Next = (&mark{m.docs[len(m.docs)-1], "~"}).write(kind, q)
		case after == nil:
			page.Total = len(found)
		}
		page.Items, err = saids(ctx, tx, found)
		return err
	})
	return page, err
}

// A heard is a statement with where it stands among the others.
type heard struct {
	doc int64
	n   int64
	dateline.Statement
}

// meeting are the docs whose reports meet what else is asked.
func meeting(ctx context.Context, tx conn, docs []int64, f *filter) ([]int64, error) {
	if len(f.where) == 0 || len(docs) == 0 {
		return docs, nil
	}
	where, args := f.all(-1)
	d := tx.dialect()
	from := "(SELECT value AS rowid FROM json_each(?)) w"
	if d.postgres {
		from = "(SELECT m.doc FROM unnest(CAST(? AS bigint[])) m(doc)) w"
	}
	var out []int64
	err := column(ctx, tx, &out, "SELECT "+d.doc+" FROM "+from+" WHERE 1 = 1"+where+" ORDER BY 1 DESC", append([]any{list(d, docs)}, args...)...)
	return out, err
}

// heardIn are the statements of reports that have the words, in the order of the reports.
func heardIn(ctx context.Context, tx conn, docs []int64, words, speaker [][]string) ([]heard, error) {
	byReport := map[int64][]heard{}
	docOf := map[int64]int64{}
	seqs := make([]int64, len(docs))
	for i, doc := range docs {
		seqs[i] = doc & (docShift - 1)
		docOf[seqs[i]] = doc
	}
	err := each(ctx, tx, func(row scanner) error {
		var h heard
		var seq int64
		var who, role, affiliation *string
		var direct int64
		if err := row.Scan(&seq, &h.n, &who, &role, &affiliation, &direct, &h.Start, &h.End, &h.Quote); err != nil {
			return err
		}
		if who != nil {
			h.Speaker = *who
		}
		h.doc, h.Role, h.Affiliation, h.Direct = docOf[seq], role, affiliation, direct != 0
		spoke := formsOf(who, role, affiliation)
		for _, p := range speaker {
			if !holdsPhrase(spoke, p) {
				return nil
			}
		}
		var said []string
		for _, p := range words {
			if holdsPhrase(spoke, p) {
				continue
			}
			if said == nil {
				said = formsOf(&h.Quote)
			}
			if !holdsPhrase(said, p) {
				return nil
			}
		}
		byReport[seq] = append(byReport[seq], h)
		return nil
	}, "SELECT s.report, s.n, s.speaker, s.role, s.affiliation, s.direct, s.first, s.past, s.quote FROM statements s WHERE s.report"+tx.dialect().inNumbers()+" ORDER BY s.report, s.n", list(tx.dialect(), seqs))
	var out []heard
	for _, seq := range seqs {
		out = append(out, byReport[seq]...)
	}
	return out, err
}

// formsOf are the words of some texts as the index has them.
func formsOf(texts ...*string) []string {
	out := []string{}
	for _, t := range texts {
		if t != nil {
			for w := range wordsOf(*t) {
				out = append(out, w.form)
			}
			out = append(out, "") // no phrase goes on from one into the next
		}
	}
	return out
}

// holdsPhrase reports whether forms stand side by side among others.
func holdsPhrase(forms, phrase []string) bool {
	for i := 0; i+len(phrase) <= len(forms); i++ {
		if slices.Equal(forms[i:i+len(phrase)], phrase) {
			return true
		}
	}
	return false
}

// saids are statements with their reports.
func saids(ctx context.Context, tx conn, all []heard) ([]dateline.Said, error) {
	out := make([]dateline.Said, 0, len(all))
	known := map[int64]dateline.Report{}
	s, err := sightOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, h := range all {
		r, ok := known[h.doc]
		if !ok {
			one, err := scanReport(tx.row(ctx, "SELECT "+reportColumns+" FROM reports r WHERE r.seq = ?", h.doc&(docShift-1)))
			if err != nil {
				return nil, err
			}
			s.report(one)
			r = *one
			known[h.doc] = r
		}
		h.Statement.Report = r.ID
		out = append(out, dateline.Said{Report: r, Statement: h.Statement})
	}
	return out, nil
}

// mostReasons is how many decisions, the latest, are looked through for words, for one
// part of the list.
const mostReasons = 2000

// DecisionsSaying are the decisions of the record in whose reason, or the name of who
// made them, words stand, the latest first. Where there are very many decisions, a part of
// the list is of so many of them as Page.Newest says, and the next part of earlier ones.
func (l *Ledger) DecisionsSaying(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Decision], error) {
	page := dateline.Page[dateline.Decision]{Total: -1}
	if dateline.Restricted(ctx) {
		return page, nil // they quote what may be labelled
	}
	p, err := phrases(q.Words)
	if err != nil {
		return page, err
	}
	const kind = "decisions"
	after, err := readMark(kind, q)
	if err != nil {
		return page, err
	}
	err = l.looking(ctx, func(tx conn) error {
		from := int64(math.MaxInt64)
		if after != nil {
			from = after.at
		}
		var seqs []int64
		looked, last := 0, int64(0)
		err := each(ctx, tx, func(row scanner) error {
			var seq int64
			var data string
			if err := row.Scan(&seq, &data); err != nil {
				return err
			}
			if looked++; looked > mostReasons || page.Next != "" {
				return nil
			}
			last = seq
			var x struct{ Why, By, Set string }
			if err := json.Unmarshal([]byte(data), &x); err != nil || x.Set != "" {
				return nil // verify tells of what cannot be read
			}
			forms := formsOf(&x.Why, &x.By)
			for _, one := range p {
				if !holdsPhrase(forms, one) {
					return nil
				}
			}
			if q.Limit > 0 && len(seqs) == q.Limit {
				page.Next = (&mark{seqs[len(seqs)-1], "d"}).write(kind, q)
				return nil
			}
			seqs = append(seqs, seq)
			return nil
		}, "SELECT seq, data FROM decisions WHERE seq < ? ORDER BY seq DESC LIMIT ?", from, mostReasons+1)
		if err != nil {
			return err
		}
		switch {
		case looked > mostReasons:
			if page.Newest = mostReasons; page.Next == "" {
				page.Next = (&mark{last, "d"}).write(kind, q)
			}
		case after == nil && page.Next == "":
			page.Total = len(seqs)
		}
		page.Items = make([]dateline.Decision, len(seqs))
		for i, seq := range seqs {
			if page.Items[i], err = scanDecision(tx.row(ctx, "SELECT id, data FROM decisions WHERE seq = ?", seq)); err != nil {
				return err
			}
		}
		return nil
	})
	return page, err
}
