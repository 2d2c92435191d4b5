package pdf

import (
	"strconv"

	"github.com/nianbao/nianbao/render/internal/fixed"
	"github.com/nianbao/nianbao/report/doc"
)

// Numbers of a file are decimals of a few places made from integers, so that
// none has digits that only binary fractions bring.

// hundredths is a length in hundredths of a point, the grain of all places on a
// page: 3.5 µm.
type hundredths int64

const (
	emuPerPoint     = doc.Length(12700)
	emuPerHundredth = emuPerPoint / 100
)

func toHundredths(l doc.Length) hundredths {
	return hundredths(fixed.DivRound(int64(l), int64(emuPerHundredth)))
}

func appendHundredths(b []byte, v hundredths) []byte { return appendDecimal(b, int64(v), 2) }

// appendDecimal appends v / 10^places without needless zeros.
func appendDecimal(b []byte, v int64, places int) []byte {
	if v < 0 {
		b = append(b, '-')
		v = -v
	}
	unit := int64(1)
	for range places {
		unit *= 10
	}
	whole, frac := v/unit, v%unit
	if whole != 0 || frac == 0 {
		b = strconv.AppendInt(b, whole, 10)
	}
	if frac != 0 {
		b = append(b, '.')
		for frac != 0 {
			unit /= 10
			b = append(b, byte('0'+frac/unit))
			frac %= unit
		}
	}
	return b
}
