package web

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/report/intake/internal/numbering"
)

// A list numbers its items.
type list struct {
	style string
	next  int
	step  int
}

// numberings are the kinds of numbers that the type attribute tells.
var numberings = map[string]string{"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

func newList(n *html.Node, l *look) *list {
	x := &list{step: 1, next: 1, style: "none"}
	if n.DataAtom == atom.Ol {
		x.style = "decimal"
		if s, ok := numberings[attr(n, "type")]; ok {
			x.style = s
		}
	}
	x.look(l)
	if hasAttr(n, "reversed") {
		x.step, x.next = -1, 0
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom == atom.Li {
				x.next++
			}
		}
	}
	if start, ok := integer(attr(n, "start")); ok {
		x.next = start
	}
	return x
}

// look takes the kind of numbers from a style.
func (x *list) look(l *look) {
	for word := range strings.FieldsSeq(l.value[listStyle]) {
		if word != "inside" && word != "outside" {
			x.style = word
		}
	}
}

// marker returns what stands before an item: its number, or nothing for a bullet.
func (x *list) marker(n *html.Node, l *look) string {
	if x == nil {
		return ""
	}
	own := *x
	own.look(l)
	if v, ok := integer(attr(n, "value")); ok {
		own.next = v
	}
	x.next = own.next + x.step
	switch s := own.style; {
	case s == "none" || s == "disc" || s == "circle" || s == "square" || strings.HasPrefix(s, "url(") || strings.HasPrefix(s, "disclosure-"):
		return ""
	case s == "cjk-ideographic" || strings.HasSuffix(s, "-chinese-informal"):
		return numbering.Numeral(own.next, "chineseCounting") + "、"
	default:
		return numbering.Numeral(own.next, formats[s]) + "."
	}
}

// formats are the kinds of numbers by the names that Word has for them; others are
// decimal.
var formats = map[string]string{
	"decimal-leading-zero": "decimalZero", "lower-roman": "lowerRoman", "upper-roman": "upperRoman",
	"lower-alpha": "lowerLetter", "lower-latin": "lowerLetter", "upper-alpha": "upperLetter", "upper-latin": "upperLetter",
}

// The most characters of a name and of a value in what is a table of them, and no text.
const (
	maxName  = 20
	maxValue = 100
)

// entries returns what stands in a description list in pairs of a name and a value, or
// nil where it holds a text.
func entries(n *html.Node) (pairs [][2]*html.Node) {
	var name *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		most := maxName
		switch c.DataAtom {
		case atom.Div:
			list := entries(c)
			if list == nil {
				return nil
			}
			pairs = append(pairs, list...)
			continue
		case atom.Dt:
			name = c
		case atom.Dd:
			if name == nil {
				return nil
			}
			pairs = append(pairs, [2]*html.Node{name, c})
			name, most = nil, maxValue
		default:
			if hasText(c) {
				return nil
			}
			continue
		}
		if hasBlock(c) || utf8.RuneCountInString(strings.TrimSpace(plain(c))) > most {
			return nil
		}
	}
	if name != nil {
		return nil
	}
	return pairs
}

func hasBlock(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if blocks[c.DataAtom] || c.DataAtom == atom.Br || hasBlock(c) {
			return true
		}
	}
	return false
}

// description takes a description list in: a table, or a text.
func (r *reader) description(n *html.Node, f flow) {
	r.endParagraph()
	pairs := entries(n)
	if pairs == nil || r.inCell {
		r.walk(n, f)
		r.endParagraph()
		return
	}
	var g group
	for _, pair := range pairs {
		g = append(g, row{pair[:], []int{r.line, r.line}, f})
	}
	r.inCell = true
	r.grid(nil, []group{g}, f)
	r.inCell = false
}

// maxDigits are as many as any int holds.
const maxDigits = 9

// integer reads an integer as HTML does: what follows the digits does not matter.
func integer(s string) (int, bool) {
	s = strings.TrimSpace(s)
	end := 0
	for end < len(s) && end < maxDigits && (s[end] >= '0' && s[end] <= '9' || end == 0 && (s[0] == '-' || s[0] == '+')) {
		end++
	}
	n, err := strconv.Atoi(s[:end])
	return n, err == nil
}
