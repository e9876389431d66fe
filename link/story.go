package link

import "strings"

// A story is a set of events and reports that are one development.
type story struct {
	groups  []*group
	reports []*source
}

// stories are the stories of the reports, in order of their first piece; every
// account of theirs is told its story.
func (l *Linker) stories(reports []*source) []*story {
	at := map[PieceID]*story{}
	var out []*story
	for _, s := range reports {
		for _, id := range l.state.Of(string(s.report.ID)) {
			first := l.storyOf(s, l.state.Piece(id))
			st := at[first]
			if st == nil {
				st = &story{}
				at[first] = st
				out = append(out, st)
			}
			if n := len(st.reports); n == 0 || st.reports[n-1] != s {
				st.reports = append(st.reports, s)
			}
			for _, a := range s.accounts {
				if a.piece == id {
					a.story = st
				}
			}
		}
	}
	return out
}

// storyOf is the story of a report's piece. A copy's is that of the piece that it
// repeats: however many copies there are, they decide nothing.
func (l *Linker) storyOf(s *source, p *Piece) PieceID {
	root := l.original(s.report.ID)
	of := l.state.Of(string(root))
	if root == "" || len(of) == 0 {
		return l.first(p.ID)
	}
	part := strings.TrimPrefix(string(p.ID), string(p.Report))
	for _, id := range of {
		if string(id) == string(root)+part {
			return l.first(id)
		}
	}
	return l.first(of[0])
}
