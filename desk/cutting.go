package desk

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"strings"

	"dateline"
)

// cutting takes what some words tell out of an account that mixes two happenings, as an
// account of its own: a split and an add, which are taken back together.
func (d *Desk) cutting(ctx context.Context, out dateline.Decision, f form, x *decided) ([]dateline.Decision, error) {
	a, err := x.accountOf(f("account"))
	if err != nil {
		return nil, err
	}
	rep, reading, err := d.Deciding.Source(ctx, a.Report)
	if err != nil {
		return nil, err
	}
	ref := x.refer(a, "")
	words, err := form(func(k string) string {
		if (k == "start" || k == "end") && f("report") != string(rep.ID) {
			return "" // they were selected in another report
		}
		return f(k)
	}).chosen(rep, ref.Span)
	if err != nil {
		return nil, at("quote", err)
	}
	if words == nil {
		return nil, wrong("quote", "say which words tell the one happening: select them in the report, or write them as they stand there")
	}
	ds, err := d.recorded(ctx, rep.SHA256)
	if err != nil {
		return nil, err
	}
	all := dateline.Amend(rep, reading, ds).Reading.Accounts
	mixed := dateline.AccountAt(all, ref)
	if mixed == nil {
		return nil, dateline.Errorf(dateline.Conflict, "the report is read otherwise by now; look at the event again when it is linked")
	}
	one, rest := dateline.CutOff(rep.Text, mixed, words.Span)
	if !dateline.Leaves(mixed, &rest, words.Span) {
		return nil, wrong("quote", "those words are all that the account rests on, and nothing would be left of it; select those of the one happening alone")
	}
	for i := range all {
		if b := &all[i]; b != mixed && slices.ContainsFunc(b.Evidence, func(e dateline.Evidence) bool {
			return e.Field == "type" && e.Start >= words.Start && e.End <= words.End
		}) {
			return nil, wrong("quote", "those words tell another event too: %s; select less", d.label(b.Type))
		}
	}
	code, err := d.value(f, &x.Event, "type", words)
	if err != nil {
		return nil, err
	}
	one.Type, _ = code.(dateline.EventCode)
	raw, err := json.Marshal(one)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "the account cannot be written: %w", err)
	}
	out.On = []dateline.Referent{ref, {Report: rep.SHA256, Span: words.Span, Field: dateline.FieldCut}}
	add := out
	add.ID, add.Verb = out.ID+".2", dateline.VerbAdd
	after := string(raw)
	add.On, add.After = []dateline.Referent{{Report: rep.SHA256, Span: words.Span}}, &after
	if err := dateline.CheckAdded(rep, add); err != nil {
		return nil, at("quote", err)
	}
	return []dateline.Decision{out, add}, nil
}

// cutOut are the events that tell what was cut out of accounts of an event.
func (d *Desk) cutOut(ctx context.Context, x *decided) ([]dateline.Event, error) {
	gone := undone(x.Done)
	var out []dateline.Event
	for _, c := range x.Done {
		if !c.Cuts() || gone[c.ID] {
			continue
		}
		// It was added by the same form; see cutting.
		added := "-" + string(dateline.AddedID(c.ID+".2"))
		for _, a := range x.Accounts {
			if x.Heads[a.Report].SHA256 != c.On[0].Report {
				continue
			}
			found, err := d.Events.Events(ctx, dateline.Query{Report: a.Report, All: true, Limit: 100})
			if err != nil {
				return nil, err
			}
			for _, e := range found.Items {
				if e.ID != x.ID && slices.ContainsFunc(e.Accounts, func(b dateline.Account) bool { return strings.HasSuffix(string(b.ID), added) }) {
					out = append(out, e)
				}
			}
		}
	}
	return out, nil
}

// splitOff says in an address which event an account has that was split off another; "" while
// it is not linked.
func (d *Desk) splitOff(ctx context.Context, x *decided, account string) (string, error) {
	a, err := x.accountOf(account)
	if err != nil {
		return "", err
	}
	found, err := d.Events.Events(ctx, dateline.Query{Report: a.Report, All: true, Limit: 100})
	if err != nil {
		return "", err
	}
	for _, e := range found.Items {
		if e.ID != x.ID && slices.ContainsFunc(e.Accounts, func(b dateline.Account) bool { return b.ID == a.ID }) {
			return "&off=" + url.QueryEscape(string(e.ID)), nil
		}
	}
	return "", nil
}
