package report

import "strings"

// form is the row table of one edition: what rows and columns its tables have,
// what they are called, where their figures are. It alone drives the document,
// the checks, the JSON, its schema, the builders and the readers.
type form struct {
	edition Edition
	notice  string // the notice that issued the edition
	clauses []clause
	// rows of table three in printed order, the computed （七）总计 among them.
	applications []row
	remedies     []row // blocks of table four
}

// clause is a block of table two: a row that names the clause of article 20, a
// row of heads, and rows of figures.
type clause struct {
	label string
	rows  []row
}

// row is a row of figures (in table four a block of columns).
type row struct {
	path  string   // of its object or value in the JSON, below /tables
	group string   // label of the rows it stands among: （三）不予公开
	label string   // as printed
	cols  []column // without the total
	sum   bool     // a total, 总计, follows the columns
	// cell returns the figure of a column; nil in the computed row of totals.
	cell func(t Tables, col int) figure
}

// column is a column of figures.
type column struct {
	key   string // of its value in the row's JSON object; "" where the row has one figure only
	label string
	unit  string // named in the head, so that the cell carries none
}

// name is what a person calls the row.
func (r *row) name() string { return r.group + r.label }

// computed reports whether the row's figures are the sums of others.
func (r *row) computed() bool { return r.cell == nil }

// rows returns the rows of table two, three or four.
func (f *form) rows(table int) []row {
	switch table {
	case 2:
		var rows []row
		for _, c := range f.clauses {
			rows = append(rows, c.rows...)
		}
		return rows
	case 3:
		return f.applications
	default:
		return f.remedies
	}
}

// each calls yield with every row that has figures of its own.
func (f *form) each(yield func(table int, r *row)) {
	for table := 2; table <= 4; table++ {
		rows := f.rows(table)
		for i := range rows {
			if !rows[i].computed() {
				yield(table, &rows[i])
			}
		}
	}
}

const resultsPath = "applications/results/"

// isResult reports whether （七）总计 adds the row up.
func (r *row) isResult() bool { return !r.computed() && strings.HasPrefix(r.path, resultsPath) }

// count returns a cell of a row of table three or four; col == len(cols) is the
// total, and the computed row is added up.
func (f *form) count(t Tables, r *row, col int) Count {
	var total tally
	switch {
	case col == len(r.cols):
		for i := range r.cols {
			total.add(f.count(t, r, i))
		}
	case r.computed():
		for i := range f.applications {
			if p := &f.applications[i]; p.isResult() {
				total.add(f.count(t, p, col))
			}
		}
	default:
		return *r.cell(t, col).(*Count)
	}
	return total.count()
}

// The rows of table four, the same in both editions.
func remedyRows(of func(Tables) *Remedies) []row {
	block := func(path, group, label string, pick func(*Remedies) *Outcomes) row {
		return row{
			path: "remedies/" + path, group: group, label: label, cols: outcomeKinds, sum: true,
			cell: func(t Tables, i int) figure { return pick(of(t)).at(i) },
		}
	}
	return []row{
		block("reconsideration", "", "行政复议", func(r *Remedies) *Outcomes { return &r.Reconsideration }),
		block("directLitigation", "行政诉讼", "未经复议直接起诉", func(r *Remedies) *Outcomes { return &r.DirectLitigation }),
		block("litigationAfterReconsideration", "行政诉讼", "复议后起诉", func(r *Remedies) *Outcomes { return &r.LitigationAfterReconsideration }),
	}
}

// applicationRow is a row of table three.
func applicationRow(path, group, label string, of func(Tables) *Applicants) row {
	return row{
		path: "applications/" + path, group: group, label: label, cols: applicantKinds, sum: true,
		cell: func(t Tables, i int) figure { return of(t).at(i) },
	}
}

// The labels that several rows of table three stand under.
const (
	groupResults      = "三、本年度办理结果"
	groupRefused      = "（三）不予公开"
	groupUnavailable  = "（四）无法提供"
	groupNotProcessed = "（五）不予处理"
	groupOther        = "（六）其他处理"
	labelTotal        = "总计"
	labelResultsTotal = "（七）总计"
)

// resultRows are the rows of 三、本年度办理结果 that both editions have, from
// （一）予以公开 to the last of （五）不予处理.
func resultRows(granted, partially func(Tables) *Applicants, refused func(Tables) *Refused, unavailable func(Tables) *Unavailable, not func(Tables) *NotProcessed) []row {
	r := func(path, label string, pick func(*Refused) *Applicants) row {
		return applicationRow("results/refused/"+path, groupRefused, label, func(t Tables) *Applicants { return pick(refused(t)) })
	}
	u := func(path, label string, pick func(*Unavailable) *Applicants) row {
		return applicationRow("results/unavailable/"+path, groupUnavailable, label, func(t Tables) *Applicants { return pick(unavailable(t)) })
	}
	n := func(path, label string, pick func(*NotProcessed) *Applicants) row {
		return applicationRow("results/notProcessed/"+path, groupNotProcessed, label, func(t Tables) *Applicants { return pick(not(t)) })
	}
	return []row{
		applicationRow("results/granted", "", "（一）予以公开", granted),
		applicationRow("results/partiallyGranted", "", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）", partially),
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

// resultsTotalRow is （七）总计, which is computed.
func resultsTotalRow() row {
	return row{path: resultsPath + "total", label: labelResultsTotal, cols: applicantKinds, sum: true}
}
