package fixed

import (
	"fmt"
	"unicode"

	"github.com/nianbao/nianbao/render/layout"
)

// Words are the same in Chinese and in English.
type Words struct{ ZH, EN string }

// Refusal says why a layout cannot be written. Each writer has an error of its own of it.
type Refusal struct {
	Page int    // from 1; 0 where it is the document that is at fault
	Text string // what is at fault, or how it begins, if it is a text
	Why
}

// Why is a fault, and the part of the document that has it if that is on no page.
type Why struct{ Part, Fault Words }

// The faults that the writers find by themselves as well.
var (
	BadGlyph = Words{"字形不在字体中", "a glyph is not in the face"}
	LongText = Words{"文字过长，请缩短", "the text is too long; shorten it"}
	BadName  = Words{"附件的文件名无效", "the name of the attachment is not valid"}
)

var (
	noDocument = Words{"没有文档", "there is no document"}
	noTitle    = Words{"文档没有标题，或标题中有不能使用的字符", "the document has no title, or one with characters that are not allowed"}
	noPages    = Words{"文档没有页面", "the document has no pages"}
	badPage    = Words{"页面尺寸应在 3 磅至 14400 磅之间", "a page measures between 3 and 14400 points"}
	noFace     = Words{"文字没有字体", "the text has no face"}
	badSize    = Words{"字号应大于零", "the size of the text is not positive"}
	badPlace   = Words{"位置或间距超出范围", "a place or a distance is out of range"}
	badRune    = Words{"字形没有对应的有效字符", "a glyph stands for no valid character"}
	badRule    = Words{"线宽应大于零", "the width of a rule is not positive"}
	badShade   = Words{"底纹的尺寸或颜色无效", "the size or the colour of a shade is not valid"}
)

// Attachment is the part of a document that goes along with it.
var Attachment = Words{"附件", "the attachment"}

// OfWhole is a fault of the document.
func OfWhole(fault Words) *Refusal { return &Refusal{Why: Why{Fault: fault}} }

// OfPart is a fault of a part of the document that has the text.
func OfPart(part Words, text string, fault Words) *Refusal {
	return &Refusal{Text: excerpt([]rune(text)), Why: Why{part, fault}}
}

// OfPage is a fault of a page, from 1.
func OfPage(page int, fault Words) *Refusal { return &Refusal{Page: page, Why: Why{Fault: fault}} }

// OfText is a fault of a text of a page, from 1.
func OfText(page int, t *layout.Text, fault Words) *Refusal {
	var s []rune
	for _, g := range t.Glyphs[:min(len(t.Glyphs), maxExcerpt)] {
		s = append(s, g.Rune)
	}
	return &Refusal{Page: page, Text: excerpt(s), Why: Why{Fault: fault}}
}

// Error returns the message in Chinese, of no format.
func (r *Refusal) Error() string { return r.Chinese("", r.Page, r.Text) }

// Where returns the place in Chinese; it is empty for the document itself.
func (w Why) Where(page int) string {
	if page > 0 {
		return fmt.Sprintf("第 %d 页", page)
	}
	return w.Part.ZH
}

// Chinese returns the message that a file of a format cannot be made.
func (w Why) Chinese(format string, page int, text string) string {
	s := "无法生成 " + format + "："
	if where := w.Where(page); where != "" {
		s += where + "："
	}
	s += w.Fault.ZH
	if text != "" {
		s += "（" + text + "）"
	}
	return s
}

// English returns the same in English.
func (w Why) English(format string, page int, text string) string {
	s := "cannot write " + format + ": "
	if page > 0 {
		s += fmt.Sprintf("page %d: ", page)
	} else if w.Part.EN != "" {
		s += w.Part.EN + ": "
	}
	s += w.Fault.EN
	if text != "" {
		s += " (" + text + ")"
	}
	return s
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
