package link

import (
	"cmp"
	"slices"
	"strings"

	"dateline"
)

// A story is a set of events and reports that are one development.
type story struct {
	first    PieceID
	id       dateline.StoryID
	reports  []*source
	accounts []*account // what they tell of it; of a round-up, one part
	own      []*group   // of these accounts, if there were no other story
	groups   []*group   // its events, when they are gathered
	final    []*account // of those, with what other stories tell of them
}

// compare orders stories by their first reports.
func (st *story) compare(o *story) int {
	return cmp.Or(st.reports[0].order.Compare(o.reports[0].order), cmp.Compare(st.first, o.first))
}

// group is the story's own group of a key.
func (st *story) group(key uint64) *group {
	return st.own[slices.IndexFunc(st.own, func(g *group) bool { return g.key == key })]
}

// order puts what is news before background.
func (g *group) order() int {
	if backward(g) {
		return 1
	}
	return 0
}

func inOrder(g, h *group) int {
	return cmp.Or(cmp.Compare(g.order(), h.order()), g.accounts[0].compare(h.accounts[0]))
}

// isStory reports whether a piece is the first of a story.
func (l *Linker) isStory(id PieceID) bool {
	at, ok := l.state.at(id)
	return ok && l.state.pieces.At(at).posted && l.state.first(at) == at
}

// reportOf is the report that a piece is of.
func (l *Linker) reportOf(id PieceID) dateline.ReportID {
	at, _ := l.state.at(id)
	return l.state.reportID(l.state.pieces.At(at).report)
}

// storyOf is the story of a report's piece. A copy's is that of the piece that it
// repeats: however many copies there are, they decide nothing.
func (l *Linker) storyOf(report dateline.ReportID, piece PieceID) PieceID {
	root := l.original(report)
	of := l.state.Of(string(root))
	if root == "" || len(of) == 0 {
		return l.first(piece)
	}
	part := strings.TrimPrefix(string(piece), string(report))
	for _, id := range of {
		if string(id) == string(root)+part {
			return l.first(id)
		}
	}
	return l.first(of[0])
}

// home is the story that tells what belongs to a report as a whole.
func (l *Linker) home(report dateline.ReportID) PieceID {
	of := l.state.Of(string(report))
	if len(of) == 0 {
		return ""
	}
	return l.storyOf(report, of[0])
}
