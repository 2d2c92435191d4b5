package web

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
	"github.com/nianbao/nianbao/report/intake/internal/numbering"
	"github.com/nianbao/nianbao/report/intake/internal/source"
)

// What is left out, as it is told.
const (
	hiddenText = "隐藏的文字"
	deleted    = "删去的文字"
	controls   = "表单控件"
	embedded   = "嵌入的内容"
	navigation = "导航、页眉和页脚"
	annotation = "注音"
	pictures   = "图片"
	symbols    = "符号字体的字符"
)

// blocks are the elements that begin and end a paragraph.
var blocks = set(atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Hr,
	atom.Ul, atom.Ol, atom.Menu, atom.Li, atom.Dir, atom.Dl, atom.Dt, atom.Dd, atom.Blockquote, atom.Pre,
	atom.Xmp, atom.Listing, atom.Plaintext, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer,
	atom.Nav, atom.Aside, atom.Address, atom.Center, atom.Fieldset, atom.Legend, atom.Form, atom.Figure,
	atom.Figcaption, atom.Details, atom.Summary, atom.Dialog, atom.Hgroup, atom.Search, atom.Body,
	atom.Table, atom.Caption, atom.Tr, atom.Td, atom.Th)

// lines are the elements besides at which a line begins, or what is told.
var lines = set(atom.Br, atom.Img, atom.Iframe, atom.Object, atom.Embed, atom.Select, atom.Input, atom.Textarea, atom.Svg)

func set(list ...atom.Atom) map[atom.Atom]bool {
	m := map[atom.Atom]bool{}
	for _, a := range list {
		m[a] = true
	}
	return m
}

// reader is a page being taken apart.
type reader struct {
	notes   *source.Notes
	source  *source.Source
	sheet   sheet
	matches int // of rules against elements
	facts   map[*html.Node]fact
	names   map[string]bool // the ids and classes on the page, as selectors have them
	told    map[string]bool // ids of what describes a table to those who do not see it
	out     *html.Node      // that was told last
	line    int
	pen     pen
	inCell  bool // of a table that is not layout
	tables  int
	rows    int
	cells   int
	err     error
}

func (r *reader) fail(err error) {
	if r.err == nil {
		r.err = err
	}
}

func (r *reader) at() report.Pos { return report.Pos{Line: r.line} }

// A flow is what elements hand down to what is in them.
type flow struct {
	hidden *html.Node // by its visibility
	gone   *html.Node // whatever is in it
	small  *html.Node // by the size of its type
	signs  bool       // letters and digits show as pictures
	struck *html.Node // out
	paint  paint
	space  string // the white-space property
	level  int    // of the heading
	raised bool   // above or below the line
	list   *list
}

// walk goes through what is in a node.
func (r *reader) walk(n *html.Node, f flow) {
	for c := n.FirstChild; c != nil && r.err == nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			r.text(c, f)
		case html.ElementNode:
			r.element(c, f)
		}
	}
}

// text takes a text in.
func (r *reader) text(n *html.Node, f flow) {
	out, what := cmp.Or(f.hidden, f.gone, f.small), hiddenText
	switch {
	case out != nil:
	case f.paint.hides():
		out = n.Parent
	default:
		out, what = f.struck, deleted
	}
	switch {
	case out != nil:
		if r.out != out && strings.TrimSpace(n.Data) != "" {
			r.notes.Leave(what, 1, r.at())
			r.out = out
		}
	case f.signs && strings.ContainsFunc(n.Data, isSign):
		r.notes.Leave(symbols, 1, r.at())
		r.pen.write(strings.Map(func(c rune) rune {
			if isSign(c) {
				return -1
			}
			return c
		}, n.Data), f, r.line)
	case f.raised:
		r.pen.write(source.Raised(n.Data), f, r.line)
	default:
		r.pen.write(n.Data, f, r.line)
	}
}

func isSign(c rune) bool { return c > ' ' && c <= '~' }

// begin notes the line on which an element begins.
func (r *reader) begin(n *html.Node) {
	if line, err := strconv.Atoi(attr(n, lineKey)); err == nil {
		r.line = line
	}
}

func (r *reader) element(n *html.Node, f flow) {
	l := r.look(n)
	if own := f.in(n, &l); typed(n) != "" && r.inCell && own.shows() && !hides(n, &l) {
		r.pen.write(typed(n), own, r.line)
		return
	}
	if r.leaves(n, &l) {
		return
	}
	if lines := contents(n); lines > 0 {
		r.notes.Repair("I-ai", lines, r.at())
		return
	}
	f = f.in(n, &l)
	switch n.DataAtom {
	case atom.Script:
		r.carried(n)
		return
	case atom.Br:
		r.pen.endLine()
		return
	case atom.Img:
		if !isSpacer(n) {
			r.pen.picture(r.line)
		}
		return
	case atom.Table:
		r.table(n, f)
		return
	case atom.Dl:
		r.description(n, f)
		return
	case atom.Li:
		r.endParagraph()
		r.pen.marker = f.list.marker(n, &l)
		defer func() { r.pen.marker = "" }()
	case atom.Ol, atom.Ul, atom.Menu:
		f.list = newList(n, &l)
	}
	if !isBlock(n, &l) {
		r.walk(n, f)
		return
	}
	r.endParagraph()
	r.walk(n, f)
	r.endParagraph()
}

// shows reports whether text in the flow is to be seen and holds.
func (f *flow) shows() bool {
	return f.hidden == nil && f.gone == nil && f.small == nil && f.struck == nil && !f.paint.hides()
}

// in returns the flow in an element.
func (f flow) in(n *html.Node, l *look) flow {
	switch l.value[visibility] {
	case "hidden", "collapse":
		if f.hidden == nil {
			f.hidden = n
		}
	case "visible":
		f.hidden = nil
	}
	if f.gone == nil && l.vanishes(n) {
		f.gone = n
	}
	f.small = l.smaller(n, f.small)
	f.paint = f.paint.in(l)
	if v := l.value[family]; v != "" && v != "inherit" {
		f.signs = pictorial(v)
	}
	if f.struck == nil && strings.Contains(l.value[textDecoration], "line-through") {
		f.struck = n
	}
	if s := l.value[whiteSpace]; s != "" {
		f.space = s
	}
	switch n.DataAtom {
	case atom.Sup, atom.Sub:
		f.raised = true
	case atom.Pre, atom.Xmp, atom.Listing:
		f.space = "pre"
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		f.level = int(n.Data[1] - '0')
	}
	switch l.value[verticalAlign] {
	case "super", "sub":
		f.raised = true
	}
	return f
}

// leaves reports whether an element is left out, and tells it.
func (r *reader) leaves(n *html.Node, l *look) bool {
	r.begin(n)
	what, out := leftOut(n, r.facts[n])
	if !out && hides(n, l) {
		out = true
		if hasText(n) && !r.told[attr(n, "id")] {
			what = hiddenText
		}
	}
	if what != "" && out {
		r.notes.Leave(what, 1, r.at())
	}
	return out
}

// hides reports whether an element is not shown at all.
func hides(n *html.Node, l *look) bool {
	return l.hides() || hasAttr(n, "hidden") && l.value[display] == "" ||
		n.DataAtom == atom.Dialog && !hasAttr(n, "open") || n.DataAtom == atom.Tr && l.value[visibility] == "collapse"
}

// leftOut reports whether an element is no text of the page, and what it is where
// that is to be told.
func leftOut(n *html.Node, x fact) (what string, out bool) {
	if n.Namespace != "" {
		return pictures, true
	}
	switch n.DataAtom {
	case atom.Style, atom.Template, atom.Noscript, atom.Head, atom.Title, atom.Link, atom.Meta, atom.Noembed, atom.Noframes, atom.Datalist, atom.Rp:
		return "", true
	case atom.Input, atom.Textarea, atom.Select:
		if typed(n) == "" {
			return "", true
		}
		return controls, true
	case atom.Button:
		return controls, true
	case atom.Iframe, atom.Object, atom.Embed, atom.Video, atom.Audio, atom.Canvas, atom.Frameset, atom.Applet:
		return embedded, true
	case atom.Del, atom.S, atom.Strike:
		return deleted, x.text
	case atom.Rt:
		return annotation, x.text
	case atom.Nav:
		return x.as(navigation), !x.table
	case atom.Header, atom.Footer:
		return x.as(navigation), !x.table && !x.heading && ofPage(n)
	}
	switch n.Data {
	case "xml": // of Office
		return "", true
	}
	switch attr(n, "role") {
	case "doc-noteref": // to what follows
		return source.Comments, true
	case "doc-endnotes":
		return "", true
	case "navigation", "menu", "menubar", "search", "banner", "contentinfo":
		return x.as(navigation), !x.table && !x.heading
	}
	return "", false
}

// typed returns what stands in a field of a form: in a cell it is the figure that shows.
func typed(n *html.Node) string {
	switch n.DataAtom {
	case atom.Select:
		return chosen(n)
	case atom.Textarea:
		return strings.TrimSpace(plain(n))
	case atom.Input:
		switch strings.ToLower(attr(n, "type")) {
		case "", "text", "number", "tel":
			return strings.TrimSpace(attr(n, "value"))
		}
	}
	return ""
}

// chosen returns the option of a field that shows: the first that is selected, or of all.
func chosen(n *html.Node) string {
	first, any := "", false
	for o := range n.Descendants() {
		if o.DataAtom != atom.Option {
			continue
		}
		text := strings.TrimSpace(plain(o))
		if hasAttr(o, "selected") {
			return text
		}
		if !any {
			first, any = text, true
		}
	}
	return first
}

// as returns what is told where there is any text to be left out.
func (x fact) as(what string) string {
	if x.text {
		return what
	}
	return ""
}

// ofPage reports whether what is at the head or the foot stands there on the page and
// not in an article.
func ofPage(n *html.Node) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Article, atom.Main, atom.Section, atom.Blockquote:
			return false
		}
	}
	return true
}

// isBlock reports whether an element begins and ends a paragraph.
func isBlock(n *html.Node, l *look) bool {
	switch d := l.value[display]; {
	case d == "inline" && n.DataAtom != atom.Td && n.DataAtom != atom.Th:
		return false
	case d == "block", d == "flex", d == "grid", d == "table", d == "list-item", d == "flow-root", d == "table-row", d == "table-cell":
		return true
	}
	return blocks[n.DataAtom]
}

// contents returns how many lines of a table of contents an element is: of a list of
// links into the page, or as Word marks them.
func contents(n *html.Node) int {
	switch n.DataAtom {
	case atom.P:
		if strings.HasPrefix(attr(n, "class"), "MsoToc") {
			return 1
		}
	case atom.Ul, atom.Ol:
		if links := localLinks(n); links > 1 {
			return links
		}
	}
	return 0
}

// localLinks counts the links into the page that are all the text in a node, or is
// negative.
func localLinks(n *html.Node) (links int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.DataAtom == atom.A && strings.HasPrefix(attr(c, "href"), "#"):
			links++
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode:
		case c.Type == html.ElementNode:
			if more := localLinks(c); more >= 0 {
				links += more
				continue
			}
			return -1
		default:
			return -1
		}
	}
	return links
}

// isSpacer reports whether a picture shows nothing, but holds a place open.
func isSpacer(n *html.Node) bool {
	w, wide := integer(attr(n, "width"))
	h, high := integer(attr(n, "height"))
	return wide && w <= 3 || high && h <= 3
}

// carried takes in the data that the page was made from, the first that are there.
func (r *reader) carried(n *html.Node) {
	if r.source.Carried != nil || attr(n, "type") != "application/json" || attr(n, "id") != "report" || n.FirstChild == nil {
		return
	}
	r.source.Carried = &source.Carried{
		Carried: doc.Carried{JSON: []byte(n.FirstChild.Data), Program: attr(n, "data-program"), Options: attr(n, "data-options")},
		Version: attr(n, "data-version"), Digest: attr(n, "data-sha256"),
	}
}

// A pen writes the lines of a paragraph or a cell.
type pen struct {
	lines  []line
	line   strings.Builder
	from   int    // line of the page on which the line begins
	blank  bool   // space that counts as one blank if more follows
	marker string // of a list, before the next text
	level  int
	images int // pictures in the line
	at     int // of the first
}

// line is a line as it shows, and the line of the page that it begins on.
type line struct {
	text string
	at   int
}

// write adds text, its space as browsers show it.
func (p *pen) write(s string, f flow, at int) {
	breaks := strings.HasPrefix(f.space, "pre") || f.space == "break-spaces"
	keeps := breaks && f.space != "pre-line"
	for _, c := range s {
		switch {
		case c == '\n' && breaks:
			p.endLine()
			at++
		case c == ' ' && keeps, c == '\t' && keeps:
			p.line.WriteRune(c)
		case c == ' ' || c == '\n' || c == '\t' || c == '\f' || c == '\r':
			p.blank = true
		default:
			if p.line.Len() == 0 {
				p.from = at
				ordinal := numbering.Before(p.marker, string(c))
				p.line.WriteString(ordinal[:len(ordinal)-utf8.RuneLen(c)])
				p.marker = ""
			} else if p.blank {
				p.line.WriteByte(' ')
			}
			if p.level == 0 {
				p.level = f.level
			}
			p.blank = false
			p.line.WriteRune(c)
		}
	}
}

func (p *pen) endLine() {
	p.lines = append(p.lines, line{strings.TrimFunc(p.line.String(), unicode.IsSpace), p.from})
	p.line.Reset()
	p.blank = false
}

func (p *pen) picture(at int) {
	if p.images++; p.images == 1 {
		p.at = at
	}
}

// reset ends the lines, and the pen begins anew.
func (p *pen) reset() []line {
	p.endLine()
	lines := p.lines
	*p = pen{marker: p.marker}
	return lines
}

// joined returns lines as a text, without those that are empty.
func joined(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		if l.text == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(l.text)
	}
	return b.String()
}

// endParagraph ends a paragraph, if there is one. Lines that an empty one parts are
// paragraphs of their own.
func (r *reader) endParagraph() {
	if r.inCell {
		r.pen.endLine()
		return
	}
	level, images, at := r.pen.level, r.pen.images, r.pen.at
	lines := r.pen.reset()
	any := false
	for len(lines) > 0 {
		if lines[0].text == "" {
			lines = lines[1:]
			continue
		}
		b := source.Block{At: report.Pos{Line: lines[0].at}, Level: level}
		end := slices.IndexFunc(lines, func(l line) bool { return l.text == "" })
		if end < 0 {
			end = len(lines)
		}
		b.Text = joined(lines[:end])
		lines = lines[end:]
		r.add(b)
		any = true
	}
	if images > 0 && !any {
		r.notes.Picture(report.Pos{Line: at})
	}
}

func (r *reader) add(b source.Block) {
	if r.rows++; r.rows > source.MaxBlocks {
		r.fail(source.TooManyBlocks(b.At))
		return
	}
	r.source.Blocks = append(r.source.Blocks, b)
}
