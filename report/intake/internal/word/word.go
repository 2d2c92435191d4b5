// Package word reads documents of WordprocessingML (ISO/IEC 29500-1, 17; Transitional
// and Strict), as Word, WPS and LibreOffice write them.
package word

import (
	"strings"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// Read reads a DOCX: what a reader of the document sees with all tracked changes
// accepted. What else is in it is told once, by what it is.
func Read(data []byte, n *source.Notes) (*source.Source, error) {
	p, err := opc.Open(data)
	if err != nil {
		return nil, err
	}
	return readPackage(p, n)
}

func readPackage(p *opc.Package, n *source.Notes) (*source.Source, error) {
	main, _, err := p.Main()
	if err != nil {
		return nil, err
	}
	r := newReader(n)
	if err := r.readStyles(p, main); err != nil {
		return nil, err
	}
	if r.x, err = p.XML(main); err != nil {
		return nil, err
	}
	s, err := r.read(main)
	if err != nil {
		return nil, err
	}
	s.Title, _ = p.Title() // properties that are damaged give none
	if err := r.readMargins(p, main); err != nil {
		return nil, err
	}
	s.Carried = p.Carried(main, n)
	return s, nil
}

func newReader(n *source.Notes) *reader {
	r := &reader{notes: n, ground: paper.Grey(1)}
	r.lists.styles = &r.styles
	return r
}

// read reads the document.
func (r *reader) read(part string) (*source.Source, error) {
	s := &source.Source{Format: "DOCX"}
	var body flow
	found := false
	for root := range r.x.Children() {
		r.preserve = r.x.Attr("xml:space") == "preserve"
		for name := range r.x.Children() {
			switch root + " " + name {
			case "w:document w:background":
				r.lay(unknown)
			case "w:document w:body", "w:wordDocument w:body":
				found = true
				r.blocks(&body)
			case "w:wordDocument w:lists":
				r.lists.read(r.x)
			case "w:wordDocument w:styles":
				r.styles.read(r.x)
			case "w:wordDocument o:DocumentProperties":
				for name := range r.x.Children() {
					if name == "o:Title" {
						s.Title = strings.TrimSpace(r.x.Text())
					}
				}
			}
		}
	}
	if err := r.x.Err(); err != nil {
		return nil, err
	}
	if !found {
		return nil, source.Error(report.Pos{}, "I-ar", part, noBody, "")
	}
	body.end()
	s.Blocks = body.list
	number := 0
	for i := range s.Blocks {
		if b := &s.Blocks[i]; b.Table == nil {
			number++
			b.At = report.Pos{Paragraph: number}
		}
	}
	return s, nil
}

const noBody = "没有正文"

// What is left out, as messages name it.
const (
	hiddenText  = "隐藏的文字"
	deletedText = "修订中删除的文字"
	struckText  = "删去的文字"
	deletedRow  = "修订中删除的行"
	coveredText = "被合并的单元格遮住的文字"
	hiddenRow   = "隐藏的行"
	promptText  = "内容控件的提示文字"
	symbols     = "符号字体的字符"
	unresolved  = "没有结果的域"
	textBoxes   = "文本框"
	pictures    = "图片"
	charts      = "图表"
	objects     = "嵌入的对象"
	equations   = "公式"
	footnotes   = "脚注、尾注"
	comments    = source.Comments
	otherFiles  = "插入的其他文件"
	listNumbers = "列表的编号"
	margins     = "页眉、页脚"
)

// reader reads the parts of a document.
type reader struct {
	x      *opc.XML
	notes  *source.Notes
	styles styles
	lists  lists

	preserve     bool    // spaces at the ends of texts, unless they say it
	fields       []field // that are open
	instructions int     // of them, those whose result has not begun
	still        int     // what is read now is not shown, and not told of
	at           report.Pos
	ground       paper.Colour // below what is read
	paragraphs   int          // outside tables
	tables       int          // but for those that serve for layout
	rows         int          // of all tables, and paragraphs
	cells        int
	chars        int
	images       int // that are left out
	unresolved   int // fields
}

// flow is what stands below each other in a document or a cell.
type flow struct {
	list []source.Block
	open string // text whose paragraph goes on in the next
	kept bool   // there is one
}

// end closes what nothing followed.
func (f *flow) end() {
	if f.kept {
		f.paragraph(f.open, 0)
	}
}

// paragraph adds a paragraph that has what was open, too.
func (f *flow) paragraph(text string, level int) {
	f.open, f.kept = "", false
	if text = strings.TrimSpace(text); text != "" {
		f.list = append(f.list, source.Block{Text: text, Level: level})
	}
}

func (r *reader) leave(what string) {
	if r.still > 0 {
		return
	}
	switch what {
	case pictures:
		r.images++
	case unresolved:
		r.unresolved++
	}
	r.notes.Leave(what, 1, r.at)
}

func (r *reader) fail(what string, most int) { r.x.Fail(source.TooMany(r.at, what, most)) }

// children calls each for the elements within the one that is open, as if what wraps
// some of them was not there.
func (r *reader) children(each func(name string)) {
	for name := range r.x.Children() {
		switch name {
		case "wx:sect", "wx:sub-section", "w:customXml", "w:smartTag", "w:hyperlink", "w:ins", "w:moveTo", "w:fldSimple", "w:dir", "w:bdo":
			r.children(each)
		case "w:sdt":
			r.control(each)
		case "w:del", "w:moveFrom":
			r.leave(deletedText)
		case "aml:annotation": // of 2003: tracked changes, comments, bookmarks
			switch r.x.Attr("w:type") {
			case amlDeletion:
				r.leave(deletedText)
			case "Word.Comment":
				r.leave(comments)
			default:
				for name := range r.x.Children() {
					if name == "aml:content" {
						r.children(each)
					}
				}
			}
		case "mc:AlternateContent":
			r.choice(each)
		default:
			each(name)
		}
	}
}

// control reads a content control.
func (r *reader) control(each func(name string)) {
	prompt := false
	for name := range r.x.Children() {
		switch name {
		case "w:sdtPr":
			for name := range r.x.Children() {
				prompt = prompt || name == "w:showingPlcHdr" && onOff(r.x) == on
			}
		case "w:sdtContent":
			if prompt {
				r.leave(promptText)
				continue
			}
			r.children(each)
		}
	}
}

// choice reads the first of several ways in which the same is given.
func (r *reader) choice(each func(name string)) {
	read := false
	for name := range r.x.Children() {
		if !read && (name == "mc:Choice" || name == "mc:Fallback") {
			read = true
			r.children(each)
		}
	}
}

func (r *reader) blocks(f *flow) {
	r.children(func(name string) { r.block(f, name) })
}

func (r *reader) block(f *flow, name string) {
	switch name {
	case "w:p":
		r.paragraph(f)
	case "w:tbl":
		f.end()
		r.table(f)
	case "w:altChunk":
		r.leave(otherFiles)
	case "m:oMathPara":
		r.leave(equations)
	}
}

// count keeps within the limits what becomes of a document.
func (r *reader) count(rows, cells int) {
	r.rows += rows
	r.cells += cells
	switch {
	case r.rows > source.MaxBlocks:
		r.fail(manyBlocks, source.MaxBlocks)
	case r.cells > source.MaxCells:
		r.fail(manyCells, source.MaxCells)
	}
}

const (
	manyBlocks = "段落和表格的行"
	manyCells  = "单元格"
	manyChars  = "文字"
	longText   = "一段的字节"
	manyCols   = "表格的列"

	manyDefinitions = "样式和列表的定义"
	longLevelText   = "列表编号的字节"
)

func (r *reader) readStyles(p *opc.Package, main string) error {
	for _, read := range [...]struct {
		relType string
		read    func(x *opc.XML)
	}{{"styles", r.styles.read}, {"numbering", r.lists.read}} {
		parts, err := p.Related(main, read.relType)
		if err != nil {
			return err
		}
		for _, part := range parts[:min(len(parts), 1)] {
			x, err := p.XML(part)
			if err != nil {
				return err
			}
			for range x.Children() {
				read.read(x)
			}
			if err := x.Err(); err != nil {
				return err
			}
		}
	}
	return nil
}

// readMargins tells of headers and footers that have more than the number of a page.
func (r *reader) readMargins(p *opc.Package, main string) error {
	for _, relType := range [...]string{"header", "footer"} {
		parts, err := p.Related(main, relType)
		if err != nil {
			return err
		}
		for _, part := range parts {
			if r.x, err = p.XML(part); err != nil {
				return err
			}
			var f flow
			r.still++
			for range r.x.Children() {
				r.blocks(&f)
			}
			r.still--
			if err := r.x.Err(); err != nil {
				return err
			}
			f.end()
			r.at = report.Pos{}
			for _, b := range f.list {
				if b.Table != nil || strings.Trim(b.Text, pageNumber) != "" {
					r.leave(margins)
					break
				}
			}
		}
	}
	return nil
}

// pageNumber is what stands in a footer that has the number of the page alone.
const pageNumber = "0123456789第共页- —–－·.,/\t\n\u3000\u00a0"
