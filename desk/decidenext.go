package desk

import (
	"net/http"

	"dateline"
)

// farthest is how many events are looked through for the next to be decided.
const farthest = 2000

// decideNext leads to the next event that nobody decided, in the order of the list of
// Today: after the event given, before it where "back" is set, or the first.
func (d *Desk) decideNext(r *http.Request, _ Viewer) (page, error) {
	from := dateline.EventID(r.FormValue("after"))
	back := r.FormValue("back") != ""
	q := dateline.Query{Limit: 100}
	passed := from == ""
	some := false
	var first, before *dateline.Event
	for seen := 0; seen < farthest; {
		found, err := d.Events.Events(r.Context(), q)
		if err != nil {
			return page{}, err
		}
		for i := range found.Items {
			e := &found.Items[i]
			some = true
			if e.ID == from {
				if back && before != nil {
					return page{To: eventPath(string(before.ID))}, nil
				}
				passed = true
				continue
			}
			if passed && back || passed && first != nil && from == "" {
				continue
			}
			if !passed && !back && first != nil {
				continue
			}
			if e.Review != nil && e.Review.State != dateline.ReviewProposed {
				continue
			}
			if passed && !back {
				return page{To: eventPath(string(e.ID))}, nil
			}
			if before = e; first == nil {
				first = e
			}
		}
		if seen += len(found.Items); found.Next == "" {
			break
		}
		q.After = found.Next
	}
	// From the end of the list on with its beginning, and the other way round.
	switch {
	case back && before != nil:
		return page{To: eventPath(string(before.ID))}, nil
	case !back && first != nil:
		return page{To: eventPath(string(first.ID))}, nil
	}
	return page{Title: "decide.none", Template: "decidenone", Data: some}, nil
}
