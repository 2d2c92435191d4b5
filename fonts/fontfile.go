package fonts

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"hash/crc32"
	"io"
	"runtime"

	"github.com/nianbao/nianbao/fonts/internal/flate"
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
