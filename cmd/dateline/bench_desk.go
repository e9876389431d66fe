package main

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptrace"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"

	"dateline"
)

// How the desk is used while it is measured.
const (
	deskReaders = 50          // at once
	deskCoders  = 5           // at once, beside them
	deskPause   = time.Second // of each between two pages
	deskAlone   = 400         // pages that one reader asks before the others come
)

// desk measures the pages of the full ledger: first with one reader, then with many and
// some coders for as long as was asked. They follow links as they find them.
func (b *bench) desk(ctx context.Context) error {
	l, err := (&net.ListenConfig{}).Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return dateline.Errorf(dateline.Internal, "no port for the desk: %w", err)
	}
	at := l.Addr().String()
	if err := l.Close(); err != nil {
		return dateline.Errorf(dateline.Internal, "the port for the desk is not given back: %w", err)
	}
	cmd, err := b.process(ctx, nil, "serve", "--ledger", b.path("full"), "--listen", at)
	if err != nil {
		return err
	}
	defer end(cmd)
	v := visits{base: "http://" + at, bytes: map[string]int{}, took: map[string][]time.Duration{}}
	if err := v.open(ctx); err != nil {
		return err
	}
	alone := newVisitor(&v, 0)
	for range deskAlone {
		if err := alone.step(ctx, false); err != nil {
			return err
		}
	}
	b.putVisits("one reader", &v)
	v.reset()
	timed, stop := context.WithTimeout(ctx, b.minutes)
	defer stop()
	var all sync.WaitGroup
	for i := range deskReaders + deskCoders {
		all.Go(func() {
			who := newVisitor(&v, uint64(i+1))
			for timed.Err() == nil {
				if err := who.step(timed, i >= deskReaders); err != nil && timed.Err() == nil {
					v.fail(err)
				}
				select {
				case <-timed.Done():
				case <-time.After(deskPause):
				}
			}
		})
	}
	all.Wait()
	b.putVisits(fmt.Sprintf("%d readers and %d coders, %s", deskReaders, deskCoders, b.minutes), &v)
	b.put("decisions made meanwhile", "", "", "%d, %d of them refused as somebody was first", v.decided, v.conflicts)
	b.put("errors meanwhile", "0", "0", "%d %s", len(v.failed), strings.Join(v.failed[:min(3, len(v.failed))], "; "))
	return nil
}

func (b *bench) putVisits(who string, v *visits) {
	var took []time.Duration
	var kinds, each []string
	largest := ""
	for kind, ts := range v.took {
		took, kinds = append(took, ts...), append(kinds, kind)
	}
	slices.SortFunc(kinds, func(a, b string) int {
		return cmp.Or(cmp.Compare(worst(v.took[b]), worst(v.took[a])), strings.Compare(a, b))
	})
	for _, kind := range kinds {
		each = append(each, fmt.Sprintf("%s %d ms (%d)", kind, worst(v.took[kind]).Milliseconds(), len(v.took[kind])))
	}
	for kind, n := range v.bytes {
		if largest == "" || n > v.bytes[largest] || n == v.bytes[largest] && kind < largest {
			largest = kind
		}
	}
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	b.put("first byte of a page, 95th percentile, "+who, "150 ms", "40 ms", "%d ms (median %.1f ms; slowest %s, %d ms; %d pages)",
		worst(took).Milliseconds(), float64(took[len(took)/2].Microseconds())/1000, kinds[0], worst(v.took[kinds[0]]).Milliseconds(), len(took))
	b.put("the same, each kind of page and how many, "+who, "", "", "%s", strings.Join(each, ", "))
	b.put("largest page, "+who, "400 KB", "", "%d KB (%s)", v.bytes[largest]>>10, largest)
}

// worst is the 95th percentile.
func worst(ts []time.Duration) time.Duration {
	ts = slices.Sorted(slices.Values(ts))
	return ts[len(ts)*95/100]
}

// visits are what was asked of a desk.
type visits struct {
	base      string
	mu        sync.Mutex
	took      map[string][]time.Duration // to the first byte, by kind of page
	bytes     map[string]int             // of the largest, by kind
	failed    []string
	decided   int
	conflicts int
}

func (v *visits) reset() {
	v.took, v.bytes, v.failed = map[string][]time.Duration{}, map[string]int{}, nil
}

func (v *visits) fail(err error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.failed = append(v.failed, err.Error())
}

// open waits until the desk answers.
func (v *visits) open(ctx context.Context) error {
	for began := time.Now(); ; {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.base+"/about", nil)
		if err != nil {
			return err
		}
		if r, err := http.DefaultClient.Do(req); err == nil {
			_ = r.Body.Close() // it answers
			return nil
		}
		if time.Since(began) > time.Minute {
			return dateline.Errorf(dateline.Unavailable, "the desk does not answer at %s", v.base)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// A visitor follows links, by chance that its number decides.
type visitor struct {
	v     *visits
	rng   *rand.Rand
	c     http.Client
	links []string // of the page in hand, of this desk
	forms []form
}

// A form is one of a page's that decides something.
type form struct {
	action string
	values url.Values
}

func newVisitor(v *visits, n uint64) *visitor {
	jar, _ := cookiejar.New(nil) // fails for no options
	return &visitor{v: v, rng: rand.New(rand.NewPCG(n, 6)), c: http.Client{Jar: jar, Timeout: time.Minute}}
}

// step asks the next page, or, as a coder, confirms what the page in hand is about.
func (w *visitor) step(ctx context.Context, coder bool) error {
	if coder && len(w.forms) > 0 {
		f := w.forms[w.rng.IntN(len(w.forms))]
		w.forms = nil
		return w.decide(ctx, f)
	}
	to := "/"
	if len(w.links) > 0 && w.rng.IntN(8) > 0 {
		to = w.links[w.rng.IntN(len(w.links))]
	}
	return w.get(ctx, to)
}

func (w *visitor) decide(ctx context.Context, f form) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, w.v.base+f.action, strings.NewReader(f.values.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	r, err := w.c.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = r.Body.Close() }()
	_, _ = io.Copy(io.Discard, r.Body) // so that the connection is used again
	w.v.mu.Lock()
	defer w.v.mu.Unlock()
	switch {
	case r.StatusCode == http.StatusConflict:
		w.v.conflicts++
		fallthrough
	case r.StatusCode < 400:
		w.v.decided++
		return nil
	}
	return fmt.Errorf("%s after POST %s", r.Status, kindOf(f.action))
}

func (w *visitor) get(ctx context.Context, to string) error {
	var first time.Duration
	began := time.Now()
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotFirstResponseByte: func() { first = time.Since(began) }})
	req, err := http.NewRequestWithContext(traced, http.MethodGet, w.v.base+to, nil)
	if err != nil {
		return err
	}
	r, err := w.c.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = r.Body.Close() }()
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return err
	}
	kind := kindOf(to)
	if r.StatusCode >= 400 {
		w.links = nil
		return fmt.Errorf("%s for GET %s", r.Status, to)
	}
	w.v.mu.Lock()
	w.v.took[kind] = append(w.v.took[kind], first)
	w.v.bytes[kind] = max(w.v.bytes[kind], len(body))
	w.v.mu.Unlock()
	if !strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") {
		w.links = nil
		return nil
	}
	return w.read(to, body)
}

// kindOf is a page without what it is about.
func kindOf(path string) string {
	path, _, _ = strings.Cut(strings.TrimPrefix(path, "/"), "?")
	first, _, _ := strings.Cut(path, "/")
	return "/" + first
}

// read notes a page's links and the forms that confirm something.
func (w *visitor) read(to string, body []byte) error {
	doc, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return err
	}
	here, err := url.Parse(to)
	if err != nil {
		return err
	}
	w.links, w.forms = nil, nil
	for n := range doc.Descendants() {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "a":
			if _, file := attribute(n, "download"); file {
				continue
			}
			href, _ := attribute(n, "href")
			u, err := here.Parse(href)
			if err == nil && href != "" && !strings.HasPrefix(href, "#") && u.Host == "" && u.Path != "/logout" {
				u.Fragment = ""
				w.links = append(w.links, u.String())
			}
		case n.Data == "form":
			if f, ok := formOf(n); ok {
				w.forms = append(w.forms, f)
			}
		}
	}
	return nil
}

// formOf is a form that confirms something: one that is posted and says so.
func formOf(n *html.Node) (form, bool) {
	method, _ := attribute(n, "method")
	action, _ := attribute(n, "action")
	f := form{action: action, values: url.Values{}}
	confirms := false
	for c := range n.Descendants() {
		if c.Type != html.ElementNode || c.Data != "input" && c.Data != "button" {
			continue
		}
		name, _ := attribute(c, "name")
		value, _ := attribute(c, "value")
		confirms = confirms || value == string(dateline.VerbConfirm)
		if kind, _ := attribute(c, "type"); name != "" && (c.Data == "input" && kind != "checkbox" && kind != "radio" && kind != "submit" || value == string(dateline.VerbConfirm)) {
			f.values.Add(name, value)
		}
	}
	return f, strings.EqualFold(method, http.MethodPost) && strings.HasPrefix(action, "/") && confirms
}

func attribute(n *html.Node, key string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
