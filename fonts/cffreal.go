package fonts

import (
	"math"
	"strconv"
	"strings"
)

// realNibbles is what the nibbles of a real number in a DICT stand for; C is an
// exponent below zero, D reserved, F the end. Adobe Technical Note 5176, table 5.
var realNibbles = [16]string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", "E", "E-", "", "-", ""}

// withoutExponents writes the real numbers of operands, which are sound, without
// exponents: some readers misread 48828125E-11, the unit of 2048 to the em.
func withoutExponents(operands []byte) (out []byte) {
	for at := 0; at < len(operands); {
		size := dictNumberSize(operands[at:])
		number := operands[at : at+size]
		at += size
		if number[0] == 30 {
			var text strings.Builder
			for _, c := range number[1:] {
				text.WriteString(realNibbles[c>>4] + realNibbles[c&0x0F])
			}
			v, err := strconv.ParseFloat(text.String(), 64)
			if a := math.Abs(v); err == nil && a < 1e9 && a > 1e-9 && strings.Contains(text.String(), "E") {
				number = dictReal(v)
			}
		}
		out = append(out, number...)
	}
	return out
}

// dictReal writes a real number in decimals.
func dictReal(v float64) []byte {
	text := strconv.FormatFloat(v, 'f', -1, 64)
	nibbles := make([]byte, 0, len(text)+2)
	for _, c := range []byte(text) {
		switch c {
		case '.':
			nibbles = append(nibbles, 0xA)
		case '-':
			nibbles = append(nibbles, 0xE)
		default:
			nibbles = append(nibbles, c-'0')
		}
	}
	nibbles = append(nibbles, 0xF)
	if len(nibbles)%2 != 0 {
		nibbles = append(nibbles, 0xF)
	}
	b := []byte{30}
	for i := 0; i < len(nibbles); i += 2 {
		b = append(b, nibbles[i]<<4|nibbles[i+1])
	}
	return b
}

// dictNumberSize returns how many bytes the number takes that b begins with. It
// may be more than b has, where the number is cut.
func dictNumberSize(b []byte) int {
	switch c := b[0]; {
	case c == 28:
		return 3
	case c == 29:
		return 5
	case c == 30: // nibbles up to 0xF
		size := 2
		for size <= len(b) && b[size-1]&0x0F != 0x0F && b[size-1]>>4 != 0x0F {
			size++
		}
		return size
	case c >= 247 && c <= 254:
		return 2
	}
	return 1
}
