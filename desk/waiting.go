package desk

import (
	"context"
	"slices"
	"time"

	"dateline"
)

// Linking is what is asked of it by who decides which accounts belong together: that shows
// when the reports are linked anew.
type Linking interface {
	// UnlinkedDecisions are those of which linking does not know yet, the latest so many at most.
	UnlinkedDecisions(ctx context.Context, most int) ([]string, error)
}

const (
	// linkTime is how long a page waits for what was decided to be linked: a linker looks once a
	// second whether there is something to do.
	linkTime  = 4 * time.Second
	linkLooks = 40 * time.Millisecond
	mostWait  = 200 // decisions that are looked through
)

// regroup are those of decisions that change which accounts an event has, rather than what is
// said of it, which is laid over it at once; and what takes one of those back.
func regroup(ds []dateline.Decision) []string {
	var out []string
	for _, x := range ds {
		does := false
		switch x.Verb {
		case dateline.VerbMerge, dateline.VerbSplit:
			does = true
		case dateline.VerbUndo:
			does = slices.Contains(out, x.Undoes)
		case dateline.VerbAdd, dateline.VerbReject:
			does = len(x.On) > 0 && x.On[0].Field == ""
		}
		if does {
			out = append(out, x.ID)
		}
	}
	return out
}

// untilLinked waits a little for decisions to be linked, so that whoever made them sees what
// they came to.
func (d *Desk) untilLinked(ctx context.Context, ds []dateline.Decision) {
	if d.Linking == nil {
		return
	}
	t := time.NewTicker(linkLooks)
	defer t.Stop()
	end := time.After(linkTime)
	for {
		if waits, err := d.waits(ctx, ds); err != nil || !waits {
			return // the page says what it can
		}
		select {
		case <-t.C:
		case <-end:
			return
		case <-ctx.Done():
			return
		}
	}
}

// waits reports whether some of decisions that regroup accounts are not linked yet.
func (d *Desk) waits(ctx context.Context, ds []dateline.Decision) (bool, error) {
	asked := regroup(ds)
	if d.Linking == nil || len(asked) == 0 {
		return false, nil
	}
	unlinked, err := d.Linking.UnlinkedDecisions(ctx, mostWait)
	return slices.ContainsFunc(asked, func(id string) bool { return slices.Contains(unlinked, id) }), err
}

// regrouped says on an event's page of decisions what has become of its accounts elsewhere,
// or that this is not known yet.
func (d *Desk) regrouped(ctx context.Context, p *decidePage) (err error) {
	if p.Waits, err = d.waits(ctx, p.decided.Done); err != nil {
		return err
	}
	p.CutOut, err = d.cutOut(ctx, p.decided)
	return err
}
