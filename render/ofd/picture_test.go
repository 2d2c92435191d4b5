//go:build conformance

package ofd_test

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/render/pdf"
)

// resolution is that of the pictures in dots per inch.
const resolution = "100"

// picture is a page in RGB.
type picture struct {
	width, height int
	pixels        []byte // three bytes each
}

// draw returns a picture of every page of a PDF.
func draw(t *testing.T, path string) (list []picture) {
	t.Helper()
	out := strings.TrimSuffix(path, ".pdf")
	tool(t, "pdftoppm", "-r", resolution, path, out)
	files, err := filepath.Glob(out + "-*.ppm")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var p picture
		var most int
		if n, err := fmt.Sscanf(string(b[:min(len(b), 40)]), "P6\n%d %d\n%d\n", &p.width, &p.height, &most); n != 3 || err != nil || most != 255 || len(b) < 3*p.width*p.height {
			t.Fatal(file, err)
		}
		p.pixels = b[len(b)-3*p.width*p.height:]
		list = append(list, p)
		os.Remove(file)
	}
	return list
}

func (p *picture) at(x, y int) []byte { return p.pixels[3*(y*p.width+x):][:3] }

// compare counts the pixels in which two pictures of a size differ by more than 64 of
// 255, and those that are further from what they should be than a shift of one pixel
// brings: darker or lighter than all of the other picture within one pixel, by more than a
// line as wide as a pixel is where it falls on two, or in the middle of an area of one
// colour that is of another in the other picture.
func compare(a, b *picture) (different, beyond int) {
	for y := range a.height {
		for x := range a.width {
			p, q := a.at(x, y), b.at(x, y)
			d := apart(p, q, q)
			if d > 64 {
				different++
			}
			if d > 128 && (b.apart(p, x, y) > 128 || a.apart(q, x, y) > 128) || d > 2 && a.plain(x, y) && b.plain(x, y) {
				beyond++
			}
		}
	}
	return different, beyond
}

// apart returns by how much a colour is out of a range.
func apart(colour, from, to []byte) (d int) {
	for i, c := range colour {
		d = max(d, int(from[i])-int(c), int(c)-int(to[i]))
	}
	return d
}

// apart returns by how much a colour is out of the range of those within one pixel.
func (p *picture) apart(colour []byte, x, y int) int {
	from, to := slices.Clone(p.at(x, y)), slices.Clone(p.at(x, y))
	for near := range p.around(x, y) {
		for i, c := range near {
			from[i], to[i] = min(from[i], c), max(to[i], c)
		}
	}
	return apart(colour, from, to)
}

// around yields the pixels within one of (x, y).
func (p *picture) around(x, y int) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		for v := max(y-1, 0); v <= min(y+1, p.height-1); v++ {
			for u := max(x-1, 0); u <= min(x+1, p.width-1); u++ {
				if !yield(p.at(u, v)) {
					return
				}
			}
		}
	}
}

// plain reports whether all within one pixel is of one colour.
func (p *picture) plain(x, y int) bool {
	for c := range p.around(x, y) {
		if !bytes.Equal(c, p.at(x, y)) {
			return false
		}
	}
	return true
}

// checkPicture wants two files to look alike.
func checkPicture(t *testing.T, name, theirs, ours string) {
	t.Helper()
	got, want := draw(t, theirs), draw(t, ours)
	for i := range min(len(got), len(want)) {
		keep(t, fmt.Sprintf("%s-%02d-ofd.png", name, i+1), &got[i])
		keep(t, fmt.Sprintf("%s-%02d-pdf.png", name, i+1), &want[i])
	}
	for _, fault := range unlike(t, got, want) {
		t.Error(fault)
	}
}

// unlike says where the pages of two files do not look alike: where of a page more than
// one pixel of a thousand differs, or one by more than a shift of one pixel.
func unlike(t *testing.T, got, want []picture) (faults []string) {
	t.Helper()
	if len(got) != len(want) {
		return []string{fmt.Sprintf("%d pages, want %d", len(got), len(want))}
	}
	different, all, most := 0, 0, 0.0
	for i := range want {
		g, w := &got[i], &want[i]
		if g.width != w.width || g.height != w.height {
			faults = append(faults, fmt.Sprintf("page %d is %d × %d pixels large, want %d × %d", i+1, g.width, g.height, w.width, w.height))
			continue
		}
		d, beyond := compare(g, w)
		n := w.width * w.height
		share := 100 * float64(d) / float64(n)
		if share > 0.1 || beyond > 0 {
			faults = append(faults, fmt.Sprintf("page %d: %.4f %% of the pixels differ, and %d pixels by more than a shift of one pixel", i+1, share, beyond))
		}
		different, all, most = different+d, all+n, max(most, share)
	}
	t.Logf("%.4f %% of the pixels of %d pages differ, of one page at most %.4f %%", 100*float64(different)/float64(all), len(want), most)
	return faults
}

// keep leaves a picture in the folder NIANBAO_LOOK, where that is asked for.
func keep(t *testing.T, name string, p *picture) {
	t.Helper()
	dir := os.Getenv("NIANBAO_LOOK")
	if dir == "" {
		return
	}
	m := image.NewNRGBA(image.Rect(0, 0, p.width, p.height))
	for i := range p.width * p.height {
		copy(m.Pix[4*i:], p.pixels[3*i:3*i+3])
		m.Pix[4*i+3] = 255
	}
	var b bytes.Buffer
	err := png.Encode(&b, m)
	if err == nil {
		err = os.MkdirAll(dir, 0o777)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o666)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// What looks otherwise is found.
func TestPictureFaults(t *testing.T) {
	doc, faces := sample.HardCases()
	good := layOut(t, doc, faces)
	dir := t.TempDir()
	print := func(l *layout.Layout) []picture {
		var b bytes.Buffer
		if err := pdf.Write(&b, l); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(dir, "page.pdf")
		if err := os.WriteFile(path, b.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
		return draw(t, path)
	}
	want := print(good)
	// run returns the run of a page that begins with a text.
	run := func(p *layout.Page, text string) *layout.Text {
		for i := range p.Texts {
			if strings.HasPrefix(glyphs(&p.Texts[i]), text) {
				return &p.Texts[i]
			}
		}
		t.Fatalf("no run begins with %s", text)
		return nil
	}
	for name, fault := range map[string]func(p *layout.Page){
		"a run half a millimetre to the right": func(p *layout.Page) { run(p, "一、").At.X += 18000 },
		"a run half a millimetre lower":        func(p *layout.Page) { run(p, "一、").At.Y += 18000 },
		"a figure lost":                        func(p *layout.Page) { run(p, "/").Glyphs = nil },
		"another figure":                       func(p *layout.Page) { x := run(p, "14069"); x.Glyphs[3].GID = x.Face.Glyph('8') },
		"one vertical form lost": func(p *layout.Page) {
			x := run(p, "三、")
			x.Glyphs[1].GID = x.Face.Glyph('、')
		},
		"bold lost":        func(p *layout.Page) { run(p, "加粗 Bold").Embolden = false },
		"bold without end": func(p *layout.Page) { run(p, "38.44").Embolden = true },
		"a rule lost":      func(p *layout.Page) { p.Rules = p.Rules[1:] },
		"a shade lost":     func(p *layout.Page) { p.Shades = p.Shades[1:] },
		"another shade":    func(p *layout.Page) { p.Shades[0].Color += 3 },
		"rules three times as wide": func(p *layout.Page) {
			for i := range p.Rules {
				p.Rules[i].Width *= 3
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			bad := *good
			p := good.Pages[0]
			p.Texts, p.Rules, p.Shades = slices.Clone(p.Texts), slices.Clone(p.Rules), slices.Clone(p.Shades)
			for i := range p.Texts {
				p.Texts[i].Glyphs = slices.Clone(p.Texts[i].Glyphs)
			}
			fault(&p)
			bad.Pages = []layout.Page{p}
			if unlike(t, print(&bad), want) == nil {
				t.Error("not found")
			}
		})
	}
}
