// Package flate makes one deflate block (RFC 1951) out of parts that were coded
// before. All parts are coded with the same static Huffman code, and no match
// of a part reaches back before its start, so that a part is the same bits
// wherever it stands in a stream: to put a stream together is to copy bits.
// What zlib (RFC 1950) wants of the whole, its Adler-32, follows from that of
// the parts.
package flate

import (
	"encoding/binary"
	"slices"
)

// Part is bytes in coded form. The zero value is no bytes.
type Part struct {
	Bits []byte // holds the coded form, and at least [Slack] bytes behind it
	At   uint32 // the first bit
	N    uint32 // how many bits
	Sum  Adler  // of the bytes
}

// Slack is how many bytes must be readable behind the bits of a part.
const Slack = 8

// Writer appends bits to a slice of bytes, the lowest bit of a byte first. The
// zero value appends to a new slice.
type Writer struct {
	buf []byte
	acc uint64 // bits not yet in buf
	n   int    // how many: less than 8 between calls
}

// NewWriter returns a writer that appends to dst.
func NewWriter(dst []byte) *Writer { return &Writer{buf: dst} }

// bits appends the lowest n bits of v, which has no others; n is at most 56.
func (w *Writer) bits(v uint64, n int) {
	w.acc |= v << w.n
	w.n += n
	if w.n >= 8 {
		whole := w.n / 8
		w.buf = binary.LittleEndian.AppendUint64(w.buf, w.acc)
		w.buf = w.buf[:len(w.buf)-8+whole]
		w.acc >>= 8 * whole
		w.n %= 8
	}
}

// Part appends a part.
func (w *Writer) Part(p Part) {
	if p.N == 0 {
		return
	}
	at, n := int(p.At), int(p.N)
	if w.n > 0 { // fill the last byte
		first := min(8-w.n, n)
		w.bits(binary.LittleEndian.Uint64(p.Bits[at/8:])>>(at%8)&(1<<first-1), first)
		at, n = at+first, n-first
	}
	src, shift := p.Bits[at/8:], at%8
	words := n / 64
	w.buf = slices.Grow(w.buf, 8*words+8)
	dst := w.buf[len(w.buf) : len(w.buf)+8*words]
	w.buf = w.buf[:len(w.buf)+8*words]
	for len(dst) >= 8 && len(src) >= 9 {
		v := binary.LittleEndian.Uint64(src)>>shift | uint64(src[8])<<(64-shift)
		binary.LittleEndian.PutUint64(dst, v)
		src, dst = src[8:], dst[8:]
	}
	for n %= 64; n > 0; { // at most two steps
		some := min(n, 32)
		w.bits(binary.LittleEndian.Uint64(src)>>shift&(1<<some-1), some)
		src, n = src[4:], n-some
	}
}

// Ahead reads what [Writer.Part] is going to copy, and returns something of it. The parts
// of a large face are in no cache, and a processor waits for many of them at once where
// nothing else is done between.
func (p Part) Ahead() (x byte) {
	const line = 64 // bytes of a cache
	for at := p.At / 8; at < (p.At+p.N+7)/8; at += line {
		x ^= p.Bits[at]
	}
	return x
}

// Begin appends the header of a zlib stream and of its one block.
func (w *Writer) Begin(c *Code) {
	w.bits(0x0178, 16) // deflate, a window of 32 KiB, no dictionary
	w.BeginBlock(c, true)
}

// BeginBlock appends the header of a block, the last of the stream or not.
func (w *Writer) BeginBlock(c *Code, last bool) {
	h := c.header
	if !last { // BFINAL is the first bit
		w.bits(0, 1)
		h.At, h.N = h.At+1, h.N-1
	}
	w.Part(h)
}

// Literals appends bytes, each as its own symbol.
func (w *Writer) Literals(c *Code, b []byte) {
	room, t := w.tail(len(b))
	for _, x := range b {
		s := c.lit[x]
		t = t.put(room, uint64(s.bits), uint(s.n))
	}
	w.take(room, t)
}

// tail is the end of a writer, passed by value to be kept in registers.
type tail struct {
	at  int // where the next byte stands
	acc uint64
	n   uint
}

// tail returns the end, and the slice with room for the symbols of so many bytes.
func (w *Writer) tail(size int) (room []byte, t tail) {
	const word = 8 // bytes that put writes, whatever it has
	t = tail{len(w.buf), w.acc, uint(w.n)}
	room = slices.Grow(w.buf, (size*maxBits+7)/8+word)
	return room[:cap(room)], t
}

// take makes the end of the writer that of its room.
func (w *Writer) take(room []byte, t tail) { w.buf, w.acc, w.n = room[:t.at], t.acc, int(t.n) }

// put is [Writer.bits] in room that there is.
func (t tail) put(room []byte, v uint64, n uint) tail {
	t.acc |= v << (t.n & 63)
	t.n += n
	binary.LittleEndian.PutUint64(room[t.at:], t.acc)
	t.at += int(t.n / 8)
	t.acc >>= t.n &^ 7 & 63
	t.n &= 7
	return t
}

// End ends the block and the stream, whose bytes have the sum, and returns the
// slice with all that was appended.
func (w *Writer) End(c *Code, sum Adler) []byte {
	w.EndBlock(c)
	return binary.BigEndian.AppendUint32(w.Bytes(), sum.value())
}

// EndBlock ends the block.
func (w *Writer) EndBlock(c *Code) {
	s := c.lit[endOfBlock]
	w.bits(uint64(s.bits), int(s.n))
}

// Len returns how many bits the slice has.
func (w *Writer) Len() int { return 8*len(w.buf) + w.n }

// Bytes returns the slice, the last byte filled with zeros.
func (w *Writer) Bytes() []byte {
	if w.n > 0 {
		w.buf = append(w.buf, byte(w.acc))
		w.acc, w.n = 0, 0
	}
	return w.buf
}

// Adler is the Adler-32 of bytes and their number.
type Adler struct {
	a, b uint16 // a without the 1 that the spec begins with
	n    uint32
}

const adlerMod = 65521

// NewAdler returns the Adler of n bytes that [Adler.Bits] was stored for.
func NewAdler(bits uint32, n int) Adler { return Adler{uint16(bits), uint16(bits >> 16), uint32(n)} }

// Sum returns the Adler of the data.
func Sum(data []byte) Adler {
	n := uint32(len(data))
	var a, b uint32
	for len(data) > 0 {
		some := data[:min(len(data), 5552)] // what cannot overflow, RFC 1950, 9
		data = data[len(some):]
		for _, x := range some {
			a += uint32(x)
			b += a
		}
		a %= adlerMod
		b %= adlerMod
	}
	return Adler{uint16(a), uint16(b), n}
}

// Len returns the number of bytes.
func (s Adler) Len() int { return int(s.n) }

// Bits returns the sums to be stored.
func (s Adler) Bits() uint32 { return uint32(s.b)<<16 | uint32(s.a) }

// Then returns the sum of the bytes of s and then of those of t.
func (s Adler) Then(t Adler) Adler {
	a := (uint32(s.a) + uint32(t.a)) % adlerMod
	b := (uint64(s.b) + uint64(t.b) + uint64(s.a)*uint64(t.n%adlerMod)) % adlerMod
	return Adler{uint16(a), uint16(b), s.n + t.n}
}

// value returns the Adler-32 as RFC 1950 has it, which begins with 1: every
// byte adds that 1 to the second sum.
func (s Adler) value() uint32 {
	return (uint32(s.b)+s.n%adlerMod)%adlerMod<<16 | (uint32(s.a)+1)%adlerMod
}
