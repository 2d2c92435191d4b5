package report

import "slices"

// The tables and rows that the editions share.

// The labels that several rows of table three stand under.
const (
	groupResults      = "三、本年度办理结果"
	groupRefused      = "（三）不予公开"
	groupUnavailable  = "（四）无法提供"
	groupNotProcessed = "（五）不予处理"
	groupOther        = "（六）其他处理"
	labelTotal        = "总计"
)

// disclosureTable is table two of the rows.
func disclosureTable(rows ...row) table {
	return table{
		section:     1,
		caption:     "表二：主动公开政府信息情况",
		description: "按《政府信息公开条例》第二十条各项分块，每块首行为条款，次行为栏目，左列为信息内容。",
		shape:       inClauses,
		stub:        "信息内容",
		rows:        rows,
		wrongFigure: "T2-a",
	}
}

// applicationsTable is table three, but for the rows of （六）其他处理: results
// gives its figures in tables of the edition.
func applicationsTable(received, carriedOver func(Tables) *Applicants, results []row, carriedForward func(Tables) *Applicants) table {
	const corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
	const total = "results/total"
	return table{
		section:     2,
		caption:     "表三：收到和处理政府信息公开申请情况",
		description: "左边三列为办理情况，上边三行为申请人情况。本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和。",
		shape:       inLines,
		corner:      corner,
		over:        "申请人情况",
		rows: slices.Concat(
			[]row{
				applicationRow("received", "", "", "一、本年新收政府信息公开申请数量", received),
				applicationRow("carriedOver", "", "", "二、上年结转政府信息公开申请数量", carriedOver),
			},
			results,
			[]row{
				applicationRow(total, groupResults, "", "（七）总计", nil),
				applicationRow("carriedForward", "", "", "四、结转下年度继续办理", carriedForward),
			},
		),
		wrongFigure: "T3-d",
		wrongTotal:  "T3-c",
		wrongSum:    "T3-b",
		balance:     []string{"applications/received", "applications/carriedOver", "applications/" + total, "applications/carriedForward"},
	}
}

// applicationRow is a row of table three; without figures of its own it is computed.
func applicationRow(path, part, group, label string, of func(Tables) *Applicants) row {
	r := row{path: "applications/" + path, part: part, group: group, label: label, cols: applicantKinds, sum: true}
	if of != nil {
		r.cell = func(t Tables, i int) figure { return of(t).at(i) }
	}
	return r
}

// resultRow is a row of 三、本年度办理结果.
func resultRow(path, group, label string, of func(Tables) *Applicants) row {
	return applicationRow("results/"+path, groupResults, group, label, of)
}

// resultRows are the rows of 三、本年度办理结果 that all editions have, from
// （一）予以公开 to the last of （五）不予处理.
func resultRows(granted, partially func(Tables) *Applicants, refused func(Tables) *Refused, unavailable func(Tables) *Unavailable, not func(Tables) *NotProcessed) []row {
	r := func(path, label string, pick func(*Refused) *Applicants) row {
		return resultRow("refused/"+path, groupRefused, label, func(t Tables) *Applicants { return pick(refused(t)) })
	}
	u := func(path, label string, pick func(*Unavailable) *Applicants) row {
		return resultRow("unavailable/"+path, groupUnavailable, label, func(t Tables) *Applicants { return pick(unavailable(t)) })
	}
	n := func(path, label string, pick func(*NotProcessed) *Applicants) row {
		return resultRow("notProcessed/"+path, groupNotProcessed, label, func(t Tables) *Applicants { return pick(not(t)) })
	}
	return []row{
		resultRow("granted", "", "（一）予以公开", granted),
		resultRow("partiallyGranted", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", partially),
		r("stateSecrets", "1.属于国家秘密", func(r *Refused) *Applicants { return &r.StateSecrets }),
		r("prohibitedByLaw", "2.其他法律行政法规禁止公开", func(r *Refused) *Applicants { return &r.ProhibitedByLaw }),
		r("securityAndStability", "3.危及“三安全一稳定”", func(r *Refused) *Applicants { return &r.SecurityAndStability }),
		r("thirdPartyRights", "4.保护第三方合法权益", func(r *Refused) *Applicants { return &r.ThirdPartyRights }),
		r("internalAffairs", "5.属于三类内部事务信息", func(r *Refused) *Applicants { return &r.InternalAffairs }),
		r("processInformation", "6.属于四类过程性信息", func(r *Refused) *Applicants { return &r.ProcessInformation }),
		r("enforcementFiles", "7.属于行政执法案卷", func(r *Refused) *Applicants { return &r.EnforcementFiles }),
		r("administrativeInquiries", "8.属于行政查询事项", func(r *Refused) *Applicants { return &r.AdministrativeInquiries }),
		u("notHeld", "1.本机关不掌握相关政府信息", func(u *Unavailable) *Applicants { return &u.NotHeld }),
		u("requiresCreation", "2.没有现成信息需要另行制作", func(u *Unavailable) *Applicants { return &u.RequiresCreation }),
		u("stillUnclear", "3.补正后申请内容仍不明确", func(u *Unavailable) *Applicants { return &u.StillUnclear }),
		n("petitionsAndComplaints", "1.信访举报投诉类申请", func(n *NotProcessed) *Applicants { return &n.PetitionsAndComplaints }),
		n("repeated", "2.重复申请", func(n *NotProcessed) *Applicants { return &n.Repeated }),
		n("publicationsRequested", "3.要求提供公开出版物", func(n *NotProcessed) *Applicants { return &n.PublicationsRequested }),
		n("excessive", "4.无正当理由大量反复申请", func(n *NotProcessed) *Applicants { return &n.Excessive }),
		n("confirmationRequested", "5.要求行政机关确认或重新出具已获取信息", func(n *NotProcessed) *Applicants { return &n.ConfirmationRequested }),
	}
}

// otherRows are the rows of （六）其他处理 that it has since 2021.
func otherRows(of func(Tables) *OtherResults) []row {
	o := func(path, label string, pick func(*OtherResults) *Applicants) row {
		return resultRow("other/"+path, groupOther, label, func(t Tables) *Applicants { return pick(of(t)) })
	}
	rows := []row{
		o("notCorrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", func(o *OtherResults) *Applicants { return &o.NotCorrected }),
		o("feeNotPaid", "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请", func(o *OtherResults) *Applicants { return &o.FeeNotPaid }),
		o("other", "3.其他", func(o *OtherResults) *Applicants { return &o.Other }),
	}
	rows[0].lapsed, rows[1].lapsed, rows[2].rest = true, true, true
	return rows
}

// remediesTable is table four.
func remediesTable(of func(Tables) *Remedies) table {
	block := func(path, group, label string, pick func(*Remedies) *Outcomes) row {
		return row{
			path: "remedies/" + path, group: group, label: label, cols: outcomeKinds, sum: true,
			cell: func(t Tables, i int) figure { return pick(of(t)).at(i) },
		}
	}
	return table{
		section:     3,
		caption:     "表四：政府信息公开行政复议、行政诉讼情况",
		description: "左边五列为行政复议，右边十列为行政诉讼，分未经复议直接起诉和复议后起诉。",
		shape:       inBlocks,
		rows: []row{
			block("reconsideration", "", "行政复议", func(r *Remedies) *Outcomes { return &r.Reconsideration }),
			block("directLitigation", "行政诉讼", "未经复议直接起诉", func(r *Remedies) *Outcomes { return &r.DirectLitigation }),
			block("litigationAfterReconsideration", "行政诉讼", "复议后起诉", func(r *Remedies) *Outcomes { return &r.LitigationAfterReconsideration }),
		},
		wrongFigure: "T4-b",
		wrongTotal:  "T4-a",
	}
}
