package main

import (
	"cmp"
	"fmt"
	"strings"

	"dateline"
	"dateline/link"
)

// verdicts are the verdicts in words.
var verdicts = map[link.Verdict]string{
	link.Copied:    "one text",
	link.Rewritten: "one tells in other words what the other reported",
}

// footings are the footings of the other verdicts in words.
var footings = map[link.Footing]string{
	link.OwnSources: "the same event, each from its own sources",
	link.PartTaken:  "the same event; one names the other as its source for a part",
	link.OneOutlet:  "the same event, told twice by one outlet",
	link.OneStory:   "one story, different events",
	link.NoneInBoth: "one story, no event that both tell",
	link.Beside:     "other news; what both tell is not the news of both",
	link.Apart:      "other events",
}

// render is the comparison as text, at most 80 columns wide.
func (s *sides) render(label func(dateline.EventCode) string, color bool) []byte {
	p := &renderer{paper: paper{color: color}, rec: s.Record, label: label}
	for side, name := range []string{"A", "B"} {
		s.head(p, name, side)
	}
	p.blank()
	what := cmp.Or(footings[s.Footing], verdicts[s.Verdict])
	if s.Verdict == link.Copied && s.Pair.Kind == "exact copy" {
		what = "the same words, headline, dateline and credits aside"
	}
	p.para(4, "", bit{string(s.Verdict), bold}, bit{": " + what, plain})
	p.para(4, "", bit{s.order(), plain})
	a, b := s.side(0), s.side(1)
	p.para(4, "", bit{fmt.Sprintf("Word for word in the other: %d%% of A, %d%% of B. In meaning: %d%% of A, %d%% of B.", a.Shared, b.Shared, a.Told, b.Told), plain})
	p.para(4, "", bit{s.kinship(), plain})
	if shown, left := s.passages(); len(shown) > 0 {
		p.blank()
		p.heading("Word for word in both")
		for _, x := range shown {
			p.para(14, fmt.Sprintf("    %3d words", x.Words), bit{quoted(oneLine(x.Quote)), plain})
		}
		if left > 0 {
			p.para(14, "", bit{"and " + count(left, "passage", "passages") + " more, none of them longer", dim})
		}
	}
	for _, i := range s.Shared {
		s.event(p, s.Record.Events[i])
	}
	for side, name := range []string{"A", "B"} {
		if only := s.only(side); len(only) > 0 {
			p.blank()
			p.heading("Told by " + name + " alone")
			for _, account := range only {
				s.alone(p, account)
			}
		}
	}
	return p.Bytes()
}

// head says what a report is, and what it says of where it comes from.
func (s *sides) head(p *renderer, name string, side int) {
	r, x := s.report(side), s.side(side)
	runs := byline(r)
	if r.Title != nil {
		runs = append(runs, bit{": " + *r.Title, plain})
	}
	p.para(4, name, append(runs, bit{" (" + shown(r.Path) + ")", dim})...)
	if c := x.Credit; c != nil && c.Form != heard {
		from := c.Form
		if c.Quote != "" {
			from += ", " + quoted(oneLine(c.Quote))
		}
		p.para(6, "    ", bit{"credited to " + c.Agency, plain}, bit{" (" + from + ")", dim})
	}
	if d := x.Dateline; d != nil {
		place := d.Place
		if d.Date != nil {
			place += ", " + *d.Date
		}
		p.para(6, "    ", bit{"dateline " + place, plain})
	}
	for _, l := range x.Leans {
		how := "leans on "
		if l.Interview {
			how = "gives what was told to "
		}
		p.para(6, "    ", bit{how + l.Outlet, plain}, bit{": " + quoted(oneLine(l.Quote)), dim})
	}
}

// heard is the form of a credit that rests on what a speaker told an agency
// alone: the lean says it.
const heard = "interview"

// order says who came first, and who took from whom.
func (s *sides) order() string {
	var out string
	switch first := s.first(); {
	case first == nil:
		out = "Which came first is not known."
	default:
		out = strings.ToUpper(*first) + " was published first."
	}
	if from := s.from(); s.Verdict == link.Rewritten && from != nil {
		other := map[string]string{"a": "B", "b": "A"}[*from]
		out += " " + other + " comes from " + strings.ToUpper(*from) + "."
	}
	return out
}

// kinship says whether the two are of one story, and why.
func (s *sides) kinship() string {
	var pro, con []string
	for _, r := range s.Because {
		if said := fmt.Sprintf("%s %+d", r.Why, r.Points); r.Points > 0 {
			pro = append(pro, said)
		} else {
			con = append(con, said)
		}
	}
	out := "Two stories"
	if s.OneStory {
		out = "One story"
	}
	out += fmt.Sprintf(" (%+d)", s.Kinship)
	if len(pro) > 0 {
		out += "; for one: " + strings.Join(pro, ", ")
	}
	if len(con) > 0 {
		out += "; against: " + strings.Join(con, ", ")
	}
	return out + "."
}

// event sets what both tell of an event beside each other, field by field.
func (s *sides) event(p *renderer, e dateline.Event) {
	p.blank()
	p.para(3, "--", bit{"Told by both: " + p.eventTitle(e), bold})
	for _, f := range s.fields(e) {
		how, look := s.relation(f)
		name := "    " + pad(fieldName(f.Field), 17) + " "
		var said [2]string
		for side := range said {
			said[side] = fieldValue(*s.account(e, side), f.Field, p.label)
		}
		switch {
		case said[0] == said[1]:
			p.para(22, name, bit{how, look}, bit{": " + said[0], plain})
		case said[0] == "" || said[1] == "":
			p.para(22, name, bit{how, look}, bit{": " + said[0] + said[1], plain})
		default:
			p.para(22, name, bit{how, look})
			for side := range said {
				p.para(24, strings.Repeat(" ", 22)+[]string{"A", "B"}[side], bit{said[side], plain})
			}
		}
	}
}

// relation is how the two stand in a field, in words.
func (s *sides) relation(f fieldJSON) (string, style) {
	why := ""
	if w := differencePhrase(f.Because); w != "" {
		why = " (" + w + ")"
	}
	switch {
	case f.Replaced != nil:
		return strings.ToUpper(*f.Replaced) + "'s has been replaced" + why, yellow
	case f.A == nil:
		return "B alone", plain
	case f.B == nil:
		return "A alone", plain
	case f.Relation == dateline.Differ:
		return "differ" + why, red
	case f.Relation == dateline.Besides:
		return "other words", plain
	case f.Relation == dateline.Finer:
		return "one is finer", plain
	case f.Relation == dateline.Single:
		return "of one origin", plain
	}
	return "agree", green
}

// alone writes an account that the other report has nothing of.
func (s *sides) alone(p *renderer, a dateline.Account) {
	runs := []bit{{p.label(a.Type), bold}}
	if q := headQuote(a); q != "" {
		runs = append(runs, bit{": " + quoted(oneLine(q)), plain})
	}
	p.para(6, "    ", runs...)
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
