package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"html"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

const (
	mm    = 25.4 / 72
	ofdNS = ` xmlns:ofd="http://www.ofdspec.org/2016"`
	whole = `Boundary="0 0 297.039 209.903"`
)

// ofdLine is a line of text on a page: millimetres from the top left.
type ofdLine struct {
	text       string
	x, y, size float64 // of the baseline
	steps      []float64
}

func (l ofdLine) width() float64 {
	last := []rune(l.text)[len(l.steps)]
	w := float64(charWidth(last, 1)) * l.size
	for _, s := range l.steps {
		w += s
	}
	return w
}

// around is a boundary around the line, and where its baseline begins in it.
func (l ofdLine) around(room float64) (boundary string, x, y float64) {
	return fmt.Sprintf(`Boundary="%.3f %.3f %.3f %.3f"`, l.x-room, l.y-l.size-room, l.width()+2*room, 1.4*l.size+2*room), room, l.size + room
}

// ofdStyle is how a program writes what it paints.
type ofdStyle struct {
	name  string
	rule  func(x, y, w, h float64) string
	line  func(l ofdLine) string
	parts int  // documents that the pages are in
	apart bool // figures stand on the pages, and all else in templates
	root  string
}

func stroke(x, y, w, h float64) string {
	if w > h {
		return fmt.Sprintf(`<ofd:PathObject ID="9" Boundary="%.3f %.3f %.3f %.3f" LineWidth="%.3f"><ofd:AbbreviatedData>M 0 %.3f L %.3f %[6]f</ofd:AbbreviatedData></ofd:PathObject>`, x, y, w, h, h, h/2, w)
	}
	return fmt.Sprintf(`<ofd:PathObject ID="9" Boundary="%.3f %.3f %.3f %.3f" LineWidth="%.3f"><ofd:AbbreviatedData>M %.3f 0 L %[6]f %.3[7]f</ofd:AbbreviatedData></ofd:PathObject>`, x, y, w, h, w, w/2, h)
}

// fill fills a rule in points, with the parameters of the document.
func fill(x, y, w, h float64) string {
	x, y, w, h = x/mm, y/mm, w/mm, h/mm
	return fmt.Sprintf(`<ofd:PathObject ID="9" %s CTM="%.6f 0 0 %[2]f 0 0" Fill="true" Stroke="false" DrawParam="7"><ofd:AbbreviatedData>M %.3f %.3f L %.3f %[4]f L %[5]f %.3[6]f L %[3]f %[6]f C</ofd:AbbreviatedData></ofd:PathObject>`, whole, mm, x, y, x+w, y+h)
}

func inSteps(l ofdLine) string {
	steps, n := "", 0
	for i, s := range l.steps {
		if n++; i+1 == len(l.steps) || fmt.Sprintf("%.3f", l.steps[i+1]) != fmt.Sprintf("%.3f", s) {
			steps += fmt.Sprintf(" g %d %.3f", n, s)
			n = 0
		}
	}
	boundary, x, y := l.around(0)
	return fmt.Sprintf(`<ofd:TextObject ID="9" Font="3" Size="%.4f" %s><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="%.3f" Y="%.3f" DeltaX="%s">%s</ofd:TextCode></ofd:TextObject>`, l.size, boundary, x, y, strings.TrimSpace(steps), html.EscapeString(l.text))
}

// inPoints has a text code for each character, and scales points.
func inPoints(l ofdLine) string {
	boundary, x, y := l.around(0)
	codes := ""
	for i, r := range []rune(l.text) {
		codes += fmt.Sprintf(`<ofd:TextCode X="%.3f" Y="%.3f">%s</ofd:TextCode>`, x/mm, y/mm, html.EscapeString(string(r)))
		if i < len(l.steps) {
			x += l.steps[i]
		}
	}
	return fmt.Sprintf(`<ofd:TextObject ID="9" Font="3" Size="%.4f" CTM="%.6f 0 0 %[2]f 0 0" %s>%s</ofd:TextObject>`, l.size/mm, mm, boundary, codes)
}

// inGlyphs has an object with a glyph for each character, clipped, in a block.
func inGlyphs(l ofdLine) string {
	clip := fmt.Sprintf(`<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path ID="9" %s Fill="true"><ofd:AbbreviatedData>M %.3f %.3f L %.3f %[3]f L %[4]f %.3[5]f L %[2]f %[5]f C</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>`,
		whole, l.x-1, l.y-l.size-1, l.x+l.width()+1, l.y+l.size)
	b, x := "", l.x
	for i, r := range []rune(l.text) {
		b += fmt.Sprintf(`<ofd:TextObject ID="9" Font="3" Size="%.4f" %s>%s<ofd:FillColor ColorSpace="5" Value="0"/><ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>%d</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="%.3f" Y="%.3f">%s</ofd:TextCode></ofd:TextObject>`, l.size, whole, clip, r, x, l.y, html.EscapeString(string(r)))
		if i < len(l.steps) {
			x += l.steps[i]
		}
	}
	return `<ofd:PageBlock ID="9">` + b + `</ofd:PageBlock>`
}

// withoutSteps leaves the places to the font.
func withoutSteps(l ofdLine) string {
	boundary, x, y := l.around(0.5)
	return fmt.Sprintf(`<ofd:TextObject ID="9" Font="3" Size="%.4f" %s><ofd:TextCode X="%.3f" Y="%.3f">%s</ofd:TextCode></ofd:TextObject>`, l.size, boundary, x, y, html.EscapeString(l.text))
}

// content paints a page: figures, the rest, or both.
func (s ofdStyle) content(p *paper.Page, figures, rest bool) string {
	var b strings.Builder
	top := float64(p.Box.Y1)
	for _, r := range p.Rules {
		if rest {
			b.WriteString(s.rule(float64(r.X0)*mm, (top-float64(r.Y1))*mm, float64(r.X1-r.X0)*mm, float64(r.Y1-r.Y0)*mm))
		}
	}
	for i := 0; i < len(p.Chars); {
		c := p.Chars[i]
		l := ofdLine{x: float64(c.Box.X0) * mm, y: (top - float64(c.Base)) * mm, size: float64(c.Size) * mm}
		for first := i; i < len(p.Chars) && p.Chars[i].Line == c.Line; i++ {
			if l.text += p.Chars[i].Text; i > first {
				l.steps = append(l.steps, float64(p.Chars[i].Box.X0-p.Chars[i-1].Box.X0)*mm)
			}
		}
		if figure := strings.IndexFunc(l.text, func(r rune) bool { return !unicode.IsDigit(r) }) < 0; figure && figures || !figure && rest {
			b.WriteString(s.line(l))
		}
	}
	return `<ofd:Content><ofd:Layer ID="2">` + b.String() + `</ofd:Layer></ofd:Content>`
}

// file makes a file of the pages.
func (s ofdStyle) file(pages []*paper.Page) []byte {
	var file bytes.Buffer
	z := zip.NewWriter(&file)
	put := func(name, root, text string) {
		w, _ := z.CreateHeader(&zip.FileHeader{Name: name}) // stored
		fmt.Fprintf(w, `<?xml version="1.0" encoding="UTF-8"?><ofd:%s%s>%s</ofd:%[1]s>`, root, ofdNS, text)
	}
	bodies := ""
	each := (len(pages) + s.parts - 1) / s.parts
	for d := range s.parts {
		folder := fmt.Sprintf("Doc_%d/", d)
		list, templates := "", ""
		for i, p := range pages[d*each : min((d+1)*each, len(pages))] {
			text := s.content(p, true, !s.apart)
			if s.apart {
				put(fmt.Sprintf("%sTpls/Tpl_%d/Content.xml", folder, i), "Page", s.content(p, false, true))
				templates += fmt.Sprintf(`<ofd:TemplatePage ID="%d" ZOrder="Background" BaseLoc="%sTpls/Tpl_%[3]d/Content.xml"/>`, 100+i, strings.ReplaceAll(s.root, "*", folder), i)
				text = fmt.Sprintf(`<ofd:Template TemplateID="%d" ZOrder="Background"/>`, 100+i) + text
			}
			put(fmt.Sprintf("%sPages/Page_%d/Content.xml", folder, i), "Page", text)
			list += fmt.Sprintf(`<ofd:Page ID="%d" BaseLoc="%sPages/Page_%[3]d/Content.xml"/>`, 10+i, strings.ReplaceAll(s.root, "*", folder), i)
		}
		put(folder+"PublicRes.xml", "Res", `<ofd:DrawParams><ofd:DrawParam ID="7"><ofd:FillColor Value="0 0 0"/></ofd:DrawParam></ofd:DrawParams><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts>`)
		put(folder+"Document.xml", "Document", `<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 297.039 209.903</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>`+templates+`</ofd:CommonData><ofd:Pages>`+list+`</ofd:Pages>`)
		bodies += `<ofd:DocBody><ofd:DocInfo/><ofd:DocRoot>` + folder + `Document.xml</ofd:DocRoot></ofd:DocBody>`
	}
	put("OFD.xml", "OFD", bodies)
	z.Close()
	return file.Bytes()
}

// TestReadOFD reads reports as programs write them that share nothing of how they say what
// they paint.
func TestReadOFD(t *testing.T) {
	want := pdfReport(report.Edition2021, several)
	pages := pagesOf(t, want, false)
	for _, s := range []ofdStyle{
		{name: "lines in steps, strokes", rule: stroke, line: inSteps, parts: 1},
		{name: "characters in points, fills", rule: fill, line: inPoints, parts: 1},
		{name: "glyphs in blocks, clipped", rule: stroke, line: inGlyphs, parts: 1},
		{name: "without steps, templates from the root", rule: fill, line: withoutSteps, parts: 1, apart: true, root: "/*"},
		{name: "templates, two documents", rule: stroke, line: inSteps, parts: 2, apart: true},
	} {
		got, findings, err := Read(s.file(pages))
		if err != nil {
			t.Errorf("%s: %v", s.name, err)
			continue
		}
		if a, b := allFigures(got)+textOfReport(got), allFigures(want)+textOfReport(want); a != b {
			t.Errorf("%s:\n%s\nwant\n%s", s.name, a, b)
		}
		for _, f := range findings {
			if f.Code != "I-cm" && f.Code != "I-cn" && f.Code != "I-aa" {
				t.Errorf("%s: %s %s", s.name, f.Code, f.Message())
			}
		}
	}
}
