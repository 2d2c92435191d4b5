package render_test

import (
	"bytes"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// What was changed by hand in an OFD is told, and what is seen is taken: a figure on a
// page, one of the data, the data altogether.
func TestOFDChanged(t *testing.T) {
	r := sample.Varied(1)
	const path = "/tables/disclosure/licenses"
	var cell report.Cell
	for c := range report.Cells(r.Tables) {
		if c.Path == path {
			cell = c
		}
	}
	if err := cell.Set("31415"); err != nil {
		t.Fatal(err)
	}
	for _, o := range []render.Options{{}, {Archive: true, Data: render.DataAlways}} {
		var b bytes.Buffer
		if err := o.Write(&b, render.OFD, r); err != nil {
			t.Fatal(err)
		}
		sound(t, render.OFD, b.Bytes())
		data := map[bool]string{false: "Doc_0/Attachs/report.json", true: "Doc_0/Attachs/report.txt"}[o.Archive]
		page := ""
		for _, p := range []string{"Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml", "Doc_0/Pages/Page_2/Content.xml"} {
			if page == "" && strings.Contains(partOf(t, b.Bytes(), p), ">31415<") {
				page = p
			}
		}
		change := func(part, old, new string) []byte {
			text := partOf(t, b.Bytes(), part)
			if strings.Count(text, old) != 1 {
				t.Fatalf("%s has %q %d times", part, old, strings.Count(text, old))
			}
			return withPart(t, b.Bytes(), part, strings.Replace(text, old, new, 1))
		}
		without := withPart(t, b.Bytes(), "Doc_0/Document.xml",
			regexp.MustCompile(`<ofd:Attachments>.*?</ofd:Attachments>`).ReplaceAllString(partOf(t, b.Bytes(), "Doc_0/Document.xml"), ""))
		for _, c := range []struct {
			what, figure string
			file         []byte
			told         []string // code, and of a difference what is seen and what was
		}{
			{"a figure", "31425", change(page, ">31415<", ">31425<"), []string{"I-dm 31425 31415", "I-cm"}},
			{"the data", "31415", change(data, "31415", "27182"), []string{"I-dm 31415 27182", "I-cm"}},
			{"data that are none", "31415", withPart(t, b.Bytes(), data, "{}"), []string{"I-dr", "I-cm"}},
			{"no data", "31415", without, []string{"I-cm"}},
		} {
			got, findings, err := intake.Read(c.file)
			if err != nil {
				t.Errorf("%s: %v", c.what, err)
				continue
			}
			for x := range report.Cells(got.Tables) {
				if x.Path == path && x.String() != c.figure {
					t.Errorf("%s: %s, want %s", c.what, x, c.figure)
				}
			}
			for _, told := range c.told {
				if !slices.ContainsFunc(findings, func(f report.Finding) bool {
					return strings.HasPrefix(f.Code+" "+f.Got+" "+f.Want, told) && (f.Code != "I-dm" || f.Path == path && f.Pos.Page > 0)
				}) {
					t.Errorf("%s: not told %s: %+v", c.what, told, findings)
				}
			}
		}
	}
}
