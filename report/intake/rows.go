package intake

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// takeApart takes a source apart into paragraphs and rows of tables.
func takeApart(s *source.Source, n *notes) ([]block, error) {
	r := rowsReader{notes: n}
	for _, b := range s.Blocks {
		var err error
		if b.Table != nil {
			err = r.table(b.Table)
		} else {
			err = r.paragraph(b.At, b.Text)
		}
		if err != nil {
			return nil, err
		}
	}
	return r.blocks, nil
}

type rowsReader struct {
	*notes
	blocks       []block
	tables       int // so far
	chars, cells int
}

// paragraph adds a paragraph, a block a line: within a line, tabs and spaces may
// divide cells as they do in text.
func (r *rowsReader) paragraph(at pos, text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		b, err := r.clean(block{at: at, raw: line})
		if err != nil {
			return err
		}
		if b.text == "" {
			continue
		}
		b.grid = divide(b, len(r.blocks))
		if err := r.add(b); err != nil {
			return err
		}
	}
	return nil
}

// clean takes what is invisible from a text and refuses what no report can carry.
func (r *rowsReader) clean(b block) (block, error) {
	if len(b.raw) > source.MaxCell {
		return b, source.TooLong(b.at, len(b.raw), source.MaxCell)
	}
	if err := noControls(b.raw, b.at); err != nil {
		return b, err
	}
	b.raw = r.visible(b.raw, b.at)
	b.text = strings.TrimSpace(b.raw)
	return b, nil
}

func (r *rowsReader) add(b block) error {
	r.chars += utf8.RuneCountInString(b.text)
	r.cells += len(b.grid.cells)
	switch {
	case len(r.blocks) == source.MaxBlocks:
		return source.TooManyBlocks(b.at)
	case r.chars > source.MaxChars:
		return source.TooManyChars(b.at, r.chars)
	case r.cells > source.MaxCells:
		return source.TooManyCells(b.at)
	}
	r.blocks = append(r.blocks, b)
	return nil
}

// table adds the rows of a table. Where a table lays out text, its cells are
// paragraphs.
func (r *rowsReader) table(g *source.Grid) error {
	if g.Caption != "" {
		at := g.Cells[0].At
		if h, ok := parseHeading(g.Caption); ok && h.exact {
			if err := r.paragraph(at, g.Caption); err != nil {
				return err
			}
		} else {
			r.Leave("表格的标题", 1, at)
		}
	}
	r.tables++
	g = mend(g)
	form := ofForm(g)
	for cells := g.Cells; len(cells) > 0; {
		end := slices.IndexFunc(cells, func(c source.Cell) bool { return c.Row != cells[0].Row })
		if end < 0 {
			end = len(cells)
		}
		if err := r.row(cells[:end], form); err != nil {
			return err
		}
		cells = cells[end:]
	}
	return nil
}

// ofForm reports whether a table is one of the form's: two of its labels are.
func ofForm(g *source.Grid) bool {
	labels := 0
	for _, c := range g.Cells {
		if isFormLabel(newCell(oneLine(c.Text))) {
			if labels++; labels == 2 {
				return true
			}
		}
	}
	return false
}

func isFormLabel(x cell) bool {
	return isLabel(x) && slices.ContainsFunc(words(), func(v *vocabulary) bool { return v.known(x.key) && v.names(x.key) })
}

// oneLine joins the lines of a cell: a label that runs over several is one.
func oneLine(text string) string {
	if !strings.Contains(text, "\n") {
		return text
	}
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(strings.TrimSpace(line))
	}
	return b.String()
}

// row adds a row of a table.
func (r *rowsReader) row(cells []source.Cell, form bool) error {
	b := block{grid: grid{cells: make([]cell, 0, len(cells)), divided: true, padded: true, table: r.tables}}
	var texts []string
	prose := false
	for _, c := range cells {
		cleaned, err := r.clean(block{at: c.At, raw: c.Text})
		if err != nil {
			return err
		}
		x := newCell(oneLine(cleaned.text))
		x.at, x.row, x.col, x.cols, x.of = c.At, len(r.blocks), c.Col, c.Cols, len(cells)
		x.table, x.state = r.tables, c.State
		switch c.State {
		case source.BadValue:
			x.kind = figureCell
		case source.Picture:
			if form {
				x.kind = figureCell
			}
		case source.NoValue:
			if form && x.kind == emptyCell {
				x.kind = figureCell
			}
			r.Repair("I-au", 1, c.At)
		}
		if strings.Contains(cleaned.text, "\n") {
			x.lines = strings.Split(cleaned.text, "\n")
			prose = prose || x.kind == labelCell && !(form && isFormLabel(x)) && (!form || utf8.RuneCountInString(x.text) > maxHeading)
		}
		if isFilled(x) {
			texts = append(texts, x.text)
			b.at = cmp.Or(b.at, c.At)
		}
		b.grid.cells = append(b.grid.cells, x)
	}
	switch {
	case len(texts) == 0:
		return nil
	case prose, !form && len(texts) == 1:
		for _, c := range cells {
			if err := r.paragraph(c.At, c.Text); err != nil {
				return err
			}
		}
		return nil
	}
	b.text = strings.Join(texts, "\t")
	b.raw = b.text
	return r.add(b)
}
