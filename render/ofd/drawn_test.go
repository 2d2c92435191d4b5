package ofd_test

import (
	"bytes"
	"fmt"
	"math"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/content"
	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/internal/ofdlint"
	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/ofd"
	"github.com/nianbao/nianbao/report/doc"
)

const micrometre = doc.Length(36)

func write(t testing.TB, o ofd.Options, l *layout.Layout) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, l); err != nil {
		t.Fatal(err)
	}
	ofdlint.Verify(t, b.Bytes())
	return b.Bytes()
}

// verify finds no fault in a file, and on its pages what the layout has and nothing else:
// each character in its order, at its place to a micrometre, of its size and weight, and
// drawn as the glyph that was chosen; rules and shades; the outline.
func verify(t testing.TB, file []byte, l *layout.Layout) {
	t.Helper()
	ofdlint.Verify(t, file)
	got, err := content.FromOFD(file)
	if err != nil {
		t.Fatal(err)
	}
	want := content.PagesOf(l)
	for i := range want.Outline {
		want.Outline[i].At.Y = max(0, want.Outline[i].At.Y) // above the page there is nothing to go to
	}
	for _, d := range content.ComparePages(got, want, micrometre) {
		t.Error(d)
	}
	p := open(t, file)
	for i := range l.Pages {
		if i < len(p.pages) {
			p.verifyTexts(i, l.Pages[i].Texts)
			p.verifyPaths(i, &l.Pages[i])
		}
	}
}

// opened is a file and what its pages refer to.
type opened struct {
	testing.TB
	pages []*ooxml.Node
	faces map[string]*fonts.Face // by ID
}

func open(t testing.TB, file []byte) *opened {
	t.Helper()
	p, err := ooxml.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	parse := func(name string) *ooxml.Node {
		root, err := ooxml.Parse(p.Part(name))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		return root
	}
	o := &opened{TB: t, faces: map[string]*fonts.Face{}}
	for _, page := range parse("Doc_0/Document.xml").Child("Pages").All("Page") {
		o.pages = append(o.pages, parse(path.Join("Doc_0", page.Attr("BaseLoc"))))
	}
	if p.Part("Doc_0/PublicRes.xml") == nil {
		return o
	}
	res := parse("Doc_0/PublicRes.xml")
	for _, f := range res.All("Font") {
		face, err := fonts.Parse(p.Part(path.Join("Doc_0", res.Attr("BaseLoc"), f.Child("FontFile").Text())), 0)
		if err != nil {
			t.Fatalf("%s: %v", f.Attr("FontName"), err)
		}
		o.faces[f.Attr("ID")] = face
	}
	return o
}

// verifyTexts compares the glyphs of a page with those that were laid out.
func (o *opened) verifyTexts(page int, texts []layout.Text) {
	o.Helper()
	type glyph struct {
		of *layout.Text
		layout.Glyph
	}
	var want []glyph
	for i := range texts {
		for _, g := range texts[i].Glyphs {
			want = append(want, glyph{&texts[i], g})
		}
	}
	n := 0
	for _, object := range o.pages[page].All("TextObject") {
		face := o.faces[object.Attr("Font")]
		if face == nil {
			o.Fatalf("page %d: font %q", page+1, object.Attr("Font"))
		}
		for _, r := range object.Child("TextCode").Text() {
			if n == len(want) {
				o.Errorf("page %d draws more glyphs", page+1)
				return
			}
			w := want[n]
			n++
			gid := face.Glyph(r)
			if cg := object.Child("CGTransform/Glyphs"); cg != nil {
				id, err := strconv.Atoi(cg.Text())
				if err != nil || id != int(gid) {
					o.Errorf("page %d: %q is glyph %s, and %d in the font", page+1, r, cg.Text(), gid)
				}
			}
			if r != fixed.Legible(w.Rune) || !sameShape(o, face, gid, w.of.Face, w.GID) {
				o.Errorf("page %d: character %d, %q, is not drawn as glyph %d of %s", page+1, n, r, w.GID, w.of.Face.PostScriptName())
			}
			size, err := strconv.ParseFloat(object.Attr("Size"), 64)
			if err != nil || math.Abs(size-w.of.Size.Mm()) > 0.0005 || (object.Attr("Weight") == "700") != w.of.Embolden {
				o.Errorf("page %d: character %d, %q: size %s mm, weight %q, want %v, %v", page+1, n, r, object.Attr("Size"), object.Attr("Weight"), w.of.Size, w.of.Embolden)
			}
		}
	}
	if n < len(want) {
		o.Errorf("page %d lacks %d glyphs", page+1, len(want)-n)
	}
}

// sameShape reports whether two glyphs have the same box and width, which of different
// glyphs of a face few have.
func sameShape(t testing.TB, a *fonts.Face, x fonts.GID, b *fonts.Face, y fonts.GID) bool {
	t.Helper()
	one, err := a.Box(x)
	if err != nil {
		t.Error(err)
	}
	other, err := b.Box(y)
	if err != nil {
		t.Error(err)
	}
	scale, off := a.UnitsPerEm()/b.UnitsPerEm(), 0
	if b.CFF() { // the curves of which are made others, to a finer grid
		off = scale
	}
	near := a.UnitsPerEm() == scale*b.UnitsPerEm() && a.Advance(x) == scale*b.Advance(y)
	for i := range one {
		d := one[i] - scale*other[i]
		near = near && -off <= d && d <= off
	}
	return near
}

// stroke is a rule, or a shade of a width of 0, from one corner to the other, in micrometres.
type stroke struct {
	ends  [4]int
	width int
	color string
}

func (a stroke) near(b stroke) bool {
	for i, x := range append(a.ends[:], a.width) {
		y := append(b.ends[:], b.width)[i]
		if x < y-1 || x > y+1 {
			return false
		}
	}
	return a.color == b.color
}

// verifyPaths compares the rules and shades of a page with those that were laid out.
func (o *opened) verifyPaths(page int, l *layout.Page) {
	o.Helper()
	um := func(l doc.Length) int { return round(l.Mm()) }
	var want []stroke
	for _, s := range l.Shades {
		if s.Color == 0 || um(s.At.X+s.Width) == um(s.At.X) || um(s.At.Y+s.Height) == um(s.At.Y) {
			continue // there is nothing to see of it
		}
		rgb := fmt.Sprintf("%d %d %d", s.Color>>16, s.Color>>8&255, s.Color&255)
		want = append(want, stroke{[4]int{um(s.At.X), um(s.At.Y), um(s.At.X + s.Width), um(s.At.Y + s.Height)}, 0, rgb})
	}
	for _, r := range l.Rules {
		want = append(want, stroke{[4]int{um(r.From.X), um(r.From.Y), um(r.To.X), um(r.To.Y)}, um(r.Width), "0 0 0"})
	}
	for _, got := range o.paths(page) {
		i := slices.IndexFunc(want, got.near)
		if i < 0 {
			o.Errorf("page %d draws %+v", page+1, got)
			continue
		}
		want = slices.Delete(want, i, i+1)
	}
	if len(want) > 0 {
		o.Errorf("page %d lacks %+v", page+1, want)
	}
}

// paths returns what the paths of a page draw, of which each consists of lines or is a
// rectangle.
func (o *opened) paths(page int) (list []stroke) {
	for _, object := range o.pages[page].All("PathObject") {
		at := o.numbers(object.Attr("Boundary"))
		add := func(data string, width int, color *ooxml.Node) {
			n := o.numbers(strings.Join(strings.FieldsFunc(data, func(r rune) bool { return strings.ContainsRune(" MLC", r) }), " "))
			if len(n) != 4 && len(n) != 8 {
				o.Fatalf("page %d: %q", page+1, data)
			}
			to := n[len(n)/2:] // of a rectangle the third corner
			list = append(list, stroke{
				[4]int{round(at[0] + n[0]), round(at[1] + n[1]), round(at[0] + to[0]), round(at[1] + to[1])},
				width, color.Attr("Value"),
			})
		}
		data := object.Child("AbbreviatedData").Text()
		if object.Attr("Fill") == "true" {
			add(data, 0, object.Child("FillColor"))
			continue
		}
		for line := range strings.SplitSeq(strings.TrimPrefix(data, "M "), " M ") {
			add(line, round(o.numbers(object.Attr("LineWidth"))[0]), object.Child("StrokeColor"))
		}
	}
	return list
}

func round(mm float64) int { return int(math.Round(mm * 1000)) }

func (o *opened) numbers(s string) (list []float64) {
	for f := range strings.SplitSeq(s, " ") {
		x, err := strconv.ParseFloat(f, 64)
		if err != nil {
			o.Fatalf("%q: %v", s, err)
		}
		list = append(list, x)
	}
	return list
}
