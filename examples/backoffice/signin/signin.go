// Package signin has adapters for backoffice.Options.User, to be used or copied: the
// header of a trusted proxy (Proxy), a session of the vendor's (Cookie), and OpenID
// Connect (OIDC). What a person may do is for a function of the vendor's to say.
package signin

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/examples/backoffice"
)

// UserFunc says who asks: what backoffice.Options.User is.
type UserFunc func(*http.Request) (backoffice.User, error)

// Proxy believes the header that a proxy sets when it has signed a person in, and calls
// user with its value: UTF-8 in which any byte may be written as %XX, so 周敏 as
// %E5%91%A8%E6%95%8F. Requests that come from no address of proxies, or have the header more
// than once, are those of nobody. The proxy must take the header out of what it is sent.
func Proxy(header string, proxies []netip.Prefix, user func(ctx context.Context, name string) (backoffice.User, error)) UserFunc {
	return func(r *http.Request) (backoffice.User, error) {
		from, err := netip.ParseAddrPort(r.RemoteAddr)
		if err != nil {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		address := from.Addr().Unmap().WithZone("")
		trusted := slices.ContainsFunc(proxies, func(p netip.Prefix) bool { return p.Contains(address) })
		values := r.Header.Values(header)
		if !trusted || len(values) != 1 {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		name, err := url.PathUnescape(values[0])
		if err != nil || name == "" || !utf8.ValidString(name) {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		return user(r.Context(), name)
	}
}

// Cookie calls user with the value of the cookie of a session that the vendor's server has
// begun; a request without it is that of nobody.
func Cookie(name string, user func(ctx context.Context, value string) (backoffice.User, error)) UserFunc {
	return func(r *http.Request) (backoffice.User, error) {
		c, err := r.Cookie(name)
		if err != nil || c.Value == "" {
			return backoffice.User{}, backoffice.ErrSignedOut
		}
		return user(r.Context(), c.Value)
	}
}

// Lead calls to, which leads to where one signs in, for a person who asks for a page and
// has not signed in; and next for all else: the parts of pages, and what their scripts ask
// for.
func Lead(next http.Handler, user UserFunc, to http.HandlerFunc) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") {
			if _, err := user(r); errors.Is(err, backoffice.ErrSignedOut) {
				to(w, r)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// tell answers with a line of text.
func tell(w http.ResponseWriter, code int, text string) {
	header := w.Header()
	header.Set("Content-Type", "text/plain; charset=utf-8")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Cache-Control", "no-store")
	w.WriteHeader(code)
	_, _ = io.WriteString(w, text+"\n")
}
