// Package face says what the glyphs of a font are that a file has in it, as far as the font
// knows: the file may say that they stand for something else.
package face

import (
	"encoding/binary"
	"io"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Names are what the glyphs of a font stand for: digits, and what else one may be read for.
// Of nil nothing is known.
type Names struct {
	glyphs map[rune]uint32
	names  map[uint32]string
}

// characters are those that are looked for.
const characters = " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~０１２３４５６７８９"

// MaxHead is how many bytes of a font are read at most.
const MaxHead = 1 << 20

// Read reads the table of characters of a font (OpenType, cmap). Without one that is of
// Unicode, and near the beginning of the font, nothing is known.
func Read(font io.Reader) *Names {
	const head, record = 12, 16 // bytes
	start := take(font, head)
	list := take(font, record*start.u16(4))
	for i := 0; i < len(list); i += record {
		at, size := list.u32(i+8)-head-len(list), list.u32(i+12)
		if string(list.from(i, 4)) == "cmap" && at >= 0 && at+size <= MaxHead {
			return names(take(font, at+size).from(at, size))
		}
	}
	return nil
}

func take(r io.Reader, n int) table {
	b, _ := io.ReadAll(io.LimitReader(r, int64(n)))
	return b
}

// names reads the tables of characters that are of Unicode: those of symbols have codes that
// programs make up.
func names(cmap table) *Names {
	n := &Names{map[rune]uint32{}, map[uint32]string{}}
	for i := range cmap.u16(2) {
		at := 4 + 8*i
		platform, encoding := cmap.u16(at), cmap.u16(at+2)
		if len(n.glyphs) > 0 || platform != 0 && !(platform == 3 && (encoding == 1 || encoding == 10)) {
			continue
		}
		of := cmap.from(cmap.u32(at+4), len(cmap))
		for _, r := range characters {
			if g := of.glyph(int(r)); g != 0 {
				n.glyphs[r] = g
				n.names[g] += string(r)
			}
		}
	}
	return n
}

// Glyph returns the glyph of a character, or 0.
func (n *Names) Glyph(r rune) uint32 {
	if n == nil {
		return 0
	}
	return n.glyphs[r]
}

// Deny reports whether a glyph that is said to stand for a text is known to be another,
// where one of the two is a digit.
func (n *Names) Deny(glyph uint32, text string) bool {
	return n != nil && n.names[glyph] != "" && Differ(n.names[glyph], text)
}

// Differ reports whether a text is not the one that is known, or of several characters none,
// where there is a digit in the one or the other.
func Differ(known, text string) bool {
	const digits = "0123456789"
	known, text = norm.NFKC.String(known), norm.NFKC.String(text)
	same := text == known || utf8.RuneCountInString(text) == 1 && strings.Contains(known, text)
	return !same && (strings.ContainsAny(known, digits) || strings.ContainsAny(text, digits))
}

// Pictures reports whether a font has pictures in place of letters and digits, by its name.
func Pictures(name string) bool {
	if _, rest, ok := strings.Cut(name, "+"); ok { // the tag of a part of it
		name = rest
	}
	name = strings.ToLower(strings.ReplaceAll(name, " ", ""))
	return slices.ContainsFunc([]string{"zapfdingbats", "wingdings", "webdings"}, func(s string) bool { return strings.HasPrefix(name, s) })
}

// table is numbers, the high bytes first: those that are not there are 0.
type table []byte

func (t table) from(at, n int) table {
	if at < 0 || n < 0 || at > len(t) {
		return nil
	}
	return t[at:][:min(n, len(t)-at)]
}

func (t table) u16(at int) int {
	if t = t.from(at, 2); len(t) < 2 {
		return 0
	}
	return int(binary.BigEndian.Uint16(t))
}

func (t table) u32(at int) int { return t.u16(at)<<16 | t.u16(at+2) }

// glyph returns the glyph of a character by a table of format 4 or 12, or 0.
func (t table) glyph(r int) uint32 {
	switch t.u16(0) {
	case 4:
		size := t.u16(6) // of each of its lists
		i := 2 * sort.Search(size/2, func(i int) bool { return r <= t.u16(14+2*i) })
		start, delta, at := t.u16(16+size+i), t.u16(16+2*size+i), 16+3*size+i
		if i >= size || r < start {
			return 0
		}
		if offset := t.u16(at); offset != 0 {
			if r = t.u16(at + offset + 2*(r-start)); r == 0 {
				return 0
			}
		}
		return uint32(r+delta) & 0xFFFF
	case 12:
		const head, group = 16, 12
		n := min(t.u32(12), (len(t)-head)/group)
		i := head + group*sort.Search(n, func(i int) bool { return r <= t.u32(head+group*i+4) })
		if start := t.u32(i); i+group <= len(t) && start <= r {
			return uint32(t.u32(i+8) + r - start)
		}
	}
	return 0
}
