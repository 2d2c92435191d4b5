package flate

import "encoding/binary"

// decoder finds the symbols of a canonical code by their bits: those of short codes by one
// look, others bit by bit.
type decoder struct {
	short   [1 << shortBits]uint16 // the bits → how many the code has, below its symbol; 0 for a longer one
	count   [maxBits + 1]uint16    // of symbols with a code of that many bits
	symbols []uint16               // sorted by their code
}

const shortBits = 9

func newDecoder(codes []symbol) (d decoder) {
	d.symbols = make([]uint16, 0, len(codes))
	for n := uint8(1); n <= maxBits; n++ {
		for i, s := range codes {
			if s.n != n {
				continue
			}
			d.symbols = append(d.symbols, uint16(i))
			d.count[n]++
			for x := int(s.bits); n <= shortBits && x < len(d.short); x += 1 << n {
				d.short[x] = uint16(i)<<4 | uint16(n)
			}
		}
	}
	return d
}

// next returns the symbol that bits begin with, and how many of them it takes.
func (d *decoder) next(bits uint64) (symbol int, n int) {
	if x := d.short[bits%(1<<shortBits)]; x != 0 {
		return int(x >> 4), int(x & 15)
	}
	return d.slow(bits)
}

func (d *decoder) slow(bits uint64) (symbol int, n int) {
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
	c.decoding.Do(func() { c.litDecoder, c.distDecoder = newDecoder(c.lit[:]), newDecoder(c.dist[:]) })
	from := len(dst)
	n = min(n, p.Sum.Len())
	at := int(p.At)
	var bits uint64
	left := 0 // how many bits there are at least
	look := func() {
		const least = 64 - 7
		bits, left = binary.LittleEndian.Uint64(p.Bits[at/8:])>>(at%8), least
	}
	for len(dst)-from < n {
		if left < maxBits {
			look()
		}
		symbol, size := c.litDecoder.next(bits)
		at += size
		if symbol < endOfBlock {
			dst = append(dst, byte(symbol))
			bits >>= size
			left -= size
			continue
		}
		look()
		base, extra := lengthBase(symbol)
		length := base + int(bits&(1<<extra-1))
		bits >>= extra
		at += extra
		symbol, size = c.distDecoder.next(bits)
		base, extra = distBase(symbol)
		dist := base + int(bits>>size&(1<<extra-1))
		at += size + extra
		left = 0
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
