package report

import "slices"

// Rule is what a finding's code stands for.
type Rule struct {
	Code     string
	Severity Severity
	Source   string // the article, notice or practice that the rule comes from
	Chinese  string // with {got} and {want}; what is in [ ] is for where Want is not empty
	English  string
}

// Rules returns every rule, in the order of their codes' introduction.
func Rules() []Rule { return slices.Clone(rules) }

// The codes that more than one place uses.
const (
	codeCount  = "F-a"
	codeAmount = "F-b"
	codeChange = "F-c"
)

const (
	formText = "年度报告格式：本列数据的勾稽关系"
	practice = "填报惯例"
	json8259 = "RFC 8259"
)

// rules is the one table of rules. A code is never given to another rule.
var rules = []Rule{
	{"T2-a", Error, practice, "件数、金额应为非负数且不超过十二位，现为 {got}", "counts and amounts are non-negative and of at most twelve digits; found {got}"},
	{"T3-a", Error, formText, "第一项加第二项之和不等于第三项加第四项之和：一＋二＝{got}，三（七）＋四＝{want}", "items one and two do not add up to items three and four: {got} against {want}"},
	{"T3-b", Error, practice, "（七）总计与（一）至（六）之和不符：填报 {got}，应为 {want}", "the total of the results is not their sum: printed {got}, expected {want}"},
	{"T3-c", Error, practice, "总计与各类申请人之和不符：填报 {got}，应为 {want}", "the total is not the sum over the kinds of applicant: printed {got}, expected {want}"},
	{"T3-d", Error, practice, "件数应为非负整数且不超过十二位，现为 {got}", "counts are non-negative integers of at most twelve digits; found {got}"},
	{"T4-a", Error, practice, "总计与维持、纠正、其他、尚未审结之和不符：填报 {got}，应为 {want}", "the total is not the sum of upheld, corrected, other and pending: printed {got}, expected {want}"},
	{"T4-b", Error, practice, "件数应为非负整数且不超过十二位，现为 {got}", "counts are non-negative integers of at most twelve digits; found {got}"},
	{"D-a", Error, "条例第四十九条（公布上一年度报告）", "年份不一致：文中为 {got}，报告年度为 {want}", "years differ: the text has {got}, the report is for {want}"},
	{"D-b", Warning, "国办公开办函〔2021〕30号", "引用的格式文号与所用表格不符：文中为 {got}，所用表格出自 {want}", "the notice cited is not that of the form used: {got} is cited, the tables are those of {want}"},
	{"D-c", Warning, "国办公开办函〔2021〕30号", "所用表格不是该年度的格式：用了 {got} 年版，应为 {want} 年版", "the tables are not those of the year's form: edition {got}, expected {want}"},
	{"N-b", Warning, "条例第五十条第（四）项", "应写明存在的主要问题和改进情况，{got}", "the section is to give the main problems and the improvements: {got}"},
	{"N-f", Warning, practice, "有未填的数据：{got}；没有发生的填 0", "figures are missing: {got}; what did not happen is 0"},
	{"R-a", Error, "国办公开办函〔2021〕30号", "未填机关全称", "the agency's name is missing"},
	{"R-b", Error, "国办公开办函〔2019〕60号", "报告年度应为 2019 年至 9999 年，现为 {got}", "the year is to be from 2019 to 9999; found {got}"},
	{"R-c", Error, "条例第五十条", "没有表格数据", "there are no tables"},
	{"R-d", Error, "Unicode、XML 1.0", "含有不能印出的字符 {got}", "a character that cannot be printed: {got}"},
	{"R-e", Error, "国办公开办函〔2021〕30号", "小标题没有标题文字", "a subsection has no title"},
	{"R-f", Error, "公历", "没有这一天：{got}", "there is no such day: {got}"},

	{codeCount, Error, practice, "不是件数：“{got}”；应为 0 或不带符号、小数、指数和前导零的整数，最多十二位", "not a count: {got}; expected 0 or an integer without sign, decimals, exponent or leading zero, of at most twelve digits"},
	{codeAmount, Error, practice, "不是金额：“{got}”；应为不带符号、指数和前导零的十进制数，小数最多六位，如 38.441094", "not an amount: {got}; expected a decimal without sign, exponent or leading zero and of at most six decimals, such as 38.441094"},
	{codeChange, Error, practice, "不是增减数：“{got}”；应为可带正负号的整数", "not a change: {got}; expected an integer with or without a sign"},
	{"F-d", Error, "年度报告格式：单位", "单位应为{want}，现为“{got}”", "the unit is to be {want}; found {got}"},
	{"F-e", Error, practice, "没有“{got}”这一行[；最相近的是“{want}”]", "there is no row {got}[; the nearest is {want}]"},
	{"F-f", Error, practice, "同一行给了两次", "the row is given twice"},
	{"F-g", Error, practice, "数据个数不对：有 {got} 个，应为 {want} 个", "wrong number of figures: {got}, expected {want}"},

	{"J-a", Error, json8259, "不是 JSON：{got}", "not JSON: {got}"},
	{"J-b", Error, json8259, "不认识的键“{got}”[；是不是“{want}”？]", "unknown key {got}[; is it {want}?]"},
	{"J-c", Error, json8259, "重复的键“{got}”", "duplicate key {got}"},
	{"J-d", Error, json8259, "类型或写法不对：现为 {got}，应为 {want}", "wrong type or spelling: found {got}, expected {want}"},
	{"J-e", Error, json8259, "含有不成对的代理码点或无效的 UTF-8", "a lone surrogate or invalid UTF-8"},
	{"J-f", Error, practice, "没有“{got}”年版的格式；有 {want}", "there is no edition {got}; there are {want}"},
	{"J-g", Error, practice, "不认识的值“{got}”；应为 {want}", "unknown value {got}; expected {want}"},
	{"J-h", Error, practice, "缺少 {got}", "{got} is missing"},
	{"J-i", Error, json8259, "不是 JSON：此处不应有 {got}", "not JSON: {got} is not expected here"},

	{"I-a", Error, practice, "没有内容", "there is nothing in it"},
	{"I-b", Error, practice, "这是 {got}，不是文本", "this is not text: {got}"},
	{"I-c", Error, practice, "太大：{got} 字节，最多 {want} 字节", "too large: {got} bytes, at most {want}"},
	{"I-d", Error, "GB 18030、Unicode", "不是 {want} 编码的文字：{got}", "not text in {want}: {got}"},
	{"I-e", Error, "Unicode", "含有控制字符 {got}", "a control character: {got}"},
	{"I-f", Error, practice, "没有找到标题；应有一行如“某某局2023年政府信息公开工作年度报告”", "no title found; expected a line such as 某某局2023年政府信息公开工作年度报告"},
	{"I-g", Error, "条例第五十条", "没有找到{got}", "not found: {got}"},
	{"I-h", Error, practice, "“{got}”出现了两次，前一次在第 {want} 行", "{got} is there twice, before on line {want}"},
	{"I-i", Error, practice, "表中放不下“{got}”[；最相近的是“{want}”]", "this has no place in the table: {got}[; the nearest is {want}]"},
	{"I-j", Error, practice, "不能确定各个数字属于哪一列：见到 {got}，应有 {want} 个", "which figure belongs to which column is uncertain: found {got}, expected {want} figures"},
	{"I-k", Error, "国办公开办函〔2021〕30号", "列的次序与格式不同：{got}；应为 {want}", "the columns are not in the order of the form: {got}; expected {want}"},
	{"I-l", Error, "国办公开办函〔2021〕30号", "{want} 年版的格式没有“{got}”", "the form of {want} has no {got}"},
	{"I-m", Warning, "国办公开办函〔2021〕30号", "没有找到标题“{want}”，这一部分没有文字", "the heading {want} was not found; the section has no text"},
	{"I-n", Warning, "国办公开办函〔2021〕30号", "编号或次序与格式不同：“{got}”，按标题作为“{want}”", "number or order differ from the form: {got}, taken by its title as {want}"},
	{"I-o", Warning, "国办公开办函〔2021〕30号", "“{got}”与格式的写法不同，作为“{want}”", "{got} is not as the form words it, taken as {want}"},
	{"I-p", Warning, "国办公开办函〔2021〕30号", "（六）其他处理只有一行：{got}；记入“3.其他”，前两行留空", "（六）其他处理 is a single row: {got}; taken as 3.其他, the two rows before it are left blank"},
	{"I-q", Warning, practice, "没有采用标题前的“{got}”", "left out, for it stands before the title: {got}"},
	{"I-r", Warning, practice, "“{got}”等不是依次编号的小标题，按正文保留", "{got} and those like it are no subsections numbered in order; kept as paragraphs"},
	{"I-s", Warning, practice, "小标题的编号不连续，重新编号：“{got}”", "the subsections are not numbered in order and are numbered anew: {got}"},
	{"I-t", Info, practice, "按 {got} 编码读入", "read as {got}"},
	{"I-u", Info, "GB/T 15834—2011", "半角标点改为全角：{got} 处", "half-width punctuation made full-width: {got} places"},
	{"I-v", Info, "GB/T 15834—2011", "去掉汉字旁的空格：{got} 处", "spaces next to Chinese characters removed: {got} places"},
	{"I-w", Info, "GB/T 15834—2011", "直引号改为弯引号：{got} 处", "straight quotation marks made curly: {got} places"},
	{"I-x", Info, practice, "折断的行并为一段：{got} 处", "broken lines joined into paragraphs: {got} places"},
	{"I-y", Info, practice, "数字不在同一列上，按行名和行内次序取用：{got} 行", "figures out of their columns taken by the label and the order of their row: {got} rows"},
	{"I-z", Info, practice, "有空单元格的行按列的位置取用：{got} 行", "rows with empty cells taken by the position of their columns: {got} rows"},
	{"I-aa", Info, practice, "去掉页码、“续表”字样：{got} 处", "page numbers and words such as 续表 removed: {got} places"},
	{"I-ab", Info, "Unicode", "去掉看不见的字符：{got} 处", "invisible characters removed: {got} places"},
	{"I-ac", Info, "国办公开办函〔2021〕30号", "标题“{got}”写作“{want}”", "the heading {got} is written {want}"},
	{"I-ad", Info, practice, "标题中没有机关名称，取署名“{got}”", "the title names no agency; the signature is taken: {got}"},
	{"I-ae", Error, practice, "行数太多，最多 {want} 行", "too many lines, at most {want}"},
	{"I-af", Error, practice, "正文中不能有表格：“{got}”；格式只有表二、表三、表四", "no table may stand in the text: {got}; the form has tables two, three and four alone"},
	{"I-ag", Warning, practice, "正文中有分栏的行，各栏以空格隔开，按文字保留：{got} 行", "lines in columns within the text, kept as text with a space between the columns: {got} lines"},
	{"I-ah", Warning, practice, "有两个成文日期：取文末的 {want}，标题下的 {got} 按正文保留", "two dates of issue: that at the end is taken, {want}; {got} below the title is kept as text"},
	{"I-ai", Info, practice, "去掉目录：{got} 行", "table of contents removed: {got} lines"},
	{"I-aj", Info, practice, "表格的单元格以“{got}”隔开", "the cells of the tables are divided by {got}"},
	{"I-ak", Warning, practice, "没有“{want}”这一栏目，金额以{got}计", "there is no head {want}; the amount is taken to be in {got}"},
	{"I-al", Info, practice, "没有填报{got}，由各项相加得出", "not given, and added up from the others: {got}"},
	{"I-am", Warning, "国办公开办函〔2021〕30号", "“{got}”不是格式的部分标题，按正文保留", "{got} is no heading of the form; kept as text"},
	{"I-an", Info, practice, "标题“{got}”写作“{want}”", "the title {got} is written {want}"},
	{"I-ao", Error, practice, "单元格太多，最多 {want} 个", "too many cells, at most {want}"},

	{"L-a", Info, "GB/T 9704—2012", "没有{want}的字体，以“{got}”代替", "there is no face for {want}; {got} stands in for it"},
	{"L-b", Info, "GB/T 9704—2012", "所用字体中没有这些字：{got}；取自“{want}”", "the face has none of these characters: {got}; they are taken from {want}"},
}

// rule returns the rule with the code.
func rule(code string) Rule {
	i := slices.IndexFunc(rules, func(r Rule) bool { return r.Code == code })
	if i < 0 {
		panic("report: no rule " + code)
	}
	return rules[i]
}

// ruleText returns the text of the rule, or "" where there is no such rule.
func ruleText(code string, english bool) string {
	for _, r := range rules {
		switch {
		case r.Code == code && english:
			return r.English
		case r.Code == code:
			return r.Chinese
		}
	}
	return ""
}
