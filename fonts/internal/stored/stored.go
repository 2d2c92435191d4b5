// Package stored is the form in which the embedded faces are kept: one from
// which the font file of a PDF or an OFD is put together without compressing
// anything, and which needs no inflating before it can be used.
//
// Such a file, version 2, begins with the eight bytes "nianbao" and 2. An sfnt
// of version 1.0 follows, whose offsets count from its own start. It has the
// tables of the TrueType font but glyf and loca, in place of which stand
//
//   - "code": the lengths of the static Huffman code, a byte each: of the 286
//     literals and lengths and of the 30 distances of RFC 1951;
//   - "bits": the descriptions of the simple glyphs, one after another as bits
//     of deflate (the lowest bit of a byte comes first), each padded to a
//     multiple of four bytes before it was coded, no match reaching back before
//     its glyph; then [flate.Slack] bytes of 0;
//   - "comp": the descriptions of the composite glyphs as they are, each padded
//     to a multiple of four bytes;
//   - "indx": for each glyph, and once more for the end of the last, 18 bytes:
//     where it begins in bits, in bits (uint32); its Adler-32 without the 1
//     that this begins with (uint32), for a composite glyph where it begins in
//     comp; its checksum as of a table (uint32); its length / 4 (uint16); how
//     many points it has (uint16) and how many contours, 0xFFFF for a composite
//     glyph (uint16);
//   - "crcs": for each glyph its CRC-32 (uint32), for a composite glyph 0. A
//     table of its own, which a PDF does not read.
//
// Numbers are big-endian. Glyphs have no instructions.
package stored

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"

	"github.com/nianbao/nianbao/fonts/internal/flate"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

const (
	magic      = "nianbao\x02"
	recordSize = 18
	composite  = 0xFFFF
)

var be = binary.BigEndian

// Face is a stored face. Its parts are slices of the file.
type Face struct {
	Tables sfnt.Font // but glyf and loca
	Code   *flate.Code

	index, bits, composites, crcs []byte
}

// Glyph is a stored glyph.
type Glyph struct {
	Part             flate.Part // of a simple glyph
	Checksum         uint32
	Points, Contours int    // of a simple glyph
	Composite        []byte // the description of a composite glyph
}

// Open reads a file that [Encode] made. Damage to what it does not look at
// shows when the glyphs are used, as a panic.
func Open(data []byte) (*Face, error) {
	if len(data) < len(magic) || string(data[:len(magic)]) != magic {
		return nil, errors.New("not a stored face of version 2")
	}
	tables, bad := sfnt.Read(data[len(magic):], 0)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.Table, bad.English)
	}
	f := &Face{Tables: tables, index: tables.Table("indx"), bits: tables.Table("bits"), composites: tables.Table("comp"), crcs: tables.Table("crcs")}
	var lengths flate.Lengths
	if copy(lengths[:], tables.Table("code")) < len(lengths) || len(f.index) < recordSize || len(f.index)%recordSize != 0 || len(f.crcs) != 4*f.NumGlyphs() {
		return nil, errors.New("the tables code, indx and crcs are cut")
	}
	f.Code = flate.NewCode(&lengths)
	return f, nil
}

// NumGlyphs returns the number of glyphs.
func (f *Face) NumGlyphs() int { return len(f.index)/recordSize - 1 }

// Glyph returns a glyph that the face has.
func (f *Face) Glyph(g int) Glyph {
	r := f.index[recordSize*g : recordSize*(g+2)]
	size := 4 * int(be.Uint16(r[12:]))
	x := Glyph{Checksum: be.Uint32(r[8:])}
	if be.Uint16(r[16:]) == composite {
		at := be.Uint32(r[4:])
		x.Composite = f.composites[at:][:size:size]
		return x
	}
	at := be.Uint32(r)
	x.Part = flate.Part{Bits: f.bits, At: at, N: be.Uint32(r[recordSize:]) - at, Sum: flate.NewAdler(be.Uint32(r[4:]), size)}
	x.Points, x.Contours = int(be.Uint16(r[14:])), int(be.Uint16(r[16:]))
	return x
}

// CRC returns the CRC-32 of the description of a simple glyph, padded.
func (f *Face) CRC(g int) uint32 { return be.Uint32(f.crcs[4*g:]) }

// Description returns the description of a glyph, padded.
func (f *Face) Description(g int) []byte { return f.AppendStart(nil, g, 4*0xFFFF) }

// AppendStart appends the first n bytes of that.
func (f *Face) AppendStart(dst []byte, g, n int) []byte {
	x := f.Glyph(g)
	if x.Composite != nil {
		return append(dst, x.Composite[:min(n, len(x.Composite))]...)
	}
	return f.Code.Decode(dst, x.Part, n)
}

func (f *Face) inflate(glyphs ...Glyph) []byte {
	w := flate.NewWriter(nil)
	w.Begin(f.Code)
	var sum flate.Adler
	for _, x := range glyphs {
		if x.Composite != nil {
			w.Literals(f.Code, x.Composite)
			sum = sum.Then(flate.Sum(x.Composite))
		} else {
			w.Part(x.Part)
			sum = sum.Then(x.Part.Sum)
		}
	}
	r, err := zlib.NewReader(bytes.NewReader(w.End(f.Code, sum)))
	if err != nil {
		panic(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		panic(err)
	}
	return b
}

// TrueType returns the font that the face was made of.
func (f *Face) TrueType() []byte {
	n := f.NumGlyphs()
	glyphs := make([]Glyph, n)
	loca := make([]byte, 4, 4*(n+1))
	at := 0
	for g := range glyphs {
		x := f.Glyph(g)
		glyphs[g] = x
		at += x.Part.Sum.Len() + len(x.Composite)
		loca = be.AppendUint32(loca, uint32(at))
	}
	tables := []sfnt.Table{{Tag: "glyf", Data: f.inflate(glyphs...)}, {Tag: "loca", Data: loca}}
	for _, t := range f.Tables {
		switch t.Tag {
		case "code", "bits", "comp", "indx", "crcs":
		default:
			tables = append(tables, t)
		}
	}
	return sfnt.Build(tables)
}

// Encode returns the stored form of a font whose glyphs have no instructions
// and are padded to a multiple of four bytes, with a loca of the long form.
func Encode(font []byte) ([]byte, error) {
	tables, bad := sfnt.Read(font, 0)
	if bad != nil {
		return nil, fmt.Errorf("%s: %s", bad.Table, bad.English)
	}
	glyf, loca := tables.Table("glyf"), tables.Table("loca")
	n := int(be.Uint16(tables.Table("maxp")[4:]))
	if len(loca) != 4*(n+1) {
		return nil, errors.New("loca is not of the long form")
	}
	glyphs := make([][]byte, n)
	var samples [][]byte
	for g := range glyphs {
		glyphs[g] = glyf[be.Uint32(loca[4*g:]):be.Uint32(loca[4*g+4:])]
		if len(glyphs[g])%4 != 0 || len(glyphs[g]) > 4*0xFFFF {
			return nil, fmt.Errorf("glyph %d has %d bytes", g, len(glyphs[g]))
		}
		if !isComposite(glyphs[g]) {
			samples = append(samples, glyphs[g])
		}
	}
	lengths := flate.BestLengths(samples)
	coder := flate.NewCoder(flate.NewCode(lengths))

	var w flate.Writer
	var index, composites, crcs []byte
	for _, b := range glyphs {
		index = be.AppendUint32(index, uint32(w.Len()))
		points, contours, crc := 0, 0, uint32(0)
		switch {
		case isComposite(b):
			index = be.AppendUint32(index, uint32(len(composites)))
			composites = append(composites, b...)
			contours = composite
		default:
			coder.Append(&w, b)
			index = be.AppendUint32(index, flate.Sum(b).Bits())
			crc = crc32.ChecksumIEEE(b)
			if len(b) > 0 {
				contours = int(be.Uint16(b))
				points = int(be.Uint16(b[10+2*(contours-1):])) + 1
			}
		}
		index = be.AppendUint32(index, sfnt.Checksum(b))
		for _, v := range []int{len(b) / 4, points, contours} {
			index = be.AppendUint16(index, uint16(v))
		}
		crcs = be.AppendUint32(crcs, crc)
	}
	index = be.AppendUint32(index, uint32(w.Len()))
	index = append(index, make([]byte, recordSize-4)...)

	out := []sfnt.Table{
		{Tag: "code", Data: lengths[:]}, {Tag: "comp", Data: composites}, {Tag: "indx", Data: index}, {Tag: "crcs", Data: crcs},
		{Tag: "bits", Data: append(w.Bytes(), make([]byte, flate.Slack)...)},
	}
	for _, t := range tables {
		if t.Tag != "glyf" && t.Tag != "loca" {
			out = append(out, t)
		}
	}
	return append([]byte(magic), sfnt.Build(out)...), nil
}

func isComposite(b []byte) bool { return len(b) > 0 && b[0]&0x80 != 0 }
