package intake

import (
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// sourceOf is a report as a front end hands it over that reads a document of it.
func sourceOf(t *testing.T, r *report.Report) *source.Source {
	t.Helper()
	d, err := r.Document()
	if err != nil {
		t.Fatal(err)
	}
	s := &source.Source{Format: "test"}
	runIn := ""
	for _, b := range d.Blocks {
		line := pos{Line: len(s.Blocks) + 1}
		switch b := b.(type) {
		case *doc.Heading:
			if b.RunIn {
				runIn = doc.PlainText(b.Runs)
				continue
			}
			s.Blocks = append(s.Blocks, source.Block{At: line, Text: doc.PlainText(b.Runs), Level: b.Level})
		case *doc.Paragraph:
			s.Blocks = append(s.Blocks, source.Block{At: line, Text: runIn + doc.PlainText(b.Runs)})
			runIn = ""
		case *doc.Table:
			g, err := b.Grid()
			if err != nil {
				t.Fatal(err)
			}
			grid := &source.Grid{Rows: g.Rows, Cols: g.Cols}
			for _, p := range g.Cells {
				grid.Cells = append(grid.Cells, source.Cell{Row: p.Row, Col: p.Col, Rows: p.RowSpan, Cols: p.ColSpan, Text: doc.PlainText(p.Runs)})
			}
			s.Blocks = append(s.Blocks, source.Block{Table: grid})
		}
	}
	numbered(s)
	return s
}

// numbered gives the cells their places in the file.
func numbered(s *source.Source) {
	tables := 0
	for _, b := range s.Blocks {
		if b.Table == nil {
			continue
		}
		tables++
		for i := range b.Table.Cells {
			c := &b.Table.Cells[i]
			c.At = pos{Table: tables, Row: c.Row + 1, Col: c.Col + 1}
		}
	}
}

// randomFigures fills the tables with figures, of which a share is blank.
func randomFigures(t *testing.T, tables report.Tables, rnd *rand.Rand, blanks int) {
	t.Helper()
	for c := range report.Cells(tables) {
		if c.Computed || rnd.IntN(100) < blanks {
			continue
		}
		if err := c.Set(strconv.Itoa(rnd.IntN(2000))); err != nil {
			t.Fatal(err)
		}
	}
}

// grids are the tables of a source.
func grids(s *source.Source) (all []*source.Grid) {
	for _, b := range s.Blocks {
		if b.Table != nil {
			all = append(all, b.Table)
		}
	}
	return all
}

// addStrayColumn adds a blank column behind all others.
func addStrayColumn(g *source.Grid) {
	var cells []source.Cell
	for row := range g.Rows {
		for _, c := range g.Cells {
			if c.Row == row {
				cells = append(cells, c)
			}
		}
		cells = append(cells, source.Cell{Row: row, Col: g.Cols, Rows: 1, Cols: 1})
	}
	g.Cells = cells
	g.Cols++
}

// TestSurePlaces reads tables in the shapes that files give them: no blank cell
// takes a figure from its place.
func TestSurePlaces(t *testing.T) {
	t.Parallel()
	shapes := []struct {
		name   string
		change func(s *source.Source)
	}{
		{"as printed", func(*source.Source) {}},
		{"doubled grid", func(s *source.Source) {
			for _, g := range grids(s) {
				g.Cols *= 2
				for i := range g.Cells {
					g.Cells[i].Col *= 2
					g.Cells[i].Cols *= 2
				}
			}
		}},
		{"nothing merged", func(s *source.Source) {
			for _, g := range grids(s) {
				for _, c := range g.Cells {
					for i := 1; i < c.Rows*c.Cols; i++ {
						g.Cells = append(g.Cells, source.Cell{Row: c.Row + i/c.Cols, Col: c.Col + i%c.Cols, Rows: 1, Cols: 1})
					}
				}
				for i := range g.Cells {
					g.Cells[i].Rows, g.Cells[i].Cols = 1, 1
				}
				slices.SortFunc(g.Cells, func(a, b source.Cell) int { return (a.Row-b.Row)*1000 + a.Col - b.Col })
			}
		}},
		{"a stray column", func(s *source.Source) {
			for _, g := range grids(s) {
				addStrayColumn(g)
			}
		}},
		{"stray columns among the figures", func(s *source.Source) {
			for _, g := range grids(s) {
				if g.Rows < 20 {
					continue
				}
				var cells []source.Cell
				for _, c := range g.Cells {
					figures := c.Row > 2 && c.Col > 3
					if c.Col += 2; !figures {
						c.Col -= 2
					} else if c.Col == 6 {
						cells = append(cells, source.Cell{Row: c.Row, Col: 4, Rows: 1, Cols: 1}, source.Cell{Row: c.Row, Col: 5, Rows: 1, Cols: 1})
					}
					cells = append(cells, c)
				}
				g.Cells, g.Cols = cells, g.Cols+2
			}
		}},
		{"labels in every cell that they span", func(s *source.Source) {
			for _, g := range grids(s) {
				var cells []source.Cell
				for _, c := range g.Cells {
					for row := range c.Rows {
						for col := range c.Cols {
							x := c
							x.Row, x.Col, x.Rows, x.Cols = c.Row+row, c.Col+col, 1, 1
							if row > 0 && g.Rows > 20 && c.Col == 0 {
								x.Text = ""
							}
							cells = append(cells, x)
						}
					}
				}
				slices.SortStableFunc(cells, func(a, b source.Cell) int { return (a.Row-b.Row)*1000 + a.Col - b.Col })
				g.Cells = cells
			}
		}},
		{"cut into tables of three rows", func(s *source.Source) {
			var blocks []source.Block
			for _, b := range s.Blocks {
				if b.Table == nil {
					blocks = append(blocks, b)
					continue
				}
				for _, piece := range cut(b.Table, 3) {
					blocks = append(blocks, source.Block{Table: piece})
				}
			}
			s.Blocks = blocks
		}},
		{"cut, with the head again", func(s *source.Source) {
			var blocks []source.Block
			for _, b := range s.Blocks {
				if b.Table == nil || b.Table.Rows < 20 {
					blocks = append(blocks, b)
					continue
				}
				for i, piece := range cut(b.Table, 10) {
					if i > 0 {
						piece = under(top(b.Table, 3), piece)
					}
					blocks = append(blocks, source.Block{Table: piece})
				}
			}
			s.Blocks = blocks
		}},
		{"labels over two lines", func(s *source.Source) {
			for _, g := range grids(s) {
				for i := range g.Cells {
					if r := []rune(g.Cells[i].Text); len(r) > 3 && isHan(r[1]) {
						g.Cells[i].Text = string(r[:2]) + "\n" + string(r[2:])
					}
				}
			}
		}},
		{"one table for all", func(s *source.Source) {
			all := &source.Grid{Cols: 20}
			for _, b := range s.Blocks {
				if b.Table == nil {
					all.Cells = append(all.Cells, source.Cell{Row: all.Rows, Rows: 1, Cols: 20, Text: b.Text})
					all.Rows++
					continue
				}
				all = under(all, b.Table)
			}
			all.Cols = 20
			s.Blocks = []source.Block{{Table: all}}
		}},
	}
	for _, e := range report.Editions() {
		for _, shape := range shapes {
			for _, blanks := range []int{0, 30, 80} {
				rnd := rand.New(rand.NewPCG(uint64(blanks), 9))
				r := sample(t, e, yearOf(t, e))
				r.Tables = report.NewTables(e)
				randomFigures(t, r.Tables, rnd, blanks)
				s := sourceOf(t, r)
				shape.change(s)
				numbered(s)
				var n notes
				got, err := Options{}.readSource(s, &n)
				if err != nil {
					t.Errorf("%s, %s, %d %% blank: %v", e, shape.name, blanks, err)
					continue
				}
				if a, b := figuresIn(got.Tables), figuresIn(r.Tables); a != b {
					t.Errorf("%s, %s, %d %% blank:\n%s\nwant\n%s", e, shape.name, blanks, a, b)
				}
			}
		}
	}
}

func figuresIn(t report.Tables) string {
	var all []string
	for c := range report.Cells(t) {
		all = append(all, c.Row+"="+c.String())
	}
	return strings.Join(all, " ")
}

// cut cuts a table every so many rows, and the cells that span a cut.
func cut(g *source.Grid, rows int) (pieces []*source.Grid) {
	for from := 0; from < g.Rows; from += rows {
		to := min(from+rows, g.Rows)
		p := &source.Grid{Rows: to - from, Cols: g.Cols}
		for _, c := range g.Cells {
			if c.Row+c.Rows <= from || c.Row >= to {
				continue
			}
			if c.Row < from {
				c.Rows -= from - c.Row
				c.Row, c.Text = from, ""
			}
			c.Rows = min(c.Rows, to-c.Row)
			c.Row -= from
			p.Cells = append(p.Cells, c)
		}
		slices.SortStableFunc(p.Cells, func(a, b source.Cell) int { return (a.Row-b.Row)*1000 + a.Col - b.Col })
		pieces = append(pieces, p)
	}
	return pieces
}

// top is the first rows of a table.
func top(g *source.Grid, rows int) *source.Grid { return cut(g, rows)[0] }

// under is a table with another below it.
func under(g, below *source.Grid) *source.Grid {
	out := &source.Grid{Rows: g.Rows + below.Rows, Cols: g.Cols, Cells: slices.Clone(g.Cells)}
	for _, c := range below.Cells {
		c.Row += g.Rows
		out.Cells = append(out.Cells, c)
	}
	return out
}

// TestSureRows reads rows that are not as the form has them.
func TestSureRows(t *testing.T) {
	// A row of table three, and of table two: cells by |, spans of more than one
	// column behind *, states and line ends within.
	const t3, t2 = 3, 2
	for _, c := range []struct {
		name  string
		table int
		row   string
		want  string // the figures, or the code of the error, and the codes of findings
	}{
		{"exact", t3, "1|2|3|4|5|6|21", "1 2 3 4 5 6 21"},
		{"blank", t3, "1|||4||6|", "1   4  6 "},
		{"a cell too many that is blank", t3, "1|2|3|4|5|6|21|", "1 2 3 4 5 6 21"},
		{"a figure too many", t3, "1|2|3|4|5|6|21|9", "I-j"},
		{"a remark behind the figures", t3, "1|2|3|4|5|6|21|说明", "I-j"},
		{"a label behind the figures", t3, "1|2|3|4|5|6|21|总计由系统算出", "I-j"},
		{"a cell too few", t3, "1|2|3|4|5|21", "I-j"},
		{"a cell too few, a stray one behind", t3, "2|3|4|5|6|20|", "I-j"},
		{"moved to the left, a stray one behind", t3, "7|3|||2|1|13|", "I-j"},
		{"no label, below a blank row", t3, "1|2|3|4|5|6|21", "I-i"},
		{"two columns in one", t3, "1*2|3|4|5|6|19", "I-j"},
		{"a figure over two lines", t3, "1\n0|0|0|0|0|0|10", "I-ax"},
		{"a figure that typesetting broke", t3, "1\n0w|0|0|0|0|0|10", "10 0 0 0 0 0 10 I-az"},
		{"a formula without value", t3, "1|2|3|4|5|6|v", "1 2 3 4 5 6  I-au"},
		{"an error value", t3, "1|2|3|4|5|6|#REF!e", "I-av"},
		{"words", t3, "1|2|三个|4|5|6|21", "1 2 三个 4 5 6 21"},
		{"one cell for three", t2, "7*3", "7"},
		{"the figure in the first of three", t2, "7||", "7"},
		{"the figure in the last of three", t2, "||7", "7"},
		{"the same in all", t2, "7|7|7", "7 I-ay"},
		{"one figure and zeros", t2, "72|0|0", "I-j"},
		{"a figure over two lines in table two", t2, "1\n0w*3", "I-ax"},
	} {
		g := &source.Grid{}
		row := func(label string, labelCols int, cells string) {
			col := labelCols
			g.Cells = append(g.Cells, source.Cell{Row: g.Rows, Rows: 1, Cols: labelCols, Text: label})
			for s := range strings.SplitSeq(cells, "|") {
				x := source.Cell{Row: g.Rows, Col: col, Rows: 1, Cols: 1}
				if text, cols, ok := strings.Cut(s, "*"); ok {
					x.Cols, _ = strconv.Atoi(cols)
					s = text
				}
				for mark, state := range map[string]source.State{"w": source.Wrapped, "v": source.NoValue, "e": source.BadValue} {
					if text, ok := strings.CutSuffix(s, mark); ok {
						x.State, s = state, text
					}
				}
				x.Text = s
				col += x.Cols
				g.Cells = append(g.Cells, x)
			}
			g.Rows++
			g.Cols = max(g.Cols, col)
		}
		v := words()[c.table-2]
		path := "applications/received"
		if c.table == t3 {
			row("申请人情况", 3, "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计")
			switch {
			case strings.HasPrefix(c.name, "moved"): // and another column is blank
				row("二、上年结转政府信息公开申请数量", 3, "0|0|||0|0|0")
				row("一、本年新收政府信息公开申请数量", 2, c.row)
			case strings.HasPrefix(c.name, "no label"):
				row("一、本年新收政府信息公开申请数量", 3, "||||||")
				row("", 3, c.row)
			default:
				row("二、上年结转政府信息公开申请数量", 3, "0|0|0|0|0|0|0"+strings.Repeat("|", strings.Count(c.name, "stray")))
				row("一、本年新收政府信息公开申请数量", 3, c.row)
			}
		} else {
			path = "disclosure/licenses"
			row("信息内容", 1, "本年处理决定数量*3")
			row("行政许可", 1, c.row)
		}
		s := &source.Source{Blocks: []source.Block{{Table: g}}}
		numbered(s)
		var n notes
		blocks, err := takeApart(s, &n)
		if err != nil {
			t.Fatal(err)
		}
		var rows []filledRow
		tr, err := readTable(v, blocks, &n)
		if err == nil {
			rows, err = tr.fill(report.Edition2021)
		}
		got := ""
		if e, ok := err.(*report.InputError); ok {
			got = e.Code
			if e.Pos == (pos{}) || e.Place == "" {
				t.Errorf("%s: no place: %v", c.name, err)
			}
		}
		for _, r := range rows {
			if r.path == path {
				got = strings.Join(r.texts, " ")
			}
		}
		n.TellRepairs()
		for _, f := range n.Findings {
			if err == nil && f.Code != "I-al" {
				got += " " + f.Code
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q (%v)", c.name, got, c.want, err)
		}
	}
}

// TestOwnTitle takes the title that the file gives itself where the text has none.
func TestOwnTitle(t *testing.T) {
	for own, want := range map[string]string{
		"青石县水利局2023年政府信息公开工作年度报告_青石县人民政府": "青石县水利局 2023 I-ba",
		"青石县水利局 2023年政府信息公开工作年度报告 - 年报":   "青石县水利局 2023 I-ba",
		"2023年政府信息公开工作年度报告":               "I-f",
		"青石县人民政府": "I-f",
		"":        "I-f",
	} {
		s := sourceOf(t, sample(t, report.Edition2021, 2023))
		s.Blocks, s.Title = s.Blocks[1:], own
		var n notes
		r, err := Options{}.readSource(s, &n)
		got := ""
		if e, ok := err.(*report.InputError); ok {
			got = e.Code
		} else {
			got = r.Agency + " " + strconv.Itoa(r.Year)
			for _, f := range n.Findings {
				got += " " + f.Code
			}
		}
		if got != want {
			t.Errorf("%q: %q, want %q", own, got, want)
		}
	}
}

// TestTablesAlone reads tables that no title and no text belong to.
func TestTablesAlone(t *testing.T) {
	for _, e := range report.Editions() {
		want := sample(t, e, yearOf(t, e))
		s := sourceOf(t, want)
		s.Blocks = slices.DeleteFunc(s.Blocks, func(b source.Block) bool { return b.Table == nil })
		for _, o := range []Options{{}, {Agency: "青石县水利局", Year: want.Year}} {
			var n notes
			r, err := o.readSource(s, &n)
			if err != nil {
				t.Fatal(e, err)
			}
			if figuresIn(r.Tables) != figuresIn(want.Tables) || r.Agency != o.Agency || r.Year != o.Year {
				t.Errorf("%s: %s %d %s", e, r.Agency, r.Year, figuresIn(r.Tables))
			}
			if len(n.Findings) != 1 || n.Findings[0].Code != "I-bc" {
				t.Errorf("%s: %v", e, n.Findings)
			}
		}
		s.Blocks = append(s.Blocks, source.Block{Text: "没有标题的文字。"})
		if _, err := (Options{}).readSource(s, new(notes)); err == nil || err.(*report.InputError).Code != "I-f" {
			t.Errorf("%s: text without a title: %v", e, err)
		}
	}
}

// TestFigureOfNoRow refuses a figure that stands below a row without figures, and in no
// row of its own.
func TestFigureOfNoRow(t *testing.T) {
	want := sample(t, report.Edition2021, 2023)
	want.Tables.(*report.Tables2021).Disclosure.AdministrativeFees = report.NewTables(report.Edition2021).(*report.Tables2021).Disclosure.AdministrativeFees
	for _, b := range []source.Block{
		{At: pos{Line: 99}, Text: "5"},
		{Table: &source.Grid{Rows: 1, Cols: 2, Cells: []source.Cell{{Rows: 1, Cols: 1}, {Col: 1, Rows: 1, Cols: 1, Text: "5"}}}},
	} {
		s := sourceOf(t, want)
		i := slices.IndexFunc(s.Blocks, func(b source.Block) bool { return b.Table != nil })
		s.Blocks = slices.Insert(s.Blocks, i+1, b)
		numbered(s)
		r, err := Options{}.readSource(s, new(notes))
		if e, ok := err.(*report.InputError); !ok || e.Code != "I-i" {
			t.Errorf("%q: %v, %v", b.Text, r, err)
		}
	}
}

// TestBlankForm reads the form with nothing filled in, which is of no agency and no
// year.
func TestBlankForm(t *testing.T) {
	for title, want := range map[string]string{
		"政府信息公开工作年度报告格式":         "I-bd",
		"《政府信息公开工作年度报告》（模板）":     "I-bd",
		"××年度政府信息公开工作年度报告 样表":    "I-bd",
		"政府信息公开工作年度报告格式的说明":      "I-f",
		"政府信息公开工作年度报告":           "I-f",
		"青石县水利局政府信息公开工作年度报告格式":   "I-f",
		"2023年政府信息公开工作年度报告格式的解读": "I-f",
	} {
		r := sample(t, report.Edition2021, 2023)
		r.Tables = report.NewTables(report.Edition2021)
		s := sourceOf(t, r)
		s.Blocks[0].Text = title
		s.Blocks = s.Blocks[:len(s.Blocks)-2] // no signature
		var n notes
		got, err := Options{Year: 2024}.readSource(s, &n)
		code := ""
		if e, ok := err.(*report.InputError); ok {
			code = e.Code
		} else {
			code = n.Findings[len(n.Findings)-1].Code
			if got.Agency != "" || got.Year != 2024 || figuresIn(got.Tables) != figuresIn(r.Tables) {
				t.Errorf("%q: %q %d", title, got.Agency, got.Year)
			}
		}
		if code != want {
			t.Errorf("%q: %s, want %s: %v %v", title, code, want, err, n.Findings)
		}
	}
}

// TestMovedBlocks refuses a row of blocks into which a cell was put, where the figures
// behind it came to stand in a blank block.
func TestMovedBlocks(t *testing.T) {
	r := sample(t, report.Edition2021, 2023)
	s := sourceOf(t, r)
	g := grids(s)[2]
	first := slices.IndexFunc(g.Cells, func(c source.Cell) bool { return c.Row == g.Rows-1 })
	for i, text := range []string{"3", "0", "1", "", "4"} {
		g.Cells[first+i].Text = text
	}
	for i := first + 5; i < len(g.Cells); i++ {
		g.Cells[i].Text = ""
	}
	if _, err := (Options{}).readSource(s, new(notes)); err != nil {
		t.Fatal(err)
	}
	for i := first; i < len(g.Cells); i++ {
		g.Cells[i].Col++
	}
	g.Cells = slices.Insert(g.Cells, first, source.Cell{Row: g.Rows - 1, Rows: 1, Cols: 1})
	g.Cols++
	numbered(s)
	if _, err := (Options{}).readSource(s, new(notes)); codeOf(err) != "I-j" {
		t.Errorf("%v, want I-j", err)
	}
}

// TestCellPutInBeforeFigures reads a row of table two in which a cell was put before its
// figures, so that it is longer than the others, and a blank one.
func TestCellPutInBeforeFigures(t *testing.T) {
	s := sourceOf(t, sample(t, report.Edition2021, 2023))
	g := grids(s)[0]
	first := slices.IndexFunc(g.Cells, func(c source.Cell) bool { return c.Text == "规章" }) + 1
	row := g.Cells[first].Row
	for i := first; g.Cells[i].Row == row; i++ {
		g.Cells[i].Col++
		if g.Cells[i+1].Row != row {
			g.Cells[i].Text = ""
		}
	}
	g.Cells = slices.Insert(g.Cells, first, source.Cell{Row: row, Col: 1, Rows: 1, Cols: 1})
	g.Cols++
	numbered(s)
	if _, err := (Options{}).readSource(s, new(notes)); codeOf(err) != "I-j" {
		t.Errorf("%v, want I-j", err)
	}
}

// TestOneRowWithFigures reads a table two with figures in one row alone, and a blank
// column behind: no other row says how long they are.
func TestOneRowWithFigures(t *testing.T) {
	r := sample(t, report.Edition2021, 2023)
	r.Tables = report.NewTables(report.Edition2021)
	n := 0
	for c := range report.Cells(r.Tables) {
		if n++; n == 2 || c.Table > 2 && !c.Computed {
			if err := c.Set("5"); err != nil {
				t.Fatal(err)
			}
		}
	}
	s := sourceOf(t, r)
	addStrayColumn(grids(s)[0])
	numbered(s)
	got, err := (Options{}).readSource(s, new(notes))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := figuresIn(got.Tables), figuresIn(r.Tables); a != b {
		t.Errorf("%s\nwant\n%s", a, b)
	}
}

// TestWrongTotalsBesideStrayCells reads blocks whose totals were misprinted, with cells
// behind them that the form does not have: every place is filled, so nothing has moved.
func TestWrongTotalsBesideStrayCells(t *testing.T) {
	want := sample(t, report.Edition2021, 2023)
	s := sourceOf(t, want)
	all := grids(s)
	g := all[len(all)-1] // table four
	total := slices.IndexFunc(g.Cells, func(c source.Cell) bool { return c.Row == g.Rows-1 && c.Col == 4 })
	g.Cells[total].Text = "0"
	for range 3 {
		g.Cells = append(g.Cells, source.Cell{Row: g.Rows - 1, Col: g.Cols, Rows: 1, Cols: 1})
		g.Cols++
	}
	numbered(s)
	var n notes
	got, err := Options{}.readSource(s, &n)
	if err != nil || figuresIn(got.Tables) != figuresIn(want.Tables) {
		t.Fatal(err)
	}
	if len(n.Findings) != 1 || n.Findings[0].Code != "T4-a" || n.Findings[0].Got != "0" {
		t.Errorf("%v", n.Findings)
	}
}
