package intake

import (
	"fmt"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

func TestSplitTitle(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"主动公开", "主动公开"},
		{"主动公开。全年36条。", "主动公开/全年36条。 run-in"},
		{"主动公开情况：全年36条。", "主动公开情况：/全年36条。 run-in"},
		{"主动公开:全年36条。", "主动公开:/全年36条。 run-in"},
		{"主动公开 全年36条。", "主动公开/全年36条。"},
		{"主动公开　 全年：36条。", "主动公开/全年：36条。"},
		{"主动公开：", "主动公开："},
		{"收费情况 没有收费", "收费情况 没有收费"},
		{"收费情况。 没有收费", "收费情况/没有收费 run-in"},
		{"比例为3：2", "比例为3：2"},
		{"9：30至17：30，照常。其他无。", "9：30至17：30，照常/其他无。 run-in"},
		{"见http://a.cn", "见http://a.cn"},
		{"收到意见，其中：网站100条", "收到意见，其中：网站100条"},
		{strings.Repeat("题", 16) + "：无", strings.Repeat("题", 16) + "：/无 run-in"},
		{strings.Repeat("题", 17) + "：无", strings.Repeat("题", 17) + "：无"},
		{"。无", "。无"},
		{"无。", "无。"},
		{"", ""},
	} {
		x := splitTitle(c.in)
		got := x.Title
		if x.body != "" {
			got += "/" + x.body
		}
		if x.RunIn {
			got += " run-in"
		}
		if got != c.want {
			t.Errorf("%q: %q, want %q", c.in, got, c.want)
		}
	}
	if isTitle("主动公开"+strings.Repeat("，", 4*maxSubsectionTitle), "无") {
		t.Error("a long text is a title")
	}
}

func TestTopicOf(t *testing.T) {
	for title, want := range map[string]report.Topic{
		"主动公开": report.TopicDisclosure, "主动公开情况": report.TopicDisclosure, "主动公开政府信息工作的情况": report.TopicDisclosure,
		"依申请公开方面": report.TopicApplications, "信息管理": report.TopicManagement, "平台建设方面情况": report.TopicPlatforms,
		"监督保障及教育培训": report.TopicSupervision, "主动": "", "不主动公开": "", "": "",
	} {
		if got := topicOf(title); got != want {
			t.Errorf("%s: %q", title, got)
		}
	}
}

// sectionOf reads paragraphs as a section and shows what came of them.
func sectionOf(section int, paragraphs ...string) string {
	var list []paragraph
	for i, s := range paragraphs {
		list = append(list, paragraph{s, pos{Line: i + 1}})
	}
	var s report.Section
	var n notes
	readSection(&s, section, list, &n)
	out := append([]string{}, s.Paragraphs...)
	for _, sub := range s.Subsections {
		out = append(out, fmt.Sprintf("[%s]%s%v %s", sub.Topic, sub.Title, sub.RunIn, strings.Join(sub.Paragraphs, " ")))
	}
	for _, f := range n.Findings {
		out = append(out, fmt.Sprint(f.Code, f.Pos.Line))
	}
	return strings.Join(out, "|")
}

func TestReadSection(t *testing.T) {
	long := strings.Repeat("题", maxSubsectionTitle+1)
	for _, c := range []struct {
		section int
		in      []string
		want    string
	}{
		{0, []string{"前言。", "（一）主动公开", "36条。", "另有4条。", "（二）标准化建设。有。"}, "前言。|[disclosure]false 36条。 另有4条。|[]标准化建设true 有。"},
		{0, []string{"（一）主动公开：", "36条。"}, "[disclosure]false 36条。"},
		{0, []string{"（一）主动公开。"}, "[disclosure]false "},
		{0, []string{"（一）主动公开情况。"}, "[disclosure]主动公开情况false "},
		{0, []string{"（一）主动公开", "（二）主动公开"}, "[disclosure]false |[]主动公开false "},
		{1, []string{"（一）主动公开"}, "[]主动公开false "},
		{0, []string{"㈠主动公开", "㈡其他"}, "[disclosure]false |[]其他false "},
		{0, []string{"(一) 主动公开", "( 二 )、其他"}, "[disclosure]false |[]其他false "},
		{0, []string{"主动公开 36条。", "2.依申请公开。无。"}, "[disclosure]false 36条。|[applications]true 无。"},
		{0, []string{"2. 依申请公开", "其他"}, "[applications]false 其他"},
		{1, []string{"主动公开 36条。"}, "主动公开36条。"},
		{0, []string{"主动公开（续）。" + long, "无"}, "主动公开（续）。" + long + "|无"},
		{0, []string{"（一）主动公开", "（三）其他"}, "[disclosure]false |[]其他false |I-s1"},
		{1, []string{"（一）收费", "（三）其他"}, "（一）收费|（三）其他|I-r1"},
		{1, []string{"无", "（二）收费", "（三）其他"}, "无|（二）收费|（三）其他|I-r2"},
		{1, []string{"（一）收费", "（二）" + long}, "（一）收费|（二）" + long + "|I-r1"},
		{1, []string{"（一）收费，没有。", "（二）减免，没有。"}, "（一）收费，没有。|（二）减免，没有。|I-r1"},
		{1, []string{"（一）收费，没有。", "（二）减免"}, "[]收费，没有。false |[]减免false "},
		{1, []string{"（一）没有收费。"}, "[]没有收费。false "},
		{1, []string{"（一）收费，没有"}, "[]收费，没有false "},
		{1, []string{"（一）", "（百）收费"}, "（一）|（百）收费"},
		{1, []string{"（十一）收费"}, "（十一）收费|I-r1"},
	} {
		if got := sectionOf(c.section, c.in...); got != c.want {
			t.Errorf("%q:\n%q, want\n%q", c.in, got, c.want)
		}
	}
}

func TestNoTables(t *testing.T) {
	for line, want := range map[string]string{
		"网站\t100\t无": "I-af", "网站\t100": "1", "网站\t报纸\t电视": "1", "网站\t\t": "0", "1.\t主动公开": "0", "（一）\t主动公开": "0",
		"1.\t网站\t100": "1", "1.\t网站\t100\t无": "I-af", "网站 100 无": "0", "网站\t1.\t100": "I-af", "|网站|100|1|": "I-af",
	} {
		var n notes
		err := noTables(blocksOf(t, line), &n)
		got := fmt.Sprint(repaired(n, "I-ag").Places)
		if err != nil {
			got = err.(*report.InputError).Code
		}
		if got != want {
			t.Errorf("%q: %s, want %s", line, got, want)
		}
	}
}

// TestJoin joins lines that were broken at a width.
func TestJoin(t *testing.T) {
	full := strings.Repeat("公", 30) // 60 columns
	for _, c := range []struct {
		name, in string
		wrap     int
		want     string
	}{
		{"broken", full + "\n开。", 60, full + "开。"},
		{"not broken anywhere", full + "\n开。", 0, full + "|开。"},
		{"ragged", full[:28*3] + "\n开。", 60, full[:28*3] + "开。"},
		{"a long word does not fit", full[:23*3] + "\n开。", 60, full[:23*3] + "开。"},
		{"short of the width", full[:22*3] + "\n开。", 60, full[:22*3] + "|开。"},
		{"end of a sentence at the width", full[:27*3] + "。\n开。", 60, full[:27*3] + "。开。"},
		{"end of a sentence short of the width", full[:26*3] + "。\n开。", 60, full[:26*3] + "。|开。"},
		{"the title of a subsection", "（一）" + full[:22*3] + "\n开。", 60, "（一）" + full[:22*3] + "|开。"},
		{"a contact", full + "\n联系电话：1。", 60, full + "|联系电话：1。"},
		{"blank line", full + "\n\n开。", 60, full + "|开。"},
		{"indented", full + "\n　　开。", 60, full + "|开。"},
		{"a list", full + "\n1.开。", 60, full + "|1.开。"},
		{"a point at the width", full + "\n二是开。", 60, full + "二是开。"},
		{"a point behind a line short of the width", full[:22*3] + "；\n二是开。", 60, full[:22*3] + "；|二是开。"},
		{"a topic behind a sentence", full[:27*3] + "。\n改进措施：开。", 60, full[:27*3] + "。|改进措施：开。"},
		{"a topic within one", full + "\n问题：开。", 60, full + "问题：开。"},
		{"words", full + "ab\ncd", 60, full + "ab cd"},
		{"a word and a character", full + "ab\n开", 60, full + "ab开"},
		{"a character and a word", full + "\ncd", 60, full + "cd"},
		{"marks", full + "-\ncd", 60, full + "-cd"},
		{"three lines", full + "\n" + full + "\n开。\n无", 60, full + full + "开。|无"},
		{"a page between", full + "\n— 3 —\n开。", 60, full + "开。"},
		{"a page between lines that are whole", "公开\n— 3 —\n开。", 0, "公开开。"},
		{"a page between sentences", "公开。\n— 3 —\n开。", 0, "公开。|开。"},
		{"a page between, and an indent", "公开\n— 3 —\n　　开。", 0, "公开|开。"},
		{"a page behind the title of a subsection", "（一）主动公开\n— 3 —\n开。", 0, "（一）主动公开|开。"},
	} {
		var n notes
		var got []string
		for _, p := range join(dropFurniture(blocksOf(t, c.in), &n), wrapping{width: c.wrap}, &n) {
			got = append(got, p.text)
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
		joins := strings.Count(strings.NewReplacer("\n\n", "\n", "— 3 —\n", "").Replace(c.in), "\n") + 1 - len(got)
		if r := repaired(n, "I-x"); r.Places != joins || joins > 0 && r.First.Line != 2 && !strings.Contains(c.in, "— 3 —") {
			t.Errorf("%s: %+v", c.name, r)
		}
	}
}

func TestWrapWidth(t *testing.T) {
	full, short := strings.Repeat("公", 30), strings.Repeat("公", 28)
	for _, c := range []struct {
		name  string
		lines []string
		want  int
	}{
		{"broken", []string{full, full, full, "开。"}, 60},
		{"ragged", []string{full, short, short}, 60},
		{"too ragged", []string{full, short[3:], short[3:]}, 0},
		{"two lines", []string{full, full}, 0},
		{"one sentence that ends", []string{full, full, full[3:] + "。"}, 60},
		{"two sentences that end", []string{full, full[3:] + "。", full[3:] + "。"}, 0},
		{"narrow", []string{full[:19*3], full[:19*3], full[:19*3]}, 0},
		{"as narrow as can be", []string{full[:20*3], full[:20*3], full[:20*3]}, 40},
		{"as wide as can be", []string{strings.Repeat("公", 80), strings.Repeat("公", 80), strings.Repeat("公", 80)}, 160},
		{"wide", []string{strings.Repeat("公", 81), strings.Repeat("公", 81), strings.Repeat("公", 81)}, 0},
		{"half-width", []string{strings.Repeat("a", 60), strings.Repeat("a", 60), full}, 60},
	} {
		var p parts
		blocks := blocksOf(t, strings.Join(c.lines, "\n"))
		p.preface, p.body[2], p.notes[3] = blocks[:1], blocks[1:2], blocks[2:]
		if got := p.wrapping().width; got != c.want {
			t.Errorf("%s: %d, want %d", c.name, got, c.want)
		}
	}
}

// TestLostMark puts back a mark that extraction lost at the end of a line where the
// same words have it elsewhere, and nowhere else.
func TestLostMark(t *testing.T) {
	const broken = "按季核对各科室公开目录\n更新指南和制度文件。"
	for _, c := range []struct{ name, elsewhere, want string }{
		{"elsewhere, over a line", "又按季核对各科室公\n开目录，更新指南和制度文件。", "按季核对各科室公开目录，更新指南和制度文件。"},
		{"elsewhere with spaces", "按季核对各科室公开目录 、 更新指南和制度文件。", "按季核对各科室公开目录、更新指南和制度文件。"},
		{"nowhere", "无", "按季核对各科室公开目录更新指南和制度文件。"},
		{"elsewhere without", "按季核对各科室公开目录，更新指南和制度文件。\n核对各科室公开目录更新指南和制度文件。", "按季核对各科室公开目录更新指南和制度文件。"},
		{"two marks", "各科室公开目录，更新指南和制度。\n各科室公开目录；更新指南和制度。", "按季核对各科室公开目录更新指南和制度文件。"},
		{"too few words in common", "另公开目录，更新指南", "按季核对各科室公开目录更新指南和制度文件。"},
	} {
		blocks := blocksOf(t, broken+"\n\n　　"+strings.ReplaceAll(c.elsewhere, "\n", "\n　　"))
		w := wrapping{width: 22, marks: marksOf(blocks)}
		var n notes
		got := join(blocks, w, &n)[0].text
		put := 0
		if strings.ContainsAny(got, "，、") {
			put = 1
		}
		if got != c.want || repaired(n, "I-bi").Places != put {
			t.Errorf("%s: %q, want %q, told %d", c.name, got, c.want, repaired(n, "I-bi").Places)
		}
	}
}
