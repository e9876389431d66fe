package link

import (
	"slices"

	"dateline"
)

// Who is meant where a report's own words leave it open. "Taliban fighters" may be
// two movements'; another report of the story that names one of them in full, or the
// country where the event took place, may leave one. The event's role then says so,
// with the words that decided; the account keeps what its report says. Where more
// than one is left nothing is decided.

// mayBe are the candidates for the name inside a role's words: those of the
// ambiguous mention that stands there.
func mayBe(a *account, role dateline.RoleName, r dateline.Role) []dateline.ActorID {
	for _, ev := range a.Evidence {
		if ev.Field != "roles."+string(role) || ev.Quote != r.Words {
			continue
		}
		ms := a.src.reading.Mentions
		at, _ := slices.BinarySearchFunc(ms, ev.Start, func(m dateline.Mention, n int) int { return m.Start - n })
		for at > 0 && ms[at-1].End > ev.Start {
			at--
		}
		for _, m := range ms[at:] {
			if m.Start >= ev.End {
				break
			}
			if m.Kind == dateline.ActorMention && m.Choice == nil && len(m.Candidates) > 1 && m.End > ev.Start {
				return actorIDs(m.Candidates)
			}
		}
	}
	return nil
}

func actorIDs(names []string) []dateline.ActorID {
	out := make([]dateline.ActorID, len(names))
	for i, n := range names {
		out[i] = dateline.ActorID(n)
	}
	return out
}

// named are the actors that the reports of a story name by a name that is theirs
// alone, each with where it is named so first.
type named map[dateline.ActorID]dateline.Quotation

func (l *linker) named(st *story) named {
	out := named{}
	own := map[string]bool{}
	for _, s := range st.reports {
		for _, m := range s.reading.Mentions {
			if m.Kind != dateline.ActorMention || m.Choice == nil {
				continue
			}
			id := dateline.ActorID(*m.Choice)
			if out[id].Quote != "" {
				continue
			}
			alone, ok := own[m.Quote]
			if !ok {
				alone = len(l.register.Candidates(m.Quote)) == 1
				own[m.Quote] = alone
			}
			if alone {
				out[id] = dateline.Quotation{Report: s.report.ID, Span: m.Span, Quote: m.Quote}
			}
		}
	}
	return out
}

// resolve decides between the candidates for the roles of an event. It looks for
// the one that another account of the event names in that role, else for the one
// that the story's reports name, else for the one that acts in the event's country.
func (c *comparison) resolve(e *dateline.Event, in named) {
	var roles []dateline.Role
	for _, r := range e.Roles {
		if r.Actor == nil {
			if unsure := c.unsureOf(r); len(unsure) > 1 {
				c.decide(&r, unsure, in)
			}
		} else if unsure := c.takenFor(r); unsure != nil {
			c.decide(&r, unsure, nil)
		}
		if r.Resolution != nil && slices.ContainsFunc(roles, func(o dateline.Role) bool {
			return o.Role == r.Role && o.Actor != nil && *o.Actor == *r.Actor && o.Resolution != nil
		}) {
			continue // "Taliban" beside "Taliban fighters"
		}
		roles = append(roles, r)
	}
	e.Roles = roles
}

func (c *comparison) unsureOf(r dateline.Role) []dateline.ActorID {
	for _, a := range c.group.accounts {
		for _, n := range a.names[r.Role] {
			if n.Actor == nil && n.Words == r.Words && n.unsure != nil {
				return n.unsure
			}
		}
	}
	return nil
}

// takenFor are the candidates for an ambiguous name that another account has in the
// role of an actor who is one of them; nil when there is none.
func (c *comparison) takenFor(r dateline.Role) []dateline.ActorID {
	for _, a := range c.group.accounts {
		for _, n := range a.names[r.Role] {
			if n.Actor == nil && slices.Contains(n.unsure, *r.Actor) {
				return n.unsure
			}
		}
	}
	return nil
}

func (c *comparison) decide(r *dateline.Role, unsure []dateline.ActorID, in named) {
	set := func(id dateline.ActorID, by dateline.ResolvedBy, q dateline.Quotation) {
		r.Actor = &id
		if a, ok := c.register.Actor(id); ok {
			r.Name = a.Name
		}
		r.Resolution = &dateline.Resolution{By: by, Candidates: unsure, Evidence: []dateline.Quotation{q}}
	}
	var told []dateline.ActorID
	var at dateline.Quotation
	for _, a := range c.group.accounts {
		for _, n := range a.names[r.Role] {
			if n.Actor != nil && slices.Contains(unsure, *n.Actor) && !slices.Contains(told, *n.Actor) {
				told, at = append(told, *n.Actor), quoteOf(a, "roles."+string(r.Role), n.Words)
			}
		}
	}
	if len(told) == 1 {
		set(told[0], dateline.ByEvent, at)
		return
	}
	if len(told) > 1 || r.Actor != nil {
		return
	}
	for _, id := range unsure {
		if in[id].Quote != "" {
			told = append(told, id)
		}
	}
	if len(told) == 1 {
		set(told[0], dateline.ByStory, in[told[0]])
		return
	}
	if len(told) == 0 {
		told = unsure
	}
	for _, a := range c.group.accounts {
		for _, p := range a.places {
			if !p.known {
				continue
			}
			here := c.acting(told, c.gazetteer.Place(p.id).Country)
			if len(here) == 1 {
				set(here[0], dateline.ByCountry, quoteOf(a, "place", p.ref.Words))
				return
			}
		}
	}
}

// acting are those of ids that the register has in a country.
func (c *comparison) acting(ids []dateline.ActorID, country string) []dateline.ActorID {
	var out []dateline.ActorID
	for _, id := range ids {
		if a, ok := c.register.Actor(id); ok && country != "" && slices.Contains(a.Countries, country) {
			out = append(out, id)
		}
	}
	return out
}

// quoteOf is an account's evidence for a field, that with the given words before
// others.
func quoteOf(a *account, field, words string) dateline.Quotation {
	var first *dateline.Evidence
	for i := range a.Evidence {
		ev := &a.Evidence[i]
		if ev.Field != field {
			continue
		}
		if first == nil || ev.Quote == words && first.Quote != words {
			first = ev
		}
	}
	if first == nil {
		first = &a.Evidence[0]
	}
	return dateline.Quotation{Report: a.src.report.ID, Span: first.Span, Quote: first.Quote}
}
