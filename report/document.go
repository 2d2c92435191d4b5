package report

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// Document returns the report as a document in the official layout: title,
// preamble, the six sections with their tables, issuer and date. The error is
// an [*InputError] for a report that no document can be made of (rules R-a to
// R-h); other findings do not keep it from being drawn. The Source of its blocks and
// cells is the JSON pointer of what they were made from.
func (r *Report) Document() (*doc.Document, error) {
	if err := inputError(faultsBy(r, drawingRules)); err != nil {
		return nil, err
	}
	d := &doc.Document{Title: r.FullTitle(), Lang: "zh-CN", Index: r.properties(), Styles: doc.GB9704()}
	d.Issuer = strings.TrimSpace(cmp.Or(r.Issuer, r.Agency))
	if r.Date.given() {
		d.Issued = time.Date(r.Date.Year, time.Month(r.Date.Month), r.Date.Day, 0, 0, 0, 0, time.UTC)
	}
	w := writer{Document: d, texts: make(texts, 0, 64)}
	w.pointers.Grow(2 << 10)
	w.Blocks = append(w.Blocks, &doc.Heading{Runs: r.titleLines(), Source: "/title"})
	w.paragraphs(r.Preamble, "preamble")
	form := r.form()
	for i, s := range r.Sections() {
		key := sectionKeys[i]
		w.heading(1, sectionTitles[i], false, w.pointer(-1, key))
		w.paragraphs(s.Paragraphs, key, "paragraphs")
		for j, sub := range s.Subsections {
			w.subsection(key, j, sub)
		}
		for j := range form.tables {
			if t := &form.tables[j]; t.section == i {
				d.Blocks = append(d.Blocks, t.draw(r.Tables))
			}
		}
		w.paragraphs(s.Notes, key, keyNotes)
	}
	w.signature(r.Issuer, r.Date.String())
	return d, nil
}

// titleLines returns the title, broken behind the agency.
func (r *Report) titleLines() []doc.Run {
	title := r.FullTitle()
	agency := strings.TrimSpace(r.Agency)
	head, tail, ok := strings.Cut(title, agency)
	if tail = strings.TrimSpace(tail); ok && tail != "" {
		return doc.Text(balanced(head+agency) + "\n" + tail)
	}
	return doc.Text(balanced(title))
}

// titleMeasure is how many characters of 22 pt stand in a line.
const titleMeasure = 20

// balanced divides a line of the title that is too long into lines of about the
// same length, where a word ends if one ends nearby.
func balanced(s string) string {
	rest := []rune(s)
	var lines strings.Builder
	for n := (len(rest) + titleMeasure - 1) / titleMeasure; n > 1; n-- {
		at := titleBreak(rest, (len(rest)+n-1)/n)
		lines.WriteString(string(rest[:at]) + "\n")
		rest = rest[at:]
	}
	return lines.String() + string(rest)
}

// titleBreak returns the place nearest to half at which the name of a place or a
// body ends or a conjunction begins, or half itself.
func titleBreak(s []rune, half int) int {
	const (
		ends   = "省市县区州盟旗乡镇村局委会院部厅署办处室所站中心园司校馆"
		begins = "和与及暨（驻"
	)
	for off := range 6 {
		for _, at := range [...]int{half + off, half - off} {
			if at < 2 || at > min(titleMeasure, len(s)-2) || len(s)-at > titleMeasure && len(s) <= 2*titleMeasure {
				continue
			}
			if strings.ContainsRune(begins, s[at]) || strings.ContainsRune(ends, s[at-1]) && !strings.ContainsRune(ends+begins, s[at]) {
				return at
			}
		}
	}
	return half
}

// writer appends blocks.
type writer struct {
	*doc.Document
	texts
	pointers strings.Builder // one after another
}

// pointer returns the JSON pointer of the keys, and of an index behind them unless
// that is -1.
func (w *writer) pointer(index int, keys ...string) string {
	from := w.pointers.Len()
	for _, key := range keys {
		w.pointers.WriteByte('/')
		w.pointers.WriteString(key)
	}
	if index >= 0 {
		w.pointers.WriteByte('/')
		w.pointers.WriteString(strconv.Itoa(index))
	}
	return w.pointers.String()[from:]
}

// texts keeps the runs of many blocks or cells together.
type texts []doc.Run

// add returns plain text as the runs of a block.
func (t *texts) add(s string) []doc.Run {
	if s == "" {
		return nil
	}
	*t = append(*t, doc.Run{Text: s})
	n := len(*t)
	return (*t)[n-1 : n : n]
}

func (w *writer) heading(level int, text string, runIn bool, source string) {
	w.Blocks = append(w.Blocks, &doc.Heading{Level: level, Runs: w.add(text), RunIn: runIn, Source: source})
}

func (w *writer) paragraphs(texts []string, keys ...string) {
	for i, t := range texts {
		source := w.pointer(i, keys...)
		for line := range paragraphs(t) {
			w.Blocks = append(w.Blocks, &doc.Paragraph{Style: doc.Body, Runs: w.add(line), Source: source})
		}
	}
}

// lineEnds makes every line end a line feed, and of tabs spaces.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// paragraphs returns every line that has text, without the spaces that stand for
// an indent.
func paragraphs(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		if strings.ContainsAny(text, "\r\t") {
			text = lineEnds.Replace(text)
		}
		for line := range strings.Lines(text) {
			if line = strings.TrimSpace(line); line != "" && !yield(line) {
				return
			}
		}
	}
}

func (w *writer) subsection(section string, i int, s Subsection) {
	title := subsectionNumber(i) + strings.TrimSpace(s.Heading())
	runIn := s.RunIn && slices.ContainsFunc(s.Paragraphs, func(t string) bool { return strings.TrimSpace(t) != "" })
	if last, _ := utf8.DecodeLastRuneInString(title); runIn && !strings.ContainsRune("。：；！？.:;!?", last) {
		title += "。"
	}
	source := w.pointer(i, section, "subsections")
	w.heading(2, title, runIn, source)
	w.paragraphs(s.Paragraphs, source[1:], "paragraphs")
}

// signature sets issuer and date one blank line below the text, by GB/T
// 9704-2012, 7.3.5.3: the longer of them ends two characters from the edge, and
// the date begins two characters further in than the issuer.
func (w *writer) signature(issuer, date string) {
	issuer = strings.TrimSpace(issuer)
	pitch := w.Styles.Styles[doc.Date].CharPitch()
	add := func(style doc.StyleID, text string, tenths int) {
		source := "/issuer"
		if text == date {
			source = "/date"
		}
		w.Blocks = append(w.Blocks, &doc.Paragraph{Style: style, RightIndent: doc.Length(tenths) * pitch / 10, Runs: w.add(text), Source: source})
	}
	switch {
	case issuer == "" && date == "":
	case issuer == "" || date == "":
		add(doc.Signature, issuer+date, 0)
	default:
		const line = (28 - 2) * 10 // an issuer that is longer goes on in the next
		further := min(textWidth(issuer), line) - textWidth(date) - 2*10
		add(doc.Signature, issuer, max(0, -further))
		add(doc.Date, date, max(0, further))
	}
}

// textWidth is the width of a text in tenths of a Chinese character: five for a
// Latin letter or figure, and two where one of them meets a Chinese character.
func textWidth(s string) (tenths int) {
	before := rune(-1)
	for _, r := range s {
		tenths += 10
		if r < 0x80 {
			tenths -= 5
		}
		if before >= 0 && (r < 0x80) != (before < 0x80) {
			tenths += 2
		}
		before = r
	}
	return tenths
}

const clauseShade doc.Color = 0xC6D9F1 // of rows 第二十条… in published reports

func twips(widths ...int) []doc.Length {
	var l []doc.Length
	for _, w := range widths {
		l = append(l, doc.Twips(w))
	}
	return l
}

// tableMaker appends to a table cell by cell and row by row.
type tableMaker struct {
	*doc.Table
	// All cells and all texts are kept together: a table has hundreds.
	cells []doc.Cell
	texts texts
	begun int // first cell of the row that is being made
}

// newTable begins a table of so many rows and figures.
func newTable(t *doc.Table, rows, figures int) *tableMaker {
	t.Rows = make([]doc.Row, 0, rows)
	cells := figures + 2*rows + 3*len(t.Widths) // with labels and heads
	return &tableMaker{Table: t, cells: make([]doc.Cell, 0, cells), texts: make(texts, 0, cells)}
}

// cell appends a cell to the row. It is good until the next one.
func (m *tableMaker) cell(kind doc.CellKind, style doc.StyleID, rows, cols int, text string) *doc.Cell {
	m.cells = append(m.cells, doc.Cell{Kind: kind, Style: style, RowSpan: rows, ColSpan: cols, Runs: m.texts.add(text)})
	return &m.cells[len(m.cells)-1]
}

// row ends the row.
func (m *tableMaker) row(minHeight float64, keepNext bool) {
	end := len(m.cells)
	m.Rows = append(m.Rows, doc.Row{MinHeight: doc.Pt(minHeight), KeepNext: keepNext, Cells: m.cells[m.begun:end:end]})
	m.begun = end
}

// draw returns the table as it is printed.
func (t *table) draw(tables Tables) *doc.Table {
	d := &doc.Table{Caption: t.caption, Description: t.description, Source: t.pointer()}
	switch t.shape {
	case inClauses:
		t.drawClauses(d, tables)
	case inLines:
		t.drawLines(d, tables)
	case inBlocks:
		t.drawBlocks(d, tables)
	}
	return d
}

// data appends the cell of a figure.
func (m *tableMaker) data(style doc.StyleID, cols int, text string, at place) {
	m.cell(doc.Data, style, 1, cols, text).Source = at.pointer
}

// printed returns the figures of the rows as they are printed, one row after
// another.
func (t *table) printed(tables Tables) (figures []string) {
	figures = make([]string, 0, len(t.rows)*t.rows[0].width())
	for i := range t.rows {
		for col := range t.rows[i].cells {
			figures = append(figures, t.rows[i].text(tables, col))
		}
	}
	return figures
}

// run is how many rows from the first on are alike to it.
func run(rows []row, alike func(a, b *row) bool) int {
	n := 1
	for n < len(rows) && alike(&rows[0], &rows[n]) {
		n++
	}
	return n
}

// drawClauses draws blocks of rows, each under its clause and heads of its own.
func (t *table) drawClauses(d *doc.Table, tables Tables) {
	d.Padding, d.PaddingY = doc.Pt(5.4), doc.Pt(2)
	d.Widths = twips(3114, 2150, 1680, 1900)
	// How many grid columns each of n figures spans. Where clauses of two
	// figures stand among those of three, a fifth column lets both end at the
	// right edge.
	spans := [...][]int{1: {3}, 3: {1, 1, 1}}
	if slices.ContainsFunc(t.rows, func(r row) bool { return len(r.cols) == 2 }) {
		d.Widths = twips(3114, 1910, 955, 955, 1910)
		spans = [...][]int{1: {4}, 2: {2, 2}, 3: {1, 2, 1}}
	}
	lines, figures := len(t.rows), 0
	for i := range t.rows {
		if figures += t.rows[i].width(); i == 0 || t.rows[i].clause != t.rows[i-1].clause {
			lines += 2
		}
	}
	m := newTable(d, lines, figures)
	const height = 30
	for rows := t.rows; len(rows) > 0; {
		cols := rows[0].cols
		m.cell(doc.ColumnHead, doc.TableClause, 1, len(d.Widths), rows[0].clause).Shade = clauseShade
		m.row(height, true)
		m.cell(doc.ColumnHead, doc.TableHead, 1, 1, t.stub)
		for i, col := range cols {
			m.cell(doc.ColumnHead, doc.TableHead, 1, spans[len(cols)][i], col.label)
		}
		m.row(height, true)
		n := run(rows, func(a, b *row) bool { return a.clause == b.clause })
		for i := range rows[:n] {
			r := &rows[i]
			m.cell(doc.RowHead, doc.TableStub, 1, 1, r.label)
			for col := range cols {
				m.data(doc.TableFigure, spans[len(cols)][col], r.text(tables, col), r.cells[col])
			}
			m.row(height, i < n-1)
		}
		rows = rows[n:]
	}
}

// A table of lines has three rows of heads, and three columns of labels.
const lineHeads, lineStubs = 3, 3

// drawLines draws a line a row below heads that all rows share.
func (t *table) drawLines(d *doc.Table, tables Tables) {
	d.Padding, d.PaddingY = doc.Pt(1.5), doc.Pt(1.5)
	d.Widths = twips(520, 1480, 2560, 672, 588, 588, 588, 588, 588, 672)
	d.HeadRows = lineHeads
	figures := t.printed(tables)
	style := figureStyle(figures)
	m := newTable(d, lineHeads+len(t.rows), len(figures))
	t.drawLineHeads(m)
	for i := range t.rows {
		r := &t.rows[i]
		keepNext := t.drawLineLabels(m, i)
		for col, at := range r.cells {
			m.data(style, 1, figures[col], at)
		}
		figures = figures[len(r.cells):]
		m.row(19, keepNext)
	}
}

// drawLineHeads draws the heads of a table of lines.
func (t *table) drawLineHeads(m *tableMaker) {
	cols := t.rows[0].cols
	head := func(rows, cols int, text string) { m.cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text) }
	m.cell(doc.ColumnHead, doc.NarrowStub, lineHeads, lineStubs, t.corner)
	head(1, t.rows[0].width(), t.over)
	m.row(22, false)
	for i := 0; i < len(cols); {
		if cols[i].group == "" {
			head(2, 1, cols[i].label)
			i++
			continue
		}
		from := i
		for i < len(cols) && cols[i].group == cols[from].group {
			i++
		}
		head(1, i-from, cols[from].group)
	}
	head(2, 1, labelTotal)
	m.row(22, false)
	for _, c := range cols {
		if c.group != "" {
			head(1, 1, c.label)
		}
	}
	m.row(40, false)
}

// drawLineLabels draws the labels of a row of a table of lines, and says whether it is kept
// with the next.
func (t *table) drawLineLabels(m *tableMaker, i int) (keepNext bool) {
	samePart := func(a, b *row) bool { return a.part == b.part }
	sameGroup := func(a, b *row) bool { return a.part == b.part && a.group == b.group }
	r := &t.rows[i]
	first := func(same func(a, b *row) bool) bool { return i == 0 || !same(&t.rows[i-1], r) }
	if r.part == "" {
		m.cell(doc.RowHead, doc.NarrowStrong, 1, lineStubs, r.label)
		return false
	}
	if first(samePart) {
		m.cell(doc.RowHead, doc.NarrowStrong, run(t.rows[i:], samePart), 1, r.part).Vertical = true
	}
	if r.group == "" {
		m.cell(doc.RowHead, doc.NarrowStub, 1, lineStubs-1, r.label)
	} else {
		if first(sameGroup) {
			m.cell(doc.RowHead, doc.NarrowStub, run(t.rows[i:], sameGroup), 1, r.group)
		}
		m.cell(doc.RowHead, doc.NarrowStub, 1, 1, r.label)
	}
	if i+1 == len(t.rows) {
		return false
	}
	// Results are parted between groups only, and none but whole groups of several rows
	// stand apart: word processors do not repeat a label that spans rows, and cut a vertical
	// one that has too few.
	next := &t.rows[i+1]
	return r.group == "" || next.group == "" || next.group == r.group
}

// drawBlocks draws one line of figures, the rows side by side as blocks of columns.
func (t *table) drawBlocks(d *doc.Table, tables Tables) {
	// Three blocks of just the same width are not told apart from their sums:
	// LibreOffice 7.4 gives such a table a sixteenth column when it saves a web
	// page.
	d.Widths = twips(592, 592, 592, 592, 592, 588, 589, 588, 589, 588, 588, 589, 588, 589, 588)
	d.Padding, d.PaddingY = doc.Pt(1.5), doc.Pt(1.5)
	d.HeadRows = 3
	figures := t.printed(tables)
	style := figureStyle(figures)
	m := newTable(d, d.HeadRows+1, len(figures))
	head := func(rows, cols int, text string) { m.cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text) }
	// columns appends the heads of a block's columns.
	columns := func(b *row, rows int) {
		for col := range b.width() {
			head(rows, 1, b.column(col))
		}
	}
	for rows := t.rows; len(rows) > 0; {
		n, cols, label := run(rows, func(a, b *row) bool { return a.group != "" && a.group == b.group }), 0, rows[0].group
		for i := range rows[:n] {
			cols += rows[i].width()
		}
		if label == "" {
			label = rows[0].label
		}
		head(1, cols, label)
		rows = rows[n:]
	}
	m.row(24, true)
	for i := range t.rows {
		if b := &t.rows[i]; b.group == "" {
			columns(b, 2)
		} else {
			head(1, b.width(), b.label)
		}
	}
	m.row(24, true)
	for i := range t.rows {
		if b := &t.rows[i]; b.group != "" {
			columns(b, 1)
		}
	}
	m.row(40, true)
	for i := range t.rows {
		for _, at := range t.rows[i].cells {
			m.data(style, 1, figures[0], at)
			figures = figures[1:]
		}
	}
	m.row(27, false)
}

// figureStyle returns the style in which the longest figure of the table still
// stands in its column, so that all figures have one size.
func figureStyle(figures []string) doc.StyleID {
	digits := 0
	for _, s := range figures {
		digits = max(digits, len(s))
	}
	switch {
	case digits <= 4:
		return doc.NarrowFigure
	case digits == 5:
		return doc.NarrowFigure5
	case digits == 6:
		return doc.NarrowFigure6
	case digits <= 8:
		return doc.NarrowFigure8
	}
	return doc.NarrowFigure12
}
