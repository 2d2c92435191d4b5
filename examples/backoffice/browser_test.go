//go:build conformance

package backoffice_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// chromium starts the browser of all tests, once.
var chromium = sync.OnceValues(func() (context.Context, error) {
	dir, err := os.MkdirTemp("", "backoffice-chromium")
	if err != nil {
		return nil, err
	}
	options := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(dir),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("lang", "zh-CN"),
	)
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, _ = chromedp.NewContext(ctx)
	closeBrowser = func() {
		_ = chromedp.Cancel(ctx)
		stop()
		_ = os.RemoveAll(dir)
	}
	return ctx, chromedp.Do(ctx)
})

var closeBrowser = func() {}

// TestMain has vnu look at the sources of all pages that the tests looked at, at the end: it takes
// long to start.
func TestMain(m *testing.M) {
	code := m.Run()
	closeBrowser()
	if err := validate(); err != nil {
		fmt.Println(err)
		code = 1
	}
	os.Exit(code)
}

// tab is a tab of the browser in which a person has signed in.
type tab struct {
	t      testing.TB
	ctx    context.Context
	office *office
	person string
}

// open opens a tab for a person, with the page at the path.
func (o *office) open(person, path string) *tab {
	o.t.Helper()
	browser, err := chromium()
	if err != nil {
		o.t.Fatal(err)
	}
	ctx, stop := chromedp.NewContext(browser)
	o.t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // a tab lives as long as the context of what is done first
		o.t.Fatal(err)
	}
	b := &tab{o.t, ctx, o, person}
	b.do(chromedp.EmulateViewport(1280, 900))
	b.signIn(person)
	b.visit(path)
	return b
}

// signIn has the tab ask as another person, or with "" as nobody.
func (b *tab) signIn(person string) {
	b.t.Helper()
	b.person = person
	call(b, network.Enable, network.EnableParams{})
	call(b, network.SetExtraHTTPHeaders, network.SetExtraHTTPHeadersParams{Headers: network.Headers{"X-Person": person}})
}

// call calls a command of the protocol.
func call[P, R any](b *tab, cmd cdp.Command[P, R], p P) R {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, longest)
	defer stop()
	r, err := chromedp.Call(ctx, cmd, p)
	if err != nil {
		b.t.Fatal(err)
	}
	return r
}

// longest is a time that nothing takes.
const longest = 20 * time.Second

// perform does an action.
func perform[T any](b *tab, a chromedp.Action[T]) T {
	b.t.Helper()
	ctx, stop := context.WithTimeout(b.ctx, longest)
	defer stop()
	v, err := chromedp.Run(ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	perform(b, chromedp.Steps(steps...))
}

// visit goes to a page of the office.
func (b *tab) visit(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.office.url + path))
}

// eval returns the value of a script; a promise is awaited.
func eval[T any](b *tab, script string) T {
	b.t.Helper()
	return perform(b, chromedp.Evaluate[T](script, chromedp.EvalAwaitPromise))
}

// until waits until a script is true.
func (b *tab) until(script string) {
	b.t.Helper()
	for end := time.Now().Add(10 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		ctx, stop := context.WithTimeout(b.ctx, 5*time.Second)
		ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+script+")"))
		stop()
		if err == nil && ok {
			return
		}
	}
	b.t.Fatalf("%s: %s never was; %s", b.person, script, eval[string](b, "document.title + ' ' + ['main > p', '#told', '#status', '.error'].map(s => document.querySelector(s)?.innerText ?? '').join('; ')"))
}

// text returns what is seen of an element, or "" where there is none.
func (b *tab) text(selector string) string {
	b.t.Helper()
	return eval[string](b, "document.querySelector("+quote(selector)+")?.innerText ?? ''")
}

// value returns what stands in a field.
func (b *tab) value(path string) string {
	b.t.Helper()
	return eval[string](b, field(path)+".value")
}

// total returns a total as it is shown.
func (b *tab) total(path string) string {
	b.t.Helper()
	return b.text(`output[data-path="` + path + `"]`)
}

// focus puts the cursor into a field.
func (b *tab) focus(path string) {
	b.t.Helper()
	eval[bool](b, field(path)+".focus(), true")
}

// focused returns the name of the field that has the cursor, or what the element is called.
func (b *tab) focused() string {
	b.t.Helper()
	return eval[string](b, "((e) => e.name || e.id || e.tagName)(document.activeElement)")
}

// keys presses keys, or types a text.
func (b *tab) keys(keys string, modifiers ...chromedp.Modifier) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys, chromedp.KeyModifiers(modifiers...)))
}

// tabTo presses the tab key until something has the focus for which the script is true,
// where e is what has it.
func (b *tab) tabTo(script string) {
	b.t.Helper()
	for range 400 {
		b.keys(kb.Tab)
		if eval[bool](b, "(e => !!("+script+"))(document.activeElement)") {
			return
		}
	}
	b.t.Fatalf("the tab key leads to nothing with %s", script)
}

// leave presses a key that leads to another page, and waits for that.
func (b *tab) leave(keys string) {
	b.t.Helper()
	eval[bool](b, "window.stays = true")
	b.keys(keys)
	b.until("!window.stays && document.readyState === 'complete'")
}

// pasteEvent pastes into what has the focus what a sheet puts on the clipboard.
func (b *tab) pasteEvent(text, html string) {
	b.t.Helper()
	eval[bool](b, fmt.Sprintf(`(() => {
		const data = new DataTransfer();
		data.setData('text/plain', %s);
		data.setData('text/html', %s);
		return document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })) || true;
	})()`, quote(text), quote(html)))
}

// offline takes the network away, or gives it back.
func (b *tab) offline(away bool) {
	b.t.Helper()
	none := network.EmulateNetworkConditionsByRuleParams{MatchedNetworkConditions: []*network.Conditions{}}
	if away {
		none.MatchedNetworkConditions = append(none.MatchedNetworkConditions, &network.Conditions{Offline: true, DownloadThroughput: -1, UploadThroughput: -1})
	}
	call(b, network.EmulateNetworkConditionsByRule, none)
	call(b, network.OverrideNetworkState, network.OverrideNetworkStateParams{Offline: away, DownloadThroughput: -1, UploadThroughput: -1})
}

// field is a script for a field.
func field(path string) string { return "document.querySelector(" + quote(`[name="`+path+`"]`) + ")" }

// quote writes a text in a script.
func quote(s string) string {
	data, _ := json.Marshal(s)
	return string(data)
}

// look makes sure that axe finds nothing in the page as it is, at 1280 and 390 pixels and with
// text of 200 %, that nothing runs out of it there, and keeps its source for vnu. With NIANBAO_LOOK=DIR pictures are
// left in that folder. A page that answers a post is not the one at its address: then the
// caller stores its source.
func (b *tab) look(name string) {
	b.t.Helper()
	path := strings.TrimPrefix(perform(b, chromedp.Location()), b.office.url)
	sources.LoadOrStore(name, b.office.get(b.person, path).body)
	eval[bool](b, axe()+"; true")
	for _, view := range [...]struct {
		name  string
		width int64
		text  string
	}{{"1280", 1280, ""}, {"390", 390, ""}, {"390-text-200", 390, "200%"}} {
		b.do(chromedp.EmulateViewport(view.width, 900))
		eval[bool](b, "document.documentElement.style.fontSize = "+quote(view.text)+", true")
		for _, v := range eval[[]string](b, `axe.run(document, { resultTypes: ['violations'], runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
			.then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n => n.html + ' ' + n.failureSummary).slice(0, 3).join('\n')))`) {
			b.t.Errorf("%s, %s: axe: %s", name, view.name, v)
		}
		if wide := eval[int](b, "document.documentElement.scrollWidth - document.documentElement.clientWidth"); wide > 0 {
			b.t.Errorf("%s, %s: the page is %d pixels wider than the window", name, view.name, wide)
		}
		if dir := os.Getenv("NIANBAO_LOOK"); dir != "" {
			picture := perform(b, chromedp.FullScreenshot(100))
			if err := os.WriteFile(filepath.Join(dir, name+"-"+view.name+".png"), picture, 0o666); err != nil {
				b.t.Fatal(err)
			}
		}
	}
	eval[bool](b, "document.documentElement.style.fontSize = '', true")
	b.do(chromedp.EmulateViewport(1280, 900))
}

// sources are those of the pages that were looked at, by their names.
var sources sync.Map

var axe = sync.OnceValue(func() string {
	data, err := os.ReadFile(filepath.Join(modules(), "axe-core", "axe.min.js"))
	if err != nil {
		panic(err)
	}
	return string(data)
})

func modules() string {
	dir := os.Getenv("NIANBAO_NODE_MODULES")
	if dir == "" {
		panic("NIANBAO_NODE_MODULES has to be the folder with axe-core and vnu-jar")
	}
	return dir
}

// validate returns what vnu finds in the sources of the pages that were looked at.
func validate() error {
	dir, err := os.MkdirTemp("", "backoffice-pages")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var names []string
	for name, source := range sources.Range {
		path := filepath.Join(dir, url.PathEscape(name.(string))+".html")
		if err := os.WriteFile(path, []byte(source.(string)), 0o666); err != nil {
			return err
		}
		names = append(names, path)
	}
	if names == nil {
		return nil
	}
	cmd := exec.Command("java", append([]string{"-jar", filepath.Join(modules(), "vnu-jar", "build", "dist", "vnu.jar"), "--stdout", "--format", "gnu"}, names...)...)
	var out bytes.Buffer
	cmd.Stdout = &out
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("vnu: %w\n%s", err, strings.ReplaceAll(out.String(), "file:"+dir+"/", ""))
	}
	return nil
}

// closing is how the browser asks a person who leaves a page.
func (b *tab) closing() (asks bool) {
	b.t.Helper()
	return eval[bool](b, "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))")
}
