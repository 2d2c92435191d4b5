//go:build conformance

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nianbao/nianbao/render/pdf"
)

// TestLooks has poppler draw the pages, and those of nianbao's own PDF: they look the
// same and have the same text.
func TestLooks(t *testing.T) {
	l := typeset(t)
	var ours, theirs bytes.Buffer
	if err := pdf.Write(&ours, l); err != nil {
		t.Fatal(err)
	}
	f := fpdf.New("P", "mm", "A4", "")
	if err := Draw(f, l); err != nil {
		t.Fatal(err)
	}
	if err := f.Output(&theirs); err != nil {
		t.Fatal(err)
	}
	a, b := drawn(t, ours.Bytes()), drawn(t, theirs.Bytes())
	if a.text != b.text {
		t.Errorf("text\n%s\nwant\n%s", b.text, a.text)
	}
	if len(a.dots) != len(l.Pages) || len(b.dots) != len(l.Pages) {
		t.Fatalf("%d and %d pages, want %d", len(a.dots), len(b.dots), len(l.Pages))
	}
	for i := range a.dots {
		if len(a.dots[i]) != len(b.dots[i]) {
			t.Fatalf("page %d has another size", i+1)
		}
		// fpdf writes places to a hundredth of a point, and a glyph may fall on the
		// next dot: what counts is much ink on white.
		others := 0
		for k := range a.dots[i] {
			if d := int(a.dots[i][k]) - int(b.dots[i][k]); d > 128 || d < -128 {
				others++
			}
		}
		if others > 300 { // of 967,606; a character of the text has as many
			t.Errorf("page %d: %d dots differ", i+1, others)
		}
	}
}

type pages struct {
	text string
	dots []string // grey dots
}

func drawn(t *testing.T, file []byte) pages {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "a.pdf")
	if err := os.WriteFile(path, file, 0o644); err != nil {
		t.Fatal(err)
	}
	run := func(args ...string) string {
		out, err := exec.Command(args[0], args[1:]...).CombinedOutput()
		if err != nil || strings.Contains(string(out), "Error") {
			t.Fatalf("%v: %v\n%s", args, err, out)
		}
		return string(out)
	}
	// Where a paragraph ends is a guess.
	d := pages{text: strings.Join(strings.Fields(run("pdftotext", path, "-")), "\n")}
	run("pdftoppm", "-gray", "-r", "100", path, filepath.Join(dir, "page"))
	for n := 1; ; n++ {
		page, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("page-%d.pgm", n)))
		if err != nil {
			return d
		}
		d.dots = append(d.dots, string(page))
	}
}
