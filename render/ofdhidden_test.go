package render_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake"
)

// A figure that is hidden on its page, or over which another is put, is not read as if it
// were to be seen without a word: the file is refused, or that is told.
func TestOFDHidden(t *testing.T) {
	r := sample.Varied(1)
	const path = "/tables/disclosure/licenses"
	for c := range report.Cells(r.Tables) {
		if c.Path == path {
			if err := c.Set("31415"); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := render.Write(&b, render.OFD, r); err != nil {
		t.Fatal(err)
	}
	page, text := "", ""
	for i := 0; page == ""; i++ {
		p := fmt.Sprintf("Doc_0/Pages/Page_%d/Content.xml", i)
		if text = partOf(t, b.Bytes(), p); strings.Contains(text, ">31415<") {
			page = p
		}
	}
	object := regexp.MustCompile(`<ofd:TextObject [^>]*Boundary="([-0-9.]+) ([-0-9.]+) ([-0-9.]+) ([-0-9.]+)"[^>]*>(?:<ofd:FillColor[^>]*>)?<ofd:TextCode [^>]*>31415</ofd:TextCode></ofd:TextObject>`).FindStringSubmatch(text)
	if object == nil {
		t.Fatal("no such object")
	}
	is, box := object[0], strings.Join(object[1:5], " ")
	wide, err := strconv.ParseFloat(object[3], 64)
	if err != nil {
		t.Fatal(err)
	}
	path4 := func(attrs, colour, data string) string {
		return `<ofd:PathObject ID="9001" Boundary="` + box + `" ` + attrs + `>` + colour + `<ofd:AbbreviatedData>` + data + `</ofd:AbbreviatedData></ofd:PathObject>`
	}
	const white = `<ofd:FillColor Value="255 255 255"/>`
	const all = `M 0 0 L 90 0 L 90 9 L 0 9 C`
	attr := func(s string) string { return strings.Replace(is, "<ofd:TextObject ", "<ofd:TextObject "+s+" ", 1) }
	inside := func(s string) string {
		return regexp.MustCompile(`<ofd:TextCode`).ReplaceAllString(regexp.MustCompile(`<ofd:FillColor[^>]*>`).ReplaceAllString(is, ""), s+`<ofd:TextCode`)
	}
	other := strings.Replace(is, ">31415<", ">92653<", 1)
	for _, c := range []struct{ what, now, want string }{
		{"not visible", attr(`Visible="false"`), "I-dm I-aq"},
		{"not visible, as a number", attr(`Visible="0"`), "I-dm I-aq"},
		{"transparent", attr(`Alpha="0"`), "I-dm I-aq"},
		{"nearly transparent", attr(`Alpha="5"`), "I-dm I-aq"},
		{"white", inside(white), "I-dm I-aq"},
		{"nearly white", inside(`<ofd:FillColor Value="252 252 252"/>`), "I-dm I-aq"},
		{"white outlines", strings.Replace(inside(`<ofd:StrokeColor Value="255 255 255"/>`), "<ofd:TextObject ", `<ofd:TextObject Stroke="true" Fill="false" `, 1), "I-dm I-aq"},
		{"white outlines of white", strings.Replace(inside(white+`<ofd:StrokeColor Value="255 255 255"/>`), "<ofd:TextObject ", `<ofd:TextObject Stroke="true" `, 1), "I-dm I-aq"},
		{"neither filled nor outlined", attr(`Fill="false"`), "I-dm I-aq"},
		{"white box", is + path4(`Fill="true" Stroke="false"`, white, all), "I-dm I-aq"},
		{"white box and another", is + path4(`Fill="true" Stroke="false"`, white, all) + other, "92653 I-dm I-aq"},
		{"round box", is + path4(`Fill="true" Stroke="false"`, white, `M 1 0 L 89 0 Q 90 0 90 1 L 90 8 Q 90 9 89 9 L 1 9 Q 0 9 0 8 L 0 1 Q 0 0 1 0 C`), "I-dm I-aq"},
		{"round box and another", is + path4(`Fill="true" Stroke="false"`, white, `M 1 0 L 89 0 Q 90 0 90 1 L 90 8 Q 90 9 89 9 L 1 9 Q 0 9 0 8 L 0 1 Q 0 0 1 0 C`) + other, "92653 I-dm I-aq"},
		{"many corners", is + path4(`Fill="true" Stroke="false"`, white, `M 0 0 L 40 0 L 50 0 L 90 0 L 90 9 L 50 9 L 40 9 L 0 9 C`), "I-dm I-aq"},
		{"two boxes of one path", is + path4(`Fill="true" Stroke="false"`, white, `M 0 0 L 1 0 L 1 9 L 0 9 C M 1 0 L 90 0 L 90 9 L 1 9 C`), "I-dm I-aq"},
		{"broad line", is + path4(`LineWidth="9"`, `<ofd:StrokeColor Value="255 255 255"/>`, `M 0 3 L 90 3`), "I-dm I-aq"},
		{"nearly opaque box", is + path4(`Fill="true" Stroke="false" Alpha="250"`, white, all), "I-dm I-aq"},
		{"box of a gradient", is + path4(`Fill="true" Stroke="false"`, `<ofd:FillColor><ofd:AxialShd Extend="3" StartPoint="0 0" EndPoint="9 0"><ofd:Segment><ofd:Color Value="255 255 255"/></ofd:Segment><ofd:Segment><ofd:Color Value="255 255 255"/></ofd:Segment></ofd:AxialShd></ofd:FillColor>`, all), "31415 I-dt"},
		{"box of a pattern", is + path4(`Fill="true" Stroke="false"`, `<ofd:FillColor><ofd:Pattern Width="9" Height="9"><ofd:CellContent><ofd:PathObject ID="9002" Boundary="0 0 9 9" Fill="true" Stroke="false"><ofd:FillColor Value="255 255 255"/><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</ofd:AbbreviatedData></ofd:PathObject></ofd:CellContent></ofd:Pattern></ofd:FillColor>`, all), "31415 I-dt"},
		{"picture that may be transparent", is + `<ofd:ImageObject ID="9001" Boundary="` + box + `" ResourceID="9009"/>`, "31415 I-dt"},
		{"box in a block", is + `<ofd:PageBlock ID="9000">` + path4(`Fill="true" Stroke="false"`, white, all) + `</ofd:PageBlock>`, "I-dm I-aq"},
		{"clipped", strings.Replace(is, "<ofd:TextCode", `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path ID="9003" Boundary="0 0 0.5 9"><ofd:AbbreviatedData>M 0 0 L 0.5 0 L 0.5 9 L 0 9 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode`, 1), "I-cq"},
		{"clipped by a frame", strings.Replace(is, "<ofd:TextCode", `<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path ID="9003" Boundary="0 0 90 9"><ofd:AbbreviatedData>M 0 0 L 0.5 0 L 0.5 9 L 0 9 C M 80 0 L 90 0 L 90 9 L 80 9 C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode`, 1), "31415 I-dt"},
		{"half of it within the boundary", strings.Replace(is, box, object[1]+" "+object[2]+" 4 "+object[4], 1), "I-cq"},
		{"moved away", strings.Replace(is, box, "10 10 "+object[3]+" "+object[4], 1), "I-dn I-dm"},
		{"text within another element", strings.Replace(is, ">31415<", ">92653<ofd:x>31415</ofd:x><", 1), "I-ar"},
		{"text in part within another element", strings.Replace(is, ">31415<", ">314<ofd:x>1</ofd:x>5<", 1), "I-ar"},
		{"another on it", is + other, "I-cs"},
		{"twice, squeezed", strings.Replace(is, "<ofd:TextObject ", `<ofd:TextObject HScale="0.3" `, 1), "F-a"},
		{"struck out", is + path4(`LineWidth="0.3"`, `<ofd:StrokeColor Value="255 0 0"/>`, `M 0 2.6 L 9 2.6`), "31415 I-dt"},
		{"glyphs of others", strings.Replace(is, "<ofd:TextCode", `<ofd:CGTransform CodePosition="0" CodeCount="5" GlyphCount="5"><ofd:Glyphs>7 5 8 5 9</ofd:Glyphs></ofd:CGTransform><ofd:TextCode`, 1), "I-cu"},
		{"a glyph of all", strings.Replace(is, "<ofd:TextCode", `<ofd:CGTransform CodePosition="0" CodeCount="5" GlyphCount="1"><ofd:Glyphs>7</ofd:Glyphs></ofd:CGTransform><ofd:TextCode`, 1), "I-cu"},
		{"one glyph for two digits", strings.Replace(is, "<ofd:TextCode", `<ofd:CGTransform CodePosition="0" CodeCount="5" GlyphCount="5"><ofd:Glyphs>7 5 7 5 9</ofd:Glyphs></ofd:CGTransform><ofd:TextCode`, 1), "I-cu"},
		{"upside down in a mirror", attr(`CTM="1 0 0 -1 0 5"`), "31415 I-dt"},
		{"digits on top of each other", regexp.MustCompile(`DeltaX="[^"]*"`).ReplaceAllString(is, `DeltaX="1.8 0.2 1.8 1.8"`), "I-cs"},
		{"narrow digits on top of each other", strings.Replace(regexp.MustCompile(`DeltaX="[^"]*"`).ReplaceAllString(is, `DeltaX="0.9 0.2 0.9 0.9"`), "<ofd:TextObject ", `<ofd:TextObject HScale="0.5" `, 1), "I-cs"},
		{"narrow digits", strings.Replace(regexp.MustCompile(`DeltaX="[^"]*"`).ReplaceAllString(is, `DeltaX="0.9 0.9 0.9 0.9"`), "<ofd:TextObject ", `<ofd:TextObject HScale="0.5" `, 1), "31415"},
		{"all but the last digit within the boundary", strings.Replace(is, box, object[1]+" "+object[2]+" "+strconv.FormatFloat(wide*4/5, 'f', 3, 64)+" "+object[4], 1), "31415 I-dt"},
		{"mirrored", attr(`CTM="-1 0 0 1 9 0"`), "51413 I-dt I-dm"},
	} {
		x, findings, err := intake.Read(withPart(t, b.Bytes(), page, strings.Replace(text, is, c.now, 1)))
		got := ""
		if err != nil {
			f := (*report.InputError)(nil)
			if !errors.As(err, &f) {
				t.Fatal(err)
			}
			got = f.Code
		} else {
			for cell := range report.Cells(x.Tables) {
				if cell.Path == path {
					got = cell.String()
				}
			}
			for _, f := range findings {
				if f.Code != "I-cm" {
					got += " " + f.Code
				}
			}
		}
		if got = strings.TrimSpace(got); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}
