package fonts

import "slices"

// Subset is a font of a few glyphs of a face, renumbered from 1.
type Subset struct {
	Data   []byte
	Glyphs []GID // new index → index in the face; Glyphs[0] is 0
	CFF    bool  // Data is a bare CFF font, not a TrueType one
}

// Subset returns the font that [Face.FontFile] gives in zlib form, as it is.
func (f *Face) Subset(gids []GID) (*Subset, error) {
	file, err := f.FontFile(gids)
	if err != nil {
		return nil, err
	}
	return &Subset{Data: file.inflate(), Glyphs: file.Glyphs, CFF: file.CFF}, nil
}

// FontFile returns a font of .notdef and the glyphs asked for, in their order.
// The face keeps every glyph that it was asked for in coded form, so that an
// outline is compressed once only. The error is an *Error: a glyph that the face
// does not have, or a damaged outline.
//
// Of a face with TrueType outlines, duplicates are dropped; components that
// composite glyphs need and that were not asked for come last. The font holds the
// tables that ISO 32000-1, 9.9 wants in a FontFile2 of a CIDFontType2 (head, hhea,
// hmtx, loca, maxp, glyf) and no instructions.
//
// Of a face with CFF outlines, the font is a CID-keyed CFF whose CIDs are the new
// indices, as the FontFile3 of a CIDFontType0 wants it. There a CID is all that
// names a glyph, so a glyph asked for twice is there twice.
func (f *Face) FontFile(gids []GID) (*FontFile, error) {
	if f.cff != nil {
		return f.cffFile(gids)
	}
	s := f.subsetter(len(gids))
	for _, g := range gids {
		if _, err := s.renumber(g); err != nil {
			return nil, err
		}
	}
	return s.trueType(nil)
}

type subsetter struct {
	face  *Face
	new   map[GID]GID // index in the face → new index; nil while the glyphs ascend
	file  *FontFile
	work  int
	empty bool // glyph 0 has no outline; .notdef as a component is a glyph of its own
}

// subsetter returns one for so many glyphs and .notdef.
func (f *Face) subsetter(n int) *subsetter {
	return &subsetter{face: f, file: &FontFile{
		Glyphs:  make([]GID, 1, n+1),
		face:    f,
		code:    f.flateCode(),
		outline: make([]glyph, 0, n+1),
	}}
}

// trueType adds the outlines of the glyphs, and makes the tables.
func (s *subsetter) trueType(own *ownTables) (*FontFile, error) {
	for i := 0; i < len(s.file.Glyphs); i++ { // composites append to it
		if i == 0 && s.empty {
			s.file.outline = append(s.file.outline, glyph{})
		} else if err := s.add(s.file.Glyphs[i]); err != nil {
			return nil, err
		}
	}
	m, err := s.maxima()
	if err != nil {
		return nil, err
	}
	s.file.trueType(m, own)
	return s.file, nil
}

// maxima are the measures of an outline that maxp holds the largest of.
type maxima struct {
	points, contours                   int // of one simple glyph
	compositePoints, compositeContours int // of one composite glyph, flattened
	elements, depth                    int // components of one glyph; nesting of composites
}

// unmeasured is the depth of a composite until all its components are there.
const unmeasured = -1

// maxComponentDepth is deeper than any real font nests composites, and what
// stops a glyph that contains itself.
const maxComponentDepth = 16

// renumber returns the new index of a glyph and takes it up if it is new.
func (s *subsetter) renumber(g GID) (GID, error) {
	if int(g) >= s.face.numGlyphs {
		return 0, noGlyph(g, s.face.numGlyphs)
	}
	if g == 0 && !s.empty {
		return 0, nil
	}
	n := GID(len(s.file.Glyphs))
	if s.new == nil {
		if g > s.file.Glyphs[n-1] {
			s.file.Glyphs = append(s.file.Glyphs, g)
			return n, nil
		}
		s.new = make(map[GID]GID, cap(s.file.Glyphs))
		for i, g := range s.file.Glyphs {
			s.new[g] = GID(i)
		}
		if s.empty {
			delete(s.new, 0)
		}
	}
	if known, ok := s.new[g]; ok {
		return known, nil
	}
	if n > maxGID {
		return 0, fault("glyf", "字形超过 65535 个", "more than 65535 glyphs")
	}
	s.new[g] = n
	s.file.Glyphs = append(s.file.Glyphs, g)
	return n, nil
}

func noGlyph(g GID, n int) error {
	return fault("glyf", "没有字形 %d，字形总数是 %d", "there is no glyph %d; the face has %d", g, n)
}

// maxGID is the last glyph that a font can have.
const maxGID = 1<<16 - 2

// index returns the new index of a glyph that was taken up.
func (s *subsetter) index(g GID) (GID, bool) {
	if s.new == nil {
		i, ok := slices.BinarySearch(s.file.Glyphs, g)
		return GID(i), ok
	}
	i, ok := s.new[g]
	return i, ok
}

// add appends the outline of a glyph of the face.
func (s *subsetter) add(g GID) error {
	x, err := s.face.glyph(g)
	if err != nil {
		return err
	}
	switch s.work += x.work; {
	case s.face.cubic != nil:
		if s.work > maxAllTokens {
			return tooComplex()
		}
	case s.work > len(s.face.glyf):
		return fault("loca", "字形的数据互相重叠", "the data of glyphs overlap")
	}
	if x.composite != nil {
		b, err := appendComposite(nil, x.composite, g, s.renumber)
		if err != nil {
			return err
		}
		x = compositeGlyph(b)
	}
	s.file.outline = append(s.file.outline, x)
	return nil
}

// maxima measures the composites and returns the largest of every measure.
func (s *subsetter) maxima() (m maxima, err error) {
	for i := range s.file.outline {
		x := &s.file.outline[i]
		if x.depth == unmeasured {
			if err := s.measure(i, 1); err != nil {
				return m, err
			}
		}
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
	x := &s.file.outline[i]
	sum := maxima{depth: 1}
	for at, more := glyphHeader, true; more; {
		c, err := nextComponent(x.composite, at, s.file.Glyphs[i])
		if err != nil {
			return err
		}
		part := &s.file.outline[c.glyph]
		if part.depth == unmeasured && level < maxComponentDepth {
			if err := s.measure(int(c.glyph), level+1); err != nil {
				return err
			}
		}
		if part.depth == unmeasured || part.depth+1 > maxComponentDepth {
			return fault("glyf", "复合字形 %d 嵌套超过 %d 层", "composite glyph %d is nested more than %d deep", s.file.Glyphs[i], maxComponentDepth)
		}
		sum.points += part.points
		sum.contours += part.contours
		sum.elements++
		sum.depth = max(sum.depth, part.depth+1)
		if sum.points > 0xFFFF || sum.contours > 0xFFFF || sum.elements > 0xFFFF {
			return fault("glyf", "复合字形 %d 超过 65535 个点、轮廓或部件", "composite glyph %d has more than 65535 points, contours or components", s.file.Glyphs[i])
		}
		at, more = c.end, c.flags&compMore != 0
	}
	x.maxima = sum
	return nil
}
