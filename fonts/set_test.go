package fonts

import (
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/nianbao/nianbao/fonts/internal/charset"
	"github.com/nianbao/nianbao/report/doc"
)

// faceOf returns a face of a few characters.
func faceOf(t *testing.T, chars ...rune) *Face {
	s := plain()
	var groups [][3]uint32
	for _, r := range chars {
		groups = append(groups, [3]uint32{uint32(r), uint32(r), 1})
	}
	s["cmap"] = cmapOf(format12(groups...))
	return mustParseTest(t, s.build())
}

func TestChoose(t *testing.T) {
	var (
		song     = faceOf(t, 'A', 'S')
		songBold = faceOf(t, 'B', 'S')
		kai      = faceOf(t, 'A', 'B', 'K', 'S')
		hei      = faceOf(t, 'A', 'H')
		first    = faceOf(t, 'X')
		second   = faceOf(t, 'X', 'Y')
	)
	set := &Set{Fallback: []*Face{first, second}}
	set.Families[doc.Song] = Family{Regular: song, Bold: songBold}
	set.Families[doc.KaiTi] = Family{Regular: kai}
	set.Families[doc.HeiTi] = Family{Regular: hei}
	for _, test := range []struct {
		role     doc.Role
		bold     bool
		r        rune
		face     *Face
		embolden bool
	}{
		{doc.HeiTi, false, 'A', hei, false},
		{doc.HeiTi, true, 'A', hei, true},
		{doc.HeiTi, false, 'S', song, false},
		{doc.HeiTi, true, 'S', songBold, false},
		{doc.HeiTi, false, 'K', kai, false},
		{doc.HeiTi, true, 'K', kai, true},
		{doc.Song, true, 'A', song, true},  // the bold face lacks it
		{doc.Song, false, 'B', kai, false}, // a bold face is for bold text only
		{doc.KaiTi, false, 'S', kai, false},
		{doc.FangSong, false, 'A', song, false}, // no face of its own
		{doc.FangSong, false, 'H', nil, false},  // other roles' faces are not asked
		{doc.FangSong, false, 'X', first, false},
		{doc.FangSong, true, 'Y', second, true},
		{doc.NumRoles, false, 'A', song, false},
		{doc.Song, false, 'Z', nil, false},
	} {
		c, ok := set.Choose(test.role, test.bold, test.r)
		if ok != (test.face != nil) || c.Face != test.face || c.Embolden != test.embolden || ok && c.GID != 1 {
			t.Errorf("Choose(%v, %v, %c) = %p %d %v, %v; want %p", test.role, test.bold, test.r, c.Face, c.GID, c.Embolden, ok, test.face)
		}
	}
	if _, ok := new(Set).Choose(doc.Song, false, 'A'); ok {
		t.Error("the zero Set covers A")
	}
}

func TestStandIn(t *testing.T) {
	a, b, c := faceOf(t, 'A'), faceOf(t, 'A'), faceOf(t, 'A')
	set := &Set{}
	want := func(role doc.Role, face *Face) {
		t.Helper()
		if f, ok := set.StandIn(role); f != face || ok != (face != nil) {
			t.Errorf("StandIn(%v) = %p, %v, want %p", role, f, ok, face)
		}
	}
	want(doc.FangSong, nil)
	set.Fallback = []*Face{a}
	want(doc.FangSong, a)
	set.Families[doc.KaiTi].Regular = b
	want(doc.FangSong, b)
	set.Families[doc.Song].Regular = c
	want(doc.FangSong, c)
	want(doc.Song, nil)
	set.Families[doc.FangSong].Regular = a
	want(doc.FangSong, nil)
}

// embeddedFaces yields the faces of Default by their PostScript names.
func embeddedFaces() iter.Seq2[string, *Face] {
	faces := map[string]*Face{}
	set := Default()
	for _, f := range set.Families {
		for _, f := range []*Face{f.Regular, f.Bold} {
			if f != nil {
				faces[f.PostScriptName()] = f
			}
		}
	}
	return maps.All(faces)
}

func TestDefault(t *testing.T) {
	set := Default()
	for role := range doc.NumRoles {
		f, ok := set.StandIn(role)
		if ok != (role == doc.FangSong) || ok && f != set.Families[doc.Song].Regular {
			t.Errorf("StandIn(%v) = %v, %v", role, f, ok)
		}
	}
	for _, test := range []struct {
		role       doc.Role
		bold       bool
		postScript string
		weight     int
		embolden   bool
	}{
		{doc.Song, false, "NotoSerifSC-Regular", 400, false},
		{doc.Song, true, "NotoSerifSC-SemiBold", 600, false},
		{doc.XiaoBiaoSong, false, "NotoSerifSC-SemiBold", 600, false},
		{doc.HeiTi, false, "NotoSansSC-Medium", 500, false},
		{doc.KaiTi, false, "NianbaoKai-Regular", 400, false},
		{doc.KaiTi, true, "NianbaoKai-Regular", 400, true},
		{doc.FangSong, false, "NotoSerifSC-Regular", 400, false},
		{doc.FangSong, true, "NotoSerifSC-SemiBold", 600, false},
	} {
		c, ok := set.Choose(test.role, test.bold, '年')
		if !ok || c.Face.PostScriptName() != test.postScript || c.Face.Metrics().Weight != test.weight || c.Embolden != test.embolden {
			t.Errorf("Choose(%v, %v, 年) = %+v, want %s", test.role, test.bold, c, test.postScript)
		}
	}
	set.Families[doc.Song] = Family{}
	if Default().Families[doc.Song].Regular == nil {
		t.Error("a change to the set changed the next one")
	}
	if c, ok := Default().Choose(doc.Song, false, '𠮷'); !ok || c.Face.PostScriptName() != "NianbaoKai-Regular" {
		t.Errorf("𠮷: %v, %v", c, ok)
	}
}

func TestDefaultConcurrent(t *testing.T) {
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			set := Default()
			for _, r := range sample {
				c, ok := set.Choose(doc.KaiTi, false, r)
				if !ok {
					t.Errorf("no %c", r)
					return
				}
				if _, err := c.Face.Subset([]GID{c.GID, c.Face.Vertical(c.GID)}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
}

func TestEmbeddedFaces(t *testing.T) {
	chars := append(charset.TGH(), charset.GB2312()...)
	for name, f := range embeddedFaces() {
		var missing []rune
		for _, r := range chars {
			if f.Glyph(r) == 0 {
				missing = append(missing, r)
			}
		}
		if missing != nil {
			t.Errorf("%s lacks %c", name, missing)
		}
		if m := f.Metrics(); f.UnitsPerEm() != 1000 || m.Ascent != 880 || m.Descent != -120 || m.CapHeight < 650 || m.CapHeight > 750 || m.ItalicAngle != 0 {
			t.Errorf("%s: %d units, %+v", name, f.UnitsPerEm(), m)
		}
		for _, r := range "年〇𬺈，。（《：；—…①Ⅰ㎡℃‰１％" {
			g := f.Glyph(r)
			if g == 0 && r != '𬺈' { // all but 𬺈 stand in the lists of characters
				t.Errorf("%s lacks %c", name, r)
			}
			if a := f.Advance(g); r >= 0x3000 && g != 0 && a != 1000 {
				t.Errorf("%s: advance of %c is %d", name, r, a)
			}
		}
		dash, _ := outline(t, f, f.Glyph('—'))
		var xs []int
		for _, p := range dash {
			xs = append(xs, p.x)
		}
		if slices.Min(xs) > 0 || slices.Max(xs) < f.Advance(f.Glyph('—')) {
			t.Errorf("%s: —— would have a gap: %v", name, dash)
		}
		for _, r := range "、。，：；！？（）《》〈〉「」『』【】〔〕—…" {
			g := f.Glyph(r)
			v := f.Vertical(g)
			if v == g {
				t.Errorf("%s: %c has no vertical form", name, r)
			}
			horizontal, _ := outline(t, f, g)
			vertical, _ := outline(t, f, v)
			if len(vertical) == 0 || len(horizontal) == len(vertical) && horizontal[0] == vertical[0] {
				t.Errorf("%s: the vertical form of %c looks like the horizontal one", name, r)
			}
		}
		for _, r := range "年1A" {
			if g := f.Glyph(r); f.Vertical(g) != g {
				t.Errorf("%s: %c has a vertical form", name, r)
			}
		}
	}
}

func TestKnownAdvances(t *testing.T) {
	for _, test := range []struct {
		role  doc.Role
		chars string
		want  int
	}{
		{doc.Song, "0", 557}, {doc.Song, "1", 471}, {doc.Song, "A", 718}, {doc.Song, " ", 256},
		{doc.XiaoBiaoSong, "A", 735}, {doc.HeiTi, "0123456789", 570}, {doc.HeiTi, "A", 622},
		{doc.KaiTi, "0123456789", 600}, {doc.KaiTi, "A", 690},
		{doc.Song, "年，（“”‘’—…", 1000}, {doc.KaiTi, "年𠮷，（“”‘’—…", 1000},
	} {
		for _, r := range test.chars {
			c, _ := Default().Choose(test.role, false, r)
			if got := c.Face.Advance(c.GID); got != test.want {
				t.Errorf("%v %q: advance %d, want %d", test.role, r, got, test.want)
			}
		}
	}
}

// The licence of LXGW WenKai reserves its names.
func TestKaiName(t *testing.T) {
	name := Default().Families[doc.KaiTi].Regular.stored.Tables.Table("name")
	text := decodeName(name[6+12*int(u16(name, 2)):], platformWindows)
	for _, reserved := range []string{"lxgw", "霞鹜", "wenkai", "文楷"} {
		if strings.Contains(strings.ToLower(text), reserved) {
			t.Errorf("the name table holds %q: %s", reserved, text)
		}
	}
	if f := Default().Families[doc.KaiTi].Regular; f.Family() != "Nianbao Kai" {
		t.Errorf("Family is %q", f.Family())
	}
}

// A fallback face that is not there is passed over.
func TestNilFallback(t *testing.T) {
	s := Default()
	s.Fallback = []*Face{nil}
	if _, ok := s.Choose(doc.Song, false, '\U000F0000'); ok {
		t.Error("a face has U+F0000")
	}
}
