package fonts

import (
	"encoding/binary"

	"github.com/nianbao/nianbao/fonts/internal/sfnt"
)

// Subset is a font of a few glyphs of a face, renumbered from 1.
type Subset struct {
	Data   []byte
	Glyphs []GID // new index → index in the face; Glyphs[0] is 0
	CFF    bool  // Data is a bare CFF font, not a TrueType one
}

// Subset returns a font of .notdef and the glyphs asked for, in their order. The
// error is an *Error: a glyph that the face does not have, or a damaged outline.
//
// Of a face with TrueType outlines, duplicates are dropped; components that
// composite glyphs need and that were not asked for come last. The font holds the
// tables that ISO 32000-1, 9.9 wants in a FontFile2 of a CIDFontType2 (head, hhea,
// hmtx, loca, maxp, glyf) and no instructions.
//
// Of a face with CFF outlines, the font is a CID-keyed CFF whose CIDs are the new
// indices, as the FontFile3 of a CIDFontType0 wants it. There a CID is all that
// names a glyph, so a glyph asked for twice is there twice.
func (f *Face) Subset(gids []GID) (*Subset, error) {
	if f.cff != nil {
		return f.subsetCFF(gids)
	}
	s := subsetter{
		face:   f,
		new:    make([]GID, f.numGlyphs),
		glyphs: make([]GID, 1, len(gids)+1),
		loca:   make([]uint32, 1, len(gids)+2),
	}
	for _, g := range gids {
		if _, err := s.renumber(g); err != nil {
			return nil, err
		}
	}
	for i := 0; i < len(s.glyphs); i++ { // composites append to s.glyphs
		if err := s.add(i); err != nil {
			return nil, err
		}
	}
	m, err := s.maxima()
	if err != nil {
		return nil, err
	}
	return &Subset{Data: s.build(m), Glyphs: s.glyphs}, nil
}

type subsetter struct {
	face   *Face
	new    []GID // index in the face → new index; 0: not taken up
	glyphs []GID
	glyf   []byte
	loca   []uint32
	taken  int      // bytes of descriptions
	shapes []maxima // by new index, of simple glyphs and of measured composites
}

// maxima are the measures of an outline that maxp holds the largest of.
type maxima struct {
	points, contours                   int // of one simple glyph
	compositePoints, compositeContours int // of one composite glyph, flattened
	elements, depth                    int // components of one glyph; nesting of composites
}

// maxComponentDepth is deeper than any real font nests composites, and what
// stops a glyph that contains itself.
const maxComponentDepth = 16

// renumber returns the new index of a glyph and takes it up if it is new.
func (s *subsetter) renumber(g GID) (GID, error) {
	if int(g) >= s.face.numGlyphs {
		return 0, fault("glyf", "没有字形 %d，字形总数是 %d", "there is no glyph %d; the face has %d", g, s.face.numGlyphs)
	}
	if g != 0 && s.new[g] == 0 {
		s.new[g] = GID(len(s.glyphs))
		s.glyphs = append(s.glyphs, g)
	}
	return s.new[g], nil
}

// add appends the description of the glyph with the new index i.
func (s *subsetter) add(i int) error {
	g := s.glyphs[i]
	b, err := s.face.description(g)
	if err != nil {
		return err
	}
	if s.taken += len(b); s.taken > len(s.face.glyf) {
		return fault("loca", "字形的数据互相重叠", "the data of glyphs overlap")
	}
	var shape maxima
	switch {
	case len(b) == 0:
	case isComposite(b):
		s.glyf, err = appendComposite(s.glyf, b, g, s.renumber)
		shape.depth = -1 // to be measured when all components are there
	default:
		s.glyf, shape.points, shape.contours, err = appendSimple(s.glyf, b, g)
	}
	if err != nil {
		return err
	}
	if len(s.glyf)%2 != 0 { // what the short form of loca can point at
		s.glyf = append(s.glyf, 0)
	}
	s.loca = append(s.loca, uint32(len(s.glyf)))
	s.shapes = append(s.shapes, shape)
	return nil
}

// maxima measures the composites and returns the largest of every measure.
func (s *subsetter) maxima() (m maxima, err error) {
	for i := range s.shapes {
		if s.shapes[i].depth < 0 {
			if err := s.measure(i, 1); err != nil {
				return m, err
			}
		}
		x := &s.shapes[i]
		if x.depth == 0 {
			m.points, m.contours = max(m.points, x.points), max(m.contours, x.contours)
		} else {
			m.compositePoints, m.compositeContours = max(m.compositePoints, x.points), max(m.compositeContours, x.contours)
		}
		m.elements, m.depth = max(m.elements, x.elements), max(m.depth, x.depth)
	}
	return m, nil
}

// measure sums up the components of the composite with the new index i, which
// stands at the given level of nesting.
func (s *subsetter) measure(i, level int) error {
	x := &s.shapes[i]
	b := s.glyf[s.loca[i]:s.loca[i+1]]
	sum := maxima{depth: 1}
	for at, more := glyphHeader, true; more; {
		c, err := nextComponent(b, at, s.glyphs[i])
		if err != nil {
			return err
		}
		part := &s.shapes[c.glyph]
		if part.depth < 0 && level < maxComponentDepth {
			if err := s.measure(int(c.glyph), level+1); err != nil {
				return err
			}
		}
		if part.depth < 0 || part.depth+1 > maxComponentDepth {
			return fault("glyf", "复合字形 %d 嵌套超过 %d 层", "composite glyph %d is nested more than %d deep", s.glyphs[i], maxComponentDepth)
		}
		sum.points += part.points
		sum.contours += part.contours
		sum.elements++
		sum.depth = max(sum.depth, part.depth+1)
		if sum.points > 0xFFFF || sum.contours > 0xFFFF || sum.elements > 0xFFFF {
			return fault("glyf", "复合字形 %d 超过 65535 个点、轮廓或部件", "composite glyph %d has more than 65535 points, contours or components", s.glyphs[i])
		}
		at, more = c.end, c.flags&compMore != 0
	}
	*x = sum
	return nil
}

func (s *subsetter) build(m maxima) []byte {
	be := binary.BigEndian
	f, n := s.face, len(s.glyphs)

	numberOfHMetrics := n
	last := f.Advance(s.glyphs[n-1])
	for numberOfHMetrics > 1 && f.Advance(s.glyphs[numberOfHMetrics-2]) == last {
		numberOfHMetrics--
	}
	hmtx := make([]byte, 0, 4*n)
	for i, g := range s.glyphs {
		if i < numberOfHMetrics {
			hmtx = be.AppendUint16(hmtx, uint16(f.Advance(g)))
		}
		hmtx = be.AppendUint16(hmtx, f.leftSideBearing(g))
	}

	head := append([]byte(nil), f.head[:54]...)
	// Without instructions nothing depends on them: bits 2 and 4.
	be.PutUint16(head[16:], u16(head, 16)&^0x14)
	loca := make([]byte, 0, 4*(n+1))
	if len(s.glyf) <= 2*0xFFFF {
		be.PutUint16(head[50:], 0)
		for _, at := range s.loca {
			loca = be.AppendUint16(loca, uint16(at/2))
		}
	} else {
		be.PutUint16(head[50:], 1)
		for _, at := range s.loca {
			loca = be.AppendUint32(loca, at)
		}
	}
	if len(s.glyf) == 0 { // some readers take an empty table for a missing one
		s.glyf = []byte{0, 0}
	}

	hhea := append([]byte(nil), f.hhea[:36]...)
	be.PutUint16(hhea[34:], uint16(numberOfHMetrics))

	maxp := make([]byte, 32) // maxima of instructions stay 0
	be.PutUint32(maxp, 0x00010000)
	for i, v := range []int{n, m.points, m.contours, m.compositePoints, m.compositeContours, 2} {
		be.PutUint16(maxp[4+2*i:], uint16(v)) // the last is maxZones
	}
	be.PutUint16(maxp[28:], uint16(m.elements))
	be.PutUint16(maxp[30:], uint16(m.depth))

	return sfnt.Build([]sfnt.Table{
		{Tag: "glyf", Data: s.glyf}, {Tag: "head", Data: head}, {Tag: "hhea", Data: hhea},
		{Tag: "hmtx", Data: hmtx}, {Tag: "loca", Data: loca}, {Tag: "maxp", Data: maxp},
	})
}
