package pdf

import (
	"bytes"
	"iter"
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/layout"
	"github.com/nianbao/nianbao/report/doc"
)

// structure is the structure tree of a document (ISO 32000-1, 14.7 and 14.8): its
// blocks as elements of the standard types in reading order, and what marked
// content belongs to each.
//
// A table is Table, Caption, THead, TBody, TR, TH and TD. Its cells have the
// spans of the grid; every TH has an ID and a Scope, every TD the IDs of all that
// head it, so that no reader has to guess. The caption is not printed: Caption
// has ActualText, and a piece of content with nothing in it where the table
// begins. How the table is to be read is its Summary.
//
// A cell or a paragraph that goes on after a page break is one element with
// content on both pages. What is set again there is an artifact.
type structure struct {
	elements []element
	blocks   []blockTags
	pages    [][]int32 // page → MCID → index of the element

	root, first ref   // of the tree and of elements[0]
	pageRefs    []ref // of the page objects
}

// element is a structure element. Elements stand in the order of a walk through
// the tree, each before its kids.
type element struct {
	kind   name
	parent int32
	end    int32 // index behind its last descendant
	marks  []mark
	table  *tableTags  // of Table, Caption, TH and TD
	cell   *doc.Placed // of TH and TD
}

// mark is a piece of marked content of a page.
type mark struct {
	page int32 // index
	mcid int32
}

// blockTags leads from a block to its elements; index 0 is none.
type blockTags struct {
	element int32      // of a heading or a paragraph
	table   *tableTags // of a table
}

// tableTags is a table that has been tagged.
type tableTags struct {
	*doc.Table
	grid    *doc.Grid
	number  int // among the tables of the document, from 1
	caption int32
	cells   []int32 // index in the grid → index of the element
}

// newStructure makes the tree of a document. Headings and paragraphs that have
// nothing on any page are left out.
func newStructure(l *layout.Layout) (*structure, error) {
	s := &structure{
		blocks: make([]blockTags, len(l.Document.Blocks)),
		pages:  make([][]int32, len(l.Pages)),
	}
	placed := make([]bool, len(l.Document.Blocks))
	for page, t := range contents(l) {
		if t.Block < 0 || t.Block >= len(placed) {
			return nil, fixed.OfText(page, t, badOrigin)
		}
		placed[t.Block] = true
	}
	s.elements = make([]element, 0, len(placed)+1)
	root := s.open("Document")
	var levels []int // of the headings that the next one may stand under
	tables := 0
	for i, b := range l.Document.Blocks {
		switch b := b.(type) {
		case *doc.Heading:
			if placed[i] {
				for len(levels) > 0 && levels[len(levels)-1] >= b.Level {
					levels = levels[:len(levels)-1]
				}
				levels = append(levels, b.Level)
				s.blocks[i].element = s.leaf(headings[min(len(levels), len(headings))-1])
			}
		case *doc.Paragraph:
			if placed[i] {
				s.blocks[i].element = s.leaf("P")
			}
		case *doc.Table:
			if len(b.Rows) == 0 || len(b.Widths) == 0 {
				continue
			}
			grid, err := l.Grid(i)
			if err != nil {
				return nil, fixed.OfPart(ofTable, b.Caption, badTable)
			}
			tables++
			s.blocks[i].table = &tableTags{Table: b, grid: grid, number: tables}
			s.table(s.blocks[i].table)
		}
	}
	s.close(root)
	for page, t := range contents(l) {
		if s.element(t.Origin) == 0 {
			return nil, fixed.OfText(page, t, badOrigin)
		}
	}
	return s, nil
}

// contents yields what stands on the pages, from 1, and belongs to the document.
func contents(l *layout.Layout) iter.Seq2[int, *layout.Text] {
	return func(yield func(int, *layout.Text) bool) {
		for i := range l.Pages {
			for j := range l.Pages[i].Texts {
				if t := &l.Pages[i].Texts[j]; t.Kind == layout.Content && len(t.Glyphs) > 0 && !yield(i+1, t) {
					return
				}
			}
		}
	}
}

// headings are the types of headings by depth. Levels that a document leaves out
// are not counted (ISO 14289-1, 7.4.2).
var headings = [...]name{"H1", "H2", "H3", "H4", "H5", "H6"}

// open adds an element under the one that is open.
func (s *structure) open(kind name) int32 {
	i := int32(len(s.elements))
	parent := i - 1
	for parent >= 0 && s.elements[parent].end != 0 {
		parent = s.elements[parent].parent
	}
	s.elements = append(s.elements, element{kind: kind, parent: parent})
	return i
}

func (s *structure) close(i int32) { s.elements[i].end = int32(len(s.elements)) }

// leaf adds an element without kids.
func (s *structure) leaf(kind name) int32 {
	i := s.open(kind)
	s.close(i)
	return i
}

func (s *structure) table(t *tableTags) {
	s.elements = slices.Grow(s.elements, len(t.grid.Cells)+len(t.Rows)+8)
	table := s.open("Table")
	s.elements[table].table = t
	if t.Caption != "" {
		t.caption = s.leaf("Caption")
		s.elements[t.caption].table = t
	}
	t.cells = make([]int32, len(t.grid.Cells))
	group := int32(0)
	next := 0 // in the cells of the grid, which stand row by row
	groups := t.grid.Groups(t.HeadRows)
	for i, g := range groups {
		// A THead, which does not stand alone (ISO 32000-1, table 337), and a TBody for
		// every block of rows under heads of its own.
		if i == 0 || groups[i-1].Head || g.Heads {
			if group != 0 {
				s.close(group)
			}
			kind := name("TBody")
			if g.Head && len(groups) > 1 {
				kind = "THead"
			}
			group = s.open(kind)
		}
		for row := g.From; row < g.To; row++ {
			tr := s.open("TR")
			for ; next < len(t.grid.Cells) && t.grid.Cells[next].Row == row; next++ {
				cell := &t.grid.Cells[next]
				kind := name("TD")
				if cell.Kind != doc.Data {
					kind = "TH"
				}
				i := s.leaf(kind)
				s.elements[i].table, s.elements[i].cell = t, cell
				t.cells[next] = i
			}
			s.close(tr)
		}
	}
	s.close(group)
	s.close(table)
}

// element returns the index of the element that content belongs to, or 0.
func (s *structure) element(o layout.Origin) int32 {
	b := &s.blocks[o.Block]
	if b.table == nil {
		return b.element
	}
	if o.Cell < 0 || o.Cell >= len(b.table.cells) {
		return 0
	}
	return b.table.cells[o.Cell]
}

// mark begins a new piece of content of an element on a page and returns its MCID.
func (s *structure) mark(i int32, page int) int32 {
	mcid := int32(len(s.pages[page]))
	s.pages[page] = append(s.pages[page], i)
	s.elements[i].marks = append(s.elements[i].marks, mark{int32(page), mcid})
	return mcid
}

// write writes the tree and returns its root; pages are the page objects.
func (s *structure) write(w *writer, pages []ref) ref {
	parents, ids := w.alloc(), w.alloc()
	s.root, s.first, s.pageRefs = w.alloc(), w.allocN(len(s.elements)), pages
	w.object(s.root, "<</Type/StructTreeRoot/K ", s.first, "/ParentTree ", parents,
		"/ParentTreeNextKey ", len(pages), "/IDTree ", ids, ">>")

	w.begin(parents)
	w.put("<</Nums[")
	for i, list := range s.pages {
		w.put(i, "[")
		for _, e := range list {
			w.buf = appendRef(w.buf, s.first+ref(e))
			w.buf = append(w.buf, ' ')
		}
		w.put("]")
	}
	w.put("]>>")
	w.end()

	const usual = 120 // bytes of an element
	w.packed = slices.Grow(w.packed, usual*len(s.elements))
	s.writeIDs(w, ids)
	for i := range s.elements {
		w.begin(s.first + ref(i))
		w.buf = s.appendElement(w.buf, i)
		w.end()
	}
	return s.root
}

// writeIDs writes the name tree of the elements that have an ID, which is one
// sorted list.
func (s *structure) writeIDs(w *writer, r ref) {
	type entry struct {
		id  []byte
		ref ref
	}
	var list []entry
	var all []byte
	for i := range s.elements {
		if e := &s.elements[i]; e.kind == "TH" {
			from := len(all)
			all = e.table.appendID(all, e.cell)
			list = append(list, entry{all[from:len(all):len(all)], s.first + ref(i)})
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return bytes.Compare(a.id, b.id) })
	w.begin(r)
	w.put("<</Names[")
	for _, e := range list {
		w.buf = append(w.buf, e.id...)
		w.buf = appendRef(w.buf, e.ref)
	}
	w.put("]>>")
	w.end()
}

// appendID appends the ID of a head as a string: table, row and column, from 1.
func (t *tableTags) appendID(b []byte, p *doc.Placed) []byte {
	b = append(b, "(T"...)
	b = strconv.AppendInt(b, int64(t.number), 10)
	b = append(b, 'R')
	b = strconv.AppendInt(b, int64(p.Row+1), 10)
	b = append(b, 'C')
	b = strconv.AppendInt(b, int64(p.Col+1), 10)
	return append(b, ')')
}

// appendElement appends the dictionary of an element (ISO 32000-1, 14.7.2).
func (s *structure) appendElement(b []byte, i int) []byte {
	e := &s.elements[i]
	b = append(b, "<</S"...)
	b = appendName(b, e.kind)
	b = append(b, "/P "...)
	if e.parent < 0 {
		b = appendRef(b, s.root)
	} else {
		b = appendRef(b, s.first+ref(e.parent))
	}
	switch {
	case e.kind == "Table" && e.table.Description != "":
		b = append(b, "/A<</O/Table/Summary"...)
		b = appendText(b, text(e.table.Description))
		b = append(b, ">>"...)
	case e.kind == "Caption":
		b = append(b, "/ActualText"...)
		b = appendText(b, text(e.table.Caption))
	case e.cell != nil:
		b = e.appendCell(b)
	}
	if int(e.end) > i+1 {
		b = append(b, "/K["...)
		for k := i + 1; k < int(e.end); k = int(s.elements[k].end) {
			b = appendRef(b, s.first+ref(k))
			b = append(b, ' ')
		}
		b = append(b, ']')
	} else if len(e.marks) > 0 {
		b = e.appendMarks(b, s.pageRefs)
	}
	return append(b, ">>"...)
}

// appendCell appends the table attributes of a cell (ISO 32000-1, 14.8.5.7).
func (e *element) appendCell(b []byte) []byte {
	if e.kind == "TH" {
		b = append(b, "/ID"...)
		b = e.table.appendID(b, e.cell)
	}
	b = append(b, "/A<</O/Table"...)
	switch e.cell.Kind {
	case doc.ColumnHead:
		b = append(b, "/Scope/Column"...)
	case doc.RowHead:
		b = append(b, "/Scope/Row"...)
	default:
		if heads := e.table.grid.Headers(e.cell); len(heads) > 0 {
			b = append(b, "/Headers["...)
			for _, h := range heads {
				b = e.table.appendID(b, h)
			}
			b = append(b, ']')
		}
	}
	if n := e.cell.RowSpan; n > 1 {
		b = append(b, "/RowSpan "...)
		b = strconv.AppendInt(b, int64(n), 10)
	}
	if n := e.cell.ColSpan; n > 1 {
		b = append(b, "/ColSpan "...)
		b = strconv.AppendInt(b, int64(n), 10)
	}
	return append(b, ">>"...)
}

// appendMarks appends the content of an element: numbers for its first page,
// references for others (ISO 32000-1, 14.7.4.2).
func (e *element) appendMarks(b []byte, pages []ref) []byte {
	first := e.marks[0].page
	b = append(b, "/Pg "...)
	b = appendRef(b, pages[first])
	b = append(b, "/K["...)
	for _, m := range e.marks {
		if m.page == first {
			b = strconv.AppendInt(b, int64(m.mcid), 10)
			b = append(b, ' ')
			continue
		}
		b = append(b, "<</Type/MCR/Pg "...)
		b = appendRef(b, pages[m.page])
		b = append(b, "/MCID "...)
		b = strconv.AppendInt(b, int64(m.mcid), 10)
		b = append(b, ">>"...)
	}
	return append(b, ']')
}

func appendRef(b []byte, r ref) []byte {
	b = strconv.AppendInt(b, int64(r), 10)
	return append(b, " 0 R"...)
}
