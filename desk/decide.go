package desk

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/codebook"
)

// A decidePage is an event with all that can be decided of it.
type decidePage struct {
	*decided
	Path   string // of the page
	At     string // its address, to which more is added
	Token  string
	Last   string // the latest decision that was seen
	State  string // how far people have looked at it: a key
	Fields []heldView
	Told   []tellerView
	Text   *textView
	Edit   *editView // the form that is open; nil for none
	Lines  []decisionLine
	Done   *decisionLine   // what was decided just now
	Since  []heldView      // fields that are others than when it was confirmed
	Bench  bool            // it is the page with all forms
	Waits  bool            // which accounts it has shows when they are linked anew
	Off    *dateline.Event // what was split off just now
	// CutOut are the events of what was cut out of its accounts.
	CutOut []dateline.Event
	// Where one goes on: Queue is the part of the queue that one is going through.
	Queue, Prev, Next string
}

// A tellerView is one of the accounts.
type tellerView struct {
	dateline.Account
	Who     passage // the outlet, else the title
	Head    dateline.Report
	Quote   passage
	Open    bool // its report is beside the forms
	Decided bool // confidence is shown
}

// A textView is a report to select words in.
type textView struct {
	ID      dateline.ReportID
	Title   passage
	Passage passage
}

// A keyView is a line of the map of keys.
type keyView struct{ Key, Word string }

// deciding makes the page of an event's decisions; READ's page of an event shows its
// beginning by {{template "decide" .}}.
func (d *Desk) deciding(r *http.Request, x *decided) *decidePage {
	p := &decidePage{decided: x, Path: eventPath(string(x.ID)), Token: newToken(), Fields: d.fields(&x.Event), Lines: d.lines(x.Done), State: "seen.none"}
	switch {
	case x.Review != nil:
		p.State = "seen." + string(x.Review.State)
	case slices.ContainsFunc(p.Lines, func(l decisionLine) bool { return !l.Undone && l.Verb != dateline.VerbUndo }):
		p.State = "seen.proposed" // somebody took an account out of it
	}
	if n := len(x.Done); n > 0 {
		p.Last = x.Done[n-1].ID
	}
	shown := x.Review != nil && x.Review.State != dateline.ReviewProposed
	for _, a := range x.Accounts {
		h := x.Heads[a.Report]
		who := deref(h.Outlet)
		if who == "" {
			who = deref(h.Title)
		}
		if who == "" {
			who = string(a.Report)
		}
		t := tellerView{Account: a, Head: h, Who: asText(who), Decided: shown}
		for _, e := range a.Evidence {
			if e.Field == "type" {
				t.Quote = asText(e.Quote)
				break
			}
		}
		p.Told = append(p.Told, t)
	}
	p.Since = d.since(x)
	p.Queue = queueOf(r.Form)
	if p.At = p.Path + "?"; p.Queue != "" {
		p.At += p.Queue + "&"
	}
	p.Prev, p.Next = d.besides(string(x.ID), p.Queue)
	return p
}

// decideBlock is what the page of an event shows of deciding; nil for who may not.
func (d *Desk) decideBlock(r *http.Request, who Viewer, id string) (*decidePage, error) {
	if !who.Decides() || !decides(d) {
		return nil, nil
	}
	x, err := d.decided(r.Context(), id)
	if err != nil {
		return nil, err
	}
	if r.Form == nil {
		if err := r.ParseForm(); err != nil {
			return nil, asked(err)
		}
	}
	p := d.deciding(r, x)
	return p, d.regrouped(r.Context(), p)
}

// queueOf is the part of the queue that a form or an address says one goes through, as
// an address has it; "" for none.
func queueOf(v url.Values) string {
	if posted := v.Get("queue"); posted != "" && posted != "1" {
		was, err := url.ParseQuery(posted)
		if err != nil {
			return ""
		}
		v = was
	}
	if v.Get("queue") == "" {
		return ""
	}
	out := url.Values{"queue": {"1"}}
	for _, k := range []string{"country", "week", "state", "to", "all"} {
		if s := v.Get(k); s != "" && len(s) < 100 {
			out.Set(k, s)
		}
	}
	return out.Encode()
}

// besides are the paths to the event before and after one: in the queue, where there is
// one, else in the list of Today.
func (d *Desk) besides(id, queue string) (prev, next string) {
	for _, r := range d.routed {
		if r.pattern == "GET /queue/step" {
			at := "/queue/step?" + strings.TrimSuffix("at="+url.QueryEscape(id)+"&"+queue, "&")
			return at + "&go=back", at
		}
	}
	at := "/decide?after=" + url.QueryEscape(id)
	return at + "&back=1", at
}

// since are the fields that the machine tells in another way than when the event was
// confirmed.
func (d *Desk) since(x *decided) []heldView {
	gone := map[string]bool{}
	for _, l := range d.lines(x.Done) {
		gone[l.ID] = l.Undone
	}
	var out []heldView
	for i := len(x.Done) - 1; i >= 0; i-- {
		c := x.Done[i]
		if c.Verb != dateline.VerbConfirm || gone[c.ID] || len(c.On) == 0 || c.On[0].Field != "" || c.Before == nil {
			continue
		}
		was := dateline.Decision{ID: c.ID, Verb: dateline.VerbCorrect, After: c.Before}
		values, err := was.Values("")
		if err != nil {
			return nil
		}
		for _, f := range dateline.Fields {
			if now, err := x.Value(f); err == nil && x.Review != nil && x.Review.Fields[f].Decision == "" && now != string(values[f]) {
				out = append(out, heldView{Name: f, Items: d.itemsOf(f, string(values[f]))})
			}
		}
		return out
	}
	return nil
}

// decideForm is the page on which an event is decided.
func (d *Desk) decideForm(r *http.Request, _ Viewer) (page, error) {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return page{}, asked(err)
	}
	x, err := d.decided(r.Context(), id)
	if err != nil {
		return d.endedBy(r, id, err)
	}
	p := d.deciding(r, x)
	p.Bench = true
	if err := d.regrouped(r.Context(), p); err != nil {
		return page{}, err
	}
	for i := range p.Lines {
		if p.Lines[i].ID == r.FormValue("done") {
			p.Done = &p.Lines[i]
		}
	}
	if off := r.FormValue("off"); p.Done != nil && someID.MatchString(off) {
		switch e, err := d.Deciding.Event(r.Context(), off); {
		case err == nil:
			p.Off = e
		case dateline.KindOf(err) != dateline.NotFound:
			return page{}, err
		}
	}
	f := form(r.FormValue)
	owner := x.ownerOf(f("edit"), f("item"))
	if err := d.openText(r.Context(), p, cmp.Or(dateline.ReportID(f("report")), owner)); err != nil {
		return page{}, err
	}
	if edit := f("edit"); edit != "" {
		if p.Edit, err = d.editing(r.Context(), f, edit, p); err != nil {
			return page{}, err
		}
	}
	if p.Edit != nil {
		p.Edit.Owner = owner
	}
	scripts := []string{"review.js"}
	if p.Edit != nil && p.Edit.Pin != nil {
		scripts = append(scripts, "place.js")
	}
	out := page{Title: "decide.title", Template: "decide", Data: p, Scripts: scripts}
	if r.Form.Has("token") {
		// Something was looked up with the form: what else was written stays. Which of what was
		// found is chosen, and what becomes of the point, the form says by itself.
		out.Filled = maps.Clone(r.Form)
		for _, k := range []string{"candidate", "lat", "lon", "radius"} {
			delete(out.Filled, k)
		}
	}
	return out, nil
}

// endedBy is where one goes on from an event that is no more: what was decided may have
// ended it.
func (d *Desk) endedBy(r *http.Request, id string, notFound error) (page, error) {
	if dateline.KindOf(notFound) != dateline.NotFound {
		return page{}, notFound
	}
	if d.Past != nil {
		if _, err := d.Past.Gone(r.Context(), id); err == nil {
			return page{To: goneTo(id, r.Form)}, nil
		}
	}
	if done := r.FormValue("done"); strings.HasPrefix(done, "d-") {
		return page{To: "/decision/" + url.PathEscape(done) + "?gone=1"}, nil
	}
	return page{}, notFound
}

// openText puts a report beside the forms: that which is asked for, else the first.
func (d *Desk) openText(ctx context.Context, p *decidePage, id dateline.ReportID) error {
	if len(p.Accounts) == 0 {
		return nil
	}
	at := max(slices.IndexFunc(p.Accounts, func(a dateline.Account) bool { return a.Report == id }), 0)
	p.Told[at].Open = true
	a := p.Accounts[at]
	r, _, err := d.Deciding.Source(ctx, a.Report)
	if err != nil {
		return err
	}
	p.Text = textOf(r, marksOf(a, nil))
	return nil
}

// textOf is a report's own text, without front matter.
func textOf(r *dateline.Report, marks []mark) *textView {
	return &textView{ID: r.ID, Title: asText(deref(r.Title)), Passage: newPassage(r.Text, dateline.Span{Start: r.Body, End: len(r.Text)}, marks)}
}

// marksOf light the words that an account rests on, by field.
func marksOf(a dateline.Account, marks []mark) []mark {
	colours := map[string]string{"type": "ev-1", "place": "ev-3", "places": "ev-3", "time": "ev-2", "roles": "ev-5", "casualties": "ev-4", "claims": "ev-7"}
	for _, e := range a.Evidence {
		kind, _, _ := strings.Cut(e.Field, ".")
		if c := colours[kind]; c != "" {
			marks = append(marks, mark{Span: e.Span, Class: c, Title: e.Field})
		}
	}
	return marks
}

// An editView is an open form.
type editView struct {
	What  string            // a field; merge, split or reject
	Item  string            // "new", or the number of the value that is changed
	Words chosen            // that are selected
	Owner dateline.ReportID // whose words the value rests on that fills the form; "" for nobody's
	Item0 any               // the value as it is now
	From  string
	To    string
	Types []codebook.Type
	// Places and Actors are what the name that is looked up may stand for.
	Name   string
	Places []dateline.PlaceRef
	Actors []NamedActor
	Pin    *pinView   // on which a place is moved
	Others []likeView // that might be the same one
	Given  string     // what was looked for among events
}

// editing opens the form of a field or an action.
func (d *Desk) editing(ctx context.Context, f form, what string, p *decidePage) (*editView, error) {
	e := &editView{What: what, Item: f("item")}
	switch {
	case slices.Contains([]string{"merge", "split", "cut", "reject"}, what):
	case slices.Contains(dateline.Fields, what):
	default:
		return nil, dateline.Errorf(dateline.NotFound, "“%s” is nothing that is decided of an event", clip(what))
	}
	words, err := d.wordsOf(ctx, f, p.decided)
	if err != nil {
		return nil, err
	}
	if words != nil {
		e.Words = *words
	}
	n, err := strconv.Atoi(e.Item)
	pick := func(length int) bool {
		if err == nil && n >= 0 && n < length {
			return true
		}
		e.Item = "new"
		return false
	}
	e.Name = strings.TrimSpace(f("name"))
	if e.Name == "" {
		e.Name = spaced(e.Words.Quote)
	}
	switch what {
	case "type", "cut":
		e.Types = codebook.Default().Types
	case "time":
		if t := p.Time; t.Start != nil {
			e.From = t.Start.String()
		}
		if t := p.Time; t.End != nil {
			e.To = t.End.AddDays(-1).String()
		}
	case "places":
		v := dateline.PlaceRef{Relation: "in"}
		if pick(len(p.Event.Places)) {
			v = p.Event.Places[n]
		}
		if e.Item0 = v; e.Name == "" {
			e.Name = v.Name
		}
		if d.Names != nil && e.Name != "" {
			e.Places = d.Names.Places(e.Name, mostNames)
		}
		e.Pin, err = d.pinOf(f, v, e.Name, e.Places, p.Event.Places)
		return e, err
	case "roles":
		v := dateline.Role{}
		if pick(len(p.Event.Roles)) {
			v = p.Event.Roles[n]
		}
		if e.Item0 = v; e.Name == "" {
			e.Name = v.Name
		}
		if d.Names != nil && e.Name != "" {
			e.Actors = d.Names.Actors(e.Name, mostNames)
		}
	case "casualties":
		v := dateline.Casualty{Status: dateline.Killed, Side: dateline.UnknownSide}
		if pick(len(p.Event.Casualties)) {
			v = p.Event.Casualties[n]
		}
		e.Item0 = v
	case "claims":
		v := dateline.Claim{Kind: dateline.ClaimMade}
		if pick(len(p.Event.Claims)) {
			v = p.Event.Claims[n]
		}
		e.Item0 = v
	case "merge":
		e.Given = strings.TrimSpace(f("given"))
		e.Others, err = d.alike(ctx, p.decided, e.Given)
		return e, err
	}
	return e, nil
}

// A stalePage says what changed while a form was open, and offers to go on.
type stalePage struct {
	Path   string
	Title  dateline.Event
	Lines  []decisionLine // since the form was made
	Field  *heldView      // as it is now, of what was to be decided
	Posted []posted       // what was sent, to be sent again
	Sent   []posted       // those of it that somebody wrote
}

type posted struct{ Name, Value string }

// stale answers a form that was made before somebody else decided: with a page that says
// what, and sends the form once more; or, where the form names a value by its number,
// which may be another by now, with the form and what is said of it.
func (d *Desk) stale(r *http.Request, x *decided) (page, error) {
	p := stalePage{Path: eventPath(string(x.ID)), Title: x.Event}
	at := slices.IndexFunc(x.Done, func(o dateline.Decision) bool { return o.ID == r.PostFormValue("last") })
	p.Lines = d.lines(x.Done)[at+1:]
	if item := r.PostFormValue("item"); slices.Contains(listed, r.PostFormValue("field")) && item != "new" {
		var who []string
		for _, l := range p.Lines {
			who = append(who, l.By+" "+d.words.say("did."+l.Did())+" ("+clip(l.Why)+")")
		}
		return page{}, dateline.Errorf(dateline.Conflict, "%s", d.words.say("stale.list", strings.Join(who, "; ")))
	}
	for _, f := range d.fields(&x.Event) {
		if f.Name == r.PostFormValue("field") {
			p.Field = &f
		}
	}
	last := ""
	if n := len(x.Done); n > 0 {
		last = x.Done[n-1].ID
	}
	for _, name := range slices.Sorted(maps.Keys(r.PostForm)) {
		for _, v := range r.PostForm[name] {
			switch name {
			case "seen":
				v = x.Version
			case "last":
				v = last
			}
			p.Posted = append(p.Posted, posted{name, v})
		}
	}
	p.Sent = problem{Sent: sent(r.PostForm)}.Written()
	return page{Title: "stale.title", Template: "decidestale", Status: http.StatusConflict, Data: p}, nil
}
