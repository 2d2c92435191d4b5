package web

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// property is a property of CSS that decides whether and how text shows.
type property uint8

const (
	display property = iota
	visibility
	whiteSpace
	listStyle
	verticalAlign
	textDecoration
	msoHide
	// What text is painted with and where it is put:
	colour
	shadow
	ground
	picture
	size
	family
	opacity
	position
	left
	top
	indent
	marginLeft
	marginTop
	transform
	clip
	clipPath
	overflow
	width
	maxWidth
	height
	maxHeight
	minWidth
	minHeight
	grow
	motion
	numProperties
)

var properties = map[string]property{
	"display": display, "visibility": visibility, "white-space": whiteSpace,
	"list-style": listStyle, "list-style-type": listStyle, "vertical-align": verticalAlign,
	"text-decoration": textDecoration, "text-decoration-line": textDecoration, "mso-hide": msoHide,
	"color": colour, "text-shadow": shadow, "background-color": ground, "background": ground, "background-image": picture,
	"font-size": size, "font-family": family, "font": size, "opacity": opacity, "position": position, "left": left, "top": top, "text-indent": indent,
	"margin-left": marginLeft, "margin-top": marginTop, "transform": transform, "clip": clip, "clip-path": clipPath,
	"overflow": overflow, "width": width, "max-width": maxWidth, "height": height, "max-height": maxHeight,
	"min-width": minWidth, "min-height": minHeight, "flex": grow, "flex-grow": grow, "animation": motion, "animation-name": motion, "transition": motion,
}

// unknown is a value that is not known: text with it is as if it were to be seen.
const unknown = "?"

// A look is the values of the properties, and how strong each is against others.
type look struct {
	value  [numProperties]string
	weight [numProperties]weight
}

// A weight is how strong what is declared is: of an element, of a selector by its ids,
// classes and tags, and the rest by the order of the rules.
type weight int64

const (
	important weight = 1 << 50
	inline    weight = 1 << 49
	perhaps   weight = 1 << 48
	byID      weight = 1 << 40
	byClass   weight = 1 << 32
	byTag     weight = 1 << 24
)

// set takes declarations in, as far as nothing stronger stands against them.
func (l *look) set(list []declaration, by weight) {
	for _, d := range list {
		w := by
		if d.important {
			w |= important
		}
		if w >= l.weight[d.property] {
			l.value[d.property], l.weight[d.property] = d.value, w
		}
	}
}

func (l *look) hides() bool { return l.value[display] == "none" || l.value[msoHide] == "all" }

type declaration struct {
	property  property
	value     string
	important bool
}

// shows reports whether the declaration is of something to be seen.
func (d declaration) shows() bool {
	return d.property == display && d.value != "none" || d.property == visibility && d.value == "visible"
}

func parseDeclarations(s string) (list []declaration) {
	for part := range strings.SplitSeq(s, ";") {
		name, value, _ := strings.Cut(part, ":")
		p, ok := properties[strings.ToLower(strings.TrimSpace(name))]
		if !ok {
			continue
		}
		d := declaration{property: p, value: strings.ToLower(strings.TrimSpace(value))}
		if v, ok := strings.CutSuffix(d.value, "important"); ok {
			v, d.important = strings.CutSuffix(strings.TrimSpace(v), "!")
			d.value = strings.TrimSpace(v)
		}
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "color":
			if d.value == "none" { // which is no colour, and as if it were not there
				continue
			}
		case "background":
			image := d
			image.property = picture
			d.value, image.value = groundIn(d.value)
			list = append(list, image)
		case "font":
			m := fontSize.FindStringSubmatchIndex(d.value)
			if m == nil {
				continue
			}
			fonts := d
			fonts.property = family
			_, fonts.value, _ = strings.Cut(d.value[m[3]:], " ")
			list = append(list, fonts)
			d.value = d.value[m[2]:m[3]]
		}
		list = append(list, d)
	}
	return list
}

// A sheet is the rules of a page that have a property of those above, by the last
// thing that their selectors name.
type sheet struct {
	rules map[string][]rule
	count int
}

type rule struct {
	selector []compound // from the element outwards
	weight   weight
	list     []declaration
}

// A compound is what a selector asks of one element.
type compound struct {
	tag, id string
	classes []string
	attrs   []attribute
	child   bool // the one before it stands directly in it
}

// attribute is what a selector asks of an attribute: that it is there, or how it compares.
type attribute struct{ name, how, value string }

// maxRules is how many rules of a page are looked at; a site's have some thousands.
const maxRules = 6000

var (
	comments = regexp.MustCompile(`(?s)/\*.*?(?:\*/|$)|<!--|-->`)
	compared = regexp.MustCompile(`^(?:([a-z][\w-]*)|\*)?((?:[.#][^\s.#:\[>+~*]+|\[\d+)*)$`)
	named    = regexp.MustCompile(`[.#\[][^.#\[]+`)
	of       = regexp.MustCompile(`\[\s*([\w-]+)\s*(?:([~^$*|]?=)\s*(?:"([^"]*)"|'([^']*)'|([^\]"'\s]*))\s*)?\]`)
	further  = regexp.MustCompile(`::?[\w-]+(?:\((?:[^()]|\([^()]*\))*\))?`)
	bare     = regexp.MustCompile(`(^|[\s>+~]):`)            // of nothing else
	moments  = regexp.MustCompile(`:(?:hover|focus|active)`) // what is seen while a pointer is there
	// screens are the media for which a page is shown here, whatever their size.
	screens = regexp.MustCompile(`^@media\s*(?:all|screen|only screen)?\s*$`)
)

// add adds the rules of a style sheet.
func (s *sheet) add(css string) { s.block(comments.ReplaceAllString(css, ""), true, 0) }

// maxBlocks is how deep blocks of a style sheet may stand in each other.
const maxBlocks = 16

// block adds the rules of a sheet or of a block in it and returns what follows it.
func (s *sheet) block(css string, here bool, depth int) string {
	for css != "" && depth < maxBlocks {
		i := strings.IndexAny(css, "{};")
		if i < 0 {
			return ""
		}
		prelude, rest := strings.ToLower(strings.TrimSpace(css[:i])), css[i+1:]
		switch {
		case css[i] == '}':
			return rest
		case css[i] == ';':
		case strings.HasPrefix(prelude, "@"):
			// A block of rules, or of declarations that are none of the text's.
			rest = s.block(rest, here && screens.MatchString(prelude), depth+1)
		default:
			body := rest
			if body, rest, _ = strings.Cut(rest, "}"); here {
				s.rule(css[:i], body)
			}
		}
		css = rest
	}
	return ""
}

// keep keeps the rules that name nothing but what is on the page: sites have theirs for all
// of their pages.
func (s *sheet) keep(names map[string]bool) {
	for key, rules := range s.rules {
		s.rules[key] = slices.DeleteFunc(rules, func(x rule) bool {
			return slices.ContainsFunc(x.selector, func(c compound) bool {
				return c.id != "" && !names["#"+c.id] || slices.ContainsFunc(c.classes, func(class string) bool { return !names["."+class] })
			})
		})
	}
}

func (s *sheet) rule(selectors, body string) {
	list := parseDeclarations(body)
	if list == nil {
		return
	}
	for selector := range strings.SplitSeq(selectors, ",") {
		r := rule{list: list}
		if !r.parse(strings.TrimSpace(selector)) || len(r.list) == 0 || s.count == maxRules {
			continue
		}
		s.count++
		r.weight += weight(s.count)
		if s.rules == nil {
			s.rules = map[string][]rule{}
		}
		key := r.selector[0].key()
		s.rules[key] = append(s.rules[key], r)
	}
}

// parse reads a selector. Where it asks for what is not looked at here, such as a
// state, what fits the rest may be meant: of that, a rule that shows it counts and one
// that hides it does not.
func (r *rule) parse(selector string) bool {
	if strings.Contains(selector, ":before") || strings.Contains(selector, ":after") || strings.Contains(selector, "::") {
		return false
	}
	var attrs []attribute
	selector = of.ReplaceAllStringFunc(selector, func(s string) string {
		m := of.FindStringSubmatch(s)
		attrs = append(attrs, attribute{strings.ToLower(m[1]), m[2], m[3] + m[4] + m[5]})
		return "[" + strconv.Itoa(len(attrs)-1)
	})
	certain, moment := true, moments.MatchString(selector)
	if strings.ContainsAny(selector, ":+~") {
		certain = false
		selector = further.ReplaceAllString(bare.ReplaceAllString(selector, "$1*:"), "")
		selector = selector[strings.LastIndexAny(selector, "+~")+1:]
	}
	child := false
	words := strings.Fields(strings.ReplaceAll(selector, ">", " > "))
	for i := len(words) - 1; i >= 0; i-- {
		if words[i] == ">" {
			child = true
			continue
		}
		tag, names := words[i], ""
		if j := strings.IndexAny(tag, ".#["); j >= 0 {
			tag, names = tag[:j], tag[j:]
		}
		m := compared.FindStringSubmatch(strings.ToLower(tag) + names)
		if m == nil {
			return false
		}
		c := compound{tag: m[1], child: child}
		if c.tag != "" {
			r.weight += byTag
		}
		for _, name := range named.FindAllString(m[2], -1) {
			switch name[0] {
			case '#':
				c.id = name[1:]
				r.weight += byID
			case '.':
				c.classes = append(c.classes, name[1:])
				r.weight += byClass
			default:
				i, err := strconv.Atoi(name[1:])
				if err != nil || i >= len(attrs) {
					return false
				}
				c.attrs = append(c.attrs, attrs[i])
				r.weight += byClass
			}
		}
		r.selector = append(r.selector, c)
		child = false
	}
	if len(r.selector) == 0 {
		return false
	}
	if !certain {
		var shown []declaration
		for _, d := range r.list {
			switch {
			case d.property > msoHide && !moment:
				d.value = unknown
			case !d.shows():
				continue
			case d.property == display:
				d.value = "" // as the element is by itself
			}
			shown = append(shown, d)
		}
		r.list, r.weight = shown, perhaps
	}
	return true
}

func (c *compound) key() string {
	switch {
	case c.id != "":
		return "#" + c.id
	case len(c.classes) > 0:
		return "." + c.classes[0]
	}
	return c.tag
}

func (c *compound) matches(n *html.Node) bool {
	if n.Type != html.ElementNode || c.tag != "" && n.Data != c.tag || c.id != "" && attr(n, "id") != c.id {
		return false
	}
	for _, a := range c.attrs {
		if !a.matches(n) {
			return false
		}
	}
	if len(c.classes) == 0 {
		return true
	}
	classes := " " + strings.Join(strings.Fields(attr(n, "class")), " ") + " "
	for _, class := range c.classes {
		if !strings.Contains(classes, " "+class+" ") {
			return false
		}
	}
	return true
}

func (a attribute) matches(n *html.Node) bool {
	v := attr(n, a.name)
	switch a.how {
	case "":
		return hasAttr(n, a.name)
	case "=":
		return v == a.value && hasAttr(n, a.name)
	case "~=":
		return slices.Contains(strings.Fields(v), a.value)
	case "|=":
		return v == a.value || strings.HasPrefix(v, a.value+"-")
	case "^=":
		return a.value != "" && strings.HasPrefix(v, a.value)
	case "$=":
		return a.value != "" && strings.HasSuffix(v, a.value)
	}
	return a.value != "" && strings.Contains(v, a.value)
}

// look returns how an element looks.
func (r *reader) look(n *html.Node) (l look) {
	l.set(hints(n), 0)
	if len(r.sheet.rules) > 0 {
		r.rules(n, &l, "")
		r.rules(n, &l, n.Data)
		if id := attr(n, "id"); id != "" {
			r.rules(n, &l, "#"+id)
		}
		for class := range strings.FieldsSeq(attr(n, "class")) {
			r.rules(n, &l, "."+class)
		}
	}
	if style := attr(n, "style"); style != "" {
		l.set(parseDeclarations(style), inline)
	}
	return l
}

// maxMatches is how often parts of selectors are held against elements.
const maxMatches = 3_000_000

// rules takes in what the rules of a key declare that match an element.
func (r *reader) rules(n *html.Node, l *look, key string) {
	for i := range r.sheet.rules[key] {
		if x := &r.sheet.rules[key][i]; r.match(x.selector, n) {
			l.set(x.list, x.weight)
		}
	}
}

func (r *reader) match(selector []compound, n *html.Node) bool {
	for i := range selector {
		c := &selector[i]
		for i > 0 && !c.child && n != nil && !c.matches(n) {
			n = n.Parent
			r.matches++
		}
		if r.matches++; r.matches > maxMatches {
			r.fail(source.TooMany(r.at(), "HTML 的样式", maxMatches))
		}
		if n == nil || !c.matches(n) || r.err != nil {
			return false
		}
		n = n.Parent
	}
	return true
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}
