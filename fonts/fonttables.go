package fonts

import (
	"encoding/binary"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

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
	glyf := sfnt.Entry{Tag: "glyf"}
	for i := range f.outline {
		glyf.Length += f.outline[i].len()
		glyf.Checksum += f.outline[i].checksum
	}
	outlines := glyf.Length
	locaEntry := 2
	if outlines > 2*0xFFFF {
		locaEntry = 4
	}
	var pad []byte
	if outlines == 0 { // some readers take an empty table for a missing one
		pad, glyf.Length = make([]byte, 4), 4
	}
	n := len(f.Glyphs)
	room := len(pad) + 56 + 36 + 4*n + 3 + locaEntry*(n+1) + 3 + 32
	if own != nil {
		for _, t := range own.tables {
			room += len(t.Data) + 3
		}
	}
	w := tableWriter{b: make([]byte, 0, room), entries: make([]sfnt.Entry, 0, 11)}
	if own == nil {
		w.b, w.entries = append(w.b, pad...), append(w.entries, glyf)
		w.at = len(w.b)
	} else {
		f.behind = pad
		for _, t := range own.tables {
			w.b = append(w.b, t.Data...)
			w.end(t.Tag)
		}
	}
	head := w.at
	w.b = f.appendHead(w.b, locaEntry, own)
	w.end("head")
	metrics := f.numberOfHMetrics()
	w.b = append(w.b, f.face.hhea[:34]...)
	w.b = binary.BigEndian.AppendUint16(w.b, uint16(metrics))
	w.end("hhea")
	w.b = f.appendHMetrics(w.b, metrics)
	w.end("hmtx")
	w.b = f.appendLocations(w.b, locaEntry)
	w.end("loca")
	w.b = m.append(w.b, n)
	w.end("maxp")
	if own != nil {
		w.entries = append(w.entries, glyf)
	}
	var adjustment uint32
	f.before, adjustment = sfnt.NewDirectory(w.entries)
	binary.BigEndian.PutUint32(w.b[head+8:], adjustment)
	if own == nil {
		f.behind = w.b
	} else {
		f.before, f.own = append(f.before, w.b...), true
	}
	f.Length = len(f.before) + outlines + len(f.behind)
}

// tableWriter appends tables one after another.
type tableWriter struct {
	b       []byte
	at      int // where the table begins that is being made
	entries []sfnt.Entry
}

// end ends a table.
func (w *tableWriter) end(tag string) {
	length := len(w.b) - w.at
	w.b = pad4(w.b)
	w.entries = append(w.entries, sfnt.Entry{Tag: tag, Length: length, Checksum: sfnt.Checksum(w.b[w.at:])})
	w.at = len(w.b)
}

// appendHead appends the table head; locaEntry is how many bytes an entry of loca has.
func (f *FontFile) appendHead(b []byte, locaEntry int, own *ownTables) []byte {
	be := binary.BigEndian
	from := len(b)
	b = append(b, f.face.head[:54]...)
	head := b[from:]
	be.PutUint32(head[8:], 0) // checkSumAdjustment
	// Without instructions nothing depends on them: bits 2 and 4.
	be.PutUint16(head[16:], u16(head, 16)&^0x14)
	be.PutUint16(head[50:], uint16(locaEntry/4)) // indexToLocFormat
	if own != nil {
		be.PutUint16(head[44:], macStyle(own.bold))
	}
	return b
}

// numberOfHMetrics is how many glyphs have an advance of their own in hmtx: the others have
// that of the last of these.
func (f *FontFile) numberOfHMetrics() int {
	n := len(f.Glyphs)
	last := f.face.Advance(f.Glyphs[n-1])
	for n > 1 && f.face.Advance(f.Glyphs[n-2]) == last {
		n--
	}
	return n
}

// appendHMetrics appends the table hmtx.
func (f *FontFile) appendHMetrics(b []byte, metrics int) []byte {
	for i, g := range f.Glyphs {
		if i < metrics {
			b = binary.BigEndian.AppendUint16(b, uint16(f.face.Advance(g)))
		}
		b = binary.BigEndian.AppendUint16(b, f.leftSideBearing(i))
	}
	return b
}

// appendLocations appends the table loca.
func (f *FontFile) appendLocations(b []byte, entry int) []byte {
	at := 0
	for i := range len(f.Glyphs) + 1 {
		if entry == 2 {
			b = binary.BigEndian.AppendUint16(b, uint16(at/2))
		} else {
			b = binary.BigEndian.AppendUint32(b, uint32(at))
		}
		if i < len(f.Glyphs) {
			at += f.outline[i].len()
		}
	}
	return b
}

// append appends the table maxp of so many glyphs.
func (m maxima) append(b []byte, glyphs int) []byte {
	b = binary.BigEndian.AppendUint32(b, 0x00010000)
	for _, v := range [...]int{glyphs, m.points, m.contours, m.compositePoints, m.compositeContours,
		2,                // maxZones
		0, 0, 0, 0, 0, 0, // maxima of instructions
		m.elements, m.depth} {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}
