package flate

import "encoding/binary"

// Short appends bytes with matches that are quickly found: greedily, by the last place
// with the same four bytes.
func (w *Writer) Short(c *Code, b []byte) {
	const hashBits, least = 10, 4
	var places [1 << hashBits]int32 // hash of four bytes → one more than their last place
	room, t := w.tail(len(b))
	i := 0
	for i+least <= len(b) {
		v := binary.LittleEndian.Uint32(b[i:])
		h := v * 0x9E3779B1 >> (32 - hashBits)
		from := int(places[h]) - 1
		places[h] = int32(i + 1)
		if from < 0 || i-from > maxDist || binary.LittleEndian.Uint32(b[from:]) != v {
			s := c.lit[b[i]]
			t = t.put(room, uint64(s.bits), uint(s.n))
			i++
			continue
		}
		n := least
		for n < maxMatch && i+n < len(b) && b[from+n] == b[i+n] {
			n++
		}
		bits, size := c.match(n, i-from)
		t = t.put(room, bits, size)
		i += n
	}
	w.take(room, t)
	w.Literals(c, b[i:])
}
