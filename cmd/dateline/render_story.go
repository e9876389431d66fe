package main

import "dateline"

// course says whether a story goes on.
func (p *renderer) course(s dateline.Story) string {
	if last := p.reports[s.Last].Published; s.State == dateline.Quiet && last != nil {
		return "quiet, last told on " + dayPhrase(last.Day())
	}
	return string(s.State)
}

// warnings writes what was given and not used.
func (p *renderer) warnings() {
	if len(p.rec.Warnings) == 0 {
		return
	}
	p.blank()
	p.rule("=")
	p.para(0, "", bit{"Given and not used", bold})
	for _, w := range p.rec.Warnings {
		about := ""
		if w.Report != nil {
			about = string(*w.Report) + ", "
		}
		p.para(6, "", bit{about + string(w.What) + " " + w.Value, red}, bit{": " + w.Why, plain})
	}
}
