package intake

import (
	"cmp"
	"encoding/csv"
	"slices"
	"strings"
	"unicode"
)

// divide takes a line apart: by pipes, else by tabs, else by any space.
func divide(b block, row int) (g grid) {
	var texts []string
	columns := true
	switch pipes := strings.Map(pipe, b.raw); {
	case strings.Contains(pipes, "|"):
		g.divided = true
		pipes = strings.TrimSpace(pipes)
		g.padded = strings.HasSuffix(pipes, "|")
		pipes = strings.TrimSuffix(strings.TrimPrefix(pipes, "|"), "|")
		if strings.Trim(pipes, "-:| +=") == "" && strings.Contains(pipes, "---") {
			return g // the rule below the head
		}
		texts = strings.Split(pipes, "|")
	case strings.Contains(b.raw, "\t"):
		g.divided = true
		texts = strings.Split(b.raw, "\t")
		g.padded = strings.TrimSpace(texts[len(texts)-1]) == ""
	default:
		texts = strings.Fields(b.raw)
		columns = len(texts) == 1
	}
	g.cells = make([]cell, len(texts))
	for i, t := range texts {
		x := newCell(strings.TrimSpace(strings.Trim(strings.TrimSpace(t), `"`)))
		if x.kind == labelCell {
			x.text = oneLine(x.text)
		}
		x.text = strings.ReplaceAll(x.text, "\n", " / ") // of a figure: it is none
		x.at, x.row, x.col, x.of = b.at, row, i, len(texts)
		if !columns {
			x.col = -1
		}
		g.cells[i] = x
	}
	return g
}

func pipe(r rune) rune {
	if r == '│' || r == '｜' || r == '┃' {
		return '|'
	}
	return r
}

// withoutPipes takes the lines of pipes alone away, which stand for the spans of cells.
// Where most pipes divide no cells on their line, a cell stands on each, and they go too.
func withoutPipes(lines []block, n *notes) []block {
	between, behind := 0, 0
	for _, l := range lines {
		switch text, pipes := cutPipes(l.raw); {
		case !pipes:
		case strings.ContainsFunc(text, isPipe):
			between++
		default:
			behind++
		}
	}
	if behind == 0 {
		return lines
	}
	var first pos
	if behind > between {
		lines = blankCells(lines)
	}
	out := lines[:0]
	for _, l := range lines {
		text, pipes := cutPipes(l.raw)
		if pipes && !strings.ContainsFunc(text, isPipe) && (text == "" || behind > between) {
			l.raw, l.text = text, text
			first = cmp.Or(first, l.at)
		}
		if l.text != "" {
			out = append(out, l)
		}
	}
	if behind > between {
		n.Find(first, "I-aj", "", "|", "")
	}
	return out
}

// blankCells makes one line of a label and its figures, each with a pipe behind it, where
// pipes that stand alone between them show blank cells.
func blankCells(lines []block) (out []block) {
	isValue := func(l block) (text string, ok bool) {
		text, pipes := cutPipes(l.raw)
		text = strings.TrimSpace(text)
		return text, pipes && kindOf(text) != labelCell && len(strings.FieldsFunc(l.raw, func(r rune) bool { return !isPipe(r) })) == 1 &&
			strings.Count(strings.Map(pipe, l.raw), "|") == 1
	}
	for i := 0; i < len(lines); i++ {
		l := lines[i]
		text, pipes := cutPipes(l.raw)
		cells, blank := []string{strings.TrimSpace(text)}, false
		if pipes && kindOf(cells[0]) == labelCell {
			for _, next := range lines[i+1:] {
				value, ok := isValue(next)
				if !ok {
					break
				}
				cells = append(cells, value)
				blank = blank || value == ""
			}
		}
		if blank {
			l.raw = strings.Join(cells, "\t")
			l.text = strings.TrimSpace(l.raw)
			i += len(cells) - 1
		}
		out = append(out, l)
	}
	return out
}

// cutPipes returns a line without the pipes and space at its end, and whether there
// were pipes.
func cutPipes(line string) (text string, pipes bool) {
	text = strings.TrimRightFunc(line, func(r rune) bool { return isPipe(r) || unicode.IsSpace(r) })
	return text, strings.ContainsFunc(line[len(text):], isPipe)
}

func isPipe(r rune) bool { return pipe(r) == '|' }

// quotedLines returns the first line with those that follow within its quoted cells
// (RFC 4180), and how many these are.
func quotedLines(lines []string) (joined string, more int) {
	const longest = 12 // lines of a cell
	quoted, delimiters := false, 0
	for n, line := range lines[:min(len(lines), longest)] {
		for i := 0; i < len(line); i++ {
			switch c := line[i]; {
			case quoted && c == '"':
				if strings.HasPrefix(line[i+1:], `"`) {
					i++
					continue
				}
				if rest := line[i+1:]; rest != "" && !strings.ContainsRune(",;\t", rune(rest[0])) {
					return lines[0], 0
				}
				quoted = false
			case quoted:
			case c == ',' || c == ';' || c == '\t':
				delimiters++
			case c == '"':
				quoted = i == 0 || strings.ContainsRune(",;\t", rune(line[i-1]))
			}
		}
		if !quoted {
			if n == 0 || delimiters == 0 {
				break
			}
			return strings.Join(lines[:n+1], "\n"), n
		}
	}
	return lines[0], 0
}

// minRows is how many rows of figures the same mark has to divide to be taken
// for what divides the cells.
const minRows = 2

// maxMarks is more than there are in a line of cells.
const maxMarks = 1000

// separate puts tabs between the cells of tables whose cells commas or
// semicolons divide, and takes lines away that are blank but for these.
func separate(lines []block, n *notes) []block {
	for _, mark := range ",;" {
		rows, first, last := 0, 0, 0
		for i, l := range lines {
			if isRow(fields(l.raw, mark)) {
				if rows++; rows == 1 {
					first = i
				}
				last = i
			}
		}
		if rows < minRows {
			continue
		}
		n.Find(lines[first].at, "I-aj", "", string(mark), "")
		width, above := 0, false // of the last row; it is the line above
		for i := range lines {
			l := &lines[i]
			cells := fields(l.raw, mark)
			filled := slices.DeleteFunc(slices.Clone(cells), func(c cell) bool { return !isFilled(c) })
			goesOn, inside := above, first < i && i < last
			above = false
			switch {
			case len(cells) > 0 && len(filled) == 0:
				l.raw, l.text = "", ""
				continue
			case len(cells) > 2 && len(filled) == 1:
			case isRow(cells), isHead(filled), len(filled) > 3 && !slices.ContainsFunc(filled, isLabel), isLabelled(filled):
			case goesOn && len(filled) > 3 && mostFigures(filled), (goesOn || inside) && len(cells) == width && isHead(filled[:1]): // marks or words for figures
			default:
				continue
			}
			width, above = len(cells), true
			var texts []string
			for _, c := range cells {
				texts = append(texts, strings.Join(strings.Fields(c.text), " "))
			}
			if l.raw = strings.Join(texts, "\t"); len(filled) == 1 && isLabel(filled[0]) && !isHead(filled) {
				l.raw = filled[0].text // a line of text with the marks of the table's width
			}
			l.text = strings.TrimSpace(l.raw)
		}
		return slices.DeleteFunc(lines, func(l block) bool { return l.text == "" })
	}
	return lines
}

// fields takes a line that nothing else divides apart as comma-separated values
// (RFC 4180) are.
func fields(line string, mark rune) (cells []cell) {
	if n := strings.Count(line, string(mark)); n == 0 || n > maxMarks || strings.ContainsAny(line, "\t|│｜┃") {
		return nil
	}
	r := csv.NewReader(strings.NewReader(line))
	r.Comma, r.LazyQuotes = mark, true
	texts, err := r.Read()
	if err != nil {
		return nil
	}
	for _, t := range texts {
		cells = append(cells, newCell(strings.TrimSpace(t)))
	}
	return cells
}

// isRow reports whether the cells are the label of a row, with or without what
// it stands under, and figures.
func isRow(cells []cell) bool {
	figures := slices.IndexFunc(cells, func(c cell) bool { return c.kind == figureCell })
	if figures < 1 || slices.ContainsFunc(cells[figures:], isLabel) {
		return false
	}
	labels := slices.DeleteFunc(slices.Clone(cells[:figures]), func(c cell) bool { return !isLabel(c) })
	return isHead(labels) && slices.ContainsFunc(labels, func(c cell) bool {
		return slices.ContainsFunc(words(), func(v *vocabulary) bool {
			x, ok := v.lookup(c.key, true)
			return ok && x.row && v.names(c.key)
		})
	})
}

// isHead reports whether every cell is a label of a table.
func isHead(filled []cell) bool {
	return len(filled) > 0 && !slices.ContainsFunc(filled, func(c cell) bool {
		return !isLabel(c) || !slices.ContainsFunc(words(), func(v *vocabulary) bool { return v.known(c.key) })
	})
}

// isLabelled reports whether the cells are labels and three figures or more
// behind them.
func isLabelled(filled []cell) bool {
	labels := slices.IndexFunc(filled, func(c cell) bool { return !isLabel(c) })
	return labels > 0 && len(filled)-labels > 2 && !slices.ContainsFunc(filled[labels:], isLabel)
}

// mostFigures reports whether more of the cells are figures than not.
func mostFigures(filled []cell) bool {
	figures := 0
	for _, c := range filled {
		if c.kind == figureCell {
			figures++
		}
	}
	return 2*figures > len(filled)
}
