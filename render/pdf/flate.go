package pdf

import (
	"encoding/binary"
	"hash/adler32"
	"math/bits"
	"slices"
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
	b, w := room(append(dst, 0x78, 0x01), len(data))
	w = w.put(b, 1|1<<1, 3) // BFINAL, BTYPE
	i := 0
	for i+minMatch <= len(data) {
		v := binary.LittleEndian.Uint32(data[i:])
		h := hash(v)
		from := int(places[h]) - 1
		places[h] = int32(i + 1)
		if from < 0 || i-from > maxDist || binary.LittleEndian.Uint32(data[from:]) != v {
			w = w.code(b, fixedLiterals[data[i]])
			i++
			continue
		}
		n := minMatch + common(data[from+minMatch:], data[i+minMatch:min(len(data), i+maxMatch)])
		w = w.match(b, n, i-from)
		i += n
		for k := max(i-n+1, i-noted); k < min(i, len(data)-minMatch+1); k++ {
			places[hash(binary.LittleEndian.Uint32(data[k:]))] = int32(k + 1)
		}
	}
	for ; i < len(data); i++ {
		w = w.code(b, fixedLiterals[data[i]])
	}
	w = w.put(b, 0, 7) // end of block
	return binary.BigEndian.AppendUint32(w.end(b), adler32.Checksum(data))
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

// bitWriter writes bits, the lowest of a byte first, to room that is made before. It is
// passed by value, and apart from the room, to be kept in registers.
type bitWriter struct {
	at  int    // where the next byte stands
	acc uint64 // bits not yet in the room
	n   uint   // how many: less than 8 between calls
}

// room returns a writer behind what is in dst, with room for so many bytes in the fixed
// codes.
func room(dst []byte, size int) ([]byte, bitWriter) {
	const (
		longest = 9 // bits of a literal; a match has less for each of its bytes
		ends    = 2 // bytes of the codes at both ends of the block
		word    = 8 // bytes that put writes, whatever it has
	)
	at := len(dst)
	dst = slices.Grow(dst, (size*longest+7)/8+ends+word)
	return dst[:cap(dst)], bitWriter{at: at}
}

// put writes the lowest n bits of v, which has no others; n is at most 32.
func (w bitWriter) put(b []byte, v uint64, n uint) bitWriter {
	w.acc |= v << (w.n & 63)
	w.n += n
	binary.LittleEndian.PutUint64(b[w.at:], w.acc)
	w.at += int(w.n / 8)
	w.acc >>= w.n &^ 7 & 63
	w.n &= 7
	return w
}

// end returns what was written, with the last byte filled up.
func (w bitWriter) end(b []byte) []byte { return b[:w.at+int(w.n+7)/8] }

// bitCode is bits above the lowest five, which say how many there are.
type bitCode uint32

func newCode(v uint64, n int) bitCode { return bitCode(v)<<5 | bitCode(n) }

func (w bitWriter) code(b []byte, c bitCode) bitWriter { return w.put(b, uint64(c>>5), uint(c&31)) }

// The fixed codes of bytes, and of lengths with the bits behind them. RFC 1951, 3.2.5
// and 3.2.6.
var (
	fixedLiterals = func() (t [256]bitCode) {
		for c := range t {
			if c < 144 {
				t[c] = newCode(uint64(bits.Reverse8(0x30+byte(c))), 8)
			} else {
				t[c] = newCode(uint64(bits.Reverse16(0x190+uint16(c)-144)>>7), 9)
			}
		}
		return t
	}()
	fixedLengths = func() (t [259]bitCode) {
		for length := 3; length < len(t); length++ {
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
			t[length] = newCode(code|uint64(v&(1<<extra-1))<<n, n+extra)
		}
		return t
	}()
)

// match writes a length and a distance with their fixed codes.
func (w bitWriter) match(b []byte, length, dist int) bitWriter {
	c := fixedLengths[length]
	code, n := uint64(c>>5), int(c&31)
	d, extra := dist-1, 0
	symbol := d
	if d >= 4 {
		extra = bits.Len(uint(d)) - 2
		symbol = 2*extra + d>>extra
	}
	code |= uint64(bits.Reverse8(byte(symbol))>>3) << n
	n += 5
	code |= uint64(d&(1<<extra-1)) << n
	return w.put(b, code, uint(n+extra))
}
