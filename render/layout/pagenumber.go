package layout

import (
	"strconv"

	"github.com/nianbao/nianbao/report/doc"
)

// numberPages sets the page numbers: below the type area, with a dash on
// either side, on the right of odd pages and on the left of even ones, an
// indent away from the edge (GB/T 9704-2012, 7.5).
func (t *typesetter) numberPages() error {
	style := &t.styles[doc.PageNumber]
	in := indent(style.RightIndent, style)
	for i := range t.out.Pages {
		t.on = i
		t.forget()
		number := t.current().Number
		from := t.shape(doc.Text(pageNumber(strconv.Itoa(number))), style, Place{Block: -1})
		if err := t.err(); err != nil {
			return err
		}
		chars := t.chars[from:]
		l := endLine(chars, 0, len(chars), len(chars), true)
		x := t.page.Left + in
		if number%2 == 1 {
			x = t.page.Width - t.page.Right - in - l.width
		}
		f := chars[2].Face // of the first figure
		top := doc.Length(f.Metrics().CapHeight) * style.Size / doc.Length(f.UnitsPerEm())
		y := t.page.Top + t.page.TextHeight() + t.page.NumberDrop + top
		t.setLine(Origin{Kind: Furniture, Block: -1, Cell: -1}, chars, &l, doc.Left, x, y, l.width)
	}
	return nil
}

// pageNumber returns what is set for a page number.
func pageNumber(figures string) string { return "— " + figures + " —" }
