// Package fonts reads TrueType and OpenType faces, measures and subsets them,
// finds those of the system, and chooses a face for each character by the role it
// plays in a document.
package fonts

import (
	"encoding/binary"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
	"github.com/nianbao/nianbao/fonts/internal/stored"
)

// GID is a glyph index of a face. 0 is .notdef.
type GID uint16

// Face is one parsed face with TrueType or CFF outlines. It is safe for
// concurrent use; it keeps the glyphs that it has coded.
type Face struct {
	postScriptName string
	family         string
	unitsPerEm     int
	numGlyphs      int
	metrics        Metrics
	chars          charMap
	vert           []lookup

	// Raw tables, slices of the file. OS/2, post and name may be missing.
	head, hhea, hmtx, maxp, loca, glyf []byte
	os2, post, name                    []byte
	numberOfHMetrics                   int
	longLoca                           bool
	cff                                *cffFont     // in place of loca and glyf
	stored                             *stored.Face // in place of loca and glyf: of an embedded face
	coding                             coding       // of any other face

	quadratic quadraticFace // of a face with CFF outlines
	cubic     *cubicFace    // in place of loca and glyf: of the face made of that
}

// Metrics are the measures of a face as a PDF font descriptor wants them, lengths in font
// units.
type Metrics struct {
	Ascent, Descent, CapHeight int     // above the baseline: that of Descent is below 0
	BBox                       [4]int  // xMin, yMin, xMax, yMax
	Weight                     int     // usWeightClass
	ItalicAngle                float64 // degrees from the vertical; below 0 leans to the right
}

// Parse reads the face with the given index (0 but for collections) from a
// TrueType or OpenType file or a collection of them. The Face keeps data; it must
// not change. A variable face is taken at its default instance.
//
// The error is an *Error: damaged data, an index that the file does not have,
// a face without a Unicode cmap, a face with CFF2 outlines, or one whose fsType
// forbids embedding, subsetting, or embedding of outlines. Glyph outlines are
// not looked at before [Face.FontFile].
func Parse(data []byte, index int) (*Face, error) {
	tables, bad := sfnt.Read(data, index)
	if bad != nil {
		return nil, faultOf(bad)
	}
	return newFace(tables)
}

func newFace(tables sfnt.Font) (*Face, error) { return newStoredFace(tables, nil) }

// newStoredFace is newFace for the tables of an embedded face.
func newStoredFace(tables sfnt.Font, s *stored.Face) (*Face, error) {
	f, err := parse(tables, s)
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
func parse(tables sfnt.Font, s *stored.Face) (*Face, error) {
	f := &Face{stored: s, os2: tables.Table("OS/2"), post: tables.Table("post"), name: tables.Table("name")}
	need := []neededTable{{"head", 54, &f.head}, {"hhea", 36, &f.hhea}, {"maxp", 6, &f.maxp}, {"hmtx", 4, &f.hmtx}}
	cff := tables.Table("CFF ")
	switch {
	case cff != nil, s != nil:
	case tables.Table("CFF2") != nil:
		return nil, outlinesCFF2()
	default:
		need = append(need, neededTable{"loca", 4, &f.loca}, neededTable{"glyf", 0, &f.glyf})
	}
	for _, t := range need {
		b := tables.Table(t.tag)
		if b == nil {
			return nil, fault(t.tag, "缺少该表", "the table is missing")
		}
		if len(b) < t.min {
			return nil, tooShort(t.tag, len(b), t.min)
		}
		*t.into = b
	}
	if err := f.parseSizes(); err != nil {
		return nil, err
	}
	if err := f.parseMetrics(); err != nil {
		return nil, err
	}
	if err := f.parseNames(); err != nil {
		return nil, err
	}
	var err error
	if f.vert, err = parseVert(tables.Table("GSUB")); err != nil {
		return nil, err
	}
	if cff != nil {
		if f.cff, err = parseCFF(cff, f.numGlyphs); err != nil {
			return nil, err
		}
	}
	return f, nil
}

func outlinesCFF2() error {
	return refusal("CFF2", "这是 CFF2 轮廓的可变字体，不能用；请换 .ttf 字体，或不可变的 .otf 字体",
		"this is a variable font with CFF2 outlines, which cannot be used; take a .ttf font, or an .otf font that is not variable")
}

// neededTable is a table that a face cannot do without.
type neededTable struct {
	tag  string
	min  int // bytes
	into *[]byte
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
	version, want, size := u32(f.maxp, 0), uint32(0x00010000), 32
	if f.loca == nil && f.stored == nil { // CFF outlines
		want, size = 0x00005000, 6
	}
	if version != want {
		return fault("maxp", "version 是 0x%08X", "version is 0x%08X", version)
	}
	if len(f.maxp) < size {
		return tooShort("maxp", len(f.maxp), size)
	}
	f.numGlyphs = int(u16(f.maxp, 4))
	if f.numGlyphs == 0 {
		return fault("maxp", "numGlyphs 是 0", "numGlyphs is 0")
	}
	if f.loca != nil {
		format := u16(f.head, 50)
		if format > 1 {
			return fault("head", "indexToLocFormat 是 %d", "indexToLocFormat is %d", format)
		}
		f.longLoca = format == 1
		if need := (f.numGlyphs + 1) * (2 << format); len(f.loca) < need {
			return tooShort("loca", len(f.loca), need)
		}
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

// CFF reports whether the outlines are CFF charstrings and not TrueType ones.
func (f *Face) CFF() bool { return f.cff != nil }

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
