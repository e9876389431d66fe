package desk

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// What the page of an event shows at once.
const (
	mostFor      = 6   // accounts for a value, or against it
	mostWhy      = 60  // when one field is asked for
	mostAccounts = 20  // in the list of all
	contextBytes = 140 // to each side of a quote
)

// An eventPage is one event with all that it rests on.
type eventPage struct {
	Event    dateline.Event
	Fields   []fieldView
	Tolls    []tollView
	Accounts []accountView
	More     int                                  // accounts that are not listed
	Next     string                               // path to them
	Open     string                               // the field whose accounts are all shown
	Was      string                               // the event that is no more and led here
	Labels   map[dateline.ReportID]dateline.Label // of those reports
	Decided  []decidedView
	Decide   *decidePage         // for who decides
	Log      []dateline.Decision // those in force on it, in their order, for who does not decide
}

// A tollView is the history of one figure.
type tollView struct {
	dateline.Toll
	Name, Best, Range, Rule string
	History                 []figureView
	Hidden                  int
}

type figureView struct {
	dateline.Figure
	Outlet, Says string
	By           string   // of a person's, which stands
	Quote        *passage // that they gave for it
}

// An accountView is an account in the list of all.
type accountView struct {
	dateline.Account
	Report dateline.Report
	Outlet string
	Says   string
	Echo   string // the outlet whose words it prints again
	Quote  *passage
	Merge  *dateline.Merge
}

// A decidedView is what people decided of a field.
type decidedView struct {
	Field, Name string
	Verb, By    string
	Machine     string // the value without it
}

// event shows an event.
func (d *Desk) event(r *http.Request, who Viewer) (page, error) {
	e, err := d.Records.Event(r.Context(), r.PathValue("id"))
	if err != nil {
		return d.past(r, who, r.PathValue("id"), err)
	}
	if string(e.ID) != r.PathValue("id") {
		return page{To: "/event/" + string(e.ID)}, nil
	}
	p := eventPage{Event: *e, Open: r.FormValue("why"), Was: onceOf(r.URL.Query())}
	w := newWitness(d, *e)
	p.Fields = w.fields(p.Open)
	from, err := number(r.FormValue("from"))
	if err != nil {
		return page{}, err
	}
	shown := e.Accounts[min(from, len(e.Accounts)):min(from+mostAccounts, len(e.Accounts))]
	for _, a := range shown {
		w.want(a.Report)
	}
	if err := w.given(r.Context()); err != nil {
		return page{}, err
	}
	if err := w.load(r.Context()); err != nil {
		return page{}, err
	}
	w.fill(p.Fields)
	if p.Labels, err = d.labelsOf(r.Context(), who, slices.Sorted(maps.Keys(w.heads))...); err != nil {
		return page{}, err
	}
	p.Tolls = w.tolls()
	for _, a := range shown {
		p.Accounts = append(p.Accounts, w.account(a))
	}
	if p.More = len(e.Accounts) - from - len(shown); p.More > 0 {
		p.Next = "/event/" + string(e.ID) + "?from=" + strconv.Itoa(from+len(shown)) + "#accounts"
	}
	if e.Review != nil {
		for _, f := range slices.SortedFunc(maps.Keys(e.Review.Fields), byField) {
			if f != "tolls" {
				if v := w.decided(f); v != nil {
					p.Decided = append(p.Decided, *v)
				}
			}
		}
		if !who.Decides() {
			if p.Log, err = w.log(r.Context()); err != nil {
				return page{}, err
			}
		}
	}
	if p.Decide, err = d.decideBlock(r, who, string(e.ID)); err != nil {
		return page{}, err
	}
	return page{Title: d.title(*e), Template: "event", Data: p, Scripts: []string{"review.js"}}, nil
}

// A witness finds what the accounts of one event say, and loads no more of their reports
// than is shown.
type witness struct {
	d     *Desk
	e     dateline.Event
	by    map[dateline.AccountID]dateline.Account
	echo  map[dateline.AccountID]dateline.AccountID
	heads map[dateline.ReportID]dateline.Report
	texts map[dateline.ReportID]string
	asked map[dateline.ReportID]bool
	lists map[string][5][]dateline.AccountID // of a field, as whys has them
	gave  []givenWords                       // by people who decided
}

func newWitness(d *Desk, e dateline.Event) *witness {
	w := &witness{d: d, e: e, by: map[dateline.AccountID]dateline.Account{}, echo: map[dateline.AccountID]dateline.AccountID{}, asked: map[dateline.ReportID]bool{}, lists: map[string][5][]dateline.AccountID{}}
	for _, a := range e.Accounts {
		w.by[a.ID] = a
	}
	for _, x := range e.Echoes {
		w.echo[x.Account] = x.Of
	}
	return w
}

func (w *witness) want(id dateline.ReportID) { w.asked[id] = true }

// load asks for the reports that are wanted, and for the headings of figures.
func (w *witness) load(ctx context.Context) error {
	ids := slices.Sorted(maps.Keys(w.asked))
	var err error
	if w.texts, err = w.d.Records.Texts(ctx, ids); err != nil {
		return err
	}
	for _, t := range w.e.Tolls {
		for _, f := range t.History[:min(len(t.History), mostWhy)] {
			if !w.asked[f.Report] {
				ids = append(ids, f.Report)
			}
		}
	}
	w.heads, err = w.d.Records.Headings(ctx, ids)
	return err
}

// saidBy is whose word a field of an account is, "" where that is not plain. An account
// has one speaker, and not all of it need be theirs: a denial stands beside what others
// say. So the speaker is named where the words that bear the field out name them too, or
// the figure has a speaker of its own; of a claim its own words say whose it is.
func (w *witness) saidBy(a dateline.Account, field string) string {
	kind, rest, _ := strings.Cut(field, ".")
	if kind == "claims" {
		return ""
	}
	if kind == "casualties" {
		cs, _ := figuresOf(a, rest)
		for _, c := range cs {
			if c.SaidBy != nil {
				return *c.SaidBy
			}
		}
	}
	at := w.evidence(a, field)
	if a.SaidBy == nil || len(at) == 0 {
		return ""
	}
	within := inContext(w.texts[a.Report], at[0], contextBytes, w.heads[a.Report].Body)
	if !strings.Contains(folded(w.texts[a.Report][within.Start:within.End]), folded(*a.SaidBy)) {
		return ""
	}
	return *a.SaidBy
}

// evidence is where the words of an account are that bear out a field, or what happened
// where the field has none of its own; nothing without the report's text.
func (w *witness) evidence(a dateline.Account, field string) []dateline.Span {
	if _, ok := w.texts[a.Report]; !ok {
		return nil
	}
	var at []dateline.Span
	for _, e := range a.Evidence {
		if e.Field == field || strings.HasPrefix(field, e.Field+".") || strings.HasPrefix(e.Field, field+".") {
			at = append(at, e.Span)
		}
	}
	if field == "" || len(at) == 0 {
		for _, e := range a.Evidence {
			if e.Field == "type" {
				at = append(at, e.Span)
			}
		}
	}
	return at
}

// quote is the words of an account that bear out a field, in their sentence.
func (w *witness) quote(a dateline.Account, field string) *passage {
	at := w.evidence(a, field)
	if len(at) == 0 {
		return nil
	}
	text := w.texts[a.Report]
	within := inContext(text, at[0], contextBytes, w.heads[a.Report].Body)
	var marks []mark
	for _, s := range at {
		marks = append(marks, mark{Span: s, Class: "ev-1"})
	}
	p := newPassage(text, within, marks)
	return &p
}

// tolls are the histories of the event's figures.
func (w *witness) tolls() []tollView {
	var out []tollView
	for i, t := range w.e.Tolls {
		v := tollView{Toll: t, Name: w.d.field("casualties." + string(t.Status)), Best: w.d.number(t.Best.Low, t.Best.High, nil), Rule: string(t.Rule)}
		if t.Side != "" && t.Side != dateline.UnknownSide {
			v.Name = w.d.field("casualties." + string(t.Status) + "." + string(t.Side))
		}
		if t.Low != nil || t.High != nil {
			v.Range = w.d.number(t.Low, t.High, nil)
		}
		shown := t.History[:min(len(t.History), mostWhy)]
		v.Hidden = len(t.History) - len(shown)
		for _, f := range shown {
			v.History = append(v.History, figureView{f, w.d.outletOf(w.heads[f.Report]), w.d.number(f.Low, f.High, f.Qualifier), "", nil})
		}
		if t.Rule == dateline.TollDecided && i < len(w.e.Casualties) {
			v.History = append(v.History, w.decidedFigure(w.e.Casualties[i]))
		}
		out = append(out, v)
	}
	return out
}

func (w *witness) account(a dateline.Account) accountView {
	v := accountView{Account: a, Report: w.heads[a.Report], Outlet: w.d.outletOf(w.heads[a.Report]), Quote: w.quote(a, "")}
	v.Says = w.d.title(dateline.Event{Type: a.Type, Roles: a.Roles})
	if of, is := w.echo[a.ID]; is {
		v.Echo = w.d.outletOf(w.heads[w.by[of].Report])
	}
	for i := range w.e.Merges {
		if w.e.Merges[i].Account == a.ID {
			v.Merge = &w.e.Merges[i]
		}
	}
	return v
}

// decided is what people decided of a field; nil where nobody did.
func (w *witness) decided(field string) *decidedView {
	f, ok := w.e.Review.Fields[field]
	if !ok {
		return nil
	}
	var was dateline.Event
	if err := json.Unmarshal([]byte(`{"`+field+`":`+string(f.Machine)+`}`), &was); err != nil {
		return nil // of a kind that is not shown
	}
	key := field
	switch field {
	case "places":
		key = "place"
	case "casualties":
		key = "figures"
	}
	v := &decidedView{Field: field, Name: w.d.field(key), Verb: string(f.Verb), By: f.By}
	switch field {
	case "roles":
		v.Machine = w.d.title(dateline.Event{Roles: was.Roles})
	case "casualties":
		var all []string
		for _, c := range was.Casualties {
			all = append(all, w.d.figure(c, true)+" "+w.d.field("casualties."+string(c.Status)))
		}
		v.Machine = strings.Join(all, ", ")
	default:
		v.Machine = w.d.says(wholeOf(was), key)
	}
	return v
}

// log are the decisions in force on the event.
func (w *witness) log(ctx context.Context) ([]dateline.Decision, error) {
	var ids []dateline.ReportID
	for _, a := range w.e.Accounts {
		ids = append(ids, a.Report)
	}
	heads, err := w.d.Records.Headings(ctx, ids)
	if err != nil {
		return nil, err
	}
	var hashes []string
	for _, h := range heads {
		hashes = append(hashes, h.SHA256)
	}
	slices.Sort(hashes)
	all, err := w.d.Records.DecisionsOn(ctx, slices.Compact(hashes)...)
	if err != nil {
		return nil, err
	}
	var out []dateline.Decision
	for _, d := range all {
		if d.Set == "" && slices.Contains(w.e.Review.Decisions, d.ID) && len(out) < mostWhy {
			out = append(out, d)
		}
	}
	return out, nil
}

// wholeOf is an event as one account of it.
func wholeOf(e dateline.Event) dateline.Account {
	return dateline.Account{Type: e.Type, Occurrence: e.Occurrence, Basis: e.Basis, Roles: e.Roles, Places: e.Places, Time: e.Time, Casualties: e.Casualties, Claims: e.Claims}
}

// number reads a number of a request; "" is 0.
func number(s string) (int, error) {
	if s == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > 1_000_000 {
		return 0, dateline.Errorf(dateline.Invalid, "%q is no number of this list", s)
	}
	return n, nil
}
