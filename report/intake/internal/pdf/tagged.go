package pdf

import (
	"errors"
	"slices"
	"strings"
	"unicode"

	"github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/intake/internal/paper"
	"github.com/nianbao/nianbao/report/intake/internal/source"
	"golang.org/x/text/unicode/norm"
)

// What a structure has that does not fit what is painted; report has the English.
const (
	looseText   = "有文字不在标签之内"
	outerText   = "有文字在页面之外"
	otherText   = "标签所记的文字与页面上的不同"
	otherPlaces = "表格单元格的次序与页面上的不同"
)

// Tagged reads a tagged file by its structure. It is not for a file that is not tagged,
// and not for one whose structure does not fit what is painted, which is told.
func Tagged(f *File, n *source.Notes) (*source.Source, bool, error) {
	top, err := f.Structure()
	if errors.Is(err, errLoose) {
		n.Find(report.Pos{}, "I-cg", "", looseText, "")
		return nil, false, nil
	}
	if top == nil || err != nil {
		return nil, false, err
	}
	r := &blockReader{f: f, notes: n, out: &source.Source{Format: "PDF", Title: f.Title}, spaced: f.Producer == own}
	r.characters()
	r.survey(top)
	if err := r.blocks(top, ""); err != nil {
		return nil, false, err
	}
	if r.fault != "" {
		n.Find(report.Pos{Page: r.page}, "I-cg", "", r.fault, "")
		return nil, false, nil
	}
	return r.out, len(r.out.Blocks) > 0, nil
}

// own is the producer that our own files name. They have all spaces painted.
const own = "nianbao"

// maxText is how many characters are put together.
const maxText = 20 * source.MaxGlyphs

// blockReader takes blocks from a structure.
type blockReader struct {
	f        *File
	notes    *source.Notes
	out      *source.Source
	tables   int
	cells    int
	compared int    // characters
	spaced   bool   // the spaces at the ends of lines are painted
	fault    string // how the structure does not fit
	page     int    // where
}

func (r *blockReader) fail(what string, page int) {
	if r.fault == "" {
		r.fault, r.page = what, page
	}
}

// characters tells of text that is hidden, and refuses text that is cut off, and that is
// said to stand for another.
func (r *blockReader) characters() {
	for _, p := range r.f.pages {
		hidden := 0
		for i := range p.Chars {
			if i > 0 && p.Chars[i].Line != p.Chars[i-1].Line && p.Chars[i-1].Text == " " && narrow("x", p.Chars[i].Text) {
				r.spaced = true
			}
			switch c := &p.Chars[i]; {
			case c.MCID == paper.Artifact || strings.TrimSpace(c.Text) == "":
			case c.Invisible:
				hidden++
			case c.Clipped:
				r.fail(outerText, p.Number)
			}
		}
		r.notes.Leave("隐藏的文字", hidden, report.Pos{Page: p.Number})
		if r.f.lies[p.Number] {
			r.fail(otherText, p.Number)
		}
	}
}

// inline are the types of elements within a line (14.8.4.4).
var inline = []string{"", "Span", "Link", "Reference", "Quote", "Code", "Em", "Strong", "Sub", "Annot", "Ruby", "RB", "RT", "RP",
	"Warichu", "WT", "WP", "Lbl", "BibEntry", "Form", "Figure", "Formula"}

// paragraphs are the types of elements in which those without a meaning are within a line.
var paragraphs = []string{"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "TH", "TD", "Caption", "LBody", "Title"}

// line returns how many kids of an element stand in one line at their beginning.
func line(kind string, kids []*Element) int {
	n := 0
	for n < len(kids) && isInline(kids[n], slices.Contains(paragraphs, kind)) {
		n++
	}
	return n
}

func isInline(e *Element, paragraph bool) bool {
	if e.Kind == "NonStruct" || e.Kind == "Private" {
		return !slices.ContainsFunc(e.Kids, func(k *Element) bool { return k.Kind != "" && !(paragraph && isInline(k, true)) })
	}
	return slices.Contains(inline, e.Kind)
}

// blocks hands over the paragraphs and tables of an element. number is that of a list,
// in front of the first of them.
func (r *blockReader) blocks(e *Element, number string) error {
	switch e.Kind {
	case "Artifact":
		return nil
	case "Note", "FENote":
		r.notes.Leave("脚注", 1, report.Pos{Page: firstPage(e)})
		return nil
	case "Table":
		return r.table(e)
	case "LI":
		if len(e.Kids) > 1 && e.Kids[0].Kind == "Lbl" {
			label := r.text(e.Kids[:1], false)
			rest := *e
			rest.Kind, rest.Kids = "LBody", e.Kids[1:]
			return r.blocks(&rest, label.text)
		}
	}
	for kids := e.Kids; len(kids) > 0; {
		n := line(e.Kind, kids)
		if n == 0 {
			if err := r.blocks(kids[0], number); err != nil {
				return err
			}
			kids, number = kids[1:], ""
			continue
		}
		t := r.text(kids[:n], false)
		if s := strings.TrimSpace(number + t.text); s != "" {
			r.out.Blocks = append(r.out.Blocks, source.Block{At: report.Pos{Page: t.page}, Text: s, Level: level(e.Kind)})
			number = ""
		}
		kids = kids[n:]
	}
	if len(r.out.Blocks) > source.MaxBlocks {
		return tooMany(0, "段落和表格的行", source.MaxBlocks)
	}
	return nil
}

// level returns the level of a heading, or 0.
func level(kind string) int {
	if len(kind) == 2 && kind[0] == 'H' && kind[1] >= '1' && kind[1] <= '9' {
		return int(kind[1] - '0')
	}
	return 0
}

func firstPage(e *Element) int {
	if e.Kind == "" {
		return e.Page
	}
	for _, k := range e.Kids {
		if p := firstPage(k); p > 0 {
			return p
		}
	}
	return 0
}

// contentOf appends the content of elements, in their order.
func contentOf(list, all []*Element) []*Element {
	for _, e := range list {
		switch e.Kind {
		case "":
			all = append(all, e)
		case "Figure", "Artifact":
		default:
			all = contentOf(e.Kids, all)
		}
	}
	return all
}

// survey tells of pictures, and refuses elements that are said to stand for another text
// than is painted.
func (r *blockReader) survey(e *Element) {
	if e.Kind == "Figure" {
		r.notes.Leave("图片", 1, report.Pos{Page: firstPage(e)})
	}
	if e.Actual != "" {
		if t := r.text(e.Kids, false); t.text != "" && !sameWords(t.text, e.Actual) {
			r.fail(otherText, t.page)
		}
	}
	for _, k := range e.Kids {
		r.survey(k)
	}
}

// sameWords compares what counts in texts.
func sameWords(a, b string) bool {
	return strings.Map(wordsOnly, norm.NFKC.String(a)) == strings.Map(wordsOnly, norm.NFKC.String(b))
}

func wordsOnly(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return r
	}
	return -1
}

// written is text that is put together from characters.
type written struct {
	text    string
	page    int
	wrapped bool       // it has a \n where a line ends within a figure
	box     paper.Rect // on that page
}

// text puts the content of elements together. A line that ends between Chinese
// characters leaves no trace; between words there is a space, which most programs paint.
func (r *blockReader) text(list []*Element, inCell bool) written {
	t := written{box: paper.Nothing}
	var b strings.Builder
	var before *paper.Char
	page := 0
	for _, e := range contentOf(list, nil) {
		p := r.f.pages[e.Page-1]
		if r.compared += len(e.Chars); r.compared > maxText {
			r.fail(otherText, e.Page)
			break
		}
		for _, i := range e.Chars {
			c := &p.Chars[i]
			if c.NoText {
				r.fail(looseText, e.Page)
			}
			if t.page == 0 {
				t.page = e.Page
			}
			if e.Page == t.page {
				t.box = t.box.Around(c.Box)
			}
			switch {
			case before == nil:
			case page != e.Page || before.Line != c.Line:
				switch {
				case figure(before.Text) && figure(c.Text) && inCell:
					b.WriteByte('\n')
					t.wrapped = true
				case narrow(before.Text, c.Text) && !r.spaced:
					b.WriteByte(' ')
				}
			case gap(before, c):
				b.WriteByte(' ')
			}
			b.WriteString(c.Text)
			before, page = c, e.Page
		}
	}
	t.text = strings.TrimSpace(b.String())
	return t
}

// figure reports whether a character may be one of a figure.
func figure(s string) bool { return s != "" && strings.Contains("0123456789.,-", s) }

// narrow reports whether neither of two neighbours is a Chinese character or white space.
func narrow(a, b string) bool {
	return a != "" && b != "" && a[len(a)-1] > ' ' && a[len(a)-1] < 0x7F && b[0] > ' ' && b[0] < 0x7F
}

// gap reports whether two characters of a line stand apart as words do.
func gap(a, b *paper.Char) bool {
	if a.Turned || b.Turned {
		return false
	}
	wide := a.Size
	if narrow(a.Text, b.Text) {
		wide /= 4
	}
	return b.Box.X0-a.Box.X1 > wide && strings.TrimSpace(a.Text) != "" && strings.TrimSpace(b.Text) != ""
}

// table hands over a table, or what is in it where it serves to lay that out.
func (r *blockReader) table(e *Element) error {
	g := &source.Grid{}
	rows := r.rows(e, g, nil)
	cells, layout := 0, false
	for _, row := range rows {
		for _, c := range row.Kids {
			if c.Kind != "TH" && c.Kind != "TD" {
				continue
			}
			cells++
			layout = layout || holdsTable(c)
		}
	}
	if layout || cells <= 1 {
		if g.Caption != "" {
			r.out.Blocks = append(r.out.Blocks, source.Block{At: report.Pos{Page: firstPage(e)}, Text: g.Caption})
		}
		for _, row := range rows {
			for _, c := range row.Kids {
				if err := r.blocks(c, ""); err != nil {
					return err
				}
			}
		}
		return nil
	}
	r.tables++
	var texts []written
	covered := map[[2]int]bool{}
	for i, row := range rows {
		col := 0
		for _, c := range row.Kids {
			if c.Kind != "TH" && c.Kind != "TD" {
				continue
			}
			for covered[[2]int{i, col}] {
				col++
			}
			x := source.Cell{Row: i, Col: col, Rows: min(c.RowSpan, len(rows)-i), Cols: c.ColSpan}
			if r.cells += x.Rows * x.Cols; r.cells > source.MaxCells {
				return tooMany(0, "单元格", source.MaxCells)
			}
			for dr := range x.Rows {
				for dc := range x.Cols {
					at := [2]int{i + dr, col + dc}
					if covered[at] {
						r.fail(otherPlaces, firstPage(c))
					}
					covered[at] = true
				}
			}
			t := r.cell(c)
			x.Text = t.text
			if t.wrapped {
				x.State = source.Wrapped
			}
			x.At = report.Pos{Page: t.page, Table: r.tables, Row: i + 1, Col: col + 1}
			g.Cells, texts = append(g.Cells, x), append(texts, t)
			col += x.Cols
			g.Cols = max(g.Cols, col)
		}
	}
	g.Rows = len(rows)
	r.place(g, texts)
	r.out.Blocks = append(r.out.Blocks, source.Block{At: report.Pos{Page: firstPage(e), Table: r.tables}, Table: g})
	return nil
}

// rows appends the rows of a table; its caption goes to the grid.
func (r *blockReader) rows(e *Element, g *source.Grid, rows []*Element) []*Element {
	for _, k := range e.Kids {
		switch k.Kind {
		case "TR":
			rows = append(rows, k)
		case "Caption":
			if g.Caption = r.text(k.Kids, false).text; g.Caption == "" {
				g.Caption = k.Actual
			}
		case "Artifact":
		default:
			rows = r.rows(k, g, rows)
		}
	}
	return rows
}

func holdsTable(e *Element) bool {
	return slices.ContainsFunc(e.Kids, func(k *Element) bool { return k.Kind == "Table" || holdsTable(k) })
}

// cell returns the text of a cell, with \n between its paragraphs.
func (r *blockReader) cell(e *Element) written {
	all := written{box: paper.Nothing}
	var lines []string
	var visit func(e *Element)
	visit = func(e *Element) {
		for kids := e.Kids; len(kids) > 0; {
			n := line(e.Kind, kids)
			if n == 0 {
				visit(kids[0])
				kids = kids[1:]
				continue
			}
			if t := r.text(kids[:n], true); t.text != "" {
				lines = append(lines, t.text)
				all.wrapped = all.wrapped || t.wrapped
				if all.page == 0 {
					all.page = t.page
				}
				if t.page == all.page {
					all.box = all.box.Around(t.box)
				}
			}
			kids = kids[n:]
		}
	}
	visit(e)
	all.text = strings.Join(lines, "\n")
	all.wrapped = all.wrapped && len(lines) == 1
	return all
}

// maxCompare is how many cells of a table are compared with each other.
const maxCompare = 1500

// place refuses a grid whose cells are painted in another order: each column right of
// those before, and each row below those before, or on a later page.
func (r *blockReader) place(g *source.Grid, texts []written) {
	if len(g.Cells) > maxCompare {
		r.fail(otherPlaces, 0)
		return
	}
	for i, a := range g.Cells {
		for j, b := range g.Cells {
			s, t := texts[i], texts[j]
			if s.page == 0 || t.page == 0 {
				continue
			}
			left := a.Col+a.Cols <= b.Col && s.box.X0+s.box.X1 >= t.box.X0+t.box.X1
			above := a.Row+a.Rows <= b.Row && (s.page > t.page || s.page == t.page && s.box.Y0+s.box.Y1 <= t.box.Y0+t.box.Y1)
			if left || above {
				r.fail(otherPlaces, t.page)
				return
			}
		}
	}
}
