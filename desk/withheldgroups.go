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

func (w withheldGroups) Proposals(ctx context.Context, limit, skip int) (dateline.Page[dateline.Proposal], error) {
	found, err := w.of.Proposals(ctx, limit, skip)
	if err != nil {
		return found, err
	}
	var ids []dateline.ReportID
	for _, p := range found.Items {
		for _, e := range p.Evidence {
			ids = append(ids, e.Report)
		}
	}
	m, err := w.d.mask(ctx, ids...)
	if err != nil || m == nil {
		return found, err
	}
	for i := range found.Items {
		found.Items[i] = m.Proposal(found.Items[i])
	}
	return found, nil
}
