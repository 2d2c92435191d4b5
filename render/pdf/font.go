package pdf

import (
	"hash/fnv"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
)

// font is a face as a document uses it: a Type 0 font over a CIDFontType2, or
// over a CIDFontType0 where the outlines are CFF (ISO 32000-1, 9.7). A code is a
// CID of two bytes. As a rule the CID is the index of the glyph in the font file;
// a glyph that stands for more than one character, such as U+2014 and U+2015, has
// a CID for each, so that the text can be taken out again as it was put in. A CFF
// font file has that glyph as often, for a CIDFontType0 has no CIDToGIDMap.
type font struct {
	*layout.Font
	file fontFile
	ref  ref
	name name // in the resources
	base name // BaseFont

	cids   []uint16    // of the uses
	others []fonts.GID // the glyphs of uses but their first: the last CIDs

	runes  []rune  // CID → character; 0 where no text has the CID
	widths []int64 // CID → advance in thousandths of the size
}

// fontSet is the fonts of a document in the order of their first use.
type fontSet struct {
	list   []*font
	byFace map[*fonts.Face]*font
}

// newFontSet subsets the faces that the pages use.
func newFontSet(l *layout.Layout) (*fontSet, error) {
	s := &fontSet{byFace: make(map[*fonts.Face]*font)}
	for i, used := range l.Fonts() {
		f := &font{Font: used, name: name("F" + strconv.Itoa(i+1))}
		if err := f.subset(); err != nil {
			return nil, err
		}
		s.list = append(s.list, f)
		s.byFace[f.Face] = f
	}
	return s, nil
}

// code returns the CID of a glyph that stands for a character.
func (f *font) code(g layout.Glyph) uint16 { return f.cids[f.Index(g)] }

func (f *font) subset() error {
	// Glyphs in the order of the face, the uses of each in their own order.
	order := make([]uint64, len(f.Uses))
	for i, u := range f.Uses {
		order[i] = uint64(u.GID)<<32 | uint64(i)
	}
	slices.Sort(order)
	used := make([]fonts.GID, 0, len(order))
	f.cids = make([]uint16, len(order))
	for _, x := range order {
		if g, i := fonts.GID(x>>32), uint32(x); len(used) == 0 || g != used[len(used)-1] {
			used = append(used, g)
			f.cids[i] = uint16(len(used))
		}
	}
	for i, cid := range f.cids {
		if cid == 0 {
			f.others = append(f.others, f.Uses[i].GID)
		}
	}
	all := used
	if f.Face.CFF() {
		all = slices.Concat(used, f.others)
	}
	file, err := newFontFile(f.Face, all)
	if err != nil {
		return err
	}
	if file.cff && len(file.glyphs) == 1+len(all) {
		file.glyphs = file.glyphs[:1+len(used)]
	}
	if len(file.glyphs) < 1+len(used) || !slices.Equal(file.glyphs[1:1+len(used)], used) {
		return fixed.OfWhole(fixed.BadGlyph)
	}
	cids := len(file.glyphs) + len(f.others)
	if cids > 1<<16 {
		return fixed.OfWhole(manyGlyphs)
	}
	f.file = file
	f.base = subsetName(f.Face, f.name, all)
	f.runes = make([]rune, cids)
	f.widths = make([]int64, cids)
	other := len(file.glyphs)
	for i, u := range f.Uses {
		if f.cids[i] == 0 {
			f.cids[i] = uint16(other)
			other++
		}
		f.runes[f.cids[i]] = u.Rune
		f.widths[f.cids[i]] = f.width(u.GID)
	}
	return nil
}

// thousandths scales font units to the glyph space of a PDF, 1000 to the em.
func thousandths(face *fonts.Face, v int) int {
	return int(fixed.DivRound(int64(v)*1000, int64(face.UnitsPerEm())))
}

func (f *font) width(g fonts.GID) int64 { return int64(thousandths(f.Face, f.Face.Advance(g))) }

// subsetName puts a tag of six letters before the name of the face; other
// glyphs, or another face of the same name, give another tag (ISO 32000-1, 9.6.4).
func subsetName(face *fonts.Face, resource name, used []fonts.GID) name {
	n := face.PostScriptName()
	if n == "" {
		n = "Unnamed"
	}
	h := fnv.New64a()
	h.Write([]byte(n + "/" + string(resource)))
	for _, g := range used {
		h.Write([]byte{byte(g >> 8), byte(g)})
	}
	var tag [7]byte
	for i, v := 0, h.Sum64(); i < 6; i, v = i+1, v/26 {
		tag[i] = byte('A' + v%26)
	}
	tag[6] = '+'
	return name(tag[:]) + name(n[:min(len(n), 100)]) // a name has at most 127 bytes
}

func (s *fontSet) writeResources(w *writer) {
	if len(s.list) == 0 {
		return
	}
	w.put("/Font<<")
	for _, f := range s.list {
		f.ref = w.alloc()
		w.put(f.name, " ", f.ref)
	}
	w.put(">>")
}

func (s *fontSet) write(w *writer) {
	for _, f := range s.list {
		f.write(w)
	}
}

// defaultWidth is the width of most Chinese glyphs.
const defaultWidth = 1000

func (f *font) write(w *writer) {
	cidFont, descriptor, file, toUnicode := w.alloc(), w.alloc(), w.alloc(), w.alloc()
	// 9.7.6.2: over a CIDFontType0 the name takes in the name of the CMap.
	kind, base := name("CIDFontType2"), f.base
	if f.file.cff {
		kind, base = "CIDFontType0", f.base+"-Identity-H"
	}
	w.object(f.ref, "<</Type/Font/Subtype/Type0/BaseFont", base, "/Encoding/Identity-H/DescendantFonts[",
		cidFont, "]/ToUnicode ", toUnicode, ">>")

	w.begin(cidFont)
	w.put("<</Type/Font/Subtype", kind, "/BaseFont", f.base,
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ", descriptor,
		"/DW ", defaultWidth)
	f.writeWidths(w)
	switch {
	case f.file.cff:
		w.put(">>")
		w.end()
	case len(f.others) == 0:
		w.put("/CIDToGIDMap/Identity>>")
		w.end()
	default:
		cidToGID := w.alloc()
		w.put("/CIDToGIDMap ", cidToGID, ">>")
		w.end()
		w.deflated(cidToGID, f.cidToGID())
	}

	m := f.Face.Metrics()
	u := func(v int) int { return thousandths(f.Face, v) }
	const symbolic, italic = 1 << 2, 1 << 6
	flags := symbolic
	if m.ItalicAngle != 0 {
		flags |= italic
	}
	w.begin(descriptor)
	w.put("<</Type/FontDescriptor/FontName", f.base, "/Flags ", flags,
		"/FontBBox[", u(m.BBox[0]), " ", u(m.BBox[1]), " ", u(m.BBox[2]), " ", u(m.BBox[3]),
		"]/ItalicAngle ", hundredths(fixed.DivRound(int64(m.ItalicAngle*1000), 10)),
		"/Ascent ", u(m.Ascent), "/Descent ", u(m.Descent), "/CapHeight ", u(m.CapHeight),
		"/StemV ", stemV(m.Weight))
	if f.file.cff {
		w.put("/FontFile3 ", file, ">>")
	} else {
		w.put("/FontFile2 ", file, ">>")
	}
	w.end()

	f.file.write(w, file)
	cmap := f.toUnicode(takeBuffer())
	w.deflated(toUnicode, cmap)
	giveBuffer(cmap)
}

// stemV guesses the width of the stems from usWeightClass, for TrueType fonts
// do not say it: 88 at 400, 166 at 700.
func stemV(weight int) int { return 50 + weight*weight/(65*65) }

// writeWidths writes the W array (ISO 32000-1, 9.7.4.3): runs of CIDs whose
// widths are not the default.
func (f *font) writeWidths(w *writer) {
	other := func(cid int) bool { return f.runes[cid] != 0 && f.widths[cid] != defaultWidth }
	wrote := false
	for i := 1; i < len(f.widths); i++ {
		if !other(i) {
			continue
		}
		if !wrote {
			w.put("/W[")
			wrote = true
		}
		end, same := i+1, true
		for end < len(f.widths) && other(end) {
			same = same && f.widths[end] == f.widths[i]
			end++
		}
		if same && end-i > 2 {
			w.put(i, " ", end-1, " ", int(f.widths[i]), " ")
		} else {
			w.put(i, "[")
			for j := i; j < end; j++ {
				if j > i {
					w.put(" ")
				}
				w.put(int(f.widths[j]))
			}
			w.put("]")
		}
		i = end
	}
	if wrote {
		w.put("]")
	}
}

// cidToGID maps CIDs to glyphs of the font file, two bytes each.
func (f *font) cidToGID() []byte {
	b := make([]byte, 0, 2*len(f.runes))
	for i := range f.file.glyphs {
		b = append(b, byte(i>>8), byte(i))
	}
	used := f.file.glyphs[1 : 1+len(f.Uses)-len(f.others)]
	for _, g := range f.others {
		i, _ := slices.BinarySearch(used, g)
		i++
		b = append(b, byte(i>>8), byte(i))
	}
	return b
}
