package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

const (
	// mostRanked is how many matches, the newest, a search puts in order of relevance.
	mostRanked = 1000
	// mostMatches is how many matches, the newest, a list of events or stories goes by.
	mostMatches = 20_000
)

// matches are reports in which words stand, by seq.
type matches struct {
	reports []int64
	newest  int // how many, if there are more
}

// match finds the newest reports in which words stand.
func match(ctx context.Context, c conn, words string) (*matches, error) {
	p, err := phrases(words)
	if err != nil {
		return nil, err
	}
	m := &matches{}
	d := c.dialect()
	err = each(ctx, c, func(r scanner) error {
		var seq int64
		if err := r.Scan(&seq); err != nil {
			return err
		}
		m.reports = append(m.reports, seq)
		return nil
	}, "SELECT "+seqOf(d.doc)+" FROM words w WHERE "+d.matching+" ORDER BY "+d.doc+" DESC LIMIT ?", d.matchArgument(p), mostMatches+1)
	if len(m.reports) > mostMatches {
		m.reports, m.newest = m.reports[:mostMatches], mostMatches
	}
	return m, err
}

// Search finds the reports in which the Query's words stand, the most relevant
// first, of those alike the newest. From and To are days of publication; what the
// Query asks of types, actors, places, status and origins an event must meet that the
// report tells, which need not be countable. Where very many reports match, the newest
// of them are put in order: Page.Newest says how many.
func (l *Ledger) Search(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Hit], error) {
	page := dateline.Page[dateline.Hit]{Total: -1}
	if err := check(q); err != nil {
		return page, err
	}
	p, err := phrases(q.Words)
	if err != nil {
		return page, err
	}
	after, err := readMark("reports", q)
	if err != nil {
		return page, err
	}
	err = l.looking(ctx, func(tx conn) error {
		all, err := rank(ctx, tx, q, p)
		if err != nil {
			return err
		}
		if len(all) > mostRanked {
			all, page.Newest = all[:mostRanked], mostRanked
		} else {
			page.Total = len(all)
		}
		slices.SortFunc(all, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc)) })
		if after != nil {
			doc, err := strconv.ParseInt(after.id, 10, 64)
			if err != nil {
				return dateline.Errorf(dateline.Invalid, "%q is no page of a list; give what the page before said is next", q.After)
			}
			past := ranked{doc: doc, score: after.at}
			at, _ := slices.BinarySearchFunc(all, past, func(a, b ranked) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.doc, a.doc)) })
			for at < len(all) && all[at] == past {
				at++
			}
			all = all[at:]
		}
		if q.Limit > 0 && len(all) > q.Limit {
			all = all[:q.Limit]
			last := all[q.Limit-1]
			page.Next = (&mark{last.score, strconv.FormatInt(last.doc, 10)}).write("reports", q)
		}
		page.Items, err = hits(ctx, tx, all, p)
		return err
	})
	return page, err
}

// A ranked is a match with how relevant it is.
type ranked struct {
	doc   int64
	score int64
}

// rank is the newest matches that a Query wants, up to one more than mostRanked.
func rank(ctx context.Context, tx conn, q dateline.Query, p [][]string) ([]ranked, error) {
	d := tx.dialect()
	arg := d.matchArgument(p)
	var args []any
	for range strings.Count(d.relevance, "?") {
		args = append(args, arg)
	}
	where := []string{d.matching}
	args = append(args, arg)
	if q.From != nil {
		where, args = append(where, d.doc+" >= ?"), append(args, docOf(dayOf(*q.From), 0))
	}
	if q.To != nil {
		where, args = append(where, d.doc+" < ?"), append(args, docOf(dayOf(*q.To)+1, 0))
	}
	// of reports
	var r []string
	var of []any
	if q.From != nil || q.To != nil {
		r = append(r, "r.published_at IS NOT NULL")
	}
	if len(q.Outlets) > 0 {
		r, of = append(r, "r.outlet"+d.in()), append(of, list(d, q.Outlets))
	}
	if q.Report != "" {
		r, of = append(r, "r.id = ?"), append(of, string(q.Report))
	}
	if q.Story != "" {
		r, of = append(r, "EXISTS (SELECT 1 FROM story_reports m WHERE m.report = r.seq AND m.story = ?)"), append(of, string(q.Story))
	}
	if len(r) > 0 {
		where = append(where, "EXISTS (SELECT 1 FROM reports r WHERE r.seq = "+seqOf(d.doc)+" AND "+strings.Join(r, " AND ")+")")
		args = append(args, of...)
	}
	told, err := toldBy(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	if told != nil {
		where, args = append(where, told.where...), append(args, told.args...)
	}
	var out []ranked
	err = each(ctx, tx, func(row scanner) error {
		var m ranked
		var relevance float64
		if err := row.Scan(&m.doc, &relevance); err != nil {
			return err
		}
		m.score = max(int64(math.Round(relevance*1e6)), 0)
		out = append(out, m)
		return nil
	}, "SELECT "+d.doc+", "+d.relevance+" FROM words w WHERE "+strings.Join(where, " AND ")+" ORDER BY "+d.doc+" DESC LIMIT ?", append(args, mostRanked+1)...)
	return out, err
}

// toldBy is what a Query asks of an event, as a condition on rows w of words whose
// report tells it; nil when it asks nothing.
func toldBy(ctx context.Context, tx conn, q dateline.Query) (*filter, error) {
	d := tx.dialect()
	asked := dateline.Query{Types: q.Types, Actors: q.Actors, Places: q.Places, Statuses: q.Statuses, Origins: q.Origins, All: true}
	if !asksEvents(asked) && q.Origins < 2 {
		return nil, nil
	}
	f := eventFilter(d, asked)
	best, err := f.choose(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := &filter{}
	if best != nil && best.size <= few {
		// Few reports: their set is made once. The plus keeps SQLite from looking each
		// of them up among the matches.
		src := f.along(best)
		out.and(d.plus()+seqOf(d.doc)+" IN (SELECT x.report FROM "+src.from+" CROSS JOIN accounts x WHERE "+src.where+" AND x.event = "+src.event+")", src.args...)
		return out, nil
	}
	out.and("EXISTS (SELECT 1 FROM accounts x CROSS JOIN events e WHERE x.report = "+seqOf(d.doc)+" AND e.id = x.event"+f.conditions()+")", f.args...)
	return out, nil
}

// hits are the reports of matches in their order, each with a snippet.
func hits(ctx context.Context, tx conn, all []ranked, p [][]string) ([]dateline.Hit, error) {
	out := make([]dateline.Hit, 0, len(all))
	for _, m := range all {
		var text string
		seq := m.doc & (docShift - 1)
		r, err := scanReport(tx.row(ctx, "SELECT "+reportColumns+", t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.seq = ?", seq), &text)
		if err != nil {
			return nil, err
		}
		h := dateline.Hit{Report: *r, Score: int(m.score), Snippet: snippet(text, r.Body, p)}
		if r.Title != nil {
			h.Title = titleMarks(*r.Title, p)
		}
		err = each(ctx, tx, func(row scanner) error {
			var id dateline.StoryID
			if err := row.Scan(&id); err != nil {
				return err
			}
			h.Stories = append(h.Stories, id)
			return nil
		}, "SELECT story FROM story_reports WHERE report = ? ORDER BY story", seq)
		if err != nil {
			return nil, err
		}
		out = append(out, h)
	}
	return out, nil
}
