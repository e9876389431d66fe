package dateline

import "time"

// A Gone is an event that linking has no more: people rejected it, or its accounts are
// told elsewhere.
type Gone struct {
	// Event is what is known of it: all of an event that people had decided of, as they
	// left it; of another its ID and which accounts it had, with the words for their types.
	Event Event
	At    time.Time // when linking had it no more
	// Now are the events that its accounts are of, those of most of them first.
	Now []Successor
}

// A Successor is an event that has accounts of one that is gone.
type Successor struct {
	Event    EventID
	Accounts []AccountID // as the event that is gone named them
}

// Lost are the accounts that no event has any more.
func (g *Gone) Lost() []Account {
	told := map[AccountID]bool{}
	for _, s := range g.Now {
		for _, id := range s.Accounts {
			told[id] = true
		}
	}
	var out []Account
	for _, a := range g.Event.Accounts {
		if !told[a.ID] {
			out = append(out, a)
		}
	}
	return out
}
