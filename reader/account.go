package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
	"dateline/text"
)

// One draft written down as an account, each value with its evidence.

// clause is the words around the trigger that tell of the event, at most
// MaxQuote bytes.
func (f *find) clause() dateline.Span {
	s := f.s
	from, to := f.from, f.to
	take := func(np *syntax.NounPhrase) {
		if np.In == s && np.From < from && from-np.To < 8 {
			from = np.From
		}
		if np.In == s && np.To > to {
			to = np.To
		}
	}
	if f.np != nil {
		take(f.np)
	}
	if f.verb != nil {
		from, to = min(from, f.verb.From), max(to, f.verb.To)
	}
	for _, np := range f.args.Subject {
		take(np)
	}
	for _, np := range f.args.Object {
		take(np)
	}
	for _, p := range f.args.Preps {
		for _, np := range p.Phrases {
			if np.To > to && np.To-to < 12 {
				take(np)
			}
		}
	}
	sp := s.SpanOf(from, to)
	for sp.Len() > dateline.MaxQuote && from < f.from {
		from++
		sp = s.SpanOf(from, to)
	}
	for sp.Len() > dateline.MaxQuote && to > f.to {
		to--
		sp = s.SpanOf(from, to)
	}
	return sp
}

func (r *reading) account(d *draft, ids map[*draft]dateline.AccountID) dateline.Account {
	a := dateline.Account{
		ID: ids[d], Report: r.Report.ID, Maker: Version, Type: r.typeOf(d),
		Occurrence: d.occurrence, Basis: d.basis, Background: d.background, Time: d.time, Claims: d.claims,
	}
	if d.said != nil && d.said.Words != "" {
		w := d.said.Words
		a.SaidBy = &w
	}
	if d.to != nil && a.Time.Relative != nil {
		rel := *a.Time.Relative
		rel.To = string(ids[d.to])
		a.Time.Relative = &rel
		if rel.To == "" { // what it counts from is no account
			a.Time.Relative = nil
		}
	}
	add := func(field string, sp dateline.Span) {
		if sp.Len() <= 0 || sp.Len() > dateline.MaxQuote {
			return
		}
		e := dateline.Evidence{Field: field, Span: sp, Quote: r.Quote(sp)}
		if !slices.Contains(a.Evidence, e) {
			a.Evidence = append(a.Evidence, e)
		}
	}
	for _, f := range bodyFirst(d.finds, func(f *find) bool { return f.s.Kind == text.Title }) {
		add("type", f.clause())
	}
	r.roles(d, &a, add)
	for _, u := range d.places {
		a.Places = append(a.Places, r.placedWithin(d, u))
		add("place", u.span)
	}
	if d.timeOf != nil {
		add("time", d.timeOf.e.Span)
	}
	r.giveVoices(d)
	for _, c := range casualties(d.counts) {
		cas := dateline.Casualty{Status: c.harm, Side: c.side, Low: c.qty.Low, High: c.qty.High, Words: r.Quote(c.words())}
		if c.qty.Qualifier != "" {
			q := c.qty.Qualifier
			cas.Qualifier = &q
		}
		if c.ent != nil && (c.ent.Class == "number" || c.ent.Class == "other") {
			// "killing one": of those attacked
			for _, u := range d.roles {
				if (u.role == dateline.Target || u.role == dateline.Victim) && u.ent.People() && cas.Side == dateline.UnknownSide && u.ent.Side != "" && !(c.raises() && fewer(u.np, c)) {
					cas.Side = u.ent.Side
				}
			}
		}
		if c.who != "" {
			w := c.who
			cas.Who = &w
		}
		if c.by != "" {
			w := c.by
			cas.SaidBy = &w // of the figure, not of the event
		}
		a.Casualties = append(a.Casualties, cas)
		for _, span := range append([]dateline.Span{c.span}, c.more...) {
			add("casualties."+string(c.harm), span)
		}
	}
	for _, e := range d.claimed {
		add(e.field, e.span)
	}
	a.Confidence = r.confidence(d, &a)
	return a
}

// roles writes the roles, the perpetrator first. A branch in whose name an
// event is claimed stands beside the body that claims it.
func (r *reading) roles(d *draft, a *dateline.Account, add func(string, dateline.Span)) {
	order := []dateline.RoleName{dateline.Perpetrator, dateline.Branch, dateline.Parent, dateline.Subject, dateline.Target, dateline.Victim, dateline.Object, dateline.Recipient, dateline.Territory}
	for _, role := range order {
		var told []roleUse
		for _, u := range bodyFirst(d.roles, func(u roleUse) bool { return u.np != nil && u.np.In.Kind == text.Title }) {
			if u.role != role || u.np == nil || retold(u, told) || headlined(u, told) || firstPerson(u) && (u.np.Pronoun != "" || len(told) > 0) || d.occurrence == dateline.Happened && none(u.np) {
				continue
			}
			if role == dateline.Perpetrator && d.befell(u) {
				continue
			}
			told = append(told, u)
			words := u.np.In.Quote(u.np.Full())
			x := dateline.Role{Role: role, Name: words, Words: words}
			if u.ent != nil {
				if u.ent.Name != "" && (u.np.Pronoun != "" || u.ent.Kind == discourse.Person || u.ent.Kind == discourse.Group || u.ent.Member && u.np.Owner != nil) {
					x.Name = u.ent.Name
				}
				if u.ent.Key != "" && strings.HasPrefix(u.ent.Key, "people:") && u.np.In.NameOver(u.np.Head) == nil && u.np.HeadLemma() != strings.TrimPrefix(u.ent.Key, "people:") && u.role == dateline.Perpetrator {
					x.Name = u.ent.Name
				}
				if id := u.ent.Actor(); id != nil && !(u.ent.Member && d.typ.Family == "group") {
					x.Actor = id
					x.Name = r.ActorName(u.ent)
				}
				if name := r.ProperName(u.ent.Root()); x.Actor == nil && u.ent.Root() != u.ent && name != "" {
					x.Name, x.Actor = name, u.ent.Root().Actor() // "the attackers", named elsewhere
				}
				if x.Actor != nil && (role == dateline.Target || role == dateline.Victim) && d.typ.Family != "battle" && u.np.Quantity == nil && slices.ContainsFunc(a.Roles, func(o dateline.Role) bool {
					return o.Role == dateline.Perpetrator && o.Actor != nil && *o.Actor == *x.Actor
				}) {
					continue // an army that "came under fire" and shot was not its own target
				}
				if u.ent.Place != nil {
					x.Name = r.placeRef(placeUse{n: u.ent.Place}).Name
				}
			}
			if x.Actor == nil {
				x.Name = discourse.PlainName(x.Name)
			}
			if slices.ContainsFunc(a.Roles, func(o dateline.Role) bool { return o.Role == role && strings.EqualFold(o.Name, x.Name) }) {
				continue
			}
			a.Roles = append(a.Roles, x)
			add("roles."+string(role), u.np.Full())
		}
	}
}

// befell reports whether somebody who is told of as who did it is whom it befell by other
// words of the report, which name somebody else as who did it or are of the same phrase:
// "two civilians were killed by shelling".
func (d *draft) befell(u roleUse) bool {
	if u.ent.Armed() || u.ent.Is(discourse.Group) {
		return false
	}
	victim := slices.ContainsFunc(d.roles, func(o roleUse) bool {
		return o.role == dateline.Victim && (o.np == u.np || o.ent != nil && o.ent == u.ent)
	})
	same := slices.ContainsFunc(d.roles, func(o roleUse) bool { return o.role == dateline.Victim && o.np == u.np })
	other := slices.ContainsFunc(d.roles, func(o roleUse) bool {
		return o.role == dateline.Perpetrator && o.ent != u.ent && o.ent.Armed()
	})
	self := slices.ContainsFunc(d.counts, count.self)
	return !self && (same || victim && other)
}

// bodyFirst puts what the headline says behind what the text says.
func bodyFirst[T any](xs []T, title func(T) bool) []T {
	var body, head []T
	for _, x := range xs {
		if title(x) {
			head = append(head, x)
		} else {
			body = append(body, x)
		}
	}
	return append(body, head...)
}

// retold reports whether a phrase names people already listed in the role: the
// same noun with the same number, or with none.
func retold(u roleUse, told []roleUse) bool {
	if u.ent == nil || u.ent.Actor() != nil || !u.ent.People() {
		return false
	}
	return slices.ContainsFunc(told, func(o roleUse) bool {
		if o.np.HeadLemma() != u.np.HeadLemma() || o.np.In.NameOver(o.np.Head) != nil {
			return false
		}
		a, b := o.np.Quantity, u.np.Quantity
		return a == nil || b == nil || a.Low != nil && b.Low != nil && *a.Low == *b.Low
	})
}

// headlined reports whether a phrase of the headline has a common noun for people
// whom the text names: "rebels" of those who are the M23 below.
func headlined(u roleUse, told []roleUse) bool {
	if u.np.In.Kind != text.Title || u.ent == nil {
		return false
	}
	if u.ent.Is(discourse.Place) && u.role == dateline.Perpetrator {
		return slices.ContainsFunc(told, func(o roleUse) bool { // "Turkey detains 40", who are the police below
			return o.np.In.Kind != text.Title && o.ent.Armed() && o.ent.Side == dateline.State
		})
	}
	if u.ent.Actor() != nil {
		return u.role == dateline.Victim && u.ent.Member && slices.ContainsFunc(told, func(o roleUse) bool {
			return o.np.In.Kind != text.Title && o.np.HeadLemma() == u.np.HeadLemma()
		})
	}
	if q := u.np.Quantity; q != nil {
		return u.role == dateline.Victim && u.ent.People() && slices.ContainsFunc(told, func(o roleUse) bool {
			return o.np.In.Kind != text.Title && o.np.Quantity != nil && o.ent.People() && sameQty(*o.np.Quantity, *q)
		})
	}
	switch u.role {
	case dateline.Perpetrator, dateline.Subject:
	default:
		return false
	}
	return slices.ContainsFunc(told, func(o roleUse) bool {
		if o.np.In.Kind == text.Title {
			return false
		}
		return o.ent.Actor() != nil && u.ent.Is(discourse.Fighters) && o.ent.Side == u.ent.Side || u.np.Pronoun == "" && o.np.HeadLemma() == u.np.HeadLemma()
	})
}

// firstPerson reports whether a phrase is "we", or is of "our" people, and stands for
// nobody named.
func firstPerson(u roleUse) bool {
	p := u.np.Pronoun
	if p == "" && u.np.Owner != nil {
		p = u.np.Owner.Pronoun
	}
	switch p {
	case "i", "we", "us", "our", "my", "me":
		return u.ent == nil || u.ent.Actor() == nil
	}
	return false
}

// typeOf is the draft's type, made specific by a means that its own sentences
// name: an attack with a bomb is a bombing.
func (r *reading) typeOf(d *draft) dateline.EventCode {
	best := d.typ
	if best.Code == "attack.killing" && !slices.ContainsFunc(d.finds, func(f *find) bool { return !f.added }) &&
		!slices.ContainsFunc(d.counts, func(c count) bool { return c.harm == dateline.Killed }) {
		return "attack.armed" // "hurt" alone, which the model files under the vaguest
	}
	if best.Family != "attack" || best.Rank > 2 {
		return best.Code
	}
	for i := range r.rd.codebook.Types {
		t := &r.rd.codebook.Types[i]
		if len(t.Means) == 0 || t.Rank <= best.Rank || !r.rd.codebook.Related(t.Code, best.Code) || t.Code == "attack.armed" {
			continue
		}
		for _, f := range d.finds {
			if !f.weak && meansNear(f.s, f, t.Means) && t.Rank > best.Rank {
				best = t
			}
		}
	}
	return best.Code
}

// meansNear reports whether a means stands among the find's own arguments.
func meansNear(s *syntax.Sentence, f *find, means []string) bool {
	var nps []*syntax.NounPhrase
	nps = append(nps, f.args.Subject...)
	for _, p := range f.args.Preps {
		if p.Word == "in" || p.Word == "by" || p.Word == "with" || p.Word == "from" {
			nps = append(nps, p.Phrases...)
		}
	}
	for _, np := range nps {
		for _, m := range means {
			w := strings.Fields(m)
			for k := np.From; k+len(w) <= np.To; k++ {
				if s.LemmasAt(k, w) {
					return true
				}
			}
		}
	}
	return false
}

// confidence is a rough sum of what the account has: more values, and more
// than one telling, make a mistaken event less likely.
func (r *reading) confidence(d *draft, a *dateline.Account) float64 {
	c := 50
	if len(a.Places) > 0 {
		c += 10
	}
	if a.Time.Words != nil {
		c += 10
	}
	if len(a.Roles) > 1 {
		c += 10
	}
	if len(d.finds) > 1 {
		c += 5
	}
	if d.lead {
		c += 5
	}
	return float64(c) / 100
}

// fewer reports whether a phrase is of fewer people than a count, so that these cannot all
// be of them.
func fewer(np *syntax.NounPhrase, c count) bool {
	return np != nil && np.Quantity != nil && np.Quantity.High != nil && c.qty.Low != nil && *np.Quantity.High < *c.qty.Low
}
