package backoffice_test

import (
	"bytes"
	"flag"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/examples/backoffice"
	"github.com/nianbao/nianbao/report"
)

var update = flag.Bool("update", false, "write the tables of README.md anew")

// secret is what the report of a foreign body says.
const secret = "尚未公布的内容"

// What stands in the address of a route for {section} and the like.
var addresses = map[string][]string{
	"{year}": {"2024"}, "{section}": {"about", "overview", "disclosure", "applications", "remedies", "problems", "other"},
	"{number}": {"1"}, "{format}": {"html", "json"},
	"{action}": {"submit", "return", "approve", "publish", "correct"},
}

// What is asked for besides, where a page is of nothing without it.
var queries = map[string]string{"/board/archive": "?year=2024&format=json"}

// newAccessOffice returns an office in which the bodies jt and sl have a report for 2023 that
// was published, and one for 2024 that is at work; both say what nobody else is to know.
func newAccessOffice(t *testing.T) *office {
	t.Helper()
	o := newOffice(t)
	for _, b := range []backoffice.Body{{ID: "jt", Agency: "云栖市交通运输局"}, {ID: "sl", Agency: "云栖市水利局"}} {
		for _, year := range []int{2023, 2024} {
			c, err := backoffice.NewContent(b.Agency, year)
			if err != nil {
				t.Fatal(err)
			}
			c.Report.Problems.Paragraphs = []string{secret}
			f := backoffice.Filing{Key: backoffice.Key{Body: b.ID, Year: year}, State: backoffice.Draft, SavedBy: "何静", SavedAt: o.now}
			var e *backoffice.Event
			if year == 2023 {
				f.State = backoffice.Published
				e = &backoffice.Event{Key: f.Key, Action: backoffice.Publish, From: backoffice.Approved, To: backoffice.Published, UserName: "何静", At: o.now}
				if e.Report, err = report.Encode(c.Report); err != nil {
					t.Fatal(err)
				}
				e.Hash = backoffice.HashOf(e.Report)
			}
			if f.Content, err = c.Encode(); err != nil {
				t.Fatal(err)
			}
			if _, err := o.store.Save(t.Context(), f, e); err != nil {
				t.Fatal(err)
			}
		}
	}
	return o
}

// addressesOf returns the addresses of a route, for a body.
func addressesOf(t *testing.T, r backoffice.Route, body string) []string {
	t.Helper()
	all := []string{strings.Replace(strings.TrimSuffix(r.Path, "{$}"), "{body}", body, 1) + queries[r.Path]}
	for _, name := range []string{"{year}", "{section}", "{action}", "{number}", "{format}"} {
		var next []string
		for _, address := range all {
			values := addresses[name]
			if strings.Contains(r.Path, "{number}") && name == "{year}" {
				values = []string{"2023"} // there is no event of 2024
			}
			if !strings.Contains(address, name) {
				values = []string{""}
			}
			for _, v := range values {
				next = append(next, strings.Replace(address, name, v, 1))
			}
		}
		all = next
	}
	if strings.Contains(all[0], "{") {
		t.Fatalf("what stands in %s? Add it to addresses", all[0])
	}
	return all
}

// mayAct reports whether a person of the role may do what the address asks for, where it is
// an action: the route of the actions is for all who may do one of them.
func mayAct(address string, role backoffice.Role) bool {
	for _, t := range backoffice.AllTransitions() {
		if strings.HasSuffix(address, "/actions/"+string(t.Action)) {
			return slices.Contains(t.Roles, role)
		}
	}
	return true
}

// secured checks what every answer has in its header. A page that is a report, whose styles
// stand in it, is shown as if it were of another site.
func secured(t *testing.T, what string, p reply) {
	t.Helper()
	for name, want := range map[string]string{
		"X-Content-Type-Options": "nosniff",
		"Referrer-Policy":        "same-origin",
		"Cache-Control":          "no-store",
	} {
		if got := p.header.Get(name); got != want {
			t.Errorf("%s: %s is %q, want %q", what, name, got, want)
		}
	}
	own := "default-src 'none'; script-src 'self'; style-src 'self'; "
	report := "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
	if csp := p.header.Get("Content-Security-Policy"); csp != report && (!strings.HasPrefix(csp, own) || strings.Contains(csp, "unsafe") || strings.Contains(csp, "data:")) {
		t.Errorf("%s: Content-Security-Policy is %q", what, csp)
	}
}

// Every page and post is answered for those whom the table of README.md names, and refused to
// all others: to other roles, to persons of another body, and to who has not signed in.
func TestAccess(t *testing.T) {
	var told bytes.Buffer // what somebody of another body could read
	for _, r := range backoffice.AllRoutes() {
		for who, u := range people {
			for _, body := range []string{"jt", "sl"} {
				if body == "sl" && !strings.Contains(r.Path, "{body}") {
					continue
				}
				for _, address := range addressesOf(t, r, body) {
					o := newAccessOffice(t)
					p := o.do(who, r.Method, address, strings.NewReader(""), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
					what := fmt.Sprintf("%s of %s: %s %s", who, u.Body, r.Method, address)
					secured(t, what, p)
					bound := u.Role == backoffice.Editor || u.Role == backoffice.Reviewer
					foreign := bound && strings.Contains(r.Path, "{body}") && body != u.Body
					allowed := slices.Contains(r.Roles, u.Role) && !foreign && mayAct(address, u.Role)
					switch {
					case !allowed && p.status != http.StatusForbidden:
						t.Errorf("%s: %d, want 403", what, p.status)
					case allowed && !slices.Contains([]int{200, 303, 400, 409, 422}, p.status):
						t.Errorf("%s: %d\n%s", what, p.status, p.body)
					}
					if !allowed || bound && !strings.Contains(r.Path, "{body}") {
						told.WriteString(p.body)
					}
				}
			}
		}
		for _, address := range addressesOf(t, r, "jt") {
			p := newAccessOffice(t).do("", r.Method, address, strings.NewReader(""), nil)
			secured(t, "nobody: "+r.Method+" "+address, p)
			if p.status != http.StatusUnauthorized {
				t.Errorf("nobody: %s %s: %d, want 401", r.Method, address, p.status)
			}
			told.WriteString(p.body)
		}
	}
	if strings.Contains(told.String(), secret) {
		t.Error("what is refused tells of reports of others")
	}
}

// Every post from another site is refused, whoever is signed in; from the server's own pages
// and from origins that it trusts it is not.
func TestAccessFromElsewhere(t *testing.T) {
	for _, r := range backoffice.AllRoutes() {
		if r.Method == http.MethodGet {
			continue
		}
		for _, header := range []http.Header{
			{"Sec-Fetch-Site": {"cross-site"}}, {"Sec-Fetch-Site": {"same-site"}}, {"Origin": {"https://evil.example"}}, {"Origin": {"null"}},
		} {
			header.Set("Content-Type", "application/x-www-form-urlencoded")
			address := addressesOf(t, r, "jt")[0]
			for who := range people {
				p := newAccessOffice(t).do(who, r.Method, address, strings.NewReader("a=b"), header)
				secured(t, address, p)
				if p.status != http.StatusForbidden || !strings.Contains(p.body, "来自别的网站") {
					t.Errorf("%s: %s %s with %v: %d", who, r.Method, address, header, p.status)
				}
			}
		}
	}
}

// What no page sends is refused as the asker's fault, and read up to a limit.
func TestAccessHostile(t *testing.T) {
	const form = "application/x-www-form-urlencoded"
	huge := "a=" + strings.Repeat("x", 24<<20)
	for _, r := range backoffice.AllRoutes() {
		if r.Method == http.MethodGet {
			continue
		}
		who := map[backoffice.Role]string{backoffice.Editor: "editor", backoffice.Reviewer: "reviewer", backoffice.Office: "office", backoffice.Admin: "admin"}[r.Roles[0]]
		for _, x := range []struct{ what, kind, body string }{
			{"a broken escape", form, "a=%zz"},
			{"no UTF-8", form, "/issuer=%FF%FE&was:/issuer="},
			{"a field that there is none of", form, "/no/such=1&was:/no/such="},
			{"NUL", form, "/issuer=%00&was:/issuer=&%00=%00"},
			{"twice the same", form, "a=1&a=2&/issuer=1&/issuer=2"},
			{"many fields", form, strings.Repeat("a=1&", 1<<17)},
			{"a file without its bounds", "multipart/form-data", "x"},
			{"half a file", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.docx\"\r\n\r\nPK"},
			{"another kind", "application/json", "{"},
			{"no kind", "", "\x00"},
			{"a size beyond all limits", form, huge},
			{"a file beyond all limits", "multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.docx\"\r\n\r\n" + huge},
		} {
			for _, accept := range []string{"text/html", "application/json"} {
				o := newAccessOffice(t)
				address := addressesOf(t, r, "jt")[0]
				q, err := http.NewRequest(r.Method, o.url+address, strings.NewReader(x.body))
				if err != nil {
					t.Fatal(err)
				}
				q.Header = http.Header{"Content-Type": {x.kind}, "Accept": {accept}, "X-Person": {who}}
				p, err := http.DefaultTransport.RoundTrip(q)
				if len(x.body) < len(huge) && err != nil {
					t.Fatal(err)
				}
				if err == nil { // else it was refused before it was sent
					p.Body.Close()
					if p.StatusCode >= 500 || p.StatusCode == http.StatusNotFound || len(x.body) >= len(huge) && p.StatusCode < 400 {
						t.Errorf("%s: %s %s as %s: %d", x.what, r.Method, address, accept, p.StatusCode)
					}
				}
				if p := o.get(who, "/"); p.status >= 500 {
					t.Errorf("after %s: %s %s: %d", x.what, r.Method, address, p.status)
				}
			}
		}
	}
}

// Persons whose role or body there is none of see nothing.
func TestAccessOfNobody(t *testing.T) {
	defer func(was map[string]backoffice.User) { people = was }(people)
	people = map[string]backoffice.User{
		"no role":      {ID: "a", Body: "jt"},
		"unknown role": {ID: "a", Role: "root", Body: "jt"},
		"no ID":        {Role: backoffice.Admin},
		"no body":      {ID: "a", Role: backoffice.Editor},
		"another body": {ID: "a", Role: backoffice.Reviewer, Body: "nowhere"},
		"all bodies":   {ID: "a", Role: backoffice.Editor, Body: "{body}"},
	}
	o := newAccessOffice(t)
	for who := range people {
		for _, address := range []string{"/", "/reports/jt/2024", "/reports//2024", "/reports/nowhere/2024", "/board"} {
			p := o.get(who, address)
			if p.status < 400 && (address != "/reports//2024" || p.status != http.StatusTemporaryRedirect && p.status != http.StatusMovedPermanently) {
				t.Errorf("%s: %s: %d", who, address, p.status)
			}
		}
	}
}

// The log says what was asked for by its route, and nothing of whom, of what or by whom.
func TestAccessLog(t *testing.T) {
	var log bytes.Buffer
	o := newAccessOffice(t)
	o.serve(backoffice.Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	for _, r := range backoffice.AllRoutes() {
		for who := range people {
			for _, address := range addressesOf(t, r, "jt") {
				o.do(who, r.Method, address+"?"+strings.TrimPrefix(queries[r.Path], "?")+"&find="+url.QueryEscape("查找的词"), strings.NewReader("/issuer="+secret), http.Header{"Content-Type": {"application/x-www-form-urlencoded"}})
			}
		}
	}
	text := log.String()
	for _, s := range []string{secret, "查找的词", url.QueryEscape("查找的词"), "云栖市", "jt", "sl", "/2024", "127.0.0.1"} {
		if strings.Contains(text, s) {
			t.Errorf("the log has %q", s)
		}
	}
	for _, u := range people {
		if strings.Contains(text, u.Name) || strings.Contains(text, "="+u.ID) {
			t.Errorf("the log has %s", u.Name)
		}
	}
	if n := strings.Count(text, "msg=request"); n < len(backoffice.AllRoutes())*len(people) {
		t.Errorf("the log has %d requests", n)
	}
}

// The READMEs have the table of the routes and that of the states.
func TestAccessTables(t *testing.T) {
	tables := map[string]string{"routes": routesTable(), "transitions": transitionsTable()}
	for name, has := range map[string][]string{"README.md": {"routes", "transitions"}, "README.zh-CN.md": {"transitions"}} {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, table := range has {
			begin, end := "<!-- "+table+" -->\n", "<!-- end of "+table+" -->"
			before, rest, ok := strings.Cut(text, begin)
			_, after, closed := strings.Cut(rest, end)
			if !ok || !closed {
				t.Fatalf("%s has no %q", name, begin)
			}
			text = before + begin + "\n" + tables[table] + "\n" + end + after
		}
		switch {
		case text == string(data):
		case !*update:
			t.Errorf("the tables of %s are not those of the program; go test -run Access -update .", name)
		default:
			if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// routesTable is the table of who may ask for what.
func routesTable() string {
	var b strings.Builder
	head(&b, "做什么", "请求", "地址")
	for _, r := range backoffice.AllRoutes() {
		fmt.Fprintf(&b, "| %s | %s | `%s` |", r.Does, r.Method, strings.TrimSuffix(r.Path, "{$}"))
		for _, role := range backoffice.Roles() {
			mark := ""
			switch own := role == backoffice.Editor || role == backoffice.Reviewer; {
			case !slices.Contains(r.Roles, role):
			case own && strings.Contains(r.Path, "{body}"):
				mark = "本机关"
			default:
				mark = "可以"
			}
			fmt.Fprintf(&b, " %s |", mark)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// transitionsTable is the table of the ways between states.
func transitionsTable() string {
	var b strings.Builder
	head(&b, "操作", "从", "到", "条件")
	for _, t := range backoffice.AllTransitions() {
		var from, conditions []string
		for _, s := range t.From {
			from = append(from, s.String())
		}
		if t.Ready {
			conditions = append(conditions, "没有错误和空白，警告都有说明")
		}
		if t.Why {
			conditions = append(conditions, "写明原因")
		}
		fmt.Fprintf(&b, "| %s | %s | %s | %s |", t.Action, strings.Join(from, "、"), t.To, strings.Join(conditions, "；"))
		for _, role := range backoffice.Roles() {
			mark := ""
			if slices.Contains(t.Roles, role) {
				mark = "可以"
			}
			fmt.Fprintf(&b, " %s |", mark)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// head writes the head of a table whose last columns are the roles.
func head(b *strings.Builder, names ...string) {
	for _, r := range backoffice.Roles() {
		names = append(names, r.String())
	}
	b.WriteString("| " + strings.Join(names, " | ") + " |\n" + strings.Repeat("|---", len(names)) + "|\n")
}
