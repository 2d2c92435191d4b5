package doc

import (
	"slices"
	"strings"
	"testing"
)

// kinds gives the cells of a table their kinds: those whose text begins with C
// head columns, with R rows.
func kinds(t *Table) *Table {
	for r := range t.Rows {
		for i := range t.Rows[r].Cells {
			c := &t.Rows[r].Cells[i]
			switch PlainText(c.Runs)[0] {
			case 'C':
				c.Kind = ColumnHead
			case 'R':
				c.Kind = RowHead
			}
		}
	}
	return t
}

func TestHeaders(t *testing.T) {
	tests := []struct {
		name  string
		table *Table
		want  string // of every cell that has heads
	}{
		{"none", grid(2, "a b", "c d"), ""},
		{"column heads", grid(2, "C1 C2", "a b", "c d"), "a<C1 b<C2 c<C1 d<C2"},
		{"row heads", grid(3, "R1 a b", "R2 c d"), "a<R1 b<R1 c<R2 d<R2"},
		{"both, column heads first", grid(2, "C0 C1", "R1 a", "R2 b"), "R1<C0 a<C1,R1 R2<C0 b<C1,R2"},
		{"column heads of two ranks", grid(3, "C0:2x1 C1:1x2", "C2 C3", "R1 a b"),
			"C2<C1 C3<C1 R1<C0 a<C1,C2,R1 b<C1,C3,R1"},
		{"groups of rows", grid(3, "R1:2x1 R2 a", "R3 b", "R4:1x2 c"),
			"R2<R1 a<R1,R2 R3<R1 b<R1,R3 c<R4"},
		{"a figure over two columns", grid(2, "C1 C2", "a:1x2"), "a<C1,C2"},
		{"a figure over two rows", grid(3, "R0:3x1 R1 a:2x1", "R2", "R3 b"), "R1<R0 a<R0,R1,R2 R2<R0 R3<R0 b<R0,R3"},
		{"blocks under heads of their own", grid(2, "C1:1x2", "C2 C3", "R1 a", "C4:1x2", "C5 C6", "R2 b", "R3 c"),
			"C2<C1 C3<C1 R1<C1,C2 a<C1,C3,R1 C5<C4 C6<C4 R2<C4,C5 b<C4,C6,R2 R3<C4,C5 c<C4,C6,R3"},
		{"panels side by side", grid(4, "C1 C2 C3 C4", "R1 a R2 b"),
			"R1<C1 a<C2,R1 R2<C3 b<C4,R2"},
		{"heads in the middle are for what comes after", grid(2, "a C1", "C2 b", "c d"),
			"b<C1 c<C2 d<C1"},
		{"a head in some of the columns", grid(3, "C1 C2:1x2", "C3 a b", "c d:1x2"),
			"C3<C1 a<C2 b<C2 c<C1,C3 d<C2"},
		{"a row head behind a figure", grid(4, "a R1 b c"), "b<R1 c<R1"},
		{"a column head beside a row head", grid(2, "R1 C1", "R2 a"), "a<C1,R2"},
		{"heads of three ranks", grid(2, "C1 C2", "C3 C4", "C5 C6", "a b"), "C3<C1 C4<C2 C5<C1,C3 C6<C2,C4 a<C1,C3,C5 b<C2,C4,C6"},
		{"a figure over two columns under the head of one", grid(2, "C1 a", "b c", "d:1x2"), "b<C1 d<C1"},
		{"a figure over two rows beside the head of one", grid(3, "R1 a c:2x1", "b d"), "a<R1 c<R1"},
		{"heads at the right and below head nothing", grid(2, "a R1", "b R2", "C1 C2"), ""},
	}
	for _, tt := range tests {
		g, err := kinds(tt.table).Grid()
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		var got []string
		for i := range g.Cells {
			if p := &g.Cells[i]; len(g.Headers(p)) > 0 {
				got = append(got, PlainText(p.Runs)+"<"+strings.Join(texts(g.Headers(p)), ","))
			}
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.name, s, tt.want)
		}
	}
}

func texts(cells []*Placed) []string {
	var s []string
	for _, p := range cells {
		s = append(s, PlainText(p.Runs))
	}
	return s
}

// Headers are cells of the grid, each once, and none heads itself.
func TestHeadersAreCells(t *testing.T) {
	g, err := kinds(grid(3, "C0:2x1 C1:1x2", "C2 C3", "R1:2x1 a:2x2", "", "R2 b c")).Grid()
	if err != nil {
		t.Fatal(err)
	}
	for i := range g.Cells {
		heads := g.Headers(&g.Cells[i])
		for j, h := range heads {
			if h == &g.Cells[i] || slices.Contains(heads[:j], h) || g.At(h.Row, h.Col) != h {
				t.Errorf("%s: %q", PlainText(g.Cells[i].Runs), texts(heads))
			}
		}
	}
}

// The heads of a table of many rows are found without a walk up to them.
func BenchmarkHeaders(b *testing.B) {
	t := grid(10, "C C C C C C C C C C")
	for range 10_000 {
		t.Rows = append(t.Rows, grid(10, "R a a a a a a a a a").Rows...)
	}
	g, err := kinds(t).Grid()
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		for i := range g.Cells {
			g.Headers(&g.Cells[i])
		}
	}
}
