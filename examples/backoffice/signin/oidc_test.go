package signin_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
)

// provider is a provider of OpenID Connect at which 周敏 is always signed in.
type provider struct {
	*httptest.Server
	key *ecdsa.PrivateKey

	// What the provider does wrong.
	claims func(map[string]any)               // changes what is said
	sign   func(claims map[string]any) string // signs it; nil signs it as it should be
	back   func(query url.Values)             // changes what comes back with the person
	mu     sync.Mutex
	codes  map[string]url.Values // what was asked for with each code that was given
}

const client, secret = "nianbao", "not a secret"

func newProvider(t *testing.T) *provider {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	p := &provider{key: key, codes: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, map[string]any{
			"issuer": p.URL, "authorization_endpoint": p.URL + "/authorize", "token_endpoint": p.URL + "/token", "jwks_uri": p.URL + "/keys",
			"id_token_signing_alg_values_supported": []string{"ES256"},
		})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: key.Public(), KeyID: "1", Algorithm: "ES256", Use: "sig"}}})
	})
	mux.HandleFunc("GET /authorize", p.authorize)
	mux.HandleFunc("POST /token", p.token)
	p.Server = httptest.NewServer(mux)
	t.Cleanup(p.Close)
	return p
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(v)
}

// authorize sends a person back with a code.
func (p *provider) authorize(w http.ResponseWriter, r *http.Request) {
	asked := r.URL.Query()
	if asked.Get("response_type") != "code" || asked.Get("client_id") != client || !strings.Contains(asked.Get("scope"), "openid") ||
		asked.Get("code_challenge_method") != "S256" || asked.Get("code_challenge") == "" || asked.Get("nonce") == "" || asked.Get("state") == "" {
		http.Error(w, "bad request", http.StatusBadRequest)
		return
	}
	code := rand.Text()
	p.mu.Lock()
	p.codes[code] = asked
	p.mu.Unlock()
	back := url.Values{"code": {code}, "state": {asked.Get("state")}}
	if p.back != nil {
		p.back(back)
	}
	http.Redirect(w, r, asked.Get("redirect_uri")+"?"+back.Encode(), http.StatusFound)
}

// token gives what is said of the person, once for a code, and only to who proves that he
// asked for it.
func (p *provider) token(w http.ResponseWriter, r *http.Request) {
	p.mu.Lock()
	asked := p.codes[r.FormValue("code")]
	delete(p.codes, r.FormValue("code"))
	p.mu.Unlock()
	sum := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	id, password, ok := r.BasicAuth()
	if !ok {
		id, password = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	password, _ = url.QueryUnescape(password)
	if asked == nil || id != client || password != secret || asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(sum[:]) {
		w.WriteHeader(http.StatusBadRequest)
		writeJSON(w, map[string]string{"error": "invalid_grant", "error_description": "周敏"})
		return
	}
	now := time.Now()
	claims := map[string]any{
		"iss": p.URL, "aud": client, "sub": "1001", "nonce": asked.Get("nonce"),
		"iat": now.Unix(), "exp": now.Add(time.Minute).Unix(), "preferred_username": "周敏",
	}
	if p.claims != nil {
		p.claims(claims)
	}
	sign := p.sign
	if sign == nil {
		sign = func(claims map[string]any) string { return signed(claims, jose.ES256, p.key) }
	}
	writeJSON(w, map[string]any{"access_token": "x", "token_type": "Bearer", "id_token": sign(claims)})
}

func signed(claims map[string]any, algorithm jose.SignatureAlgorithm, key any) string {
	s, err := jose.NewSigner(jose.SigningKey{Algorithm: algorithm, Key: key}, (&jose.SignerOptions{}).WithHeader("kid", "1"))
	if err != nil {
		panic(err)
	}
	token, err := jwt.Signed(s).Claims(claims).Serialize()
	if err != nil {
		panic(err)
	}
	return token
}

// site is a back office at which persons sign in at a provider.
type site struct {
	url string
	log bytes.Buffer
}

func newSite(t *testing.T, p *provider) *site {
	t.Helper()
	s := new(site)
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	s.url = server.URL
	o, err := signin.NewOIDC(t.Context(), signin.Provider{
		Issuer: p.URL, ClientID: client, ClientSecret: secret, Redirect: s.url + "/signin", SignOut: "/signout", Scopes: []string{"profile"},
		User: func(ctx context.Context, token *oidc.IDToken) (backoffice.User, error) {
			var claims struct {
				Name string `json:"preferred_username"`
			}
			if err := token.Claims(&claims); err != nil {
				return backoffice.User{}, err
			}
			return only("周敏")(ctx, claims.Name)
		},
		Log: slog.New(slog.NewTextHandler(&s.log, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	store := new(memory.Store)
	if err := store.SetBodies(t.Context(), nil, []backoffice.Body{{ID: "jt", Agency: "云栖市交通运输局"}}); err != nil {
		t.Fatal(err)
	}
	handler = o.Handler(backoffice.Handler(store, backoffice.Options{User: o.User, SignOut: "/signout"}))
	return s
}

// browser is that of a person.
func browser(t *testing.T) *http.Client {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	return &http.Client{Jar: jar}
}

// get asks for a page, and goes where it leads.
func get(t *testing.T, c *http.Client, address string) (status int, at, body string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	p, err := c.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Body.Close()
	data, err := io.ReadAll(p.Body)
	if err != nil {
		t.Fatal(err)
	}
	return p.StatusCode, p.Request.URL.RequestURI(), string(data)
}

func TestOIDC(t *testing.T) {
	s := newSite(t, newProvider(t))
	c := browser(t)
	status, at, body := get(t, c, s.url+"/?year=2024")
	if status != http.StatusOK || at != "/?year=2024" || !strings.Contains(body, "周敏（填报）") {
		t.Fatalf("%d at %s\n%s", status, at, body)
	}
	var names []string
	address, _ := url.Parse(s.url)
	for _, k := range c.Jar.Cookies(address) {
		names = append(names, k.Name)
	}
	if len(names) != 1 {
		t.Errorf("the browser keeps %v; want the session alone", names)
	}
	if status, _, body := get(t, c, s.url+"/signout"); status != http.StatusOK || !strings.Contains(body, "已退出") {
		t.Errorf("signing out: %d %s", status, body)
	}
	c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	if status, _, _ := get(t, c, s.url+"/"); status != http.StatusFound {
		t.Errorf("after signing out: %d, want to be led to the provider", status)
	}
	if s.log.Len() > 0 {
		t.Errorf("the log has %s", &s.log)
	}
}

// What is not what the provider should say of who signs in here and now is refused, and
// neither the log nor the page tells of whom.
func TestOIDCRefused(t *testing.T) {
	other, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	set := func(name string, value any) func(*provider) {
		return func(p *provider) { p.claims = func(claims map[string]any) { claims[name] = value } }
	}
	sign := func(f func(claims map[string]any) string) func(*provider) {
		return func(p *provider) { p.sign = f }
	}
	back := func(f func(url.Values)) func(*provider) { return func(p *provider) { p.back = f } }
	for _, x := range []struct {
		what  string
		wrong func(*provider)
		code  int
	}{
		{"another nonce", set("nonce", "another"), 401},
		{"no nonce", set("nonce", ""), 401},
		{"another issuer", set("iss", "https://login.example.com"), 401},
		{"another audience", set("aud", "another"), 401},
		{"no audience", set("aud", []string{}), 401},
		{"expired", set("exp", time.Now().Add(-time.Minute).Unix()), 401},
		{"not yet valid", set("nbf", time.Now().Add(time.Hour).Unix()), 401},
		{"nobody who has business here", set("preferred_username", "郑凯"), 403},
		{"claims of another kind", set("preferred_username", 1), 401},
		{"another key", sign(func(c map[string]any) string { return signed(c, jose.ES256, other) }), 401},
		{"the client's secret as key", sign(func(c map[string]any) string {
			return signed(c, jose.HS256, []byte("a key that is 32 bytes long, or more"))
		}), 401},
		{"alg none", sign(func(c map[string]any) string {
			part := func(v any) string { data, _ := json.Marshal(v); return base64.RawURLEncoding.EncodeToString(data) }
			return part(map[string]string{"alg": "none", "typ": "JWT"}) + "." + part(c) + "."
		}), 401},
		{"no token", sign(func(map[string]any) string { return "" }), 401},
		{"another state", back(func(q url.Values) { q.Set("state", "another") }), 401},
		{"no state", back(func(q url.Values) { q.Del("state") }), 401},
		{"another code", back(func(q url.Values) { q.Set("code", "another") }), 401},
		{"an error", back(func(q url.Values) { q.Set("error", "access_denied"); q.Del("code") }), 401},
	} {
		p := newProvider(t)
		x.wrong(p)
		s := newSite(t, p)
		c := browser(t)
		status, at, body := get(t, c, s.url+"/")
		if status != x.code || !strings.HasPrefix(at, "/signin?") || strings.Contains(body, "周敏") {
			t.Errorf("%s: %d at %s: %s", x.what, status, at, body)
		}
		if log := s.log.String(); strings.Contains(log, "周敏") || strings.Contains(log, "郑凯") || strings.Contains(log, "1001") || (x.code == 401) != strings.Contains(log, "sign-in failed") {
			t.Errorf("%s: the log has %q", x.what, log)
		}
		c.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
		if status, _, _ := get(t, c, s.url+"/"); status != http.StatusFound {
			t.Errorf("%s: afterwards %d, want not to be signed in", x.what, status)
		}
	}
}

// The answer of the provider is of use in the browser alone that asked, and once.
func TestOIDCAnswerElsewhere(t *testing.T) {
	s := newSite(t, newProvider(t))
	c := browser(t)
	var answer string
	c.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if r.URL.Path == "/signin" {
			answer = r.URL.String()
			return http.ErrUseLastResponse
		}
		return nil
	}
	get(t, c, s.url+"/")
	if status, _, _ := get(t, browser(t), answer); status != http.StatusUnauthorized {
		t.Errorf("in another browser: %d", status)
	}
	s = newSite(t, newProvider(t))
	c.CheckRedirect = func(r *http.Request, _ []*http.Request) error {
		if r.URL.Path == "/signin" {
			answer = r.URL.String()
		}
		return nil
	}
	if status, _, _ := get(t, c, s.url+"/"); status != http.StatusOK {
		t.Fatalf("signing in: %d", status)
	}
	if status, _, _ := get(t, c, answer); status != http.StatusUnauthorized {
		t.Errorf("a second time: %d", status)
	}
}

// A person comes back to a page of this server and to no other.
func TestOIDCLeadsNowhereElse(t *testing.T) {
	s := newSite(t, newProvider(t))
	for _, path := range []string{"//evil.example/", "/" + strings.Repeat("a", 5000)} {
		c := browser(t)
		if _, at, _ := get(t, c, s.url+path); at != "/" {
			t.Errorf("%.30s led to %s", path, at)
		}
	}
}
