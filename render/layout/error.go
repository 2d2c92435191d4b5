package layout

import (
	"fmt"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report/doc"
)

// Place is where in a document something stands.
type Place struct {
	Block int    // index in Document.Blocks; -1 for the page number, -2 for the mark
	Text  string // how the text of the block begins, or the caption of the table
	// Row and Col are the place of a cell in the grid of the table, from 1;
	// they are 0 outside tables.
	Row, Col int
}

// Blocks of text that is of none.
const (
	numberBlock = -1
	markBlock   = -2
)

// String returns the place in Chinese.
func (p Place) String() string {
	switch {
	case p.Block == markBlock:
		return "文档的标记"
	case p.Block < 0:
		return "页码"
	case p.Row > 0 && p.Col > 0:
		return fmt.Sprintf("表“%s”第%d行第%d列", p.Text, p.Row, p.Col)
	case p.Row > 0:
		return fmt.Sprintf("表“%s”第%d行", p.Text, p.Row)
	}
	return fmt.Sprintf("“%s”", p.Text)
}

// English returns the place in English.
func (p Place) English() string {
	switch {
	case p.Block == markBlock:
		return "the mark of the document"
	case p.Block < 0:
		return "the page number"
	case p.Row > 0 && p.Col > 0:
		return fmt.Sprintf("table %q, row %d, column %d", p.Text, p.Row, p.Col)
	case p.Row > 0:
		return fmt.Sprintf("table %q, row %d", p.Text, p.Row)
	}
	return fmt.Sprintf("%q", p.Text)
}

// MissingGlyph is a character that no face of the set covers, and the place of
// its first occurrence.
type MissingGlyph struct {
	Rune  rune
	Place Place
}

// MissingGlyphError is every character of a document that no face of the set
// covers, in the order of their first occurrence.
type MissingGlyphError struct{ Missing []MissingGlyph }

// Error returns the message in Chinese.
func (e *MissingGlyphError) Error() string {
	var b strings.Builder
	b.WriteString("字体中没有以下字符：")
	for i, m := range e.Missing {
		if i > 0 {
			b.WriteString("；")
		}
		fmt.Fprintf(&b, "%s，首见于%v", name(m.Rune), m.Place)
	}
	return b.String()
}

// English returns the message in English.
func (e *MissingGlyphError) English() string {
	var b strings.Builder
	b.WriteString("no font has these characters: ")
	for i, m := range e.Missing {
		if i > 0 {
			b.WriteString("; ")
		}
		fmt.Fprintf(&b, "%s, first in %s", name(m.Rune), m.Place.English())
	}
	return b.String()
}

// Where returns the place of the first of them, in Chinese.
func (e *MissingGlyphError) Where() string { return e.Missing[0].Place.String() }

// name returns a character and its code, such as 〇（U+3007）.
func name(r rune) string {
	switch {
	case unicode.Is(unicode.M, r):
		return fmt.Sprintf("\u25CC%c（U+%04X）", r, r)
	}
	return fmt.Sprintf("%c（U+%04X）", r, r)
}

// OverflowKind is what has too little room.
type OverflowKind uint8

// The kinds of overflow.
const (
	TableWidth OverflowKind = iota + 1 // a table is wider than the type area
	RowHeight                          // a row and the head rows above it are higher than the type area
	CellWidth                          // a word or figure is wider than its cell at the smallest size
	LineWidth                          // a character is wider than its line
	LineHeight                         // a line is higher than the type area
	MarkHeight                         // the mark is higher than the margin above the type area
)

// OverflowError is something that has no room on the page.
type OverflowError struct {
	Kind       OverflowKind
	Place      Place
	Got, Limit doc.Length
}

// Error returns the message in Chinese.
func (e *OverflowError) Error() string {
	what := [...]string{"放不下", "宽于版心", "连同表头高于版心", "中的文字宽于单元格", "中的字宽于行", "的行高于版心", "高于版心以上的空白"}[min(e.Kind, MarkHeight)]
	return fmt.Sprintf("%v%s：%v，最多 %v", e.Place, what, e.Got, e.Limit)
}

// English returns the message in English.
func (e *OverflowError) English() string {
	what := [...]string{"no room", "table wider than the type area", "row with the head rows higher than the type area", "text wider than its cell", "character wider than its line", "line higher than the type area", "mark higher than the margin above the type area"}[min(e.Kind, MarkHeight)]
	return fmt.Sprintf("%s: %s: %v, at most %v", e.Place.English(), what, e.Got, e.Limit)
}

// Where returns the place in Chinese.
func (e *OverflowError) Where() string { return e.Place.String() }

// excerpt returns how a text begins.
func excerpt(runs []doc.Run) string {
	const most = 12
	n := 0
	text := doc.PlainText(runs)
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
