package intake

import "sync"

// ledgerField is what a column of a ledger of applications says.
type ledgerField int

// The columns of a ledger.
const (
	ledgerNumber ledgerField = iota
	ledgerReceived
	ledgerConfirmed
	ledgerApplicant
	ledgerResult
	ledgerReason // what of a group of results it is
	ledgerState
	ledgerClosed
	ledgerCorrect // what is to be corrected was told
	ledgerCorrected
	ledgerFee // its notice
	ledgerPaid
	ledgerAsked
	ledgerAnswered // by who was asked
	ledgerExtended
	ledgerUndated // whether something took time, without a date
	ledgerCount   // how many applications a row is
	ledgerFields
)

// ledgerHeads are how the columns are headed. The first of all is what messages call them; a
// head of a later line counts where there is none of an earlier one.
var ledgerHeads = [ledgerFields]struct {
	needed  bool
	assumed int // the lines from this one on are taken for it, which is told; 0 is none
	heads   [][]string
}{
	ledgerNumber: {heads: [][]string{
		{"编号", "申请编号", "登记编号", "登记号", "申请号", "申请单号", "申请登记号", "受理编号", "受理号", "收件编号", "收件号", "办件编号", "办件号", "台账编号", "案件编号", "申请件编号", "流水号", "申请流水号"},
		{"序号", "顺序号", "件号"},
	}},
	ledgerReceived: {needed: true, assumed: 1, heads: [][]string{
		{"收到日期", "收到时间", "收到日", "收到之日", "收到申请日期", "收到申请时间", "收到申请之日", "收到申请的日期", "收到申请的时间", "收到申请书日期", "收到申请书时间", "申请收到日期", "申请收到时间",
			"收件日期", "收件时间", "收文日期", "收文时间", "收悉日期", "接收日期", "接收时间", "接件日期", "接件时间", "接收申请日期", "接收申请时间", "本机关收到日期", "行政机关收到日期"},
		{"登记日期", "登记时间", "受理日期", "受理时间", "来件日期", "来件时间", "来文日期", "来文时间", "签收日期", "签收时间"},
		{"申请日期", "申请时间", "提交日期", "提交时间", "提出日期", "提出时间", "提出申请日期", "提出申请时间", "提交申请日期", "提交申请时间", "申请提交日期", "申请提交时间", "申请提出日期", "申请提出时间"},
	}},
	ledgerConfirmed: {heads: [][]string{
		{"确认日期", "确认时间", "确认收到日期", "确认收到时间", "双方确认日期", "双方确认时间", "与申请人确认日期", "与申请人确认时间", "确认之日"},
	}},
	ledgerApplicant: {needed: true, heads: [][]string{
		{"申请人类型", "申请人类别", "申请人性质", "申请人情况", "申请人种类", "申请人分类", "申请人属性", "申请人身份", "申请人主体类型", "申请主体类型", "申请主体类别", "申请主体性质", "申请者类型", "申请者类别"},
	}},
	ledgerResult: {needed: true, heads: [][]string{
		{"办理结果", "处理结果", "答复结果", "办结结果", "办理答复结果", "结果"},
		{"答复类型", "答复类别", "答复种类", "答复情形", "答复决定", "答复决定类型", "决定类型", "处理决定", "办理类型", "办理情形", "处理类型", "处理情形", "办结类型", "办理结果类型", "答复结果类型", "结果类型"},
		{"办理情况", "处理情况", "答复情况", "办结情况"},
	}},
	ledgerReason: {heads: [][]string{
		{"具体情形", "具体情况", "具体类型", "具体理由", "具体原因", "情形", "理由", "原因", "细类", "小类", "子类", "二级类型", "结果细分", "结果明细", "办理结果明细", "办理结果细分", "答复理由", "答复依据情形",
			"不予公开理由", "不予公开原因", "不予公开情形", "不予公开的理由", "不予公开的原因", "不公开理由", "不公开原因", "无法提供理由", "无法提供原因", "无法提供情形", "不予处理理由", "不予处理原因", "不予处理情形", "其他处理情形", "其他处理原因"},
	}},
	ledgerState: {heads: [][]string{
		{"办理状态", "办件状态", "处理状态", "答复状态", "当前状态", "状态", "办理进度", "办理进展", "进度", "是否办结", "是否答复", "是否已办结", "是否已答复"},
	}},
	ledgerClosed: {needed: true, assumed: 2, heads: [][]string{
		{"办结日期", "办结时间", "办结日", "办结之日", "结案日期", "结案时间", "办毕日期", "办毕时间", "办理完毕日期", "办理完毕时间", "办理完成日期", "办理完成时间"},
		{"答复日期", "答复时间", "答复日", "作出答复日期", "作出答复时间", "答复作出日期", "答复作出时间", "答复书日期", "答复书作出日期", "书面答复日期", "书面答复时间", "答复申请人日期", "答复申请人时间", "办复日期", "办复时间", "决定日期", "作出决定日期"},
		{"办理日期", "办理时间", "处理日期", "处理时间", "完成日期", "完成时间"},
	}},
	ledgerCorrect: {heads: [][]string{
		{"补正告知日期", "补正告知时间", "告知补正日期", "告知补正时间", "补正通知日期", "补正通知时间", "通知补正日期", "通知补正时间", "要求补正日期", "要求补正时间", "补正告知书日期", "补正通知书日期", "发出补正通知日期", "发出补正告知日期"},
	}},
	ledgerCorrected: {heads: [][]string{
		{"收到补正日期", "收到补正时间", "补正收到日期", "补正收到时间", "收到补正申请日期", "收到补正申请时间", "收到补正材料日期", "收到补正材料时间", "补正材料收到日期", "补正申请收到日期", "申请人补正日期", "申请人补正时间", "完成补正日期", "补正完成日期", "提交补正日期"},
	}},
	ledgerFee: {heads: [][]string{
		{"收费通知日期", "收费通知时间", "收费告知日期", "缴费通知日期", "缴费通知时间", "通知缴费日期", "发出收费通知日期"},
	}},
	ledgerPaid: {heads: [][]string{
		{"缴费日期", "缴费时间", "缴纳日期", "缴纳费用日期", "交费日期", "交费时间", "收费日期"},
	}},
	ledgerAsked: {heads: [][]string{
		{"征求意见日期", "征求意见时间", "征求意见发出日期", "征求意见开始日期", "发出征求意见日期", "发出征求意见书日期", "征求第三方意见日期", "征求第三方意见时间", "征求第三方意见发出日期", "征求第三方意见开始日期", "第三方意见征询日期", "意见征询日期", "意见征询时间", "征询意见日期", "征求其他机关意见日期"},
	}},
	ledgerAnswered: {heads: [][]string{
		{"收到意见日期", "收到意见时间", "意见收到日期", "收到第三方意见日期", "收到第三方意见时间", "第三方意见收到日期", "第三方意见反馈日期", "第三方反馈日期", "第三方答复日期", "意见反馈日期", "意见反馈时间", "收到反馈日期", "收到反馈意见日期", "征求意见结束日期", "征求意见收到日期", "征求意见反馈日期", "征求意见答复日期", "征求第三方意见结束日期", "征求第三方意见反馈日期", "收到其他机关意见日期"},
	}},
	ledgerExtended: {heads: [][]string{
		{"延长答复", "延长答复期限", "延长期限", "延长工作日", "延长工作日数", "延长答复工作日", "延长", "延期", "延期答复", "延期情况", "延期工作日", "延期工作日数", "是否延长", "是否延长答复", "是否延长答复期限", "是否延长期限", "是否延期", "是否延期答复",
			"延长答复日期", "延长告知日期", "延期告知日期", "延长答复告知日期", "延期答复告知日期", "延期日期", "告知延期日期"},
	}},
	ledgerUndated: {heads: [][]string{
		{"补正", "是否补正", "补正情况", "补正日期", "补正时间", "征求意见", "是否征求意见", "征求意见情况", "征求第三方意见", "是否征求第三方意见", "征求第三方意见情况", "第三方意见", "收费", "是否收费"},
	}},
	ledgerCount: {heads: [][]string{
		{"件数", "申请件数", "申请数量", "申请数", "数量", "件次"},
	}},
}

// onlyBare are heads that are of a ledger where no other stands above them.
var onlyBare = []string{"件数", "数量", "件次", "结果", "理由", "原因", "情形", "状态", "进度", "延长", "延期", "收费", "补正"}

// otherMatters are what columns are of that are not the application.
var otherMatters = []string{"复议", "诉讼", "起诉", "信访", "第三方", "征求", "征询", "补正", "缴费", "收费"}

// ledgerWords are what ledgers say instead of a label of table three.
type ledgerWords struct {
	labels []string // as editions have it: it is that which the edition has
	judged bool     // by what the words mean, and not by what they say
	words  []string
}

// ledgerResults are results in other words: (一) for what has been disclosed already and whom
// to ask, by article 36 of the Regulations; 信息不存在 is among what the body does not hold,
// and a withdrawal in the rest, as published reports have it.
var ledgerResults = []ledgerWords{
	{[]string{"（一）予以公开"}, false, []string{"公开", "同意公开", "全部公开", "全部予以公开", "完全公开", "准予公开", "给予公开"}},
	{[]string{"（一）予以公开"}, true, []string{"已主动公开", "主动公开", "已公开", "已经主动公开", "属于主动公开", "告知已主动公开", "告知获取方式", "告知获取途径", "告知获取方式和途径", "告知获取的方式、途径", "告知查询途径", "同意提供", "予以提供", "提供"}},
	{[]string{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}, false, []string{"部分公开", "部分予以公开", "予以部分公开"}},
	{[]string{"（二）部分公开（区分处理的，只计这一情形，不计其他情形）"}, true, []string{"区分处理", "区分处理后公开"}},
	{[]string{"1.属于国家秘密"}, false, []string{"国家秘密", "涉及国家秘密", "属国家秘密", "涉密"}},
	{[]string{"2.其他法律行政法规禁止公开"}, false, []string{"法律行政法规禁止公开", "法律法规禁止公开", "其他法律法规禁止公开"}},
	{[]string{"3.危及“三安全一稳定”"}, false, []string{"三安全一稳定", "危及国家安全", "危及公共安全", "危及经济安全", "危及社会稳定", "危及国家安全、公共安全、经济安全、社会稳定"}},
	{[]string{"4.保护第三方合法权益"}, false, []string{"第三方合法权益", "损害第三方合法权益", "涉及第三方合法权益", "第三方权益"}},
	{[]string{"4.保护第三方合法权益"}, true, []string{"商业秘密", "涉及商业秘密", "个人隐私", "涉及个人隐私", "商业秘密、个人隐私", "涉及商业秘密、个人隐私", "涉及商业秘密或个人隐私", "第三方不同意", "第三方不同意公开"}},
	{[]string{"5.属于三类内部事务信息"}, false, []string{"三类内部事务信息", "内部事务信息", "属于内部事务信息", "内部事务"}},
	{[]string{"5.属于三类内部事务信息"}, true, []string{"内部管理信息", "内部信息", "人事管理", "后勤管理", "内部工作流程"}},
	{[]string{"6.属于四类过程性信息"}, false, []string{"四类过程性信息", "过程性信息", "属于过程性信息"}},
	{[]string{"6.属于四类过程性信息"}, true, []string{"讨论记录", "过程稿", "磋商信函", "请示报告"}},
	{[]string{"7.属于行政执法案卷"}, false, []string{"行政执法案卷", "行政执法案卷信息", "属于行政执法案卷信息", "执法案卷", "执法案卷信息"}},
	{[]string{"8.属于行政查询事项"}, false, []string{"行政查询事项", "行政查询", "属于行政查询", "查询事项"}},
	{[]string{"1.本机关不掌握相关政府信息"}, false, []string{"本机关不掌握", "不掌握", "不掌握相关政府信息", "本机关不掌握该政府信息", "本机关未掌握"}},
	{[]string{"1.本机关不掌握相关政府信息"}, true, []string{"信息不存在", "政府信息不存在", "不存在", "该信息不存在", "该政府信息不存在", "不属于本机关公开", "不属于本机关公开范围", "不属于本机关公开职责", "不属于本机关负责公开", "不属于本行政机关公开", "不属于本机关掌握", "非本机关掌握", "非本机关公开", "非本机关信息"}},
	{[]string{"2.没有现成信息需要另行制作"}, false, []string{"没有现成信息", "无现成信息", "需要另行制作", "需另行制作", "没有现成信息需另行制作"}},
	{[]string{"2.没有现成信息需要另行制作"}, true, []string{"需要加工、分析", "需要汇总加工", "需汇总加工"}},
	{[]string{"3.补正后申请内容仍不明确"}, false, []string{"补正后仍不明确", "经补正仍不明确", "经补正后仍不明确", "补正后内容仍不明确", "补正后申请内容不明确"}},
	{[]string{"3.补正后申请内容仍不明确"}, true, []string{"申请内容不明确", "内容不明确"}},
	{[]string{"1.信访举报投诉类申请"}, false, []string{"信访举报投诉", "信访、举报、投诉", "信访投诉举报", "信访举报投诉类", "信访、投诉、举报类申请", "信访类", "举报类", "投诉类", "投诉举报类", "信访", "举报", "投诉", "投诉举报", "信访事项"}},
	{[]string{"2.重复申请"}, false, []string{"重复", "属于重复申请", "重复提交"}},
	{[]string{"3.要求提供公开出版物"}, false, []string{"公开出版物", "提供公开出版物"}},
	{[]string{"4.无正当理由大量反复申请"}, false, []string{"大量反复申请", "大量、反复申请", "无正当理由大量反复"}},
	{[]string{"5.要求行政机关确认或重新出具已获取信息"}, false, []string{"确认或重新出具已获取信息", "要求确认或重新出具已获取信息", "重新出具已获取信息", "要求重新出具已获取信息", "要求行政机关确认或者重新出具已获取信息"}},
	{[]string{"1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"}, false, []string{"申请人无正当理由逾期不补正", "无正当理由逾期不补正", "逾期不补正", "申请人逾期不补正", "逾期未补正", "申请人逾期未补正"}},
	{[]string{"2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"}, false, []string{"申请人逾期未按收费通知要求缴纳费用", "逾期未按收费通知要求缴纳费用", "逾期未缴纳费用", "逾期未缴费", "申请人逾期未缴费", "逾期不缴费"}},
	{[]string{"3.其他", "（六）其他处理"}, true, []string{"撤回", "撤回申请", "申请人撤回", "申请人撤回申请", "主动撤回", "申请人主动撤回", "主动撤回申请", "撤销申请", "申请人撤销申请", "不属于政府信息", "非政府信息", "不是政府信息"}},
}

// ledgerGroups are groups of results in other words.
var ledgerGroups = []ledgerWords{
	{labels: []string{"（三）不予公开"}, words: []string{"不公开", "不同意公开"}},
	{labels: []string{"（四）无法提供"}, words: []string{"不能提供", "无法公开"}},
	{labels: []string{"（五）不予处理"}, words: []string{"不处理"}},
	{labels: []string{"（六）其他处理"}, words: []string{"其他情形", "其他情况"}},
}

// ledgerApplicants are kinds of applicants in other words.
var ledgerApplicants = []ledgerWords{
	{[]string{"自然人"}, false, []string{"公民", "个人", "公民个人"}},
	{[]string{"商业企业"}, false, []string{"企业", "企业法人", "公司", "企业单位", "公司企业"}},
	{[]string{"科研机构"}, false, []string{"科研单位", "科研院所", "研究机构", "科学研究机构"}},
	{[]string{"社会公益组织"}, false, []string{"公益组织", "社会组织", "慈善组织", "公益性社会组织"}},
	{[]string{"法律服务机构"}, false, []string{"法律机构", "律师事务所", "律所", "法律服务所"}},
}

// openWords say that an application is still open; so do a blank cell and a dash.
var openWords = []string{
	"办理中", "正在办理", "正在办理中", "尚在办理", "尚在办理中", "在办", "在办理", "待办", "待办理", "继续办理", "处理中", "正在处理", "待处理", "待答复", "拟办", "办理当中", "受理中", "已受理",
	"未办结", "尚未办结", "未答复", "尚未答复", "未完成", "未办理", "补正中", "待补正", "征求意见中", "正在征求意见", "延期办理", "延期办理中", "延期中",
	"结转", "结转下年", "结转下年度", "结转下一年度", "结转下年办理", "结转下年度办理", "结转下年度继续办理", "结转下年继续办理", "结转至下年", "结转至下年度", "结转至下一年度", "结转到下年度",
	"四、结转下年度继续办理",
}

// closedWords say that it is closed, and not how.
var closedWords = []string{"已办结", "办结", "已答复", "答复", "已办理", "已办", "办理完毕", "已办理完毕", "已完成", "完成", "已处理", "结案", "已结案", "按期办结", "按时办结", "按期答复", "逾期办结"}

// noneWords are how a cell says that there is nothing.
var noneWords = []string{"-", "--", "–", "−", "—", "——", "―", "/", "无", "空", "暂无"}

// noWords and someWords are how a cell says that something did not happen, and that it did.
var (
	noWords   = []string{"否", "未", "不", "没有", "未延期", "未延长", "不延期", "×", "✗", "N", "FALSE", "0"}
	someWords = []string{"是", "有", "已", "√", "✓", "✔", "Y", "TRUE", "延期", "已延期", "延长", "已延长", "延期答复", "延长答复", "已延期答复", "已延长答复", "同意延期"}
)

// ledgerSays are what cells say that is no label, by the words and by their keys.
var ledgerSays = sync.OnceValue(func() (x struct{ open, closed, none, no, some map[string]bool }) {
	set := func(words []string) map[string]bool {
		all := map[string]bool{}
		for _, w := range words {
			all[w] = true
			if key := labelKey(w); key != "" {
				all[key] = true
			}
		}
		return all
	}
	x.open, x.closed, x.none, x.no, x.some = set(openWords), set(closedWords), set(noneWords), set(noWords), set(someWords)
	return x
})
