package web

import (
	"cmp"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/face"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
)

// A paint is what text is painted with, and what is known of what is below it.
type paint struct {
	colour, ground paper.Colour
	clear          bool // the text has no colour at all
}

// usual is the paint of a page that says nothing of it.
var usual = paint{colour: paper.Grey(0), ground: paper.Grey(1)}

// hides reports whether a text is not to be seen. One without a colour may be where its
// ground is a picture, which shows in the shape of the letters.
func (p paint) hides() bool {
	known := p.ground.Like(p.ground)
	return known && (p.clear || p.colour.Like(p.ground))
}

// in returns the paint in an element. What lies over others may have any ground.
func (p paint) in(l *look) paint {
	if s := l.value[colour]; s != "" && !inherits.MatchString(s) {
		c, opacity := parseColour(s)
		p.colour, p.clear = c, opacity <= paper.Faint
	}
	if s := l.value[shadow]; s != "" && s != "none" {
		p.colour, p.clear = paper.Colour{}, false
	}
	c, opacity := parseColour(l.value[ground])
	switch {
	case pictured(l.value[picture]):
		p.ground = paper.Colour{}
	case l.value[ground] != "" && !noColour.MatchString(l.value[ground]) && opacity > paper.Faint:
		p.ground = c
	case l.floats():
		p.ground = paper.Colour{}
	}
	return p
}

// pictured reports whether a ground is a picture, or has one.
func pictured(s string) bool {
	return s == unknown || strings.Contains(s, "url(") || strings.Contains(s, "gradient(") || strings.Contains(s, "image")
}

func (l *look) floats() bool { return l.value[position] == "absolute" || l.value[position] == "fixed" }

// colours are those that have names and are in use, as they are in numbers.
var colours = map[string]string{
	"black": "#000", "white": "#fff", "snow": "#fffafa", "ghostwhite": "#f8f8ff", "mintcream": "#f5fffa", "whitesmoke": "#f5f5f5",
	"red": "#f00", "lime": "#0f0", "green": "#008000", "blue": "#00f", "navy": "#000080", "yellow": "#ff0", "aqua": "#0ff", "cyan": "#0ff",
	"fuchsia": "#f0f", "magenta": "#f0f", "maroon": "#800000", "olive": "#808000", "purple": "#800080", "teal": "#008080",
	"gray": "#808080", "grey": "#808080", "silver": "#c0c0c0", "lightgray": "#d3d3d3", "lightgrey": "#d3d3d3",
	"initial": "#000", "text": "#000", "windowtext": "#000", "canvastext": "#000", "window": "#fff", "canvas": "#fff",
	"transparent": "#0000",
}

var (
	inHex   = regexp.MustCompile(`^#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$`)
	inParts = regexp.MustCompile(`^rgba?\(([\d.,%/ ]*)\)$`)
	// inherits is a colour that is that of what is around.
	inherits = regexp.MustCompile(`^(?:inherit|currentcolor|unset|revert(?:-layer)?)$`)
	// ofGround is a word of a background, and noColour one that is no colour.
	ofGround = regexp.MustCompile(`[#\w.%+-]+(?:\([^()]*\))?`)
	noColour = regexp.MustCompile(`^(?:[-+\d.].*|url\(.*|none|(?:no-)?repeat.*|scroll|fixed|local|left|right|top|bottom|center|cover|contain|auto|(?:border|padding|content)-box|initial|inherit|unset|revert(?:-layer)?)$`)
)

// parseColour reads a colour, and how opaque it is. One that is not known is as if it
// were to be seen.
func parseColour(s string) (c paper.Colour, opacity float64) {
	s = cmp.Or(colours[s], s)
	if m := inParts.FindStringSubmatch(s); m != nil {
		parts := strings.FieldsFunc(m[1], func(c rune) bool { return c == ',' || c == '/' || c == ' ' })
		opacity = 1
		if len(parts) == 4 {
			opacity = share(parts[3], 1)
			parts = parts[:3]
		}
		if len(parts) != 3 {
			return c, 1
		}
		return mixed(paper.RGB(share(parts[0], 255), share(parts[1], 255), share(parts[2], 255)), opacity)
	}
	if !inHex.MatchString(s) {
		return c, 1
	}
	s = strings.TrimPrefix(s, "#")
	if len(s) < 6 {
		var b strings.Builder
		for _, digit := range s {
			b.WriteRune(digit)
			b.WriteRune(digit)
		}
		s = b.String()
	}
	opacity = 1
	if len(s) == 8 {
		v, _ := strconv.ParseUint(s[6:], 16, 8)
		opacity = float64(v) / 255
	}
	return mixed(paper.Hex(s[:6]), opacity)
}

// groundIn returns the colour of a background, and whether it is a picture.
func groundIn(background string) (colour, picture string) {
	if pictured(background) {
		picture = unknown
	}
	for _, word := range ofGround.FindAllString(background, -1) {
		if !noColour.MatchString(word) {
			return word, cmp.Or(picture, "none")
		}
	}
	return "transparent", cmp.Or(picture, "none")
}

// mixed returns a colour through which the ground does not show, or none that is known.
func mixed(c paper.Colour, opacity float64) (paper.Colour, float64) {
	const whole = 0.9
	if opacity < whole {
		return paper.Colour{}, opacity
	}
	return c, 1
}

// share reads a part of a whole, as a number or in percent. What is no number is all
// of it.
func share(s string, whole float64) float64 {
	if percent, ok := strings.CutSuffix(s, "%"); ok {
		s, whole = percent, 100
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return 1
	}
	return v / whole
}

// pictorial reports whether letters and digits show as pictures in the first of some fonts.
func pictorial(fonts string) bool {
	first, _, _ := strings.Cut(fonts, ",")
	return face.Pictures(strings.Trim(first, ` "'`))
}

// hints are the declarations that attributes of an element stand for, and what links
// and marks look like by themselves.
func hints(n *html.Node) (list []declaration) {
	add := func(p property, value string) {
		value = strings.ToLower(strings.TrimSpace(value))
		if inHex.MatchString("#"+value) && colours[value] == "" {
			value = "#" + value
		}
		if value != "" {
			list = append(list, declaration{property: p, value: value})
		}
	}
	switch n.DataAtom {
	case atom.Font:
		add(colour, attr(n, "color"))
		add(family, attr(n, "face"))
	case atom.A:
		if hasAttr(n, "href") {
			add(colour, "blue")
		}
	case atom.Mark:
		add(ground, "yellow")
		add(colour, "black")
	case atom.Input, atom.Textarea, atom.Select:
		add(ground, "white")
		add(colour, "black")
	case atom.Body, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		add(ground, attr(n, "bgcolor"))
		if hasAttr(n, "background") {
			add(picture, unknown)
		}
		if n.DataAtom == atom.Body {
			add(colour, attr(n, "text"))
		}
	}
	return list
}

var (
	length   = regexp.MustCompile(`^([-+]?(?:\d+\.?\d*|\.\d+))(px|pt|pc|em|rem|ex|ch|cm|mm|in|%|v[wh])?$`)
	moved    = regexp.MustCompile(`translate(?:x|y|3d)?\([^()]*-\d{4,}|scale[xy]?\(\s*0*\.?0*\s*[,)]`)
	insets   = regexp.MustCompile(`^inset\(\s*(?:100|[5-9]\d)%|^circle\(\s*0`)
	numbers  = regexp.MustCompile(`[-+]?\d+\.?\d*`)
	fontSize = regexp.MustCompile(`(?:^|\s)((?:\d+\.?\d*|\.\d+)(?:px|pt|pc|em|rem|ex|%)|0)(?:\s|/|$)`)
)

// units are how long the units of lengths are, those of the type at its usual size.
var units = map[string]doc.Length{
	"": doc.Pt(0.75), "px": doc.Pt(0.75), "pt": doc.Pt(1), "pc": doc.Pt(12), "em": doc.Pt(12), "rem": doc.Pt(12), "ex": doc.Pt(6), "ch": doc.Pt(6),
	"cm": doc.Mm(10), "mm": doc.Mm(1), "in": doc.Pt(72), "%": doc.Pt(7), "vw": doc.Pt(7), "vh": doc.Pt(7),
}

const (
	tiny   = doc.Length(12_700) // 1 pt: of type, and of boxes that show nothing
	far    = 375 * tiny         // off the page
	farOff = 4 * far            // off it from wherever a margin begins
)

// parseLength reads a length, and whether it is one of the type.
func parseLength(s string) (l doc.Length, relative, ok bool) {
	m := length.FindStringSubmatch(s)
	if m == nil {
		return 0, false, false
	}
	const most = 1e6
	v, err := strconv.ParseFloat(m[1], 64)
	if err != nil {
		return 0, false, false
	}
	return doc.Length(min(max(v, -most), most) * float64(units[m[2]])), m[2] == "em" || m[2] == "%" || m[2] == "ex" || m[2] == "ch", true
}

// atMost reports whether a property is a length of no more.
func (l *look) atMost(p property, most doc.Length) bool {
	v, _, ok := parseLength(l.value[p])
	return ok && v <= most
}

// vanishes reports whether nothing in an element is to be seen, whatever is in it: it is
// clear, lies off the page, or in a box that shows nothing. What moves comes into sight.
func (l *look) vanishes(n *html.Node) bool {
	if s := l.value[motion]; s != "" && s != "none" {
		return false
	}
	if s := l.value[opacity]; s != "" && share(s, 1) <= paper.Faint {
		return true
	}
	set := l.value[position] != "" && l.value[position] != "static"
	if set && (l.atMost(left, -far) || l.atMost(top, -far)) || l.atMost(indent, -far) || l.atMost(marginLeft, -farOff) || l.atMost(marginTop, -farOff) {
		return true
	}
	if moved.MatchString(l.value[transform]) || insets.MatchString(l.value[clipPath]) {
		return true
	}
	if s := l.value[clip]; l.floats() && strings.HasPrefix(s, "rect(") {
		if edges := numbers.FindAllString(s, -1); len(edges) == 4 && share(edges[0], 1) >= share(edges[2], 1) {
			return true
		}
	}
	if s := l.value[overflow]; s != "hidden" && s != "clip" {
		return false
	}
	if s := l.value[grow]; s != "" && s != "none" && s != "initial" && !strings.HasPrefix(s, "0") {
		return false // it grows with the room that there is, from no width
	}
	boxed := l.floats() || l.value[display] == "inline-block" || isBlock(n, l)
	switch n.DataAtom {
	case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
		boxed = false // they grow with what is in them
	}
	narrow := (l.atMost(width, tiny) || l.atMost(maxWidth, tiny)) && (l.value[minWidth] == "" || l.atMost(minWidth, tiny))
	low := (l.atMost(height, tiny) || l.atMost(maxHeight, tiny)) && (l.value[minHeight] == "" || l.atMost(minHeight, tiny))
	return boxed && (narrow || low)
}

// smaller returns the element by which text is too small to be seen, where it was so by
// another or by none.
func (l *look) smaller(n, by *html.Node) *html.Node {
	s := l.value[size]
	v, relative, ok := parseLength(s)
	switch {
	case s == "" || s == "inherit" || by != nil && (relative || s == "smaller" || s == "larger"):
		return by
	case ok && v <= tiny:
		return n
	}
	return nil
}
