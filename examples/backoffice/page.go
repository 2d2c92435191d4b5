package backoffice

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"html/template"
	"io/fs"
	"net/http"
	"path"
	"strings"
)

//go:embed pages static
var files embed.FS

// view is what a page is drawn from.
type view struct {
	Title   string
	Path    string // where the back office is mounted
	SignOut string
	User    User
	Body    Body // that the page is about; the zero Body for none
	Key     Key
	Page    any // of the page's own
}

// Report is the address of the report that the page is about.
func (v view) Report() string { return v.Path + v.Key.path() }

// pages are the pages by their file names. Each is drawn within layout.html, and may use
// what stands in parts.html.
var pages = parsePages()

func parsePages() map[string]*template.Template {
	names, err := fs.Glob(files, "pages/*.html")
	if err != nil {
		panic(err)
	}
	all := map[string]*template.Template{}
	for _, name := range names {
		if base := path.Base(name); base != "layout.html" && base != "parts.html" {
			t := template.New("layout.html").Funcs(template.FuncMap{"asset": asset, "key": func(s State) string { return string(s) }, "locked": errLocked.Error})
			all[base] = template.Must(t.ParseFS(files, "pages/layout.html", "pages/parts.html", name))
		}
	}
	return all
}

// assets are the names of static files with a part that changes when they do.
var assets = hashAssets()

func hashAssets() map[string]string {
	all := map[string]string{}
	entries, err := fs.ReadDir(files, "static")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		data, err := fs.ReadFile(files, "static/"+e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(data)
		all[e.Name()] = "/static/" + e.Name() + "?" + hex.EncodeToString(sum[:6])
	}
	return all
}

// asset returns the path of a static file, below that of the back office.
func asset(name string) string { return assets[name] }

// static serves the files that pages use.
func static() http.Handler {
	server := http.FileServerFS(files)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if _, ok := assets[strings.TrimPrefix(r.URL.Path, "/static/")]; !ok { // a folder, or what is in another one
			http.NotFound(w, r)
			return
		}
		if r.URL.RawQuery != "" {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
		}
		server.ServeHTTP(w, r)
	})
}
