package ofdlint

import (
	"math"
	"strconv"
	"strings"
	"unicode"
)

// text checks a text (11.2, 11.3) in its box. What lies outside the frame is no part of the page.
func (d *document) text(n *node, box, frame rect) {
	font := d.fonts[n.Attr("Font")]
	if font == nil {
		d.At("T1", n, "Font %q is the ID of no font", n.Attr("Font"))
	}
	size, ok := number(n.Attr("Size"))
	if !ok || size <= 0 {
		d.At("T2", n, "Size %q, want more than 0", n.Attr("Size"))
		size = math.NaN()
	}
	codes := n.Children("TextCode")
	if len(codes) != 1 || codes[0].Text == "" {
		d.At("T3", n, "%d TextCodes, want one with characters", len(codes))
		return
	}
	code := codes[0]
	if n.Kids[len(n.Kids)-1] != code {
		d.At("D1", n, "a CGTransform behind the TextCode")
	}
	runes := []rune(code.Text)
	for _, r := range runes {
		if unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r >= 0xFDD0 && r <= 0xFDEF || r&0xFFFE == 0xFFFE {
			d.At("T5", code, "the character %U", r)
			return
		}
	}
	x, okX := number(code.Attr("X"))
	y, okY := number(code.Attr("Y"))
	if !okX || !okY {
		d.At("T4", code, "X %q and Y %q, want two numbers", code.Attr("X"), code.Attr("Y"))
		x = math.NaN()
	}
	glyphs := d.glyphs(n, code, runes, font)
	dx, dy, ok := d.steps(code, len(runes))
	if glyphs == nil || !ok || math.IsNaN(size) || math.IsNaN(x) {
		return
	}
	wide := 1.0
	if v, ok := number(n.Attr("HScale")); ok {
		wide = v
	}
	half := 0.0
	if v, ok := number(n.Attr("LineWidth")); ok && strokes(n) {
		half = v / 2
	}
	em := size / float64(font.face.unitsPerEm)
	for i, g := range glyphs {
		if b := font.face.boxes[g]; b != (bounds{}) {
			ink := transformed(n, rect{
				x + float64(b.xMin)*em*wide - half, y - float64(b.yMax)*em - half,
				x + float64(b.xMax)*em*wide + half, y - float64(b.yMin)*em + half,
			}).within(frame)
			if !box.holds(ink) {
				d.At("T11", code, "the glyph of %q, character %d, lies at %v, the Boundary at %v", runes[min(i, len(runes)-1)], i+1, ink, box)
				return
			}
		}
		if i < len(dx) {
			x += dx[i]
		}
		if i < len(dy) {
			y += dy[i]
		}
	}
}

// steps returns the steps from character to character in both axes, and whether they
// are as many as there have to be.
func (d *document) steps(code *node, chars int) (dx, dy []float64, ok bool) {
	ok = true
	there := false
	for _, axis := range []struct {
		name string
		list *[]float64
	}{{"DeltaX", &dx}, {"DeltaY", &dy}} {
		s, has := code.Lookup(axis.name)
		if !has {
			continue
		}
		there = true
		list, fine := numbers(s)
		if !fine || len(list) != chars-1 {
			d.At("T7", code, "%s has %d values, %q, want %d plain numbers", axis.name, strings.Count(s, " ")+1, s, chars-1)
			ok = false
		}
		*axis.list = list
	}
	if !there && chars > 1 {
		d.At("T7", code, "neither DeltaX nor DeltaY for %d characters", chars)
		ok = false
	}
	return dx, dy, ok
}

// glyphs returns the glyphs that show characters, or nil where something is wrong.
func (d *document) glyphs(n, code *node, runes []rune, font *font) []uint16 {
	beyond := false
	for _, r := range runes {
		beyond = beyond || r > 0xFFFF
	}
	transforms := n.Children("CGTransform")
	lone := beyond && len(runes) == 1
	switch {
	case beyond && !lone:
		d.At("T9", code, "a character beyond U+FFFF with others, want it alone")
		return nil
	case lone && len(transforms) != 1:
		d.At("T9", code, "%d CGTransforms for a character beyond U+FFFF, want one", len(transforms))
		return nil
	case !lone && len(transforms) > 0:
		d.At("T9", transforms[0], "it stands with %q, want it with a lone character beyond U+FFFF", code.Text)
		return nil
	}
	if font == nil || font.face == nil {
		return nil // found before
	}
	font.used = true
	glyphs := make([]uint16, 0, len(runes))
	for _, r := range runes {
		g := font.face.glyph(r)
		if g == 0 {
			d.At("T10", code, "%s has no glyph for %q", font.name, r)
			return nil
		}
		font.chars[r] = true
		glyphs = append(glyphs, g)
	}
	if lone {
		return d.transform(transforms[0], glyphs[0])
	}
	return glyphs
}

// transform returns the glyph of a CGTransform for a character of two UTF-16 units, which
// is the one that the cmap gives (11.4.1).
func (d *document) transform(n *node, want uint16) []uint16 {
	const units = 2
	if at, count := n.Attr("CodePosition"), n.Attr("CodeCount"); at != "0" || count != strconv.Itoa(units) {
		d.At("T8", n, "CodePosition %q and CodeCount %q, want 0 and the %d UTF-16 units of the character", at, count, units)
		return nil
	}
	list := strings.Split(content(n.Child("Glyphs")), " ")
	if got := n.Attr("GlyphCount"); got != "1" || len(list) != 1 {
		d.At("T8", n, "GlyphCount %q for %d Glyphs, want 1", got, len(list))
		return nil
	}
	if list[0] != strconv.Itoa(int(want)) {
		d.At("T8", n, "the glyph %q, want %d, which the cmap gives the character", list[0], want)
		return nil
	}
	return []uint16{want}
}
