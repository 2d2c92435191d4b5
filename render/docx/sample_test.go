package docx

import (
	"bytes"
	"testing"

	"github.com/nianbao/nianbao/render/internal/docxlint"
	"github.com/nianbao/nianbao/report/doc"
)

// widths scales relative column widths so that they fill the type area of A4.
func widths(rel ...float64) []doc.Length {
	const total = 8844
	var sum, at float64
	for _, w := range rel {
		sum += w
	}
	out := make([]doc.Length, len(rel))
	prev := 0
	for i, w := range rel {
		at += w
		edge := int(at/sum*total + 0.5)
		out[i] = doc.Twips(edge - prev)
		prev = edge
	}
	return out
}

func cell(kind doc.CellKind, s doc.StyleID, text string, rows, cols int) doc.Cell {
	return doc.Cell{Kind: kind, Style: s, RowSpan: rows, ColSpan: cols, Runs: doc.Text(text)}
}

func figures(s doc.StyleID, texts ...string) []doc.Cell {
	var cells []doc.Cell
	for _, t := range texts {
		cells = append(cells, cell(doc.Data, s, t, 1, 1))
	}
	return cells
}

// write returns d as a DOCX in which docxlint finds nothing.
func write(t testing.TB, d *doc.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, d); err != nil {
		t.Fatal(err)
	}
	docxlint.Verify(t, b.Bytes())
	return b.Bytes()
}
