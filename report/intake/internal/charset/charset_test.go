package charset

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

func TestDecode(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"规章", "规章 UTF-8"},
		{"\xEF\xBB\xBF规章", "规章 UTF-8"},
		{"\xFF\xFE\xC4\x89\x3D\xD8\x00\xDE", "规😀 UTF-16"},
		{"\xFE\xFF\x89\xC4\xD8\x3D\xDE\x00", "规😀 UTF-16"},
		{"\xFE\xFF\x00\x0A\x00", "I-d 0 字节数为奇数"},
		{"\xFF\xFE\x0A\x00\x3D\xD8", "I-d 2 U+D83D"},
		{"\xFF\xFE\x0A\x00\x00\xDE\x3D\xD8", "I-d 2 U+DE00"},
		{"\xB9\xE6\xD5\xC2", "规章 GB 18030"},
		{"a\n\xB9\xE6\xA1\x40章\nb", "I-d 2 "},
		{"a\n\xB9\xE6\xFF\nb", "I-d 2 规�"},
		{"规章规\xE8\n", "瑙勭珷瑙勮\n GB 18030"}, // three characters to one byte that is none
		{"规章\n规章规\xE8", "I-d 2 0xE8"},
		{"规章规章\n\xE8", "I-d 2 "},
		{"", " UTF-8"},
	} {
		text, encoding, err := Decode([]byte(c.in))
		got := text + " " + encoding
		if e, ok := err.(*report.InputError); ok {
			got = fmt.Sprint(e.Code, " ", e.Pos.Line, " ", e.Got)
		}
		if got != c.want && !(strings.HasPrefix(c.want, "I-d") && strings.HasPrefix(got, c.want[:5])) {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
	if at, broken := brokenUTF8([]byte("\xE8a\xE8" + strings.Repeat("规", 9))); at != 0 || !broken {
		t.Errorf("the first of two bytes is at %d, %v", at, broken)
	}
	for valid, want := range map[int]bool{4: false, 5: true} {
		at, broken := brokenUTF8([]byte(strings.Repeat("规", valid) + "a\xE8é"))
		if broken != want || at != valid*3+1 {
			t.Errorf("%d characters and a byte: %d, %v", valid, at, broken)
		}
	}
}
