package fonts

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"testing"
)

func inflateFile(t testing.TB, f *FontFile) []byte {
	t.Helper()
	out, crc := f.AppendDeflate([]byte("before"))
	src := bytes.NewReader(out[len("before"):])
	b, err := io.ReadAll(flate.NewReader(src))
	if err != nil || src.Len() != 0 {
		t.Fatalf("%d bytes are left, %v", src.Len(), err)
	}
	if len(b) != f.Length || crc32.ChecksumIEEE(b) != crc {
		t.Fatalf("%d bytes with CRC-32 %#x; told %d and %#x", len(b), crc32.ChecksumIEEE(b), f.Length, crc)
	}
	return b
}

func TestMapped(t *testing.T) {
	for name, f := range embeddedFaces() {
		var chars []Mapping
		for _, r := range sample + "—―…“‘Å𠮷" {
			if g := f.Glyph(r); g != 0 {
				chars = append(chars, Mapping{r, g})
			}
		}
		file, err := f.Mapped("Own-Regular", chars)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		own, err := Parse(inflateFile(t, file), 0)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, m := range chars {
			g := own.Glyph(m.Rune)
			if g == 0 || own.Advance(g) != f.Advance(m.GID) {
				t.Errorf("%s: %c", name, m.Rune)
			}
			got, _ := own.Box(g)
			if want, err := f.Box(m.GID); got != want || err != nil {
				t.Errorf("%s: %c: box %v, want %v (%v)", name, m.Rune, got, want, err)
			}
		}
		t.Log(len(file.before), len(file.behind), file.Length)
	}
}
