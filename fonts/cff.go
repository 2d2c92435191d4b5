package fonts

import "sort"

// cffFont is what a subset needs of a CFF table. Its slices are of the file.
// Adobe Technical Note 5176, "The Compact Font Format Specification".
type cffFont struct {
	charStrings cffIndex
	globalSubrs cffIndex
	fds         []cffFD
	fdSelect    []byte // of a CID-keyed font with its format byte; nil where there is one FD
	top         cffDict
}

// cffFD is a Font DICT and its Private DICT. A font that is not CID-keyed is
// taken as one FD.
type cffFD struct {
	fontMatrix []byte // operands; nil where there is none
	private    cffDict
	subrs      cffIndex
}

// Operators of DICTs; those of two bytes are 12<<8 and the second.
const (
	cffFontBBox       = 5
	cffCharStrings    = 17
	cffPrivate        = 18
	cffSubrs          = 19
	cffFontMatrix     = 12<<8 | 7
	cffCharstringType = 12<<8 | 6
	cffROS            = 12<<8 | 30
	cffFDArray        = 12<<8 | 36
	cffFDSelect       = 12<<8 | 37

	cffEscape = 12
)

// maxFDs is what the FDSelect of one byte can tell apart.
const maxFDs = 256

// cffIndex is an INDEX: an array of objects of any size.
type cffIndex struct {
	count   int
	offSize int
	offsets []byte
	data    []byte // object data; offsets count from 1
}

// object returns the object with the index i; ok is false where its offsets are
// damaged.
func (x *cffIndex) object(i int) (b []byte, ok bool) {
	if i < 0 || i >= x.count {
		return nil, false
	}
	from, to := x.offset(i), x.offset(i+1)
	if from < 1 || from > to || to-1 > uint32(len(x.data)) {
		return nil, false
	}
	return x.data[from-1 : to-1 : to-1], true
}

func (x *cffIndex) offset(i int) (v uint32) {
	for _, c := range x.offsets[i*x.offSize : (i+1)*x.offSize] {
		v = v<<8 | uint32(c)
	}
	return v
}

// parseIndex reads the INDEX at the given place and returns the place behind it.
func parseIndex(t []byte, at int, what string) (x cffIndex, end int, err error) {
	bad := func() (cffIndex, int, error) {
		return cffIndex{}, 0, fault("CFF ", "%s INDEX 的数据不完整", "the %s INDEX is cut or damaged", what)
	}
	if at < 0 || at > len(t)-2 {
		return bad()
	}
	x.count = int(u16(t, at))
	if x.count == 0 {
		return x, at + 2, nil
	}
	if at+3 > len(t) {
		return bad()
	}
	x.offSize = int(t[at+2])
	offsets := at + 3
	data := offsets + (x.count+1)*x.offSize
	if x.offSize < 1 || x.offSize > 4 || data > len(t) {
		return bad()
	}
	x.offsets, x.data = t[offsets:data], t[data:]
	last := x.offset(x.count)
	if x.offset(0) != 1 || last < 1 || uint64(last)-1 > uint64(len(x.data)) {
		return bad()
	}
	x.data = x.data[:last-1]
	return x, data + int(last-1), nil
}

// cffDict is the entries of a DICT in their order.
type cffDict []cffEntry

// cffEntry is an operator and its operands as they stand in the file.
type cffEntry struct {
	operator int
	operands []byte
	integers [3]int // the last operands, the very last first; reals are 0
	count    int    // of operands
}

// get returns the entry of an operator.
func (d cffDict) get(operator int) (e cffEntry, ok bool) {
	for _, e := range d {
		if e.operator == operator {
			return e, true
		}
	}
	return e, false
}

// offset returns the only operand of an operator that leads to a place in the
// table, 0 where there is none.
func (d cffDict) offset(operator int) int {
	e, _ := d.get(operator)
	return e.integers[0]
}

// parseDict reads a DICT.
func parseDict(b []byte, what string) (cffDict, error) {
	const maxEntries, maxOperands = 64, 48
	bad := func() (cffDict, error) {
		return nil, fault("CFF ", "%s DICT 的数据不完整", "the %s DICT is cut or damaged", what)
	}
	var d cffDict
	var e cffEntry
	from := 0
	for at := 0; at < len(b); {
		c := b[at]
		if c <= 21 { // an operator
			e.operator = int(c)
			e.operands = b[from:at]
			at++
			if c == cffEscape {
				if at == len(b) {
					return bad()
				}
				e.operator = cffEscape<<8 | int(b[at])
				at++
			}
			if len(d) == maxEntries {
				return bad()
			}
			d = append(d, e)
			e, from = cffEntry{}, at
			continue
		}
		v, size := cffOperand(b[at:])
		if size == 0 {
			return bad()
		}
		if e.count++; e.count > maxOperands {
			return bad()
		}
		e.integers = [3]int{v, e.integers[0], e.integers[1]}
		at += size
	}
	if e.count > 0 {
		return bad()
	}
	return d, nil
}

// cffOperand reads the operand of a DICT that b begins with: its value, which is 0 for a real,
// and how many bytes it has, 0 where it is damaged.
func cffOperand(b []byte) (v, size int) {
	switch c := b[0]; {
	case c == csShortInt, c >= 32 && c < csFixed: // as in a charstring
		if n, size, ok := csNumber(b); ok {
			return int(n), size
		}
	case c == 29 && len(b) >= 5:
		return int(int32(u32(b, 1))), 5
	case c == 30: // a real: nibbles up to 0xF
		for i, x := range b[1:] {
			if x>>4 == 0xF || x&0xF == 0xF {
				return 0, i + 2
			}
		}
	}
	return 0, 0
}

// parseCFF reads a CFF table of at least so many glyphs.
func parseCFF(t []byte, numGlyphs int) (*cffFont, error) {
	if len(t) < 4 {
		return nil, tooShort("CFF ", len(t), 4)
	}
	if t[0] != 1 {
		return nil, fault("CFF ", "主版本号是 %d", "the major version is %d", t[0])
	}
	f := &cffFont{}
	names, at, err := parseIndex(t, int(t[2]), "Name")
	if err != nil {
		return nil, err
	}
	tops, at, err := parseIndex(t, at, "Top DICT")
	if err != nil {
		return nil, err
	}
	if names.count != 1 || tops.count != 1 {
		return nil, fault("CFF ", "应当只有一个字体，现有 %d 个", "there should be one font, not %d", tops.count)
	}
	if _, at, err = parseIndex(t, at, "String"); err != nil {
		return nil, err
	}
	if f.globalSubrs, _, err = parseIndex(t, at, "Global Subr"); err != nil {
		return nil, err
	}
	b, ok := tops.object(0)
	if !ok {
		return nil, fault("CFF ", "Top DICT INDEX 的数据不完整", "the Top DICT INDEX is cut or damaged")
	}
	if f.top, err = parseDict(b, "Top"); err != nil {
		return nil, err
	}
	if kind, ok := f.top.get(cffCharstringType); ok && kind.integers[0] != 2 {
		return nil, fault("CFF ", "CharstringType 是 %d，只支持 2", "CharstringType is %d; only 2 is supported", kind.integers[0])
	}
	if f.charStrings, _, err = parseIndex(t, f.top.offset(cffCharStrings), "CharStrings"); err != nil {
		return nil, err
	}
	if f.charStrings.count < numGlyphs {
		return nil, fault("CFF ", "CharStrings 只有 %d 个，numGlyphs 是 %d", "there are %d CharStrings, numGlyphs is %d", f.charStrings.count, numGlyphs)
	}
	if _, keyed := f.top.get(cffROS); !keyed {
		fd, err := parseFD(t, f.top)
		fd.fontMatrix = nil // stands in the Top DICT
		f.fds = []cffFD{fd}
		return f, err
	}
	return f, f.parseFDs(t, numGlyphs)
}

// parseFDs reads the FDArray and the FDSelect of a CID-keyed font.
func (f *cffFont) parseFDs(t []byte, numGlyphs int) error {
	array, _, err := parseIndex(t, f.top.offset(cffFDArray), "FDArray")
	if err != nil {
		return err
	}
	if array.count == 0 || array.count > maxFDs {
		return fault("CFF ", "FDArray 有 %d 个 Font DICT", "the FDArray has %d Font DICTs", array.count)
	}
	for i := range array.count {
		b, ok := array.object(i)
		if !ok {
			return fault("CFF ", "FDArray INDEX 的数据不完整", "the FDArray INDEX is cut or damaged")
		}
		d, err := parseDict(b, "Font")
		if err != nil {
			return err
		}
		fd, err := parseFD(t, d)
		if err != nil {
			return err
		}
		f.fds = append(f.fds, fd)
	}
	at := f.top.offset(cffFDSelect)
	if at < 1 || at >= len(t) {
		return badFDSelect()
	}
	s := t[at:]
	size := 0
	switch s[0] {
	case 0:
		size = 1 + numGlyphs
	case 3: // nRanges, ranges of first glyph and FD, sentinel
		if len(s) < 3 {
			return badFDSelect()
		}
		size = 3 + 3*int(u16(s, 1)) + 2
	default:
		return badFDSelect()
	}
	if size > len(s) {
		return badFDSelect()
	}
	f.fdSelect = s[:size]
	return nil
}

func badFDSelect() error {
	return fault("CFF ", "FDSelect 的数据不完整或格式未知", "the FDSelect is cut, damaged or of an unknown format")
}

// parseFD reads the Private DICT and the local subroutines that a Font DICT, or
// the Top DICT, leads to.
func parseFD(t []byte, d cffDict) (fd cffFD, err error) {
	if e, ok := d.get(cffFontMatrix); ok {
		fd.fontMatrix = e.operands
	}
	e, ok := d.get(cffPrivate)
	if !ok {
		return fd, nil
	}
	at, size := e.integers[0], e.integers[1]
	if e.count != 2 || at < 0 || size < 0 || at > len(t) || size > len(t)-at {
		return fd, fault("CFF ", "Private DICT 超出表长 %d", "a Private DICT is beyond the table's %d bytes", len(t))
	}
	if fd.private, err = parseDict(t[at:at+size], "Private"); err != nil {
		return fd, err
	}
	if subrs := fd.private.offset(cffSubrs); subrs != 0 {
		fd.subrs, _, err = parseIndex(t, at+subrs, "Subrs")
	}
	return fd, err
}

// fd returns the index of the FD of a glyph.
func (f *cffFont) fd(g GID) (int, error) {
	fd := 0
	switch s := f.fdSelect; {
	case s == nil:
	case s[0] == 0:
		fd = int(s[1+int(g)])
	default:
		after := sort.Search(int(u16(s, 1)), func(i int) bool { return u16(s, 3+3*i) > uint16(g) })
		if after == 0 {
			return 0, badFDSelect()
		}
		fd = int(s[3+3*after-1])
	}
	if fd >= len(f.fds) {
		return 0, fault("CFF ", "字形 %d 的 Font DICT %d 不存在", "Font DICT %[2]d of glyph %[1]d does not exist", g, fd)
	}
	return fd, nil
}
