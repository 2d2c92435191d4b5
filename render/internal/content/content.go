// Package content reads what a document says out of the files that the writers
// make, for tests that compare them: each reader goes by its format alone and
// knows nothing of the document tree, and of the data that go along with a file no
// more than what [doc.Carried] says of them.
//
// What the readers leave out is the same for all: looks; and blocks without text,
// which stand for nothing but space. A forced line end is a line feed.
package content

import (
	"fmt"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report/doc"
)

// Content is what a document says.
type Content struct {
	Title, Lang string
	Mark        string // on every page; a PDF does not say it in its structure
	Blocks      []Block
	Comments    []Comment // in reading order; of formats that have them
	// Data are what goes along with it, found to be what was written; in a PDF they
	// are not looked for. They are none of the content.
	Data doc.Carried
	// Plain is of a format that keeps neither forced line ends nor what heads the
	// heads of a table.
	Plain bool
}

// blank reports whether there is nothing in a text but line ends.
func blank(s string) bool { return strings.Trim(s, "\n") == "" }

// Block is a heading, a paragraph or a table.
type Block struct {
	Kind  BlockKind
	Level int // of a heading, from 0
	Text  string
	Table *Table
}

// BlockKind is what a block is.
type BlockKind uint8

// The kinds of block.
const (
	Paragraph BlockKind = iota
	Heading
	TableBlock
)

func (k BlockKind) String() string { return [...]string{"paragraph", "heading", "table"}[k] }

// Table is a table with its spans resolved.
type Table struct {
	Caption, Description string
	HeadRows             int // rows that are said to be the head of the table
	Rows, Cols           int
	Cells                []Cell // origin cells, row by row
}

// Cell is an origin cell.
type Cell struct {
	Place
	RowSpan, ColSpan int // at least 1
	Kind             CellKind
	Text             string
	Heads            []Place // of the cells that it names as its heads, in their order
}

// Comment is a remark on what the document says.
type Comment struct {
	Block int    // from 0
	Place Place  // of the cell, in a table
	To    int    // where what it is on ends: bytes of the text there
	On    string // what it is on; "?" of a format that does not say where it begins
	Text  string // a line feed divides lines
}

// Place is a place of a table, from 0.
type Place struct{ Row, Col int }

// CellKind is what a cell is said to be.
type CellKind uint8

// The kinds of cell. Unknown ones are of a format that does not say it.
const (
	Unknown CellKind = iota
	Data
	ColumnHead
	RowHead
)

func (k CellKind) String() string {
	return [...]string{"cell", "figure", "column head", "row head"}[k]
}

// maxPlaces bounds a table: there are no such forms.
const maxPlaces = 1 << 20

// grid finds the places of cells that are listed row by row without those that
// spans cover, as HTML does (HTML, 4.9.12.1) and PDF (ISO 32000-1, 14.8.4.3.4).
type grid struct {
	Table
	taken map[Place]bool
	row   int
	col   int
	ids   map[string]Place
	heads [][]string // of each cell, by their IDs
}

func newGrid() *grid { return &grid{taken: map[Place]bool{}, row: -1, ids: map[string]Place{}} }

func (g *grid) nextRow() { g.row, g.col = g.row+1, 0 }

// add puts a cell at the first free place of the row. It has an ID if others may name it as
// their head, and the IDs of its own heads.
func (g *grid) add(c Cell, id string, heads []string) error {
	if g.row < 0 {
		return fmt.Errorf("a cell outside rows")
	}
	for g.taken[Place{g.row, g.col}] {
		g.col++
	}
	c.Place = Place{g.row, g.col}
	if c.RowSpan < 1 || c.ColSpan < 1 || c.RowSpan > maxPlaces || c.ColSpan > maxPlaces || len(g.taken)+c.RowSpan*c.ColSpan > maxPlaces {
		return fmt.Errorf("%v: spans %d rows and %d columns", c.Place, c.RowSpan, c.ColSpan)
	}
	for y := range c.RowSpan {
		for x := range c.ColSpan {
			at := Place{c.Row + y, c.Col + x}
			if g.taken[at] {
				return fmt.Errorf("%v: two cells", at)
			}
			g.taken[at] = true
		}
	}
	if _, twice := g.ids[id]; twice {
		return fmt.Errorf("two cells with the ID %q", id)
	}
	if id != "" {
		g.ids[id] = c.Place
	}
	g.Cols = max(g.Cols, c.Col+c.ColSpan)
	g.Cells, g.heads = append(g.Cells, c), append(g.heads, heads)
	return nil
}

// table returns the table, of which every place has to have a cell, and every head to be one.
func (g *grid) table() (*Table, error) {
	for i := range g.Cells {
		c := &g.Cells[i]
		for _, id := range g.heads[i] {
			at, ok := g.ids[id]
			if !ok {
				return nil, fmt.Errorf("%v: no head in the table has the ID %q", c.Place, id)
			}
			c.Heads = append(c.Heads, at)
		}
	}
	g.Rows = g.row + 1
	for row := range g.Rows {
		for col := range g.Cols {
			if !g.taken[Place{row, col}] {
				return nil, fmt.Errorf("%v: no cell", Place{row, col})
			}
		}
	}
	if len(g.taken) != g.Rows*g.Cols {
		return nil, fmt.Errorf("a cell reaches beyond row %d", g.Rows)
	}
	return &g.Table, nil
}

// String returns the place as people count, from 1.
func (p Place) String() string { return fmt.Sprintf("row %d, column %d", p.Row+1, p.Col+1) }

// Difference is where two contents differ.
type Difference struct {
	Block     int // from 0; -1 for the document
	Place     *Place
	What      string // that differs
	Got, Want any
}

func (d Difference) String() string {
	where := "document"
	if d.Block >= 0 {
		where = fmt.Sprintf("block %d", d.Block+1)
	}
	if d.Place != nil {
		where += ", " + d.Place.String()
	}
	return fmt.Sprintf("%s: %s %q, want %q", where, d.What, fmt.Sprint(d.Got), fmt.Sprint(d.Want))
}

// Compare returns every difference between two contents. What one of them does
// not say, the kind of a cell and what heads it, or what one that is plain has
// not, is no difference.
func Compare(got, want *Content) []Difference {
	c := comparison{block: -1, plain: got.Plain || want.Plain}
	c.differ(nil, "title", got.Title, want.Title)
	c.differ(nil, "language", got.Lang, want.Lang)
	if !c.plain {
		c.differ(nil, "mark", got.Mark, want.Mark)
	}
	for i := range max(len(got.Comments), len(want.Comments)) {
		var g, w Comment
		if i < len(got.Comments) {
			g = got.Comments[i]
		}
		if i < len(want.Comments) {
			w = want.Comments[i]
		}
		if g.On == "?" || w.On == "?" {
			g.On, w.On = "?", "?"
		}
		c.differ(nil, "comment", g, w)
	}
	for i := range max(len(got.Blocks), len(want.Blocks)) {
		c.block = i
		var g, w Block
		switch {
		case i >= len(got.Blocks):
			c.differ(nil, "block", "", want.Blocks[i].Text)
			c.all[len(c.all)-1].Got = "nothing"
			continue
		case i >= len(want.Blocks):
			c.differ(nil, "block", got.Blocks[i].Text+" ", "")
			c.all[len(c.all)-1].Want = "nothing"
			continue
		}
		g, w = got.Blocks[i], want.Blocks[i]
		c.differ(nil, "kind", g.Kind, w.Kind)
		c.differ(nil, "level", g.Level, w.Level)
		c.text(nil, g.Text, w.Text)
		if g.Kind == TableBlock && w.Kind == TableBlock {
			c.table(g.Table, w.Table)
		}
	}
	return c.all
}

type comparison struct {
	block int
	plain bool
	all   []Difference
}

func (c *comparison) text(at *Place, got, want string) {
	if c.plain {
		got, want = strings.ReplaceAll(got, "\n", ""), strings.ReplaceAll(want, "\n", "")
	}
	c.differ(at, "text", got, want)
}

func (c *comparison) differ(at *Place, what string, got, want any) {
	if got != want {
		c.all = append(c.all, Difference{c.block, at, what, got, want})
	}
}

func (c *comparison) table(got, want *Table) {
	c.differ(nil, "caption", got.Caption, want.Caption)
	c.differ(nil, "description", got.Description, want.Description)
	c.differ(nil, "head rows", got.HeadRows, want.HeadRows)
	c.differ(nil, "rows", got.Rows, want.Rows)
	c.differ(nil, "columns", got.Cols, want.Cols)
	// Both lists are in the order of the places.
	g, w := got.Cells, want.Cells
	for len(g) > 0 || len(w) > 0 {
		switch order := compareFirst(g, w); {
		case order < 0:
			c.differ(&g[0].Place, "cell", g[0].Text, nil)
			g = g[1:]
		case order > 0:
			c.differ(&w[0].Place, "cell", nil, w[0].Text)
			w = w[1:]
		default:
			c.cell(&g[0], &w[0])
			g, w = g[1:], w[1:]
		}
	}
}

func compareFirst(g, w []Cell) int {
	switch {
	case len(g) == 0:
		return 1
	case len(w) == 0:
		return -1
	}
	return comparePlaces(g[0].Place, w[0].Place)
}

func comparePlaces(a, b Place) int {
	if a.Row != b.Row {
		return a.Row - b.Row
	}
	return a.Col - b.Col
}

func (c *comparison) cell(g, w *Cell) {
	at := &g.Place
	c.differ(at, "row span", g.RowSpan, w.RowSpan)
	c.differ(at, "column span", g.ColSpan, w.ColSpan)
	c.text(at, g.Text, w.Text)
	if g.Kind == Unknown || w.Kind == Unknown {
		return
	}
	c.differ(at, "kind", g.Kind, w.Kind)
	if (g.Kind == Data || !c.plain) && !slices.Equal(g.Heads, w.Heads) {
		c.differ(at, "heads", fmt.Sprint(g.Heads), fmt.Sprint(w.Heads))
	}
}
