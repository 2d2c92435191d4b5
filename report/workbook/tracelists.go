package workbook

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// bodies makes the sheet of the bodies.
func (t *trace) bodies() *sheet {
	s := t.list("机关", []listColumn{{"序号", 36}, {"机关", 190}, {"报告", 220}, {"年度", 40}, {"格式", 50}, {"是否计入", 80}, {"不计入的原因", 420}})
	s.more = func(yield func(row) bool) {
		for i := range t.Parts {
			p := &t.Parts[i]
			l := traceStub
			l.grey = p.Left != ""
			edition := ""
			if p.Tables != nil {
				edition = string(p.Tables.Edition())
			}
			why, _ := t.Why(p)
			if !yield(s.listRow(l, int64(i+1), named(p), p.Source, int64(p.Year), edition, stateOf(p), why.Message())) {
				return
			}
		}
	}
	return s
}

// The columns of a rate.
const rateColumns = 3

// rates makes the sheet of the rates, of the sums and of every body.
func (t *trace) rates() *sheet {
	s := &sheet{name: "指标", rows: make([]row, 3), widths: []doc.Length{doc.Pt(190)}, heads: [2]int{1, 3}, stay: [2]int{3, 1}}
	for i, height := range []float64{26, 20, 44} {
		s.rows[i].height = doc.Pt(height)
	}
	s.rows[0].cells = []cell{{value: t.title() + "　指标", look: traceTitle}}
	s.span(cell{value: "报告的机关", look: traceHead}, 1, 0, 2, 1)
	for i, r := range report.Rates(t.Report.Tables) {
		col := 1 + i*rateColumns
		s.span(cell{value: r.Name, look: traceHead}, 1, col, 1, rateColumns)
		for k, label := range []string{r.Part.Label, r.Whole.Label, r.Name} {
			s.widths = append(s.widths, doc.Pt(84))
			s.span(cell{value: label, look: traceHead}, 2, col+k, 1, 1)
		}
	}
	s.more = func(yield func(row) bool) {
		if !yield(rateRow(len(s.rows), "合计", traceTotal, t.Report.Tables)) {
			return
		}
		for i, p := range t.in {
			if !yield(rateRow(len(s.rows)+1+i, named(p), traceStub, p.Tables)) {
				return
			}
		}
	}
	return s
}

// rateRow is the rates of tables.
func rateRow(n int, body string, l look, tables report.Tables) row {
	r := row{cells: []cell{textCell(body, l)}}
	for i, x := range report.Rates(tables) {
		col := 1 + i*rateColumns
		for _, count := range []report.RateCount{x.Part, x.Whole} {
			c := cell{look: traceFigure(l)}
			if count.Known {
				c.value = count.Count
			}
			r.cells = append(r.cells, c)
		}
		rate := cell{look: traceFigure(l, "0.00%")}
		rate.formula = fmt.Sprintf(`IF(COUNT(%[1]s,%[2]s)<2,"",IF(%[2]s<%[3]d,"%[4]s",%[1]s/%[2]s))`, name(n, col), name(n, col+1), report.LeastBase, smallBase)
		if exact, ok := x.Rat(); ok {
			f, _ := exact.Float64()
			rate.value = f
		} else if x.Part.Known && x.Whole.Known {
			rate.value = smallBase
		}
		r.cells = append(r.cells, rate)
	}
	return r
}

// smallBase stands where there is no rate, for its base is under thirty.
var smallBase = fmt.Sprintf("基数不足%d", report.LeastBase)

// findings makes the sheet of what was found.
func (t *trace) findings() *sheet {
	s := t.list("问题", []listColumn{{"代码", 40}, {"程度", 40}, {"位置", 220}, {"机关", 220}, {"问题", 480}})
	s.more = func(yield func(row) bool) {
		for i, f := range t.Findings {
			if n := len(t.Findings) - i; len(s.rows)+i == maxRows-1 && n > 1 {
				yield(s.listRow(traceStub, "", "", "", "", fmt.Sprintf("另有 %d 条，工作表放不下", n)))
				return
			}
			if !yield(s.listRow(traceStub, f.Code, f.Severity.String(), f.Place, someOf(f.Bodies), f.Message())) {
				return
			}
		}
	}
	return s
}

type listColumn struct {
	head  string
	width float64 // pt
}

// list begins a sheet of a line a thing.
func (t *trace) list(name string, columns []listColumn) *sheet {
	s := &sheet{name: name, rows: make([]row, 2), heads: [2]int{1, 2}, stay: [2]int{2, 0}}
	s.rows[0] = row{height: doc.Pt(26), cells: []cell{{value: t.title() + "　" + name, look: traceTitle}}}
	s.rows[1].height = doc.Pt(20)
	for i, c := range columns {
		s.widths = append(s.widths, doc.Pt(c.width))
		s.span(cell{value: c.head, look: traceHead}, 1, i, 1, 1)
	}
	return s
}

// someOf names bodies, of very many the first.
func someOf(bodies []string) string {
	const most = 20
	if n := len(bodies); n > most {
		return strings.Join(bodies[:most], "、") + fmt.Sprintf(" 等 %d 个机关", n)
	}
	return strings.Join(bodies, "、")
}

// listRow is a row of numbers and texts, which may be anything.
func (s *sheet) listRow(l look, values ...any) (r row) {
	for i, v := range values {
		c := cell{value: v, look: l}
		if text, ok := v.(string); ok {
			c = textCell(text, l)
			c.look.figure = false
			r.height = max(r.height, c.look.height(text, s.widths[i]))
		}
		r.cells = append(r.cells, c)
	}
	return r
}

// textCell is a cell of a text that may be anything.
func textCell(text string, l look) cell {
	units := 0
	for i, r := range text {
		if units += utf16.RuneLen(max(r, 0)); units > maxText-1 {
			text = text[:i] + "…"
			break
		}
	}
	l.asText = risky(text)
	return cell{value: text, look: l}
}
