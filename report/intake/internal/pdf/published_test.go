package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Of published files the text is that which another program finds, in the same order.
func TestPublished(t *testing.T) {
	pdftotext, err := exec.LookPath("pdftotext")
	if err != nil {
		t.Skip(err)
	}
	paths, _ := filepath.Glob("../../../../../shared/cases/published/*.pdf")
	if len(paths) == 0 {
		t.Skip("no published files")
	}
	visible := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsSpace(r) {
				return -1
			}
			return r
		}, norm.NFKC.String(s))
	}
	for _, path := range paths {
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want, err := exec.Command(pdftotext, "-raw", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		rules := 0
		for _, p := range readPages(t, file) {
			rules += len(p.Rules)
			for _, c := range p.Chars {
				if c.Invisible || c.Clipped || c.NoText {
					t.Errorf("%s, page %d: %+v", path, p.Number, c)
				}
				got.WriteString(c.Text)
			}
		}
		if visible(got.String()) != visible(string(want)) || rules < 90 {
			t.Errorf("%s: the text is not that of pdftotext, or there are %d rules", path, rules)
		}
	}
}
