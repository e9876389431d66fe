package desk

import (
	"context"
	"net/url"
	"slices"

	"dateline"
)

// codesBlind is the path of the coding in which who asks codes a report without leaning on
// the reader, and is not done; "" for none.
func (d *Desk) codesBlind(ctx context.Context, who Viewer, hash string) (string, error) {
	if d.Doubles == nil || !who.Decides() {
		return "", nil
	}
	open, err := d.Doubles.Codings(ctx, who.Name, false)
	if err != nil {
		return "", err
	}
	for _, c := range open {
		if c.Blind && c.Event == "" && slices.Contains(c.Coders[:], who.Name) && !slices.Contains(c.Done, who.Name) && slices.ContainsFunc(c.Refs, func(r dateline.Referent) bool { return r.Report == hash }) {
			return "/double/" + url.PathEscape(c.ID), nil
		}
	}
	return "", nil
}
