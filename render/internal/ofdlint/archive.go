package ofdlint

import (
	"math"
	"path"
	"slices"
	"strings"
)

// forbid adds a finding about what an archived file must not have.
func (p *pkg) forbid(n *node, format string, args ...any) {
	if p.archive {
		p.At("A2", n, format, args...)
	}
}

// notArchived are elements that an archived file must not have, and the clauses of
// GB/T 42133-2022 that say so.
var notArchived = map[string]string{
	"Permissions": "6.2.2a", "VPreferences": "6.2.2b", "Extensions": "6.2.2e",
	"URI": "6.2.2c", "GotoA": "6.2.2c", "Sound": "6.2.2c", "Movie": "6.2.2c",
	"Signatures": "6.13",
}

// stroking are the attributes that say how a stroke looks.
var stroking = []string{"LineWidth", "Cap", "Join", "MiterLimit", "DashOffset", "DashPattern"}

// imageFormats are those that images may have (6.2.6e).
var imageFormats = []string{"BMP", "JPEG", "JPG", "PNG", "JBIG2", "JPEG2000", "JP2", "TIFF", "TIF"}

// archived checks the rules of GB/T 42133-2022 for a document, which its clauses name.
func (d *document) archived(root *node) {
	for _, name := range d.order {
		r := d.parts[name].root
		if r == nil {
			continue
		}
		r.Walk(func(n *node) bool {
			d.archivedElement(n)
			return true
		})
	}
	public := d.resources(root, "PublicRes")
	for _, name := range d.order {
		if r := d.parts[name].root; r != nil && r.Name == "Res" {
			for _, n := range r.Kids {
				if common := n.Name == "Fonts" || n.Name == "ColorSpaces"; common != public[r] {
					d.forbid(n, "fonts and colour spaces belong in PublicRes, all else in DocumentRes (6.2.6a)")
				}
			}
		}
	}
	for _, f := range d.list {
		if f.face == nil {
			continue
		}
		for r := range f.face.all {
			if !f.chars[r] {
				d.forbid(f.n, "the font has characters that no text shows, which is no subset (6.2.6b)")
				break
			}
		}
	}
}

// resources returns the root elements of the parts that the paths of a name lead to.
func (d *document) resources(root *node, name string) map[*node]bool {
	set := map[*node]bool{}
	folder := path.Dir(root.Part)
	for _, n := range root.Child("CommonData").Children(name) {
		if x := d.target(folder, n.Text); x != nil && x.root != nil {
			set[x.root] = true
		}
	}
	return set
}

func (d *document) archivedElement(n *node) {
	if clause := notArchived[n.Name]; clause != "" {
		d.forbid(n, "an archived file has none (%s)", clause)
	}
	switch n.Name {
	case "PageBlock":
		const deepest = 3
		depth := 0
		for up := n; up != nil && up.Name == "PageBlock"; up = up.Parent {
			depth++
		}
		if depth > deepest {
			d.forbid(n, "blocks %d deep, want %d at the most (6.2.3e)", depth, deepest)
		}
		if n.Parent.Name == "Appearance" {
			d.forbid(n, "a block in an annotation (6.10.1)")
		}
	case "TextObject", "PathObject":
		if !strokes(n) {
			for _, a := range n.Attrs {
				if slices.Contains(stroking, a.Name) {
					d.forbid(n, "%s without a stroke (6.3.3c)", a.Name)
				}
			}
			if k := n.Child("StrokeColor"); k != nil {
				d.forbid(k, "a colour without a stroke (6.3.3c)")
			}
		}
		m, ok := numbers(n.Attr("CTM"))
		if n.Name == "TextObject" && ok && len(m) == 6 && (!one(m[0]*m[0]+m[1]*m[1]) || !one(m[2]*m[2]+m[3]*m[3])) {
			d.forbid(n, "the CTM scales text, want Size, or HScale for its width (6.6c, d)")
		}
	case "MultiMedia":
		if n.Attr("Type") != "Image" {
			d.forbid(n, "%s (6.2.6g)", n.Attr("Type"))
		} else if format, ok := n.Lookup("Format"); ok && !slices.Contains(imageFormats, strings.ToUpper(format)) {
			d.forbid(n, "an image of the format %s (6.2.6e)", format)
		}
	case "Annot":
		for _, name := range []string{"ReadOnly", "NoZoom", "NoRotate"} {
			if v, ok := n.Lookup(name); v != "true" && (ok || name != "ReadOnly") {
				d.forbid(n, "%s %q, want true (6.10.1)", name, v)
			}
		}
	case "Attachment":
		if f := strings.ToLower(n.Attr("Format")); f != "txt" && f != "xml" {
			d.forbid(n, "the format %q, want txt or xml (6.15.1a)", f)
		}
	}
}

func one(v float64) bool { return math.Abs(v-1) < 1e-6 }
