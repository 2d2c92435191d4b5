package layout

import (
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/report/doc"
)

func TestOrigins(t *testing.T) {
	face := fonts.Default().Families[doc.Song].Regular
	wide, narrow := face.Glyph('年'), face.Glyph('1')
	glyphs := []Glyph{{wide, '年', 1000}, {narrow, '1', 2000}, {wide, '年', 0}}
	for _, test := range []struct {
		vertical bool
		want     []Point
	}{
		{false, []Point{{100, 200}, {1100, 200}, {3100, 200}}},
		{true, []Point{
			{100 - doc.Pt(10)/2, 200 + doc.Pt(8.8)},
			{100 - advance(face, narrow, doc.Pt(10))/2, 1200 + doc.Pt(8.8)},
			{100 - doc.Pt(10)/2, 3200 + doc.Pt(8.8)},
		}},
	} {
		x := Text{At: Point{100, 200}, Face: face, Size: doc.Pt(10), Vertical: test.vertical, Glyphs: glyphs}
		var got []Point
		i := 0
		for at, g := range x.Origins() {
			if g != glyphs[i] {
				t.Errorf("glyph %d is %v", i, g)
			}
			got = append(got, at)
			i++
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("vertical %v: %v, want %v", test.vertical, got, test.want)
		}
		for range x.Origins() {
			break
		}
	}
	if w := advance(face, narrow, doc.Pt(10)); w <= 0 || w >= doc.Pt(10) {
		t.Errorf("a figure is %v wide", w)
	}
}

func TestStroke(t *testing.T) {
	x := Text{Size: doc.Pt(15)}
	if w := x.Stroke(); w != 0 {
		t.Errorf("%v of plain text", w)
	}
	x.Embolden = true
	if w := x.Stroke(); w != doc.Pt(0.5) {
		t.Errorf("%v of bold text", w)
	}
}

// The fonts of a layout have every glyph of its pages once.
func TestFonts(t *testing.T) {
	l := typeset(t, form())
	list := l.Fonts()
	type used struct {
		face *fonts.Face
		Use
	}
	all := map[used]int{}
	for _, p := range l.Pages {
		for _, x := range p.Texts {
			i := slices.IndexFunc(list, func(f *Font) bool { return f.Face == x.Face })
			if i < 0 {
				t.Fatalf("%s is not among the fonts", x.Face.Family())
			}
			for _, g := range x.Glyphs {
				use := Use{g.GID, g.Rune}
				all[used{x.Face, use}]++
				if n := list[i].Index(g); n < 0 || list[i].Uses[n] != use {
					t.Fatalf("%q has the index %d", g.Rune, n)
				}
			}
		}
	}
	n := 0
	for _, f := range list {
		n += len(f.Uses)
	}
	if n != len(all) || n < 100 {
		t.Errorf("%d uses, want %d", n, len(all))
	}
}

func TestOutline(t *testing.T) {
	d := form()
	l := typeset(t, d)
	want := 0
	for _, b := range d.Blocks {
		if _, ok := b.(*doc.Heading); ok {
			want++
		}
	}
	list := l.Outline()
	if len(list) != want || want < 5 {
		t.Fatalf("%d entries, %d headings", len(list), want)
	}
	for i, e := range list {
		h := d.Blocks[e.Block].(*doc.Heading)
		if e.Title != doc.PlainText(h.Runs) || e.Depth != h.Level || i > 0 && e.Block <= list[i-1].Block {
			t.Errorf("entry %d: %+v", i, e)
		}
		if !slices.ContainsFunc(l.Pages[e.Page].Texts, func(x Text) bool {
			return x.Block == e.Block && x.At.X == e.At.X && x.At.Y-x.Size == e.At.Y
		}) {
			t.Errorf("%q does not begin at %v of page %d", e.Title, e.At, e.Page+1)
		}
	}
}

// Text of a block that there is not is in no outline.
func TestOutlineOfStrangeText(t *testing.T) {
	d := &doc.Document{Blocks: []doc.Block{&doc.Heading{Level: 1, Runs: doc.Text("一")}, &doc.Heading{Level: 1, Runs: doc.Text(" ")}, &doc.Heading{Level: 2, Runs: doc.Text("（一）")}}}
	l := &Layout{Document: d, Pages: []Page{{Texts: []Text{
		{Origin: Origin{Block: -1}}, {Origin: Origin{Block: 3}}, {Origin: Origin{Block: 0, Kind: Repeated}}, {Origin: Origin{Block: 1}}, {Origin: Origin{Block: 2}, At: Point{3, 4}},
	}}}}
	if got := l.Outline(); len(got) != 1 || got[0] != (Entry{"（一）", 2, 0, 0, Point{3, 4}}) {
		t.Errorf("%+v", got)
	}
}
