package dateline

import (
	"slices"
	"strings"
)

// A report may tell two happenings in words that a reader took for one account. Who cuts it
// says which words tell the one of them. Two decisions do it, of one form: an add of what
// those words tell, as an account that lasts like any that people added, and a split that
// takes it out of the account that is left.

// FieldCut is the Field of the words, in a split of an account, that tell another happening
// of the same report. They are no object of the decision.
const FieldCut = "cut"

// Cuts reports whether a decision takes words out of an account.
func (d Decision) Cuts() bool {
	return d.Verb == VerbSplit && len(d.On) == 2 && d.On[1].Field == FieldCut
}

// checkCut says what is wrong with a decision that cuts.
func (d Decision) checkCut() error {
	switch {
	case d.On[0].Report != d.On[1].Report:
		return Errorf(Invalid, "decision %s: an account is cut by words of its own report", d.ID)
	case d.On[0].Field != "" || d.On[0].Span == (Span{}) || d.On[1].Span.Len() <= 0:
		return Errorf(Invalid, "decision %s: an account, and the words that are cut out of it, are wanted", d.ID)
	}
	return nil
}

// CutOff is what some words of a text tell of an account that mixes two happenings, and
// what is left of it. A value goes with the words that it is given in; where they stand on
// both sides it is of both. Of the one, days and places that its own words do not give are
// the account's, which were given for both; so are type, occurrence and basis, and whose word it
// is unless its figures are another's. What is left
// keeps its ID and the words for its type, and loses the days where they stand in the words cut
// out alone.
func CutOff(text string, a *Account, at Span) (one, rest Account) {
	in := spaces(at.In(text))
	var out []string // what the account rests on beside
	for _, e := range a.Evidence {
		for _, s := range []Span{{e.Start, min(e.End, at.Start)}, {max(e.Start, at.End), e.End}} {
			if s.Len() > 0 {
				out = append(out, spaces(s.In(text)))
			}
		}
	}
	here := func(words string) bool { return words != "" && strings.Contains(in, spaces(words)) }
	there := func(words string) bool {
		words = spaces(words)
		return !here(words) || slices.ContainsFunc(out, func(s string) bool { return strings.Contains(s, words) })
	}
	one = Account{SaidBy: a.SaidBy, Type: a.Type, Occurrence: a.Occurrence, Basis: a.Basis, Background: a.Background, Time: a.Time, Places: a.Places}
	rest = *a
	one.Evidence = []Evidence{{"type", at, at.In(text)}}
	bears := func(field, words string) {
		if field == "" {
			return
		}
		if s, ok := standsIn(text, at, words); ok {
			one.Evidence = append(one.Evidence, Evidence{field, s, s.In(text)})
		}
	}
	inherits := func(field string) {
		for _, e := range a.Evidence {
			if kind, _, _ := strings.Cut(e.Field, "."); (kind == field || kind+"s" == field) && !slices.Contains(one.Evidence, e) {
				one.Evidence = append(one.Evidence, e)
			}
		}
	}
	if w := a.Time.Words; w != nil && here(*w) {
		bears("time", *w)
		if !there(*w) {
			rest.Time = Time{Precision: UnknownTime}
		}
	} else {
		inherits("time")
	}
	one.Places, rest.Places = shared(a.Places, func(p PlaceRef) (string, string) { return p.Words, "place" }, here, there, bears)
	if len(one.Places) == 0 {
		one.Places = a.Places
		inherits("places")
	}
	one.Roles, rest.Roles = shared(a.Roles, func(r Role) (string, string) { return r.Words, "roles." + string(r.Role) }, here, there, bears)
	one.Casualties, rest.Casualties = shared(a.Casualties, func(c Casualty) (string, string) { return c.Words, "casualties." + string(c.Status) }, here, there, bears)
	// Whose word the figures in those words are, that is whose all of it is.
	for i, c := range one.Casualties {
		if c.SaidBy == nil || i > 0 && *c.SaidBy != *one.Casualties[0].SaidBy {
			break
		}
		if i == len(one.Casualties)-1 {
			one.SaidBy = c.SaidBy
		}
	}
	one.Claims, rest.Claims = shared(a.Claims, func(c Claim) (string, string) { return c.By, "" }, here, there, bears)
	rest.Evidence = nil
	typed := false
	for _, e := range a.Evidence {
		if !mostlyIn(e.Span, at) {
			rest.Evidence = append(rest.Evidence, e)
			typed = typed || e.Field == "type"
		}
	}
	if !typed {
		// One word tells both: the account is found again by it.
		i := slices.IndexFunc(a.Evidence, func(e Evidence) bool { return e.Field == "type" })
		if i >= 0 {
			rest.Evidence = slices.Insert(rest.Evidence, 0, a.Evidence[i])
		}
	}
	return one, rest
}

// shared are those values whose words stand here, which the field bears out, and those whose
// words stand there; of gives the words of a value and its field.
func shared[V any](all []V, of func(V) (words, field string), here, there func(string) bool, bears func(field, words string)) (one, rest []V) {
	for _, v := range all {
		words, field := of(v)
		if here(words) {
			one = append(one, v)
			bears(field, words)
		}
		if there(words) {
			rest = append(rest, v)
		}
	}
	return one, rest
}

// mostlyIn reports whether more of a span lies in another than beside it: who selects words
// may leave the first out.
func mostlyIn(s, in Span) bool {
	return 2*(min(s.End, in.End)-max(s.Start, in.Start)) > s.Len()
}

// within reports whether all words that an account's type rests on stand in a span.
func (a *Account) within(at Span) bool {
	some := false
	for _, e := range a.Evidence {
		if e.Field == "type" {
			if some = true; !mostlyIn(e.Span, at) {
				return false
			}
		}
	}
	return some
}

// cut cuts words out of the account of a referent, in place: of accounts of the reader's that
// rest on those words alone, which a newer reader may tell by itself, none is left. It is
// false where there is no such account.
func cut(text string, accounts []Account, on Referent, at Span) (left []Account, done AccountID, ok bool) {
	i := toldAt(accounts, on)
	if i < 0 || at.Start < 0 || at.End > len(text) {
		return accounts, "", false
	}
	for j := range accounts {
		switch a := accounts[j]; {
		case j == i:
			was := a
			if _, a = CutOff(text, &was, at); !Leaves(&was, &a, at) {
				continue
			}
			left = append(left, a)
		case a.Maker != Person && a.within(at):
		default:
			left = append(left, a)
		}
	}
	return left, accounts[i].ID, true // what is placed on an account that is gone is of no event
}

// Leaves reports whether something is left of an account out of which words were cut: words
// for its type elsewhere, or somebody who did or suffered it.
func Leaves(a, rest *Account, at Span) bool {
	return !a.within(at) || len(rest.Roles)+len(rest.Casualties)+len(rest.Claims) > 0
}

// standsIn is where words stand in a part of a text, whatever the blanks between them.
func standsIn(text string, in Span, words string) (Span, bool) {
	fields := strings.Fields(words)
	if len(fields) == 0 {
		return Span{}, false
	}
	part := in.In(text)
	for from := 0; ; {
		i := strings.Index(part[from:], fields[0])
		if i < 0 {
			return Span{}, false
		}
		start, end, fits := from+i, from+i+len(fields[0]), true
		for _, f := range fields[1:] {
			rest := strings.TrimLeft(part[end:], " \t\r\n\u00a0")
			if fits = strings.HasPrefix(rest, f); !fits {
				break
			}
			end = len(part) - len(rest) + len(f)
		}
		if fits {
			return Span{in.Start + start, in.Start + end}, true
		}
		from = start + len(fields[0])
	}
}

func spaces(s string) string { return strings.Join(strings.Fields(s), " ") }
