package main

import (
	"strings"

	"dateline"
)

// resolutionPhrase says what decided who an ambiguous name means.
func resolutionPhrase(r *dateline.Resolution) string {
	if r == nil || len(r.Evidence) == 0 {
		return ""
	}
	q := r.Evidence[0]
	switch r.By {
	case dateline.ByCountry:
		return ", of those so named the one that acts there (" + string(q.Report) + ": " + quoted(q.Quote) + ")"
	case dateline.ByEvent, dateline.ByStory:
		return ", of those so named the one that " + string(q.Report) + " names: " + quoted(q.Quote)
	}
	return ""
}

// proposals writes the names that act like groups and that the register lacks.
func (p *renderer) proposals() {
	if len(p.rec.Proposals) == 0 {
		return
	}
	p.blank()
	p.rule("=")
	p.para(0, "", bit{"Names that act like groups and are in no register (proposals)", bold})
	for _, x := range p.rec.Proposals {
		p.blank()
		where := ""
		if len(x.Countries) > 0 {
			where = " in " + strings.Join(x.Countries, ", ")
		}
		p.para(4, "", bit{x.Name, bold}, bit{": " + strings.Join(x.Acts, ", ") + where + "; " + string(x.Story) + ", " + count(x.Origins, "origin", "origins"), plain})
		for _, q := range x.Evidence[:min(len(x.Evidence), 3)] {
			p.para(8, pad("    "+string(q.Report), 7)+" ", bit{quoted(q.Quote), plain})
		}
	}
}
