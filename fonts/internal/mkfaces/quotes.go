package main

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

var (
	openingQuotes = []rune{'“', '‘'}
	closingQuotes = []rune{'”', '’'}
)

// widenQuotes returns the font with quotation marks as wide as the em: closing
// ones stay at its left, and for each opening one a composite glyph that has it
// at the right is added after the last glyph.
func widenQuotes(tables sfnt.Font, src *fonts.Face) ([]byte, error) {
	em, n := src.UnitsPerEm(), src.NumGlyphs()
	table := func(tag string) []byte { return slices.Clone(tables.Table(tag)) }
	glyf, hmtx, loca, maxp := table("glyf"), table("hmtx"), table("loca"), table("maxp")
	numberOfHMetrics := int(be.Uint16(tables.Table("hhea")[34:]))
	if longLoca := be.Uint16(tables.Table("head")[50:]) == 1; !longLoca || len(loca) != 4*(n+1) || src.Advance(fonts.GID(n-1)) != em {
		return nil, errors.New("glyphs as wide as the em cannot be added to this font")
	}
	for _, r := range closingQuotes {
		g := int(src.Glyph(r))
		if g >= numberOfHMetrics {
			return nil, errors.New("a quotation mark shares its advance width with other glyphs")
		}
		be.PutUint16(hmtx[4*g:], uint16(em))
	}
	for _, r := range openingQuotes {
		const wordsXY = 0x0003 // ARG_1_AND_2_ARE_WORDS, ARGS_ARE_XY_VALUES
		g := src.Glyph(r)
		shift := em - src.Advance(g)
		at := be.Uint32(loca[4*int(g):])
		box := make([]int, 4)
		for i := range box {
			box[i] = int(int16(be.Uint16(glyf[int(at)+2+2*i:])))
		}
		glyf = append(glyf, sfnt.Uint16s(-1, box[0]+shift, box[1], box[2]+shift, box[3], wordsXY, int(g), shift, 0)...)
		loca = binary.BigEndian.AppendUint32(loca, uint32(len(glyf)))
		hmtx = append(hmtx, sfnt.Uint16s(box[0]+shift)...)
		n++
	}
	be.PutUint16(maxp[4:], uint16(n))
	var wide []sfnt.Table
	for _, t := range tables {
		switch t.Tag {
		case "glyf":
			t.Data = glyf
		case "hmtx":
			t.Data = hmtx
		case "loca":
			t.Data = loca
		case "maxp":
			t.Data = maxp
		}
		wide = append(wide, t)
	}
	return sfnt.Build(wide), nil
}
