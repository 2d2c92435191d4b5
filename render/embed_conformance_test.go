//go:build conformance

package render_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
)

func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.Command(name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}

// LibreOffice sets a DOCX in the faces embedded in it and in no others, on as many
// pages as the PDF has.
func TestLibreOfficeEmbedded(t *testing.T) {
	r := example(t)
	r.Agency = "云栖市𠮷㙍区人民政府"
	dir := t.TempDir()
	docx := filepath.Join(dir, "embedded.docx")
	if err := os.WriteFile(docx, embedded(t, r, nil), 0o644); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "own.pdf")
	if err := render.WriteFile(own, r); err != nil {
		t.Fatal(err)
	}
	tool(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, docx)
	pages := regexp.MustCompile(`Pages: +\d+`)
	pdf := filepath.Join(dir, "embedded.pdf")
	if got, want := pages.FindString(tool(t, "pdfinfo", pdf)), pages.FindString(tool(t, "pdfinfo", own)); got != want || got == "" {
		t.Errorf("%s, want %s", got, want)
	}
	want := map[string]bool{"NotoSerifSC-Regular": false, "NotoSerifSC-SemiBold": false, "NotoSansSC-Medium": false, "NianbaoKai-Regular": false}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", pdf)), "\n")[2:] {
		_, font, _ := strings.Cut(strings.Fields(line)[0], "+")
		font = strings.TrimSuffix(strings.TrimSuffix(font, "-Regular"), "-Bold")
		if _, ok := want[font]; !ok {
			t.Errorf("set in %s", font)
		}
		want[font] = true
	}
	for font, used := range want {
		if !used {
			t.Errorf("%s is not used", font)
		}
	}
}

// A face with CFF outlines is refused by name, and nothing is written.
func TestEmbedCFF(t *testing.T) {
	set, err := fonts.Files("/usr/share/fonts/opentype/noto")
	if err != nil {
		t.Fatal(err)
	}
	var e *render.EmbedError
	var b bytes.Buffer
	if err := (render.Options{EmbedFonts: true, Fonts: set}).Write(&b, render.DOCX, example(t)); !errors.As(err, &e) || b.Len() > 0 {
		t.Errorf("%v, %d bytes", err, b.Len())
	} else if !strings.Contains(e.Error(), e.Family) || !strings.Contains(e.English(), "CFF") {
		t.Errorf("%v\n%s", e, e.English())
	}
}
