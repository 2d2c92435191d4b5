package charset

import (
	"testing"
	"unicode/utf8"
)

// TestGB18030 decodes every code of two bytes: those for private use alone, which
// have no character, are broken.
func TestGB18030(t *testing.T) {
	seen := map[rune]bool{}
	for code, r := range lateGB18030 {
		if got := string(GB18030([]byte{'a', code[0], code[1], 0x81, 0x30, 0x81, 0x30, code[0], code[1]})); got != "a"+string(r)+"\u0080"+string(r) {
			t.Errorf("% X: %q", code, got)
		}
		seen[r] = true
	}
	if len(seen) != 25 {
		t.Errorf("%d characters", len(seen))
	}
	broken := 0
	for a := byte(0x81); a <= 0xFE; a++ {
		for b := 0x40; b <= 0xFE; b++ {
			if b == 0x7F {
				continue
			}
			out := GB18030([]byte{a, byte(b)})
			if r, n := utf8.DecodeRune(out); r == utf8.RuneError {
				broken++
			} else if n != len(out) {
				t.Errorf("%X%X is %q", a, b, out)
			}
		}
	}
	if broken != 2067-25 {
		t.Errorf("%d codes are broken", broken)
	}
	for _, s := range []string{"\x81", "\xFE", "\x81\x30", "\xFF\xFE\x59", "\x81\x20"} {
		if got := string(GB18030([]byte(s))); utf8.RuneCountInString(got) == 0 || !utf8.ValidString(got) {
			t.Errorf("%q is %q", s, got)
		}
	}
}
