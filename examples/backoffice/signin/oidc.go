package signin

import (
	"context"
	"crypto/rand"
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// Provider is a provider of OpenID Connect, and what a server is to it.
type Provider struct {
	Issuer       string // its address, such as https://login.example.gov.cn
	ClientID     string
	ClientSecret string
	// Redirect is the address of the server to which persons come back, as the provider has
	// it: https://www.example.gov.cn/signin. Nothing else is served at its path.
	Redirect string
	SignOut  string   // path at which a person signs out of this server, and not of the provider; empty is none
	Scopes   []string // besides openid
	// User says who somebody is by what the provider says of him (Subject, Claims);
	// backoffice.ErrSignedOut for one who has no business here.
	User   func(context.Context, *oidc.IDToken) (backoffice.User, error)
	Lasts  time.Duration // until a person signs in again; 0 is ten hours
	Client *http.Client  // for the provider; nil is one that waits ten seconds
	Log    *slog.Logger  // is told why somebody could not sign in, without who; nil is none
}

// OIDC signs persons in at a provider of OpenID Connect: by the authorization code flow with
// PKCE (RFC 7636), a state and a nonce.
type OIDC struct {
	provider Provider
	sessions Sessions
	oauth    oauth2.Config
	verifier *oidc.IDTokenVerifier
	callback string // path
}

// NewOIDC asks the provider where it signs persons in.
func NewOIDC(ctx context.Context, p Provider) (*OIDC, error) {
	redirect, err := url.Parse(p.Redirect)
	if err != nil || redirect.Host == "" || redirect.Path == "" {
		return nil, errors.New("signin: Redirect is no address with a path")
	}
	if p.Client == nil {
		p.Client = &http.Client{Timeout: 10 * time.Second}
	}
	if p.Log == nil {
		p.Log = slog.New(slog.DiscardHandler)
	}
	found, err := oidc.NewProvider(oidc.ClientContext(ctx, p.Client), p.Issuer)
	if err != nil {
		return nil, err
	}
	return &OIDC{
		provider: p,
		sessions: Sessions{Lasts: p.Lasts, Insecure: redirect.Scheme == "http"},
		oauth: oauth2.Config{
			ClientID: p.ClientID, ClientSecret: p.ClientSecret, Endpoint: found.Endpoint(),
			RedirectURL: p.Redirect, Scopes: append([]string{oidc.ScopeOpenID}, p.Scopes...),
		},
		verifier: found.Verifier(&oidc.Config{ClientID: p.ClientID}),
		callback: redirect.Path,
	}, nil
}

// User returns who asks: for backoffice.Options.User.
func (o *OIDC) User(r *http.Request) (backoffice.User, error) { return o.sessions.User(r) }

// Handler leads who asks for a page and has not signed in to the provider, and takes him when
// he comes back. All else is next's.
func (o *OIDC) Handler(next http.Handler) http.Handler {
	next = Lead(next, o.User, o.begin)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case o.callback:
			o.finish(w, r)
		case o.provider.SignOut:
			o.sessions.End(w, r)
			tell(w, http.StatusOK, "您已退出本系统")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// begin leads a person to the provider. What makes sure that the answer is to this question
// stays in his browser, so that nobody fills the memory of the server.
func (o *OIDC) begin(w http.ResponseWriter, r *http.Request) {
	x := attempt{state: rand.Text(), nonce: rand.Text(), verifier: oauth2.GenerateVerifier(), page: r.URL.RequestURI()}
	http.SetCookie(w, cookie(o.attempt(), x.encode(), attemptLasts, o.sessions.Insecure))
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, o.oauth.AuthCodeURL(x.state, oidc.Nonce(x.nonce), oauth2.S256ChallengeOption(x.verifier)), http.StatusFound)
}

// finish signs in a person who comes back from the provider.
func (o *OIDC) finish(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie(o.attempt())
	if err != nil {
		c = new(http.Cookie)
	}
	http.SetCookie(w, cookie(o.attempt(), "", -time.Second, o.sessions.Insecure))
	user, page, err := o.answer(r, decodeAttempt(c.Value))
	switch {
	case errors.Is(err, backoffice.ErrSignedOut):
		tell(w, http.StatusForbidden, "您没有使用本系统的权限；需要的话请联系管理人员")
	case err != nil:
		o.provider.Log.Warn("sign-in failed", "error", err)
		tell(w, http.StatusUnauthorized, "登录没有完成；请重新打开本系统的首页，再登录一次")
	default:
		o.sessions.Begin(w, r, user)
		http.Redirect(w, r, page, http.StatusSeeOther)
	}
}

// answer returns whom the provider says that somebody is, and the page that he asked for.
func (o *OIDC) answer(r *http.Request, x attempt) (user backoffice.User, page string, err error) {
	query := r.URL.Query()
	if !same(query.Get("state"), x.state) {
		return user, "", errors.New("the state is not that of the attempt")
	}
	if query.Get("error") != "" {
		return user, "", errors.New("the provider refused")
	}
	ctx := oidc.ClientContext(r.Context(), o.provider.Client)
	tokens, err := o.oauth.Exchange(ctx, query.Get("code"), oauth2.VerifierOption(x.verifier))
	if err != nil {
		return user, "", errors.New("the provider did not take the code") // err may have what it answered
	}
	raw, _ := tokens.Extra("id_token").(string)
	token, err := o.verifier.Verify(ctx, raw)
	if err != nil {
		return user, "", err
	}
	if !same(token.Nonce, x.nonce) {
		return user, "", errors.New("the nonce is not that of the attempt")
	}
	user, err = o.provider.User(r.Context(), token)
	return user, x.page, err
}

func (o *OIDC) attempt() string { return cookieName("attempt", o.sessions.Insecure) }
