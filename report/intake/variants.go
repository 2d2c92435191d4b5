package intake

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/nianbao/nianbao/report"
)

// sameWords are words that published reports use for each other in the labels of
// tables, and those that they leave out. They are folded in the labels of the form too.
var sameWords = strings.NewReplacer(
	"其它", "其他", // 其它结果, 3.其它
	"合计", "总计", // （七）合计
	"小计", "总计",
	"年度", "年", // 本年度制发数, 上年度结转: tax offices
	"上一年", "上年",
	"件数", "数", "数量", "数", // 本年废止数, 现行有效数量: tax offices
	"或其他组织", "和其他组织",
	"中华人民共和国政府信息公开条例", "", "政府信息公开条例", "", "条例第二十条", "第二十条",
)

// yearOfHead is the year in the head of a column: 本年(2023)制发件数, 2023年制发件数.
var yearOfHead = regexp.MustCompile(`(?:本年)?20\d\d年?|本年20\d\d`)

// labelKey is what is compared of labels of tables: [report.LabelKey] with the words
// folded that stand for each other.
func labelKey(s string) string {
	key := report.LabelKey(s)
	if strings.Contains(key, "20") {
		key = yearOfHead.ReplaceAllString(key, "本年")
	}
	if r, n := utf8.DecodeRuneInString(key); r >= '①' && r <= '⑨' && n < len(key) {
		key = string('1'+r-'①') + key[n:] // ②重复申请
	}
	return sameWords.Replace(key)
}

// variants are other wordings of labels of the form, and where they were seen: a place,
// or practice for those that people of the field write.
var variants = []struct {
	table    int
	label    string // as an edition has it; "" is passed over
	wordings []string
	seen     string
}{
	{2, "本年制发件数", []string{"制发件数", "本年制定件数", "本年印发件数", "本年新制发件数", "本年发布件数"}, "a street office's page of 2023: 本年(2023)制发件数; practice"},
	{2, "本年废止件数", []string{"废止件数", "本年废止失效件数"}, "practice"},
	{2, "现行有效件数", []string{"有效件数", "现有效件数", "现行有效"}, "practice"},
	{2, "本年处理决定数量", []string{"本年处理决定", "本年决定数量", "本年办理数量"}, "practice"},
	{2, "本年收费金额（单位：万元）", []string{"收费金额（单位：万元）", "收费金额（万元）", "本年收费总金额（单位：万元）"}, "practice"},
	{2, "行政许可", []string{"行政许可事项", "行政许可决定", "行政许可（件）"}, "practice"},
	{2, "行政处罚", []string{"行政处罚事项", "行政处罚决定", "行政处罚（件）"}, "practice"},
	{2, "行政强制", []string{"行政强制事项", "行政强制决定", "行政强制措施", "行政强制（件）"}, "practice"},
	{2, "行政事业性收费", []string{"行政事业性收费项目", "行政性事业收费", "行政性收费"}, "practice"},
	{2, "本年增/减", []string{"增/减", "本年增加/减少", "本年增减数量", "本年增减情况"}, "practice"},
	{2, "采购总金额", []string{"采购金额", "采购总额"}, "practice"},
	{2, "采购项目数量", []string{"采购数量", "采购项目"}, "practice"},
	{2, "本年新制作数量", []string{"本年制作数量", "新制作数量"}, "practice"},
	{2, "规章", []string{"政府规章", "部门规章", "地方政府规章"}, "practice"},
	{3, "自然人", []string{"公民", "个人"}, "practice"},
	{3, "商业企业", []string{"企业", "企业法人"}, "practice"},
	{3, "（六）其他处理", []string{"（六）其他", "（六）其他情形", "（六）其他情况"}, "practice"},
	{3, "科研机构", []string{"科研单位"}, "practice"},
	{3, "社会公益组织", []string{"公益组织", "社会组织"}, "practice"},
	{3, "法律服务机构", []string{"法律机构"}, "practice"},
	{3, "一、本年新收政府信息公开申请数量", []string{"一、本年新收申请数量"}, "practice"},
	{3, "二、上年结转政府信息公开申请数量", []string{"二、上年结转申请数量"}, "practice"},
	{3, "申请人情况", []string{"申请人类型", "申请人类别"}, "practice"},
	{3, "7.属于行政执法案卷", []string{"7.行政执法案卷信息"}, "practice"},
	{3, "3.其他", []string{"3.其他情形", "3.其他情况"}, "practice"},
	{3, "法人或其他组织", []string{"法人及其他组织", "法人其他组织", "法人或者其他组织"}, "practice"},
	{4, "结果维持", []string{"维持", "维持结果"}, "practice"},
	{4, "结果纠正", []string{"纠正", "纠正结果", "结果纠错"}, "practice"},
	{4, "尚未审结", []string{"未审结", "尚未结案", "尚未办结", "正在审理"}, "practice"},
	{4, "未经复议直接起诉", []string{"未经行政复议直接起诉", "未经复议直接诉讼", "未经复议直接提起诉讼", "未经复议直接提起行政诉讼", "直接起诉"}, "a street office's report for 2025; practice"},
	{4, "复议后起诉", []string{"行政复议后起诉", "经复议后起诉", "经行政复议后起诉", "复议后诉讼", "复议后提起诉讼", "复议后提起行政诉讼"}, "practice"},
	{2, "", corners, "practice"},
	{3, "", corners, "practice"},
	{4, "", corners, "tables with a row a block: 类别"},
}

// corners are what may stand above the labels of rows, and names nothing.
var corners = []string{"类别", "项目", "情形", "事项", "类型", "分类", "指标", "序号", "名称", "情况", "种类", "案件类型", "案件类别", "项目类别", "指标名称", "单位件", "计量单位件"}
