// Package ruled finds the tables of printed pages by their ruling lines, and the
// paragraphs around them by where their lines stand. It knows nothing of what the
// tables are about, and nothing of the order in which the pages were painted but in
// [Stream], which knows nothing of the rules.
package ruled

import (
	"cmp"
	"slices"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Read takes the pages of a file of the format apart by their rules. The error is a
// [*report.InputError].
func Read(pages []*paper.Page, format string, n *source.Notes) (*source.Source, error) {
	s := &source.Source{Format: format}
	var sheets []*sheet
	cells := 0
	for _, p := range pages {
		sh, err := newSheet(p, n)
		if err != nil {
			return nil, err
		}
		for _, t := range sh.tables {
			if cells += len(t.cells); cells > source.MaxCells {
				return nil, source.TooManyCells(sh.at())
			}
		}
		sheets = append(sheets, sh)
	}
	dropFurniture(sheets, n)
	m := measure(sheets)
	var open []*line   // of the paragraph that may go on
	var parts []*table // of the table that may go on on the next page
	tables := 0
	flush := func() {
		if len(open) > 0 {
			s.Blocks = append(s.Blocks, paragraph(open))
		}
		if len(parts) > 0 {
			tables++
			s.Blocks = append(s.Blocks, source.Block{At: report.Pos{Page: parts[0].page, Table: tables}, Table: gridOf(parts, tables)})
		}
		open, parts = nil, nil
	}
	for _, sh := range sheets {
		for _, x := range sh.inOrder() {
			switch {
			case x.table != nil && (len(parts) == 0 || !x.table.goesOnFrom(parts)),
				x.line != nil && (len(open) == 0 || !m.goesOn(open[len(open)-1], x.line)):
				flush()
			}
			if x.table != nil {
				parts = append(parts, x.table)
			} else {
				open = append(open, x.line)
			}
		}
	}
	flush()
	return s, nil
}

// element is a table or a line of text.
type element struct {
	table *table
	line  *line
}

func (e element) top() paper.Pt {
	if e.table != nil {
		return e.table.box.Y1
	}
	return e.line.box.Y1
}

// sheet is a page taken apart.
type sheet struct {
	page   *paper.Page
	tables []*table
	lines  []*line // outside of tables
}

func (sh *sheet) at() report.Pos { return report.Pos{Page: sh.page.Number} }

// inOrder returns what is on the page from its top to its foot.
func (sh *sheet) inOrder() (all []element) {
	for _, l := range sh.lines {
		all = append(all, element{line: l})
	}
	for _, t := range sh.tables {
		all = append(all, element{table: t})
	}
	slices.SortStableFunc(all, func(a, b element) int { return cmp.Compare(b.top(), a.top()) })
	for i := range all {
		if l := all[i].line; l != nil {
			l.at = report.Pos{Page: sh.page.Number, Line: i + 1}
		}
	}
	return all
}

func newSheet(p *paper.Page, n *source.Notes) (*sheet, error) {
	sh := &sheet{page: p}
	uprights, levels, err := rulesOf(p)
	if err != nil {
		return nil, err
	}
	for _, part := range touching(uprights, levels) {
		t, err := newTable(p, part)
		if err != nil {
			return nil, err
		}
		if t != nil {
			sh.tables = append(sh.tables, t)
		}
	}
	sh.dropLayout()
	chars, err := sh.visible(n)
	if err != nil {
		return nil, err
	}
	var outside []*paper.Char
	for _, c := range chars {
		if t := sh.tableAt(c); t == nil || !t.add(c) {
			outside = append(outside, c)
		}
	}
	kept := sh.tables[:0]
	for _, t := range sh.tables {
		// A frame around text, and one that holds nothing, are no tables.
		if t.dropSlits(); len(t.cells) < 2 || t.empty() {
			for _, c := range t.cells {
				outside = append(outside, c.chars...)
			}
			continue
		}
		if err := t.finish(); err != nil {
			return nil, err
		}
		kept = append(kept, t)
	}
	sh.tables = kept
	sh.lines = linesOf(outside)
	for _, l := range sh.lines {
		l.page = p.Number
	}
	return sh, nil
}

// dropLayout drops the tables that hold others: they serve to lay out the page.
func (sh *sheet) dropLayout() {
	all := slices.Clone(sh.tables)
	sh.tables = slices.DeleteFunc(sh.tables, func(t *table) bool {
		return slices.ContainsFunc(all, func(o *table) bool {
			return o != t && t.box.X0-snap <= o.box.X0 && o.box.X1 <= t.box.X1+snap && t.box.Y0-snap <= o.box.Y0 && o.box.Y1 <= t.box.Y1+snap &&
				area(o.box) < area(t.box)
		})
	})
}

func area(r paper.Rect) paper.Pt { return (r.X1 - r.X0) * (r.Y1 - r.Y0) }

func (sh *sheet) tableAt(c *paper.Char) *table {
	x, y := centre(c)
	for _, t := range sh.tables {
		if t.box.X0 <= x && x <= t.box.X1 && t.box.Y0 <= y && y <= t.box.Y1 {
			return t
		}
	}
	return nil
}

func centre(c *paper.Char) (x, y paper.Pt) {
	return (c.Box.X0 + c.Box.X1) / 2, (c.Box.Y0 + c.Box.Y1) / 2
}
