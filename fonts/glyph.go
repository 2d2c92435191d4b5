package fonts

import (
	"hash/crc32"
	"sync"
	"sync/atomic"

	"github.com/nianbao/nianbao/fonts/internal/flate"
	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// glyph is an outline as a font file holds it: a charstring without
// calls of subroutines; or a glyph description without instructions, padded to a
// multiple of four bytes, so that the checksum of a table of glyphs is the sum
// of theirs.
type glyph struct {
	part flate.Part // of a composite glyph, the sum alone
	work int        // what it took to read it; not known of a stored glyph

	checksum uint32
	crc      uint32   // CRC-32; not known of a stored glyph
	box      [4]int16 // of an outline made of a CFF one
	maxima
	// The description of a composite glyph, which refers to others by their
	// index in the font and so is another one in every font.
	composite []byte
}

func (g *glyph) len() int { return g.part.Sum.Len() }

// compositeGlyph returns the glyph of a composite description.
func compositeGlyph(b []byte) glyph {
	b = pad4(b)
	return glyph{
		part:      flate.Part{Sum: flate.Sum(b)},
		checksum:  sfnt.Checksum(b),
		maxima:    maxima{depth: unmeasured},
		composite: b,
	}
}

func pad4(b []byte) []byte {
	var zeros [3]byte
	return append(b, zeros[:-len(b)&3]...)
}

// coding is the glyphs of a face in the coded form, each coded when it is first
// asked for: compression is most of the work of writing a document.
type coding struct {
	once   sync.Once
	code   *flate.Code
	glyphs []atomic.Pointer[glyph] // by GID

	mu    sync.Mutex // of what follows
	coder *flate.Coder
	buf   []byte
}

// prepare makes the code of a face from some of its glyphs, from all over it.
func (c *coding) prepare(f *Face) {
	const samples = 96
	c.glyphs = make([]atomic.Pointer[glyph], f.numGlyphs)
	var list [][]byte
	step := max(1, f.numGlyphs/samples)
	for g := 0; g < f.numGlyphs; g += step {
		x, b, err := f.outline(nil, GID(g))
		if err == nil && x.composite == nil && len(b) < 1<<12 {
			list = append(list, b)
		}
	}
	c.code = flate.NewCode(flate.BestLengths(list))
	c.coder = flate.NewCoder(c.code)
}

// flateCode returns the code of all glyphs of the face.
func (f *Face) flateCode() *flate.Code {
	if f.stored != nil {
		return f.stored.Code
	}
	f.coding.once.Do(func() { f.coding.prepare(f) })
	return f.coding.code
}

// glyph returns a glyph that the face has, in coded form.
func (f *Face) glyph(g GID) (glyph, error) {
	if f.stored != nil {
		return f.storedGlyph(g), nil
	}
	f.flateCode()
	c := &f.coding
	if known := c.glyphs[g].Load(); known != nil {
		return *known, nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	x, b, err := f.outline(c.buf[:0], g)
	if err != nil {
		return glyph{}, err
	}
	c.buf = b
	x.part, x.checksum, x.crc = c.coder.Encode(b), sfnt.Checksum(b), crc32.ChecksumIEEE(b)
	c.glyphs[g].Store(&x)
	return x, nil
}

// crc returns the CRC-32 of a glyph that is not composite and was asked for before.
func (f *Face) crc(g GID) uint32 {
	if f.stored != nil {
		return f.stored.CRC(int(g))
	}
	return f.coding.glyphs[g].Load().crc
}

// outline returns a glyph that is to be coded, and appends its bytes, which a
// composite glyph does not have, to dst.
func (f *Face) outline(dst []byte, g GID) (x glyph, b []byte, err error) {
	if f.cff != nil {
		fd, err := f.cff.fd(g)
		if err != nil {
			return x, nil, err
		}
		in := inliner{font: f.cff}
		b, err = in.append(dst, g, fd)
		x.work = in.steps
		return x, b, err
	}
	if f.cubic != nil {
		return f.cubic.outline(dst, g, f.unitsPerEm)
	}
	description, err := f.description(g)
	x.work = len(description)
	switch {
	case err != nil || len(description) == 0:
		return x, dst, err
	case isComposite(description):
		x.composite = description
		return x, dst, nil
	}
	b, x.points, x.contours, err = appendSimple(dst, description, g)
	return x, pad4(b), err
}
