//go:build conformance

package ofd_test

import (
	"archive/zip"
	"encoding/json"
	"io"
	"math"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"testing"

	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// sheet is a page as ofd.js draws it, in pixels.
type sheet struct {
	Width, Height float64
	Texts         []struct {
		Text string
		X, Y float64
	}
	Box []float64 // left, top, right, bottom of all lines and areas; nil without any
}

// scale is how large ofd.js draws, in pixels a millimetre. It leaves ten pixels beside
// a page.
const (
	scale = 3.8
	width = 210*scale + 10
)

// In Chromium, ofd.js draws every character and every line at its place, and the browser
// takes the fonts.
func TestChromium(t *testing.T) {
	modules, err := filepath.Abs(os.Getenv("NIANBAO_NODE_MODULES"))
	if err != nil || os.Getenv("NIANBAO_NODE_MODULES") == "" {
		t.Fatal("NIANBAO_NODE_MODULES has to be the folder with ofd.js and puppeteer-core")
	}
	chromium, err := exec.LookPath("chromium")
	if err != nil {
		t.Fatal(err)
	}
	list := specimens(t)
	dir := save(t, list)
	var files, fonts []string
	for _, s := range list {
		file := filepath.Join(dir, s.name+".ofd")
		files = append(files, file)
		fonts = append(fonts, unpack(t, file)...)
	}
	b, err := os.ReadFile(fonts[0])
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(dir, "cut.ttf")
	job, err := json.Marshal(map[string]any{
		"modules": modules, "chromium": chromium, "sandbox": os.Getuid() != 0,
		"width": width, "files": files, "fonts": append(fonts, cut),
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, b := range map[string][]byte{cut: b[:len(b)/2], filepath.Join(dir, "job.json"): job} {
		if err := os.WriteFile(name, b, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	var found struct {
		Files [][]sheet
		Fonts []string // what is wrong with it
		Told  []string
	}
	out := tool(t, "node", filepath.Join("testdata", "browse.js"), filepath.Join(dir, "job.json"))
	if err := json.Unmarshal(out, &found); err != nil || len(found.Files) != len(files) || len(found.Fonts) != len(fonts)+1 {
		t.Fatal(err, len(found.Files), len(found.Fonts))
	}
	for i, s := range list {
		t.Run(s.name, func(t *testing.T) { checkSheets(t, s.layout, found.Files[i]) })
	}
	for i, font := range fonts {
		if found.Fonts[i] != "" {
			t.Errorf("%s: %s", font, found.Fonts[i])
		}
	}
	if found.Fonts[len(fonts)] == "" {
		t.Error("half a font is taken")
	}
	if len(found.Told) != 1 { // that of half a font
		t.Errorf("told: %q", found.Told)
	}
}

// unpack returns the paths of the fonts in a file, each in a folder of the file.
func unpack(t *testing.T, file string) (fonts []string) {
	t.Helper()
	z, err := zip.OpenReader(file)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	for _, e := range z.File {
		if path.Ext(e.Name) != ".ttf" {
			continue
		}
		r, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out := file + "." + path.Base(e.Name)
		if err := os.WriteFile(out, b, 0o666); err != nil {
			t.Fatal(err)
		}
		fonts = append(fonts, out)
	}
	if len(fonts) == 0 {
		t.Fatalf("%s has no fonts", file)
	}
	return fonts
}

// checkSheets wants the characters of the layout in its order, each where it is to a
// tenth of a pixel. Of a character beyond U+FFFF ofd.js shows two halves.
func checkSheets(t *testing.T, l *layout.Layout, sheets []sheet) {
	if len(sheets) != len(l.Pages) {
		t.Fatalf("%d pages, want %d", len(sheets), len(l.Pages))
	}
	const tolerance = 0.1
	off := 0.0
	for i := range l.Pages {
		p, s := &l.Pages[i], &sheets[i]
		size := l.Document.Styles.Page
		if math.Abs(s.Width-pixels(size.Width)) > tolerance || math.Abs(s.Height-pixels(size.Height)) > tolerance {
			t.Errorf("page %d is %v × %v", i+1, s.Width, s.Height)
		}
		n := 0
		for j := range p.Texts {
			for at, g := range p.Texts[j].Origins() {
				want := []string{string(g.Rune)}
				if g.Rune > 0xFFFF {
					want = []string{"\uFFFD", "\uFFFD"}
				}
				for _, c := range want {
					if n == len(s.Texts) {
						t.Fatalf("page %d ends before %q", i+1, c)
					}
					x := s.Texts[n]
					d := max(math.Abs(x.X-pixels(at.X)), math.Abs(x.Y-pixels(at.Y)))
					if x.Text != c || d > tolerance {
						t.Fatalf("page %d, character %d: %q at %.2f, %.2f, want %q at %.2f, %.2f", i+1, n+1, x.Text, x.X, x.Y, c, pixels(at.X), pixels(at.Y))
					}
					off = max(off, d)
					n++
				}
			}
		}
		if n != len(s.Texts) {
			t.Errorf("page %d has %d characters, want %d", i+1, len(s.Texts), n)
		}
		want := boxed(p)
		if len(s.Box) != len(want) {
			t.Errorf("page %d: lines and areas take %v, want %v", i+1, s.Box, want)
			continue
		}
		for k := range want {
			if math.Abs(s.Box[k]-want[k]) > 1 {
				t.Errorf("page %d: lines and areas take %.2f, want %.2f", i+1, s.Box, want)
				break
			}
		}
	}
	t.Logf("characters are at most %.4f pixels off their places", off)
}

func pixels(l doc.Length) float64 { return millimetres(l) * scale }

// boxed returns the box of the rules and shades of a page.
func boxed(p *layout.Page) (box []float64) {
	add := func(left, top, right, bottom doc.Length) {
		b := []float64{pixels(left), pixels(top), pixels(right), pixels(bottom)}
		if box == nil {
			box = b
		}
		box = []float64{min(box[0], b[0]), min(box[1], b[1]), max(box[2], b[2]), max(box[3], b[3])}
	}
	for _, r := range p.Rules {
		add(r.From.X, r.From.Y, r.To.X, r.To.Y)
	}
	for _, s := range p.Shades {
		add(s.At.X, s.At.Y, s.At.X+s.Width, s.At.Y+s.Height)
	}
	return box
}
