package ruled

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// drawn makes a page of a picture: + - | are rules, anything else is text. A character of the picture is 10 pt wide
// and 20 pt high; a Chinese one takes two.
func drawn(number int, picture string) *paper.Page {
	const wide, high = 10, 20
	p := &paper.Page{Number: number, Box: paper.Rect{X1: 600, Y1: 800}}
	rows := strings.Split(strings.Trim(picture, "\n"), "\n")
	grid := make([][]rune, len(rows))
	for i, r := range rows {
		for _, c := range r {
			grid[i] = append(grid[i], c)
			if c > 0x2E7F {
				grid[i] = append(grid[i], 0)
			}
		}
	}
	at := func(row, col int) rune {
		if row < 0 || row >= len(grid) || col < 0 || col >= len(grid[row]) {
			return ' '
		}
		return grid[row][col]
	}
	for i := range grid {
		y := paper.Pt(800 - 10 - i*high)
		for j, c := range grid[i] {
			x := paper.Pt(j*wide + wide/2)
			if (c == '-' || c == '+') && (at(i, j+1) == '-' || at(i, j+1) == '+') {
				p.Rules = append(p.Rules, paper.Rect{X0: x, X1: x + wide, Y0: y - 0.25, Y1: y + 0.25})
			}
			if (c == '|' || c == '+') && (at(i+1, j) == '|' || at(i+1, j) == '+') {
				p.Rules = append(p.Rules, paper.Rect{X0: x - 0.25, X1: x + 0.25, Y0: y - high, Y1: y})
			}
			if c == 0 || strings.ContainsRune("+-| ", c) {
				continue
			}
			w := paper.Pt(wide)
			if c > 0x2E7F {
				w = 2 * wide
			}
			x = paper.Pt(j * wide)
			p.Chars = append(p.Chars, paper.Char{Text: string(c), Box: paper.Rect{X0: x, X1: x + w, Y0: y - 8, Y1: y + 12}, Base: y - 5, Size: 20, Line: int32(i)})
		}
	}
	return p
}

// shown is a source as text: a line a block, and of a table a line a row.
func shown(s *source.Source) string {
	var b strings.Builder
	for _, x := range s.Blocks {
		if x.Table == nil {
			fmt.Fprintln(&b, x.Text)
			continue
		}
		row := -1
		for _, c := range x.Table.Cells {
			if row >= 0 && c.Row != row {
				fmt.Fprintln(&b)
			}
			if c.Row != row {
				for _, j := range x.Table.Joins {
					if c.Row == j {
						fmt.Fprint(&b, "~ ")
					}
				}
			}
			row = c.Row
			span := ""
			if c.Rows > 1 || c.Cols > 1 {
				span = fmt.Sprintf("%d×%d", c.Rows, c.Cols)
			}
			fmt.Fprintf(&b, "[%s%s]", strings.ReplaceAll(c.Text, "\n", "/"), span)
		}
		fmt.Fprintln(&b)
	}
	return strings.TrimSpace(b.String())
}

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name  string
		pages []string
		want  string // or the code of the error
	}{
		{"spans", []string{`
+----+----+----+
|甲  |乙       |
+    +----+----+
|    |1   |2   |
+----+----+----+`}, "[甲2×1][乙1×2]\n[1][2]"},
		{"text around", []string{`
前文
+----+----+
|甲  |1   |
+----+----+
后文`}, "前文\n[甲][1]\n后文"},
		{"a frame around text", []string{`
+---------+
| 甲乙    |
+---------+`}, "甲乙"},
		{"a table within a frame", []string{`
+------------+
| 甲         |
| +---+---+  |
| |乙 |1  |  |
| +---+---+  |
|            |
+------------+`}, "甲\n[乙][1]"},
		{"no rule at the foot", []string{`
+----+----+
|甲  |1   |
+----+----+
|乙  |2   |
|    |    |`, `
|    |    |
|丙  |3   |
|    |    |
+----+----+`}, "[甲][1]\n[乙][2]\n~ [丙][3]"},
		{"no rules at the sides", []string{`
---+----+---
甲 |1   |2
---+----+---`}, "[甲][1][2]"},
		{"two lines in a cell", []string{`
+----+----+
|甲  |34  |
|乙  |2   |
+----+----+`}, "[甲/乙][34/2]"},
		{"two figures in a cell", []string{`
+----+-------+
|甲  |3   4  |
+----+-------+`}, "[甲][3 4]"},
		{"a rule broken off", []string{`
+----+----+
|甲  |1   |
+----+    +
|乙   2   |
+----+----+`}, "I-cr"},
		{"another table on the next page", []string{`
+----+----+
|甲  |1   |
+----+----+`, `
+---+
|乙 |
+---+---+
|丙 |2  |
+---+---+`}, "[甲][1]\n[乙]\n[丙][2]"},
		{"columns that a page does not show", []string{`
+----+----+----+
|甲  |乙  |1   |
+----+----+----+`, `
     +----+----+
     |丙  |2   |
     +----+----+`}, "[甲][乙][1]\n~ [丙][2]"},
		{"page numbers", []string{"\n甲乙丙" + strings.Repeat("\n", 36) + "         1", "\n    丁戊己" + strings.Repeat("\n", 36) + "         2"}, "甲乙丙\n丁戊己"},
	} {
		var pages []*paper.Page
		for i, p := range test.pages {
			pages = append(pages, drawn(i+1, p))
		}
		var n source.Notes
		s, err := Read(pages, "PDF", &n)
		got := ""
		if e, ok := err.(*report.InputError); ok {
			got = e.Code
		} else {
			got = shown(s)
		}
		if got != test.want {
			t.Errorf("%s:\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestVisible tells what is not seen, and refuses where it matters.
func TestVisible(t *testing.T) {
	const picture = `
甲乙
+----+----+
|丙  |12  |
+----+----+`
	for name, test := range map[string]struct {
		change func(*paper.Page)
		want   string // code of the error or of the first finding or repair, and what is read
	}{
		"bold":   {func(p *paper.Page) { p.Chars = append(p.Chars, moved(p.Chars[4], 0.3)) }, " 甲乙\n[丙][12]"},
		"on top": {func(p *paper.Page) { c := moved(p.Chars[4], 0.3); c.Text = "7"; p.Chars = append(p.Chars, c) }, "I-cs"},
		"hidden": {func(p *paper.Page) { p.Chars[0].Invisible = true }, "I-aq 乙\n[丙][12]"},
		"painted strokes": {func(p *paper.Page) {
			p.Rules = append(p.Rules, box(82, 742, 18, 14)...)
			p.Rules = append(p.Rules, box(12, 742, 7, 7)...)
		}, " 甲乙\n[丙][12]"},
		"recognised": {func(p *paper.Page) { p.Chars[4].Invisible = true; p.Pictures = []paper.Rect{p.Box} }, "I-ct"},
		"a watermark": {func(p *paper.Page) {
			c := moved(p.Chars[4], 0.3)
			c.Turned, c.Size = true, 60
			p.Chars = append(p.Chars, c)
		}, "I-aq 甲乙\n[丙][12]"},
		"on its side": {func(p *paper.Page) {
			for i := range p.Chars {
				p.Chars[i].Turned = true
			}
		}, "I-cz"},
		"clipped":            {func(p *paper.Page) { p.Chars[0].Clipped = true }, "I-aq 乙\n[丙][12]"},
		"clipped in a table": {func(p *paper.Page) { p.Chars[3].Clipped = true }, "I-cq"},
		"a table cut off":    {func(p *paper.Page) { p.Box.X1 = 80 }, "I-cq"},
		"unknown":            {func(p *paper.Page) { p.Chars[0].Text, p.Chars[0].NoText = "", true }, "I-cv 〓乙\n[丙][12]"},
		"unknown in a table": {func(p *paper.Page) { p.Chars[3].Text, p.Chars[3].NoText = "", true }, "I-cu"},
	} {
		p := drawn(1, picture)
		test.change(p)
		var n source.Notes
		s, err := Read([]*paper.Page{p}, "PDF", &n)
		got := ""
		if e, ok := err.(*report.InputError); ok {
			got = e.Code
		} else {
			for _, f := range n.Findings {
				got += f.Code
			}
			for _, r := range n.Repairs {
				got += r.Code
			}
			got += " " + shown(s)
		}
		if got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

func moved(c paper.Char, x paper.Pt) paper.Char {
	c.Box.X0 += x
	c.Box.X1 += x
	return c
}

// box is the rules around a place.
func box(x, y, w, h paper.Pt) []paper.Rect {
	return []paper.Rect{{X0: x, X1: x + w, Y0: y, Y1: y}, {X0: x, X1: x + w, Y0: y + h, Y1: y + h}, {X0: x, X1: x, Y0: y, Y1: y + h}, {X0: x + w, X1: x + w, Y0: y, Y1: y + h}}
}

// TestParagraphs joins the lines of a paragraph, over pages too.
func TestParagraphs(t *testing.T) {
	pages := []*paper.Page{drawn(1, `
      标题
    甲乙丙丁戊己庚辛壬
子丑寅卯辰巳午未申酉戌
亥一二三。
    四五六七八九十百千
万甲乙丙丁戊己庚辛壬癸`), drawn(2, `
子丑寅卯。
    又一段。`)}
	var n source.Notes
	s, err := Read(pages, "PDF", &n)
	if err != nil {
		t.Fatal(err)
	}
	want := "标题\n甲乙丙丁戊己庚辛壬子丑寅卯辰巳午未申酉戌亥一二三。\n四五六七八九十百千万甲乙丙丁戊己庚辛壬癸子丑寅卯。\n又一段。"
	if got := shown(s); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// Where no line goes on, the tables tell that all are indented.
func TestParagraphsOfALine(t *testing.T) {
	p := drawn(1, `
    甲乙丙丁戊己庚辛壬癸
    五、标题
    子丑。
+---------+------------+
|甲       |1           |
+---------+------------+`)
	for i := range p.Rules {
		p.Rules[i].X0, p.Rules[i].X1 = p.Rules[i].X0-5, p.Rules[i].X1-5
	}
	var n source.Notes
	s, err := Read([]*paper.Page{p}, "PDF", &n)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := shown(s), "甲乙丙丁戊己庚辛壬癸\n五、标题\n子丑。\n[甲][1]"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// A title that fills its lines is one; one that is divided before its last is not.
func TestTitle(t *testing.T) {
	large := func(p *paper.Page, lines int32) *paper.Page {
		for i := range p.Chars {
			if c := &p.Chars[i]; c.Line < lines {
				c.Size = 24
			}
		}
		return p
	}
	const text = `
    甲乙丙丁戊己庚辛壬
子丑寅卯辰巳午未申酉戌
亥一二三。`
	for _, c := range []struct{ title, want string }{
		{"东南西北中左右上下前\n      年度报告", "东南西北中左右上下前年度报告"},
		{"      东南西北\n    年度报告书", "东南西北\n年度报告书"},
	} {
		var n source.Notes
		s, err := Read([]*paper.Page{large(drawn(1, c.title+text), 2)}, "OFD", &n)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := shown(s), c.want+"\n甲乙丙丁戊己庚辛壬子丑寅卯辰巳午未申酉戌亥一二三。"; got != want || s.Format != "OFD" {
			t.Errorf("%s: %s\nwant\n%s", s.Format, got, want)
		}
	}
}

func TestStream(t *testing.T) {
	p := drawn(1, `
+----+----+
|甲  |1  2|
+----+----+
后文`)
	p.Chars = append(p.Chars, moved(p.Chars[0], 0.3)) // again, to be bold
	p.Chars[1].Line = 9
	got := ""
	for _, l := range Stream([]*paper.Page{p}) {
		got += l.At.String() + l.Text + "\n"
	}
	if want := "第 1 页第 1 行甲\n第 1 页第 2 行1\n第 1 页第 3 行2\n第 1 页第 4 行后文\n"; got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
}

// FuzzRead reads pages of random rules and characters.
func FuzzRead(f *testing.F) {
	f.Add([]byte("+----+----+\n|甲  |1   |\n+----+----+"))
	f.Add([]byte{0, 0, 0, 200, 0, 1, 0, 0, 1, 200, 1, 10, 10, 49, 0, 2})
	f.Fuzz(func(t *testing.T, data []byte) {
		p := &paper.Page{Number: 1, Box: paper.Rect{X1: 256, Y1: 256}}
		for ; len(data) >= 5; data = data[5:] {
			x, y, w := paper.Pt(data[1]), paper.Pt(data[2]), paper.Pt(data[3])
			switch data[0] % 4 {
			case 0:
				p.Rules = append(p.Rules, paper.Rect{X0: x, X1: x + w, Y0: y, Y1: y + 0.5})
			case 1:
				p.Rules = append(p.Rules, paper.Rect{X0: x, X1: x + 0.5, Y0: y, Y1: y + w})
			default:
				p.Chars = append(p.Chars, paper.Char{
					Text: string(rune('0' + data[4]%80)), Box: paper.Rect{X0: x, X1: x + 5, Y0: y, Y1: y + 10}, Base: y + 2, Size: 10,
					Line: int32(data[3]), Turned: data[0]%4 == 3, Clipped: data[4] == 255, Invisible: data[4] == 254, NoText: data[4] == 253,
				})
			}
		}
		var n source.Notes
		s, err := Read([]*paper.Page{p}, "PDF", &n)
		Stream([]*paper.Page{p})
		if err != nil {
			if _, ok := err.(*report.InputError); !ok {
				t.Fatal(err)
			}
			return
		}
		for _, b := range s.Blocks {
			if b.Table != nil {
				holds(t, b.Table)
			}
		}
	})
}

// holds checks that the cells of a table are in it, in reading order, and that no two
// share a place.
func holds(t *testing.T, g *source.Grid) {
	t.Helper()
	place := map[[2]int]bool{}
	last := -1
	for _, c := range g.Cells {
		if at := c.Row*g.Cols + c.Col; at <= last || c.Rows < 1 || c.Cols < 1 || c.Row+c.Rows > g.Rows || c.Col+c.Cols > g.Cols {
			t.Fatalf("%+v in %d rows and %d columns", c, g.Rows, g.Cols)
		} else {
			last = at
		}
		if c.Text == "" {
			continue
		}
		for r := c.Row; r < c.Row+c.Rows; r++ {
			for k := c.Col; k < c.Col+c.Cols; k++ {
				if place[[2]int{r, k}] {
					t.Fatalf("two cells at %d, %d", r, k)
				}
				place[[2]int{r, k}] = true
			}
		}
	}
}

// TestRaised tells the number of a note from the digits of a figure.
func TestRaised(t *testing.T) {
	char := func(text string, x, base, size paper.Pt) *paper.Char {
		return &paper.Char{Text: text, Box: paper.Rect{X0: x, X1: x + size/2, Y0: base, Y1: base + size}, Base: base, Size: size}
	}
	for _, c := range []struct {
		name  string
		chars []*paper.Char
		want  string
	}{
		{"a note", []*paper.Char{char("5", 10, 100, 10), char("1", 15, 104, 6)}, "5¹"},
		{"a note before", []*paper.Char{char("1", 7, 104, 6), char("5", 10, 100, 10)}, "¹5"},
		{"small, on the line", []*paper.Char{char("5", 10, 100, 10), char("1", 15, 100, 6)}, "51"},
		{"as large", []*paper.Char{char("5", 10, 100, 10), char("1", 15, 101, 10)}, "51"},
	} {
		lines := linesOf(c.chars)
		if len(lines) != 1 || lines[0].text != c.want {
			t.Errorf("%s: %q, want %q", c.name, textOf(lines), c.want)
		}
	}
}
