package pdf

import "github.com/nianbao/nianbao/fonts"

// use is a glyph and a character that it stands for.
type use struct {
	gid  fonts.GID // not .notdef
	char rune
}

// uses numbers the uses of a face in the order in which they come. It is a hash
// table with open addressing: every glyph of a document is looked up twice, which
// takes a map several times as long, and an array of all the glyphs of the face
// most of the memory of a document.
type uses struct {
	list  []use
	slots []int32 // one more than an index in the list; 0 is empty
}

// slot returns where a use is or is to be put.
func (u *uses) slot(x use) *int32 {
	mask := uint32(len(u.slots) - 1)
	i := (uint32(x.gid)<<16 ^ uint32(x.char)) * 0x9E3779B1 >> 8
	for {
		s := &u.slots[i&mask]
		if *s == 0 || u.list[*s-1] == x {
			return s
		}
		i++
	}
}

// add takes up a use if it is new.
func (u *uses) add(x use) {
	if 2*len(u.list) >= len(u.slots) {
		u.slots = make([]int32, max(64, 4*len(u.list)))
		for i, old := range u.list {
			*u.slot(old) = int32(i + 1)
		}
	}
	if s := u.slot(x); *s == 0 {
		u.list = append(u.list, x)
		*s = int32(len(u.list))
	}
}

// index returns the number of a use that was taken up.
func (u *uses) index(x use) int { return int(*u.slot(x)) - 1 }
