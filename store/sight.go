package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"dateline"
)

// Who may not see what is labelled is answered from two sides. What no label touches is
// found as for everybody, by a list of what is left out. Events and stories that a
// labelled report has a part in are few: they are held in memory as they are without it, and each
// Query is put to them there (see seen), so that nothing which it asks for is answered by
// what is hidden.

// sights holds the last sight of a database, which many ask for.
type sights struct {
	mu  sync.Mutex
	key string
	is  *sight
}

// A sight is what labels hide and what they leave of what they touch.
type sight struct {
	dateline.Sight
	seqs    []int64 // of labelled reports
	is      map[int64]bool
	reports map[dateline.ReportID]dateline.Report   // labelled, by what their rows say of others
	later   map[dateline.ReportID]dateline.ReportID // of a labelled one, the next version
	heirs   map[dateline.OriginID]dateline.ReportID // the first report that is left of an origin whose root is labelled
	events  map[dateline.EventID]*seen              // touched; nil where nothing is left
	order   []*seen                                 // of lists
	stories map[dateline.StoryID]*seenStory         // likewise
	list    []*seenStory                            // of lists
	homes   map[dateline.ReportID]dateline.StoryID  // of a report that tells an event of a story which is gone
	ids     map[string]map[string]bool              // by table, what is gone
	touched struct{ events, stories []string }
}

// sightOf is the sight of who asks; nil where nothing is hidden. Without labels that costs
// the look at an empty table.
func sightOf(ctx context.Context, c conn) (*sight, error) {
	if !dateline.Restricted(ctx) {
		return nil, nil
	}
	var n, sum, last int64
	if err := c.row(ctx, "SELECT count(*), coalesce(sum(report), 0), coalesce(max(made), 0) FROM labels").Scan(&n, &sum, &last); err != nil || n == 0 {
		return nil, err
	}
	// Whatever changes an event or a report raises one of these.
	var linked, decided, purged int64
	if err := c.row(ctx, "SELECT (SELECT version FROM linker WHERE one = 1), (SELECT coalesce(max(seq), 0) FROM decisions), (SELECT count(*) FROM tombstones)").Scan(&linked, &decided, &purged); err != nil {
		return nil, err
	}
	// Others who have a connection wait for who finds it out: that one has one too.
	if db, free := c.(database); free {
		var s *sight
		err := db.snapshot(ctx, func(tx conn) (err error) {
			s, err = sightOf(ctx, tx)
			return err
		})
		return s, err
	}
	key := fmt.Sprint(n, sum, last, linked, decided, purged)
	all := c.sights()
	all.mu.Lock()
	defer all.mu.Unlock()
	if all.key == key {
		return all.is, nil
	}
	s, err := newSight(ctx, c)
	if err != nil {
		return nil, err
	}
	all.key, all.is = key, s
	return s, nil
}

// newSight finds what labels touch.
func newSight(ctx context.Context, c conn) (*sight, error) {
	s := &sight{
		Sight: dateline.Sight{Hidden: map[dateline.ReportID]bool{}, Hashes: map[string]bool{}, Gone: map[dateline.EventID]bool{},
			Origins: map[dateline.ReportID]dateline.OriginID{}, Outlets: map[dateline.ReportID]string{}, Last: map[dateline.ReportID]bool{}},
		is: map[int64]bool{}, reports: map[dateline.ReportID]dateline.Report{}, later: map[dateline.ReportID]dateline.ReportID{}, heirs: map[dateline.OriginID]dateline.ReportID{},
		events: map[dateline.EventID]*seen{}, stories: map[dateline.StoryID]*seenStory{}, homes: map[dateline.ReportID]dateline.StoryID{},
		ids: map[string]map[string]bool{"reports": {}, "accounts": {}, "events": {}, "stories": {}},
	}
	for _, find := range []func(context.Context, conn) error{s.findReports, s.findHeirs, s.findEvents, s.findStories} {
		if err := find(ctx, c); err != nil {
			return nil, err
		}
	}
	return s, nil
}

// findReports finds the labelled reports.
func (s *sight) findReports(ctx context.Context, c conn) error {
	open := map[string]bool{} // hashes that others have too
	var same []string
	if err := column(ctx, c, &same, "SELECT DISTINCT r.sha256 FROM labels b CROSS JOIN reports r CROSS JOIN reports o WHERE r.seq = b.report AND o.sha256 = r.sha256 AND o.seq NOT IN (SELECT report FROM labels)"); err != nil {
		return err
	}
	for _, h := range same {
		open[h] = true
	}
	err := each(ctx, c, func(row scanner) error {
		var seq int64
		r, err := scanReport(row, &seq)
		if err != nil {
			return err
		}
		s.Hidden[r.ID], s.is[seq], s.reports[r.ID], s.ids["reports"][string(r.ID)] = true, true, *r, true
		s.seqs = append(s.seqs, seq)
		if !open[r.SHA256] {
			s.Hashes[r.SHA256] = true
		}
		return nil
	}, "SELECT "+reportColumns+", r.seq FROM labels b CROSS JOIN reports r WHERE r.seq = b.report")
	if err != nil {
		return err
	}
	err = each(ctx, c, func(row scanner) error {
		var before, after dateline.ReportID
		err := row.Scan(&before, &after)
		s.later[before] = after
		return err
	}, "SELECT n.supersedes, n.id FROM labels b CROSS JOIN reports r CROSS JOIN reports n WHERE r.seq = b.report AND n.url = r.url AND n.supersedes = r.id")
	for id, r := range s.reports {
		if before := r.Supersedes; before != nil && !s.Hidden[*before] && s.after(id) == "" {
			s.Last[*before] = true
		}
	}
	return err
}

// findHeirs finds who is the first of an origin whose root is hidden: copies are in
// the stories of what they copy.
func (s *sight) findHeirs(ctx context.Context, c conn) error {
	return each(ctx, c, func(row scanner) error {
		var id dateline.ReportID
		var origin dateline.OriginID
		if err := row.Scan(&id, &origin); err != nil {
			return err
		}
		if _, ok := s.heirs[origin]; !ok && s.Hidden[dateline.ReportID(origin)] {
			s.heirs[origin] = id
		}
		return nil
	}, `SELECT r.id, r.origin FROM reports r WHERE r.seq NOT IN (SELECT report FROM labels) AND r.seq IN (SELECT n.report FROM labels b CROSS JOIN story_reports m CROSS JOIN story_reports n
		WHERE m.report = b.report AND n.story = m.story) ORDER BY r.position, r.sha256, r.id`)
}

// know finds where reports come from.
func (s *sight) know(ctx context.Context, c conn, ids []dateline.ReportID) error {
	ids = slices.DeleteFunc(ids, func(id dateline.ReportID) bool { _, known := s.Origins[id]; return known || s.Hidden[id] })
	if len(ids) == 0 {
		return nil
	}
	d := c.dialect()
	return each(ctx, c, func(row scanner) error {
		var id dateline.ReportID
		var origin dateline.OriginID
		var outlet *string
		if err := row.Scan(&id, &origin, &outlet); err != nil {
			return err
		}
		s.Origins[id] = origin
		if outlet != nil {
			s.Outlets[id] = *outlet
		}
		return nil
	}, "SELECT r.id, r.origin, r.outlet FROM reports r WHERE r.id"+d.in(), list(d, ids))
}

// conceal takes from events what is hidden; NotFound, as for one that is not there,
// where nothing is left. A nil sight hides nothing.
func (s *sight) conceal(ctx context.Context, c conn, events ...*dateline.Event) error {
	if s == nil {
		return nil
	}
	of := *s // what is known of other reports is found anew: the sight is shared
	of.Origins, of.Outlets = map[dateline.ReportID]dateline.OriginID{}, map[dateline.ReportID]string{}
	var ids []dateline.ReportID
	for _, e := range events {
		if s.Touches(e) {
			ids = append(ids, tellersOf(e)...)
		}
	}
	if err := of.know(ctx, c, ids); err != nil {
		return err
	}
	for _, e := range events {
		if !of.Event(e) {
			return noThing(EventThing, string(e.ID))
		}
		of.rehome(e)
	}
	return nil
}

// rehome has an event of a story of which nothing is left be of one that tells it too.
func (s *sight) rehome(e *dateline.Event) {
	if st, touched := s.stories[e.Story]; !touched || st != nil {
		return
	}
	e.Story = ""
	for _, a := range e.Accounts {
		if home := s.homes[a.Report]; home != "" {
			e.Story = home
			return
		}
	}
}

func tellersOf(e *dateline.Event) []dateline.ReportID {
	var out []dateline.ReportID
	for _, a := range e.Accounts {
		out = append(out, a.Report)
	}
	return out
}

// report takes from a report what is said of hidden ones: the version before it, whom it
// copies, and the name of its origin.
func (s *sight) report(r *dateline.Report) {
	if s == nil {
		return
	}
	for r.Supersedes != nil && s.Hidden[*r.Supersedes] {
		r.Supersedes = s.reports[*r.Supersedes].Supersedes
	}
	heir, of := s.heirs[r.Origin]
	if of {
		r.Origin = dateline.OriginID(heir)
	}
	if r.From == nil || !s.Hidden[*r.From] {
		return
	}
	from := *r.From
	for seen := 0; s.Hidden[from] && seen <= len(s.reports); seen++ {
		next := s.reports[from].From
		if next == nil {
			from = ""
			break
		}
		from = *next
	}
	switch {
	case from != "" && from != r.ID && !s.Hidden[from]:
		r.From = &from
	case of && heir != r.ID && r.Copying != dateline.OwnText:
		r.From = &heir
	default:
		r.From, r.Copying = nil, dateline.OwnText
	}
}

// after is the version after a report that is not hidden.
func (s *sight) after(id dateline.ReportID) dateline.ReportID {
	for n := 0; s != nil && s.Hidden[id]; n++ {
		if id = s.later[id]; n > len(s.reports) {
			return ""
		}
	}
	return id
}

// labelled are the labelled reports by seq.
func (s *sight) labelled() map[int64]bool {
	if s == nil {
		return nil
	}
	return s.is
}

// hidden reports whether a report is.
func (s *sight) hidden(id dateline.ReportID) bool { return s != nil && s.Hidden[id] }

// mayRead is NotFound for a report that is hidden from who asks, as for one that is not
// there.
func mayRead(ctx context.Context, c conn, id dateline.ReportID) error {
	s, err := sightOf(ctx, c)
	if err == nil && s.hidden(id) {
		err = noReport(id)
	}
	return err
}

// readable are the docs that who asks may find by phrases.
func readable(ctx context.Context, c conn, docs []int64, p [][]string) ([]int64, error) {
	s, err := sightOf(ctx, c)
	if err != nil {
		return nil, err
	}
	named, err := unnamed(ctx, c, p)
	if err != nil || s == nil && len(named) == 0 {
		return docs, err
	}
	return slices.DeleteFunc(docs, func(doc int64) bool {
		seq := doc & (docShift - 1)
		_, is := slices.BinarySearch(named, seq)
		return is || s != nil && s.is[seq]
	}), nil
}

// reveal takes from events what is hidden from who asks; NotFound for one of which
// nothing is left.
func reveal(ctx context.Context, c conn, events ...*dateline.Event) error {
	s, err := sightOf(ctx, c)
	return errors.Join(err, s.conceal(ctx, c, events...))
}
