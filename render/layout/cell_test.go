package layout

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

// one returns a document that is a table of one row.
func one(widths []float64, height float64, cells ...doc.Cell) *doc.Document {
	t := &doc.Table{Caption: "表", Padding: doc.Pt(2), Rows: []doc.Row{{MinHeight: doc.Pt(height), Cells: cells}}}
	for _, w := range widths {
		t.Widths = append(t.Widths, doc.Pt(w))
	}
	return &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{t}}
}

// cellLines returns the lines of a cell, from top to bottom or from right to left.
func cellLines(l *Layout, cell int) (lines []string, texts []Text) {
	for _, p := range l.Pages {
		for _, x := range p.Texts {
			if x.Block >= 0 && x.Cell == cell {
				lines = append(lines, x.string())
				texts = append(texts, x)
			}
		}
	}
	return lines, texts
}

func TestVerticalCell(t *testing.T) {
	const text = "三、本年度办理结果"
	tests := []struct {
		width, height float64
		want          []string
	}{
		{26.5, 100, []string{text}},
		{26.5, 60, []string{"三、本年度", "办理结果"}},
		{26.5, 20, []string{"三、本年度", "办理结果"}}, // no room for three columns: the row grows
		{40, 30, []string{"三、本", "年度办", "理结果"}},
		{15, 20, []string{text}},
	}
	for _, tt := range tests {
		c := textCell(doc.RowHead, doc.NarrowStrong, 1, 1, text)
		c.Vertical = true
		l := typeset(t, one([]float64{tt.width}, tt.height, c))
		check(t, l)
		lines, texts := cellLines(l, 0)
		if !slices.Equal(lines, tt.want) {
			t.Errorf("%v × %v: got %q, want %q", tt.width, tt.height, lines, tt.want)
			continue
		}
		var middle doc.Length
		for i, x := range texts {
			if !x.Vertical {
				t.Errorf("%q is not vertical", x.string())
			}
			if i > 0 && x.At.X >= texts[i-1].At.X {
				t.Errorf("column %d is not left of column %d", i+1, i)
			}
			middle += x.At.X / doc.Length(len(texts))
		}
		page := l.Document.Styles.Page
		if want := page.Left + page.TextWidth()/2; middle < want-1000 || middle > want+1000 {
			t.Errorf("%v × %v: columns stand round %v, want %v", tt.width, tt.height, middle, want)
		}
	}
}

func TestVerticalForms(t *testing.T) {
	c := textCell(doc.RowHead, doc.NarrowStrong, 1, 1, "（一）")
	c.Vertical = true
	_, texts := cellLines(typeset(t, one([]float64{20}, 50, c)), 0)
	for _, g := range texts[0].Glyphs {
		if upright := texts[0].Face.Glyph(g.Rune); g.GID != texts[0].Face.Vertical(upright) {
			t.Errorf("%q is glyph %d", g.Rune, g.GID)
		}
	}
	if first := texts[0].Glyphs[0]; first.GID == texts[0].Face.Glyph(first.Rune) {
		t.Error("the bracket is not turned")
	}
}

func TestVerticalBreak(t *testing.T) {
	c := textCell(doc.RowHead, doc.NarrowStrong, 1, 1, "办理 \n结果")
	c.Vertical = true
	l := typeset(t, one([]float64{40}, 100, c))
	check(t, l)
	lines, texts := cellLines(l, 0)
	if !slices.Equal(lines, []string{"办理 ", "结果"}) {
		t.Errorf("got %q", lines)
	}
	if a, b := texts[0].box(), texts[1].box(); a.top != b.top || a.bottom != b.bottom {
		t.Errorf("the columns are %v and %v", a, b)
	}
	_, err := Typeset(one([]float64{15}, 100, c), fonts.Default())
	var e *OverflowError
	if !errors.As(err, &e) || e.Kind != CellWidth {
		t.Errorf("two columns in a cell for one: %v", err)
	}
}

// TestShrink: figures and words that are wider than their cell are set smaller.
func TestShrink(t *testing.T) {
	for _, tt := range []struct {
		text string
		want float64 // size
	}{
		{"1406", 10.5},
		{"14069", 8.5},
		{"140690", 7},
		{"办理结果", 10.5}, // may break
	} {
		d := one([]float64{28}, 20, textCell(doc.Data, doc.NarrowFigure, 1, 1, tt.text))
		// Letter spacing, too, becomes less.
		d.Styles.Styles[doc.NarrowFigure].Pitch = d.Styles.Styles[doc.NarrowFigure].Size
		l := typeset(t, d)
		check(t, l)
		_, texts := cellLines(l, 0)
		if texts[0].Size != doc.Pt(tt.want) {
			t.Errorf("%q is set in %v, want %vpt", tt.text, texts[0].Size, tt.want)
		}
	}
}

func TestCellBreaks(t *testing.T) {
	l := typeset(t, one([]float64{60, 60}, 40, textCell(doc.Data, doc.NarrowHead, 1, 1, "结果\n维持"), textCell(doc.Data, doc.NarrowHead, 1, 1, "")))
	check(t, l)
	lines, texts := cellLines(l, 0)
	if !slices.Equal(lines, []string{"结果", "维持"}) {
		t.Fatalf("got %q", lines)
	}
	// Both lines are in the middle of the cell.
	page := l.Document.Styles.Page
	r, _ := around(&l.Pages[0], texts[0].At, l.Document.Styles.Rule)
	above, below := texts[0].box().top-r.top, r.bottom-texts[1].box().bottom
	if d := above - below; d < -1000 || d > 1000 {
		t.Errorf("%v above the text, %v below", above, below)
	}
	// A table narrower than the type area stands in its middle.
	if want := page.Left + (page.TextWidth()-doc.Pt(120))/2; r.left < want || r.left > want+l.Document.Styles.Rule {
		t.Errorf("the table begins at %v, want %v", r.left, want)
	}
}

// TestRules draws the rules of a table with spans, one character for each half
// column and one line for each half row.
func TestRules(t *testing.T) {
	cell := func(rows, cols int) doc.Cell { return textCell(doc.Data, doc.NarrowStub, rows, cols, "甲") }
	table := &doc.Table{
		Padding: doc.Pt(2),
		Widths:  []doc.Length{doc.Pt(100), doc.Pt(100), doc.Pt(100)},
		Rows: []doc.Row{
			{MinHeight: doc.Pt(20), Cells: []doc.Cell{cell(2, 1), cell(1, 2)}},
			{MinHeight: doc.Pt(20), Cells: []doc.Cell{cell(1, 1), cell(2, 1)}},
			{MinHeight: doc.Pt(20), Cells: []doc.Cell{cell(1, 2)}},
		},
	}
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{table}}
	l := typeset(t, d)
	check(t, l)
	want := `
+-+---+
| |   |
| +-+-+
| | | |
+-+-+ |
|   | |
+---+-+
`
	if got := "\n" + drawRules(&l.Pages[0], doc.Pt(100), doc.Pt(20)); got != want {
		t.Errorf("got:%swant:%s", got, want)
	}
	if n := len(l.Pages[0].Rules); n != 8 {
		t.Errorf("%d rules, want 8", n)
	}
	for _, x := range l.Pages[0].Rules {
		if x.Kind != Furniture || x.Width != d.Styles.Rule {
			t.Errorf("rule %v", x)
		}
	}
}

// drawRules draws rules that lie on a grid.
func drawRules(p *Page, column, row doc.Length) string {
	left, top := p.Rules[0].From.X, p.Rules[0].From.Y
	index := func(at, from, unit doc.Length) int { return int((at - from + unit/4) / (unit / 2)) }
	var canvas [7][7]byte
	for i := range canvas {
		copy(canvas[i][:], "       ")
	}
	for _, r := range p.Rules {
		x0, x1 := index(r.From.X, left, column), index(r.To.X, left, column)
		y0, y1 := index(r.From.Y, top, row), index(r.To.Y, top, row)
		sign := byte('-')
		if x0 == x1 {
			sign = '|'
		}
		for y := y0; y <= y1; y++ {
			for x := x0; x <= x1; x++ {
				if canvas[y][x] != ' ' {
					canvas[y][x] = '+'
				} else {
					canvas[y][x] = sign
				}
			}
		}
	}
	var b strings.Builder
	for _, line := range canvas {
		b.Write(line[:])
		b.WriteByte('\n')
	}
	return b.String()
}

func TestShades(t *testing.T) {
	disclosure, _, _ := tables()
	l := typeset(t, &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{disclosure}})
	page := l.Document.Styles.Page
	shades := l.Pages[0].Shades
	if len(shades) != 4 {
		t.Fatalf("%d shades, want 4", len(shades))
	}
	var width doc.Length
	for _, w := range disclosure.Widths {
		width += w
	}
	for _, s := range shades {
		if s.Kind != Furniture || s.At.X != page.Left+(page.TextWidth()-width)/2 || s.Width != width || s.Height != doc.Pt(30) || s.Color != 0xC6D9F1 {
			t.Errorf("shade %+v", s)
		}
	}
}

func TestErrors(t *testing.T) {
	style := doc.GB9704()
	paragraph := func(s string) *doc.Document {
		return &doc.Document{Title: "x", Lang: "zh-CN", Styles: style, Blocks: []doc.Block{&doc.Paragraph{Runs: doc.Text(s)}}}
	}
	cell := func(s string) doc.Cell { return textCell(doc.Data, doc.NarrowFigure, 1, 1, s) }
	hole := one([]float64{30, 30}, 20, cell("1"))
	high := one([]float64{30}, 700, cell("1"))
	headed := one([]float64{30}, 400, cell("1"))
	headed.Blocks[0].(*doc.Table).HeadRows = 1
	headed.Blocks[0].(*doc.Table).Rows = append(headed.Blocks[0].(*doc.Table).Rows, doc.Row{MinHeight: doc.Pt(300), Cells: []doc.Cell{cell("2")}})
	narrow := paragraph("字")
	narrow.Styles.Page.Left = doc.Mm(180)
	low := paragraph("字")
	low.Styles.Page.Top = doc.Mm(260)
	both := one([]float64{30, 30}, 20, cell("1"), cell("\U000F0000"))
	both.Blocks = append(both.Blocks, &doc.Paragraph{Runs: doc.Text("\U000F0001和\U000F0000")})

	tests := []struct {
		name   string
		doc    *doc.Document
		zh, en string // parts of the messages
	}{
		{"missing", both, "\U000F0000（U+F0000），首见于表“表”第1行第2列；\U000F0001（U+F0001），首见于“\U000F0001和\U000F0000”", "U+F0000"},
		{"control", paragraph("第一行\x07"), "第 4 个字符 U+0007", "U+0007 at character 4"},
		{"wide table", one([]float64{300, 300}, 20, cell("1"), cell("2")), "表", "wider than the type area: 600pt"},
		{"high row", high, "第1行连同表头高于版心：700.5pt", "row 1: row with the head rows higher"},
		{"high row under heads", headed, "第2行", "row 2"},
		{"wide figure", one([]float64{10}, 20, cell("1234567890")), "第1行第1列中的文字宽于单元格", "row 1, column 1: text wider"},
		{"narrow cell", one([]float64{3}, 20, cell("1")), "宽于单元格", "wider than its cell"},
		{"no column", one([]float64{0}, 20, cell("1")), "有一列的宽度", "the width of a column"},
		{"narrow page", narrow, "中的字宽于行", "character wider than its line"},
		{"low page", low, "的行高于版心", "line higher than the type area"},
		{"hole", hole, "第 1 行第 2 列空缺", "hole at row 1, column 2"},
	}
	for _, tt := range tests {
		l, err := Typeset(tt.doc, fonts.Default())
		if err == nil || l != nil {
			t.Errorf("%s: no error", tt.name)
			continue
		}
		if !strings.Contains(err.Error(), tt.zh) {
			t.Errorf("%s: %q does not say %q", tt.name, err.Error(), tt.zh)
		}
		e, ok := err.(interface{ English() string })
		if !ok || !strings.Contains(e.English(), tt.en) {
			t.Errorf("%s: %T does not say %q in English", tt.name, err, tt.en)
		}
	}
}

func TestMissingPageNumber(t *testing.T) {
	_, err := Typeset(&doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}, new(fonts.Set))
	var e *MissingGlyphError
	if !errors.As(err, &e) || len(e.Missing) != 3 || e.Missing[0].Place.Block != -1 {
		t.Fatalf("got %v", err)
	}
	if want := "—（U+2014），首见于页码"; !strings.Contains(err.Error(), want) {
		t.Errorf("%q does not say %q", err, want)
	}
}

// TestIgnorable: characters without a look of their own are left out, and
// never become .notdef.
func TestIgnorable(t *testing.T) {
	const text = "政\u200B府\uFE00信\U000E0100息\u2060公\u00AD开\u200D"
	l := typeset(t, &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{&doc.Paragraph{Runs: doc.Text(text)}}})
	x := l.Pages[0].Texts[0]
	if x.string() != "政府信息公开" {
		t.Errorf("got %q", x.string())
	}
	for _, g := range x.Glyphs {
		if g.GID == 0 {
			t.Errorf("%q is .notdef", g.Rune)
		}
	}
}

func TestJoiners(t *testing.T) {
	var s shaper
	s.faces = fonts.Default()
	style := doc.GB9704().Styles[doc.Body]
	for _, tt := range []struct {
		text string
		want opportunity
	}{
		{"政府", may}, {"政\u2060府", never}, {"ab", never}, {"a\u200Bb", may}, {"第\u00A0一", never},
	} {
		from := s.shape(doc.Text(tt.text), &style, Place{})
		chars := s.chars[from:]
		findBreaks(chars)
		if chars[0].after != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, chars[0].after, tt.want)
		}
	}
}

// TestEmbolden: where the face of the role has no bold companion, the renderer
// is told to thicken it.
func TestEmbolden(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{&doc.Heading{Level: 2, Runs: []doc.Run{
		doc.Run{Text: "（一）"}, doc.Run{Text: "总体", Bold: true},
	}}}}
	l := typeset(t, d)
	check(t, l)
	var got []string
	for _, x := range l.Pages[0].Texts[:2] {
		got = append(got, fmt.Sprint(x.string(), x.Embolden))
	}
	if want := []string{"（一）false", "总体true"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestSpaceAtTop: space above and below a block is dropped where a page begins.
func TestSpaceAtTop(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
	d.Styles.Styles[doc.Signature].SpaceAfter = doc.Pt(20)
	d.Styles.Styles[doc.Signature].SpaceBefore = doc.Pt(10)
	for range 50 {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.Signature, Runs: doc.Text("行")})
	}
	l := typeset(t, d)
	check(t, l)
	style := d.Styles.Styles[doc.Signature]
	for i, p := range l.Pages {
		if want := d.Styles.Page.Top + baseline(style.LineHeight, style.Size); p.Texts[0].At.Y != want {
			t.Errorf("page %d begins at %v, want %v", i+1, p.Texts[0].At.Y, want)
		}
		if got, want := p.Texts[1].At.Y-p.Texts[0].At.Y, style.LineHeight+doc.Pt(30); got != want {
			t.Errorf("page %d: lines are %v apart, want %v", i+1, got, want)
		}
	}
}
