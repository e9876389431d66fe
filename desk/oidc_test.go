package desk_test

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/desk"
)

// An issuer is a place where people log in, of OpenID Connect's code flow.
type issuer struct {
	*httptest.Server
	key     *rsa.PrivateKey
	subject string
	nonce   string // of the login under way, as the desk sent it
	forge   func(claims map[string]any)
	asked   url.Values // what the desk sent with the code
}

func openIssuer(t *testing.T) *issuer {
	t.Helper()
	i := &issuer{subject: "u-17", forge: func(map[string]any) {}}
	var err error
	if i.key, err = rsa.GenerateKey(rand.Reader, 2048); err != nil {
		t.Fatal(err)
	}
	enc := base64.RawURLEncoding.EncodeToString
	say := func(w http.ResponseWriter, v any) {
		w.Header().Set("Content-Type", "application/json")
		if err := json.NewEncoder(w).Encode(v); err != nil {
			t.Error(err)
		}
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"issuer": i.URL, "authorization_endpoint": i.URL + "/auth", "token_endpoint": i.URL + "/token", "jwks_uri": i.URL + "/keys", "id_token_signing_alg_values_supported": []string{"RS256"}})
	})
	mux.HandleFunc("/keys", func(w http.ResponseWriter, _ *http.Request) {
		say(w, map[string]any{"keys": []any{map[string]any{"kty": "RSA", "alg": "RS256", "use": "sig", "kid": "1", "n": enc(i.key.N.Bytes()), "e": enc(big.NewInt(int64(i.key.E)).Bytes())}}})
	})
	mux.HandleFunc("/token", func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		i.asked = r.Form
		claims := map[string]any{"iss": i.URL, "sub": i.subject, "aud": "desk", "exp": time.Now().Add(time.Hour).Unix(), "iat": time.Now().Unix(), "nonce": i.nonce}
		i.forge(claims)
		body, err := json.Marshal(claims)
		if err != nil {
			t.Error(err)
		}
		signed := enc([]byte(`{"alg":"RS256","kid":"1"}`)) + "." + enc(body)
		sum := sha256.Sum256([]byte(signed))
		sig, err := rsa.SignPKCS1v15(rand.Reader, i.key, crypto.SHA256, sum[:])
		if err != nil {
			t.Error(err)
		}
		say(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": signed + "." + enc(sig)})
	})
	i.Server = httptest.NewServer(mux)
	t.Cleanup(i.Close)
	return i
}

// leave begins a login, and gives the state with which the browser comes back.
func (i *issuer) leave(t *testing.T, b *browser) string {
	t.Helper()
	w := b.ask("/login/other?to=/about", nil)
	at, err := url.Parse(w.Header().Get("Location"))
	if err != nil || w.Code != http.StatusSeeOther || !strings.HasPrefix(at.String(), i.URL+"/auth?") {
		t.Fatalf("%d to %v: %s", w.Code, at, w.Body)
	}
	q := at.Query()
	if q.Get("redirect_uri") != "https://desk.example/login/back" || q.Get("code_challenge_method") != "S256" || q.Get("client_id") != "desk" {
		t.Fatalf("%v", q)
	}
	i.nonce = q.Get("nonce")
	return q.Get("state")
}

func TestPeopleLogInElsewhere(t *testing.T) {
	i := openIssuer(t)
	p := openPlace(t, func(o *desk.Options) {
		o.OIDC = &desk.OIDC{Issuer: i.URL, ClientID: "desk", Secret: "s"}
	})
	if err := p.ledger.AddUser(t.Context(), dateline.User{Name: "remote", Rank: dateline.RankLead, Subject: i.URL + " u-17"}); err != nil {
		t.Fatal(err)
	}
	b := p.browser("192.0.2.1")
	if w := b.ask("/login", nil); !strings.Contains(w.Body.String(), `href="/login/other`) {
		t.Error("the page to log in does not lead there")
	}
	back := "/login/back?code=c&state=" + i.leave(t, b)
	w := b.ask(back, nil)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/about" || i.asked.Get("code_verifier") == "" {
		t.Fatalf("%d to %q: %s", w.Code, w.Header().Get("Location"), w.Body)
	}
	if w := b.ask("/me", nil); w.Code != 200 || !strings.Contains(w.Body.String(), "remote") {
		t.Errorf("%d", w.Code)
	}
	// A password that there is none of lets nobody in.
	if w := p.browser("192.0.2.2").login("remote", ""); w.Code != 401 {
		t.Errorf("without a password: %d", w.Code)
	}

	for name, c := range map[string]struct {
		forge   func(map[string]any)
		subject string
		path    func(state string) string
		stolen  bool // the browser that comes back is not the one that left
		want    int
	}{
		"somebody who is no user":    {subject: "u-99", want: 404},
		"a token for another client": {forge: func(c map[string]any) { c["aud"] = "other" }, want: 400},
		"a token of another login":   {forge: func(c map[string]any) { c["nonce"] = "old" }, want: 400},
		"a token that expired":       {forge: func(c map[string]any) { c["exp"] = time.Now().Add(-time.Hour).Unix() }, want: 400},
		"another browser's login":    {stolen: true, want: 400},
		"a state made up":            {path: func(string) string { return "/login/back?code=c&state=made-up" }, want: 400},
		"no state at all":            {path: func(string) string { return "/login/back?code=c" }, want: 400},
	} {
		i.subject, i.forge = "u-17", func(map[string]any) {}
		if c.subject != "" {
			i.subject = c.subject
		}
		if c.forge != nil {
			i.forge = c.forge
		}
		b := p.browser("192.0.2.3")
		state := i.leave(t, b)
		path := "/login/back?code=c&state=" + state
		if c.path != nil {
			path = c.path(state)
		}
		if c.stolen {
			b = p.browser("192.0.2.4")
		}
		w := b.ask(path, nil)
		if w.Code != c.want || b.cookies["__Host-session"] != "" {
			t.Errorf("%s: %d, want %d; cookies %v", name, w.Code, c.want, b.cookies)
		}
	}
	// What came back once does not come back again.
	b = p.browser("192.0.2.5")
	i.subject, i.forge = "u-17", func(map[string]any) {}
	state := i.leave(t, b)
	kept := b.cookies["journey"]
	if w := b.ask("/login/back?code=c&state="+state, nil); w.Code != http.StatusSeeOther {
		t.Fatalf("%d", w.Code)
	}
	b.cookies["journey"] = kept
	if w := b.ask("/login/back?code=c&state="+state, nil); w.Code != 400 {
		t.Errorf("twice: %d", w.Code)
	}
}

func TestAnIssuerThatIsAwayIsSaid(t *testing.T) {
	i := openIssuer(t)
	i.Close()
	p := openPlace(t, func(o *desk.Options) {
		o.OIDC = &desk.OIDC{Issuer: i.URL, ClientID: "desk", Name: "Sister desk"}
	})
	if w := p.browser("192.0.2.1").ask("/login/other", nil); w.Code != 503 || !strings.Contains(w.Body.String(), "Sister desk does not answer") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
