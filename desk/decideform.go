package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline"
	"dateline/codebook"
)

// A decision is one form. Its token was made with the form, so that what is sent twice
// is decided once; "seen" is the version of the event that the form was made of, so that
// what others decided meanwhile is looked at and not written over.

// formToken is what a token looks like.
var formToken = regexp.MustCompile(`^[A-Za-z0-9_-]{43}$`)

// maxWhy is how many bytes a reason may have.
const maxWhy = 2000

// decisionID is the ID that what a form decides has: of its token and of what it says,
// so that one sent again with other values is another decision.
func decisionID(posted url.Values) (string, error) {
	token := posted.Get("token")
	if !formToken.MatchString(token) {
		return "", dateline.Errorf(dateline.Invalid, "the form was not made by this desk; open the page again and decide there")
	}
	sum := sha256.New()
	keys := make([]string, 0, len(posted))
	for k := range posted {
		if k != "token" && k != "seen" && k != "last" && k != fromField {
			keys = append(keys, k)
		}
	}
	slices.Sort(keys)
	for _, k := range keys {
		_, _ = fmt.Fprintf(sum, "%q %q\n", k, posted[k]) // a hash takes all
	}
	return "d-" + token[:22] + hex.EncodeToString(sum.Sum(nil)[:8]), nil
}

// draft is a decision with what all of one form have in common.
func (d *Desk) draft(id string, f form, who Viewer, verb dateline.Verb) (dateline.Decision, error) {
	why := strings.TrimSpace(f("why"))
	switch {
	case why == "":
		return dateline.Decision{}, wrong("why", "a decision says why; a word or two will do")
	case len(why) > maxWhy || !utf8.ValidString(why):
		return dateline.Decision{}, wrong("why", "the reason has %d bytes; at most %d of text are kept", len(why), maxWhy)
	}
	return dateline.Decision{
		ID: id, By: who.Name, At: &dateline.Moment{Time: d.Now().UTC(), Clock: true}, Verb: verb, Why: why, Codebook: codebook.Default().Version,
	}, nil
}

// decide takes the form of a decision on an event.
func (d *Desk) decide(r *http.Request, who Viewer) (page, error) {
	id, err := decisionID(r.PostForm)
	if err != nil {
		return page{}, err
	}
	event := r.PathValue("id")
	if done, err := d.again(r.Context(), id, who); done != nil || err != nil {
		return page{To: eventPath(event) + "?done=" + id}, err
	}
	x, err := d.decided(r.Context(), event)
	if err != nil {
		return d.tooLate(r, who, event, err)
	}
	f := form(r.PostFormValue)
	if f("seen") != x.Version {
		// What was decided meanwhile may be this form, sent twice at once.
		if done, err := d.again(r.Context(), id, who); done != nil || err != nil {
			return page{To: eventPath(event) + "?done=" + id}, err
		}
		d.note(r, "decide", string(x.ID), "refused", "stale")
		return d.stale(r, x)
	}
	if f("do") == "merge" {
		if to := lookFor(r.PostForm, x); to != "" {
			return page{To: to}, nil
		}
		p, err := d.mergeSure(r, f, x)
		if err != nil {
			return page{}, err
		}
		if p != nil {
			return *p, nil
		}
	}
	for _, ask := range []func(*http.Request, form, *decided) (*page, error){d.placeSure, d.timeSure} {
		if p, err := ask(r, f, x); p != nil || err != nil {
			if p == nil {
				p = new(page)
			}
			return *p, err
		}
	}
	ds, err := d.decisions(r.Context(), id, f, x, who)
	if err != nil {
		return page{}, err
	}
	_, err = d.Deciding.Decide(r.Context(), ds, dateline.Seen{Event: x.ID, Version: x.Version})
	if dateline.KindOf(err) == dateline.Conflict {
		// Somebody was faster by less than it takes to decide; it may have been this form.
		if done, err := d.again(r.Context(), id, who); done != nil || err != nil {
			return page{To: eventPath(string(x.ID)) + "?done=" + id}, err
		}
		x, err := d.decided(r.Context(), event)
		if err != nil {
			return d.tooLate(r, who, event, err)
		}
		return d.stale(r, x)
	}
	if err != nil {
		return page{}, err
	}
	d.note(r, "decide", string(x.ID), "done", string(ds[0].Verb)+" "+id)
	if f("do") != "reject" { // who rejects an event goes on to another
		d.untilLinked(r.Context(), ds)
	}
	off := ""
	if f("do") == "split" {
		if off, err = d.splitOff(r.Context(), x, f("account")); err != nil {
			return page{}, err
		}
	}
	return page{To: eventPath(string(x.ID)) + "?" + strings.TrimSuffix("done="+id+off+"&"+queueOf(r.PostForm), "&") + "#done"}, nil
}

// tooLate answers a form for an event that became no more while it was open.
func (d *Desk) tooLate(r *http.Request, who Viewer, id string, notFound error) (page, error) {
	p, err := d.past(r, who, id, notFound)
	if err != nil {
		return page{}, err
	}
	d.note(r, "decide", id, "refused", "gone")
	if g, ok := p.Data.(gonePage); ok {
		g.Late = true
		g.Sent, g.Posted = problem{Sent: sent(r.PostForm)}.Written(), goingOn(r.PostForm)
		p.Data, p.Status = g, http.StatusConflict
	}
	return p, nil
}

// goingOn is what a form said, for the form of another event: its words may stand in
// another report there, and a value that it changed is none of that event's.
func goingOn(v url.Values) []posted {
	edit := v.Get("field")
	if edit == "" {
		edit = map[string]string{"merge": "merge", "split": "split", "cut": "cut", "reject": "reject", "reject-account": "reject"}[v.Get("do")]
	}
	out := []posted{{"edit", edit}}
	if edit == "" {
		out = nil
	}
	for _, x := range sent(v) {
		switch {
		case x.Name == "item":
			out = append(out, posted{"item", "new"})
		case !slices.Contains([]string{"seen", "last", "field", "do", "edit", "start", "end", "report", "account", "sure", fromField}, x.Name):
			out = append(out, x)
		}
	}
	return out
}

// again is the decision of a form that was sent before; a Conflict when another's has
// its ID.
func (d *Desk) again(ctx context.Context, id string, who Viewer) (*dateline.Decision, error) {
	was, err := d.Deciding.Decision(ctx, id)
	switch {
	case dateline.KindOf(err) == dateline.NotFound:
		return nil, nil
	case err != nil:
		return nil, err
	case was.By != who.Name:
		return nil, dateline.Errorf(dateline.Conflict, "another decision has the id of this form; open the page again and decide there")
	}
	return &was, nil
}

func eventPath(id string) string { return "/event/" + url.PathEscape(id) + "/decide" }

// decisions are what a form decides of an event.
func (d *Desk) decisions(ctx context.Context, id string, f form, x *decided, who Viewer) ([]dateline.Decision, error) {
	do := f("do")
	if do == "" && f("remove") != "" {
		do = "correct" // the button that takes a value away is one of two that the form has
	}
	verb := map[string]dateline.Verb{
		"confirm": dateline.VerbConfirm, "keep": dateline.VerbConfirm, "reject": dateline.VerbReject, "reject-account": dateline.VerbReject,
		"correct": dateline.VerbCorrect, "merge": dateline.VerbMerge, "split": dateline.VerbSplit, "cut": dateline.VerbSplit,
	}[do]
	if verb == "" {
		return nil, dateline.Errorf(dateline.Invalid, "“%s” is nothing that is done to an event; open the page again and decide there", clip(do))
	}
	out, err := d.draft(id, f, who, verb)
	if err != nil {
		return nil, err
	}
	if len(x.Accounts) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "no report tells this event")
	}
	switch do {
	case "confirm":
		out.On = []dateline.Referent{x.refer(&x.Accounts[0], "")}
		for i := range x.Accounts[1:] {
			out.On = append(out.On, x.refer(&x.Accounts[1+i], ""))
		}
		before, err := everyField(&x.Event)
		out.Before = &before
		return []dateline.Decision{out}, err
	case "reject":
		for i := range x.Accounts {
			out.On = append(out.On, x.refer(&x.Accounts[i], ""))
		}
		return []dateline.Decision{out}, nil
	case "reject-account":
		a, err := x.accountOf(f("account"))
		if err != nil {
			return nil, err
		}
		out.On = []dateline.Referent{x.refer(a, "")}
		for i := range x.Accounts {
			if b := &x.Accounts[i]; b != a && len(out.On) <= mostBeside {
				out.On = append(out.On, x.refer(b, dateline.FieldBeside))
			}
		}
		return []dateline.Decision{out}, nil
	case "merge":
		y, err := d.other(ctx, f, x)
		if err != nil {
			return nil, err
		}
		return d.merging(ctx, out, f, x, y)
	case "split":
		return splitting(out, f("account"), x)
	case "cut":
		return d.cutting(ctx, out, f, x)
	}
	return d.correcting(ctx, out, do, f, x)
}

// mostBeside is how many accounts that stay a reject of one names, so that the event is
// found by one of them though others leave it too.
const mostBeside = 8

// accountOf is an account of the event; Invalid when it has none of that ID.
func (x *decided) accountOf(id string) (*dateline.Account, error) {
	if a := x.account(id); a != nil {
		return a, nil
	}
	return nil, wrong("account", "“%s” is no account of this event; open the page again and decide there", clip(id))
}

// correcting gives a field of an event another value, or says that it is right.
func (d *Desk) correcting(ctx context.Context, out dateline.Decision, do string, f form, x *decided) ([]dateline.Decision, error) {
	field := f("field")
	before, err := x.Value(field)
	if err != nil {
		return nil, err
	}
	on := &x.Accounts[0]
	words, err := d.wordsOf(ctx, f, x)
	if err != nil {
		return nil, err
	}
	if words != nil {
		on = x.told(words.Report)
	}
	out.Before = &before
	after := before
	if do == "correct" {
		v, err := d.value(f, &x.Event, field, words)
		if err != nil {
			return nil, err
		}
		if after, err = encoded(field, v); err != nil {
			return nil, at(faultIn[field], err)
		}
		switch {
		case after == before:
			out.Verb = dateline.VerbConfirm
		case slices.Contains(listed, field) && f("item") == "new":
			out.Verb = dateline.VerbAdd
		}
	} else if _, err := encoded(field, json.RawMessage(before)); err != nil {
		return nil, err
	}
	out.After = &after
	out.On = []dateline.Referent{x.refer(on, field)}
	if words != nil {
		out.On = append(out.On, dateline.Referent{Report: x.Heads[words.Report].SHA256, Span: words.Span, Field: dateline.FieldEvidence})
	}
	return []dateline.Decision{out}, nil
}

// faultIn is the control of a field's form at which it is said that its value is none.
var faultIn = map[string]string{
	"type": "value", "occurrence": "value", "basis": "value", "background": "value", "time": "from", "places": "name", "roles": "role", "casualties": "low", "claims": "kind",
}

// told is the account of a report; nil when it tells nothing of the event.
func (x *decided) told(id dateline.ReportID) *dateline.Account {
	for i := range x.Accounts {
		if x.Accounts[i].Report == id {
			return &x.Accounts[i]
		}
	}
	return nil
}

// wordsOf are the words of one of the event's reports that a form names.
func (d *Desk) wordsOf(ctx context.Context, f form, x *decided) (*chosen, error) {
	if f("quote") == "" && f("start") == "" {
		return nil, nil
	}
	id := dateline.ReportID(f("report"))
	if id == "" {
		id = x.Accounts[0].Report
	}
	a := x.told(id)
	if a == nil {
		return nil, wrong("quote", "“%s” is no report that tells this event; select words in one of those beside the form", clip(string(id)))
	}
	r, _, err := d.Deciding.Source(ctx, id)
	if err != nil {
		return nil, err
	}
	words, err := f.chosen(r, dateline.Refer("", a, "").Span)
	return words, at("quote", err)
}

// everyField are all fields of an event as an object: what was seen when it was confirmed.
func everyField(e *dateline.Event) (string, error) {
	var b strings.Builder
	for i, field := range dateline.Fields {
		v, err := e.Value(field)
		if err != nil {
			return "", err
		}
		_, _ = fmt.Fprintf(&b, "%s%q:%s", map[bool]string{true: "{", false: ","}[i == 0], field, v)
	}
	return b.String() + "}", nil
}
