package report

import "strings"

// sameRules compare the figures of the bodies with one another.
var sameRules = []bodyRule{
	{Rule{Code: "H-ad", Severity: Warning, Source: Practice,
		Chinese: "“{list}”的各数完全相同，各计了一次；请核对是不是同一个机关的报告，是的只留一份",
		English: "all figures of {list} are the same, and each report is added up; see whether they are of one body, and then keep one of them",
		Example: "某县民政局的报告，机关名称写作“民政局”的又报了一份"},
		checkSameCounts, false},
}

// fewestSame is how many figures other than 0 reports have at least of which chance does
// not make all the same.
const fewestSame = 8

// checkSameCounts finds reports that are added up and have the same counts throughout.
func checkSameCounts(j *Jurisdiction, find func(Fault)) {
	var order []string
	same := map[string][]*Part{}
	for _, p := range j.counted() {
		key, n := j.countsOf(p)
		if n < fewestSame {
			continue
		}
		if same[key] == nil {
			order = append(order, key)
		}
		same[key] = append(same[key], p)
	}
	for _, key := range order {
		if parts := same[key]; len(parts) > 1 {
			find(Fault{Got: listOf(parts), Bodies: agencies(parts)})
		}
	}
}

// countsOf returns the counts of a part that add up, and how many of them are other than 0.
func (j *Jurisdiction) countsOf(p *Part) (key string, some int) {
	var b strings.Builder
	for r, col := range j.Report.form().each() {
		c := r.cell(p.Tables, col)
		if _, amount := c.(*Amount); amount || r.cols[col].joint {
			continue
		}
		if n, ok := c.number(); ok && n != 0 {
			some++
		}
		b.WriteString(c.String())
		b.WriteByte(' ')
	}
	return b.String(), some
}
