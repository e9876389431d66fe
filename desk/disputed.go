package desk

import (
	"slices"
	"strings"

	"dateline"
)

// mostSaid is how many words on responsibility a row has.
const mostSaid = 4

// A responsibility is who says of an event that it was theirs, or was not, each once.
type responsibility struct {
	Claimed, Denied, Named []string
	Nobody                 bool // nobody has claimed it, as far as reports say
}

// responsible gathers what is said of who is behind an event. A denial may stand among the
// claims, or be an account that is told as denied.
func responsible(e dateline.Event) responsibility {
	var out responsibility
	add := func(to *[]string, name string) {
		if name != "" && !called(*to, name) {
			*to = append(*to, name)
		}
	}
	for _, c := range e.Claims {
		switch c.Kind {
		case dateline.ClaimMade:
			add(&out.Claimed, c.By)
		case dateline.ClaimDenied:
			add(&out.Denied, c.By)
		case dateline.ClaimAscribed:
			add(&out.Named, c.By)
		case dateline.NoClaim:
			out.Nobody = true
		}
	}
	for _, a := range e.Accounts {
		if a.Basis == dateline.Denied {
			add(&out.Denied, deref(a.SaidBy))
		}
	}
	out.Nobody = out.Nobody && len(out.Claimed) == 0
	return out
}

// called reports whether one of some names is a name, article or none: "the army" is
// "Army".
func called(names []string, name string) bool {
	bare := func(s string) string { return strings.TrimPrefix(folded(s), "the-") }
	return slices.ContainsFunc(names, func(s string) bool { return bare(s) == bare(name) })
}

// said are the words of a row on who is behind an event: who denies it, who claims it.
// Whom others name stands among the roles.
func (d *Desk) said(e dateline.Event) []string {
	r := responsible(e)
	var out []string
	for _, by := range r.Denied {
		out = append(out, d.words.say("row.denied", by))
	}
	for _, by := range r.Claimed {
		out = append(out, d.words.say("row.claimed", by))
	}
	if r.Nobody {
		out = append(out, d.words.say("row.unclaimed"))
	}
	if more := len(out) - mostSaid; more > 0 {
		out = append(out[:mostSaid], d.words.say("row.more", more))
	}
	return out
}

// dispute is how much the accounts of an event differ, and in what, as words: what nothing
// explains, the word of one party against another's, and a denial weigh most; more origins
// weigh more.
func (d *Desk) dispute(e dateline.Event) (weight int64, note string) {
	var fields int64
	var of []string
	add := func(weight int64, what string) {
		fields += weight
		if !slices.Contains(of, what) {
			of = append(of, what)
		}
	}
	// Whether it took place, and whose word that is, are told apart by accounts: where
	// one of them prevails nothing else of the event says that they differ.
	var happened, not bool
	for _, a := range e.Accounts {
		happened = happened || a.Occurrence == dateline.Happened && a.Basis != dateline.Denied
		not = not || a.Occurrence == dateline.DidNotHappen
	}
	if happened && not {
		add(3, d.words.say("disputed.occurrence"))
	}
	r := responsible(e)
	for _, by := range r.Denied {
		add(3, d.words.say("row.denied", by))
	}
	rivals := len(r.Claimed)
	for _, by := range r.Named {
		if len(r.Claimed) > 0 && !called(r.Claimed, by) {
			rivals++
		}
	}
	if rivals > 1 {
		add(3, d.words.say("disputed.rivals"))
	}
	for _, field := range differs(e) {
		g := e.Agreement[field]
		weight := int64(3)
		if g.Because != nil {
			switch *g.Because {
			case dateline.ByTime, dateline.ByPrecision:
				weight = 1
			case dateline.ByStatus:
				weight = 2
			}
		}
		add(weight, d.field(field))
	}
	if fields == 0 {
		return 0, ""
	}
	return fields*100 + int64(min(e.Origins, 99)), d.words.say("disputed.in", strings.Join(of, ", "))
}
