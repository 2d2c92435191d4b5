package layout

import (
	"sort"

	"github.com/nianbao/nianbao/report/doc"
)

// smallest is the size down to which text is made smaller to fit its cell.
const smallest = 3 * 12700 // EMU

// table is a table whose cells are broken into lines, ready to be cut into
// fragments.
type table struct {
	*doc.Table
	block   int
	grid    *doc.Grid
	cells   []cell
	columns []doc.Length // column boundaries, from the left edge of the paper
	rows    []doc.Length // heights without regard to cells of more than one row
	heads   int          // rows repeated on top of every fragment but the first
	keep    []bool       // no page break before the row
}

// cell is a cell with its text broken into lines.
type cell struct {
	*doc.Placed
	style  *doc.Style
	chars  []char
	lines  []line     // of horizontal text
	height doc.Length // that the text needs, and a rule
	// stacks holds, for vertical text, the height it needs in one column of
	// characters, in two, and so on; 0 where it cannot have so few.
	stacks []doc.Length
	set    bool // on an earlier page
}

// table sets a table: its cells are broken into lines, its rows get heights.
func (t *typesetter) table(d *doc.Table, grid *doc.Grid, block int) error {
	x := &table{Table: d, block: block, grid: grid, heads: d.HeadRows}
	if x.heads >= grid.Rows {
		x.heads = 0 // a table of heads alone is not continued under itself
	}
	place := Place{Block: block, Text: d.Caption}
	if err := t.columns(x, place); err != nil {
		return err
	}
	x.rows = make([]doc.Length, grid.Rows)
	for r := range x.rows {
		x.rows[r] = d.Rows[r].MinHeight
	}
	x.cells = make([]cell, len(grid.Cells))
	var first error
	for i := range grid.Cells {
		p, c := &grid.Cells[i], &x.cells[i]
		if err := t.cell(c, p, d, place); err != nil && first == nil {
			first = err
		}
		if p.RowSpan == 1 {
			x.rows[p.Row] = max(x.rows[p.Row], c.height)
		}
	}
	if first != nil {
		return first
	}
	x.keepChains(t.rule, t.page.TextHeight())
	t.units = append(t.units, unit{table: x})
	return nil
}

// columns places the columns: a table narrower than the type area stands in
// its middle.
func (t *typesetter) columns(x *table, place Place) error {
	var width doc.Length
	for _, w := range x.Widths {
		width += w
	}
	if limit := t.page.TextWidth(); width > limit {
		return &OverflowError{TableWidth, place, width, limit}
	}
	at := t.page.Left + (t.page.TextWidth()-width)/2
	x.columns = make([]doc.Length, 0, len(x.Widths)+1)
	for _, w := range x.Widths {
		x.columns = append(x.columns, at)
		at += w
	}
	x.columns = append(x.columns, at)
	return nil
}

// cell breaks the text of a cell into lines.
func (t *typesetter) cell(x *cell, p *doc.Placed, d *doc.Table, place Place) error {
	place.Row, place.Col = p.Row+1, p.Col+1
	x.Placed, x.style = p, t.style(p.Style)
	from := t.shape(p.Runs, x.style, place)
	x.chars = t.chars[from:len(t.chars):len(t.chars)]
	findBreaks(x.chars)
	measure := d.Width(p) - 2*d.Padding
	if p.Vertical {
		return t.stack(x, measure, 2*d.PaddingY+t.rule, place)
	}
	if err := shrink(x, measure, place); err != nil {
		return err
	}
	x.lines = t.breakLines(x.chars, measure, measure, false)
	x.height = doc.Length(len(x.lines))*x.style.LineHeight + 2*d.PaddingY + t.rule
	return nil
}

// shrink makes the text of a cell so small, in half points, that its widest
// word or figure fits.
func shrink(x *cell, measure doc.Length, place Place) error {
	const half = 12700 / 2
	style := *x.style
	for {
		widest := widestWord(x.chars)
		if widest <= measure {
			return nil
		}
		style.Size = (style.Size - 1) / half * half
		if style.Size < smallest {
			return &OverflowError{CellWidth, place, widest, measure}
		}
		style.Pitch = 0
		for i := range x.chars {
			x.chars[i].size = style.Size
			x.chars[i].measure(&style)
		}
		setSpaces(x.chars)
	}
}

// stack measures the text of a vertical cell; more is the height that the cell
// needs besides.
func (t *typesetter) stack(x *cell, measure, more doc.Length, place Place) error {
	if len(x.chars) == 0 {
		return nil
	}
	pitch := x.style.CharPitch()
	for i := range x.chars {
		c := &x.chars[i]
		c.width, c.space = 0, 0
		if c.class != mark && c.class != newline {
			c.width = pitch
			c.GID = c.Face.Vertical(c.GID)
		}
	}
	// More columns than that no label has, and each try is a pass over the text.
	most := min(len(x.chars), 64)
	if h := x.style.LineHeight; h > 0 {
		most = min(most, max(1, int(measure/h)))
	}
	for n := 1; n <= most; n++ {
		// The least number of characters a column that makes n columns do.
		per := 1 + sort.Search(len(x.chars), func(i int) bool {
			return len(t.stacked(x, doc.Length(i+1)*pitch)) <= n
		})
		if per > len(x.chars) {
			x.stacks = append(x.stacks, 0)
			continue
		}
		x.height = doc.Length(per)*pitch + more
		x.stacks = append(x.stacks, x.height)
	}
	if need := max(x.style.Size, 1); x.height == 0 || need > measure {
		return &OverflowError{CellWidth, place, need, measure}
	}
	return nil
}

// stacked breaks vertical text into columns. They are good until the next call.
func (t *typesetter) stacked(x *cell, measure doc.Length) []line {
	t.columnBuf = breakLines(t.columnBuf[:0], x.chars, measure, measure, false)
	return t.columnBuf
}

// setCell sets the text of a cell in the middle of a rectangle.
func (t *typesetter) setCell(x *cell, o Origin, left, top, right, bottom, padding, paddingY doc.Length) {
	pitch := x.style.LineHeight
	if !x.Vertical {
		y := top + (bottom-top-doc.Length(len(x.lines))*pitch)/2
		for i := range x.lines {
			t.setLine(o, x.chars, &x.lines[i], x.style.Align, left+padding, y+baseline(pitch, x.style.Size), right-left-2*padding)
			y += pitch
		}
		return
	}
	for _, height := range x.stacks {
		if height == 0 || height > bottom-top {
			continue
		}
		height -= 2*paddingY + t.rule
		columns := t.stacked(x, height)
		var longest doc.Length
		for i := range columns {
			longest = max(longest, columns[i].width)
		}
		at := Point{(left+right)/2 + doc.Length(len(columns)-1)*pitch/2, top + (bottom-top-longest)/2}
		for i := range columns {
			t.setColumn(o, x, &columns[i], at)
			at.X -= pitch
		}
		return
	}
}

// setColumn sets a column of vertical text.
func (t *typesetter) setColumn(o Origin, x *cell, l *line, at Point) {
	t.room(l.next - l.from)
	var text *Text
	for i := l.from; i < l.next; i++ {
		c := &x.chars[i]
		if c.class == newline {
			break
		}
		if text == nil || text.Face != c.Face || text.Embolden != c.Embolden {
			text = t.newText(Text{Origin: o, At: at, Face: c.Face, Size: c.size, Embolden: c.Embolden, Vertical: true})
		}
		advance := c.width
		if i >= l.end {
			advance = 0
		}
		t.glyph(text, Glyph{c.GID, c.rune, advance})
		at.Y += advance
	}
}
