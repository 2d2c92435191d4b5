package flate

import (
	"math"
	"math/bits"
)

// Coder codes bytes with a Code. It is not safe for concurrent use.
type Coder struct {
	code *Code
	// Cost in bits.
	lit   [256]uint8
	match [maxMatch + 1]uint8 // of a length
	dist  [numDist]uint8      // of a distance with this symbol

	head  [1 << hashBits]int32 // hash of three bytes → one more than their last place
	prev  []int32              // place → one more than the place before with that hash
	steps []step
}

// step is the cheapest way that was found to a place: by how many bytes, and
// by which distance; 0 is a literal.
type step struct {
	cost      int
	len, dist uint16
}

const (
	hashBits = 12
	maxChain = 64 // places looked at for a match
)

// NewCoder returns a coder.
func NewCoder(c *Code) *Coder {
	k := &Coder{code: c}
	for i := range k.lit {
		k.lit[i] = c.lit[i].n
	}
	for n := minMatch; n <= maxMatch; n++ {
		s, extra, _ := lengthSymbol(n)
		k.match[n] = c.lit[s].n + extra
	}
	for s := range k.dist {
		k.dist[s] = c.dist[s].n + distExtra(s)
	}
	return k
}

// first is a coder for bytes of whose frequencies nothing is known.
func first() *Coder {
	k := &Coder{}
	for i := range k.lit {
		k.lit[i] = 8
	}
	for n := minMatch; n <= maxMatch; n++ {
		_, extra, _ := lengthSymbol(n)
		k.match[n] = 7 + extra
	}
	for s := range k.dist {
		k.dist[s] = 5 + distExtra(s)
	}
	return k
}

// Encode returns b in coded form.
func (k *Coder) Encode(b []byte) Part {
	w := Writer{}
	k.Append(&w, b)
	n := w.Len()
	return Part{Bits: append(w.Bytes(), make([]byte, Slack)...), N: uint32(n), Sum: Sum(b)}
}

// Append appends b in coded form.
func (k *Coder) Append(w *Writer, b []byte) {
	c := k.code
	k.parse(b, func(literal byte) {
		s := c.lit[literal]
		w.bits(uint64(s.bits), int(s.n))
	}, func(length, dist int) {
		v, n := c.match(length, dist)
		w.bits(v, int(n))
	})
}

// BestLengths returns code lengths for bytes like the samples.
func BestLengths(samples [][]byte) *Lengths {
	const rounds = 3 // more find hardly anything
	l := &Lengths{}
	k := first()
	for range rounds {
		var lit [numLit]int
		var dist [numDist]int
		for _, b := range samples {
			k.parse(b, func(literal byte) { lit[literal]++ }, func(length, d int) {
				s, _, _ := lengthSymbol(length)
				lit[s]++
				s, _ = distSymbol(d)
				dist[s]++
			})
		}
		for i := range lit { // every symbol has a code, the rare ones a long one
			lit[i] = max(lit[i]*16, 1)
		}
		for i := range dist {
			dist[i] = max(dist[i]*16, 1)
		}
		huffman(l[:numLit], lit[:], maxBits)
		huffman(l[numLit:], dist[:], maxBits)
		k = NewCoder(NewCode(l))
	}
	return l
}

// parse finds the cheapest literals and matches that give b.
func (k *Coder) parse(b []byte, literal func(byte), match func(length, dist int)) {
	n := len(b)
	if cap(k.steps) <= n {
		k.steps = make([]step, n+1, 2*n+1)
		k.prev = make([]int32, 2*n)
	}
	steps := k.steps[:n+1]
	for i := range steps {
		steps[i] = step{cost: math.MaxInt32}
	}
	steps[0].cost = 0
	clear(k.head[:])
	for i := range n {
		here := steps[i].cost
		if cost := here + int(k.lit[b[i]]); cost < steps[i+1].cost {
			steps[i+1] = step{cost, 1, 0}
		}
		if i+minMatch > n {
			continue
		}
		h := hash(b[i:])
		best, longest := minMatch-1, min(n-i, maxMatch)
		at := int(k.head[h]) - 1
		for range maxChain {
			if at < 0 || i-at > maxDist || best == longest {
				break
			}
			if b[at+best] == b[i+best] {
				length := 0
				for length < longest && b[at+length] == b[i+length] {
					length++
				}
				s, _ := distSymbol(i - at)
				base := here + int(k.dist[s])
				for l := best + 1; l <= length; l++ { // shorter ones stand nearer
					if cost := base + int(k.match[l]); cost < steps[i+l].cost {
						steps[i+l] = step{cost, uint16(l), uint16(i - at)}
					}
				}
				best = max(best, length)
			}
			at = int(k.prev[at]) - 1
		}
		k.prev[i] = k.head[h]
		k.head[h] = int32(i + 1)
	}
	// Turn the way round, so that each place holds the step that leaves it.
	for at, next := n, (step{}); ; {
		s := steps[at]
		steps[at] = next
		if at == 0 {
			break
		}
		at, next = at-int(s.len), s
	}
	for i := 0; i < n; i += int(steps[i].len) {
		if s := steps[i]; s.dist == 0 {
			literal(b[i])
		} else {
			match(int(s.len), int(s.dist))
		}
	}
}

func hash(b []byte) uint32 {
	return (uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16) * 0x9E3779B1 >> (32 - hashBits)
}

// lengthSymbol returns the symbol of a length, and how many extra bits it has
// with which value. RFC 1951, 3.2.5.
func lengthSymbol(length int) (s int, extra uint8, value int) {
	switch {
	case length == maxMatch:
		return 285, 0, 0
	case length < 11:
		return 254 + length, 0, 0
	}
	v := length - minMatch
	e := bits.Len(uint(v)) - 3
	return 257 + 4*e + v>>e, uint8(e), v & (1<<e - 1)
}

// distSymbol returns the symbol of a distance and the value of its extra bits.
func distSymbol(dist int) (s, value int) {
	v := dist - 1
	if v < 4 {
		return v, 0
	}
	e := bits.Len(uint(v)) - 2
	return 2*e + v>>e, v & (1<<e - 1)
}

func distExtra(s int) uint8 { return uint8(max(0, s/2-1)) }
