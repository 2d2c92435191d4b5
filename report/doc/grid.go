package doc

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Grid is a table with its spans resolved: every place of the rows × columns
// rectangle belongs to exactly one origin cell. There is no Grid of a table whose
// cells do not tile it.
type Grid struct {
	Rows, Cols int
	// Cells are the origin cells in reading order: row by row, in each from left
	// to right. Every one begins in the row of the table that lists it.
	Cells []Placed

	at []int32 // place → index in Cells

	heads sync.Once // finds the two below, which few formats ask for
	above []int32   // place → the last row above it with a ColumnHead in its column, 0 if none
	left  []int32   // place → the last column left of it with a RowHead in its row, 0 if none
}

// Placed is an origin cell at its place in the grid. It belongs to the places of
// rows Row to Row+RowSpan-1 and columns Col to Col+ColSpan-1, which are all in the
// grid.
type Placed struct {
	*Cell                // never nil
	Row, Col         int // of its top left place, from 0
	RowSpan, ColSpan int // at least 1, whatever those of Cell are
}

// At returns the origin cell that the place belongs to.
func (g *Grid) At(row, col int) *Placed { return &g.Cells[g.Index(row, col)] }

// Index returns the index in Cells of the origin cell that the place belongs to.
func (g *Grid) Index(row, col int) int { return int(g.at[row*g.Cols+col]) }

// FaultKind is what is wrong with a place of a table.
type FaultKind uint8

// The faults of a grid.
const (
	Overlap  FaultKind = iota + 1 // two cells claim the place
	Hole                          // no cell claims the place
	Overflow                      // a cell reaches beyond the last row or column
)

// String returns the name of the fault in Chinese.
func (k FaultKind) String() string {
	return [...]string{"?", "重叠", "空缺", "越界", "?"}[min(k, 4)]
}

// English returns the name of the fault in English.
func (k FaultKind) English() string {
	return [...]string{"?", "overlap", "hole", "overflow", "?"}[min(k, 4)]
}

// GridFault is a place where the cells of a table do not tile its grid.
type GridFault struct {
	Kind     FaultKind
	Row, Col int    // from 0
	Text     string // of the cell at fault; empty for a hole
}

// GridError is the faults of a table's grid, in reading order.
type GridError struct {
	Caption string
	Faults  []GridFault // the first of them, fifty at most
	More    int         // how many there are besides
}

// maxFaults is the most faults of a grid that are named one by one.
const maxFaults = 50

// Error returns what is wrong and where, in Chinese.
func (e *GridError) Error() string {
	return e.text("表“%s”的单元格没有铺满表格：", e.Caption, "第 %d 行第 %d 列%s", FaultKind.String, "（%s）", "；", "；另有 %d 处")
}

// English returns what is wrong and where, in English.
func (e *GridError) English() string {
	return e.text("the cells of table %q do not tile its grid: ", e.Caption, "%[3]s at row %[1]d, column %[2]d", FaultKind.English, " (%s)", "; ", "; and %d more")
}

// Where returns the place of the first fault, in Chinese.
func (e *GridError) Where() string {
	return fmt.Sprintf("表“%s”第 %d 行第 %d 列", e.Caption, e.Faults[0].Row+1, e.Faults[0].Col+1)
}

func (e *GridError) text(head, caption, place string, kind func(FaultKind) string, text, sep, more string) string {
	var b strings.Builder
	fmt.Fprintf(&b, head, caption)
	for i, f := range e.Faults {
		if i > 0 {
			b.WriteString(sep)
		}
		fmt.Fprintf(&b, place, f.Row+1, f.Col+1, kind(f.Kind))
		if f.Text != "" {
			fmt.Fprintf(&b, text, f.Text)
		}
	}
	if e.More > 0 {
		fmt.Fprintf(&b, more, e.More)
	}
	return b.String()
}

// maxPlaces is more places than any table on paper has.
const maxPlaces = 1 << 20

// Grid resolves the spans of the table. A cell takes the first free place of
// its row, as in HTML. The error is a *GridError that names every overlap, hole
// and overflow, or an *Error for a table of more than a million places; such
// tables cannot be drawn.
func (t *Table) Grid() (*Grid, error) {
	if n := len(t.Widths); n > 0 && len(t.Rows) > maxPlaces/n {
		return nil, wrong(fmt.Sprintf("表格太大：%d 行 %d 列", len(t.Rows), n), fmt.Sprintf("the table is too large: %d rows, %d columns", len(t.Rows), n))
	}
	cells := 0
	for i := range t.Rows {
		cells += len(t.Rows[i].Cells)
	}
	g := &Grid{Rows: len(t.Rows), Cols: len(t.Widths), Cells: make([]Placed, 0, cells)}
	g.at = make([]int32, g.Rows*g.Cols)
	for i := range g.at {
		g.at[i] = -1
	}
	var faults []GridFault
	for r := range t.Rows {
		col := 0
		for i := range t.Rows[r].Cells {
			c := &t.Rows[r].Cells[i]
			for col < g.Cols && g.at[r*g.Cols+col] >= 0 {
				col++
			}
			p := Placed{Cell: c, Row: r, Col: col, RowSpan: max(c.RowSpan, 1), ColSpan: max(c.ColSpan, 1)}
			if p.ColSpan > g.Cols-col || p.RowSpan > g.Rows-r {
				faults = append(faults, GridFault{Overflow, r, col, PlainText(c.Runs)})
				p.ColSpan, p.RowSpan = min(p.ColSpan, g.Cols-col), min(p.RowSpan, g.Rows-r)
			}
			g.Cells = append(g.Cells, p)
			for y := r; y < r+p.RowSpan; y++ {
				for x := col; x < col+p.ColSpan; x++ {
					if g.at[y*g.Cols+x] >= 0 {
						faults = append(faults, GridFault{Overlap, y, x, PlainText(c.Runs)})
						continue
					}
					g.at[y*g.Cols+x] = int32(len(g.Cells) - 1)
				}
			}
			col += p.ColSpan
		}
		for x := range g.Cols {
			if g.at[r*g.Cols+x] < 0 {
				faults = append(faults, GridFault{Kind: Hole, Row: r, Col: x})
			}
		}
	}
	if faults != nil {
		slices.SortStableFunc(faults, func(a, b GridFault) int {
			return cmp.Or(a.Row-b.Row, a.Col-b.Col)
		})
		named := faults[:min(len(faults), maxFaults)]
		return nil, &GridError{t.Caption, named, len(faults) - len(named)}
	}
	return g, nil
}

// Width returns the width of the columns that the cell spans.
func (t *Table) Width(p *Placed) Length {
	var w Length
	for _, x := range t.Widths[p.Col : p.Col+p.ColSpan] {
		w += x
	}
	return w
}
