package desk

import (
	"context"

	"dateline"
)

// withheldGroups are Groups as who asks may see them: the register is public, what
// reports say of a name that it lacks is not.
type withheldGroups struct {
	of Groups
	d  *Desk
}

func (w withheldGroups) Groups() []Group { return w.of.Groups() }

func (w withheldGroups) Proposals(ctx context.Context, state dateline.ProposalState, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	found, err := w.of.Proposals(ctx, state, limit, skip)
	if err != nil {
		return found, err
	}
	found.Items, err = w.proposals(ctx, found.Items)
	return found, err
}

func (w withheldGroups) NamesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Proposal, error) {
	found, err := w.of.NamesOf(ctx, group, limit)
	if err != nil {
		return nil, err
	}
	return w.proposals(ctx, found)
}

func (w withheldGroups) proposals(ctx context.Context, all []dateline.Proposal) ([]dateline.Proposal, error) {
	var ids []dateline.ReportID
	for _, p := range all {
		for _, e := range p.Evidence {
			ids = append(ids, e.Report)
		}
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return all, err
	}
	for i := range all {
		all[i] = m.Proposal(all[i])
	}
	return all, nil
}

func (w withheldGroups) ChangesOf(ctx context.Context, group dateline.ActorID, limit int) ([]dateline.Change, error) {
	all, err := w.of.ChangesOf(ctx, group, limit)
	if err != nil {
		return nil, err
	}
	var ids []dateline.ReportID
	for _, c := range all {
		for _, e := range c.Evidence {
			ids = append(ids, e.Report)
		}
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return all, err
	}
	for i := range all {
		all[i] = m.Change(all[i])
	}
	return all, nil
}
