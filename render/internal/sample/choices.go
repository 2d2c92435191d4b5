package sample

import "github.com/nianbao/nianbao/report/doc"

// Choices makes decisions from the bytes of a fuzz input.
type Choices []byte

// Next returns a number from 0 to n-1.
func (c *Choices) Next(n int) int {
	if len(*c) == 0 {
		return 0
	}
	b := (*c)[0]
	*c = (*c)[1:]
	return int(b) % n
}

// signs are what text is made of that every face set can show, or need not.
var signs = []rune("政府信息公开，。、；：！？（一）“三安”‘两’《条例》——…2023年,12.5% @~/-_#*|&<>\"'\\^`[]{}+=$№①²ABCabc𠮷㙍\u3000\u00A0\u2003\u200B\u2060\u00AD\uFE0F\u202F\U000FFFFD")

// Sign returns a character that writers have to cope with.
func (c *Choices) Sign() rune { return signs[c.Next(len(signs))] }

// Text makes a text of less than a number of signs.
func (c *Choices) Text(most int) string {
	n := c.Next(most)
	s := make([]rune, min(n, len(*c)))
	for i := range s {
		s[i] = c.Sign()
	}
	return string(s)
}

// Table makes a table of at most a number of rows and columns, of cells with random
// spans, kinds and looks. Cells may reach out of its head.
func (c *Choices) Table(rows, cols int, runs func() []doc.Run) *doc.Table {
	rows, cols = 1+c.Next(rows), 1+c.Next(cols)
	t := &doc.Table{Caption: "表", HeadRows: c.Next(min(rows, 3) + 1), Padding: doc.Pt(2)}
	if c.Next(2) == 0 {
		t.Description = "说明"
	}
	for range cols {
		t.Widths = append(t.Widths, doc.Pt(float64(40+10*c.Next(3))))
	}
	taken := make([]bool, rows*cols)
	heads := c.Next(4)
	for r := range rows {
		row := doc.Row{MinHeight: doc.Pt(float64(c.Next(50))), KeepNext: c.Next(3) == 0}
		for col := range cols {
			if taken[r*cols+col] {
				continue
			}
			x := doc.Cell{
				RowSpan: min(c.Next(6)*c.Next(3), rows-r), ColSpan: 1, Style: doc.NarrowStub,
				Vertical: c.Next(6) == 5, Shade: doc.Color(c.Next(3) * c.Next(256) << c.Next(16)), Runs: runs(),
			}
			if c.Next(3) == 2 {
				x.Style = doc.StyleID(c.Next(int(doc.Mark)))
			}
			switch {
			case r < heads || c.Next(9) == 8:
				x.Kind = doc.ColumnHead
			case col == 0 || c.Next(5) == 4:
				x.Kind = doc.RowHead
			}
			for x.ColSpan < 1+c.Next(4) && col+x.ColSpan < cols && !taken[r*cols+col+x.ColSpan] {
				x.ColSpan++
			}
			for y := r; y < r+max(x.RowSpan, 1); y++ {
				for z := col; z < col+x.ColSpan; z++ {
					taken[y*cols+z] = true
				}
			}
			row.Cells = append(row.Cells, x)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
