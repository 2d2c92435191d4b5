package report

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/doc"
)

// Document returns the report as a document in the official layout: title,
// preamble, the six sections with their tables, issuer and date. The error is
// an [*InputError] for a report that no document can be made of (rules R-a to
// R-f); other findings do not keep it from being drawn.
func (r *Report) Document() (*doc.Document, error) {
	var c checker
	c.structure(r)
	if c.findings != nil {
		return nil, &InputError{c.findings[0]}
	}
	d := &doc.Document{Title: r.FullTitle(), Lang: "zh-CN", Index: r.properties(), Styles: doc.GB9704()}
	d.Blocks = append(d.Blocks, &doc.Heading{Runs: r.titleLines()})
	w := writer{d, make(texts, 0, 64)}
	w.paragraphs(r.Preamble)
	tables := [6]func(Tables) *doc.Table{1: disclosureTable, 2: applicationsTable, 3: remediesTable}
	for i, s := range r.Sections() {
		w.heading(1, sectionTitles[i], false)
		w.paragraphs(s.Paragraphs)
		for j, sub := range s.Subsections {
			w.subsection(j, sub)
		}
		if tables[i] != nil {
			d.Blocks = append(d.Blocks, tables[i](r.Tables))
		}
		w.paragraphs(s.Notes)
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

func (w *writer) heading(level int, text string, runIn bool) {
	w.Blocks = append(w.Blocks, &doc.Heading{Level: level, Runs: w.add(text), RunIn: runIn})
}

func (w *writer) paragraphs(texts []string) {
	for _, t := range texts {
		for line := range paragraphs(t) {
			w.Blocks = append(w.Blocks, &doc.Paragraph{Style: doc.Body, Runs: w.add(line)})
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

func (w *writer) subsection(i int, s Subsection) {
	title := subsectionNumber(i) + strings.TrimSpace(s.Heading())
	runIn := s.RunIn && slices.ContainsFunc(s.Paragraphs, func(t string) bool { return strings.TrimSpace(t) != "" })
	if last, _ := utf8.DecodeLastRuneInString(title); runIn && !strings.ContainsRune("。：；！？.:;!?", last) {
		title += "。"
	}
	w.heading(2, title, runIn)
	w.paragraphs(s.Paragraphs)
}

// signature sets issuer and date one blank line below the text, by GB/T
// 9704-2012, 7.3.5.3: the longer of them ends two characters from the edge, and
// the date begins two characters further in than the issuer.
func (w *writer) signature(issuer, date string) {
	issuer = strings.TrimSpace(issuer)
	pitch := w.Styles.Styles[doc.Date].CharPitch()
	add := func(style doc.StyleID, text string, tenths int) {
		w.Blocks = append(w.Blocks, &doc.Paragraph{Style: style, RightIndent: doc.Length(tenths) * pitch / 10, Runs: w.add(text)})
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

func newTable(t *doc.Table, rows int) *tableMaker {
	t.Rows = make([]doc.Row, 0, rows)
	places := rows * len(t.Widths)
	return &tableMaker{Table: t, cells: make([]doc.Cell, 0, places), texts: make(texts, 0, places)}
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

// disclosureTable is table two.
func disclosureTable(t Tables) *doc.Table {
	f := t.form()
	widths := twips(3114, 2150, 1680, 1900)
	// How many grid columns each of n figures spans. Where clauses of two
	// figures stand among those of three, a fifth column lets both end at the
	// right edge.
	spans := [...][]int{1: {3}, 3: {1, 1, 1}}
	if slices.ContainsFunc(f.clauses, func(c clause) bool { return len(c.rows[0].cols) == 2 }) {
		widths = twips(3114, 1910, 955, 955, 1910)
		spans = [...][]int{1: {4}, 2: {2, 2}, 3: {1, 2, 1}}
	}
	rows := 0
	for _, c := range f.clauses {
		rows += 2 + len(c.rows)
	}
	m := newTable(&doc.Table{
		Caption:     "表二：主动公开政府信息情况",
		Description: "按《政府信息公开条例》第二十条各项分块，每块首行为条款，次行为栏目，左列为信息内容。",
		Widths:      widths,
		Padding:     doc.Pt(5.4),
		PaddingY:    doc.Pt(2),
	}, rows)
	const height = 30
	for _, c := range f.clauses {
		m.cell(doc.ColumnHead, doc.TableClause, 1, len(widths), c.label).Shade = clauseShade
		m.row(height, true)
		cols := c.rows[0].cols
		m.cell(doc.ColumnHead, doc.TableHead, 1, 1, "信息内容")
		for i, col := range cols {
			m.cell(doc.ColumnHead, doc.TableHead, 1, spans[len(cols)][i], col.label)
		}
		m.row(height, true)
		for n := range c.rows {
			r := &c.rows[n]
			m.cell(doc.RowHead, doc.TableStub, 1, 1, r.label)
			for i := range cols {
				m.cell(doc.Data, doc.TableFigure, 1, spans[len(cols)][i], r.cell(t, i).String())
			}
			m.row(height, n < len(c.rows)-1)
		}
	}
	return m.Table
}

const cornerLabel = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

// applicationsTable is table three.
func applicationsTable(t Tables) *doc.Table {
	f := t.form()
	rows := f.applications
	const heads, stubs = 3, 3
	m := newTable(&doc.Table{
		Caption:     "表三：收到和处理政府信息公开申请情况",
		Description: "左边三列为办理情况，上边三行为申请人情况。" + strings.Trim(cornerLabel, "（）") + "。",
		Widths:      twips(520, 1480, 2560, 672, 588, 588, 588, 588, 588, 672),
		HeadRows:    heads,
		Padding:     doc.Pt(1.5),
		PaddingY:    doc.Pt(1.5),
	}, heads+len(rows))
	kinds := applicantKinds
	head := func(rows, cols int, text string) { m.cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text) }
	m.cell(doc.ColumnHead, doc.NarrowStub, heads, stubs, cornerLabel)
	head(1, len(kinds)+1, "申请人情况")
	m.row(22, false)
	head(2, 1, kinds[0].label)
	head(1, len(kinds)-1, "法人或其他组织")
	head(2, 1, labelTotal)
	m.row(22, false)
	for _, k := range kinds[1:] {
		head(1, 1, k.label)
	}
	m.row(40, false)

	style := figureStyle(t, 3)
	// run counts the rows from i on that are alike.
	run := func(i int, alike func(*row) bool) int {
		n := 0
		for i+n < len(rows) && alike(&rows[i+n]) {
			n++
		}
		return n
	}
	inResults := func(r *row) bool { return strings.HasPrefix(r.path, resultsPath) }
	for i := range rows {
		r := &rows[i]
		keepNext := false
		if !inResults(r) {
			m.cell(doc.RowHead, doc.NarrowStrong, 1, stubs, r.label)
		} else {
			if !inResults(&rows[i-1]) {
				m.cell(doc.RowHead, doc.NarrowStrong, run(i, inResults), 1, groupResults).Vertical = true
			}
			if r.group == "" {
				m.cell(doc.RowHead, doc.NarrowStub, 1, stubs-1, r.label)
			} else {
				if rows[i-1].group != r.group {
					m.cell(doc.RowHead, doc.NarrowStub, run(i, func(x *row) bool { return x.group == r.group }), 1, r.group)
				}
				m.cell(doc.RowHead, doc.NarrowStub, 1, 1, r.label)
			}
			// Results are parted between groups only, and none but whole groups
			// of several rows stand apart: word processors do not repeat a label
			// that spans rows, and cut a vertical one that has too few.
			next := &rows[i+1]
			keepNext = r.group == "" || next.group == "" || next.group == r.group
		}
		for col := range len(kinds) + 1 {
			m.cell(doc.Data, style, 1, 1, f.count(t, r, col).String())
		}
		m.row(19, keepNext)
	}
	return m.Table
}

// remediesTable is table four.
func remediesTable(t Tables) *doc.Table {
	f := t.form()
	blocks := f.remedies
	m := newTable(&doc.Table{
		Caption:     "表四：政府信息公开行政复议、行政诉讼情况",
		Description: "左边五列为行政复议，右边十列为行政诉讼，分未经复议直接起诉和复议后起诉。",
		// Three blocks of just the same width are not told apart from their
		// sums: LibreOffice 7.4 gives such a table a sixteenth column when it
		// saves a web page.
		Widths:   twips(592, 592, 592, 592, 592, 588, 589, 588, 589, 588, 588, 589, 588, 589, 588),
		HeadRows: 3,
		Padding:  doc.Pt(1.5),
		PaddingY: doc.Pt(1.5),
	}, 4)
	head := func(rows, cols int, text string) { m.cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text) }
	// columns appends the heads of a block's columns.
	columns := func(b *row, rows int) {
		for _, c := range b.cols {
			head(rows, 1, c.label)
		}
		head(rows, 1, labelTotal)
	}
	width := func(b *row) int { return len(b.cols) + 1 }

	for i := 0; i < len(blocks); {
		b := &blocks[i]
		label, cols := b.label, width(b)
		for i++; b.group != "" && i < len(blocks) && blocks[i].group == b.group; i++ {
			cols += width(&blocks[i])
		}
		if b.group != "" {
			label = b.group
		}
		head(1, cols, label)
	}
	m.row(24, true)
	for i := range blocks {
		if b := &blocks[i]; b.group == "" {
			columns(b, 2)
		} else {
			head(1, width(b), b.label)
		}
	}
	m.row(24, true)
	for i := range blocks {
		if b := &blocks[i]; b.group != "" {
			columns(b, 1)
		}
	}
	m.row(40, true)
	style := figureStyle(t, 4)
	for i := range blocks {
		b := &blocks[i]
		for col := range width(b) {
			m.cell(doc.Data, style, 1, 1, f.count(t, b, col).String())
		}
	}
	m.row(27, false)
	return m.Table
}

// figureStyle returns the style in which the longest figure of the table still
// stands in its column, so that all figures have one size.
func figureStyle(t Tables, table int) doc.StyleID {
	f := t.form()
	digits := 0
	rows := f.rows(table)
	for i := range rows {
		for col := range len(rows[i].cols) + 1 {
			digits = max(digits, len(f.count(t, &rows[i], col).String()))
		}
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
