package layout

import (
	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

func form() *doc.Document { return sample.Document(report.Edition2021) }

// tables returns the tables of the form.
func tables() (disclosure, applications, remedies *doc.Table) {
	return sample.Tables(report.Edition2021)
}

func textCell(kind doc.CellKind, style doc.StyleID, rows, cols int, text string) doc.Cell {
	return doc.Cell{Kind: kind, Style: style, RowSpan: rows, ColSpan: cols, Runs: doc.Text(text)}
}
