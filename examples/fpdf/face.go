package main

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"encoding/binary"
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/layout"
)

// face is a face as fpdf wants it: a TrueType file in which every glyph that is used
// has a character up to U+FFFF.
type face struct {
	name  string
	file  []byte
	font  *layout.Font
	codes []rune // of each of font.Uses
}

// code returns the character by which fpdf draws a glyph. It is the one that the
// glyph stands for, but for characters beyond U+FFFF, which fpdf cannot say, and for
// vertical forms, which share theirs with another glyph.
func (f *face) code(g layout.Glyph) rune { return f.codes[f.font.Index(g)] }

// newFace gives glyphs that have no character of their own one of the private use area.
func newFace(font *layout.Font) (*face, error) {
	f := &face{font: font}
	taken := map[rune]bool{}
	gids := make([]fonts.GID, len(font.Uses))
	for i, u := range font.Uses {
		gids[i] = u.GID
		taken[u.Rune] = true
	}
	private := rune(0xE000)
	for _, u := range font.Uses {
		code := u.Rune
		if code > 0xFFFF || font.Face.Glyph(code) != u.GID {
			for taken[private] {
				private++
			}
			code = private
			private++
		}
		f.codes = append(f.codes, code)
	}
	file, err := font.Face.FontFile(gids)
	if err != nil {
		return nil, err
	}
	name := font.Face.PostScriptName()
	if file.CFF {
		return nil, fmt.Errorf("%s has CFF outlines, and fpdf loads TrueType only", name)
	}
	if private > 0xF8FF || len(f.codes) > maxCodes {
		return nil, fmt.Errorf("%s: fpdf can draw %d characters, not %d", name, maxCodes, len(f.codes))
	}
	z, err := zlib.NewReader(bytes.NewReader(file.AppendZlib(nil)))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	index := map[fonts.GID]int{}
	for i, gid := range file.Glyphs {
		index[gid] = i
	}
	var list []mapping
	for i, u := range font.Uses {
		list = append(list, mapping{f.codes[i], index[u.GID]})
	}
	f.file = withTables(data, map[string][]byte{
		"cmap": cmap(list),
		"name": {0, 0, 0, 0, 0, 6},                        // no names
		"post": append([]byte{0, 3}, make([]byte, 30)...), // nor those of glyphs
	})
	return f, nil
}

type mapping struct {
	code  rune
	glyph int
}

const maxCodes = 8000 // the length of a table of format 4 has 16 bits

// cmap returns a table of format 4, with a segment for each character.
func cmap(list []mapping) []byte {
	slices.SortFunc(list, func(a, b mapping) int { return cmp.Compare(a.code, b.code) })
	list = append(list, mapping{0xFFFF, 0}) // it has to end so
	n := len(list)
	words := []int{0, 1, 3, 1, 0, 12, 4, 16 + 8*n, 0, 2 * n, 0, 0, 0}
	for _, m := range list {
		words = append(words, int(m.code)) // ends of the segments
	}
	words = append(words, 0)
	for _, m := range list {
		words = append(words, int(m.code)) // and their beginnings
	}
	for _, m := range list {
		words = append(words, m.glyph-int(m.code)) // what is added to a character
	}
	words = append(words, make([]int, n)...)
	var table []byte
	for _, w := range words {
		table = binary.BigEndian.AppendUint16(table, uint16(w))
	}
	return table
}

// withTables returns a font file with further tables. The checksums are left out: fpdf
// computes them anew for the file that it embeds.
func withTables(file []byte, tables map[string][]byte) []byte {
	for i := range int(binary.BigEndian.Uint16(file[4:])) {
		entry := file[12+16*i:]
		at, size := binary.BigEndian.Uint32(entry[8:]), binary.BigEndian.Uint32(entry[12:])
		tables[string(entry[:4])] = file[at : at+size]
	}
	head := append([]byte{0, 1, 0, 0}, 0, byte(len(tables)), 0, 0, 0, 0, 0, 0)
	var body []byte
	start := len(head) + 16*len(tables)
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		head = append(head, tag...)
		head = binary.BigEndian.AppendUint32(head, 0)
		head = binary.BigEndian.AppendUint32(head, uint32(start+len(body)))
		head = binary.BigEndian.AppendUint32(head, uint32(len(tables[tag])))
		body = append(body, tables[tag]...)
		body = append(body, make([]byte, -len(body)&3)...)
	}
	return append(head, body...)
}
