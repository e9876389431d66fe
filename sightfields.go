package dateline

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// agreements works out anew how the accounts that are left stand to each other in the
// fields of which some are gone, and shows what these say where the value was another's.
func (c *concealing) agreements() {
	out := map[string]Agreement{}
	for _, field := range slices.Sorted(maps.Keys(c.e.Agreement)) {
		a := c.e.Agreement[field]
		all := slices.Concat(a.For, a.Coarser, a.Beside, a.Against, a.Superseded)
		says := func(id AccountID) string { return saidOf(c.by[id], field) }
		if t := c.anewOf(field); t != nil {
			out[field] = c.related(c.counted(a, t), says)
			continue
		}
		if !slices.ContainsFunc(all, func(id AccountID) bool { return c.gone[id] }) && !slices.ContainsFunc(a.Superseded, c.again) {
			out[field] = a
			continue
		}
		a.For, a.Coarser, a.Beside = c.left(a.For), c.left(a.Coarser), c.left(a.Beside)
		a.Against, a.Superseded = c.left(a.Against), c.left(a.Superseded)
		for _, id := range keep(a.Superseded, c.again) {
			switch {
			case len(a.For) > 0 && says(id) == says(a.For[0]):
				a.For = append(a.For, id)
			case strings.HasPrefix(field, "casualties.") || strings.HasPrefix(field, "roles.") || len(a.For) == 0:
				a.Beside = append(a.Beside, id) // of other people, or of whom more is said
			default:
				a.Against = append(a.Against, id)
			}
		}
		a.Superseded = keep(a.Superseded, func(id AccountID) bool { return !c.again(id) })
		if n := len(a.Superseded); len(a.For)+len(a.Coarser)+len(a.Beside)+len(a.Against) == 0 && n > 0 {
			a.For, a.Superseded = a.Superseded[n-1:], a.Superseded[:n-1]
		}
		for _, from := range []*[]AccountID{&a.Coarser, &a.Beside, &a.Against} {
			if len(a.For) > 0 || len(*from) == 0 {
				continue
			}
			first, rest := says((*from)[0]), *from
			a.For = keep(rest, func(id AccountID) bool { return says(id) == first })
			*from = keep(rest, func(id AccountID) bool { return says(id) != first })
			if from == &a.Coarser { // than what is gone; how they stand to what is shown now is not known
				a.Coarser, a.Beside = nil, append(*from, a.Beside...)
			}
		}
		if len(a.For) > 0 {
			a = c.related(a, says)
			out[field] = a
		}
		c.show(field, a)
	}
	c.e.Agreement = out
	if len(c.gone) == 0 {
		return
	}
	// What was never compared is shown where an account says it that is left.
	var all []AccountID
	for _, a := range c.e.Accounts {
		all = append(all, a.ID)
	}
	for _, field := range []string{"type", "place", "time"} {
		if _, compared := out[field]; !compared && (field != "time" || c.e.Time.AnchoredBy == nil) {
			c.show(field, Agreement{For: all})
		}
	}
}

// anewOf is the toll of a field where it was worked out anew; nil for other fields.
func (c *concealing) anewOf(field string) *Toll {
	rest, ok := strings.CutPrefix(field, "casualties.")
	if !ok {
		return nil
	}
	harm, side, told := strings.Cut(rest, ".")
	var found *Toll
	for i := range c.e.Tolls {
		if t := &c.e.Tolls[i]; string(t.Status) == harm && (!told || string(t.Side) == side) {
			if found != nil {
				return nil // that of all sides
			}
			found = t
		}
	}
	if found == nil || !slices.ContainsFunc(c.anew, func(t Toll) bool { return t.Status == found.Status && t.Side == found.Side }) {
		return nil
	}
	return found
}

// counted has a field of counts say what its toll does.
func (c *concealing) counted(a Agreement, t *Toll) Agreement {
	gives := func(id AccountID) bool {
		return slices.ContainsFunc(t.History, func(f Figure) bool { return f.Account == id && sameFigure(&f, t.Best) })
	}
	a.For, a.Coarser = keep(t.For, gives), keep(t.For, func(id AccountID) bool { return !gives(id) })
	a.Beside, a.Against, a.Superseded = nil, slices.Clone(t.Against), slices.Clone(t.Superseded)
	if a.Shown = nil; len(a.For) > 0 {
		a.Shown = &a.For[0]
	}
	if a.Finest != nil && !gives(*a.Finest) {
		a.Finest = nil
	}
	return a
}

// again reports whether an account that had given way to what is hidden stands again.
func (c *concealing) again(id AccountID) bool {
	a := c.by[id]
	if a == nil {
		return false
	}
	if c.s.Last[a.Report] {
		return true
	}
	gave, stands := false, false
	for _, t := range c.anew {
		for _, f := range t.History {
			gave, stands = gave || f.Account == id, stands || f.Account == id && f.Standing != FigureSuperseded
		}
	}
	return gave && stands
}

// related is the relation of the accounts of a field that are left.
func (c *concealing) related(a Agreement, says func(AccountID) string) Agreement {
	origins := map[string]bool{}
	for _, id := range slices.Concat(a.For, a.Coarser, a.Beside, a.Against) {
		origins[c.origin(id)] = true
	}
	alike := !slices.ContainsFunc(a.For, func(id AccountID) bool { return says(id) != says(a.For[0]) })
	was := a.Relation
	a.Because = nil
	switch {
	case len(origins) == 1:
		a.Relation = Single
	case len(a.Against) > 0:
		a.Relation = Differ
	case len(a.Beside) > 0:
		a.Relation = Besides
	case (alike || was == Agree) && len(a.Coarser) == 0: // linking knows what is another word for one thing
		a.Relation = Agree
	default:
		a.Relation = Finer
		if by := ByPrecision; was == Finer {
			a.Because = &by
		}
	}
	if len(a.For) == 0 {
		a.Shown = nil
	} else if a.Shown == nil || c.gone[*a.Shown] {
		a.Shown = &a.For[0]
	}
	if a.Finest != nil && (c.gone[*a.Finest] || a.Relation != Finer) {
		a.Finest = nil
	}
	return a
}

// show has a field show what an account says that is left, where none of them says what
// is shown.
func (c *concealing) show(field string, a Agreement) {
	if field != "type" && field != "place" && field != "time" {
		return
	}
	ids := a.For
	if a.Finest != nil {
		ids = append([]AccountID{*a.Finest}, ids...)
	}
	now := saidOf(&Account{Type: c.e.Type, Places: c.e.Places, Time: c.e.Time}, field)
	if slices.ContainsFunc(ids, func(id AccountID) bool { return saidOf(c.by[id], field) == now }) {
		return
	}
	from := Account{Time: Time{Precision: UnknownTime}}
	if len(ids) > 0 {
		from = *c.by[ids[0]]
	}
	switch field {
	case "type":
		if from.Type == "" {
			from.Type = c.e.Accounts[0].Type
		}
		c.e.Type = from.Type
	case "place":
		c.e.Places = from.Places
	case "time":
		c.e.Time = from.Time
		if r := from.Time.Relative; r != nil && !strings.HasPrefix(r.To, "publication:") {
			c.e.Time.Relative = nil // an account names others as an event does not
		}
	}
}

// saidOf is what an account says of a field, for comparing.
func saidOf(a *Account, field string) string {
	if a == nil {
		return ""
	}
	kind, rest, _ := strings.Cut(field, ".")
	var out any
	switch kind {
	case "type":
		out = a.Type
	case "place":
		out = a.Places
	case "time":
		out = []any{a.Time.Start, a.Time.End, a.Time.Words, a.Time.Timex}
	case "roles":
		var names []string
		for _, r := range a.Roles {
			if string(r.Role) == rest {
				names = append(names, r.Name)
			}
		}
		out = names
	case "claims":
		var all []string
		for _, x := range a.Claims {
			name := ""
			if x.InTheNameOf != nil {
				name = *x.InTheNameOf
			}
			all = append(all, string(x.Kind)+" "+x.By+"/"+name)
		}
		out = all
	case "casualties":
		harm, side, told := strings.Cut(rest, ".")
		var all []Range
		for _, x := range a.Casualties {
			if string(x.Status) == harm && (!told || string(x.Side) == side) {
				all = append(all, Range{x.Low, x.High})
			}
		}
		out = all
	}
	raw, err := json.Marshal(out)
	if err != nil { // a coordinate that is no number: it is like nothing
		return string(a.ID)
	}
	return string(raw)
}

// time forgets days that were found by what is hidden.
func (c *concealing) time() {
	if !c.s.hidesTime(c.e.Time) {
		return
	}
	t := &c.e.Time
	if t.AnchoredBy != nil {
		t.Start, t.End, t.Precision, t.AnchoredBy = nil, nil, UnknownTime, nil
	}
	if c.s.hidesTime(*t) {
		t.Relative = nil
	}
}

// roles leaves who is named by an account that is left. Whom words that are hidden made
// out is named as the report names them.
func (c *concealing) roles() {
	var out []Role
	has := map[RoleName]bool{}
	for _, r := range c.e.Roles {
		var by *Role
		for _, a := range c.e.Accounts {
			for i, o := range a.Roles {
				if o.Role == r.Role && (o.Name == r.Name || o.Words == r.Words || r.Actor != nil && o.Actor != nil && *o.Actor == *r.Actor) && (by == nil || by.Actor == nil) {
					by = &a.Roles[i]
				}
			}
		}
		switch {
		case by == nil:
			continue
		case c.s.hidesRole(r) || r.Resolution == nil && r.Actor != nil && (by.Actor == nil || *by.Actor != *r.Actor), by.Words != r.Words && r.Resolution == nil:
			r = *by
		}
		out, has[r.Role] = append(out, r), true
	}
	// A role whose player is gone is the first's that is left.
	for _, r := range c.e.Roles {
		if has[r.Role] {
			continue
		}
		for _, a := range c.e.Accounts {
			for _, o := range a.Roles {
				if o.Role == r.Role && !has[r.Role] && !c.echoes(a.ID) {
					out = append(out, o)
				}
			}
			has[r.Role] = has[r.Role] || slices.ContainsFunc(out, func(o Role) bool { return o.Role == r.Role })
		}
	}
	c.e.Roles = out
}

// claims leaves those that an account makes that is left, as that one has them.
func (c *concealing) claims() {
	var out []Claim
	for _, x := range c.e.Claims {
		var by *Claim
		same := func(o *Claim) bool {
			return saidTwice(o.InTheNameOf, x.InTheNameOf) && saidTwice(o.Channel, x.Channel)
		}
		for _, a := range c.e.Accounts {
			for i, o := range a.Claims {
				if o.Kind == x.Kind && o.By == x.By && (by == nil || !same(by)) {
					by = &a.Claims[i]
				}
			}
		}
		if by != nil {
			out = append(out, *by)
		}
	}
	c.e.Claims = out
}

func saidTwice(a, b *string) bool { return a == b || a != nil && b != nil && *a == *b }

// status works out anew how far an event is real.
func (c *concealing) status() {
	if len(c.gone) == 0 {
		return
	}
	var bases []Basis
	background := true
	votes := map[Occurrence]map[string]bool{}
	for _, a := range c.e.Accounts {
		if c.echoes(a.ID) {
			continue
		}
		bases, background = append(bases, a.Basis), background && a.Background
		if votes[a.Occurrence] == nil {
			votes[a.Occurrence] = map[string]bool{}
		}
		votes[a.Occurrence][c.origin(a.ID)] = true
	}
	first := c.e.Accounts[0]
	if len(bases) == 0 {
		bases, background = []Basis{first.Basis}, first.Background
	}
	c.e.Occurrence = first.Occurrence
	for _, o := range []Occurrence{Happened, Foiled, Planned, DidNotHappen} {
		if len(votes[o]) > len(votes[c.e.Occurrence]) {
			c.e.Occurrence = o
		}
	}
	was := c.e.Countable || !c.e.Status.Countable()
	c.e.Basis, c.e.Background = Strongest(bases...), background
	c.e.Status = DeriveStatus(c.e.Occurrence, c.e.Basis, c.e.Background)
	c.e.Countable = c.e.Status.Countable() && was
}
