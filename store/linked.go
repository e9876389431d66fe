package store

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"slices"
	"strings"

	"dateline"
)

// An event is one row of events and a few in the tables that lists walk along:
// event_types has one for each step of its type (attack, attack.bombing), event_places
// one for each step of each place (Pakistan, Pakistan/Balochistan), each with the day
// that lists are in the order of. What has not changed is left as it is.

const (
	// longDays is from how many days on an event is long: those of a time are found
	// by their first day, but for the long ones, which are few and looked at apart.
	longDays = 31
	// unbounded is how many days from 1970 a bound lies that nobody gave beside one
	// that was given.
	unbounded = 1_000_000
	// dayless is the day of an event of which nothing has a day.
	dayless = -unbounded
)

// saveStories keeps what linking made of stories, events and proposals: all of a
// story that is given, nothing any more of one that is gone.
func saveStories(ctx context.Context, tx conn, l dateline.Linking) error {
	s := saving{tx: tx, l: l}
	for _, step := range []func(context.Context) error{s.look, s.clear, s.putStories, s.putEvents, s.putOutlets} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// A filed is what rows about a report need of it.
type filed struct {
	seq int64
	// day is that of its publication, if dated, or the one on which it came.
	day   int64
	dated bool
	at    int64 // seconds, likewise
}

// A saving is one call of saveStories.
type saving struct {
	tx      conn
	l       dateline.Linking
	stories []string // given or gone
	gone    []string // stories
	digests map[string]int64
	bodies  map[string][]byte         // of events that change, as JSON
	dropped []string                  // events whose rows give way: changed, or there no more
	events  []*dateline.Event         // that change
	members map[string]map[int64]bool // of stories, as they were
	filed   map[dateline.ReportID]filed
	now     int64
}

// look finds what was there and what is not as it was.
func (s *saving) look(ctx context.Context) error {
	if err := s.tx.row(ctx, "SELECT "+s.tx.dialect().now).Scan(&s.now); err != nil {
		return err
	}
	for _, st := range s.l.Stories {
		s.stories = append(s.stories, string(st.ID))
	}
	for _, id := range s.l.Gone {
		s.gone = append(s.gone, string(id))
	}
	s.stories = append(s.stories, s.gone...)
	s.digests, s.bodies = map[string]int64{}, map[string][]byte{}
	ids := make([]string, len(s.l.Events))
	for i := range s.l.Events {
		e := &s.l.Events[i]
		body, err := json.Marshal(e)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "event %s: %w", e.ID, err)
		}
		ids[i] = string(e.ID)
		s.bodies[ids[i]] = body
		s.digests[ids[i]] = digestOf(body)
	}
	same := map[string]bool{}
	old := func(r scanner) error {
		var id string
		var digest int64
		if err := r.Scan(&id, &digest); err != nil {
			return err
		}
		if now, still := s.digests[id]; still && now == digest {
			same[id] = true
		} else {
			s.dropped = append(s.dropped, id)
		}
		return nil
	}
	d := s.tx.dialect()
	if err := each(ctx, s.tx, old, "SELECT id, digest FROM events WHERE story"+d.in(), list(d, s.stories)); err != nil {
		return err
	}
	// An event may come from a story that is not of these.
	if err := each(ctx, s.tx, old, "SELECT id, digest FROM events WHERE id"+d.in()+" AND NOT story"+d.in(), list(d, ids), list(d, s.stories)); err != nil {
		return err
	}
	reports := map[dateline.ReportID]bool{}
	for i := range s.l.Events {
		e := &s.l.Events[i]
		if same[string(e.ID)] {
			continue
		}
		s.events = append(s.events, e)
		for _, a := range e.Accounts {
			reports[a.Report] = true
		}
	}
	for _, st := range s.l.Stories {
		for _, id := range st.Reports {
			reports[id] = true
		}
		reports[st.Last] = true
	}
	return s.lookReports(ctx, reports)
}

// digestOf is by what it is known whether an event has changed.
func digestOf(body []byte) int64 {
	sum := sha256.Sum256(body)
	return int64(binary.LittleEndian.Uint64(sum[:]))
}

func (s *saving) lookReports(ctx context.Context, wanted map[dateline.ReportID]bool) error {
	ids := make([]string, 0, len(wanted))
	for id := range wanted {
		ids = append(ids, string(id))
	}
	slices.Sort(ids)
	d := s.tx.dialect()
	var err error
	if s.filed, err = filedOf(ctx, s.tx, ids); err != nil {
		return err
	}
	for _, id := range ids {
		if _, ok := s.filed[dateline.ReportID(id)]; !ok && id != "" {
			return dateline.Errorf(dateline.Internal, "linking speaks of the report %s, which the ledger does not have", id)
		}
	}
	s.members = map[string]map[int64]bool{}
	return each(ctx, s.tx, func(r scanner) error {
		var story string
		var seq int64
		if err := r.Scan(&story, &seq); err != nil {
			return err
		}
		if s.members[story] == nil {
			s.members[story] = map[int64]bool{}
		}
		s.members[story][seq] = true
		return nil
	}, "SELECT story, report FROM story_reports WHERE story"+d.in(), list(d, s.stories))
}

// filedOf are those of some reports that are there.
func filedOf(ctx context.Context, tx conn, ids []string) (map[dateline.ReportID]filed, error) {
	d := tx.dialect()
	out := make(map[dateline.ReportID]filed, len(ids))
	err := each(ctx, tx, func(r scanner) error {
		var id string
		var published *int64
		var received int64
		var f filed
		if err := r.Scan(&id, &f.seq, &f.day, &published, &received); err != nil {
			return err
		}
		f.at, f.dated = received/1_000_000, published != nil
		if f.dated {
			f.at = *published
		}
		out[dateline.ReportID(id)] = f
		return nil
	}, "SELECT id, seq, day, published_at, received FROM reports WHERE id"+d.in(), list(d, ids))
	return out, err
}

// eventTables hold rows of events; the events themselves come last.
var eventTables = []struct{ table, event string }{
	{"event_types", "event"}, {"event_actors", "event"}, {"event_places", "event"}, {"event_outlets", "event"}, {"event_reviews", "event"},
	{"event_bodies", "event"}, {"claims", "event"}, {"accounts", "event"}, {"events", "id"},
}

func (s *saving) clear(ctx context.Context) error {
	d := s.tx.dialect()
	if err := s.leave(ctx); err != nil {
		return err
	}
	if len(s.dropped) > 0 {
		for _, t := range eventTables {
			if _, err := s.tx.exec(ctx, "DELETE FROM "+t.table+" WHERE "+t.event+d.in(), list(d, s.dropped)); err != nil {
				return err
			}
		}
	}
	for _, t := range []string{"proposals", "story_outlets"} {
		if _, err := s.tx.exec(ctx, "DELETE FROM "+t+" WHERE story"+d.in(), list(d, s.stories)); err != nil {
			return err
		}
	}
	if len(s.gone) == 0 {
		return nil
	}
	if _, err := s.tx.exec(ctx, "DELETE FROM story_reports WHERE story"+d.in(), list(d, s.gone)); err != nil {
		return err
	}
	_, err := s.tx.exec(ctx, "DELETE FROM stories WHERE id"+d.in(), list(d, s.gone))
	return err
}

var storyColumns = []string{"id", "title", "first", "last", "last_at", "last_day", "reports", "outlets", "origins", "events", "countable", "shown", "made", "data"}

func (s *saving) putStories(ctx context.Context) error {
	countable, proposed := map[dateline.StoryID]int{}, map[dateline.StoryID]int{}
	for i := range s.l.Events {
		if s.l.Events[i].Countable {
			countable[s.l.Events[i].Story]++
		}
	}
	var stories, members, proposals [][]any
	for _, st := range s.l.Stories {
		data, err := packJSON(st)
		if err != nil {
			return err
		}
		stories = append(stories, append(storyRow(&st, s.filed[st.Last], countable[st.ID]), s.now, data))
		was := s.members[string(st.ID)]
		for _, id := range st.Reports {
			seq := s.filed[id].seq
			if was[seq] {
				delete(was, seq)
				continue
			}
			members = append(members, []any{string(st.ID), seq})
		}
		for seq := range was { // that have left the story
			if _, err := s.tx.exec(ctx, "DELETE FROM story_reports WHERE story = ? AND report = ?", string(st.ID), seq); err != nil {
				return err
			}
		}
	}
	states, err := proposalStates(ctx, s.tx, s.l.Proposals)
	if err != nil {
		return err
	}
	for i, p := range s.l.Proposals {
		data, err := packJSON(p)
		if err != nil {
			return err
		}
		proposals = append(proposals, []any{string(p.Story), proposed[p.Story], p.Name, p.Origins, data, string(states[i].state), states[i].actor})
		proposed[p.Story]++
	}
	if err := insert(ctx, s.tx, "stories", storyColumns, stories, "id"); err != nil {
		return err
	}
	if err := insert(ctx, s.tx, "story_reports", []string{"story", "report"}, members, ""); err != nil {
		return err
	}
	return insert(ctx, s.tx, "proposals", []string{"story", "n", "name", "origins", "data", "state", "actor"}, proposals, "")
}

// storyRow is a story in the columns of storyColumns up to made.
func storyRow(st *dateline.Story, last filed, countable int) []any {
	var day *int64
	if last.dated {
		day = &last.day
	}
	return []any{string(st.ID), st.Title, string(st.First), string(st.Last), last.at, day,
		len(st.Reports), st.Outlets, st.Origins, len(st.Events), countable, min(countable, 1)}
}

// putOutlets follows from the rows that are there by now.
func (s *saving) putOutlets(ctx context.Context) error {
	d := s.tx.dialect()
	var given, events []string
	for _, st := range s.l.Stories {
		given = append(given, string(st.ID))
	}
	for _, e := range s.events {
		events = append(events, string(e.ID))
	}
	if _, err := s.tx.exec(ctx, `INSERT INTO story_outlets (outlet, last_at, story)
		SELECT DISTINCT r.outlet, s.last_at, s.id FROM stories s CROSS JOIN story_reports m CROSS JOIN reports r
		WHERE s.id `+d.in()+` AND m.story = s.id AND r.seq = m.report AND r.outlet IS NOT NULL`, list(d, given)); err != nil {
		return err
	}
	_, err := s.tx.exec(ctx, `INSERT INTO event_outlets (outlet, day, event)
		SELECT DISTINCT r.outlet, e.day, e.id FROM events e CROSS JOIN accounts a CROSS JOIN reports r
		WHERE e.id `+d.in()+` AND a.event = e.id AND r.seq = a.report AND r.outlet IS NOT NULL`, list(d, events))
	return err
}

// saveChanges keeps what a reading says of the organisation of groups.
func saveChanges(ctx context.Context, tx conn, seq int64, changes []dateline.Change) error {
	rows := changeRows(seq, changes)
	for n, c := range changes {
		data, err := packJSON(c)
		if err != nil {
			return err
		}
		rows[n] = append(rows[n], data)
	}
	return insert(ctx, tx, "changes", append(slices.Clone(changeColumns), "data"), rows, "")
}

var changeColumns = []string{"report", "n", "change", "subject", "name", "said_by"}

// changeRows are changes in the columns of changeColumns.
func changeRows(seq int64, changes []dateline.Change) [][]any {
	var rows [][]any
	for n, c := range changes {
		rows = append(rows, []any{seq, n, c.Change, string(c.Group), c.Name, c.SaidBy})
	}
	return rows
}

// insert adds rows to a table, many in one statement. A row whose key is there takes
// its place where key names it.
func insert(ctx context.Context, tx conn, table string, columns []string, rows [][]any, key string) error {
	tail := ""
	if key != "" {
		var set []string
		for _, c := range columns {
			if c != key {
				set = append(set, c+" = excluded."+c)
			}
		}
		tail = " ON CONFLICT (" + key + ") DO UPDATE SET " + strings.Join(set, ", ")
	}
	// In powers of two, so that there are few statements for a database to prepare.
	for n := 64; len(rows) > 0; {
		for n > len(rows) {
			n /= 2
		}
		one := "(" + marks(len(columns)) + ")"
		args := make([]any, 0, n*len(columns))
		for _, r := range rows[:n] {
			args = append(args, r...)
		}
		query := "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") VALUES " + strings.TrimSuffix(strings.Repeat(one+", ", n), ", ") + tail
		if _, err := tx.exec(ctx, query, args...); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}
