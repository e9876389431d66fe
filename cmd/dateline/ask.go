package main

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/register"
)

// mostListed is how many things a list shows unless it is told otherwise.
const mostListed = 50

// Narrowing is the flags by which a list of a ledger is narrowed.
type narrowing struct {
	types, statuses         []string
	actors, places, outlets []string
	from, to, on            string
	origins, limit          int
	all                     bool
	after                   string
}

// askFlags adds the flags of a list to a command. What --from and --to are days of
// is said by days.
func askFlags(cmd *cobra.Command, days string) *narrowing {
	a := new(narrowing)
	f := cmd.Flags()
	f.StringSliceVar(&a.types, "type", nil, "of this type, with what lies under it: attack, attack.bombing")
	f.StringArrayVar(&a.actors, "actor", nil, "in which this actor, or a branch of it, has a part: its name or its id in the register")
	f.StringArrayVar(&a.places, "place", nil, "at this place or in it: a name, or a path such as Mali/Kidal")
	f.StringVar(&a.from, "from", "", days+" from this day on: 2024-05-01, 2024-05, 2024")
	f.StringVar(&a.to, "to", "", days+" up to and with this day, month or year")
	f.StringVar(&a.on, "on", "", days+" on this day, or in this month or year")
	f.StringSliceVar(&a.statuses, "status", nil, "of this status: happened, claimed, alleged, denied, planned, foiled, did-not-happen, unknown, background")
	f.StringArrayVar(&a.outlets, "outlet", nil, "told by this outlet, whatever the case and accents of its name")
	f.IntVar(&a.origins, "origins", 0, "told by so many origins or more")
	f.IntVar(&a.limit, "limit", mostListed, "at most so many; 0 is all")
	f.StringVar(&a.after, "after", "", "go on after a list, by what it said is next")
	return a
}

// allFlag adds --all, of the lists that leave out what does not count.
func (a *narrowing) allFlag(cmd *cobra.Command) {
	cmd.Flags().BoolVar(&a.all, "all", false, "also what does not count: planned, foiled, denied, alleged, background, told outside the news")
}

// An inquiry is a Query with how its names were understood.
type inquiry struct {
	dateline.Query
	said []string // in words, for people
}

// inquire finds what the flags name in the codebook, the register and the gazetteer.
func (a *narrowing) inquire() (inquiry, error) {
	q := inquiry{Query: dateline.Query{All: a.all, Outlets: a.outlets, Origins: a.origins, Limit: a.limit, After: a.after}}
	if a.limit < 0 {
		return q, dateline.Errorf(dateline.Invalid, "--limit %d is none; 0 is all", a.limit)
	}
	for _, s := range a.types {
		code, name, err := typeNamed(s)
		if err != nil {
			return q, err
		}
		q.Types = append(q.Types, code)
		q.said = append(q.said, name)
	}
	for _, s := range a.actors {
		ids, name, err := actorNamed(register.Default(), s)
		if err != nil {
			return q, err
		}
		q.Actors = append(q.Actors, ids...)
		q.said = append(q.said, name)
	}
	for _, s := range a.places {
		paths, name, err := placeNamed(gazetteer.Default(), s)
		if err != nil {
			return q, err
		}
		q.Places = append(q.Places, paths...)
		q.said = append(q.said, name)
	}
	for _, s := range a.statuses {
		q.Statuses = append(q.Statuses, dateline.Status(strings.ToLower(s)))
		q.said = append(q.said, strings.ToLower(s))
	}
	if err := a.days(&q); err != nil {
		return q, err
	}
	if a.origins > 1 {
		q.said = append(q.said, fmt.Sprintf("%d origins or more", a.origins))
	}
	return q, nil
}

// days puts the days asked for into a inquiry.
func (a *narrowing) days(q *inquiry) error {
	if a.on != "" && (a.from != "" || a.to != "") {
		return dateline.Errorf(dateline.Invalid, "--on is a --from and a --to in one; give either")
	}
	from, to := a.from, a.to
	if a.on != "" {
		from, to = a.on, a.on
	}
	if from != "" {
		first, _, err := spell(from)
		if err != nil {
			return err
		}
		q.From = &first
	}
	if to != "" {
		_, last, err := spell(to)
		if err != nil {
			return err
		}
		q.To = &last
	}
	switch {
	case q.From != nil && q.To != nil && q.To.Before(*q.From):
		return dateline.Errorf(dateline.Invalid, "nothing lies from %s to %s; swap the two", q.From, q.To)
	case q.From != nil && q.To != nil:
		end := q.To.AddDays(1)
		q.said = append(q.said, datesPhrase(q.From, &end))
	case q.From != nil:
		q.said = append(q.said, "from "+dayPhrase(*q.From))
	case q.To != nil:
		q.said = append(q.said, "up to "+dayPhrase(*q.To))
	}
	return nil
}

// spell is the first and the last day of a day, a month or a year.
func spell(s string) (first, last dateline.Date, err error) {
	for _, form := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(form.layout, s); err == nil {
			return dateline.DateOf(t), dateline.DateOf(t.AddDate(form.years, form.months, form.days)).AddDays(-1), nil
		}
	}
	return first, last, dateline.Errorf(dateline.Invalid, "%q is no day, month or year; write it as 2024-05-17, 2024-05 or 2024", clean(s))
}

// mostNamed is how many readings of a name an error lists.
const mostNamed = 12

// typeNamed is the type, or all that lies under one, that a code, the last part of
// one or a label names.
func typeNamed(s string) (code dateline.EventCode, name string, err error) {
	book := codebook.Default()
	wanted := strings.ToLower(strings.Trim(strings.TrimSpace(s), "."))
	for _, f := range book.Families {
		if wanted == strings.ToLower(f.Name) || wanted == strings.ToLower(f.Label) {
			return dateline.EventCode(f.Name), strings.ToLower(f.Label), nil
		}
	}
	var found []codebook.Type
	for _, t := range book.Types {
		code := string(t.Code)
		if code == wanted {
			return t.Code, strings.ToLower(t.Label), nil
		}
		if strings.HasSuffix(code, "."+wanted) || strings.ToLower(t.Label) == wanted {
			found = append(found, t)
		}
	}
	switch len(found) {
	case 0:
		return "", "", dateline.Errorf(dateline.Invalid, "--type: %q is no type of the codebook; 'dateline codebook' lists them", clean(s))
	case 1:
		return found[0].Code, strings.ToLower(found[0].Label), nil
	}
	var lines []string
	for _, t := range found {
		lines = append(lines, fmt.Sprintf("  %s  %s", t.Code, t.Label))
	}
	return "", "", ambiguous("--type", s, "", lines)
}

// ambiguous says what a name may mean.
func ambiguous(flag, name, hint string, lines []string) error {
	more := ""
	if n := len(lines) - mostNamed; n > 0 {
		lines, more = lines[:mostNamed], fmt.Sprintf("\n  and %d more", n)
	}
	return dateline.Errorf(dateline.Invalid, "%s: %q may be any of these; give one as it stands here%s:\n%s%s", flag, clean(name), hint, strings.Join(lines, "\n"), more)
}

// actorNamed is the actor that an id or a name stands for, with its branches. A name
// of several is refused with what it may be, unless all others are branches of one.
func actorNamed(reg *register.Register, s string) (ids []dateline.ActorID, name string, err error) {
	id := dateline.ActorID(strings.ToLower(strings.TrimSpace(s)))
	if _, ok := reg.Actor(id); !ok {
		candidates := reg.Candidates(s)
		top := slices.DeleteFunc(slices.Clone(candidates), func(id dateline.ActorID) bool {
			return slices.ContainsFunc(candidates, func(o dateline.ActorID) bool { return slices.Contains(reg.Ancestors(id), o) })
		})
		switch len(top) {
		case 0:
			return nil, "", dateline.Errorf(dateline.Invalid, "--actor: the register knows no %q; give another of its names or its id, or look for the words with 'dateline search'", clean(s))
		case 1:
			id = top[0]
		default:
			var lines []string
			for _, c := range candidates {
				lines = append(lines, "  "+actorLine(reg, c))
			}
			return nil, "", ambiguous("--actor", s, " (the id)", lines)
		}
	}
	ids = append(ids, id)
	for i := 0; i < len(ids); i++ {
		for _, b := range reg.Branches(ids[i]) {
			if !slices.Contains(ids, b) {
				ids = append(ids, b)
			}
		}
	}
	actor, _ := reg.Actor(id)
	name = actor.Name
	if n := len(ids) - 1; n > 0 {
		name += " with " + count(n, "branch", "branches")
	}
	return ids, name, nil
}

// actorLine is an actor for people who choose between several.
func actorLine(reg *register.Register, id dateline.ActorID) string {
	a, _ := reg.Actor(id)
	return fmt.Sprintf("%s  %s (%s)", id, a.Name, join("; ", string(a.Kind), strings.Join(a.Countries, ", ")))
}
