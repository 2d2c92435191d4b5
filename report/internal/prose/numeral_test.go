package prose

import "testing"

func TestSmallNumber(t *testing.T) {
	for s, want := range map[string]int{
		"一": 1, "九": 9, "十": 10, "十一": 11, "二十": 20, "二十九": 29, "九十九": 99,
		"": 0, "〇": 0, "百": 0, "一二": 0, "十十": 0, "二十一二": 0, "1": 0,
	} {
		if got := SmallNumber(s); got != want {
			t.Errorf("%s is %d, want %d", s, got, want)
		}
	}
}

func TestArabicYears(t *testing.T) {
	for s, want := range map[string]string{
		"二〇二三年": "2023年",
		"自二零二二年起至二○二三年止":  "自2022年起至2023年止",
		"二O二三年度、二Ｏ二四年":    "2023年度、2024年",
		"某局二〇二三年报告":       "某局2023年报告",
		"三年行动，二三年，2〇23年。": "三年行动，二三年，2〇23年。",
		"": "",
	} {
		if got := ArabicYears(s); got != want {
			t.Errorf("%s is %s, want %s", s, got, want)
		}
	}
}
