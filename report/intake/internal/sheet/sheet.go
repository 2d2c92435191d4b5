// Package sheet reads workbooks: XLSX (ISO/IEC 29500) and SpreadsheetML 2003. It takes
// the values that the cells have, and not what their number formats show.
package sheet

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// The size of a sheet.
const (
	maxRows = 1 << 20
	maxCols = 1 << 14
)

// HiddenRows is what is told of rows that are left out.
const HiddenRows = "隐藏的行"

// What else is left out.
const (
	hiddenSheets = "隐藏的工作表"
	hiddenCols   = "隐藏的列"
	coveredText  = "被合并的单元格遮住的文字"
	besidePrint  = "打印区域旁边的内容"
	sheetTitles  = "各工作表重复的标题"
	struckText   = "划去的文字和上下标"
	hiddenText   = "隐藏的文字"
	symbols      = "符号字体的字符"
	drawings     = "图形（图片、图表、文本框）"
	comments     = "批注"
	chartSheets  = "图表工作表"
)

// What stands against a workbook.
const (
	noWorkbook = "这个 XML 文件不是工作簿"
	badIndex   = "行、列的号不对"
	badPlace   = "单元格的位置不对"
	badArea    = "合并单元格的范围不对"
	badType    = "单元格的类型未知"
	badNumber  = "单元格的数写得不对"
	noText     = "单元格的文字不在文件中"
	twice      = "单元格出现了两次"
	overlap    = "合并单元格互相重叠"
)

// book is a workbook that is being read.
type book struct {
	*source.Notes
	date1904     bool
	blocks       []source.Block
	hidden       []source.Block  // of hidden sheets
	titles       map[string]bool // what sheets begin with
	cells, chars int
}

func newBook(n *source.Notes) book { return book{Notes: n, titles: map[string]bool{}} }

// unseen reads a hidden sheet apart from what is seen. What is wrong with it is its own
// matter.
func (b *book) unseen(read func() error) {
	seen, notes := b.blocks, b.Notes
	b.blocks, b.Notes = nil, &source.Notes{Times: notes.Times}
	if read() == nil {
		b.hidden = append(b.hidden, b.blocks...)
	}
	b.blocks, b.Notes = seen, notes
}

// sheet is a sheet as the file has it: what has no content is not kept.
type sheet struct {
	name       string
	cells      []cell
	framed     []place // cells that are empty and have borders
	merges     []area
	rows, cols spans // that are hidden
	printed    *area // nil is all of it
}

type cell struct {
	place        // where it is shown
	at    place  // where it stands
	text  string // without the space at its ends
	state source.State
}

// place is a row and a column, from 0.
type place struct{ row, col int }

// area is the places of a merged cell.
type area struct{ from, to place }

func compare(a, b place) int { return cmp.Or(a.row-b.row, a.col-b.col) }

// String is the place as a sheet names it: F12.
func (p place) String() string {
	var letters []byte
	for n := p.col + 1; n > 0; n = (n - 1) / 26 {
		letters = append(letters, byte('A'+(n-1)%26))
	}
	slices.Reverse(letters)
	return string(letters) + strconv.Itoa(p.row+1)
}

func (a area) String() string { return a.from.String() + ":" + a.to.String() }

// parsePlace reads a reference to a cell, such as F12 or $F$12.
func parsePlace(s string) (p place, ok bool) {
	s = strings.ReplaceAll(s, "$", "")
	letters := 0
	for letters < min(len(s), 4) && s[letters] >= 'A' && s[letters] <= 'Z' {
		p.col = p.col*26 + int(s[letters]-'A') + 1
		letters++
	}
	row, ok := parseIndex(s[letters:], maxRows)
	p.col--
	p.row = row
	return p, ok && letters > 0 && p.col < maxCols
}

// parseIndex reads a number that counts from 1 as one from 0.
func parseIndex(s string, most int) (int, bool) {
	n, err := strconv.ParseUint(s, 10, 31)
	return int(n) - 1, err == nil && n > 0 && int(n) <= most
}

func parseArea(s string) (area, bool) {
	from, to, found := strings.Cut(s, ":")
	if !found {
		to = from
	}
	a, okA := parsePlace(from)
	b, okB := parsePlace(to)
	return area{a, b}, okA && okB && a.row <= b.row && a.col <= b.col
}

func (s *sheet) pos(p place) report.Pos { return report.Pos{Sheet: s.name, Cell: p.String()} }

// add adds a cell that has something in it.
func (b *book) add(s *sheet, p place, text string, state source.State) error {
	if text == "" && state == source.Present {
		return nil
	}
	b.cells++
	b.chars += utf8.RuneCountInString(text)
	switch {
	case b.cells > b.Most(source.MaxCells):
		return source.TooManyCells(s.pos(p))
	case b.chars > b.Most(source.MaxChars):
		return source.TooManyChars(s.pos(p), b.chars)
	}
	s.cells = append(s.cells, cell{p, p, text, state})
	return nil
}

// damaged is the error for what a sheet cannot have, with how it stands there.
func (s *sheet) damaged(what, value string) error {
	return source.Error(report.Pos{Sheet: s.name}, "I-ar", short(value), what, "")
}

// wrong is the error for what a cell cannot have.
func (s *sheet) wrong(at place, what, value string) error {
	return source.Error(s.pos(at), "I-ar", short(value), what, "")
}

func short(value string) string { return fmt.Sprintf("%.40s", value) }

// lineEnds makes one of the line ends; in XML, a carriage return that is written as
// a character reference or in the manner of Excel stays one.
var lineEnds = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// clean is text without the space at its ends.
func clean(text string) string { return strings.TrimSpace(lineEnds.Replace(text)) }

// number adds a cell that has a number, as the file has it.
func (b *book) number(s *sheet, at place, value string, f numberFormat) error {
	v, ok := parseNumber(value)
	if !ok {
		return s.wrong(at, badNumber, value)
	}
	if f.sections == nil {
		f = parseFormat(general)
	}
	shown := f.of(v)
	switch {
	case f.date:
		return b.add(s, at, dateText(v, b.date1904), source.Present)
	case v != 0 && shown.other:
		return b.add(s, at, decimal(v)+"（格式 "+f.code+"）", source.BadValue)
	case v != 0 && shown.percent:
		return b.add(s, at, decimal(v*100)+"%", source.Present)
	}
	return b.add(s, at, decimal(v), source.Present)
}

// truth is a logical value as a sheet shows it.
func truth(s string) string {
	if isTrue(s) {
		return "TRUE"
	}
	return "FALSE"
}
