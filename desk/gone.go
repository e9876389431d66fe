package desk

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Past is what the pages of events that are no more ask.
type Past interface {
	// Gone is an event that linking has no more, by the beginning of its ID; NotFound where
	// there was none.
	Gone(context.Context, string) (*dateline.Gone, error)
}

// withheldPast is the Past as who asks may see it.
type withheldPast struct {
	of Past
	d  *Desk
}

func (w withheldPast) Gone(ctx context.Context, prefix string) (*dateline.Gone, error) {
	g, err := w.of.Gone(ctx, prefix)
	if err != nil || sees(ctx) {
		return g, err
	}
	m, err := w.d.mask(ctx, reportsOf(g.Event)...)
	if err != nil {
		return nil, err
	}
	out := *g
	out.Event = m.Event(g.Event)
	return &out, nil
}

// A gonePage is what became of an event.
type gonePage struct {
	Event    dateline.Event
	At       time.Time
	How      string         // key of the words
	Ended    []decisionLine // the decisions in force that ended it
	Lines    []decisionLine // all that were decided of it
	Now      []successorView
	Accounts []accountView
	More     int // accounts that are not listed
	Decides  bool
	Path     string
	Token    string
	Prev     string // in the queue, or where one goes on
	Next     string
	Late     bool // a form was sent for it
	// Of that form: what somebody wrote, and all that it said, to go on with elsewhere.
	Sent, Posted []posted
}

// A successorView is an event to which accounts went.
type successorView struct {
	ID    dateline.EventID
	Title string
	Moved int
}

// past leads from the ID of an event that is no more to where its accounts went, or shows
// what became of it. NotFound, where the ledger knows of none, is what was found before.
func (d *Desk) past(r *http.Request, who Viewer, id string, notFound error) (page, error) {
	if d.Past == nil || dateline.KindOf(notFound) != dateline.NotFound {
		return page{}, notFound
	}
	g, err := d.Past.Gone(r.Context(), id)
	if dateline.KindOf(err) == dateline.NotFound {
		return page{}, notFound
	} else if err != nil {
		return page{}, err
	}
	p := gonePage{Event: g.Event, At: g.At, Decides: who.Decides() && decides(d), Path: "/event/" + string(g.Event.ID), Token: newToken()}
	if r.Method == http.MethodGet && r.PathValue("id") != string(g.Event.ID) {
		return page{To: p.Path}, nil
	}
	if err := d.ended(r.Context(), g, &p); err != nil {
		return page{}, err
	}
	if len(p.Lines) == 0 && len(g.Now) == 1 && len(g.Lost()) == 0 && r.Method == http.MethodGet {
		return page{To: "/event/" + string(g.Now[0].Event) + "?was=" + string(g.Event.ID)}, nil
	}
	w := newWitness(d, g.Event)
	shown := g.Event.Accounts[:min(len(g.Event.Accounts), mostAccounts)]
	p.More = len(g.Event.Accounts) - len(shown)
	for _, a := range shown {
		w.want(a.Report)
	}
	if err := w.load(r.Context()); err != nil {
		return page{}, err
	}
	for _, a := range shown {
		p.Accounts = append(p.Accounts, w.account(a))
	}
	for _, s := range g.Now {
		e, err := d.Records.Event(r.Context(), string(s.Event))
		if dateline.KindOf(err) == dateline.NotFound {
			continue // it has just become another
		} else if err != nil {
			return page{}, err
		}
		p.Now = append(p.Now, successorView{e.ID, d.title(*e), len(s.Accounts)})
	}
	if p.Decides {
		p.Prev, p.Next = d.besides(string(g.Event.ID), queueOf(r.Form))
	}
	return page{Title: d.title(g.Event), Template: "gone", Data: p, Scripts: []string{"review.js"}}, nil
}

// ended finds out by which decisions an event ended.
func (d *Desk) ended(ctx context.Context, g *dateline.Gone, p *gonePage) error {
	x := decided{Event: g.Event}
	var err error
	if x.Heads, err = d.Records.Headings(ctx, reportsOf(g.Event)); err != nil {
		return err
	}
	var hashes []string
	for _, h := range x.Heads {
		hashes = append(hashes, h.SHA256)
	}
	slices.Sort(hashes)
	ds, err := d.Records.DecisionsOn(ctx, slices.Compact(hashes)...)
	if err != nil {
		return err
	}
	ds = slices.DeleteFunc(ds, func(c dateline.Decision) bool { return c.Set != "" })
	p.Lines = d.lines(x.about(ds))
	merged, back := false, false
	for _, l := range p.Lines {
		back = back || l.Undone
		if l.Undone || l.Field != "" {
			continue
		}
		switch l.Verb {
		case dateline.VerbReject, dateline.VerbMerge, dateline.VerbSplit:
			p.Ended = append(p.Ended, l)
			merged = merged || l.Verb == dateline.VerbMerge
		}
	}
	rejected := g.Event.Review != nil && g.Event.Review.State == dateline.ReviewRejected
	switch {
	case rejected && len(g.Now) == 0:
		p.How = "gone.rejected"
	case merged && len(g.Now) > 0:
		p.How = "gone.merged"
	case len(g.Now) > 0:
		p.How = "gone.moved"
	case back && len(p.Ended) == 0:
		p.How = "gone.back"
	default:
		p.How = "gone.untold"
	}
	return nil
}

// eventOnceID is what the ID of an event looks like that a page says one came from.
var eventOnceID = regexp.MustCompile(`^e[0-9a-f]{16}$`)

// onceOf is the event that is told as the one of a page now, if its address says so.
func onceOf(v url.Values) string {
	if was := v.Get("was"); eventOnceID.MatchString(was) {
		return was
	}
	return ""
}

// eventOrGone is an event of the queue, though people rejected it and linking has it no more.
func (d *Desk) eventOrGone(ctx context.Context, id string) (*dateline.Event, error) {
	e, err := d.Queue.Event(ctx, id)
	if d.Past == nil || dateline.KindOf(err) != dateline.NotFound {
		return e, err
	}
	g, gone := d.Past.Gone(ctx, id)
	if gone != nil {
		return nil, err
	}
	return &g.Event, nil
}

// withGone are the events of a part of the queue with those among them that linking has no
// more.
func (d *Desk) withGone(ctx context.Context, there []dateline.Event, found []dateline.Queued) ([]dateline.Event, error) {
	var out []dateline.Event
	for _, x := range found {
		if i := slices.IndexFunc(there, func(e dateline.Event) bool { return e.ID == x.Event }); i >= 0 {
			out = append(out, there[i])
			continue
		}
		switch e, err := d.eventOrGone(ctx, string(x.Event)); {
		case err == nil:
			out = append(out, *e)
		case dateline.KindOf(err) != dateline.NotFound:
			return nil, err
		}
	}
	return out, nil
}

// goneTo is the path of an event that is no more, with where one goes on.
func goneTo(id string, v url.Values) string {
	return strings.TrimSuffix("/event/"+url.PathEscape(id)+"?"+queueOf(v), "?")
}
