//go:build conformance

package backoffice_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

const (
	section3      = "/reports/jt/2024/sections/applications"
	newlyReceived = "/tables/applications/received/"
)

// By its keys one goes about in the official table, whose cells are merged.
func TestKeys(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section3)
	b.focus(newlyReceived + "naturalPersons")
	for _, step := range []struct{ key, to string }{
		{kb.ArrowRight, newlyReceived + "enterprises"},
		{kb.ArrowDown, "/tables/applications/carriedOver/enterprises"},
		{kb.Enter, "/tables/applications/results/granted/enterprises"},
		{kb.ArrowUp, "/tables/applications/carriedOver/enterprises"},
		{kb.End, "/tables/applications/carriedOver/others"},
		{kb.ArrowRight, "/tables/applications/carriedOver/others"},
		{kb.Home, "/tables/applications/carriedOver/naturalPersons"},
		{kb.ArrowLeft, "/tables/applications/carriedOver/naturalPersons"},
	} {
		b.keys(step.key)
		if at := b.focused(); at != step.to {
			t.Errorf("%q leads to %s, not to %s", step.key, at, step.to)
		}
	}
	b.keys(kb.End, chromedp.ModifierCtrl)
	if at := b.focused(); at != "/tables/applications/carriedForward/others" {
		t.Errorf("Ctrl+End leads to %s", at)
	}
	b.keys("12")
	b.keys(kb.Escape)
	if v := b.value("/tables/applications/carriedForward/others"); v != "" {
		t.Errorf("after Esc there is %q", v)
	}
	b.keys(kb.Home, chromedp.ModifierCtrl)
	for _, n := range []string{"3", "1", "0", "0", "0", "2"} {
		b.keys(n)
		b.keys(kb.ArrowRight)
	}
	b.until(`document.querySelector('output[data-path="` + newlyReceived + `total"]').textContent === '6'`)
	b.until(`document.getElementById('status').textContent.startsWith('已自动保存')`)
	b.visit(section3)
	if v := b.value(newlyReceived + "others"); v != "2" {
		t.Errorf("kept: %q", v)
	}
	b.keys("")
}

// A block of the size of table three goes in, with its totals compared, and out again.
func TestPasteInBrowser(t *testing.T) {
	o := newOffice(t)
	b := o.open("editor", section3)
	b.focus(newlyReceived + "naturalPersons")
	var rows []string
	for range 25 {
		rows = append(rows, "1\t0\t2\t0\t0\t1\t4")
	}
	b.pasteEvent(strings.Join(rows, "\r\n")+"\r\n", "")
	b.until(`document.getElementById('told').textContent.includes('已填入表三 144 格')`)
	fmt.Println(b.text("#told"))
	b.look("paste")
	b.focus(newlyReceived + "naturalPersons")
	b.keys("z", chromedp.ModifierCtrl)
	if v := b.value(newlyReceived + "researchInstitutions"); v != "" {
		t.Errorf("after Ctrl+Z there is %q", v)
	}
	valid(t)
}
