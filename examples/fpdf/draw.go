package main

import (
	"fmt"
	"unicode/utf16"

	"codeberg.org/go-pdf/fpdf"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// Draw appends the pages of a layout to a document, whatever its unit is. Fonts,
// colours and line width are other ones afterwards.
//
// fpdf loads TrueType faces only: of one with CFF outlines it is an error.
func Draw(f *fpdf.Fpdf, l *layout.Layout) error {
	d := drawing{f: f, faces: map[*fonts.Face]*face{}}
	for _, font := range l.Fonts() {
		face, err := newFace(font)
		if err != nil {
			return err
		}
		// Each call has names of its own, for the characters differ.
		face.name = fmt.Sprintf("%s-%d", font.Face.PostScriptName(), f.PageCount())
		f.AddUTF8FontFromBytes(face.name, "", face.file)
		d.faces[font.Face] = face
	}
	size := l.Document.Styles.Page
	for i := range l.Pages {
		f.AddPageFormat("P", fpdf.SizeType{Wd: d.unit(size.Width), Ht: d.unit(size.Height)})
		d.page(&l.Pages[i])
	}
	return f.Error()
}

type drawing struct {
	f       *fpdf.Fpdf
	faces   map[*fonts.Face]*face
	spacing float64 // of characters, in points
}

func (d *drawing) unit(n doc.Length) float64 { return n.Pt() / d.f.GetConversionRatio() }

func (d *drawing) page(p *layout.Page) {
	for _, s := range p.Shades {
		d.f.SetFillColor(int(s.Color>>16&0xFF), int(s.Color>>8&0xFF), int(s.Color&0xFF))
		d.f.Rect(d.unit(s.At.X), d.unit(s.At.Y), d.unit(s.Width), d.unit(s.Height), "F")
	}
	d.f.SetDrawColor(0, 0, 0)
	d.f.SetTextColor(0, 0, 0)
	for _, r := range p.Rules {
		d.f.SetLineWidth(d.unit(r.Width))
		d.f.Line(d.unit(r.From.X), d.unit(r.From.Y), d.unit(r.To.X), d.unit(r.To.Y))
	}
	d.f.SetLineJoinStyle("round")
	for i := range p.Texts {
		d.text(&p.Texts[i])
	}
	d.space(0)
}

func (d *drawing) text(t *layout.Text) {
	face := d.faces[t.Face]
	d.f.SetFont(face.name, "", t.Size.Pt())
	if t.Embolden {
		d.f.SetLineWidth(d.unit(t.Stroke()))
		d.f.SetTextRenderingMode(2)
		defer d.f.SetTextRenderingMode(0)
	}
	for _, p := range pieces(t, face) {
		d.space(p.spacing)
		if p.stands != 0 {
			d.f.RawWriteStr(fmt.Sprintf("/Span <</ActualText <FEFF%s>>> BDC", hex(p.stands)))
		}
		d.f.Text(d.unit(p.at.X), d.unit(p.at.Y), p.text)
		if p.stands != 0 {
			d.f.RawWriteStr("EMC")
		}
	}
}

// space is an operator for which fpdf has no method.
func (d *drawing) space(points float64) {
	if points != d.spacing {
		d.f.RawWriteStr(fmt.Sprintf("%.4f Tc", points))
		d.spacing = points
	}
}

func hex(r rune) (s string) {
	for _, u := range utf16.AppendRune(nil, r) {
		s += fmt.Sprintf("%04X", u)
	}
	return s
}

// piece is characters that stand the same distance further apart than they are wide,
// so that one call draws them.
type piece struct {
	at      layout.Point
	text    string
	spacing float64
	stands  rune // the character that the only code of text stands for, or 0: it is itself
}

const stray = 0.02 // points that a glyph may stand beside its place

func pieces(t *layout.Text, f *face) []piece {
	var list []piece
	end := 0.0 // where the next glyph of the last piece would stand
	for at, g := range t.Origins() {
		code := f.code(g)
		natural := doc.Length(t.Face.Advance(g.GID)) * t.Size / doc.Length(t.Face.UnitsPerEm())
		last := len(list) - 1
		off := at.X.Pt() - end
		if last < 0 || t.Vertical || code != g.Rune || list[last].stands != 0 || off > stray || off < -stray {
			p := piece{at: at, spacing: (g.Advance - natural).Pt()}
			if code != g.Rune {
				p.stands = g.Rune
			}
			list = append(list, p)
			last++
			end = at.X.Pt()
		}
		list[last].text += string(code)
		end += natural.Pt() + list[last].spacing
	}
	return list
}
