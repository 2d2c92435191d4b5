package fonts

import (
	"encoding/binary"
	"maps"
	"slices"
	"testing"
	"unicode/utf16"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// words returns big-endian uint16s.
func words(v ...int) []byte {
	var b []byte
	for _, x := range v {
		b = binary.BigEndian.AppendUint16(b, uint16(x))
	}
	return b
}

func long(v uint32) []byte { return binary.BigEndian.AppendUint32(nil, v) }

// synthetic is the tables of a font built for a test, to be changed before
// they are put together.
type synthetic map[string][]byte

func (s synthetic) build() []byte {
	var tables []sfnt.Table
	for _, tag := range slices.Sorted(maps.Keys(s)) {
		tables = append(tables, sfnt.Table{Tag: tag, Data: slices.Clone(s[tag])})
	}
	return sfnt.Build(tables)
}

// square is a simple glyph of 4 points, with instructions.
func square(size int) []byte {
	return slices.Concat(
		words(1, 0, 0, size, size), words(3), // one contour that ends with point 3
		words(2), []byte{0xB0, 0x00}, // PUSHB 0
		// (0,0) by same-as-before flags, (size,0), (size,size), (0,size)
		[]byte{0x01 | flagXSame | flagYSame, 0x01 | flagYSame, 0x01 | flagXSame, 0x01 | flagYSame},
		words(size, -size), words(size),
	)
}

// composite is a glyph of components, with instructions, each with a word
// offset; the flags are added to the first.
func composite(flags int, glyphs ...int) []byte {
	b := words(-1, 0, 0, 100, 100)
	for i, g := range glyphs {
		f := compWords | 0x0002 | compInstructions
		if i < len(glyphs)-1 {
			f |= compMore
		}
		if i == 0 {
			f |= flags
		}
		b = append(b, words(f, g, 10*i, 20)...)
		switch {
		case f&compScale != 0:
			b = append(b, words(0x2000)...)
		case f&compXYScale != 0:
			b = append(b, words(0x2000, 0x1000)...)
		case f&compTwoByTwo != 0:
			b = append(b, words(0x2000, 0, 0, 0x2000)...)
		}
	}
	return append(b, words(1, 0xB000)...)
}

// newSynthetic returns a font of the glyphs, with advances of 500 + the index,
// the second glyph and those after it standing for A, B, C….
func newSynthetic(glyphs ...[]byte) synthetic {
	n := len(glyphs)
	var glyf, loca, hmtx []byte
	for i, g := range glyphs {
		loca = append(loca, words(len(glyf)/2)...)
		glyf = append(glyf, g...)
		if len(glyf)%2 != 0 {
			glyf = append(glyf, 0)
		}
		hmtx = append(hmtx, words(500+i, i)...)
	}
	loca = append(loca, words(len(glyf)/2)...)
	head := slices.Concat(long(0x00010000), long(0), long(0), long(0x5F0F3CF5), words(0x0014, 1000), make([]byte, 16),
		words(-10, -20, 300, 400, 0, 8, 2, 0, 0))
	os2 := make([]byte, 96)
	copy(os2, words(4, 500, 700))
	copy(os2[68:], words(850, -150))
	copy(os2[86:], words(500, 710))
	return synthetic{
		"head": head,
		"hhea": slices.Concat(long(0x00010000), words(800, -200), make([]byte, 26), words(n)),
		"hmtx": hmtx,
		"maxp": slices.Concat(long(0x00010000), words(n), make([]byte, 26)),
		"loca": loca,
		"glyf": glyf,
		"cmap": cmapOf(format12([3]uint32{'A', 'A' + uint32(n) - 2, 1})),
		"OS/2": os2,
		"post": slices.Concat(long(0x00030000), long(0xFFF48000), make([]byte, 24)),
		"name": nameOf(record{3, 1, 0x409, 6, "Synthetic-Test"}),
	}
}

func plain() synthetic {
	return newSynthetic(square(100), square(200), square(300), composite(0, 1, 2), nil)
}

// cmapOf returns a cmap of one Windows subtable.
func cmapOf(sub []byte) []byte {
	return slices.Concat(words(0, 1, 3, 10), long(12), sub)
}

func format12(groups ...[3]uint32) []byte {
	b := slices.Concat(words(12, 0), long(uint32(16+12*len(groups))), long(0), long(uint32(len(groups))))
	for _, g := range groups {
		b = slices.Concat(b, long(g[0]), long(g[1]), long(g[2]))
	}
	return b
}

// format4 takes segments of start, end, idDelta and idRangeOffset.
func format4(segments [][4]int, glyphIDs ...int) []byte {
	n := len(segments)
	b := words(4, 16+8*n+2*len(glyphIDs), 0, 2*n, 0, 0, 0)
	for i, field := range []int{1, 0, 2, 3} {
		for _, s := range segments {
			b = append(b, words(s[field])...)
		}
		if i == 0 {
			b = append(b, 0, 0)
		}
	}
	return append(b, words(glyphIDs...)...)
}

type record struct {
	platform, encoding, language, id int
	value                            string
}

func nameOf(records ...record) []byte {
	head := words(0, len(records), 6+12*len(records))
	var storage []byte
	for _, r := range records {
		value := []byte(r.value)
		if r.platform != 1 {
			value = nil
			for _, u := range utf16.Encode([]rune(r.value)) {
				value = append(value, words(int(u))...)
			}
		}
		head = append(head, words(r.platform, r.encoding, r.language, r.id, len(value), len(storage))...)
		storage = append(storage, value...)
	}
	return append(head, storage...)
}

// gsubOf returns a GSUB table whose feature vert has the lookups, each a lookup
// table.
func gsubOf(lookups ...[]byte) []byte {
	n := len(lookups)
	scripts := slices.Concat(words(1), []byte("hani"), words(8), words(4, 0), words(0, 0xFFFF, 1, 0))
	feature := words(0, n)
	list, at := words(n), 2+2*n
	for i, l := range lookups {
		feature = append(feature, words(i)...)
		list = append(list, words(at)...)
		at += len(l)
	}
	features := slices.Concat(words(1), []byte("vert"), words(8), feature)
	return slices.Concat(words(1, 0, 10, 10+len(scripts), 10+len(scripts)+len(features)),
		scripts, features, list, slices.Concat(lookups...))
}

// collectionOf joins fonts to a TrueType collection.
func collectionOf(fonts ...[]byte) []byte {
	b := slices.Concat([]byte("ttcf"), long(0x00010000), long(uint32(len(fonts))))
	at := len(b) + 4*len(fonts)
	for _, f := range fonts {
		b = append(b, long(uint32(at))...)
		at += len(f)
	}
	for _, f := range fonts {
		base := len(b)
		b = append(b, f...)
		for i := range int(u16(f, 4)) {
			field := base + 12 + 16*i + 8
			binary.BigEndian.PutUint32(b[field:], u32(b, field)+uint32(base))
		}
	}
	return b
}

func mustParseTest(t testing.TB, data []byte) *Face {
	t.Helper()
	f, err := Parse(data, 0)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// parseTest parses a font that need not have a cmap.
func parseTest(data []byte) (*Face, error) {
	tables, bad := sfnt.Read(data, 0)
	if bad != nil {
		return nil, faultOf(bad)
	}
	return parse(tables, nil)
}
