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
	w.BeginBlock(f.code)
	w.Short(f.code, f.before)
	f.appendGlyphs(w)
	w.Short(f.code, f.behind)
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
	return w.EndBlock(f.code), crc32.Update(crc, crc32.IEEETable, f.behind)
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

// ownTables are what a font that stands by itself has, besides those of a FontFile2.
type ownTables struct {
	before, behind []sfnt.Table // by their tag: those before glyf and those behind maxp
	bold           bool
}

// trueType makes the tables of a TrueType font for the outlines.
func (f *FontFile) trueType(m maxima, own ownTables) {
	be := binary.BigEndian
	face := f.face
	n := len(f.Glyphs)
	size, checksum := 0, uint32(0)
	for i := range f.outline {
		size += f.outline[i].len()
		checksum += f.outline[i].checksum
	}
	loca, locaEntry := 0, 2
	if size > 2*0xFFFF {
		locaEntry = 4
	}
	room := 4 + 56 + 36 + 4*n + 3 + locaEntry*(n+1) + 3 + 32
	for _, t := range own.behind {
		room += len(t.Data) + 3
	}
	f.behind = make([]byte, 0, room) // a second one would leave head behind
	if size == 0 {                   // some readers take an empty table for a missing one
		size = 4
		f.behind = append(f.behind, 0, 0, 0, 0)
	}
	var entryRoom [11]sfnt.Entry
	entries := entryRoom[:0]
	for _, t := range own.before {
		entries = append(entries, sfnt.Entry{Tag: t.Tag, Length: len(t.Data), Checksum: sfnt.Checksum(t.Data)})
	}
	entries = append(entries, sfnt.Entry{Tag: "glyf", Length: size, Checksum: checksum})
	at := len(f.behind)
	end := func(tag string) {
		length := len(f.behind) - at
		f.behind = pad4(f.behind)
		entries = append(entries, sfnt.Entry{Tag: tag, Length: length, Checksum: sfnt.Checksum(f.behind[at:])})
		at = len(f.behind)
	}

	f.behind = append(f.behind, face.head[:54]...)
	head := f.behind[at:]
	be.PutUint32(head[8:], 0) // checkSumAdjustment
	// Without instructions nothing depends on them: bits 2 and 4.
	be.PutUint16(head[16:], u16(head, 16)&^0x14)
	be.PutUint16(head[50:], uint16(locaEntry/4)) // indexToLocFormat
	if own.behind != nil {
		be.PutUint16(head[44:], macStyle(own.bold))
	}
	end("head")

	numberOfHMetrics := n
	last := face.Advance(f.Glyphs[n-1])
	for numberOfHMetrics > 1 && face.Advance(f.Glyphs[numberOfHMetrics-2]) == last {
		numberOfHMetrics--
	}
	f.behind = append(f.behind, face.hhea[:34]...)
	f.behind = be.AppendUint16(f.behind, uint16(numberOfHMetrics))
	end("hhea")

	for i, g := range f.Glyphs {
		if i < numberOfHMetrics {
			f.behind = be.AppendUint16(f.behind, uint16(face.Advance(g)))
		}
		f.behind = be.AppendUint16(f.behind, face.leftSideBearing(g))
	}
	end("hmtx")

	for i := range n + 1 {
		if locaEntry == 2 {
			f.behind = be.AppendUint16(f.behind, uint16(loca/2))
		} else {
			f.behind = be.AppendUint32(f.behind, uint32(loca))
		}
		if i < n {
			loca += f.outline[i].len()
		}
	}
	end("loca")

	f.behind = be.AppendUint32(f.behind, 0x00010000)
	for _, v := range [...]int{n, m.points, m.contours, m.compositePoints, m.compositeContours,
		2,                // maxZones
		0, 0, 0, 0, 0, 0, // maxima of instructions
		m.elements, m.depth} {
		f.behind = be.AppendUint16(f.behind, uint16(v))
	}
	end("maxp")
	for _, t := range own.behind {
		f.behind = append(f.behind, t.Data...)
		end(t.Tag)
	}

	var adjustment uint32
	f.before, adjustment = sfnt.NewDirectory(entries)
	for _, t := range own.before {
		f.before = pad4(append(f.before, t.Data...))
	}
	be.PutUint32(head[8:], adjustment)
	f.Length = len(f.before) + loca + len(f.behind)
}
