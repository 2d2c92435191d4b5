package pdf

import (
	"fmt"
	"unicode"

	"github.com/nianbao/nianbao/render/layout"
)

// Error says why a layout cannot be written as a valid PDF. Nothing of the file
// has been written then.
type Error struct {
	Page  int    // from 1; 0 where it is the document that is at fault
	Text  string // what is at fault, or how it begins, if it is a text
	part  part   // of the document
	fault fault
}

type fault struct{ zh, en string }

// part is a part of a document that is on no page.
type part struct{ zh, en string }

var (
	ofTitle      = part{"标题属性", "the title property"}
	ofLanguage   = part{"语言标记", "the language tag"}
	ofTable      = part{"表格的题注或说明", "the caption or the description of a table"}
	ofAttachment = part{"附件", "the attachment"}
)

var (
	noDocument = fault{"没有文档", "there is no document"}
	noTitle    = fault{"文档没有标题，或标题中有不能使用的字符", "the document has no title, or one with characters that are not allowed"}
	noLanguage = fault{"文档的语言标记无效", "the language tag of the document is not valid"}
	noPages    = fault{"文档没有页面", "the document has no pages"}
	badPage    = fault{"页面尺寸应在 3 磅至 14400 磅之间", "a page measures between 3 and 14400 points"}
	noFace     = fault{"文字没有字体", "the text has no face"}
	badSize    = fault{"字号应大于零", "the size of the text is not positive"}
	badGlyph   = fault{"字形不在字体中", "a glyph is not in the face"}
	badRune    = fault{"字形没有对应的有效字符", "a glyph stands for no valid character"}
	badPlace   = fault{"位置或间距超出范围", "a place or a distance is out of range"}
	badRule    = fault{"线宽应大于零", "the width of a rule is not positive"}
	badShade   = fault{"底纹的尺寸或颜色无效", "the size or the colour of a shade is not valid"}
	badOrigin  = fault{"文字不属于文档的任何内容", "the text belongs to no content of the document"}
	badTable   = fault{"表格的单元格重叠、缺失或超出范围", "the cells of a table overlap, leave holes or reach beyond it"}
	longText   = fault{"文字过长，请缩短", "the text is too long; shorten it"}
	badName    = fault{"附件的文件名无效", "the name of the attachment is not valid"}
	badType    = fault{"附件的类型无效", "the media type of the attachment is not valid"}
	manyGlyphs = fault{"同一字体使用的字形过多", "too many glyphs of one face"}
)

// Where returns the place in Chinese; it is empty for the document itself.
func (e *Error) Where() string {
	if e.Page > 0 {
		return fmt.Sprintf("第 %d 页", e.Page)
	}
	return e.part.zh
}

// Error returns the message in Chinese.
func (e *Error) Error() string {
	s := "无法生成 PDF："
	if where := e.Where(); where != "" {
		s += where + "："
	}
	s += e.fault.zh
	if e.Text != "" {
		s += "（" + e.Text + "）"
	}
	return s
}

// English returns the message in English.
func (e *Error) English() string {
	s := "cannot write PDF: "
	if e.Page > 0 {
		s += fmt.Sprintf("page %d: ", e.Page)
	} else if e.part.en != "" {
		s += e.part.en + ": "
	}
	s += e.fault.en
	if e.Text != "" {
		s += " (" + e.Text + ")"
	}
	return s
}

// partError is a fault of a part of the document that has the text.
func partError(p part, text string, f fault) error {
	return &Error{Text: excerpt([]rune(text)), part: p, fault: f}
}

func textError(page int, t *layout.Text, f fault) error {
	var s []rune
	for _, g := range t.Glyphs[:min(len(t.Glyphs), maxExcerpt)] {
		s = append(s, g.Rune)
	}
	return &Error{Page: page, Text: excerpt(s), fault: f}
}

// maxExcerpt is how many characters of a text an error has.
const maxExcerpt = 30

// excerpt returns how a text begins, in characters that can be printed.
func excerpt(text []rune) string {
	s := make([]rune, 0, maxExcerpt)
	for _, r := range text[:min(len(text), maxExcerpt)] {
		if !unicode.IsPrint(r) {
			r = unicode.ReplacementChar
		}
		s = append(s, r)
	}
	return string(s)
}
