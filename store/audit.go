package store

import (
	"context"
	"time"

	"dateline"
)

// Audit adds entries to the audit, all or none, At now where they do not say when. Their
// IDs are given by the ledger.
func (l *Ledger) Audit(ctx context.Context, entries ...dateline.AuditEntry) error {
	for _, e := range entries {
		if e.Action == "" || e.Outcome == "" {
			return dateline.Errorf(dateline.Internal, "an entry of the audit says what was done and what came of it")
		}
	}
	return l.db.write(ctx, func(tx conn) error {
		for _, e := range entries {
			if e.At.IsZero() {
				e.At = time.Now()
			}
			if _, err := tx.exec(ctx, "INSERT INTO audit (made, by_whom, address, action, subject, outcome, detail) VALUES (?, ?, ?, ?, ?, ?, ?)",
				e.At.UnixMicro(), e.By, e.Address, e.Action, e.Subject, e.Outcome, e.Detail); err != nil {
				return err
			}
		}
		return nil
	})
}

// AuditLog is the audit, the latest entry first: up to most entries before an ID, 0 for
// the latest, of one user and one action alone where they are not "".
func (l *Ledger) AuditLog(ctx context.Context, by, action string, before int64, most int) ([]dateline.AuditEntry, error) {
	where, args := "1 = 1", []any{}
	and := func(cond string, arg any) { where, args = where+" AND "+cond, append(args, arg) }
	if by != "" {
		and("by_whom = ?", by)
	}
	if action != "" {
		and("action = ?", action)
	}
	if before > 0 {
		and("seq < ?", before)
	}
	var out []dateline.AuditEntry
	err := each(ctx, l.db, func(row scanner) error {
		var e dateline.AuditEntry
		var made int64
		err := row.Scan(&e.ID, &made, &e.By, &e.Address, &e.Action, &e.Subject, &e.Outcome, &e.Detail)
		e.At = timeOf(&made)
		out = append(out, e)
		return err
	}, "SELECT seq, made, by_whom, address, action, subject, outcome, detail FROM audit WHERE "+where+" ORDER BY seq DESC LIMIT ?", append(args, most)...)
	return out, err
}

// audit takes a purged report's words out of the audit: what people searched for may be
// such.
func (g *purge) audit(ctx context.Context) error {
	quotes := quoter(g.text, runOf)
	var seqs []int64
	if err := each(ctx, g.tx, func(row scanner) error {
		var seq int64
		var subject, detail string
		if err := row.Scan(&seq, &subject, &detail); err != nil {
			return err
		}
		if quotes(subject) || quotes(detail) {
			seqs = append(seqs, seq)
		}
		return nil
	}, "SELECT seq, subject, detail FROM audit ORDER BY seq"); err != nil {
		return err
	}
	for _, seq := range seqs {
		if _, err := g.tx.exec(ctx, "UPDATE audit SET subject = '[purged]', detail = '[purged]' WHERE seq = ?", seq); err != nil {
			return err
		}
	}
	return nil
}
