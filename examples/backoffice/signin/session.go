package signin

import (
	"cmp"
	"context"
	"crypto/rand"
	"maps"
	"net/http"
	"sync"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// Sessions keeps who has signed in while the program runs, known by a random cookie. The
// zero value is ready for use.
type Sessions struct {
	// Lasts is the time after which a person has to sign in again; 0 is ten hours.
	Lasts time.Duration
	// Insecure sends the cookie over http too: for the machine itself, to try things out.
	Insecure bool

	mu  sync.Mutex
	all map[string]session
}

// session is a person who has signed in.
type session struct {
	user backoffice.User
	ends time.Time
}

// User returns who asks: for backoffice.Options.User.
func (s *Sessions) User(r *http.Request) (backoffice.User, error) {
	return Cookie(s.cookie(), func(_ context.Context, id string) (backoffice.User, error) {
		s.mu.Lock()
		defer s.mu.Unlock()
		x, ok := s.all[id]
		if !ok || !time.Now().Before(x.ends) {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		return x.user, nil
	})(r)
}

// Begin signs a person in. He is known by a new cookie, and the one that he had means
// nothing any more.
func (s *Sessions) Begin(w http.ResponseWriter, r *http.Request, user backoffice.User) {
	id, lasts := rand.Text(), cmp.Or(s.Lasts, 10*time.Hour)
	now := time.Now()
	s.mu.Lock()
	maps.DeleteFunc(s.all, func(_ string, x session) bool { return !now.Before(x.ends) })
	s.forget(r)
	if s.all == nil {
		s.all = map[string]session{}
	}
	s.all[id] = session{user, now.Add(lasts)}
	s.mu.Unlock()
	http.SetCookie(w, s.made(id, lasts))
}

// End signs out who asks.
func (s *Sessions) End(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	s.forget(r)
	s.mu.Unlock()
	http.SetCookie(w, s.made("", -time.Second))
}

func (s *Sessions) forget(r *http.Request) {
	if c, err := r.Cookie(s.cookie()); err == nil {
		delete(s.all, c.Value)
	}
}

func (s *Sessions) cookie() string { return cookieName("session", s.Insecure) }

func (s *Sessions) made(value string, lasts time.Duration) *http.Cookie {
	return cookie(s.cookie(), value, lasts, s.Insecure)
}

// cookieName returns the name of a cookie. With the prefix browsers take it from no other
// host and over https alone.
func cookieName(name string, insecure bool) string {
	if insecure {
		return "nianbao-" + name
	}
	return "__Host-nianbao-" + name
}

// cookie returns a cookie that no script sees and no other site's post takes along.
func cookie(name, value string, lasts time.Duration, insecure bool) *http.Cookie {
	return &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(lasts / time.Second),
		HttpOnly: true, Secure: !insecure, SameSite: http.SameSiteLaxMode,
	}
}
