package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/nianbao/nianbao/examples/backoffice/demo"
)

// The tests run the command as a process of its own: this program, with a variable set.
const asCommand = "BACKOFFICE_TEST_AS_COMMAND"

func TestMain(m *testing.M) {
	if os.Getenv(asCommand) != "" {
		os.Exit(run(os.Args[1:], os.Stdout, os.Stderr))
	}
	os.Exit(m.Run())
}

// command returns the command with flags.
func command(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	c := exec.CommandContext(t.Context(), os.Args[0], args...)
	c.Env = append(os.Environ(), asCommand+"=1")
	return c
}

// refused runs the command, which is to refuse with a message.
func refused(t *testing.T, want string, args ...string) {
	t.Helper()
	var stderr bytes.Buffer
	c := command(t, args...)
	c.Stderr = &stderr
	_ = c.Run()
	if c.ProcessState.ExitCode() != unable || !strings.Contains(stderr.String(), want) {
		t.Errorf("%q: exit status %d, want %q, and\n%s", args, c.ProcessState.ExitCode(), want, &stderr)
	}
}

// process is the command while it runs.
type process struct {
	t      *testing.T
	cmd    *exec.Cmd
	url    string
	told   string // when it began
	log    *bytes.Buffer
	client *http.Client
}

// start starts the command on a free port.
func start(t *testing.T, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: command(t, append([]string{"-addr", "127.0.0.1:0"}, args...)...), log: new(bytes.Buffer)}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = p.log
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4096)
	for !strings.HasSuffix(p.told, "  冯雪　管理　\n") && !strings.Contains(p.told, "名单上有") {
		n, err := out.Read(buf)
		p.told += string(buf[:n])
		if err != nil {
			_ = p.cmd.Wait()
			t.Fatalf("it did not begin: %v\n%s%s", err, p.told, p.log)
		}
	}
	go func() { _, _ = io.Copy(io.Discard, out) }()
	p.url = strings.TrimSuffix(regexp.MustCompile(`http://\S+/`).FindString(p.told), "/")
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	p.client = &http.Client{Jar: jar}
	return p
}

// stop tells the command to stop, and returns its exit status.
func (p *process) stop() int {
	p.t.Helper()
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		p.t.Fatal(err)
	}
	_ = p.cmd.Wait()
	return p.cmd.ProcessState.ExitCode()
}

// get returns a page.
func (p *process) get(path string) (status int, body string) {
	p.t.Helper()
	r, err := http.NewRequest(http.MethodGet, p.url+path, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	return p.do(r)
}

func (p *process) do(r *http.Request) (status int, body string) {
	p.t.Helper()
	a, err := p.client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer a.Body.Close()
	data, err := io.ReadAll(a.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return a.StatusCode, string(data)
}

// signIn signs in as a person of the demonstration.
func (p *process) signIn(id string) {
	p.t.Helper()
	a, err := p.client.PostForm(p.url+"/signin", url.Values{"person": {id}})
	if err != nil {
		p.t.Fatal(err)
	}
	a.Body.Close()
	if a.StatusCode != http.StatusOK {
		p.t.Fatalf("signing in as %s: %d", id, a.StatusCode)
	}
}

// The README's commands: it starts on a new file, anybody can be one of four people, it
// stops when told, goes on where it stopped, and is backed up meanwhile.
func TestServe(t *testing.T) {
	dir := t.TempDir()
	db := filepath.Join(dir, "backoffice.db")
	p := start(t, "-db", db, "-path", "/gongkai")
	for _, u := range demo.People() {
		if !strings.Contains(p.told, u.Name+"　"+u.Role.String()) {
			t.Errorf("it does not say that %s can sign in:\n%s", u.Name, p.told)
		}
	}
	if status, body := p.get("/"); status != http.StatusOK || !strings.Contains(body, "仅供试用") {
		t.Errorf("who has not signed in sees %d\n%s", status, body)
	}
	for _, u := range demo.People() {
		p.signIn(u.ID)
		status, body := p.get("/")
		if status != http.StatusOK || !strings.Contains(body, u.Name+"（"+u.Role.String()+"）") {
			t.Errorf("%s sees %d\n%s", u.Name, status, body)
		}
	}
	p.get("/signout")
	if _, body := p.get("/"); !strings.Contains(body, "仅供试用") {
		t.Errorf("who has signed out sees\n%s", body)
	}
	p.signIn("nobody")
	if _, body := p.get("/"); !strings.Contains(body, "仅供试用") {
		t.Errorf("nobody signed in and sees\n%s", body)
	}

	copied := filepath.Join(dir, "copy.db")
	if out, err := command(t, "backup", "-db", db, copied).Output(); err != nil || !strings.Contains(string(out), "copy.db") {
		t.Errorf("backup: %s, %v", out, err)
	}
	refused(t, "已有这个文件", "backup", "-db", db, copied)
	if status := p.stop(); status != done {
		t.Errorf("told to stop it ended with %d\n%s", status, p.log)
	}
	p = start(t, "-db", copied)
	p.signIn("zhoumin")
	if status, body := p.get("/"); status != http.StatusOK || !strings.Contains(body, "已发布") {
		t.Errorf("from the backup: %d\n%s", status, body)
	}
	if status := p.stop(); status != done {
		t.Errorf("told to stop it ended with %d\n%s", status, p.log)
	}
}

func TestRefused(t *testing.T) {
	dir := t.TempDir()
	path := func(name string) string { return filepath.Join(dir, name) }
	write := func(name, text string) string {
		if err := os.WriteFile(path(name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path(name)
	}
	used, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer used.Close()
	refused(t, "端口可能已被占用", "-db", path("a.db"), "-addr", used.Addr().String())
	refused(t, "不是本系统的数据库文件", "-db", write("a.docx", "a letter"))
	refused(t, "数据库文件打不开", "-db", dir)
	refused(t, "数据库文件打不开", "-db", filepath.Join(dir, "nowhere", "a.db"))
	newer(t, path("a.db"))
	refused(t, "更新版本", "-db", path("a.db"))
	refused(t, "没有数据库文件", "backup", "-db", path("missing.db"), path("b.db"))
	refused(t, "一个文件", "backup", "-db", path("a.db"))
	refused(t, "没有 -x 这个选项", "-x")
	refused(t, "-db 后面要有值", "-db")
	refused(t, "不知道“x”", "x")
	refused(t, "-path 的写法", "-path", "gongkai")
	refused(t, "-origins 的写法", "-db", path("c.db"), "-origins", "www.example.gov.cn")
	refused(t, "-fonts 的字体用不了", "-db", path("c.db"), "-fonts", path("nowhere"))
	refused(t, "没有使用者名单", "-db", path("c.db"), "-header", "X-Remote-User")
	people := write("people.json", `[{"id": "zhoumin", "name": "周敏", "role": "editor", "body": "jt"}]`)
	refused(t, "怎样登录", "-db", path("c.db"), "-people", people)
	refused(t, "怎样登录", "-db", path("c.db"), "-people", people, "-header", "X-Remote-User")
	refused(t, "-proxies 的写法", "-db", path("c.db"), "-people", people, "-header", "X-Remote-User", "-proxies", "10.0.0.5")
	refused(t, "统一身份认证用不了", "-db", path("c.db"), "-people", people, "-issuer", "http://"+used.Addr().String()+"/x", "-client", "a", "-redirect", "b")
	for text, want := range map[string]string{
		``:                                 "读不懂",
		`[{"id": "a", "roles": "office"}]`: "读不懂",
		`[] []`:                            "读不懂",
		`[{"role": "office"}]`:             "没有 id",
		`[{"id": "a", "role": "root"}]`:    "role 是“root”",
		`[{"id": "a", "role": "editor"}]`:  "要写 body",
		`[{"id": "a", "role": "office", "body": "jt"}]`:                 "要写 body",
		`[{"id": "a", "role": "office"}, {"id": "a", "role": "admin"}]`: "重复",
	} {
		refused(t, want, "-db", path("c.db"), "-people", write("wrong.json", text))
	}
}

// newer makes the database one of a newer program.
func newer(t *testing.T, path string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("PRAGMA user_version = 1000"); err != nil {
		t.Fatal(err)
	}
}

// The people of a list sign in at a proxy, and nobody else does.
func TestProxy(t *testing.T) {
	dir := t.TempDir()
	people := filepath.Join(dir, "people.json")
	if err := os.WriteFile(people, []byte(`[{"id": "冯雪", "role": "admin"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	for proxies, want := range map[string]int{"127.0.0.0/8,::1/128": http.StatusOK, "10.0.0.5/32": http.StatusUnauthorized} {
		p := start(t, "-db", filepath.Join(dir, "a.db"), "-people", people, "-header", "X-Remote-User", "-proxies", proxies)
		r, _ := http.NewRequest(http.MethodGet, p.url+"/", nil)
		r.Header.Set("X-Remote-User", "%E5%86%AF%E9%9B%AA")
		if status, body := p.do(r); status != want || (status == http.StatusOK) != strings.Contains(body, "冯雪（管理）") {
			t.Errorf("from a proxy of %s: %d\n%s", proxies, status, body)
		}
		if status, body := p.get("/"); status != http.StatusUnauthorized {
			t.Errorf("nobody: %d\n%s", status, body)
		}
		if status, body := p.get("/signin"); status == http.StatusOK || strings.Contains(body, "周敏") {
			t.Errorf("the page of the demonstration: %d\n%s", status, body)
		}
		if status := p.stop(); status != done {
			t.Errorf("told to stop it ended with %d\n%s", status, p.log)
		}
	}
}

// Nobody can keep the server waiting for ever.
func TestLimits(t *testing.T) {
	s := newServer(http.NotFoundHandler(), slog.New(slog.DiscardHandler))
	if s.ReadHeaderTimeout <= 0 || s.ReadTimeout <= s.ReadHeaderTimeout || s.WriteTimeout <= s.ReadTimeout || s.IdleTimeout <= 0 || s.MaxHeaderBytes <= 0 {
		t.Errorf("header %v, read %v, write %v, idle %v, %d bytes", s.ReadHeaderTimeout, s.ReadTimeout, s.WriteTimeout, s.IdleTimeout, s.MaxHeaderBytes)
	}
}

// What net/http logs of a panic has neither whom nor what it was about.
func TestQuiet(t *testing.T) {
	var log bytes.Buffer
	server := newServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("周敏") }), slog.New(slog.NewTextHandler(&log, nil)))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(l) }()
	if _, err := http.Get("http://" + l.Addr().String()); err == nil {
		t.Error("a panic was answered")
	}
	if err := server.Shutdown(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s := log.String(); !strings.Contains(s, `told="http: panic"`) || strings.Contains(s, "周敏") || strings.Contains(s, "127.0.0.1") {
		t.Errorf("the log has %s", s)
	}
}

// A request that has begun is answered when the server is told to stop.
func TestStopAnswers(t *testing.T) {
	p := start(t, "-db", filepath.Join(t.TempDir(), "a.db"))
	form := "person=zhoumin"
	c, err := net.Dial("tcp", strings.TrimPrefix(p.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	fmt.Fprintf(c, "POST /signin HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(form))
	buf := make([]byte, 4096)
	if n, err := c.Read(buf); err != nil || !strings.Contains(string(buf[:n]), "100 Continue") {
		t.Fatalf("%s, %v", buf[:n], err)
	}
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for { // until it takes no more connections
		x, err := net.Dial("tcp", c.RemoteAddr().String())
		if err != nil {
			break
		}
		x.Close()
		time.Sleep(time.Millisecond)
	}
	fmt.Fprint(c, form)
	answer, err := io.ReadAll(c)
	if err != nil || !strings.Contains(string(answer), "303 See Other") {
		t.Errorf("%s, %v", answer, err)
	}
	_ = p.cmd.Wait()
	if status := p.cmd.ProcessState.ExitCode(); status != done {
		t.Errorf("it ended with %d\n%s", status, p.log)
	}
}

// Headers without end, and posts from elsewhere, are refused, and neither they nor who asks
// for what is in the log.
func TestHostile(t *testing.T) {
	p := start(t, "-db", filepath.Join(t.TempDir(), "a.db"))
	r, _ := http.NewRequest(http.MethodGet, p.url+"/", nil)
	r.Header.Set("X-Filler", strings.Repeat("a", 1<<20))
	if status, _ := p.do(r); status != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("a header of 1 MiB: %d", status)
	}
	r, _ = http.NewRequest(http.MethodPost, p.url+"/signin", strings.NewReader("person=zhoumin"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Header.Set("Sec-Fetch-Site", "cross-site")
	if status, _ := p.do(r); status != http.StatusForbidden {
		t.Errorf("signing in from another site: %d", status)
	}
	for host, want := range map[string]int{"localhost": 200, "localhost:8080": 200, "[::1]:8080": 200, "[::1]": 200, "127.0.0.1": 200, "evil.example:8080": 421, "evil.example": 421, "127.0.0.1.evil.example": 421} {
		r, _ = http.NewRequest(http.MethodGet, p.url+"/signin", nil)
		r.Host = host
		if status, _ := p.do(r); status != want {
			t.Errorf("as %s: %d, want %d", host, status, want)
		}
	}
	p.signIn("zhoumin")
	if status, _ := p.get("/nowhere?secret=1"); status != http.StatusNotFound {
		t.Errorf("nowhere: %d", status)
	}
	p.get("/reports/jt/2024?secret=1")
	p.stop()
	log := p.log.String()
	for _, s := range []string{"secret", "zhoumin", "周敏", "交通", "jt", "127.0.0.1"} {
		if strings.Contains(log, s) {
			t.Errorf("the log has %q:\n%s", s, log)
		}
	}
	if !strings.Contains(log, "route=/") {
		t.Errorf("the log is\n%s", log)
	}
}
