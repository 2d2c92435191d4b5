package msdoc

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/numbering"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// What is left out, as it is told.
const (
	hiddenText  = "隐藏的文字"
	deletedText = "修订中删除的文字"
	deletedRow  = "修订中删除的行"
	struckText  = "删去的文字"
	coveredText = "被合并的单元格遮住的文字"
	unresolved  = "没有结果的域"
	unnumbered  = "没有读出的自动编号"
	symbols     = "符号字体的字符"
	pictures    = "图片"
	textBoxes   = "文本框"
	footnotes   = "脚注、尾注"
	comments    = "批注"
)

// reader takes the text of a document apart.
type reader struct {
	*document
	notes *source.Notes
	lists *lists

	text     strings.Builder // of the paragraph
	wide     []uint16        // what of it is not decoded yet
	kept     bool            // of it, or what ends it, something was not deleted
	images   int
	fields   []bool // that are open: whether their result has begun
	unread   int    // of them, those whose result has not
	empty    int    // fields in it that have no result
	flow     flow
	open     []*table // tables within each other
	source   source.Source
	count    int // paragraphs outside tables
	tables   int
	opened   int // of them and of what lays out
	numbered int // characters in the numbers of lists
	rows     int
	cells    int
	lastLeft string
}

// Characters that mean something ([MS-DOC], 2.4.1 and 2.9.236).
const (
	pictureMark = 0x01
	cellMark    = 0x07
	drawingMark = 0x08
	lineBreak   = 0x0B
	pageBreak   = 0x0C
	paraMark    = 0x0D
	columnBreak = 0x0E
	fieldBegin  = 0x13
	fieldSplit  = 0x14
	fieldEnd    = 0x15
	hardHyphen  = 0x1E
)

// look is the properties of characters that are looked at.
type look struct {
	deleted, hidden, struck, raised, special bool
}

func (r *reader) look(list, change []byte) (l look) {
	for _, list := range [...][]byte{list, change} {
		r.properties(list, func(op uint16, arg []byte) {
			on := arg[0] == 1 || arg[0] == 0x81 // or not as the style has it
			switch op {
			case sprmCFRMarkDel:
				l.deleted = on
			case sprmCFVanish:
				l.hidden = on
			case sprmCFStrike, sprmCFDStrike:
				l.struck = on
			case sprmCIss:
				l.raised = arg[0] == 1 || arg[0] == 2
			case sprmCFSpec:
				l.special = on
			}
		})
	}
	return l
}

func (r *reader) read() (*source.Source, error) {
	r.source.Format = "DOC"
	r.lists = r.readLists()
	for i := range r.pieces {
		if err := r.piece(&r.pieces[i]); err != nil {
			return nil, err
		}
	}
	if err := r.endParagraph(paraMark, look{}, paragraph{}); err != nil {
		return nil, err
	}
	if err := r.close(0); err != nil {
		return nil, err
	}
	for _, x := range [...]struct {
		what string
		n    int
	}{{footnotes, r.footnotes}, {footnotes, r.endnotes}, {comments, r.comments}, {textBoxes, r.boxes}} {
		if x.n > 1 { // each of them ends with a mark
			r.notes.Leave(x.what, 1, report.Pos{})
		}
	}
	r.source.Blocks = r.flow.blocks
	return &r.source, nil
}

// piece reads a piece, run by run.
func (r *reader) piece(p *piece) error {
	change := r.change(p)
	for char := p.from; char < p.to; {
		place := p.place(char)
		list, to := r.charProperties(place)
		l := r.look(list, change)
		if r.looked > maxProperties {
			return source.TooMany(r.at(), manyProperties, maxProperties)
		}
		end := p.to
		if p.wide {
			end = min(end, p.from+(to-p.at+1)/2)
		} else {
			end = min(end, p.from+to-p.at)
		}
		end = max(end, char+1)
		for ; char < end; char++ {
			at := p.place(char)
			c := uint16(r.main[at])
			if p.wide {
				c = word.Uint16(r.main[at:])
			} else {
				c = uint16(charmap.Windows1252.DecodeByte(byte(c)))
			}
			switch c {
			case paraMark, cellMark, pageBreak, columnBreak:
				p := r.paragraph(at, change)
				if r.looked > maxProperties {
					return source.TooMany(r.at(), manyProperties, maxProperties)
				}
				if err := r.endParagraph(c, l, p); err != nil {
					return err
				}
			default:
				r.char(c, l)
			}
		}
	}
	return nil
}

// char takes in a character that ends no paragraph.
func (r *reader) char(c uint16, l look) {
	switch c {
	case fieldBegin:
		r.fields = append(r.fields, false)
		r.unread++
		return
	case fieldSplit:
		if n := len(r.fields); n > 0 && !r.fields[n-1] {
			r.fields[n-1] = true
			r.unread--
		}
		return
	case fieldEnd:
		if n := len(r.fields); n > 0 {
			if !r.fields[n-1] {
				r.unread--
				if !l.deleted && r.unread == 0 {
					r.empty++
					r.notes.Leave(unresolved, 1, r.at())
				}
			}
			r.fields = r.fields[:n-1]
		}
		return
	}
	if r.unread > 0 {
		return
	}
	if c >= 0x20 || c == '\t' {
		if what := l.leaves(); what != "" {
			if what != r.lastLeft {
				r.notes.Leave(what, 1, r.at())
			}
			r.lastLeft = what
			return
		}
	}
	r.kept = r.kept || !l.deleted
	r.lastLeft = ""
	switch {
	case l.deleted || l.hidden:
	case c == lineBreak:
		r.flush()
		r.text.WriteByte('\n')
	case c == pictureMark, c == drawingMark && r.boxes == 0:
		r.images++
	case c == hardHyphen:
		r.write('-')
	case c == '(' && l.special:
		r.notes.Leave(symbols, 1, r.at())
	case c == '\t', c >= 0x20:
		if l.raised && c < 0x80 {
			for _, u := range utf16.Encode([]rune(source.Raised(string(rune(c))))) {
				r.write(u)
			}
			return
		}
		r.write(c)
	}
}

// leaves returns as what a character is left out, or nothing.
func (l look) leaves() string {
	switch {
	case l.deleted:
		return deletedText
	case l.hidden:
		return hiddenText
	case l.struck:
		return struckText
	}
	return ""
}

func (r *reader) write(c uint16) { r.wide = append(r.wide, c) }

func (r *reader) flush() {
	r.text.WriteString(string(utf16.Decode(r.wide)))
	r.wide = r.wide[:0]
}

func (r *reader) at() report.Pos {
	if n := len(r.open); n > 0 {
		return r.open[n-1].at(r)
	}
	return report.Pos{Paragraph: r.count + 1}
}

// paragraph is the properties of a paragraph that are looked at.
type paragraph struct {
	depth   int  // of the tables in which it stands
	row     bool // it ends a row, and no text is in it
	cell    bool // it ends a cell of a table within another
	level   int  // of a heading
	list    int
	indent  int // level of the list
	columns []byte
	later   []change // of the columns
}

// change is a property that changes the columns of a row.
type change struct {
	op  uint16
	arg []byte
}

func (r *reader) paragraph(place int, more []byte) (p paragraph) {
	style, list := r.paraProperties(place)
	if style >= 1 && style <= 9 {
		p.level = style
	}
	p.list, p.indent = r.lists.ofStyle(style)
	in := false
	var take func(op uint16, arg []byte)
	const most = 4 // lists that stand elsewhere
	elsewhere := 0
	take = func(op uint16, arg []byte) {
		switch op {
		case sprmPHugePapx, sprmPHugePapxOld, sprmPTableProps:
			if elsewhere++; elsewhere <= most {
				r.properties(r.elsewhere(arg), take)
			}
		case sprmPFInTable:
			in = arg[0] != 0
		case sprmPFTtp, sprmPFInnerTtp:
			p.row = arg[0] != 0
		case sprmPFInnerTableCell:
			p.cell = arg[0] != 0
		case sprmPItap:
			p.depth = int(int32(word.Uint32(arg)))
		case sprmPDtap:
			p.depth += int(int32(word.Uint32(arg)))
		case sprmPIlfo:
			p.list = int(int16(word.Uint16(arg)))
		case sprmPIlvl:
			p.indent = int(arg[0])
		case sprmPOutLvl:
			if p.level = 0; arg[0] < 9 {
				p.level = int(arg[0]) + 1
			}
		case sprmTDefTable:
			p.columns, p.later = arg, nil
		case sprmTMerge, sprmTVertMerge, sprmTDxaCol, sprmTDxaLeft:
			p.later = append(p.later, change{op, arg})
		}
	}
	r.properties(list, take)
	r.properties(more, take)
	p.depth = min(max(p.depth, 0), source.MaxDepth)
	if in && p.depth == 0 {
		p.depth = 1
	}
	if !in {
		p.depth = 0
	}
	return p
}

// endParagraph takes in a paragraph that a mark ends.
func (r *reader) endParagraph(mark uint16, l look, p paragraph) error {
	r.kept = r.kept || !l.deleted
	cell := mark == cellMark && p.depth == 1 || p.cell || p.row
	if (l.deleted || l.hidden) && mark == paraMark && !cell {
		return nil // the next goes on in it
	}
	r.flush()
	text := strings.TrimSpace(r.text.String())
	r.text.Reset()
	if text != "" && p.list != 0 && !p.row {
		number, ok := r.lists.next(p.list, p.indent)
		if !ok {
			r.notes.Leave(unnumbered, 1, r.at())
		}
		if r.numbered += utf8.RuneCountInString(number); r.chars+r.numbered > source.MaxChars {
			return source.TooMany(r.at(), manyChars, source.MaxChars)
		}
		text = numbering.Before(number, text)
	}
	images, empty, kept := r.images, r.empty, r.kept
	r.images, r.empty, r.kept, r.lastLeft = 0, 0, false, ""
	if len(text) > source.MaxCell {
		return source.TooLong(r.at(), len(text), source.MaxCell)
	}
	if err := r.close(p.depth); err != nil {
		return err
	}
	for len(r.open) < p.depth {
		if r.opened++; r.opened > source.MaxBlocks {
			return source.TooMany(r.at(), manyTables, source.MaxBlocks)
		}
		r.open = append(r.open, new(table))
	}
	if p.depth == 0 {
		r.count++
		at := report.Pos{Paragraph: r.count}
		if text == "" && images > 0 {
			r.notes.Picture(at)
		}
		return r.add(&r.flow, source.Block{At: at, Text: text, Level: p.level})
	}
	t := r.open[p.depth-1]
	t.kept = t.kept || kept
	if p.row {
		return r.endRow(t, p)
	}
	t.next.images += images
	t.next.empty += empty
	if text != "" {
		t.next.flow.blocks = append(t.next.flow.blocks, source.Block{At: t.at(r), Text: text, Level: p.level})
	}
	if cell {
		return r.endCell(t)
	}
	return nil
}

// flow is what stands below each other in a document or a cell.
type flow struct{ blocks []source.Block }

func (r *reader) add(f *flow, b source.Block) error {
	if b.Table == nil && b.Text == "" {
		return nil
	}
	if r.rows++; r.rows > source.MaxBlocks {
		return source.TooManyBlocks(b.At)
	}
	f.blocks = append(f.blocks, b)
	return nil
}
