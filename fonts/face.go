// Package fonts reads TrueType faces, measures and subsets them, and chooses a
// face for each character by the role it plays in a document.
package fonts

// GID is a glyph index of a face. 0 is .notdef.
type GID uint16

// Face is one parsed TrueType face. It is read-only and safe for concurrent use.
type Face struct{}

// Parse reads the face with the given index (0 but for collections) from a
// TrueType file or TrueType collection. The Face keeps data; it must not change.
func Parse(data []byte, index int) (*Face, error) { return nil, nil }

func (f *Face) PostScriptName() string             { return "" }
func (f *Face) Family() string                     { return "" }
func (f *Face) UnitsPerEm() int                    { return 1000 }
func (f *Face) NumGlyphs() int                     { return 0 }
func (f *Face) Glyph(r rune) GID                   { return 0 } // 0: not covered
func (f *Face) Advance(g GID) int                  { return 0 } // in font units
func (f *Face) Vertical(g GID) GID                 { return g } // form for vertical setting (GSUB vert), or g itself
func (f *Face) Metrics() Metrics                   { return Metrics{} }
func (f *Face) Subset(gids []GID) (*Subset, error) { return nil, nil }

// Metrics are in font units, as a PDF font descriptor wants them.
type Metrics struct {
	Ascent, Descent, CapHeight int
	BBox                       [4]int // xMin, yMin, xMax, yMax
	Weight                     int    // usWeightClass
	ItalicAngle                float64
}

// Subset is a TrueType font of a few glyphs of a face, renumbered from 1.
type Subset struct {
	Data   []byte
	Glyphs []GID // new index → index in the face; Glyphs[0] is 0
}
