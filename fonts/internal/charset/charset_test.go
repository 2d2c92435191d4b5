package charset

import (
	"slices"
	"testing"
)

func TestCounts(t *testing.T) {
	for name, test := range map[string]struct {
		list        []rune
		count       int
		first, last rune
	}{
		// 国发〔2013〕23号: 一级字表 3,500, 二级 3,000, 三级 1,605.
		"TGH":    {TGH(), 8105, '一', '蠼'},
		"GB2312": {GB2312(), 7445, '　', '齄'},
	} {
		if len(test.list) != test.count {
			t.Errorf("%s: %d characters, want %d", name, len(test.list), test.count)
		}
		if first := test.list[0]; first != test.first {
			t.Errorf("%s: first is %c, want %c", name, first, test.first)
		}
		if last := test.list[len(test.list)-1]; last != test.last {
			t.Errorf("%s: last is %c, want %c", name, last, test.last)
		}
		slices.Sort(test.list)
		if n := len(slices.Compact(test.list)); n != test.count {
			t.Errorf("%s: %d different characters, want %d", name, n, test.count)
		}
	}
	list := Face()
	for _, r := range append(TGH(), GB2312()...) {
		if _, ok := slices.BinarySearch(list, r); !ok {
			t.Errorf("Face lacks %c", r)
		}
	}
}
