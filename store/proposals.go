package store

import (
	"context"
	"slices"

	"dateline"
)

// What people decided of a proposed name stands in its row, so that those that wait are
// listed without the others. It follows from the decisions on the reports that the
// proposal quotes: the name in another story may be another group.

// Proposals are the names that the register lacks and that act like groups, of one
// state, those of the most origins first: limit of them after so many, and how many
// there are.
func (l *Ledger) Proposals(ctx context.Context, state dateline.ProposalState, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	return l.proposals(ctx, "p.state = ?", []any{string(state)}, limit, skip)
}

// NamesOf are the proposed names of which people decided that they are an actor's.
func (l *Ledger) NamesOf(ctx context.Context, actor dateline.ActorID, limit int) ([]dateline.Proposal, error) {
	found, err := l.proposals(ctx, "p.actor = ? AND p.actor <> ''", []any{string(actor)}, limit, 0)
	return found.Items, err
}

func (l *Ledger) proposals(ctx context.Context, where string, args []any, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	var out dateline.Page[dateline.Proposal]
	err := l.looking(ctx, func(tx conn) error {
		if s, err := sightOf(ctx, tx); err != nil {
			return err
		} else if s != nil { // they may rest on what is hidden
			where += " AND NOT EXISTS (SELECT 1 FROM story_reports h WHERE h.story = p.story AND h.report IN (SELECT report FROM labels))"
		}
		if err := tx.row(ctx, "SELECT count(*) FROM proposals p WHERE "+where, args...).Scan(&out.Total); err != nil {
			return err
		}
		return each(ctx, tx, func(row scanner) error {
			var data []byte
			if err := row.Scan(&data); err != nil {
				return err
			}
			var p dateline.Proposal
			if err := unpackJSON(data, &p); err != nil {
				return err
			}
			out.Items = append(out.Items, p)
			return nil
		}, "SELECT data FROM proposals p WHERE "+where+" ORDER BY origins DESC, name, story, n LIMIT ? OFFSET ?", append(slices.Clone(args), limit, skip)...)
	})
	return out, err
}

// A stated is what people decided of a proposal.
type stated struct {
	state dateline.ProposalState
	actor string // whose name it is; "" for nobody's of the register
}

// proposalStates are what people decided of proposals, by their places.
func proposalStates(ctx context.Context, tx conn, ps []dateline.Proposal) ([]stated, error) {
	out := make([]stated, len(ps))
	var ids []string
	for _, p := range ps {
		for _, q := range p.Evidence {
			ids = append(ids, string(q.Report))
		}
	}
	if len(ids) == 0 {
		return out, nil
	}
	d := tx.dialect()
	slices.Sort(ids)
	hashes := map[dateline.ReportID]string{}
	if err := each(ctx, tx, func(row scanner) error {
		var id dateline.ReportID
		var hash string
		err := row.Scan(&id, &hash)
		hashes[id] = hash
		return err
	}, "SELECT r.id, r.sha256 FROM reports r WHERE r.id"+d.in()+" AND EXISTS (SELECT 1 FROM decision_reports o WHERE o.hash = r.sha256)", list(d, slices.Compact(ids))); err != nil || len(hashes) == 0 {
		return out, err
	}
	for i, p := range ps {
		var on []string
		for _, q := range p.Evidence {
			if h := hashes[q.Report]; h != "" && !slices.Contains(on, h) {
				on = append(on, h)
			}
		}
		if len(on) == 0 {
			continue
		}
		all, err := decisionsOn(ctx, tx, on)
		if err != nil {
			return nil, err
		}
		held := dateline.NamedBy(p.Name, dateline.InForce(all))
		out[i].state = dateline.StateOf(held)
		if held == nil {
			continue
		}
		if n, err := held.Naming(); err == nil && n.Actor != nil {
			out[i].actor = string(*n.Actor)
		}
	}
	return out, nil
}

// restateProposals notes what new decisions come to for the names that are proposed in
// the stories of the reports that they are on.
func restateProposals(ctx context.Context, tx conn, ds []dateline.Decision) error {
	var ids []string
	for _, d := range ds {
		if d.Set == "" && (d.Verb == dateline.VerbUndo || len(d.On) > 0 && d.On[0].Field == dateline.FieldGroup) {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	type key struct {
		story string
		n     int64
	}
	var keys []key
	var ps []dateline.Proposal
	if err := each(ctx, tx, func(row scanner) error {
		var k key
		var data []byte
		if err := row.Scan(&k.story, &k.n, &data); err != nil {
			return err
		}
		var p dateline.Proposal
		if err := unpackJSON(data, &p); err != nil {
			return err
		}
		keys, ps = append(keys, k), append(ps, p)
		return nil
	}, `SELECT p.story, p.n, p.data FROM proposals p WHERE p.story IN (SELECT m.story FROM decisions d JOIN decision_reports o ON o.decision = d.seq JOIN reports r ON r.sha256 = o.hash
		JOIN story_reports m ON m.report = r.seq WHERE d.id`+tx.dialect().in()+")", list(tx.dialect(), ids)); err != nil {
		return err
	}
	states, err := proposalStates(ctx, tx, ps)
	if err != nil {
		return err
	}
	for i, k := range keys {
		if _, err := tx.exec(ctx, "UPDATE proposals SET state = ?, actor = ? WHERE story = ? AND n = ?", string(states[i].state), states[i].actor, k.story, k.n); err != nil {
			return err
		}
	}
	return nil
}
