package demo

import (
	"bytes"
	_ "embed"
	"html/template"
	"net/http"
	"slices"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/signin"
)

// SignIn is a page on which anybody chooses, without a password, which of the People to be:
// for a server that nobody else reaches. The zero value is one at the root.
type SignIn struct {
	Path     string // that of the back office
	sessions signin.Sessions
}

// SignOut returns the path at which a person signs out: for backoffice.Options.SignOut.
func (s *SignIn) SignOut() string { return s.Path + "/signout" }

// User returns who asks: for backoffice.Options.User.
func (s *SignIn) User(r *http.Request) (backoffice.User, error) { return s.sessions.User(r) }

// Handler has the pages to sign in and out, and next for all else.
func (s *SignIn) Handler(next http.Handler) http.Handler {
	s.sessions.Insecure = true
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+s.Path+"/signin", s.show)
	mux.Handle("POST "+s.Path+"/signin", http.NewCrossOriginProtection().Handler(http.HandlerFunc(s.begin)))
	mux.HandleFunc("GET "+s.SignOut(), s.end)
	mux.Handle("/", signin.Lead(next, s.User, s.lead))
	return mux
}

//go:embed signin.html
var signinHTML string

var signinPage = template.Must(template.New("signin.html").Parse(signinHTML))

// person is one of the People, with the name of his body.
type person struct {
	backoffice.User
	Agency string
}

// show shows the people.
func (s *SignIn) show(w http.ResponseWriter, _ *http.Request) {
	var people []person
	for _, u := range People() {
		people = append(people, person{u, Agency(u)})
	}
	var page bytes.Buffer
	if err := signinPage.Execute(&page, map[string]any{"Path": s.Path, "People": people}); err != nil {
		http.Error(w, "系统出错", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	header.Set("Cache-Control", "no-store")
	_, _ = w.Write(page.Bytes())
}

// begin signs a person in.
func (s *SignIn) begin(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	people := People()
	i := slices.IndexFunc(people, func(u backoffice.User) bool { return u.ID == r.PostFormValue("person") })
	if i < 0 {
		s.lead(w, r)
		return
	}
	s.sessions.Begin(w, r, people[i])
	http.Redirect(w, r, s.Path+"/", http.StatusSeeOther)
}

// end signs a person out.
func (s *SignIn) end(w http.ResponseWriter, r *http.Request) {
	s.sessions.End(w, r)
	s.lead(w, r)
}

// lead leads to the page.
func (s *SignIn) lead(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, s.Path+"/signin", http.StatusSeeOther)
}
