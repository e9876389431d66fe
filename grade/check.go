package grade

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// checks are what is wanted of the record as a whole.
func (s *sheet) checks() []Check {
	out := s.quoteChecks()
	out = append(out, s.storyChecks()...)
	if s.gold.MaxCountable != nil {
		n := 0
		for _, e := range s.rec.Events {
			if e.Countable {
				n++
			}
		}
		out = append(out, Check{must, "countable events", "at most " + strconv.Itoa(*s.gold.MaxCountable), strconv.Itoa(n), n <= *s.gold.MaxCountable})
	}
	for _, p := range s.gold.Furniture {
		out = append(out, s.untouched("furniture", p))
	}
	for _, p := range s.gold.Captions {
		out = append(out, s.untouched("caption", p))
	}
	return append(out, s.registerChecks()...)
}

// quoteChecks are that every quote stands in its report at its offsets, and
// that those of events and statements are reasons, not paragraphs.
func (s *sheet) quoteChecks() []Check {
	texts := map[dateline.ReportID]string{}
	for _, r := range s.rec.Reports {
		texts[r.ID] = r.Text
	}
	n, bad, long := 0, 0, 0
	quote := func(report dateline.ReportID, sp dateline.Span, words string) {
		n++
		if t := texts[report]; sp.Start < 0 || sp.Start > sp.End || sp.End > len(t) || sp.In(t) != words {
			bad++
		}
	}
	for _, e := range s.rec.Events {
		for _, a := range e.Accounts {
			for _, x := range a.Evidence {
				if quote(a.Report, x.Span, x.Quote); x.Len() > dateline.MaxQuote {
					long++
				}
			}
		}
	}
	for _, x := range s.rec.Statements {
		if quote(x.Report, x.Span, x.Quote); x.Len() > dateline.MaxQuote {
			long++
		}
	}
	for _, x := range s.rec.Aggregates {
		quote(x.Report, x.Span, x.Quote)
	}
	for _, x := range s.rec.Mentions {
		quote(x.Report, x.Span, x.Quote)
	}
	for _, c := range s.rec.Register {
		for _, x := range c.Evidence {
			quote(x.Report, x.Span, x.Quote)
		}
	}
	// A reading of news without a single quote is none; one of an opinion piece may be right.
	silent := n == 0 && len(s.gold.Events)+len(s.gold.Statements) > 0
	return []Check{
		{must, "quotes at their offsets", "all", fmt.Sprintf("%d of %d", n-bad, n), bad == 0 && !silent},
		{must, "quotes that are too long", "0", fmt.Sprintf("%d over %d bytes", long, dateline.MaxQuote), long == 0},
	}
}

func (s *sheet) storyChecks() []Check {
	n := len(s.rec.Stories)
	out := []Check{{must, "stories", strconv.Itoa(s.gold.Stories), strconv.Itoa(n), n == s.gold.Stories}}
	if s.gold.Origins != nil {
		came := list(s.rec.Stories, func(x dateline.Story) string { return strconv.Itoa(x.Origins) })
		out = append(out, Check{must, "origins of the first story", strconv.Itoa(*s.gold.Origins), came,
			n > 0 && s.rec.Stories[0].Origins == *s.gold.Origins})
	}
	return out
}

// untouched is that no event rests on a passage.
func (s *sheet) untouched(what string, p Passage) Check {
	var by []string
	for i := range s.rec.Events {
		if e := &s.rec.Events[i]; s.rests(e, p) {
			by = append(by, string(e.ID)+" "+string(e.Type))
		}
	}
	return Check{must, "no event rests on the " + what, fmt.Sprintf("%q", shorten(p.Quote)), strings.Join(by, "; "), len(by) == 0}
}

// unwarranted are the changes that make one group of two or two of one: none
// may be proposed unless an event of the type beside it is wanted.
var unwarranted = []struct{ change, event string }{
	{"split", "group.split"}, {"rename", "group.renamed"}, {"merge", "group.merged"},
}

// registerChecks are that each branch whose announcement must be found is
// proposed, with its territory in its name, and that no split, merger or renaming is proposed
// which no gold event tells of.
func (s *sheet) registerChecks() []Check {
	var out []Check
	proposed := func(change string) string {
		var names []string
		for _, c := range s.rec.Register {
			if c.Change == change {
				names = append(names, c.Name)
			}
		}
		return strings.Join(names, "; ")
	}
	for _, g := range s.gold.Events {
		territory := g.Roles[string(dateline.Territory)]
		if g.Need != must || g.Type[0] != "group.branch-announced" || territory == "" {
			continue
		}
		ok := slices.ContainsFunc(s.rec.Register, func(c dateline.Change) bool { return c.Change == "branch" && in(territory, c.Name) })
		out = append(out, Check{must, "register: branch", territory, proposed("branch"), ok})
	}
	for _, u := range unwarranted {
		told := slices.ContainsFunc(s.gold.Events, func(g GoldEvent) bool { return slices.Contains(g.Type, u.event) })
		if !told {
			came := proposed(u.change)
			ok := !slices.ContainsFunc(s.rec.Register, func(c dateline.Change) bool { return c.Change == u.change })
			out = append(out, Check{must, "register: no " + u.change, "none", came, ok})
		}
	}
	if s.gold.Register != nil {
		out = append(out, s.nameChecks(s.gold.Register)...)
	}
	return out
}

// nameChecks are what the mentions of names were taken for. They are told of
// and do not decide.
func (s *sheet) nameChecks(g *GoldRegister) []Check {
	// choices are what the mentions with these words were taken for, "?" for
	// nobody in particular.
	choices := func(name string) []string {
		var out []string
		for _, m := range s.rec.Mentions {
			if m.Kind == dateline.ActorMention && fold(m.Quote) == fold(name) {
				if m.Choice == nil {
					out = append(out, "?")
				} else {
					out = append(out, *m.Choice)
				}
			}
		}
		return unique(out)
	}
	taken := func(names []string) (all []string, came string) {
		var words []string
		for _, n := range names {
			all = append(all, choices(n)...)
			words = append(words, n+": "+strings.Join(choices(n), ", "))
		}
		return all, strings.Join(words, "; ")
	}
	var out []Check
	if len(g.OneActor) > 0 {
		all, came := taken(g.OneActor)
		out = append(out, Check{should, "register: one group", strings.Join(g.OneActor, ", "), came, len(unique(all)) == 1 && all[0] != "?"})
	}
	if len(g.Distinct) > 0 {
		all, came := taken(g.Distinct)
		out = append(out, Check{should, "register: different groups", strings.Join(g.Distinct, ", "), came, len(unique(all)) == len(all)})
	}
	for _, name := range g.Ambiguous {
		all, came := taken([]string{name})
		out = append(out, Check{should, "register: ambiguous", name, came, !slices.ContainsFunc(all, func(c string) bool { return c != "?" })})
	}
	return out
}
