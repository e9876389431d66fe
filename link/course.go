package link

import "dateline"

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

// ends are a story's first and last report. Reports stand in canonical order,
// undated ones behind: the last is the last that has a date. A copy is no news, so it
// is neither, unless a story has nothing else.
func (st *story) ends() (first, last *source) {
	own := make([]*source, 0, len(st.reports))
	for _, s := range st.reports {
		if s.root == nil {
			own = append(own, s)
		}
	}
	if len(own) == 0 {
		own = st.reports
	}
	last = own[len(own)-1]
	for _, s := range own {
		if s.report.Published != nil {
			last = s
		}
	}
	return own[0], last
}

// lastDay is the day of a story's last report, nil when none has a date.
func (st *story) lastDay() *dateline.Date {
	if _, last := st.ends(); last.report.Published != nil {
		day := last.report.Published.Day()
		return &day
	}
	return nil
}
