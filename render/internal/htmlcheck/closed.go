package htmlcheck

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// known is an element that may be there.
type known struct {
	in    string // elements that it may stand in
	attrs string // that it may have, besides class in a page and style in a fragment
	text  bool   // there may be text right in it
	page  bool   // there is none in a fragment
}

const phrasing = "h1 h2 h3 p th td span b mark"

var elementsKnown = map[string]known{
	"html":     {attrs: "lang"},
	"head":     {in: "html"},
	"meta":     {in: "head", attrs: "charset name content", page: true},
	"title":    {in: "head", text: true, page: true},
	"style":    {in: "head", text: true, page: true},
	"body":     {in: "html"},
	"header":   {in: "body", text: true, page: true},
	"main":     {in: "body", page: true},
	"script":   {in: "body", attrs: "type id data-version data-program data-options data-sha256", text: true, page: true},
	"dl":       {in: "main", page: true},
	"dt":       {in: "div", text: true, page: true},
	"dd":       {in: "div", text: true, page: true},
	"article":  {in: "main", page: true},
	"div":      {in: "dl article div", attrs: "id hidden role tabindex aria-labelledby", text: true},
	"h1":       {in: "article div", text: true, page: true},
	"section":  {in: "main", attrs: "role aria-labelledby", page: true},
	"ol":       {in: "section", page: true},
	"li":       {in: "ol", attrs: "id", page: true},
	"h2":       {in: "article div section", attrs: "id", text: true},
	"h3":       {in: "article div", text: true},
	"p":        {in: "article div li", text: true},
	"table":    {in: "div", attrs: "id aria-describedby"},
	"caption":  {in: "table", attrs: "id", text: true},
	"colgroup": {in: "table"},
	"col":      {in: "colgroup", attrs: "span"},
	"thead":    {in: "table"},
	"tbody":    {in: "table"},
	"tr":       {in: "thead tbody"},
	"th":       {in: "tr", attrs: "id colspan rowspan scope headers", text: true},
	"td":       {in: "tr", attrs: "colspan rowspan headers", text: true},
	"span":     {in: "th td", text: true},
	"a":        {in: phrasing, attrs: "role id href aria-label", text: true, page: true},
	"mark":     {in: phrasing, text: true, page: true},
	"b":        {in: phrasing, text: true},
	"br":       {in: phrasing},
	"wbr":      {in: phrasing},
}

// closed finds what is not known.
func (c *checker) closed() {
	doctypes := 0
	seen := map[string]int{}
	var top *html.Node // what the blocks stand in
	for n := range c.root.Descendants() {
		switch n.Type {
		case html.TextNode:
			// The text of a div is its description, which has to be hidden.
			ok := elementsKnown[n.Parent.Data].text && (n.Parent.DataAtom != atom.Div || has(n.Parent, "hidden"))
			if !ok && strings.Trim(n.Data, " \t\n\f\r") != "" {
				c.add(RuleText, "%.40q right in <%s>", n.Data, n.Parent.Data)
			}
		case html.ElementNode:
			seen[n.Data]++
			if n.DataAtom == atom.Article || c.fragment && n.DataAtom == atom.Div && n.Parent.DataAtom == atom.Body {
				if top != nil {
					c.add(RuleText, "two of <%s>", n.Data)
				}
				top = n
			}
			c.element(n, n == top)
		case html.DoctypeNode:
			if doctypes++; n.Data != "html" || n.Attr != nil {
				c.add(RuleClosed, "<!DOCTYPE %s> %v", n.Data, n.Attr)
			}
		default:
			c.add(RuleClosed, "<!--%s-->", n.Data)
		}
	}
	if top == nil {
		c.add(RuleText, "no blocks")
	}
	if page := !c.fragment; (doctypes == 1) != page {
		c.add(RuleClosed, "%d document types", doctypes)
	} else if page {
		for _, name := range []string{"title", "style", "main"} {
			if seen[name] != 1 {
				c.add(RuleClosed, "%d of <%s>", seen[name], name)
			}
		}
	}
}

func (c *checker) element(n *html.Node, top bool) {
	k, ok := elementsKnown[n.Data]
	in, attrs := strings.Fields(k.in), strings.Fields(k.attrs)
	if top && c.fragment {
		in, attrs = []string{"body"}, []string{"lang", "data-title"}
	}
	if !ok || k.page && c.fragment || n.Parent.Type == html.ElementNode && !slices.Contains(in, n.Parent.Data) {
		c.add(RuleClosed, "<%s> in <%s>", n.Data, n.Parent.Data)
		return
	}
	for _, a := range n.Attr {
		look := map[bool]string{false: "class", true: "style"}[c.fragment]
		if a.Key != look && !slices.Contains(attrs, a.Key) || a.Namespace != "" {
			c.add(RuleClosed, "<%s %s=%q>", n.Data, a.Key, a.Val)
		}
		if a.Key == "style" {
			c.css(a.Val)
		}
	}
	if n.DataAtom == atom.A && !strings.HasPrefix(Attr(n, "href"), "#") {
		c.add(RuleClosed, "a link to %q", Attr(n, "href"))
	}
	if n.DataAtom == atom.Style {
		c.css(text(n))
	}
}

func has(n *html.Node, attr string) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == attr })
}

// What CSS may have that takes an argument or gives an order. All that fetches is
// one of these, and a backslash could spell it in another way.
var (
	functions = regexp.MustCompile(`(@?[\w-]*)\(|@[\w-]+|\\`)
	harmless  = strings.Fields("@media @page @bottom-left @bottom-right ( var( min( minmax( repeat( inset( counter( nth-child(")
)

func (c *checker) css(s string) {
	for _, f := range functions.FindAllString(s, -1) {
		if !slices.Contains(harmless, f) {
			c.add(RuleClosed, "%s in CSS", f)
		}
	}
}
