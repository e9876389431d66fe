package main

import (
	"slices"
	"strings"
)

// write writes a report's page.
func (s *stream) write(p *planned) {
	d := forked(s.seed, 4, uint64(p.order))
	t := &teller{dice: d, grammar: s.grammar, seed: s.seed, outlet: p.outlet, minute: p.minute, start: s.start, known: p.minute,
		placed: map[*happening]bool{}, people: map[string]bool{}, used: map[string]bool{}, former: -1}
	if p.outlet.slow {
		t.known -= 5 * anHour
	}
	switch p.kind {
	case exact:
		p.page = p.source.page
	case edited:
		t.editCopy(p)
	case noise:
		t.writeNoise(p)
	case roundUp:
		t.writeRoundUp(p)
	default:
		if p.kind == rewrite {
			t.other = p.source.outlet
			t.known = min(t.known, p.source.minute)
		}
		s.writeOwn(t, p)
	}
}

// A composer lays sentences out in paragraphs.
type composer struct {
	t    *teller
	page *page
	para []sentence
}

func (c *composer) say(rule string, h *happening) bool {
	s, ok := c.t.tell(rule, h)
	if ok {
		c.para = append(c.para, s)
	}
	return ok
}

func (c *composer) end() {
	if len(c.para) > 0 {
		c.page.paragraphs = append(c.page.paragraphs, c.para)
		c.para = nil
	}
}

func (s *stream) writeOwn(t *teller, p *planned) {
	h := p.h
	t.h = h
	t.coarse = p.outlet.coarse || p.outlet.country != h.town.country && t.percent(9)
	c := &composer{t: t, page: &page{}}
	angle := p.angle
	toll := h.tollAt(t.known)
	switch angle {
	case "rose", "correction":
		t.former = former(h, t.known)
		if t.former < 0 || angle == "rose" && t.former >= toll.killed || angle == "correction" && t.former <= toll.killed {
			angle = "attack"
		}
	case "claim":
		if !t.claimed() {
			angle = "attack"
		}
	case "funeral", "anniversary":
		if toll.killed == 0 {
			angle = "attack"
		}
	}
	rule := angle
	if angle == "attack" {
		rule = h.manner
	}
	c.say("head."+rule, h)
	c.end()
	if p.outlet.capital {
		title := &c.page.paragraphs[0][0]
		title.text = titleCase(title.text)
	}
	clear(t.placed)
	if angle == "anniversary" {
		t.background = true
	}
	c.say("lede."+rule, h)
	if t.percent(25) {
		c.end()
	}
	if angle == "attack" && h.tolls != nil && h.victim == "" && (t.percent(60) || toll.killed > 8) {
		c.say("toll", h)
	}
	c.end()
	s.body(c, p, angle)
	s.lengthen(c, h)
	if t.other != nil && !t.used["credit"] {
		c.say("creditline", h)
		c.end()
	}
	if p.outlet.agency {
		credit(t, c.page, p)
	}
	p.page = c.page
}

// calm are happenings after which nobody runs and no hospital fills.
var calm = []string{"talks", "ceasefire", "protest", "arrest", "release", "displaced", "raid"}

// body is what stands behind the opening, more in long reports.
func (s *stream) body(c *composer, p *planned, angle string) {
	t, h := c.t, p.h
	detail := "detail." + h.manner
	if _, ok := t.grammar["detail."+angle]; ok {
		detail = "detail." + angle
	}
	violent := !slices.Contains(calm, h.manner) && angle != "anniversary"
	rules := []string{detail, detail, detail}
	if violent {
		rules = append(rules, detail, "voice", "voice", "voice", "response", "response", "response")
		if h.tollAt(t.known).wounded > 0 {
			rules = append(rules, "hospital", "hospital", "toll")
		}
	} else {
		rules = append(rules, detail, "reaction", "reaction", "reaction")
	}
	rules = append(rules, "context", "context", "context")
	if !t.coarse && !p.outlet.agency && p.outlet.country == h.town.country {
		rules = append(rules, "local")
	}
	shuffle(t.dice, rules[1:])
	n := min(len(rules), t.between(5, 15))
	if p.outlet.radio {
		n = min(n, 6)
	}
	t.once = true
	defer func() { t.once = false }()
	for i, rule := range rules[:n] {
		if rule == "toll" && (t.used["toll"] || angle != "attack") {
			continue
		}
		if c.say(rule, h) {
			c.para[len(c.para)-1] = t.connected(c.para[len(c.para)-1])
		}
		if i%2 == 1 || t.percent(50) {
			c.end()
		}
	}
	c.end()
	if h.disputed && violent && t.percent(45) {
		c.say("dispute", h)
		c.end()
	}
	if violent {
		switch {
		case angle == "claim":
		case t.claimed() && t.percent(80):
			c.say("claimed", h)
		case t.blamed() && !t.claimed() && t.percent(30):
			c.say("blamed", h)
		case !t.claimed() && t.percent(45):
			c.say("unclaimed", h)
		}
		c.end()
	}
	if h.after != nil && t.percent(50) {
		c.say("recall", h.after)
		c.end()
	}
	if violent && t.percent(8) {
		s.elsewhere(c, p)
	}
	s.recall(c, p)
}

var (
	openings = []string{"Meanwhile, ", "In addition, ", "By evening, ", "As it turned out, ", "On top of that, ", "At the same time, ", "Later, ", "So far, ", "For all that, ", "By all accounts, ", "In the end, "}
	tails    = []string{", officials said", ", residents said", ", it was said", ", by several accounts", ", local radio said", ", neighbours added", ", a clerk said", ", people there said", ", our correspondent reports", ", as far as is known", ", an official note said", ", passers-by said"}
)

// connected is a sentence with words that lead in or say who told it, as often
// as reports have them.
func (t *teller) connected(s sentence) sentence {
	n := len(s.text)
	switch k := t.below(10); {
	case k < 2 && (strings.HasPrefix(s.text, "The ") || strings.HasPrefix(s.text, "A ") || strings.HasPrefix(s.text, "An ") || strings.HasPrefix(s.text, "It ")):
		s.text = strings.ToLower(s.text[:1]) + s.text[1:]
		return s.prefixed(one(t.dice, openings))
	case k < 5 && n > 2 && n < 150 && s.text[n-1] == '.' && !strings.ContainsAny(s.text, "\"?") && !strings.Contains(s.text, " said") && !strings.Contains(s.text, "according") && !strings.Contains(s.text, "one count"):
		s.text = s.text[:n-1] + one(t.dice, tails) + "."
	}
	return s
}

// elsewhere tells of another event of the same days in the country, as news.
func (s *stream) elsewhere(c *composer, p *planned) {
	for range 4 {
		o := one(c.t.dice, s.recent[p.h.town.country])
		if o.story != p.h.story && o.minute < p.minute-anHour && o.minute > p.minute-2*minutesADay && o.after == nil {
			coarse, background := c.t.coarse, c.t.background
			c.t.coarse, c.t.background = false, false
			c.say("elsewhere", o)
			c.say("lede."+o.manner, o)
			c.end()
			c.t.coarse, c.t.background = coarse, background
			return
		}
	}
}

// recall tells of older happenings of the country, as background.
func (s *stream) recall(c *composer, p *planned) {
	t := c.t
	was, coarse := t.background, t.coarse
	defer func() { t.background, t.coarse = was, coarse }()
	for range t.below(3) {
		old := one(t.dice, s.recent[p.h.town.country])
		if old.minute > p.minute-4*minutesADay || old.story == p.h.story || old.final().killed == 0 || t.placed[old] || old.victim != "" {
			continue
		}
		t.background, t.coarse = true, false
		c.say("background", old)
		c.end()
	}
}

// former is the toll that was known before the present one, -1 for none.
func former(h *happening, minute int) int {
	was, now := -1, -1
	for i, t := range h.tolls {
		if (i == 0 || t.minute <= minute) && t.killed != now {
			was, now = now, t.killed
		}
	}
	return was
}

// credit opens an agency's report with its place and name.
func credit(t *teller, p *page, of *planned) {
	place := strings.ToUpper(of.h.town.place.Name)
	if t.coarse || t.percent(25) {
		place = strings.ToUpper(of.h.town.country.capital.place.Name)
	}
	country := of.h.town.country.name
	day := t.date(of.minute / minutesADay)
	forms := []string{
		place + ", " + country + " (" + of.outlet.initial + ") - ",
		place + " (" + of.outlet.name + ") - ",
		place + ", " + day.Month.String() + " " + itoa(day.Day) + " (" + of.outlet.initial + ") -- ",
		"(" + of.outlet.initial + ") ",
		place + ", " + country + " \u2014 ",
		"",
	}
	body := p.paragraphs[1]
	body[0] = body[0].prefixed(one(t.dice, forms))
}

var lowerWords = map[string]bool{"in": true, "of": true, "as": true, "at": true, "and": true, "near": true, "on": true, "by": true, "to": true, "for": true, "after": true, "over": true, "the": true, "a": true, "with": true}

// titleCase capitalises the words of a headline; its length stays.
func titleCase(s string) string {
	b := []byte(s)
	from := 0
	for i := 0; i <= len(b); i++ {
		if i == len(b) || b[i] == ' ' {
			if i > from && !lowerWords[s[from:i]] && b[from] >= 'a' && b[from] <= 'z' {
				b[from] -= 'a' - 'A'
			}
			from = i + 1
		}
	}
	return string(b)
}

func (t *teller) writeRoundUp(p *planned) {
	c := &composer{t: t, page: &page{}}
	c.say("roundup.head", p.h)
	c.end()
	for _, h := range p.several {
		t.coarse = t.percent(12)
		c.say("lede."+h.manner, h)
		if t.percent(45) {
			if h.tolls != nil && h.victim == "" && t.percent(50) {
				c.say("toll", h)
			} else {
				c.say("detail."+h.manner, h)
			}
		}
		c.end()
	}
	p.page = c.page
}

func (t *teller) writeNoise(p *planned) {
	h := &happening{town: p.town, minute: p.minute}
	rule := "noise." + p.topic
	c := &composer{t: t, page: &page{}}
	c.say(rule+".head", h)
	c.end()
	c.say(rule+".lede", h)
	t.once = true
	n := t.between(4, 8)
	for i := range n {
		if c.say(rule, h) {
			c.para[len(c.para)-1] = t.connected(c.para[len(c.para)-1])
		}
		if i%2 == 1 || t.percent(40) {
			c.end()
		}
	}
	c.end()
	if t.percent(40) {
		c.say("context.plain", h)
		c.end()
	}
	p.page = c.page
	for _, para := range p.page.paragraphs {
		for i := range para {
			for j := range para[i].marks {
				m := &para[i].marks[j]
				m.of, m.field = nil, "name"
			}
		}
	}
	if p.outlet.agency {
		p.h = h
		credit(t, p.page, p)
		p.h = nil
	}
}
