package desk

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"dateline"
)

// Queue is what the queue asks.
type Queue interface {
	// ReviewQueue lists events that are to be reviewed, those of most worth first and of
	// those alike in it the greater ID.
	ReviewQueue(context.Context, dateline.QueueQuery) (dateline.Page[dateline.Queued], error)
	// ReviewSample lists events that others than a user accepted, by their IDs.
	ReviewSample(ctx context.Context, but string, after dateline.EventID, n int) ([]dateline.Event, error)
	DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error)
	Event(ctx context.Context, prefix string) (*dateline.Event, error)
	Sketching
}

// Sketching gives events as rows show them.
type Sketching interface {
	// Sketches are events by their IDs, in that order, without what rows do not show; those
	// that are there.
	Sketches(context.Context, ...dateline.EventID) ([]dateline.Event, error)
}

// Assigning is who is to look at what.
type Assigning interface {
	// Assign has a coder look at events, besides those who have them; Unassign takes them.
	Assign(ctx context.Context, coder, by string, events ...dateline.EventID) (int, error)
	Unassign(ctx context.Context, coder string, events ...dateline.EventID) (int, error)
	Assigned(context.Context, dateline.EventID) ([]string, error)
}

// perQueue is how many events a page of the queue has.
const perQueue = 25

// sampled is the State, in addresses, of accepted events that come back to be looked at
// by somebody else.
const sampled = "sample"

// queueStates are what the page offers; "" is what nobody confirmed, corrected or added.
var queueStates = []string{"", string(dateline.ReviewProposed), string(dateline.ReviewConfirmed), string(dateline.ReviewCorrected), string(dateline.ReviewAdded), string(dateline.ReviewRejected), sampled}

// A queueFilter is what a page of the queue is narrowed by, as its address has it.
type queueFilter struct {
	Country, Week, State, To string
	All                      bool
}

func queueFilterOf(v url.Values) queueFilter {
	return queueFilter{Country: v.Get("country"), Week: v.Get("week"), State: v.Get("state"), To: v.Get("to"), All: v.Get("all") != ""}
}

// Query is the filter as an address has it, to go with others behind "?" or "&".
func (f queueFilter) Query() string {
	v := url.Values{}
	set := func(k, s string) {
		if s != "" {
			v.Set(k, s)
		}
	}
	set("country", f.Country)
	set("week", f.Week)
	set("state", f.State)
	set("to", f.To)
	if f.All {
		v.Set("all", "1")
	}
	return v.Encode()
}

// ask is what the filter asks the ledger.
func (f queueFilter) ask() (dateline.QueueQuery, error) {
	q := dateline.QueueQuery{Country: f.Country, Coder: f.To, All: f.All}
	if !slices.Contains(queueStates, f.State) {
		return q, dateline.Errorf(dateline.Invalid, "%q is no state of an event in the queue", f.State)
	}
	q.State = dateline.ReviewState(f.State)
	if f.Week != "" {
		w, err := dateline.ParseWeek(f.Week)
		if err != nil {
			return q, err
		}
		q.From, q.To = w, w
	}
	return q, nil
}

// A queueRow is an event of the queue with why it stands there.
type queueRow struct {
	dateline.Event
	Why []dateline.Weight
	Has []string // who has it
}

// A queuePage is a part of the queue.
type queuePage struct {
	queueFilter
	Rows   []queueRow
	States []string
	People []string // whom a lead may give events
	Next   string
	Here   string
	Leads  bool
	Me     string
	Sample int // of a thousand that were accepted, how many come back; told where they are asked for
}

func (d *Desk) queue(r *http.Request, who Viewer) (page, error) {
	f := queueFilterOf(r.URL.Query())
	out := queuePage{queueFilter: f, States: queueStates, Here: r.URL.RequestURI(), Leads: who.Leads(), Me: who.Name, Sample: d.Sample}
	found, next, err := d.queued(r.Context(), f, r.FormValue("after"), who.Name, perQueue)
	if err != nil {
		return page{}, err
	}
	es, err := sketched(r.Context(), d.Queue, found)
	if err != nil {
		return page{}, err
	}
	if f.State == string(dateline.ReviewRejected) {
		if es, err = d.withGone(r.Context(), es, found); err != nil {
			return page{}, err
		}
	}
	if out.Rows, err = d.queueRows(r.Context(), es); err != nil {
		return page{}, err
	}
	if next != "" {
		v := r.URL.Query()
		v.Set("after", next)
		out.Next = "/queue?" + v.Encode()
	}
	if out.People, err = d.coders(r.Context()); err != nil {
		return page{}, err
	}
	return page{Title: "queue.title", Template: "queue", Data: out}, nil
}

// queued is a part of the queue; of what is sampled, that which came back and that who
// asks did not decide.
func (d *Desk) queued(ctx context.Context, f queueFilter, after, me string, most int) ([]dateline.Queued, string, error) {
	q, err := f.ask()
	if err != nil {
		return nil, "", err
	}
	q.Limit, q.After = most, after
	if f.State != sampled {
		found, err := d.Queue.ReviewQueue(ctx, q)
		return found.Items, found.Next, err
	}
	var out []dateline.Queued
	// Of a thousand that were accepted some tens come back; a page need not be full.
	for range 20 {
		found, err := d.Queue.ReviewSample(ctx, me, dateline.EventID(after), 200)
		if err != nil {
			return nil, "", err
		}
		for _, e := range found {
			after = string(e.ID)
			again, err := d.comesBack(ctx, &e, me)
			if err != nil {
				return nil, "", err
			}
			if again {
				if out = append(out, dateline.Queued{Event: e.ID, Worth: dateline.Worth(&e), State: e.Review.State}); len(out) == most {
					return out, after, nil
				}
			}
		}
		if len(found) == 0 {
			return out, "", nil
		}
	}
	return out, after, nil
}

// returns reports whether an accepted event is of the sample that comes back: by a hash
// of the decision that accepted it, so that nobody can know before, and all see the same.
func returns(decision string, ofThousand int) bool {
	sum := sha256.Sum256([]byte("sample " + decision))
	return binary.BigEndian.Uint64(sum[:8])%1000 < uint64(max(ofThousand, 0)) //nolint:gosec // not negative
}

// comesBack reports whether an accepted event is of the sample, still waits for somebody
// else to look at it, and was not decided by me.
func (d *Desk) comesBack(ctx context.Context, e *dateline.Event, me string) (bool, error) {
	if e.Review == nil || len(e.Review.Decisions) == 0 {
		return false, nil
	}
	ids := e.Review.Decisions
	if !slices.ContainsFunc(ids, func(id string) bool { return returns(id, d.Sample) }) {
		return false, nil
	}
	var reports []dateline.ReportID
	for _, a := range e.Accounts {
		reports = append(reports, a.Report)
	}
	heads, err := d.Events.Headings(ctx, reports)
	if err != nil {
		return false, err
	}
	var hashes []string
	for _, h := range heads {
		hashes = append(hashes, h.SHA256)
	}
	slices.Sort(hashes)
	ds, err := d.Queue.DecisionsOn(ctx, slices.Compact(hashes)...)
	if err != nil {
		return false, err
	}
	by := map[string]bool{}
	for _, x := range ds {
		if slices.Contains(ids, x.ID) {
			by[x.By] = true
		}
	}
	return len(by) == 1 && !by[me], nil
}

// sketched are the events of a part of the queue. One that linking has just told as
// another is left out.
func sketched(ctx context.Context, from Sketching, found []dateline.Queued) ([]dateline.Event, error) {
	ids := make([]dateline.EventID, len(found))
	for i, x := range found {
		ids[i] = x.Event
	}
	return from.Sketches(ctx, ids...)
}

// queueRows are events of the queue with why they stand there and who has them.
func (d *Desk) queueRows(ctx context.Context, es []dateline.Event) ([]queueRow, error) {
	out := make([]queueRow, len(es))
	for i, e := range es {
		out[i] = queueRow{Event: e, Why: dateline.Weigh(&e)}
		if d.Assigning == nil {
			continue
		}
		var err error
		if out[i].Has, err = d.Assigning.Assigned(ctx, e.ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// weighed is a reason in words. What the reader thinks of its own reading is not told as a
// figure: who codes is not to lean on it.
func (d *Desk) weighed(w dateline.Weight) string {
	key := "weigh." + string(w.Ground)
	switch w.Ground {
	case dateline.Contradicted, dateline.Differing:
		return d.words.say(key, d.field(w.Field))
	case dateline.Severity:
		return d.words.say(key, w.People, d.words.say("harm."+string(w.Harm)))
	}
	return d.words.say(key)
}

// coders are those who may be given events.
func (d *Desk) coders(ctx context.Context) ([]string, error) {
	if d.Users == nil || !shared(d) {
		return nil, nil
	}
	us, err := d.Users.Users(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, u := range us {
		if !u.Disabled && u.Rank.May(dateline.RankCoder) {
			out = append(out, u.Name)
		}
	}
	return out, nil
}

// assign gives events to somebody: a coder to itself alone, a lead to anybody who decides.
func (d *Desk) assign(r *http.Request, who Viewer) (page, error) {
	if err := r.ParseForm(); err != nil {
		return page{}, dateline.Errorf(dateline.Invalid, "the form cannot be read: %w", err)
	}
	var ids []dateline.EventID
	for _, id := range r.PostForm["event"] {
		ids = append(ids, dateline.EventID(id))
	}
	to := who.Name
	if r.PostFormValue("do") == "give" || r.PostFormValue("do") == "drop" && r.PostFormValue("to") != "" {
		to = r.PostFormValue("to")
	}
	if to != who.Name {
		if !who.Leads() {
			return page{}, errForbidden
		}
		people, err := d.coders(r.Context())
		if err != nil {
			return page{}, err
		}
		if !slices.Contains(people, to) {
			return page{}, wrong("to", "%q is nobody who decides; give the events to a coder", to)
		}
	}
	if len(ids) == 0 || len(ids) > perPage {
		return page{}, wrong("event", "no event is chosen, or more than %d; tick those that are meant", perPage)
	}
	var err error
	switch r.PostFormValue("do") {
	case "take", "give":
		_, err = d.Assigning.Assign(r.Context(), to, who.Name, ids...)
	case "drop":
		_, err = d.Assigning.Unassign(r.Context(), to, ids...)
	default:
		err = dateline.Errorf(dateline.Invalid, "the form says nothing that is done to events; send it from the queue")
	}
	if err != nil {
		return page{}, err
	}
	d.note(r, "assign", to, "done", r.PostFormValue("do")+" "+grouped(len(ids)))
	return page{To: pathOr(r.PostFormValue("here"), "/queue")}, nil
}

// pathOr is a path of the desk that a form gave, or another.
func pathOr(path, other string) string {
	if !strings.HasPrefix(path, "/") || strings.HasPrefix(path, "//") {
		return other
	}
	return path
}

// deepest is how far the queue is gone along to find what stands beside an event.
const deepest = 40

// step leads from an event to the one before or after it in the queue, though it stands
// there no more itself; without one, to the first.
func (d *Desk) step(r *http.Request, who Viewer) (page, error) {
	f := queueFilterOf(r.URL.Query())
	at, back := r.FormValue("at"), r.FormValue("go") == "back"
	worth, known := 0, at == ""
	if !known {
		e, err := d.eventOrGone(r.Context(), at)
		switch {
		case dateline.KindOf(err) == dateline.NotFound: // it has become another
		case err != nil:
			return page{}, err
		default:
			worth, known, at = dateline.Worth(e), true, string(e.ID)
		}
	}
	if known && at != "" && !back && f.State != sampled {
		return d.stepBehind(r.Context(), f, &dateline.Queued{Event: dateline.EventID(at), Worth: worth})
	}
	var before dateline.EventID
	after := ""
	for range deepest {
		found, next, err := d.queued(r.Context(), f, after, who.Name, 200)
		if err != nil {
			return page{}, err
		}
		for _, x := range found {
			id := string(x.Event)
			past := at == "" || !known || x.Worth < worth || x.Worth == worth && id < at
			if id != at && past && !back {
				return stepTo(x.Event, f), nil
			}
			if id == at || past {
				if back && before != "" {
					return stepTo(before, f), nil
				}
				if back {
					return page{To: "/queue?" + f.Query()}, nil
				}
				continue
			}
			before = x.Event
		}
		if after = next; after == "" {
			break
		}
	}
	if back && before != "" {
		return stepTo(before, f), nil
	}
	return page{To: "/queue?" + f.Query()}, nil
}

// stepBehind leads to the first event of the queue that comes behind one.
func (d *Desk) stepBehind(ctx context.Context, f queueFilter, at *dateline.Queued) (page, error) {
	q, err := f.ask()
	if err != nil {
		return page{}, err
	}
	q.Limit, q.Behind = 1, at
	found, err := d.Queue.ReviewQueue(ctx, q)
	if err != nil {
		return page{}, err
	}
	if len(found.Items) == 0 {
		return page{To: "/queue?" + f.Query()}, nil
	}
	return stepTo(found.Items[0].Event, f), nil
}

// stepTo is the page on which an event of the queue is decided, which goes on in it.
func stepTo(id dateline.EventID, f queueFilter) page {
	return page{To: eventPath(string(id)) + "?" + strings.TrimSuffix("queue=1&"+f.Query(), "&")}
}
