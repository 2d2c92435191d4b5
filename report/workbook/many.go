package workbook

import (
	"fmt"
	"io"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake"
)

// lastRow is the last row that a sheet has.
const lastRow = 1<<20 - 1

// WriteMany writes a blank table of many bodies for the year, in an edition of the form,
// as an XLSX file: a row a body, under the official labels and a row of paths, with what
// may be filled in explained. [intake.ReadAll] reads it. The error says that there is no
// such edition, or is what w returned.
func WriteMany(w io.Writer, e report.Edition, year int) error {
	if e.Tables() == nil {
		return fmt.Errorf("workbook: there is no edition %q of the form", e)
	}
	title := ManyTitle(year)
	b, err := newBook(title)
	if err != nil {
		return err
	}
	defer b.Close()
	if err := b.add(0, manySheet(e, title)); err != nil {
		return err
	}
	return b.write(w, doc.Carried{})
}

// ManyTitle is what stands above the heads of a table of many bodies.
func ManyTitle(year int) string {
	return strconv.Itoa(year) + "年政府信息公开工作年度报告数据汇总表"
}

// manySheet is the sheet of a table of many bodies.
func manySheet(e report.Edition, title string) *sheet {
	const heads, paths, top = 3, 1, 1
	columns := intake.Columns(e)
	cells := map[string]report.Cell{}
	for c := range report.Cells(report.NewTables(e)) {
		cells[c.Path] = c
	}
	s := &sheet{
		name: "汇总", printed: len(columns), inputs: map[input][]area{}, stay: [2]int{top + heads + paths, 1},
		open: slices.Repeat([]look{{style: doc.TableStub, cell: true, open: true}}, len(columns)),
	}
	s.rows = make([]row, top+heads+paths)
	s.rows[0].height = doc.Pt(30)
	const titled = 4 // columns that the title stands over
	plain := look{style: doc.Heading1}
	s.rows[0].cells = slices.Repeat([]cell{{look: plain}}, len(columns))
	s.span(cell{value: title, look: plain}, 0, 0, 1, titled)
	head := look{style: doc.NarrowHead, cell: true, shade: 0xC6D9F1}
	for col, c := range columns {
		figure, isFigure := cells[c.Path]
		width := doc.Pt(60)
		kind := countInput
		if isFigure {
			kind = inputOf(figure)
		} else {
			var ok bool
			if kind, ok = manyInputs[c.Path]; !ok {
				kind = linesInput
			}
			if kind != yearInput {
				width = doc.Pt(150)
			}
		}
		s.widths = append(s.widths, width)
		s.inputs[kind] = append(s.inputs[kind], area{len(s.rows), col, lastRow, col})
		s.span(cell{value: c.Path, look: look{style: doc.NarrowStub, cell: true, grey: true}}, top+heads, col, 1, 1)
		if !isFigure {
			s.span(cell{value: c.Labels[0], look: head}, top, col, heads, 1)
			continue
		}
		for level, label := range c.Labels {
			same := func(other intake.Column) bool {
				return slices.Equal(other.Labels[:min(level+1, len(other.Labels))], c.Labels[:level+1])
			}
			if level < heads-1 && col > 0 && same(columns[col-1]) {
				continue
			}
			n := 1
			for level < heads-1 && col+n < len(columns) && same(columns[col+n]) {
				n++
			}
			s.span(cell{value: label, look: head}, top+level, col, 1, n)
		}
	}
	for i, height := range []float64{20, 40, 40, 14} {
		s.rows[top+i].height = doc.Pt(height)
	}
	return s
}

// manyInputs are what is filled in in the columns that are no figures.
var manyInputs = map[string]input{
	"agency": agencyInput, "year": yearInput, "issuer": issuerInput, "date": dateInput,
}
