package report

import (
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report/internal/linear"
)

var hygieneTests = []checkTest{
	{
		trips: func(r *Report, t *Tables2021) { r.Other.Paragraphs[0] += "特此报告。" },
		want:  []found{{"X-a", Info, 0, "/other/paragraphs/0", "六、其他需要报告的事项 第 1 段", "特此报告", ""}},
		near:  func(r *Report, t *Tables2021) { r.Other.Paragraphs[0] += "特此公布。" },
	},
	{
		trips: func(r *Report, t *Tables2021) { r.Title = "XX局2023年政府信息公开工作年度报告" },
		want:  []found{{"X-b", Warning, 0, "/title", "标题", leftBlank, ""}},
		near:  func(r *Report, t *Tables2021) { r.Title = "某某局2023年政府信息公开工作年度报告" },
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[0].Paragraphs = []string{"全文包括《办法》格式>某镇人民政府。", "（含转发", "的”信息。"}
		},
		want: []found{
			{"X-b", Warning, 0, "/overview/subsections/0/paragraphs/0", "一、总体情况 （一）主动公开 第 1 段", leftUnpaired, ">"},
			{"X-b", Warning, 0, "/overview/subsections/0/paragraphs/1", "一、总体情况 （一）主动公开 第 2 段", leftUnpaired, "（"},
			{"X-b", Warning, 0, "/overview/subsections/0/paragraphs/2", "一、总体情况 （一）主动公开 第 3 段", leftUnpaired, "”"},
		},
		near: func(r *Report, t *Tables2021) { // one paragraph closes what another opens
			r.Overview.Subsections[0].Paragraphs = []string{"“公开信息（含转发", "信息)500条。", "三审三校”"}
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble[0] += "电子版可从云栖市人民政府网站（http//:www.yunqi.gov.cn）下载。"
		},
		want: []found{{"X-c", Warning, 0, "/preamble/0", "引言 第 1 段", badScheme, "http://www.yunqi.gov.cn"}},
		near: func(r *Report, t *Tables2021) {
			r.Preamble[0] += "电子版可从云栖市人民政府网站（http://www.yunqi.gov.cn）下载。"
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[1].Paragraphs = []string{"申请人（身份证号11010519491231002X，手机13900000000）撤回申请。"}
			r.Preamble[0] += "手机：139-0000-0000，邮箱：12345678@qq.com。"
		},
		want: []found{
			{"X-d", Info, 0, "/preamble/0", "引言 第 1 段", isMobileNumber, ""},
			{"X-d", Info, 0, "/preamble/0", "引言 第 1 段", isPrivateMailbox, ""},
			{"X-d", Warning, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", isIdentityNumber, ""},
			{"X-d", Warning, 0, "/overview/subsections/1/paragraphs/0", "一、总体情况 （二）依申请公开 第 1 段", isMobileNumber, ""},
		},
		near: func(r *Report, t *Tables2021) {
			r.Overview.Subsections[1].Paragraphs = []string{"统一社会信用代码110105194912310021，访问量13900000000次。"}
			r.Preamble[0] += "邮箱：xxgk@yunqi.gov.cn。"
		},
	},
	{
		trips: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"请与某局办公室联系（地址：，邮编：20000，电话：8000000）。"}
		},
		want: []found{
			{"X-e", Info, 0, "/preamble/0", "引言 第 1 段", contactEmpty, ""},
			{"X-e", Info, 0, "/preamble/0", "引言 第 1 段", contactPostcode, ""},
			{"X-e", Info, 0, "/preamble/0", "引言 第 1 段", contactArea, ""},
		},
		near: func(r *Report, t *Tables2021) {
			r.Preamble = []string{"请与某局办公室联系（地址：湖滨路1号，邮编：200000，电话：（0500）8000000，传真0500-8000001转8）。"}
		},
	},
}

func firstSubsection(r *Report, text string) { r.Overview.Subsections[0].Paragraphs = []string{text} }
func preambleAdded(r *Report, text string)   { r.Preamble[0] += text }

var hygieneTexts = []textsTest{
	{"X-a", other, [][2]string{
		{"现将我局2023年工作情况汇报如下，请审阅。", "汇报如下"},
		{"按照贵办通知要求，我镇报送年度报告。", "贵办"},
		{"专此报告。", "专此报告"},
		{"妥否，请批示。", "妥否"},
		{"（贵局来函收悉）", "贵局"},
		{"请贵单位予以指导。", "贵单位"},
		{"现将年度报告上报如下：", "上报如下"},
		{"特此呈报。", "特此呈报"},
	}, []string{
		"现将我局2023年工作情况报告如下。",
		"现将年度报告公布如下。",
		"向市政府专题汇报2次。",
		"贵州省、贵阳市来我局交流。申请由王贵办理。",
		"名贵办公用品的采购已公开。富贵局促。",
		"由李贵办公室受理，报贵港市。",
	}},
	{"X-b", firstSubsection, [][2]string{
		{"主动公开信息XX条。", "XX条"},
		{"主动公开信息××条，解读×件。", "××条"},
		{"解读政策×件。", "×件"},
		{"统计期限为202X年1月1日至12月31日。", "X年"},
		{"20XX年，本局认真履职。", "XX年"},
		{"X年X月X日前完成。", "X年"},
		{"ＸＸ局办公室负责。", "ＸＸ局"},
		{"某某局长任组长。", "某某局"},
		{"＊＊单位牵头。", "＊＊"},
		{"**主动公开**方面。", "**"},
		{"共______条。", "______"},
		{"共＿＿条。", "＿＿"},
		{"公开信息（）条。", "（）"},
		{"依据《》公开。", "《》"},
		{"公开信息【】条。", "【】"},
		{"公开信息（ ）条。", "（ ）"},
		{"公开信息（请填写数字）条。", "（请填写数字）"},
		{"（请根据实际情况修改）", "（请根据实际情况修改）"},
		{"【单位名称】高度重视。", "【单位名称】"},
		{"[年份]年，公开[数字]条。", "[数字]"},
		{"在“具体重大政策名称”发布时同步解读。", "“具体重大政策名称”"},
		{"公开<单位>信息。", "<单位>"},
		{"<p>公开信息5条</p>", "<p>"},
		{"公开信息<br/>5条。", "<br/>"},
		{"公开&nbsp;5条。", "&nbsp;"},
		{"## 主动公开", "#"},
		{"```公开", "```"},
		{"见错误！未找到引用源。", "错误！未找到引用源"},
		{"公开undefined条。", "undefined"},
		{"【打印】【关闭窗口】", "【打印】"},
		{"上一篇：青石县年报", "上一篇"},
		{"依据《政府信息公开条例公开信息。", "《政府信息公开条例"},
		{"依据政府信息公开条例》公开信息。", "》公开信息"},
		{"公开信息（含转发信息。", "（含转发信息"},
		{"公开信息含转发）5条。", "）5条"},
		{"落实“三审三校制度。", "“三审三校制度"},
		{"落实”三审三校”制度。", "”三审三校”制度"},
		{"国办公开办函〔2021 30号。", "〔2021 30号"},
		{"关于印发<格式>的通知，含格式>某镇报告。", ">某镇报告"},
		{"关于印发《格式的通知》（国办公开办函〔2021〕30号，以下简称《通知。", "《通知"},
		{"网址www.xxx.gov.cn公开。", "xxx"},
		{"公开\uFFFD条。", "\uFFFD"},
		{"{{year}}年公开。", "{{"},
		{"○○局公开信息。", "○○局"},
		{"△△县高度重视。", "△△县"},
		{"公开信息…条。", "…条"},
		{"公开信息    条。", "    条"},
		{"公开????信息。", "????"},
		{"[ 大 中 小 ]", "[ 大 中 小 ]"},
	}, []string{
		"网址http://www.yunqi.gov.cn/xxgk/zfxxgknb/index.html?a=1&b=2。",
		"邮箱yqxxgk@yunqi.gov.cn，xxgk_bgs@yunqi.gov.cn。",
		"提供7×24小时服务，24×7运行，3×3米展板。",
		"受理138****1234、138××××1234、138XXXX1234来电。",
		"某公司、某科研机构申请1件。某年某月。李某某诉某局、张某某不服。",
		"根据《国务院办公厅关于印发<中华人民共和国政府信息公开工作年度报告格式>的通知》（国办公开办函〔2021〕30号）公开。",
		"根据《关于印发〈格式〉的通知》[2021]30号、【2021】30号、﹝2021﹞30号、（2021〕30号公开。",
		"根据《关于印发 <格式> 的通知》公开。",
		"(一)公开（5条)，另（5条)。",
		"做到1）及时、2）准确，a)真实、b)完整。",
		"1）公开信息；2）解读政策；（3）回应。a) 其他；一）其中",
		"落实“三审三校\"制度和\"先审后发”、\"谁公开谁负责\"。",
		"办结率>95%，差错率<1%，及时率 > 98%，A级>=90分。",
		"路径：首页>政府信息公开>政府信息公开年报。",
		"路径：县政府网站>年报。",
		"首页→政务公开→年报，受理->办理->答复。",
		"开设【政策问答】【图解】栏目。",
		"申请人可当面提交申请（请填写《政府信息公开申请表》）。",
		"X光机采购公开。",
		"第XII届、XL号、Excel表。",
		"《“十四五”规划》（2021—2025年）公开。",
		"#1楼大厅设查询点；微博话题#政务公开#。",
		"研发R&D经费公开；A&B。",
		"55\"大屏滚动播放。",
		"落实“谁公开、谁负责（含转发）”要求。",
		"公开\"一件事”和“一次办\"。",
		"二○○三年、二〇〇九年、二零二三年，五〇〇条。",
		"及时……，2023年 1 月 5 条，公开 5 条；什么是政务公开？如何申请？？",
		"是□否□，面积△。",
	}},
	{"X-c", preambleAdded, [][2]string{
		{"网址：http//:www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http//www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http:/www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http:www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http:\\\\www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http;//www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：htp://www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：hppt://www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：https:/www.yunqi.gov.cn/xxgk。", "https://www.yunqi.gov.cn/xxgk"},
		{"网址：http：//www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http：／／www．yunqi．gov．cn。", "http://www.yunqi.gov.cn"},
		{"网址：www。yunqi。gov。cn。", "www.yunqi.gov.cn"},
		{"网址：www.yunqi，gov.cn。", "www.yunqi.gov.cn"},
		{"网址：www.yunqi,gov.cn。", "www.yunqi.gov.cn"},
		{"（www,yunqi.gov.cn）", "www.yunqi.gov.cn"},
		{"网址：http://www. yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：http:// www.yunqi.gov.cn。", "http://www.yunqi.gov.cn"},
		{"网址：www.yunqi.gov .cn。", "www.yunqi.gov.cn"},
		{"网址：http://www.yunqi.gov。", badHost},
		{"网址：http://www.yunqi.gov.con/。", badHost},
		{"网址：www..yunqi.gov.cn。", badHost},
		{"网址：wwwyunqigovcn。", badHost},
		{"网址：www.yunqigovcn。", badHost},
		{"网址：http://，", badHost},
		{"网址：http://）", badHost},
		{"网址：wwww.yunqi.gov.cn。", "www.yunqi.gov.cn"},
		{"网址：ww.yunqi.gov.cn。", "www.yunqi.gov.cn"},
		{"网址：http://http://www.yunqi.gov.cn。", badHost},
		{"邮箱：yqxxgk＠yunqi.gov.cn。", "yqxxgk@yunqi.gov.cn"},
		{"邮箱：yqxxgk@yunqi。gov。cn。", "yqxxgk@yunqi.gov.cn"},
		{"邮箱：yqxxgk@yunqi,gov.cn。", "yqxxgk@yunqi.gov.cn"},
		{"邮箱：yqxxgk@163。", badHost},
		{"邮箱：yqxxgk@，电话", badAt},
		{"邮箱：@yunqi.gov.cn。", badAt},
		{"邮箱：yqxxgk @yunqi.gov.cn。", badSpace},
		{"邮箱：yqxxgk@ yunqi.gov.cn。", badSpace},
		{"邮箱：yqxxgk@@yunqi.gov.cn。", badAt},
		{"邮箱：yqxxgk@yunqi.gov.con。", badHost},
	}, []string{
		"网址：http://www.yunqi.gov.cn。",
		"网址为https://www.yunqi.gov.cn/col/col1229214366/index.html?type=3&sub=1#a，可查阅。",
		"（网址:http://www.yunqi.gov.cn/）、（www.yunqi.gov.cn）下载",
		"（http://61.150.65.235:8080/xxgk/）下载",
		"网站WWW.YUNQI.GOV.CN，官网http://yunqi.gov.cn，电话",
		"www.yunqi.gov.cn。电话",
		"www.yunqi.gov.cn, 邮编 200000",
		"http://www.yunqi.gov.cn http://www.qingshi.gov.cn",
		"http://www.yunqi.gov.cn、www.qingshi.gov.cn",
		"采用https协议，http 升级为 https。",
		"E-mail：yqxxgk@yunqi.gov.cn；Email:yq_xx.gk-1@mail.yunqi.gov.cn。",
		"邮箱:123456@163.com, 电话",
		"微博@云栖发布，公众号@yunqi。",
		"网址：http://www.yunqi.gov.cn.",
		"URL:http://www.yunqi.gov.cn",
		"点击http://云栖市政务.cn查看",
		"文件yunqi_2023.pdf，A4/A3，1.2.3。",
		"云栖市人民政府网站www.yunqi.gov.cn/xxgk/_2023/202401/t20240115_1.html。",
	}},
	{"X-d", firstSubsection, [][2]string{
		{"申请人身份证11010519491231002X。", "11010519491231002X"},
		{"申请人身份证号：11010519491231002x。", "11010519491231002x"},
		{"缴入账户6222020200112233446。", "6222020200112233446"},
		{"请拨打13912345678。", "13912345678"},
		{"请拨打139 1234 5678。", "139 1234 5678"},
		{"请拨打+86 139-1234-5678。", "139-1234-5678"},
		{"申请人110105 19491231 002X。", "110105 19491231 002X"},
		{"缴入6222 0202 0011 2233 446。", "6222 0202 0011 2233 446"},
		{"咨询电话：13912345678。", "13912345678"},
		{"发至xxgk@vip.163.com。", "xxgk@vip.163.com"},
		{"发至xxgk@foxmail.com。", "xxgk@foxmail.com"},
		{"发至xxgk@sina.cn。", "xxgk@sina.cn"},
	}, []string{
		"身份证号110105194912310021。",
		"统一社会信用代码11330600002590825X，索引号000014349/2024-00012。",
		"编号202401151234567890，6222020200112233445。",
		"电话0500-8000000、4008123456、12345。",
		"访问量13912345678次，收入13912345678元。",
		"网址http://www.yunqi.gov.cn/art/13912345678.html。",
		"受理139****5678来电。",
		"邮箱xxgk@yunqi.gov.cn。",
		"文号20240115-13912345678901。",
		"邮编 100000 13912，编号135 1234。",
	}},
	{"X-e", preamble, [][2]string{
		{"联系电话：。", contactEmpty},
		{"联系电话：，邮编：200000。", contactEmpty},
		{"（地址：湖滨路1号；邮编：；电话：0500-8000000）", contactEmpty},
		{"电话：邮编：200000", contactEmpty},
		{"联系电话：65877009，邮编：325200。", contactArea},
		{"电话：6587 7009。", contactArea},
		{"电话8000000。", contactArea},
		{"电话：0500-800000。", contactDigits},
		{"电话：0500800000000。", contactDigits},
		{"传真：123456789。", contactDigits},
		{"邮政编码：20000。", contactPostcode},
		{"邮编2000000。", contactPostcode},
		{"电子邮箱：）", contactEmpty},
	}, []string{
		"电话：0500-8000000，传真：0500—8000000，邮编：200000。",
		"电话：0500－80000000；邮政编码:200000；",
		"联系电话：（0500）8000000、8000001。",
		"联系电话：0500-8000000-8012。",
		"联系电话（传真）：0500-8000000。",
		"电话：+86-500-8000000；电话：050080000000。",
		"区号0500，电话：8000000。",
		"电话：12345；监督电话：400-800-1234。",
		"电话：13912345678。",
		"畅通电话、邮箱等渠道，公布地址和邮编。",
		"电话咨询20次，电话8个，接听电话300余次。",
		"联系电话：0500—8000000/8000001。",
		"联系电话: 010-12345678  邮编: 100000",
		"咨询电话：见门户网站。",
		"邮编：２０００００。",
	}},
}

func TestHygieneTexts(t *testing.T) {
	for _, tt := range hygieneTexts {
		tt.run(t)
	}
}

// However long and odd a paragraph is, the rules take time in proportion to it.
func TestLongParagraphs(t *testing.T) {
	for _, seed := range []string{
		"《", "》", "（“", "<", ">", "< ", "首页>", "XX字", "×", "某", "_", "**", "http://", "www.", "www。", "@", "a@b。", "1", "1-", "13912345678 ", "电话", "电话：", "邮编：",
		"由", "包括公开", "本报告包括总体、主动公开、申请、", "六个部分", "《通知》", "根据本报告", "问题：", "无；", "，：", "贵", "请", "（一）", "1）", "\xff", "字", " ",
	} {
		linear.Check(t, seed, 1<<16, func(text string) {
			r := clean()
			r.Preamble, r.Overview.Paragraphs, r.Problems.Paragraphs, r.Other.Paragraphs = []string{text}, []string{text}, []string{text}, []string{text}
			faultsBy(r, partRules)
			faultsBy(r, hygieneRules)
		})
	}
}

func FuzzRules(f *testing.F) {
	for _, tests := range [][]textsTest{partTexts, hygieneTexts} {
		for _, tt := range tests {
			for _, x := range tt.trips {
				f.Add(x[0])
			}
		}
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := clean()
		r.Title, r.Preamble, r.Overview.Paragraphs, r.Problems.Paragraphs, r.Other.Paragraphs = text, []string{text}, []string{text}, []string{text}, []string{text}
		r.Overview.Subsections[0].Title = text
		for _, f := range append(faultsBy(r, partRules), faultsBy(r, hygieneRules)...) {
			if !strings.Contains(text, f.Quote) {
				t.Errorf("%s: %q is not in %q", f.Code, f.Quote, text)
			}
		}
	})
}
