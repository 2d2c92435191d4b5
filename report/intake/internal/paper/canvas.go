package paper

import (
	"math"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// A Canvas is a page while it is painted:
// see [NewCanvas].
type Canvas struct {
	Page *Page
	State
	Hidden bool  // nothing that is painted is shown
	Err    error // of the first that was too much: a [*report.InputError]

	ink      *Ink
	path     []vertex
	clipping bool
	grounds  []ground
	colours  []Colour // of them

	ways      [4]int // how many glyphs stand upright, turned left, upside down and turned right
	number    int32  // of the line of text
	last      Point  // where its last glyph ends
	direction Point  // of the line
}

// State is how is painted.
type State struct {
	Matrix       Matrix // to the page
	Clip         Rect
	Edge         Rect // what is outside of it and within the clip may be seen, or not
	LineWidth    float64
	Fill, Stroke float64 // opacity
	FillColour   Colour
	StrokeColour Colour
	Shows        bool    // fills so that what is below shows: by its mode, a mask or a pattern
	Ragged       bool    // the clip is not the whole of its rectangle, and may cut characters
	Shapes       []shape // which the clip is within, and not the whole of its rectangle
}

// Ink counts what is painted on all pages of a file.
type Ink struct {
	glyphs   int
	boxes    int // rules, shades, pictures and marks
	compared int // characters with what is painted over them
}

// Back takes the count back to where it was before a page was painted, which is to be
// painted again. What that has cost stays.
func (i *Ink) Back(before Ink) { i.glyphs, i.boxes = before.glyphs, before.boxes }

// NewCanvas returns a canvas for a page, of which the box is known.
func NewCanvas(p *Page, m Matrix, ink *Ink) *Canvas {
	return &Canvas{Page: p, State: NewState(p, m), ink: ink}
}

// NewState returns how is painted on a page at first.
func NewState(p *Page, m Matrix) State {
	return State{Matrix: m, Clip: p.Box, Edge: p.Box, LineWidth: 1, Fill: 1, Stroke: 1, FillColour: Grey(0), StrokeColour: Grey(0)}
}

const (
	maxBoxes    = 2 * source.MaxGlyphs // what is painted besides text; a browser marks every line
	maxCompared = 50_000_000           // pairs
)

// Count counts one of what is painted besides text.
func (c *Canvas) Count() {
	if c.ink.boxes++; c.ink.boxes > maxBoxes {
		c.fail("页面上的线条和图形", maxBoxes)
	}
}

// Compare counts pairs that are compared.
func (c *Canvas) Compare(n int) {
	if c.ink.compared += n; c.ink.compared > maxCompared {
		c.fail("页面上的线条和图形", maxBoxes)
	}
}

func (c *Canvas) fail(what string, most int) {
	if c.Err == nil {
		c.Err = source.TooMany(report.Pos{Page: c.Page.Number}, what, most)
	}
}

// Room reports whether so many glyphs more may be painted; where not, that is the error.
func (c *Canvas) Room(n int) bool {
	if c.ink.glyphs+n <= source.MaxGlyphs {
		return true
	}
	c.fail("页面上的字", source.MaxGlyphs)
	return false
}

// Glyph notes a painted glyph, with its text, its box and its font: m leads from its own
// space, where the size is 1 and y runs upwards, to the page, on which it advances by the
// given. It returns false for one that has no place.
func (c *Canvas) Glyph(g Char, m Matrix, by Point, vertical bool) bool {
	c.Room(1)
	c.ink.glyphs++
	if !g.Box.Valid() {
		return false
	}
	g.Size = Pt(math.Hypot(m[2], m[3]))
	at := Point{m[4], m[5]}
	direction := Point{m[0], m[1]}
	if vertical {
		direction = Point{-m[2], -m[3]}
	}
	long := math.Hypot(direction.X, direction.Y)
	if long > 0 {
		direction = Point{direction.X / long, direction.Y / long}
	}
	g.Turned = vertical || direction.X < 0.99 || m[3] <= 0
	g.Base = Pt(at.Y)
	if g.Turned {
		g.Base = Pt(at.X)
	}
	switch {
	case math.Abs(m[0]) >= math.Abs(m[1]) && m[0] >= 0:
		c.ways[0]++
	case math.Abs(m[0]) >= math.Abs(m[1]):
		c.ways[2]++
	case m[1] > 0:
		c.ways[1]++
	default:
		c.ways[3]++
	}
	c.follow(at, direction, float64(g.Size))
	g.Line = c.number
	c.last = Point{at.X + by.X, at.Y + by.Y}

	g.Invisible = g.Invisible || g.Size < 1 || c.Hidden
	g.Clipped = !c.Clip.Holds(g.Box)
	for _, s := range c.Shapes {
		c.Compare(s.corners())
		in, sure := s.holds(Point{float64(g.Box.X0+g.Box.X1) / 2, float64(g.Box.Y0+g.Box.Y1) / 2})
		g.Clipped = g.Clipped || !in
		g.Doubtful = g.Doubtful || !sure
	}
	g.Doubtful = g.Doubtful || c.Ragged || !c.Edge.Holds(g.Box) || m[0]*m[3] < m[1]*m[2] // in a mirror
	c.Page.Chars = append(c.Page.Chars, g)
	return true
}

// follow begins a new line where a glyph does not go on in the one before.
func (c *Canvas) follow(at, direction Point, size float64) {
	off := at.Minus(c.last)
	along := off.Dot(c.direction)
	across := off.Dot(Point{-c.direction.Y, c.direction.X})
	if c.number == 0 || direction.Dot(c.direction) < 0.99 || math.Abs(across) > size/2 || along < -0.3*size {
		c.number++
		c.direction = direction
	}
}

// Turn returns by how many degrees, clockwise, the page has to be turned for its text to
// be read.
func (c *Canvas) Turn() int {
	most, all := 0, 0
	for i, n := range c.ways {
		if all += n; n > c.ways[most] {
			most = i
		}
	}
	if 2*c.ways[most] <= all {
		return 0
	}
	return 90 * most
}
