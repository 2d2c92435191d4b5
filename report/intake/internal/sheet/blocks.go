package sheet

import (
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// view is what is seen of a sheet: the rows that have something in them, and the
// columns from the first to the last that have.
type view struct {
	*sheet
	rows, cols []int  // of the sheet
	slots      []slot // by rows
	tied       []bool // rows that a merged cell ties to the row before
}

// slot is a place of a view.
type slot struct {
	cell       *cell // nil is an empty one
	rows, cols int   // that a merged cell has from here on; 0 is none
	covered    bool
	framed     bool // it is empty and has borders
}

func (v *view) slot(row, col int) *slot { return &v.slots[row*len(v.cols)+col] }

// finish adds what is seen of a sheet to the blocks.
func (b *book) finish(s *sheet) error {
	v, err := b.view(s)
	if err != nil || len(v.rows) == 0 {
		return err
	}
	first := len(b.blocks)
	v.blocks(b)
	x := b.blocks[first]
	switch {
	case x.Text == "":
	case b.titles[x.Text]:
		b.blocks = slices.Delete(b.blocks, first, first+1)
		b.Leave(sheetTitles, 1, x.At)
	default:
		b.titles[x.Text] = true
	}
	return nil
}

func (b *book) view(s *sheet) (*view, error) {
	s.rows, s.cols = s.rows.tidy(), s.cols.tidy()
	seen, err := b.seen(s)
	if err != nil || len(seen) == 0 {
		return &view{sheet: s}, err
	}
	seen = b.printed(s, seen)
	v := &view{sheet: s}
	low, high := seen[0].col, seen[0].col
	for _, c := range seen {
		if n := len(v.rows); n == 0 || v.rows[n-1] != c.row {
			v.rows = append(v.rows, c.row)
		}
		low, high = min(low, c.col), max(high, c.col)
	}
	for col := s.cols.next(low); col <= high; col = s.cols.next(col + 1) {
		v.cols = append(v.cols, col)
	}
	if len(v.rows)*len(v.cols) > b.Most(source.MaxCells) {
		return nil, source.TooManyCells(s.pos(seen[len(seen)-1].at))
	}
	v.slots = make([]slot, len(v.rows)*len(v.cols))
	v.tied = make([]bool, len(v.rows))
	return v, b.place(v, seen)
}

// seen returns the cells that are not hidden, by rows. The content of a merged cell
// is seen in what is not hidden of it.
func (b *book) seen(s *sheet) ([]cell, error) {
	slices.SortStableFunc(s.cells, func(x, y cell) int { return compare(x.at, y.at) })
	for i := 1; i < len(s.cells); i++ {
		if s.cells[i].at == s.cells[i-1].at {
			return nil, s.wrong(s.cells[i].at, twice, "")
		}
	}
	merged := map[place]area{}
	for _, m := range s.merges {
		if s.hides(m.from) {
			merged[m.from] = m
		}
	}
	seen := make([]cell, 0, len(s.cells))
	row := -1
	cols := map[int]bool{}
	for _, c := range s.cells {
		if m, ok := merged[c.at]; ok {
			if p := s.firstSeen(m); p.row <= m.to.row && p.col <= m.to.col {
				c.place = p
				seen = append(seen, c)
				continue
			}
		}
		switch {
		case s.rows.has(c.row):
			if row != c.row {
				b.Leave(HiddenRows, 1, s.pos(c.at))
			}
			row = c.row
		case s.cols.has(c.col):
			if !cols[c.col] {
				b.Leave(hiddenCols, 1, s.pos(c.at))
			}
			cols[c.col] = true
		default:
			seen = append(seen, c)
		}
	}
	// The content of a merged cell comes before what it covers.
	slices.SortStableFunc(seen, func(x, y cell) int { return compare(x.place, y.place) })
	return seen, nil
}

// printed leaves out what stands beside the columns that are printed, and apart from
// them: what is written there is for who fills in the sheet. Where it is not apart,
// the area was not kept up.
func (b *book) printed(s *sheet, seen []cell) []cell {
	if s.printed == nil {
		return seen
	}
	before, behind := s.printed.from.col-1, s.printed.to.col+1
	var in, out []cell
	for _, c := range seen {
		switch {
		case c.col == before || c.col == behind:
			return seen
		case c.col < before || c.col > behind:
			out = append(out, c)
		default:
			in = append(in, c)
		}
	}
	if len(in) == 0 || len(out) == 0 {
		return seen
	}
	b.Leave(besidePrint, len(out), s.pos(out[0].at))
	return in
}

func (s *sheet) hides(p place) bool { return s.rows.has(p.row) || s.cols.has(p.col) }

// firstSeen is where the content of a merged cell is seen.
func (s *sheet) firstSeen(m area) place {
	return place{s.rows.next(m.from.row), s.cols.next(m.from.col)}
}

// place puts the cells that are seen in their places.
func (b *book) place(v *view, seen []cell) error {
	for i := range seen {
		c := &seen[i]
		row, _ := slices.BinarySearch(v.rows, c.row)
		col, _ := slices.BinarySearch(v.cols, c.col)
		if x := v.slot(row, col); x.cell == nil {
			x.cell = c
		} else if err := b.cover(v, x.cell, c); err != nil {
			return err
		}
	}
	for _, p := range v.framed {
		row, ok := slices.BinarySearch(v.rows, p.row)
		col, ok2 := slices.BinarySearch(v.cols, p.col)
		if ok && ok2 {
			v.slot(row, col).framed = true
		}
	}
	for _, m := range v.merges {
		if err := b.merge(v, m); err != nil {
			return err
		}
	}
	return nil
}

// merge makes one cell of the places of a merged cell.
func (b *book) merge(v *view, m area) error {
	top, _ := slices.BinarySearch(v.rows, m.from.row)
	left, _ := slices.BinarySearch(v.cols, m.from.col)
	bottom, _ := slices.BinarySearch(v.rows, m.to.row+1)
	right, _ := slices.BinarySearch(v.cols, m.to.col+1)
	if top == bottom || left == right {
		return nil
	}
	content := v.slot(top, left).cell
	if content != nil && content.place != v.firstSeen(m) {
		return b.cover(v, nil, content)
	}
	for row := top; row < bottom; row++ {
		v.tied[row] = v.tied[row] || row > top
		for col := left; col < right; col++ {
			x := v.slot(row, col)
			if x.covered || x.rows > 0 {
				return v.wrong(place{v.rows[row], v.cols[col]}, overlap, m.String())
			}
			if row == top && col == left {
				x.rows, x.cols = bottom-top, right-left
				continue
			}
			x.covered = true
			if x.cell == nil {
				continue
			}
			if err := b.cover(v, content, x.cell); err != nil {
				return err
			}
			x.cell = nil
		}
	}
	return nil
}

// cover leaves out the content of a cell that a merged one covers, where that has the
// same.
func (b *book) cover(v *view, by, c *cell) error {
	if by == nil || by.text != c.text || by.state != c.state {
		shown := ""
		if by != nil {
			shown = by.text
		}
		return source.Error(v.pos(c.at), "I-bu", "", c.text, shown)
	}
	b.Leave(coveredText, 1, v.pos(c.at))
	return nil
}

// band is rows that no merged cell ties to others.
type band struct {
	from, to int
	only     *cell // what is all of it, if words are
	gap      bool  // an empty row stands before it
}

func (v *view) bands() []band {
	var bands []band
	for from := 0; from < len(v.rows); {
		x := band{from: from, to: from + 1}
		for x.to < len(v.rows) && v.tied[x.to] {
			x.to++
		}
		x.only = v.only(x.from, x.to)
		x.gap = from > 0 && v.sheet.rows.next(v.rows[from-1]+1) != v.rows[from]
		bands = append(bands, x)
		from = x.to
	}
	return bands
}

// only returns the cell that is all there is in some rows, if words are: empty cells
// with borders, and merged ones, are the places of a table.
func (v *view) only(from, to int) (only *cell) {
	places := 0 // that the cell does not cover
	for i := range v.slots[from*len(v.cols) : to*len(v.cols)] {
		switch x := &v.slots[from*len(v.cols)+i]; {
		case x.cell != nil && only != nil:
			return nil
		case x.cell != nil:
			only = x.cell
			places -= max(x.rows*x.cols-1, 0)
		case x.framed || x.covered || x.rows > 0:
			places++
		}
	}
	if only == nil || places > 0 || only.state != source.Present || !strings.ContainsFunc(only.text, unicode.IsLetter) {
		return nil
	}
	return only
}

// sentence reports whether the words that a band is are no title.
func (x band) sentence() bool { return x.only != nil && strings.ContainsAny(x.only.text, "。\n") }

// blocks adds the paragraphs and tables of a sheet. Words that are alone in their row
// are a paragraph, if they are a sentence or no table goes on behind them.
func (v *view) blocks(b *book) {
	bands := v.bands()
	for from := 0; from < len(bands); {
		to := from + 1
		for to < len(bands) && !bands[to].gap && !bands[to].sentence() && !bands[to-1].sentence() {
			to++
		}
		first, last := from, to
		for first < to && bands[first].only != nil {
			first++
		}
		for last > first && bands[last-1].only != nil {
			last--
		}
		v.paragraphs(b, bands[from:first])
		if first < last {
			b.blocks = append(b.blocks, v.table(bands[first].from, bands[last-1].to))
		}
		v.paragraphs(b, bands[last:to])
		from = to
	}
}

func (v *view) paragraphs(b *book, bands []band) {
	for _, x := range bands {
		b.blocks = append(b.blocks, source.Block{At: v.pos(x.only.at), Text: x.only.text})
	}
}

// table is the table of some rows. Its columns are those of the sheet, up to the last
// that has something in these rows.
func (v *view) table(from, to int) source.Block {
	g := &source.Grid{Rows: to - from}
	for row := from; row < to; row++ {
		for col := g.Cols; col < len(v.cols); col++ {
			if v.slot(row, col).cell != nil {
				g.Cols = col + 1
			}
		}
	}
	g.Cells = make([]source.Cell, 0, g.Rows*g.Cols)
	for row := from; row < to; row++ {
		for col := range g.Cols {
			x := v.slot(row, col)
			if x.covered {
				continue
			}
			c := source.Cell{Row: row - from, Col: col, Rows: max(x.rows, 1), Cols: max(min(x.cols, g.Cols-col), 1)}
			if x.cell != nil {
				c.At, c.Text, c.State = v.pos(x.cell.at), x.cell.text, x.cell.state
			} else {
				c.At = v.pos(place{v.rows[row], v.cols[col]})
			}
			g.Cells = append(g.Cells, c)
		}
	}
	return source.Block{At: g.Cells[0].At, Table: g}
}
