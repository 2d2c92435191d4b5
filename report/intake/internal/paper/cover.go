package paper

// Faint is how opaque at most is what is painted and not to be seen.
const Faint = 0.05

// How opaque is what else is painted.
const (
	hides  = 0.9 // nothing is to be seen through it
	glazes = 0.5 // what is through it is hard to see
)

// cover notes of the characters below a rectangle that is so opaque that they are not to
// be seen, or that this is not known.
func (c *Canvas) cover(r Rect, opacity float64) {
	c.Compare(len(c.Page.Chars))
	for i := range c.Page.Chars {
		if x := &c.Page.Chars[i]; r.Holds(x.Box) {
			c.hide(x, opacity, c.Shows)
		}
	}
}

// Veil notes that something lies over a rectangle of which is not known what it hides.
func (c *Canvas) Veil(r Rect) {
	c.Compare(len(c.Page.Chars))
	for i := range c.Page.Chars {
		if x := &c.Page.Chars[i]; r.Holds(x.Box) {
			x.Doubtful = true
		}
	}
}

// hide notes that a character is below something so opaque, through which it may show.
func (c *Canvas) hide(x *Char, opacity float64, shows bool) {
	switch {
	case opacity >= hides && !shows:
		x.Invisible = true
	case opacity >= glazes:
		x.Doubtful = true
	}
}

// coverBy does so of the characters that lie wholly within a path that is filled: where
// the two rules of filling differ, it is not known.
func (c *Canvas) coverBy(parts shape) {
	all := Nothing
	for _, part := range parts {
		for _, v := range part {
			all = all.With(v.Point)
		}
	}
	points := parts.corners()
	all = all.Within(c.Clip)
	c.Compare(len(c.Page.Chars))
	for i := range c.Page.Chars {
		x := &c.Page.Chars[i]
		if !all.Holds(x.Box) || x.Invisible {
			continue
		}
		if c.Compare(5 * points); c.ink.compared > maxCompared {
			return // which is refused
		}
		w, h := float64(x.Box.X1-x.Box.X0), float64(x.Box.Y1-x.Box.Y0)
		in, sure := true, true
		for _, at := range [...]Point{{0.5, 0.5}, {0.3, 0.3}, {0.7, 0.3}, {0.3, 0.7}, {0.7, 0.7}} {
			holds, surely := parts.holds(Point{float64(x.Box.X0) + at.X*w, float64(x.Box.Y0) + at.Y*h})
			in = in && holds
			sure = sure && surely
		}
		if in {
			c.hide(x, c.Fill, c.Shows || !sure)
		}
	}
	c.Count()
}

// shape is a path, which is filled or a clip.
type shape [][]vertex

func (s shape) corners() (n int) {
	for _, part := range s {
		n += len(part)
	}
	return n
}

// holds reports whether a point is within the shape by one of the rules of filling, and
// whether the other says the same.
func (s shape) holds(p Point) (in, sure bool) {
	crossings, turns := 0, 0 // of a line from the point to the right with it, and its turns around the point
	for _, part := range s {
		for i, v := range part {
			a := part[(i+len(part)-1)%len(part)].Point
			if (a.Y <= p.Y) == (v.Y <= p.Y) || a.X+(p.Y-a.Y)/(v.Y-a.Y)*(v.X-a.X) <= p.X {
				continue
			}
			crossings++
			if v.Y > a.Y {
				turns++
			} else {
				turns--
			}
		}
	}
	even := crossings%2 == 0
	return !even || turns != 0, even == (turns == 0)
}
