// Package backoffice is the form in which an agency writes its annual report on
// government information disclosure, and the board of the office that its bodies report
// to: a handler that any Go server mounts under a path of its own.
//
// Nobody signs in here: Options.User says who asks (package signin has adapters), and a
// Store keeps what is written (packages sqlite and memory).
package backoffice

import (
	"cmp"
	"context"
	"log/slog"
	"net/http"
	"runtime"
	"sync"
	"time"

	"github.com/nianbao/nianbao/fonts"
)

// Options say what the back office is told by the server that mounts it. User is
// required.
type Options struct {
	// User returns who asks, or ErrSignedOut. What else is wrong is an error of the server.
	User func(*http.Request) (User, error)
	// Path is where the handler is mounted, such as /gongkai, without a slash at the end;
	// requests come with it. Empty is the root.
	Path string
	// SignOut is the address at which a person signs out; empty shows none.
	SignOut string
	// Origins are those from which forms may be posted besides the server's own, such as
	// https://www.example.gov.cn: for a proxy that changes the Host.
	Origins []string
	// MaxUpload is the most bytes of an uploaded file; 0 is 16 MiB, which the readers take.
	MaxUpload int64
	// Fonts are the faces of PDF and OFD; nil is fonts.Default.
	Fonts *fonts.Set
	// Log is told what requests failed, without anything that they were about; nil is none.
	Log *slog.Logger
	// Now is the clock, by whose time zone days end; nil is Beijing time, wherever the server is.
	Now func() time.Time
	// Program is the name and the version of the program, for the files that it writes; empty
	// is "nianbao backoffice".
	Program string
}

// server is the handler of a back office.
type server struct {
	store Store
	Options
	uploads uploads
	drawing chan struct{} // has one for each report that is being drawn
	writing sync.Map      // Key → *sync.Mutex of those who write that report
}

// Handler returns the back office of the store. It panics where an option is none: a User
// is missing, or an Origin is not one.
func Handler(store Store, o Options) http.Handler {
	if o.User == nil {
		panic("backoffice: Options.User is nil")
	}
	o.MaxUpload = cmp.Or(o.MaxUpload, 16<<20)
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = beijing
	}
	o.Program = cmp.Or(o.Program, "nianbao backoffice")
	s := &server{store: store, Options: o, uploads: newUploads(), drawing: make(chan struct{}, max(1, runtime.GOMAXPROCS(0)/2))} // so that pages are answered meanwhile
	mux := http.NewServeMux()
	for _, r := range routes {
		mux.Handle(r.method+" "+o.Path+r.path, s.handle(r))
	}
	mux.Handle("GET "+o.Path+"/static/", http.StripPrefix(o.Path, static()))
	mux.Handle(o.Path+"/", s.handle(route{serve: func(*server, *ask) error { return ErrNotFound }, roles: Roles()}))
	protection := http.NewCrossOriginProtection()
	denied := s.handle(route{serve: func(*server, *ask) error { return errCrossOrigin }, roles: Roles()})
	protection.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r = r.WithContext(r.Context())           // a copy, for the server goes on with its own
		r.Body, r.ContentLength = http.NoBody, 0 // nobody here typed it: no page shows it
		denied.ServeHTTP(w, r)
	}))
	for _, origin := range o.Origins {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			panic("backoffice: " + err.Error())
		}
	}
	return secured(protection.Handler(mux))
}

// secured adds what keeps a browser from doing what no page here asks for.
func secured(h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Referrer-Policy", "same-origin")
		header.Set("Cache-Control", "no-store")
		h.ServeHTTP(w, r)
	})
}

// body returns the body with the ID.
func (s *server) body(ctx context.Context, id string) (Body, error) {
	bodies, err := s.store.Bodies(ctx)
	if err != nil {
		return Body{}, err
	}
	for _, b := range bodies {
		if b.ID == id {
			return b, nil
		}
	}
	return Body{}, errNoBody
}
