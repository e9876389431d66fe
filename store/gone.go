package store

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"dateline"
)

// What linking has no more keeps a row, so that whoever has its ID, in a link, a note or
// a release, is led to where its accounts went. The whole event is kept where people had
// decided of it: what they rejected is looked at again, and taken back.

// goneColumns and goneAccountColumns are those of events_gone and accounts_gone.
var (
	goneColumns        = []string{"event", "made", "state", "country", "week", "countable", "worth", "data"}
	goneAccountColumns = []string{"event", "account", "report", "maker", "type", "start_at", "end_at"}
)

// leave notes which events linking has no more.
func (s *saving) leave(ctx context.Context) error {
	var gone []dateline.EventID
	for _, id := range s.dropped {
		if _, still := s.digests[id]; !still {
			gone = append(gone, dateline.EventID(id))
		}
	}
	if len(gone) == 0 {
		return nil
	}
	events, err := eventsOf(ctx, s.tx, gone)
	if err != nil {
		return err
	}
	if err := review(ctx, s.tx, pointers(events), ""); err != nil {
		return err
	}
	seqs, err := seqsOf(ctx, s.tx, gone)
	if err != nil {
		return err
	}
	d := s.tx.dialect()
	listed := map[string][]any{} // of event_reviews, by event
	if err := each(ctx, s.tx, func(row scanner) error {
		var id, country string
		var week, countable, worth int64
		err := row.Scan(&id, &country, &week, &countable, &worth)
		listed[id] = []any{country, week, countable, worth}
		return err
	}, "SELECT event, country, week, countable, worth FROM event_reviews WHERE event"+d.in(), list(d, gone)); err != nil {
		return err
	}
	var rows, accounts [][]any
	for i := range events {
		e := &events[i]
		row := append([]any{string(e.ID), s.now, reviewState(e)}, listed[string(e.ID)]...)
		if len(row) != len(goneColumns)-1 {
			row = append(row[:3], "", 0, 0, 0)
		}
		var data []byte
		if e.Review != nil {
			if data, err = packJSON(e); err != nil {
				return err
			}
		}
		rows = append(rows, append(row, data))
		for j := range e.Accounts {
			a := &e.Accounts[j]
			at := dateline.Refer("", a, "").Span
			if seq, ok := seqs[a.Report]; ok {
				accounts = append(accounts, []any{string(e.ID), string(a.ID), seq, string(a.Maker), string(a.Type), at.Start, at.End})
			}
		}
	}
	if err := forget(ctx, s.tx, gone); err != nil {
		return err
	}
	if err := insert(ctx, s.tx, "events_gone", goneColumns, rows, ""); err != nil {
		return err
	}
	return insert(ctx, s.tx, "accounts_gone", goneAccountColumns, accounts, "")
}

// seqsOf are the numbers of the reports that tell events.
func seqsOf(ctx context.Context, tx conn, events []dateline.EventID) (map[dateline.ReportID]int64, error) {
	out := map[dateline.ReportID]int64{}
	d := tx.dialect()
	err := each(ctx, tx, func(row scanner) error {
		var id dateline.ReportID
		var seq int64
		err := row.Scan(&id, &seq)
		out[id] = seq
		return err
	}, "SELECT DISTINCT r.id, r.seq FROM accounts a JOIN reports r ON r.seq = a.report WHERE a.event"+d.in(), list(d, events))
	return out, err
}

// forget takes away what is noted of events: they are there again, or noted anew.
func forget(ctx context.Context, tx conn, events []dateline.EventID) error {
	d := tx.dialect()
	for _, table := range []string{"accounts_gone", "events_gone"} {
		if _, err := tx.exec(ctx, "DELETE FROM "+table+" WHERE event"+d.in(), list(d, events)); err != nil {
			return err
		}
	}
	return nil
}

// leaveAll notes that every event is gone, until linking has it again. Those of which
// people decided keep what they are.
func leaveAll(ctx context.Context, tx conn) error {
	now := tx.dialect().now
	for _, sql := range []string{
		"DELETE FROM accounts_gone WHERE event IN (SELECT id FROM events)",
		`INSERT INTO events_gone (event, made, state, country, week, countable, worth, data)
			SELECT v.event, ` + now + `, v.state, v.country, v.week, v.countable, v.worth, CASE WHEN v.state <> '' THEN b.data END FROM event_reviews v JOIN event_bodies b ON b.event = v.event WHERE 1 = 1
			ON CONFLICT (event) DO UPDATE SET made = excluded.made, state = excluded.state, country = excluded.country, week = excluded.week, countable = excluded.countable, worth = excluded.worth, data = excluded.data`,
		"INSERT INTO accounts_gone (event, account, report, maker, type) SELECT event, id, report, maker, type FROM accounts",
	} {
		if _, err := tx.exec(ctx, sql); err != nil {
			return err
		}
	}
	return nil
}

// Gone is an event that linking has no more, by its ID or the beginning of it. NotFound
// where there was none, or where nothing is left of it that who asks may see.
func (l *Ledger) Gone(ctx context.Context, prefix string) (*dateline.Gone, error) {
	var out *dateline.Gone
	err := l.looking(ctx, func(tx conn) error {
		var err error
		if out, err = goneOf(ctx, tx, prefix); err != nil {
			return err
		}
		if err := reveal(ctx, tx, &out.Event); dateline.KindOf(err) == dateline.NotFound {
			return noThing(EventThing, strings.ToLower(strings.TrimSpace(prefix)))
		} else if err != nil {
			return err
		}
		left := map[dateline.AccountID]bool{}
		for _, a := range out.Event.Accounts {
			left[a.ID] = true
		}
		for i := range out.Now {
			s := &out.Now[i]
			s.Accounts = slices.DeleteFunc(s.Accounts, func(id dateline.AccountID) bool { return !left[id] })
		}
		out.Now = slices.DeleteFunc(out.Now, func(s dateline.Successor) bool { return len(s.Accounts) == 0 })
		return nil
	})
	return out, err
}

func goneOf(ctx context.Context, tx conn, prefix string) (*dateline.Gone, error) {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	none := dateline.Errorf(dateline.NotFound, "the ledger has no event whose ID begins with %s", prefix)
	if !strings.HasPrefix(prefix, "e") {
		return nil, none
	}
	var ids []string
	if err := column(ctx, tx, &ids, "SELECT event FROM events_gone WHERE event >= ? AND event < ? ORDER BY event LIMIT 2", prefix, prefix+"\U0010FFFF"); err != nil {
		return nil, err
	}
	if len(ids) == 0 || len(ids) > 1 && ids[0] != prefix {
		return nil, none
	}
	out := &dateline.Gone{}
	var made int64
	var data []byte
	if err := tx.row(ctx, "SELECT made, data FROM events_gone WHERE event = ? AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = event)", ids[0]).Scan(&made, &data); errors.Is(err, errNone) {
		return nil, none
	} else if err != nil {
		return nil, err
	}
	out.At = timeOf(&made)
	var had []goneAccount
	if err := each(ctx, tx, func(row scanner) error {
		var a goneAccount
		var from, to *int64
		if err := row.Scan(&a.ID, &a.Report, &a.Maker, &a.Type, &from, &to); err != nil {
			return err
		}
		if from != nil && to != nil {
			a.at = dateline.Span{Start: int(*from), End: int(*to)}
			a.Evidence = []dateline.Evidence{{Field: "type", Span: a.at}}
		}
		had = append(had, a)
		return nil
	}, "SELECT g.account, r.id, g.maker, g.type, g.start_at, g.end_at FROM accounts_gone g JOIN reports r ON r.seq = g.report WHERE g.event = ? ORDER BY g.account", ids[0]); err != nil {
		return nil, err
	}
	if data != nil {
		if err := unpackJSON(data, &out.Event); err != nil {
			return nil, err
		}
		if err := review(ctx, tx, []*dateline.Event{&out.Event}, ""); err != nil {
			return nil, err
		}
	} else {
		out.Event.ID = dateline.EventID(ids[0])
		for _, a := range had {
			out.Event.Type = cmp.Or(out.Event.Type, a.Type)
			out.Event.Accounts = append(out.Event.Accounts, a.Account)
		}
	}
	if len(had) == 0 && data == nil {
		return nil, none // noted before accounts were
	}
	var err error
	out.Now, err = successors(ctx, tx, had)
	return out, err
}

// A goneAccount is an account of an event that is gone.
type goneAccount struct {
	dateline.Account
	at dateline.Span // of the words for its type; the zero Span where they are not known
}

// successors are the events that accounts are of now. One that another reader read again
// is the one whose words for its type are most like.
func successors(ctx context.Context, tx conn, had []goneAccount) ([]dateline.Successor, error) {
	var reports []dateline.ReportID
	for _, a := range had {
		reports = append(reports, a.Report)
	}
	type row struct {
		event dateline.EventID
		maker dateline.Maker
	}
	now, told := map[dateline.AccountID]row{}, map[dateline.ReportID][]dateline.EventID{}
	d := tx.dialect()
	if err := each(ctx, tx, func(r scanner) error {
		var id dateline.AccountID
		var report dateline.ReportID
		var x row
		err := r.Scan(&id, &report, &x.event, &x.maker)
		now[id], told[report] = x, append(told[report], x.event)
		return err
	}, "SELECT a.id, r.id, a.event, a.maker FROM accounts a JOIN reports r ON r.seq = a.report WHERE r.id"+d.in()+" ORDER BY a.id", list(d, reports)); err != nil {
		return nil, err
	}
	var out []dateline.Successor
	for _, a := range had {
		event := dateline.EventID("")
		if x, ok := now[a.ID]; ok && x.maker == a.Maker {
			event = x.event
		} else {
			var err error
			if event, err = retold(ctx, tx, a, told[a.Report]); err != nil {
				return nil, err
			}
		}
		if event == "" {
			continue
		}
		at := slices.IndexFunc(out, func(s dateline.Successor) bool { return s.Event == event })
		if at < 0 {
			out, at = append(out, dateline.Successor{Event: event}), len(out)
		}
		out[at].Accounts = append(out[at].Accounts, a.ID)
	}
	slices.SortStableFunc(out, func(a, b dateline.Successor) int {
		return cmp.Or(len(b.Accounts)-len(a.Accounts), cmp.Compare(a.Event, b.Event))
	})
	return out, nil
}

// retold is the event, of those that a report tells, whose account of it an account is
// that was read anew; "" for none.
func retold(ctx context.Context, tx conn, a goneAccount, told []dateline.EventID) (dateline.EventID, error) {
	if len(told) == 0 || a.at == (dateline.Span{}) || a.Maker == dateline.Person {
		return "", nil
	}
	events, err := eventsOf(ctx, tx, told)
	if err != nil {
		return "", err
	}
	var all []dateline.Account
	of := map[dateline.AccountID]dateline.EventID{}
	for _, e := range events {
		for _, x := range e.Accounts {
			if x.Report == a.Report && x.Maker != a.Maker && x.Maker != dateline.Person {
				all, of[x.ID] = append(all, x), e.ID
			}
		}
	}
	if x := dateline.AccountAt(all, dateline.Referent{Span: a.at}); x != nil {
		return of[x.ID], nil
	}
	return "", nil
}

// goneOnce is NotFound, with what became of it, where an event whose ID begins so is gone.
func goneOnce(ctx context.Context, c conn, prefix string) error {
	if dateline.Restricted(ctx) {
		return nil
	}
	g, err := goneOf(ctx, c, prefix)
	if dateline.KindOf(err) == dateline.NotFound {
		return nil
	} else if err != nil {
		return err
	}
	on := g.At.UTC().Format(time.DateOnly)
	if r := g.Event.Review; r != nil && r.State == dateline.ReviewRejected && len(g.Now) == 0 {
		return dateline.Errorf(dateline.NotFound, "the event %s is no more since %s: people rejected it", g.Event.ID, on)
	}
	var to []string
	for _, s := range g.Now {
		to = append(to, string(s.Event))
	}
	if len(to) == 0 {
		return dateline.Errorf(dateline.NotFound, "the event %s is no more since %s: no report tells it as it is read now", g.Event.ID, on)
	}
	return dateline.Errorf(dateline.NotFound, "the event %s is no more since %s: its accounts are of %s now", g.Event.ID, on, strings.Join(to, ", "))
}

// withoutGone takes a report out of what is noted of events that are gone.
func (g *purge) withoutGone(ctx context.Context) error {
	var of []dateline.EventID
	if err := column(ctx, g.tx, &of, "SELECT DISTINCT event FROM accounts_gone WHERE report = ? ORDER BY event", g.seq); err != nil {
		return err
	}
	d := g.tx.dialect()
	// What such an event says may be the report's; what is left are the others' accounts.
	if _, err := g.tx.exec(ctx, "UPDATE events_gone SET data = NULL WHERE event"+d.in(), list(d, of)); err != nil {
		return err
	}
	_, err := g.tx.exec(ctx, "DELETE FROM accounts_gone WHERE report = ?", g.seq)
	return err
}
