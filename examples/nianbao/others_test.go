//go:build conformance

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// TestOthersFiles has LibreOffice and Chromium make their files of ours, without the
// data that goes along with these, and reads them: the figures and the narrative are
// the same, or the file is refused.
func TestOthersFiles(t *testing.T) {
	dir, office, profile := t.TempDir(), t.TempDir(), t.TempDir()
	reports := map[string]*report.Report{}
	for name, r := range officeReports(t) {
		if name == "first" || name == "tables 2019" || name == "published" {
			reports[strings.ReplaceAll(name, " ", "-")] = r
		}
	}
	var docx, pages []string
	for name, r := range reports {
		p, err := render.Prepare(r, render.Options{Data: render.DataNever})
		if err != nil {
			t.Fatal(err)
		}
		file, page := filepath.Join(dir, name+".docx"), filepath.Join(dir, name+".html")
		if err := p.WriteFiles(file, page); err != nil {
			t.Fatal(err)
		}
		docx, pages = append(docx, file), append(pages, page)
	}
	convert := func(filter, out string, files []string) {
		t.Helper()
		args := []string{"-env:UserInstallation=file://" + profile, "--headless", "--convert-to", filter, "--outdir", filepath.Join(office, out)}
		tool(t, nil, "soffice", append(args, files...)...)
	}
	for _, c := range []struct {
		name, filter, ext string
		from              []string
		refused           bool
	}{
		{"saved again", "docx:MS Word 2007 XML", ".docx", docx, false},
		{"as Word 97", "doc:MS Word 97", ".doc", docx, false},
		{"as OpenDocument", "odt", ".odt", docx, true},
		{"as RTF", "rtf", ".rtf", docx, true},
		{"printed", "pdf", ".pdf", docx, false},
		{"the page saved by a word processor", "html:HTML (StarWriter)", ".html", docx, false},
		{"the page printed", "", ".pdf", pages, false},
	} {
		out := filepath.Join(office, c.name)
		if c.filter != "" {
			convert(c.filter, c.name, c.from)
		} else if err := os.Mkdir(out, 0o777); err != nil {
			t.Fatal(err)
		}
		for name, want := range reports {
			path := filepath.Join(out, name+c.ext)
			if c.filter == "" {
				tool(t, nil, "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--print-to-pdf="+path, filepath.Join(dir, name+".html"))
			}
			t.Run(c.name+"/"+name, func(t *testing.T) {
				got, findings, err := intake.Read([]byte(load(t, path)))
				if c.refused {
					if e, ok := err.(*report.InputError); !ok || e.Code != "I-b" {
						t.Errorf("%v", err)
					}
					return
				}
				if err != nil {
					t.Fatal(err)
				}
				told := map[string]bool{}
				for _, f := range findings {
					told[f.Code] = true
				}
				want := figuresOf(want.Tables)
				for path, figure := range figuresOf(got.Tables) {
					if figure != want[path] {
						t.Errorf("%s: %q, want %q", path, figure, want[path])
					}
				}
				t.Log(told)
			})
		}
	}
}

// figuresOf are the figures of the tables by their paths.
func figuresOf(tables report.Tables) map[string]string {
	all := map[string]string{}
	for c := range report.Cells(tables) {
		all[c.Path] = c.String()
	}
	return all
}
