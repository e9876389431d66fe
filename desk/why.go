package desk

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// A fieldView is a field with the accounts that bear its value out, and those that do not.
type fieldView struct {
	Key, Name, Value string
	Also             string // what others say, of a field that is shown with all that is said
	Relation         string // agree, differ, beside, finer, single; "" where it is not compared
	Because          string
	Lists            []whyList
	Silent           int // accounts that say nothing of it
	Hidden           int // accounts that are not shown
	Decided          *decidedView
}

// A whyList is the accounts that stand to a value in one way.
type whyList struct {
	How      string // for, coarser, beside, against, superseded
	Accounts []testimony
}

// A testimony is what one account says of a field, with its words.
type testimony struct {
	Report dateline.Report
	Outlet string
	Says   string
	SaidBy string
	Echo   bool   // it prints another's words again
	By     string // who decided by these words; "" for what an account says
	Quote  *passage
	Again  bool // a field before it has the same account's same words: on paper they stand once
}

// whys are the ways to stand to a value, in the order in which they are listed.
var whys = []string{"for", "coarser", "beside", "against", "superseded"}

// fields are the fields of the event, without the words yet.
func (w *witness) fields(open string) []fieldView {
	keys := map[string]bool{"type": true, "time": true, "place": true, "occurrence": true, "basis": true}
	for key := range w.e.Agreement {
		keys[key] = true
	}
	for _, r := range w.e.Roles {
		keys["roles."+string(r.Role)] = true
	}
	for _, c := range w.e.Casualties {
		keys["casualties."+string(c.Status)] = true
	}
	if len(w.e.Claims) > 0 {
		keys["claims"] = true
	}
	whole := wholeOf(w.e)
	var out []fieldView
	for _, key := range slices.SortedFunc(maps.Keys(keys), byField) {
		if harm, side, told := strings.Cut(strings.TrimPrefix(key, "casualties."), "."); told && side == string(dateline.UnknownSide) && keys["casualties."+harm] {
			continue // all that is said of no side stands under the harm
		}
		v := fieldView{Key: key, Name: w.d.field(key), Value: w.says(whole, key)}
		decided := map[string]string{"place": "places", "roles": "roles", "casualties": "casualties"}
		kind, _, _ := strings.Cut(key, ".")
		held := cmp.Or(decided[kind], kind)
		if w.e.Review != nil {
			v.Decided = w.decided(held)
		}
		g, compared := w.e.Agreement[key]
		switch {
		case compared && !w.altered(held):
			v.Relation = string(g.Relation)
			if g.Because != nil {
				v.Because = string(*g.Because)
			}
			v.Value, v.Also = w.shown(whole, key, g.Shown)
		default: // by what each account says, since nothing was compared with what is shown
			g = w.sorted(key, v.Value, g.Superseded)
		}
		most := mostFor
		if open == key {
			most = mostWhy
		}
		var kept [5][]dateline.AccountID
		v.Silent = len(w.e.Accounts)
		for i, ids := range [5][]dateline.AccountID{g.For, g.Coarser, g.Beside, g.Against, g.Superseded} {
			kept[i] = w.first(ids, most)
			v.Hidden += len(ids) - len(kept[i])
			v.Silent -= len(ids)
			for _, id := range kept[i] {
				w.want(w.by[id].Report)
			}
		}
		w.lists[key] = kept
		if v.Silent == len(w.e.Accounts) {
			v.Silent = 0
			v.Value = cmp.Or(v.Value, w.d.words.say("event.unknown"))
		}
		out = append(out, v)
	}
	return out
}

// altered reports whether people decided another value of a field than the machine's, so
// that what the machine compared is not what is shown.
func (w *witness) altered(field string) bool {
	if w.e.Review == nil {
		return false
	}
	f, ok := w.e.Review.Fields[field]
	if !ok {
		return false
	}
	now, err := w.e.Value(field)
	return err != nil || now != string(f.Machine)
}

// sorted are the accounts of a field by what they say: the value shown, or another, which
// excludes it where one of two things is so.
func (w *witness) sorted(key, value string, superseded []dateline.AccountID) dateline.Agreement {
	g := dateline.Agreement{Superseded: superseded}
	for _, a := range w.e.Accounts {
		switch says := w.says(a, key); {
		case says == "" || slices.Contains(superseded, a.ID):
		case key == "occurrence" && a.Basis == dateline.Denied && w.e.Basis != dateline.Denied:
			g.Beside = append(g.Beside, a.ID) // it says whose it was not, or that it was not: not that it was
		case says == value:
			g.For = append(g.For, a.ID)
		case strings.HasPrefix(key, "casualties."):
			switch excludes, coarser := w.against(a, key); {
			case excludes:
				g.Against = append(g.Against, a.ID)
			case coarser:
				g.Coarser = append(g.Coarser, a.ID)
			default:
				g.Beside = append(g.Beside, a.ID)
			}
		case key == "occurrence" && a.Occurrence != dateline.UnknownOccurrence && w.e.Occurrence != dateline.UnknownOccurrence,
			key == "basis" && (a.Basis == dateline.Denied) != (w.e.Basis == dateline.Denied):
			g.Against = append(g.Against, a.ID)
		default:
			g.Beside = append(g.Beside, a.ID)
		}
	}
	return g
}

// shown is the value of a field in the words of the account whose value is shown, and what
// an event has beside it from those that say something else.
func (w *witness) shown(whole dateline.Account, key string, by *dateline.AccountID) (value, also string) {
	value = w.says(whole, key)
	kind, role, _ := strings.Cut(key, ".")
	if by == nil || kind != "roles" && kind != "claims" && kind != "casualties" {
		return value, ""
	}
	a := w.by[*by]
	var its, others dateline.Account
	for _, r := range whole.Roles {
		if string(r.Role) != role {
			continue
		}
		to := &others
		if slices.ContainsFunc(a.Roles, func(o dateline.Role) bool {
			return o.Role == r.Role && (o.Words == r.Words || o.Name == r.Name || o.Actor != nil && r.Actor != nil && *o.Actor == *r.Actor)
		}) {
			to = &its
		}
		to.Roles = append(to.Roles, r)
	}
	for _, c := range whole.Claims {
		to := &others
		if slices.ContainsFunc(a.Claims, func(o dateline.Claim) bool { return o.Kind == c.Kind && o.By == c.By }) {
			to = &its
		}
		to.Claims = append(to.Claims, c)
	}
	for _, c := range whole.Casualties {
		to := &others
		if slices.ContainsFunc(a.Casualties, func(o dateline.Casualty) bool {
			return o.Status == c.Status && (o.Side == c.Side || o.Side == "" || o.Side == dateline.UnknownSide)
		}) {
			to = &its
		}
		to.Casualties = append(to.Casualties, c)
	}
	if its := w.says(its, key); its != "" {
		return its, w.says(others, key)
	}
	return value, ""
}

// says is what an account says of a field, without what is compared in another: who they
// are whom a figure counts is told among the roles, and what is denied did not happen by
// its word.
func (w *witness) says(a dateline.Account, key string) string {
	switch kind, _, _ := strings.Cut(key, "."); {
	case kind == "casualties":
		a.Casualties = slices.Clone(a.Casualties)
		for i := range a.Casualties {
			a.Casualties[i].Who = nil
		}
	case key == "occurrence" && a.Basis == dateline.Denied && w.e.Basis != dateline.Denied:
		return w.d.says(a, "basis")
	}
	return w.d.says(a, key)
}

// first are the first so many accounts: those with words of their own before those that
// print another's.
func (w *witness) first(ids []dateline.AccountID, most int) []dateline.AccountID {
	sorted := slices.Clone(ids)
	slices.SortStableFunc(sorted, func(a, b dateline.AccountID) int {
		rank := func(id dateline.AccountID) int {
			if _, is := w.echo[id]; is {
				return 1
			}
			return 0
		}
		return rank(a) - rank(b)
	})
	return sorted[:min(most, len(sorted))]
}

// fill gives fields their accounts with words.
func (w *witness) fill(fields []fieldView) {
	defer quotedOnce(fields)
	for i := range fields {
		f := &fields[i]
		for n, how := range whys {
			var all []testimony
			for _, id := range w.lists[f.Key][n] {
				a, ok := w.by[id]
				if !ok {
					continue
				}
				_, echo := w.echo[id]
				of, says := f.Key, w.says(a, f.Key)
				if how == "against" {
					if denial := w.denial(a, f.Key); denial != "" {
						of, says = "claims", denial
					}
				}
				all = append(all, testimony{w.heads[a.Report], w.d.outletOf(w.heads[a.Report]), says, w.saidBy(a, of), echo, "", w.quote(a, of), false})
			}
			if how == "for" {
				all = append(w.testifies(*f), all...)
			}
			if len(all) > 0 {
				f.Lists = append(f.Lists, whyList{how, all})
			}
		}
	}
}

// quotedOnce marks the quotes that stand under a field before: how far a thing is real, and
// how that is told, rest on the words that tell it.
func quotedOnce(fields []fieldView) {
	seen := map[string]bool{}
	for _, f := range fields {
		for _, l := range f.Lists {
			for i := range l.Accounts {
				if x := &l.Accounts[i]; x.Quote != nil {
					key := fmt.Sprint(x.Report.ID, x.Quote.Paragraphs)
					x.Again = seen[key]
					seen[key] = true
				}
			}
		}
	}
}

// denial is how an account denies who is said to have done it, "" where it does not.
func (w *witness) denial(a dateline.Account, key string) string {
	if key != "roles.perpetrator" && key != "roles.branch" {
		return ""
	}
	denials := dateline.Account{Claims: slices.DeleteFunc(slices.Clone(a.Claims), func(c dateline.Claim) bool { return c.Kind != dateline.ClaimDenied })}
	if says := w.d.says(denials, "claims"); says != "" {
		return says
	}
	if says := w.d.says(a, key); says != "" && a.Basis == dateline.Denied {
		return w.d.words.say("why.denied", says)
	}
	return ""
}
