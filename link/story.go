package link

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
			first := l.state.Piece(id).Story
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
