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
		x.b = appendDecimal(x.b, int64(v), 3)
	}
}

// Distances, which are seldom whole micrometres, are in tenths of them.
const tenthsPerMicro = 10

func toTenths(l doc.Length) int64 { return fixed.DivRound(int64(l)*tenthsPerMicro, emuPerMicro) }

func (x *xmlWriter) tenths(v int64) { x.b = appendDecimal(x.b, v, 4) }

// size appends a length that is positive, so exactly that a reader who counts in points
// finds those that it was given in: an edge may stand just where a pixel begins.
func (x *xmlWriter) size(l doc.Length) {
	const perMillimetre, places = 100_000, 5
	x.b = appendDecimal(x.b, max(1, fixed.DivRound(int64(l)*perMillimetre, emuPerMicro*1000)), places)
}

// appendDecimal appends v / 10^places without needless zeros.
func appendDecimal(b []byte, v int64, places int) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	var digits [21]byte // from the last to the first
	i := len(digits)
	for ; places > 0; places-- {
		if d := byte(v % 10); d != 0 || i < len(digits) {
			i--
			digits[i] = '0' + d
		}
		v /= 10
	}
	if i < len(digits) {
		i--
		digits[i] = '.'
	}
	for {
		i--
		digits[i] = '0' + byte(v%10)
		if v /= 10; v == 0 {
			return append(b, digits[i:]...)
		}
	}
}
