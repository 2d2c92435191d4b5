//go:build conformance

package render_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
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

// In place of Debian's faces, which have CFF outlines, the DOCX has the embedded ones.
func TestEmbedDebianCFF(t *testing.T) {
	set, err := fonts.Files("/usr/share/fonts/opentype/noto")
	if err != nil {
		t.Fatal(err)
	}
	for name, f := range faces(t, embedded(t, example(t), set)) {
		for _, f := range f {
			if f != nil && f.CFF() {
				t.Errorf("%s has CFF outlines", name)
			}
		}
	}
	got, err := render.Options{EmbedFonts: true, Fonts: set}.Check(render.DOCX, example(t))
	if err != nil || !slices.ContainsFunc(got, func(f report.Finding) bool { return f.Code == "L-c" && f.Want == "Noto Serif CJK SC" }) {
		t.Errorf("%+v, %v", got, err)
	}
}
