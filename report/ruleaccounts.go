package report

import (
	"strconv"

	"github.com/nianbao/nianbao/report/internal/prose"
)

// accountRules compare the figures of the text with one another and with last year's.
var accountRules = []Rule{
	{Code: "N-g", Severity: Warning, Source: formText,
		Chinese: "文字前后不一致：新收与上年结转之和为 {got}，办结与结转下年之和为 {want}；请核对这四个数",
		English: "the text contradicts itself: new and carried in are {got}, done and carried forward {want}; check the four figures",
		Example: "新收78件，上年结转3件，办结75件，结转下年3件",
		Check:   checkToldBalance},
	{Code: "N-l", Severity: Warning, Source: notice21 + "：内容应准确",
		Chinese: "各部分相加为 {got}，总数为 {want}，相差 {difference}：“{quote}”；请核对，只列了一部分的写明“等”",
		English: "the parts add up to {got}, the whole is {want}, {difference} apart: {quote}; check them, and say 等 where not all are named",
		Example: "共53条，其中甲2条、乙5条、丙43条、丁4条",
		Check:   checkParts},
	{Code: "N-m", Severity: Info, Source: "百分比按四舍五入计算（填报惯例）",
		Chinese: "“{quote}”：占比应为 {want}，文中为 {got}",
		English: "{quote}: the share is to be {want}; the text has {got}",
		Example: "共50件，其中自然人40件，占70%",
		Check:   checkShares},
	{Code: "N-n", Severity: Warning, Source: "年度报告格式：表三第二项、第四项",
		Chinese: "“{quote}”中的年份是 {got}，应为 {want}",
		English: "{quote} names {got}; it is to be {want}",
		Example: "2023年的报告写“2件结转至2023年办理”",
		Check:   checkCarriedYears},
	{Code: "N-o", Severity: Warning, Source: notice21 + "：内容应准确",
		Chinese: "“{quote}”：按上年报告的表格应为{want}，文中为{got}",
		English: "{quote}: by the tables of last year's report it is {want}; the text has {got}",
		Example: "收到申请2件，比上年增加1件；上年报告为2件",
		Check:   checkChanges},
	{Code: "N-p", Severity: Info, Source: notice21 + "：内容不得雷同、敷衍",
		Chinese: "总体情况像是套话：{got}；请写本机关这一年做了什么、有多少",
		English: "section one reads like boilerplate: {got}; say what the agency did this year, and how much of it",
		Example: "部分地区开通了在线申请平台",
		Check:   checkBoilerplate},
}

// checkParts checks N-l: the parts of a count are no more than the whole, and where
// nothing says that there are others no less.
func checkParts(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !containsAny(p.text, listMarks) {
			continue
		}
		for _, l := range p.figures().Lists() {
			sum, wrong, mild := l.Excess()
			if !wrong {
				sum, wrong = l.Shortage()
				mild = true
			}
			if wrong {
				find(Fault{
					Path: p.at.pointer(), Quote: p.text[l.Start:l.End],
					Got: strconv.FormatInt(sum, 10), Want: strconv.FormatInt(l.Whole.Value, 10), Mild: mild,
				})
			}
		}
	}
}

// checkShares checks N-m: a percentage is that of its part, and those of one whole are
// 100 % together, both but for rounding.
func checkShares(s *Subject, find func(Fault)) {
	for _, p := range s.passages() {
		if !containsAny(p.text, percentSigns) || !containsAny(p.text, []string{"占", "（", "("}) {
			continue
		}
		text := p.figures()
		lists := text.Lists()
		for _, shares := range text.Shares() {
			fault := func(from, to prose.Figure, got, want string) {
				find(Fault{
					Path: p.at.pointer(), Quote: p.text[from.Start:to.End],
					Got: got + "%", Want: want + "%",
				})
			}
			whole, wholes := shares.Whole(text, lists)
			wholes = append(append(wholes, text.Counts(shares[0].Part.Unit)...), s.applicationCounts()...)
			wrong := false
			for _, x := range shares {
				if whole > 0 && !x.Fits(wholes) {
					wrong = true
					fault(x.Part, x.Percent, x.Percent.Number(), x.Of(whole))
				}
			}
			if sum, ok := shares.Sum(whole); !wrong && !ok {
				fault(shares[0].Percent, shares[len(shares)-1].Percent, sum, "100")
			}
		}
	}
}

// applicationCounts are the totals of the tables that shares of applications may be of.
func (s *Subject) applicationCounts() (counts []int64) {
	f := s.form()
	if f == nil {
		return nil
	}
	for i := range f.tables {
		t := &f.tables[i]
		var sum int64
		for _, path := range t.balance {
			r := t.row(path)
			n := r.number(s.Tables, len(r.cols))
			sum += n
			counts = append(counts, n, sum)
		}
	}
	return counts
}

// listMarks are what a text has that gives the parts of a count.
var listMarks = []string{"件中", "申请中", "其中", "含", "包括", "分", "共", "计", "：", "（", ":", "("}

// percentSigns are what a text has that gives shares.
var percentSigns = []string{"%", "％", "﹪"}
