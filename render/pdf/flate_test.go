package pdf

import (
	"bytes"
	"compress/zlib"
	"io"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func checkDeflate(t *testing.T, data []byte) []byte {
	t.Helper()
	z := deflate([]byte("before"), data)[len("before"):]
	src := bytes.NewReader(z)
	r, err := zlib.NewReader(src)
	if err != nil {
		t.Fatal(err)
	}
	got, err := io.ReadAll(r)
	if err != nil || !bytes.Equal(got, data) || src.Len() != 0 {
		t.Fatalf("%d bytes came back as %d, %d left behind the stream: %v", len(data), len(got), src.Len(), err)
	}
	return z
}

func TestDeflate(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	long := make([]byte, 100_000)
	for i := range long {
		long[i] = byte(r.Uint32())
	}
	for n := range 20 {
		checkDeflate(t, long[:n])
		checkDeflate(t, make([]byte, n))
	}
	checkDeflate(t, long)
	for n := 250; n < 270; n++ { // the longest match
		checkDeflate(t, make([]byte, n))
	}
	for _, n := range []int{1, 2, 3, 4, 5, 7, 1<<15 - 1, 1 << 15, 1<<15 + 1, 50_000} { // distances
		checkDeflate(t, slices.Concat(long[:n], long[:n], long[:n/2]))
	}
	text := []byte(strings.Repeat("12 0 0 12 72.5 708.44 Tm\n<00AE00AF>Tj\n", 100))
	if z := checkDeflate(t, text); len(z) > len(text)/20 {
		t.Errorf("%d bytes of repeated text became %d", len(text), len(z))
	}
}

func FuzzDeflate(f *testing.F) {
	f.Add([]byte("BT\n/F1 22 Tf\n223.47 714.17 Td\n"))
	f.Add(make([]byte, 600))
	f.Fuzz(func(t *testing.T, data []byte) { checkDeflate(t, data) })
}
