package report

import (
	"slices"
	"strconv"
	"strings"

	"github.com/nianbao/nianbao/report/internal/align"
)

const codeRevision = "C-a"

// revisionRules look at what a report says of its correction, and at what was corrected
// where the report that it replaces is given.
var revisionRules = []Rule{
	{Code: "C-b", Severity: Warning, Source: Practice,
		Chinese: "更正原因没有写清楚：“{got}”；请写明更正了什么、为什么",
		English: "the reason for the correction says nothing: “{got}”; say what was corrected, and why",
		Example: "更正原因写作“数据有误”",
		Check: func(s *Subject, find func(Fault)) {
			if x := &s.Revision; *x != (Revision{}) && hollow(x.Reason) {
				find(Fault{Path: "/revision/reason", Got: orNothing(x.Reason)})
			}
		}},
	{Code: "C-c", Severity: Warning, Source: Practice,
		Chinese: "没有写更正后重新公布的日期；请补上",
		English: "the day on which the corrected report is published is missing; add it",
		Example: "第一次更正，没有日期",
		Check: func(s *Subject, find func(Fault)) {
			if x := &s.Revision; *x != (Revision{}) && x.Date == (Date{}) {
				find(Fault{Path: "/revision/date"})
			}
		}},
	{Code: "C-d", Severity: Warning, Source: Practice,
		Chinese: "更正日期 {got} 早于所更正的报告，应不早于 {want}；请核对",
		English: "the correction is of {got}, before the report itself: it is to be {want} or later; see which is wrong",
		Example: "2024年1月15日的报告，更正日期写作 2023年3月5日",
		Check: func(s *Subject, find func(Fault)) {
			if x, from := s.Revision.Date, s.issuedBy(); x.valid() && x.before(from) {
				find(Fault{Path: "/revision/date", Got: x.String(), Want: from.String()})
			}
		}},

	// Beside the report that it replaces.
	{Code: "C-e", Severity: Warning, Source: Practice,
		Chinese: "所更正的报告是 {got} 的，本报告是 {want} 的；更正的不是机关名称或年份的，请给出本报告原来的版本",
		English: "the report that it replaces is that of {got}, this one that of {want}; where this is not what was corrected, give the earlier version of this report",
		Example: "更正 2023 年的报告，给出的是 2022 年的",
		Check: func(s *Subject, find func(Fault)) {
			if s.Replaced == nil {
				return
			}
			then, now := strings.TrimSpace(s.Replaced.Agency), strings.TrimSpace(s.Agency)
			if LabelKey(then) != LabelKey(now) {
				find(Fault{Path: "/agency", Got: orNothing(then), Want: orNothing(now)})
			}
			if s.Replaced.Year != s.Year {
				find(Fault{Path: "/year", Got: strconv.Itoa(s.Replaced.Year) + " 年", Want: strconv.Itoa(s.Year) + " 年"})
			}
		}},
	{Code: "C-f", Severity: Warning, Source: Practice,
		Chinese: "与所更正的报告相比有 {got} 处改动，没有写明这是第几次更正；请写明（revision）",
		English: "{got} places differ from the report that it replaces, and it does not say which correction it is; say so (revision)",
		Example: "改了表三的数据，没有写更正次数",
		Check: func(s *Subject, find func(Fault)) {
			// Of texts alone a reader may have taken one for the other.
			if n := len(s.corrected()); n > 0 && s.Revision.Number == 0 {
				find(Fault{Path: "/" + keyRevision, Got: strconv.Itoa(n), Mild: !slices.ContainsFunc(s.changes(), Correction.figure)})
			}
		}},
	{Code: "C-g", Severity: Warning, Source: Practice,
		Chinese: "写的是第 {got} 次更正，所更正的报告是第 {want} 次更正的；应只多一次，请核对",
		English: "it is correction {got}, and the report that it replaces is correction {want}; it is to be the next: see which is wrong",
		Example: "更正第一次更正后的报告，仍写作第一次更正",
		Check: func(s *Subject, find func(Fault)) {
			if s.Replaced == nil || s.Revision.Number == 0 { // which C-f tells
				return
			}
			then, now := s.Replaced.Revision.Number, s.Revision.Number
			if now == then+1 || now == then && s.corrected() == nil { // which C-h tells
				return
			}
			// A published report need not say which correction it is.
			find(Fault{Path: "/" + keyRevision, Got: strconv.Itoa(now), Want: strconv.Itoa(then), Mild: then == 0})
		}},
	{Code: "C-h", Severity: Warning, Source: Practice,
		Chinese: "除日期和目录信息外，与所更正的报告相比没有改动；请核对给出的是不是原来的版本",
		English: "but for dates and the entry in the catalogue it is the same as the report that it replaces; see whether that is the earlier version",
		Example: "更正前后的文件给反了，或是同一份",
		Check: func(s *Subject, find func(Fault)) {
			if s.Replaced != nil && s.corrected() == nil {
				find(Fault{Mild: s.Revision.Number == s.Replaced.Revision.Number})
			}
		}},
	{Code: "C-i", Severity: Info, Source: Practice,
		Chinese: "所更正的报告用的是 {got} 年版的格式，本报告用的是 {want} 年版的：数据只比较了两版都有的行",
		English: "the report that it replaces has the form of {got}, this one that of {want}: of the figures those of the rows that both have were compared",
		Example: "误用 2019 年版表格，更正为 2021 年版",
		Check:   changed(func(x Correction) bool { return x.Path == "/edition" })},
	{Code: "C-j", Severity: Info, Source: Practice,
		Chinese: "数据由 {want} 更正为 {got}",
		English: "the figure was {want} and is {got}",
		Example: "表三自然人新收由 7 更正为 9",
		Check:   changed(func(x Correction) bool { return x.figure() && !x.Computed })},
	{Code: "C-k", Severity: Info, Source: Practice,
		Chinese: "总计随之由 {want} 变为 {got}",
		English: "the total follows: it was {want} and is {got}",
		Example: "表三新收总计由 8 变为 10",
		Check:   changed(func(x Correction) bool { return x.Computed })},
	{Code: "C-l", Severity: Info, Source: Practice,
		Chinese: "原为“{want}”，更正为“{got}”",
		English: "it was {want} and is {got}",
		Example: "“收到申请7件”更正为“收到申请9件”",
		Check:   changed(func(x Correction) bool { return x.text() && x.Was != "" && x.Now != "" })},
	{Code: "C-m", Severity: Info, Source: Practice,
		Chinese: "增加了“{got}”",
		English: "added: {got}",
		Example: "增加了第六部分的一段",
		Check:   changed(func(x Correction) bool { return x.text() && x.Was == "" })},
	{Code: "C-n", Severity: Info, Source: Practice,
		Chinese: "删去了“{want}”",
		English: "taken out: {want}",
		Example: "删去了表三后的一段",
		Check:   changed(func(x Correction) bool { return x.text() && x.Now == "" })},
	{Code: "C-o", Severity: Info, Source: formCarriedOver,
		Chinese: "结转下年度的数由 {want} 更正为 {got}；下一年度的报告已公布的，它的上年结转（Y-a）也要核对",
		English: "what is carried forward was {want} and is {got}; where the next year's report is out, compare what it has as carried over (Y-a)",
		Example: "结转下年度总计由 3 更正为 2",
		Check:   checkForwardCorrected},
}

// issuedBy returns the day of issue of the report, or of the one that it replaces; without
// either the first on which it can have been.
func (s *Subject) issuedBy() Date {
	last := Date{s.Year + 1, 1, 1}
	for _, d := range s.issues() {
		if !d.published && last.before(d.Date) {
			last = d.Date
		}
	}
	if s.Replaced != nil && s.Replaced.Year == s.Year && s.Replaced.Date.valid() && last.before(s.Replaced.Date) {
		last = s.Replaced.Date
	}
	return last
}

// orNothing returns the text, or the phrase for nothing.
func orNothing(s string) string {
	if strings.TrimSpace(s) == "" {
		return "空白"
	}
	return s
}

// changes returns what was changed of the report that this one replaces, found once for
// all rules.
func (s *Subject) changes() []Correction {
	if s.Replaced != nil && s.changed == nil {
		s.changed = Corrections(s.Replaced, s.Report)
	}
	return s.changed
}

// corrected returns the changes that are no matter of publishing it anew.
func (s *Subject) corrected() (list []Correction) {
	for _, x := range s.changes() {
		if x.Path != "/date" && !strings.HasPrefix(x.Path, "/index/") && !x.Computed {
			list = append(list, x)
		}
	}
	return list
}

// figure reports whether it is one of the tables.
func (x Correction) figure() bool { return strings.HasPrefix(x.Path, "/"+keyTables+"/") }

// text reports whether it is one of what is no figure.
func (x Correction) text() bool { return !x.figure() && x.Path != "/edition" }

// changed returns a check that tells the changes that are wanted.
func changed(wanted func(Correction) bool) func(s *Subject, find func(Fault)) {
	return func(s *Subject, find func(Fault)) {
		for _, x := range s.changes() {
			if !wanted(x) {
				continue
			}
			f := Fault{Path: x.Path, Place: x.Place, Got: x.Now, Want: x.Was}
			switch {
			case x.Path == "/edition":
				f.Got, f.Want = x.Was, x.Now
			case x.figure():
				f.Got, f.Want = orNothing(x.Now), orNothing(x.Was)
			case x.Was != "" && x.Now != "":
				f.Got, f.Want = align.Differing(x.Now, x.Was)
			}
			find(f)
		}
	}
}

// checkForwardCorrected checks C-o.
func checkForwardCorrected(s *Subject, find func(Fault)) {
	s.balances(func(_ *table, rows [4]*row) {
		forward := rows[3]
		for _, x := range s.changes() {
			if x.Computed && x.Path == forward.pointerAt(len(forward.cols)) {
				find(Fault{Path: x.Path, Place: x.Place, Got: orNothing(x.Now), Want: orNothing(x.Was)})
			}
		}
	})
}
