package main

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"os/user"
	"slices"
	"sync/atomic"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/desk"
	"dateline/pipeline"
	"dateline/store"
)

func (p program) deskCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve [flags]",
		Short: "Serve the desk: the pages on which a ledger is looked at and corrected",
		Long: `Serves the web pages of a ledger until stopped: what is new, stories, events with
the words that they rest on, and the review of what machines propose. Pages load
nothing from other hosts.

On the loopback interface, which is the default, nobody logs in. At any other
address everybody does, and --origin says under which address people reach it.

Exit status: 0 stopped, 2 usage, 3 the desk could not be served.`,
		Example: `  dateline serve
  dateline serve --ledger postgres://dateline@db/dateline --listen 0.0.0.0:8017 --origin https://desk.example.org`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	listen := cmd.Flags().String("listen", "", "host:port to serve at; a port alone is of this host only (default 127.0.0.1:8017)")
	origin := cmd.Flags().String("origin", "", "address under which people reach the desk; needed unless it is of this host only")
	cmd.Flags().String("log", "", "auto (text on a terminal, else json), text, json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		if *listen != "" {
			if err := address(&w.desk.listen, *listen); err != nil {
				return dateline.Errorf(dateline.Invalid, "--listen: %w", err)
			}
		}
		if *origin != "" {
			w.desk.origin = *origin
		}
		return p.serveDesk(cmd.Context(), w)
	}
	return cmd
}

// serveDesk serves the desk of a workshop's ledger until ctx ends.
func (p program) serveDesk(ctx context.Context, w *workshop) error {
	l, log, listen, origin := w.ledger, w.log, w.desk.listen, w.desk.origin
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "--listen %q is no address; give host:port", listen)
	}
	if origin == "" && !loopback(host) {
		return dateline.Errorf(dateline.Invalid, "--listen %s is reached from other hosts: say with --origin under which address, as https://desk.example.org; people log in there", listen)
	}
	o := deskOptions(l, log, origin)
	o.Proxies, o.Sample = w.desk.proxies, w.desk.sample
	if w.desk.issuer != "" {
		o.OIDC = &desk.OIDC{Name: w.desk.issuerName, Issuer: w.desk.issuer, ClientID: w.desk.client, Secret: w.desk.secret}
	}
	if err := p.mayLogIn(ctx, l, o); err != nil {
		return err
	}
	if w.desk.certificate != "" {
		if _, err := tls.LoadX509KeyPair(w.desk.certificate, w.desk.key); err != nil {
			return dateline.Errorf(dateline.Invalid, "desk.tls_certificate %s and desk.tls_key do not make a pair: %w", clean(w.desk.certificate), err)
		}
	}
	d, err := desk.New(o)
	if err != nil {
		return err
	}
	defer d.Close()
	at, err := (&net.ListenConfig{}).Listen(ctx, "tcp", listen)
	if err != nil {
		return dateline.Errorf(dateline.Invalid, "listen: %s cannot be listened on (%w); give another port", listen, err)
	}
	var seen visited
	w.busy = seen.lately
	s := &http.Server{
		Handler: seen.note(d.Handler()), ReadHeaderTimeout: 5 * time.Second, ReadTimeout: 30 * time.Second,
		WriteTimeout: time.Minute, IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 32 << 10, ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	linked, err := p.linkBeside(ctx, w)
	if err != nil {
		return err
	}
	defer linked()
	defer indexBeside(ctx, w)()
	done := make(chan error, 1)
	go func() {
		if w.desk.certificate != "" {
			done <- s.ServeTLS(at, w.desk.certificate, w.desk.key)
			return
		}
		done <- s.Serve(at)
	}()
	where := origin
	if where == "" {
		where = "http://" + at.Addr().String()
	}
	if err := p.print([]byte("the desk is at " + where + "/; Ctrl-C ends it\n")); err != nil {
		return err
	}
	select {
	case err := <-done:
		if !errors.Is(err, http.ErrServerClosed) {
			return dateline.Errorf(dateline.Unavailable, "the desk is served no longer: %w", err)
		}
	case <-ctx.Done():
	}
	d.Close()
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if err := s.Shutdown(last); err != nil {
		_ = s.Close() // those who still ask are cut off
	}
	return nil
}

// askedLately is for how long after a page was asked more are expected.
const askedLately = 3 * time.Second

// visited is when a page was asked for last, in nanoseconds since 1970.
type visited struct{ at atomic.Int64 }

func (a *visited) note(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a.at.Store(time.Now().UnixNano())
		next.ServeHTTP(w, r)
	})
}

func (a *visited) lately() bool { return time.Since(time.Unix(0, a.at.Load())) < askedLately }

// indexBeside has the ledger answer from memory what counts over all events ask, as soon
// as it can; the function that it gives ends that.
func indexBeside(ctx context.Context, w *workshop) (end func()) {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		began := time.Now()
		if err := w.ledger.KeepIndex(ctx); err != nil && ctx.Err() == nil {
			w.log.Warn("events are counted from the tables, which takes longer: no index could be made", "error", err)
		} else if err == nil {
			w.log.Debug("events are indexed", "took", time.Since(began))
		}
	}()
	return func() {
		stop()
		<-ended
	}
}

// linkBeside links what is decided at a desk while it is served, unless another process
// links the ledger; the function that it gives ends that.
func (p program) linkBeside(ctx context.Context, w *workshop) (end func(), err error) {
	w.beside = heldByDesk
	line, err := p.newPipeline(w, w.stages(), newMetrics(), pipeline.Given{})
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		line.Link(ctx)
	}()
	return func() {
		stop()
		<-ended
	}, nil
}

// mayLogIn says what keeps people from logging in, or lets others read along.
func (p program) mayLogIn(ctx context.Context, l *store.Ledger, o desk.Options) error {
	if o.Origin == "" {
		return nil
	}
	users, err := l.Users(ctx)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(users, func(u dateline.User) bool { return !u.Disabled }) {
		p.complain("nobody can log in yet; 'dateline users add NAME --rank admin' adds somebody who can")
	}
	if u, err := url.Parse(o.Origin); err == nil && u.Scheme == "http" && !loopback(u.Hostname()) {
		p.complain("%s is reached without encryption: whoever is on the way reads passwords; have a proxy with TLS before it, and say its https:// address", o.Origin)
	}
	return nil
}

// deskOptions are what a desk shows of a ledger.
func deskOptions(l *store.Ledger, log *slog.Logger, origin string) desk.Options {
	o := desk.Options{
		Events: l, Map: l, Groups: deskGroups{l}, Finder: l, Saying: l, Records: l, Views: l, Outlets: l, Work: l, Accounts: l, Users: l, Audit: l, Sources: l, Labels: l,
		Deciding: l, Past: l, Linking: l, Names: deskNames{},
		Queue: l, Assigning: l, Worklist: l, Doubles: l, Coded: l, Releases: l, Sheet: deskSheet{}, Countries: deskNames{},
		Origin: origin, Version: version, Logger: log, Usable: l.Usable, Where: l.Where(),
	}
	if u, err := user.Current(); err == nil {
		o.Local = u.Username
	}
	return o
}

// loopback reports whether a host is reached from this one alone.
func loopback(host string) bool {
	ip, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && ip.IsLoopback()
}
