package intake

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

const (
	printTitle = "青石县水利局2023年政府信息公开工作年度报告"
	printURL   = "https://www.example.gov.cn/xxgk/nb/2023.html"
)

// TestFurniture takes away what stands on pages beside the text: of the lines those
// stay that begin with a plus, and those that begin with ++ come behind a cut.
func TestFurniture(t *testing.T) {
	const title, head = "+" + printTitle + "\n", "+一、总体情况\n"
	const before, after = "+全年主动公开信息，群众可以\n", "\n++在网站查到。"
	for _, c := range []struct{ name, in, told string }{
		{"page numbers", before + "— 3 —" + after, "I-aa1"},
		{"page numbers of other kinds", before + "第3页\n第 3 页，共 12 页\n共12页 第3页\nPage 3 of 12\n· 3 ·\nP. 3" + after, "I-aa6"},
		{"words of tables that go on", before + "（续表）\n接上表\n转下页" + after, "I-aa3"},
		{"long numbers", "+- 1234 -\n+第3页完", ""},
		{"a number between text", before + "3" + after, "I-aa1"},
		{"a number of all pages", before + "3 / 12" + after, "I-aa1"},
		{"numbers of a table", "+行政许可\n+3\n+第二十条第（六）项\n+0\n+0", ""},
		{"numbers of a table beside the end of a page", "+规章\n+0\n— 3 —\n++0\n+5", "I-aa1"},
		{"numbers of a table of two cells", "+规章\n+1 / 2\n+行政许可\n+1/2", ""},
		{"a number of all pages below a row with its cells", "+规章\t\t0\n3 / 7\n++行政规范性文件\t1\t2\t3\n+4", "I-aa1"},
		{"numbers beside marks", "+规章\n+/\n+0\n+/\n+0\n+/", ""},
		{"a number beside 无 in a table", "+行政处罚\n+无\n+8\n+无\n+行政强制", ""},
		{"a number beside the 无 of a section", "+五、存在的主要问题及改进情况\n+无\n8\n++六、其他需要报告的事项\n9\n++无", "I-aa2"},
		{"a number behind the last of a table", "+四、结转下年度继续办理 1 0 0 0 0 0 1\n+3\n+四、政府信息公开行政复议、行政诉讼情况", ""},
		{"numbers at the ends of pages", "+规章\n+7\n1\n\f++0\n+5\n2\n\f++无", "I-aa2"},
		{"figures at the ends of pages", "+规章\n+7\n\f+0\n+5\n\f+无", ""},
		{"what a browser prints", title + head + before + "2024/1/15 10:24\n" + printTitle + "\n" + printURL + " 2/7" + after, "I-aq打印网页的页眉页脚2 I-aq重复的标题1"},
		{"on one line", before + "2024-01-15 10:24:05 " + printTitle + after, "I-aq打印网页的页眉页脚1"},
		{"address below the time", before + "2024/1/15 10:24\n" + printURL + "\n3" + after, "I-aa1 I-aq打印网页的页眉页脚2"},
		{"on each page of a table, a cell a line", "+规章\n+0\n" + printURL + "\n1/9\n2024/1/15 10:24\n++0\n+5", "I-aa1 I-aq打印网页的页眉页脚2"},
		{"an address twice", before + printURL + after + "\n+无\n" + printURL, "I-aq打印网页的页眉页脚2"},
		{"an address in the text", "+网址：\n+" + printURL + "\n+欢迎访问。", ""},
		{"the title at the head of a page", title + head + before + printTitle + "\n2" + after, "I-aa1 I-aq重复的标题1"},
		{"the last line of the title", "+青石县水利局\n+2023年政府信息公开工作年度报告\n" + head + before + "2023年政府信息公开工作年度报告" + after, "I-aq重复的标题1"},
		{"below the title", title + "发布日期：2024-01-15 10:24　来源：办公室　字体：[大 中 小]\n【浏览次数】 153\n打印 分享到：\n2024-01-15\n+" + head, "I-aq网页标题下的发布信息3 I-aq网页的按钮、链接1"},
		{"sources in the text", title + head + "+来源：调查。", ""},
		{"buttons", before + "【打印本页】【关闭窗口】\n字体：大 中 小\n分享到：微信 微博 QQ空间\n返回顶部" + after, "I-aq网页的按钮、链接4"},
		{"one character of a label", "+结\n+果\n+大\n+中", ""},
		{"words like those of buttons", "+下载量增长。\n+大中小企业", ""},
		{"the foot of a web page", "+六、其他需要报告的事项\n+本年度没有收取信息处理费。\n扫一扫在手机打开当前页\n上一篇：没有了\n相关链接\n某网站\n主办：青石县人民政府 京ICP备00000000号", "I-bf5"},
		{"a number between a row and the title", title + head + "+规章\t0\t0\t4\n3\n" + printTitle + "\n++行政规范性文件\t1\t2\t3", "I-aa1 I-aq重复的标题1"},
		{"a number between a row and the title, spaces", title + head + "+规章 0 0\n+4\n" + printTitle + "\n++行政规范性文件 1 2 3", "I-aq重复的标题1"},
		{"files and editors at the foot", "+没有收费。\n附件：\n2023年报告.docx\n附件：青石县水利局2023年报告.pdf\n（责任编辑：张三）", "I-bf4"},
		{"a list of files among the text", "+附件：见下。\n+没有收费，也没有其他需要报告的事项和情况。", ""},
		{"a date of another country", before + "1/15/24, 10:24 AM\thttps://www.example.gov.cn/a.html" + after, "I-aq打印网页的页眉页脚1"},
		{"a signature below the link", "+没有收费。\n微信扫一扫\n++青石县水利局\n+2024年1月15日", "I-aq网页的按钮、链接1"},
		{"a sentence below the link", "+没有收费。\n上一页\n++以上报告以网站公布的为准，欢迎各界群众监督。", "I-aq网页的按钮、链接1"},
	} {
		var n notes
		var in, want []string
		for _, l := range strings.Split(c.in, "\n") {
			page := l[:len(l)-len(strings.TrimPrefix(l, "\f"))]
			l = strings.TrimPrefix(l, "\f")
			text := strings.TrimLeft(l, "+")
			in = append(in, page+text)
			if text != l {
				want = append(want, fmt.Sprint(text, len(l)-len(text) == 2))
			}
		}
		var got []string
		for _, b := range dropFurniture(blocksOf(t, strings.Join(in, "\n")), &n) {
			got = append(got, fmt.Sprint(b.text, b.cut))
		}
		var told []string
		for _, r := range n.Repairs {
			told = append(told, fmt.Sprint(r.Code, r.What, r.Places))
		}
		for _, f := range n.Findings {
			told = append(told, f.Code+f.Want)
		}
		slices.Sort(told)
		if !slices.Equal(got, want) || strings.Join(told, " ") != c.told {
			t.Errorf("%s: %q, want %q; told %q, want %q", c.name, got, want, told, c.told)
		}
	}
}

// TestNames reads the name of the agency from the lines above the title.
func TestNames(t *testing.T) {
	const rest = "2023年政府信息公开工作年度报告"
	for _, c := range []struct{ in, agency, codes string }{
		{"青石县自然资源和规划局\n北河分局" + rest, "青石县自然资源和规划局北河分局", "I-bg"},
		{"青石市北河区人民政府\n南山街道办事处" + rest, "青石市北河区人民政府南山街道办事处", "I-bg"},
		{"国家税务总局\n青石县税务局" + rest, "国家税务总局青石县税务局", "I-bg"},
		{"青石市\n自然资源和规划局\n北河分局" + rest, "青石市自然资源和规划局北河分局", "I-bg"},
		{"青石市北河区自然资\n源和规划局" + rest, "青石市北河区自然资源和规划局", "I-bg"},
		{"青石县人民政府\n办公室\n" + rest, "青石县人民政府办公室", "I-bg"},
		{"青石县人民政府\n青石县水利局" + rest, "青石县水利局", "I-q"},
		{"青石市人民政府\n北河区水利局" + rest, "北河区水利局", "I-q"},
		{"青石县人民政府门户网站\n水利局" + rest, "水利局", "I-q"},
		{"青石县水利局2022年政府信息公开工作年度报告\n青石县水利局" + rest, "青石县水利局", "I-q"},
		{"内部资料\n青石县水利局" + rest, "青石县水利局", "I-q"},
		{"附件2\n内部资料　注意保存\n水利局" + rest, "水利局", "I-q"},
		{"部门征求意见稿\n青石县水利局" + rest, "青石县水利局", "I-q"},
		{"首页 > 信息公开\n青石县水利局" + rest + "\n发布时间：2024-01-15\n青石县水利局" + rest, "青石县水利局", "I-q"},
	} {
		r, findings, err := Read([]byte(c.in + strings.TrimPrefix(plain(t), printTitle)))
		if err != nil {
			t.Errorf("%s: %v", c.in, err)
			continue
		}
		if got := strings.Join(codes(findings), " "); r.Agency != c.agency || r.Year != 2023 || r.Preamble != nil || got != c.codes {
			t.Errorf("%s: %s %d %q, findings %s", c.in, r.Agency, r.Year, r.Preamble, got)
		}
	}
}

// TestFoldIdeographs folds the characters for radicals and for compatibility, and
// nothing else.
func TestFoldIdeographs(t *testing.T) {
	for in, want := range map[string]string{
		"⾏政许可": "行政许可 1", "⼈⺠群众": "人民群众 2", "⻔户⽹站": "门户网站 2", "⻓期⻅⻚⻛⻋": "长期见页风车 5",
		"\uF90A\uF914": "金樂 2", "㎡²①Ⅷ": "㎡²①Ⅷ 0", "行政": "行政 0", "\uFA0E": "\uFA0E 0",
	} {
		s, places := foldIdeographs(in)
		if got := fmt.Sprint(s, " ", places); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	for r, c := range radicals() {
		if !isCompatibility(r) || isCompatibility(c) {
			t.Errorf("%U for %U", c, r)
		}
	}
	input := strings.NewReplacer("行", "⾏", "一", "⼀", "人", "⼈", "理", "\uF9E4", "水", "⽔", "工", "⼯").Replace(plain(t))
	r, findings, err := Read([]byte(input))
	want, _, _ := Read([]byte(plain(t)))
	if err != nil || dump(r, nil, nil) != dump(want, nil, nil) || !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == "I-be" }) {
		t.Errorf("%v\n%s", err, dump(r, findings, err))
	}
}

// TestFillers tells the lines of a form that say who filled it in from text.
func TestFillers(t *testing.T) {
	for line, want := range map[string]bool{
		"填表人：张三": true,
		"填表人:张三 审核人:李 四 联系电话:0527-84368000":   true,
		"单位负责人：\t审核人：\t填表人：\t填报日期：2024年1月15日": true,
		"填报单位（盖章）：某局\t填报人：张三":                 true,
		"联系人：张三":             false,
		"联系电话：0527-84368000": false,
		"成文日期：2024年1月15日":    false,
		"填表人：由办公室负责，每月核对。":   false,
		"审核人员实行双人双岗":         false,
		"填报单位：某局":            false,
	} {
		s := shapeOf(fold(line), false)
		if got := s != nil && s.what == leftFiller; got != want {
			t.Errorf("%s: %v", line, got)
		}
	}
}
