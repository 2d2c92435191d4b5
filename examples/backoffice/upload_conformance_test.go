//go:build conformance

package backoffice_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
)

// converted saves a report by LibreOffice in formats that are not written here, and returns
// the files by their names.
func converted(t testing.TB, r *report.Report) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	p, err := render.Prepare(r, render.Options{Data: render.DataNever})
	must(err)
	var b bytes.Buffer
	must(p.Write(&b, render.DOCX))
	file := filepath.Join(dir, "旧版.docx")
	must(os.WriteFile(file, b.Bytes(), 0o666))
	all := map[string][]byte{}
	for _, filter := range []string{"doc:MS Word 97", "pdf", "html:HTML (StarWriter)"} {
		cmd := exec.Command("soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", filter, "--outdir", dir, file)
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		ext, _, _ := strings.Cut(filter, ":")
		data, err := os.ReadFile(filepath.Join(dir, "旧版."+ext))
		if err != nil {
			t.Fatal(err)
		}
		all["旧版."+ext] = data
	}
	return all
}

// What another program saved comes in with its figures.
func TestUploadConverted(t *testing.T) {
	want := filledReport(2024)
	for name, data := range converted(t, want) {
		o := newOffice(t)
		o.imported("editor", uploadPath, part{"file", name, data})
		sameFigures(t, o.content(2024).Report, want)
	}
}
