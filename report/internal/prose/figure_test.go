package prose

import (
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report/internal/linear"
)

// TestFigures reads figures in every spelling.
func TestFigures(t *testing.T) {
	tests := []struct{ text, want string }{
		{"收到申请2件", "2件"},
		{"收到申请 12 件 ，答复 １２ 件", "12件 12件"},
		{"收到申请两件，答复一件，结转〇件", "2件 1件 0件"},
		{"十五件、二十件、三十一件、一百零五件、二百一十条、一万二千三百条", "15件 20件 31件 105件 210条 12300条"},
		{"公开1,234条，其中12,345,678条", "1234条 12345678条"},
		{"收到5，3件办结", "5 3件"},
		{"收到1，208件，公开1，036，520条，维持5，1208件，2023，120件", "1208件 1036520条 5 1208件 2023 120件"},
		{"没有一件结转，未收到一件，无一例，有一件", "1件"},
		{"百分百，1.予以公开3件；2、部分公开4件；三、5件；1、2、3件；（1）公开6件（7）", "100% 3件 4件 5件 1 2 3件 6件 7"},
		{"收到5,3件办结", ""},
		{"公开1.2万条", "~12000条"},
		{"点击4万余次，公开10余件，近100件，约20条，三十多份，100件以上，20条左右", "~40000次 ~10件 ~100件 ~20条 ~30份 ~100件 ~20条"},
		{"收到3至5件，3-5件", "~5件 ~5件"},
		{"占82.4%，百分之百，百分之三十，１００％，增长1.5个百分点", "82.4% 100% 30% 100% 1.5百分点"},
		{"收取12.5万元、380元、3亿元", "12.5万元 380元 3亿元"},
		{"收到2件（次），8件次，3条（次），5人次", "2件次 8件次 3条次 5人次"},
		{"维持3、纠正2，其他0", "3 2 0"},
		{"2023年1月1日至12月31日，第20条，第二十条第（一）项，国办公开办函〔2021〕30号", ""},
		{"电话：0500-8000000，12345热线，24小时，110", "24小时 110"},
		{"统一、同一件、每一条、进一步、三类内部事务、三安全一稳定、高效办成一件事、以上三项", ""},
		{"三五件、十几件、几十件", "~10件 ~10件"},
		{"2023年收到 5 件，B5号楼，v2.0，1.2.3条", "5件"},
		{"二〇二三年，一是加强，二是完善", ""},
		{"万元、百姓、千方百计、万一", ""},
		{"1234567890123456789件", ""},
		{"网上公开 5  12 件", "12件"},
	}
	for _, tt := range tests {
		var got []string
		for _, f := range Read(tt.text).Figures {
			s := strconv.FormatInt(f.Value, 10)
			if f.Places > 0 {
				s = s[:len(s)-f.Places] + "." + s[len(s)-f.Places:]
			}
			if !f.Exact {
				s = "~" + s
			}
			got = append(got, s+f.Unit)
		}
		if s := strings.Join(got, " "); s != tt.want {
			t.Errorf("%s:\ngot  %s\nwant %s", tt.text, s, tt.want)
		}
	}
}

func TestClauses(t *testing.T) {
	const text = "　　全年收到申请 5 件（其中自然人2 件）, 办结5件；无结转。\n（二）其他：无"
	x := Read(text)
	var got []string
	for _, c := range x.Clauses {
		got = append(got, text[c.Start:c.End]+"|"+c.Words+"|"+string(c.Mark)+"|"+strconv.Itoa(c.Sentence))
	}
	want := []string{
		"全年收到申请 5 件|全年收到申请5件|（|0", "其中自然人2 件|其中自然人2件|）|0", "办结5件|办结5件|；|0", "无结转|无结转|。|0",
		"二|二|）|1", "其他|其他|：|1", "无|无|\x00|1",
	}
	if s := strings.Join(got, "\n"); s != strings.Join(want, "\n") {
		t.Errorf("got\n%s", s)
	}
	for i, want := range []string{"5 件", "2 件", "5件"} {
		if f := x.Figures[i]; text[f.Start:f.End] != want {
			t.Errorf("got %q, want %q", text[f.Start:f.End], want)
		}
	}
	if f := x.Figures[1]; x.Before(f) != "其中自然人" || x.Behind(f) != "" || f.Clause != 1 {
		t.Errorf("got %q, %q, %d", x.Before(f), x.Behind(f), f.Clause)
	}
	if s := x.Sentences; len(s) != 2 || text[s[0].Start:s[0].End] != "全年收到申请 5 件（其中自然人2 件）, 办结5件；无结转" {
		t.Errorf("got %v", s)
	}
}

// checkSpans fails where what was read of the text does not lie in it.
func checkSpans(t *testing.T, text string) {
	t.Helper()
	x := Read(text)
	inside := func(s Span, end int) int {
		if s.Start < end || s.End <= s.Start || s.End > len(text) {
			t.Fatalf("%q: span %v behind %d", text, s, end)
		}
		if utf8.ValidString(text) && !utf8.ValidString(text[s.Start:s.End]) {
			t.Fatalf("%q: span %v is not of whole characters", text, s)
		}
		return s.End
	}
	end := 0
	for _, c := range x.Clauses {
		end = inside(c.Span, end)
		if x.Sentences[c.Sentence].Start > c.Start || x.Sentences[c.Sentence].End < c.End {
			t.Fatalf("%q: clause %v is not in sentence %v", text, c.Span, x.Sentences[c.Sentence])
		}
	}
	end = 0
	for _, s := range x.Sentences {
		end = inside(s, end)
	}
	end = 0
	for _, f := range x.Figures {
		end = inside(f.Span, end)
		if c := x.Clauses[f.Clause]; c.Start > f.Start || c.End < f.End {
			t.Fatalf("%q: figure %v is not in clause %v", text, f.Span, c.Span)
		}
		if !strings.ContainsAny(text[f.Start:f.End], "0123456789０１２３４５６７８９〇零○一二三四五六七八九十百两") {
			t.Fatalf("%q: figure %q has no digit", text, text[f.Start:f.End])
		}
		if x.Before(f)+x.Behind(f) == x.Clauses[f.Clause].Words {
			t.Fatalf("%q: figure %v has no words", text, f.Span)
		}
	}
	for _, r := range []Reader{{Agency: "青石县人民政府", Year: 2023, Whole: true}, {Agency: "某市某局", Year: 2023, Applications: true}} {
		for _, c := range r.Claims(x) {
			inside(c.Span, 0)
			if len(c.Items) == 0 || c.Items[0] == "" || c.Kind == Count && (c.Start > x.Figures[c.Figure].Start || c.End < x.Figures[c.Figure].End) {
				t.Fatalf("%q: claim %+v", text, c)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"收到 9 件（次），其中 1,234 条。\r\n占８２．４％；十五件", "\xff1\xe4件", "1一,2:3", "百分之十百分之", "1.1.1.1件 5\u30005",
		"全年新收申请18件，上年结转3件，其中予以公开5件、不予公开（国家秘密）2件；行政复议、行政诉讼均为0。按期办结率100%，2件转结2024年办理。", "20件申请已全部办结、零申请，未收到申请"} {
		f.Add(s)
	}
	f.Fuzz(checkSpans)
}

// Time is linear in the length of the text, whatever it is.
func TestReadIsLinear(t *testing.T) {
	for _, s := range []string{"1", "1,", "1.", "一", "十", "百分之", "1件", "收到申请5件，", "，", "（", "申", " ", "\xe4", "1 ", "1,234,",
		"申请", "、", "未", "收到申请5件、", "和5件", "其中（", "其中）", "青石县", "县"} {
		linear.Check(t, s, 1<<18, func(text string) {
			Reader{Agency: "青石县人民政府", Year: 2023, Applications: true}.Claims(Read(text))
		})
	}
}

// What stands behind the last of those that are joined is of each; more than twenty are none.
func TestJoinedFiguresAreLinear(t *testing.T) {
	linear.Check(t, "共", 1<<16, func(text string) {
		n := len(text) / 32
		long := strings.Repeat("制发、", n) + "行政规范性文件" + strings.Repeat("的申请", n) + "分别为" + strings.Repeat("1件、", n) + "1件"
		Reader{Agency: "青石县人民政府", Year: 2023}.Claims(Read(long))
	})
}

func BenchmarkRead(b *testing.B) {
	text := strings.Repeat("严格落实政府信息公开各项要求，加强组织领导，健全工作机制，提高公开质量。全年共收到政府信息公开申请12件，予以公开8件，按期答复率100%。"+
		"围绕重点领域主动公开政府信息，及时回应社会关切，不断提升政务公开工作水平；通过门户网站发布信息500余条，编发解读材料。", 45)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Reader{Agency: "青石县人民政府", Year: 2023, Applications: true}.Claims(Read(text))
	}
}
