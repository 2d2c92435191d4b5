package flate

import (
	"cmp"
	"math/bits"
	"slices"
	"sync"
)

// The alphabets of RFC 1951, 3.2.5 and 3.2.7.
const (
	numLit     = 286
	numDist    = 30
	numLen     = 19 // of code lengths
	endOfBlock = 256

	maxBits    = 15
	maxLenBits = 7

	minMatch = 3
	maxMatch = 258
	maxDist  = 1 << 15
)

// symbol is a Huffman code, its first bit the lowest.
type symbol struct {
	bits uint16
	n    uint8
}

// Code is a Huffman code in which every byte, length and distance has a code,
// so that it codes any bytes.
type Code struct {
	lit    [numLit]symbol
	dist   [numDist]symbol
	header Part // of the block

	decoding                sync.Once // makes what follows, which a writer does not need
	litDecoder, distDecoder decoder
}

// Lengths are how many bits the code of each literal, length and distance has:
// all that there is to a Code.
type Lengths [numLit + numDist]uint8

// NewCode returns the Code of the lengths, which [BestLengths] gave.
func NewCode(l *Lengths) *Code {
	c := &Code{}
	canonical(c.lit[:], l[:numLit])
	canonical(c.dist[:], l[numLit:])
	w := Writer{}
	w.blockHeader(l)
	n := w.Len()
	c.header = Part{Bits: append(w.Bytes(), make([]byte, Slack)...), N: uint32(n)}
	return c
}

// match returns the codes of a length and a distance, and how many bits they have.
func (c *Code) match(length, dist int) (v uint64, n uint) {
	i, extra, more := lengthSymbol(length)
	s := c.lit[i]
	v, n = uint64(s.bits)|uint64(more)<<s.n, uint(s.n+extra)
	i, more = distSymbol(dist)
	s = c.dist[i]
	return v | uint64(s.bits)<<n | uint64(more)<<(n+uint(s.n)), n + uint(s.n+distExtra(i))
}

// blockHeader appends the header of the last block of a stream, with dynamic
// Huffman codes. RFC 1951, 3.2.7.
func (w *Writer) blockHeader(l *Lengths) {
	const repeat, repeatMin, repeatMax = 16, 3, 6 // the length before, once more
	type run struct{ symbol, extra uint8 }
	var runs []run
	var freq [numLen]int
	for i := 0; i < len(l); {
		n := 1
		for n <= repeatMax && i+n < len(l) && l[i+n] == l[i] {
			n++
		}
		runs = append(runs, run{l[i], 0})
		freq[l[i]]++
		if n-1 >= repeatMin {
			runs = append(runs, run{repeat, uint8(n - 1 - repeatMin)})
			freq[repeat]++
			i += n
		} else {
			i++
		}
	}
	var lengths [numLen]uint8
	huffman(lengths[:], freq[:], maxLenBits)
	var symbols [numLen]symbol
	canonical(symbols[:], lengths[:])

	w.bits(1, 1) // BFINAL
	w.bits(2, 2) // BTYPE
	w.bits(numLit-257, 5)
	w.bits(numDist-1, 5)
	w.bits(numLen-4, 4)
	for _, i := range [numLen]int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15} {
		w.bits(uint64(lengths[i]), 3)
	}
	for _, r := range runs {
		s := symbols[r.symbol]
		w.bits(uint64(s.bits), int(s.n))
		if r.symbol == repeat {
			w.bits(uint64(r.extra), 2)
		}
	}
}

// canonical gives every symbol the code that follows from the lengths.
// RFC 1951, 3.2.2.
func canonical(symbols []symbol, lengths []uint8) {
	code := uint16(0)
	for n := uint8(1); n <= maxBits; n++ {
		for i, l := range lengths {
			if l == n {
				symbols[i] = symbol{bits.Reverse16(code) >> (16 - n), n}
				code++
			}
		}
		code <<= 1
	}
}

// huffman sets the lengths of a Huffman code of at most limit bits; symbols
// that do not occur have length 0. At least two must occur.
func huffman(lengths []uint8, freq []int, limit uint8) {
	type node struct{ freq, parent int }
	for flat := 0; ; flat++ { // the flatter the frequencies, the shorter the longest code
		var leaves []int
		for i, f := range freq {
			if f > 0 {
				leaves = append(leaves, i)
			}
		}
		weight := func(i int) int { return freq[i]>>flat + 1 }
		slices.SortStableFunc(leaves, func(i, j int) int { return cmp.Compare(weight(i), weight(j)) })
		nodes := make([]node, 0, 2*len(leaves))
		for _, i := range leaves {
			nodes = append(nodes, node{freq: weight(i)})
		}
		leaf, inner := 0, len(leaves)
		least := func() int { // takes the next of the leaves or of the inner nodes
			if inner == len(nodes) || leaf < len(leaves) && nodes[leaf].freq <= nodes[inner].freq {
				leaf++
				return leaf - 1
			}
			inner++
			return inner - 1
		}
		for len(nodes) < 2*len(leaves)-1 {
			a, b := least(), least()
			nodes[a].parent, nodes[b].parent = len(nodes), len(nodes)
			nodes = append(nodes, node{freq: nodes[a].freq + nodes[b].freq})
		}
		depth := make([]uint8, len(nodes))
		deepest := uint8(0)
		for i := len(nodes) - 2; i >= 0; i-- {
			depth[i] = depth[nodes[i].parent] + 1
			deepest = max(deepest, depth[i])
		}
		if deepest <= limit {
			for k, i := range leaves {
				lengths[i] = depth[k]
			}
			return
		}
	}
}
