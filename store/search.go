package store

import (
	"cmp"
	"context"
	"errors"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

const (
	// mostRanked is how many matches, the newest, a search puts in order of relevance.
	mostRanked = 1000
	// mostMatches is how many matches, the newest, are looked at for what else is asked
	// of them.
	mostMatches = 20_000
	// mostChecked is how many, the newest, PostgreSQL looks through for a phrase: of
	// these it reads all places of all words, where SQLite has them in its index.
	mostChecked = 5000
)

// matches are reports in which words stand, the newest first.
type matches struct {
	docs   []int64
	newest int // how many were looked at, if there are more
}

// reports are the matches by seq.
func (m *matches) reports() []int64 {
	out := make([]int64, len(m.docs))
	for i, doc := range m.docs {
		out[i] = doc & (docShift - 1)
	}
	return out
}

// A window is docs from one up to before another.
type window struct{ from, to int64 }

// windowOf are the docs of reports published in the days of a Query.
func windowOf(q dateline.Query) window {
	w := window{math.MinInt64, math.MaxInt64}
	if q.From != nil {
		w.from = docOf(dayOf(*q.From), 0)
	}
	if q.To != nil {
		w.to = docOf(dayOf(*q.To)+1, 0)
	}
	return w
}

// within is a window as a condition on a key.
func (w window) within(key string) (string, []any) {
	if w.from == math.MinInt64 && w.to == math.MaxInt64 {
		return "", nil
	}
	return " AND " + key + " >= ? AND " + key + " < ?", []any{w.from, w.to}
}

// match finds the newest reports in which phrases stand, up to most.
func match(ctx context.Context, c conn, p [][]string, in window, most int) (*matches, error) {
	d := c.dialect()
	// On PostgreSQL nothing but the index of words is good for it: where it walked
	// along the docs it would read each report's words to see whether they match.
	key, look := d.doc, p
	if d.postgres {
		key, look = key+" + 0", nil
		for _, phrase := range p {
			for _, form := range phrase {
				look = append(look, []string{form})
			}
		}
		if len(look) > len(p) {
			most = min(most, mostChecked)
		}
	}
	m := &matches{}
	within, args := in.within(key)
	args = append(append([]any{d.matchArgument(look)}, args...), most+1)
	err := column(ctx, c, &m.docs, "SELECT "+d.doc+" FROM words w WHERE "+d.matching+within+" ORDER BY "+key+" DESC LIMIT ?", args...)
	if err != nil {
		return nil, err
	}
	if len(m.docs) > most {
		m.docs, m.newest = m.docs[:most], most
	}
	if len(look) > len(p) {
		all := m.docs
		m.docs = nil
		err = column(ctx, c, &m.docs, "SELECT m.doc FROM unnest(CAST(? AS bigint[])) m(doc) WHERE (SELECT "+d.matching+" FROM words w WHERE w.doc = m.doc) ORDER BY m.doc DESC", all, d.matchArgument(p))
	}
	if err == nil {
		m.docs, err = readable(ctx, c, m.docs, p)
	}
	if len(m.docs) == 0 {
		m.newest = 0 // how many were looked at would tell that there are some
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
		all, newest, err := rank(ctx, tx, q, p)
		if err != nil {
			return err
		}
		if len(all) > mostRanked {
			all, newest = all[:mostRanked], mostRanked
		}
		if page.Newest = newest; newest == 0 {
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

// rank is the newest matches that a Query wants, up to one more than mostRanked, and
// how many were looked at if there are more.
func rank(ctx context.Context, tx conn, q dateline.Query, p [][]string) ([]ranked, int, error) {
	d := tx.dialect()
	in := windowOf(q)
	f, err := wanted(ctx, tx, q)
	if err != nil {
		return nil, 0, err
	}
	most := mostMatches
	if len(f.where) == 0 {
		most = mostRanked
	}
	newest := 0
	arg := d.matchArgument(p)
	where, more := f.all(-1)
	var query string
	var args []any
	if d.postgres {
		m, err := match(ctx, tx, p, in, most)
		if err != nil {
			return nil, 0, err
		}
		newest = m.newest
		query = "SELECT p.doc, " + d.relevance + " FROM (SELECT w.doc FROM (SELECT m.doc FROM unnest(CAST(? AS bigint[])) m(doc) ORDER BY m.doc DESC OFFSET 0) w WHERE 1 = 1" + where + " LIMIT ?) p CROSS JOIN words w WHERE w.doc = p.doc"
		args = append(append([]any{arg, m.docs}, more...), mostRanked+1)
	} else {
		if len(f.where) > 0 {
			// What lies further back is not looked at.
			within, args := in.within(d.doc)
			args = append(append([]any{arg}, args...), most-1)
			err := tx.row(ctx, "SELECT "+d.doc+" FROM words w WHERE "+d.matching+within+" ORDER BY "+d.doc+" DESC LIMIT 1 OFFSET ?", args...).Scan(&in.from)
			if err == nil {
				newest = most
			} else if !errors.Is(err, errNone) {
				return nil, 0, err
			}
		}
		within, bounds := in.within(d.doc)
		query = "SELECT " + d.doc + ", " + d.relevance + " FROM words w WHERE " + d.matching + within + where + " ORDER BY " + d.doc + " DESC LIMIT ?"
		args = append(append(append([]any{arg}, bounds...), more...), mostRanked+1)
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
	}, query, args...)
	slices.SortFunc(out, func(a, b ranked) int { return cmp.Compare(b.doc, a.doc) })
	if len(out) == 0 && (dateline.Restricted(ctx) || dateline.IsUnnamed(ctx)) {
		newest = 0 // it would tell that there are some
	}
	return out, newest, err
}

// wanted is what a Query asks of a report beside its words and day, as conditions on
// rows w with a doc.
func wanted(ctx context.Context, tx conn, q dateline.Query) (*filter, error) {
	d := tx.dialect()
	f := &filter{}
	if s, err := sightOf(ctx, tx); err != nil {
		return nil, err
	} else if s != nil {
		f.and(seqOf(d.doc) + " NOT IN (SELECT report FROM labels)")
	}
	if p, err := phrases(q.Words); err == nil {
		named, err := unnamed(ctx, tx, p)
		if err != nil {
			return nil, err
		}
		if len(named) > 0 {
			f.and("NOT "+seqOf(d.doc)+d.inNumbers(), list(d, named))
		}
	}
	var r []string
	var args []any
	if q.From != nil || q.To != nil {
		r = append(r, "r.published_at IS NOT NULL")
	}
	if len(q.Outlets) > 0 {
		r, args = append(r, "r.outlet"+d.in()), append(args, list(d, q.Outlets))
	}
	if q.Report != "" {
		r, args = append(r, "r.id = ?"), append(args, string(q.Report))
	}
	if q.Story != "" {
		r, args = append(r, "EXISTS (SELECT 1 FROM story_reports m WHERE m.report = r.seq AND m.story = ?)"), append(args, string(q.Story))
	}
	if len(r) > 0 {
		f.and("EXISTS (SELECT 1 FROM reports r WHERE r.seq = "+seqOf(d.doc)+" AND "+strings.Join(r, " AND ")+")", args...)
	}
	told, err := toldBy(ctx, tx, q)
	if told != nil {
		f.where = append(f.where, told.where...)
	}
	return f, err
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
	if err := f.see(ctx, tx); err != nil {
		return nil, err
	}
	more := reportsTold(f.sight.wanted(asked, nil)) // of events that labels touch
	best, err := f.choose(ctx, tx)
	if err != nil {
		return nil, err
	}
	out := &filter{}
	if best != nil && best.size <= few {
		// Few reports: their set is made once. The plus keeps SQLite from looking each
		// of them up among the matches.
		src := f.along(best)
		out.and("("+d.plus()+seqOf(d.doc)+" IN (SELECT x.report FROM "+src.from+" CROSS JOIN accounts x WHERE "+src.where+" AND x.event = "+src.event+")"+or(d, more)+")", append(src.args, also(d, more)...)...)
		return out, nil
	}
	// Match by match, until there are enough: with an OFFSET PostgreSQL makes no join of it.
	where, args := f.all(-1)
	out.and("(EXISTS (SELECT 1 FROM accounts x CROSS JOIN events e WHERE x.report = "+seqOf(d.doc)+" AND e.id = x.event"+where+" LIMIT 1 OFFSET 0)"+or(d, more)+")", append(args, also(d, more)...)...)
	return out, nil
}

// or and also let by further reports, where there are any.
func or(d *dialect, more []int64) string {
	if len(more) == 0 {
		return ""
	}
	return " OR " + seqOf(d.doc) + d.inNumbers()
}

func also(d *dialect, more []int64) []any {
	if len(more) == 0 {
		return nil
	}
	return []any{list(d, more)}
}

// hits are the reports of matches in their order, each with a snippet.
func hits(ctx context.Context, tx conn, all []ranked, p [][]string) ([]dateline.Hit, error) {
	out := make([]dateline.Hit, 0, len(all))
	s, err := sightOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	for _, m := range all {
		var text string
		seq := m.doc & (docShift - 1)
		r, err := scanReport(tx.row(ctx, "SELECT "+reportColumns+", t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.seq = ?", seq), &text)
		if err != nil {
			return nil, err
		}
		s.report(r)
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
