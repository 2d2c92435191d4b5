package doc

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
)

// grid makes a table of cells written as text, rows and columns, such as
// "a" or "b:2x3".
func grid(cols int, rows ...string) *Table {
	t := &Table{Caption: "t", Widths: make([]Length, cols)}
	for i := range t.Widths {
		t.Widths[i] = Pt(float64(10 * (i + 1)))
	}
	for _, r := range rows {
		var row Row
		for _, f := range strings.Fields(r) {
			text, span, _ := strings.Cut(f, ":")
			c := Cell{Runs: Text(text)}
			fmt.Sscanf(span, "%dx%d", &c.RowSpan, &c.ColSpan)
			row.Cells = append(row.Cells, c)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// picture writes the text of the cell that each place belongs to.
func picture(g *Grid) string {
	var rows []string
	for r := range g.Rows {
		var b strings.Builder
		for c := range g.Cols {
			b.WriteString(PlainText(g.At(r, c).Runs))
		}
		rows = append(rows, b.String())
	}
	return strings.Join(rows, " ")
}

func TestGrid(t *testing.T) {
	tests := []struct {
		name  string
		table *Table
		want  string
	}{
		{"no rows", grid(3), ""},
		{"no columns, no rows", grid(0), ""},
		{"plain", grid(2, "a b", "c d"), "ab cd"},
		{"column span", grid(3, "a:1x2 b", "c d:1x2"), "aab cdd"},
		{"row span at the left", grid(2, "a:2x1 b", "c"), "ab ac"},
		{"row span in the middle", grid(3, "a b:3x1 c", "d e", "f g"), "abc dbe fbg"},
		{"row span at the right", grid(2, "a b:2x1", "c"), "ab cb"},
		{"block", grid(4, "a b:2x2 c", "d e"), "abbc dbbe"},
		{"row wholly covered", grid(2, "a:2x2", "", "b c"), "aa aa bc"},
		{"span of zero and less is one", grid(2, "a:0x0 b:-1x-5"), "ab"},
		{"staircase", grid(3, "a:1x3", "b:2x1 c:1x2", "d e"), "aaa bcc bde"},
	}
	for _, tt := range tests {
		g, err := tt.table.Grid()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := picture(g); got != tt.want {
			t.Errorf("%s: got %s, want %s", tt.name, got, tt.want)
		}
	}
}

func TestGridPlaces(t *testing.T) {
	table := grid(4, "a b:2x2 c", "d e")
	g, err := table.Grid()
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for i := range g.Cells {
		p := &g.Cells[i]
		got = append(got, fmt.Sprintf("%s %d,%d %dx%d %v", PlainText(p.Runs), p.Row, p.Col, p.RowSpan, p.ColSpan, table.Width(p)))
	}
	want := []string{"a 0,0 1x1 10pt", "b 0,1 2x2 50pt", "c 0,3 1x1 40pt", "d 1,0 1x1 10pt", "e 1,3 1x1 40pt"}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if g.At(1, 2).Cell != &table.Rows[0].Cells[1] {
		t.Error("At does not lead to the table's own cell")
	}
}

func TestGridFaults(t *testing.T) {
	tests := []struct {
		name  string
		table *Table
		want  string
	}{
		{"hole at the end of a row", grid(2, "a b", "c"), "hole at row 2, column 2"},
		{"hole for want of cells", grid(2, "a b", ""), "hole at row 2, column 1; hole at row 2, column 2"},
		{"too many cells", grid(2, "a b c"), "overflow at row 1, column 3 (c)"},
		{"too many cells beside a span", grid(2, "a:2x1 b", "c d"), "overflow at row 2, column 3 (d)"},
		{"cell but no columns", grid(0, "a"), "overflow at row 1, column 1 (a)"},
		{"beyond the last column", grid(2, "a b:1x2"), "overflow at row 1, column 2 (b)"},
		{"beyond the last row", grid(2, "a b", "c d:2x1"), "overflow at row 2, column 2 (d)"},
		{"two claims", grid(3, "a b:2x1 c", "d:1x2 e"), "overlap at row 2, column 2 (d)"},
		{"two claims of a block", grid(3, "a b c:3x1", "d:2x3", ""),
			"overlap at row 2, column 3 (d); overlap at row 3, column 3 (d)"},
		{"every fault in reading order", grid(4, "a b:3x1 c d", "e:2x2 f", "g:1x3"),
			"overlap at row 2, column 2 (e); hole at row 2, column 4; overlap at row 3, column 2 (e); overflow at row 3, column 3 (g)"},
		{"spans beyond any integer", grid(2, fmt.Sprintf("a:%dx%d b", math.MaxInt, math.MaxInt), "c"),
			"overflow at row 1, column 1 (a); overflow at row 1, column 3 (b); overflow at row 2, column 3 (c)"},
	}
	for _, tt := range tests {
		g, err := tt.table.Grid()
		e, ok := err.(*GridError)
		if !ok || g != nil {
			t.Errorf("%s: got %v and error %v, want a *GridError alone", tt.name, g, err)
			continue
		}
		if got := strings.TrimPrefix(e.English(), `the cells of table "t" do not tile its grid: `); got != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

// FuzzGrid makes tables of a width and, for each byte, a cell or a row's end.
func FuzzGrid(f *testing.F) {
	f.Add(uint8(2), []byte("\x11\x11\x00\x11\x11"))
	f.Add(uint8(3), []byte("\x11\x21\x11\x00\x12\x11"))
	f.Add(uint8(10), []byte("\x33\x17\x00\x21\x15\x21\x00\x11\x11\x11\x11\x11"))
	f.Add(uint8(0), []byte("\x11"))
	f.Fuzz(func(t *testing.T, cols uint8, cells []byte) {
		if len(cells) > 512 {
			return
		}
		table := &Table{Widths: make([]Length, cols%32), Rows: make([]Row, 1)}
		for _, b := range cells {
			last := &table.Rows[len(table.Rows)-1]
			switch b {
			case 0:
				table.Rows = append(table.Rows, Row{})
			case 0xFF:
				last.Cells = append(last.Cells, Cell{RowSpan: math.MaxInt, ColSpan: math.MaxInt})
			default:
				last.Cells = append(last.Cells, Cell{RowSpan: int(b >> 4), ColSpan: int(b & 15)})
			}
		}
		g, err := table.Grid()
		if err != nil {
			if e, ok := err.(*GridError); !ok || len(e.Faults) == 0 || e.Error() == "" {
				t.Fatalf("error %#v names no fault", err)
			}
			return
		}
		covered := make([]int, g.Rows*g.Cols)
		for i := range g.Cells {
			p := &g.Cells[i]
			for r := p.Row; r < p.Row+p.RowSpan; r++ {
				for c := p.Col; c < p.Col+p.ColSpan; c++ {
					covered[r*g.Cols+c]++
					if g.At(r, c) != p {
						t.Fatalf("At(%d, %d) is not the cell that covers it", r, c)
					}
				}
			}
		}
		for i, n := range covered {
			if n != 1 {
				t.Fatalf("row %d, column %d is covered %d times", i/g.Cols, i%g.Cols, n)
			}
		}
	})
}

// A grid that is all holes, and one too large to look at, cost little and say
// what is wrong.
func TestGridLimits(t *testing.T) {
	holes := &Table{Caption: "t", Widths: make([]Length, 1000), Rows: make([]Row, 1000)}
	_, err := holes.Grid()
	e, ok := err.(*GridError)
	if !ok || len(e.Faults) != maxFaults || e.More != 1000*1000-maxFaults || len(e.Error()) > 4000 {
		t.Errorf("%.200v", err)
	}
	for _, s := range []string{"另有 999950 处", "and 999950 more"} {
		if !strings.Contains(e.Error()+e.English(), s) {
			t.Errorf("no %q in %s %s", s, e.Error(), e.English())
		}
	}
	large := &Table{Widths: make([]Length, 2000), Rows: make([]Row, 2000)}
	if _, err := large.Grid(); err == nil || !strings.Contains(err.Error(), "2000 行 2000 列") {
		t.Errorf("%.200v", err)
	}
}
