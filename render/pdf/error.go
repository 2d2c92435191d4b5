package pdf

import "github.com/nianbao/nianbao/render/internal/fixed"

// Error says why a layout cannot be written as a valid PDF. Nothing of the file
// has been written then.
type Error struct {
	Page int    // from 1; 0 where it is the document that is at fault
	Text string // what is at fault, or how it begins, if it is a text
	why  fixed.Why
}

// The parts of a document that are on no page.
var (
	ofTitle    = fixed.Words{ZH: "标题属性", EN: "the title property"}
	ofLanguage = fixed.Words{ZH: "语言标记", EN: "the language tag"}
	ofTable    = fixed.Words{ZH: "表格的题注或说明", EN: "the caption or the description of a table"}
)

var (
	noLanguage = fixed.Words{ZH: "文档的语言标记无效", EN: "the language tag of the document is not valid"}
	badOrigin  = fixed.Words{ZH: "文字不属于文档的任何内容", EN: "the text belongs to no content of the document"}
	badTable   = fixed.Words{ZH: "表格的单元格重叠、缺失或超出范围", EN: "the cells of a table overlap, leave holes or reach beyond it"}
	badType    = fixed.Words{ZH: "附件的类型无效", EN: "the media type of the attachment is not valid"}
	manyGlyphs = fixed.Words{ZH: "同一字体使用的字形过多", EN: "too many glyphs of one face"}
)

// format is what messages call the format.
const format = "PDF"

// Where returns the place in Chinese; it is empty for the document itself.
func (e *Error) Where() string { return e.why.Where(e.Page) }

// Error returns the message in Chinese.
func (e *Error) Error() string { return e.why.Chinese(format, e.Page, e.Text) }

// English returns the message in English.
func (e *Error) English() string { return e.why.English(format, e.Page, e.Text) }
