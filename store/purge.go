package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"dateline"
)

// A Purging is an order to take a report out of a ledger for good.
type Purging struct {
	Report dateline.ReportID
	By     string // who orders it
	Why    string // for the tombstone: no words of the report
}

// Purged is what a purge left to people.
type Purged struct {
	// Same are other reports with the same text, byte for byte, and Versions the
	// other versions of the article: they are still there.
	Same, Versions []dateline.ReportID
	// Prints are reports that print the same words behind another head: their body is
	// the same, or linking took them for exact copies.
	Prints   []dateline.ReportID
	Redacted []string // decisions in which words of the report stood
	// Unscrubbed says why freed pages could not be overwritten yet; "" when they are.
	// Scrub does it later.
	Unscrubbed string
}

// redacted takes the place of words of a purged report in decisions, as JSON.
const redacted = `"[purged]"`

// Purge takes a report out for legal reasons, with all that came of it: its text, raw
// bytes, readings, statements, index, what linking remembers, rows of stories and
// events, quotations in people's decisions and in the audit. A tombstone stays, by which it is not
// taken in again, and the address that it came from, without its title. Remove is called
// in linking's turn and says what linking changes without the report; nil is for
// a report that is not linked. Freed pages are then overwritten (see Scrub). Backups,
// PostgreSQL's write-ahead log archives and replicas are the operator's.
//
// The ledger is held meanwhile. While this process has linking's turn it is
// Unavailable, and nothing is done.
func (l *Ledger) Purge(ctx context.Context, p Purging, remove func(context.Context, *Turn) (dateline.Linking, error)) (*Purged, error) {
	var out *Purged
	had, err := l.Hold(ctx, func(ctx context.Context, t *Turn) error {
		var linking dateline.Linking
		var err error
		if remove != nil {
			if linking, err = remove(ctx, t); err != nil {
				return err
			}
		}
		out, err = t.Purge(ctx, p, linking)
		return err
	})
	switch {
	case err != nil:
		return nil, err
	case !had:
		return nil, dateline.Errorf(dateline.Unavailable, "this process is linking; purge again when it is done")
	}
	if err := l.Scrub(ctx); err != nil {
		if ctx.Err() != nil {
			return nil, err
		}
		out.Unscrubbed = err.Error()
	}
	return out, nil
}

// Purge does in a turn that holds the ledger what Ledger.Purge does, and saves linking, which is without
// the report. When the turn is over, Scrub is still to be called.
func (t *Turn) Purge(ctx context.Context, p Purging, linking dateline.Linking) (*Purged, error) {
	if !t.held {
		return nil, dateline.Errorf(dateline.Internal, "a purge wants a turn that holds the ledger")
	}
	if strings.TrimSpace(p.By) == "" || strings.TrimSpace(p.Why) == "" {
		return nil, dateline.Errorf(dateline.Invalid, "a purge says by whom it is ordered and why; give both")
	}
	g := purge{tx: t.tx, Purging: p, out: &Purged{}}
	if err := g.look(ctx); err != nil {
		return nil, err
	}
	if err := t.Save(ctx, linking); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context) error{g.linked, g.withoutGone, g.unlock, g.decisions, g.frozen, g.audit, g.rows, g.traces, g.tombstone, g.lock} {
		if err := step(ctx); err != nil {
			return nil, err
		}
	}
	return g.out, nil
}

// A purge is one call of Turn.Purge.
type purge struct {
	tx conn
	Purging
	out                    *Purged
	seq, day, body         int64
	sha, text              string
	title, url, raw, after *string
}

func (g *purge) look(ctx context.Context) error {
	var text *string
	err := g.tx.row(ctx, `SELECT r.seq, r.day, r.body, r.sha256, r.title, r.url, r.raw, r.supersedes, t.text FROM reports r LEFT JOIN texts t ON t.report = r.seq WHERE r.id = ?`, string(g.Report)).
		Scan(&g.seq, &g.day, &g.body, &g.sha, &g.title, &g.url, &g.raw, &g.after, &text)
	if errors.Is(err, errNone) {
		return noReport(g.Report)
	} else if err != nil {
		return err
	}
	if text != nil {
		g.text = *text
	}
	if err := column(ctx, g.tx, &g.out.Same, "SELECT id FROM reports WHERE sha256 = ? AND id <> ? ORDER BY id", g.sha, string(g.Report)); err != nil {
		return err
	}
	if err := g.prints(ctx); err != nil || g.url == nil {
		return err
	}
	return column(ctx, g.tx, &g.out.Versions, "SELECT id FROM reports WHERE url = ? AND id <> ? ORDER BY id", *g.url, string(g.Report))
}

// prints finds who prints the report's words too. It comes before linking forgets who
// copies whom.
func (g *purge) prints(ctx context.Context) error {
	id := string(g.Report)
	if err := column(ctx, g.tx, &g.out.Prints, `SELECT o.id FROM reports o, reports r WHERE r.id = ? AND o.id <> r.id AND (
		o.copying = ? AND (o.derives = r.id OR r.copying = ? AND o.derives = r.derives) OR r.copying = ? AND r.derives = o.id)`,
		id, string(dateline.ExactCopy), string(dateline.ExactCopy), string(dateline.ExactCopy)); err != nil {
		return err
	}
	// Not all is linked. The length of a body is no index's, and a purge is rare.
	if body := g.text[min(max(g.body, 0), int64(len(g.text))):]; strings.TrimSpace(body) != "" {
		err := each(ctx, g.tx, func(row scanner) error {
			var other, text string
			var from int64
			if err := row.Scan(&other, &from, &text); err != nil {
				return err
			}
			if from >= 0 && from <= int64(len(text)) && text[from:] == body {
				g.out.Prints = append(g.out.Prints, dateline.ReportID(other))
			}
			return nil
		}, "SELECT r.id, r.body, t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.size - r.body = ? AND r.id <> ?", len(body), id)
		if err != nil {
			return err
		}
	}
	slices.Sort(g.out.Prints)
	g.out.Prints = slices.DeleteFunc(slices.Compact(g.out.Prints), func(id dateline.ReportID) bool { return slices.Contains(g.out.Same, id) })
	return nil
}

// linked makes sure that no story or event is of the report any more.
func (g *purge) linked(ctx context.Context) error {
	var n int
	if err := g.tx.row(ctx, "SELECT (SELECT count(*) FROM accounts WHERE report = ?) + (SELECT count(*) FROM story_reports WHERE report = ?)", g.seq, g.seq).Scan(&n); err != nil {
		return err
	}
	if n > 0 {
		return dateline.Errorf(dateline.Internal, "report %s is still of a story as it is linked; it is not purged", g.Report)
	}
	return nil
}

// unlock lets this transaction do what triggers keep all others from.
func (g *purge) unlock(ctx context.Context) error {
	_, err := g.tx.exec(ctx, "INSERT INTO meta (name, value) VALUES ('purging', ?)", string(g.Report))
	return err
}

// lock undoes unlock, and notes that pages are to be overwritten.
func (g *purge) lock(ctx context.Context) error {
	if _, err := g.tx.exec(ctx, "DELETE FROM meta WHERE name = 'purging'"); err != nil {
		return err
	}
	_, err := g.tx.exec(ctx, "INSERT INTO meta (name, value) VALUES ('unscrubbed', ?) ON CONFLICT (name) DO NOTHING", string(g.Report))
	return err
}

// rows takes out the report and what was read in it.
func (g *purge) rows(ctx context.Context) error {
	d := g.tx.dialect()
	key := docOf(g.day, g.seq)
	if d.postgres {
		if _, err := g.tx.exec(ctx, "DELETE FROM words WHERE doc = ?", key); err != nil {
			return err
		}
	} else {
		// SQLite takes out of the index what it is told was put in.
		given := d.indexed(&dateline.Report{Title: g.title, Text: g.text, Body: int(g.body)})
		if _, err := g.tx.exec(ctx, "INSERT INTO words (words, rowid, title, text) VALUES ('delete', ?, ?, ?)", append([]any{key}, given...)...); err != nil {
			return err
		}
	}
	for _, table := range []string{"statements", "changes", "readings", "texts", "labels", "private_words"} {
		if _, err := g.tx.exec(ctx, "DELETE FROM "+table+" WHERE report = ?", g.seq); err != nil {
			return err
		}
	}
	if _, err := g.tx.exec(ctx, "DELETE FROM kept_fixed WHERE report = ?", string(g.Report)); err != nil {
		return err
	}
	if _, err := g.tx.exec(ctx, "UPDATE kept SET moving = NULL WHERE report = ?", string(g.Report)); err != nil {
		return err
	}
	if _, err := g.tx.exec(ctx, "DELETE FROM reports WHERE seq = ?", g.seq); err != nil {
		return err
	}
	if g.raw != nil {
		if _, err := g.tx.exec(ctx, "DELETE FROM raws WHERE sha256 = ? AND NOT EXISTS (SELECT 1 FROM reports WHERE raw = ?)", *g.raw, *g.raw); err != nil {
			return err
		}
	}
	return nil
}

// traces takes the report out of what names it.
func (g *purge) traces(ctx context.Context) error {
	id := string(g.Report)
	if _, err := g.tx.exec(ctx, "UPDATE reports SET supersedes = ? WHERE supersedes = ?", g.after, id); err != nil {
		return err
	}
	if _, err := g.tx.exec(ctx, "UPDATE reports SET derives = NULL WHERE derives = ?", id); err != nil {
		return err
	}
	subjects := []string{id}
	if g.url != nil {
		subjects = append(subjects, *g.url)
		// Fetched: nobody is to fetch it again.
		if _, err := g.tx.exec(ctx, "UPDATE addresses SET title = '', fetched = coalesce(fetched, added) WHERE url = ?", *g.url); err != nil {
			return err
		}
	}
	d := g.tx.dialect()
	if _, err := g.tx.exec(ctx, "DELETE FROM quarantine WHERE subject"+d.in(), list(d, subjects)); err != nil {
		return err
	}
	subject := "json_extract(args, '$.subject')"
	if d.postgres {
		subject = "args ->> 'subject'"
	}
	_, err := g.tx.exec(ctx, "DELETE FROM river_job WHERE state <> 'running' AND "+subject+d.in(), list(d, subjects))
	return err
}

// runOf is how many bytes in a row that stand in a report too make a decision's words
// a quotation of it, where the decision is on others.
const runOf = 16

// decisions takes the report's words out of people's decisions: out of those on it
// all that they hold, out of others what quotes it.
func (g *purge) decisions(ctx context.Context) error {
	all, err := decisions(ctx, g.tx, 0)
	if err != nil {
		return err
	}
	quotes := quoter(g.text, runOf)
	for _, d := range all {
		on := false
		for _, o := range d.On {
			on = on || o.Report == g.sha
		}
		changed := false
		for _, field := range []**string{&d.Before, &d.After} {
			if *field != nil && (on || quotes(**field)) {
				gone := redacted
				*field, changed = &gone, true
			}
		}
		if d.Why != "" && (on || quotes(d.Why)) {
			d.Why, changed = strings.Trim(redacted, `"`), true
		}
		if !changed {
			continue
		}
		raw, err := json.Marshal(d)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "decision %s: %w", d.ID, err)
		}
		if _, err := g.tx.exec(ctx, "UPDATE decisions SET data = ? WHERE id = ?", string(raw), d.ID); err != nil {
			return err
		}
		g.out.Redacted = append(g.out.Redacted, d.ID)
	}
	return nil
}

// quoter reports whether words have a run of n bytes of a text in them.
func quoter(text string, n int) func(string) bool {
	runs := map[string]bool{}
	for i := 0; i+n <= len(text); i++ {
		runs[text[i:i+n]] = true
	}
	return func(words string) bool {
		for i := 0; i+n <= len(words); i++ {
			if runs[words[i:i+n]] {
				return true
			}
		}
		return false
	}
}

func (g *purge) tombstone(ctx context.Context) error {
	_, err := g.tx.exec(ctx, "INSERT INTO tombstones (id, sha256, made, by_whom, reason) VALUES (?, ?, ?, ?, ?)", string(g.Report), g.sha, time.Now().UnixMicro(), g.By, g.Why)
	return err
}
