package flate

import (
	"bytes"
	"compress/zlib"
	"encoding/binary"
	"hash/adler32"
	"hash/crc32"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
)

// inflate returns what a zlib stream holds, which must end with it.
func inflate(t *testing.T, b []byte) []byte {
	t.Helper()
	src := bytes.NewReader(b)
	r, err := zlib.NewReader(src)
	if err != nil {
		t.Fatal(err)
	}
	out, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	if src.Len() != 0 {
		t.Fatalf("%d bytes after the end of the stream", src.Len())
	}
	return out
}

// join puts parts in a stream, in the order of the indices, and literals
// between them.
func join(c *Code, parts []Part, order []int, between []byte) []byte {
	w := NewWriter([]byte("before"))
	w.Begin(c)
	var sum Adler
	for _, i := range order {
		w.Part(parts[i])
		w.Literals(c, between)
		sum = sum.Then(parts[i].Sum).Then(Sum(between))
	}
	return w.End(c, sum)[len("before"):]
}

func check(t *testing.T, glyphs [][]byte, between []byte) {
	t.Helper()
	c := NewCode(BestLengths(glyphs))
	k := NewCoder(c)
	parts := make([]Part, len(glyphs))
	var packed Writer // where parts begin at any bit
	for i, g := range glyphs {
		parts[i] = k.Encode(g)
		at := uint32(packed.Len())
		k.Append(&packed, g)
		if i%2 == 0 {
			parts[i].At, parts[i].Bits = at, nil
		}
	}
	bits := append(packed.Bytes(), make([]byte, Slack)...)
	var order []int
	for i := range parts {
		if parts[i].Bits == nil {
			parts[i].Bits = bits
		}
		order = append(order, i, len(parts)-1-i)
	}
	var want []byte
	for _, i := range order {
		want = append(append(want, glyphs[i]...), between...)
	}
	if got := inflate(t, join(c, parts, order, between)); !bytes.Equal(got, want) {
		t.Fatalf("%d parts: %d bytes came back, not the %d that went in", len(order), len(got), len(want))
	}
	for i, p := range parts {
		for _, n := range []int{0, 1, 10, len(glyphs[i]) / 2, len(glyphs[i]), len(glyphs[i]) + 1} {
			got := c.Decode([]byte("before"), p, n)
			if want := append([]byte("before"), glyphs[i][:min(n, len(glyphs[i]))]...); !bytes.Equal(got, want) {
				t.Fatalf("the first %d bytes of part %d are others", n, i)
			}
		}
	}
	w := Writer{}
	w.Begin(c)
	w.Short(c, want)
	if got := inflate(t, w.End(c, Sum(want))); !bytes.Equal(got, want) {
		t.Fatalf("with matches %d bytes came back, not the %d that went in", len(got), len(want))
	}
}

func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	random := func(n, alphabet int) []byte {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.IntN(alphabet))
		}
		return b
	}
	long := random(1<<16, 256)
	for name, glyphs := range map[string][][]byte{
		"none":            nil,
		"empty":           {nil, nil},
		"one byte":        {{7}},
		"runs":            {make([]byte, 3), make([]byte, 258), make([]byte, 259), make([]byte, 70000)},
		"random":          {random(1000, 256), random(1, 256), random(5000, 256)},
		"few letters":     {random(1000, 2), random(1000, 3), nil, random(1000, 5)},
		"far matches":     {slices.Concat(long[:1<<15], long[:1<<15])},
		"too far matches": {slices.Concat(long[:1<<15+1], long[:1<<15+1])},
		"every distance":  {slices.Concat(long[:40], long[:33000], long[100:32000], long[5:300])},
	} {
		t.Run(name, func(t *testing.T) { check(t, glyphs, []byte(name)) })
	}
}

// A code for one kind of bytes codes any other.
func TestForeignBytes(t *testing.T) {
	c := NewCode(BestLengths([][]byte{bytes.Repeat([]byte{1}, 100000)}))
	k := NewCoder(c)
	var all []byte
	for i := range 1 << 16 {
		all = binary.BigEndian.AppendUint16(all, uint16(i*40503))
	}
	p := k.Encode(all)
	if got := inflate(t, join(c, []Part{p}, []int{0}, nil)); !bytes.Equal(got, all) {
		t.Error("other bytes came back")
	}
}

// Lengths of matches and distances, each at its bounds.
func TestSymbols(t *testing.T) {
	for n := minMatch; n <= maxMatch; n++ {
		s, extra, v := lengthSymbol(n)
		if s < 257 || s >= numLit || v >= 1<<extra && v != 0 {
			t.Errorf("length %d: symbol %d, %d in %d bits", n, s, v, extra)
		}
	}
	for d := 1; d <= maxDist; d++ {
		s, v := distSymbol(d)
		if s >= numDist || v >= 1<<distExtra(s) {
			t.Errorf("distance %d: symbol %d, %d in %d bits", d, s, v, distExtra(s))
		}
	}
}

func TestAdler(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	var sum Adler
	var all []byte
	for _, n := range []int{0, 1, 4, 0, 5552, 5553, 70000, 3} {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.IntN(8) + 248)
		}
		all = append(all, b...)
		part := Sum(b)
		sum = sum.Then(NewAdler(part.Bits(), n))
		if sum.value() != adler32.Checksum(all) || sum.Len() != len(all) {
			t.Fatalf("after %d bytes: %#x, want %#x", len(all), sum.value(), adler32.Checksum(all))
		}
	}
}

func TestCRC(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var crc uint32
	var all []byte
	for _, n := range []int{0, 1, 4, 0, 1023, 1024, 1025, 70000, 3} {
		b := make([]byte, n)
		for i := range b {
			b[i] = byte(r.Uint32())
		}
		all = append(all, b...)
		crc = ThenCRC(crc, crc32.ChecksumIEEE(b), n)
		if crc != crc32.ChecksumIEEE(all) {
			t.Fatalf("after %d bytes: %#x, want %#x", len(all), crc, crc32.ChecksumIEEE(all))
		}
	}
}

// Frequencies like Fibonacci numbers give the longest codes that there are.
func TestHuffmanLimit(t *testing.T) {
	freq := []int{1, 1}
	for len(freq) < 45 { // the last is just below 1<<31
		freq = append(freq, freq[len(freq)-1]+freq[len(freq)-2])
	}
	lengths := make([]uint8, len(freq))
	huffman(lengths, freq, maxBits)
	left := 1 << maxBits
	for i, n := range lengths {
		if n < 1 || n > maxBits {
			t.Fatalf("symbol %d has %d bits", i, n)
		}
		left -= 1 << (maxBits - n)
	}
	if left != 0 {
		t.Errorf("the code is not complete: %d left", left)
	}
}

// FuzzRoundTrip codes any bytes as two parts.
func FuzzRoundTrip(f *testing.F) {
	f.Add([]byte("abcabcabcabc"), 5, []byte("x"))
	f.Add(make([]byte, 1000), 258, []byte{})
	f.Fuzz(func(t *testing.T, b []byte, cut int, between []byte) {
		cut = max(0, min(cut, len(b)))
		check(t, [][]byte{b[:cut], b[cut:]}, between)
	})
}
