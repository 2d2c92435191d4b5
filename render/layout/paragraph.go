package layout

import "github.com/nianbao/nianbao/report/doc"

// text is the lines of a heading or paragraph.
type text struct {
	style   *doc.Style
	block   int
	heading bool
	right   doc.Length // indent
	chars   []char
	lines   []line
	// lead is the number of lines at the beginning that a page break does not
	// part: those of a run-in heading and the first one of its paragraph.
	lead int
}

// heading sets a heading on lines of its own.
func (t *typesetter) heading(h *doc.Heading, block int) error {
	style := &t.styles[doc.HeadingStyle(h.Level)]
	from := t.shape(h.Runs, style, Place{Block: block, Text: excerpt(h.Runs)})
	x := &text{style: style, block: block, heading: true, right: indent(style.RightIndent, style), chars: t.chars[from:]}
	return t.breakText(x, h.Runs)
}

// paragraph sets a paragraph, on the first line of which a run-in heading may
// stand.
func (t *typesetter) paragraph(p *doc.Paragraph, block int, runIn *doc.Heading) error {
	style := t.style(p.Style)
	from, body := len(t.chars), 0
	if runIn != nil {
		s := &t.styles[doc.HeadingStyle(runIn.Level)]
		t.shape(runIn.Runs, s, Place{Block: block - 1, Text: excerpt(runIn.Runs)})
		body = len(t.chars) - from
	}
	t.shape(p.Runs, style, Place{Block: block, Text: excerpt(p.Runs)})
	x := &text{style: style, block: block, right: indent(style.RightIndent, style) + p.RightIndent, chars: t.chars[from:]}
	if err := t.breakText(x, p.Runs); err != nil {
		return err
	}
	for x.lead = 1; x.lead < len(x.lines) && x.lines[x.lead-1].end <= body; x.lead++ {
	}
	return nil
}

// breakText breaks a text into lines and appends it to the document.
func (t *typesetter) breakText(x *text, runs []doc.Run) error {
	x.chars = x.chars[:len(x.chars):len(x.chars)]
	x.lead = 1
	measure := t.page.TextWidth() - x.right
	first := measure - indent(x.style.FirstIndent, x.style)
	findBreaks(x.chars)
	x.lines = t.breakLines(x.chars, first, measure, x.style.Align == doc.Justify)
	limit := first
	for i := range x.lines {
		if l := &x.lines[i]; l.width-l.squeeze > limit {
			return &OverflowError{LineWidth, Place{Block: x.block, Text: excerpt(runs)}, l.width, limit}
		}
		limit = measure
	}
	if h := x.style.LineHeight; h > t.page.TextHeight() {
		return &OverflowError{LineHeight, Place{Block: x.block, Text: excerpt(runs)}, h, t.page.TextHeight()}
	}
	t.units = append(t.units, unit{text: x})
	return nil
}

// blank reports whether line i has no characters but the break that ends it.
func (x *text) blank(i int) bool {
	l := &x.lines[i]
	return l.next == l.from || l.next == l.from+1 && x.chars[l.from].class == newline
}

func indent(n int, s *doc.Style) doc.Length { return doc.Length(n) * s.CharPitch() }

// setText sets line i of a text with its top at y.
func (t *typesetter) setText(x *text, i int, y doc.Length) {
	l := &x.lines[i]
	left := t.page.Left
	measure := t.page.TextWidth() - x.right
	if i == 0 {
		in := indent(x.style.FirstIndent, x.style)
		left, measure = left+in, measure-in
	}
	t.setLine(Origin{Block: x.block, Cell: -1}, x.chars, l, x.style.Align, left, y+baseline(x.style.LineHeight, x.style.Size), measure)
}

// baseline returns the distance of the baseline from the top of a line: the em
// box stands in the middle of the line.
func baseline(height, size doc.Length) doc.Length { return (height-size)/2 + Ascent(size) }

// setLine sets a line of horizontal text at its place in the measure. Text
// comes from o.Block, but for characters that say another one: a run-in heading.
func (t *typesetter) setLine(o Origin, chars []char, l *line, align doc.Align, x, y, measure doc.Length) {
	room := max(0, measure-l.width)
	var each, more doc.Length // of room for each gap, and a unit more for the first ones
	switch align {
	case doc.Center:
		x += room / 2
	case doc.Right:
		x += room
	case doc.Justify:
		if !l.ended {
			each, more = share(chars, l, room)
		}
	}
	marks := marksOf(chars, l)
	t.room(l.next - l.from)
	var text *Text
	for i := l.from; i < l.next; i++ {
		c := &chars[i]
		if c.class == newline {
			break
		}
		less := marks.take(c, i == l.end-1)
		if less > 0 && c.class == opening { // the space is in front of it
			x -= less
			if text != nil {
				if last := &text.Glyphs[len(text.Glyphs)-1]; last.Advance >= less {
					last.Advance -= less
				} else { // narrower than that space: no glyph goes back
					text = nil
				}
			}
		}
		if text == nil || text.Face != c.Face || text.Size != c.size || text.Embolden != c.Embolden || text.Block != c.block {
			o.Block = c.block
			text = t.newText(Text{Origin: o, At: Point{x, y}, Face: c.Face, Size: c.size, Embolden: c.Embolden})
		}
		advance := c.width
		if c.class == closing {
			advance -= less
		}
		if i+1 < l.end {
			advance += c.space
		}
		if i >= l.end { // the space stays in the text and takes no place
			advance = 0
		} else if i+1 < l.end && each+more > 0 && gap(&chars[i], &chars[i+1]) {
			advance += each
			if more > 0 {
				advance, more = advance+1, more-1
			}
		}
		t.glyph(text, Glyph{c.GID, c.rune, advance})
		x += advance
	}
}

// marks is what is still to be squeezed out of a line.
type marks struct {
	last doc.Length // out of the mark at its end
	rest doc.Length // out of the n others
	n    doc.Length
}

// marksOf divides what a line is too wide by among its marks: the one at its
// end gives as much as it can, the others alike.
func marksOf(chars []char, l *line) (m marks) {
	if l.squeeze <= 0 {
		return m
	}
	m.last = min(l.squeeze, chars[l.end-1].squeezable())
	m.rest = l.squeeze - m.last
	for i := l.from; i < l.end-1; i++ {
		if chars[i].squeezable() > 0 {
			m.n++
		}
	}
	return m
}

// take returns what the character gives.
func (m *marks) take(c *char, last bool) doc.Length {
	if last {
		return m.last
	}
	can := c.squeezable()
	if m.rest == 0 || can == 0 {
		return 0
	}
	give := min(can, (m.rest+m.n-1)/m.n)
	m.rest, m.n = m.rest-give, m.n-1
	return give
}

// share divides the room that is left on a line by its gaps. Lines that would
// be torn apart, because a long word goes down to the next, are left as they are:
// where a gap would be wider than half a character.
func share(chars []char, l *line, room doc.Length) (each, more doc.Length) {
	var n, size doc.Length
	for i := l.from; i+1 < l.end; i++ {
		if gap(&chars[i], &chars[i+1]) {
			n++
		}
		size = max(size, chars[i].size)
	}
	if n == 0 || room/n > size/2 {
		return 0, 0
	}
	return room / n, room % n
}

// gap reports whether justification may move two characters apart: between
// words and between Chinese characters, not within words and dashes,
// nor between a mark and what it belongs to.
func gap(a, b *char) bool {
	if b.class == mark || b.class == closing || a.class == opening || a.class == dash && b.class == dash {
		return false
	}
	return a.class == space || byItself(a.class) || byItself(b.class)
}

func byItself(c class) bool {
	return c == ideograph || c == opening || c == closing || c == dash
}
