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
	w := cffWriter{face: f, newFD: map[int]byte{}}
	if err := w.glyphs(s.Glyphs); err != nil {
		return nil, err
	}
	s.outline = w.outline
	s.before, s.behind = w.build(len(s.Glyphs))
	s.Length = len(s.before) + w.size + len(s.behind)
	return s, nil
}

type cffWriter struct {
	face     *Face
	outline  []glyph
	size     int // of the charstrings
	ends     []uint32
	fds      []int // new → index in the font
	newFD    map[int]byte
	fdSelect []byte // ranges of first glyph and FD
	ranges   int
}

func (w *cffWriter) glyphs(gids []GID) error {
	last, work := -1, 0
	w.outline = make([]glyph, 0, len(gids))
	w.ends = make([]uint32, 0, len(gids))
	for i, g := range gids {
		old, err := w.face.cff.fd(g)
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
		x, err := w.face.glyph(g)
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
func (w *cffWriter) build(numGlyphs int) (before, behind []byte) {
	charset := []byte{0}
	if numGlyphs > 1 { // one range of format 2, from CID 1
		charset = []byte{2, 0, 1, byte((numGlyphs - 2) >> 8), byte(numGlyphs - 2)}
	}
	fdSelect := append([]byte{3, byte(w.ranges >> 8), byte(w.ranges)}, w.fdSelect...)
	fdSelect = append(fdSelect, byte(numGlyphs>>8), byte(numGlyphs))

	var privates [][]byte
	for _, old := range w.fds {
		var p []byte
		for _, e := range w.face.cff.fds[old].private {
			if e.operator != cffSubrs {
				p = dictRaw(p, e)
			}
		}
		privates = append(privates, p)
	}

	const offSize = 4
	out := []byte{1, 0, 4, offSize}
	name := w.face.postScriptName
	out = appendIndex(out, []uint32{uint32(len(name))}, []byte(name))
	// Offsets in DICTs take five bytes whatever they are, so that sizes are known before the
	// places.
	var at cffPlaces
	size := uint32(len(w.topDict(numGlyphs, at)))
	ownStrings := appendIndex(nil, []uint32{5, 13}, []byte("AdobeIdentity"))
	charStrings := appendOffsets(nil, w.ends)

	at.charset = len(out) + len(appendIndex(nil, []uint32{size}, make([]byte, size))) + len(ownStrings) + 2
	at.fdSelect = at.charset + len(charset)
	at.charStrings = at.fdSelect + len(fdSelect)
	at.fdArray = at.charStrings + len(charStrings) + w.size
	privateAt := at.fdArray + len(w.fdArray(privates, 0))

	out = appendIndex(out, []uint32{size}, w.topDict(numGlyphs, at))
	out = append(out, ownStrings...)
	out = append(out, 0, 0) // no global subroutines
	out = append(out, charset...)
	out = append(out, fdSelect...)
	out = append(out, charStrings...)
	behind = w.fdArray(privates, privateAt)
	for _, p := range privates {
		behind = append(behind, p...)
	}
	return out, behind
}

// cffPlaces is where in a font the parts are that its Top DICT leads to.
type cffPlaces struct{ charset, fdSelect, charStrings, fdArray int }

// topDict returns the Top DICT.
func (w *cffWriter) topDict(numGlyphs int, at cffPlaces) []byte {
	// ROS has to come first; some readers know it by its shortest form.
	d := dictOperator([]byte{0xF8, sidAdobe - 364, 0xF8, sidIdentity - 364, 139}, cffROS)
	if e, ok := w.face.cff.top.get(cffFontBBox); ok {
		d = dictRaw(d, e)
	}
	d = dictEntry(d, 12<<8|34, numGlyphs) // CIDCount
	d = dictEntry(d, 15, at.charset)
	d = dictEntry(d, cffFDSelect, at.fdSelect)
	d = dictEntry(d, cffCharStrings, at.charStrings)
	d = dictEntry(d, cffFDArray, at.fdArray)
	// Not right behind ROS, whose operands veraPDF would take for the matrix.
	if e, ok := w.face.cff.top.get(cffFontMatrix); ok {
		d = dictRaw(d, e)
	}
	return d
}

// fdArray returns the FDArray, for Private DICTs that stand one after another from a place
// on.
func (w *cffWriter) fdArray(privates [][]byte, at int) []byte {
	var data []byte
	var ends []uint32
	for i, old := range w.fds {
		m := w.face.cff.fds[old].fontMatrix
		if _, inTop := w.face.cff.top.get(cffFontMatrix); m == nil && !inTop && w.face.unitsPerEm != cffEm {
			m = emMatrix(w.face.unitsPerEm)
		}
		if m != nil {
			data = dictRaw(data, cffEntry{operator: cffFontMatrix, operands: m})
		}
		data = dictEntry(data, cffPrivate, len(privates[i]), at)
		at += len(privates[i])
		ends = append(ends, uint32(len(data)))
	}
	return appendIndex(nil, ends, data)
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
