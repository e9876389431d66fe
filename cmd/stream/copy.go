package main

// editCopy makes a report of another outlet's page with the changes that
// desks make: a headline, cuts from below, small words, a paragraph of its own.
func (t *teller) editCopy(p *planned) {
	page := p.source.page.clone()
	h := p.h
	if h != nil && t.percent(60) {
		t.known = min(t.known, p.source.minute)
		rule := "head." + h.manner
		if _, ok := t.grammar["head."+p.angle]; ok && t.percent(70) {
			rule = "head." + p.angle
		}
		if s, ok := t.tell(rule, h); ok {
			if p.outlet.capital {
				s.text = titleCase(s.text)
			}
			page.paragraphs[0] = []sentence{s}
		}
	}
	for range t.below(3) {
		if n := len(page.paragraphs); n > 3 {
			page.paragraphs = page.paragraphs[:n-1]
		}
	}
	for i := 2; i < len(page.paragraphs); i++ {
		if para := page.paragraphs[i]; len(para) > 1 && t.percent(20) {
			page.paragraphs[i] = para[:len(para)-1]
		}
	}
	for i := 1; i < len(page.paragraphs); i++ {
		for j := range page.paragraphs[i] {
			for _, r := range smallChanges {
				if t.percent(30) {
					if s, ok := page.paragraphs[i][j].replaced(r[0], r[1]); ok {
						page.paragraphs[i][j] = s
					}
				}
			}
		}
	}
	if h != nil && p.outlet.country == h.town.country && t.percent(45) {
		if s, ok := t.tell("local", h); ok {
			page.paragraphs = append(page.paragraphs, []sentence{s})
		}
	}
	p.page = page
}

// smallChanges are what sub-editors do to agency copy.
var smallChanges = [][2]string{
	{" said in a statement", " said"}, {" told reporters", " said"}, {" later ", " "}, {"condemned", "denounced"},
	{" and then ", " and "}, {"people had run", "people ran"}, {"In a statement", "In a message"}, {" nearby", " close by"},
	{" Security forces", " Troops"}, {"An investigation", "An inquiry"}, {" were sent", " were dispatched"}, {"shattered", "broken"},
	{" villagers said", " locals said"}, {"immediate ", ""}, {" -- ", " - "},
}
