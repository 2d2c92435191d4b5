package web

import (
	"regexp"
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
	numProperties
)

var properties = map[string]property{
	"display": display, "visibility": visibility, "white-space": whiteSpace,
	"list-style": listStyle, "list-style-type": listStyle, "vertical-align": verticalAlign,
	"text-decoration": textDecoration, "text-decoration-line": textDecoration, "mso-hide": msoHide,
}

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
	child   bool // the one before it stands directly in it
}

// maxRules is how many rules of a page are looked at; a site's have some thousands,
// of which some hundred hide something.
const maxRules = 2000

var (
	comments = regexp.MustCompile(`(?s)/\*.*?(?:\*/|$)|<!--|-->`)
	compared = regexp.MustCompile(`^(?:([a-z][\w-]*)|\*)?((?:[.#][^\s.#:\[>+~*]+)*)$`)
	named    = regexp.MustCompile(`[.#][^.#]+`)
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
// state, its element may be the one that is meant: of that, a rule that shows it
// counts and one that hides it does not.
func (r *rule) parse(selector string) bool {
	if strings.Contains(selector, ":before") || strings.Contains(selector, ":after") || strings.Contains(selector, "::") {
		return false
	}
	certain := true
	if i := strings.IndexAny(selector, ":[+~"); i >= 0 {
		certain = false
		last := strings.LastIndexAny(selector, " >+~")
		selector = selector[last+1:]
		if i := strings.IndexAny(selector, ":["); i >= 0 {
			selector = selector[:i]
		}
	}
	child := false
	words := strings.Fields(strings.ReplaceAll(selector, ">", " > "))
	for i := len(words) - 1; i >= 0; i-- {
		if words[i] == ">" {
			child = true
			continue
		}
		tag, names := words[i], ""
		if j := strings.IndexAny(tag, ".#"); j >= 0 {
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
			if name[0] == '#' {
				c.id = name[1:]
				r.weight += byID
			} else {
				c.classes = append(c.classes, name[1:])
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
			if d.shows() {
				if d.property == display {
					d.value = "" // as the element is by itself
				}
				shown = append(shown, d)
			}
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

// look returns how an element looks.
func (r *reader) look(n *html.Node) (l look) {
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
