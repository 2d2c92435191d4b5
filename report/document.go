package report

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/doc"
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
	d := &doc.Document{Title: r.FullTitle(), Lang: "zh-CN", Styles: doc.GB9704()}
	d.Blocks = append(d.Blocks, &doc.Heading{Runs: r.titleLines()})
	w := writer{d}
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
type writer struct{ *doc.Document }

func (w writer) heading(level int, text string, runIn bool) {
	w.Blocks = append(w.Blocks, &doc.Heading{Level: level, Runs: doc.Text(text), RunIn: runIn})
}

func (w writer) paragraphs(texts []string) {
	for _, t := range splitParagraphs(texts) {
		w.Blocks = append(w.Blocks, &doc.Paragraph{Style: doc.Body, Runs: doc.Text(t)})
	}
}

// lineEnds makes every line end a line feed, and of tabs spaces.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// splitParagraphs makes a paragraph of every line that has text, without the
// spaces that stand for an indent.
func splitParagraphs(texts []string) []string {
	var out []string
	for _, t := range texts {
		if strings.ContainsAny(t, "\r\t") {
			t = lineEnds.Replace(t)
		}
		for line := range strings.Lines(t) {
			if line = strings.TrimSpace(line); line != "" {
				out = append(out, line)
			}
		}
	}
	return out
}

func (w writer) subsection(i int, s Subsection) {
	texts := splitParagraphs(s.Paragraphs)
	title := subsectionNumber(i) + strings.TrimSpace(s.Heading())
	runIn := s.RunIn && len(texts) > 0
	if last, _ := utf8.DecodeLastRuneInString(title); runIn && !strings.ContainsRune("。：；！？.:;!?", last) {
		title += "。"
	}
	w.heading(2, title, runIn)
	w.paragraphs(texts)
}

// signature sets issuer and date one blank line below the text, by GB/T
// 9704-2012, 7.3.5.3: the longer of them ends two characters from the edge, and
// the date begins two characters further in than the issuer.
func (w writer) signature(issuer, date string) {
	issuer = strings.TrimSpace(issuer)
	pitch := w.Styles.Styles[doc.Date].CharPitch()
	add := func(style doc.StyleID, text string, tenths int) {
		w.Blocks = append(w.Blocks, &doc.Paragraph{Style: style, RightIndent: doc.Length(tenths) * pitch / 10, Runs: doc.Text(text)})
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

// cell returns a cell of plain text.
func cell(kind doc.CellKind, style doc.StyleID, rows, cols int, text string) doc.Cell {
	return doc.Cell{Kind: kind, Style: style, RowSpan: rows, ColSpan: cols, Runs: doc.Text(text)}
}

func twips(widths ...int) []doc.Length {
	var l []doc.Length
	for _, w := range widths {
		l = append(l, doc.Twips(w))
	}
	return l
}

// disclosureTable is table two.
func disclosureTable(t Tables) *doc.Table {
	f := t.form()
	table := &doc.Table{
		Caption:     "表二：主动公开政府信息情况",
		Description: "按《政府信息公开条例》第二十条各项分块，每块首行为条款，次行为栏目，左列为信息内容。",
		Widths:      twips(3114, 2150, 1680, 1900),
		Padding:     doc.Pt(5.4),
		PaddingY:    doc.Pt(2),
	}
	// How many grid columns each of n figures spans. Where clauses of two
	// figures stand among those of three, a fifth column lets both end at the
	// right edge.
	spans := map[int][]int{1: {3}, 3: {1, 1, 1}}
	if slices.ContainsFunc(f.clauses, func(c clause) bool { return len(c.rows[0].cols) == 2 }) {
		table.Widths = twips(3114, 1910, 955, 955, 1910)
		spans = map[int][]int{1: {4}, 2: {2, 2}, 3: {1, 2, 1}}
	}
	const height = 30
	add := func(keep bool, cells ...doc.Cell) {
		table.Rows = append(table.Rows, doc.Row{MinHeight: doc.Pt(height), KeepNext: keep, Cells: cells})
	}
	for _, c := range f.clauses {
		head := cell(doc.ColumnHead, doc.TableClause, 1, len(table.Widths), c.label)
		head.Shade = clauseShade
		add(true, head)
		cols := c.rows[0].cols
		heads := []doc.Cell{cell(doc.ColumnHead, doc.TableHead, 1, 1, "信息内容")}
		for i, col := range cols {
			heads = append(heads, cell(doc.ColumnHead, doc.TableHead, 1, spans[len(cols)][i], col.label))
		}
		add(true, heads...)
		for n, r := range c.rows {
			cells := []doc.Cell{cell(doc.RowHead, doc.TableStub, 1, 1, r.label)}
			for i := range cols {
				cells = append(cells, cell(doc.Data, doc.TableFigure, 1, spans[len(cols)][i], r.cell(t, i).String()))
			}
			add(n < len(c.rows)-1, cells...)
		}
	}
	return table
}

const cornerLabel = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

// applicationsTable is table three.
func applicationsTable(t Tables) *doc.Table {
	f := t.form()
	table := &doc.Table{
		Caption:     "表三：收到和处理政府信息公开申请情况",
		Description: "左边三列为办理情况，上边三行为申请人情况。" + strings.Trim(cornerLabel, "（）") + "。",
		Widths:      twips(520, 1480, 2560, 672, 588, 588, 588, 588, 588, 672),
		HeadRows:    3,
		Padding:     doc.Pt(1.5),
		PaddingY:    doc.Pt(1.5),
	}
	const stubs = 3
	kinds := applicantKinds
	corner := cell(doc.ColumnHead, doc.NarrowStub, 3, stubs, cornerLabel)
	head := func(rows, cols int, text string) doc.Cell {
		return cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text)
	}
	table.Rows = []doc.Row{
		{MinHeight: doc.Pt(22), Cells: []doc.Cell{corner, head(1, len(kinds)+1, "申请人情况")}},
		{MinHeight: doc.Pt(22), Cells: []doc.Cell{head(2, 1, kinds[0].label), head(1, len(kinds)-1, "法人或其他组织"), head(2, 1, labelTotal)}},
		{MinHeight: doc.Pt(40)},
	}
	for _, k := range kinds[1:] {
		table.Rows[2].Cells = append(table.Rows[2].Cells, head(1, 1, k.label))
	}

	rows := f.applications
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
		first := i == 0 || rows[i-1].group != r.group
		out := doc.Row{MinHeight: doc.Pt(19), Cells: make([]doc.Cell, 0, len(table.Widths))}
		if !inResults(r) {
			out.Cells = append(out.Cells, cell(doc.RowHead, doc.NarrowStrong, 1, stubs, r.label))
		} else {
			if !inResults(&rows[i-1]) {
				c := cell(doc.RowHead, doc.NarrowStrong, run(i, inResults), 1, groupResults)
				c.Vertical = true
				out.Cells = append(out.Cells, c)
			}
			if r.group == "" {
				out.Cells = append(out.Cells, cell(doc.RowHead, doc.NarrowStub, 1, stubs-1, r.label))
			} else {
				n := run(i, func(x *row) bool { return x.group == r.group })
				if first {
					out.Cells = append(out.Cells, cell(doc.RowHead, doc.NarrowStub, n, 1, r.group))
				}
				out.Cells = append(out.Cells, cell(doc.RowHead, doc.NarrowStub, 1, 1, r.label))
			}
			// Results are parted between groups only, and none but whole groups
			// of several rows stand apart: word processors do not repeat a label
			// that spans rows, and cut a vertical one that has too few.
			next := &rows[i+1]
			out.KeepNext = r.group == "" || next.group == "" || next.group == r.group
		}
		for col := range len(kinds) + 1 {
			out.Cells = append(out.Cells, cell(doc.Data, style, 1, 1, f.count(t, r, col).String()))
		}
		table.Rows = append(table.Rows, out)
	}
	return table
}

// remediesTable is table four.
func remediesTable(t Tables) *doc.Table {
	f := t.form()
	table := &doc.Table{
		Caption:     "表四：政府信息公开行政复议、行政诉讼情况",
		Description: "左边五列为行政复议，右边十列为行政诉讼，分未经复议直接起诉和复议后起诉。",
		Widths:      twips(590, 590, 590, 589, 589, 590, 590, 590, 589, 589, 590, 590, 590, 589, 589),
		HeadRows:    3,
		Padding:     doc.Pt(1.5),
		PaddingY:    doc.Pt(1.5),
	}
	head := func(rows, cols int, text string) doc.Cell {
		return cell(doc.ColumnHead, doc.NarrowHead, rows, cols, text)
	}
	heights := []float64{24, 24, 40, 27}
	for i, h := range heights {
		table.Rows = append(table.Rows, doc.Row{MinHeight: doc.Pt(h), KeepNext: i < len(heights)-1})
	}
	add := func(row int, c doc.Cell) { table.Rows[row].Cells = append(table.Rows[row].Cells, c) }
	style := figureStyle(t, 4)
	for i, r := range f.remedies {
		heads := append(labels(r.cols), labelTotal)
		below, rows := 2, 1 // where the heads of the block's columns stand
		switch {
		case r.group == "":
			add(0, head(1, len(heads), r.label))
			below, rows = 1, 2
		case i == 0 || f.remedies[i-1].group != r.group:
			n := len(heads)
			for _, next := range f.remedies[i+1:] {
				if next.group == r.group {
					n += len(heads)
				}
			}
			add(0, head(1, n, r.group))
			fallthrough
		default:
			add(1, head(1, len(heads), r.label))
		}
		for col, l := range heads {
			add(below, head(rows, 1, l))
			add(3, cell(doc.Data, style, 1, 1, f.count(t, &r, col).String()))
		}
	}
	return table
}

func labels(cols []column) []string {
	var l []string
	for _, c := range cols {
		l = append(l, c.label)
	}
	return l
}

// figureStyle returns the style in which the longest figure of the table still
// stands in its column, so that all figures have one size.
func figureStyle(t Tables, table int) doc.StyleID {
	f := t.form()
	digits := 0
	for _, r := range f.rows(table) {
		for col := range len(r.cols) + 1 {
			digits = max(digits, len(f.count(t, &r, col).String()))
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
