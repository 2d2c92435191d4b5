package ofdlint

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"strings"
	"unicode/utf16"
)

// directory returns the tables of a TrueType file by tag, and what is wrong with its
// table directory and its checksums (OpenType spec, "Organization of an OpenType Font").
func directory(b []byte) (tables map[string][]byte, faults []string) {
	const header, record = 12, 16
	be := binary.BigEndian
	tables = map[string][]byte{}
	bad := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	if len(b) < header {
		bad("%d bytes are no font", len(b))
		return
	}
	if v := be.Uint32(b); v != 0x00010000 {
		bad("the version is %#08x, want 0x00010000", v)
	}
	n := int(be.Uint16(b[4:]))
	if n == 0 || len(b) < header+n*record {
		bad("a directory of %d tables", n)
		return
	}
	selector := bits.Len(uint(n)) - 1
	for i, want := range []int{16 << selector, selector, 16*n - 16<<selector} {
		if got := int(be.Uint16(b[6+2*i:])); got != want {
			bad("%d at byte %d of the directory, want %d", got, 6+2*i, want)
		}
	}
	last, end := "", header+n*record
	for i := range n {
		r := b[header+i*record:]
		tag := string(r[:4])
		sum, at, size := be.Uint32(r[4:]), uint64(be.Uint32(r[8:])), uint64(be.Uint32(r[12:]))
		if tag <= last {
			bad("the table %q stands behind %q in the directory", tag, last)
		}
		last = tag
		if at+size > uint64(len(b)) {
			bad("the table %q is cut off", tag)
			continue
		}
		if at%4 != 0 || at < uint64(header+n*record) {
			bad("the table %q begins at byte %d", tag, at)
		}
		end = max(end, int(at+size))
		t := b[at : at+size]
		tables[tag] = t
		got := checksum(t)
		if tag == "head" && size >= 12 {
			got -= be.Uint32(t[8:]) // the checkSumAdjustment is left out
		}
		if got != sum {
			bad("the checksum of the table %q is %#08x, want %#08x", tag, sum, got)
		}
	}
	if padded := (end + 3) &^ 3; len(b) != padded {
		bad("%d bytes, of which the tables take %d", len(b), padded)
	}
	if head := tables["head"]; len(head) >= 12 {
		const all = 0xB1B0AFBA
		adjustment := be.Uint32(head[8:])
		if got := checksum(b) - adjustment; all-got != adjustment {
			bad("the checkSumAdjustment is %#08x, want %#08x", adjustment, all-got)
		}
	}
	return tables, faults
}

func checksum(b []byte) uint32 {
	sum := uint32(0)
	for ; len(b) >= 4; b = b[4:] {
		sum += binary.BigEndian.Uint32(b)
	}
	for i, x := range b {
		sum += uint32(x) << (24 - 8*i)
	}
	return sum
}

// A face is a font that is read.
type face struct {
	unitsPerEm     int
	boxes          []bounds // of the ink, by glyph
	notdef         bool     // glyph 0 has an outline
	postScriptName string
	bmp, all       map[rune]uint16 // the cmaps of format 4 and 12
}

// bounds are the edges of a glyph in font units; all 0 without an outline.
type bounds struct{ xMin, yMin, xMax, yMax int }

// glyph returns the glyph of a character that both cmaps have, or 0.
func (f *face) glyph(r rune) uint16 {
	if r <= 0xFFFF && f.bmp[r] == 0 {
		return 0
	}
	return f.all[r]
}

// fields reads the numbers of a table, and remembers that there were too few.
type fields struct {
	b     []byte
	short bool
}

func (f *fields) u16(at int) int {
	if at < 0 || at+2 > len(f.b) {
		f.short = true
		return 0
	}
	return int(binary.BigEndian.Uint16(f.b[at:]))
}

func (f *fields) i16(at int) int { return int(int16(f.u16(at))) }

func (f *fields) u32(at int) int { return f.u16(at)<<16 | f.u16(at+2) }

// read reads the tables, all of which are there.
func (f *face) read(tables map[string][]byte) error {
	t := map[string]*fields{}
	for tag, b := range tables {
		t[tag] = &fields{b: b}
	}
	head, maxp, hhea := t["head"], t["maxp"], t["hhea"]
	f.unitsPerEm = head.u16(18)
	long := head.u16(50)
	if head.u32(12) != 0x5F0F3CF5 || f.unitsPerEm < 16 || f.unitsPerEm > 16384 || long > 1 || head.short {
		return fmt.Errorf("head: magic %#x, %d units per em, indexToLocFormat %d", head.u32(12), f.unitsPerEm, long)
	}
	n := maxp.u16(4)
	if maxp.u32(0) != 0x00010000 || n == 0 || len(maxp.b) != 32 {
		return fmt.Errorf("maxp: version %#x, %d glyphs, %d bytes", maxp.u32(0), n, len(maxp.b))
	}
	if metrics := hhea.u16(34); metrics == 0 || metrics > n || len(t["hmtx"].b) != 4*metrics+2*(n-metrics) || hhea.short {
		return fmt.Errorf("hmtx: %d bytes for %d metrics of %d glyphs", len(t["hmtx"].b), metrics, n)
	}
	if v, size := t["post"].u32(0), len(t["post"].b); v != 0x00030000 || size != 32 {
		return fmt.Errorf("post: version %#x, %d bytes, want version 3 without names", v, size)
	}
	if size := len(t["OS/2"].b); size < 78 {
		return fmt.Errorf("OS/2: %d bytes", size)
	}
	if err := f.readNames(t["name"]); err != nil {
		return err
	}
	if err := f.readCmap(t["cmap"], n); err != nil {
		return err
	}
	g := &glyphs{loca: t["loca"], glyf: tables["glyf"], long: long == 1, maxPoints: maxp.u16(6), maxContours: maxp.u16(8), boxes: make([]bounds, n), state: make([]byte, n)}
	if want := (n + 1) << (1 + long); len(g.loca.b) != want {
		return fmt.Errorf("loca: %d bytes for %d glyphs, want %d", len(g.loca.b), n, want)
	}
	for i := range n {
		if err := g.read(i, 0); err != nil {
			return fmt.Errorf("glyph %d: %w", i, err)
		}
	}
	f.boxes, f.notdef = g.boxes, len(g.data(0)) > 0
	return nil
}

// readNames reads the PostScript name.
func (f *face) readNames(t *fields) error {
	const postScript, windows = 6, 3
	storage := t.u16(4)
	for i := range t.u16(2) {
		r := 6 + 12*i
		size, at := t.u16(r+8), storage+t.u16(r+10)
		if t.short || at+size > len(t.b) {
			return errors.New("name: a name is cut off")
		}
		if t.u16(r) == windows && t.u16(r+6) == postScript && f.postScriptName == "" {
			units := make([]uint16, size/2)
			for i := range units {
				units[i] = uint16(t.u16(at + 2*i))
			}
			f.postScriptName = string(utf16.Decode(units))
		}
	}
	return nil
}

// readCmap reads the subtables of format 4 and 12, which have to agree.
func (f *face) readCmap(t *fields, glyphs int) error {
	const windows, unicode, full = 3, 1, 10
	for i := range t.u16(2) {
		platform, encoding, at := t.u16(4+8*i), t.u16(6+8*i), t.u32(8+8*i)
		if t.short || at >= len(t.b) {
			return errors.New("cmap: a subtable is cut off")
		}
		sub := &fields{b: t.b[at:]}
		var err error
		switch format := sub.u16(0); {
		case platform == windows && encoding == unicode && format == 4:
			f.bmp, err = format4(sub)
		case platform == windows && encoding == full && format == 12:
			f.all, err = format12(sub)
		}
		if err != nil {
			return err
		}
	}
	if f.bmp == nil || f.all == nil {
		return errors.New("cmap: want subtables (3,1) of format 4 and (3,10) of format 12")
	}
	inPlane := 0
	for r, g := range f.all {
		if int(g) >= glyphs {
			return fmt.Errorf("cmap: %U is glyph %d of %d", r, g, glyphs)
		}
		if r <= 0xFFFF {
			inPlane++
			if f.bmp[r] != g {
				return fmt.Errorf("cmap: %U is glyph %d in format 12, %d in format 4", r, g, f.bmp[r])
			}
		}
	}
	if inPlane != len(f.bmp) {
		return fmt.Errorf("cmap: %d characters in format 4, %d in format 12", len(f.bmp), inPlane)
	}
	return nil
}

func format4(t *fields) (map[rune]uint16, error) {
	all := map[rune]uint16{}
	if size := t.u16(2); size <= len(t.b) {
		t.b = t.b[:size]
	}
	twice := t.u16(6)
	last := -1
	for at := 14; at < 14+twice; at += 2 {
		end, start, delta := t.u16(at), t.u16(at+2+twice), t.u16(at+2+2*twice)
		offsetAt := at + 2 + 3*twice
		offset := t.u16(offsetAt)
		if t.short || start > end || start <= last {
			return nil, errors.New("cmap: format 4 has segments out of order or cut off")
		}
		last = end
		for c := start; c <= end && c < 0xFFFF; c++ {
			g := c
			if offset != 0 {
				if g = t.u16(offsetAt + offset + 2*(c-start)); g == 0 {
					continue
				}
			}
			if g = (g + delta) & 0xFFFF; g != 0 {
				all[rune(c)] = uint16(g)
			}
		}
	}
	if t.short || last != 0xFFFF {
		return nil, errors.New("cmap: format 4 does not end in U+FFFF, or is cut off")
	}
	return all, nil
}

func format12(t *fields) (map[rune]uint16, error) {
	all := map[rune]uint16{}
	n := t.u32(12)
	if t.short || n > len(t.b)/12 || t.u32(4) != 16+12*n {
		return nil, fmt.Errorf("cmap: format 12 of %d groups in %d bytes", n, t.u32(4))
	}
	last := -1
	for i := range n {
		start, end, glyph := t.u32(16+12*i), t.u32(20+12*i), t.u32(24+12*i)
		if t.short || start <= last || end < start || end > 0x10FFFF || glyph+end-start > 0xFFFF {
			return nil, errors.New("cmap: format 12 has groups out of order or cut off")
		}
		last = end
		for c := start; c <= end; c++ {
			if g := glyph + c - start; g != 0 {
				all[rune(c)] = uint16(g)
			}
		}
	}
	return all, nil
}

// content returns the text of an element; n may be nil.
func content(n *node) string {
	if n == nil {
		return ""
	}
	return strings.TrimSpace(n.Text)
}
