package ofd

import (
	"slices"

	"github.com/nianbao/nianbao/report/intake/internal/opc"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// sheet is a page, or a template of pages, before it is painted.
type sheet struct {
	part          string
	area          area
	resources     []string // locations
	behind, above []*sheet // templates
	ranks         []rank   // of its layers
	veils         [][]float64
}

// rank is when a layer is painted (7.7).
type rank uint8

func rankOf(layer string) rank {
	switch layer {
	case "Background":
		return 0
	case "Foreground":
		return 2
	}
	return 1
}

// page reads a page (7.7). One on which the text runs up, down or upside down was meant
// to be turned.
func (d *document) page(n int, loc string, veils [][]float64) (*paper.Page, error) {
	part := d.find(d.dir, loc)
	if part == "" {
		return nil, damaged(oneLine(loc), noPart)
	}
	s, err := d.sheet(part, true)
	if err != nil {
		return nil, err
	}
	s.veils = veils
	for _, loc := range s.resources {
		if err := d.resource(d.find(d.dir, loc)); err != nil {
			return nil, err
		}
	}
	before := d.ink
	p, err := d.paint(n, s, 0)
	if err != nil {
		return nil, err
	}
	if turn := p.Turn(); turn != 0 {
		d.ink.Back(before)
		if p, err = d.paint(n, s, turn); err != nil {
			return nil, err
		}
	}
	p.Page.Strike()
	return p.Page, nil
}

// sheet reads what a page is made of.
func (d *document) sheet(part string, templates bool) (*sheet, error) {
	s := &sheet{part: part, area: d.area}
	x, err := d.XML(part)
	if err != nil {
		return nil, err
	}
	for range x.Children() {
		for name := range x.Children() {
			switch local(name) {
			case "Area":
				s.area = readArea(x, s.area)
			case "PageRes":
				s.resources = append(s.resources, x.Text())
			case "Template":
				if err := d.template(x, s, templates); err != nil {
					return nil, err
				}
			case "Content":
				for range x.Children() {
					s.ranks = append(s.ranks, rankOf(x.Attr("Type")))
				}
			}
		}
	}
	return s, x.Err()
}

// maxTemplates is how many templates a page may have.
const maxTemplates = 64

// template adds a template to a page. Those of templates are none.
func (d *document) template(x *opc.XML, s *sheet, allowed bool) error {
	t := d.templates[id(x, "TemplateID")]
	part := d.find(d.dir, t.loc)
	if !allowed || part == "" {
		return nil
	}
	order := x.Attr("ZOrder")
	if order == "" {
		order = t.order
	}
	of, err := d.sheet(part, false)
	switch {
	case err != nil:
		return err
	case len(s.behind)+len(s.above) == maxTemplates:
		return damaged(s.part, manyUnits)
	case order == "Foreground":
		s.above = append(s.above, of)
	default:
		s.behind = append(s.behind, of)
	}
	return nil
}

// painter paints a page.
type painter struct {
	*document
	*paper.Canvas
	drawParam     // of the layer, or of what the object is in
	deep      int // composite objects, one within the other
}

// paint paints a page, turned clockwise.
func (d *document) paint(n int, s *sheet, turn int) (*painter, error) {
	const pt = 72 / 25.4 // of a millimetre
	a := s.area
	up := paper.Upright(0, 0, a.w*pt, a.h*pt, turn)
	page := &paper.Page{Number: n, Box: up.Box(0, 0, a.w*pt, a.h*pt)}
	m := paper.Matrix{pt, 0, 0, -pt, -a.x * pt, (a.y + a.h) * pt}
	p := &painter{document: d, Canvas: paper.NewCanvas(page, m.Then(up), &d.ink)}
	for _, s := range slices.Concat(s.behind, []*sheet{s}, s.above) {
		if err := p.content(s); err != nil {
			return nil, err
		}
	}
	for _, b := range s.veils {
		p.Veil(p.Matrix.Box(b[0], b[1], b[0]+b[2], b[1]+b[3]))
	}
	return p, p.Err
}

// content paints the layers of a page, in one go where they stand in their order.
func (p *painter) content(s *sheet) error {
	if slices.IsSorted(s.ranks) {
		return p.painted(s.part, func(rank) bool { return true })
	}
	for r := range rank(3) {
		if err := p.painted(s.part, func(of rank) bool { return of == r }); err != nil {
			return err
		}
	}
	return nil
}

// painted paints some of the layers of a page.
func (p *painter) painted(part string, which func(rank) bool) error {
	x, err := p.XML(part)
	if err != nil {
		return err
	}
	for range x.Children() {
		for name := range x.Children() {
			if local(name) != "Content" {
				continue
			}
			for range x.Children() {
				if which(rankOf(x.Attr("Type"))) {
					o := p.begin(x)
					p.objects(x)
					p.end(o)
				}
			}
		}
	}
	return x.Err()
}

// objects paints what is in a layer, a block of a page or a composite (7.7).
func (p *painter) objects(x *opc.XML) {
	for name := range x.Children() {
		o := p.begin(x)
		switch local(name) {
		case "TextObject":
			p.text(x, o)
		case "PathObject":
			p.path(x, o)
		case "ImageObject":
			p.image(x, o)
		case "CompositeObject":
			p.composite(x, o)
		case "PageBlock":
			p.objects(x)
		}
		p.end(o)
		if p.Err != nil {
			x.Fail(p.Err)
		}
	}
}

// object is an object that is painted (8.5), and how was painted before it.
type object struct {
	outer   paper.State
	hidden  bool
	params  drawParam
	shifted paper.Matrix // to the page, but for the object's own transformation
	box     []float64    // its boundary, or nil
}

// clipSlack is how far beyond the boundary of an object something is seen, in
// millimetres: programs round it, and readers do not clip by it to the line. One of
// negative width lies to the left.
const clipSlack = 1

// begin goes into an object that was opened, and sets what its attributes say.
func (p *painter) begin(x *opc.XML) object {
	o := object{outer: p.State, hidden: p.Hidden, params: p.drawParam, box: array(x, "Boundary", 4)}
	p.Hidden = p.Hidden || !is(x, "Visible", true)
	alpha := opacity(x)
	p.Fill, p.Stroke = p.Fill*alpha, p.Stroke*alpha
	p.drawParam = p.param(id(x, "DrawParam")).or(p.drawParam)
	if x.Attr("LineWidth") != "" {
		w := number(x, "LineWidth", 0)
		p.width = &w
	}
	if b := o.box; b != nil {
		within := func(slack float64) paper.Rect {
			return p.Matrix.Box(min(b[0], b[0]+b[2])-slack, min(b[1], b[1]+b[3])-slack, max(b[0], b[0]+b[2])+slack, max(b[1], b[1]+b[3])+slack)
		}
		p.Clip, p.Edge = p.Clip.Within(within(clipSlack)), p.Edge.Within(within(0))
		p.Matrix = paper.Matrix{1, 0, 0, 1, b[0], b[1]}.Then(p.Matrix)
	}
	o.shifted = p.Matrix
	if m := array(x, "CTM", 6); m != nil {
		p.Matrix = paper.Matrix(m).Then(p.Matrix)
	}
	return o
}

// end goes out of an object.
func (p *painter) end(o object) { p.State, p.Hidden, p.drawParam = o.outer, o.hidden, o.params }

// ready sets how is filled and stroked.
func (p *painter) ready() {
	const usual = 0.353 // mm
	p.LineWidth = usual
	if p.width != nil {
		p.LineWidth = *p.width
	}
	p.FillColour, p.StrokeColour, p.Shows = paper.Grey(0), paper.Grey(0), false
	if c := p.fill; c != nil {
		p.FillColour, p.Shows = c.Colour, c.shows
		p.Fill *= c.alpha
	}
	if c := p.stroke; c != nil {
		p.StrokeColour = c.Colour
		p.Stroke *= c.alpha
	}
}

// common reads what all objects may have within them.
func (p *painter) common(x *opc.XML, name string, o object) {
	switch local(name) {
	case "FillColor":
		p.fill = readColour(x)
	case "StrokeColor":
		p.stroke = readColour(x)
	case "Clips":
		p.clips(x, o)
	}
}

// image paints a picture (10), which fills the unit square.
func (p *painter) image(x *opc.XML, o object) {
	opaque := x.Attr("ImageMask") == "" && p.opaque(id(x, "ResourceID"))
	if x.Attr("CTM") == "" && o.box != nil {
		p.Matrix = paper.Matrix{o.box[2], 0, 0, o.box[3], 0, 0}.Then(p.Matrix)
	}
	for name := range x.Children() {
		if local(name) == "Clips" {
			p.clips(x, o)
		}
	}
	if p.Shows = false; p.Fill > 0 && !p.Hidden {
		p.Picture(opaque)
	}
}

const (
	maxComposites = 5_000 // that are painted
	maxDeep       = 12    // of them within one another
)

// composite paints a composite object (13) as its resource has it.
func (p *painter) composite(x *opc.XML, o object) {
	resource := id(x, "ResourceID")
	for name := range x.Children() {
		p.common(x, name, o)
	}
	u, ok := p.document.units[resource]
	if !ok || x.Err() != nil {
		return
	}
	if p.composites++; p.composites > maxComposites || p.deep == maxDeep {
		x.Fail(damaged(u.part, manyUnits))
		return
	}
	p.deep++
	if err := p.unit(u); err != nil {
		x.Fail(err)
	}
	p.deep--
}

// unit paints what a composite is made of.
func (p *painter) unit(u composite) error {
	x := p.Within(u.part, slices.Concat([]byte("<unit>"), u.content, []byte("</unit>")))
	for range x.Children() {
		for name := range x.Children() {
			if local(name) == "Content" {
				p.objects(x)
			}
		}
	}
	return x.Err()
}
