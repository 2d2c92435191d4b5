package flate

import "encoding/binary"

// Short appends bytes with matches that are quickly found: greedily, by the last place
// with the same three bytes.
func (w *Writer) Short(c *Code, b []byte) {
	const (
		noted = 1 << hashBits
		sure  = 8 // length of a match that has hardly ever more bits than its literals
	)
	var places [noted]int32 // hash of three bytes → one more than their last place
	room, t := w.tail(len(b))
	i := 0
	for i+4 <= len(b) {
		v := binary.LittleEndian.Uint32(b[i:])
		h := hash(b[i:])
		from := int(places[h]) - 1
		places[h] = int32(i + 1)
		if from >= 0 && i-from <= maxDist && (binary.LittleEndian.Uint32(b[from:])^v)<<8 == 0 {
			n := minMatch
			for n < maxMatch && i+n < len(b) && b[from+n] == b[i+n] {
				n++
			}
			bits, size := c.match(n, i-from)
			if n >= sure || size < c.bitsOf(b[i:i+n]) {
				t = t.put(room, bits, size)
				for k := i + 1; k < min(i+n, len(b)-3); k++ {
					places[hash(b[k:])] = int32(k + 1)
				}
				i += n
				continue
			}
		}
		s := c.lit[b[i]]
		t = t.put(room, uint64(s.bits), uint(s.n))
		i++
	}
	w.take(room, t)
	w.Literals(c, b[i:])
}

// bitsOf returns how many bits bytes have, each as its own symbol.
func (c *Code) bitsOf(b []byte) (n uint) {
	for _, x := range b {
		n += uint(c.lit[x].n)
	}
	return n
}
