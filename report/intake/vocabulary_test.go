package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

func shownItem(x item, ok bool) string {
	if !ok {
		return "no"
	}
	s := x.label
	if x.row {
		s = "row " + s
	}
	if x.rest != "" {
		s += fmt.Sprint(" …", len(x.rest), x.given)
	}
	return s
}

func TestLookup(t *testing.T) {
	for _, c := range []struct {
		number int
		label  string
		before bool // figures
		want   string
	}{
		{2, "规章", true, "row 规章"},
		{2, "信息内容", false, "信息内容"},
		{2, "信息内容", true, "信息内容"},
		{2, "第二十条第(五)项", false, "第二十条第（五）项"},
		{2, "1.规章", true, "no"},
		{2, "别的", false, "no"},
		{3, "其他", false, "其他"},
		{3, "其他", true, "row 3.其他"},
		{3, "（六）其他处理", false, "（六）其他处理"},
		{3, "（六）其他处理", true, "row （六）其他处理"},
		{3, "重复申请", true, "row 2.重复申请"},
		{3, "7、重复申请", true, "row 2.重复申请"},
		{3, "三属于国家秘密", true, "row 1.属于国家秘密"},
		{3, "八属于国家秘密", true, "no"},
		{3, "（二）部分公开", true, "row （二）部分公开（区分处理的，只计这一情形，不计其他情形） …51 true"},
		{3, "（七）总计", false, "row （七）总计"},
		{3, "总计", false, "总计"},
		{4, "行政复议", false, "行政复议"},
		{4, "行政复议", true, "row 行政复议"},
		{4, "行政诉讼", true, "行政诉讼"},
	} {
		if got := shownItem(words()[c.number-2].lookup(report.LabelKey(c.label), c.before)); got != c.want {
			t.Errorf("table %d, %s, %v: %s, want %s", c.number, c.label, c.before, got, c.want)
		}
	}
}

func TestSeveral(t *testing.T) {
	for _, c := range []struct {
		number int
		text   string
		before bool
		want   string
	}{
		{3, "自然人商业企业总计", false, "自然人 商业企业 总计"},
		{3, "（三）不予公开1.属于国家秘密", true, "（三）不予公开 row 1.属于国家秘密"},
		{3, "自然人其他", true, "自然人 row 3.其他"},
		{3, "自然人其他", false, "自然人 其他"},
		{3, "自然人某", false, ""},
		{3, "某自然人", false, ""},
		{3, strings.Repeat("其他", 100), false, strings.TrimSpace(strings.Repeat("其他 ", 100))},
		{3, strings.Repeat("其他", 101), false, ""},
		{2, "规章行政规范性文件", true, "row 规章 row 行政规范性文件"},
	} {
		var got []string
		for _, x := range words()[c.number-2].several(report.LabelKey(c.text), c.before) {
			got = append(got, shownItem(x, true))
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

func TestNearest(t *testing.T) {
	for _, c := range []struct {
		number int
		key    string
		before bool
		want   string
	}{
		{3, "2其他法律行政止公开", true, "row 2.其他法律行政法规禁止公开 3"},
		{3, "1信访举报投拆类申请", true, "row 1.信访举报投诉类申请 1"},
		{3, "信访举报投拆类申请", true, "row 1.信访举报投诉类申请 2"},
		{3, "社会公益组只", false, "社会公益组织 1"},
		{3, "社会公益组只", true, "no"},
		{3, "五不于处理", false, "（五）不予处理 1"},
		{3, "商业企亚", false, "no"}, // too short
		{2, "行政处理", false, "no"},
		{2, "其他对外管理服务事顶", true, "row 其他对外管理服务事项 1"},
		{3, "2重复申清", true, "no"},
		{3, "1法律服务机构", false, "no"}, // a number makes no head
		{3, "信访举报3投诉类申请", true, "no"},
		{3, "", true, "no"},
		{3, strings.Repeat("信", 61), true, "no"},
	} {
		x, d, ok := words()[c.number-2].nearest(c.key, c.before)
		got := shownItem(x, ok)
		if ok {
			got += fmt.Sprint(" ", d)
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.key, got, c.want)
		}
	}
	for key, want := range map[string]string{"重复申清": "2.重复申请", "某某某某某某某某": "", "": "", "规章": ""} {
		if got := words()[1].hint(key); got != want {
			t.Errorf("the hint for %q is %q", key, got)
		}
	}
	if got := words()[0].hint("规掌"); got != "规章" {
		t.Errorf("the hint is %q", got)
	}
}

func TestBeginnings(t *testing.T) {
	v := words()[1]
	for key, want := range map[string]string{"2没有现成": "2没有现成信息需要另行制作", "2": "", "某": "", "2没有现成信息需要另行制作": "2没有现成信息需要另行制作"} {
		if got := v.labelBeginning(key); got != want {
			t.Errorf("%s begins %q", key, got)
		}
	}
	if !v.beginsLabel("2没有") || v.beginsLabel("没有") {
		t.Error("beginnings of labels")
	}
	for key, want := range map[string]bool{"社会公": true, "公益": true, "某": false, "元": false, "不予": true} {
		if v.fragment(key) != want {
			t.Errorf("%s is a fragment: %v", key, !want)
		}
	}
	if words()[0].fragment("元") || !words()[0].fragment("万元") {
		t.Error("a unit is not torn")
	}
	if !v.known("自然人总计") || v.known("") || v.known("某") {
		t.Error("known labels")
	}
}

// TestRowsOfTables looks at rows by themselves: whether a table starts there, whether
// one goes on there, and whether labels are all that is in them.
func TestRowsOfTables(t *testing.T) {
	for _, c := range []struct {
		number int
		line   string
		want   string
	}{
		{2, "第二十条第（一）项", "sure goes-on labels"},
		{2, "信息内容\t本年制发件数", "sure maybe goes-on labels"},
		{2, "信息内容", "goes-on labels"},
		{2, "规章\t0\t0\t0", "sure maybe goes-on"},
		{2, "规章\t0", "maybe goes-on"},
		{2, "规章 0", "maybe goes-on"},
		{2, "规章 0 0", "sure maybe goes-on"},
		{2, "规章0", "goes-on"},
		{2, "规章", "goes-on labels"},
		{2, "行政规范性", ""},
		{2, "本年 制发", "goes-on labels"},
		{2, "本年发布信息", ""},
		{2, "某\t规章\t0\t0", "sure maybe goes-on"},
		{2, "某 规章 0 0", "goes-on"},
		{2, "某\t0\t0", "goes-on"},
		{2, "某 0 0", "goes-on"},
		{2, "某 0", ""},
		{2, "0 0 0", "goes-on"},
		{2, "? ? ?", ""},
		{2, "/ /", ""},
		{2, "7", "goes-on"},
		{2, "\t\t", ""},
		{3, "申请人情况", "maybe goes-on labels"},
		{3, "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）", "sure maybe goes-on labels"},
		{3, "三、本年度办理结果", "sure maybe goes-on labels"},
		{3, "自然人\t总计", "sure maybe goes-on labels"},
		{3, "其他\t总计", "goes-on labels"},
		{3, "其他\t0\t0", "goes-on"},
		{3, "2.重复申请", "maybe goes-on labels"},
		{3, "2.重复申请\t0\t0", "sure maybe goes-on"},
		{3, "2.重复申请 2件", "maybe goes-on"},
		{3, "自然人 商业企业 某", ""},
		{3, "自然\t人", "maybe goes-on labels"},
		{3, "（本列数 据的勾稽关系为", "goes-on labels"},
		{4, "行政复议\t行政诉讼", "sure maybe goes-on labels"},
		{4, "行政复议 行政诉讼", "sure maybe goes-on labels"},
		{4, "行政复议 0 行政诉讼 0", "goes-on"},
		{4, "行政复议", "goes-on labels"},
		{4, "行政复议 行政诉讼 总计", "goes-on labels"},
		{4, "结果维持\t结果纠正", "sure maybe goes-on labels"},
		{4, "结果维持", "maybe goes-on labels"},
		{4, "未经复议直接起诉", "sure maybe goes-on labels"},
		{3, "行政复议\t行政诉讼", "goes-on"},
	} {
		v, b := words()[c.number-2], blocksOf(t, c.line)
		if len(b) == 0 {
			b = []block{{grid: divide(block{raw: c.line}, 0)}}
		}
		sure, maybe := v.starts(b[0].grid)
		var got []string
		for s, is := range map[string]bool{"1sure": sure, "2maybe": maybe, "3goes-on": v.contains(b[0]), "4labels": v.all(b[0].grid)} {
			if is {
				got = append(got, s)
			}
		}
		slices.Sort(got)
		for i := range got {
			got[i] = got[i][1:]
		}
		if got := strings.Join(got, " "); got != c.want {
			t.Errorf("table %d, %q: %q, want %q", c.number, c.line, got, c.want)
		}
	}
}
