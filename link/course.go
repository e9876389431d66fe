package link

import "dateline"

// quietDays is how many days older than the newest report of all a story's last
// one is when the story is quiet. News of an attack goes on for three or four.
const quietDays = dateline.QuietDays

// newest is the last day on which a report was published, copies aside; nil when
// none has a date.
func newest(reports []*source) *dateline.Date {
	var last *dateline.Date
	for _, s := range reports {
		if p := s.report.Published; p != nil && s.root == nil {
			if day := p.Day(); last == nil || last.Before(day) {
				last = &day
			}
		}
	}
	return last
}

// course tells a story its first and last report and its state. Reports stand in
// canonical order, undated ones behind: the last is the last that has a date. A
// copy is no news, so it is neither, unless a story has nothing else.
func (st *story) course(out *dateline.Story, now *dateline.Date) {
	own := make([]*source, 0, len(st.reports))
	for _, s := range st.reports {
		if s.root == nil {
			own = append(own, s)
		}
	}
	if len(own) == 0 {
		own = st.reports
	}
	last := own[len(own)-1]
	for _, s := range own {
		if s.report.Published != nil {
			last = s
		}
	}
	out.First, out.Last, out.State = own[0].report.ID, last.report.ID, dateline.Developing
	if p := last.report.Published; p != nil && now != nil && now.Sub(p.Day()) >= quietDays {
		out.State = dateline.Quiet
	}
}
