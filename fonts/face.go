// Package fonts reads TrueType faces, measures and subsets them, and chooses a
// face for each character by the role it plays in a document.
package fonts

import (
	"encoding/binary"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// GID is a glyph index of a face. 0 is .notdef.
type GID uint16

// Face is one parsed TrueType face. It is read-only and safe for concurrent use.
type Face struct {
	postScriptName string
	family         string
	unitsPerEm     int
	numGlyphs      int
	metrics        Metrics
	chars          charMap
	vert           []lookup

	// Raw tables, slices of the file.
	head, hhea, hmtx, maxp, loca, glyf []byte
	numberOfHMetrics                   int
	longLoca                           bool
}

// Metrics are in font units, as a PDF font descriptor wants them.
type Metrics struct {
	Ascent, Descent, CapHeight int
	BBox                       [4]int // xMin, yMin, xMax, yMax
	Weight                     int    // usWeightClass
	ItalicAngle                float64
}

// Parse reads the face with the given index (0 but for collections) from a
// TrueType file or TrueType collection. The Face keeps data; it must not change.
//
// The error is an *Error: damaged data, an index that the file does not have,
// a face without a Unicode cmap, a face with CFF outlines, or one whose fsType
// forbids embedding, subsetting, or embedding of outlines. Glyph outlines are
// not looked at before [Face.Subset].
func Parse(data []byte, index int) (*Face, error) {
	f, tables, err := parse(data, index)
	if err != nil {
		return nil, err
	}
	if f.chars, err = parseCmap(tables.Table("cmap"), f.numGlyphs); err != nil {
		return nil, err
	}
	if f.metrics.CapHeight == 0 {
		f.metrics.CapHeight = f.capHeight()
	}
	return f, nil
}

// parse reads all but the cmap, which a subset for PDF does not have.
func parse(data []byte, index int) (*Face, sfnt.Font, error) {
	tables, bad := sfnt.Read(data, index)
	if bad != nil {
		return nil, nil, &Error{bad.Table, *bad}
	}
	f := &Face{}
	for _, t := range []struct {
		tag  string
		min  int
		into *[]byte
	}{
		{"head", 54, &f.head}, {"hhea", 36, &f.hhea}, {"maxp", 32, &f.maxp},
		{"hmtx", 4, &f.hmtx}, {"loca", 4, &f.loca}, {"glyf", 0, &f.glyf},
	} {
		b := tables.Table(t.tag)
		if b == nil {
			return nil, nil, fault(t.tag, "缺少该表", "the table is missing")
		}
		if len(b) < t.min {
			return nil, nil, tooShort(t.tag, len(b), t.min)
		}
		*t.into = b
	}
	if err := f.parseSizes(); err != nil {
		return nil, nil, err
	}
	if err := f.parseMetrics(tables); err != nil {
		return nil, nil, err
	}
	if err := f.parseNames(tables.Table("name")); err != nil {
		return nil, nil, err
	}
	var err error
	if f.vert, err = parseVert(tables.Table("GSUB")); err != nil {
		return nil, nil, err
	}
	return f, tables, nil
}

// parseSizes reads what the lengths of the other tables follow from.
func (f *Face) parseSizes() error {
	if magic := u32(f.head, 12); magic != 0x5F0F3CF5 {
		return fault("head", "magicNumber 是 0x%08X", "magicNumber is 0x%08X", magic)
	}
	f.unitsPerEm = int(u16(f.head, 18))
	if f.unitsPerEm < 16 || f.unitsPerEm > 16384 {
		return fault("head", "unitsPerEm 是 %d", "unitsPerEm is %d", f.unitsPerEm)
	}
	format := u16(f.head, 50)
	if format > 1 {
		return fault("head", "indexToLocFormat 是 %d", "indexToLocFormat is %d", format)
	}
	f.longLoca = format == 1

	if version := u32(f.maxp, 0); version != 0x00010000 {
		return fault("maxp", "version 是 0x%08X", "version is 0x%08X", version)
	}
	f.numGlyphs = int(u16(f.maxp, 4))
	if f.numGlyphs == 0 {
		return fault("maxp", "numGlyphs 是 0", "numGlyphs is 0")
	}
	if need := (f.numGlyphs + 1) * (2 << format); len(f.loca) < need {
		return tooShort("loca", len(f.loca), need)
	}
	f.numberOfHMetrics = int(u16(f.hhea, 34))
	if f.numberOfHMetrics == 0 || f.numberOfHMetrics > f.numGlyphs {
		return fault("hhea", "numberOfHMetrics 是 %d，numGlyphs 是 %d", "numberOfHMetrics is %d, numGlyphs %d", f.numberOfHMetrics, f.numGlyphs)
	}
	if need := 2*f.numberOfHMetrics + 2*f.numGlyphs; len(f.hmtx) < need {
		return tooShort("hmtx", len(f.hmtx), need)
	}
	return nil
}

// PostScriptName returns the name that a PDF gives as BaseFont: ASCII letters,
// digits and a few signs, never empty.
func (f *Face) PostScriptName() string { return f.postScriptName }

// Family returns the name of the family, in Chinese where the face has one.
func (f *Face) Family() string { return f.family }

// UnitsPerEm returns how many font units make the em.
func (f *Face) UnitsPerEm() int { return f.unitsPerEm }

// NumGlyphs returns the number of glyphs; every GID is below it.
func (f *Face) NumGlyphs() int { return f.numGlyphs }

// Metrics returns the measures of the face as a whole.
func (f *Face) Metrics() Metrics { return f.metrics }

// Glyph returns the glyph of a character, 0 where the face does not cover it.
func (f *Face) Glyph(r rune) GID { return f.chars.glyph(r) }

// Advance returns the advance width of a glyph in font units; 0 for a glyph
// that the face does not have.
func (f *Face) Advance(g GID) int {
	if int(g) >= f.numGlyphs {
		return 0
	}
	return int(u16(f.hmtx, 4*min(int(g), f.numberOfHMetrics-1)))
}

// leftSideBearing returns the lsb of a glyph that the face has.
func (f *Face) leftSideBearing(g GID) uint16 {
	if n := f.numberOfHMetrics; int(g) >= n {
		return u16(f.hmtx, 4*n+2*(int(g)-n))
	}
	return u16(f.hmtx, 4*int(g)+2)
}

func u16(b []byte, at int) uint16 { return binary.BigEndian.Uint16(b[at:]) }
func i16(b []byte, at int) int    { return int(int16(binary.BigEndian.Uint16(b[at:]))) }
func u32(b []byte, at int) uint32 { return binary.BigEndian.Uint32(b[at:]) }
