package pdf

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"
)

// cmap maps the codes of strings: to characters (9.10.3), or to glyphs (9.7.5).
type cmap struct {
	spaces   []codeSpace
	texts    []textRange
	cids     []cidRange
	vertical bool
	base     *cmap
}

// codeSpace is codes of some length.
type codeSpace struct {
	bytes  int
	lo, hi uint32
}

// textRange maps codes to text: what is behind the first differs in its last character.
type textRange struct {
	lo, hi uint32
	text   string
}

type cidRange struct{ lo, hi, cid uint32 }

// identity is Identity-H.
var identity = &cmap{spaces: []codeSpace{{2, 0, 0xFFFF}}, cids: []cidRange{{0, 0xFFFF, 0}}}

// readCMap reads a CMap (Adobe Technical Note 5014). What it does not understand in one
// is left out, so that the codes have no character.
func (f *File) readCMap(b []byte) *cmap {
	m := &cmap{}
	l := &lexer{b: b}
	var last, before token
	for {
		l.buf = l.buf[:0:0]
		t := l.next()
		switch {
		case t.kind == eof || t.kind == broken:
			m.sort()
			return m
		case t.is("begincodespacerange"):
			for {
				lo, n, ok := code(l.next())
				hi, _, ok2 := code(l.next())
				if !ok || !ok2 || len(m.spaces) == maxSpaces {
					break
				}
				m.spaces = append(m.spaces, codeSpace{n, lo, hi})
			}
		case t.is("beginbfchar"), t.is("beginbfrange"):
			f.readTexts(l, m, t.is("beginbfrange"))
		case t.is("begincidchar"), t.is("begincidrange"):
			ranges := t.is("begincidrange")
			for {
				lo, _, ok := code(l.next())
				hi := lo
				if ok && ranges {
					hi, _, ok = code(l.next())
				}
				cid, ok2 := l.next().whole(0xFFFF)
				if !ok || !ok2 || !f.spend() {
					break
				}
				m.cids = append(m.cids, cidRange{lo, hi, uint32(cid)})
			}
		case t.is("def") && before.kind == named && string(before.text) == "WMode":
			m.vertical = last.num == 1
		case t.is("usecmap") && last.kind == named && strings.HasPrefix(string(last.text), "Identity"):
			m.base = identity
		}
		before, last = last, t
	}
}

// maxSpaces is how many ranges of codes a CMap may have.
const maxSpaces = 100

// spend takes a mapping off the values that a file may have.
func (f *File) spend() bool {
	f.left -= 2
	return f.left >= 0
}

// code returns a string as a code.
func code(t token) (c uint32, bytes int, ok bool) {
	if t.kind != str || len(t.text) == 0 || len(t.text) > 4 {
		return 0, 0, false
	}
	for _, b := range t.text {
		c = c<<8 | uint32(b)
	}
	return c, len(t.text), true
}

// readTexts reads a block of bfchar or bfrange.
func (f *File) readTexts(l *lexer, m *cmap, ranges bool) {
	for f.spend() {
		lo, _, ok := code(l.next())
		hi := lo
		if ok && ranges {
			hi, _, ok = code(l.next())
		}
		if !ok || hi < lo {
			return
		}
		switch t := l.next(); t.kind {
		case str:
			m.texts = append(m.texts, textRange{lo, hi, decodeUTF16(string(t.text), 0)})
		case arrayOpen:
			for c := lo; ; c++ {
				if t = l.next(); t.kind != str || !f.spend() {
					break
				}
				if c <= hi {
					m.texts = append(m.texts, textRange{c, c, decodeUTF16(string(t.text), 0)})
				}
			}
		default:
			return
		}
	}
}

// sort makes the ranges fit to be searched; of codes that are mapped twice the last
// counts.
func (m *cmap) sort() {
	slices.SortStableFunc(m.texts, func(a, b textRange) int { return cmp.Compare(a.lo, b.lo) })
	slices.SortStableFunc(m.cids, func(a, b cidRange) int { return cmp.Compare(a.lo, b.lo) })
}

// text returns what a code stands for.
func (m *cmap) text(c uint32) (string, bool) {
	i := sort.Search(len(m.texts), func(i int) bool { return m.texts[i].lo > c })
	if i == 0 || c > m.texts[i-1].hi {
		return "", false
	}
	r := m.texts[i-1]
	if c == r.lo {
		return r.text, true
	}
	last, n := utf8.DecodeLastRuneInString(r.text)
	return r.text[:len(r.text)-n] + string(last+rune(c-r.lo)), true
}

// cid returns the glyph of a code.
func (m *cmap) cid(c uint32) uint32 {
	i := sort.Search(len(m.cids), func(i int) bool { return m.cids[i].lo > c })
	if i > 0 && c <= m.cids[i-1].hi {
		return m.cids[i-1].cid + c - m.cids[i-1].lo
	}
	if m.base != nil {
		return m.base.cid(c)
	}
	return 0
}

// next takes the next code off a string.
func (m *cmap) next(s []byte) (c uint32, n int) {
	for n < min(len(s), 4) {
		c = c<<8 | uint32(s[n])
		n++
		for _, r := range m.spaces {
			if r.bytes == n && r.holds(c) {
				return c, n
			}
		}
	}
	if m.base != nil {
		return m.base.next(s)
	}
	// None: as many bytes as the shortest has.
	shortest := 2
	for i, r := range m.spaces {
		if i == 0 || r.bytes < shortest {
			shortest = r.bytes
		}
	}
	return 0, max(min(shortest, len(s)), 1)
}

// holds reports whether each byte of a code is within the range.
func (r codeSpace) holds(c uint32) bool {
	for i := 0; i < r.bytes; i++ {
		b := c >> (8 * i) & 0xFF
		if b < r.lo>>(8*i)&0xFF || b > r.hi>>(8*i)&0xFF {
			return false
		}
	}
	return true
}
