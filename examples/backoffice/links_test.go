package backoffice_test

import (
	"html"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/examples/backoffice/demo"
	"github.com/nianbao/nianbao/examples/backoffice/memory"
)

// link is an address on a page, and a form that asks for one.
var link = regexp.MustCompile(`<(?:a|link|script|img)[^>]* (?:href|src)="([^"]*)"|<form[^>]* method="get"[^>]* action="([^"]*)"|<form[^>]* action="([^"]*)"[^>]* method="get"`)

// seen are pages that are followed: all but the reports of most bodies of the invented city,
// which are like the others. Of a page with many queries a few are.
var seen = regexp.MustCompile(`^/gongkai/(reports/(jt|qs)/|board|admin|static|$)`)

const mostQueries = 6

// In the invented city every link on every page that a person can come to leads to a page
// that he may see.
func TestLinks(t *testing.T) {
	o := &office{t: t, store: new(memory.Store), now: time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)}
	if err := demo.Fill(t.Context(), o.store, o.now); err != nil {
		t.Fatal(err)
	}
	o.serve(backoffice.Options{})
	defer func(was map[string]backoffice.User) { people = was }(people)
	people = map[string]backoffice.User{}
	for _, u := range demo.People() {
		people[u.ID] = u
	}
	for _, u := range demo.People() {
		found := map[string]string{"/gongkai/": "the beginning"} // on which page each was
		queries := map[string]int{}
		for queue := []string{"/gongkai/"}; len(queue) > 0; queue = queue[1:] {
			address := queue[0]
			p := o.get(u.ID, strings.TrimPrefix(address, "/gongkai"))
			if p.status == http.StatusSeeOther {
				p.body = `<a href="` + html.EscapeString(p.location) + `">`
			} else if p.status != http.StatusOK {
				t.Errorf("%s: %s, which %s leads to: %d", u.Role, address, found[address], p.status)
			}
			if !strings.HasPrefix(p.header.Get("Content-Type"), "text/html") && p.location == "" || strings.Contains(address, "/files/") || strings.Contains(address, "/history/") && strings.HasSuffix(address, "/html") {
				continue
			}
			for _, m := range link.FindAllStringSubmatch(p.body, -1) {
				next := html.UnescapeString(m[1] + m[2] + m[3])
				next, _, _ = strings.Cut(next, "#")
				switch {
				case next == "", strings.HasPrefix(next, "https://"):
					continue
				case strings.HasPrefix(next, "?"):
					path, _, _ := strings.Cut(address, "?")
					next = path + next
				case !strings.HasPrefix(next, "/gongkai/"):
					t.Errorf("%s: %s leads to %q", u.Role, address, next)
					continue
				}
				path, _, _ := strings.Cut(next, "?")
				if _, ok := found[next]; ok || !seen.MatchString(path) || queries[path] == mostQueries {
					continue
				}
				queries[path]++
				found[next] = address
				queue = append(queue, next)
			}
		}
		if len(found) < 30 {
			t.Errorf("%s: %d pages", u.Role, len(found))
		}
	}
}
