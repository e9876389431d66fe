package desk

import (
	"context"
	"encoding/json"
	"slices"

	"dateline"
)

// Who codes a report codes what it says. Where other reports tell the event too, what is
// agreed on is that account's own: it takes the place of the reader's, and the event stays
// to be looked at as a whole.

// eventsOf finds the events that the reader's accounts of pairs are of, in a coding of a
// report.
func (d *Desk) eventsOf(ctx context.Context, c dateline.Coding, ps []pair) error {
	if c.Event != "" || len(c.Refs) == 0 || d.Records == nil {
		return nil
	}
	hash := c.Refs[0].Report
	report, err := d.Coded.ReportOf(ctx, hash)
	if err != nil {
		return err
	}
	sheet, err := d.Records.Sheet(ctx, string(report))
	if err != nil {
		return err
	}
	ds, err := d.recordedOf(ctx, hash)
	if err != nil {
		return err
	}
	for _, id := range sheet.Events {
		e, err := d.Coded.Event(ctx, string(id))
		if dateline.KindOf(err) == dateline.NotFound {
			continue // it has just become another
		} else if err != nil {
			return err
		}
		heads, err := d.Records.Headings(ctx, reportsOf(*e))
		if err != nil {
			return err
		}
		for i := range ps {
			p := &ps[i]
			if p.Machine == nil {
				continue
			}
			for n := range e.Accounts {
				a := &e.Accounts[n]
				if a.Report != report || dateline.Refer(hash, a, "") != p.Machine.Ref {
					continue
				}
				p.In = e
				for m := range e.Accounts {
					if b := &e.Accounts[m]; b.Report != report {
						p.Beside = append(p.Beside, dateline.Refer(heads[b.Report].SHA256, b, ""))
						if name := d.outletOf(heads[b.Report]); !slices.Contains(p.Others, name) {
							p.Others = append(p.Others, name)
						}
					}
				}
				p.Held = slices.ContainsFunc(ds, func(x dateline.Decision) bool {
					return slices.ContainsFunc(x.On, func(on dateline.Referent) bool {
						return on.OfAccount() && on.Added == "" && on.Report == hash && on.Span == p.Machine.Ref.Span
					})
				})
			}
		}
	}
	return nil
}

// recordedOf are the decisions of the record in force on a report.
func (d *Desk) recordedOf(ctx context.Context, hash string) ([]dateline.Decision, error) {
	all, err := d.Coded.DecisionsOn(ctx, hash)
	return dateline.InForce(all), err
}

// Shared reports whether other reports tell the event of a pair too.
func (p pair) Shared() bool { return p.In != nil && len(p.Beside) > 0 }

// own are the decisions by which the account that a report gives of an event, which others
// tell too, is what was settled: one that people added, of the same event, in place of the
// reader's. Where it is what the reader has, or where people decided of the reader's
// account before, nothing is decided.
func (p pair) own(is *dateline.Event, draft func(key, field string, verb dateline.Verb) dateline.Decision) ([]dateline.Decision, error) {
	fields, err := othersOf(&p.Machine.Event, is)
	if err != nil || len(fields) == 0 || p.Held {
		return nil, err
	}
	a := p.Machine.Event.Accounts[0]
	a.Type, a.Occurrence, a.Basis, a.Background, a.Roles, a.Places, a.Time, a.Casualties, a.Claims = is.Type, is.Occurrence, is.Basis, is.Background, is.Roles, is.Places, is.Time, is.Casualties, is.Claims
	a.ID, a.Report, a.Maker, a.Confidence = "", "", "", 0
	raw, err := json.Marshal(a)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "the event cannot be written: %w", err)
	}
	after := string(raw)
	add := draft(p.Key, "own", dateline.VerbAdd)
	merge, reject := add, add
	ref := dateline.Referent{Report: p.Machine.Ref.Report, Span: p.Machine.Ref.Span}
	add.On, add.After = []dateline.Referent{ref}, &after
	merge.ID, merge.Verb = add.ID+".2", dateline.VerbMerge
	added := ref
	added.Added = dateline.AddedID(add.ID)
	merge.On = []dateline.Referent{added, p.Beside[0]}
	reject.ID, reject.Verb, reject.On = add.ID+".3", dateline.VerbReject, []dateline.Referent{p.Machine.Ref}
	for _, b := range p.Beside[:min(len(p.Beside), mostBeside)] {
		b.Field = dateline.FieldBeside
		reject.On = append(reject.On, b)
	}
	return []dateline.Decision{add, merge, reject}, nil
}
