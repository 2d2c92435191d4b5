package prose

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/internal/linear"
)

func TestListsAreLinear(t *testing.T) {
	for _, s := range []string{"1件（", "1件：", "其中1件，", "1件占1%，", "1件、", "（1件）", "1件，其中1件、", "占1%。", "其中", "1件比上年增加1件，", "1件、2件，与上年持平，", "1、", "甲1件，共3件，", "1件，较上年的1件增加1件，"} {
		linear.Check(t, s, 1<<18, func(long string) {
			text := Read(long)
			lists := text.Lists()
			for _, l := range lists {
				l.Excess()
				l.Shortage()
			}
			for _, x := range text.Shares() {
				whole, _ := x.Whole(text, lists)
				x.Sum(whole)
				text.Counts(x[0].Part.Unit)
			}
			for _, c := range text.Changes() {
				if c.Of < 0 || c.Of >= len(text.Figures) {
					t.Errorf("%s: %+v", s, c)
				}
			}
		})
	}
}

// A clause of many figures is not gone through again for every sum behind it.
func TestSumsAreLinear(t *testing.T) {
	linear.Check(t, "甲1件", 1<<18, func(clause string) {
		Read(clause + strings.Repeat("，共3件", len(clause)/3000)).Lists()
	})
}

func FuzzLists(f *testing.F) {
	for _, s := range []string{
		"全年公开信息53条，其中甲2条、乙5条（丙3条；丁2条），占10%。其中，2件、3件和4件。",
		"（：；（占5%）1条（其中（含）", "约100条、解读53条，其中图解52条、视频5条", "其中其中1件其中2件", "1件：（2件）",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		text := Read(s)
		lists := text.Lists()
		for _, l := range lists {
			if l.Start < 0 || l.End > len(s) || l.Start >= l.End || len(l.Parts) == 0 || len(l.Wholes) == 0 {
				t.Errorf("%q: %+v", s, l)
			}
			l.Excess()
			l.Shortage()
		}
		for _, c := range text.Changes() {
			if c.Of < 0 || c.Of >= len(text.Figures) || c.Words.End > len(s) {
				t.Errorf("%q: %+v", s, c)
			}
		}
		for _, x := range text.Shares() {
			whole, _ := x.Whole(text, lists)
			x.Sum(whole)
			for _, s := range x {
				s.Fits([]int64{whole})
				if whole > 0 {
					s.Of(whole)
				}
			}
		}
	})
}
