package intake

import (
	"encoding/csv"
	"slices"
	"strings"

	"github.com/nianbao/nianbao/report"
)

// minRows is how many rows of figures the same mark has to divide to be taken
// for what divides the cells.
const minRows = 2

// separate puts tabs between the cells of tables whose cells commas or
// semicolons divide.
func (p *parser) separate(lines []line) {
	for _, mark := range ",;" {
		rows, first := 0, 0
		for _, l := range lines {
			if p.isRow(fields(l, mark)) {
				if rows++; rows == 1 {
					first = l.number
				}
			}
		}
		if rows < minRows {
			continue
		}
		p.find(first, "I-aj", "", string(mark), "")
		for i := range lines {
			l := &lines[i]
			cells := fields(*l, mark)
			filled := slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return c.kind == emptyCell })
			switch {
			case len(cells) > 2 && len(filled) == 1:
			case p.isRow(cells), p.isHead(filled), len(filled) > 3 && !slices.ContainsFunc(filled, isLabel), isLabelled(filled):
			default:
				continue
			}
			var texts []string
			for _, c := range cells {
				texts = append(texts, strings.Join(strings.Fields(c.text), " "))
			}
			if l.raw = strings.Join(texts, "\t"); len(filled) == 1 && filled[0].kind == labelCell && !p.isHead(filled) {
				l.raw = filled[0].text // a line of text with the marks of the table's width
			}
			l.text = strings.TrimSpace(l.raw)
		}
		return
	}
}

// fields takes a line without columns apart as comma-separated values (RFC 4180)
// are.
func fields(l line, mark rune) (cells []cell) {
	if l.hasColumns() || !strings.ContainsRune(l.raw, mark) {
		return nil
	}
	r := csv.NewReader(strings.NewReader(l.raw))
	r.Comma, r.LazyQuotes = mark, true
	texts, err := r.Read()
	if err != nil {
		return nil
	}
	for _, t := range texts {
		t = strings.TrimSpace(t)
		cells = append(cells, cell{kind: kindOf(t), text: t, key: report.LabelKey(t)})
	}
	return cells
}

func isLabel(c cell) bool { return c.kind == labelCell }

// isRow reports whether the cells are the label of a row, with or without what
// it stands under, and figures.
func (p *parser) isRow(cells []cell) bool {
	figures := slices.IndexFunc(cells, func(c cell) bool { return c.kind == figureCell })
	if figures < 1 || slices.ContainsFunc(cells[figures:], isLabel) {
		return false
	}
	labels := slices.DeleteFunc(slices.Clone(cells[:figures]), func(c cell) bool { return !isLabel(c) })
	return p.isHead(labels) && slices.ContainsFunc(labels, func(c cell) bool {
		return slices.ContainsFunc(p.words[:], func(v *vocabulary) bool {
			x, ok := v.lookup(c.key, true)
			return ok && x.kind == rowItem && v.names(c.key)
		})
	})
}

// isHead reports whether every cell is a label of a table.
func (p *parser) isHead(filled []cell) bool {
	return len(filled) > 0 && !slices.ContainsFunc(filled, func(c cell) bool {
		return !isLabel(c) || !slices.ContainsFunc(p.words[:], func(v *vocabulary) bool { return v.known(c.key) })
	})
}

// isLabelled reports whether the cells are labels and three figures or more
// behind them.
func isLabelled(filled []cell) bool {
	labels := slices.IndexFunc(filled, func(c cell) bool { return !isLabel(c) })
	return labels > 0 && len(filled)-labels > 2 && !slices.ContainsFunc(filled[labels:], isLabel)
}
