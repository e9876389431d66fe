package dateline

import "slices"

// A report tells an event once, and what two accounts of it say of one event is one too
// many: who says that two events are one says which of the two is kept.

// A Twice is a report that tells both of two events.
type Twice struct {
	Report ReportID
	X, Y   []Account // what it tells of the one and of the other
}

// TellBoth are the reports that tell both of two events, in the order of the first.
func TellBoth(x, y *Event) []Twice {
	var out []Twice
	for _, a := range x.Accounts {
		if slices.ContainsFunc(out, func(t Twice) bool { return t.Report == a.Report }) {
			continue
		}
		of := func(e *Event) []Account {
			return slices.DeleteFunc(slices.Clone(e.Accounts), func(b Account) bool { return b.Report != a.Report })
		}
		if also := of(y); len(also) > 0 {
			out = append(out, Twice{a.Report, of(x), also})
		}
	}
	return out
}

// MergePairs are the pairs of accounts that have to be said to be of one event for all
// accounts of two events to be; none where no two are of different reports. Home says
// which reports are of an event's own story: what other stories recall of it is bound
// one by one, since each story finds its events by itself.
func MergePairs(x, y *Event, home func(StoryID, ReportID) bool) [][2]*Account {
	var out [][2]*Account
	of := func(e *Event, own bool) []*Account {
		var out []*Account
		for i := range e.Accounts {
			if home(e.Story, e.Accounts[i].Report) == own {
				out = append(out, &e.Accounts[i])
			}
		}
		return out
	}
	// bind adds the first pair of different reports.
	bind := func(as, bs []*Account) {
		for _, a := range as {
			for _, b := range bs {
				if a.Report != b.Report {
					if !slices.Contains(out, [2]*Account{a, b}) {
						out = append(out, [2]*Account{a, b})
					}
					return
				}
			}
		}
	}
	xs, ys := append(of(x, true), of(x, false)...), append(of(y, true), of(y, false)...)
	bind(xs, ys)
	for _, b := range of(y, false) {
		bind(xs, []*Account{b})
	}
	for _, a := range of(x, false) {
		bind([]*Account{a}, ys)
	}
	return out
}
