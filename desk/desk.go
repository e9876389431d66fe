// Package desk is the web pages of a ledger: what it holds to look at, to question
// and to correct. Pages are HTML made here; scripts only make them quicker to use,
// and everything is read and done without them by links and forms.
//
// A page is a function that a route names (see route.go); what it returns is drawn
// by the frame. The desk knows no store: each page says by an interface, beside it,
// what it asks, and a page whose interface was not given is not there. Nothing on a
// page comes from another host, which the Content-Security-Policy sees to.
//
// Words of the interface stand in words/en.yaml alone, by key. Text of reports is
// shown by Passage alone, which shows what is hostile in it as inert marks.
package desk

import (
	"context"
	"html/template"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"dateline"
)

// Options are what a Desk is made with. A nil interface is a part of the desk that
// is not there.
type Options struct {
	Events  Events
	Finder  Finder
	Saying  Saying
	Records Records
	Views   Views
	Outlets Outlets
	Work    Work
	// What people decide: without it nobody does.
	Deciding Deciding
	Past     Past
	Linking  Linking // nil: nobody waits for it
	Names    Names
	Map      Map
	Groups   Groups

	// How a team's coding is organised.
	Queue     Queue
	Assigning Assigning
	Worklist  Worklist
	Countries Countries // nil knows no more than events do
	Doubles   Doubles
	Coded     Coded
	Releases  Releases
	Sheet     Sheet // nil: releases are downloaded as JSON alone
	// Sample is how many of a thousand accepted events come back to somebody else.
	Sample int

	// Who may use the desk, and what they did. A desk with an Origin has Accounts.
	Accounts Accounts
	Users    Users
	Audit    Audit
	Sources  Sources
	Labels   Labels
	OIDC     *OIDC // where else people log in; nil is nowhere
	// Proxies are the networks of reverse proxies whose X-Forwarded-For is believed.
	Proxies []netip.Prefix

	// Usable says whether the ledger can still be used by this program, asked once in a
	// while; nil is always. Its error is shown on every page.
	Usable func(context.Context) error
	// Where is the ledger as messages name it: its path is told to nobody.
	Where string

	// Origin is the address under which people reach the desk, scheme and host
	// ("https://desk.example.org"). Empty is a desk on the loopback interface: there
	// nobody logs in, and requests that name another host are refused.
	Origin string
	// Local is who sits at a desk on the loopback interface, as decisions name them.
	Local string
	// Version is the program's own.
	Version string
	Logger  *slog.Logger
	Now     func() time.Time
	// NewsEvery is how often it is looked whether there is more to list; 0 is every ten
	// seconds.
	NewsEvery time.Duration
}

// A Desk serves the pages. Make it with New.
type Desk struct {
	Options
	words    words
	assets   *assets
	pages    map[string]*template.Template
	routed   []route
	origin   *url.URL       // nil on loopback
	mux      *http.ServeMux // of the routes
	handler  http.Handler
	throttle throttle
	counted  kept[*mapCounts]
	journeys journeys
	streams  streams
	usable   pulse
	news     map[bool]*pulse // whether it is of those from whom something is kept
	named    nameCache
	placed   kept[*placeNames]
	offered  kept[dateline.Facets]
	shares   kept[[]dateline.Share]
	stands   kept[*dateline.Standing]
	unlinked kept[int]
	groupsIndexed
	naming  sync.Mutex // held while somebody decides of a name
	closing chan struct{}
	close   func()
}

// New makes a desk. It fails with Invalid for an Origin that is none.
func New(o Options) (*Desk, error) {
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.NewsEvery == 0 {
		o.NewsEvery = 10 * time.Second
	}
	if o.Local == "" {
		o.Local = "local"
	}
	d := &Desk{Options: o, closing: make(chan struct{}), news: map[bool]*pulse{true: {}, false: {}}}
	d.close = sync.OnceFunc(func() { close(d.closing) })
	if o.Origin != "" {
		u, err := url.Parse(o.Origin)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.Path != "" && u.Path != "/" || u.RawQuery != "" || u.User != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%q is no address of a desk; give scheme and host, as https://desk.example.org", o.Origin)
		}
		if o.Accounts == nil || o.Users == nil || o.Sources == nil {
			return nil, dateline.Errorf(dateline.Invalid, "a desk at %s needs accounts, and the sources that names are withheld by: people log in there", o.Origin)
		}
		d.origin = u
	}
	if o.OIDC != nil && o.OIDC.Name == "" {
		with := *o.OIDC
		with.Name = with.Issuer
		d.OIDC = &with
	}
	var err error
	if d.words, err = english(); err != nil {
		return nil, err
	}
	if d.assets, err = newAssets(); err != nil {
		return nil, err
	}
	if d.pages, err = d.parse(); err != nil {
		return nil, err
	}
	d.withhold()
	d.routed = d.routes()
	d.handler = d.serve()
	return d, nil
}

// withhold has each part of the ledger tell who asks what they may see. Pages need not
// think of it.
func (d *Desk) withhold() {
	if d.origin == nil {
		return
	}
	if d.Events != nil {
		d.Events = withheldEvents{d.Events, d}
	}
	if d.Finder != nil {
		d.Finder = withheldFinder{d.Finder, d}
	}
	if d.Saying != nil {
		d.Saying = withheldSaying{d.Saying, d}
	}
	if d.Groups != nil {
		d.Groups = withheldGroups{d.Groups, d}
	}
	if d.Map != nil {
		d.Map = withheldMap{d.Map, d}
	}
	if d.Records != nil {
		d.Records = withheldRecords{d.Records, d}
	}
	if d.Past != nil {
		d.Past = withheldPast{d.Past, d}
	}
}

// Close ends the streams that are open, so that a server that is to end need not wait
// for them.
func (d *Desk) Close() { d.close() }

// Handler serves all pages, at the root of a host.
func (d *Desk) Handler() http.Handler { return d.handler }
