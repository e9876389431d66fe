package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"

	"dateline"
)

// A checked is what Verify reads of a report.
type checked struct {
	seq, day, body, size      int64
	id, sha, readBy, linkedBy string
	outlet, title, url, raw   *string
	text                      *string
	fixed, moving             bool
	sizes                     []byte // words_docsize on SQLite
}

// reports looks at every report with its text, its readings and what linking keeps
// of it.
func (v *verifying) reports(ctx context.Context) error {
	return inParts(ctx, v, "reports", "seq", int64(0), func(ctx context.Context, from, to int64) error {
		return v.l.db.snapshot(ctx, func(tx conn) error { return v.someReports(ctx, tx, from, to) })
	})
}

func (v *verifying) someReports(ctx context.Context, tx conn, from, to int64) error {
	d := tx.dialect()
	sizes := "NULL"
	if !d.postgres {
		sizes = "(SELECT z.sz FROM words_docsize z WHERE z.id = r.day * 4294967296 + r.seq)"
	}
	var all []checked
	err := each(ctx, tx, func(row scanner) error {
		var c checked
		var fixed, moving int
		if err := row.Scan(&c.seq, &c.day, &c.body, &c.size, &c.id, &c.sha, &c.readBy, &c.linkedBy, &c.outlet, &c.title, &c.url, &c.raw, &c.text, &fixed, &moving, &c.sizes); err != nil {
			return err
		}
		c.fixed, c.moving = fixed > 0, moving > 0
		all = append(all, c)
		return nil
	}, `SELECT r.seq, r.day, r.body, r.size, r.id, r.sha256, r.read_by, r.linked_by, r.outlet, r.title, r.url, r.raw, t.text,
		(SELECT count(*) FROM kept_fixed f WHERE f.report = r.id), (SELECT count(*) FROM kept k WHERE k.report = r.id AND k.moving IS NOT NULL),
		`+sizes+` FROM reports r LEFT JOIN texts t ON t.report = r.seq
		WHERE r.seq BETWEEN ? AND ? ORDER BY r.seq`, from, to)
	if err != nil {
		return err
	}
	bySeq := map[int64]*checked{}
	have := map[int64]map[string]bool{} // makers of readings
	for i := range all {
		c := &all[i]
		bySeq[c.seq], have[c.seq] = c, map[string]bool{}
		v.text(c)
		if err := v.indexed(ctx, tx, c); err != nil {
			return err
		}
		if c.linkedBy != "" && !(c.fixed && c.moving) {
			v.found(CheckKept, c.id, "the report is linked and linking remembers nothing of it; relink the ledger")
		}
	}
	rows, err := readRowsOf(ctx, tx, from, to)
	if err != nil {
		return err
	}
	err = each(ctx, tx, func(row scanner) error {
		var seq int64
		var maker string
		var data []byte
		if err := row.Scan(&seq, &maker, &data); err != nil {
			return err
		}
		if c := bySeq[seq]; c != nil {
			have[seq][maker] = true
			v.reading(c, maker, data, rows)
		}
		return nil
	}, "SELECT report, maker, data FROM readings WHERE report BETWEEN ? AND ? ORDER BY report, maker", from, to)
	if err != nil {
		return err
	}
	for i := range all {
		c := &all[i]
		for what, maker := range map[string]string{"read": c.readBy, "linked": c.linkedBy} {
			if maker != "" && !have[c.seq][maker] {
				v.found(CheckReading, c.id, "the report is %s by %s and has no reading by it; reread it", what, maker)
			}
		}
	}
	v.step(len(all))
	return nil
}

// text compares a report with its hash and ID.
func (v *verifying) text(c *checked) {
	if c.text == nil {
		v.found(CheckText, c.id, "the report has no text")
		return
	}
	sum := sha256.Sum256([]byte(*c.text))
	if hex.EncodeToString(sum[:]) != c.sha {
		v.found(CheckText, c.id, "the text is not the one that was filed: its hash is another")
	}
	if int64(len(*c.text)) != c.size {
		v.found(CheckText, c.id, "the text has %d bytes, %d were filed", len(*c.text), c.size)
	}
	if c.body < 0 || c.body > int64(len(*c.text)) {
		v.found(CheckText, c.id, "the article is said to begin at byte %d of %d", c.body, len(*c.text))
	}
	if id := dateline.NewReportID(&dateline.Report{SHA256: c.sha, Outlet: c.outlet, URL: c.url}); string(id) != c.id {
		v.found(CheckText, c.id, "the ID is not that of the report's text, outlet and address")
	}
}

// indexed compares what the full-text index has of a report with its text.
func (v *verifying) indexed(ctx context.Context, tx conn, c *checked) error {
	d := tx.dialect()
	if c.text == nil {
		return nil
	}
	given := d.indexed(&dateline.Report{Title: c.title, Text: *c.text, Body: int(min(max(c.body, 0), int64(len(*c.text))))})
	same := true
	if d.postgres {
		var there *bool
		if err := tx.row(ctx, "SELECT (SELECT w.text = CAST(CAST(? AS text) AS tsvector) FROM words w WHERE w.doc = ?)", given[0], docOf(c.day, c.seq)).Scan(&there); err != nil {
			return err
		}
		same = there == nil || *there // that it is not there, words says
	} else if c.sizes != nil {
		want := []uint64{uint64(words(given[0])), uint64(words(given[1]))}
		same = fmt.Sprint(varints(c.sizes)) == fmt.Sprint(want)
	}
	if !same {
		v.found(CheckIndex, c.id, "the full-text index has other words than the report")
	}
	return nil
}

func words(spaced any) int { return len(strings.Fields(spaced.(string))) }

// varints reads whole numbers as SQLite writes them: seven bits a byte, the high
// ones first, the eighth says that more follow.
func varints(b []byte) []uint64 {
	var out []uint64
	var n uint64
	for _, c := range b {
		n = n<<7 | uint64(c&0x7f)
		if c&0x80 == 0 {
			out, n = append(out, n), 0
		}
	}
	return out
}

// reading checks that a reading is the report's and quotes it.
func (v *verifying) reading(c *checked, maker string, data []byte, rows readRows) {
	r, err := readingOf(dateline.ReportID(c.id), data)
	if err != nil {
		v.found(CheckReading, c.id, "%v", err)
		return
	}
	if string(r.Report) != c.id || string(r.Maker) != maker {
		v.found(CheckReading, c.id, "the reading by %s is of the report %s by %s", maker, r.Report, r.Maker)
	}
	if maker == c.readBy {
		v.readTables(c, r, rows)
	}
	if c.text == nil {
		return
	}
	text := *c.text
	quoted := func(what string, s dateline.Span, quote string) {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End || s.In(text) != quote {
			v.found(CheckEvidence, c.id, "%s at %d..%d does not quote the report", what, s.Start, s.End)
		}
	}
	for _, a := range r.Accounts {
		for _, e := range a.Evidence {
			if err := e.Check(text); err != nil {
				v.found(CheckEvidence, c.id, "account %s by %s: %v", a.ID, maker, err)
			}
		}
	}
	for _, m := range r.Mentions {
		quoted("a mention of a "+string(m.Kind)+" by "+maker, m.Span, m.Quote)
	}
	for _, s := range r.Statements {
		quoted("a statement by "+maker, s.Span, s.Quote)
	}
	for _, a := range r.Aggregates {
		quoted("an aggregate by "+maker, a.Span, a.Quote)
	}
	for _, ch := range r.Changes {
		for _, q := range ch.Evidence {
			if string(q.Report) == c.id || q.Report == "" {
				quoted("evidence of a change by "+maker, q.Span, q.Quote)
			}
		}
	}
	for _, s := range r.Sentences {
		if s.Start < 0 || s.End > len(text) || s.Start > s.End {
			v.found(CheckEvidence, c.id, "a sentence by %s at %d..%d lies outside the text", maker, s.Start, s.End)
		}
	}
}

// raws compares raw documents with their hashes.
func (v *verifying) raws(ctx context.Context) error {
	return inParts(ctx, v, "raws", "sha256", "", func(ctx context.Context, from, to string) error {
		n := 0
		err := each(ctx, v.l.db, func(row scanner) error {
			var hash string
			var size int64
			var data []byte
			if err := row.Scan(&hash, &size, &data); err != nil {
				return err
			}
			n++
			raw, err := unpack(data)
			if err != nil {
				v.found(CheckText, hash, "the raw document cannot be unpacked")
				return nil
			}
			if sum := sha256.Sum256(raw); hex.EncodeToString(sum[:]) != hash || int64(len(raw)) != size {
				v.found(CheckText, hash, "the raw document is not the one that was filed: its hash or size is another")
			}
			return nil
		}, "SELECT sha256, size, data FROM raws WHERE sha256 BETWEEN ? AND ? ORDER BY sha256", from, to)
		v.step(n)
		return err
	})
}
