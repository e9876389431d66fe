package desk

import (
	"context"
	"net/http"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"dateline"
)

// OIDC is another place where people log in, by OpenID Connect. Who does must be a user
// of the desk whose Subject is the issuer, a blank, and the subject there: nobody
// becomes one by logging in elsewhere.
type OIDC struct {
	Name     string // as people call it; the issuer where it is empty
	Issuer   string
	ClientID string
	Secret   string
	// Client asks the issuer; nil is http.DefaultClient.
	Client *http.Client
}

// A journey is a login that went elsewhere and is to come back.
type journey struct {
	nonce, verifier, to string
	until               time.Time
}

const (
	journeyTime   = 10 * time.Minute
	mostJourneys  = 1000
	journeyCookie = "journey"
)

// journeys are the logins under way, by their state.
type journeys struct {
	mu  sync.Mutex
	all map[string]journey
	// provider is found out when it is first needed: the desk opens without it.
	provider *oidc.Provider
}

// begin keeps a journey, unless too many are under way.
func (j *journeys) begin(state string, one journey, now time.Time) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.all == nil {
		j.all = map[string]journey{}
	}
	for s, o := range j.all {
		if now.After(o.until) {
			delete(j.all, s)
		}
	}
	if len(j.all) >= mostJourneys {
		return false
	}
	j.all[state] = one
	return true
}

// end takes a journey, which comes back once.
func (j *journeys) end(state string, now time.Time) (journey, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	one, ok := j.all[state]
	delete(j.all, state)
	return one, ok && !now.After(one.until)
}

// elsewhere is the configuration of the place where people log in.
func (d *Desk) elsewhere(ctx context.Context) (context.Context, *oidc.Provider, *oauth2.Config, error) {
	if d.OIDC.Client != nil {
		ctx = oidc.ClientContext(ctx, d.OIDC.Client)
	}
	d.journeys.mu.Lock()
	p := d.journeys.provider
	d.journeys.mu.Unlock()
	if p == nil {
		// The provider keeps its context for fetching keys later.
		var err error
		if p, err = oidc.NewProvider(context.WithoutCancel(ctx), d.OIDC.Issuer); err != nil {
			d.Logger.Error("the place where people log in does not answer", "issuer", d.OIDC.Issuer, "error", err)
			return ctx, nil, nil, dateline.Errorf(dateline.Unavailable, "%s", d.words.say("login.away", d.OIDC.Name))
		}
		d.journeys.mu.Lock()
		d.journeys.provider = p
		d.journeys.mu.Unlock()
	}
	return ctx, p, &oauth2.Config{
		ClientID: d.OIDC.ClientID, ClientSecret: d.OIDC.Secret, Endpoint: p.Endpoint(),
		RedirectURL: d.origin.Scheme + "://" + d.origin.Host + "/login/back", Scopes: []string{oidc.ScopeOpenID},
	}, nil
}

// loginOther sends the browser where it logs in. The browser keeps the state in a
// cookie, so that nobody is sent back with the login of another.
func (d *Desk) loginOther(r *http.Request, _ Viewer) (page, error) {
	_, _, c, err := d.elsewhere(r.Context())
	if err != nil {
		return page{}, err
	}
	state, now := newToken(), d.Now()
	one := journey{nonce: newToken(), verifier: oauth2.GenerateVerifier(), to: local(r.FormValue("to")), until: now.Add(journeyTime)}
	if !d.journeys.begin(state, one, now) {
		return page{}, dateline.Errorf(dateline.Unavailable, "%s", d.words.say("login.crowd"))
	}
	at := c.AuthCodeURL(state, oidc.Nonce(one.nonce), oauth2.S256ChallengeOption(one.verifier))
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		d.setCookie(w, journeyCookie, state, int(journeyTime/time.Second))
		http.Redirect(w, r, at, http.StatusSeeOther)
	}}, nil
}

// loginBack logs in who comes back from elsewhere.
func (d *Desk) loginBack(r *http.Request, _ Viewer) (page, error) {
	refused := func(subject, why string, err error) (page, error) {
		d.noteAs(r, "", "login", subject, "failed", why)
		d.Logger.Info("a login from elsewhere was refused", "why", why, "error", err)
		return page{}, dateline.Errorf(dateline.Invalid, "%s", d.words.say("login.back", d.OIDC.Name))
	}
	state := r.FormValue("state")
	kept, err := r.Cookie(journeyCookie)
	if err != nil || kept.Value != state || state == "" {
		return refused("", "another browser's login", err)
	}
	one, ok := d.journeys.end(state, d.Now())
	if !ok {
		return refused("", "no login under way", nil)
	}
	ctx, p, c, err := d.elsewhere(r.Context())
	if err != nil {
		return page{}, err
	}
	token, err := c.Exchange(ctx, r.FormValue("code"), oauth2.VerifierOption(one.verifier))
	if err != nil {
		return refused("", "no token", err)
	}
	raw, _ := token.Extra("id_token").(string)
	id, err := p.Verifier(&oidc.Config{ClientID: d.OIDC.ClientID, Now: d.Now}).Verify(ctx, raw)
	if err != nil {
		return refused("", "the token does not hold", err)
	}
	if id.Nonce != one.nonce {
		return refused("", "the token is of another login", nil)
	}
	subject := id.Issuer + " " + id.Subject
	u, err := d.Accounts.UserOf(r.Context(), subject)
	switch {
	case dateline.KindOf(err) == dateline.NotFound || err == nil && u.Disabled:
		d.noteAs(r, "", "login", subject, "refused", "no user")
		return page{}, dateline.Errorf(dateline.NotFound, "%s", d.words.say("login.stranger", subject))
	case err != nil:
		return page{}, err
	}
	back := d.entered(u, "elsewhere", one.to)
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		d.setCookie(w, journeyCookie, "", -1)
		back.Raw(w, r)
	}}, nil
}
