package doc

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Forbidden reports whether a character may not stand in a document: control
// characters but tab, line feed and carriage return, which each text allows or not;
// the line and the paragraph separator; noncharacters; surrogates; bidirectional
// controls, which make figures look otherwise than they are; and U+FEFF, which is
// invisible. All of them are either no text or cannot be carried by XML, HTML and PDF
// alike (XML 1.0, 2.2; HTML, 13.2.3.5; ISO 19005-2, 6.2.11.7.2).
func Forbidden(r rune) bool {
	// Nearly all text is ASCII and Chinese characters.
	return !(' ' <= r && r < 0x7F || 0x3000 <= r && r < 0xD800) && forbidden(r)
}

func forbidden(r rune) bool {
	switch r {
	case '\t', '\n', '\r':
		return false
	case 0x2028, 0x2029, 0xFEFF:
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || !utf8.ValidRune(r) || noncharacter(r)
}

func noncharacter(r rune) bool { return r&0xFFFE == 0xFFFE || 0xFDD0 <= r && r <= 0xFDEF }

// The most that a document may measure: the largest page of a PDF, and as many
// places in a table as no form has (ISO 32000-1, Annex C).
const (
	maxLength = 14400 * emuPerPoint
	maxIndent = 1000 // characters
	maxMark   = 16   // characters: as many as stand on a line
)

// Check returns the first fault that keeps the document from being drawn, in
// whatever format: an [*Error], an [*UnknownBlockError], or the [*GridError] of a
// table.
func (d *Document) Check() error {
	_, err := d.Grids()
	return err
}

// Grids returns the grid of every block that is a table, by the index of the
// block. The error is that of [Document.Check].
func (d *Document) Grids() ([]*Grid, error) {
	if d == nil {
		return nil, wrong("没有文档", "no document")
	}
	if e := d.checkProperties(); e != nil {
		return nil, e
	}
	if e := checkStyles(&d.Styles); e != nil {
		return nil, e
	}
	grids := make([]*Grid, len(d.Blocks))
	for i, b := range d.Blocks {
		var e *Error
		switch b := b.(type) {
		case *Heading:
			e = checkHeading(b)
		case *Paragraph:
			e = checkParagraph(b)
		case *Table:
			if b == nil {
				e = missing()
				break
			}
			var err error
			if grids[i], err = b.Grid(); err != nil {
				return nil, err
			}
			e = checkTable(b, grids[i])
		case nil:
			e = missing()
		default:
			return nil, &UnknownBlockError{i, b}
		}
		if e != nil {
			e.Block = i
			return nil, e
		}
	}
	if e := d.checkComments(); e != nil {
		return nil, e
	}
	return grids, nil
}

func missing() *Error { return wrong("是空的", "is nil") }

func (d *Document) checkProperties() *Error {
	switch {
	case d.Title == "":
		return wrong("文档没有标题属性", "the document has no title property")
	case !validLang(d.Lang):
		return wrong(fmt.Sprintf("文档的语言 %q 不是 BCP 47 语言标记", d.Lang), fmt.Sprintf("the language %q of the document is no BCP 47 tag", d.Lang))
	}
	if e := checkText("文档的标题属性", "the title property", d.Title, ""); e != nil {
		return e
	}
	if e := checkText("文档的责任者", "the issuer of the document", d.Issuer, ""); e != nil {
		return e
	}
	for _, p := range d.Index {
		if p.Name == "" {
			return wrong("索引有一项没有名称", "a property of the index has no name")
		}
		if e := checkText("索引的名称", "the name of a property", p.Name, ""); e != nil {
			return e
		}
		if checkText("", "", p.Value, "") != nil {
			return checkText("索引“"+p.Name+"”", fmt.Sprintf("the property %q", p.Name), p.Value, "")
		}
	}
	if e := checkText("文档的标记", "the mark of the document", d.Mark, ""); e != nil {
		return e
	}
	if n := utf8.RuneCountInString(d.Mark); n > maxMark {
		return wrong(fmt.Sprintf("文档的标记有 %d 个字符，最多 %d 个", n, maxMark), fmt.Sprintf("the mark of the document has %d characters; there are %d at most", n, maxMark))
	}
	return nil
}

func checkHeading(h *Heading) *Error {
	switch {
	case h == nil:
		return missing()
	case h.Level < 0 || h.Level > 2:
		return wrong(fmt.Sprintf("的标题级别 %d 不在 0 至 2 之间", h.Level), fmt.Sprintf("the heading level %d is not from 0 to 2", h.Level))
	}
	return checkRuns(h.Runs)
}

func checkParagraph(p *Paragraph) *Error {
	switch {
	case p == nil:
		return missing()
	case !within(0, p.RightIndent):
		return wrong("的右缩进超出范围", "the right indent is out of range")
	}
	if e := checkStyle(p.Style); e != nil {
		return e
	}
	return checkRuns(p.Runs)
}

func checkTable(t *Table, g *Grid) *Error {
	if g.Rows == 0 || g.Cols == 0 {
		return wrong("（表格）没有行或列", "the table has no rows or no columns")
	}
	if t.HeadRows < 0 || t.HeadRows > g.Rows {
		return wrong("（表格）的表头行数不对", "the table's number of head rows is out of range")
	}
	if !within(0, t.Padding, t.PaddingY) {
		return wrong("（表格）的单元格边距超出范围", "the table's padding is out of range")
	}
	for _, w := range t.Widths {
		if !within(1, w) {
			return wrong("（表格）有一列的宽度超出范围", "the width of a column of the table is out of range")
		}
	}
	for _, r := range t.Rows {
		if !within(0, r.MinHeight) {
			return wrong("（表格）有一行的高度超出范围", "the height of a row of the table is out of range")
		}
	}
	if e := checkText("（表格）的题注", "the table's caption", t.Caption, ""); e != nil {
		return e
	}
	if e := checkText("（表格）的说明", "the table's description", t.Description, ""); e != nil {
		return e
	}
	for i := range g.Cells {
		p := &g.Cells[i]
		e := checkStyle(p.Style)
		if e == nil {
			e = checkRuns(p.Runs)
		}
		if e == nil && p.Shade > 0xFFFFFF {
			e = wrong("的底纹颜色超出范围", "the shade is out of range")
		}
		if e != nil {
			e.Row, e.Col = p.Row, p.Col
			return e
		}
	}
	return nil
}

func checkStyle(s StyleID) *Error {
	if s == Mark {
		return wrong("的样式只用于文档的标记", "the style is that of the mark of the document alone")
	}
	if s >= NumStyles {
		return wrong(fmt.Sprintf("的样式 %d 不存在", s), fmt.Sprintf("there is no style %d", s))
	}
	return nil
}

func checkStyles(s *StyleSheet) *Error {
	p := &s.Page
	if !within(0, p.Top, p.Bottom, p.Left, p.Right, p.NumberDrop, p.MarkRise) || !within(1, p.Width, p.Height, p.TextWidth(), p.TextHeight()) {
		return wrong("页面没有版心", "the page has no type area")
	}
	if p.LinePitch.Twips() <= 0 || !within(1, p.LinePitch) {
		return wrong("页面没有行距", "the page has no line pitch")
	}
	if !within(1, s.Rule) {
		return wrong("表格线的宽度超出范围", "the width of table rules is out of range")
	}
	for id := range NumStyles {
		st := &s.Styles[id]
		if st.Size.HalfPoints() <= 0 || st.LineHeight.Twips() <= 0 || st.Role >= NumRoles || st.Align > Right ||
			!within(1, st.Size, st.CharPitch(), st.LineHeight) || !within(0, st.SpaceBefore, st.SpaceAfter) ||
			min(st.FirstIndent, st.RightIndent) < 0 || max(st.FirstIndent, st.RightIndent) > maxIndent {
			return wrong(fmt.Sprintf("样式 %v 不完整或超出范围", id), fmt.Sprintf("the style %v is incomplete or out of range", id))
		}
	}
	return nil
}

func checkRuns(runs []Run) *Error {
	for _, r := range runs {
		if e := checkText("的文字", "the text", r.Text, "\n"); e != nil {
			return e
		}
	}
	return nil
}

// checkText refuses what is [Forbidden], and line ends and tabs but those in allowed.
func checkText(zh, en, s, allowed string) *Error {
	for i, r := range s {
		var size int
		switch {
		case r == utf8.RuneError:
			if _, size = utf8.DecodeRuneInString(s[i:]); size == 1 {
				return wrong(fmt.Sprintf("%s在第 %d 个字节处不是 UTF-8", zh, i+1), fmt.Sprintf("%s is not UTF-8 at byte %d", en, i+1))
			}
		case r < ' ' && !strings.ContainsRune(allowed, r), Forbidden(r):
			n := utf8.RuneCountInString(s[:i]) + 1
			return wrong(fmt.Sprintf("%s的第 %d 个字符 %U 不能印出", zh, n, r), fmt.Sprintf("%s has %U at character %d, which cannot be printed", en, r, n))
		}
	}
	return nil
}

// validLang reports whether s has the shape of a BCP 47 tag (RFC 5646, 2.1).
func validLang(s string) bool {
	for i, sub := range strings.Split(s, "-") {
		if len(sub) == 0 || len(sub) > 8 {
			return false
		}
		for _, c := range []byte(sub) {
			letter := 'a' <= c|0x20 && c|0x20 <= 'z'
			if digit := '0' <= c && c <= '9'; !letter && (!digit || i == 0) {
				return false
			}
		}
	}
	return true
}

// within reports whether all lengths are from least to the most that there is.
func within(least Length, lengths ...Length) bool {
	for _, l := range lengths {
		if l < least || l > maxLength {
			return false
		}
	}
	return true
}
