package prose

import (
	"strings"
	"sync"
	"unicode/utf8"
)

// Item is what a figure counts: the path of a row of the form, or of several that have it in
// common and are added up, or one of the constants.
type Item string

// What sentences count that is no single row.
const (
	// Arrived is 收到: those that are new, or with those carried over.
	Arrived Item = "收到"
	// Accepted is 受理: as Arrived, or those that were done.
	Accepted Item = "受理"
	// Handled is 办理, 处理: those that were new, that were there to do, or that were done.
	Handled Item = "办理"
	// Named is 申请 without a word for what became of them: as Handled, new ones before all.
	Named Item = "申请"
	// Answered is 答复: those that were done, or those of them that were given an answer.
	Answered Item = "答复"
	// Closed is 办结: those that were done, or those of them that were new.
	Closed Item = "办结"
	// Carried is 结转 without saying from or to which year.
	Carried Item = "结转"
)

// The rows that the reader itself speaks of, and the tables.
const (
	New            Item = "applications/received"
	CarriedOver    Item = "applications/carriedOver"
	CarriedForward Item = "applications/carriedForward"

	Reconsideration Item = "remedies/reconsideration"
	Litigation      Item = "remedies/litigation" // the two rows of it, which no path has in common
	Direct          Item = "remedies/directLitigation"
	AfterReview     Item = "remedies/litigationAfterReconsideration"

	Documents Item = "disclosure/normativeDocuments"
	Orders    Item = "disclosure/rules"
	Licenses  Item = "disclosure/licenses"
	Penalties Item = "disclosure/penalties"
	Measures  Item = "disclosure/compulsoryMeasures"
	Fees      Item = "disclosure/administrativeFees"

	information Item = "信息"

	resultPath   = "applications/results/"
	applications = "applications/"
	remedies     = "remedies/"
	disclosure   = "disclosure/"
)

// What columns figures are of, where it is not the total.
const (
	Organisations = "organisations" // 法人或其他组织: all columns but that of natural persons
	Citizens      = "citizens"      // 公民: natural persons, or whoever applies

	upheld    = "upheld"
	corrected = "corrected"
	otherwise = "other"
	pending   = "pending"

	issued  = "issued"
	revoked = "repealed"
	inForce = "inForce"
)

// class is what a word does in a sentence.
type class uint8

const (
	unknown   class = iota // no word of the table
	filler                 // changes nothing of what is counted
	number                 // a figure
	year                   // of four digits
	thing                  // what is counted: its item is that of a row, or of the table's name
	event                  // what became of applications
	outcome                // a result of applications, which is a row or a group of them
	column                 // a column: an applicant, an outcome of a review, a state of documents
	carry                  // 结转
	lastYear               // with 结转 or alone: 上年
	nextYear               // 下年
	decided                // 作出, of a decision
	published              // 公开, of decisions and documents: they may be fewer
	negation               // 未, 无
	all                    // 全部, 均
	rate                   // 办结率
	timely                 // 按期: of those only that were due
	ofWhich                // 其中
	rest                   // 其余: what is left of another figure
	join                   // 和, 、
	compared               // 比上年增加
	part                   // only some of what is counted: a channel, a month
	channels               // behind a list of channels: they are all there are
	other                  // a thing that the tables do not count
	matter                 // the same where it has a figure: information, rules of procedure
	body                   // the name of the body of the report
	own                    // the body of the report: 我局
	whole                  // all bodies of a jurisdiction: 全市
	inner                  // a part of the body: 局机关, 本级
	thisYear               // 全年, 本年度
	manyYears              // 累计, 近三年
)

// vocabulary is every word that the reader knows. A longer word goes before those that are in
// it; the order of the lines is of no account.
var vocabulary = []struct {
	class class
	item  Item
	words string
}{
	// What is counted.
	{thing, applications, "政府信息公开申请 政府信息公开的申请 信息公开申请 政务公开申请 政府信息申请 信息申请 依申请公开政府信息公开申请 依申请公开申请 依申请公开政府信息申请 " +
		"依申请公开信息申请 政府信息依申请公开申请 政府信息依申请公开 信息依申请公开 依申请公开政府信息 依申请公开信息 依申请公开 依申请政府信息公开 依申请信息公开 依申请 " +
		"依申请公开来信 依申请公开信件 依申请公开件 依申请公开案件 依申请公开办件 依申请公开事项 依申请公开公文 依申请公开函件 依申请件 要求公开政府信息的申请 要求获取政府信息的申请 获取政府信息的申请 申请获取政府信息 申请公开政府信息 申请公开信息 申请政府信息公开 公开申请 申请件 申请 政府信息公开申请表 信息公开申请表 依申请公开申请表 申请表"},
	{thing, Reconsideration, "行政复议申请 申请行政复议 行政复议案件 行政复议 复议案件 复议申请 申请复议 复议"},
	{thing, Litigation, "行政诉讼案件 行政诉讼 提起诉讼 诉讼案件 行政应诉案件 行政应诉 诉讼"},
	{thing, Direct, "未经复议直接起诉 未经复议直接提起行政诉讼 未经行政复议直接起诉 直接起诉"},
	{thing, AfterReview, "复议后起诉 复议后提起行政诉讼 经复议后起诉 行政复议后起诉 复议后诉讼 复议后提起诉讼"},
	{thing, Documents, "行政规范性文件 规范性文件 行政性规范性文件"},
	{thing, Orders, "政府规章 地方政府规章 部门规章 规章"},
	{thing, Licenses, "行政许可决定 行政许可"},
	{thing, Penalties, "行政处罚决定 行政处罚"},
	{thing, Measures, "行政强制决定 行政强制措施 行政强制"},
	{thing, Fees, "行政事业性收费 行政事业收费"},

	// What became of applications.
	{event, New, "新收到 新收 新接收 新增 新受理 新接到 本年新收 当年新收 本年度新收"},
	{event, Arrived, "收到 收悉 接到 接收到 接收 接受 收件 收到过 接到过"},
	{event, Accepted, "受理 登记 登记受理 接收受理 受理登记 接件 受理过"},
	{event, Handled, "办理 办件 应办理 处理 承办 经办 办理处理"},
	{event, Answered, "答复 回复 予以答复 作出答复 作出回复 办理答复 答复办理 办结答复 答复办结 书面答复 正式答复 依法答复 出具答复"},
	{event, Closed, "办结 办理结果 办理结果总计 办理结果合计 办理结果共计 办理完毕 办结完毕 办理完结 办理完成 处理完成 处理完毕 办毕 办理办结 审核办结 结案"},
	{carry, "", "结转 承接 接续 遗留 转结 转入 转至 转到 接转 延至 顺延 延续 跨年度 跨年 转"},
	{lastYear, "", "上年度 上年 上一年度 上一年 去年 往年 以前年度 上一年度的 年初"},
	{nextYear, "", "下年度 下年 下一年度 下一年 次年 次年度 明年 来年 下一个年度"},

	// Results.
	{outcome, resultPath + "granted", "予以公开 同意公开 全部公开 全部予以公开 完全公开 予以全部公开 准予公开 同意全部公开"},
	{outcome, resultPath + "partiallyGranted", "部分公开 予以部分公开 同意部分公开 区分处理 部分予以公开"},
	{outcome, resultPath + "refused", "不予公开 不同意公开 决定不予公开"},
	{outcome, resultPath + "unavailable", "无法提供 不能提供"},
	{outcome, resultPath + "notProcessed", "不予处理 不予办理"},
	{outcome, resultPath + "other", "其他处理 作其他处理 其他方式处理"},
	{outcome, resultPath + "refused/stateSecrets", "属于国家秘密 国家秘密 涉及国家秘密"},
	{outcome, resultPath + "refused/prohibitedByLaw", "其他法律行政法规禁止公开 其他法律、行政法规禁止公开 法律行政法规禁止公开 法律、行政法规禁止公开 法律法规禁止公开"},
	{outcome, resultPath + "refused/securityAndStability", "危及“三安全一稳定” 危及三安全一稳定 “三安全一稳定” 三安全一稳定"},
	{outcome, resultPath + "refused/thirdPartyRights", "保护第三方合法权益 第三方合法权益 损害第三方合法权益 涉及第三方合法权益"},
	{outcome, resultPath + "refused/internalAffairs", "属于三类内部事务信息 三类内部事务信息 属于内部事务信息 内部事务信息 内部事务"},
	{outcome, resultPath + "refused/processInformation", "属于四类过程性信息 四类过程性信息 属于过程性信息 过程性信息"},
	{outcome, resultPath + "refused/enforcementFiles", "属于行政执法案卷 行政执法案卷信息 行政执法案卷 执法案卷"},
	{outcome, resultPath + "refused/administrativeInquiries", "属于行政查询事项 行政查询事项 行政查询"},
	{outcome, resultPath + "unavailable/notHeld", "本机关不掌握相关政府信息 不掌握相关政府信息 本机关不掌握 不掌握相关信息 非本机关掌握 非本机关掌握信息 信息不存在 政府信息不存在 不掌握"},
	{outcome, resultPath + "unavailable/requiresCreation", "没有现成信息需要另行制作 没有现成信息需另行制作 没有现成信息，需要另行制作 没有现成信息 需要另行制作 需另行制作"},
	{outcome, resultPath + "unavailable/stillUnclear", "补正后申请内容仍不明确 补正后仍不明确 补正后申请仍不明确 补正后内容仍不明确"},
	{outcome, resultPath + "notProcessed/petitionsAndComplaints", "信访举报投诉类申请 信访举报投诉类 信访、举报、投诉类申请 信访、举报、投诉类 信访投诉举报类申请 信访投诉举报类"},
	{outcome, resultPath + "notProcessed/repeated", "重复申请"},
	{outcome, resultPath + "notProcessed/publicationsRequested", "要求提供公开出版物 公开出版物"},
	{outcome, resultPath + "notProcessed/excessive", "无正当理由大量反复申请 大量反复申请"},
	{outcome, resultPath + "notProcessed/confirmationRequested", "要求行政机关确认或重新出具已获取信息 确认或重新出具已获取信息 重新出具已获取信息"},
	{outcome, resultPath + "other/notCorrected", "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请 申请人无正当理由逾期不补正 无正当理由逾期不补正 逾期不补正 逾期未补正"},
	{outcome, resultPath + "other/feeNotPaid", "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 逾期未按收费通知要求缴纳费用 逾期未缴纳费用 逾期未缴费"},

	// Columns.
	{column, "naturalPersons", "自然人"},
	{column, Organisations, "法人或其他组织 法人和其他组织 法人及其他组织 法人、其他组织 法人或者其他组织"},
	{column, Citizens, "公民 个人 群众 公众 社会公众 市民 居民 村民"},
	{column, "enterprises", "商业企业 企业"},
	{column, "researchInstitutions", "科研机构"},
	{column, "publicWelfareOrganizations", "社会公益组织 公益组织"},
	{column, "legalServiceInstitutions", "法律服务机构"},
	{column, upheld, "结果维持 维持原行政行为 维持"},
	{column, corrected, "结果纠正 纠正 纠错"},
	{column, otherwise, "其他结果"},
	{column, pending, "尚未审结 未审结 正在审理 正在审理中 尚在审理 尚在审理中 审理中"},
	{column, issued, "制发 新制发 制定 新制定 制定出台 制定印发 制定发布 出台 新出台 印发 新印发 新制作 制定并公开 新制定并公开 制发并公开 制定公开"},
	{column, revoked, "废止"},
	{column, inForce, "现行有效 继续有效 现有效 有效"},

	{decided, "", "作出 做出 实施 下达 完成"},
	{published, "", "公开 公示 公布 发布 主动公开"},

	// What turns or narrows a sentence.
	{negation, "", "未 无 没有 无人 暂无 暂未 暂没有 未曾 尚未 没 不存在 零 从未 并无 并未"},
	{all, "", "全部 均 均已 全都 都 全数 悉数"},
	{rate, "", "办结率"},
	{timely, "", "按期 按时 及时 到期 如期 限期 期限内 时限内 规定时间内 法定期限内 法定时限内 规定期限内 规定时限内 在规定期限内 在法定期限内 在法定时限内 在规定时限内 按规定时限"},
	{ofWhich, "", "其中 含 包括 包含 内含"},
	{rest, "", "其余 剩余 另 另有 余下 除 除了 此外 外 之外 以外 仍有 还有 尚有"},
	{join, "", "、 和 及 以及 与 或 或者 并 且 并且 暨 加 加上 /"},
	{compared, "", "比 较 同比 环比 相比 与上年 与去年 增加 减少 增长 下降 上升 持平 增幅 降幅 多于 少于 多 少 提高 降低 增多 翻"},
	{part, "", "分别 分别为 分别是 网上 网络 线上 在线 信函 邮寄 邮件 邮箱 电子邮件 当面 现场 窗口 传真 平台 渠道 途径 方式 来函 上半年 下半年 季度 月份 月 每月 日 等 左右 涉密 超期 逾期 延期 同类 占 " +
		"网站 门户网站 门户 政府网 来人 来访 口头 电话 首次 再次 征求 第三方 补正 撤回 撤销 转办 已主动公开 告知 不属于 非 咨询类 其他 各 每 平均 日均 人均 批次 同一 高峰"},
	{channels, "", "等渠道 等方式 等途径 等形式 等多种渠道 等多种方式 等多种形式 等各种渠道 等各类渠道 各渠道 各种渠道 多种渠道"},
	{other, "", "提案 议案 建议 信件 来信 来电 留言 热线 12345 信箱 咨询 投诉 举报 信访 诉求 工单 问政 网民 意见 异议 新闻发布会 发布会 解读 政策解读 点击 访问 浏览 阅读 微信 微博 " +
		"公众号 新媒体 视频 稿件 网上办事 证照 人大代表 政协委员 问卷 申诉 行政许可申请 许可申请 采购 便民"},
	{matter, information, "政府信息 政务信息 信息 文件 政策文件 公文"},
	{matter, "", "动态 栏目 专栏 案例 双公示 督查 培训 会议 清单 目录 指南 公报 答记者问 信息处理费 收费 费用 名单 标准 流程 事项清单 征集 民意 问题 回应 任务 项目 资金 预算 决算 " +
		"关切 检查 抽查 错误 隐患 图解 简报 申请人次 评估 委员 代表 宣传 活动 备案 审查 合法性审核 审核 起草 修订 修改 失效 执行 典型 条目 公告 制度 公示信息 许可信息 处罚信息 " +
		"行政许可信息 行政处罚信息 行政强制信息 行政许可公示 行政处罚公示"},
	{own, "", "我局 我委 我办 我厅 我部 我处 我所 我队 我院 我中心 我单位 我机关 我镇 我乡 我街道 我街 本局 本委 本办 本厅 本部 本处 本单位 本机关 本行政机关 本部门 本镇 本乡 本街道 本中心 我关 本关 全关 我馆 本馆 我社 本社 本院 本所 全局 全镇 全乡 全街道 镇政府 乡政府 街道办事处 我方"},
	{inner, "", "本级 机关本级 局机关 委机关 厅机关 机关 局属 下属 所属 直属 办公室 政府办 区政府办 县政府办 市政府办 省政府办 州政府办 旗政府办 府办 区府办 县府办 市府办 省府办 各部门 各单位 各乡镇 各街道 各镇 各县 各区 各县区 各乡镇街道 市直 县直 区直 部分"},
	{whole, "", "全省 全市 全县 全区 全旗 全州 全盟 我省 我市 我县 我区 我旗 我州 我盟 本市 本县 本区 本省 本州 本旗 本盟 全市各级行政机关 各级行政机关 全市行政机关 全系统 全市各级各部门 全县各级各部门 全区各级各部门 全县各级行政机关 全区各级行政机关 全省各级行政机关 全州各级行政机关 " +
		"全县行政机关 全区行政机关 全省行政机关 全州行政机关 全省政府系统 全市政府系统 全县政府系统 全区政府系统 " +
		"全省各单位 全市各单位 全县各单位 全区各单位 全州各单位 全旗各单位 全盟各单位 全省各部门 全市各部门 全县各部门 全区各部门 全州各部门 全旗各部门 全盟各部门"},
	{thisYear, "", "全年 本年 本年度 今年 当年 年内 年度内 今年以来 年度 该年 本报告期 报告期内 一年来 一年以来 过去一年"},
	{manyYears, "", "累计 历年 近年来 近年 近两年 近三年 近五年 多年来 两年 三年 五年 以来 截至 截止 至今 自"},

	{filler, "", "的 了 为 是 有 到 由 向 对 在 以 共 共计 总共 合计 一共 总计 计 已 也 还 又 仅 只 再 新 之 其 该 内 中 件 条 数量 总数 总量 件数 数 量 达 达到 上述 该类 此类 所有 任何 任何单位和个人 任何单位或个人 任何单位或者个人 线上线下 不服政府信息公开答复 不服信息公开答复 不服答复 对政府信息公开答复不服 对答复不服 一件 一起 一例 一宗 现已 各类 各种 各项 有关 相关 " +
		"公民、法人和其他组织 公民、法人或其他组织 公民、法人或者其他组织 公民、法人及其他组织 公民法人和其他组织 公民法人或其他组织 公民、法人、其他组织 公民、法人以及其他组织 自然人、法人和其他组织 自然人、法人或者其他组织 自然人、法人或其他组织 " +
		"申请人 提出 提交 递交 提起 要求 依法 依规 依法依规 按规定 严格 规范 妥善 认真 情况 情形 事项 方面 工作 现象 行为 事件 案件 案 继续 年底 年末 目前 发生 引起 引发 导致 产生 出现 存在 因 被 因政府信息公开 涉 政府信息公开 信息公开 " +
		"政府信息公开工作 信息公开工作 政务公开 一是 二是 三是 四是 五是 处理结果 答复结果 办理情况 答复情况 结果 作 做 予以 给予 书面 决定 具体 继续办理 期 年 项 份 正式 有效申请 实际 公开方面 次数 条数 金额 收取 涉及 关于 我们 先后 组织 开展 进行 通过 属于 属 列 归 至 于 清理 统筹 顺利 圆满 " +
		"截至年底 截至12月底 截至12月31日 截止12月31日 截至年末 截止年底 以政府信息公开为由 全体 社会 受 经 主动 类 性质 办 即 答复率 回复率 满意率 满意度 总的 本年度内 ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩ “ ” ‘ ’ \" 「 」"},
}

// word is a word of the vocabulary.
type word struct {
	text string
	meaning
}

// meaning is what a word means.
type meaning struct {
	class class
	item  Item
}

// dictionary is the vocabulary by the first character of the words, the longer words first.
var dictionary = sync.OnceValue(func() map[rune][]word {
	d := map[rune][]word{}
	for _, line := range vocabulary {
		for text := range strings.FieldsSeq(line.words) {
			first, _ := utf8.DecodeRuneInString(text)
			words := d[first]
			i := 0
			for i < len(words) && len(words[i].text) >= len(text) {
				i++
			}
			d[first] = append(words[:i:i], append([]word{{text, meaning{line.class, line.item}}}, words[i:]...)...)
		}
	}
	return d
})

// lookUp returns the longest word that the text begins with.
func lookUp(d map[rune][]word, s string, first rune) *word {
	words := d[first]
	for i := range words {
		if strings.HasPrefix(s, words[i].text) {
			return &words[i]
		}
	}
	return nil
}
