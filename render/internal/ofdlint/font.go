package ofdlint

import (
	"path"
	"regexp"
)

// A font is one of the resources of a document.
type font struct {
	name  string
	n     *node
	file  *part // nil where there is none
	face  *face // nil where it cannot be read
	used  bool
	chars map[rune]bool // that texts show in it
}

// fontName is a name that every reader can use: in a style sheet, in a name table, as
// the name of a file.
var fontName = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]{0,62}$`)

// readFonts reads the fonts of the document (11.1).
func (d *document) readFonts() {
	d.fonts = map[string]*font{}
	names := map[string]bool{}
	files := map[*part]bool{}
	for _, part := range d.order {
		x := d.parts[part]
		if x.root == nil || x.root.Name != "Res" {
			continue
		}
		folder := path.Join(path.Dir(x.name), x.root.Attr("BaseLoc"))
		for n := range x.root.All("Font") {
			f := &font{name: n.Attr("FontName"), n: n, chars: map[rune]bool{}}
			d.fonts[n.Attr("ID")] = f
			d.list = append(d.list, f)
			if !fontName.MatchString(f.name) || names[f.name] {
				d.At("F1", n, "FontName %q, want one of its own of ASCII letters, figures, _ and -", f.name)
			}
			names[f.name] = true
			loc := n.Child("FontFile")
			if loc == nil {
				d.At("F2", n, "%s is not embedded", f.name)
				continue
			}
			if got, want := path.Base(loc.Text), f.name+".ttf"; got != want {
				d.At("F3", loc, "the file is %q, want %s", got, want)
			}
			if f.file = d.target(folder, loc.Text); f.file == nil {
				continue // found before
			}
			if files[f.file] {
				d.At("F7", loc, "%s is the file of another font, too", f.file.name)
			}
			files[f.file] = true
			f.face = d.face(f.file)
			if f.face != nil && f.face.postScriptName != f.name {
				d.Add("F3", f.file.name, "", "the font in it is named %q, want %s", f.face.postScriptName, f.name)
			}
		}
	}
}

// unused finds the fonts in which no text is set.
func (d *document) unused() {
	for _, f := range d.list {
		if !f.used && f.face != nil {
			d.At("F7", f.n, "no text is set in %s", f.name)
		}
	}
}

// tables are those that a font has to have (GB/T 42133-2022, 6.2.6c).
var tables = []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

// face reads a font file; the result is nil where it cannot be read.
func (p *pkg) face(x *part) *face {
	if f, ok := p.faces[x.name]; ok {
		return f
	}
	p.faces[x.name] = nil
	found, faults := directory(x.data)
	for _, f := range faults {
		p.Add("F4", x.name, "", "%s", f)
	}
	whole := true
	for _, tag := range tables {
		if found[tag] == nil {
			p.Add("F4", x.name, "", "no table %s", tag)
			whole = false
		}
	}
	if !whole {
		return nil
	}
	f := &face{}
	if err := f.read(found); err != nil {
		p.Add("F5", x.name, "", "%v", err)
		return nil
	}
	if f.notdef {
		p.Add("F6", x.name, "", "glyph 0 has an outline, which readers draw over a character beyond U+FFFF")
	}
	p.faces[x.name] = f
	return f
}
