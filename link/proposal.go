package link

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Names that the register lacks. A name that claims an attack, or is said to have
// made one, is proposed as a group, story by story, since the same name in another
// story may be another group. Two names that a report ties together are proposed as
// an alias. Neither joins anything: people decide.

// proposals are the unknown groups of a story.
func (l *linker) proposals(st *story, id dateline.StoryID) []dateline.Proposal {
	byName := map[string]*dateline.Proposal{}
	origins := map[string]map[dateline.ReportID]bool{}
	var order []string
	add := func(a *account, name, act string, q dateline.Quotation) {
		name, ok := l.groupName(a, name)
		if !ok {
			return
		}
		k := text.Fold(name)
		p := byName[k]
		if p == nil {
			p = &dateline.Proposal{Name: name, Story: id}
			byName[k], origins[k] = p, map[dateline.ReportID]bool{}
			order = append(order, k)
		}
		origins[k][a.src.origin] = true
		p.Origins = len(origins[k])
		add1(&p.Acts, act)
		add1(&p.Events, a.group.id)
		for _, pl := range a.places {
			if pl.known && len(pl.ref.Path) > 0 {
				add1(&p.Countries, pl.ref.Path[0])
			}
		}
		if q = quoting(a, name, q); len(p.Evidence) < evidenceMost {
			add1(&p.Evidence, q)
		}
	}
	for _, g := range st.groups {
		for _, a := range g.accounts {
			for _, c := range a.Claims {
				if c.Kind == dateline.ClaimMade || c.Kind == dateline.ClaimDenied {
					add(a, c.By, string(c.Kind), quoteOf(a, "claims", ""))
				}
			}
			for _, role := range []dateline.RoleName{dateline.Perpetrator, dateline.Branch, dateline.Subject, dateline.Parent} {
				for _, r := range a.names[role] {
					if r.Actor == nil && r.unsure == nil && actsArmed(a.family) {
						add(a, r.Name, a.family, quoteOf(a, "roles."+string(role), r.Words))
					}
				}
			}
		}
	}
	var out []dateline.Proposal
	for _, k := range order {
		out = append(out, *byName[k])
	}
	return out
}

// groupNames are the names of proposals, folded.
func groupNames(ps []dateline.Proposal) map[string]bool {
	out := map[string]bool{}
	for _, p := range ps {
		out[text.Fold(p.Name)] = true
	}
	return out
}

// quoting is q where it names the group, else where the report first does.
func quoting(a *account, name string, q dateline.Quotation) dateline.Quotation {
	folded := text.Fold(name)
	if strings.Contains(text.Fold(q.Quote), folded) {
		return q
	}
	for _, m := range a.src.reading.Mentions {
		if m.Kind == dateline.ActorMention && strings.Contains(text.Fold(m.Quote), folded) {
			return dateline.Quotation{Report: a.src.report.ID, Span: m.Span, Quote: m.Quote}
		}
	}
	return q
}

// evidenceMost is how many quotations a proposal keeps.
const evidenceMost = 12

func add1[T comparable](to *[]T, v T) {
	if !slices.Contains(*to, v) {
		*to = append(*to, v)
	}
}

// actsArmed reports whether those who act in events of a family are groups or
// forces, so that a name among them may be a group's.
func actsArmed(family string) bool {
	switch family {
	case "attack", "abduction", "battle", "group", "territory", "threat", "talks":
		return true
	}
	return false
}

var (
	peopleOf = regexp.MustCompile(`^(?i:(?:the )?(?:\w+ )?(?:fighters|members|gunmen|militants|rebels|insurgents|commanders|supporters|combatants|militiamen|men|soldiers) (?:of|from|loyal to) )`)
	capital  = regexp.MustCompile(`^\p{Lu}`)
	acronym  = regexp.MustCompile(`^\p{Lu}[\p{Lu}\d/-]{1,7}$`)
	// particles may stand inside a name in small letters.
	particles = words(`of the and for in al el de del la las los von bin ibn da do dos`)
	// bodies are words of names that are no armed group's.
	bodies = words(`police ministry government council court parliament party university institute agency office commission union bureau hospital
		department army navy guard force forces embassy church mosque company corporation nations committee association school station`)
	// bands are words of names that are a group's.
	bands = words(`front movement brigade brigades militia resistance jihad province wilayat wing mujahideen liberation fighters battalion battalions
		column faction alliance cartel coalition insurgents rebels sons lions warriors avengers vanguard gang boys organisation organization army`)
)

// groupName is the name of a group in a role's words, when the register has none
// for it: "fighters of the Red Brigade" is the Red Brigade. Names of persons,
// places and public bodies, and what is no name, are none.
func (l *linker) groupName(a *account, phrase string) (string, bool) {
	name := strings.TrimSpace(peopleOf.ReplaceAllString(phrase, ""))
	name = strings.TrimPrefix(strings.TrimPrefix(name, "the "), "The ")
	parts := strings.Fields(name)
	capitals, band := 0, false
	for i, w := range parts {
		low := strings.ToLower(strings.Trim(w, `"'“”‘’,.`))
		switch {
		case capital.MatchString(strings.Trim(w, `"'“”‘’`)):
			capitals++
		case i == 0 || i == len(parts)-1 || !particles[low]:
			return "", false
		}
		if bodies[low] && !(low == "army" && strings.Contains(strings.ToLower(name), "liberation")) {
			return "", false
		}
		band = band || bands[low]
	}
	switch {
	case capitals == 0, capitals == 1 && !acronym.MatchString(name):
		return "", false
	case len(l.register.Candidates(name)) > 0, len(l.gazetteer.Lookup(name)) > 0, l.partyNamed(name) == stateParty:
		return "", false
	}
	if band {
		return name, true
	}
	// without a word for a band in it, the reader must have taken it for an actor
	folded := text.Fold(name)
	actor := false
	for _, m := range a.src.reading.Mentions {
		switch m.Kind {
		case dateline.PersonMention, dateline.PlaceMention:
			if f := text.Fold(m.Quote); f == folded || m.Kind == dateline.PersonMention && strings.Contains(folded, f) {
				return "", false
			}
		case dateline.ActorMention:
			actor = actor || text.Fold(strings.TrimPrefix(m.Quote, "the ")) == folded
		}
	}
	return name, actor
}

var (
	someName  = `((?:(?:al|el)[- ])?\p{Lu}[\p{L}\d'’/-]*(?: (?:(?:of|the|for|and|in|al|el|de|del|la) ){0,2}\p{Lu}[\p{L}\d'’/-]*)*)`
	alsoKnown = regexp.MustCompile(someName + `,? ?[(–—-]? ?,?(?:which (?:is|was) |who are )?(?:also|better|otherwise|formerly|previously|commonly|locally|sometimes|widely) (?:known|called|referred to)(?: (?:as|by the name(?: of)?))? (?:the )?["“'‘]?` + someName)
	inBracket = regexp.MustCompile(someName + ` \((?:the )?(\p{Lu}[\p{Lu}\d-]{1,7})\)`)
)

// aliases are the pairs of names that a report ties together as one group's, where
// the register does not.
func (l *rooms) aliases(s *source, groups map[string]bool) []dateline.Change {
	var out []dateline.Change
	for _, sp := range s.reading.Sentences {
		said := sp.In(s.report.Text)
		if strings.Contains(said, " known ") || strings.Contains(said, " called ") || strings.Contains(said, " referred to") {
			for _, m := range alsoKnown.FindAllStringSubmatchIndex(said, -1) {
				out = l.alias(out, s, sp.Start, said, m, groups)
			}
		}
		if !strings.Contains(said, " (") {
			continue
		}
		for _, m := range inBracket.FindAllStringSubmatchIndex(said, -1) {
			if initials(said[m[2]:m[3]], said[m[4]:m[5]]) {
				out = l.alias(out, s, sp.Start, said, m, groups)
			}
		}
	}
	return out
}

func (l *rooms) alias(out []dateline.Change, s *source, at int, said string, m []int, groups map[string]bool) []dateline.Change {
	one := strings.TrimPrefix(said[m[2]:m[3]], "The ")
	other := strings.TrimRight(said[m[4]:m[5]], "'’")
	known, also := l.register.Candidates(one), l.register.Candidates(other)
	switch {
	case slices.ContainsFunc(known, func(id dateline.ActorID) bool { return slices.Contains(also, id) }):
		return out // the register knows
	case len(known) != 1 && len(also) != 1 && !groups[text.Fold(one)] && !groups[text.Fold(other)]:
		return out // no group, as far as the story tells
	}
	c := dateline.Change{Change: "alias", Group: dateline.ActorID(one), Name: other}
	switch {
	case len(known) == 1:
		c.Group = known[0]
	case len(also) == 1:
		c.Group, c.Name = also[0], one
	}
	span := dateline.Span{Start: at + m[0], End: at + m[1]}
	c.Evidence = []dateline.Quotation{{Report: s.report.ID, Span: span, Quote: span.In(s.report.Text)}}
	return append(out, c)
}

// initials reports whether an acronym is made of the first letters of a name, the
// small words in it counted or not.
func initials(name, acronym string) bool {
	var all, great strings.Builder
	for _, w := range strings.FieldsFunc(name, func(r rune) bool { return r == ' ' || r == '-' }) {
		first := strings.ToUpper(string([]rune(w)[:1]))
		all.WriteString(first)
		if capital.MatchString(w) {
			great.WriteString(first)
		}
	}
	return all.String() == acronym || great.String() == acronym
}

// sortProposals puts those that more origins tell of first.
func sortProposals(ps []dateline.Proposal) {
	slices.SortStableFunc(ps, func(a, b dateline.Proposal) int { return cmp.Compare(b.Origins, a.Origins) })
}
