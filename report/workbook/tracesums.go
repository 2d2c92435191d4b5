package workbook

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// sums makes the rows of the sums and of what they are compared with.
func (x *tableTrace) sums() {
	titles := []string{"合计", "没有填这一栏的报告（份）"}
	if x.published != nil {
		titles = append(titles, "公布的数", "差额（公布的数减合计）")
	}
	x.first = traceSum + len(titles)
	top := len(x.rows)
	for i, title := range titles {
		x.rows = append(x.rows, row{height: doc.Pt(16)})
		x.span(cell{value: title, look: traceTotal}, top+i, 0, 1, 1)
		x.span(cell{look: traceTotal}, top+i, 1, 1, 1)
	}
	x.rows[traceSum].cells[1].value = int64(len(x.in))
	x.rows[traceSum].cells[1].look.format = `0"份"`
	for _, c := range x.columns {
		x.span(x.sum(c), traceSum, c.col, 1, 1)
		blank := cell{value: int64(c.blank), look: traceFigure(traceTotal)}
		if len(x.in) > 0 {
			blank.formula = "COUNTBLANK(" + x.bodyCells(c).String() + ")"
		}
		x.span(blank, traceSum+1, c.col, 1, 1)
		if x.published != nil {
			p, ok := x.published[c.Path]
			published := cell{look: traceFigure(traceTotal)}
			if ok {
				published = figureCell(p, doc.NarrowFigure)
				published.look = traceFigure(traceTotal, published.look.format)
			}
			x.span(published, traceSum+2, c.col, 1, 1)
			x.span(x.difference(c, p, ok), traceSum+3, c.col, 1, 1)
		}
	}
}

// traceFigure is the look of a figure that looks otherwise as another cell does.
func traceFigure(l look, format ...string) look {
	l.style, l.figure, l.format = doc.NarrowFigure, true, strings.Join(format, "")
	return l
}

// bodyCells is the cells of the bodies that a column adds up.
func (x *tableTrace) bodyCells(c *traceColumn) area {
	return area{x.first, c.col, x.first + len(x.in) - 1, c.col}
}

// maxDecimals is how many decimals an amount has at most.
const maxDecimals = 6

// sum returns the cell of a sum: a formula where it gives the exact sum.
func (x *tableTrace) sum(c *traceColumn) cell {
	s := figureCell(c.Cell, doc.NarrowFigure)
	s.look = traceFigure(traceTotal, s.look.format)
	if s.value == "" {
		s.value = nil
	}
	switch {
	case c.Joint:
		s.look.shade = notASum
		return s
	case s.value == nil && c.numbers > 0: // they cannot be added up, or not be in a cell
		s.value = seeFindings
		return s
	}
	text, amount := c.String(), c.Kind == report.KindAmount
	same := false
	switch n := len(x.in); {
	case c.numbers > 0:
		same = sameNumber(s.value, c.sum)
	case c.blank > 0 || n == 0:
		same = text == ""
	default:
		same = text == "/"
	}
	if same && len(x.in) > 0 {
		s.formula = sum([]area{x.bodyCells(c)})
		if amount {
			s.formula = strings.Replace(s.formula, "SUM("+x.bodyCells(c).String()+")", fmt.Sprintf("ROUND(SUM(%s),%d)", x.bodyCells(c), maxDecimals), 1)
		}
	}
	return s
}

// seeFindings stands where figures have no sum.
const seeFindings = "见“问题”表"

// sameNumber reports whether the value is a number, and the other, rounded to the decimals
// of amounts, is the same.
func sameNumber(value any, other float64) bool {
	var x float64
	switch v := value.(type) {
	case int64:
		x = float64(v)
	case float64:
		x = v
	default:
		return false
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(other, 'f', maxDecimals, 64), 64)
	return err == nil && x == rounded && math.Abs(x) < 1e15
}

// notComparable stands for the difference of what is not a figure on one side.
const notComparable = "无法比较"

// difference returns the cell of a difference from what was published.
func (x *tableTrace) difference(c *traceColumn, p report.Cell, ok bool) cell {
	d := cell{look: traceFigure(traceTotal)}
	if c.Joint || !ok {
		d.look.shade = notASum
		return d
	}
	sum, published := name(traceSum, c.col), name(traceSum+2, c.col)
	number := func(c report.Cell) bool {
		switch value(c).(type) {
		case int64, float64:
			return true
		}
		return false
	}
	switch exact, ok := p.Sub(c.Cell); {
	case ok && number(c.Cell) && number(p):
		d.value, _ = exact.Float64()
	case ok && exact.Sign() == 0: // as text it would be no 0
		d.value = int64(0)
		return d
	case ok:
		d.value = strings.TrimSuffix(strings.TrimRight(exact.FloatString(maxDecimals), "0"), ".")
		return d
	case c.String() != p.String():
		d.value = notComparable
	}
	less := published + "-" + sum
	if c.Kind == report.KindAmount {
		less = fmt.Sprintf("ROUND(%s,%d)", less, maxDecimals)
	}
	d.formula = fmt.Sprintf(`IF(AND(ISNUMBER(%[1]s),ISNUMBER(%[2]s)),%[3]s,IF(%[1]s=%[2]s,"","%[4]s"))`, sum, published, less, notComparable)
	return d
}
