package pdf

import (
	"encoding/ascii85"
	"encoding/hex"
	"errors"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/intake/internal/source"
)

func TestFilters(t *testing.T) {
	long := strings.Repeat("第二十条0123", 300)
	in85 := make([]byte, ascii85.MaxEncodedLen(len(long)))
	in85 = in85[:ascii85.Encode(in85, []byte(long))]
	for _, c := range []struct{ dict, data, want string }{
		{"", "a", "a"},
		{"/Filter/FlateDecode", deflate(long), long},
		{"/Filter[/Fl]", deflate(long), long},
		{"/Filter[/ASCIIHexDecode/FlateDecode]", hex.EncodeToString([]byte(deflate(long))) + " >", long},
		{"/Filter/ASCII85Decode", "<~" + string(in85[:40]) + "\n" + string(in85[40:]) + "~>", long},
		{"/Filter/AHx", "6 1 7>", "ap"},
		{"/Filter/RunLengthDecode", "\x02abc\xFEd\x00e\x80x", "abcddde"},
		{"/Filter/LZWDecode", "\x80\x0B\x60\x50\x22\x0C\x0C\x85\x01", "-----A---B"}, // ISO 32000-1, 7.4.4.2
		{"/Filter/LZW", lzw(long, 1), long},
		{"/Filter/LZW/DecodeParms<</EarlyChange 0>>", lzw(long, 0), long},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 3>>", deflate("\x00abc\x02\x00\x00\x01\x01a\x01\x01\x031\x01\x01\x04\x01\x01\x01"), "abcabdabcabcbcd"},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns 3>>", deflate("a\x01\x01b\x01\x01"), "abcbcd"},
		{"/Filter/FlateDecode/DecodeParms[null]", deflate("a"), "a"},
	} {
		f := &File{left: 1000, raw: []byte("<<" + c.dict + ">>")}
		d, err := f.parser(0).value()
		if err != nil {
			t.Fatal(err)
		}
		if got, err := f.data(&stream{dict: d.(dict), raw: []byte(c.data)}); err != nil || string(got) != c.want {
			t.Errorf("%s: %q, %v, want %q", c.dict, got, err, c.want)
		}
	}
}

func TestFilterFaults(t *testing.T) {
	const room = 1000
	large := strings.Repeat("\x00", room+1)
	for _, c := range []struct {
		dict, data string
		want       error
	}{
		{"/Filter/FlateDecode", "abc", errFilter},
		{"/Filter/FlateDecode", deflate("abcdef")[:9], errFilter},
		{"/Filter/FlateDecode", deflate("abc")[:10] + "xxxx", errFilter}, // the sum
		{"/Filter/FlateDecode", deflate(large), errLarge},
		{"/Filter/LZWDecode", "\xFF\xFF", errFilter},
		{"/Filter/LZWDecode", lzw(large, 1), errLarge},
		{"/Filter/ASCII85Decode", "a\x7F", errFilter},
		{"/Filter/AHx", "6x>", errFilter},
		{"/Filter/RL", "\x05ab", errFilter},
		{"/Filter/RL", strings.Repeat("\x81a", room/128+1), errLarge},
		{"/Filter/JBIG2Decode", "", errFilter},
		{"/Filter[/AHx/AHx/AHx/AHx/AHx/AHx/AHx/AHx/AHx]", "", errFilter},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 3>>", deflate("\x07abc"), errFilter},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 2/BitsPerComponent 4>>", deflate("a"), errFilter},
		{"/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns -1>>", deflate("a"), errFilter},
	} {
		f := &File{left: 1000, decoded: source.MaxInflated - room, raw: []byte("<<" + c.dict + ">>")}
		d, err := f.parser(0).value()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.data(&stream{dict: d.(dict), raw: []byte(c.data)}); !errors.Is(err, c.want) {
			t.Errorf("%s %.20q: %v, want %v", c.dict, c.data, err, c.want)
		}
	}
}

// lzw encodes a text; early is 1 where codes grow one code early.
func lzw(s string, early int) string {
	var out []byte
	acc, bits := 0, 0
	next, width := 258, 9
	put := func(code int) {
		acc, bits = acc<<width|code, bits+width
		for bits >= 8 {
			out = append(out, byte(acc>>(bits-8)))
			bits -= 8
			acc &= 1<<bits - 1
		}
	}
	table := map[string]int{}
	clear := func() {
		put(256)
		next, width = 258, 9
		table = map[string]int{}
	}
	code := func(s string) int {
		if len(s) == 1 {
			return int(s[0])
		}
		return table[s]
	}
	clear()
	w := ""
	for i := range len(s) {
		x := w + s[i:i+1]
		if _, ok := table[x]; ok || len(x) == 1 {
			w = x
			continue
		}
		put(code(w))
		table[x] = next
		next++
		w = s[i : i+1]
		switch next + early - 1 {
		case 512, 1024, 2048:
			width++
		}
		if next == 4094 {
			put(code(w))
			clear()
			w = ""
		}
	}
	if w != "" {
		put(code(w))
	}
	put(257)
	put(0)
	return string(out)
}
