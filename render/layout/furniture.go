package layout

import (
	"slices"
	"strconv"

	"github.com/nianbao/nianbao/report/doc"
)

// marking is the text of a mark, ready to be set on every page.
type marking struct {
	chars []char
	line  line
}

// shapeMark makes the mark of the document ready.
func (t *typesetter) shapeMark() error {
	mark := t.out.Document.Mark
	if mark == "" {
		return nil
	}
	style, p := t.style(doc.Mark), Place{Block: markBlock}
	from := t.shape(doc.Text(mark), style, p)
	chars := slices.Clone(t.chars[from:])
	setSpaces(chars)
	t.mark = marking{chars, endLine(chars, 0, len(chars), len(chars), true)}
	if room := t.page.Top - t.page.MarkRise; style.LineHeight > room {
		return &OverflowError{MarkHeight, p, style.LineHeight, room}
	}
	if w, room := t.mark.line.width, t.page.TextWidth(); w > room {
		return &OverflowError{LineWidth, p, w, room}
	}
	return nil
}

// setMark sets the mark on the page that is being filled, above the type area.
func (t *typesetter) setMark() {
	style := t.style(doc.Mark)
	y := t.page.Top - t.page.MarkRise - style.LineHeight + baseline(style.LineHeight, style.Size)
	t.setLine(Origin{Mark, markBlock, -1}, t.mark.chars, &t.mark.line, style.Align, t.page.Left, y, t.page.TextWidth())
}

// numberPages sets the page numbers: below the type area, with a dash on
// either side, on the right of odd pages and on the left of even ones, an
// indent away from the edge (GB/T 9704-2012, 7.5).
func (t *typesetter) numberPages() error {
	style := &t.styles[doc.PageNumber]
	in := indent(style.RightIndent, style)
	complete := true
	for _, r := range allNumbers {
		complete = t.index(style.Role, style.Bold, r) >= 0 && complete
	}
	for i := range t.out.Pages {
		t.on = i
		t.forget()
		number := t.current().Number
		from := t.shape(doc.Text(pageNumber(strconv.Itoa(number))), style, Place{Block: numberBlock})
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
		t.setLine(Origin{Kind: Furniture, Block: numberBlock, Cell: -1}, chars, &l, doc.Left, x, y, l.width)
	}
	if complete {
		t.out.choices = t.list
	}
	return nil
}

// pageNumber returns what is set for a page number.
func pageNumber(figures string) string { return numberHead + figures + numberTail }

const (
	numberHead = "— "
	numberTail = " —"
	// allNumbers is a page number with every figure, as [Choices] has them.
	allNumbers = numberHead + "0123456789" + numberTail
)
