package render_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/internal/long"
	"github.com/nianbao/nianbao/render"
	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// A file is present where it is what would be written, to the last byte.
func TestPresent(t *testing.T) {
	long.OneGoroutine(t)
	r := example(t)
	options := render.Options{Program: "nianbao v1.2.0"}
	prepare := func(r *report.Report, o render.Options, mark string) *render.Prepared {
		t.Helper()
		d, err := r.Document()
		if err != nil {
			t.Fatal(err)
		}
		d.Mark = mark
		return render.PrepareDocument(d, r, o)
	}
	p := prepare(r, options, "")
	changed := *r
	changed.Preamble = append(slices.Clone(r.Preamble), "另加一段。")
	own := *fonts.Default()
	own.Families[doc.FangSong] = own.Families[doc.KaiTi]
	others := map[string]*render.Prepared{
		"another text":     prepare(&changed, options, ""),
		"a draft":          prepare(r, options, "草稿"),
		"another program":  prepare(r, render.Options{Program: "nianbao v1.2.1"}, ""),
		"with data":        prepare(r, render.Options{Program: "nianbao v1.2.0", Data: render.DataAlways}, ""),
		"without data":     prepare(r, render.Options{Program: "nianbao v1.2.0", Data: render.DataNever}, ""),
		"other faces":      prepare(r, render.Options{Program: "nianbao v1.2.0", Fonts: &own}, ""),
		"embedded faces":   prepare(r, render.Options{Program: "nianbao v1.2.0", EmbedFonts: true}, ""),
		"a fragment":       prepare(r, render.Options{Program: "nianbao v1.2.0", Fragment: true}, ""),
		"for archives":     prepare(r, render.Options{Program: "nianbao v1.2.0", Archive: true}, ""),
		"no program named": prepare(r, render.Options{}, ""),
	}
	dir := t.TempDir()
	for _, f := range render.Formats() {
		path := filepath.Join(dir, "report."+string(f))
		if p.Present(path) {
			t.Errorf("%s: there is none", f)
		}
		if err := p.WriteFiles(path); err != nil {
			t.Fatal(err)
		}
		if !p.Present(path) || !prepare(r, options, "").Present(path) {
			t.Errorf("%s: the file is not present", f)
		}
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		sound(t, f, file)
		put := func(what string, at int, b []byte) {
			t.Helper()
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if p.Present(path) {
				t.Errorf("%s: taken for present with %s at %d", f, what, at)
			}
		}
		for at := 0; at < len(file); at += 1 + len(file)/40 {
			b := bytes.Clone(file)
			b[at] ^= 1
			put("another bit", at, b)
			put("its end", at, file[:at])
		}
		for at := len(file) - 130; at < len(file); at++ { // where a PDF has its identifier
			b := bytes.Clone(file)
			b[at] ^= 0x20
			put("another bit", at, b)
		}
		put("a byte more", len(file), append(bytes.Clone(file), '\n'))
		put("a byte before", 0, append([]byte{'\n'}, file...))
		for name, other := range others {
			if err := other.WriteFiles(path); err != nil {
				t.Fatal(err)
			}
			there, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			if got, want := p.Present(path), bytes.Equal(there, file); got != want {
				t.Errorf("%s, %s: present %v, want %v", f, name, got, want)
			}
			if !other.Present(path) {
				t.Errorf("%s, %s: not present for those that wrote it", f, name)
			}
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
		if err := os.Mkdir(path, 0o700); err != nil {
			t.Fatal(err)
		}
		if p.Present(path) {
			t.Errorf("%s: a folder", f)
		}
	}
	if p.Present(filepath.Join(dir, "report.txt")) {
		t.Error("of no format")
	}
}
