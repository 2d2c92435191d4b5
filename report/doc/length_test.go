package doc

import "testing"

func TestLength(t *testing.T) {
	tests := []struct {
		length                    Length
		emu                       int64
		twips, halfPoints, eighth int
		text                      string
	}{
		{Pt(16), 203200, 320, 32, 128, "16pt"},
		{Pt(10.5), 133350, 210, 21, 84, "10.5pt"},
		{Pt(0.5), 6350, 10, 1, 4, "0.5pt"},
		{Mm(210), 7560000, 11906, 1191, 4762, "595.276pt"}, // A4
		{Mm(297), 10692000, 16838, 1684, 6735, "841.89pt"},
		{Mm(156), 5616000, 8844, 884, 3538, "442.205pt"}, // 版心
		{Twips(579), 367665, 579, 58, 232, "28.95pt"},
		{Twips(-20), -12700, -20, -2, -8, "-1pt"},
		{0, 0, 0, 0, 0, "0pt"},
	}
	for _, tt := range tests {
		l := tt.length
		if int64(l) != tt.emu || l.Twips() != tt.twips || l.HalfPoints() != tt.halfPoints || l.EighthPoints() != tt.eighth || l.String() != tt.text {
			t.Errorf("got %d EMU, %d twips, %d half-points, %d eighths, %s; want %d, %d, %d, %d, %s",
				int64(l), l.Twips(), l.HalfPoints(), l.EighthPoints(), l, tt.emu, tt.twips, tt.halfPoints, tt.eighth, tt.text)
		}
	}
}

// Whole points, tenths of a millimetre and twips survive the way there and back.
func TestLengthRoundTrip(t *testing.T) {
	for n := -2000; n <= 2000; n++ {
		if got := Pt(float64(n)).Pt(); got != float64(n) {
			t.Errorf("Pt(%d).Pt() = %v", n, got)
		}
		if got := Mm(float64(n) / 10).Mm(); got != float64(n)/10 {
			t.Errorf("Mm(%v).Mm() = %v", float64(n)/10, got)
		}
		if got := Twips(n).Twips(); got != n {
			t.Errorf("Twips(%d).Twips() = %d", n, got)
		}
	}
}

func TestGB9704(t *testing.T) {
	s := GB9704()
	p := s.Page
	if p.Width != Mm(210) || p.Height != Mm(297) || p.Top != Mm(37) || p.Left != Mm(28) {
		t.Errorf("paper and margins %+v are not those of GB/T 9704", p)
	}
	if p.TextWidth() != Mm(156) || p.TextHeight() != Mm(225) {
		t.Errorf("type area %v × %v, want 156 mm × 225 mm", p.TextWidth().Mm(), p.TextHeight().Mm())
	}
	if got := p.TextHeight() / s.Styles[Body].LineHeight; got != 22 {
		t.Errorf("%d lines a page, want 22", got)
	}
	if got := p.TextWidth() / s.Styles[Body].CharPitch(); got != 28 {
		t.Errorf("%d characters a line, want 28", got)
	}
	for _, tt := range []struct {
		id     StyleID
		role   Role
		size   float64
		indent int
		align  Align
	}{
		{Body, FangSong, 16, 2, Justify},
		{Title, XiaoBiaoSong, 22, 0, Center},
		{Heading1, HeiTi, 16, 2, Left},
		{Heading2, KaiTi, 16, 2, Left},
		{Signature, FangSong, 16, 0, Right},
		{Date, FangSong, 16, 0, Right},
		{PageNumber, Song, 14, 0, Justify},
	} {
		x := s.Styles[tt.id]
		if x.Role != tt.role || x.Size != Pt(tt.size) || x.FirstIndent != tt.indent || x.Align != tt.align {
			t.Errorf("%v: %v %v, indent %d, align %d; want %v %vpt, %d, %d",
				tt.id, x.Role, x.Size, x.FirstIndent, x.Align, tt.role, tt.size, tt.indent, tt.align)
		}
	}
	for id := range NumStyles {
		x := s.Styles[id]
		if x.Size <= 0 || x.LineHeight < x.Size || x.Role >= NumRoles {
			t.Errorf("%v: size %v, line height %v, role %v", id, x.Size, x.LineHeight, x.Role)
		}
		if (id >= TableClause && id < PageNumber) != (x.Role == Song && id != PageNumber) {
			t.Errorf("%v: role %v; tables, and they alone, are set in %v", id, x.Role, Song)
		}
	}
	if s.Styles[Signature].SpaceBefore != p.LinePitch || s.Styles[Date].SpaceBefore != 0 {
		t.Error("the issuer, and not the date, stands one blank line below the text")
	}
	if s.Rule != Pt(0.5) {
		t.Errorf("rules of %v, want 0.5pt", s.Rule)
	}
}

func TestHeadingStyle(t *testing.T) {
	for level, want := range []StyleID{Title, Heading1, Heading2} {
		if got := HeadingStyle(level); got != want {
			t.Errorf("level %d: got %v, want %v", level, got, want)
		}
	}
}

func TestNamesBeyondTheLast(t *testing.T) {
	for _, tt := range [][2]string{
		{StyleID(200).String(), "?"},
		{CellKind(9).String(), "?"},
		{FaultKind(0).String(), "?"},
		{Role(99).String(), "未知字体"},
	} {
		if tt[0] != tt[1] {
			t.Errorf("got %s, want %s", tt[0], tt[1])
		}
	}
	seen := map[string]bool{}
	for id := range NumStyles {
		if name := id.String(); name == "" || seen[name] {
			t.Errorf("style %d has the name %q of another, or none", id, name)
		} else {
			seen[name] = true
		}
	}
}
