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
// pages as the PDF has; Debian's faces, too, which have CFF outlines.
func TestLibreOfficeEmbedded(t *testing.T) {
	debian, err := fonts.Files("/usr/share/fonts/opentype/noto")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		set  *fonts.Set
		want []string
	}{
		"own":    {nil, []string{"NotoSerifSC-Regular", "NotoSerifSC-SemiBold", "NotoSansSC-Medium", "NianbaoKai-Regular"}},
		"Debian": {debian, []string{"NotoSerifCJKsc-Regular", "NotoSansCJKsc-Regular", "NotoSerifSC-SemiBold", "NianbaoKai-Regular"}},
	} {
		t.Run(name, func(t *testing.T) { checkLibreOffice(t, test.set, test.want) })
	}
}

func checkLibreOffice(t *testing.T, set *fonts.Set, want []string) {
	r := example(t)
	r.Agency = "云栖市𠮷㙍区人民政府"
	dir := t.TempDir()
	docx := filepath.Join(dir, "embedded.docx")
	if err := os.WriteFile(docx, embedded(t, r, set), 0o644); err != nil {
		t.Fatal(err)
	}
	own := filepath.Join(dir, "own.pdf")
	if err := (render.Options{Fonts: set}).WriteFiles(r, own); err != nil {
		t.Fatal(err)
	}
	tool(t, "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "pdf", "--outdir", dir, docx)
	pages := regexp.MustCompile(`Pages: +\d+`)
	pdf := filepath.Join(dir, "embedded.pdf")
	if got, want := pages.FindString(tool(t, "pdfinfo", pdf)), pages.FindString(tool(t, "pdfinfo", own)); got != want || got == "" {
		t.Errorf("%s, want %s", got, want)
	}
	used := map[string]bool{}
	for _, line := range strings.Split(strings.TrimSpace(tool(t, "pdffonts", pdf)), "\n")[2:] {
		_, font, _ := strings.Cut(strings.Fields(line)[0], "+")
		font = strings.TrimSuffix(strings.TrimSuffix(font, "-Regular"), "-Bold")
		if !slices.Contains(want, font) {
			t.Errorf("set in %s", font)
		}
		used[font] = true
	}
	for _, font := range want {
		if !used[font] {
			t.Errorf("%s is not used", font)
		}
	}
}
