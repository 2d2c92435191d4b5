package paper

import (
	"slices"
	"strconv"
)

// A Colour is what is painted with; the zero Colour is not known.
type Colour struct {
	known   bool
	r, g, b float64 // 0 to 1
}

// Grey returns a colour of DeviceGray (ISO 32000-1, 8.6.4), of which 1 is white.
func Grey(v float64) Colour { return RGB(v, v, v) }

// RGB returns a colour of DeviceRGB.
func RGB(r, g, b float64) Colour { return Colour{true, unit(r), unit(g), unit(b)} }

// Hex returns a colour that is written in six hexadecimal digits, of its red, green and
// blue; of others none is known.
func Hex(s string) Colour {
	v, err := strconv.ParseUint(s, 16, 32)
	if err != nil || len(s) != 6 {
		return Colour{}
	}
	const whole = 255
	return RGB(float64(v>>16)/whole, float64(v>>8&whole)/whole, float64(v&whole)/whole)
}

func unit(v float64) float64 { return min(max(v, 0), 1) }

// CMYK returns a colour of DeviceCMYK.
func CMYK(c, m, y, k float64) Colour { return RGB((1-c)*(1-k), (1-m)*(1-k), (1-y)*(1-k)) }

// Like reports whether one colour is hardly to be seen on the other.
func (c Colour) Like(o Colour) bool {
	const same = 0.04 // of each part
	return c.known && o.known && max(c.r-o.r, o.r-c.r, c.g-o.g, o.g-c.g, c.b-o.b, o.b-c.b) <= same
}

// ground is a part of the page that was painted, of a colour that may not be known.
type ground struct {
	Rect
	Colour
	white bool // or white was painted on some of it
}

// lay notes that a rectangle was painted: the whole of it, so that nothing below shows, or
// it is not known how much.
func (c *Canvas) lay(r Rect, of Colour, whole bool) {
	white := false
	if !whole || c.Ragged || len(c.Shapes) > 0 {
		white, of = of.Like(Grey(1)), Colour{}
	}
	if c.grounds = append(c.grounds, ground{r, of, white}); of.known && len(c.colours) < maxColours && !slices.Contains(c.colours, of) {
		c.colours = append(c.colours, of)
	}
}

const maxColours = 32 // of grounds that are looked at before all these are

// Fills reports whether what is filled at a place is to be seen.
func (c *Canvas) Fills(box Rect) bool { return c.shows(box, c.Fill, c.FillColour) }

// Strokes reports so of what is stroked.
func (c *Canvas) Strokes(box Rect) bool { return c.shows(box, c.Stroke, c.StrokeColour) }

func (c *Canvas) shows(box Rect, opacity float64, of Colour) bool {
	white := of.Like(Grey(1))
	switch {
	case opacity <= Faint:
		return false
	case !white && len(c.colours) < maxColours && !slices.ContainsFunc(c.colours, of.Like), c.Err != nil:
		return true
	}
	for i, g := range slices.Backward(c.grounds) {
		if g.Holds(box) && !(white && g.white) {
			c.Compare(len(c.grounds) - i)
			return !of.Like(g.Colour)
		}
	}
	c.Compare(len(c.grounds))
	return !white
}
