package intake

import (
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/charset"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"github.com/nianbao/nianbao/report/intake/internal/web"
)

// ReadCells reads cells that were copied out of the tables of the form, with the labels
// of their rows: whole tables, one or several, or rows of one. It takes what a sheet or a
// word processor puts on the clipboard: HTML, which has the spans too, or text, as
// [SplitCells] takes it apart.
//
// It returns what stands in each cell that was copied, totals and blank ones too, by
// [report.Cell.Path]: to be given to [report.Cell.Set], and to [report.CompareTotals]. Whether
// it is a figure is not looked at. The findings say what was assumed; the error, a
// [*report.InputError], what has no certain place, or that there is no table of the edition
// that is used for o.Year.
func (o Options) ReadCells(data []byte) (map[string]string, []report.Finding, error) {
	var n notes
	cells, err := o.readCells(data, &n)
	n.TellRepairs()
	if err != nil {
		return nil, n.Findings, err
	}
	return cells, n.Findings, nil
}

func (o Options) readCells(data []byte, n *notes) (map[string]string, error) {
	blocks, err := copied(data, n)
	if err != nil {
		return nil, err
	}
	p, err := outline(blocks, n)
	if err != nil {
		return nil, err
	}
	texts := p.texts()
	if err := noTables(texts, n); err != nil {
		return nil, err
	}
	if len(texts) > 0 {
		n.Leave("表格之外的文字", len(texts), texts[0].at)
	}
	readers, err := tableReaders(p.tables, n)
	if err != nil {
		return nil, err
	}
	if len(readers) == 0 {
		return nil, source.Error(pos{}, "I-g", "", "格式中的表格", "")
	}
	e, _ := report.EditionFor(o.Year)
	if _, err := lacks(readers, e); err != nil {
		return nil, err
	}
	rows, err := fillRows(readers, e)
	if err != nil {
		return nil, err
	}
	// Rows that were not copied are no fault; that there are no totals says how many columns were.
	n.Findings = slices.DeleteFunc(n.Findings, func(f report.Finding) bool { return f.Code == "I-al" && f.Got != labelTotal })
	cells := map[string]string{}
	row, col := "", 0
	for c := range report.Cells(report.NewTables(e)) {
		if c.Row != row {
			row, col = c.Row, 0
		}
		if text, _, ok := rows[row].figure(col); ok {
			cells[c.Path] = text
		}
		col++
	}
	return cells, nil
}

// copied takes apart what was copied.
func copied(data []byte, n *notes) ([]block, error) {
	if len(data) > MaxSize {
		return nil, source.TooLong(pos{}, len(data), MaxSize)
	}
	s := new(source.Source)
	var err error
	if read := frontEnd(sniff(data)); read != nil {
		s, err = read(data, &n.Notes)
	} else {
		s.Blocks, err = copiedText(data)
	}
	if err != nil {
		return nil, err
	}
	return takeApart(s, n)
}

// copiedText takes text apart as a table.
func copiedText(data []byte) ([]source.Block, error) {
	if len(data) > source.MaxText {
		return nil, source.TooLong(pos{}, len(data), source.MaxText)
	}
	text, _, err := charset.Decode(data)
	if err != nil {
		return nil, err
	}
	g := new(source.Grid)
	for row, texts := range SplitCells(text) {
		for col, s := range texts {
			at := pos{Line: row + 1, Col: col + 1}
			if len(g.Cells) == source.MaxCells {
				return nil, source.TooManyCells(at)
			}
			g.Cells = append(g.Cells, source.Cell{At: at, Row: row, Col: col, Rows: 1, Cols: 1, Text: strings.TrimSpace(s)})
		}
		g.Rows, g.Cols = row+1, max(g.Cols, len(texts))
	}
	return []source.Block{{Table: g}}, nil
}

// SplitCells takes apart the text that sheets put on the clipboard: rows on lines, cells
// divided by tabs, and in quotes what has a line end, a tab or quotes in it. Every cell is
// there, blank ones too; a line end behind the last row begins no other.
func SplitCells(text string) (rows [][]string) {
	text = strings.TrimPrefix(text, "\ufeff")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	text = strings.TrimSuffix(text, "\n")
	var row []string
	for {
		cell, rest, quoted := cutQuoted(text)
		if !quoted {
			n := strings.IndexAny(text, "\t\n")
			if n < 0 {
				n = len(text)
			}
			cell, rest = text[:n], text[n:]
		}
		row = append(row, cell)
		if rest == "" || rest[0] == '\n' {
			rows = append(rows, row)
			row = nil
		}
		if rest == "" {
			return rows
		}
		text = rest[1:]
	}
}

// SplitPage takes apart the HTML that sheets put on the clipboard as [SplitCells] does the
// text: the cells that are seen, for the text has hidden rows and columns too. What stands in a
// merged cell is at its first place, the others are blank. It returns nil where there is not
// one table.
func SplitPage(page []byte) (rows [][]string, err error) {
	if len(page) > source.MaxText {
		return nil, source.TooLong(pos{}, len(page), source.MaxText)
	}
	s, err := web.Read(page, new(source.Notes))
	if err != nil {
		return nil, err
	}
	for _, b := range s.Blocks {
		switch {
		case b.Table == nil:
			continue
		case rows != nil:
			return nil, nil
		case b.Table.Rows*b.Table.Cols > source.MaxCells:
			return nil, source.TooManyCells(b.At)
		}
		rows = make([][]string, b.Table.Rows)
		for i := range rows {
			rows[i] = make([]string, b.Table.Cols)
		}
		for _, c := range b.Table.Cells {
			rows[c.Row][c.Col] = c.Text
		}
	}
	return rows, nil
}

// cutQuoted returns the text of the quoted cell that the text begins with, and what
// follows it; ok is false where it begins with none.
func cutQuoted(text string) (cell, rest string, ok bool) {
	if !strings.HasPrefix(text, `"`) {
		return "", "", false
	}
	var b strings.Builder
	for rest = text[1:]; ; rest = rest[1:] {
		n := strings.IndexByte(rest, '"')
		if n < 0 {
			return "", "", false
		}
		b.WriteString(rest[:n])
		rest = rest[n+1:]
		switch {
		case rest == "" || rest[0] == '\t' || rest[0] == '\n':
			return b.String(), rest, true
		case rest[0] != '"':
			return "", "", false
		}
		b.WriteByte('"')
	}
}
