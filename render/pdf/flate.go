package pdf

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"sync"
)

// buffers are kept for the next stream and the next file.
var buffers sync.Pool

func takeBuffer() []byte {
	if b, ok := buffers.Get().(*[]byte); ok {
		return (*b)[:0]
	}
	return make([]byte, 0, 2*flushAt)
}

func giveBuffer(b []byte) {
	if cap(b) <= 1<<22 { // that of a large attachment is not kept
		buffers.Put(&b)
	}
}

// deflate appends data compressed for a FlateDecode filter (ISO 32000-1, 7.4.4):
// a zlib stream (RFC 1950) of one deflate block with the fixed Huffman codes
// (RFC 1951). The streams of a report are a few kilobytes each, for which
// compress/flate spends most of its time on making codes of their own. Matches
// are found greedily, by the last place with the same four bytes.
func deflate(dst, data []byte) []byte {
	const (
		minMatch, maxMatch = 4, 258
		maxDist            = 1 << 15
		hashBits           = 12
		noted              = 4 // places at the end of a match that others may begin at
	)
	var places [1 << hashBits]int32 // hash of four bytes → one more than their last place
	hash := func(v uint32) uint32 { return v * 0x9E3779B1 >> (32 - hashBits) }
	w := bitWriter{b: append(dst, 0x78, 0x01)}
	w.put(1|1<<1, 3) // BFINAL, BTYPE
	i := 0
	for i+minMatch <= len(data) {
		v := binary.LittleEndian.Uint32(data[i:])
		h := hash(v)
		from := int(places[h]) - 1
		places[h] = int32(i + 1)
		if from < 0 || i-from > maxDist || binary.LittleEndian.Uint32(data[from:]) != v {
			s := fixedLiterals[data[i]]
			w.put(uint64(s>>4), int(s&15))
			i++
			continue
		}
		n := minMatch + common(data[from+minMatch:], data[i+minMatch:min(len(data), i+maxMatch)])
		w.match(n, i-from)
		i += n
		for k := max(i-n+1, i-noted); k < min(i, len(data)-minMatch+1); k++ {
			places[hash(binary.LittleEndian.Uint32(data[k:]))] = int32(k + 1)
		}
	}
	for ; i < len(data); i++ {
		s := fixedLiterals[data[i]]
		w.put(uint64(s>>4), int(s&15))
	}
	w.put(0, 7) // end of block
	for ; w.n > 0; w.n -= 8 {
		w.b = append(w.b, byte(w.acc))
		w.acc >>= 8
	}
	return binary.BigEndian.AppendUint32(w.b, adler32.Checksum(data))
}

// common returns how many bytes b and the longer a begin with alike.
func common(a, b []byte) int {
	n := 0
	for ; len(b)-n >= 8; n += 8 {
		if x := binary.LittleEndian.Uint64(a[n:]) ^ binary.LittleEndian.Uint64(b[n:]); x != 0 {
			return n + bits.TrailingZeros64(x)/8
		}
	}
	for n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// bitWriter appends bits, the lowest of a byte first.
type bitWriter struct {
	b   []byte
	acc uint64 // bits not yet in b
	n   int    // how many: less than 32 between calls
}

// put appends the lowest n bits of v, which has no others; n is at most 32.
func (w *bitWriter) put(v uint64, n int) {
	w.acc |= v << w.n
	if w.n += n; w.n >= 32 {
		w.b = binary.LittleEndian.AppendUint32(w.b, uint32(w.acc))
		w.acc >>= 32
		w.n -= 32
	}
}

// fixedLiterals are the codes of bytes, above the lowest four bits, which say how
// many bits they have. RFC 1951, 3.2.6.
var fixedLiterals = func() (t [256]uint16) {
	for c := range t {
		if c < 144 {
			t[c] = uint16(bits.Reverse8(0x30+byte(c)))<<4 | 8
		} else {
			t[c] = bits.Reverse16(0x190+uint16(c)-144)>>7<<4 | 9
		}
	}
	return t
}()

// match appends a length and a distance with their fixed codes. RFC 1951, 3.2.5.
func (w *bitWriter) match(length, dist int) {
	symbol, extra := 285-257, 0
	v := length - 3
	if length < 258 {
		if v < 8 {
			symbol = v
		} else {
			extra = bits.Len(uint(v)) - 3
			symbol = 4*extra + v>>extra
		}
	}
	code, n := uint64(0), 0
	if symbol < 280-257 {
		code, n = uint64(bits.Reverse8(byte(symbol+1))>>1), 7
	} else {
		code, n = uint64(bits.Reverse8(byte(0xC0+symbol-(280-257)))), 8
	}
	code |= uint64(v&(1<<extra-1)) << n
	n += extra

	d, extra := dist-1, 0
	symbol = d
	if d >= 4 {
		extra = bits.Len(uint(d)) - 2
		symbol = 2*extra + d>>extra
	}
	code |= uint64(bits.Reverse8(byte(symbol))>>3) << n
	n += 5
	code |= uint64(d&(1<<extra-1)) << n
	w.put(code, n+extra)
}
