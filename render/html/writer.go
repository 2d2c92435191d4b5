package html

import (
	"math"
	"strconv"

	"github.com/nianbao/nianbao/render/internal/markup"
	"github.com/nianbao/nianbao/render/internal/remarks"
	"github.com/nianbao/nianbao/report/doc"
)

// writer appends HTML to a buffer. The document that it is given is checked
// before, so that nothing can fail.
type writer struct {
	b        []byte
	d        *doc.Document
	grids    []*doc.Grid // of the blocks that are tables
	fragment bool        // looks are inline styles
	prefix   string      // of ids
	tables   int         // tables written
	remarks  []doc.Remark
	left     remarks.List // those that are yet to come
	looks    looks
}

// raw appends markup as it is.
func (x *writer) raw(s string) { x.b = append(x.b, s...) }

func (x *writer) int(n int) { x.b = strconv.AppendInt(x.b, int64(n), 10) }

// number appends a number of at most four decimals, as CSS has it.
func (x *writer) number(f float64) {
	x.b = strconv.AppendFloat(x.b, math.Round(f*1e4)/1e4, 'f', -1, 64)
}

// em appends a length in units of the type size.
func (x *writer) em(l, size doc.Length) {
	x.number(float64(l) / float64(size))
	if l != 0 {
		x.raw("em")
	}
}

// pt appends a length in points.
func (x *writer) pt(l doc.Length) {
	x.number(l.Pt())
	x.raw("pt")
}

// text appends text, which may also stand in a quoted attribute.
func (x *writer) text(s string) { x.b = markup.Append(x.b, s) }

// runs appends the text of a block, a br for each line feed.
func (x *writer) runs(runs []doc.Run) {
	for _, r := range runs {
		if r.Text == "" {
			continue
		}
		if r.Bold {
			x.raw("<b>")
		}
		from := 0
		for i := 0; i < len(r.Text); i++ {
			switch c := r.Text[i]; {
			case c == '\n':
				x.text(r.Text[from:i])
				x.raw("<br>")
				from = i + 1
			case 'a' <= c|0x20 && c|0x20 <= 'z':
				end := i
				for end < len(r.Text) && '!' <= r.Text[end] && r.Text[end] <= '~' {
					end++
				}
				if end-i > longWord {
					x.text(r.Text[from:i])
					x.address(r.Text[i:end])
					from = end
				}
				i = end - 1
			}
		}
		x.text(r.Text[from:])
		if r.Bold {
			x.raw("</b>")
		}
	}
}

// longWord is the most bytes that are not looked at for places to divide.
const longWord = 10

// address appends a URL or the like, with a wbr at each place where its line may
// end: it would leave a hole in the line above otherwise.
func (x *writer) address(s string) {
	from := 0
	for i := 1; i+1 < len(s); i++ {
		// Before a mark, so that the line does not look as if it ended there; of
		// several, as in ://, before none but after the last.
		if after := mark(s[i-1]); mark(s[i]) != after && (!after || mark(s[i-1]) && i > 1 && mark(s[i-2])) {
			x.text(s[from:i])
			x.raw("<wbr>")
			from = i
		}
	}
	x.text(s[from:])
}

func mark(c byte) bool {
	switch c {
	case '/', '.', '?', '&', '=', '@', ':', '_', '#', '%':
		return true
	}
	return false
}
