package ofd

import (
	"strconv"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/render/internal/markup"
	"github.com/nianbao/nianbao/report/doc"
)

// The beginning of every part, and of its root, whose name is to follow the first: some
// readers look for the prefix and not for the namespace.
const (
	xmlHead   = `<?xml version="1.0" encoding="UTF-8"?>` + "\n<ofd:"
	namespace = ` xmlns:ofd="http://www.ofdspec.org/2016"`
)

// xmlWriter appends XML.
type xmlWriter struct{ b []byte }

// raw appends markup as it is.
func (x *xmlWriter) raw(s string) { x.b = append(x.b, s...) }

// text appends text, which may also stand in a quoted attribute.
func (x *xmlWriter) text(s string) { x.b = markup.Append(x.b, s) }

func (x *xmlWriter) int(n int) { x.b = strconv.AppendInt(x.b, int64(n), 10) }

// micro is a place or a length on a page in micrometres. A file has it in millimetres.
type micro int64

const emuPerMicro = 36

func toMicro(l doc.Length) micro { return micro(fixed.DivRound(int64(l), emuPerMicro)) }

// micros appends lengths, divided by spaces.
func (x *xmlWriter) micros(lengths ...micro) {
	for i, v := range lengths {
		if i > 0 {
			x.b = append(x.b, ' ')
		}
		x.b = appendDecimal(x.b, int64(v), 1000)
	}
}

// size appends a length that is no place, and seldom whole micrometres, in millimetres.
func (x *xmlWriter) size(l doc.Length) {
	const perMillimetre = 10_000
	x.b = appendDecimal(x.b, max(1, fixed.DivRound(int64(l)*perMillimetre, 1000*emuPerMicro)), perMillimetre)
}

// appendDecimal appends v / unit, a power of ten, without needless zeros.
func appendDecimal(b []byte, v, unit int64) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	b = strconv.AppendInt(b, v/unit, 10)
	if v %= unit; v != 0 {
		b = append(b, '.')
		for v != 0 {
			unit /= 10
			b = append(b, byte('0'+v/unit))
			v %= unit
		}
	}
	return b
}
