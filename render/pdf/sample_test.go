package pdf

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// setter makes layouts by hand.
type setter struct {
	testing.TB
	set *fonts.Set
	layout.Layout
}

func newSetter(tb testing.TB) *setter {
	s := &setter{TB: tb, set: fonts.Default()}
	s.Document = &doc.Document{Title: "示例区2023年政府信息公开工作年度报告", Lang: "zh-CN", Styles: doc.GB9704()}
	return s
}

func (s *setter) page() *layout.Page {
	s.Pages = append(s.Pages, layout.Page{Number: len(s.Pages) + 1})
	return &s.Pages[len(s.Pages)-1]
}

// look is how setter.text sets a run; pitch 0 leaves every glyph its own width.
type look struct {
	role     doc.Role
	bold     bool
	vertical bool
	size     float64
	pitch    float64
	origin   layout.Origin
}

// text sets a run on the last page, divided where the face changes, and returns
// the place of its end.
func (s *setter) text(x, y float64, lk look, str string) layout.Point {
	s.Helper()
	for lk.origin.Kind == layout.Content && lk.origin.Block >= len(s.Document.Blocks) {
		s.Document.Blocks = append(s.Document.Blocks, &doc.Paragraph{})
	}
	at := layout.Point{X: doc.Pt(x), Y: doc.Pt(y)}
	size := doc.Pt(lk.size)
	p := &s.Pages[len(s.Pages)-1]
	var t *layout.Text
	for _, r := range str {
		c, ok := s.set.Choose(lk.role, lk.bold, r)
		if !ok {
			s.Fatalf("no face has %q", r)
		}
		if t == nil || t.Face != c.Face {
			p.Texts = append(p.Texts, layout.Text{Origin: lk.origin, At: at, Face: c.Face, Size: size, Embolden: c.Embolden, Vertical: lk.vertical})
			t = &p.Texts[len(p.Texts)-1]
		}
		gid := c.GID
		if lk.vertical {
			gid = c.Face.Vertical(gid)
		}
		adv := size * doc.Length(c.Face.Advance(gid)) / doc.Length(c.Face.UnitsPerEm())
		if lk.pitch != 0 {
			adv += doc.Pt(lk.pitch) - size
		}
		if lk.vertical {
			adv = size
			at.Y += adv
		} else {
			at.X += adv
		}
		t.Glyphs = append(t.Glyphs, layout.Glyph{GID: gid, Rune: r, Advance: adv})
	}
	return at
}

func (s *setter) write() []byte {
	s.Helper()
	var b bytes.Buffer
	if err := Write(&b, &s.Layout); err != nil {
		s.Fatal(err)
	}
	return b.Bytes()
}

func (s *setter) read() *file { s.Helper(); return readFile(s, s.write()) }

func block(i int) layout.Origin { return layout.Origin{Block: i, Cell: -1} }

var furniture = layout.Origin{Kind: layout.Furniture, Block: -1, Cell: -1}

// sample sets two pages with all that the package draws.
func sample(tb testing.TB) *setter {
	s := newSetter(tb)
	d := s.Document
	heading := func(level int, str string) layout.Origin {
		d.Blocks = append(d.Blocks, &doc.Heading{Level: level, Runs: doc.Text(str)})
		return block(len(d.Blocks) - 1)
	}
	s.page()
	s.text(120, 150, look{role: doc.XiaoBiaoSong, size: 22, origin: heading(0, "示例区人民政府\n2023年政府信息公开工作年度报告")}, "示例区人民政府")
	s.text(98, 179, look{role: doc.XiaoBiaoSong, size: 22, origin: block(0)}, "2023年政府信息公开工作年度报告")
	s.text(111, 237, look{role: doc.HeiTi, size: 16, pitch: 15.8, origin: heading(1, "一、总体情况")}, "一、总体情况")
	s.text(111, 266, look{role: doc.KaiTi, size: 16, pitch: 15.8, origin: heading(2, "（一）主动公开情况。")}, "（一）主动公开情况。")
	d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("正文")})
	body := look{role: doc.FangSong, size: 16, pitch: 15.7935, origin: block(len(d.Blocks) - 1)}
	s.text(79.37, 295, body, "本报告由示例区人民政府办公室按照《条例》编制，共公开信息")
	s.text(79.37, 324, body, "2023条，较上年增加38.441094万元；“𠮷”字与㙦、𬭚二字。——")
	body.bold = true
	s.text(79.37, 353, body, "加粗：本年新收政府信息公开申请数量 12345")
	d.Blocks = append(d.Blocks, &doc.Table{
		Caption: "表（一）", Description: "左列为信息内容。", Widths: make([]doc.Length, 3), HeadRows: 1,
		Rows: []doc.Row{
			{Cells: []doc.Cell{{Kind: doc.ColumnHead, ColSpan: 2}, {Kind: doc.ColumnHead}}},
			{Cells: []doc.Cell{{Kind: doc.RowHead, RowSpan: 2}, {Kind: doc.RowHead}, {}}},
			{Cells: []doc.Cell{{Kind: doc.RowHead}, {}}},
			{Cells: []doc.Cell{{Kind: doc.RowHead, ColSpan: 2}, {}}},
		},
	})
	cell := func(i int) look {
		return look{role: doc.Song, size: 9, origin: layout.Origin{Block: len(d.Blocks) - 1, Cell: i}}
	}
	p := &s.Pages[0]
	for i, c := range []doc.Color{0xC6D9F1, 0xFFF2CC} {
		p.Shades = append(p.Shades, layout.Shade{Origin: furniture, At: layout.Point{X: doc.Pt(80), Y: doc.Pt(400 + 20*float64(i))}, Width: doc.Pt(440), Height: doc.Pt(20), Color: c})
	}
	for i := range 9 {
		y := doc.Pt(400 + 20*float64(i))
		w := doc.Pt(0.5)
		if i == 0 {
			w = doc.Pt(1)
		}
		p.Rules = append(p.Rules, layout.Rule{Origin: furniture, From: layout.Point{X: doc.Pt(80), Y: y}, To: layout.Point{X: doc.Pt(520), Y: y}, Width: w})
	}
	for _, x := range []float64{80, 110, 520} {
		p.Rules = append(p.Rules, layout.Rule{Origin: furniture, From: layout.Point{X: doc.Pt(x), Y: doc.Pt(400)}, To: layout.Point{X: doc.Pt(x), Y: doc.Pt(560)}, Width: doc.Pt(0.5)})
	}
	s.text(120, 394, cell(0), "信息内容")
	vertical := cell(2)
	vertical.vertical = true
	s.text(95, 420, vertical, "三、本年度办理结果（一）")
	bold := cell(3)
	bold.bold = true
	s.text(120, 414, bold, "一、本年新收政府信息公开申请数量")
	s.text(120, 434, cell(5), "1.申请人无正当理由逾期不补正、行政机关不再处理")
	s.text(480, 434, cell(6), "14069")
	s.text(465, 780, look{role: doc.Song, size: 14, origin: furniture}, "— 1 —")
	s.page()
	again := cell(0)
	again.origin.Kind = layout.Repeated
	s.text(120, 120, again, "信息内容")
	s.text(120, 140, cell(7), "行政规范性文件")
	s.text(111, 237, look{role: doc.HeiTi, size: 16, pitch: 15.8, origin: heading(1, "二、其他需要报告的事项")}, "二、其他需要报告的事项")
	s.text(93, 780, look{role: doc.Song, size: 14, origin: furniture}, "— 2 —")
	return s
}
