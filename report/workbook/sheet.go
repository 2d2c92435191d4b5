package workbook

import (
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// sheet is a sheet in the making.
type sheet struct {
	name    string
	widths  []doc.Length // of the columns
	rows    []row
	merges  []area
	printed int           // columns that are printed
	table   *report.Table // nil where it is text alone
	heads   [2]int        // rows that are repeated on every page: the first, and that behind the last
	stay    [2]int        // rows and columns that stay on the screen
	inputs  map[input][]area
	checks  []check
	page    doc.Page         // the zero page is none
	mark    string           // above every page
	open    []look           // of the cells below the last row, where these are to be filled in, by column
	choices map[input]string // the cells that have what may be chosen
	free    bool             // nothing is locked
	more    iter.Seq[row]    // below rows, made when they are written
	filter  area             // that may be filtered and sorted by its first row; the zero area is none
}

type row struct {
	height doc.Length // 0 is that of its text
	cells  []cell     // by column
}

type cell struct {
	value   any // a string, an int64 or a float64; nil is blank
	formula string
	look    look
}

// area is cells from one to another, both in it, from 0.
type area struct{ row, col, lastRow, lastCol int }

func at(row, col int) area { return area{row, col, row, col} }

func (a area) String() string {
	first, last := name(a.row, a.col), name(a.lastRow, a.lastCol)
	if first == last {
		return first
	}
	return first + ":" + last
}

// name returns the name of a cell, such as F12.
func name(row, col int) string {
	s, err := excelize.CoordinatesToCellName(col+1, row+1)
	if err != nil {
		panic(err) // a form has no such cells
	}
	return s
}

// fixed returns the name of a cell of which the row stays when the formula is taken to
// another one.
func fixed(row, col int) string {
	letters := strings.TrimRight(name(row, col), "0123456789")
	return letters + "$" + strconv.Itoa(row+1)
}

// check is what shows cells in red.
type check struct {
	cells   []area
	formula string // of the first of them
	mild    bool   // in the colour of what is to be filled in instead
}

// span sets a cell that spans others.
func (s *sheet) span(c cell, row, col, rows, cols int) {
	for y := row; y < row+rows; y++ {
		r := &s.rows[y]
		for len(r.cells) < col+cols {
			r.cells = append(r.cells, cell{})
		}
		for x := col; x < col+cols; x++ {
			r.cells[x] = cell{look: c.look}
		}
	}
	s.rows[row].cells[col] = c
	if rows > 1 || cols > 1 {
		s.merges = append(s.merges, area{row, col, row + rows - 1, col + cols - 1})
	}
}

// line appends a row that is one cell over the printed columns.
func (s *sheet) line(c cell, kind input) {
	s.rows = append(s.rows, row{})
	n := len(s.rows) - 1
	s.span(c, n, 0, 1, s.printed)
	text, _ := c.value.(string)
	s.rows[n].height = c.look.height(text, s.width(0, s.printed))
	if kind != noInput {
		s.inputs[kind] = append(s.inputs[kind], at(n, 0))
	}
}

func (s *sheet) width(col, cols int) (w doc.Length) {
	for _, x := range s.widths[col : col+cols] {
		w += x
	}
	return w
}

func (s *sheet) height() (h doc.Length) {
	for _, r := range s.rows {
		h += r.height
	}
	return h
}

// add writes the sheet as the ith of the workbook.
func (b *book) add(i int, s *sheet) error {
	if i == 0 {
		if err := b.SetSheetName("Sheet1", s.name); err != nil {
			return err
		}
	} else if _, err := b.NewSheet(s.name); err != nil {
		return err
	}
	steps := []func(*sheet) error{b.layOut, b.protect, b.ask, b.check, b.fill}
	if s.more != nil {
		steps = []func(*sheet) error{b.layOutWide, b.check, b.fill}
	} else if s.table == nil {
		b.growing = append(b.growing, fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1))
	}
	for _, f := range steps {
		if err := f(s); err != nil {
			return fmt.Errorf("workbook: sheet %s: %w", s.name, err)
		}
	}
	return nil
}

// layOutWide sets what stays on the screen and on every page of a sheet that is wider than
// a page.
func (b *book) layOutWide(s *sheet) error {
	const a3 = 8 // pageSetup, ISO/IEC 29500-1, 18.3.1.63
	titles := fmt.Sprintf("'%s'!$%d:$%d", s.name, s.heads[0]+1, s.heads[1])
	if s.stay[1] > 0 {
		last, _, _ := strings.Cut(fixed(0, s.stay[1]-1), "$")
		titles = fmt.Sprintf("'%s'!$A:$%s,%s", s.name, last, titles)
	}
	err := errors.Join(
		b.define(s, "Print_Titles", titles),
		b.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: new(a3), Orientation: new("landscape")}),
		b.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: "&C&A  &P / &N"}),
	)
	if err == nil && s.filter != (area{}) {
		err = b.AutoFilter(s.name, s.filter.String(), nil)
	}
	return errors.Join(err, b.freeze(s))
}

// layOut sets the page and what stays on the screen.
func (b *book) layOut(s *sheet) error {
	const a4 = 9 // pageSetup, ISO/IEC 29500-1, 18.3.1.63
	switch {
	case s.free:
		return errors.Join(
			b.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: new(true)}),
			b.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: new(a4), Orientation: new("landscape"), FitToWidth: new(1), FitToHeight: new(0)}),
			b.freeze(s),
		)
	case s.page == (doc.Page{}):
		return b.freeze(s)
	}
	pages := 0 // as many as it takes
	if s.table != nil && s.height() < s.page.TextHeight()*5/4 {
		pages = 1
	}
	inches := func(l doc.Length) *float64 { return new(l.Pt() / 72) }
	number, mark := `&"`+songFont+`"&14— &P —`, ""
	if s.mark != "" {
		mark = `&C&"` + typefaces[doc.HeiTi] + `"&26` + " " + strings.ReplaceAll(s.mark, "&", "&&")
	}
	err := errors.Join(
		b.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: new(true)}),
		b.SetPageLayout(s.name, &excelize.PageLayoutOptions{Size: new(a4), Orientation: new("portrait"), FitToWidth: new(1), FitToHeight: &pages}),
		b.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{
			Top: inches(s.page.Top), Bottom: inches(s.page.Bottom), Left: inches(s.page.Left), Right: inches(s.page.Right),
			Header: inches(s.page.Top / 2), Footer: inches(s.page.Bottom - s.page.NumberDrop - doc.Pt(14)), Horizontally: new(true),
		}),
		b.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{
			DifferentOddEven: true, OddHeader: mark, EvenHeader: mark, OddFooter: "&R" + number, EvenFooter: "&L" + number,
		}),
		b.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: new(false)}),
		b.freeze(s),
		b.define(s, "Print_Area", fmt.Sprintf("'%s'!$A$1:$%s", s.name, fixed(len(s.rows)-1, s.printed-1))),
	)
	if h := s.heads; err == nil && h[0] < h[1] {
		err = b.define(s, "Print_Titles", fmt.Sprintf("'%s'!$%d:$%d", s.name, h[0]+1, h[1]))
	}
	return err
}

// define gives cells of a sheet a name that programs know.
func (b *book) define(s *sheet, name, cells string) error {
	return b.SetDefinedName(&excelize.DefinedName{Name: "_xlnm." + name, RefersTo: cells, Scope: s.name})
}

// freeze keeps the heads and the labels on the screen.
func (b *book) freeze(s *sheet) error {
	down, right := s.stay[0], s.stay[1]
	pane := "bottomRight"
	switch {
	case down == 0:
		return nil
	case right == 0:
		pane = "bottomLeft"
	}
	corner := name(down, right)
	return b.SetPanes(s.name, &excelize.Panes{
		Freeze: true, XSplit: right, YSplit: down, TopLeftCell: corner, ActivePane: pane,
		Selection: []excelize.Selection{{SQRef: corner, ActiveCell: corner, Pane: pane}},
	})
}

// protect locks the sheet but for what is to be filled in. Where it is text alone,
// paragraphs may be added.
func (b *book) protect(s *sheet) error {
	if s.free {
		return nil
	}
	text := s.table == nil
	return b.ProtectSheet(s.name, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatRows: true, FormatColumns: true,
		EditObjects: true, EditScenarios: true, InsertRows: text, DeleteRows: text,
	})
}

// fill writes the cells.
func (b *book) fill(s *sheet) error {
	w, err := b.NewStreamWriter(s.name)
	if err != nil {
		return err
	}
	for i, l := range s.widths {
		if err := w.SetColWidth(i+1, i+1, columnWidth(l)); err != nil {
			return err
		}
	}
	for i, l := range s.open {
		style, err := b.style(l)
		if err != nil {
			return err
		}
		if err := w.SetColStyle(i+1, i+1, style); err != nil {
			return err
		}
	}
	for _, m := range s.merges {
		if err := w.MergeCell(name(m.row, m.col), name(m.lastRow, m.lastCol)); err != nil {
			return err
		}
	}
	var values []any
	set := func(i int, r row) error {
		values = slices.Grow(values[:0], len(r.cells))[:len(r.cells)]
		clear(values)
		for j, c := range r.cells {
			if c == (cell{}) {
				continue
			}
			style, err := b.style(c.look)
			if err != nil {
				return err
			}
			values[j] = excelize.Cell{StyleID: style, Formula: c.formula, Value: c.value}
		}
		return w.SetRow(name(i, 0), values, excelize.RowOpts{Height: min(r.height.Pt(), excelize.MaxRowHeight)})
	}
	for i, r := range s.rows {
		if err := set(i, r); err != nil {
			return err
		}
	}
	if s.more != nil {
		i := len(s.rows)
		for r := range s.more {
			if err := set(i, r); err != nil {
				return err
			}
			i++
		}
	}
	return w.Flush()
}

// check sets what shows cells in red.
func (b *book) check(s *sheet) error {
	for _, c := range s.checks {
		format := &b.red
		if c.mild {
			format = &b.toFillIn
		}
		if err := b.SetConditionalFormat(s.name, joined(c.cells), []excelize.ConditionalFormatOptions{{Type: "formula", Criteria: c.formula, Format: format}}); err != nil {
			return err
		}
	}
	return nil
}

func joined(areas []area) string {
	var names []string
	for _, a := range areas {
		names = append(names, a.String())
	}
	return strings.Join(names, " ")
}

// joinAreas makes of single cells in reading order the fewest areas that are plain to
// find: those of a row are joined, then rows that are alike.
func joinAreas(cells []area) (areas []area) {
	for _, c := range cells {
		if n := len(areas); n > 0 && areas[n-1].row == c.row && areas[n-1].lastCol+1 == c.col {
			areas[n-1].lastCol = c.lastCol
			continue
		}
		areas = append(areas, c)
	}
	for i := 0; i < len(areas); i++ {
		for j := i + 1; j < len(areas); j++ {
			if a, b := &areas[i], areas[j]; a.lastRow+1 == b.row && a.col == b.col && a.lastCol == b.lastCol {
				a.lastRow = b.lastRow
				areas = slices.Delete(areas, j, j+1)
				j--
			}
		}
	}
	return areas
}

// input is what is to be filled in.
type input uint8

const (
	noInput input = iota
	countInput
	changeInput
	amountInput
	unitInput // an amount whose column names no unit
	agencyInput
	titleInput
	headingInput
	textInput
	moreInput // text that may be left out
	issuerInput
	dateInput
	yearInput
	linesInput
	numberInput // of an application
	kindInput   // of its applicant
	resultInput
	dayInput
	daysInput // working days
	inputs
)

// inputOf returns what is to be filled in a cell of a table.
func inputOf(c report.Cell) input {
	switch {
	case c.Computed:
		return noInput
	case c.Kind == report.KindChange:
		return changeInput
	case c.Kind == report.KindAmount && c.Unit() == "":
		return unitInput
	case c.Kind == report.KindAmount:
		return amountInput
	}
	return countInput
}

// ask sets what may be filled in and what the clerk is told of it.
func (b *book) ask(s *sheet) error {
	for kind := noInput + 1; kind < inputs; kind++ {
		areas := joinAreas(s.inputs[kind])
		if areas == nil {
			continue
		}
		first := name(areas[0].row, areas[0].col)
		rule := questions[kind]
		v := excelize.NewDataValidation(true)
		v.Sqref = joined(areas)
		v.SetInput(rule.title, rule.prompt)
		switch {
		case s.choices[kind] != "":
			v.SetSqrefDropList(s.choices[kind])
			v.SetError(excelize.DataValidationErrorStyleStop, rule.title, rule.prompt)
		case rule.formula != "":
			v.Type, v.Formula1 = "custom", escape(strings.ReplaceAll(rule.formula, "?", first))
			v.SetError(excelize.DataValidationErrorStyleStop, rule.title, rule.prompt)
		}
		if err := b.AddDataValidation(s.name, v); err != nil {
			return err
		}
		if !rule.needed || s.open != nil { // of a sheet that goes on, there is no end of blank cells
			continue
		}
		if err := b.SetConditionalFormat(s.name, joined(areas), []excelize.ConditionalFormatOptions{
			{Type: "formula", Criteria: "ISBLANK(" + first + ")", Format: &b.toFillIn},
		}); err != nil {
			return err
		}
	}
	return nil
}

var escape = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace

// questions are what may be filled in, by its kind. A question mark is the cell. What is
// needed shows where it is blank.
var questions = [inputs]struct {
	needed                 bool
	title, prompt, formula string
}{
	countInput: {true, "件数", "填 0 或正整数；没有发生的填 0，不适用的填 /",
		`OR(?="/",AND(ISNUMBER(?),?>=0,?=INT(?),?<1E12))`},
	changeInput: {true, "本年增/减", "填整数，减少的填负数；没有增减的填 0，不适用的填 /",
		`OR(?="/",AND(ISNUMBER(?),?=INT(?),ABS(?)<1E12))`},
	amountInput: {true, "金额", "填金额，不写单位，最多六位小数；没有的填 0，不适用的填 /",
		`OR(?="/",AND(ISNUMBER(?),?>=0,?=ROUND(?,6),?<1E12))`},
	unitInput: {true, "金额", "填金额，数字后写单位，如 8.04万元、251000元；没有的填 0，不适用的填 /",
		`OR(?="/",AND(ISNUMBER(?),?>=0,?=ROUND(?,6),?<1E12),AND(ISTEXT(?),RIGHT(?)="元"))`},
	agencyInput:  {true, "机关全称", "填发布报告的行政机关的全称，如 某某市某某局", ""},
	titleInput:   {false, "标题", "标题的下半行，一般不用改", ""},
	headingInput: {false, "小标题", "可以改写；增加小标题时插入一行，接着编号", ""},
	textInput:    {true, "正文", "一段一格；要增加段落时，在下面插入一行", ""},
	moreInput:    {false, "正文", "没有要说的就不填", ""},
	issuerInput:  {false, "署名", "填发布机关的名称，可以不填", ""},
	dateInput:    {false, "成文日期", "如 2024年1月15日，可以不填", ""},
	linesInput:   {false, "正文", "一段一行，格内换行按 Alt+Enter", ""},
	numberInput:  {false, "编号", "一件申请一个编号，不要重复", ""},
	kindInput:    {false, "申请人类型", "从列表中选", ""},
	resultInput:  {false, "办理结果", "从列表中选；尚未办结的不填", ""},
	dayInput:     {false, "日期", "写成 2024-01-05 这样；没有的不填", `AND(ISNUMBER(?),?=INT(?),?>=39569,?<=2958465)`}, // from 2008-05-01, when the Regulations came into force
	daysInput:    {false, "延长答复", "延长了几个工作日，最多 20；没有延长的不填", `AND(ISNUMBER(?),?=INT(?),?>=0,?<=20)`},
	yearInput:    {false, "报告年度", "不填就是表头上写的年度", `OR(?="",AND(ISNUMBER(?),?=INT(?),?>=2019,?<=9999))`},
}
