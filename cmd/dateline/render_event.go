package main

import (
	"strings"

	"dateline"
)

// The columns of an event's block.
const (
	labelAt = 4  // the labels: who, whom, where
	valueAt = 16 // what they stand for
)

// event writes one event: its title, its fields, a line or two a report.
func (p *renderer) event(e dateline.Event) {
	p.blank()
	p.para(len(e.ID)+2, string(e.ID), bit{p.eventTitle(e), bold})
	who, whom := p.sides(e.Roles)
	p.field("who", who...)
	p.field("whom", whom...)
	label := "where"
	for _, pl := range e.Places {
		detail := placeDetail(pl)
		if !sameWords(pl.Words, pl.Name) && !sameWords(pl.Words, placePhrase(pl)) {
			detail += "; " + quoted(pl.Words)
		}
		p.line(label, bit{placePhrase(pl), plain}, bit{" (" + detail + ")", plain})
		label = ""
	}
	if t := timePhrase(e.Time); t != "" {
		p.field("when", t)
	}
	label = "casualties"
	for i, c := range e.Casualties {
		runs := []bit{{casualtyPhrase(c), plain}, {": " + quoted(c.Words), plain}}
		if i < len(e.Tolls) {
			if chosen := tollPhrase(e.Tolls[i]); chosen != "" {
				runs = append(runs, bit{" (" + chosen + ")", plain})
			}
		}
		p.line(label, runs...)
		label = ""
		if i < len(e.Tolls) {
			if past := historyPhrase(e.Tolls[i]); past != "" {
				p.line("", bit{"told: " + past, plain})
			}
		}
	}
	var claims []string
	for _, c := range e.Claims {
		claims = append(claims, claimPhrase(c))
	}
	p.field("claim", claims...)
	p.line("status", bit{string(e.Status), statusStyle(e.Status)}, bit{": " + statusPhrase(e) + originPhrase(e) + p.whyNot(e), plain})
	stand := standingsOf(e)
	for _, a := range e.Accounts {
		p.account(stand, a)
	}
}

// originPhrase labels what several reports of a single origin tell. A report that
// stands alone has a mark of its own.
func originPhrase(e dateline.Event) string {
	if e.Origins != 1 || len(e.Accounts) == 1 {
		return ""
	}
	return "; a single origin, in " + count(len(e.Accounts), "report", "reports")
}

// whyNot says why an event that took place does not count.
func (p *renderer) whyNot(e dateline.Event) string {
	if e.Countable || !e.Status.Countable() {
		return ""
	}
	var genres []string
	for _, a := range e.Accounts {
		g := string(p.reports[a.Report].Genre)
		if !strings.Contains(strings.Join(genres, " "), g) {
			genres = append(genres, g)
		}
	}
	return "; not counted, since told in a text of this kind: " + strings.Join(genres, ", ")
}

func statusStyle(s dateline.Status) style {
	switch s {
	case dateline.StatusHappened:
		return green
	case dateline.StatusClaimed:
		return yellow
	}
	return plain
}

// field writes a label and the values beside it, one a line.
func (p *renderer) field(label string, values ...string) {
	for _, v := range values {
		p.line(label, bit{v, plain})
		label = ""
	}
}

func (p *renderer) line(label string, runs ...bit) {
	p.para(valueAt, strings.Repeat(" ", labelAt)+label, runs...)
}

// eventTitle is the type with whom, who and where: "Ambush: army convoy, by
// Northern Column, near Tessalit".
func (p *renderer) eventTitle(e dateline.Event) string {
	names := map[dateline.RoleName][]string{}
	for _, r := range e.Roles {
		names[r.Role] = append(names[r.Role], clean(r.Name))
	}
	all := func(role dateline.RoleName) string { return strings.Join(names[role], " and ") }
	by := all(dateline.Perpetrator)
	if by != "" {
		by = "by " + by
	}
	first := ""
	order := []dateline.RoleName{dateline.Victim, dateline.Target, dateline.Subject, dateline.Branch, dateline.Object, dateline.Recipient, dateline.Territory}
	for _, role := range order {
		if role == dateline.Branch && by != "" {
			continue // the branch that did it is not whom it was done to
		}
		if first = all(role); first != "" {
			break
		}
	}
	of := all(dateline.Parent)
	if of != "" && first != "" {
		of = "of " + of
	}
	where := ""
	if len(e.Places) > 0 {
		where = placePhrase(e.Places[0])
	}
	title := p.label(e.Type)
	if rest := join(", ", first, of, by, where); rest != "" {
		title += ": " + rest
	}
	return title
}

// sides sorts the roles of an event into those who act and those acted on.
func (p *renderer) sides(roles []dateline.Role) (who, whom []string) {
	acts := false
	for _, r := range roles {
		acts = acts || r.Role == dateline.Perpetrator
	}
	for _, r := range roles {
		s := r.Name
		if !sameWords(r.Words, r.Name) {
			s += ", " + quoted(r.Words)
		}
		s += resolutionPhrase(r.Resolution)
		switch r.Role {
		case dateline.Perpetrator:
			who = append(who, s)
		case dateline.Subject, dateline.Parent:
			who = append(who, s+" ("+string(r.Role)+")")
		case dateline.Branch:
			if acts {
				who = append(who, s+" (branch)")
			} else {
				whom = append(whom, s+" (branch)")
			}
		default:
			whom = append(whom, s+" ("+string(r.Role)+")")
		}
	}
	return who, whom
}

// sameWords reports whether words add nothing to a name that is shown already:
// they are empty, or the name behind an article or a possessive.
func sameWords(words, name string) bool {
	words, name = strings.ToLower(clean(words)), strings.ToLower(clean(name))
	if first, rest, ok := strings.Cut(words, " "); ok {
		switch first {
		case "the", "a", "an", "its", "his", "her", "their":
			words = rest
		}
	}
	return words == "" || words == name
}

// account writes what one report says of an event: how it stands to the
// others, the words, and the fields behind the marks.
func (p *renderer) account(all standings, a dateline.Account) {
	e, stand := all.event, all.of(a.ID)
	var marks strings.Builder
	for _, s := range stand {
		marks.WriteRune(s.mark)
	}
	name := string(a.Report)
	if o := p.reports[a.Report].Outlet; o != nil {
		name += " " + *o
	}
	runs := []bit{{name, cyan}}
	if root := all.echoOf(a.ID); root != nil {
		p.para(11, "    "+pad(string(markCopy), 6)+" ", append(runs, bit{": the same words as " + string(root.Report), plain})...)
		p.merge(all, a.ID)
		return
	}
	if a.SaidBy != nil {
		runs = append(runs, bit{", by the word of " + *a.SaidBy, plain})
	}
	if q := headQuote(a); q != "" {
		runs = append(runs, bit{": " + quoted(q), plain})
	}
	p.para(11, pad("    "+marks.String(), 10)+" ", runs...)
	var fields []bit
	for i, s := range stand {
		if s.mark == markOnly {
			continue
		}
		look := plain
		if s.mark == markDiffers {
			look = red
		}
		var parts []string
		for _, f := range s.fields {
			part := fieldName(f)
			if v := fieldValue(a, f, p.label); v != "" && (s.mark == markDiffers || s.mark == markFiner || s.mark == markBeside || s.mark == markReplaced) {
				part += " " + v
			}
			if why := differencePhrase(e.Agreement[f].Because); why != "" && all.against(a.ID, f) {
				part += " (" + why + ")"
			}
			if finest := e.Agreement[f].Finest; s.mark == markFiner && finest != nil && *finest == a.ID {
				part += " (finest)"
			}
			parts = append(parts, part)
		}
		end := "; "
		if i == len(stand)-1 {
			end = ""
		}
		fields = append(fields, bit{string(s.mark) + "\u00a0" + strings.Join(parts, ", ") + end, look})
	}
	if len(fields) > 0 {
		p.para(11, "", fields...)
	}
	p.merge(all, a.ID)
}

// headQuote is the quote that shows best what an account rests on: that of its
// type, else its first.
func headQuote(a dateline.Account) string {
	for _, ev := range a.Evidence {
		if ev.Field == "type" {
			return ev.Quote
		}
	}
	if len(a.Evidence) > 0 {
		return a.Evidence[0].Quote
	}
	return ""
}
