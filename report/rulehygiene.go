package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// hygieneRules look for what is no part of a published report: leftovers of templates,
// broken addresses, personal data.
var hygieneRules = []Rule{
	{Code: "X-a", Severity: Info, Source: Practice,
		Chinese: "“{got}”是对上级机关说的话，年度报告是向社会公布的；请改写",
		English: "{got} speaks to the superior office, and the report is published; put it another way",
		Example: "现将工作情况汇报如下，请审阅",
		Check:   checkAddressee},
	{Code: "X-b", Severity: Warning, Source: Practice,
		Chinese: "“{quote}”：{got}[（{want}）]；请改正",
		English: "{quote}: {got}[ ({want})]; mend it",
		Example: "主动公开信息XX条",
		Check:   checkLeftovers},
	{Code: "X-c", Severity: Warning, Source: "RFC 3986、RFC 5322",
		Chinese: "网址或邮箱“{quote}”写错了：{got}；请改正[，是不是 {want}？]",
		English: "the address {quote} is wrong: {got}; mend it[, is it {want}?]",
		Example: "http//:www.qingshi.gov.cn",
		Check:   checkAddresses},
	{Code: "X-d", Severity: Warning, Source: Practice,
		Chinese: "“{quote}”是{got}，不宜公开；请删去或换成单位的",
		English: "{quote} is {got} and not for publication; take it out, or give the office's own",
		Example: "联系邮箱：12345678@qq.com",
		Check:   checkPersonal},
	{Code: "X-e", Severity: Info, Source: Practice,
		Chinese: "联系方式“{quote}”不完整：{got}；请补全或改正",
		English: "the contact {quote} is not complete: {got}; mend it",
		Example: "联系电话：8000000（没有区号）",
		Check:   checkContact},
}

// addresseeWords are what one writes to a superior office.
var addresseeWords = []string{
	"特此报告", "特此汇报", "特此上报", "特此呈报", "专此报告", "专此汇报", "汇报如下", "上报如下", "呈报如下", "报送如下", "现报上", "现上报", "现呈报",
	"请审阅", "请审示", "请审议", "请审定", "请批示", "请审核", "请予审阅", "请予批示", "请查收", "妥否", "当否",
}

// superiors are the offices that 贵 stands before, and beforeSuperior what stands before
// that, behindName what stands behind where it is a name's: 由李贵办理.
var superiors = []string{"贵办", "贵局", "贵单位", "贵委", "贵厅", "贵府", "贵部门", "贵中心", "贵机关", "贵院"}

const (
	beforeSuperior = "按照据向给由经与和对请到从接应报送呈因在是"
	behindName     = "理事公案学证税员托任会"
)

// checkAddressee checks X-a: the text speaks to the public.
func checkAddressee(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if got := addressee(p.text); got != "" {
			find(Fault{Path: p.at.pointer(), Got: got, Quote: got})
		}
	}
}

// addressee returns the first words of a text that speak to a superior office, or "".
func addressee(text string) string {
	before := rune(-1)
	for i, c := range text {
		switch c {
		case '特', '专', '汇', '上', '呈', '报', '现', '请', '妥', '当':
			for _, w := range addresseeWords {
				if strings.HasPrefix(text[i:], w) {
					return w
				}
			}
		case '贵':
			if i > 0 && !unicode.IsPunct(before) && !unicode.IsSpace(before) && !strings.ContainsRune(beforeSuperior, before) {
				break
			}
			for _, w := range superiors {
				rest, ok := strings.CutPrefix(text[i:], w)
				if next, _ := utf8.DecodeRuneInString(rest); ok && !strings.ContainsRune(behindName, next) {
					return w
				}
			}
		}
		before = c
	}
	return ""
}
