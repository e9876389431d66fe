package desk

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// Names that act like groups and that the register lacks: who they are people decide,
// on the words of the reports that name them. A name in another story may be another
// group, so what is decided holds for the reports that it rests on.

// A namesPart is what the page of groups shows of them.
type namesPart struct {
	Waiting []nameRow
	Total   int // that wait
	Decided []nameRow
	Next    string        // path to those that wait beyond
	Token   string        // of the forms; "" for who does not decide
	Done    *decisionLine // what was decided just now
}

// A nameRow is a proposed name with where it stands.
type nameRow struct {
	dateline.Proposal
	Quotes []nameQuote
	State  dateline.ProposalState
	Seen   string        // the decision that holds; "" for none
	Line   *decisionLine // likewise; nil for who is not told
}

// A nameQuote is words that name a group.
type nameQuote struct {
	Report dateline.ReportID
	Outlet string
	When   *dateline.Moment
	Words  passage
}

const (
	namesShown  = 20 // that wait, at once
	namesHeld   = 20 // that are decided, of each state
	quotesShown = 3
)

// namesPart lists the names that wait and, for those who decide, those that are decided.
func (d *Desk) namesPart(r *http.Request, who Viewer) (namesPart, error) {
	var out namesPart
	skip := 0
	if s := r.FormValue("skip"); s != "" {
		var err error
		if skip, err = strconv.Atoi(s); err != nil || skip < 0 || skip > 1_000_000 {
			return out, dateline.Errorf(dateline.Invalid, "%q is no page of the names; go on by the link below the list", clip(s))
		}
	}
	ctx := r.Context()
	waiting, err := d.Groups.Proposals(ctx, dateline.ProposalWaits, namesShown, skip)
	if err != nil {
		return out, err
	}
	out.Total = waiting.Total
	if out.Waiting, err = d.nameRows(ctx, waiting.Items, dateline.ProposalWaits, who); err != nil {
		return out, err
	}
	if n := skip + len(waiting.Items); n < waiting.Total && len(waiting.Items) > 0 {
		out.Next = with(r, "skip", strconv.Itoa(n), "done", "")
	}
	for _, state := range []dateline.ProposalState{dateline.ProposalGroup, dateline.ProposalNone} {
		decided, err := d.Groups.Proposals(ctx, state, namesHeld, 0)
		if err != nil {
			return out, err
		}
		rows, err := d.nameRows(ctx, decided.Items, state, who)
		if err != nil {
			return out, err
		}
		out.Decided = append(out.Decided, rows...)
	}
	if !who.Decides() || !d.namesGroups() {
		return out, nil
	}
	out.Token = newToken()
	if id := r.FormValue("done"); strings.HasPrefix(id, "d-") {
		lines, err := d.linesOf(r, id)
		if err != nil && dateline.KindOf(err) != dateline.NotFound {
			return out, err
		}
		for i := range lines {
			if lines[i].ID == id {
				out.Done = &lines[i]
			}
		}
	}
	return out, nil
}

// nameRows are proposals with their words, and what holds of them for who may be told.
func (d *Desk) nameRows(ctx context.Context, ps []dateline.Proposal, state dateline.ProposalState, who Viewer) ([]nameRow, error) {
	var ids []dateline.ReportID
	for _, p := range ps {
		for _, q := range p.Evidence {
			ids = append(ids, q.Report)
		}
	}
	heads, texts, err := d.wordsIn(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []nameRow
	for _, p := range ps {
		row := nameRow{Proposal: p, State: state}
		seen := map[dateline.ReportID]bool{}
		for _, q := range p.Evidence {
			if len(row.Quotes) < quotesShown && !seen[q.Report] {
				seen[q.Report] = true
				h := heads[q.Report]
				row.Quotes = append(row.Quotes, nameQuote{q.Report, d.outletOf(h), h.Published, inText(heads, texts, q)})
			}
		}
		if state != dateline.ProposalWaits && who.Decides() && d.Deciding != nil {
			held, err := d.heldOf(ctx, p, heads)
			if err != nil {
				return nil, err
			}
			if held != nil {
				row.Seen, row.Line = held.ID, &d.lines([]dateline.Decision{*held})[0]
			}
		}
		out = append(out, row)
	}
	return out, nil
}

// wordsIn are reports with their texts, for words of them to be shown where they stand.
func (d *Desk) wordsIn(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]dateline.Report, map[dateline.ReportID]string, error) {
	if d.Records == nil || len(ids) == 0 {
		return nil, nil, nil
	}
	heads, err := d.Records.Headings(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	texts, err := d.Records.Texts(ctx, ids)
	return heads, texts, err
}

// inText is a quotation with what stands about it in its report.
func inText(heads map[dateline.ReportID]dateline.Report, texts map[dateline.ReportID]string, q dateline.Quotation) passage {
	text, ok := texts[q.Report]
	if !ok || q.Start < 0 || q.End > len(text) || q.End <= q.Start {
		return asText(q.Quote)
	}
	return newPassage(text, inContext(text, q.Span, 90, heads[q.Report].Body), []mark{{Span: q.Span, Class: "found"}})
}

// heldOf is the decision that holds for a proposed name; nil for none.
func (d *Desk) heldOf(ctx context.Context, p dateline.Proposal, heads map[dateline.ReportID]dateline.Report) (*dateline.Decision, error) {
	var hashes []string
	for _, q := range p.Evidence {
		if h := heads[q.Report].SHA256; h != "" {
			hashes = append(hashes, h)
		}
	}
	ds, err := d.recorded(ctx, hashes...)
	if err != nil {
		return nil, err
	}
	return dateline.NamedBy(p.Name, dateline.InForce(ds)), nil
}

// namesGroups reports whether names can be decided of at the desk.
func (d *Desk) namesGroups() bool { return decides(d) && d.Groups != nil && d.Records != nil }

// nameGroup takes the form in which somebody says whose a name is.
func (d *Desk) nameGroup(r *http.Request, who Viewer) (page, error) {
	id, err := decisionID(r.PostForm)
	if err != nil {
		return page{}, err
	}
	done := page{To: "/groups?done=" + url.QueryEscape(id) + "#names"}
	// One after the other, so that the second sees what the first decided.
	d.naming.Lock()
	defer d.naming.Unlock()
	if was, err := d.again(r.Context(), id, who); was != nil || err != nil {
		return done, err
	}
	story, err := d.Records.Story(r.Context(), r.PostFormValue("story"))
	if err != nil {
		return page{}, err
	}
	name := r.PostFormValue("name")
	at := slices.IndexFunc(story.Proposals, func(p dateline.Proposal) bool { return p.Name == name })
	if at < 0 {
		return page{}, dateline.Errorf(dateline.Conflict, "“%s” is no longer proposed there: the reports were read or linked anew; look at the names again", clip(name))
	}
	p := story.Proposals[at]
	var ids []dateline.ReportID
	for _, q := range p.Evidence {
		ids = append(ids, q.Report)
	}
	heads, err := d.Records.Headings(r.Context(), ids)
	if err != nil {
		return page{}, err
	}
	held, err := d.heldOf(r.Context(), p, heads)
	if err != nil {
		return page{}, err
	}
	if held != nil && held.ID != r.PostFormValue("seen") {
		d.note(r, "decide", string(p.Story), "refused", "stale")
		return page{}, dateline.Errorf(dateline.Conflict, "%s decided of “%s” meanwhile (%s); look at it among the decided names, and take that back first if it is wrong", held.By, clip(p.Name), clip(held.Why))
	}
	verb, n := dateline.VerbAdd, dateline.Naming{Name: p.Name}
	switch r.PostFormValue("do") {
	case "group":
		if n.Actor, err = d.groupNamed(r.PostFormValue("whose")); err != nil {
			return page{}, err
		}
	case "none":
		verb = dateline.VerbReject
	default:
		return page{}, dateline.Errorf(dateline.Invalid, "“%s” is nothing that is decided of a name; it is a group, or none", clip(r.PostFormValue("do")))
	}
	out, err := d.draft(id, r.PostFormValue, who, verb)
	if err != nil {
		return page{}, err
	}
	after := n.JSON()
	out.After = &after
	for _, q := range p.Evidence {
		on := dateline.Referent{Report: heads[q.Report].SHA256, Span: q.Span, Field: dateline.FieldGroup}
		if on.Report != "" && !slices.Contains(out.On, on) {
			out.On = append(out.On, on)
		}
	}
	if len(out.On) == 0 {
		return page{}, dateline.Errorf(dateline.Conflict, "no report that names “%s” is there any more", clip(p.Name))
	}
	if _, err := d.Deciding.Decide(r.Context(), []dateline.Decision{out}); err != nil {
		return page{}, err
	}
	d.note(r, "decide", string(p.Story), "done", string(verb)+" "+id)
	return done, nil
}

// naming1 is what is decided of a name, in words.
func (d *Desk) naming1(n dateline.Naming) string {
	if n.Actor == nil {
		return n.Name
	}
	whose := string(*n.Actor)
	if x := d.index(); d.Groups != nil {
		if i, ok := x.at[*n.Actor]; ok {
			whose = x.groups[i].Name
		}
	}
	return d.words.say("groups.nameof", n.Name, whose)
}

// groupNamed is the group of the register that somebody gave by id or name; nil for
// none given.
func (d *Desk) groupNamed(given string) (*dateline.ActorID, error) {
	given = strings.TrimSpace(given)
	if given == "" {
		return nil, nil
	}
	found := d.index().named(given)
	switch len(found) {
	case 0:
		return nil, wrong("whose", "the register has no group “%s”; look for it on the page of groups and give its name or its id, or leave that empty for a group of its own", clip(given))
	case 1:
		return &found[0], nil
	}
	var ids []string
	for _, id := range found[:min(len(found), 8)] {
		ids = append(ids, string(id))
	}
	return nil, wrong("whose", "“%s” may be several groups; give the id of one: %s", clip(given), strings.Join(ids, ", "))
}

// namesOfGroup are the names from reports of which people decided that they are a group's.
func (d *Desk) namesOfGroup(ctx context.Context, id dateline.ActorID, who Viewer) ([]nameRow, error) {
	ps, err := d.Groups.NamesOf(ctx, id, namesHeld)
	if err != nil {
		return nil, err
	}
	return d.nameRows(ctx, ps, dateline.ProposalGroup, who)
}

// A changeRow is what a report says of the organisation of a group.
type changeRow struct {
	dateline.Change
	Said   string
	Outlet string
	When   *dateline.Moment
	Words  passage
	Report dateline.ReportID
}

// changesShown is how many of a group are shown.
const changesShown = 30

// changesOf are what reports say of a group: proposals, not the register.
func (d *Desk) changesOf(ctx context.Context, id dateline.ActorID) ([]changeRow, error) {
	cs, err := d.Groups.ChangesOf(ctx, id, changesShown)
	if err != nil || len(cs) == 0 || d.Records == nil {
		return nil, err
	}
	var ids []dateline.ReportID
	for _, c := range cs {
		for _, q := range c.Evidence {
			ids = append(ids, q.Report)
		}
	}
	heads, texts, err := d.wordsIn(ctx, ids)
	if err != nil {
		return nil, err
	}
	var out []changeRow
	for _, c := range cs {
		row := changeRow{Change: c, Said: deref(c.SaidBy)}
		if len(c.Evidence) > 0 {
			q := c.Evidence[0]
			row.Report, row.Words, row.Outlet, row.When = q.Report, inText(heads, texts, q), d.outletOf(heads[q.Report]), heads[q.Report].Published
		}
		out = append(out, row)
	}
	return out, nil
}
