package pdf

import (
	"cmp"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// font is what is known of a font: how its codes are taken from a string, what they
// stand for, and how far they advance.
type font struct {
	number   int32
	pictures bool  // in place of letters and digits
	codes    *cmap // nil for a font of single bytes
	unicode  *cmap // nil is none
	textOf   func(c uint32, bytes int) string
	simple   [256]string
	vertical bool

	first  int // code of a simple font
	widths []float64
	ranges []widthRange // of a composite font
	usual  float64
	scale  float64 // of widths to the size
	vy, wy float64 // of vertical writing: down from the top of a glyph, and the advance
	ascii  uint32  // glyph of the space where the codes are those of a character set
	glyphs map[uint64]glyph
	names  *face.Names // of the glyphs that are embedded
	places []byte      // their numbers, of two bytes each; nil is the codes
}

// glyph is what a code stands for.
type glyph struct {
	text  string
	width float64 // in units of the size
}

// widthRange is the widths of glyphs from one to another, all of them, or each its own.
type widthRange struct {
	lo, hi uint32
	width  float64
	each   array
}

// maxFonts is how many fonts a file may have.
const maxFonts = 2000

// font returns a font of the resources, or nil.
func (f *File) font(v any) *font {
	r, indirect := v.(ref)
	if x, ok := f.contents.fonts[r]; indirect && ok {
		return x
	}
	d := f.dict(v)
	if d == nil {
		return nil
	}
	if f.contents.loaded++; f.contents.loaded > maxFonts {
		f.fail(errMany)
		return nil
	}
	x := &font{number: int32(f.contents.loaded - 1), glyphs: map[uint64]glyph{}, scale: 1. / 1000}
	x.pictures = face.Pictures(string(f.name(d["BaseFont"])))
	if f.name(d["Subtype"]) == "Type0" {
		f.composite(x, d)
	} else {
		f.simpleFont(x, d)
	}
	switch u := f.get(d["ToUnicode"]).(type) {
	case *stream:
		b, err := f.data(u)
		if err != nil {
			f.fail(err)
			return nil
		}
		x.unicode = f.readCMap(b)
	case name:
		if strings.HasPrefix(string(u), "Identity") && x.textOf == nil {
			x.textOf = codePoint
		}
	default:
		if d["ToUnicode"] != nil {
			f.fail(errSyntax)
		}
	}
	if indirect {
		f.contents.fonts[r] = x
	}
	return x
}

// composite reads a font of several bytes a code (9.7).
func (f *File) composite(x *font, d dict) {
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		var ok bool
		if x.codes, x.textOf, x.ascii, ok = predefined(string(e)); !ok {
			x.codes = identity
		}
	case *stream:
		b, err := f.data(e)
		if err != nil {
			f.fail(err)
		}
		x.codes = f.readCMap(b)
		if base := f.name(e.dict["UseCMap"]); strings.HasPrefix(string(base), "Identity") {
			x.codes.base = identity
		}
		if n, ok := whole(f.get(e.dict["WMode"]), 1); ok {
			x.codes.vertical = n == 1
		}
	default:
		x.codes = identity
	}
	x.vertical = x.codes.vertical
	cid := f.dict(f.first(d["DescendantFonts"]))
	f.embedded(x, cid)
	x.usual = 1000
	if v, ok := f.get(cid["DW"]).(float64); ok {
		x.usual = v
	}
	x.vy, x.wy = 0.88, -1
	if v, ok := f.numbers(cid["DW2"], 2); ok {
		x.vy, x.wy = v[0]/1000, v[1]/1000
	}
	defer func() {
		slices.SortStableFunc(x.ranges, func(a, b widthRange) int { return cmp.Compare(a.lo, b.lo) })
	}()
	w := f.array(cid["W"])
	for i := 0; i+1 < len(w); {
		lo, ok := whole(f.get(w[i]), 0xFFFF)
		if !ok {
			return
		}
		if each := f.array(w[i+1]); each != nil {
			x.ranges = append(x.ranges, widthRange{lo: uint32(lo), hi: uint32(lo + len(each) - 1), each: each})
			i += 2
			continue
		}
		hi, ok := whole(f.get(w[i+1]), 0xFFFF)
		if !ok || i+2 >= len(w) {
			return
		}
		x.ranges = append(x.ranges, widthRange{lo: uint32(lo), hi: uint32(hi), width: f.number(w[i+2])})
		i += 3
	}
}

// embedded reads what the glyphs are of a font that is embedded.
func (f *File) embedded(x *font, cid dict) {
	program, ok := f.get(f.dict(cid["FontDescriptor"])["FontFile2"]).(*stream)
	if !ok {
		return
	}
	if places, ok := f.get(cid["CIDToGIDMap"]).(*stream); ok {
		r := f.begin(places)
		if r == nil {
			return
		}
		const most = 2 << 16 // bytes
		x.places, _ = io.ReadAll(io.LimitReader(r, most))
	}
	names, known := f.contents.names[program]
	if !known {
		if r := f.begin(program); r != nil {
			names = face.Read(r)
		}
		f.contents.names[program] = names
	}
	x.names = names
}

// simpleFont reads a font of single bytes (9.6).
func (f *File) simpleFont(x *font, d dict) {
	x.first = int(f.number(d["FirstChar"]))
	for _, w := range f.array(d["Widths"]) {
		x.widths = append(x.widths, f.number(w))
	}
	descriptor := f.dict(d["FontDescriptor"])
	x.usual = f.number(descriptor["MissingWidth"])
	if x.widths == nil && x.usual == 0 {
		x.usual = 556 // a figure of Helvetica
	}
	type3 := f.name(d["Subtype"]) == "Type3"
	if type3 {
		if m, ok := f.numbers(d["FontMatrix"], 6); ok {
			x.scale = m[0]
		}
	}
	symbolic := int(f.number(descriptor["Flags"]))&4 != 0
	switch e := f.get(d["Encoding"]).(type) {
	case name:
		x.simple = simpleEncoding(e)
	case dict:
		if base := f.name(e["BaseEncoding"]); base != "" {
			x.simple = simpleEncoding(base)
		} else if !symbolic && !type3 {
			x.simple = simpleEncoding("")
		}
		c := 0
		for _, v := range f.array(e["Differences"]) {
			switch v := f.get(v).(type) {
			case float64:
				c = int(v)
			case name:
				if c >= 0 && c < 256 {
					x.simple[c] = glyphText(string(v))
				}
				c++
			}
		}
	case nil:
		if !symbolic && !type3 {
			x.simple = simpleEncoding("")
		}
	}
}

// next takes a code off a string.
func (x *font) next(s []byte) (g glyph, c uint32, n int) {
	if x.codes == nil {
		c, n = uint32(s[0]), 1
	} else {
		c, n = x.codes.next(s)
	}
	id := uint64(n)<<32 | uint64(c)
	g, ok := x.glyphs[id]
	if !ok {
		g = x.glyph(c, n)
		if len(x.glyphs) < source.MaxGlyphs {
			x.glyphs[id] = g
		}
	}
	return g, c, n
}

func (x *font) glyph(c uint32, n int) (g glyph) {
	switch {
	case x.codes == nil && (!x.pictures || c == ' '):
		g.text = x.simple[c]
	case x.textOf != nil:
		g.text = x.textOf(c, n)
	}
	if x.unicode != nil {
		if text, ok := x.unicode.text(c); ok && g.text != "" && face.Differ(g.text, text) {
			g.text = "" // one of the two lies
		} else if ok {
			g.text = text
		}
	}
	g.width = x.width(c, g.text) * x.scale
	if strings.ContainsAny(g.text, "\x00\uFFFD") || x.lies(c, g.text) {
		g.text = ""
	}
	return g
}

// lies reports whether a glyph cannot be what it is said to be: several digits, a word of
// a font of pictures, or another digit than the font knows.
func (x *font) lies(c uint32, text string) bool {
	return utf8.RuneCountInString(text) > 1 && strings.ContainsFunc(text, unicode.IsDigit) ||
		x.pictures && strings.ContainsFunc(text, isWord) ||
		x.names.Deny(x.shown(c, text), text)
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

func (x *font) width(c uint32, text string) float64 {
	if x.codes == nil {
		if i := int(c) - x.first; i >= 0 && i < len(x.widths) {
			return x.widths[i]
		}
		return x.usual
	}
	cid := x.cid(c, text)
	if i := sort.Search(len(x.ranges), func(i int) bool { return x.ranges[i].lo > cid }); i > 0 && cid <= x.ranges[i-1].hi {
		r := x.ranges[i-1]
		if r.each == nil {
			return r.width
		}
		w, _ := r.each[cid-r.lo].(float64)
		return w
	}
	if x.ascii != 0 && cid != 0 {
		return 500
	}
	return x.usual
}

// cid returns the glyph of a code, in the numbers of the font's widths.
func (x *font) cid(c uint32, text string) uint32 {
	switch {
	case x.ascii == 0:
		return x.codes.cid(c)
	case len(text) == 1 && text[0] >= ' ' && text[0] <= '~':
		return x.ascii + uint32(text[0]-' ')
	}
	return 0
}

// shown returns the glyph of a code in a composite font, in the numbers of what is
// embedded, or 0.
func (x *font) shown(c uint32, text string) uint32 {
	if x.codes == nil {
		return 0
	}
	n := x.cid(c, text)
	switch at := 2 * int(n); {
	case x.places == nil && x.ascii == 0:
		return n
	case at+1 < len(x.places):
		return uint32(x.places[at])<<8 | uint32(x.places[at+1])
	}
	return 0
}
