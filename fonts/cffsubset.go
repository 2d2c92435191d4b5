package fonts

import (
	"encoding/binary"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
)

// cffFile returns a bare CFF font of the glyphs: CID-keyed, with CIDs equal to
// the new indices, and without subroutines.
func (f *Face) cffFile(gids []GID) (*FontFile, error) {
	s := &FontFile{CFF: true, face: f, Glyphs: make([]GID, 1, len(gids)+1), code: f.flateCode()}
	for _, g := range gids {
		if int(g) >= f.numGlyphs {
			return nil, fault("CFF ", "没有字形 %d，字形总数是 %d", "there is no glyph %d; the face has %d", g, f.numGlyphs)
		}
		if g != 0 {
			s.Glyphs = append(s.Glyphs, g)
		}
	}
	if len(s.Glyphs) > 1<<16-1 {
		return nil, fault("CFF ", "字形超过 65535 个", "more than 65535 glyphs")
	}
	w := cffWriter{font: f.cff, newFD: map[int]byte{}}
	if err := w.glyphs(f, s.Glyphs); err != nil {
		return nil, err
	}
	s.outline = w.outline
	s.before, s.behind = w.build(f, len(s.Glyphs))
	s.Length = len(s.before) + w.size + len(s.behind)
	return s, nil
}

type cffWriter struct {
	font     *cffFont
	outline  []glyph
	size     int // of the charstrings
	ends     []uint32
	fds      []int // new → index in the font
	newFD    map[int]byte
	fdSelect []byte // ranges of first glyph and FD
	ranges   int
}

func (w *cffWriter) glyphs(f *Face, gids []GID) error {
	last, work := -1, 0
	w.outline = make([]glyph, 0, len(gids))
	w.ends = make([]uint32, 0, len(gids))
	for i, g := range gids {
		old, err := w.font.fd(g)
		if err != nil {
			return err
		}
		fd, known := w.newFD[old]
		if !known {
			fd = byte(len(w.fds))
			w.newFD[old] = fd
			w.fds = append(w.fds, old)
		}
		if int(fd) != last {
			w.fdSelect = append(w.fdSelect, byte(i>>8), byte(i), fd)
			w.ranges++
			last = int(fd)
		}
		x, err := f.glyph(g)
		if err != nil {
			return err
		}
		work += x.work
		w.size += x.len()
		if work > maxAllTokens || w.size > maxAllBytes {
			return tooComplex()
		}
		w.outline = append(w.outline, x)
		w.ends = append(w.ends, uint32(w.size))
	}
	return nil
}

func tooComplex() error { return fault("CFF ", "字形过于复杂", "the glyphs are too complex") }

// Standard strings of a CFF number up to 390; those of the font come behind.
const sidAdobe, sidIdentity = 391, 392

// build returns what stands before the charstrings and behind them: header,
// names, Top DICT, strings, no global subroutines, charset, FDSelect, CharStrings,
// FDArray, Private DICTs.
func (w *cffWriter) build(f *Face, numGlyphs int) (before, behind []byte) {
	charset := []byte{0}
	if numGlyphs > 1 { // one range of format 2, from CID 1
		charset = []byte{2, 0, 1, byte((numGlyphs - 2) >> 8), byte(numGlyphs - 2)}
	}
	fdSelect := append([]byte{3, byte(w.ranges >> 8), byte(w.ranges)}, w.fdSelect...)
	fdSelect = append(fdSelect, byte(numGlyphs>>8), byte(numGlyphs))

	// Offsets in DICTs take five bytes whatever they are, so that sizes are
	// known before the places.
	top := func(charsetAt, fdSelectAt, charStringsAt, fdArrayAt int) []byte {
		var d []byte
		// ROS has to come first; some readers know it by its shortest form.
		d = append(d, 0xF8, sidAdobe-364, 0xF8, sidIdentity-364, 139)
		d = dictOperator(d, cffROS)
		if e, ok := w.font.top.get(cffFontBBox); ok {
			d = dictRaw(d, e)
		}
		d = dictEntry(d, 12<<8|34, numGlyphs) // CIDCount
		d = dictEntry(d, 15, charsetAt)
		d = dictEntry(d, cffFDSelect, fdSelectAt)
		d = dictEntry(d, cffCharStrings, charStringsAt)
		d = dictEntry(d, cffFDArray, fdArrayAt)
		// Not right behind ROS, whose operands veraPDF would take for the matrix.
		if e, ok := w.font.top.get(cffFontMatrix); ok {
			d = dictRaw(d, e)
		}
		return d
	}
	var privates [][]byte
	for _, old := range w.fds {
		var p []byte
		for _, e := range w.font.fds[old].private {
			if e.operator != cffSubrs {
				p = dictRaw(p, e)
			}
		}
		privates = append(privates, p)
	}
	fdArray := func(privateAt int) []byte {
		var data []byte
		var ends []uint32
		for i, old := range w.fds {
			m := w.font.fds[old].fontMatrix
			if _, inTop := w.font.top.get(cffFontMatrix); m == nil && !inTop && f.unitsPerEm != cffEm {
				m = emMatrix(f.unitsPerEm)
			}
			if m != nil {
				data = dictRaw(data, cffEntry{operator: cffFontMatrix, operands: m})
			}
			data = dictEntry(data, cffPrivate, len(privates[i]), privateAt)
			privateAt += len(privates[i])
			ends = append(ends, uint32(len(data)))
		}
		return appendIndex(nil, ends, data)
	}

	const offSize = 4
	out := []byte{1, 0, 4, offSize}
	out = appendIndex(out, []uint32{uint32(len(f.postScriptName))}, []byte(f.postScriptName))
	size := uint32(len(top(0, 0, 0, 0)))
	ownStrings := appendIndex(nil, []uint32{5, 13}, []byte("AdobeIdentity"))
	charStrings := appendOffsets(nil, w.ends)

	charsetAt := len(out) + len(appendIndex(nil, []uint32{size}, make([]byte, size))) + len(ownStrings) + 2
	fdSelectAt := charsetAt + len(charset)
	charStringsAt := fdSelectAt + len(fdSelect)
	fdArrayAt := charStringsAt + len(charStrings) + w.size
	privateAt := fdArrayAt + len(fdArray(0))

	out = appendIndex(out, []uint32{size}, top(charsetAt, fdSelectAt, charStringsAt, fdArrayAt))
	out = append(out, ownStrings...)
	out = append(out, 0, 0) // no global subroutines
	out = append(out, charset...)
	out = append(out, fdSelect...)
	out = append(out, charStrings...)
	behind = fdArray(privateAt)
	for _, p := range privates {
		behind = append(behind, p...)
	}
	return out, behind
}

// appendIndex appends an INDEX of objects that stand in data one after another,
// each up to its end.
func appendIndex(dst []byte, ends []uint32, data []byte) []byte {
	return append(appendOffsets(dst, ends), data...)
}

// appendOffsets appends what an INDEX has before its data.
func appendOffsets(dst []byte, ends []uint32) []byte {
	be := binary.BigEndian
	dst = be.AppendUint16(dst, uint16(len(ends)))
	if len(ends) == 0 {
		return dst
	}
	offSize := 1
	for uint64(ends[len(ends)-1])+1 >= 1<<(8*offSize) {
		offSize++
	}
	dst = append(dst, byte(offSize))
	offset := func(v uint32) {
		for i := offSize - 1; i >= 0; i-- {
			dst = append(dst, byte(v>>(8*i)))
		}
	}
	offset(1)
	for _, end := range ends {
		offset(end + 1)
	}
	return dst
}

// dictEntry appends an operator with integer operands of five bytes.
func dictEntry(dst []byte, operator int, operands ...int) []byte {
	for _, v := range operands {
		dst = append(dst, 29)
		dst = binary.BigEndian.AppendUint32(dst, uint32(v))
	}
	return dictOperator(dst, operator)
}

// dictRaw appends an entry as it stands in the font.
func dictRaw(dst []byte, e cffEntry) []byte {
	return dictOperator(append(dst, e.operands...), e.operator)
}

// cffEm is the em of a bare font without a FontMatrix. Technical Note 5176, 9.
const cffEm = 1000

// emMatrix returns the operands of the FontMatrix of an em. In a face, outlines without one
// are in its units; a bare font has nothing else that tells them.
func emMatrix(unitsPerEm int) []byte {
	nibbles := strings.Replace(strconv.FormatFloat(1/float64(unitsPerEm), 'f', -1, 64), ".", "a", 1) + "f"
	if len(nibbles)%2 == 1 {
		nibbles += "f"
	}
	scale, _ := hex.AppendDecode([]byte{30}, []byte(nibbles)) // 30 is a real
	zero := []byte{139}
	return slices.Concat(scale, zero, zero, scale, zero, zero)
}

func dictOperator(dst []byte, operator int) []byte {
	if operator >= cffEscape<<8 {
		dst = append(dst, cffEscape)
	}
	return append(dst, byte(operator))
}
