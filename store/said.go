package store

import (
	"context"
	"fmt"
	"slices"

	"dateline"
)

const (
	// mostHeard is how many reports, the newest in which the words stand, are looked
	// through for a statement that has them.
	mostHeard = 4000
	// heardAtOnce is of how many the statements are fetched at a time.
	heardAtOnce = 250
)

// Statements are what people said: statements that have all of the Query's words in them
// or in who spoke, and all words of by in who spoke (name, role, affiliation), the
// newest first. From and To are days of publication; what else the Query asks is asked as of
// Search. Words that very many reports have are looked for in the newest of these:
// Page.Newest says how many.
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
		m, err := match(ctx, tx, both, windowOf(q), mostHeard)
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
			if after != nil && docs[len(docs)-1] > after.at {
				continue
			}
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
		if page.Next == "" && after == nil && page.Newest == 0 {
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
	for _, h := range all {
		r, ok := known[h.doc]
		if !ok {
			one, err := scanReport(tx.row(ctx, "SELECT "+reportColumns+" FROM reports r WHERE r.seq = ?", h.doc&(docShift-1)))
			if err != nil {
				return nil, err
			}
			r = *one
			known[h.doc] = r
		}
		h.Statement.Report = r.ID
		out = append(out, dateline.Said{Report: r, Statement: h.Statement})
	}
	return out, nil
}

// mostReasons is how many decisions, the latest, are looked through for words.
const mostReasons = 10_000

// DecisionsSaying are the decisions of the record in whose reason, or the name of who
// made them, words stand, the latest first. It looks at the latest 10,000: Page.Newest says so
// where there are more.
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
		var first, last int64
		if err := tx.row(ctx, "SELECT coalesce(max(seq), 0), coalesce(min(seq), 0) FROM decisions").Scan(&last, &first); err != nil {
			return err
		}
		if last-first >= mostReasons {
			page.Newest, first = mostReasons, last-mostReasons+1
		}
		var seqs []int64
		seen := 0
		err := each(ctx, tx, func(row scanner) error {
			var seq int64
			var why, by, set *string
			if err := row.Scan(&seq, &why, &by, &set); err != nil {
				return err
			}
			if set != nil && *set != "" {
				return nil
			}
			forms := formsOf(why, by)
			for _, one := range p {
				if !holdsPhrase(forms, one) {
					return nil
				}
			}
			if seen++; after != nil && seq >= after.at {
				return nil
			}
			switch {
			case q.Limit == 0 || len(seqs) < q.Limit:
				seqs = append(seqs, seq)
			case page.Next == "":
				page.Next = (&mark{seqs[len(seqs)-1], "d"}).write(kind, q)
			}
			return nil
		}, "SELECT seq, "+tx.dialect().ofJSON("why")+", "+tx.dialect().ofJSON("by")+", "+tx.dialect().ofJSON("set")+" FROM decisions WHERE seq >= ? ORDER BY seq DESC", first)
		if err != nil {
			return err
		}
		if page.Newest == 0 {
			page.Total = seen
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

// ofJSON is a text of the object that a decision's data is.
func (d *dialect) ofJSON(key string) string {
	if d.postgres {
		return "CAST(data AS jsonb) ->> '" + key + "'"
	}
	return "json_extract(data, '$." + key + "')"
}
