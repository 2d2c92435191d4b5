package layout

import "github.com/nianbao/nianbao/fonts"

// Font is a face and what a layout uses of it.
type Font struct {
	Face *fonts.Face
	Uses []Use // each once, in the order in which they come

	slots []int32 // one more than an index in Uses; 0 is empty
}

// Use is a glyph and a character that it stands for. One glyph may stand for
// several, as for U+2014 and U+2015, and a character of vertical text may have
// another glyph than the rest.
type Use struct {
	GID  fonts.GID // not .notdef
	Rune rune
}

// Fonts returns the faces that the pages use, in the order of their first use.
func (l *Layout) Fonts() []*Font {
	var list []*Font
	byFace := map[*fonts.Face]*Font{}
	for p := range l.Pages {
		for t := range l.Pages[p].Texts {
			t := &l.Pages[p].Texts[t]
			f := byFace[t.Face]
			if f == nil {
				f = &Font{Face: t.Face}
				list = append(list, f)
				byFace[t.Face] = f
			}
			for _, g := range t.Glyphs {
				f.add(Use{g.GID, g.Rune})
			}
		}
	}
	return list
}

// Index returns where in Uses a glyph of the layout is.
func (f *Font) Index(g Glyph) int { return int(*f.slot(Use{g.GID, g.Rune})) - 1 }

// slot returns where a use is or is to be put. The slots are a hash table with
// open addressing: every glyph of a document is looked up twice, which takes a map
// several times as long, and an array of all the glyphs of the face most of the
// memory of a document.
func (f *Font) slot(u Use) *int32 {
	mask := uint32(len(f.slots) - 1)
	i := (uint32(u.GID)<<16 ^ uint32(u.Rune)) * 0x9E3779B1 >> 8
	for {
		s := &f.slots[i&mask]
		if *s == 0 || f.Uses[*s-1] == u {
			return s
		}
		i++
	}
}

// add takes up a use if it is new.
func (f *Font) add(u Use) {
	if 2*len(f.Uses) >= len(f.slots) {
		f.slots = make([]int32, max(64, 4*len(f.Uses)))
		for i, old := range f.Uses {
			*f.slot(old) = int32(i + 1)
		}
	}
	if s := f.slot(u); *s == 0 {
		f.Uses = append(f.Uses, u)
		*s = int32(len(f.Uses))
	}
}
