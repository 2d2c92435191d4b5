package fonts

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"

	"github.com/nianbao/nianbao/fonts/internal/flate"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// FontFile is a font of a few glyphs of a face, renumbered from 1, to be written
// in zlib form, the data of a FontFile2 or FontFile3 stream of a PDF, or in that of
// a ZIP entry.
type FontFile struct {
	Glyphs []GID // new index → index in the face; Glyphs[0] is 0
	Length int   // of the font, before compression
	CFF    bool  // it is a bare CFF font, not a TrueType one

	face    *Face
	code    *flate.Code
	before  []byte  // what stands before the outlines
	outline []glyph // by new index
	behind  []byte
	own     bool // it stands by itself: its tables are all before
}

// AppendZlib appends the font in zlib form (RFC 1950).
func (f *FontFile) AppendZlib(dst []byte) []byte {
	w := flate.NewWriter(dst)
	w.Begin(f.code)
	w.Literals(f.code, f.before)
	f.appendGlyphs(w)
	w.Literals(f.code, f.behind)
	sum := flate.Sum(f.before)
	for i := range f.outline {
		sum = sum.Then(f.outline[i].part.Sum)
	}
	return w.End(f.code, sum.Then(flate.Sum(f.behind)))
}

// AppendDeflate appends the font in the form of RFC 1951, the data of an entry of a
// ZIP, and returns the CRC-32 of the font.
func (f *FontFile) AppendDeflate(dst []byte) (out []byte, crc uint32) {
	w := flate.NewWriter(dst)
	if f.own {
		c := tableCode()
		w.BeginBlock(c, false)
		w.Short(c, f.before)
		w.EndBlock(c)
		w.BeginBlock(f.code, true)
	} else {
		w.BeginBlock(f.code, true)
		w.Short(f.code, f.before)
	}
	f.appendGlyphs(w)
	w.Short(f.code, f.behind)
	w.EndBlock(f.code)
	crc = crc32.ChecksumIEEE(f.before)
	for i := range f.outline {
		g := &f.outline[i]
		switch {
		case g.composite != nil:
			crc = crc32.Update(crc, crc32.IEEETable, g.composite)
		case g.len() > 0:
			crc = flate.ThenCRC(crc, f.face.crc(f.Glyphs[i]), g.len())
		}
	}
	return w.Bytes(), crc32.Update(crc, crc32.IEEETable, f.behind)
}

// appendGlyphs appends the outlines in coded form.
func (f *FontFile) appendGlyphs(w *flate.Writer) {
	var ahead byte
	for i := range f.outline {
		ahead ^= f.outline[i].part.Ahead()
	}
	runtime.KeepAlive(ahead) // or the compiler leaves the reading out
	for i := range f.outline {
		g := &f.outline[i]
		if g.composite != nil {
			w.Literals(f.code, g.composite)
		} else {
			w.Part(g.part)
		}
	}
}

// inflate returns the font itself.
func (f *FontFile) inflate() []byte {
	data := make([]byte, f.Length)
	r, err := zlib.NewReader(bytes.NewReader(f.AppendZlib(nil)))
	if err == nil {
		_, err = io.ReadFull(r, data)
	}
	if err == nil {
		var more [1]byte
		if _, err = io.ReadFull(r, more[:]); err == io.EOF { // after the Adler-32 was compared
			return data
		}
	}
	panic(fmt.Sprintf("fonts: font file: %v", err))
}

// leftSideBearing returns the lsb of a glyph by its new index. Readers take what it differs
// from xMin by for a shift, so that it is xMin of an outline made of a CFF one.
func (f *FontFile) leftSideBearing(i int) uint16 {
	if f.face.cubic != nil {
		return uint16(f.outline[i].box[0])
	}
	return f.face.leftSideBearing(f.Glyphs[i])
}

// ownTables are what a font that stands by itself has, besides those of a FontFile2.
type ownTables struct {
	tables []sfnt.Table
	bold   bool
}

// trueType makes the tables of a TrueType font for the outlines. In one that stands by itself
// glyf comes last: the others are coded together.
func (f *FontFile) trueType(m maxima, own *ownTables) {
	be := binary.BigEndian
	face := f.face
	n := len(f.Glyphs)
	glyf := sfnt.Entry{Tag: "glyf"}
	for i := range f.outline {
		glyf.Length += f.outline[i].len()
		glyf.Checksum += f.outline[i].checksum
	}
	loca, locaEntry := 0, 2
	if glyf.Length > 2*0xFFFF {
		locaEntry = 4
	}
	var entryRoom [11]sfnt.Entry
	entries := entryRoom[:0]
	room := 4 + 56 + 36 + 4*n + 3 + locaEntry*(n+1) + 3 + 32
	if own != nil {
		for _, t := range own.tables {
			room += len(t.Data) + 3
		}
	}
	b := make([]byte, 0, room) // a second one would leave head behind
	if glyf.Length == 0 {      // some readers take an empty table for a missing one
		glyf.Length = 4
		if own == nil {
			b = append(b, 0, 0, 0, 0)
		} else {
			f.behind = make([]byte, 4)
		}
	}
	if own == nil {
		entries = append(entries, glyf)
	}
	at := len(b)
	end := func(tag string) {
		length := len(b) - at
		b = pad4(b)
		entries = append(entries, sfnt.Entry{Tag: tag, Length: length, Checksum: sfnt.Checksum(b[at:])})
		at = len(b)
	}
	if own != nil {
		for _, t := range own.tables {
			b = append(b, t.Data...)
			end(t.Tag)
		}
	}

	b = append(b, face.head[:54]...)
	head := b[at:]
	be.PutUint32(head[8:], 0) // checkSumAdjustment
	// Without instructions nothing depends on them: bits 2 and 4.
	be.PutUint16(head[16:], u16(head, 16)&^0x14)
	be.PutUint16(head[50:], uint16(locaEntry/4)) // indexToLocFormat
	if own != nil {
		be.PutUint16(head[44:], macStyle(own.bold))
	}
	end("head")

	numberOfHMetrics := n
	last := face.Advance(f.Glyphs[n-1])
	for numberOfHMetrics > 1 && face.Advance(f.Glyphs[numberOfHMetrics-2]) == last {
		numberOfHMetrics--
	}
	b = append(b, face.hhea[:34]...)
	b = be.AppendUint16(b, uint16(numberOfHMetrics))
	end("hhea")

	for i, g := range f.Glyphs {
		if i < numberOfHMetrics {
			b = be.AppendUint16(b, uint16(face.Advance(g)))
		}
		b = be.AppendUint16(b, f.leftSideBearing(i))
	}
	end("hmtx")

	for i := range n + 1 {
		if locaEntry == 2 {
			b = be.AppendUint16(b, uint16(loca/2))
		} else {
			b = be.AppendUint32(b, uint32(loca))
		}
		if i < n {
			loca += f.outline[i].len()
		}
	}
	end("loca")

	b = be.AppendUint32(b, 0x00010000)
	for _, v := range [...]int{n, m.points, m.contours, m.compositePoints, m.compositeContours,
		2,                // maxZones
		0, 0, 0, 0, 0, 0, // maxima of instructions
		m.elements, m.depth} {
		b = be.AppendUint16(b, uint16(v))
	}
	end("maxp")

	if own != nil {
		entries = append(entries, glyf)
	}
	var adjustment uint32
	f.before, adjustment = sfnt.NewDirectory(entries)
	be.PutUint32(head[8:], adjustment)
	if own != nil {
		f.before, f.own = append(f.before, b...), true
	} else {
		f.behind = b
	}
	f.Length = len(f.before) + loca + len(f.behind)
}
