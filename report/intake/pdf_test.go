package intake

import (
	"strconv"
	"strings"
	"testing"

	"github.com/nianbao/nianbao/report"
)

// pdfReport is a report whose sums hold; figures says what is in its cells.
func pdfReport(e report.Edition, figures func(i int) string) *report.Report {
	r := &report.Report{
		Agency: "某市某局", Year: map[report.Edition]int{report.Edition2019: 2020, report.Edition2021: 2023}[e],
		Preamble: []string{"根据《中华人民共和国政府信息公开条例》（国务院令第711号），编制本报告。数据统计期限自1月1日起至12月31日止，电子版可在网站下载。"},
		Overview: report.Section{Subsections: []report.Subsection{
			{Topic: report.TopicDisclosure, RunIn: true, Paragraphs: []string{"全年公开信息500条，其中政策文件12件，解读7件，回应社会关切的信息31条，均在规定的期限内公开，没有一条逾期。"}},
			{Topic: report.TopicApplications, Paragraphs: []string{"规范登记、审核、办理、答复各环节。", "均在法定期限内答复。"}},
		}},
		Problems: report.Section{Paragraphs: []string{"主要问题是解读形式单一。下一步丰富形式。"}},
		Other:    report.Section{Paragraphs: []string{"本年度没有收取信息处理费。"}},
		Tables:   report.NewTables(e), Issuer: "某市某局", Date: report.Date{Year: 2024, Month: 1, Day: 15},
	}
	i := 0
	for c := range report.Cells(r.Tables) {
		if c.Computed {
			continue
		}
		if err := c.Set(figures(i)); err != nil {
			panic(err)
		}
		i++
	}
	balance(r)
	return r
}

// balance puts what items three and four lack into the first of item three.
func balance(r *report.Report) {
	cells := map[string]map[string]report.Cell{} // of table three, by column and row
	var rows []string
	for c := range report.Cells(r.Tables) {
		if c.Table != 3 {
			continue
		}
		if cells[c.Column] == nil {
			cells[c.Column] = map[string]report.Cell{}
		}
		cells[c.Column][c.Row] = c
		if c.Column == labelTotal {
			rows = append(rows, c.Row)
		}
	}
	for column, cs := range cells {
		if column == labelTotal {
			continue
		}
		var done int64
		for _, row := range rows[2 : len(rows)-2] {
			n, _ := cs[row].Int()
			done += n
		}
		carried, _ := cs[rows[1]].Int()
		later, _ := cs[rows[len(rows)-1]].Int()
		if in := done + later - carried; in >= 0 {
			_ = cs[rows[0]].Set(strconv.FormatInt(in, 10))
		}
	}
}

func allFigures(r *report.Report) string {
	var b strings.Builder
	for c := range report.Cells(r.Tables) {
		b.WriteString(c.String())
		b.WriteByte(' ')
	}
	return b.String()
}

func several(i int) string { return strconv.Itoa(i * 37 % 211) }

func few(i int) string {
	if i%9 == 0 {
		return strconv.Itoa(i%7 + 1)
	}
	return "0"
}

func blanks(i int) string {
	if i%5 == 0 {
		return ""
	}
	return several(i)
}

// TestReadPages reads pages with rules and text, in which nothing says what is a table.
func TestReadPages(t *testing.T) {
	for _, e := range []report.Edition{report.Edition2019, report.Edition2021} {
		for name, figures := range map[string]func(int) string{"several": several, "few": few, "blanks": blanks} {
			for _, open := range []bool{false, true} {
				want := pdfReport(e, figures)
				var n notes
				got, err := Options{}.readPages(pagesOf(t, want, open), nil, nil, &n)
				if err != nil {
					t.Errorf("%s, %s: %v", e, name, err)
					continue
				}
				if a, b := allFigures(got), allFigures(want); a != b {
					t.Errorf("%s, %s:\n%s\n%s", e, name, a, b)
				}
				if a, b := textOfReport(got), textOfReport(want); a != b {
					t.Errorf("%s, %s:\n%s\n%s", e, name, a, b)
				}
			}
		}
	}
}

func textOfReport(r *report.Report) string {
	s := r.FullTitle() + "|" + r.Issuer + r.Date.String() + "|" + strings.Join(r.Preamble, "\n")
	for _, x := range r.Sections() {
		s += "|" + textOf(x)
	}
	return s
}
