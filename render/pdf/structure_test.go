package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/nianbao/nianbao/fonts"
	"github.com/nianbao/nianbao/render/internal/pdfread"
	official "github.com/nianbao/nianbao/render/internal/sample"
	"github.com/nianbao/nianbao/render/layout"
	editions "github.com/nianbao/nianbao/report"
	"github.com/nianbao/nianbao/report/doc"
)

// node is a structure element as it is read from a file.
type node struct {
	ref    pdfread.Ref
	dict   dict
	kind   pdfread.Name
	id     string
	attrs  dict // owned by Table
	kids   []*node
	places []place // of its content
	text   string
	table  *nodeTable
	row    int // of a cell
	col    int
}

// place is a piece of content: its page, from 0, and MCID.
type place struct{ page, mcid int }

// nodeTable is the grid of a table as the tags give it.
type nodeTable struct {
	cells []*node // in reading order
	at    map[[2]int]*node
	rows  int
	cols  int
}

// tree reads the structure tree and checks what holds of every file: that parents
// and kids agree, that every piece of content is of one element and every element
// finds its own, that elements stand where they may, that the grids of tables are
// regular, and that heads have IDs and scopes.
func (f *file) tree() *node {
	f.t.Helper()
	root := f.root("StructTreeRoot").(dict)
	if root["Type"] != pdfread.Name("StructTreeRoot") {
		f.t.Errorf("root %v", root)
	}
	pages := map[pdfread.Ref]int{}
	for i, r := range f.root("Pages", "Kids").([]any) {
		pages[r.(pdfread.Ref)] = i
	}
	content := map[place]string{} // what the pages show
	tags := map[place]pdfread.Name{}
	for p := range pages {
		d := f.draw(pages[p])
		for mcid, tag := range d.tags {
			tags[place{pages[p], mcid}] = tag
		}
		for _, g := range d.glyphs {
			if g.mcid >= 0 {
				content[place{pages[p], g.mcid}] += g.char
			}
		}
	}
	ids := map[string]*node{}
	owner := map[place]*node{}
	var read func(r pdfread.Ref, parent any) *node
	read = func(r pdfread.Ref, parent any) *node {
		d := f.get(r).(dict)
		n := &node{ref: r, dict: d, kind: d["S"].(pdfread.Name)}
		if d["P"] != parent {
			f.t.Errorf("%s %d: parent %v, want %v", n.kind, r, d["P"], parent)
		}
		if id, ok := d["ID"].(string); ok {
			if ids[id] != nil {
				f.t.Errorf("two elements with the ID %q", id)
			}
			n.id, ids[id] = id, n
		}
		if d["A"] != nil {
			if n.attrs = f.get(d["A"]).(dict); n.attrs["O"] != pdfread.Name("Table") {
				f.t.Errorf("%s: attributes %v", n.kind, n.attrs)
			}
		}
		own := func(page any, mcid float64) {
			at := place{pages[page.(pdfread.Ref)], int(mcid)}
			if owner[at] != nil {
				f.t.Errorf("%v belongs to two elements", at)
			}
			if tags[at] != n.kind {
				f.t.Errorf("%v of %s is marked %q", at, n.kind, tags[at])
			}
			owner[at] = n
			n.places = append(n.places, at)
			n.text += content[at]
		}
		kids, _ := d["K"].([]any)
		for _, k := range kids {
			switch k := k.(type) {
			case pdfread.Ref:
				n.kids = append(n.kids, read(k, r))
			case float64:
				own(d["Pg"], k)
			case dict:
				if k["Type"] != pdfread.Name("MCR") || k["Pg"] == d["Pg"] {
					f.t.Errorf("%s: %v", n.kind, k)
				}
				own(k["Pg"], k["MCID"].(float64))
			default:
				f.t.Errorf("%s: kid %v", n.kind, k)
			}
		}
		if len(n.kids) > 0 && len(n.places) > 0 {
			f.t.Errorf("%s has kids and content", n.kind)
		}
		if !slices.IsSortedFunc(n.places, func(a, b place) int { return (a.page-b.page)<<16 + a.mcid - b.mcid }) {
			f.t.Errorf("content of %s out of order: %v", n.kind, n.places)
		}
		return n
	}
	top := read(root["K"].(pdfread.Ref), f.root().(dict)["StructTreeRoot"])

	// Every piece of content has an element, and the parent tree leads there.
	nums := f.get(root["ParentTree"], "Nums").([]any)
	if root["ParentTreeNextKey"] != float64(len(pages)) || len(nums) != 2*len(pages) {
		f.t.Errorf("parent tree of %d pages: %v", len(pages), nums)
	}
	all := 0
	for r, i := range pages {
		if f.get(r, "StructParents") != float64(i) || nums[2*i] != float64(i) || f.get(r, "Tabs") != pdfread.Name("S") {
			f.t.Errorf("page %d: %v, key %v", i, f.get(r), nums[2*i])
		}
		for mcid, e := range nums[2*i+1].([]any) {
			all++
			if n := owner[place{i, mcid}]; n == nil || n.ref != e {
				f.t.Errorf("page %d, MCID %d: parent tree leads to %v", i, mcid, e)
			}
		}
	}
	if all != len(tags) || all != len(owner) {
		f.t.Errorf("%d pieces of content, %d of elements, %d in the parent tree", len(tags), len(owner), all)
	}

	// The name tree has every ID, sorted.
	names := f.get(root["IDTree"], "Names").([]any)
	if len(names) != 2*len(ids) {
		f.t.Errorf("%d IDs in the tree, %d in use", len(names)/2, len(ids))
	}
	for i := 0; i < len(names); i += 2 {
		id := names[i].(string)
		if i > 0 && names[i-2].(string) >= id {
			f.t.Errorf("ID %q out of order", id)
		}
		if ids[id] == nil || ids[id].ref != names[i+1] {
			f.t.Errorf("ID %q leads to %v", id, names[i+1])
		}
	}
	f.checkKinds(top)
	return top
}

// checkKinds checks what stands under what (ISO 32000-1, 14.8.4).
func (f *file) checkKinds(top *node) {
	f.t.Helper()
	if top.kind != "Document" {
		f.t.Errorf("the tree begins with %s", top.kind)
	}
	kinds := func(n *node) string {
		var s []string
		for _, k := range n.kids {
			s = append(s, string(k.kind))
		}
		return strings.Join(s, " ")
	}
	depth := 0
	for _, n := range top.kids {
		switch n.kind {
		case "H1", "H2", "H3", "H4", "H5", "H6":
			d := int(n.kind[1] - '0')
			if d > depth+1 {
				f.t.Errorf("%s %q after H%d", n.kind, n.text, depth)
			}
			depth = d
			fallthrough
		case "P":
			if len(n.kids) > 0 || len(n.places) == 0 {
				f.t.Errorf("%s %q: %v", n.kind, n.text, n.dict)
			}
		case "Table":
			k := n.kids
			if k[0].kind == "Caption" {
				if k[0].text != "" || k[0].dict["ActualText"] == nil || len(k[0].places) > 1 {
					f.t.Errorf("Caption %v", k[0].dict)
				}
				k = k[1:]
			}
			if list := strings.TrimPrefix(kinds(&node{kids: k}), "THead "); strings.Trim(strings.ReplaceAll(list, "TBody", ""), " ") != "" || list == "" {
				f.t.Errorf("Table of %s", list)
			}
			for _, group := range k {
				if s := kinds(group); strings.Trim(s, "TR ") != "" || s == "" {
					f.t.Errorf("%s of %s", group.kind, s)
				}
			}
			f.checkGrid(n, k)
		default:
			f.t.Errorf("%s in the document", n.kind)
		}
	}
}

// checkGrid finds the places of the cells as HTML does and checks that they tile
// the table, and that heads and figures have what they must.
func (f *file) checkGrid(n *node, groups []*node) {
	f.t.Helper()
	g := &nodeTable{at: map[[2]int]*node{}}
	n.table = g
	for _, group := range groups {
		end := g.rows + len(group.kids)
		for _, tr := range group.kids {
			col := 0
			for _, c := range tr.kids {
				for g.at[[2]int{g.rows, col}] != nil {
					col++
				}
				c.row, c.col = g.rows, col
				g.cells = append(g.cells, c)
				rows, cols := c.span("RowSpan"), c.span("ColSpan")
				if c.row+rows > end {
					f.t.Errorf("%q reaches beyond its %s", c.text, group.kind)
				}
				for y := range rows {
					for x := range cols {
						at := [2]int{c.row + y, c.col + x}
						if g.at[at] != nil {
							f.t.Errorf("%q and %q overlap", c.text, g.at[at].text)
						}
						g.at[at] = c
						g.cols = max(g.cols, at[1]+1)
					}
				}
			}
			g.rows++
		}
	}
	if len(g.at) != g.rows*g.cols {
		f.t.Errorf("%d places in a grid of %d × %d", len(g.at), g.rows, g.cols)
	}
	heads := map[string]*node{}
	for _, c := range g.cells {
		scope, _ := c.attrs["Scope"].(pdfread.Name)
		switch c.kind {
		case "TH":
			if c.id == "" || scope != "Column" && scope != "Row" || c.attrs["Headers"] != nil {
				f.t.Errorf("TH %q: %v", c.text, c.dict)
			}
			heads[c.id] = c
		case "TD":
			if c.id != "" || scope != "" {
				f.t.Errorf("TD %q: %v", c.text, c.dict)
			}
		default:
			f.t.Errorf("%s in a row", c.kind)
		}
	}
	for _, c := range g.cells {
		for _, h := range c.headers() {
			head := heads[h]
			switch {
			case head == nil:
				f.t.Errorf("TD %q has the head %q, which there is not in the table", c.text, h)
			case head.attrs["Scope"] == pdfread.Name("Column") && (head.row >= c.row || !touch(head.col, head.span("ColSpan"), c.col, c.span("ColSpan"))),
				head.attrs["Scope"] == pdfread.Name("Row") && (head.col >= c.col || !touch(head.row, head.span("RowSpan"), c.row, c.span("RowSpan"))):
				f.t.Errorf("TD %q has the head %q, which does not head it", c.text, head.text)
			}
		}
	}
}

func touch(a, n, b, m int) bool { return a < b+m && b < a+n }

func (n *node) span(key string) int {
	v, ok := n.attrs[key].(float64)
	if !ok {
		return 1
	}
	return int(v)
}

func (n *node) headers() []string {
	var s []string
	list, _ := n.attrs["Headers"].([]any)
	for _, h := range list {
		s = append(s, h.(string))
	}
	return s
}

// checkTags compares the tree of a file with the document: every block and every
// cell once, in reading order, with its whole text, and every figure with the
// heads that the grid gives it.
func checkTags(t *testing.T, d *doc.Document, f *file) *node {
	t.Helper()
	top := f.tree()
	kids := top.kids
	for _, b := range d.Blocks {
		if len(kids) == 0 {
			t.Fatal("blocks are missing")
		}
		n := kids[0]
		switch b := b.(type) {
		case *doc.Heading:
			if n.kind[0] != 'H' || squeeze(n.text) != squeeze(doc.PlainText(b.Runs)) {
				t.Errorf("%s %q for a heading %q", n.kind, n.text, doc.PlainText(b.Runs))
			}
		case *doc.Paragraph:
			if squeeze(doc.PlainText(b.Runs)) == "" {
				continue
			}
			if n.kind != "P" || squeeze(n.text) != squeeze(doc.PlainText(b.Runs)) {
				t.Errorf("%s %q for a paragraph %q", n.kind, n.text, doc.PlainText(b.Runs))
			}
		case *doc.Table:
			checkTable(t, b, n)
		}
		kids = kids[1:]
	}
	if len(kids) > 0 {
		t.Errorf("%d elements too many, first %s %q", len(kids), kids[0].kind, kids[0].text)
	}
	return top
}

func checkTable(t *testing.T, b *doc.Table, n *node) {
	t.Helper()
	if n.kind != "Table" {
		t.Fatalf("%s for a table", n.kind)
	}
	if got := pdfread.DecodeText(n.kids[0].dict["ActualText"].(string)); got != b.Caption {
		t.Errorf("caption %q, want %q", got, b.Caption)
	}
	if got := pdfread.DecodeText(n.attrs["Summary"].(string)); got != b.Description {
		t.Errorf("summary %q, want %q", got, b.Description)
	}
	if head := n.kids[1].kind == "THead"; head != (b.HeadRows > 0) || head && len(n.kids[1].kids) != b.HeadRows {
		t.Errorf("%s of %d rows, want %d", n.kids[1].kind, len(n.kids[1].kids), b.HeadRows)
	}
	g, err := b.Grid()
	if err != nil {
		t.Fatal(err)
	}
	if n.table.rows != g.Rows || n.table.cols != g.Cols || len(n.table.cells) != len(g.Cells) {
		t.Fatalf("%d cells in %d × %d, want %d in %d × %d", len(n.table.cells), n.table.rows, n.table.cols, len(g.Cells), g.Rows, g.Cols)
	}
	byID := map[string]*node{}
	for _, c := range n.table.cells {
		byID[c.id] = c
	}
	for i := range g.Cells {
		p, c := &g.Cells[i], n.table.cells[i]
		if c.row != p.Row || c.col != p.Col || c.span("RowSpan") != p.RowSpan || c.span("ColSpan") != p.ColSpan {
			t.Errorf("%s %q at %d, %d: %v", c.kind, c.text, c.row, c.col, p)
		}
		if squeeze(c.text) != squeeze(doc.PlainText(p.Runs)) {
			t.Errorf("%s %q, want %q", c.kind, c.text, doc.PlainText(p.Runs))
		}
		want := map[doc.CellKind]string{doc.Data: "TD <nil>", doc.ColumnHead: "TH Column", doc.RowHead: "TH Row"}[p.Kind]
		if got := fmt.Sprintf("%s %v", c.kind, c.attrs["Scope"]); got != want {
			t.Errorf("%q: %s, want %s", c.text, got, want)
		}
		if p.Kind != doc.Data {
			continue
		}
		heads := g.Headers(p)
		got := c.headers()
		if len(got) != len(heads) || len(got) == 0 {
			t.Fatalf("TD %q: heads %q, want %d", c.text, got, len(heads))
		}
		for j, h := range heads {
			if th := byID[got[j]]; th.row != h.Row || th.col != h.Col {
				t.Errorf("TD %q: head %q, want %q", c.text, th.text, doc.PlainText(h.Runs))
			}
		}
	}
}

// squeeze leaves out spaces, some of which fall away at the end of a line.
func squeeze(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// form typesets the sample report with paragraphs before each table that push it
// down the page.
func form(tb testing.TB, e editions.Edition, lines int) *layout.Layout {
	tb.Helper()
	d := *official.Document(e)
	var blocks []doc.Block
	for _, b := range d.Blocks {
		if _, ok := b.(*doc.Table); ok {
			for range lines {
				blocks = append(blocks, &doc.Paragraph{Runs: doc.Text("见下表。")})
			}
		}
		blocks = append(blocks, b)
	}
	d.Blocks = blocks
	l, err := layout.Typeset(&d, fonts.Default())
	if err != nil {
		tb.Fatal(err)
	}
	return l
}

func writeLayout(tb testing.TB, o Options, l *layout.Layout) []byte {
	tb.Helper()
	var b bytes.Buffer
	if err := o.Write(&b, l); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// The tables of the form, begun here and there on a page and so cut by page breaks
// here and there. The conformance tests cut them at every row.
func TestTagsOfForm(t *testing.T) {
	for _, e := range editions.Editions() {
		for lines := 0; lines < 22; lines += 5 {
			l := form(t, e, lines)
			checkTags(t, l.Document, readFile(t, writeLayout(t, Options{}, l)))
		}
	}
}

func TestTags(t *testing.T) {
	s := sample2(t)
	f := s.read()
	top := f.tree()
	var b strings.Builder
	var dump func(n *node, indent string)
	dump = func(n *node, indent string) {
		fmt.Fprintf(&b, "%s%s", indent, n.kind)
		for _, key := range []string{"Scope", "RowSpan", "ColSpan", "Headers"} {
			if v := n.attrs[key]; v != nil {
				fmt.Fprintf(&b, " %s=%v", key, v)
			}
		}
		if n.id != "" {
			fmt.Fprintf(&b, " #%s", n.id)
		}
		if n.text != "" {
			fmt.Fprintf(&b, " %q", n.text)
		}
		for _, p := range n.places {
			fmt.Fprintf(&b, " %d:%d", p.page, p.mcid)
		}
		b.WriteByte('\n')
		for _, k := range n.kids {
			dump(k, indent+" ")
		}
	}
	dump(top, "")
	const want = `Document
 H1 "年度报告" 0:0
 H2 "一、" 0:1
 H3 "（一）" 0:2
 P "正文接上页" 0:3 1:0
 Table
  Caption 1:1
  THead
   TR
    TH Scope=Column ColSpan=2 #T1R1C1 "项目" 1:2
    TH Scope=Column #T1R1C3 "数量" 1:3
  TBody
   TR
    TH Scope=Row RowSpan=2 #T1R2C1 "办理" 1:4 2:0
    TH Scope=Row #T1R2C2 "甲" 1:5
    TD Headers=[T1R1C3 T1R2C1 T1R2C2] "1" 1:6
   TR
    TH Scope=Row #T1R3C2 "乙" 2:1
    TD Headers=[T1R1C3 T1R2C1 T1R3C2]
`
	if got := b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	for page, want := range []string{"", "", "数量"} {
		var repeated string
		for _, g := range f.draw(page).glyphs {
			if g.artifact == "Pagination" {
				repeated += g.char
			}
		}
		if repeated != want {
			t.Errorf("page %d repeats %q, want %q", page+1, repeated, want)
		}
	}
}

// sample2 sets three pages by hand: a run-in heading, a paragraph and a cell that
// go on after a page break, a head that is repeated, and an empty figure.
func sample2(tb testing.TB) *setter {
	s := newSetter(tb)
	s.Document.Blocks = []doc.Block{
		&doc.Heading{Runs: doc.Text("年度报告")},
		&doc.Heading{Level: 1, Runs: doc.Text("一、")},
		&doc.Heading{Level: 2, RunIn: true, Runs: doc.Text("（一）")},
		&doc.Paragraph{Runs: doc.Text("正文接上页")},
		&doc.Paragraph{}, // has nothing on any page
		&doc.Heading{Level: 1, Runs: doc.Text("")}, // the same
		&doc.Table{
			Caption: "表", Widths: make([]doc.Length, 3), HeadRows: 1,
			Rows: []doc.Row{
				{Cells: []doc.Cell{{Kind: doc.ColumnHead, ColSpan: 2}, {Kind: doc.ColumnHead}}},
				{Cells: []doc.Cell{{Kind: doc.RowHead, RowSpan: 2}, {Kind: doc.RowHead}, {}}},
				{Cells: []doc.Cell{{Kind: doc.RowHead}, {}}},
			},
		},
	}
	at := 100.0
	text := func(o layout.Origin, str string) {
		s.text(80, at, look{role: doc.Song, size: 12, origin: o}, str)
		at += 20
	}
	cell := func(i int) layout.Origin { return layout.Origin{Block: 6, Cell: i} }
	s.page()
	text(block(0), "年度")
	text(block(0), "报告") // the same piece of content
	text(block(1), "一、")
	text(block(2), "（一）")
	text(block(3), "正文")
	text(furniture, "1")
	s.page()
	text(block(3), "接上页")
	text(cell(0), "项目")
	text(cell(1), "数量")
	text(cell(2), "办")
	text(cell(3), "甲")
	text(cell(4), "1")
	s.page()
	text(layout.Origin{Kind: layout.Repeated, Block: 6, Cell: 1}, "数量")
	text(cell(2), "理")
	text(cell(5), "乙")
	return s
}

// Levels that a document leaves out leave no gap in the tags.
func TestHeadingTags(t *testing.T) {
	for _, c := range []struct {
		levels []int
		want   string
	}{
		{[]int{0, 1, 2, 2, 1, 0}, "H1 H2 H3 H3 H2 H1"},
		{[]int{1, 2, 1}, "H1 H2 H1"},
		{[]int{2, 0, 2, 2, 1, 2}, "H1 H1 H2 H2 H2 H3"},
		{[]int{0, 1, 2, 3, 4, 5, 6, 7}, "H1 H2 H3 H4 H5 H6 H6 H6"},
	} {
		s := newSetter(t)
		s.page()
		for i, level := range c.levels {
			s.Document.Blocks = append(s.Document.Blocks, &doc.Heading{Level: level})
			s.text(80, 100+float64(i), look{size: 16, origin: block(i)}, "一")
		}
		var got []string
		for _, n := range s.read().tree().kids {
			got = append(got, string(n.kind))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%v: %v, want %s", c.levels, got, c.want)
		}
	}
}

// Table two has no head rows to repeat: each block of it is a group of rows.
func TestRowGroups(t *testing.T) {
	two, three, four := official.Tables(editions.Edition2021)
	across := &doc.Table{Widths: make([]doc.Length, 2), HeadRows: 1, Rows: []doc.Row{
		{Cells: []doc.Cell{{Kind: doc.ColumnHead, RowSpan: 2}, {Kind: doc.ColumnHead}}}, {Cells: []doc.Cell{{}}},
	}}
	for what, c := range map[string]struct {
		table *doc.Table
		want  string
	}{
		"blocks":                   {two, "TBody:4 TBody:3 TBody:4 TBody:3"},
		"heads":                    {three, fmt.Sprintf("THead:3 TBody:%d", len(three.Rows)-3)},
		"one row of figures":       {four, "THead:3 TBody:1"},
		"a cell spans from a head": {across, "TBody:2"},
	} {
		s := newSetter(t)
		s.Document.Blocks = []doc.Block{c.table}
		s.page()
		s.text(80, 100, look{size: 9}, "一")
		s.Pages[0].Texts[0].Cell = 0
		var got []string
		for _, n := range s.read().tree().kids[0].kids {
			if n.kind != "Caption" {
				got = append(got, fmt.Sprintf("%s:%d", n.kind, len(n.kids)))
			}
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", what, got, c.want)
		}
	}
}

// A character that only its face knows the meaning of is read as one that is
// missing.
func TestPrivateUse(t *testing.T) {
	s := newSetter(t)
	s.page()
	s.text(80, 100, look{size: 16, origin: block(0)}, "张某同志")
	s.text(80, 130, look{size: 16, origin: block(0)}, "李某")
	s.Pages[0].Texts[0].Glyphs[1].Rune = 0xE000
	d := s.read().draw(0)
	if got := strings.Join(d.spans, ","); got != "张〓同志" {
		t.Errorf("ActualText %q", got)
	}
	if d.glyphs[1].char != "\uE000" || len(d.tags) != 1 {
		t.Errorf("%+v", d)
	}
}
