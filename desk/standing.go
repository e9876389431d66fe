package desk

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// How a report stands to the other reports of an event, as the matrix of a story has it.
const (
	differsFrom = "differs"
	adds        = "adds"
	agrees      = "agrees"
	only        = "only"
	copies      = "copies"
	silent      = "silent"
	byCopy      = "bycopy"    // a copy alone tells it: an addition of its own
	elsewhere   = "elsewhere" // it is told as part of another event
)

// standingIn is how the accounts that reports give of an event stand to the others: what
// they say against the value shown comes before what they alone say, and that before
// what others say too.
func standingIn(e dateline.Event, of func(dateline.ReportID) bool) string {
	mine := map[dateline.AccountID]bool{}
	echoes := 0
	for _, a := range e.Accounts {
		if of(a.Report) {
			mine[a.ID] = true
			if slices.ContainsFunc(e.Echoes, func(x dateline.Echo) bool { return x.Account == a.ID }) {
				echoes++
			}
		}
	}
	switch {
	case len(mine) == 0:
		return silent
	case len(mine) == echoes:
		return copies
	case e.Origins <= 1:
		return only
	}
	has := func(ids []dateline.AccountID) bool {
		return slices.ContainsFunc(ids, func(id dateline.AccountID) bool { return mine[id] })
	}
	more := false
	for _, g := range e.Agreement {
		alone := has(g.For) && !slices.ContainsFunc(g.For, func(id dateline.AccountID) bool { return !mine[id] })
		switch {
		case has(g.Against), g.Relation == dateline.Differ && alone, has(g.Superseded): // what was replaced agrees with nobody
			return differsFrom
		case has(g.Beside), g.Relation == dateline.Besides && alone, g.Relation == dateline.Single && alone, g.Relation == dateline.Finer && g.Finest != nil && mine[*g.Finest]:
			more = true
		}
	}
	if more {
		return adds
	}
	return agrees
}

// partOf is which of some other events an account of a report tells this one in: where
// words of it have in common with those that others tell this event in the word for what
// happened, as the name of its type has it, and whom it befell. The reader puts what one
// sentence tells into one event.
func (d *Desk) partOf(e dateline.Event, others []matrixRow, of func(dateline.ReportID) bool) (letter string) {
	var told []map[string]bool
	for _, a := range e.Accounts {
		for _, x := range a.Evidence {
			if x.Field == "type" {
				told = append(told, longWords(x.Quote))
			}
		}
	}
	kind := longWords(d.label(e.Type))
	for _, row := range others {
		if row.ID == e.ID {
			continue
		}
		for _, a := range row.Accounts {
			if !of(a.Report) {
				continue
			}
			for _, x := range a.Evidence {
				if x.Field == "place" || x.Field == "time" {
					continue
				}
				said := longWords(x.Quote)
				for _, words := range told {
					if tellsBoth(said, words, kind) {
						return row.Letter
					}
				}
			}
		}
	}
	return ""
}

// longWords are the words of a quote that have five letters or more: those that say
// what happened, and to whom.
func longWords(quote string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.FieldsFunc(strings.ToLower(quote), func(r rune) bool { return !unicode.IsLetter(r) }) {
		if utf8.RuneCountInString(w) >= stem {
			out[w] = true
		}
	}
	return out
}

// stem is how many letters words of one kind have in common at the least.
const stem = 5

// tellsBoth reports whether two quotes have two long words in common, of which one is of
// the kind of an event: "abducted" of an abduction.
func tellsBoth(a, b, kind map[string]bool) bool {
	n, named := 0, false
	for w := range a {
		if !b[w] {
			continue
		}
		n++
		for k := range kind {
			named = named || string([]rune(w)[:stem]) == string([]rune(k)[:stem])
		}
	}
	return n >= 2 && named
}

// fieldRank is the place of a field among those of an event.
func fieldRank(field string) int {
	kind, rest, _ := strings.Cut(field, ".")
	kinds := []string{"type", "occurrence", "basis", "time", "place", "roles", "casualties", "claims"}
	roles := []string{"perpetrator", "branch", "parent", "target", "victim", "subject", "object", "recipient", "territory"}
	return slices.Index(kinds, kind)*100 + max(slices.Index(roles, rest), 0)
}

// byField orders fields as an event shows them.
func byField(a, b string) int {
	if c := fieldRank(a) - fieldRank(b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

// figuresOf are the figures of an account for a harm, or for one of a side ("killed",
// "killed.civilian"); told is whether the side is.
func figuresOf(a dateline.Account, of string) (out []dateline.Casualty, told bool) {
	harm, side, told := strings.Cut(of, ".")
	for _, c := range a.Casualties {
		if string(c.Status) == harm && (!told || string(c.Side) == side) {
			out = append(out, c)
		}
	}
	return out, told
}

// says is the value of a field in one account, in words; "" where it is silent.
func (d *Desk) says(a dateline.Account, field string) string {
	kind, rest, _ := strings.Cut(field, ".")
	switch kind {
	case "type":
		return d.label(a.Type)
	case "occurrence":
		return d.words.say("occurrence." + string(a.Occurrence))
	case "basis":
		return d.words.say("basis." + string(a.Basis))
	case "time":
		return d.timeWords(a.Time)
	case "place":
		return d.where(a.Places)
	case "roles":
		return d.players(a.Roles, dateline.RoleName(rest))
	case "casualties":
		cs, told := figuresOf(a, rest)
		var out []string
		for _, c := range cs {
			out = append(out, d.figure(c, !told))
		}
		return strings.Join(out, ", ")
	case "claims":
		var out []string
		for _, c := range a.Claims {
			out = append(out, d.claim(c))
		}
		return strings.Join(out, "; ")
	}
	return ""
}

// figure is what a count says: "6 to 9 police officers (state)".
func (d *Desk) figure(c dateline.Casualty, side bool) string {
	out := d.number(c.Low, c.High, c.Qualifier)
	if who := deref(c.Who); who != "" {
		out += " " + who
	}
	if side && c.Side != "" && c.Side != dateline.UnknownSide {
		out += " (" + d.words.say("side."+string(c.Side)) + ")"
	}
	return out
}

// players are who plays a role, each once.
func (d *Desk) players(roles []dateline.Role, role dateline.RoleName) string {
	var out []string
	for _, r := range roles {
		if r.Role == role && !slices.Contains(out, r.Name) {
			out = append(out, r.Name)
		}
	}
	return strings.Join(out, d.words.say("phrase.and"))
}

// timeWords is when something was, in plain words, with the report's own.
func (d *Desk) timeWords(t dateline.Time) string {
	day := ""
	switch {
	case t.Start != nil && t.End != nil:
		day = plainSpan(*t.Start, *t.End)
	case t.Start != nil:
		day = d.words.say("when.from", plainDay(*t.Start))
	case t.End != nil:
		day = d.words.say("when.before", plainDay(*t.End))
	}
	words := deref(t.Words)
	switch {
	case day == "" && words == "":
		return ""
	case words == "":
		return day
	case day == "":
		return "“" + words + "”"
	}
	return day + " (“" + words + "”)"
}

func plainSpan(start, end dateline.Date) string {
	if last := end.AddDays(-1); last != start {
		return plainDay(start) + " – " + plainDay(last)
	}
	return plainDay(start)
}

// claim is a claim of responsibility in a sentence.
func (d *Desk) claim(c dateline.Claim) string {
	out := d.words.say("claim."+string(c.Kind), c.By)
	if name := deref(c.InTheNameOf); name != "" {
		out += ", " + d.words.say("claim.name", name)
	}
	if by := deref(c.Channel); by != "" {
		out += ", " + d.words.say("claim.channel", by)
	}
	return out
}
