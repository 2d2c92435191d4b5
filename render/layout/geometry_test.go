package layout

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

func typeset(t testing.TB, d *doc.Document) *Layout {
	t.Helper()
	l, err := Typeset(d, fonts.Default())
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// rect is a rectangle on a page.
type rect struct{ left, top, right, bottom doc.Length }

func (r rect) in(o rect) bool {
	return r.left >= o.left && r.top >= o.top && r.right <= o.right && r.bottom <= o.bottom
}

// box returns the em boxes of a run.
func (t *Text) box() rect {
	var length doc.Length
	for _, g := range t.Glyphs {
		length += g.Advance
	}
	if t.Vertical {
		return rect{t.At.X - t.Size/2, t.At.Y, t.At.X + t.Size/2, t.At.Y + length}
	}
	return rect{t.At.X, t.At.Y - t.Size*88/100, t.At.X + length, t.At.Y + t.Size*12/100}
}

func (t *Text) string() string {
	var b strings.Builder
	for _, g := range t.Glyphs {
		b.WriteRune(g.Rune)
	}
	return b.String()
}

// check checks what holds for any document: everything is within the type
// area, nothing is lost, said twice or out of order, cells are closed.
func check(t testing.TB, l *Layout) {
	t.Helper()
	d := l.Document
	page := d.Styles.Page
	area := rect{page.Left, page.Top, page.Width - page.Right, page.Height - page.Bottom}

	type place struct{ block, cell int }
	content := map[place]string{}
	grids := map[int]*doc.Grid{}
	last := place{-1, -1}
	for i := range l.Pages {
		p := &l.Pages[i]
		if p.Number != i+1 {
			t.Errorf("page %d has the number %d", i+1, p.Number)
		}
		checkRules(t, p, area)
		mark := ""
		for j := range p.Texts {
			x := &p.Texts[j]
			if len(x.Glyphs) == 0 {
				t.Errorf("page %d: empty run", i+1)
			}
			for _, g := range x.Glyphs {
				if g.GID == 0 {
					t.Errorf("page %d: .notdef for %q", i+1, g.Rune)
				}
				if g.Advance < 0 {
					t.Errorf("page %d: %q goes back", i+1, g.Rune)
				}
			}
			if x.Kind == Mark {
				mark += x.string()
				if b := x.box(); !b.in(rect{page.Left, 0, page.Width - page.Right, page.Top - page.MarkRise}) {
					t.Errorf("page %d: the mark is at %v", i+1, b)
				}
				continue
			}
			if x.Block < 0 {
				if x.Kind != Furniture || x.At.Y <= area.bottom {
					t.Errorf("page %d: page number %q in the type area", i+1, x.string())
				}
				continue
			}
			box := x.box()
			if len(x.Glyphs) > 0 && classOf(x.Glyphs[0].Rune) == opening && box.left < area.left {
				box.left = min(area.left, box.left+x.Size/2) // what a squeezed mark has given up is blank
			}
			if !box.in(area) {
				t.Errorf("page %d: %q at %v is outside the type area %v", i+1, x.string(), box, area)
			}
			if x.Cell >= 0 {
				if grids[x.Block] == nil {
					grids[x.Block], _ = d.Blocks[x.Block].(*doc.Table).Grid()
				}
				checkCell(t, d, p, x, &grids[x.Block].Cells[x.Cell])
			}
			at := place{x.Block, x.Cell}
			switch x.Kind {
			case Content:
				if at.block < last.block || at.block == last.block && at.cell < last.cell {
					t.Errorf("page %d: %q is out of order", i+1, x.string())
				}
				last = at
				content[at] += x.string()
			case Repeated:
				if content[at] == "" {
					t.Errorf("page %d: %q is repeated before it is said", i+1, x.string())
				}
			default:
				t.Errorf("page %d: text %q is furniture", i+1, x.string())
			}
		}
		if mark != d.Mark {
			t.Errorf("page %d: the mark is %q, want %q", i+1, mark, d.Mark)
		}
	}
	for b, block := range d.Blocks {
		expect := func(cell int, runs []doc.Run) {
			if got, want := content[place{b, cell}], doc.PlainText(runs); got != want {
				t.Errorf("block %d, cell %d: set %q, want %q", b, cell, got, want)
			}
		}
		switch block := block.(type) {
		case *doc.Heading:
			expect(-1, block.Runs)
		case *doc.Paragraph:
			expect(-1, block.Runs)
		case *doc.Table:
			grid, err := block.Grid()
			if err != nil {
				t.Fatal(err)
			}
			for c := range grid.Cells {
				expect(c, grid.Cells[c].Runs)
			}
			checkFragments(t, l, b, block, grid)
		}
	}
	checkHeadings(t, l)
}

// checkRules checks that rules keep to the type area and that none is drawn on
// another or could have been one with it.
func checkRules(t testing.TB, p *Page, area rect) {
	t.Helper()
	for i, r := range p.Rules {
		half := r.Width / 2
		box := rect{r.From.X, r.From.Y - half, r.To.X, r.To.Y + half}
		if r.From.X == r.To.X {
			box = rect{r.From.X - half, r.From.Y, r.To.X + half, r.To.Y}
		} else if r.From.Y != r.To.Y {
			t.Errorf("page %d: rule %v is oblique", p.Number, r)
		}
		if !box.in(area) {
			t.Errorf("page %d: rule %v is outside the type area %v", p.Number, box, area)
		}
		for _, o := range p.Rules[i+1:] {
			if r.Block != o.Block {
				continue
			}
			if r.From.X == r.To.X && o.From.X == o.To.X && r.From.X == o.From.X && r.From.Y <= o.To.Y && o.From.Y <= r.To.Y ||
				r.From.Y == r.To.Y && o.From.Y == o.To.Y && r.From.Y == o.From.Y && r.From.X <= o.To.X && o.From.X <= r.To.X {
				t.Errorf("page %d: rules %v and %v touch", p.Number, r, o)
			}
		}
	}
}

// around returns the rectangle that rules close round a point; ok is false if
// they do not. slack is how far a rule may end from the corner it makes.
func around(p *Page, at Point, slack doc.Length) (r rect, ok bool) {
	const far = 1 << 40
	r = rect{-far, -far, far, far}
	var top, bottom, left, right *Rule
	for i := range p.Rules {
		x := &p.Rules[i]
		switch {
		case x.From.Y == x.To.Y && x.From.X <= at.X && at.X <= x.To.X:
			if y := x.From.Y; y <= at.Y && y > r.top {
				r.top, top = y, x
			} else if y > at.Y && y < r.bottom {
				r.bottom, bottom = y, x
			}
		case x.From.X == x.To.X && x.From.Y <= at.Y && at.Y <= x.To.Y:
			if e := x.From.X; e <= at.X && e > r.left {
				r.left, left = e, x
			} else if e > at.X && e < r.right {
				r.right, right = e, x
			}
		}
	}
	if top == nil || bottom == nil || left == nil || right == nil {
		return r, false
	}
	for _, x := range []*Rule{top, bottom} {
		if x.From.X > r.left+slack || x.To.X < r.right-slack {
			return r, false
		}
	}
	for _, x := range []*Rule{left, right} {
		if x.From.Y > r.top+slack || x.To.Y < r.bottom-slack {
			return r, false
		}
	}
	return r, true
}

// checkCell checks that a run in a table stands in a closed cell of the right
// width at the right place.
func checkCell(t testing.TB, d *doc.Document, p *Page, x *Text, c *doc.Placed) {
	t.Helper()
	table := d.Blocks[x.Block].(*doc.Table)
	box := x.box()
	r, ok := around(p, Point{(box.left + box.right) / 2, (box.top + box.bottom) / 2}, d.Styles.Rule)
	if !ok {
		t.Errorf("page %d: the cell of %q is not closed: %v", p.Number, x.string(), r)
		return
	}
	if !box.in(r) {
		t.Errorf("page %d: %q at %v is outside its cell %v", p.Number, x.string(), box, r)
	}
	var width doc.Length
	for _, w := range table.Widths {
		width += w
	}
	left := d.Styles.Page.Left + (d.Styles.Page.TextWidth()-width)/2
	for _, w := range table.Widths[:c.Col] {
		left += w
	}
	right := left + table.Width(c)
	if slack := d.Styles.Rule; r.left < left-slack || r.left > left+slack || r.right < right-slack || r.right > right+slack {
		t.Errorf("page %d: %q stands in columns %v–%v, want %v–%v", p.Number, x.string(), r.left, r.right, left, right)
	}
}

// checkFragments checks the parts of a table on their pages: heads and cut
// labels are repeated, rows stay whole, heads do not stand alone. Every row is
// taken to have a cell of its own.
func checkFragments(t testing.TB, l *Layout, block int, table *doc.Table, grid *doc.Grid) {
	t.Helper()
	pageOf := make([]int, grid.Rows) // by the cells that end in the row
	heads := min(table.HeadRows, grid.Rows)
	if heads == grid.Rows {
		heads = 0 // a table of heads alone is not continued under itself
	}
	kinds := map[int]map[int]OriginKind{} // page → cell → kind
	pages := 0
	for i := range l.Pages {
		for j := range l.Pages[i].Texts {
			x := &l.Pages[i].Texts[j]
			if x.Block != block || x.Cell < 0 {
				continue
			}
			if kinds[i] == nil {
				kinds[i] = map[int]OriginKind{}
				pages++
			}
			if k, ok := kinds[i][x.Cell]; ok && k != x.Kind {
				t.Errorf("page %d: cell %d is both content and repeated", i+1, x.Cell)
			}
			kinds[i][x.Cell] = x.Kind
			if c := &grid.Cells[x.Cell]; x.Kind == Content && c.RowSpan == 1 {
				if at := pageOf[c.Row]; at != 0 && at != i+1 {
					t.Errorf("row %d is on pages %d and %d", c.Row+1, at, i+1)
				}
				pageOf[c.Row] = i + 1
			}
		}
	}
	for r := 1; r < grid.Rows; r++ {
		if pageOf[r] < pageOf[r-1] {
			t.Errorf("row %d is on page %d, the one before on %d", r+1, pageOf[r], pageOf[r-1])
		}
	}
	if heads > 0 && heads < grid.Rows && pageOf[heads] != pageOf[0] {
		t.Errorf("the heads of table %q stand alone on page %d", table.Caption, pageOf[0])
	}
	for i, cells := range kinds {
		for c := range grid.Cells {
			p := &grid.Cells[c]
			if doc.PlainText(p.Runs) == "" {
				continue
			}
			kind, there := cells[c]
			want := p.Row < heads
			for r := p.Row; r < p.Row+p.RowSpan; r++ {
				want = want || pageOf[r] == i+1
			}
			if there != want {
				t.Errorf("page %d: cell %q is there: %v, want %v", i+1, doc.PlainText(p.Runs), there, want)
			}
			if first := pageOf[p.Row] == i+1; there && (kind == Content) != first {
				t.Errorf("page %d: cell %q is of kind %v", i+1, doc.PlainText(p.Runs), kind)
			}
		}
	}
}

// checkHeadings checks that a page does not end with a heading.
func checkHeadings(t testing.TB, l *Layout) {
	t.Helper()
	for i := range l.Pages[:len(l.Pages)-1] {
		var last *Text
		for j := range l.Pages[i].Texts {
			if x := &l.Pages[i].Texts[j]; x.Block >= 0 {
				last = x
			}
		}
		if last == nil {
			t.Errorf("page %d is empty", i+1)
			continue
		}
		if _, ok := l.Document.Blocks[last.Block].(*doc.Heading); ok {
			t.Errorf("page %d ends with the heading %q", i+1, last.string())
		}
	}
}

func TestTypeset(t *testing.T) { check(t, typeset(t, form())) }

// TestFullPage: 22 lines of 28 characters fill the type area.
func TestFullPage(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
		&doc.Paragraph{Style: doc.Body, Runs: doc.Text(strings.Repeat("国", 22*28-2) + strings.Repeat("民", 28))},
	}}
	l := typeset(t, d)
	check(t, l)
	if len(l.Pages) != 2 {
		t.Fatalf("%d pages, want 2", len(l.Pages))
	}
	page := d.Styles.Page
	texts := l.Pages[0].Texts[:22]
	for i, x := range texts {
		want, left := 28, page.Left
		if i == 0 {
			want, left = 26, page.Left+2*d.Styles.Styles[doc.Body].CharPitch()
		}
		if len(x.Glyphs) != want || x.Glyphs[0].Rune != '国' {
			t.Errorf("line %d has %d characters %q, want %d", i+1, len(x.Glyphs), x.string(), want)
		}
		if x.At.X != left || x.box().right != page.Width-page.Right {
			t.Errorf("line %d reaches from %v to %v", i+1, x.At.X, x.box().right)
		}
		if i > 0 && x.At.Y-texts[i-1].At.Y != page.LinePitch {
			t.Errorf("line %d is %v below the one before", i+1, x.At.Y-texts[i-1].At.Y)
		}
	}
	if got := l.Pages[0].Texts[22].Block; got != -1 {
		t.Errorf("a 23rd line of block %d", got)
	}
	if rest := l.Pages[1].Texts[0]; rest.string() != strings.Repeat("民", 28) {
		t.Errorf("page 2 begins with %q", rest.string())
	}
}

// TestTableCuts pushes table three down a page, so that it is cut at every
// row, and its heading meets every place at the foot.
func TestTableCuts(t *testing.T) {
	cuts := map[int]bool{}
	for i := range 4 {
		keep, headed := i&1 != 0, i&2 != 0
		for space := doc.Length(0); space <= doc.GB9704().Page.TextHeight(); space += doc.Pt(4) {
			_, table, _ := tables()
			for r := range table.Rows {
				table.Rows[r].KeepNext = table.Rows[r].KeepNext && keep
			}
			d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
			d.Blocks = append(d.Blocks, &doc.Paragraph{Style: doc.Signature, Runs: doc.Text("正文")})
			if headed {
				d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Runs: doc.Text("三、收到和处理政府信息公开申请情况")})
			}
			block := len(d.Blocks)
			d.Blocks = append(d.Blocks, table, &doc.Paragraph{Runs: doc.Text("正文")})
			d.Styles.Styles[doc.Signature].SpaceAfter = space
			l := typeset(t, d)
			check(t, l)
			grid, _ := table.Grid()
			rowPage := map[int]int{}
			for i := range l.Pages {
				for _, x := range l.Pages[i].Texts {
					if x.Block == block && x.Kind == Content {
						rowPage[grid.Cells[x.Cell].Row] = i
					}
				}
			}
			for r := 4; r < 28; r++ {
				if rowPage[r] != rowPage[r-1] {
					if keep && table.Rows[r-1].KeepNext {
						t.Errorf("space %v: a group is cut before row %d", space, r+1)
					}
					if !keep {
						cuts[r] = true
					}
				}
			}
			if t.Failed() {
				t.Fatalf("space %v, keep %v", space, keep)
			}
		}
	}
	for r := 4; r < 28; r++ {
		// Before row 7, row 6 would grow for the vertical label by more than the
		// height of row 7, so that the table is never cut there.
		if !cuts[r] && r != 6 {
			t.Errorf("no layout cuts the table before row %d", r+1)
		}
	}
}

// TestHeadings pushes headings of every kind down a page.
func TestHeadings(t *testing.T) {
	disclosure, applications, remedies := tables()
	for lines := range 24 {
		for _, below := range []doc.Block{
			&doc.Paragraph{Runs: doc.Text(strings.Repeat("正文", 40))},
			&doc.Paragraph{Runs: doc.Text("一行")},
			disclosure, applications, remedies,
		} {
			d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
			for range lines {
				d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("正文")})
			}
			d.Blocks = append(d.Blocks,
				&doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")},
				&doc.Heading{Level: 2, Runs: doc.Text("（一）主动公开")},
				below)
			l := typeset(t, d)
			check(t, l)
			// A line stands below a heading.
			for i := range l.Pages {
				texts := l.Pages[i].Texts
				n := 0
				heading := false
				for _, x := range texts {
					if x.Block == lines+1 {
						heading = true
					}
					if x.Block == lines+2 && x.Cell < 0 {
						n++
					}
				}
				if _, ok := below.(*doc.Paragraph); ok && heading && n == 0 {
					t.Errorf("%d lines above: nothing under the heading on page %d", lines, i+1)
				}
			}
		}
	}
}

// TestChainUnderHeading: rows to be kept together that fit on a page, though
// not with their heading, are cut below it rather than leave it alone.
func TestChainUnderHeading(t *testing.T) {
	table := &doc.Table{Caption: "表", Widths: []doc.Length{doc.Pt(100)}, Padding: doc.Pt(2)}
	for range 31 {
		table.Rows = append(table.Rows, doc.Row{MinHeight: doc.Pt(20), KeepNext: true, Cells: []doc.Cell{textCell(doc.Data, doc.TableFigure, 1, 1, "1")}})
	}
	for lines := range 22 {
		d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
		for range lines {
			d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("正文")})
		}
		d.Blocks = append(d.Blocks, &doc.Heading{Level: 1, Runs: doc.Text("一、总体情况")}, table)
		l := typeset(t, d)
		check(t, l)
		if want := 2 + min(lines, 1); len(l.Pages) != want {
			t.Errorf("%d lines above: %d pages, want %d", lines, len(l.Pages), want)
		}
	}
}

// TestChainBelowText: rows to be kept together that fit on a page go to the next
// one whole, where there is too little room below text.
func TestChainBelowText(t *testing.T) {
	table := &doc.Table{Caption: "表", Widths: []doc.Length{doc.Pt(100)}, Padding: doc.Pt(2)}
	for range 10 {
		table.Rows = append(table.Rows, doc.Row{MinHeight: doc.Pt(40), KeepNext: true, Cells: []doc.Cell{textCell(doc.Data, doc.TableFigure, 1, 1, "1")}})
	}
	for lines := range 22 {
		d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
		for range lines {
			d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text("正文")})
		}
		d.Blocks = append(d.Blocks, table)
		l := typeset(t, d)
		check(t, l)
		pages := map[int]bool{}
		for i := range l.Pages {
			for _, x := range l.Pages[i].Texts {
				if x.Cell >= 0 {
					pages[i] = true
				}
			}
		}
		if len(pages) != 1 {
			t.Errorf("%d lines above: the rows stand on %d pages", lines, len(pages))
		}
	}
}

// TestSpaceBetweenBlocks: space stands above and below a block and not between its
// lines, and none at the head of a page.
func TestSpaceBetweenBlocks(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
	body := &d.Styles.Styles[doc.Body]
	body.SpaceBefore, body.SpaceAfter = doc.Pt(5), doc.Pt(7)
	for range 8 {
		d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text(strings.Repeat("正文", 40))})
	}
	l := typeset(t, d)
	check(t, l)
	if len(l.Pages) < 2 {
		t.Fatalf("%d pages", len(l.Pages))
	}
	for i := range l.Pages {
		want := d.Styles.Page.Top
		last := -1
		for j := range l.Pages[i].Texts {
			x := &l.Pages[i].Texts[j]
			if x.Kind != Content {
				continue
			}
			if last >= 0 && x.Block != last {
				want += doc.Pt(12)
			}
			last = x.Block
			if top := x.At.Y - baseline(body.LineHeight, body.Size); top != want {
				t.Errorf("page %d: %q at %v, want %v", i+1, x.string(), top, want)
			}
			want += body.LineHeight
		}
	}
}

// TestBlankLines: lines without text begin no page but the first.
func TestBlankLines(t *testing.T) {
	table := &doc.Table{Caption: "表", Widths: []doc.Length{doc.Pt(100)}, Rows: []doc.Row{
		{MinHeight: doc.Mm(200), Cells: []doc.Cell{textCell(doc.Data, doc.TableFigure, 1, 1, "1")}},
	}}
	for _, test := range []struct {
		name   string
		blocks []doc.Block
		want   string // how each page begins, and after how many lines
	}{
		{"first on the first page", []doc.Block{&doc.Paragraph{Runs: doc.Text("\n\n文")}}, "文 2"},
		{"run over", []doc.Block{&doc.Paragraph{Runs: doc.Text("甲" + strings.Repeat("\n", 25) + "乙")}}, "甲 0, 乙 0"},
		{"paragraphs run over", []doc.Block{
			&doc.Paragraph{Runs: doc.Text("甲" + strings.Repeat("\n", 20))}, &doc.Paragraph{}, &doc.Paragraph{}, &doc.Paragraph{Runs: doc.Text("乙")},
		}, "甲 0, 乙 0"},
		{"run over before a table", []doc.Block{&doc.Paragraph{Runs: doc.Text("甲" + strings.Repeat("\n", 25))}, table}, "甲 0, 1 0"},
		{"run over at the end", []doc.Block{&doc.Paragraph{Runs: doc.Text("甲" + strings.Repeat("\n", 25))}}, "甲 0"},
		{"below text on a new page", []doc.Block{&doc.Paragraph{Runs: doc.Text("甲" + strings.Repeat("\n", 22) + "乙\n\n丙")}}, "甲 0, 乙 0"},
	} {
		d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: test.blocks}
		l := typeset(t, d)
		check(t, l)
		var got []string
		for i := range l.Pages {
			x := &l.Pages[i].Texts[0]
			lines := 0
			if x.Cell < 0 {
				lines = int((x.box().top - d.Styles.Page.Top) / d.Styles.Page.LinePitch)
			}
			got = append(got, fmt.Sprintf("%s %d", x.string(), lines))
		}
		if s := strings.Join(got, ", "); s != test.want {
			t.Errorf("%s: %s, want %s", test.name, s, test.want)
		}
	}
}

// TestTornLine: a line that a long word leaves half empty is not justified.
func TestTornLine(t *testing.T) {
	word := strings.Repeat("abcdefghi", 4)
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704(), Blocks: []doc.Block{
		&doc.Paragraph{Runs: doc.Text("见正文中的如下网址" + word + "正文")},
	}}
	l := typeset(t, d)
	check(t, l)
	pitch := d.Styles.Styles[doc.Body].CharPitch()
	for _, g := range l.Pages[0].Texts[0].Glyphs {
		if g.Advance != pitch {
			t.Errorf("%q is %v wide, want %v", g.Rune, g.Advance, pitch)
		}
	}
}

// TestSqueezedLine: the marks of a squeezed line give up what is too much, and
// no character covers another.
func TestSqueezedLine(t *testing.T) {
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: doc.GB9704()}
	for i := range 9 {
		text := strings.Repeat("国", i) + strings.Repeat("政府（信息）公开，", 8)
		d.Blocks = append(d.Blocks, &doc.Paragraph{Runs: doc.Text(text)})
	}
	l := typeset(t, d)
	check(t, l)
	page := d.Styles.Page
	pitch := d.Styles.Styles[doc.Body].CharPitch()
	squeezed := 0
	for i := range l.Pages[0].Texts {
		x := &l.Pages[0].Texts[i]
		if x.Block < 0 {
			continue
		}
		natural := doc.Length(len(x.Glyphs)) * pitch
		if natural <= page.TextWidth() {
			continue
		}
		squeezed++
		if got := x.box().right; got != page.Width-page.Right {
			t.Errorf("%q ends at %v", x.string(), got)
		}
		for j, g := range x.Glyphs {
			least := pitch
			if strings.ContainsRune("（），", g.Rune) || j+1 < len(x.Glyphs) && x.Glyphs[j+1].Rune == '（' {
				least = pitch / 2
			}
			if g.Advance < least || g.Advance > pitch {
				t.Errorf("%q in %q advances by %v", g.Rune, x.string(), g.Advance)
			}
		}
	}
	if squeezed == 0 {
		t.Error("no line is squeezed")
	}
}

// TestSpaces: a fifth of an em stands between Chinese characters and figures,
// but not at the end of a line.
func TestSpaces(t *testing.T) {
	style := doc.GB9704()
	d := &doc.Document{Title: "x", Lang: "zh-CN", Styles: style, Blocks: []doc.Block{
		&doc.Paragraph{Style: doc.Signature, Runs: doc.Text("第20号A组，2。")},
	}}
	l := typeset(t, d)
	x := &l.Pages[0].Texts[0]
	body := style.Styles[doc.Signature]
	set := fonts.Default()
	for i, g := range x.Glyphs {
		c, _ := set.Choose(body.Role, false, g.Rune)
		want := doc.Length(c.Face.Advance(c.GID))*body.Size/doc.Length(c.Face.UnitsPerEm()) + body.CharPitch() - body.Size
		if i == 0 || i == 2 || i == 3 || i == 4 { // 第2, 0号, 号A, A组
			want += body.Size / 5
		}
		if got := g.Advance; got < want-1 || got > want+1 {
			t.Errorf("%q advances by %v, want %v", g.Rune, got, want)
		}
	}
}

// TestRunIn: a run-in heading stands on the first line of its paragraph.
func TestRunIn(t *testing.T) {
	l := typeset(t, form())
	for _, p := range l.Pages {
		for i, x := range p.Texts {
			h, ok := l.Document.Blocks[max(0, x.Block)].(*doc.Heading)
			if !ok || !h.RunIn {
				continue
			}
			next := p.Texts[i+1]
			if next.Block != x.Block+1 || next.At.Y != x.At.Y || next.At.X != x.box().right {
				t.Errorf("%q at %v is followed by %q at %v", x.string(), x.box(), next.string(), next.At)
			}
			if kai := fonts.Default().Families[doc.KaiTi].Regular; x.Face != kai {
				t.Errorf("%q is set in %s", x.string(), x.Face.PostScriptName())
			}
		}
	}
}

func TestPageNumbers(t *testing.T) {
	l := typeset(t, form())
	page := l.Document.Styles.Page
	em := l.Document.Styles.Styles[doc.PageNumber].Size
	for i := range l.Pages {
		var s string
		r := rect{page.Width, page.Height, 0, 0}
		var baseline doc.Length
		for _, x := range l.Pages[i].Texts {
			if x.Block == -1 {
				s += x.string()
				b := x.box()
				r = rect{min(r.left, b.left), min(r.top, b.top), max(r.right, b.right), max(r.bottom, b.bottom)}
				baseline = x.At.Y
			}
		}
		if want := fmt.Sprintf("— %d —", i+1); s != want {
			t.Errorf("page %d: %q, want %q", i+1, s, want)
		}
		if i%2 == 0 && r.right != page.Width-page.Right-em || i%2 == 1 && r.left != page.Left+em {
			t.Errorf("page %d: number from %v to %v", i+1, r.left, r.right)
		}
		if drop := baseline - (page.Height - page.Bottom) - page.NumberDrop; drop < em*6/10 || drop > em*8/10 {
			t.Errorf("page %d: figures reach %v above the baseline, the number is %v below the drop", i+1, em*7/10, drop)
		}
	}
}

// TestMark: the mark stands on every page, larger than all else, above the type
// area, and moves nothing.
func TestMark(t *testing.T) {
	plain := typeset(t, form())
	for mark, left := range map[string]doc.Length{"草稿": doc.Pt(26), "草稿 2": doc.Pt(26) + doc.Pt(26)/4, strings.Repeat("稿", 16): doc.Pt(26) * 8} {
		d := form()
		d.Mark = mark
		l := typeset(t, d)
		check(t, l)
		page := d.Styles.Page
		middle := page.Left + page.TextWidth()/2
		for i := range l.Pages {
			texts := l.Pages[i].Texts
			if at := middle - texts[0].At.X; texts[0].Kind != Mark || texts[0].Size != doc.Pt(26) || at < left-doc.Pt(2) || at > left+doc.Pt(8) {
				t.Errorf("%s: page %d begins with %q, %v left of the middle", mark, i+1, texts[0].string(), at)
			}
			n := 0
			for _, x := range texts {
				if x.Kind != Mark {
					if want := plain.Pages[i].Texts[n]; x.string() != want.string() || x.At != want.At {
						t.Fatalf("%s: page %d: %q at %v, want %q at %v", mark, i+1, x.string(), x.At, want.string(), want.At)
					}
					n++
				}
			}
			if n != len(plain.Pages[i].Texts) {
				t.Errorf("%s: page %d has %d texts", mark, i+1, n)
			}
		}
	}
}

func TestMarkErrors(t *testing.T) {
	for _, test := range []struct {
		name  string
		spoil func(d *doc.Document)
		want  string
	}{
		{"too wide", func(d *doc.Document) { d.Styles.Styles[doc.Mark].Size = doc.Pt(300) }, "文档的标记中的字宽于行"},
		{"too high", func(d *doc.Document) { d.Styles.Styles[doc.Mark].LineHeight = doc.Mm(31) }, "文档的标记高于版心以上的空白"},
		{"no glyph", func(d *doc.Document) { d.Mark = "\U0002FFFD" }, "首见于文档的标记"},
	} {
		d := form()
		d.Mark = "草稿"
		test.spoil(d)
		if _, err := Typeset(d, fonts.Default()); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v", test.name, err)
		}
	}
}

// TestSignature: issuer and date end two characters from the edge, and as many
// more as their paragraphs say.
func TestSignature(t *testing.T) {
	l := typeset(t, form())
	page := l.Document.Styles.Page
	pitch := l.Document.Styles.Styles[doc.Signature].CharPitch()
	n := 0
	for i := range l.Pages {
		for j := range l.Pages[i].Texts {
			x := &l.Pages[i].Texts[j]
			p, ok := l.Document.Blocks[max(0, x.Block)].(*doc.Paragraph)
			if !ok || p.Style != doc.Signature && p.Style != doc.Date {
				continue
			}
			n++
			if want := page.Width - page.Right - 2*pitch - p.RightIndent; x.box().right != want {
				t.Errorf("%q ends at %v, want %v", x.string(), x.box().right, want)
			}
		}
	}
	if n != 2 {
		t.Errorf("%d lines of signature", n)
	}
}
