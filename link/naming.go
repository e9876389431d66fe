package link

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"

	"dateline"
)

// A naming gives ids to what was found. In one record they are numbers; in a
// ledger they follow from content, so that a story that is made anew, whenever and
// whoever makes it, has the ids that it had.
type naming interface {
	// name gives ids to a story that is gathered, its events and their accounts.
	name(st *story)
	event(key uint64) dateline.EventID
	origin(root dateline.ReportID) dateline.OriginID
}

// byContent names a story after its first piece, an event after the first account
// that its own story has of it, an account after its report and its number there, and
// an origin after the report that it goes back to.
type byContent struct{}

func (byContent) name(st *story) {
	st.id = storyID(st.first)
	for _, g := range st.groups {
		g.id = byContent{}.event(g.key)
	}
}

func (byContent) event(key uint64) dateline.EventID {
	return dateline.EventID(fmt.Sprintf("e%016x", key))
}

func (byContent) origin(root dateline.ReportID) dateline.OriginID { return dateline.OriginID(root) }

// storyID is the id, in a ledger, of the story of a first piece.
func storyID(first PieceID) dateline.StoryID {
	sum := sha256.Sum256([]byte(first))
	return dateline.StoryID("s" + hex.EncodeToString(sum[:8]))
}

// accountID is the id of an account in a ledger.
func accountID(r dateline.ReportID, local dateline.AccountID) dateline.AccountID {
	return dateline.AccountID(string(r) + "-" + string(local))
}

// numbers name by counting, in the order in which stories are named.
type numbers struct {
	stories, accounts int
	events            map[uint64]dateline.EventID
	origins           map[dateline.ReportID]dateline.OriginID
}

func newNumbers() *numbers {
	return &numbers{events: map[uint64]dateline.EventID{}, origins: map[dateline.ReportID]dateline.OriginID{}}
}

func (n *numbers) name(st *story) {
	n.stories++
	st.id = dateline.StoryID("s" + itoa(n.stories))
	for _, g := range st.groups {
		g.id = dateline.EventID("e" + itoa(len(n.events)+1))
		n.events[g.key] = g.id
		for _, a := range g.accounts {
			n.accounts++
			a.ID = dateline.AccountID("a" + itoa(n.accounts))
		}
	}
}

func (n *numbers) event(key uint64) dateline.EventID { return n.events[key] }

func (n *numbers) origin(root dateline.ReportID) dateline.OriginID {
	id, ok := n.origins[root]
	if !ok {
		id = dateline.OriginID("o" + itoa(len(n.origins)+1))
		n.origins[root] = id
	}
	return id
}
