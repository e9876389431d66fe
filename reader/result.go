package reader

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/text"
)

// result writes the reading down in the project's nouns.
func (r *reading) result() *dateline.Reading {
	out := &dateline.Reading{Report: r.rep.ID, Maker: Version, Genre: r.genre, Aggregates: r.aggregates, Changes: r.changes}
	for _, s := range r.sentences {
		if s.opensEvents() {
			out.Sentences = append(out.Sentences, s.Sentence.Span)
		}
	}
	out.Mentions = r.mentions()
	ids := map[*draft]dateline.AccountID{}
	if r.genre == dateline.Sport || r.genre == dateline.Review {
		r.accounts = nil // battles of the pitch and the screen
		out.Changes, out.Aggregates = nil, nil
	}
	for i, d := range r.accounts {
		ids[d] = dateline.AccountID(fmt.Sprintf("a%d", i+1))
	}
	for _, d := range r.accounts {
		out.Accounts = append(out.Accounts, r.account(d, ids))
	}
	out.Statements = r.statementList()
	return out
}

func (r *reading) statementList() []dateline.Statement {
	var out []dateline.Statement
	for _, st := range r.statements {
		x := dateline.Statement{Report: r.rep.ID, Speaker: st.speaker, Direct: st.direct, Span: st.span, Quote: r.quote(st.span)}
		if st.ent != nil && st.ent.kind == entPerson {
			if st.ent.role != "" {
				x.Role = &st.ent.role
			}
			if st.ent.org != "" {
				x.Affiliation = &st.ent.org
			}
		} else if st.u.role != "" {
			x.Role = &st.u.role
			if st.u.org != "" {
				x.Affiliation = &st.u.org
			}
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b dateline.Statement) int { return a.Start - b.Start })
	return slices.CompactFunc(out, func(a, b dateline.Statement) bool { return a.Span == b.Span && a.Speaker == b.Speaker })
}

func (r *reading) mentions() []dateline.Mention {
	var out []dateline.Mention
	add := func(kind dateline.MentionKind, sp dateline.Span, choice string, cands []string) {
		m := dateline.Mention{Report: r.rep.ID, Kind: kind, Span: sp, Quote: r.quote(sp), Candidates: cands}
		if choice != "" {
			m.Choice = &choice
		}
		out = append(out, m)
	}
	for _, s := range r.sentences {
		for _, n := range s.names {
			switch n.kind {
			case nameActor:
				var c []string
				for _, id := range n.actors {
					c = append(c, string(id))
				}
				choice := ""
				if len(c) == 1 {
					choice = c[0]
				}
				add(dateline.ActorMention, n.span(), choice, c)
			case nameOrganisation:
				add(dateline.ActorMention, n.span(), "", nil)
			case namePerson:
				add(dateline.PersonMention, n.span(), "", nil)
			case namePlace:
				var c []string
				for i, id := range n.places {
					if i == maxCandidates {
						break
					}
					c = append(c, r.placeKey(id))
				}
				choice := ""
				if n.placed {
					choice = r.placeKey(n.place)
				}
				add(dateline.PlaceMention, n.span(), choice, c)
			}
		}
		for _, e := range s.times {
			add(dateline.TimeMention, e.Span, e.Timex, nil)
		}
	}
	slices.SortStableFunc(out, func(a, b dateline.Mention) int { return a.Start - b.Start })
	return out
}

// maxCandidates is how many places of one name a mention lists.
const maxCandidates = 5

func (r *reading) placeKey(id gazetteer.ID) string {
	return strings.Join(r.rd.gazetteer.Place(id).Path, "/")
}

// clause is the words around the trigger that tell of the event, at most
// MaxQuote bytes.
func (f *find) clause() dateline.Span {
	s := f.s
	from, to := f.from, f.to
	take := func(np *nounPhrase) {
		if np.s == s && np.from < from && from-np.to < 8 {
			from = np.from
		}
		if np.s == s && np.to > to {
			to = np.to
		}
	}
	if f.np != nil {
		take(f.np)
	}
	if f.verb != nil {
		from, to = min(from, f.verb.from), max(to, f.verb.to)
	}
	for _, np := range f.args.subject {
		take(np)
	}
	for _, np := range f.args.object {
		take(np)
	}
	for _, p := range f.args.preps {
		for _, np := range p.nps {
			if np.to > to && np.to-to < 12 {
				take(np)
			}
		}
	}
	sp := s.span(from, to)
	for sp.Len() > dateline.MaxQuote && from < f.from {
		from++
		sp = s.span(from, to)
	}
	for sp.Len() > dateline.MaxQuote && to > f.to {
		to--
		sp = s.span(from, to)
	}
	return sp
}

func (r *reading) account(d *draft, ids map[*draft]dateline.AccountID) dateline.Account {
	a := dateline.Account{
		ID: ids[d], Report: r.rep.ID, Maker: Version, Type: r.typeOf(d),
		Occurrence: d.occurrence, Basis: d.basis, Background: d.background, Time: d.time, Claims: d.claims,
	}
	if d.said != nil && d.said.words != "" {
		w := d.said.words
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
		e := dateline.Evidence{Field: field, Span: sp, Quote: r.quote(sp)}
		if !slices.Contains(a.Evidence, e) {
			a.Evidence = append(a.Evidence, e)
		}
	}
	for _, f := range d.finds {
		add("type", f.clause())
	}
	r.roles(d, &a, add)
	for _, u := range d.places {
		a.Places = append(a.Places, r.placeRef(u))
		add("place", u.span)
	}
	if d.timeOf != nil {
		add("time", d.timeOf.e.Span)
	}
	for _, c := range settleCounts(d.counts) {
		cas := dateline.Casualty{Status: c.harm, Side: c.side, Low: c.qty.low, High: c.qty.high, Words: r.quote(c.span)}
		if c.qty.qualifier != "" {
			q := c.qty.qualifier
			cas.Qualifier = &q
		}
		if c.ent != nil && c.ent.class == "number" {
			// "killing one": of those attacked
			for _, u := range d.roles {
				if (u.role == dateline.Target || u.role == dateline.Victim) && u.ent.people() && cas.Side == dateline.UnknownSide && u.ent.side != "" {
					cas.Side = u.ent.side
				}
			}
		}
		if c.who != "" {
			w := c.who
			cas.Who = &w
		}
		if d.said != nil && d.said.words != "" {
			w := d.said.words
			cas.SaidBy = &w
		}
		a.Casualties = append(a.Casualties, cas)
		add("casualties."+string(c.harm), c.span)
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
		for _, u := range d.roles {
			if u.role != role || u.np == nil || retold(u, told) {
				continue
			}
			told = append(told, u)
			words := u.np.s.r.quote(u.np.full())
			x := dateline.Role{Role: role, Name: words, Words: words}
			if u.ent != nil {
				if u.ent.name != "" && (u.np.pronoun != "" || u.ent.kind == entPerson || u.ent.kind == entGroup) {
					x.Name = u.ent.name
				}
				if u.ent.key != "" && strings.HasPrefix(u.ent.key, "people:") && u.np.s.nameOver(u.np.head) == nil && u.np.headLemma() != strings.TrimPrefix(u.ent.key, "people:") && u.role == dateline.Perpetrator {
					x.Name = u.ent.name
				}
				if id := u.ent.actor(); id != nil && !(u.ent.member && d.typ.Family == "group") {
					x.Actor = id
					x.Name = r.actorName(u.ent)
				}
				if u.ent.place != nil {
					x.Name = r.placeRef(placeUse{n: u.ent.place}).Name
				}
			}
			if x.Actor == nil {
				x.Name = plainName(x.Name)
			}
			if slices.ContainsFunc(a.Roles, func(o dateline.Role) bool { return o.Role == role && strings.EqualFold(o.Name, x.Name) }) {
				continue
			}
			a.Roles = append(a.Roles, x)
			add("roles."+string(role), u.np.full())
		}
	}
}

// retold reports whether a phrase names people already listed in the role: the
// same noun with the same number, or with none.
func retold(u roleUse, told []roleUse) bool {
	if u.ent == nil || u.ent.actor() != nil || !u.ent.people() {
		return false
	}
	return slices.ContainsFunc(told, func(o roleUse) bool {
		if o.np.headLemma() != u.np.headLemma() || o.np.s.nameOver(o.np.head) != nil {
			return false
		}
		return o.np.qty == nil || u.np.qty == nil || sameQty(*o.np.qty, *u.np.qty)
	})
}

// full is the phrase with the "of" phrase that belongs to it: "members of the
// Afghan Taliban".
func (np *nounPhrase) full() dateline.Span {
	if np.at < 0 || np.pronoun != "" || len(np.names) > 0 && np.s.nameOver(np.head) != nil {
		return np.span()
	}
	s := np.s
	if np.at+2 < len(s.chunks) && s.chunks[np.at+1].word == "of" && s.chunks[np.at+2].np != nil {
		nps, _ := s.list(np.at + 2)
		sp := s.span(np.from, nps[len(nps)-1].to)
		if sp.Len() < 120 {
			return sp
		}
	}
	return np.span()
}

// plainName drops a leading determiner and the marks of scare quotes.
func plainName(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(c rune) rune {
		if strings.ContainsRune("“”‘\"«»", c) {
			return ' '
		}
		return c
	}, s)), " ")
	s = strings.TrimSuffix(strings.TrimSpace(s), "’")
	for _, d := range []string{"a ", "an ", "the ", "A ", "An ", "The ", "its ", "their ", "his ", "her ", "Its ", "Their "} {
		if len(s) > len(d) && strings.HasPrefix(s, d) {
			return s[len(d):]
		}
	}
	return s
}

// settleCounts leaves one count for each harm and side: a toll that a later
// sentence raises replaces the first; else the body's word outweighs the
// headline's, and what is told first stands.
func settleCounts(cs []count) []count {
	var out []count
	for _, c := range cs {
		i := slices.IndexFunc(out, func(o count) bool {
			return o.harm == c.harm && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide)
		})
		if i < 0 {
			out = append(out, c)
			continue
		}
		o := &out[i]
		switch {
		case c.raises():
			side := o.side
			*o = c
			if o.side == dateline.UnknownSide {
				o.side = side
			}
		case o.s.kind == text.Title && c.s.kind != text.Title:
			*o = c
		case sameQty(o.qty, c.qty):
			if o.side == dateline.UnknownSide {
				o.side = c.side
			}
			if o.who == "" {
				o.who = c.who
			}
		}
	}
	return out
}

func sameQty(a, b quantity) bool {
	eq := func(x, y *int) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return eq(a.low, b.low) && eq(a.high, b.high)
}

// raises reports whether the count comes with words of a toll that changed.
func (c count) raises() bool {
	for i := range c.s.Tokens {
		switch c.s.lemma(i) {
		case "rise", "climb", "raise", "revise", "grow", "increase", "jump":
			for k := range c.s.Tokens {
				switch c.s.lemma(k) {
				case "toll", "number", "figure", "count":
					return true
				}
			}
		}
	}
	return false
}

// typeOf is the draft's type, made specific by a means that its own sentences
// name: an attack with a bomb is a bombing.
func (r *reading) typeOf(d *draft) dateline.EventCode {
	best := d.typ
	if best.Family != "attack" || best.Rank > 2 {
		return best.Code
	}
	for i := range r.rd.codebook.Types {
		t := &r.rd.codebook.Types[i]
		if len(t.Means) == 0 || t.Rank <= best.Rank || !r.rd.codebook.Related(t.Code, best.Code) || t.Code == "attack.armed" {
			continue
		}
		for _, f := range d.finds {
			if !f.weak && f.s.meansNear(f, t.Means) && t.Rank > best.Rank {
				best = t
			}
		}
	}
	return best.Code
}

// meansNear reports whether a means stands among the find's own arguments.
func (s *sentence) meansNear(f *find, means []string) bool {
	var nps []*nounPhrase
	nps = append(nps, f.args.subject...)
	for _, p := range f.args.preps {
		if p.word == "in" || p.word == "by" || p.word == "with" || p.word == "from" {
			nps = append(nps, p.nps...)
		}
	}
	for _, np := range nps {
		for _, m := range means {
			w := strings.Fields(m)
			for k := np.from; k+len(w) <= np.to; k++ {
				if s.lemmasAt(k, w) {
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
