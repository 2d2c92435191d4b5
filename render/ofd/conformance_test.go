//go:build conformance

package ofd_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/render/pdf"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// tool runs a program, which must be there and succeed, and returns what it printed.
func tool(t *testing.T, program string, args ...string) []byte {
	t.Helper()
	var stderr bytes.Buffer
	c := exec.Command(program, args...)
	c.Stderr = &stderr
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%.4000s%.4000s", program, err, out, stderr.Bytes())
	}
	return out
}

// specimen is a file that the readers of others have to read as it is meant.
type specimen struct {
	name    string
	layout  *layout.Layout
	options ofd.Options
}

// specimens are the reports of the examples and of every kind, and the page of hard
// cases.
func specimens(t *testing.T) []specimen {
	t.Helper()
	load := func(name string) []byte {
		b, err := os.ReadFile(filepath.Join("../../examples/nianbao", name))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	yunqi, _, err := report.Decode(load("yunqi-2023.json"))
	if err != nil {
		t.Fatal(err)
	}
	qingping, _, err := intake.Read(load("qingping-2024.txt"))
	if err != nil {
		t.Fatal(err)
	}
	debian, err := fonts.Files("/usr/share/fonts")
	if err != nil {
		t.Fatal(err)
	}
	if !debian.Families[doc.Song].Regular.CFF() {
		t.Fatal("fonts-noto-cjk is not installed")
	}
	long := sample.Report(report.Edition2021)
	for range 40 {
		long.Overview.Paragraphs = append(long.Overview.Paragraphs, sample.Report(report.Edition2021).Preamble...)
	}
	draft := document(t, yunqi)
	draft.Mark = doc.Draft
	hard, faces := sample.HardCases()

	list := []specimen{
		{name: "yunqi", layout: layOut(t, document(t, yunqi), fonts.Default()), options: ofd.Options{Attachment: data(t, yunqi)}},
		{name: "qingping", layout: layOut(t, document(t, qingping), fonts.Default())},
		{name: "2019", layout: layOut(t, sample.Document(report.Edition2019), fonts.Default())},
		{name: "long", layout: layOut(t, document(t, long), fonts.Default())},
		{name: "draft", layout: layOut(t, draft, fonts.Default())},
		{name: "hard", layout: layOut(t, hard, faces)},
		{name: "cff", layout: layOut(t, document(t, yunqi), debian)},
	}
	text := data(t, yunqi)
	text.Name, text.Type = "report.txt", "text/plain"
	return append(list, specimen{name: "archive", layout: list[0].layout, options: ofd.Options{Attachment: text, Archive: true}})
}

func document(t *testing.T, r *report.Report) *doc.Document {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func layOut(t *testing.T, d *doc.Document, faces *fonts.Set) *layout.Layout {
	t.Helper()
	l, err := layout.Typeset(d, faces)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func data(t *testing.T, r *report.Report) *doc.Attachment {
	t.Helper()
	b, err := report.Encode(r)
	if err != nil {
		t.Fatal(err)
	}
	return &doc.Attachment{Name: "report.json", Type: "application/json", Description: "数据", Data: b, Modified: time.Date(2024, 1, 15, 0, 0, 0, 0, time.UTC)}
}

// save writes NAME.ofd of every specimen into a new folder, and our-NAME.pdf, the PDF
// of the same pages.
func save(t *testing.T, list []specimen) (dir string) {
	t.Helper()
	dir = t.TempDir()
	for _, s := range list {
		var o, p bytes.Buffer
		if err := s.options.Write(&o, s.layout); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		ofdlint.Verify(t, o.Bytes())
		if err := pdf.Write(&p, s.layout); err != nil {
			t.Fatalf("%s: %v", s.name, err)
		}
		for name, b := range map[string][]byte{s.name + ".ofd": o.Bytes(), "our-" + s.name + ".pdf": p.Bytes()} {
			if err := os.WriteFile(filepath.Join(dir, name), b, 0o666); err != nil {
				t.Fatal(err)
			}
		}
	}
	return dir
}

// pages returns what stands on every page of a layout, run by run.
func pages(l *layout.Layout) []string {
	list := make([]string, len(l.Pages))
	for i := range l.Pages {
		for j := range l.Pages[i].Texts {
			list[i] += glyphs(&l.Pages[i].Texts[j])
		}
	}
	return list
}

// glyphs returns what a run says.
func glyphs(x *layout.Text) string {
	var b strings.Builder
	for _, g := range x.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// pack leaves out white space, of which some readers make more.
func pack(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// sameText wants texts of pages to be as they should.
func sameText(t *testing.T, who string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Errorf("%s reads %d pages, want %d", who, len(got), len(want))
		return
	}
	for i := range want {
		if got[i] == want[i] {
			continue
		}
		g, w := []rune(got[i]), []rune(want[i])
		n := 0
		for n < min(len(g), len(w)) && g[n] == w[n] {
			n++
		}
		t.Errorf("%s, page %d, character %d: …%q, want …%q", who, i+1, n+1, string(g[n:min(len(g), n+20)]), string(w[n:min(len(w), n+20)]))
	}
}
