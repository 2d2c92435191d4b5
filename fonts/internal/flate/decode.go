package flate

import "encoding/binary"

// decoder finds the symbols of a canonical code by their bits.
type decoder struct {
	count   [maxBits + 1]uint16 // of symbols with a code of that many bits
	symbols []uint16            // sorted by their code
}

func newDecoder(lengths []uint8) (d decoder) {
	d.symbols = make([]uint16, 0, len(lengths))
	for n := uint8(1); n <= maxBits; n++ {
		for i, l := range lengths {
			if l == n {
				d.symbols = append(d.symbols, uint16(i))
				d.count[n]++
			}
		}
	}
	return d
}

// next returns the symbol that bits begin with, and how many of them it takes.
func (d *decoder) next(bits uint64) (symbol int, n int) {
	code, first, at := 0, 0, 0
	for n = 1; n <= maxBits; n++ {
		code = code<<1 | int(bits&1)
		bits >>= 1
		count := int(d.count[n])
		if code < first+count {
			return int(d.symbols[at+code-first]), n
		}
		first, at = (first+count)<<1, at+count
	}
	panic("flate: bits that are no code")
}

// Decode appends the first n bytes of a part, or all where it has no more.
func (c *Code) Decode(dst []byte, p Part, n int) []byte {
	from := len(dst)
	n = min(n, p.Sum.Len())
	at := int(p.At)
	peek := func() uint64 { return binary.LittleEndian.Uint64(p.Bits[at/8:]) >> (at % 8) } // 57 bits at least
	for len(dst)-from < n {
		bits := peek()
		symbol, size := c.litDecoder.next(bits)
		if symbol < endOfBlock {
			dst = append(dst, byte(symbol))
			at += size
			continue
		}
		base, extra := lengthBase(symbol)
		length := base + int(bits>>size&(1<<extra-1))
		at += size + extra
		bits = peek()
		symbol, size = c.distDecoder.next(bits)
		base, extra = distBase(symbol)
		dist := base + int(bits>>size&(1<<extra-1))
		at += size + extra
		for range min(length, n-(len(dst)-from)) {
			dst = append(dst, dst[len(dst)-dist])
		}
	}
	return dst
}

// lengthBase returns the least length that has a symbol, and how many extra bits follow
// it.
func lengthBase(symbol int) (base, extra int) {
	switch v := symbol - 257; {
	case symbol == 285:
		return maxMatch, 0
	case v < 8:
		return minMatch + v, 0
	default:
		extra = v/4 - 1
		return minMatch + (4+v%4)<<extra, extra
	}
}

// distBase is lengthBase of distances.
func distBase(symbol int) (base, extra int) {
	if symbol < 4 {
		return 1 + symbol, 0
	}
	extra = symbol/2 - 1
	return 1 + (2+symbol%2)<<extra, extra
}
