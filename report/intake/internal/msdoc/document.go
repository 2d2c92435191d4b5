package msdoc

import (
	"sort"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// A document is the parts of a file from which its text is taken.
type document struct {
	main  []byte // the stream WordDocument
	table []byte // that with the tables of where things stand
	data  []byte // properties that have no room in the others

	chars     int // of the body
	footnotes int // characters besides
	comments  int
	endnotes  int
	boxes     int

	pieces   []piece
	changes  [][]byte // properties that pieces have besides
	chp, pap places
	fib      []byte // of pairs of a place in the table stream and a size
	looked   int    // properties that were looked at
}

// maxProperties is how many properties are looked at, those that many paragraphs or runs
// have in common as often as they have them.
const maxProperties = 5_000_000

// A piece is text that stands on end in the file.
type piece struct {
	from, to int  // characters of the text
	at       int  // byte of the main stream
	wide     bool // UTF-16, and not a byte a character
	change   uint16
}

// Where the pairs of the FIB stand ([MS-DOC], 2.5.6).
const (
	pairStyles   = 1
	pairChars    = 12
	pairParas    = 13
	pairPieces   = 33
	pairLists    = 73
	pairListUses = 74
)

func errText() error { return damaged("DOC 的文字读不出") }

func openDocument(c *compound) (*document, error) {
	d := new(document)
	var err error
	if d.main, err = c.read("WordDocument"); err != nil {
		return nil, err
	}
	if len(d.main) < 0x40 {
		return nil, errText()
	}
	ident, version, flags := word.Uint16(d.main), word.Uint16(d.main[2:]), word.Uint16(d.main[10:])
	switch {
	case ident != 0xA5EC || version < 0xC0: // Word 6 and 95
		return nil, source.Error(report.Pos{}, "I-b", "", "Word 95 文件", saveDOCX)
	case flags&0x100 != 0:
		return nil, source.Error(report.Pos{}, "I-at", "", "", "")
	}
	name := "0Table"
	if flags&0x200 != 0 {
		name = "1Table"
	}
	if d.table, err = c.read(name); err != nil {
		return nil, err
	}
	if d.data, err = c.read("Data"); err != nil {
		return nil, err
	}
	if !d.readFIB() || !d.readPieces() {
		return nil, errText()
	}
	if d.chars > source.MaxChars {
		return nil, source.TooMany(report.Pos{}, manyChars, source.MaxChars)
	}
	d.chp, d.pap = d.places(pairChars), d.places(pairParas)
	return d, nil
}

const (
	manyChars      = "文字"
	manyProperties = "文字和段落的属性"
	manyTables     = "互相嵌套的表格"
	manyColumns    = "表格的列"
)

const saveDOCX = "打开它，另存为 DOCX"

// readFIB reads how long the texts are and finds the pairs.
func (d *document) readFIB() bool {
	b := d.main[0x20:]
	skip := func(size int) (part []byte, ok bool) {
		if len(b) < 2 {
			return nil, false
		}
		n := 2 + size*int(word.Uint16(b))
		if len(b) < n {
			return nil, false
		}
		part, b = b[2:n], b[n:]
		return part, true
	}
	if _, ok := skip(2); !ok {
		return false
	}
	lengths, ok := skip(4)
	if !ok || len(lengths) < 4*10 {
		return false
	}
	for i, n := range map[int]*int{3: &d.chars, 4: &d.footnotes, 7: &d.comments, 8: &d.endnotes, 9: &d.boxes} {
		*n = int(int32(word.Uint32(lengths[4*i:])))
	}
	d.fib, ok = skip(8)
	return ok && d.chars >= 0
}

// pair returns a part of the table stream.
func (d *document) pair(i int) []byte {
	if len(d.fib) < 8*i+8 {
		return nil
	}
	from, size := uint64(word.Uint32(d.fib[8*i:])), uint64(word.Uint32(d.fib[8*i+4:]))
	if from+size > uint64(len(d.table)) {
		return nil
	}
	return d.table[from : from+size]
}

// readPieces reads in which pieces the text stands ([MS-DOC], 2.4.1).
func (d *document) readPieces() bool {
	b := d.pair(pairPieces)
	for len(b) > 3 && b[0] == 1 {
		n := 3 + int(word.Uint16(b[1:]))
		if n > len(b) {
			return false
		}
		d.changes = append(d.changes, b[3:n])
		b = b[n:]
	}
	if len(b) < 5 || b[0] != 2 {
		return false
	}
	b = b[5:]
	n := (len(b) - 4) / 12
	last := 0
	for i := range n {
		from, to := int(word.Uint32(b[4*i:])), int(word.Uint32(b[4*i+4:]))
		e := b[4*(n+1)+8*i:]
		at := word.Uint32(e[2:])
		p := piece{from: from, to: min(to, d.chars), at: int(at), wide: true, change: word.Uint16(e[6:])}
		if at&(1<<30) != 0 {
			p.at, p.wide = int(at&^(1<<30))/2, false
		}
		if from != last || to < from || at>>31 != 0 {
			return false
		}
		if last = to; p.from >= p.to {
			continue
		}
		if p.to-p.from > len(d.main) || p.place(p.to) > len(d.main) {
			return false
		}
		d.pieces = append(d.pieces, p)
	}
	return last >= d.chars
}

// place returns the byte at which a character stands.
func (p *piece) place(char int) int {
	if p.wide {
		return p.at + 2*(char-p.from)
	}
	return p.at + char - p.from
}

// places tell on which pages of 512 bytes the properties of text stand, by its bytes.
type places struct {
	from  []uint32
	pages []uint32
}

func (d *document) places(pair int) (p places) {
	b := numbers(d.pair(pair))
	if n := len(b) / 2; n > 0 {
		p.from, p.pages = b[:n], b[n+1:]
	}
	return p
}

const pageSize = 512

// at returns the properties at a byte of the text, and how far they go at most.
func (d *document) at(p places, place, entry int) (properties []byte, to int) {
	i := sort.Search(len(p.from), func(i int) bool { return int64(p.from[i]) > int64(place) })
	to = len(d.main)
	if i < len(p.from) {
		to = int(p.from[i])
	}
	if i == 0 || i > len(p.pages) {
		return nil, to
	}
	n := int(p.pages[i-1]&(1<<22-1)) * pageSize
	if n+pageSize > len(d.main) {
		return nil, to
	}
	page := d.main[n : n+pageSize]
	runs := int(page[pageSize-1])
	if 4*(runs+1)+entry*runs >= pageSize {
		return nil, to
	}
	j := sort.Search(runs+1, func(j int) bool { return int64(word.Uint32(page[4*j:])) > int64(place) })
	if j <= runs {
		to = min(to, int(word.Uint32(page[4*j:])))
	}
	if j == 0 || j > runs {
		return nil, to
	}
	offset := 2 * int(page[4*(runs+1)+entry*(j-1)])
	if offset == 0 {
		return nil, to
	}
	return page[offset:], to
}

// charProperties returns those of a character, and how far they go.
func (d *document) charProperties(place int) (list []byte, to int) {
	b, to := d.at(d.chp, place, 1)
	if len(b) == 0 || 1+int(b[0]) > len(b) {
		return nil, to
	}
	return b[1 : 1+int(b[0])], to
}

// paraProperties returns those of the paragraph that ends at a byte, and its style.
func (d *document) paraProperties(place int) (style int, list []byte) {
	const entry = 13
	b, _ := d.at(d.pap, place, entry)
	if len(b) < 2 {
		return 0, nil
	}
	n, from := 2*int(b[0])-1, 1
	if b[0] == 0 {
		n, from = 2*int(b[1]), 2
	}
	if n < 2 || from+n > len(b) {
		return 0, nil
	}
	b = b[from : from+n]
	return int(word.Uint16(b)), b[2:]
}

// change returns the properties that a piece has besides ([MS-DOC], 2.9.215).
func (d *document) change(p *piece) []byte {
	v := int(p.change)
	if v&1 != 0 {
		if i := v >> 1; i < len(d.changes) {
			return d.changes[i]
		}
		return nil
	}
	op, ok := shortChanges[v>>1&0x7F]
	if !ok {
		return nil
	}
	return []byte{byte(op), byte(op >> 8), byte(v >> 8)}
}

// shortChanges are the properties with a number of their own that are looked at.
var shortChanges = map[int]uint16{
	0x18: sprmPFInTable, 0x19: sprmPFTtp, 0x41: sprmCFRMarkDel, 0x57: sprmCFStrike, 0x5C: sprmCFVanish,
}

// properties calls each for the properties of a list ([MS-DOC], 2.6), unless too many
// were looked at.
func (d *document) properties(list []byte, each func(op uint16, arg []byte)) {
	sizes := [8]int{1, 1, 2, 4, 2, 2, 0, 3}
	for len(list) >= 2 && d.looked <= maxProperties {
		d.looked++
		op := word.Uint16(list)
		list = list[2:]
		n := sizes[op>>13]
		switch {
		case op == sprmTDefTable && len(list) >= 2:
			n = int(word.Uint16(list)) - 1
			list = list[2:]
		case n == 0 && len(list) >= 1:
			n = int(list[0])
			list = list[1:]
			if op == sprmPChgTabs && n == 255 && len(list) > 0 {
				n = 1 + 4*int(list[0])
				if n < len(list) {
					n += 1 + 3*int(list[n])
				}
			}
		}
		if n < 0 || n > len(list) {
			return
		}
		if n > 0 {
			each(op, list[:n])
		}
		list = list[n:]
	}
}

// elsewhere returns properties that stand in the data stream.
func (d *document) elsewhere(arg []byte) []byte {
	at := int64(word.Uint32(arg))
	if at+2 > int64(len(d.data)) {
		return nil
	}
	n := int64(word.Uint16(d.data[at:]))
	if at+2+n > int64(len(d.data)) {
		return nil
	}
	return d.data[at+2 : at+2+n]
}

// The properties that are looked at.
const (
	sprmCFRMarkDel       = 0x0800
	sprmCFVanish         = 0x083C
	sprmCFStrike         = 0x0837
	sprmCFDStrike        = 0x2A53
	sprmCIss             = 0x2A48
	sprmCFSpec           = 0x0855
	sprmPFInTable        = 0x2416
	sprmPFTtp            = 0x2417
	sprmPFInnerTableCell = 0x244B
	sprmPFInnerTtp       = 0x244C
	sprmPItap            = 0x6649
	sprmPDtap            = 0x664A
	sprmPHugePapx        = 0x6646
	sprmPHugePapxOld     = 0x6645
	sprmPTableProps      = 0x646B
	sprmPIlvl            = 0x260A
	sprmPIlfo            = 0x460B
	sprmPOutLvl          = 0x2640
	sprmPChgTabs         = 0xC615
	sprmTDefTable        = 0xD608
	sprmTMerge           = 0x5624
	sprmTVertMerge       = 0xD62B
	sprmTDxaCol          = 0x7623
	sprmTDxaLeft         = 0x9601
)
