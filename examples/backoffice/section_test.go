package backoffice_test

import (
	"html"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

// pairs returns the fields of a post that changes nothing but those given: what stands in each, as
// the page says.
func pairs(changes map[string][2]string) url.Values {
	form := url.Values{}
	for path, x := range changes {
		form.Set("was:"+path, x[0])
		form.Set(path, x[1])
	}
	return form
}

// field is what stands in a field of a page, visible and hidden.
func (p reply) field(t *testing.T, path string) (value, was string) {
	t.Helper()
	for _, x := range fieldsOf(p.body) {
		switch x.name {
		case path:
			value = x.value
		case "was:" + path:
			was = x.value
		}
	}
	return value, was
}

type formField struct{ name, value string }

var fieldPattern = regexp.MustCompile(`(?s)<input[^>]* name="([^"]*)" value="([^"]*)"([^>]*)>|<textarea[^>]* name="([^"]*)"[^>]*>\n?(.*?)</textarea>|<select[^>]* name="([^"]*)".*?</select>`)
var chosenPattern = regexp.MustCompile(`<option value="([^"]*)" selected>`)

// fieldsOf returns what a browser would post of the page, but for buttons.
func fieldsOf(page string) (all []formField) {
	for _, m := range fieldPattern.FindAllStringSubmatch(page, -1) {
		switch {
		case m[1] != "" && strings.Contains(m[0], `type="checkbox"`) && !strings.Contains(m[3], "checked"):
		case m[1] != "":
			all = append(all, formField{m[1], html.UnescapeString(m[2])})
		case m[4] != "":
			all = append(all, formField{m[4], html.UnescapeString(m[5])})
		default:
			x := formField{name: m[6]}
			if m := chosenPattern.FindStringSubmatch(m[0]); m != nil {
				x.value = html.UnescapeString(m[1])
			}
			all = append(all, x)
		}
	}
	return all
}

const received = "/tables/applications/received/naturalPersons"

func TestSaveSection(t *testing.T) {
	o := newOffice(t)
	const page = "/reports/jt/2024/sections/applications"
	for _, x := range [][2]string{{"1204", "1204"}, {"１，２０４", "1204"}, {"", ""}, {"/", "/"}, {"无", "/"}, {"十二", "十二"}, {"1e3", "1e3"}} {
		_, was := o.get("editor", page).field(t, received)
		p := o.post("editor", page, pairs(map[string][2]string{received: {was, x[0]}}))
		if p.status != http.StatusSeeOther {
			t.Fatalf("%q: %d\n%s", x[0], p.status, p.body)
		}
		if value, was := o.get("editor", page).field(t, received); value != x[1] || was != x[1] {
			t.Errorf("%q typed: %q, %q; want %q", x[0], value, was, x[1])
		}
	}
}
