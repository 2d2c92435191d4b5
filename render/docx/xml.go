package docx

import (
	"io"
	"strconv"

	"github.com/nianbao/nianbao/render/internal/markup"
	"github.com/nianbao/nianbao/render/internal/remarks"
)

const xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// xmlWriter appends XML to a buffer, which it empties into out, if there is one.
// What it is given is checked before, and out is a deflater, so that nothing can
// fail but for a kind of block that it does not know.
type xmlWriter struct {
	b     []byte
	out   io.Writer
	fonts *embedding
	// remarks are those that document.xml has yet to come to.
	remarks remarks.List
	err     error
}

// flushAt is how much XML is kept before it is compressed.
const flushAt = 16 << 10

// spill empties the buffer when it is full.
func (x *xmlWriter) spill() {
	if len(x.b) >= flushAt && x.out != nil {
		x.flush()
	}
}

func (x *xmlWriter) flush() {
	x.out.Write(x.b)
	x.b = x.b[:0]
}

// raw appends markup as it is.
func (x *xmlWriter) raw(s string) { x.b = append(x.b, s...) }

func (x *xmlWriter) int(n int) { x.b = strconv.AppendInt(x.b, int64(n), 10) }

// hex appends the last digits of n.
func (x *xmlWriter) hex(n uint32, digits int) {
	for digits--; digits >= 0; digits-- {
		x.b = append(x.b, "0123456789ABCDEF"[n>>(4*digits)&0xF])
	}
}

// text appends text, which may also stand in a quoted attribute.
func (x *xmlWriter) text(s string) { x.b = markup.Append(x.b, s) }

// attr appends an attribute with a number.
func (x *xmlWriter) attr(name string, n int) {
	x.raw(" ")
	x.raw(name)
	x.raw(`="`)
	x.int(n)
	x.raw(`"`)
}

// valInt appends an empty element with a number in w:val.
func (x *xmlWriter) valInt(element string, n int) {
	x.raw("<")
	x.raw(element)
	x.attr("w:val", n)
	x.raw("/>")
}

// val appends an empty element with a string in w:val.
func (x *xmlWriter) val(element, s string) {
	x.raw("<")
	x.raw(element)
	x.raw(` w:val="`)
	x.text(s)
	x.raw(`"/>`)
}
