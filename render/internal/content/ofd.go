package content

import (
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/render/internal/ooxml"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// FromOFD reads what the pages of an OFD show (GB/T 33190-2016): the characters of its
// TextObjects in the order of the file, which is that in which they are painted, each where
// the steps put it; its outline; and its attachments. Whatever would hide text, move it or
// make it another is an error, and so is an element that is not known.
func FromOFD(file []byte) (*Pages, error) {
	p, err := ooxml.Open(file)
	if err != nil {
		return nil, fmt.Errorf("OFD: %w", err)
	}
	o := ofdReader{Package: p, pages: map[string]int{}}
	pages, err := o.read()
	if err != nil {
		return nil, fmt.Errorf("OFD: %w", err)
	}
	return pages, nil
}

type ofdReader struct {
	ooxml.Package
	pages map[string]int // indices by ID
}

// part reads the part that a path in another leads to, and returns where it is.
func (o *ofdReader) part(from, to string) (*ooxml.Node, string, error) {
	name, err := o.resolve(from, to)
	if err != nil {
		return nil, "", err
	}
	root, err := ooxml.Parse(o.Part(name))
	if err != nil {
		err = fmt.Errorf("%s: %w", name, err)
	}
	return root, name, err
}

// resolve returns what a path in a part leads to: it goes from the folder of that part.
func (o *ofdReader) resolve(from, to string) (string, error) {
	name := path.Join(path.Dir(from), to)
	if strings.HasPrefix(to, "/") {
		name = strings.TrimPrefix(to, "/")
	}
	if to == "" || o.Part(name) == nil {
		return "", fmt.Errorf("%s: %q leads nowhere", from, to)
	}
	return name, nil
}

func (o *ofdReader) read() (*Pages, error) {
	const first = "OFD.xml"
	root, _, err := o.part("", first)
	if err != nil {
		return nil, err
	}
	body := root.Child("DocBody")
	document, at, err := o.part(first, body.Child("DocRoot").Text())
	if err != nil {
		return nil, err
	}
	out := &Pages{Title: body.Child("DocInfo/Title").Text(), Attached: []Attached{}}
	if pages := document.Child("Pages"); pages != nil {
		for _, p := range pages.All("Page") {
			o.pages[p.Attr("ID")] = len(out.Pages)
			content, name, err := o.part(at, p.Attr("BaseLoc"))
			if err != nil {
				return nil, err
			}
			var page ofdPage
			if err := page.read(content); err != nil {
				return nil, fmt.Errorf("%s: %w", name, err)
			}
			out.Pages = append(out.Pages, page.chars)
		}
	}
	if outline := document.Child("Outlines"); outline != nil {
		if out.Outline, err = o.outline(nil, outline, 0); err != nil {
			return nil, fmt.Errorf("%s: outline: %w", at, err)
		}
	}
	if list := document.Child("Attachments"); list != nil {
		if out.Attached, err = o.attached(at, list.Text()); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// ofdPage is the text of a page so far.
type ofdPage struct{ chars []Char }

// read reads Content.xml.
func (p *ofdPage) read(page *ooxml.Node) error {
	for _, k := range page.Kids {
		switch k.Name {
		case "", "Area":
		case "Content":
			for _, layer := range k.Kids {
				if layer.Name != "" && layer.Name != "Layer" {
					return fmt.Errorf("%s in Content", layer.Name)
				}
				for _, object := range layer.Kids {
					if err := p.object(object); err != nil {
						return err
					}
				}
			}
		default:
			return fmt.Errorf("%s in a page", k.Name)
		}
	}
	return nil
}

func (p *ofdPage) object(n *ooxml.Node) error {
	switch n.Name {
	case "", "PathObject":
		return nil
	case "TextObject":
	default:
		return fmt.Errorf("%s in a layer", n.Name)
	}
	for _, a := range []string{"Visible", "CTM", "Alpha", "HScale", "ReadDirection", "CharDirection", "DrawParam"} {
		if n.Attr(a) != "" {
			return fmt.Errorf("%s %q", a, n.Attr(a))
		}
	}
	box, err := millimetres(n.Attr("Boundary"))
	if err != nil || len(box) != 4 {
		return fmt.Errorf("Boundary %q", n.Attr("Boundary"))
	}
	var code, glyph *ooxml.Node
	for _, k := range n.Kids {
		switch {
		case k.Name == "" || k.Name == "FillColor" || k.Name == "StrokeColor":
		case k.Name == "CGTransform" && glyph == nil && code == nil:
			glyph = k
		case k.Name == "TextCode" && code == nil:
			code = k
		default:
			return fmt.Errorf("%s in a TextObject", k.Name)
		}
	}
	text := []rune(code.Text())
	// The glyph alone does not say what it stands for.
	if glyph != nil && (len(text) != 1 || utf8.RuneLen(text[0]) != 4) {
		return fmt.Errorf("CGTransform of %q", string(text))
	}
	return p.show(text, box[0], box[1], code)
}

// show shows characters, the first of them at X and Y from the corner of the object and
// each further one a step behind.
func (p *ofdPage) show(text []rune, left, top float64, code *ooxml.Node) error {
	x, errX := millimetres(code.Attr("X"))
	y, errY := millimetres(code.Attr("Y"))
	dx, errDX := millimetres(code.Attr("DeltaX"))
	dy, errDY := millimetres(code.Attr("DeltaY"))
	if err := errors.Join(errX, errY, errDX, errDY); err != nil {
		return err
	}
	steps := max(len(dx), len(dy))
	if len(x) != 1 || len(y) != 1 || len(text) != steps+1 || len(dx)%max(steps, 1) != 0 || len(dy)%max(steps, 1) != 0 {
		return fmt.Errorf("%q at %v %v has the steps %v and %v", string(text), x, y, dx, dy)
	}
	left, top = left+x[0], top+y[0]
	for i, r := range text {
		p.chars = append(p.chars, Char{r, layout.Point{X: doc.Mm(left), Y: doc.Mm(top)}})
		if i < len(dx) {
			left += dx[i]
		}
		if i < len(dy) {
			top += dy[i]
		}
	}
	return nil
}

// millimetres reads numbers between single spaces; there are none in "".
func millimetres(s string) (list []float64, err error) {
	if s == "" {
		return nil, nil
	}
	for x := range strings.SplitSeq(s, " ") {
		mm, err := strconv.ParseFloat(x, 64)
		if err != nil {
			return nil, err
		}
		list = append(list, mm)
	}
	return list, nil
}

// outline appends the elements under one, and those under them.
func (o *ofdReader) outline(list []Entry, under *ooxml.Node, depth int) ([]Entry, error) {
	for _, e := range under.Kids {
		if e.Name != "OutlineElem" {
			continue
		}
		dest := e.Child("Actions/Action/Goto/Dest")
		page, ok := o.pages[dest.Attr("PageID")]
		at, err := millimetres(dest.Attr("Left") + " " + dest.Attr("Top"))
		if !ok || err != nil || len(at) != 2 || dest.Attr("Type") != "XYZ" || e.Child("Actions/Action").Attr("Event") != "CLICK" {
			return nil, fmt.Errorf("%q leads nowhere", e.Attr("Title"))
		}
		list = append(list, Entry{e.Attr("Title"), depth, page, layout.Point{X: doc.Mm(at[0]), Y: doc.Mm(at[1])}})
		if list, err = o.outline(list, e, depth+1); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// attached returns the attachments that a list names.
func (o *ofdReader) attached(from, to string) (all []Attached, err error) {
	list, at, err := o.part(from, to)
	if err != nil {
		return nil, err
	}
	for _, a := range list.All("Attachment") {
		name, err := o.resolve(at, a.Child("FileLoc").Text())
		if err != nil {
			return nil, err
		}
		all = append(all, Attached{a.Attr("Name") + "." + a.Attr("Format"), string(o.Part(name))})
	}
	return all, nil
}
