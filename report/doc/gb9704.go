package doc

// GB9704 returns the look of an official document by GB/T 9704-2012 党政机关公文格式:
// A4, a type area of 156 mm × 225 mm, 22 lines of 28 characters, and tables as
// published annual reports set them.
func GB9704() StyleSheet {
	// 28 characters of 16 pt are wider than 156 mm; 15.75 pt apart they fit, and
	// the rest of the line is given out by justification. 22 lines of 28.95 pt
	// are the most that 225 mm takes in whole twips.
	const charPitch, linePitch = 315, 579
	s := StyleSheet{
		Page: Page{
			Width: Mm(210), Height: Mm(297),
			Top: Mm(37), Bottom: Mm(35), Left: Mm(28), Right: Mm(26),
			LinePitch:  Twips(linePitch),
			NumberDrop: Mm(7),
			MarkRise:   Mm(7),
		},
		Rule: Pt(0.5),
	}
	text := Style{Size: Pt(16), Pitch: Twips(charPitch), LineHeight: Twips(linePitch), FirstIndent: 2}
	as := func(base Style, change func(*Style)) Style { change(&base); return base }

	s.Styles[Body] = text
	s.Styles[Title] = Style{Role: XiaoBiaoSong, Size: Pt(22), LineHeight: Twips(linePitch), Align: Center, SpaceAfter: Twips(linePitch)}
	s.Styles[Heading1] = as(text, func(s *Style) { s.Role, s.Align = HeiTi, Left })
	s.Styles[Heading2] = as(text, func(s *Style) { s.Role, s.Align = KaiTi, Left })
	s.Styles[Date] = as(text, func(s *Style) { s.Align, s.FirstIndent, s.RightIndent = Right, 0, 2 })
	s.Styles[Signature] = as(s.Styles[Date], func(s *Style) { s.SpaceBefore = Twips(linePitch) })

	cell := func(size, line float64, a Align) Style {
		return Style{Role: Song, Size: Pt(size), LineHeight: Pt(line), Align: a}
	}
	bold := func(s *Style) { s.Bold = true }
	s.Styles[TableClause] = cell(12, 15, Center)
	s.Styles[TableHead] = as(cell(12, 15, Center), bold)
	s.Styles[TableStub] = cell(12, 15, Left)
	s.Styles[TableFigure] = cell(12, 15, Center)
	s.Styles[NarrowHead] = cell(10, 12, Center)
	s.Styles[NarrowStub] = cell(9, 11, Left)
	s.Styles[NarrowStrong] = as(cell(9, 11, Left), bold)
	s.Styles[NarrowFigure] = cell(10.5, 13, Center)
	s.Styles[NarrowFigure5] = cell(9, 11, Center)
	s.Styles[NarrowFigure6] = cell(7.5, 11, Center)
	s.Styles[NarrowFigure8] = cell(5.5, 11, Center)
	s.Styles[NarrowFigure12] = cell(3.5, 11, Center)
	s.Styles[PageNumber] = Style{Role: Song, Size: Pt(14), LineHeight: Pt(14), RightIndent: 1}
	s.Styles[Mark] = Style{Role: HeiTi, Size: Pt(26), LineHeight: Pt(30), Align: Center}
	return s
}
